//! SARIF 2.1.0.

use std::collections::BTreeMap;
use std::path::MAIN_SEPARATOR;

use selfhelp::diagnostic::{Rule, Severity};
use serde_json::Value;
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Location, Message, MultiformatMessageString,
    PhysicalLocation, PropertyBag, Region, Replacement, ReportingConfiguration, ReportingDescriptor, Result,
    ResultLevel, Run, Sarif, Tool, ToolComponent,
};

use super::Checked;
use crate::finding::{Extent, Finding, Mend};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn log(all: &[Checked]) -> Sarif {
    let driver = ToolComponent::builder()
        .name("selfhelp")
        .version(env!("CARGO_PKG_VERSION"))
        .information_uri("https://docs.rs/selfhelp")
        .rules(Rule::ALL.iter().map(descriptor).collect::<Vec<_>>())
        .build();
    let run = Run::builder()
        .tool(Tool::from(driver))
        // Columns are counted as everywhere in the tool.
        .column_kind(Value::from("unicodeCodePoints"))
        .results(all.iter().flat_map(|checked| &checked.findings).map(result).collect::<Vec<_>>())
        .build();
    Sarif::builder().schema(SCHEMA).version(Value::from("2.1.0")).runs(vec![run]).build()
}

fn descriptor(rule: &Rule) -> ReportingDescriptor {
    let help =
        |code: &str| format!("{}\n\n{}\n\n{code}\n{}{code}\n\n{}", rule.what(), rule.why(), rule.example(), rule.fix());
    ReportingDescriptor::builder()
        .id(rule.name())
        .short_description(plain(rule.summary().to_owned()))
        .full_description(plain(rule.what().to_owned()))
        .help(MultiformatMessageString::builder().text(help("")).markdown(help("~~~")).build())
        .help_uri(rule.help_url())
        .default_configuration(ReportingConfiguration::builder().level(Value::from(rule.severity().as_str())).build())
        .properties(PropertyBag::builder().tags(vec![rule.group().as_str().to_owned()]).build())
        .build()
}

fn plain(text: String) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text).build()
}

fn result(finding: &Finding) -> Result {
    let index = Rule::ALL.iter().position(|rule| rule.name() == finding.code.as_str());
    let related = finding.related.iter().map(|related| Location {
        message: Some(Message::from(&*related.message)),
        ..location(&finding.path, related.extent)
    });
    let fingerprint = BTreeMap::from([("selfhelp/v1".to_owned(), finding.fingerprint.clone())]);
    let mut result = Result::builder()
        .rule_id(finding.code.as_str())
        .level(match finding.severity {
            Severity::Error => ResultLevel::Error,
            Severity::Warning => ResultLevel::Warning,
            Severity::Note => ResultLevel::Note,
        })
        .message(Message::from(&*finding.message))
        .locations(vec![location(&finding.path, finding.extent)])
        .partial_fingerprints(fingerprint)
        .build();
    result.rule_index = index.and_then(|index| i64::try_from(index).ok());
    result.related_locations = Some(related.collect::<Vec<_>>()).filter(|related| !related.is_empty());
    result.fixes = finding.fix.as_ref().map(|fix| vec![mend(finding, fix)]);
    result
}

fn mend(finding: &Finding, fix: &Mend) -> Fix {
    let replacement = Replacement::builder()
        .deleted_region(region(fix.extent))
        .inserted_content(ArtifactContent::builder().text(fix.replacement.clone()).build())
        .build();
    let change =
        ArtifactChange::builder().artifact_location(artifact(&finding.path)).replacements(vec![replacement]).build();
    let what = finding.code.rule().map_or("", Rule::fix);
    Fix::builder()
        .description(Message::from(what))
        .artifact_changes(vec![change])
        .properties(PropertyBag {
            additional_properties: [("applicability".to_owned(), Value::from(fix.applicability.as_str()))].into(),
            ..PropertyBag::default()
        })
        .build()
}

fn location(path: &str, extent: Extent) -> Location {
    let place = PhysicalLocation::builder().artifact_location(artifact(path)).region(region(extent)).build();
    Location::builder().physical_location(place).build()
}

fn region(extent: Extent) -> Region {
    Region::builder()
        .start_line(extent.line)
        .start_column(extent.column)
        .end_line(extent.end_line)
        .end_column(extent.end_column)
        .build()
}

fn artifact(path: &str) -> ArtifactLocation {
    ArtifactLocation::builder().uri(uri(path)).build()
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
