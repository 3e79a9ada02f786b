//! Where lines end: at `\n`, `\r\n` or a lone `\r`.

use std::cell::Cell;
use std::ops::Range;

/// Where the line at `at` ends, before its line end.
#[inline]
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    memchr::memchr2(b'\n', b'\r', rest).map_or(text.len(), |found| at + found)
}

/// Where the line after the line end at `end` begins.
#[inline]
pub(crate) fn next_line(text: &str, end: usize) -> usize {
    match text.as_bytes().get(end..) {
        Some([b'\r', b'\n', ..]) => end + 2,
        Some([_, ..]) => end + 1,
        _ => end,
    }
}

/// The first line of `text`, without its line end.
pub(crate) fn first_line(text: &str) -> &str {
    text.get(..line_end(text, 0)).unwrap_or_default()
}

/// The beginning of `text` as far as something in it can be looked for: at most `most` bytes of its line.
pub(crate) fn near(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].split(['\n', '\r']).next().unwrap_or_default()
}

/// What is before byte `at` of `text`: at most the last `most` bytes of it.
pub(crate) fn before(text: &str, at: usize, most: usize) -> &str {
    let text = text.get(..at).unwrap_or_default();
    let mut from = text.len().saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The lines of a text from an offset on, each with its line end.
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Lines<'t> {
        Lines { text, at: 0 }
    }
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.at = next_line(self.text, line_end(self.text, start));
        (start < self.at).then_some(start..self.at)
    }
}

/// Where the lines of a text end; a line that is asked for again and again is read once.
#[derive(Debug)]
pub(crate) struct LineEnds<'t> {
    text: &'t str,
    /// The line that was looked at last.
    last: Cell<Extent>,
}

/// The rest of a line.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    start: usize,
    /// Where the white space at its end begins, once that was asked.
    trimmed: Option<usize>,
    end: usize,
}

impl<'t> LineEnds<'t> {
    pub(crate) fn new(text: &'t str) -> LineEnds<'t> {
        LineEnds { text, last: Cell::default() }
    }

    /// Where the line at `at` ends, before its line end.
    #[inline]
    pub(crate) fn line_end(&self, at: usize) -> usize {
        self.extent(at).end
    }

    /// The rest of the line at `at`.
    fn extent(&self, at: usize) -> Extent {
        let last = self.last.get();
        if last.end > 0 && (last.start..=last.end).contains(&at) {
            return last;
        }
        let extent = Extent { start: at, trimmed: None, end: line_end(self.text, at) };
        self.last.set(extent);
        extent
    }

    /// Where the white space at the end of the line at `at` begins, or `at` where nothing else is left of it.
    pub(crate) fn trimmed(&self, at: usize) -> usize {
        let extent = self.extent(at);
        let trimmed = extent.trimmed.unwrap_or_else(|| {
            let trimmed = extent.start + self.text[extent.start..extent.end].trim_end().len();
            self.last.set(Extent { trimmed: Some(trimmed), ..extent });
            trimmed
        });
        trimmed.max(at)
    }

    /// Where the line after the line end at `end` begins.
    #[inline]
    pub(crate) fn next_line(&self, end: usize) -> usize {
        next_line(self.text, end)
    }

    /// Whether nothing but white space is left of the line at `at`.
    pub(crate) fn rest_is_blank(&self, at: usize) -> bool {
        self.trimmed(at) == at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways() {
        let text = "a\nb\r\nc\rd";
        assert_eq!(Lines::new(text).map(|line| &text[line]).collect::<Vec<_>>(), ["a\n", "b\r\n", "c\r", "d"]);
        assert_eq!(Lines::new("\n\r\n").count(), 2);
        assert_eq!(Lines::new("").count(), 0);
        assert_eq!(first_line("a\r\nb"), "a");
        let ends = LineEnds::new("a \nb");
        assert_eq!((ends.line_end(0), ends.trimmed(0), ends.line_end(1), ends.line_end(3)), (2, 1, 2, 4));
        assert!(ends.rest_is_blank(1) && !ends.rest_is_blank(0));
    }
}
