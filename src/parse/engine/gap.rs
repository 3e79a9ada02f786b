//! Links with a gap: `[Lamp guide] (https://example.com/guide)`, also with a line end for the blank. CommonMark shows the
//! brackets and the address as they are; authors mean a link.
//!
//! The first reading notices the pair among what stays text, and the second reads it with the gap moved into the label,
//! where it is hidden: `[Lamp guide,](https://example.com/guide)`. So it does with tags after a blank at the end of a target,
//! `[Lamp guide](https://example.com/guide <br />)`, which are hidden where they are.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::link::Target;
use crate::parse::construct::{Construct, Kind};
use crate::parse::html::{left_out, stray_tag};

use super::event::Reading;
use super::guard;
use super::page::Page;

/// What keeps a `]` from ending the text of a link with the target in parentheses that follows.
#[derive(Debug)]
struct Gap {
    /// Where the `]` is.
    at: usize,
    /// What is hidden: a gap from the `]` up to the `(`, or tags at the end of the target.
    range: Range<usize>,
    /// Where the link ends.
    end: usize,
}

impl Gap {
    /// Whether it is before the target.
    fn is_before(&self) -> bool {
        self.at == self.range.start
    }
}

/// Brackets that are text, as far as one may begin a link with a gap: most pages have none.
#[derive(Debug)]
pub(super) struct Brackets {
    /// The gaps ahead, the next one last.
    ahead: Vec<Gap>,
    /// The `[` that are open in this block.
    open: Vec<usize>,
    /// A link whose target is on the next line.
    pending: Option<(usize, Gap)>,
}

impl Brackets {
    pub(super) fn new(page: &Page<'_>, reading: Reading) -> Brackets {
        // Nothing comes after the last reading.
        let text = if page.may_have_gaps && reading == Reading::First { page.masked() } else { "" };
        let mut ahead = Vec::new();
        for at in memchr::memchr_iter(b']', text.as_bytes()) {
            ahead.extend(gap(page, at));
        }
        ahead.reverse();
        Brackets { ahead, open: Vec::new(), pending: None }
    }

    /// Forgets what is open: a block begins, or a link, around which there is none.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.open.clear();
        self.pending = None;
    }

    /// Takes note of the text at `range`; the links with a gap that it completes.
    #[inline]
    pub(super) fn text(&mut self, page: &Page<'_>, range: &Range<usize>, found: impl FnMut((Construct, Diagnostic))) {
        if !self.ahead.is_empty() || self.pending.is_some() {
            self.brackets(page, range, found);
        }
    }

    #[cold]
    fn brackets(&mut self, page: &Page<'_>, range: &Range<usize>, mut found: impl FnMut((Construct, Diagnostic))) {
        if let Some((open, gap)) = self.pending.take().filter(|(_, gap)| gap.range.end == range.start) {
            self.open.clear();
            found(link(page, open, gap));
        }
        let bytes = page.seen(range.clone()).bytes().zip(range.clone());
        for (byte, at) in bytes.filter(|&(byte, _)| matches!(byte, b'[' | b']')) {
            if at == range.start && page.seen_around(at).0 == Some(b'\\') {
                continue;
            }
            if byte == b'[' {
                self.open.push(at);
            } else if let Some((open, gap)) =
                self.open.pop().and_then(|open| Some((open, self.gap_at(page, open, at)?)))
            {
                if gap.is_before() && page.seen(gap.range.clone()).contains(['\n', '\r']) {
                    self.pending = Some((open, gap));
                } else {
                    self.open.clear();
                    found(link(page, open, gap));
                }
            }
        }
    }

    /// The gap after the `]` at `at`, if what is before it from the `[` at `open` on is the text of a link.
    fn gap_at(&mut self, page: &Page<'_>, open: usize, at: usize) -> Option<Gap> {
        while self.ahead.last().is_some_and(|gap| gap.at < at) {
            self.ahead.pop();
        }
        let gap = self.ahead.pop_if(|gap| gap.at == at)?;
        (!gap.is_before() || is_label(page.seen(open + 1..at))).then_some(gap)
    }
}

/// The gap after the `]` at `at` of what Markdown reads. Nearly always what comes next is none, or words.
#[inline]
fn gap(page: &Page<'_>, at: usize) -> Option<Gap> {
    match page.masked().as_bytes().get(at + 1)? {
        // A no-break space and the like are more than one byte.
        b' ' | b'\t' | b'\n' | b'\r' | b'\\' | 0xC2 | 0xE2 | 0xE3 => gap_before_target(page, at),
        b'(' => tags_after_target(page, at),
        _ => None,
    }
}

/// The tags at the end of the target after the `]` at `at`, if there is a blank among them: without one they are a part of the
/// target, which is cut there.
fn tags_after_target(page: &Page<'_>, at: usize) -> Option<Gap> {
    let rest = &page.masked()[at + "](".len()..];
    let inside = guard::target_end(rest.as_bytes()).filter(|&end| rest[end..].starts_with(' '))?;
    let bracketed = rest[..inside].strip_prefix('<').and_then(|address| address.strip_suffix('>'));
    let target =
        if bracketed.is_some() { &rest[..inside] } else { &rest[..rest[..inside].find('<').unwrap_or(inside)] };
    let tags = tags_len(&rest[target.len()..]).filter(|_| is_link(bracketed.unwrap_or(target)))?;
    let start = page.range.start + at + "](".len() + target.len();
    let range = start..start + tags;
    page.constructs_in(&range).is_empty().then(|| Gap { at: page.range.start + at, end: range.end + 1, range })
}

/// The length of the tags and blanks that `text` begins with, up to a `)` or a title before it.
fn tags_len(text: &str) -> Option<usize> {
    let mut rest = text;
    while let Some(tag) = stray_tag(rest.trim_start_matches(' ')) {
        rest = &rest.trim_start_matches(' ')[tag..];
    }
    let after = rest.trim_start_matches(' ');
    (rest.len() < text.len() && closer(after).is_some()).then_some(text.len() - after.len())
}

fn gap_before_target(page: &Page<'_>, at: usize) -> Option<Gap> {
    let rest = &page.masked()[at + 1..];
    let length = gap_len(rest)?;
    let start = page.range.start + at;
    let written = parenthesised(&rest[length..]).or_else(|| placeholder(page, start + 1 + length, &rest[length..]))?;
    let range = start..start + 1 + length;
    page.constructs_in(&range).is_empty().then(|| Gap { at: start, end: range.end + written, range })
}

/// The construct for a link from the `[` at `open` on, and what is reported.
fn link(page: &Page<'_>, open: usize, gap: Gap) -> (Construct, Diagnostic) {
    if !gap.is_before() {
        return tagged(page, gap.range);
    }
    let Gap { range, end, .. } = gap;
    let found = if page.seen(range.clone()).contains(['\n', '\r']) { "a line end" } else { "a space" };
    let message = format!("expected `(` directly after `]` of a link, found {found}; it is read as the link");
    let diagnostic = Diagnostic::warning(Code::LINK_GAP, open..end, message).with_fix(range.start + 1..range.end, "");
    (Construct { range, kind: Kind::Gap }, diagnostic)
}

/// The construct for what is after a target by accident, and what is reported.
fn tagged(page: &Page<'_>, range: Range<usize>) -> (Construct, Diagnostic) {
    let written = page.seen(range.clone()).trim();
    let message = left_out(&format!("`{written}`"));
    let diagnostic = Diagnostic::warning(Code::LINK_END, range.clone(), message).with_fix(range.clone(), "");
    (Construct { range, kind: Kind::AfterTarget }, diagnostic)
}

/// The length of a placeholder in parentheses at `at`, where `text` begins, whose default is a target.
fn placeholder(page: &Page<'_>, at: usize, text: &str) -> Option<usize> {
    text.strip_prefix('(')?;
    let inside = page.constructs_in(&(at + 1..at + 2)).first().filter(|first| first.range.start == at + 1)?;
    let Kind::Placeholder(placeholder) = &inside.kind else { return None };
    let default = page.source.get(placeholder.default.range())?;
    let length = inside.range.len() + "()".len();
    (is_link(default) && text.as_bytes().get(length - 1) == Some(&b')')).then_some(length)
}

/// The length of blanks with one line end at most, and the markers of containers after that. A backslash may make a hard break
/// of the line end.
fn gap_len(text: &str) -> Option<usize> {
    let blanks = |text: &str| text.len() - text.trim_start_matches([' ', '\t', '\u{A0}', '\u{200B}', '\u{3000}']).len();
    let mut length = blanks(text);
    let is_hard = text[length..].starts_with("\\\n") || text[length..].starts_with("\\\r");
    length += usize::from(is_hard);
    let after = &text[length..];
    let line_end = if after.starts_with("\r\n") { 2 } else { usize::from(after.starts_with(['\n', '\r'])) };
    if line_end > 0 {
        let next = &after[line_end..];
        length += line_end + (next.len() - next.trim_start_matches([' ', '\t', '>']).len());
    }
    (length > 0).then_some(length)
}

/// The length of one target in parentheses that no one writes after brackets by chance, be it with a title.
fn parenthesised(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('(')?.trim_start_matches([' ', '\t']);
    let target = guard::target_end(inside.as_bytes())?;
    let address = inside[..target].strip_prefix('<').and_then(|address| address.strip_suffix('>'));
    let address = address.unwrap_or(&inside[..target]);
    // `((https://example.com))`: the inner ones are left out of the target.
    let address = address.strip_prefix('(').and_then(|address| address.strip_suffix(')')).unwrap_or(address);
    // `(https://example.com"t")` lacks the space before a title.
    if !is_link(address) || address.contains('"') {
        return None;
    }
    let after = inside[target..].trim_start_matches([' ', '\t']);
    let line_end = after.strip_prefix('\r').unwrap_or(after);
    let after = line_end.strip_prefix('\n').map_or(after, |next| next.trim_start_matches([' ', '\t']));
    let is_apart = after.len() < inside.len() - target;
    let rest = closer(after).filter(|rest| is_apart || rest.len() == after.len())?;
    Some(text.len() - rest.len() + 1)
}

/// What `text` goes on with from the `)` on that it begins with, or that comes after a title.
fn closer(text: &str) -> Option<&str> {
    let rest = match text.chars().next()? {
        quote @ ('"' | '\'') => {
            let title = &text[1..];
            let end = title.find([quote, '\n', '\r', '\\'])?;
            title[end..].strip_prefix(quote)?.trim_start_matches([' ', '\t'])
        }
        _ => text,
    };
    rest.starts_with(')').then_some(rest)
}

/// Whether what leads to `address` shows as a link.
fn is_link(address: &str) -> bool {
    matches!(Target::parse(address), Target::Web(_) | Target::Mail(_) | Target::Blade(_))
}

/// Whether a label is words, not a number, a single sign or a box: `[1]`, `[x]`, `[ ]`.
fn is_label(label: &str) -> bool {
    let label = label.trim();
    label.chars().nth(1).is_some() && label.contains(|c: char| !c.is_ascii_digit()) && !label.starts_with(['!', '^'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_in_parentheses() {
        let is_one = |text: &str| parenthesised(text) == Some(text.len());
        for text in [
            "(https://example.com)",
            "(https://example.com/a(b))",
            "(http://example.com \"t\")",
            "(mailto:a@b.example 't' )",
            "(data-blade:A.B)",
            "( https://example.com )",
            "(<https://example.com>)",
            "((https://example.com))",
            "(https://example.com\n)",
            "(https://example.com \r\n  \"t\")",
        ] {
            assert!(is_one(text), "{text}");
        }
        for text in [
            "(guide)",
            "(see https://example.com)",
            "(https://example.com a)",
            "(https://example.com",
            "(https://example.com\"t\")",
            "(www.example.com)",
            "()",
        ] {
            assert!(!is_one(text), "{text}");
        }
    }

    #[test]
    fn tags() {
        assert_eq!(tags_len("<br />)"), Some(6));
        assert_eq!(tags_len(" <br> </b> ) a"), Some(11));
        assert_eq!(tags_len("<br /> \"t\")"), Some(7));
        assert_eq!(tags_len("<br /> a)"), None);
        assert_eq!(tags_len(" )"), None);
        assert_eq!(tags_len(" <name>)"), None);
    }

    #[test]
    fn gaps() {
        assert_eq!(gap_len(" \t("), Some(2));
        assert_eq!(gap_len("\u{A0}("), Some(2));
        assert_eq!(gap_len("("), None);
        assert_eq!(gap_len("  \r\n> > ("), Some(8));
        assert_eq!(gap_len("\n\n("), Some(1));
        assert_eq!(gap_len("\\\r\n> ("), Some(5));
        assert_eq!(gap_len("\\("), None);
    }
}
