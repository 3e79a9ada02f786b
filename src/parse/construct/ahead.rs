//! What is ahead in a body: what later lines say about the one that is scanned, and whether there is anything to find.

use crate::source::{LineEnds, Next};

use super::containers::is_prefix;
use super::damaged;
use super::html_block::{self, TagLine};
use super::line_constructs;

/// Whether a body can hold anything to find: a comment or what is nearly one, a tag or `:::` that begins a line, or a
/// fence with a tab after it. `<br>`s at line ends do not count, and most bodies have no other tags.
pub(super) fn is_needed(body: &str) -> bool {
    next_tag(body.as_bytes(), 0, is_prefix).is_some() || next_mark(body.as_bytes(), 0).is_some()
}

/// The first offset from `from` on of a `<`, or of a fence with a tab after it, that may be anything to find. Nothing but
/// what `may_precede` is before a tag that begins a line.
fn next_tag(bytes: &[u8], from: usize, may_precede: fn(u8) -> bool) -> Option<usize> {
    let mut found = memchr::memchr3_iter(b'<', b'`', b'~', &bytes[from..]).map(|at| from + at);
    found.find(|&at| match bytes[at] {
        b'<' => damaged::may_begin(bytes, at) || begins_line(&bytes[..at], may_precede),
        _ => tab_ends_line(&bytes[at + 1..]),
    })
}

/// The first offset from `from` on of a `:::`, or of a tab that Markdown may misread.
fn next_mark(bytes: &[u8], from: usize) -> Option<usize> {
    let mut found = memchr::memchr2_iter(b':', b'\t', &bytes[from..]).map(|at| from + at);
    found.find(|&at| match bytes[at] {
        b':' => bytes[at..].starts_with(b":::"),
        _ => line_constructs::may_be_odd_tab(bytes, at),
    })
}

/// Whether nothing but blanks, with a tab among them, comes before the next line end.
fn tab_ends_line(after: &[u8]) -> bool {
    let blanks = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    after[..blanks].contains(&b'\t') && matches!(after.get(blanks), None | Some(b'\n' | b'\r'))
}

/// Whether `before` ends with a line end and bytes that `may_precede` the line's own text.
fn begins_line(before: &[u8], may_precede: fn(u8) -> bool) -> bool {
    before.iter().rev().find(|byte| !may_precede(**byte)).is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
}

/// What is ahead in a body, looked for once.
#[derive(Debug)]
pub(super) struct Ahead<'t> {
    body: &'t str,
    /// Where the next line is with anything but breaks.
    line: Next,
    /// Where the next end tag of a list or table is.
    end_tag: Next,
    /// Where the next tag and mark are that may be anything to find.
    tag: Next,
    mark: Next,
}

impl<'t> Ahead<'t> {
    pub(super) fn new(body: &'t str) -> Ahead<'t> {
        let [line, end_tag, tag, mark] = [Next::default(); 4];
        Ahead { body, line, end_tag, tag, mark }
    }

    /// Whether anything to find may be at or after `at`. Spaces of more than one byte may be before a tag too.
    pub(super) fn holds_special(&mut self, at: usize) -> bool {
        let bytes = self.body.as_bytes();
        let may_precede = |byte| is_prefix(byte) || !(b' '..=b'~').contains(&byte) && !matches!(byte, b'\n' | b'\r');
        self.tag.offset(at, || next_tag(bytes, at, may_precede)).is_some()
            || self.mark.offset(at, || next_mark(bytes, at)).is_some()
    }

    /// Where the first line after the one at `at` is that holds anything but breaks.
    pub(super) fn line_after(&mut self, at: usize, ends: &LineEnds<'_>) -> Option<usize> {
        let body = self.body;
        self.line.offset(at, || {
            let mut line = ends.next_line(ends.line_end(at));
            loop {
                let end = ends.line_end(line);
                let text = body[line..end].trim();
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
    fn nothing_is_ahead_after_the_last() {
        let mut ahead = Ahead::new("a\n<!-- b -->\n\u{A0}<br>\nc\n");
        assert!(ahead.holds_special(2) && ahead.holds_special(13));
        assert!(!ahead.holds_special(20));
    }

    #[test]
    fn lines_and_end_tags_ahead() {
        let body = "* a\n<br>\n\n* b\n</ul>\n";
        let (mut ahead, ends) = (Ahead::new(body), LineEnds::new(body));
        assert_eq!(ahead.line_after(4, &ends), Some(10));
        assert!(ahead.container_ends(0) && !ahead.container_ends(15));
    }
}
