//! How stretches of a run look in a terminal: [`Look`], and [`Looks`] of a run.

use std::ops::Range;

/// How text looks in a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Look {
    pub(super) is_bold: bool,
    pub(super) is_faint: bool,
    pub(super) is_italic: bool,
    pub(super) is_underlined: bool,
    pub(super) tint: Option<Tint>,
    /// One more than the index of its link's address; 0 without a link.
    pub(super) link: usize,
}

/// A colour of the sixteen that every theme of a terminal has, so that text can be read on its background.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tint {
    Red,
    Green,
    Yellow,
    Blue,
    Magenta,
}

/// How text looks that is nothing special.
const PLAIN: Look =
    Look { is_bold: false, is_faint: false, is_italic: false, is_underlined: false, tint: None, link: 0 };

pub(super) const BOLD: Look = Look { is_bold: true, ..PLAIN };
pub(super) const FAINT: Look = Look { is_faint: true, ..PLAIN };
pub(super) const ITALIC: Look = Look { is_italic: true, ..PLAIN };
pub(super) const UNDERLINED: Look = Look { is_underlined: true, ..PLAIN };
/// Magenta can be read on a dark background and on a bright one, which cyan and blue cannot everywhere.
pub(super) const CODE: Look = Look { tint: Some(Tint::Magenta), ..PLAIN };

impl Look {
    /// How text looks that looks like this and like `more`.
    pub(super) fn and(self, more: Look) -> Look {
        Look {
            is_bold: self.is_bold || more.is_bold,
            is_faint: self.is_faint || more.is_faint,
            is_italic: self.is_italic || more.is_italic,
            is_underlined: self.is_underlined || more.is_underlined,
            tint: more.tint.or(self.tint),
            link: if more.link > 0 { more.link } else { self.link },
        }
    }

    /// The same without a link.
    pub(super) fn unlinked(self) -> Look {
        Look { link: 0, ..self }
    }
}

/// How the text of a run looks.
///
/// Invariant: the offsets of `changes` ascend, and `now` is how it looks after the last one.
#[derive(Clone, Debug, Default)]
pub(super) struct Looks {
    changes: Vec<(usize, Look)>,
    now: Look,
    addresses: Vec<Box<str>>,
    address_bytes: usize,
}

/// How a run looks in which nothing is special.
pub(super) static PLAIN_LOOKS: Looks =
    Looks { changes: Vec::new(), now: PLAIN, addresses: Vec::new(), address_bytes: 0 };

impl Looks {
    pub(super) fn clear(&mut self) {
        if !self.is_plain() {
            *self = Looks::default();
        }
    }

    /// Whether all text is nothing special.
    #[inline]
    pub(super) fn is_plain(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many bytes the addresses of links have.
    pub(super) fn address_bytes(&self) -> usize {
        self.address_bytes
    }

    /// How text looks that is added now.
    pub(super) fn now(&self) -> Look {
        self.now
    }

    /// Lets text look like `look` from the offset `at` on, the end of the run.
    pub(super) fn change(&mut self, at: usize, look: Look) {
        if look == self.now {
            return;
        }
        self.now = look;
        match self.changes.last_mut() {
            Some((last, change)) if *last == at => *change = look,
            _ => self.changes.push((at, look)),
        }
    }

    /// How a link to `address` looks, which is printable ASCII.
    pub(super) fn link(&mut self, address: String) -> Look {
        self.address_bytes += address.len();
        self.addresses.push(address.into());
        Look { link: self.addresses.len(), ..PLAIN }
    }

    /// The address of the link of `look`.
    pub(super) fn address(&self, look: Look) -> Option<&str> {
        self.addresses.get(look.link.checked_sub(1)?).map(|address| &**address)
    }

    /// Forgets what is after `end`, where the run ends now.
    pub(super) fn cut(&mut self, end: usize) {
        if self.is_plain() {
            return;
        }
        while self.changes.last().is_some_and(|(at, _)| *at >= end) {
            self.changes.pop();
        }
        if self.changes.last().map_or(PLAIN, |(_, look)| *look) != self.now {
            self.changes.push((end, self.now));
        }
    }

    /// Adds the looks of a run that was added between `start` and `end`.
    pub(super) fn append(&mut self, other: &Looks, start: usize, end: usize) {
        let (outer, linked) = (self.now, self.addresses.len());
        self.change(start, PLAIN);
        for &(at, look) in &other.changes {
            let link = if look.link > 0 { look.link + linked } else { 0 };
            self.change(start + at, Look { link, ..look });
        }
        self.change(end, outer);
        self.addresses.extend(other.addresses.iter().cloned());
        self.address_bytes += other.address_bytes;
    }

    /// Lets all text look like `more`, too.
    pub(super) fn add_everywhere(&mut self, more: Look) {
        if self.changes.first().is_none_or(|(at, _)| *at > 0) {
            self.changes.insert(0, (0, PLAIN));
        }
        self.changes.iter_mut().for_each(|(_, look)| *look = look.and(more));
        self.now = self.now.and(more);
    }

    /// How text before `at` looks, where that is in the run.
    pub(super) fn before(&self, at: usize) -> Look {
        let next = self.changes.partition_point(|(change, _)| *change < at);
        next.checked_sub(1).and_then(|last| self.changes.get(last)).map_or(PLAIN, |(_, look)| *look)
    }

    /// The stretches of `range` that look alike, and how.
    pub(super) fn within(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, Look)> {
        let first = self.changes.partition_point(|(at, _)| *at <= range.start);
        let mut changes = self.changes[first..].iter().take_while(move |(at, _)| *at < range.end);
        let mut next = Some((range.start, self.before(range.start + 1)));
        std::iter::from_fn(move || {
            let (start, look) = next?;
            next = changes.next().copied();
            Some((start..next.map_or(range.end, |(at, _)| at), look))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn stretches(looks: &Looks, range: Range<usize>, expected: &[(Range<usize>, Look)]) {
        assert_eq!(looks.within(range).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_range_is_cut_where_looks_change() {
        let mut looks = Looks::default();
        stretches(&looks, 0..9, &[(0..9, PLAIN)]);
        looks.change(2, BOLD);
        looks.change(4, CODE);
        looks.change(4, ITALIC);
        looks.change(6, PLAIN);
        stretches(&looks, 0..9, &[(0..2, PLAIN), (2..4, BOLD), (4..6, ITALIC), (6..9, PLAIN)]);
        stretches(&looks, 3..5, &[(3..4, BOLD), (4..5, ITALIC)]);
        stretches(&looks, 4..6, &[(4..6, ITALIC)]);
        assert_eq!((looks.before(4), looks.before(5), looks.before(0)), (BOLD, ITALIC, PLAIN));
    }

    #[test]
    fn what_is_cut_off_is_forgotten() {
        let mut looks = Looks::default();
        looks.change(2, BOLD);
        looks.change(5, PLAIN);
        looks.cut(4);
        stretches(&looks, 0..9, &[(0..2, PLAIN), (2..4, BOLD), (4..9, PLAIN)]);
        looks.cut(1);
        stretches(&looks, 0..9, &[(0..9, PLAIN)]);
    }

    #[test]
    fn looks_of_a_run_keep_their_links_where_it_is_added() {
        let (mut looks, mut other) = (Looks::default(), Looks::default());
        let first = looks.link("https://example.com/a".to_owned());
        looks.change(0, first);
        let second = other.link("https://example.com/b".to_owned());
        other.change(1, second);
        other.change(2, PLAIN);
        looks.append(&other, 3, 6);
        let appended: Vec<_> = looks.within(0..9).map(|(range, look)| (range, looks.address(look))).collect();
        let (a, b) = (Some("https://example.com/a"), Some("https://example.com/b"));
        assert_eq!(appended, [(0..3, a), (3..4, None), (4..5, b), (5..6, None), (6..9, a)]);
        looks.add_everywhere(BOLD);
        assert!(looks.within(0..9).all(|(_, look)| look.is_bold));
    }
}
