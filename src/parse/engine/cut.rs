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
    /// How many words were looked at by themselves.
    words: usize,
    /// Whether emphasis begins or ends in one.
    cut: bool,
}

/// So many words are looked at by themselves before all of the page is: one word can hold many delimiters.
const FEW_WORDS: usize = 16;

impl Addresses {
    /// Takes note of emphasis at `range`.
    pub(super) fn emphasis(&mut self, page: &Page<'_>, range: &Range<usize>) {
        self.cut = self.cut || self.hold(page, range.start) || self.hold(page, range.end - 1);
    }

    /// Whether the delimiter at `at` is in one. No address goes on after a blank, so that the word around it says as much as
    /// all of the page, and nearly always there is no sign of one in it: `**Note:**`.
    fn hold(&mut self, page: &Page<'_>, at: usize) -> bool {
        if !is_in_word(page, at) {
            return false;
        }
        let Some(word) = word(page, at) else { return holds(self.all(page), at) };
        if address::hint(page.seen(word.clone()).as_bytes(), 0) == word.len() {
            return false;
        }
        self.words += 1;
        if self.words > FEW_WORDS { holds(self.all(page), at) } else { holds(&find(page, word), at) }
    }

    pub(super) fn are_cut(&self) -> bool {
        self.cut
    }

    fn all(&self, page: &Page<'_>) -> &[Range<usize>] {
        self.found.get_or_init(|| find(page, page.range.clone()))
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

/// The addresses with delimiters in `part` of the page.
fn find(page: &Page<'_>, part: Range<usize>) -> Vec<Range<usize>> {
    let (text, base) = (page.seen(part.clone()), part.start);
    let is_escaped = |at: usize| text.as_bytes()[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1;
    let spelling = |at: usize| if is_escaped(at) { Spelling::Escaped } else { Spelling::Itself };
    let addresses = address::addresses(text, spelling).map(|address| address.range);
    addresses
        .filter(|range| text[range.clone()].bytes().any(is_delimiter))
        .map(|range| base + range.start..base + range.end)
        .collect()
}

/// Whether one of `ranges`, which are in order, holds `at`.
pub(super) fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.end <= at);
    ranges.get(after).is_some_and(|range| range.start <= at)
}

/// Whether a delimiter at `at` may be inside an address: not beside a blank, as nearly all are.
fn is_in_word(page: &Page<'_>, at: usize) -> bool {
    let is_inked = |byte: u8| byte > b' ';
    let near = page.seen_around(at);
    near.0.is_some_and(is_inked) && near.1.is_some_and(is_inked)
}

/// The word around `at`, unless it is too long to look at.
fn word(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    const FAR: usize = 256;
    let text = page.masked().as_bytes();
    let (base, at) = (page.range.start, at - page.range.start);
    let (first, last) = (at.saturating_sub(FAR), text.len().min(at + FAR));
    let is_blank = |&byte: &u8| byte <= b' ';
    let start = text[first..at].iter().rposition(is_blank).map(|blank| first + blank + 1);
    let end = text[at..last].iter().position(is_blank).map(|blank| at + blank);
    let start = start.or((first == 0).then_some(0))?;
    let end = end.or((last == text.len()).then_some(last))?;
    Some(base + start..base + end)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'~')
}
