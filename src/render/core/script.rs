//! Superscripts and subscripts where a format has none.

use crate::tree::{Inline, Inlines};

/// What is around a superscript: `x^2`, `x^(n+1)`.
pub(crate) fn superscript(content: &Inlines, next: Option<&Inline>) -> (&'static str, &'static str) {
    let text = content.to_plain();
    let goes_on = begins_with(next, char::is_alphanumeric);
    if is_parenthesised(&text) || is_one_word(&text) && !goes_on { ("^", "") } else { ("^(", ")") }
}

/// What is around a subscript: nothing where it is a word, as in `H2O`.
pub(crate) fn subscript(content: &Inlines, next: Option<&Inline>) -> (&'static str, &'static str) {
    let text = content.to_plain();
    let joins = text.ends_with(|c: char| c.is_ascii_digit()) && begins_with(next, |c| c.is_ascii_digit());
    if is_parenthesised(&text) {
        ("_", "")
    } else if is_one_word(&text) && !joins {
        ("", "")
    } else {
        ("_(", ")")
    }
}

fn begins_with(inline: Option<&Inline>, test: fn(char) -> bool) -> bool {
    match inline {
        Some(Inline::Text(words)) => words.text.starts_with(test),
        Some(Inline::Styled(styled)) => begins_with(styled.content.first(), test),
        Some(Inline::Link(link)) => begins_with(link.content.first(), test),
        _ => false,
    }
}

/// Whether `text` is one word or number, such as the 2 in `x^2`.
fn is_one_word(text: &str) -> bool {
    text.trim_start_matches(['+', '-', '\u{2212}']).chars().all(char::is_alphanumeric)
}

fn is_parenthesised(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')')
}
