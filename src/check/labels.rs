//! Labels apart from the text that they belong to: `[Lamp guide] [1]`.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::before;
use crate::tree::{Inline, Inlines};

use super::literal;
use super::source_cursor::is_escaped;

/// Longest text before a label, in bytes, that is looked at.
const MOST: usize = 200;

/// Numbers in brackets that are links of their own, each directly after a text in brackets that is none.
pub(super) fn apart(source: &str, inlines: &Inlines) -> Vec<Diagnostic> {
    let mut text: Option<usize> = None;
    let mut found = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) => text = Some(words.span.range().start),
            Inline::SoftBreak(_) => {}
            Inline::Link(link) => {
                let label = text.take().map(|text| (text, link.span.range().start));
                let is_number = || {
                    let written =
                        source.get(link.span.range()).and_then(|link| link.strip_prefix('[')?.strip_suffix(']'));
                    written.is_some_and(|label| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit()))
                };
                found.extend(label.filter(|_| is_number()).and_then(|(text, label)| gap(source, text, label)));
            }
            _ => text = None,
        }
    }
    found
}

/// The gap before the `label`, if text in brackets ends before it that does not begin before `text`.
fn gap(source: &str, text: usize, label: usize) -> Option<Diagnostic> {
    let near = before(source, label, MOST);
    let near = &near[near.len().saturating_sub(label.checked_sub(text)?)..];
    let written = near.trim_end_matches([' ', '\t', '\r', '\n']);
    let gap = &near[written.len()..];
    let open = written.rfind(['[', '\n', '\r'])?;
    let words = written[open..].strip_prefix('[')?.strip_suffix(']')?;
    let (start, end) = (label - near.len() + open, label - gap.len());
    let is_text = words.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && !words.contains(']');
    // `[ ] [1]` may be a task, `![Lamp] [1]` is a picture without an address, and between blank lines nothing belongs together.
    let is_joined = !gap.is_empty() && gap.matches('\n').count().max(gap.matches('\r').count()) < 2;
    if !is_text || !is_joined || is_escaped(source, start) || literal::is_picture(source, start) {
        return None;
    }
    let space = if gap.contains(['\n', '\r']) { "line end" } else { "space" };
    let message = format!("expected `[` of the label directly after `]` of a link, found a {space}");
    let link = label + source[label..].find(']')? + 1;
    Some(Diagnostic::warning(Code::LINK_GAP, start..link, message).with_fix(end..label, ""))
}
