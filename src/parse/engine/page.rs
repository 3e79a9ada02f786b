//! The page: a body as Markdown reads it, and the way back to what its author wrote.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::limits::Limits;
use crate::parse::construct::{self, Construct, Kind};
use crate::text::{Shared, Text};
use crate::tree::{Piece, Template};

use super::flank;
use super::guard;
use super::mask::{self, EDGE};

/// A body that is ready to be read. All offsets are in bytes of the source.
pub(crate) struct Page<'s> {
    pub(crate) source: &'s Shared,
    /// Where the body is.
    pub(crate) range: Range<usize>,
    /// The body with all constructs masked.
    masked: Cow<'s, str>,
    /// What is masked, in order.
    constructs: Cow<'s, [Construct]>,
    /// Whether links with a gap may be in it.
    pub(super) may_have_gaps: bool,
    /// Whether it is a single paragraph apart from others, such as the default of a placeholder.
    pub(crate) is_apart: bool,
    /// What the guard took away from Markdown.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A part of a text that Markdown gave back.
pub(super) enum Part<'t, 'p> {
    Text(&'t str),
    Construct(&'p Construct),
}

impl<'s> Page<'s> {
    /// The body at `range`, its constructs masked, and what the guard does not let through.
    pub(crate) fn new(
        source: &'s Shared,
        range: Range<usize>,
        constructs: &'s [Construct],
        limits: &Limits,
    ) -> Page<'s> {
        let body = source.get(range.clone()).unwrap_or_default();
        let masked = mask::mask(body, range.start, constructs);
        let excess = guard::excess(&masked, limits);
        // No mask is CJK text.
        let edges = if body.is_ascii() { Vec::new() } else { flank::edges(&masked, range.start) };
        let base = range.start;
        let diagnostics = excess.report(base, limits).collect();
        let may_have_gaps = excess.may_have_gaps;
        let constructs = Cow::Borrowed(constructs);
        let page = Page { source, range, masked, constructs, may_have_gaps, is_apart: false, diagnostics };
        if excess.is_empty() && edges.is_empty() {
            return page;
        }
        let literals = excess.bytes().map(|at| Construct { range: base + at..base + at + 1, kind: Kind::Literal });
        let more = edges.into_iter().chain(literals).collect();
        page.with(more, |constructs| mask::mask(body, base, constructs))
    }

    /// All of `source` as HTML without Markdown and constructs: nothing of it is masked.
    pub(crate) fn html(source: &'s Shared) -> Page<'s> {
        let (masked, constructs) = (Cow::Borrowed(&***source), Cow::Borrowed(&[][..]));
        let (range, diagnostics) = (0..source.len(), Vec::new());
        Page { source, range, masked, constructs, may_have_gaps: false, is_apart: false, diagnostics }
    }

    /// This with `more` constructs.
    fn with(self, more: Vec<Construct>, mask: impl FnOnce(&[Construct]) -> Cow<'s, str>) -> Page<'s> {
        let mut constructs = self.constructs.into_owned();
        constructs.extend(more);
        constructs.sort_unstable_by_key(|construct| construct.range.start);
        Page { masked: mask(&constructs), constructs: Cow::Owned(constructs), ..self }
    }

    /// The text at `range` on one line, as if punctuation were around it: for Markdown apart from its paragraph.
    ///
    /// The three bytes on either side of the range, which belong to markers, become that punctuation: so nothing in the
    /// range is at the start of a line, and delimiters at its ends work.
    pub(crate) fn between(source: &'s Shared, range: &Range<usize>, constructs: Vec<Construct>) -> Option<Page<'s>> {
        let outer = range.start.checked_sub(3)?..range.end.checked_add(3)?;
        (outer.end <= source.len()).then_some(())?;
        let inner = source.get(range.clone())?.replace(['\n', '\r'], " ");
        let text = [EDGE[0], &inner, EDGE[1]].concat();
        let edge = |range| Construct { range, kind: Kind::Stray };
        let mut all = Vec::with_capacity(constructs.len() + 2);
        all.push(edge(outer.start..range.start));
        all.extend(constructs);
        all.push(edge(range.end..outer.end));
        let masked = Cow::Owned(mask::mask_between(&text, outer.start, &all));
        let edges = flank::edges(&masked, outer.start);
        let (constructs, diagnostics) = (Cow::Owned(all), Vec::new());
        let page = Page { source, range: outer, masked, constructs, may_have_gaps: true, is_apart: true, diagnostics };
        if edges.is_empty() {
            return Some(page);
        }
        let base = page.range.start;
        Some(page.with(edges, |constructs| Cow::Owned(mask::mask_between(&text, base, constructs))))
    }

    /// What Markdown reads: a construct in it is inert, of the same length.
    pub(super) fn masked(&self) -> &str {
        &self.masked
    }

    /// What Markdown reads at `range`. A construct is a word there.
    pub(crate) fn seen(&self, range: Range<usize>) -> &str {
        let base = self.range.start;
        self.masked.get(range.start - base..range.end - base).unwrap_or_default()
    }

    /// The bytes before and after the one at `at`, as Markdown reads them.
    pub(super) fn seen_around(&self, at: usize) -> (Option<u8>, Option<u8>) {
        let (bytes, at) = (self.masked.as_bytes(), at.saturating_sub(self.range.start));
        (at.checked_sub(1).and_then(|before| bytes.get(before).copied()), bytes.get(at + 1).copied())
    }

    /// What Markdown reads from `at` on, at most `most` bytes of it.
    pub(crate) fn seen_after(&self, at: usize, most: usize) -> &[u8] {
        let at = at.saturating_sub(self.range.start).min(self.masked.len());
        &self.masked.as_bytes()[at..self.masked.len().min(at + most)]
    }

    /// The text at `range`, as the author wrote it.
    pub(crate) fn text(&self, range: Range<usize>) -> Text {
        Text::shared(self.source, range.into())
    }

    /// The constructs that are at least partly in `range`.
    pub(crate) fn constructs_in(&self, range: &Range<usize>) -> &[Construct] {
        construct::within(&self.constructs, range)
    }

    /// From `at` to where the next construct begins; nothing if one is there.
    pub(super) fn free_at(&self, at: usize) -> Range<usize> {
        let next = self.constructs.partition_point(|construct| construct.range.end <= at);
        at..self.constructs.get(next).map_or(self.range.end, |next| next.range.start)
    }

    pub(super) fn has_constructs(&self) -> bool {
        !self.constructs.is_empty()
    }

    // The way back.

    /// Where `text` is in the source, if it is a part of what Markdown reads.
    pub(super) fn range_of(&self, text: &str) -> Option<Range<usize>> {
        let start = text.as_ptr().addr().checked_sub(self.masked.as_ptr().addr())?;
        let base = self.range.start;
        (start + text.len() <= self.masked.len()).then_some(base + start..base + start + text.len())
    }

    /// Text at `range` that holds no Markdown: code, a target, a title.
    pub(crate) fn template(&self, range: Range<usize>) -> Template {
        if self.constructs_in(&range).is_empty() {
            return Template::from(self.text(range));
        }
        let mut pieces = Vec::new();
        let mut at = range.start;
        for construct in self.constructs_in(&range).iter().filter(|construct| !construct.is_text()) {
            if construct.range.start > at {
                pieces.push(Piece::Text(self.text(at..construct.range.start)));
            }
            if construct.range.start >= range.start {
                pieces.extend(construct.piece(self.source));
            }
            at = at.max(construct.range.end);
        }
        if at < range.end {
            pieces.push(Piece::Text(self.text(at..range.end)));
        }
        Template::joined(pieces)
    }

    /// A text that the engine gave for `range`, sharing the source if it can.
    pub(super) fn engine_text(&self, text: &str, range: Range<usize>) -> Template {
        self.engine_text_to(text, range).0
    }

    /// As [`engine_text`](Page::engine_text), with about where it ends: after all constructs in it.
    pub(super) fn engine_text_to(&self, text: &str, range: Range<usize>) -> (Template, usize) {
        match self.range_of(text) {
            Some(own) => (self.template(own.clone()), own.end),
            None if self.constructs_in(&range).is_empty() => (Template::from(text), range.start),
            None => self.restore_to(text, range),
        }
    }

    /// The text that an engine made of what is at `range`, with masks in it, as a template.
    pub(crate) fn restore(&self, text: &str, range: Range<usize>) -> Template {
        self.restore_to(text, range).0
    }

    /// As [`restore`](Page::restore), with the end of the last construct that was found.
    pub(super) fn restore_to(&self, text: &str, range: Range<usize>) -> (Template, usize) {
        let (mut pieces, mut end) = (Vec::new(), range.start);
        for part in self.parts(text, range) {
            match part {
                Part::Text(text) => pieces.push(Piece::Text(Text::from(text))),
                Part::Construct(construct) => {
                    let text = || Piece::Text(self.text(construct.range.clone()));
                    pieces.extend(if construct.is_text() { Some(text()) } else { construct.piece(self.source) });
                    end = construct.range.end;
                }
            }
        }
        if pieces.is_empty() {
            pieces.push(Piece::Text(Text::from("")));
        }
        (Template::joined(pieces), end)
    }

    /// Cuts `text`, which an engine made of what is at `range`, at the masks in it.
    ///
    /// The number in a mask is that of its construct. Masks too short for a number are looked for in order, up to the
    /// next that has one. What an author wrote to look like a mask is not what the page has for that construct.
    pub(super) fn parts<'t>(&self, text: &'t str, range: Range<usize>) -> Vec<Part<'t, '_>> {
        let mut numbers = construct::numbers_within(&self.constructs, &range);
        if self.constructs[numbers.clone()].first().is_some_and(|first| first.range.start < range.start) {
            // It is not part of the range: the line of tags that the attributes of a tag are in.
            numbers.start += 1;
        }
        let mut unnumbered =
            numbers.clone().filter(|&number| !mask::is_numbered(&self.constructs[number], number)).peekable();
        let (mut parts, mut at) = (Vec::new(), 0);
        for word in mask::words(text) {
            let Some(construct) = self.constructs.get(word.number).filter(|_| numbers.contains(&word.number)) else {
                continue;
            };
            if word.range.start < at || self.seen(construct.range.clone()) != &text[word.range.clone()] {
                continue;
            }
            let before = std::iter::from_fn(|| unnumbered.next_if(|&number| number < word.number));
            self.push_unnumbered(&text[at..word.range.start], before, &mut parts);
            parts.push(Part::Construct(construct));
            at = word.range.end;
        }
        self.push_unnumbered(&text[at..], unnumbered, &mut parts);
        parts
    }

    fn push_unnumbered<'t, 'p>(
        &'p self,
        text: &'t str,
        numbers: impl Iterator<Item = usize>,
        parts: &mut Vec<Part<'t, 'p>>,
    ) {
        let mut rest = text;
        for construct in numbers.map(|number| &self.constructs[number]) {
            let Some((before, after)) = rest.split_once(self.seen(construct.range.clone())) else { continue };
            parts.extend(Some(before).filter(|before| !before.is_empty()).map(Part::Text));
            parts.push(Part::Construct(construct));
            rest = after;
        }
        parts.extend(Some(rest).filter(|rest| !rest.is_empty()).map(Part::Text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::conflict::Conflicts;
    use crate::parse::construct::Dialect;
    use crate::text;

    /// Everything that Markdown reads, restored as if Markdown had returned it as a string of its own.
    #[track_caller]
    fn restores(body: &str, expected: &str) {
        let source: Shared = text::shared(body);
        let constructs = construct::find(body, 0, Dialect::Standard, &Conflicts::default(), &Limits::new());
        let page = Page::new(&source, 0..body.len(), &constructs.all, &Limits::new());
        let given = page.masked().to_owned();
        assert_eq!(page.restore(&given, 0..body.len()).to_plain(), expected, "{body:?}");
        assert_eq!(page.range_of(&given), None);
        assert_eq!(page.range_of(page.masked()), Some(0..body.len()));
    }

    #[test]
    fn masks_are_restored() {
        restores("a", "a");
        restores("a <!--$b-->b<!--/$b--> c <!--$d-->d<!--/$d-->", "a b c d");
        restores("a <!-- b -->c", "a c");
        // Too short for a number.
        restores("a []*<!--($b)--> c", "a []* c");
        // An author's own.
        restores("\u{E000}xx\u{E000}<!--$b-->b<!--/$b-->\u{E000}", "\u{E000}xx\u{E000}b\u{E000}");
    }

    #[test]
    fn many_masks_are_restored_at_once() {
        let body = "<!--$b-->b<!--/$b-->".repeat(300);
        restores(&body, &"b".repeat(300));
    }
}
