//! [`Totals`]: the lines at the end.

use std::fmt::Write;

use selfhelp::diagnostic::{Applicability, Severity};

use super::Checked;

/// What was found in all articles together.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) articles: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
    safe: usize,
    suggested: usize,
    /// How many fixes were made, and in how many articles.
    pub(crate) fixed: usize,
    pub(crate) fixed_articles: usize,
}

impl Totals {
    pub(crate) fn add(&mut self, checked: &Checked) {
        self.articles += 1;
        for finding in &checked.findings {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
            self.safe += usize::from(finding.is_fixable(Applicability::Safe));
            self.suggested += usize::from(finding.is_fixable(Applicability::Suggested));
        }
        self.fixed += checked.fixed;
        self.fixed_articles += usize::from(checked.fixed > 0);
    }

    /// How many findings have severity `least` or worse.
    pub(crate) fn at_least(&self, least: Severity) -> usize {
        match least {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Note => self.errors + self.warnings + self.notes,
        }
    }

    /// `2 articles: 1 error, no warnings, 3 notes`, and `4 findings, 2 fixable with --fix`
    pub(crate) fn lines(&self) -> String {
        let Totals { articles, errors, warnings, notes, safe, suggested, fixed, fixed_articles } = *self;
        let mut lines = String::new();
        if fixed > 0 {
            let fixes = if fixed == 1 { "1 fix".to_owned() } else { format!("{fixed} fixes") };
            let _ = writeln!(lines, "made {fixes} in {}", counted(fixed_articles, "article"));
        }
        let found = [counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")].join(", ");
        let _ = writeln!(lines, "{}: {found}", counted(articles, "article"));
        let findings = counted(self.at_least(Severity::Note), "finding");
        let _ = match (safe, suggested) {
            (0, 0) => Ok(()),
            (0, _) => writeln!(lines, "{findings}, {suggested} fixable with --fix --unsafe-fixes"),
            (_, 0) => writeln!(lines, "{findings}, {safe} fixable with --fix"),
            _ => writeln!(lines, "{findings}, {safe} fixable with --fix, {suggested} more with --unsafe-fixes"),
        };
        lines
    }
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}
