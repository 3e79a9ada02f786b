//! Bold and emphasis in a sentence: `Select *Save*, _not_ now.`

use super::inline::inlines;
use super::layout::Layout;
use super::look::{BOLD, ITALIC};
use super::{Emphasis, Finish};
use crate::bytes;
use crate::error::RenderError;
use crate::tree::{Inline, Styled};

/// Bold, and what comes `after` it.
pub(super) fn strong(layout: &mut Layout<'_>, node: &Styled, after: &[Inline]) -> Result<(), RenderError> {
    if layout.finish == Finish::Terminal {
        return layout.looking(BOLD, |layout| inlines(layout, &node.content));
    }
    // What is bold needs no second mark.
    let in_sentence = std::mem::replace(&mut layout.in_sentence, false);
    let written = marked(layout, node, after, b'*', in_sentence);
    layout.in_sentence = in_sentence;
    written
}

/// Emphasis, which is in italics elsewhere, and what comes `after` it.
pub(super) fn emphasis(layout: &mut Layout<'_>, node: &Styled, after: &[Inline]) -> Result<(), RenderError> {
    if layout.finish == Finish::Terminal {
        return layout.looking(ITALIC, |layout| inlines(layout, &node.content));
    }
    marked(layout, node, after, b'_', layout.in_sentence)
}

/// Text with `mark` on both sides where it distinguishes words of a sentence, and not where it is all of a line, as in a heading, or
/// where the marks could be taken for something else.
fn marked(
    layout: &mut Layout<'_>,
    node: &Styled,
    after: &[Inline],
    mark: u8,
    in_sentence: bool,
) -> Result<(), RenderError> {
    let (start, links) = (layout.run.len(), layout.links_met);
    inlines(layout, &node.content)?;
    let marks = layout.emphasis == Emphasis::Marked && in_sentence && !layout.scope.in_link;
    if !marks || layout.links_met > links {
        return Ok(());
    }
    let (before, content) = layout.run.text().split_at_checked(start).unwrap_or_default();
    let is_line = before.trim_end_matches(' ').chars().next_back().is_none_or(|c| c == '\n') && ends_line(after);
    let joins = |c: char| c.is_alphanumeric() || c == char::from(mark);
    let is_joined =
        before.ends_with(joins) || matches!(after, [Inline::Text(words), ..] if words.text.starts_with(joins));
    if !is_line && !is_joined && is_markable(content, mark) {
        layout.run.surround(start, char::from(mark));
    }
    Ok(())
}

/// Whether nothing of a line follows but punctuation: `**Cause**:`
fn ends_line(after: &[Inline]) -> bool {
    let is_punctuation = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
    for inline in after {
        match inline {
            // A line end is a break where `<br>` comes after it.
            Inline::Comment(_) | Inline::SoftBreak(_) => {}
            Inline::Text(words) if words.text.chars().all(is_punctuation) => {}
            Inline::HardBreak(_) => return true,
            _ => return false,
        }
    }
    true
}

/// Whether nobody would take the marks for something else.
fn is_markable(content: &str, mark: u8) -> bool {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '`' | '*');
    // Mail programs would take a mark for a part of an address.
    let is_unfit = |byte| (byte == mark) | (byte == b'\n') | (byte == b'@');
    let is_scheme_end = |colon: usize| content[colon..].starts_with("://");
    !content.is_empty()
        && !content.starts_with(is_edge)
        && !content.ends_with(is_edge)
        && !bytes::any(content.as_bytes(), is_unfit)
        && !memchr::memchr_iter(b':', content.as_bytes()).any(is_scheme_end)
}
