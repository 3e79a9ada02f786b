//! Runs of text: their pieces come one by one, are joined, and cut at bare links.

use std::borrow::Cow;
use std::ops::Range;

use crate::component::{Component, Reader};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::address::{self, Address, Spelling};
use crate::parse::construct::{Construct, Kind};
use crate::parse::engine::Page;
use crate::parse::html;
use crate::span::Span;
use crate::text::{Shared, Text};
use crate::tree::{Inline, Inlines, Link, Piece, Template, Words};

use super::autolink::Hints;
use super::budget::Budget;
use super::comment::comment;
use super::hidden::Bare;
use super::report::Report;
use super::scratch::Scratch;

/// A piece of a run. There may be one in every two bytes, so they are small.
#[derive(Clone, Copy, Debug)]
pub(super) enum Segment<'p> {
    /// Text as it is in the source.
    Source(Span),
    /// A part of the decoded text, for what is at `span`.
    Decoded {
        text: Span,
        span: Span,
    },
    Construct(&'p Construct),
}

impl Segment<'_> {
    fn range(&self) -> Range<usize> {
        match self {
            Segment::Source(span) | Segment::Decoded { span, .. } => span.range(),
            Segment::Construct(construct) => construct.range.clone(),
        }
    }
}

/// The gathered pieces, and the text of those that are not in the source.
#[derive(Debug, Default)]
pub(super) struct Gathered<'p> {
    segments: Scratch<Segment<'p>>,
    decoded: String,
}

/// Text that is being gathered.
pub(super) struct Run<'p> {
    /// The only piece, as long as there is just one, from the source: nearly always.
    plain: Range<usize>,
    gathered: Gathered<'p>,
    hints: Hints<'p>,
}

/// Room for so many segments is kept from run to run.
const KEPT_SEGMENTS: usize = 256;

impl<'p> Run<'p> {
    pub(super) fn new(page: &'p Page<'p>) -> Run<'p> {
        let hints = Hints::new(page.seen(page.range.clone()), page.range.start);
        Run { plain: 0..0, gathered: Gathered::default(), hints }
    }

    /// Adds text that is at `range`.
    #[inline]
    pub(super) fn push_source(&mut self, range: Range<usize>) {
        if self.gathered.segments.is_empty() {
            if self.plain.is_empty() {
                self.plain = range;
                return;
            }
            if self.plain.end == range.start {
                self.plain.end = range.end;
                return;
            }
        }
        self.push_plain();
        let span = Span::from(range);
        match self.gathered.segments.last_mut() {
            Some(Segment::Source(last)) if last.end == span.start => last.end = span.end,
            _ => self.gathered.segments.push(Segment::Source(span)),
        }
    }

    /// Adds text for what is at `range`.
    pub(super) fn push_decoded(&mut self, text: &str, range: Range<usize>) {
        self.push_plain();
        let Gathered { segments, decoded } = &mut self.gathered;
        let start = decoded.len();
        decoded.push_str(text);
        segments.push(Segment::Decoded { text: Span::from(start..decoded.len()), span: range.into() });
    }

    /// Adds a construct.
    pub(super) fn push_construct(&mut self, construct: &'p Construct) {
        self.push_plain();
        self.gathered.segments.push(Segment::Construct(construct));
    }

    fn push_plain(&mut self) {
        if !self.plain.is_empty() {
            self.gathered.segments.push(Segment::Source(std::mem::take(&mut self.plain).into()));
        }
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.gathered.segments.is_empty()
    }

    /// The gathered text, if it is one range of the source without a link: nearly always.
    #[inline]
    pub(super) fn take_plain(&mut self, in_link: bool) -> Option<Range<usize>> {
        let is_plain = self.gathered.segments.is_empty() && (in_link || !self.hints.any_in(&self.plain));
        is_plain.then(|| std::mem::take(&mut self.plain))
    }

    /// Turns the gathered text into inlines, bare links included unless it is itself in a link.
    pub(super) fn write(&mut self, in_link: bool, writer: &mut Writer<'_, 'p>) {
        self.push_plain();
        let mut gathered = std::mem::take(&mut self.gathered);
        let Gathered { segments, decoded } = &mut gathered;
        let (Some(first), Some(last)) = (segments.first(), segments.last()) else { return };
        if in_link || !self.hints.any_in(&(first.range().start..last.range().end)) {
            writer.push_segments(segments.iter().copied(), decoded);
        } else {
            writer.push_linked(segments, decoded);
        }
        if segments.capacity() <= KEPT_SEGMENTS {
            segments.clear();
            decoded.clear();
            self.gathered = gathered;
        }
    }
}

/// Reads what is at this range of the source, the default of a placeholder or a line of its own, as inlines; `None` if it is
/// text. It builds a tree, with which a run has nothing to do but to be a part of it.
pub(super) type ReadApart = fn(&Shared, &Range<usize>, Apart) -> Option<Read>;

/// What was read apart.
pub(super) struct Read {
    pub(super) content: Inlines,
    /// What is to be said of it.
    pub(super) found: Diagnostics,
}

/// What is read apart from its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    /// The default of a placeholder, in which there is no other.
    Default,
    Line,
}

/// Writes segments as inlines.
pub(super) struct Writer<'w, 'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) inlines: &'w mut Scratch<Inline>,
    pub(super) budget: &'w mut Budget<'p>,
    pub(super) report: &'w mut Report,
    pub(super) read_apart: ReadApart,
    /// Whether something invisible was written.
    pub(super) hidden: bool,
}

impl<'p> Writer<'_, 'p> {
    fn push_source(&mut self, range: Range<usize>) {
        let span = self.report.span(range.clone());
        self.inlines.push(Inline::Text(Words { text: self.page.text(range), span }));
    }

    /// Adds segments, adjacent texts as one, even with the backslash of an escape between them.
    fn push_segments(&mut self, segments: impl IntoIterator<Item = Segment<'p>>, decoded: &str) {
        let source = self.page.source;
        let mut gathered: Option<(Cow<'p, str>, Range<usize>)> = None;
        for segment in segments {
            let (text, range) = match segment {
                Segment::Construct(construct) => {
                    self.push_words(gathered.take());
                    self.push_construct(construct);
                    continue;
                }
                Segment::Source(span) => (Cow::Borrowed(source.get(span.range()).unwrap_or_default()), span.range()),
                Segment::Decoded { text, span } => {
                    (Cow::Owned(decoded.get(text.range()).unwrap_or_default().to_owned()), span.range())
                }
            };
            match &mut gathered {
                None => gathered = Some((text, range)),
                Some((before, before_range))
                    if matches!(source.get(before_range.end..range.start), Some("" | "\\")) =>
                {
                    before.to_mut().push_str(&text);
                    before_range.end = range.end;
                }
                Some(_) => self.push_words(gathered.replace((text, range))),
            }
        }
        self.push_words(gathered);
    }

    fn push_words(&mut self, words: Option<(Cow<'p, str>, Range<usize>)>) {
        match words {
            Some((Cow::Borrowed(_), range)) => self.push_source(range),
            Some((Cow::Owned(text), range)) => {
                self.inlines.push(Inline::Text(Words { text: Text::from(text), span: self.report.span(range) }));
            }
            None => {}
        }
    }

    /// Adds the node of a construct in running text.
    fn push_construct(&mut self, construct: &Construct) {
        let range = construct.range.clone();
        match &construct.kind {
            Kind::Placeholder(placeholder) => {
                let mut node = construct.plain_placeholder(self.page.source, placeholder);
                if self.may_read(placeholder.default)
                    && let Some(read) =
                        (self.read_apart)(self.page.source, &placeholder.default.range(), Apart::Default)
                {
                    node.default = read.content;
                    self.report.append(read.found);
                }
                self.inlines.push(Inline::Placeholder(Box::new(node)));
            }
            Kind::Comment | Kind::CommentBlock => {
                self.inlines.push(Inline::Comment(comment(self.page, self.report.spans, &range)));
                self.hidden = true;
            }
            Kind::Component => {
                let (spans, before) = (self.report.spans, self.inlines.len());
                let place = |range| spans.of(range);
                let found = &mut self.report.found;
                let reader =
                    Reader::new(self.page.source, range, &place, self.budget.limits, html::decode_closed, found);
                let component = reader.and_then(Reader::read);
                self.inlines.extend(component.iter().flat_map(Component::inlines));
                self.hidden |= self.inlines.len() == before;
            }
            _ => self.hidden = true,
        }
    }

    /// Whether the default of a placeholder may be read as Markdown, for which the engine needs as much memory again as
    /// for the body.
    fn may_read(&mut self, default: Span) -> bool {
        let limit = self.budget.limits.default_bytes;
        let may = default.len() <= limit;
        if !may {
            let message = format!("expected at most {limit} bytes as default of a placeholder, found more; it is text");
            self.report.warn(Code::PLACEHOLDER_DEFAULT, default.range(), message);
        }
        may
    }

    // Bare links.

    /// Adds segments and the bare links in them.
    fn push_linked(&mut self, segments: &[Segment<'p>], decoded: &str) {
        let joined = Joined::new(self.page, segments, decoded);
        let start = segments.first().map_or(0, |first| first.range().start);
        let mut at = 0;
        for link in address::addresses(&joined.text, |at| joined.spelling(at)) {
            self.push_segments(joined.part(at..link.range.start), decoded);
            at = link.range.start;
            if !self.budget.may_link(start, self.report) {
                break;
            }
            at = link.range.end;
            self.push_link(&joined, &link);
            self.report_hidden(&joined, &link);
        }
        self.push_segments(joined.part(at..joined.text.len()), decoded);
    }

    /// Reports characters that show as nothing after `link` or within it.
    fn report_hidden(&mut self, joined: &Joined<'_, 'p>, link: &Address) {
        let at = link.range.end;
        let (address, rest) = (&joined.text[link.range.clone()], &joined.text[at..]);
        if rest.as_bytes().first().is_none_or(u8::is_ascii) {
            return;
        }
        let next = joined.part(at..at + rest.chars().next().map_or(0, char::len_utf8));
        let Some(first) = next.first() else { return };
        let bare = Bare { source: self.page.source, address, end: first.range().start, rest };
        let Some(stray) = bare.stray() else { return };
        let place = joined.part(at + stray.start..at + stray.start + stray.length);
        let (Some(first), Some(last)) = (place.first(), place.last()) else { return };
        let span = self.report.span(first.range().start..last.range().end);
        let found = Diagnostic::warning(stray.code, span, stray.message);
        // Of what is a reference in the source nobody knows how long it is.
        self.report.push(match (&place[..], stray.mended) {
            ([Segment::Source(_)], Some(mended)) => found.with_fix(span, mended),
            _ => found,
        });
    }

    fn push_link(&mut self, joined: &Joined<'_, 'p>, link: &Address) {
        let segments = joined.part(link.range.clone());
        let mut pieces: Vec<Piece> = Vec::new();
        if !link.prefix.is_empty() {
            pieces.push(Piece::Text(Text::from(link.prefix)));
        }
        let mut ends = None;
        for segment in &segments {
            pieces.extend(match segment {
                Segment::Source(span) => Some(Piece::Text(self.page.text(span.range()))),
                Segment::Decoded { text, .. } => {
                    Some(Piece::Text(Text::from(joined.decoded.get(text.range()).unwrap_or_default())))
                }
                Segment::Construct(Construct { kind: Kind::Stray, .. }) => continue,
                Segment::Construct(construct) => construct.piece(self.page.source),
            });
            let start = ends.map_or(segment.range().start, |(start, _)| start);
            ends = Some((start, segment.range().end));
        }
        let from = self.inlines.len();
        self.push_segments(segments, joined.decoded);
        let target = Template::joined(pieces);
        let Some((start, end)) = ends.filter(|_| !target.to_plain().ends_with("://")) else { return };
        let content: Inlines = self.inlines.drain(from..).collect();
        let span = self.report.span(start..end);
        self.inlines.push(Inline::Link(Box::new(Link { target, title: None, content, span })));
    }
}

/// A joined run, as Markdown saw it: a bare link may contain a placeholder, `https://<!--$host-->…<!--/$host-->/`.
struct Joined<'r, 'p> {
    page: &'p Page<'p>,
    text: Cow<'r, str>,
    /// For each segment, where it begins in `text`.
    starts: Vec<usize>,
    segments: &'r [Segment<'p>],
    decoded: &'r str,
}

impl<'r, 'p: 'r> Joined<'r, 'p> {
    fn new(page: &'p Page<'p>, segments: &'r [Segment<'p>], decoded: &'r str) -> Joined<'r, 'p> {
        // A construct is a word of the mask, but what is text is itself.
        let seen = |segment: &'r Segment<'p>| match segment {
            Segment::Source(place) => page.source.get(place.range()).unwrap_or_default(),
            Segment::Decoded { text, .. } => decoded.get(text.range()).unwrap_or_default(),
            Segment::Construct(construct) => page.seen(construct.range.clone()),
        };
        let mut starts = Vec::with_capacity(segments.len());
        let mut end = 0;
        for segment in segments {
            starts.push(end);
            end += seen(segment).len();
        }
        let text = match segments {
            [only] => Cow::Borrowed(seen(only)),
            _ => Cow::Owned(segments.iter().map(seen).collect()),
        };
        Joined { page, text, starts, segments, decoded }
    }

    /// How the character at `at` is written.
    fn spelling(&self, at: usize) -> Spelling {
        let index = self.starts.partition_point(|&start| start <= at).saturating_sub(1);
        let written = |at: usize| self.page.source.as_bytes().get(at).copied();
        match self.segments.get(index) {
            Some(Segment::Decoded { span, .. }) if written(span.range().start) == Some(b'&') => Spelling::Entity,
            Some(Segment::Source(span)) if self.starts.get(index) == Some(&at) => {
                let before = span.range().start.checked_sub(1);
                if before.and_then(written) == Some(b'\\') { Spelling::Escaped } else { Spelling::Itself }
            }
            _ => Spelling::Itself,
        }
    }

    /// The segments in `part` of the run, cut at its ends.
    fn part(&self, part: Range<usize>) -> Vec<Segment<'p>> {
        let mut cut = Vec::new();
        let first = self.starts.partition_point(|&start| start <= part.start).saturating_sub(1);
        for (index, (segment, &start)) in self.segments.iter().zip(&self.starts).enumerate().skip(first) {
            if start >= part.end {
                break;
            }
            let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
            let (from, to) = (part.start.max(start), part.end.min(end));
            if from >= to {
                continue;
            }
            match segment {
                Segment::Source(span) => {
                    let base = span.range().start;
                    cut.push(Segment::Source(Span::from(base + (from - start)..base + (to - start))));
                }
                Segment::Decoded { text, span } => {
                    let (range, text) = (span.range(), text.range().start);
                    let from_offset = self.offset_in(&range, from - start);
                    let to_offset = if to == end { range.end } else { self.offset_in(&range, to - start) };
                    let text = Span::from(text + (from - start)..text + (to - start));
                    cut.push(Segment::Decoded { text, span: Span::from(from_offset..to_offset) });
                }
                // A construct belongs to the part that it begins in.
                Segment::Construct(construct) if from == start => cut.push(Segment::Construct(construct)),
                Segment::Construct(_) => {}
            }
        }
        cut
    }

    /// The approximate offset in the source of what is `offset` bytes into the decoded text of `range`.
    fn offset_in(&self, range: &Range<usize>, offset: usize) -> usize {
        let about = range.start + offset.min(range.len());
        (range.start..=about).rev().find(|&at| self.page.source.is_char_boundary(at)).unwrap_or(range.start)
    }
}
