//! Positions in the source: byte spans, and the line index that turns bytes into lines and columns.

mod spanned;

use serde::{Deserialize, Serialize};

pub use spanned::Spanned;
pub(crate) use spanned::deref;

/// The byte order mark, which belongs to the file and to no line of it (format §1).
pub(crate) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A half-open range of bytes in [`Article::source`](crate::Article::source).
///
/// Offsets are `u32`: the size limit on input keeps every article far below that. A node that an editor made
/// is not in the source; its span is [`Span::NONE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span of a node that is not in the source.
    pub const NONE: Span = Span { start: u32::MAX, end: u32::MAX };

    /// A span from `start` up to, not including, `end`, in bytes.
    ///
    /// Offsets over `u32::MAX` are clamped.
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end) }
    }

    /// Whether this is [`Span::NONE`].
    pub fn is_none(&self) -> bool {
        *self == Span::NONE
    }

    /// The range of bytes, to slice the source with.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes; 0 for a span that ends before it starts, as only a damaged serialised form can have.
    pub fn len(&self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    /// Whether `other` is inside this span; a span contains itself.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl Default for Span {
    fn default() -> Span {
        Span::NONE
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// A position as people and editors write it.
///
/// Displays as `line 4, column 9`, the column counted in characters. A byte order mark at the beginning of the file
/// counts in no kind of column: editors do not show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Line, from 1. Lines end with `\n`, `\r\n` or a lone `\r`.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
    /// Column in bytes of UTF-8, from 1.
    pub column_bytes: u32,
    /// Column in UTF-16 units, from 1, as the language server protocol and JavaScript count.
    pub column_utf16: u32,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// The offsets at which the lines of a source begin. The first line begins after a byte order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    marks: Vec<Mark>,
}

/// The columns at an offset in a long line. With one every [`STRIDE`] bytes, a position costs no more in an article of
/// one line than in others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    offset: u32,
    characters: usize,
    utf16: usize,
}

/// Bytes between two [`Mark`]s, or one character more.
const STRIDE: usize = 4096;

impl LineIndex {
    /// Finds the lines of `source`, in linear time.
    pub fn new(source: &str) -> LineIndex {
        let bytes = source.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let first = if source.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let starts = std::iter::once(first).chain(ends.map(|at| at + 1));
        let starts: Vec<u32> = starts.map(|at| Span::new(at, at).start).collect();
        let ends = starts.iter().skip(1).map(|&end| end as usize).chain([source.len()]);
        let lines = starts.iter().zip(ends).map(|(&start, end)| start as usize..end);
        let marks = lines.filter(|line| line.len() > STRIDE).flat_map(|line| Mark::of_line(source, line)).collect();
        LineIndex { starts, marks }
    }

    /// The position of byte `offset` of `source`, which must be the text that the index was made of.
    ///
    /// An offset inside a character counts as its beginning, one after the end as the end, and one before or in a byte
    /// order mark as the end of the mark.
    pub fn position(&self, source: &str, offset: usize) -> Position {
        let mut offset = offset.min(source.len());
        while !source.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|&start| start as usize <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let mark = self.mark(offset).filter(|mark| mark.offset >= start).unwrap_or(Mark::at(start));
        let mark = mark.moved(source, offset);
        let count = |units: usize| u32::try_from(units).map_or(u32::MAX, |units| units.saturating_add(1));
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: count(mark.characters),
            column_bytes: count(offset.saturating_sub(start as usize)),
            column_utf16: count(mark.utf16),
        }
    }

    /// The last mark at or before `offset`.
    fn mark(&self, offset: usize) -> Option<Mark> {
        let next = self.marks.partition_point(|mark| mark.offset as usize <= offset);
        self.marks.get(next.checked_sub(1)?).copied()
    }

    /// Number of lines; an empty source has one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of line `line` (from 1), with its line end; the first line is without a byte order mark.
    pub fn line_span(&self, source: &str, line: u32) -> Option<Span> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.starts.get(index)? as usize;
        let end = self.starts.get(index + 1).map_or(source.len(), |&end| end as usize);
        Some(Span::new(start, end))
    }
}

impl Mark {
    /// The mark at the beginning of a line.
    fn at(offset: u32) -> Mark {
        Mark { offset, characters: 0, utf16: 0 }
    }

    /// The mark `offset` bytes further into the line.
    fn moved(self, source: &str, offset: usize) -> Mark {
        let passed = source.get(self.offset as usize..offset).unwrap_or_default();
        let astral = passed.bytes().filter(|&byte| byte >= 0xF0).count();
        let characters = passed.chars().count();
        Mark {
            offset: Span::new(offset, offset).start,
            characters: self.characters + characters,
            utf16: self.utf16 + characters + astral,
        }
    }

    /// The marks in a line.
    fn of_line(source: &str, line: std::ops::Range<usize>) -> impl Iterator<Item = Mark> {
        let end = line.end;
        let next = move |mark: &Mark| {
            let offset = (mark.offset as usize + STRIDE..end).find(|&offset| source.is_char_boundary(offset))?;
            Some(mark.moved(source, offset))
        };
        std::iter::successors(Some(Mark::at(Span::new(line.start, line.start).start)), next)
    }
}
