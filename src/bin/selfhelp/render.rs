//! `selfhelp render`: one article as HTML, text, Markdown or JSON, and the schema of a form.

use std::path::Path;

use selfhelp::diagnostic::Severity;
use selfhelp::help::Help;
use selfhelp::metadata::Cloud;
use selfhelp::payload::Model;
use selfhelp::payload::answers::{Answers, Problem};
use selfhelp::payload::form::ScopingQuestions;
use selfhelp::render::Form;
use selfhelp::render::html::{Html, Page};
use selfhelp::render::markdown::Markdown;
use selfhelp::render::text::PlainText;
use selfhelp::tree::{Part, Parts, SectionKind};
use selfhelp::values::{self, Unmatched, Values};
use selfhelp::{Article, RenderError, Text};
use serde::Serialize;

use crate::arguments::{Format, Missing, Render, Width};
use crate::color::Color;
use crate::error::{Error, shown, warn};
use crate::file;
use crate::output::Output;
use crate::report::{FullReport, Style};
use crate::status::Status;

/// Renders one article to standard output.
pub(crate) fn render(arguments: Render, color: Color) -> Status {
    match rendered(&arguments, color) {
        Ok((text, checked)) => {
            let mut output = Output::new();
            let _ = output.write(text.as_bytes());
            checked.max(output.finish())
        }
        Err(error) => {
            error.print();
            error.status()
        }
    }
}

fn rendered(arguments: &Render, color: Color) -> Result<(String, Status), Error> {
    let path = &arguments.file;
    let mut article = Article::parse_bytes_lenient(&file::read(path)?);
    if !arguments.lenient {
        refuse_errors(path, &article, color)?;
    }
    let values = values(arguments)?;
    warn_of_unknown_names(arguments, &values, &article);
    if let Some(kind) = arguments.section {
        if arguments.page {
            article.metadata.page_title = article.title().map(|title| Text::from(title.into_owned()));
        }
        article.body = only(kind, &article);
        if article.body.is_empty() {
            return Err(Error::new(format!("`{}` has no section `{}`", shown(path), kind.as_str())));
        }
    }
    report_missing(arguments, &values, &article)?;
    let filled = Filled::read(arguments, &article)?;
    let text = match arguments.format {
        Format::Html | Format::Mail => html(arguments, &values, &filled, &article),
        Format::Text => text(arguments, &values, &filled, &article),
        Format::Markdown => markdown(arguments, &values, &filled, &article),
        Format::Json => json(&article),
        Format::Schema => Ok(form(arguments, &article)?.to_json_schema()),
        Format::Help => help(arguments, &values, &filled, &article),
    }?;
    Ok((text, filled.status()))
}

/// The form that the article is.
fn form(arguments: &Render, article: &Article) -> Result<ScopingQuestions, Error> {
    let form = article.data().and_then(Model::into_form);
    form.ok_or_else(|| Error::new(format!("`{}` has no form", shown(&arguments.file))))
}

/// Answers to a form, and what is wrong with them.
#[derive(Default)]
struct Filled {
    answers: Answers,
    problems: Vec<Problem>,
}

impl Filled {
    /// Reads the answers that were asked for, checks them, and tells what is wrong.
    fn read(arguments: &Render, article: &Article) -> Result<Filled, Error> {
        let Some(path) = &arguments.answers else { return Ok(Filled::default()) };
        let form = form(arguments, article)?;
        let bytes = file::read(path)?;
        let json = str::from_utf8(&bytes).map_err(|error| Error::reading(path, error))?;
        let answers = Answers::from_json(json).map_err(|error| Error::new(format!("in `{}`, {error}", shown(path))))?;
        let problems = form.validate(&answers).err().unwrap_or_default();
        problems.iter().for_each(|problem| warn(&problem.message));
        Ok(Filled { answers, problems })
    }

    fn status(&self) -> Status {
        if self.problems.is_empty() { Status::Good } else { Status::Findings }
    }

    fn form(&self) -> Form<'_> {
        Form::new().answers(&self.answers).problems(&self.problems)
    }
}

/// Refuses what strict parsing refuses, and shows why on standard error.
fn refuse_errors(path: &Path, article: &Article, color: Color) -> Result<(), Error> {
    let errors: Vec<_> = article.diagnostics().iter().filter(|found| found.severity == Severity::Error).collect();
    if errors.is_empty() {
        return Ok(());
    }
    let (style, path) = (Style::for_errors(color), shown(path));
    let report = FullReport::new(&style, &path, article.source());
    let drawn: String = errors.iter().map(|found| report.draw(found)).collect();
    let count = if errors.len() == 1 { "1 error".to_owned() } else { format!("{} errors", errors.len()) };
    let refusal = format!("cannot render `{path}`: it has {count}; `--lenient` recovers and renders it all the same");
    Err(Error::refused(drawn, refusal))
}

/// Warns of names given by `--set` that the article does not have. A file of values may serve many articles.
fn warn_of_unknown_names(arguments: &Render, values: &Values, article: &Article) {
    for unused in values.unused(article).iter().filter(|unused| is_set(arguments, unused.name)) {
        let hint = unused.near.as_ref().map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
        warn(&format!("`{}` has no placeholder `{}`{hint}", shown(&arguments.file), unused.name));
    }
}

/// Whether `--set` gives `name` a value.
fn is_set(arguments: &Render, name: &str) -> bool {
    arguments.set.iter().any(|(set, _)| set == name)
}

/// Says which placeholders still show their defaults; an error where they must not.
fn report_missing(arguments: &Render, values: &Values, article: &Article) -> Result<(), Error> {
    let shows_values = matches!(arguments.format, Format::Html | Format::Mail | Format::Text);
    let policy = arguments.missing.unwrap_or_default();
    let missing = values.missing(article);
    if !shows_values || missing.is_empty() || policy == Missing::Empty {
        return Ok(());
    }
    let named = |missing: &Unmatched<'_>| {
        // A slip in `--set` has its warning already.
        let near = missing.near.as_ref().filter(|near| !is_set(arguments, near));
        let hint = near.map(|near| format!(" (there is a value `{near}`)")).unwrap_or_default();
        format!("`{}`{hint}", missing.name)
    };
    let names = missing.iter().map(named).collect::<Vec<_>>().join(", ");
    let file = shown(&arguments.file);
    if policy == Missing::Fail {
        return Err(Error::new(format!("cannot render `{file}`: no value for {names}")));
    }
    warn(&format!("`{file}` shows the defaults of placeholders without a value: {names}"));
    Ok(())
}

/// The values of `--set` and, for other names, those of `--values`.
fn values(arguments: &Render) -> Result<Values, Error> {
    let mut values = match &arguments.values {
        Some(path) => read_values(path)?,
        None => Values::new(),
    };
    values.extend(arguments.set.iter().map(|(name, text)| (name, &**text)));
    Ok(values)
}

fn read_values(path: &Path) -> Result<Values, Error> {
    let bytes = file::read(path)?;
    let json = str::from_utf8(&bytes).map_err(|error| Error::reading(path, error))?;
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    Values::from_json(json).map_err(|error| Error::new(format!("in `{}`, {error}", shown(path))))
}

/// A body of nothing but the sections of `kind`.
fn only(kind: SectionKind, article: &Article) -> Parts {
    article
        .sections()
        .filter(|section| section.kind == kind)
        .map(|section| Part::Section(Box::new(section.clone())))
        .collect()
}

fn html(arguments: &Render, values: &Values, filled: &Filled, article: &Article) -> Result<String, Error> {
    let html = Html::new().values(values).missing(missing(arguments)).cloud(cloud(arguments)).form(filled.form());
    let html = if arguments.format == Format::Mail { html.mail() } else { html };
    let text = if arguments.page { Page::new().render(&html, article) } else { html.render(article) };
    text.map_err(|error| refused(arguments, &error))
}

fn text(arguments: &Render, values: &Values, filled: &Filled, article: &Article) -> Result<String, Error> {
    let text = PlainText::new().values(values).missing(missing(arguments)).cloud(cloud(arguments)).form(filled.form());
    let text = match arguments.width {
        None => text,
        Some(Width::Columns(columns)) => text.width(columns),
        Some(Width::Unlimited) => text.unlimited(),
    };
    text.render(article).map_err(|error| refused(arguments, &error))
}

/// What was asked for where a value is missing.
fn missing(arguments: &Render) -> values::Missing {
    match arguments.missing.unwrap_or_default() {
        Missing::Default => values::Missing::Default,
        Missing::Marker => values::Missing::Marker,
        Missing::Empty => values::Missing::Empty,
        Missing::Fail => values::Missing::Fail,
    }
}

fn markdown(arguments: &Render, values: &Values, filled: &Filled, article: &Article) -> Result<String, Error> {
    let markdown =
        Markdown::new().values(values).missing(missing(arguments)).cloud(cloud(arguments)).form(filled.form());
    markdown.render(article).map_err(|error| refused(arguments, &error))
}

/// The cloud that was asked for, else the one for everyone.
fn cloud(arguments: &Render) -> Cloud {
    arguments.cloud.clone().unwrap_or(Cloud::Public)
}

fn refused(arguments: &Render, error: &RenderError) -> Error {
    Error::new(format!("cannot render `{}`: {error}", shown(&arguments.file)))
}

fn help(arguments: &Render, values: &Values, filled: &Filled, article: &Article) -> Result<String, Error> {
    let help = Help::new().values(values).cloud(cloud(arguments)).form(filled.form());
    json(&help.render(article).map_err(|error| refused(arguments, &error))?)
}

fn json(written: &impl Serialize) -> Result<String, Error> {
    let json = serde_json::to_string_pretty(written).map_err(|error| Error::new(error.to_string()))?;
    Ok(json + "\n")
}
