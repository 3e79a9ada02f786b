//! Annotations of GitHub Actions: workflow commands that a log shows beside the lines of a change.

use selfhelp::diagnostic::Severity;

use crate::finding::Finding;

/// `::warning file=a.md,line=4,col=1,…::message`
pub(super) fn annotation(finding: &Finding) -> String {
    let Finding { path, code, severity, message, extent, .. } = finding;
    let command = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let path = property(super::repository_path(path));
    // GitHub shows no columns of what goes over several lines.
    let place = if extent.line == extent.end_line {
        format!("line={},endLine={},col={},endColumn={}", extent.line, extent.line, extent.column, extent.end_column)
    } else {
        format!("line={},endLine={}", extent.line, extent.end_line)
    };
    format!("::{command} file={path},{place},title={}::{}\n", property(code.as_str()), data(message))
}

/// Text of a message, as GitHub's own toolkit escapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
