//! The placeholder that a paragraph holds and nothing else: its value may be blocks.

use crate::tree::{Inline, Inlines, Placeholder};

/// The placeholder that has a paragraph for itself, notes and spaces aside.
pub(super) fn alone(content: &Inlines) -> Option<&Placeholder> {
    let mut found = None;
    for inline in content {
        match inline {
            Inline::Placeholder(placeholder) if found.is_none() => found = Some(&**placeholder),
            Inline::Comment(_) | Inline::SoftBreak(_) | Inline::HardBreak(_) => {}
            Inline::Text(words) if words.text.chars().all(char::is_whitespace) => {}
            _ => return None,
        }
    }
    found
}
