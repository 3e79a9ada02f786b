//! Markdown that shows as it is, where nothing reads it as Markdown.

use std::ops::Range;

use super::inlines::{is_bare_host, is_target, parenthesised};

/// `**bold**`, `` `code` `` or `[text](https://example.com)` that begins in the first `length` bytes of `text`. `is_escaped`
/// says whether a mark at an offset is none.
pub(super) fn markdown(text: &str, length: usize, is_escaped: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let written = text.get(..length)?;
    bold(written, &is_escaped).or_else(|| link(text, written, &is_escaped)).or_else(|| code(written, &is_escaped))
}

/// The length of the `## `, `* ` or fence that the line `text` begins with.
pub(super) fn line_mark(text: &str) -> Option<usize> {
    let marks = text.bytes().take_while(|&byte| byte == b'#').count();
    let fence = text.bytes().take_while(|&byte| byte == b'`').count();
    match text.as_bytes().get(marks) {
        Some(b' ' | b'\t') if (1..=6).contains(&marks) => Some(marks),
        _ if text.starts_with("* ") => Some(1),
        _ => (fence >= 3).then_some(fence),
    }
}

fn code(written: &str, is_escaped: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let mut runs = written.match_indices('`').map(|(at, _)| at);
    let mut open = runs.next()?;
    runs.find_map(|close| {
        let open = std::mem::replace(&mut open, close);
        let inside = written.get(open + 1..close)?;
        // Of more than one backtick on a side, the quotation marks of old, nothing is said.
        let is_run = written[..open].ends_with('`') || written[close + 1..].starts_with('`');
        let is_code = !inside.trim().is_empty() && !inside.contains(['\n', '\r']) && !is_run;
        (is_code && !is_escaped(open)).then_some(open..close + 1)
    })
}

/// Whether `written` is bold text of Markdown, marks included.
pub(super) fn is_bold(written: &str) -> bool {
    bold(written, |_| false) == Some(0..written.len())
}

fn bold(written: &str, is_escaped: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    // `2 ** 3`, `a/**/b`, `\\**` and `**kwargs**` in code are other things.
    let is_outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !"*_\\/=`".contains(c));
    let begins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "'\"‘“«([<$".contains(c));
    let ends = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "'\"’”»)]>.:!?%".contains(c));
    let mut marks = written.match_indices("**").map(|(at, _)| at);
    let mut open = marks.next()?;
    marks.find_map(|close| {
        let open = std::mem::replace(&mut open, close);
        let inside = written.get(open + 2..close)?;
        let before = written[..open].chars().next_back();
        let after = written[close + 2..].chars().next();
        let pairs = is_outside(before) && begins(inside.chars().next());
        let closes = ends(inside.chars().next_back()) && is_outside(after);
        (pairs && closes && !inside.contains(['\n', '\r']) && !is_escaped(open)).then_some(open..close + 2)
    })
}

/// `[Lamp guide] (https://example.com)`, also with a line end for the blank.
pub(super) fn gap(text: &str) -> Option<&str> {
    let mut from = 0;
    memchr::memchr_iter(b']', text.as_bytes()).find_map(|at| {
        let before = std::mem::replace(&mut from, at + 1);
        let open = before + text[before..at].rfind(['[', '\n'])?;
        let words = text[open..at].strip_prefix('[')?;
        let rest = &text[at + 1..];
        let after = rest.trim_start();
        let target = parenthesised(after.strip_prefix('(')?)?;
        let is_link = after.len() < rest.len() && is_target(target) && !target.contains([' ', '<', '>']);
        (is_link && words.chars().filter(|c| c.is_alphabetic()).nth(1).is_some())
            .then(|| &text[open..text.len() - after.len() + target.len() + "()".len()])
    })
}

fn link(text: &str, written: &str, is_escaped: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let mut from = 0;
    written.match_indices("](").find_map(|(at, _)| {
        let before = std::mem::replace(&mut from, at + 2);
        let open = before + written[before..at].rfind(['[', ']', '\n', '\r'])?;
        if !written[open..].starts_with('[') {
            return None;
        }
        let target = parenthesised(text.get(at + 2..)?)?;
        let is_link =
            (is_target(target) || target.starts_with('#') || is_bare_host(target)) && !target.contains([' ', '<', '>']);
        (is_link && !is_escaped(open)).then_some(open..at + target.len() + 3)
    })
}
