//! [`SourceLine`]: one line of an article, to be shown.

use std::ops::Range;

use selfhelp::span::{LineIndex, Span};
use unicode_width::UnicodeWidthChar;

/// The longest line that is taken whole, in bytes.
const LONGEST_LINE: usize = 4 << 10;

/// A line of the source without its line end, fit for a terminal.
///
/// Of a very long line it is the piece around what is drawn, so that much in one line costs no more than in many.
///
/// What a terminal would obey, or show in another order, is a visible character of as many bytes, so that
/// offsets hold.
pub(crate) struct SourceLine {
    text: String,
    line: u32,
    // Where the text begins.
    start: usize,
    // Where the next line begins; never, after the last one.
    next: usize,
    whole: bool,
}

impl SourceLine {
    /// The line of `source` in which `span` begins.
    pub(crate) fn new(source: &str, lines: &LineIndex, span: Span) -> Option<SourceLine> {
        if span.is_none() {
            return None;
        }
        let line = lines.position(source, span.start as usize).line;
        let Range { start, end: next } = lines.line_span(source, line)?.range();
        let content = source.get(start..next)?.trim_end_matches(['\r', '\n']);
        let next = if next == source.len() { usize::MAX } else { next };
        let whole = content.len() <= LONGEST_LINE;
        let piece = if whole { 0..content.len() } else { piece(content, (span.start as usize).saturating_sub(start)) };
        let text = content[piece.clone()].chars().map(visible).collect();
        Some(SourceLine { text, line, start: start + piece.start, next, whole })
    }

    /// Whether the text is the whole line, not a piece of it.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole
    }

    /// The line's text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The line's number, from 1.
    pub(crate) fn line(&self) -> usize {
        self.line as usize
    }

    /// Whether `span` begins in this line.
    pub(crate) fn holds(&self, span: Span) -> bool {
        (self.start..self.next).contains(&(span.start as usize))
    }

    /// Whether `span` goes on in another line.
    pub(crate) fn is_left_by(&self, span: Span) -> bool {
        span.end as usize > self.next
    }

    /// The part of [`SourceLine::text`] that `span` covers.
    pub(crate) fn range(&self, span: Span) -> Range<usize> {
        let within = |offset: u32| {
            let offset = (offset as usize).saturating_sub(self.start);
            (0..=offset.min(self.text.len())).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or_default()
        };
        let start = within(span.start);
        start..within(span.end).max(start)
    }

    /// As much of the beginning of `range` as `columns` display columns hold.
    pub(crate) fn shortened(&self, range: Range<usize>, columns: usize) -> Range<usize> {
        range.start..range.start + prefix(&self.text[range.clone()], columns).len()
    }

    /// At most `columns` display columns of the line with `range` in them, and where that is in it; `…` marks a cut.
    ///
    /// A range that is wider than that is cut, too.
    pub(crate) fn window(&self, range: Range<usize>, columns: usize) -> (String, Range<usize>) {
        let before = &self.text[..range.start];
        let room = columns.saturating_sub(2);
        let marked = prefix(&self.text[range.clone()], room);
        let left = suffix(before, (room - width(marked)) / 2);
        let right = prefix(&self.text[range.start + marked.len()..], room - width(marked) - width(left));
        let cut_left = if left.len() < before.len() { "…" } else { "" };
        let shown = range.start + marked.len() + right.len();
        let cut_right = if shown < self.text.len() { "…" } else { "" };
        let start = cut_left.len() + left.len();
        (format!("{cut_left}{left}{marked}{right}{cut_right}"), start..start + marked.len())
    }
}

/// The part of `line` around byte `at` that is taken of a very long line.
fn piece(line: &str, at: usize) -> Range<usize> {
    let boundary = |offset: usize| (0..=offset.min(line.len())).rev().find(|&at| line.is_char_boundary(at));
    let start = boundary(at.saturating_sub(LONGEST_LINE / 2)).unwrap_or_default();
    start..boundary(start + LONGEST_LINE).unwrap_or(line.len())
}

/// `c`, or a visible character of as many bytes where a terminal would not show it as it is.
///
/// The control characters of ASCII and the embedding ones of Unicode are left to the library that draws.
fn visible(c: char) -> char {
    match c {
        '\u{80}'..='\u{9f}' | '\u{61c}' => '¤',
        '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

fn columns(c: char) -> usize {
    if c == '\t' { 4 } else { c.width().unwrap_or(1) }
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// As much of the beginning of `text` as `room` columns hold.
fn prefix(text: &str, room: usize) -> &str {
    let mut used = 0;
    let over = text.char_indices().find(|&(_, c)| {
        used += columns(c);
        used > room
    });
    &text[..over.map_or(text.len(), |(at, _)| at)]
}

/// As much of the end of `text` as `room` columns hold.
fn suffix(text: &str, room: usize) -> &str {
    let mut used = 0;
    let over = text.char_indices().rev().find(|&(_, c)| {
        used += columns(c);
        used > room
    });
    &text[over.map_or(0, |(at, c)| at + c.len_utf8())..]
}
