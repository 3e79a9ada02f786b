//! Titles that are plain text, those of `:::Section …:::`, of videos and charts: Markdown and tags in them show.

use crate::component::Component;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::first_line;
use crate::span::Span;
use crate::visit::Node;

use super::quoted::quoted;
use super::subject::Subject;
use super::{field_marks, literal, stars};

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let source = subject.article.source();
    for &node in &subject.nodes {
        match node {
            Node::Section(section) => {
                let start = section.span.start as usize;
                let line = source.get(start..).map_or(0, |rest| first_line(rest).len());
                let title = section.title.as_deref();
                found.extend(title.into_iter().flat_map(|title| shown(source, Span::new(start, start + line), title)));
            }
            Node::Component(component) => {
                let of_chart = match component {
                    Component::Metric(metric) => metric.title.as_ref(),
                    _ => None,
                };
                let titles = component.videos().iter().filter_map(|video| video.title.as_ref()).chain(of_chart);
                found.extend(titles.flat_map(|title| shown(source, title.span, title)));
            }
            _ => {}
        }
    }
}

/// The Markdown in a `title`, which is written at `place`, and the first tag.
fn shown(source: &str, place: Span, title: &str) -> impl Iterator<Item = Diagnostic> {
    let within = |shown: &str| {
        let written = source.get(place.range()).and_then(|written| written.find(shown));
        let start = place.start as usize;
        written.map_or(place, |at| Span::new(start + at, start + at + shown.len()))
    };
    let exact = literal::markdown(title, title.len(), |_| false);
    let markdown = exact.or_else(|| stars::tight(title, 0, title, stars::Words::Sure)).and_then(|at| title.get(at));
    let markdown = markdown.map(|shown| {
        let message = format!("expected words, found the markup {}, which shows as it is", quoted(shown));
        Diagnostic::warning(Code::MARKUP_LITERAL, within(shown), message)
    });
    let tag = field_marks::shown_tag(title).map(|tag| {
        let message = format!("expected no tag in a title, found {}, which shows", quoted(tag));
        Diagnostic::note(Code::HTML_AS_TEXT, within(tag), message)
    });
    markdown.into_iter().chain(tag)
}
