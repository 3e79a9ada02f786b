//! `selfhelp check`: what is wrong in articles, for people and pipelines.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use selfhelp::Article;
use selfhelp::check::{Checker, Fixed, Ledger};
use selfhelp::diagnostic::{Applicability, Diagnostic};

use crate::arguments::{Check, Reporting, Selecting};
use crate::articles::{Library, Read};
use crate::baseline::Baseline;
use crate::changed::Changed;
use crate::color::Color;
use crate::error::{Error, shown};
use crate::file::{self, STANDARD_INPUT};
use crate::finding::findings;
use crate::mend::{Mend, mark_blocked, mend};
use crate::output::Output;
use crate::policy::Policy;
use crate::progress::Progress;
use crate::report::Style;
use crate::report::{self, Checked, Statistics, Totals};
use crate::status::Status;

/// Checks every article, and reports what was asked for.
pub(crate) fn check(arguments: Check, color: Color) -> Status {
    match run(arguments, color) {
        Ok(status) => status,
        Err(error) => {
            error.print();
            error.status()
        }
    }
}

fn run(arguments: Check, color: Color) -> Result<Status, Error> {
    let Check { paths, selecting, failing, mending, mut reporting } = arguments;
    reporting.output_file = reporting.output_file.filter(|path| !is_standard_output(path));
    let policy = Policy::new(&selecting, &failing, &paths)?;
    let baseline = match &selecting.baseline {
        Some(path) if !selecting.write_baseline => Some(Baseline::read(path)?),
        _ => None,
    };
    let changed = selecting.changed_since.as_deref().map(Changed::since).transpose()?;
    let style = if reporting.output_file.is_some() { Style::for_file(color) } else { Style::for_output(color) };
    let one = One {
        policy: &policy,
        baseline: baseline.as_ref(),
        style: &style,
        reporting: &reporting,
        stdin: selecting.stdin_filename.as_deref(),
        mend: Mend::asked(&mending),
        for_people: reporting.output_file.is_none() && io::stdout().is_terminal(),
    };
    let mut all = All::new(&policy, &reporting, one.mend, &selecting);
    all.is_source |= one.mend.is_some() && paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT);
    let library = Library { paths, excluded: policy.excluded(), changed };
    let mut ledger = Ledger::new();
    let read = library.each(
        &Progress::beside_output(),
        |read| one.check(read),
        |checked| all.take(one.beside(checked, &mut ledger)),
    );
    Ok(all.end(read)?.max(read))
}

fn is_standard_output(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

/// How one article is checked.
struct One<'a> {
    policy: &'a Policy,
    baseline: Option<&'a Baseline>,
    style: &'a Style,
    reporting: &'a Reporting,
    stdin: Option<&'a Path>,
    mend: Option<(Mend, Applicability)>,
    /// Whether a terminal gets what is written.
    for_people: bool,
}

impl One<'_> {
    fn check(&self, read: &Read) -> Result<Checked, Error> {
        let path = self.stdin.filter(|_| read.path.as_os_str() == STANDARD_INPUT).unwrap_or(&read.path);
        let name = shown(path);
        let checker = self.policy.checker(path, &read.article);
        let Some(asked) = self.mend else {
            let checked = self.checked(name, &read.article, &checker, checker.check(&read.article));
            return Ok(with_entry(checked, &checker, &read.article));
        };
        let mended = mend(&name, read, &checker, asked, self.for_people)?;
        let fixed = mended.fixed.made.values().sum();
        if asked.0 != Mend::Make {
            return Ok(Checked { path: name, findings: Vec::new(), shown: mended.shown, fixed, entry: None });
        }
        let article = article_of(&mended.fixed, read);
        let left = self.checked(name, &article, &checker, checker.check(&article));
        let is_source = read.path.as_os_str() == STANDARD_INPUT;
        let left = if is_source { left } else { with_entry(left, &checker, &article) };
        Ok(Checked { fixed, shown: if is_source { mended.shown } else { left.shown }, ..left })
    }

    /// What was found in an article with what is found beside those before it, which is rarely anything.
    fn beside(&self, mut checked: Checked, ledger: &mut Ledger) -> Checked {
        let Some((entry, source)) = checked.entry.take() else { return checked };
        let more = ledger.add(&checked.path, &entry);
        if more.is_empty() {
            return checked;
        }
        let article = Article::parse_lenient(&source);
        let checker = self.policy.checker(Path::new(&checked.path), &article);
        let mut found = checker.check(&article);
        found.extend(more);
        found.sort_by_key(|found| (found.span.start, found.span.end));
        Checked { fixed: checked.fixed, ..self.checked(checked.path, &article, &checker, found) }
    }

    fn checked(&self, path: String, article: &Article, checker: &Checker, mut found: Vec<Diagnostic>) -> Checked {
        found.retain(|found| self.policy.shows(found));
        let findings = findings(&path, article, &found);
        let mut found: Vec<_> = found.into_iter().zip(findings).collect();
        if let Some(baseline) = self.baseline {
            found.retain(|(_, finding)| !baseline.holds(finding));
        }
        let shown = if self.reporting.statistics {
            String::new()
        } else {
            report::shown(self.reporting.format, self.style, &path, article, &found)
        };
        let mut findings: Vec<_> = found.into_iter().map(|(_, finding)| finding).collect();
        if self.reporting.counts_fixes() {
            mark_blocked(article.source(), checker, &mut findings);
        }
        Checked { path, findings, shown, fixed: 0, entry: None }
    }
}

/// The article as its file is now. It is read from bytes, as what is found while they are decoded is not in the text.
fn article_of(fixed: &Fixed, read: &Read) -> Article {
    let bytes = if fixed.is_unchanged() { Some(read.bytes.clone()) } else { fixed.encoded(&read.bytes) };
    bytes.map_or_else(|| Article::parse_lenient(&fixed.source), |bytes| Article::parse_bytes_lenient(&bytes))
}

/// `checked` with what is asked of the `article` beside others.
fn with_entry(checked: Checked, checker: &Checker, article: &Article) -> Checked {
    let entry = Some(checker.entry(article)).filter(|entry| !entry.is_empty());
    Checked { entry: entry.map(|entry| (entry, article.source().to_owned())), ..checked }
}

/// What all articles came to.
struct All<'a> {
    policy: &'a Policy,
    reporting: &'a Reporting,
    mend: Option<Mend>,
    /// Whether the output is a fixed article or what would be fixed, in which a report would be in the way.
    is_source: bool,
    output: Output,
    totals: Totals,
    statistics: Statistics,
    kept: Vec<Checked>,
    /// The baseline to be written, and where.
    baseline: Option<(Baseline, PathBuf)>,
}

impl<'a> All<'a> {
    fn new(
        policy: &'a Policy,
        reporting: &'a Reporting,
        mend: Option<(Mend, Applicability)>,
        selecting: &Selecting,
    ) -> All<'a> {
        let baseline = selecting.baseline.as_deref().filter(|_| selecting.write_baseline);
        All {
            policy,
            reporting,
            mend: mend.map(|(mend, _)| mend),
            is_source: matches!(mend, Some((Mend::Diff | Mend::List, _))),
            output: Output::to(reporting.output_file.clone()),
            totals: Totals::default(),
            statistics: Statistics::default(),
            kept: Vec::new(),
            baseline: baseline.map(|path| (Baseline::new(path), path.to_path_buf())),
        }
    }

    fn take(&mut self, checked: Checked) -> ControlFlow<()> {
        self.totals.add(&checked);
        if let Some((baseline, _)) = &mut self.baseline {
            checked.findings.iter().for_each(|finding| baseline.add(finding));
            return ControlFlow::Continue(());
        }
        if self.reporting.statistics {
            self.statistics.add(&checked);
            return ControlFlow::Continue(());
        }
        let written = self.output.write(checked.shown.as_bytes());
        if !report::is_for_people(self.reporting.format) {
            self.kept.push(checked);
        }
        // A reader who has gone has not seen whether something fails, which the status says; and fixes are to be made.
        let is_settled = self.fails() == Status::Findings && self.mend != Some(Mend::Make);
        if is_settled || self.output.status() == Status::Bad { written } else { ControlFlow::Continue(()) }
    }

    fn fails(&self) -> Status {
        let found = self.totals.at_least(self.policy.failing()) > 0 || self.policy.is_too_many(self.totals.warnings);
        let would_fix = matches!(self.mend, Some(Mend::Diff | Mend::List)) && self.totals.fixed > 0;
        if found || would_fix { Status::Findings } else { Status::Good }
    }

    /// Writes what comes at the end, where the articles were `read` so well.
    fn end(mut self, read: Status) -> Result<Status, Error> {
        if let Some((baseline, path)) = &self.baseline {
            let text = baseline.text()?;
            if is_standard_output(path) {
                let _ = self.output.write(text.as_bytes());
                return Ok(self.output.finish());
            }
            file::write(path, text.as_bytes())?;
            let line = format!("`{}` has {} findings\n", shown(path), baseline.len());
            let _ = self.output.write(if self.reporting.quiet { b"" } else { line.as_bytes() });
            return Ok(self.output.finish());
        }
        let (format, failing) = (self.reporting.format, self.policy.failing());
        let document = match self.reporting.statistics {
            true => self.statistics.shown(format)?,
            false if self.is_source => String::new(),
            false => report::document(format, &self.kept, failing)?,
        };
        let _ = self.output.write(document.as_bytes());
        let status = self.fails();
        let is_counted = self.totals.articles > 0 || read == Status::Good;
        if is_counted && !self.reporting.quiet && self.has_lines() {
            let lines = self.totals.lines();
            match self.reporting.output_file {
                Some(_) => drop(Output::new().write(lines.as_bytes())),
                None => drop(self.output.write(lines.as_bytes())),
            }
        }
        Ok(status.max(self.output.finish()))
    }

    /// Whether lines at the end would not be in the way of whoever reads the output.
    fn has_lines(&self) -> bool {
        let for_people = report::is_for_people(self.reporting.format) || self.reporting.output_file.is_some();
        for_people && !self.is_source
    }
}
