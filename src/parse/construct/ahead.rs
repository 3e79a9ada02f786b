//! What is ahead in a body: what later lines say about the one that is scanned, and whether there is anything to find.

use crate::source::{LineEnds, Next};

use super::damaged;
use super::html_block::{self, TagLine};
use super::line_constructs;
use super::prefix::is_prefix;

/// Whether a body can hold anything to find: a comment or what is nearly one, a tag or `:::` that begins a line, or a
/// fence with a tab after it. `<br>`s at line ends do not count, and most bodies have no other tags.
pub(super) fn is_needed(body: &str) -> bool {
    let bytes = body.as_bytes();
    holds_tag(bytes) || holds_mark(bytes)
}

/// Whether a `<`, or a fence with a tab after it, may be anything to find.
fn holds_tag(bytes: &[u8]) -> bool {
    memchr::memchr3_iter(b'<', b'`', b'~', bytes).any(|at| match bytes[at] {
        b'<' => damaged::may_begin(bytes, at) || begins_line(&bytes[..at]),
        _ => tab_ends_line(&bytes[at + 1..]),
    })
}

/// Whether there is a `:::`, or a tab that Markdown may misread.
fn holds_mark(bytes: &[u8]) -> bool {
    memchr::memchr2_iter(b':', b'\t', bytes).any(|at| match bytes[at] {
        b':' => bytes[at..].starts_with(b":::"),
        _ => line_constructs::may_be_odd_tab(bytes, at),
    })
}

/// Whether nothing but blanks, with a tab among them, comes before the next line end.
fn tab_ends_line(after: &[u8]) -> bool {
    let blanks = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    after[..blanks].contains(&b'\t') && matches!(after.get(blanks), None | Some(b'\n' | b'\r'))
}

/// Whether `before` ends with a line end and a prefix.
fn begins_line(before: &[u8]) -> bool {
    before.iter().rev().find(|byte| !is_prefix(**byte)).is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
}

/// What is ahead in a body, looked for once.
#[derive(Debug)]
pub(super) struct Ahead<'t> {
    body: &'t str,
    /// Where the next line is with anything but breaks.
    line: Next,
    /// Where the next end tag of a list or table is.
    end_tag: Next,
}

impl<'t> Ahead<'t> {
    pub(super) fn new(body: &'t str) -> Ahead<'t> {
        Ahead { body, line: Next::default(), end_tag: Next::default() }
    }

    /// Where the first line after the one at `at` is that holds anything but breaks.
    pub(super) fn line_after(&mut self, at: usize, ends: &LineEnds<'_>) -> Option<usize> {
        let body = self.body;
        self.line.offset(at, || {
            let mut line = ends.next_line(ends.line_end(at));
            loop {
                let end = ends.line_end(line);
                let text = body[line..end].trim_start_matches([' ', '\t', '>']).trim_end();
                let is_passed = text.is_empty()
                    || text.starts_with("<b") && html_block::line_of_tags(text) == Some(TagLine::Breaks);
                match ends.next_line(end) {
                    _ if !is_passed => return Some(line),
                    next if next == end => return None,
                    next => line = next,
                }
            }
        })
    }

    /// Whether the end tag of a list or table comes at or after `at`.
    pub(super) fn container_ends(&mut self, at: usize) -> bool {
        let rest = &self.body.as_bytes()[at..];
        let find = || {
            let ends = |found: &usize| html_block::is_container_end(&rest[found + 1..]);
            memchr::memchr_iter(b'<', rest).find(ends).map(|found| at + found)
        };
        self.end_tag.offset(at, find).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_that_need_a_scan() {
        for body in ["a <!-- b -->", "<b>", "> * <b>", "1. <b>", ":::Section a", "```\t\n", "|-\t|", "a <br\\> b"] {
            assert!(is_needed(body), "{body:?}");
        }
        for body in ["", "a", "a<br>\nb", "a <b>c</b>", "```\na\n```", "a: b::", "a\tb", "\u{A0}<br>"] {
            assert!(!is_needed(body), "{body:?}");
        }
    }

    #[test]
    fn lines_and_end_tags_ahead() {
        let body = "* a\n<br>\n\n* b\n</ul>\n";
        let (mut ahead, ends) = (Ahead::new(body), LineEnds::new(body));
        assert_eq!(ahead.line_after(4, &ends), Some(10));
        assert!(ahead.container_ends(0) && !ahead.container_ends(15));
    }
}
