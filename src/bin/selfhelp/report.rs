//! Reports: findings in the formats of people and of pipelines.

mod full;
mod github;
mod gitlab;
mod junit;
mod sarif;
mod statistics;
mod totals;

use selfhelp::Article;
use selfhelp::check::Entry;
use selfhelp::diagnostic::{Diagnostic, Severity};

use crate::arguments::ReportFormat as Format;
use crate::error::Error;
use crate::finding::Finding;
use crate::json;

pub(crate) use full::{FullReport, Style};
pub(crate) use statistics::Statistics;
pub(crate) use totals::Totals;

/// What was found in one article.
pub(crate) struct Checked {
    pub(crate) path: String,
    pub(crate) findings: Vec<Finding>,
    /// What is shown of it at its turn, in formats that show it so.
    pub(crate) shown: String,
    /// How many fixes were made.
    pub(crate) fixed: usize,
    /// What is asked of it beside the other articles, and its source.
    pub(crate) entry: Option<(Entry, String)>,
}

/// What a format shows of an article at its turn; nothing in formats that are a document as a whole.
pub(crate) fn shown(
    format: Format,
    style: &Style,
    path: &str,
    article: &Article,
    found: &[(Diagnostic, Finding)],
) -> String {
    match format {
        Format::Full => {
            let report = FullReport::new(style, path, article.source());
            found.iter().map(|(diagnostic, _)| report.draw(diagnostic)).collect()
        }
        Format::Short => found.iter().map(|(_, finding)| short(finding)).collect(),
        Format::Github => found.iter().map(|(_, finding)| github::annotation(finding)).collect(),
        Format::Json | Format::Sarif | Format::Gitlab | Format::Junit => String::new(),
    }
}

/// What a format shows of all articles together, those with severity `failing` or worse as failures.
pub(crate) fn document(format: Format, all: &[Checked], failing: Severity) -> Result<String, Error> {
    let unwritable = |error: &dyn std::fmt::Display| Error::new(format!("cannot write the output: {error}"));
    let text = match format {
        Format::Full | Format::Short | Format::Github => return Ok(String::new()),
        Format::Json => {
            let findings: Vec<&Finding> = all.iter().flat_map(|checked| &checked.findings).collect();
            json::pretty(&findings).map_err(|error| unwritable(&error))?
        }
        Format::Sarif => json::pretty(&sarif::log(all)).map_err(|error| unwritable(&error))?,
        Format::Gitlab => json::pretty(&gitlab::issues(all)).map_err(|error| unwritable(&error))?,
        Format::Junit => junit::report(all, failing).map_err(|error| unwritable(&error))?,
    };
    Ok(text + "\n")
}

/// Whether lines for people may follow in the same output.
pub(crate) fn is_for_people(format: Format) -> bool {
    matches!(format, Format::Full | Format::Short | Format::Github)
}

/// `a.md:4:1: warning[heading-space]: expected a space …`
fn short(finding: &Finding) -> String {
    let Finding { path, code, severity, message, extent, .. } = finding;
    format!("{path}:{}:{}: {severity}[{code}]: {message}\n", extent.line, extent.column)
}

/// The path as formats of repositories have it.
fn repository_path(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}
