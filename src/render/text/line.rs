//! [`Line`], one of the lines that a run was broken into.

use std::borrow::Cow;
use std::ops::Range;

use super::breaks;
use super::run::Run;

/// Why a line ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum End {
    /// The next word, with a space before it, did not fit.
    Space,
    /// It ends within a word.
    Word,
    /// It is the last line, or a break was asked for.
    Other,
}

impl End {
    /// The end of a line at `at` of a segment that goes on at `next`, and ends at `end`.
    pub(super) fn between(at: usize, next: usize, end: usize) -> End {
        if next >= end {
            End::Other
        } else if at < next {
            End::Space
        } else {
            End::Word
        }
    }
}

/// A line of a run.
#[derive(Debug)]
pub(super) struct Line<'r> {
    pub(super) text: Cow<'r, str>,
    /// Where the text is in its run.
    pub(super) range: Range<usize>,
    /// Blanks before the text: after a break, what goes on from `1. Stop the lamp` is below `Stop`.
    pub(super) hang: usize,
    pub(super) end: End,
}

impl<'r> Line<'r> {
    #[inline]
    pub(super) fn new(run: &'r Run, range: Range<usize>, hang: usize, end: End) -> Line<'r> {
        let text = run.text().get(range.clone()).unwrap_or_default();
        if run.is_wide() {
            Line::tidied(run, text, range, hang, end)
        } else {
            Line { text: Cow::Borrowed(text), range, hang, end }
        }
    }

    /// A line without what a reader would see only as an indentation that nobody meant, or not at all: no-break spaces at its
    /// beginning, U+200B at its end, soft hyphens. Where it ends at such a hyphen, `-` shows.
    fn tidied(run: &Run, text: &'r str, range: Range<usize>, hang: usize, end: End) -> Line<'r> {
        let text = text.trim_start_matches(['\u{A0}', '\u{202F}', '\u{2007}']);
        let start = range.end - text.len();
        let text = text.trim_end_matches(|c: char| c == '\u{200B}' || c.is_whitespace());
        let range = start..start + text.len();
        if !run.has_soft_hyphens() || !text.contains(SOFT_HYPHEN) {
            return Line { text: Cow::Borrowed(text), range, hang, end };
        }
        let mut shown = text.replace(SOFT_HYPHEN, "");
        if end == End::Word && text.ends_with(SOFT_HYPHEN) {
            shown.push('-');
        }
        Line { text: Cow::Owned(shown), range, hang, end }
    }

    /// Whether it ends at a soft hyphen of `run`, which shows there.
    pub(super) fn shows_hyphen(&self, run: &Run) -> bool {
        let text = run.text().get(self.range.clone()).unwrap_or_default();
        self.end == End::Word && text.ends_with(SOFT_HYPHEN)
    }

    /// The columns it takes.
    pub(super) fn width(&self) -> usize {
        self.hang + breaks::width(&self.text)
    }
}

/// Where a word may be hyphenated; it shows as `-` where a line ends.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// How far the lines after one that begins like `text` hang, in a room of so many columns: `1. Stop the lamp` after a
/// `<br>` is an item to the reader.
pub(super) fn hang(text: &str, columns: usize) -> usize {
    let width = item_mark(text);
    if 3 * width <= columns { width } else { 0 }
}

/// The columns of the mark that `text` begins with, and of the blank after it: `- `, `• `, `12. `, `a) `, `(1) `.
fn item_mark(text: &str) -> usize {
    if let Some(rest) = text.strip_prefix(['-', '*', '+', '\u{2022}', '\u{2013}', '\u{B7}', '\u{25AA}', '\u{25E6}']) {
        return if rest.starts_with(' ') { 2 } else { 0 };
    }
    let (open, rest) = text.strip_prefix('(').map_or((0, text), |rest| (1, rest));
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let letters = rest.bytes().take(2).take_while(u8::is_ascii_lowercase).count();
    let name = match (digits, letters) {
        (1..=3, _) => digits,
        (0, 1) => letters,
        _ => return 0,
    };
    match rest.as_bytes().get(name..name + 2) {
        Some(b") ") => open + name + 2,
        Some(b". ") if open == 0 => name + 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_an_item_hangs() {
        for (text, columns) in [
            ("1. a", 3),
            ("123) a", 5),
            ("(1) a", 4),
            ("(a) b", 4),
            ("a. b", 3),
            ("• a", 2),
            ("– a", 2),
            ("* a", 2),
            ("*a", 0),
            ("1234. a", 0),
            ("12 a", 0),
            ("1.5 V", 0),
            ("ab. c", 0),
            ("(1. a", 0),
            ("A. Smith", 0),
            ("a", 0),
            ("", 0),
        ] {
            assert_eq!(hang(text, 78), columns, "{text:?}");
        }
        assert_eq!(hang("123) a", 14), 0);
    }
}
