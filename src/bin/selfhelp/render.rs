//! `selfhelp render`: articles as HTML, text, Markdown or JSON, and the schema of a form.

mod answers;
mod folder;
mod formats;
mod placeholders;

use std::borrow::Cow;
use std::path::Path;

use selfhelp::diagnostic::Severity;
use selfhelp::tree::{Part, Parts, SectionKind};
use selfhelp::values::Values;
use selfhelp::{Article, Text};

use crate::arguments::Render;
use crate::color::Color;
use crate::error::{Error, shown, warn};
use crate::file;
use crate::output::Output;
use crate::report::{FullReport, Style};
use crate::status::Status;
use answers::Filled;
use placeholders::Unknown;

/// Renders one article to standard output, or any number of them to files.
pub(crate) fn render(arguments: Render, color: Color) -> Status {
    let rendered = Job::new(arguments, color).and_then(|job| match &job.arguments.out_dir {
        Some(folder) => folder::render(&job, folder),
        None => to_output(&job),
    });
    rendered.unwrap_or_else(|error| {
        error.print();
        error.status()
    })
}

fn to_output(job: &Job) -> Result<Status, Error> {
    let paths = &job.arguments.paths;
    let Some(path) = paths.first() else { return Ok(Status::Good) };
    if path.is_dir() {
        let folder = shown(path);
        return Err(Error::new(format!("`{folder}` is a folder; `--out-dir` renders the articles in it to files")));
    }
    let article = Article::parse_bytes_lenient(&file::read(path)?);
    let rendered = job.render(path, &article)?;
    rendered.unknown.iter().for_each(|unknown| warn(&unknown.warning(&format!("`{}` has no", shown(path)))));
    rendered.warnings.iter().for_each(|warning| warn(warning));
    let mut output = Output::new();
    let _ = output.write(rendered.text.as_bytes());
    Ok(rendered.status.max(output.finish()))
}

/// What is asked of every article.
struct Job {
    arguments: Render,
    values: Values,
    color: Color,
}

/// What an article was rendered as.
struct Rendered {
    text: String,
    /// Names given by `--set` that the article does not have.
    unknown: Vec<Unknown>,
    warnings: Vec<String>,
    status: Status,
}

impl Job {
    fn new(arguments: Render, color: Color) -> Result<Job, Error> {
        let values = placeholders::values(&arguments)?;
        Ok(Job { arguments, values, color })
    }

    /// Renders the article at `path`.
    fn render(&self, path: &Path, article: &Article) -> Result<Rendered, Error> {
        if !self.arguments.lenient {
            self.refuse_errors(path, article)?;
        }
        let unknown = self.unknown_names(article);
        let article = self.asked_sections(path, article)?;
        let missing = self.missing(path, &article)?;
        let filled = Filled::read(&self.arguments, path, &article)?;
        let text = self.formatted(path, &article, &filled)?;
        let warnings = missing.into_iter().chain(filled.warnings()).collect();
        Ok(Rendered { text, unknown, warnings, status: filled.status() })
    }

    /// Refuses what strict parsing refuses, and shows why on standard error.
    fn refuse_errors(&self, path: &Path, article: &Article) -> Result<(), Error> {
        let errors: Vec<_> = article.diagnostics().iter().filter(|found| found.severity == Severity::Error).collect();
        if errors.is_empty() {
            return Ok(());
        }
        let (style, path) = (Style::for_errors(self.color), shown(path));
        let report = FullReport::new(&style, &path, article.source());
        let drawn: String = errors.iter().map(|found| report.draw(found)).collect();
        let count = if errors.len() == 1 { "1 error".to_owned() } else { format!("{} errors", errors.len()) };
        let refusal =
            format!("cannot render `{path}`: it has {count}; `--lenient` recovers and renders it all the same");
        Err(Error::refused(drawn, refusal))
    }

    /// The article with nothing but the sections that were asked for. Its page has the title of all of it.
    fn asked_sections<'a>(&self, path: &Path, article: &'a Article) -> Result<Cow<'a, Article>, Error> {
        let Some(kind) = self.arguments.section else { return Ok(Cow::Borrowed(article)) };
        let mut part = article.clone();
        if self.arguments.html.page {
            part.metadata.page_title = article.title().map(|title| Text::from(title.into_owned()));
        }
        part.body = only(kind, article);
        if part.body.is_empty() {
            return Err(Error::new(format!("`{}` has no section `{}`", shown(path), kind.as_str())));
        }
        Ok(Cow::Owned(part))
    }
}

/// A body of nothing but the sections of `kind`.
fn only(kind: SectionKind, article: &Article) -> Parts {
    article
        .sections()
        .filter(|section| section.kind == kind)
        .map(|section| Part::Section(Box::new(section.clone())))
        .collect()
}
