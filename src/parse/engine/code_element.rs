//! Emphasis that would begin in one `<code>` element and end outside of it: `<code>Lamps/*/read</code> or
//! <code>Lamps/*/write</code>`. Nobody means that, and both elements would become one.
//!
//! As with addresses, a first reading only notices it; a second one has the delimiters of these elements as text. Emphasis
//! inside of an element, `<code>**lamp**</code>`, stays what it is.

use std::cell::OnceCell;
use std::ops::Range;

use crate::parse::construct::{Construct, Kind};

use super::cut::holds;
use super::page::Page;

const START: &str = "<code";
const END: &str = "</code";

/// Longest element, in bytes: one without end would be looked for from each of many tags on a line.
const MOST: usize = 1024;

/// The insides of the `<code>` elements of a page, found when first asked for.
#[derive(Debug, Default)]
pub(super) struct CodeElements {
    found: OnceCell<Vec<Range<usize>>>,
    /// The numbers of those in which emphasis begins or ends that does not stay inside.
    cut: Vec<usize>,
}

impl CodeElements {
    /// Takes note of emphasis at `range`.
    pub(super) fn emphasis(&mut self, page: &Page<'_>, range: &Range<usize>) {
        // What crosses a tag has it inside.
        if memchr::memchr(b'<', page.seen(range.clone()).as_bytes()).is_none() {
            return;
        }
        let elements = self.found.get_or_init(|| find(page));
        if elements.is_empty() {
            return;
        }
        let (first, last) = (number(elements, range.start), number(elements, range.end - 1));
        let is_crossed = match (first, last) {
            (None, Some(last)) => !begins_before(page, range.start..elements[last].start),
            (first, last) => first != last,
        };
        if is_crossed {
            self.cut.extend([first, last].into_iter().flatten());
        }
    }

    pub(super) fn are_cut(&self) -> bool {
        !self.cut.is_empty()
    }

    /// The delimiters of the elements that were cut, as text, but for those in what is `taken` already: addresses have theirs.
    pub(super) fn literals(mut self, page: &Page<'_>, taken: &[Construct]) -> Vec<Construct> {
        let elements = self.found.into_inner().unwrap_or_default();
        self.cut.sort_unstable();
        self.cut.dedup();
        let mut taken: Vec<_> = taken.iter().map(|taken| taken.range.clone()).collect();
        taken.sort_unstable_by_key(|taken| taken.start);
        let mut literals = Vec::new();
        for element in self.cut.iter().filter_map(|&number| elements.get(number)) {
            let inside = page.seen(element.clone()).as_bytes();
            let delimiters = memchr::memchr3_iter(b'*', b'_', b'~', inside).map(|at| element.start + at);
            let is_free = |at: &usize| !holds(&taken, *at) && page.constructs_in(&(*at..*at + 1)).is_empty();
            literals.extend(delimiters.filter(is_free).map(|at| Construct { range: at..at + 1, kind: Kind::Literal }));
        }
        literals
    }
}

/// Whether nothing but delimiters and the tag of an element are `before` its inside: `**<code>lamp**</code>` has its tags in the
/// wrong order, and is bold as it was meant.
fn begins_before(page: &Page<'_>, before: Range<usize>) -> bool {
    /// Longest tag with delimiters.
    const MOST: usize = 16;
    let is_delimiter = |c| matches!(c, '*' | '_' | '~');
    before.len() <= MOST && page.seen(before).trim_start_matches(is_delimiter) == "<code>"
}

/// What is between the tags of the elements that begin and end on a line. In one with a backtick, `` `<code>` and `</code>` ``, the
/// tags may be text.
fn find(page: &Page<'_>) -> Vec<Range<usize>> {
    let (text, base) = (page.masked().as_bytes(), page.range.start);
    let mut found = Vec::new();
    let mut from = 0;
    for tag in memchr::memmem::find_iter(text, START) {
        if tag < from {
            continue;
        }
        let Some(inside) = inside(&text[tag..text.len().min(tag + MOST)]) else { continue };
        from = tag + inside.end;
        found.push(base + tag + inside.start..base + from);
    }
    found
}

/// The inside of the element that `text` begins with.
fn inside(text: &[u8]) -> Option<Range<usize>> {
    let line = &text[..memchr::memchr2(b'\n', b'\r', text).unwrap_or(text.len())];
    let name = START.len();
    let is_tag = matches!(line.get(name), Some(b'>' | b' '));
    let start = name + memchr::memchr(b'>', line.get(name..)?).filter(|_| is_tag)? + 1;
    let end = start + memchr::memmem::find(&line[start..], END.as_bytes())?;
    let inside = &line[start..end];
    let is_plain = memchr::memchr(b'`', inside).is_none() && memchr::memmem::find(inside, START.as_bytes()).is_none();
    is_plain.then_some(start..end)
}

/// The number of the element that holds `at`.
fn number(elements: &[Range<usize>], at: usize) -> Option<usize> {
    let after = elements.partition_point(|element| element.end <= at);
    elements.get(after).is_some_and(|element| element.start <= at).then_some(after)
}
