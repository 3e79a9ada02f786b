//! Where in a text bare links may be (format §5).

use std::ops::Range;

use crate::parse::address;

/// Where in a text bare links may be. Asked from its start to its end, it reads the text once.
pub(super) struct Hints<'t> {
    text: &'t [u8],
    /// Where the text begins in the offsets of the caller.
    base: usize,
    /// The first hint ahead, as far as was asked.
    next: usize,
}

impl<'t> Hints<'t> {
    pub(super) fn new(text: &'t str, base: usize) -> Hints<'t> {
        Hints { text: text.as_bytes(), base, next: 0 }
    }

    /// Whether one may be in `range`, which begins after the ranges that were asked for before.
    pub(super) fn any_in(&mut self, range: &Range<usize>) -> bool {
        let (start, end) = (range.start - self.base, range.end - self.base);
        if self.next < start || self.next == 0 {
            self.next = address::hint(self.text, start);
        }
        self.next < end
    }
}
