//! Runs of text: pieces that the engine gives one by one, joined, linked and cut at our own constructs.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::autolink::{self, Autolink, Hints};
use crate::parse::builder::Builder;
use crate::parse::mask::{Found, Kind, Mark};
use crate::parse::placeholder;
use crate::span::Span;
use crate::text::Text;
use crate::tree::{Inline, Inlines, Link, Piece, Template, Words};

/// Room for so many segments, or bytes, is kept from run to run.
const KEPT: usize = 256;

/// A piece of a run.
#[derive(Clone, Copy, Debug)]
struct Segment {
    /// Where it begins in the text of the run.
    start: u32,
    /// Its place in the body.
    place: Span,
    /// Whether it says something else than what stands there: an entity, for example.
    differs: bool,
}

/// Text that is being gathered.
pub(super) struct Run<'s> {
    /// The only piece, as long as there is but one and it says what stands there, which is nearly always so.
    plain: Range<usize>,
    /// What the pieces say where there are several, as the engine saw it.
    text: String,
    segments: Vec<Segment>,
    hints: Hints<'s>,
    /// Where the last mark ended that stands for nothing.
    pub(super) gone: usize,
}

impl<'s> Run<'s> {
    pub(super) fn new(masked: &'s str) -> Run<'s> {
        Run { plain: 0..0, text: String::new(), segments: Vec::new(), hints: Hints::new(masked), gone: 0 }
    }

    /// Adds a piece that says `text`.
    fn push(&mut self, place: Range<usize>, text: &str, differs: bool) {
        let place = Span::from(place);
        match self.segments.last_mut() {
            Some(last) if last.place.end == place.start && !last.differs && !differs => last.place.end = place.end,
            _ => {
                let start = Span::from(self.text.len()..self.text.len()).start;
                self.segments.push(Segment { start, place, differs });
            }
        }
        self.text.push_str(text);
    }
}

/// A run put together, as the engine saw it.
#[derive(Clone, Copy)]
struct Joined<'r> {
    text: &'r str,
    segments: &'r [Segment],
}

impl Joined<'_> {
    /// Which segments `part` of the text is in.
    fn segments_in(&self, part: &Range<usize>) -> Range<usize> {
        let first = self.segments.partition_point(|segment| segment.start as usize <= part.start);
        let behind = self.segments.partition_point(|segment| (segment.start as usize) < part.end);
        first.saturating_sub(1)..behind
    }
}

/// A stretch of a run between our own constructs.
enum Stretch<'r> {
    Source(Range<usize>),
    Owned(&'r str, Range<usize>),
    Mark(&'r Mark),
}

impl<'s> Builder<'s> {
    /// Adds text that stands at `range`; `owned` is what it says where that differs.
    pub(super) fn push_text(&mut self, range: Range<usize>, owned: Option<String>) {
        let masked = self.masked;
        let said = |range: &Range<usize>| masked.get(range.clone()).unwrap_or_default();
        let run = &mut self.run;
        if run.segments.is_empty() && owned.is_none() {
            if Range::is_empty(&run.plain) {
                run.plain = range;
                return;
            }
            if run.plain.end == range.start {
                run.plain.end = range.end;
                return;
            }
        }
        if !Range::is_empty(&run.plain) {
            let plain = std::mem::take(&mut run.plain);
            run.push(plain.clone(), said(&plain), false);
        }
        match owned {
            Some(text) => run.push(range, &text, true),
            None => run.push(range.clone(), said(&range), false),
        }
    }

    /// Turns the text that was gathered into inlines. Asked for before every node, when mostly there is none.
    #[inline]
    pub(super) fn flush(&mut self) {
        if !self.run.plain.is_empty() {
            self.flush_plain();
        } else if !self.run.segments.is_empty() {
            self.flush_several();
        }
    }

    fn flush_several(&mut self) {
        let (Some(first), Some(last)) = (self.run.segments.first(), self.run.segments.last()) else { return };
        let range = first.place.start as usize..last.place.end as usize;
        let hinted = self.links == 0 && self.run.hints.any_in(&range);
        let (mut text, mut segments) = (std::mem::take(&mut self.run.text), std::mem::take(&mut self.run.segments));
        self.flush_segments(Joined { text: &text, segments: &segments }, hinted);
        if segments.capacity() <= KEPT && text.capacity() <= KEPT {
            text.clear();
            segments.clear();
            (self.run.text, self.run.segments) = (text, segments);
        }
    }

    fn flush_plain(&mut self) {
        let range = std::mem::take(&mut self.run.plain);
        let hinted = self.links == 0 && self.run.hints.any_in(&range);
        if !hinted && self.marks_in(&range).is_empty() {
            let words = Words { text: self.text(range.clone()), span: self.span(range) };
            self.inlines.push(Inline::Text(words));
        } else {
            let text = &self.masked[range.clone()];
            let segment = Segment { start: 0, place: Span::from(range), differs: false };
            self.flush_segments(Joined { text, segments: &[segment] }, hinted);
        }
    }

    fn flush_segments(&mut self, joined: Joined<'_>, hinted: bool) {
        let mut at = 0;
        if hinted {
            let start = joined.segments.first().map_or(0, |first| first.place.start as usize);
            for link in autolink::links(joined.text) {
                self.push_part(joined, at..link.range.start);
                at = link.range.start;
                if !self.may_link(start) {
                    break;
                }
                at = link.range.end;
                self.push_link(joined, link);
            }
        }
        self.push_part(joined, at..joined.text.len());
    }

    /// Cuts what is in `part` of the segment at `index`, which a run has, at our own constructs.
    fn stretches<'r>(
        &self,
        joined: Joined<'r>,
        index: usize,
        part: &Range<usize>,
    ) -> impl Iterator<Item = Stretch<'r>> + use<'r, 's>
    where
        's: 'r,
    {
        let Segment { start, place, differs } = joined.segments[index];
        let start = start as usize;
        let end = joined.segments.get(index + 1).map_or(joined.text.len(), |next| next.start as usize);
        let (from, to) = (part.start.max(start), part.end.min(end));
        let (mut owned, mut source) = (None, None);
        if from < to && differs {
            let range = place.range();
            let behind = if to == end { range.end } else { self.place_in(&range, to - start) };
            owned = Some(Stretch::Owned(&joined.text[from..to], self.place_in(&range, from - start)..behind));
        } else if from < to {
            let offset = place.start as usize;
            source = Some(self.cut(offset + (from - start)..offset + (to - start)));
        }
        owned.into_iter().chain(source.into_iter().flatten())
    }

    /// About where in `range` of the body something stands that is `offset` bytes into what the range says.
    fn place_in(&self, range: &Range<usize>, offset: usize) -> usize {
        let place = range.start + offset.min(range.len());
        (range.start..=place).rev().find(|&at| self.body.is_char_boundary(at)).unwrap_or(range.start)
    }

    /// Cuts a range of the body at our own constructs.
    fn cut<'r>(&self, range: Range<usize>) -> impl Iterator<Item = Stretch<'r>> + use<'r, 's>
    where
        's: 'r,
    {
        let tag_line = self.tag_line;
        let is_text = move |mark: &&Mark| {
            use Kind::{ConflictLine, DefinitionLine, Literal, LoneTags, TagLine};
            matches!(mark.kind, Literal | ConflictLine | DefinitionLine | TagLine | LoneTags)
                || tag_line == Some(mark.range.start)
        };
        let mut marks = self.marks_in(&range).iter().filter(move |mark| !is_text(mark)).peekable();
        let mut at = range.start;
        std::iter::from_fn(move || {
            loop {
                let Some(mark) = marks.next_if(|mark| mark.range.start <= at) else {
                    let end = marks.peek().map_or(range.end, |mark| mark.range.start);
                    let text = at..end;
                    at = end;
                    return (!text.is_empty()).then_some(Stretch::Source(text));
                };
                at = at.max(mark.range.end);
                if mark.range.start >= range.start {
                    return Some(Stretch::Mark(mark));
                }
            }
        })
    }

    /// Adds `part` of a run as inlines, stretches of text side by side as one, be it with the backslash of an escape between
    /// them.
    fn push_part(&mut self, joined: Joined<'_>, part: Range<usize>) {
        let mut gathered: Option<(Cow<'s, str>, Range<usize>)> = None;
        for index in joined.segments_in(&part) {
            for stretch in self.stretches(joined, index, &part) {
                let (text, range) = match stretch {
                    Stretch::Mark(mark) => {
                        self.push_words(gathered.take());
                        self.push_mark(mark);
                        continue;
                    }
                    Stretch::Source(range) => (Cow::Borrowed(&self.body[range.clone()]), range),
                    Stretch::Owned(text, range) => (Cow::Owned(text.to_owned()), range),
                };
                match &mut gathered {
                    None => gathered = Some((text, range)),
                    Some((before, place)) if matches!(self.body.get(place.end..range.start), Some("" | "\\")) => {
                        before.to_mut().push_str(&text);
                        place.end = range.end;
                    }
                    Some(_) => self.push_words(gathered.replace((text, range))),
                }
            }
        }
        self.push_words(gathered);
    }

    /// Whether a default may be read as Markdown, for which the engine takes as much room again as for the body.
    fn may_read(&mut self, found: &Found) -> bool {
        let (default, limit) = (found.default.range(), self.limits.default_bytes);
        let may = default.len() <= limit;
        if !may {
            let message = format!("expected at most {limit} bytes as default of a placeholder, found more; it is text");
            let warning = Diagnostic::warning(Code::PLACEHOLDER_DEFAULT, self.span(default), message);
            self.found.push(warning);
        }
        may
    }

    fn push_words(&mut self, words: Option<(Cow<'s, str>, Range<usize>)>) {
        if let Some((text, range)) = words {
            let span = self.span(range.clone());
            let text = match text {
                Cow::Borrowed(_) => self.text(range),
                Cow::Owned(text) => Text::from(text),
            };
            self.inlines.push(Inline::Text(Words { text, span }));
        }
    }

    /// Adds what a mark among words stands for.
    fn push_mark(&mut self, mark: &Mark) {
        match &mark.kind {
            Kind::Placeholder(found) => {
                let placeholder = match self.may_read(found) {
                    true => placeholder::node(self.source, self.base, mark, found),
                    false => placeholder::plain_node(self.source, self.base, mark, found),
                };
                self.inlines.push(Inline::Placeholder(Box::new(placeholder)));
            }
            Kind::Note | Kind::NoteBlock => {
                let comment = self.comment(&mark.range);
                self.inlines.push(Inline::Comment(comment));
                self.trim_leaf();
            }
            Kind::Component(_) => {
                let text = self.text(mark.range.clone());
                self.inlines.extend(placeholder::words_and_notes(&text, self.span(mark.range.clone())));
            }
            Kind::InlineTags => {
                let outer = self.tag_line.replace(mark.range.start);
                self.html(mark.range.clone(), Cow::Borrowed(&self.body[mark.range.clone()]));
                self.flush();
                self.tag_line = outer;
            }
            _ => {
                self.run.gone = mark.range.end;
                self.trim_leaf();
            }
        }
    }

    /// Adds a bare link.
    fn push_link(&mut self, joined: Joined<'_>, link: Autolink) {
        let mut pieces: Vec<Piece> = Vec::new();
        if !link.prefix.is_empty() {
            pieces.push(Piece::Text(Text::from(link.prefix)));
        }
        let mut span = None;
        for stretch in joined.segments_in(&link.range).flat_map(|index| self.stretches(joined, index, &link.range)) {
            let (piece, range) = match stretch {
                Stretch::Source(range) => (Some(Piece::Text(self.text(range.clone()))), range),
                Stretch::Owned(text, range) => (Some(Piece::Text(Text::from(text))), range),
                Stretch::Mark(Mark { kind: Kind::Gone, .. }) => continue,
                Stretch::Mark(mark) => (self.piece(mark), mark.range.clone()),
            };
            pieces.extend(piece);
            let start = span.map_or(range.start, |(start, _)| start);
            span = Some((start, range.end));
        }
        let from = self.inlines.len();
        self.push_part(joined, link.range);
        let target = Template::joined(pieces);
        let Some((start, end)) = span.filter(|_| !target.to_plain().ends_with("://")) else { return };
        let content: Inlines = self.inlines.drain(from..).collect();
        let span = self.span(start..end);
        self.inlines.push(Inline::Link(Box::new(Link { target, title: None, content, span })));
    }

    /// What a mark stands for in code, a target or a title.
    pub(super) fn piece(&self, mark: &Mark) -> Option<Piece> {
        match &mark.kind {
            Kind::Placeholder(found) => {
                let placeholder = placeholder::plain_node(self.source, self.base, mark, found);
                Some(Piece::Placeholder(Box::new(placeholder)))
            }
            Kind::Component(_) => {
                let words = placeholder::words_and_notes(&self.text(mark.range.clone()), Span::NONE);
                Some(Piece::Text(Text::from(&*Template::from_inlines(words, " ").to_plain())))
            }
            _ => None,
        }
    }

    /// Text at `range` of the body that holds no Markdown: code, a target, a title.
    pub(super) fn template(&self, range: Range<usize>) -> Template {
        if self.marks_in(&range).is_empty() {
            return Template::from(self.text(range));
        }
        let pieces = self.cut(range).filter_map(|stretch| match stretch {
            Stretch::Source(range) => Some(Piece::Text(self.text(range))),
            Stretch::Owned(text, _) => Some(Piece::Text(Text::from(text))),
            Stretch::Mark(mark) => self.piece(mark),
        });
        Template::joined(pieces.collect())
    }

    /// Text that the engine made of what stands at `range`, with masked placeholders in it.
    ///
    /// The words that mask them are looked for in order; one that an author wrote is not at the place of a mark.
    pub(super) fn unmask(&self, said: &str, range: Range<usize>) -> Template {
        self.unmask_to(said, range).0
    }

    /// As [`unmask`](Builder::unmask), with the end of the last mark that was found.
    pub(super) fn unmask_to(&self, said: &str, range: Range<usize>) -> (Template, usize) {
        let mut pieces = Vec::new();
        let (mut rest, mut end) = (said, range.start);
        for mark in self.marks_in(&range).iter().filter(|mark| mark.range.start >= range.start) {
            let word = &self.masked[mark.range.clone()];
            let Some((before, behind)) = rest.split_once(word) else { continue };
            let original = match mark.kind {
                Kind::Literal => Some(Piece::Text(self.text(mark.range.clone()))),
                _ => self.piece(mark),
            };
            if !before.is_empty() {
                pieces.push(Piece::Text(Text::from(before)));
            }
            pieces.extend(original);
            (rest, end) = (behind, mark.range.end);
        }
        if !rest.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Text(Text::from(rest)));
        }
        (Template::joined(pieces), end)
    }

    /// A text of the engine's: a template that shares the source where the text is a part of it.
    pub(super) fn engine_text(&self, said: &str, range: Range<usize>) -> Template {
        self.engine_text_to(said, range).0
    }

    /// As [`engine_text`](Builder::engine_text), with about where it ends: behind all the marks in it.
    pub(super) fn engine_text_to(&self, said: &str, range: Range<usize>) -> (Template, usize) {
        match self.place_of(said) {
            Some(place) => (self.template(place.clone()), place.end),
            None if self.marks_in(&range).is_empty() => (Template::from(said), range.start),
            None => self.unmask_to(said, range),
        }
    }

    /// Where `said` stands in the masked body, if it is a part of it.
    pub(super) fn place_of(&self, said: &str) -> Option<Range<usize>> {
        let start = said.as_ptr().addr().checked_sub(self.masked.as_ptr().addr())?;
        let place = start..start + said.len();
        (place.end <= self.masked.len()).then_some(place)
    }
}
