//! The placeholder that a paragraph holds and nothing else: its value may be blocks.

use crate::bytes::is_blank;
use crate::tree::{Inline, Inlines, Placeholder};

/// The placeholder that has a paragraph for itself, notes and spaces aside.
pub(super) fn alone(content: &Inlines) -> Option<&Placeholder> {
    let mut alone = None;
    for inline in content {
        match inline {
            Inline::Comment(_) | Inline::SoftBreak(_) | Inline::HardBreak(_) => {}
            Inline::Text(words) if is_blank(&words.text) => {}
            Inline::Placeholder(placeholder) if alone.is_none() => alone = Some(&**placeholder),
            _ => return None,
        }
    }
    alone
}
