//! The placeholder that a paragraph holds and nothing else: its value may be blocks.

use crate::tree::{Inline, Inlines, Placeholder};

/// The placeholder that has a paragraph for itself, notes and spaces aside.
pub(super) fn alone(content: &Inlines) -> Option<&Placeholder> {
    let is_aside = |inline: &&Inline| match inline {
        Inline::Comment(_) | Inline::SoftBreak(_) | Inline::HardBreak(_) => true,
        Inline::Text(words) => words.text.chars().all(char::is_whitespace),
        _ => false,
    };
    let mut rest = content.iter().skip_while(is_aside);
    match rest.next() {
        Some(Inline::Placeholder(placeholder)) if rest.all(|inline| is_aside(&inline)) => Some(placeholder),
        _ => None,
    }
}
