//! Runs of text: pieces that come one by one, joined, and cut at bare links.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::parse::construct::{Construct, Kind, text_and_comments};
use crate::parse::engine::Page;
use crate::text::Text;
use crate::tree::{Comment, Inline, Inlines, Link, Piece, Template, Words};

use super::autolink::{self, Autolink, Hints};
use super::budget::Budget;
use super::placeholder;
use super::spans::Spans;

/// A piece of a run.
#[derive(Debug)]
pub(super) enum Segment<'p> {
    /// Text as it is in the source.
    Source(Range<usize>),
    /// Text for what is at a range.
    Decoded(String, Range<usize>),
    Construct(&'p Construct),
}

impl Segment<'_> {
    fn range(&self) -> &Range<usize> {
        match self {
            Segment::Source(range) | Segment::Decoded(_, range) => range,
            Segment::Construct(construct) => &construct.range,
        }
    }
}

/// Text that is being gathered.
pub(super) struct Run<'p> {
    /// The only piece, as long as there is but one of the source, which is nearly always so.
    plain: Range<usize>,
    segments: Vec<Segment<'p>>,
    hints: Hints<'p>,
}

impl<'p> Run<'p> {
    pub(super) fn new(page: &'p Page<'p>) -> Run<'p> {
        let hints = Hints::new(page.seen(page.range.clone()), page.range.start);
        Run { plain: 0..0, segments: Vec::new(), hints }
    }

    /// Adds text that is at `range`.
    #[inline]
    pub(super) fn push_source(&mut self, range: Range<usize>) {
        if self.segments.is_empty() {
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
        match self.segments.last_mut() {
            Some(Segment::Source(last)) if last.end == range.start => last.end = range.end,
            _ => self.segments.push(Segment::Source(range)),
        }
    }

    /// Adds text for what is at `range`.
    pub(super) fn push_decoded(&mut self, text: String, range: Range<usize>) {
        self.push_plain();
        self.segments.push(Segment::Decoded(text, range));
    }

    /// Adds a construct.
    pub(super) fn push_construct(&mut self, construct: &'p Construct) {
        self.push_plain();
        self.segments.push(Segment::Construct(construct));
    }

    fn push_plain(&mut self) {
        if !self.plain.is_empty() {
            self.segments.push(Segment::Source(std::mem::take(&mut self.plain)));
        }
    }

    /// Everything that was gathered, if a line of tags is among it.
    pub(super) fn take_with_tags(&mut self) -> Option<Vec<Segment<'p>>> {
        let is_tags =
            |segment: &Segment<'_>| matches!(segment, Segment::Construct(Construct { kind: Kind::InlineTags, .. }));
        self.segments.iter().any(is_tags).then(|| std::mem::take(&mut self.segments))
    }

    /// Adds a segment that was taken.
    pub(super) fn push(&mut self, segment: Segment<'p>) {
        match segment {
            Segment::Source(range) => self.push_source(range),
            Segment::Decoded(text, range) => self.push_decoded(text, range),
            Segment::Construct(construct) => self.push_construct(construct),
        }
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.segments.is_empty()
    }

    /// The text that was gathered, if it is all of the source and holds no link: nearly always.
    #[inline]
    pub(super) fn take_plain(&mut self, in_link: bool) -> Option<Range<usize>> {
        let is_plain = self.segments.is_empty() && (in_link || !self.hints.any_in(&self.plain));
        is_plain.then(|| std::mem::take(&mut self.plain))
    }

    /// Turns the text that was gathered into inlines, links in it too unless it is itself in a link.
    pub(super) fn write(&mut self, in_link: bool, writer: &mut Writer<'_, 'p>) {
        self.push_plain();
        let (Some(first), Some(last)) = (self.segments.first(), self.segments.last()) else { return };
        let range = first.range().start..last.range().end;
        if in_link || !self.hints.any_in(&range) {
            writer.push_segments(self.segments.drain(..))
        } else {
            writer.push_linked(&self.segments);
            self.segments.clear();
        }
    }
}

/// Writes segments as inlines.
pub(super) struct Writer<'w, 'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) spans: Spans,
    pub(super) inlines: &'w mut Vec<Inline>,
    pub(super) budget: &'w mut Budget<'p>,
    pub(super) found: &'w mut Diagnostics,
    /// Whether something was written that is not seen.
    pub(super) hidden: bool,
}

impl<'p> Writer<'_, 'p> {
    fn push_source(&mut self, range: Range<usize>) {
        let span = self.spans.of(range.clone());
        self.inlines.push(Inline::Text(Words { text: self.page.text(range), span }));
    }

    /// Adds segments, those of text side by side as one, be it with the backslash of an escape between them.
    fn push_segments(&mut self, segments: impl IntoIterator<Item = Segment<'p>>) {
        let source = self.page.source;
        let mut gathered: Option<(Cow<'p, str>, Range<usize>)> = None;
        for segment in segments {
            let (text, range) = match segment {
                Segment::Construct(construct) => {
                    self.push_words(gathered.take());
                    self.push_construct(construct);
                    continue;
                }
                Segment::Source(range) => (Cow::Borrowed(&source[range.clone()]), range),
                Segment::Decoded(text, range) => (Cow::Owned(text), range),
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
                self.inlines.push(Inline::Text(Words { text: Text::from(text), span: self.spans.of(range) }));
            }
            None => {}
        }
    }

    /// Adds what a construct among words is.
    fn push_construct(&mut self, construct: &Construct) {
        let range = construct.range.clone();
        match &construct.kind {
            Kind::Placeholder(placeholder) => {
                let node = placeholder::node(self.page.source, construct, placeholder);
                self.inlines.push(Inline::Placeholder(Box::new(node)));
            }
            Kind::Comment | Kind::CommentBlock => {
                self.inlines.push(Inline::Comment(comment(self.page, self.spans, &range)));
                self.hidden = true;
            }
            Kind::Component(_) => {
                let text = self.page.text(range.clone());
                self.inlines.extend(text_and_comments(&text, self.spans.of(range)));
            }
            _ => self.hidden = true,
        }
    }

    // Bare links.

    /// Adds segments and the bare links in them.
    fn push_linked(&mut self, segments: &[Segment<'p>]) {
        let joined = Joined::new(self.page, segments);
        let start = segments.first().map_or(0, |first| first.range().start);
        let mut at = 0;
        for link in autolink::links(&joined.text) {
            self.push_segments(joined.part(at..link.range.start));
            at = link.range.start;
            if !self.budget.may_link(|| self.spans.of(start..start), self.found) {
                break;
            }
            at = link.range.end;
            self.push_link(&joined, &link);
        }
        self.push_segments(joined.part(at..joined.text.len()));
    }

    fn push_link(&mut self, joined: &Joined<'_, 'p>, link: &Autolink) {
        let segments = joined.part(link.range.clone());
        let mut pieces: Vec<Piece> = Vec::new();
        if !link.prefix.is_empty() {
            pieces.push(Piece::Text(Text::from(link.prefix)));
        }
        let mut ends = None;
        for segment in &segments {
            pieces.extend(match segment {
                Segment::Source(range) => Some(Piece::Text(self.page.text(range.clone()))),
                Segment::Decoded(text, _) => Some(Piece::Text(Text::from(text.as_str()))),
                Segment::Construct(Construct { kind: Kind::Stray, .. }) => continue,
                Segment::Construct(construct) => construct.piece(self.page.source),
            });
            let start = ends.map_or(segment.range().start, |(start, _)| start);
            ends = Some((start, segment.range().end));
        }
        let from = self.inlines.len();
        self.push_segments(segments);
        let target = Template::joined(pieces);
        let Some((start, end)) = ends.filter(|_| !target.to_plain().ends_with("://")) else { return };
        let content: Inlines = self.inlines.drain(from..).collect();
        let span = self.spans.of(start..end);
        self.inlines.push(Inline::Link(Box::new(Link { target, title: None, content, span })));
    }
}

/// A comment at `range`, as a node.
pub(super) fn comment(page: &Page<'_>, spans: Spans, range: &Range<usize>) -> Comment {
    let written = page.source.get(range.clone()).unwrap_or_default();
    let start = range.start + written.len().min(4);
    let end = if written.ends_with("-->") { range.end - 3 } else { range.end };
    Comment { text: page.text(start..end.max(start)), span: spans.of(range.clone()) }
}

/// A run put together, as Markdown saw it: a bare link may hold a placeholder, `https://<!--$host-->…<!--/$host-->/`.
struct Joined<'r, 'p> {
    page: &'p Page<'p>,
    text: Cow<'r, str>,
    /// For each segment, where it begins in `text`.
    starts: Vec<usize>,
    segments: &'r [Segment<'p>],
}

impl<'r, 'p: 'r> Joined<'r, 'p> {
    fn new(page: &'p Page<'p>, segments: &'r [Segment<'p>]) -> Joined<'r, 'p> {
        let seen = |segment: &'r Segment<'p>| match segment {
            Segment::Decoded(text, _) => text.as_str(),
            segment => page.seen(segment.range().clone()),
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
        Joined { page, text, starts, segments }
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
                Segment::Source(range) => {
                    cut.push(Segment::Source(range.start + (from - start)..range.start + (to - start)));
                }
                Segment::Decoded(text, range) => {
                    let from_place = self.offset_in(range, from - start);
                    let to_place = if to == end { range.end } else { self.offset_in(range, to - start) };
                    cut.push(Segment::Decoded(text[from - start..to - start].to_owned(), from_place..to_place));
                }
                // It belongs to the part that it begins in.
                Segment::Construct(construct) if from == start => cut.push(Segment::Construct(construct)),
                Segment::Construct(_) => {}
            }
        }
        cut
    }

    /// About where in `range` of the source something is that is `offset` bytes into what was read for the range.
    fn offset_in(&self, range: &Range<usize>, offset: usize) -> usize {
        let about = range.start + offset.min(range.len());
        (range.start..=about).rev().find(|&at| self.page.source.is_char_boundary(at)).unwrap_or(range.start)
    }
}
