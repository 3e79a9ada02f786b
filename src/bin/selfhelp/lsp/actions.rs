//! Fixes as an editor offers them.

use std::collections::HashMap;

use lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, Range, TextEdit, Uri, WorkspaceEdit};
use selfhelp::diagnostic::{Applicability, Diagnostic};
use selfhelp::span::Span;

use super::diagnostics;
use super::document::Document;

/// The fixes of what is found in `range`, and all safe fixes of the document; of both those of the kinds in `only`, if any are
/// named.
pub(super) fn actions(
    document: &Document,
    uri: &Uri,
    range: Range,
    only: Option<&[CodeActionKind]>,
) -> Vec<CodeActionOrCommand> {
    let (start, end) = (document.offset(range.start), document.offset(range.end));
    let is_near = |found: &&Diagnostic| found.span.start as usize <= end && start <= found.span.end as usize;
    let mut actions = Vec::new();
    if is_asked(&CodeActionKind::QUICKFIX, only) {
        let found = document.found.iter().filter(is_near);
        actions.extend(found.filter_map(|found| fix(document, uri, found)));
    }
    if is_asked(&CodeActionKind::SOURCE_FIX_ALL, only) {
        actions.extend(all(document, uri));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// Whether `kind` is one of `only`, or below one: `source.fixAll` is below `source`.
fn is_asked(kind: &CodeActionKind, only: Option<&[CodeActionKind]>) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|asked| {
            let below = kind.as_str().strip_prefix(asked.as_str());
            below.is_some_and(|below| below.is_empty() || below.starts_with('.'))
        })
    })
}

fn fix(document: &Document, uri: &Uri, found: &Diagnostic) -> Option<CodeAction> {
    let fix = found.fix.as_ref()?;
    let rule = found.code.rule()?;
    Some(CodeAction {
        title: format!("{} ({})", rule.fix().trim_end_matches('.'), found.code),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostics::diagnostic(document, uri, found)]),
        edit: Some(edit(document, uri, fix.span, fix.replacement.clone())),
        is_preferred: Some(rule.applicability() == Some(Applicability::Safe)),
        ..CodeAction::default()
    })
}

fn all(document: &Document, uri: &Uri) -> Option<CodeAction> {
    if !document.is_article {
        return None;
    }
    let fixed = document.checker.fix(document.text(), Applicability::Safe);
    (!fixed.is_unchanged()).then(|| CodeAction {
        title: "Make all safe fixes".to_owned(),
        kind: Some(CodeActionKind::SOURCE_FIX_ALL),
        edit: Some(edit(document, uri, Span::new(0, document.text().len()), fixed.source)),
        ..CodeAction::default()
    })
}

#[allow(clippy::mutable_key_type, reason = "the protocol's types have it so, and nobody changes an address in the map")]
fn edit(document: &Document, uri: &Uri, span: Span, text: String) -> WorkspaceEdit {
    let edits = vec![TextEdit::new(document.range(span), text)];
    WorkspaceEdit::new(HashMap::from([(uri.clone(), edits)]))
}
