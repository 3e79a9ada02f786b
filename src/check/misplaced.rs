//! Links whose text and target are not where they belong (format §5): they show as they are typed.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::is_cjk;

use super::inlines::{is_target, parenthesised};
use super::source_cursor::is_escaped;

/// What is wrong with what is in the brackets, the `[` at `start` and the `]` at `at`, and after them.
pub(super) fn find(source: &str, start: usize, at: usize) -> Option<Diagnostic> {
    let (text, rest) = (source.get(start + 1..at)?, source.get(at + 1..)?);
    if is_escaped(source, start) || is_escaped(source, at) || text.trim().is_empty() {
        return None;
    }
    if let Some(rest) = rest.strip_prefix("[(") {
        return in_both(start..at, text, rest);
    }
    match rest.strip_prefix('(').and_then(parenthesised) {
        Some(inside) if is_address(text) => exchanged(start..at, text, inside),
        Some(inside) => labelled(start..at, inside)
            .or_else(|| repeated(start..at, text, inside, &rest["()".len() + inside.len()..])),
        None if !rest.starts_with(['(', '[', ':']) => wiki(source, start..at, text),
        None => None,
    }
}

/// Whether `text` is an address and nothing else.
fn is_address(text: &str) -> bool {
    is_target(text) && !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>'))
}

/// Whether `text` is several words, which no target is, and none of them an address.
fn is_words(text: &str) -> bool {
    text.trim().contains(' ') && text.contains(char::is_alphabetic) && !text.contains("://") && !text.contains('"')
}

/// What is said of the link in `range`, and what it is to be.
fn found(range: Range<usize>, what: &str, text: &str, target: &str) -> Diagnostic {
    let message = format!("expected `[text](target)`, found {what}; it shows as it is");
    let found = Diagnostic::warning(Code::LINK_BRACKETS, range.clone(), message);
    found.with_fix(range, format!("[{}]({target})", text.trim()))
}

/// `[https://example.com](Lamp guide)`: a target has no blanks, so that it is no link.
fn exchanged(brackets: Range<usize>, target: &str, inside: &str) -> Option<Diagnostic> {
    let end = brackets.end + "]()".len() + inside.len();
    is_words(inside).then(|| found(brackets.start..end, "the target before the text", inside, target))
}

/// `[Lamp guide](Lamp guide)(https://example.com)`
fn repeated(brackets: Range<usize>, text: &str, inside: &str, rest: &str) -> Option<Diagnostic> {
    let target = parenthesised(rest.strip_prefix('(')?).filter(|target| is_address(target))?;
    let end = brackets.end + "]()()".len() + inside.len() + target.len();
    let found = found(brackets.start..end, "words between text and target", text, target);
    let is_same = text.trim() == inside.trim();
    is_words(inside).then_some(if is_same { found } else { Diagnostic { fix: None, ..found } })
}

/// `[Lamp guide](url: https://example.com)`
fn labelled(brackets: Range<usize>, inside: &str) -> Option<Diagnostic> {
    let (label, target) = inside.trim().split_once(' ')?;
    let name = label.strip_suffix([':', '='])?;
    let is_label = ["address", "href", "link", "target", "url"].iter().any(|known| name.eq_ignore_ascii_case(known));
    let target = target.trim();
    if !is_label || !is_address(target) {
        return None;
    }
    let (start, end) = (brackets.end + "](".len(), brackets.end + "](".len() + inside.len());
    let message =
        "expected nothing but the target between `(` and `)` of this link, found a word before it; it shows as it is";
    let found = Diagnostic::warning(Code::LINK_BRACKETS, brackets.start..end + 1, message);
    Some(found.with_fix(start..end, target))
}

/// `[Lamp guide][(https://example.com)]`: `rest` is after the second `[(`.
fn in_both(brackets: Range<usize>, text: &str, rest: &str) -> Option<Diagnostic> {
    let target = parenthesised(rest).filter(|target| is_address(target))?;
    let end = brackets.end + "][()]".len() + target.len();
    let closes = rest[target.len()..].starts_with(")]");
    closes.then(|| found(brackets.start..end, "brackets around the parentheses", text, target))
}

/// `[https://example.com Lamp guide]`, as in wikis. What begins otherwise than a text does may be a remark:
/// `[https://example.com, in German]`.
fn wiki(source: &str, brackets: Range<usize>, inside: &str) -> Option<Diagnostic> {
    let (target, text) = inside.split_once(' ')?;
    let is_joined = source[..brackets.start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ']' | ')' | '['));
    let begins = |c: char| c.is_uppercase() || is_cjk(c);
    let is_text = text.starts_with(begins) && text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    let is_link = is_address(target) && target.contains("://") && !text.contains("://") && !text.contains('|');
    (is_link && is_text && !is_joined)
        .then(|| found(brackets.start..brackets.end + 1, "target and text in one bracket", text, target))
}
