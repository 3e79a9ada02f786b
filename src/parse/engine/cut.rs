//! Bare addresses that emphasis would cut in two: `https://example.com/__init__.py`. GFM finds addresses first, so that
//! their `*`, `_` and `~` are letters of them.
//!
//! Nearly always no delimiter in an address does anything. So a first reading only notices one that does; then a second
//! one has the delimiters of all addresses masked. What comes before addresses stays as it is that way: code, HTML,
//! links and definitions.

use std::cell::OnceCell;
use std::ops::Range;

use crate::parse::address::{self, Spelling};
use crate::parse::construct::{Construct, Kind};

use super::page::Page;

/// The addresses of a page that hold delimiters, found when first asked for.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    found: OnceCell<Vec<Range<usize>>>,
    /// Whether emphasis begins or ends in one.
    cut: bool,
}

impl Addresses {
    /// Takes note of emphasis at `range`.
    pub(super) fn emphasis(&mut self, page: &Page<'_>, range: &Range<usize>) {
        let may_be = |at: usize| self.found.get().is_some() || is_near_hint(page, at);
        let is_inside = |at: usize| is_in_word(page, at) && may_be(at) && holds(self.all(page), at);
        if !self.cut && (is_inside(range.start) || is_inside(range.end - 1)) {
            self.cut = true;
        }
    }

    pub(super) fn are_cut(&self) -> bool {
        self.cut
    }

    fn all(&self, page: &Page<'_>) -> &[Range<usize>] {
        self.found.get_or_init(|| find(page))
    }

    /// The delimiters in all addresses that begin in none of `others`, as text.
    pub(super) fn literals(self, page: &Page<'_>, mut others: Vec<Range<usize>>) -> Vec<Construct> {
        others.sort_unstable_by_key(|other| other.start);
        let mut literals = Vec::new();
        let (mut next, mut end) = (others.into_iter().peekable(), 0);
        for address in self.all(page) {
            while let Some(other) = next.next_if(|other| other.start <= address.start) {
                end = end.max(other.end);
            }
            if address.start >= end {
                let bytes = page.seen(address.clone()).bytes().zip(address.clone());
                let delimiters = bytes.filter(|&(byte, _)| is_delimiter(byte));
                literals.extend(delimiters.map(|(_, at)| Construct { range: at..at + 1, kind: Kind::Literal }));
            }
        }
        literals
    }
}

fn find(page: &Page<'_>) -> Vec<Range<usize>> {
    let text = page.masked();
    let is_escaped = |at: usize| text.as_bytes()[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1;
    let spelling = |at: usize| if is_escaped(at) { Spelling::Escaped } else { Spelling::Itself };
    let base = page.range.start;
    let addresses = address::addresses(text, spelling).map(|address| address.range);
    addresses
        .filter(|range| text[range.clone()].bytes().any(is_delimiter))
        .map(|range| base + range.start..base + range.end)
        .collect()
}

/// Whether one of `ranges`, which are in order, holds `at`.
fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.end <= at);
    ranges.get(after).is_some_and(|range| range.start <= at)
}

/// Whether a delimiter at `at` may be inside an address: not beside a blank, as nearly all are.
fn is_in_word(page: &Page<'_>, at: usize) -> bool {
    let is_inked = |byte: u8| byte > b' ';
    let near = page.seen_around(at);
    near.0.is_some_and(is_inked) && near.1.is_some_and(is_inked)
}

/// Whether the word around `at` has what is in every address: `**Note:**` has not. A word too long to look at may have it.
fn is_near_hint(page: &Page<'_>, at: usize) -> bool {
    const FAR: usize = 256;
    let text = page.masked().as_bytes();
    let at = at - page.range.start;
    let (first, last) = (at.saturating_sub(FAR), text.len().min(at + FAR));
    let is_blank = |&byte: &u8| byte <= b' ';
    let start = text[first..at].iter().rposition(is_blank).map(|blank| first + blank + 1);
    let end = text[at..last].iter().position(is_blank).map(|blank| at + blank);
    match (start.or((first == 0).then_some(0)), end.or((last == text.len()).then_some(last))) {
        (Some(start), Some(end)) => address::hint(&text[start..end], 0) < end - start,
        _ => true,
    }
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'~')
}
