//! Where an address that is meant for a target ends, and what is after that (format §5).

use std::ops::Range;

use crate::parse::{Spelling, addresses};
use crate::source::{before, near};

use super::inlines::is_target;

/// Signs that are written for the `)` after a target.
const CLOSERS: [char; 8] = ['}', '>', ']', '"', '\'', '”', '’', '）'];

/// The address that `word` begins with, and what is after it: text without blanks, as in `https://example.com/g。然后`, or the
/// punctuation that ends a sentence. A target that is no such address is all of it.
pub(super) fn split(word: &str) -> (&str, &str) {
    let address = addresses(word, |_| Spelling::Itself).next().filter(|address| address.range.start == 0);
    let is_masked = word.contains("<!--");
    word.split_at(address.filter(|_| !is_masked).map_or(word.len(), |address| address.range.end))
}

/// Whether `rest` is nothing but signs that are written for a `)`.
pub(super) fn is_closer(rest: &str) -> bool {
    !rest.is_empty() && rest.chars().all(|c| CLOSERS.contains(&c))
}

/// `target` without the quotation mark or bracket at its end that nothing opens, as in `https://example.com/h"`.
pub(super) fn without_closer(target: &str) -> &str {
    let (address, rest) = split(target);
    if is_closer(rest) { address } else { target }
}

/// Whether an address goes on after the line that it ends with.
pub(super) enum Rest {
    /// The line end and the blanks beside it, and where the `)` is.
    Joined(Range<usize>, usize),
    /// Perhaps: there is a `)` on the next line.
    Unclear,
    None,
}

/// Whether the address `first`, which ends at `end` of `source` with nothing but blanks after it on its line, goes on on the next
/// line, to the `)` that ends the target: its link begins at `start`.
pub(super) fn continued(source: &str, start: usize, first: &str, end: usize) -> Rest {
    /// Most bytes of the next line, and of what is before the link, that are looked at.
    const MOST: usize = 400;
    let rest = &source[end..];
    let blanks = rest.trim_start_matches([' ', '\t']);
    let Some(next) = blanks.strip_prefix("\r\n").or_else(|| blanks.strip_prefix(['\n', '\r'])) else {
        return Rest::None;
    };
    let line = near(next, MOST);
    let word = line.trim_start_matches([' ', '\t', '>']);
    let Some(close) = word.find(['(', ')', '[']) else { return Rest::None };
    // The `)` may end what `(see [Lamp](https://example.com` begins with.
    let paragraph = before(source, start, MOST);
    let paragraph = paragraph.rsplit("\n\n").next().unwrap_or_default();
    let count = |bracket: u8| paragraph.bytes().filter(|byte| *byte == bracket).count();
    if !word[close..].starts_with(')') || count(b'(') > count(b')') {
        return Rest::None;
    }
    let piece = &word[..close];
    let is_one = piece.chars().nth(1).is_some() && !piece.contains(|c: char| c.is_whitespace() || c == '<' || c == ']');
    // `https://example.com/path⏎is)` may go on with a word of the sentence.
    let joins = |c: char| "/-_.=&?%#~+".contains(c);
    if !is_one || !(piece.starts_with(joins) || first.ends_with(joins)) || !is_target(&[first, piece].concat()) {
        return Rest::Unclear;
    }
    let at = source.len() - next.len() + line.len() - word.len();
    Rest::Joined(end..at, at + close)
}
