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
        // `&nbsp;⏎The lamp`: the line end is a space.
        let is_unmeant = |c: char| c == ' ' || UNMEANT.contains(&c);
        let text = if text.starts_with(UNMEANT) { text.trim_start_matches(is_unmeant) } else { text };
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

/// Blanks that do not show at the beginning of a line.
const UNMEANT: [char; 3] = ['\u{A0}', '\u{202F}', '\u{2007}'];

/// Where a word may be hyphenated; it shows as `-` where a line ends.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// How far the lines after one that begins like `text` hang, in a room of so many columns: `1. Stop the lamp` after a
/// `<br>` is an item to the reader.
pub(super) fn hang(text: &str, columns: usize) -> usize {
    let width = item_mark(text);
    if 3 * width <= columns { width } else { 0 }
}

/// The columns of the mark that `text` begins with, and of the blank after it: `- `, `• `, `12. `, `a) `, `(1) `, `*1.* `, `1、`.
fn item_mark(text: &str) -> usize {
    let text = text.trim_start_matches(UNMEANT);
    if let Some(rest) = text.strip_prefix(['-', '*', '+', '\u{2022}', '\u{2013}', '\u{B7}', '\u{25AA}', '\u{25E6}'])
        && rest.starts_with(' ')
    {
        return 2;
    }
    // In bold text.
    let (marks, inside) = text.strip_prefix('*').map_or((0, text), |inside| (1, inside));
    if let Some(length) = number(inside) {
        let after = &inside[length..];
        let after = if marks > 0 { after.strip_prefix('*').unwrap_or_default() } else { after };
        return if after.starts_with(' ') { 2 * marks + length + 1 } else { 0 };
    }
    wide_number(text).map_or(0, |length| breaks::width(&text[..length]) + usize::from(text[length..].starts_with(' ')))
}

/// The length of `12.`, `a)` or `(1)`, which `text` begins with.
fn number(text: &str) -> Option<usize> {
    let (open, rest) = text.strip_prefix('(').map_or((0, text), |rest| (1, rest));
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let letters = rest.bytes().take(2).take_while(u8::is_ascii_lowercase).count();
    let name = match (digits, letters) {
        (1..=3, _) => digits,
        (0, 1) => letters,
        _ => return None,
    };
    match rest.as_bytes().get(name) {
        Some(b')') => Some(open + name + 1),
        Some(b'.') if open == 0 => Some(name + 1),
        _ => None,
    }
}

/// The length of `1、`, `（1）` or `①`, which `text` begins with and which needs no blank after it.
fn wide_number(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let length = match first {
        '①'..='⑳' => first.len_utf8(),
        _ => {
            let open = if first == '（' { first.len_utf8() } else { 0 };
            let digits = text[open..].bytes().take(4).take_while(u8::is_ascii_digit).count();
            let mark = text[open + digits..].chars().next().filter(|_| (1..=3).contains(&digits))?;
            let is_mark = if open > 0 { mark == '）' } else { matches!(mark, '、' | '．') };
            is_mark.then_some(open + digits + mark.len_utf8())?
        }
    };
    // `1．5` is a number.
    text[length..].chars().next().is_some_and(|c| !c.is_numeric()).then_some(length)
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
            ("*1.* a", 5),
            ("*(b)* a", 6),
            ("*1. a*", 0),
            ("*1.*a", 0),
            ("\u{A0}\u{A0}1. a", 3),
            ("① 灯", 2),
            ("①灯", 1),
            ("1、灯", 3),
            ("（12）灯", 6),
            ("2．灯", 3),
            ("2．5", 0),
            ("1、", 0),
            ("（灯）", 0),
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
