//! SARIF 2.1.0. It is written as JSON: the crates that have its types make all of them, of which this needs a tenth, when they are built.

use std::path::MAIN_SEPARATOR;

use selfhelp::diagnostic::Rule;
use serde_json::{Value, json};

use super::Checked;
use crate::finding::{Extent, Finding, Mend};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn log(all: &[Checked]) -> Value {
    let results: Vec<Value> = all.iter().flat_map(|checked| &checked.findings).map(result).collect();
    let driver = json!({
        "informationUri": "https://docs.rs/selfhelp",
        "name": "selfhelp",
        "rules": Rule::ALL.iter().map(descriptor).collect::<Vec<_>>(),
        "version": env!("CARGO_PKG_VERSION"),
    });
    json!({
        "$schema": SCHEMA,
        // Columns are counted as everywhere in the tool.
        "runs": [{ "columnKind": "unicodeCodePoints", "results": results, "tool": { "driver": driver } }],
        "version": "2.1.0",
    })
}

fn descriptor(rule: &Rule) -> Value {
    let help =
        |code: &str| format!("{}\n\n{}\n\n{code}\n{}{code}\n\n{}", rule.what(), rule.why(), rule.example(), rule.fix());
    json!({
        "defaultConfiguration": { "level": rule.severity().as_str() },
        "fullDescription": text(rule.what()),
        "help": { "markdown": help("~~~"), "text": help("") },
        "helpUri": rule.help_url(),
        "id": rule.name(),
        "properties": { "tags": [rule.group().as_str()] },
        "shortDescription": text(rule.summary()),
    })
}

/// A `message`, `multiformatMessageString` or `artifactContent`.
fn text(text: &str) -> Value {
    json!({ "text": text })
}

fn result(finding: &Finding) -> Value {
    let mut result = json!({
        "level": finding.severity.as_str(),
        "locations": [{ "physicalLocation": place(&finding.path, finding.extent) }],
        "message": text(&finding.message),
        "partialFingerprints": { "selfhelp/v1": finding.fingerprint },
        "ruleId": finding.code.as_str(),
    });
    if let Some(index) = Rule::ALL.iter().position(|rule| rule.name() == finding.code.as_str()) {
        result["ruleIndex"] = index.into();
    }
    if let Some(related) = &finding.related {
        let place = place(&finding.path, related.extent);
        result["relatedLocations"] = json!([{ "message": text(&related.message), "physicalLocation": place }]);
    }
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([mend(finding, fix)]);
    }
    result
}

fn mend(finding: &Finding, fix: &Mend) -> Value {
    json!({
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&finding.path) },
            "replacements": [{ "deletedRegion": region(fix.extent), "insertedContent": text(&fix.replacement) }],
        }],
        "description": text(finding.code.rule().map_or("", Rule::fix)),
        "properties": { "applicability": fix.applicability.as_str() },
    })
}

/// A `physicalLocation`.
fn place(path: &str, extent: Extent) -> Value {
    json!({ "artifactLocation": { "uri": uri(path) }, "region": region(extent) })
}

fn region(extent: Extent) -> Value {
    json!({
        "endColumn": extent.end_column,
        "endLine": extent.end_line,
        "startColumn": extent.column,
        "startLine": extent.line,
    })
}

/// `path` as a URI: relative to wherever the tool ran, unless it is absolute.
fn uri(path: &str) -> String {
    let path = super::repository_path(path).replace(MAIN_SEPARATOR, "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
