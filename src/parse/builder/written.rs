//! A piece of the author's HTML, and its lines and characters.

use std::ops::Range;

use crate::parse::html;

/// Characters at a range, and whether they are those of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written<'h> {
    pub(super) text: &'h str,
    pub(super) range: Range<usize>,
    pub(super) verbatim: bool,
}

/// Whether white space shows: in `<pre>` line ends and indentation are text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Shows,
    Collapses,
}

/// What entities leave of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Characters<'h> {
    AsWritten(Written<'h>),
    /// What is at this range, decoded.
    Decoded(String, Range<usize>),
}

impl<'h> Written<'h> {
    /// The part at `part` of the text.
    pub(super) fn part(&self, part: Range<usize>) -> Written<'h> {
        let range = self.range.start + part.start..self.range.start + part.end;
        Written { text: &self.text[part], range, verbatim: self.verbatim }
    }

    /// The lines, each with its line end: that is empty where it is text. Where white space collapses they are without the
    /// indentation of further lines, which is the container's or nobody's.
    pub(super) fn lines(&self, space: Space) -> impl Iterator<Item = (Written<'h>, Range<usize>)> {
        let mut at = 0;
        self.text.split_inclusive('\n').map(move |line| {
            let (start, end) = (at, at + line.len());
            at = end;
            if space == Space::Shows {
                return (self.part(start..end), self.range.start + end..self.range.start + end);
            }
            let content = line.trim_end_matches(['\n', '\r']);
            let indent = if start > 0 { content.len() - content.trim_start().len() } else { 0 };
            let text_end = start + content.len();
            (self.part(start + indent..text_end), self.range.start + text_end..self.range.start + end)
        })
    }

    /// The characters, with entities decoded. An entity is a piece of its own, so that what is beside it keeps its span.
    pub(super) fn characters(&self) -> Vec<Characters<'h>> {
        let text = self.text;
        let (mut pieces, mut from) = (Vec::new(), 0);
        for start in memchr::memchr_iter(b'&', text.as_bytes()) {
            pieces.push(Characters::AsWritten(self.part(from..start)));
            let after = &text.as_bytes()[start + 1..];
            let next = memchr::memchr2(b'&', b'<', after).map_or(text.len(), |next| start + 1 + next);
            let mut decoded = html::decode(&text[start..next]);
            let same = common_end(&text[start..next], &decoded);
            from = next - same;
            if from > start {
                decoded.truncate(decoded.len() - same);
                pieces.push(Characters::Decoded(decoded, self.part(start..from).range));
            }
        }
        pieces.push(Characters::AsWritten(self.part(from..text.len())));
        pieces
    }
}

/// The length of what both texts end with.
fn common_end(one: &str, other: &str) -> usize {
    let pairs = one.chars().rev().zip(other.chars().rev());
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Written<'_> {
        Written { text, range: 10..10 + text.len(), verbatim: true }
    }

    #[track_caller]
    fn lines(text: &str, space: Space, expected: &[(&str, Range<usize>)]) {
        let html = written(text);
        let lines: Vec<_> = html.lines(space).map(|(line, end)| (line.text, end)).collect();
        assert_eq!(lines, expected, "{text:?}");
    }

    #[test]
    fn further_lines_lose_their_indentation() {
        lines(" a\r\n  b", Space::Collapses, &[(" a", 12..14), ("b", 17..17)]);
        lines(" a\r\n  b", Space::Shows, &[(" a\r\n", 14..14), ("  b", 17..17)]);
        lines("", Space::Collapses, &[]);
    }

    #[track_caller]
    fn characters(text: &str, expected: &[(&str, Range<usize>)]) {
        let html = written(text);
        let pieces: Vec<(String, Range<usize>)> = html
            .characters()
            .into_iter()
            .map(|piece| match piece {
                Characters::AsWritten(written) => (written.text.to_owned(), written.range),
                Characters::Decoded(text, range) => (text, range),
            })
            .filter(|(text, _)| !text.is_empty())
            .collect();
        let expected: Vec<_> = expected.iter().map(|(text, range)| ((*text).to_owned(), range.clone())).collect();
        assert_eq!(pieces, expected, "{text:?}");
    }

    #[test]
    fn entities_are_pieces_of_their_own() {
        characters("a&lt;b", &[("a", 10..11), ("<", 11..15), ("b", 15..16)]);
        characters("a & b", &[("a ", 10..12), ("& b", 12..15)]);
        characters("&amp;&amp;", &[("&", 10..15), ("&", 15..20)]);
    }
}
