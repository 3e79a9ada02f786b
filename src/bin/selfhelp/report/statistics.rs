//! [`Statistics`]: how often each rule finds something.

use std::collections::BTreeMap;

use selfhelp::diagnostic::{Applicability, Code, Severity};
use serde::Serialize;

use super::Checked;
use crate::arguments::ReportFormat as Format;
use crate::error::Error;
use crate::json;

/// The findings of each rule, counted.
#[derive(Default)]
pub(crate) struct Statistics(BTreeMap<Code, Row>);

#[derive(Serialize)]
struct Row {
    code: Code,
    severity: Severity,
    findings: usize,
    articles: usize,
    /// How many have a safe fix that would be made, and how many a suggested one.
    safe: usize,
    suggested: usize,
}

impl Statistics {
    pub(crate) fn add(&mut self, checked: &Checked) {
        let mut last: BTreeMap<&Code, ()> = BTreeMap::new();
        for finding in &checked.findings {
            let row = self.0.entry(finding.code.clone()).or_insert_with(|| Row {
                code: finding.code.clone(),
                severity: finding.severity,
                findings: 0,
                articles: 0,
                safe: 0,
                suggested: 0,
            });
            row.severity = row.severity.max(finding.severity);
            row.findings += 1;
            row.articles += usize::from(last.insert(&finding.code, ()).is_none());
            row.safe += usize::from(finding.is_fixable(Applicability::Safe));
            row.suggested += usize::from(finding.is_fixable(Applicability::Suggested));
        }
    }

    /// The rules, the most frequent first: lines for people, or a JSON array.
    pub(crate) fn shown(&self, format: Format) -> Result<String, Error> {
        let mut rows: Vec<&Row> = self.0.values().collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.findings));
        match format {
            Format::Json => {
                let json = json::pretty(&rows).map_err(|error| Error::new(error.to_string()))?;
                Ok(json + "\n")
            }
            _ => Ok(rows.into_iter().map(Row::line).collect()),
        }
    }
}

impl Row {
    /// `   12  warning  heading-space           in 3 articles, 12 fixable`
    fn line(&self) -> String {
        let Row { code, severity, findings, articles, safe, suggested } = self;
        let noun = if *articles == 1 { "article" } else { "articles" };
        let fixable = [(safe, "fixable"), (suggested, "with a suggested fix")];
        let fixable = fixable.iter().filter(|(count, _)| **count > 0).map(|(count, what)| format!(", {count} {what}"));
        let (severity, code) = (severity.as_str(), code.as_str());
        format!("{findings:6}  {severity:7}  {code:24} in {articles} {noun}{}\n", fixable.collect::<String>())
    }
}
