//! Titles that are plain text, those of `:::Section …:::` and of videos: Markdown in them shows.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::first_line;
use crate::span::Span;
use crate::visit::Node;

use super::quoted::quoted;
use super::subject::Subject;
use super::{literal, stars};

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let source = subject.article.source();
    for &node in &subject.nodes {
        match node {
            Node::Section(section) => {
                let start = section.span.start as usize;
                let line = source.get(start..).map_or(0, |rest| first_line(rest).len());
                let title = section.title.as_deref();
                found.extend(title.and_then(|title| shown(source, Span::new(start, start + line), title)));
            }
            Node::Component(component) => {
                let titles = component.videos().iter().filter_map(|video| video.title.as_ref());
                found.extend(titles.filter_map(|title| shown(source, title.span, title)));
            }
            _ => {}
        }
    }
}

/// The Markdown in a `title`, which is written at `place`.
fn shown(source: &str, place: Span, title: &str) -> Option<Diagnostic> {
    let exact = literal::markdown(title, title.len(), |_| false);
    let markdown = title.get(exact.or_else(|| stars::tight(title, 0, title, stars::Words::Sure))?)?;
    let message = format!("expected words, found the markup {}, which shows as it is", quoted(markdown));
    let written = source.get(place.range()).and_then(|written| written.find(markdown));
    let start = place.start as usize;
    let span = written.map_or(place, |at| Span::new(start + at, start + at + markdown.len()));
    Some(Diagnostic::warning(Code::MARKUP_LITERAL, span, message))
}
