//! `selfhelp inspect`: what articles hold, one JSON object a line.

use std::borrow::Cow;
use std::path::Path;

use selfhelp::component::{CommonSolution, Component, Insight, KnowledgeBase, Metric, Video, VideoGroup};
use selfhelp::diagnostic::{Diagnostic, Severity};
use selfhelp::link::Target;
use selfhelp::payload::{Model, Payload};
use selfhelp::span::{LineIndex, Span};
use selfhelp::tree::{Link, Placeholder, Section, SectionKind};
use selfhelp::{Article, Metadata};
use serde::Serialize;

use crate::arguments::Inspect;
use crate::articles::{Library, Read};
use crate::error::Error;
use crate::json;
use crate::output::Output;
use crate::progress::Progress;
use crate::status::Status;

/// Prints one line for every article; the status says whether one has an error.
pub(crate) fn inspect(arguments: Inspect) -> Status {
    let mut output = Output::new();
    let mut found = Status::Good;
    let read = Library::all(arguments.paths).each(
        &Progress::beside_output(),
        |read| Ok((line(read)?, status(&read.article))),
        |(line, article)| {
            found = found.max(article);
            output.write(&line)
        },
    );
    read.max(found).max(output.finish())
}

fn status(article: &Article) -> Status {
    let has_error = article.diagnostics().iter().any(|found| found.severity == Severity::Error);
    if has_error { Status::Findings } else { Status::Good }
}

fn line(read: &Read) -> Result<Vec<u8>, Error> {
    let Read { path, article, .. } = read;
    let record = Record::new(path, article);
    let line = json::compact(&record).map_err(|error| Error::reading(path, error))?;
    Ok((line + "\n").into_bytes())
}

/// The JSON object of an article. Names and order of its members are the tool's interface.
#[derive(Serialize)]
struct Record<'a> {
    path: Cow<'a, str>,
    metadata: &'a Metadata,
    title: Option<Cow<'a, str>>,
    payload: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Model>,
    sections: Vec<SectionRecord<'a>>,
    placeholders: Vec<PlaceholderRecord<'a>>,
    links: Vec<LinkRecord>,
    /// Absent where the body is data.
    #[serde(skip_serializing_if = "Option::is_none")]
    components: Option<Vec<ComponentRecord>>,
    diagnostics: Vec<DiagnosticRecord<'a>>,
}

#[derive(Serialize)]
struct SectionRecord<'a> {
    kind: SectionKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct PlaceholderRecord<'a> {
    name: &'a str,
    default: Cow<'a, str>,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct LinkRecord {
    kind: &'static str,
    target: String,
    text: String,
    start: u32,
    end: u32,
}

/// What a component says, without places.
#[derive(Serialize)]
#[serde(tag = "component", rename_all = "camelCase")]
enum ComponentRecord {
    Insight(Insight),
    Metric(Metric),
    Video(Video),
    VideoGroup(VideoGroup),
    #[serde(rename = "azureKB")]
    KnowledgeBase(KnowledgeBase),
    CommonSolution(CommonSolution),
}

#[derive(Serialize)]
struct DiagnosticRecord<'a> {
    code: &'a str,
    severity: Severity,
    message: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
}

impl<'a> Record<'a> {
    fn new(path: &'a Path, article: &'a Article) -> Record<'a> {
        let lines = article.line_index();
        let is_data = article.payload().is_some_and(Payload::is_valid);
        let components = || article.components().filter_map(ComponentRecord::new).collect();
        let diagnostic = |found| DiagnosticRecord::new(found, &lines, article.source());
        Record {
            path: path.to_string_lossy(),
            metadata: &article.metadata,
            title: article.title(),
            payload: article.payload().is_some(),
            data: article.payload().filter(|payload| payload.is_valid()).and_then(|_| article.data()),
            sections: article.sections().map(SectionRecord::new).collect(),
            placeholders: article.placeholders().map(PlaceholderRecord::new).collect(),
            links: article.links().map(|link| LinkRecord::new(&link)).collect(),
            components: (!is_data).then(components),
            diagnostics: article.diagnostics().iter().map(diagnostic).collect(),
        }
    }
}

impl<'a> SectionRecord<'a> {
    fn new(section: &'a Section) -> SectionRecord<'a> {
        let title = section.title.as_deref();
        SectionRecord { kind: section.kind, title, start: section.span.start, end: section.span.end }
    }
}

impl<'a> PlaceholderRecord<'a> {
    fn new(placeholder: &'a Placeholder) -> PlaceholderRecord<'a> {
        let Placeholder { name, default, span, .. } = placeholder;
        PlaceholderRecord { name, default: default.to_plain(), start: span.start, end: span.end }
    }
}

impl LinkRecord {
    fn new(link: &Link) -> LinkRecord {
        let target = link.target.to_plain().into_owned();
        let kind = Target::parse(&target).kind();
        let text = link.content.to_plain().into_owned();
        LinkRecord { kind, target, text, start: link.span.start, end: link.span.end }
    }
}

impl ComponentRecord {
    /// `None` for a component of a later version of the format.
    fn new(component: &Component) -> Option<ComponentRecord> {
        let mut component = component.clone();
        component.set_span(Span::NONE);
        Some(match component {
            Component::Insight(node) => ComponentRecord::Insight(node),
            Component::Metric(node) => ComponentRecord::Metric(node),
            Component::Video(node) => ComponentRecord::Video(node),
            Component::VideoGroup(mut node) => {
                node.videos.iter_mut().for_each(|video| video.span = Span::NONE);
                ComponentRecord::VideoGroup(node)
            }
            Component::KnowledgeBase(node) => ComponentRecord::KnowledgeBase(node),
            Component::CommonSolution(node) => ComponentRecord::CommonSolution(node),
            _ => return None,
        })
    }
}

impl<'a> DiagnosticRecord<'a> {
    fn new(found: &'a Diagnostic, lines: &LineIndex, source: &str) -> DiagnosticRecord<'a> {
        let position = lines.position(source, found.span.start as usize);
        DiagnosticRecord {
            code: found.code.as_str(),
            severity: found.severity,
            message: &found.message,
            start: found.span.start,
            end: found.span.end,
            line: position.line,
            column: position.column,
        }
    }
}
