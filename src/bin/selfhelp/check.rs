//! `selfhelp check`: all diagnostics, for people.

use std::ops::ControlFlow;
use std::path::Path;

use selfhelp::Article;
use selfhelp::diagnostic::Severity;

use crate::arguments::Check;
use crate::articles;
use crate::drawing::{Drawing, Pen};
use crate::output::Output;
use crate::status::Status;
use crate::trouble::shown;

/// What was found in one article, or in all.
#[derive(Default)]
struct Findings {
    drawing: String,
    articles: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// Draws what the parser and the authoring rules find in every article, and counts it.
pub(crate) fn check(arguments: Check) -> Status {
    let mut output = Output::new();
    let pen = Pen::for_output();
    let mut total = Findings::default();
    let read = articles::each(
        arguments.paths,
        |path, article| Ok(Findings::of(&pen, path, article)),
        |findings| {
            total.add(&findings);
            let written = output.write(findings.drawing.as_bytes());
            // A reader who has gone has not seen whether there is an error, which the status tells.
            let is_settled = total.errors > 0 || output.status() == Status::Bad;
            if is_settled { written } else { ControlFlow::Continue(()) }
        },
    );
    if total.articles > 0 || read == Status::Good {
        let _ = output.write(total.summary().as_bytes());
    }
    let found = if total.errors > 0 { Status::Bad } else { Status::Good };
    found.max(read).max(output.status())
}

impl Findings {
    fn of(pen: &Pen, path: &Path, article: &Article) -> Findings {
        let found = article.check();
        let path = shown(path);
        let drawing = Drawing::new(pen, &path, article.source());
        let count = |severity| found.iter().filter(|found| found.severity == severity).count();
        Findings {
            drawing: found.iter().map(|found| drawing.draw(found)).collect(),
            articles: 1,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }

    fn add(&mut self, other: &Findings) {
        self.articles += other.articles;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }

    /// `2 articles: 1 error, no warnings, 3 notes`
    fn summary(&self) -> String {
        if self.articles == 0 {
            return "no articles found: there is no `*.md` file\n".to_owned();
        }
        let counted = |count: usize, noun: &str| match count {
            0 => format!("no {noun}s"),
            1 => format!("1 {noun}"),
            _ => format!("{count} {noun}s"),
        };
        let Findings { articles, errors, warnings, notes, .. } = *self;
        let found = [counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")].join(", ");
        format!("{}: {found}\n", counted(articles, "article"))
    }
}
