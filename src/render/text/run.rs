//! [`Run`], the text of one block before it is broken into lines.

use std::ops::Range;

use memchr::memchr;

use super::breaks;
use super::line::SOFT_HYPHEN;
use super::look::{CODE, Look, Looks, PLAIN_LOOKS};
use super::wrap::Room;
use crate::bytes::{self, is_blank};
use crate::render::core::escape::{is_bidi_control, is_hidden_control};
use crate::values;

/// The text of a paragraph, heading or cell in one string: white space collapsed, `\n` where a line break was asked
/// for, and the ranges that no line may end in.
///
/// Invariant: `solid` is sorted and its ranges do not overlap.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    text: String,
    solid: Vec<Range<usize>>,
    wide: bool,
    broken: bool,
    soft: bool,
    /// None where text is nothing special: nearly always.
    looks: Option<Box<Looks>>,
}

impl Run {
    /// An empty run with room for `capacity` bytes.
    pub(super) fn with_capacity(capacity: usize) -> Run {
        Run { text: String::with_capacity(capacity), ..Run::default() }
    }

    #[inline]
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.solid.clear();
        self.wide = false;
        self.broken = false;
        self.soft = false;
        if let Some(looks) = &mut self.looks {
            looks.clear();
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// How many bytes it has without the white space around it, which need not show.
    pub(super) fn inked_len(&self) -> usize {
        let start = self.text.bytes().take_while(|byte| matches!(byte, b' ' | b'\n')).count();
        self.trimmed_len().saturating_sub(start)
    }

    /// How its text looks in a terminal.
    #[inline]
    pub(super) fn looks(&self) -> &Looks {
        self.looks.as_deref().unwrap_or(&PLAIN_LOOKS)
    }

    fn looks_mut(&mut self) -> &mut Looks {
        self.looks.get_or_insert_default()
    }

    /// Lets what is added from now on look like `more`, too; returns how text looked before.
    pub(super) fn begin_look(&mut self, more: Look) -> Look {
        let (end, looks) = (self.text.len(), self.looks_mut());
        let outer = looks.now();
        looks.change(end, outer.and(more));
        outer
    }

    /// Makes what is added from now on a link to `address`; returns how text looked before.
    pub(super) fn begin_link(&mut self, address: String) -> Look {
        let link = self.looks_mut().link(address);
        self.begin_look(link)
    }

    /// Lets what is added from now on look as it did before [`Run::begin_look`].
    pub(super) fn end_look(&mut self, outer: Look) {
        let end = self.text.len();
        self.looks_mut().change(end, outer);
    }

    /// Lets all of its text look like `more`, too.
    pub(super) fn add_look(&mut self, more: Look) {
        self.looks_mut().add_everywhere(more);
    }

    /// Ranges that no line may end in, spaces in them included.
    pub(super) fn solid(&self) -> &[Range<usize>] {
        &self.solid
    }

    /// Whether there may be other characters than printable ASCII.
    pub(super) fn is_wide(&self) -> bool {
        self.wide
    }

    /// Whether there may be soft hyphens.
    pub(super) fn has_soft_hyphens(&self) -> bool {
        self.soft
    }

    /// Whether a line break was asked for.
    pub(super) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Whether it is sure to fit on one line.
    #[inline]
    pub(super) fn fits(&self, room: Room) -> bool {
        !self.broken && self.text.len() <= room.first.min(room.rest)
    }

    /// Whether a reader would see nothing of it.
    #[inline]
    pub(super) fn is_blank(&self) -> bool {
        is_blank(&self.text)
    }

    /// Adds text from the author.
    pub(super) fn push(&mut self, text: &str) {
        if !is_plain(text.as_bytes()) {
            return self.push_chars(text, is_hidden_control);
        }
        match text.strip_prefix(' ') {
            Some(rest) if self.at_space() => self.text.push_str(rest),
            _ => self.text.push_str(text),
        }
    }

    /// Adds a space, unless there is white space at the end.
    pub(super) fn push_space(&mut self) {
        if !self.at_space() {
            self.text.push(' ');
        }
    }

    /// Adds a text value, in which a line end is a line break; those before and after its text are left out.
    pub(super) fn push_value(&mut self, value: &str) {
        for (index, line) in values::lines(value.trim_matches(['\n', '\r'])).enumerate() {
            if index > 0 {
                self.push_break();
            }
            self.push_chars(line, |c| is_hidden_control(c) || is_bidi_control(c));
        }
    }

    /// Where what is added next begins, once a break among it took the space before.
    pub(super) fn next(&self) -> usize {
        self.text.trim_end_matches(' ').len()
    }

    /// Lets no line begin with a number in brackets that a value added, all or a part of it, after `from`: at the beginning
    /// of a line it becomes `(1)`, and elsewhere no line ends before it.
    pub(super) fn distinguish_from_references(&mut self, from: usize) {
        let (before, mut at) = (self.text.get(..from).unwrap_or_default(), from);
        let digits = before.bytes().rev().take(MOST_DIGITS).take_while(u8::is_ascii_digit).count();
        if before.len() < self.text.len() && before[..before.len() - digits].ends_with('[') {
            at -= digits + 1;
        }
        while let Some(open) = memchr(b'[', &self.text.as_bytes()[at..]).map(|found| at + found) {
            at = open + 1;
            let number = self.text[at..].bytes().take_while(u8::is_ascii_digit).count();
            let close = at + number;
            if number == 0 || !self.text[close..].starts_with(']') {
                continue;
            }
            at = close + 1;
            let before = self.text[..open].trim_end_matches(|c| c != '\n' && is_invisible(c));
            match before.chars().next_back().filter(|&c| c != '\n') {
                Some(visible) => self.join(before.len() - visible.len_utf8()..at),
                None => {
                    self.text.replace_range(close..at, ")");
                    self.text.replace_range(open..open + 1, "(");
                }
            }
        }
    }

    /// Lets no line end in `range`, which reaches further than all such ranges.
    fn join(&mut self, range: Range<usize>) {
        match self.solid.last_mut().filter(|last| last.end > range.start) {
            Some(last) => last.end = last.end.max(range.end),
            None => self.solid.push(range),
        }
    }

    /// Adds code of several lines, a break between them.
    pub(super) fn push_lines(&mut self, code: &str, marks: CodeMarks) {
        for (index, line) in values::lines(code.trim_matches(['\n', '\r'])).enumerate() {
            if index > 0 {
                self.push_break();
            }
            self.push_code(line, marks);
        }
    }

    /// Breaks the line if something was added after `start` and no break since.
    pub(super) fn push_break_after(&mut self, start: usize) {
        if self.text.len() > start && !self.text.ends_with('\n') {
            self.push_break();
        }
    }

    /// Adds code, its white space as it is. No line ends in it.
    pub(super) fn push_code(&mut self, code: &str, marks: CodeMarks) {
        if is_blank(code) {
            return self.push(code);
        }
        let start = self.text.len();
        match marks {
            CodeMarks::Backticks => self.push_between_backticks(code),
            CodeMarks::Look => {
                let outer = self.begin_look(CODE);
                self.push_verbatim(code);
                self.end_look(outer);
            }
        }
        self.make_solid(start);
    }

    /// Adds code between one more backtick than it has side by side.
    fn push_between_backticks(&mut self, code: &str) {
        let backticks = count_backticks(code);
        let apart = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        self.text.extend(std::iter::repeat_n('`', backticks).chain(apart.chars()));
        self.push_verbatim(code);
        self.text.extend(apart.chars().chain(std::iter::repeat_n('`', backticks)));
    }

    fn push_verbatim(&mut self, code: &str) {
        if is_plain(code.as_bytes()) {
            self.text.push_str(code);
        } else {
            self.wide = true;
            self.text.extend(code.chars().map(|c| match c {
                '\n' | '\r' | '\t' => ' ',
                c if is_hidden_control(c) => char::REPLACEMENT_CHARACTER,
                c => c,
            }));
        }
    }

    /// Adds all of `other`.
    pub(super) fn append(&mut self, other: &Run) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.solid.extend(other.solid.iter().map(|range| start + range.start..start + range.end));
        self.wide |= other.wide;
        self.broken |= other.broken;
        self.soft |= other.soft;
        if !other.looks().is_plain() {
            let end = self.text.len();
            self.looks_mut().append(other.looks(), start, end);
        }
    }

    /// Lets no line end between `start` and the end.
    pub(super) fn make_solid(&mut self, start: usize) {
        while self.solid.last().is_some_and(|last| last.start >= start) {
            self.solid.pop();
        }
        let start = self.solid.last().map_or(start, |last| start.max(last.end));
        if start < self.text.len() {
            self.solid.push(start..self.text.len());
        }
    }

    /// Breaks the line. A third break in a row adds nothing: of two, one blank line shows.
    pub(super) fn push_break(&mut self) {
        self.trim_spaces();
        self.broken = true;
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a space and a mark after the last word; white space after that word moves after the mark: `guide⎵` and `[1]` are
    /// `guide [1]⎵`.
    pub(super) fn push_mark(&mut self, mark: &[&str]) {
        let blanks = self.text.bytes().rev().take(MOST_BLANKS).take_while(|byte| matches!(byte, b' ' | b'\n')).count();
        let end = self.text.len() - blanks;
        let blanks = (end < self.text.len()).then(|| self.text.split_off(end));
        if blanks.is_some() {
            self.cut_ranges();
        }
        self.push_space();
        for part in mark {
            self.wide |= !part.is_ascii();
            self.text.push_str(part);
        }
        self.text.extend(blanks);
    }

    /// Puts `mark`, which is ASCII, before and after what was added since `start`.
    pub(super) fn surround(&mut self, start: usize, mark: char) {
        self.text.insert(start, mark);
        for solid in self.solid.iter_mut().rev().take_while(|solid| solid.start >= start) {
            (solid.start, solid.end) = (solid.start + 1, solid.end + 1);
        }
        self.text.push(mark);
    }

    /// Makes one line of it: breaks become spaces.
    pub(super) fn flatten(&mut self) {
        if std::mem::take(&mut self.broken) {
            self.text = self.text.replace('\n', " ");
        }
    }

    /// Drops white space at the end.
    pub(super) fn trim(&mut self) {
        self.text.truncate(self.trimmed_len());
        self.cut_ranges();
        self.broken = self.broken && self.text.contains('\n');
    }

    /// Its length without white space at the end.
    fn trimmed_len(&self) -> usize {
        let blanks = self.text.bytes().rev().take_while(|byte| matches!(byte, b' ' | b'\n')).count();
        self.text.len() - blanks
    }

    fn at_space(&self) -> bool {
        self.text.as_bytes().last().is_none_or(|&byte| byte == b' ' || byte == b'\n')
    }

    fn trim_spaces(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        self.cut_ranges();
    }

    /// Cuts off what is after the end of the text.
    fn cut_ranges(&mut self) {
        let end = self.text.len();
        if let Some(looks) = &mut self.looks {
            looks.cut(end);
        }
        while let Some(last) = self.solid.last_mut() {
            last.end = last.end.min(end);
            if last.start < last.end {
                break;
            }
            self.solid.pop();
        }
    }

    fn push_chars(&mut self, text: &str, hidden: fn(char) -> bool) {
        let bytes = text.as_bytes();
        self.wide |= !text.is_ascii();
        let (mut copied, mut at, mut after_space) = (0, 0, true);
        while let Some(start) = find_change(bytes, at, after_space) {
            let Some(c) = text[start..].chars().next() else { break };
            at = start + c.len_utf8();
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}');
            self.soft |= c == SOFT_HYPHEN;
            after_space = is_space || hidden(c);
            if !after_space {
                continue;
            }
            self.text.push_str(&text[copied..start]);
            copied = at;
            if is_space {
                self.push_space();
            } else {
                self.wide = true;
                self.text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        self.text.push_str(&text[copied..]);
    }
}

/// By what code in a line differs from text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum CodeMarks {
    Backticks,
    Look,
}

/// As many digits as a number of a reference may have.
const MOST_DIGITS: usize = 20;

/// Most blanks that a mark is put before, rather than after.
const MOST_BLANKS: usize = 64;

/// Whether `c` is white space or takes no column.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() || breaks::width(c.encode_utf8(&mut [0; 4])) == 0
}

/// How many backticks are put on either side of `code`: one more than it has side by side.
fn count_backticks(code: &str) -> usize {
    match memchr(b'`', code.as_bytes()) {
        None => 1,
        Some(first) => code[first..].split(|c| c != '`').map(str::len).max().unwrap_or_default() + 1,
    }
}

/// The offset of the first byte from `from` on that may not show as it is, or is a space after another.
fn find_change(bytes: &[u8], from: usize, after_space: bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    if after_space && rest.first() == Some(&b' ') {
        return Some(from);
    }
    let plain = bytes::plain_pair_blocks(rest, |byte, next| may_change(byte) | (byte | next == b' '));
    let mut was_space = false;
    let found = rest[plain..].iter().position(|&byte| {
        let follows_space = std::mem::replace(&mut was_space, byte == b' ');
        may_change(byte) || (byte == b' ' && follows_space)
    });
    found.map(|found| from + plain + found)
}

/// Whether `byte` begins a character that may not show as it is, whatever is around it: white space other than a blank,
/// control characters, bidi controls.
fn may_change(byte: u8) -> bool {
    (byte < b' ') | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xD8) | (byte == 0xE2)
}

/// Whether text can be copied as it is: printable ASCII, and no space follows another.
#[inline(always)]
fn is_plain(text: &[u8]) -> bool {
    let changes = |byte, next| !bytes::is_printable(byte) | (byte | next == b' ');
    !bytes::any_pair(text, changes) && text.last().is_none_or(|&last| bytes::is_printable(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_one_space_wherever_it_is() {
        for (space, before) in ["  ", "\t", "\r\n", " \u{2028}", "   "].into_iter().cycle().zip(0..70) {
            let word = "é".repeat(before % 3) + &"a".repeat(before);
            let mut run = Run::default();
            run.push(&format!("{word}{space}b c{space}{word}"));
            let expected = format!("{word} b c {word}");
            assert_eq!(run.text(), expected.trim_start(), "{space:?} after {word}");
        }
    }
}
