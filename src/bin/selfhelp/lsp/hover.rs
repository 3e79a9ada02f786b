//! What a rule says, where the pointer rests on what it found.

use std::fmt::Write;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::document::Document;

/// The rules of what is found at `position`.
pub(super) fn hover(document: &Document, position: Position) -> Option<Hover> {
    let at = document.offset(position);
    let here =
        document.found.iter().filter(|found| found.span.range().contains(&at) || found.span.start as usize == at);
    let mut value = String::new();
    let mut span = None;
    let mut seen = Vec::new();
    for found in here {
        let Some(rule) = found.code.rule() else { continue };
        span = span.or(Some(found.span));
        if seen.contains(&&found.code) {
            continue;
        }
        seen.push(&found.code);
        let separator = if value.is_empty() { "" } else { "\n---\n\n" };
        let _ = write!(
            value,
            "{separator}**{}** ({}): {}\n\n{}\n\n*Why.* {}\n\n*Fix.* {}\n\n[{}]({})\n",
            rule.name(),
            found.severity,
            rule.summary(),
            rule.what(),
            rule.why(),
            rule.fix(),
            rule.name(),
            rule.help_url(),
        );
    }
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: Some(document.range(span?)) })
}
