//! [`Run`], the words of one block before they are broken into lines.

use std::ops::Range;

use crate::render::escape::{is_bidi_control, is_hidden_control};
use crate::values;

/// The words of a paragraph, heading or cell in one string: white space collapsed, `\n` where a line break was asked
/// for, and the ranges that no line may end in.
///
/// Invariant: `solid` is sorted and its ranges do not overlap.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    text: String,
    solid: Vec<Range<usize>>,
    wide: bool,
}

impl Run {
    /// An empty run with room for `capacity` bytes.
    pub(super) fn with_capacity(capacity: usize) -> Run {
        Run { text: String::with_capacity(capacity), ..Run::default() }
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.solid.clear();
        self.wide = false;
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Ranges that no line may end in, spaces in them included.
    pub(super) fn solid(&self) -> &[Range<usize>] {
        &self.solid
    }

    /// Whether there may be other characters than printable ASCII.
    pub(super) fn is_wide(&self) -> bool {
        self.wide
    }

    /// Whether there is nothing in it that a reader would see.
    pub(super) fn is_blank(&self) -> bool {
        self.text.bytes().all(|byte| byte == b' ' || byte == b'\n') || self.text.chars().all(char::is_whitespace)
    }

    /// Adds words of the author's.
    pub(super) fn push(&mut self, words: &str) {
        if !is_plain(words) {
            return self.push_chars(words, is_hidden_control);
        }
        let words = if self.at_space() { words.strip_prefix(' ').unwrap_or(words) } else { words };
        self.text.push_str(words);
    }

    /// Adds a text value, in which a line end is a line break; those around it do not count.
    pub(super) fn push_value(&mut self, value: &str) {
        for (index, line) in values::lines(value.trim_matches(['\n', '\r'])).enumerate() {
            if index > 0 {
                self.push_break();
            }
            self.push_chars(line, |c| is_hidden_control(c) || is_bidi_control(c));
        }
    }

    /// Adds code of several lines, a break between them.
    pub(super) fn push_lines(&mut self, code: &str) {
        for (index, line) in values::lines(code.trim_matches(['\n', '\r'])).enumerate() {
            if index > 0 {
                self.push_break();
            }
            self.push_code(line);
        }
    }

    /// Breaks the line if something was added behind `start` and no break since.
    pub(super) fn push_break_behind(&mut self, start: usize) {
        if self.text.len() > start && !self.text.ends_with('\n') {
            self.push_break();
        }
    }

    /// Adds code, between backticks, its white space as it is. No line ends in it.
    pub(super) fn push_code(&mut self, code: &str) {
        if code.trim().is_empty() {
            return self.push(code);
        }
        let start = self.text.len();
        self.text.push('`');
        if is_plain(code) {
            self.text.push_str(code);
        } else {
            self.wide = true;
            self.text.extend(code.chars().map(|c| match c {
                '\n' | '\r' | '\t' => ' ',
                c if is_hidden_control(c) => char::REPLACEMENT_CHARACTER,
                c => c,
            }));
        }
        self.text.push('`');
        self.make_solid(start);
    }

    /// Adds all of `other`.
    pub(super) fn append(&mut self, other: &Run) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.solid.extend(other.solid.iter().map(|range| start + range.start..start + range.end));
        self.wide |= other.wide;
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

    /// Breaks the line.
    pub(super) fn push_break(&mut self) {
        self.trim_spaces();
        self.text.push('\n');
    }

    /// Adds a space and a mark behind the last word; white space after that word comes to stand behind the mark.
    pub(super) fn push_mark(&mut self, push: impl FnOnce(&mut String)) {
        let end = self.text.trim_end_matches([' ', '\n']).len();
        let behind = self.text.split_off(end);
        self.cut_solid();
        if !self.at_space() {
            self.text.push(' ');
        }
        let start = self.text.len();
        push(&mut self.text);
        self.wide |= self.text.get(start..).is_some_and(|mark| !mark.is_ascii());
        self.text.push_str(&behind);
    }

    /// Makes one line of it: breaks become spaces.
    pub(super) fn flatten(&mut self) {
        if self.text.contains('\n') {
            self.text = self.text.replace('\n', " ");
        }
    }

    /// Drops white space at the end.
    pub(super) fn trim(&mut self) {
        let end = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(end);
        self.cut_solid();
    }

    fn at_space(&self) -> bool {
        self.text.as_bytes().last().is_none_or(|&byte| byte == b' ' || byte == b'\n')
    }

    fn trim_spaces(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        self.cut_solid();
    }

    fn cut_solid(&mut self) {
        let end = self.text.len();
        while let Some(last) = self.solid.last_mut() {
            last.end = last.end.min(end);
            if last.start < last.end {
                break;
            }
            self.solid.pop();
        }
    }

    fn push_chars(&mut self, words: &str, hidden: fn(char) -> bool) {
        for c in words.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                    if !self.at_space() {
                        self.text.push(' ');
                    }
                }
                c if hidden(c) => {
                    self.wide = true;
                    self.text.push(char::REPLACEMENT_CHARACTER);
                }
                c => {
                    self.wide |= !c.is_ascii();
                    self.text.push(c);
                }
            }
        }
    }
}

/// Whether `words` can be copied as they are: printable ASCII, and no space follows another.
fn is_plain(words: &str) -> bool {
    let bytes = words.as_bytes();
    let printable = bytes.iter().fold(true, |so_far, byte| so_far & (0x20..0x7f).contains(byte));
    let behind = bytes.get(1..).unwrap_or_default();
    printable && bytes.iter().zip(behind).fold(true, |so_far, (a, b)| so_far & ((a | b) != b' '))
}
