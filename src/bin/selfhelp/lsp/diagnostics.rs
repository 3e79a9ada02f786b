//! Findings as editors show them.

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri,
};
use selfhelp::diagnostic::{self, Severity};

use super::document::Document;

/// All that is found in a document.
pub(super) fn diagnostics(document: &Document, uri: &Uri) -> Vec<Diagnostic> {
    document.found.iter().map(|found| diagnostic(document, uri, found)).collect()
}

pub(super) fn diagnostic(document: &Document, uri: &Uri, found: &diagnostic::Diagnostic) -> Diagnostic {
    let related = found.related.iter().map(|related| DiagnosticRelatedInformation {
        location: Location::new(uri.clone(), document.range(related.span)),
        message: related.message.clone(),
    });
    let help = found.code.help_url().and_then(|url| url.parse().ok());
    Diagnostic {
        range: document.range(found.span),
        severity: Some(severity(found.severity)),
        code: Some(NumberOrString::String(found.code.to_string())),
        code_description: help.map(|href| CodeDescription { href }),
        source: Some("selfhelp".to_owned()),
        message: found.message.clone(),
        related_information: found.related.is_some().then(|| related.collect()),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Note => DiagnosticSeverity::INFORMATION,
    }
}
