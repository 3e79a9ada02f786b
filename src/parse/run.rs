//! Runs of text: pieces that the engine gives one by one, joined, linked and cut at our own constructs.

use std::borrow::Cow;
use std::ops::Range;

use crate::parse::autolink::{self, Autolink, Hints};
use crate::parse::builder::Builder;
use crate::parse::mask::{Kind, Mark};
use crate::parse::placeholder;
use crate::span::Span;
use crate::text::Text;
use crate::tree::{Inline, Inlines, Link, Piece, Template, Words};

/// A piece of a run.
#[derive(Debug)]
struct Segment {
    /// Its place in the body.
    range: Range<usize>,
    /// What it says, where that is not what stands there: an entity, for example.
    owned: Option<String>,
}

/// Text that is being gathered.
pub(super) struct Run<'s> {
    /// The only piece, as long as there is but one and it says what stands there, which is nearly always so.
    plain: Range<usize>,
    segments: Vec<Segment>,
    hints: Hints<'s>,
    /// Where the last mark ended that stands for nothing.
    pub(super) gone: usize,
}

impl<'s> Run<'s> {
    pub(super) fn new(masked: &'s str) -> Run<'s> {
        Run { plain: 0..0, segments: Vec::new(), hints: Hints::new(masked), gone: 0 }
    }
}

/// A run put together, as the engine saw it.
struct Joined<'r> {
    text: Cow<'r, str>,
    /// For each segment, where it begins in `text`.
    starts: Vec<usize>,
    segments: &'r [Segment],
}

/// A stretch of a run between our own constructs.
enum Stretch<'s> {
    Source(Range<usize>),
    Owned(String, Range<usize>),
    Mark(&'s Mark),
}

impl<'s> Builder<'s> {
    /// Adds text that stands at `range`; `owned` is what it says where that differs.
    pub(super) fn push_text(&mut self, range: Range<usize>, owned: Option<String>) {
        let Run { plain, segments, .. } = &mut self.run;
        if segments.is_empty() && owned.is_none() {
            if Range::is_empty(plain) {
                *plain = range;
                return;
            }
            if plain.end == range.start {
                plain.end = range.end;
                return;
            }
        }
        if !Range::is_empty(plain) {
            segments.push(Segment { range: std::mem::take(plain), owned: None });
        }
        match segments.last_mut() {
            Some(last) if last.range.end == range.start && last.owned.is_none() && owned.is_none() => {
                last.range.end = range.end;
            }
            _ => segments.push(Segment { range, owned }),
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
        let hinted = self.links == 0 && self.run.hints.any_in(&(first.range.start..last.range.end));
        let mut segments = std::mem::take(&mut self.run.segments);
        self.flush_segments(&segments, hinted);
        segments.clear();
        self.run.segments = segments;
    }

    fn flush_plain(&mut self) {
        let range = std::mem::take(&mut self.run.plain);
        let hinted = self.links == 0 && self.run.hints.any_in(&range);
        if !hinted && self.marks_in(&range).is_empty() {
            let words = Words { text: self.text(range.clone()), span: self.span(range) };
            self.inlines.push(Inline::Text(words));
        } else {
            self.flush_segments(&[Segment { range, owned: None }], hinted);
        }
    }

    fn flush_segments(&mut self, segments: &[Segment], hinted: bool) {
        let joined = self.join(segments);
        let mut at = 0;
        if hinted {
            for link in autolink::links(&joined.text) {
                self.push_stretches(self.stretches(&joined, at..link.range.start));
                at = link.range.start;
                if !self.may_link(segments[0].range.start) {
                    break;
                }
                at = link.range.end;
                self.push_link(&joined, link);
            }
        }
        self.push_stretches(self.stretches(&joined, at..joined.text.len()));
    }

    fn join<'r>(&self, segments: &'r [Segment]) -> Joined<'r>
    where
        's: 'r,
    {
        let said = |segment: &'r Segment| segment.owned.as_deref().unwrap_or(&self.masked[segment.range.clone()]);
        let mut starts = Vec::with_capacity(segments.len());
        let mut end = 0;
        for segment in segments {
            starts.push(end);
            end += said(segment).len();
        }
        let text = match segments {
            [only] => Cow::Borrowed(said(only)),
            _ => Cow::Owned(segments.iter().map(said).collect()),
        };
        Joined { text, starts, segments }
    }

    /// Cuts `part` of a run at the segments' borders and at our own constructs.
    fn stretches(&self, joined: &Joined<'_>, part: Range<usize>) -> Vec<Stretch<'s>> {
        let mut stretches = Vec::new();
        let first = joined.starts.partition_point(|&start| start <= part.start).saturating_sub(1);
        for (segment, &start) in joined.segments.iter().zip(&joined.starts).skip(first) {
            if start >= part.end {
                break;
            }
            let end = start + segment.owned.as_ref().map_or(segment.range.len(), String::len);
            let (from, to) = (part.start.max(start), part.end.min(end));
            if from >= to {
                continue;
            }
            match &segment.owned {
                Some(_) => {
                    let place = self.place_in(&segment.range, from - start)..match to == end {
                        true => segment.range.end,
                        false => self.place_in(&segment.range, to - start),
                    };
                    stretches.push(Stretch::Owned(joined.text[from..to].to_owned(), place));
                }
                None => {
                    let offset = segment.range.start;
                    self.cut(offset + (from - start)..offset + (to - start), &mut stretches);
                }
            }
        }
        stretches
    }

    /// About where in `range` of the body something stands that is `offset` bytes into what the range says.
    fn place_in(&self, range: &Range<usize>, offset: usize) -> usize {
        let place = range.start + offset.min(range.len());
        (range.start..=place).rev().find(|&at| self.body.is_char_boundary(at)).unwrap_or(range.start)
    }

    /// Cuts a range of the body at our own constructs.
    fn cut(&self, range: Range<usize>, stretches: &mut Vec<Stretch<'s>>) {
        let mut at = range.start;
        for mark in self.marks_in(&range) {
            if matches!(mark.kind, Kind::Literal | Kind::ConflictLine | Kind::DefinitionLine | Kind::TagLine)
                || self.tag_line == Some(mark.range.start)
            {
                continue;
            }
            if mark.range.start > at {
                stretches.push(Stretch::Source(at..mark.range.start));
            }
            if mark.range.start >= range.start {
                stretches.push(Stretch::Mark(mark));
            }
            at = at.max(mark.range.end);
        }
        if at < range.end {
            stretches.push(Stretch::Source(at..range.end));
        }
    }

    /// Adds stretches as inlines, those of text side by side as one, be it with the backslash of an escape between them.
    fn push_stretches(&mut self, stretches: Vec<Stretch<'s>>) {
        let mut gathered: Option<(Cow<'s, str>, Range<usize>)> = None;
        for stretch in stretches {
            let (text, range) = match stretch {
                Stretch::Mark(mark) => {
                    self.push_words(gathered.take());
                    self.push_mark(mark);
                    continue;
                }
                Stretch::Source(range) => (Cow::Borrowed(&self.body[range.clone()]), range),
                Stretch::Owned(text, range) => (Cow::Owned(text), range),
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
        self.push_words(gathered);
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
                let placeholder = placeholder::node(self.source, self.base, mark, found);
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
    fn push_link(&mut self, joined: &Joined<'_>, link: Autolink) {
        let stretches = self.stretches(joined, link.range);
        let mut pieces: Vec<Piece> = Vec::new();
        if !link.prefix.is_empty() {
            pieces.push(Piece::Text(Text::from(link.prefix)));
        }
        let mut span = None;
        for stretch in &stretches {
            let (piece, range) = match stretch {
                Stretch::Source(range) => (Some(Piece::Text(self.text(range.clone()))), range),
                Stretch::Owned(text, range) => (Some(Piece::Text(Text::from(text.as_str()))), range),
                Stretch::Mark(Mark { kind: Kind::Gone, .. }) => continue,
                Stretch::Mark(mark) => (self.piece(mark), &mark.range),
            };
            pieces.extend(piece);
            let start = span.map_or(range.start, |(start, _)| start);
            span = Some((start, range.end));
        }
        let from = self.inlines.len();
        self.push_stretches(stretches);
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
        let mut stretches = Vec::new();
        self.cut(range, &mut stretches);
        let pieces = stretches.into_iter().filter_map(|stretch| match stretch {
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
