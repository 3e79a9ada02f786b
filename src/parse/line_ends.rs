//! [`LineEnds`]: where the lines of a body end.

use std::cell::Cell;

/// Where the lines of a body end; a line that is asked for again and again is read once.
#[derive(Debug)]
pub(super) struct LineEnds<'t> {
    body: &'t str,
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
    pub(super) fn new(body: &'t str) -> LineEnds<'t> {
        LineEnds { body, last: Cell::default() }
    }

    /// Where the line at `at` ends, before its line end.
    #[inline]
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.extent(at).end
    }

    /// The rest of the line at `at`.
    fn extent(&self, at: usize) -> Extent {
        let last = self.last.get();
        if last.end > 0 && (last.start..=last.end).contains(&at) {
            return last;
        }
        let rest = &self.body.as_bytes()[at..];
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(self.body.len(), |found| at + found);
        let extent = Extent { start: at, trimmed: None, end };
        self.last.set(extent);
        extent
    }

    /// Where the white space at the end of the line at `at` begins, or `at` where nothing else is left of it.
    pub(super) fn trimmed(&self, at: usize) -> usize {
        let extent = self.extent(at);
        let trimmed = extent.trimmed.unwrap_or_else(|| {
            let trimmed = extent.start + self.body[extent.start..extent.end].trim_end().len();
            self.last.set(Extent { trimmed: Some(trimmed), ..extent });
            trimmed
        });
        trimmed.max(at)
    }

    /// The offset behind the line end at `end`.
    #[inline]
    pub(super) fn next_line(&self, end: usize) -> usize {
        let rest = &self.body.as_bytes()[end..];
        end + if rest.starts_with(b"\r\n") { 2 } else { usize::from(!rest.is_empty()) }
    }

    /// Whether nothing but white space is left of the line at `at`.
    pub(super) fn rest_is_blank(&self, at: usize) -> bool {
        self.trimmed(at) == at
    }
}
