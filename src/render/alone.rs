//! The placeholder that a paragraph holds and nothing else: its value may be blocks.

use crate::tree::{Inline, Inlines, Placeholder};

/// The placeholder that has a paragraph for itself, notes and spaces aside.
pub(super) fn alone(content: &Inlines) -> Option<&Placeholder> {
    let found = content.iter().find_map(|inline| match inline {
        Inline::Placeholder(placeholder) => Some(&**placeholder),
        _ => None,
    })?;
    let is_aside = |inline: &Inline| match inline {
        Inline::Placeholder(placeholder) => std::ptr::eq(&**placeholder, found),
        Inline::Comment(_) | Inline::SoftBreak(_) | Inline::HardBreak(_) => true,
        Inline::Text(words) => words.text.chars().all(char::is_whitespace),
        _ => false,
    };
    content.iter().all(is_aside).then_some(found)
}
