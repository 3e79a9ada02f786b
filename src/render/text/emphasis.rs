//! Bold in a sentence: `Select *Save* and wait.`

use super::inline::inlines;
use super::layout::Layout;
use super::look::BOLD;
use super::{Emphasis, Finish};
use crate::bytes;
use crate::error::RenderError;
use crate::tree::{Inline, Styled};

/// Bold, and what comes `after` it. Where it does not look bold, it has asterisks where it distinguishes words of a sentence, and not where all of a
/// line is bold, as a heading would be, or where they could be taken for something else.
pub(super) fn strong(layout: &mut Layout<'_>, node: &Styled, after: &[Inline]) -> Result<(), RenderError> {
    if layout.finish == Finish::Terminal {
        return layout.looking(BOLD, |layout| inlines(layout, &node.content));
    }
    let (start, links) = (layout.run.len(), layout.links_met);
    inlines(layout, &node.content)?;
    let marks = layout.emphasis == Emphasis::Marked && layout.in_sentence && !layout.scope.in_link;
    if !marks || layout.links_met > links {
        return Ok(());
    }
    let (before, content) = layout.run.text().split_at_checked(start).unwrap_or_default();
    let is_line = before.trim_end_matches(' ').chars().next_back().is_none_or(|c| c == '\n') && ends_line(after);
    let joins = before.ends_with(joins_mark)
        || matches!(after, [Inline::Text(words), ..] if words.text.starts_with(joins_mark));
    if !is_line && !joins && is_markable(content) {
        layout.run.surround(start, '*');
    }
    Ok(())
}

/// Whether nothing of a line follows but punctuation: `**Cause**:`
fn ends_line(after: &[Inline]) -> bool {
    let is_punctuation = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
    for inline in after {
        match inline {
            Inline::Comment(_) => {}
            Inline::Text(words) if words.text.chars().all(is_punctuation) => {}
            Inline::HardBreak(_) => return true,
            _ => return false,
        }
    }
    true
}

/// Whether an asterisk beside `c` would not look like the edge of something bold.
fn joins_mark(c: char) -> bool {
    c.is_alphanumeric() || c == '*'
}

fn is_markable(content: &str) -> bool {
    let is_edge = |c: char| c.is_whitespace() || c == '`';
    // Mail programs would take an asterisk for a part of an address.
    let is_unfit = |byte| (byte == b'*') | (byte == b'\n') | (byte == b'@');
    let is_scheme_end = |colon: usize| content[colon..].starts_with("://");
    !content.is_empty()
        && !content.starts_with(is_edge)
        && !content.ends_with(is_edge)
        && !bytes::any(content.as_bytes(), is_unfit)
        && !memchr::memchr_iter(b':', content.as_bytes()).any(is_scheme_end)
}
