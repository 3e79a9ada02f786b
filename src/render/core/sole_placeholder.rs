//! The placeholder that is all a paragraph holds: its value may be blocks.

use crate::bytes::is_blank;
use crate::tree::{Inline, Inlines, Placeholder};

/// The only placeholder of a paragraph that holds nothing else but comments, blanks and line breaks.
pub(crate) fn sole_placeholder(content: &Inlines) -> Option<&Placeholder> {
    if let [Inline::Text(_)] = content[..] {
        return None;
    }
    let mut sole = None;
    for inline in content {
        match inline {
            Inline::Comment(_) | Inline::SoftBreak(_) | Inline::HardBreak(_) => {}
            Inline::Text(node) if is_blank(&node.text) => {}
            Inline::Placeholder(placeholder) if sole.is_none() => sole = Some(&**placeholder),
            _ => return None,
        }
    }
    sole
}
