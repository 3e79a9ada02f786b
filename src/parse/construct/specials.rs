//! The bytes of a body that the scan stops at, looked for once.

use std::cell::Cell;

/// The next `<` or backtick, looked for once.
#[derive(Debug)]
pub(super) struct Specials<'t> {
    bytes: &'t [u8],
    next: Cell<usize>,
}

impl<'t> Specials<'t> {
    pub(super) fn new(body: &'t str) -> Specials<'t> {
        let bytes = body.as_bytes();
        Specials { bytes, next: Cell::new(memchr::memchr2(b'<', b'`', bytes).unwrap_or(bytes.len())) }
    }

    /// The first from `at` on and before `end`; in code backticks are nothing special.
    pub(super) fn next(&self, at: usize, end: usize, code: u32) -> Option<usize> {
        let mut found = self.next.get();
        while found < end && (found < at || code != 0 && self.bytes[found] == b'`') {
            let from = at.max(found + usize::from(found >= at));
            found = memchr::memchr2(b'<', b'`', &self.bytes[from..]).map_or(self.bytes.len(), |found| from + found);
            self.next.set(found);
        }
        (found < end).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_are_special_outside_code_only() {
        let specials = Specials::new("a `b` <c");
        assert_eq!(specials.next(0, 8, 0), Some(2));
        assert_eq!(specials.next(3, 8, 0), Some(4));
        assert_eq!(specials.next(5, 8, 1), Some(6));
        assert_eq!(Specials::new("a `b` <c").next(0, 8, 1), Some(6));
        assert_eq!(Specials::new("a `b` <c").next(0, 2, 0), None);
    }
}
