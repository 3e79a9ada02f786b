//! [`SourceCursor`]: the source, each place of which is looked at once.

use crate::source::first_line;
use crate::span::Span;

/// The source as far as it has not been looked at.
///
/// The nodes that the parser makes follow each other, so each finds its place unread. An edited or deserialised tree
/// may name a place many times, or none; only the first to name it finds it, and looking takes linear time.
pub(super) struct SourceCursor<'s> {
    pub(super) source: &'s str,
    read: usize,
}

impl<'s> SourceCursor<'s> {
    pub(super) fn new(source: &'s str) -> SourceCursor<'s> {
        SourceCursor { source, read: 0 }
    }

    /// What is written at `span`.
    pub(super) fn take(&mut self, span: Span) -> Option<&'s str> {
        let range = span.range();
        let written = self.source.get(range.clone()).filter(|_| range.start >= self.read)?;
        self.read = range.end;
        Some(written)
    }

    /// What is written from `start` to the end of its line.
    pub(super) fn take_line(&mut self, start: usize) -> Option<&'s str> {
        let rest = self.source.get(start..).filter(|_| start >= self.read)?;
        let line = first_line(rest);
        self.read = start + line.len();
        Some(line)
    }
}

/// Whether an odd number of backslashes is before byte `at` of `source`.
pub(super) fn is_escaped(source: &str, at: usize) -> bool {
    let before = source.as_bytes().get(..at).unwrap_or_default();
    before.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}
