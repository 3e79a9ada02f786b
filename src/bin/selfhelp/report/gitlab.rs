//! Reports of GitLab Code Quality.

use selfhelp::diagnostic::Severity;
use serde::Serialize;

use super::Checked;
use crate::finding::{FNV, Finding, hashed};

#[derive(Serialize)]
pub(super) struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

pub(super) fn issues(all: &[Checked]) -> Vec<Issue<'_>> {
    all.iter().flat_map(|checked| &checked.findings).map(issue).collect()
}

fn issue(finding: &Finding) -> Issue<'_> {
    let path = super::repository_path(&finding.path);
    // Fingerprints distinguish issues of one file; here they have to distinguish those of all files.
    let fingerprint = hashed(hashed(FNV, path.as_bytes()), finding.fingerprint.as_bytes());
    Issue {
        description: &finding.message,
        check_name: finding.code.as_str(),
        fingerprint: format!("{fingerprint:016x}"),
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location { path, lines: Lines { begin: finding.extent.line, end: finding.extent.end_line } },
    }
}
