//! [`Drawing`]: diagnostics as a person reads them, with the source line and a caret.

use std::io::{self, IsTerminal};

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet};
use selfhelp::diagnostic::{Diagnostic, Fix, Severity};
use selfhelp::span::{LineIndex, Span};

use crate::excerpt::Excerpt;

/// Display columns of a drawing where no terminal says how wide it is.
const COLUMNS: usize = 120;

/// The longest line that is drawn, in bytes; of a longer one only the place is named.
const LONGEST_LINE: usize = 8 << 10;

/// How diagnostics are drawn: how wide, and whether in colour.
pub(crate) struct Pen {
    renderer: Renderer,
    columns: usize,
}

impl Pen {
    /// For standard output.
    pub(crate) fn for_output() -> Pen {
        Pen::new(io::stdout().is_terminal(), &console::Term::stdout())
    }

    /// For standard error.
    pub(crate) fn for_errors() -> Pen {
        Pen::new(io::stderr().is_terminal(), &console::Term::stderr())
    }

    /// Colour only on a terminal whose user did not decline it (<https://no-color.org>).
    fn new(terminal: bool, term: &console::Term) -> Pen {
        let columns = term.size_checked().map_or(COLUMNS, |(_, columns)| usize::from(columns).max(40));
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let able = std::env::var_os("TERM").is_none_or(|value| value != "dumb");
        let renderer = if terminal && wanted && able { Renderer::styled() } else { Renderer::plain() };
        Pen { renderer: renderer.hyperlink(false).term_width(columns), columns }
    }
}

/// An article on which diagnostics are drawn.
pub(crate) struct Drawing<'a> {
    pen: &'a Pen,
    path: &'a str,
    source: &'a str,
    lines: LineIndex,
}

impl<'a> Drawing<'a> {
    /// Draws on `source`, the text of the article at `path`.
    pub(crate) fn new(pen: &'a Pen, path: &'a str, source: &'a str) -> Drawing<'a> {
        Drawing { pen, path, source, lines: LineIndex::new(source) }
    }

    /// Draws `found`, with an empty line behind it.
    pub(crate) fn draw(&self, found: &Diagnostic) -> String {
        let title = level(found.severity).primary_title(&*found.message).id(found.code.as_str());
        let mut groups = vec![Group::with_title(title).elements(self.places(found))];
        groups.extend(found.fix.as_ref().and_then(|fix| self.suggestion(fix)));
        self.pen.renderer.render(&groups) + "\n\n"
    }

    /// The place of `found` and its second place: one excerpt where both stand in one line, else two.
    fn places<'d>(&'d self, found: &'d Diagnostic) -> Vec<Element<'d>> {
        let Some(excerpt) = self.excerpt(found.span) else {
            return vec![Origin::path(self.path).into()];
        };
        let mut marks = vec![self.mark(AnnotationKind::Primary, &excerpt, found.span, "")];
        let mut apart = None;
        if let Some(related) = &found.related {
            let kind = AnnotationKind::Context;
            let other = self.excerpt(related.span).filter(|_| !excerpt.holds(related.span));
            let mark = self.mark(kind, other.as_ref().unwrap_or(&excerpt), related.span, &related.message);
            match other {
                Some(other) => apart = Some(self.element(&other, related.span, vec![mark])),
                None => marks.push(mark),
            }
        }
        std::iter::once(self.element(&excerpt, found.span, marks)).chain(apart).collect()
    }

    fn excerpt(&self, span: Span) -> Option<Excerpt> {
        Excerpt::new(self.source, &self.lines, span)
    }

    fn mark<'d>(&self, kind: AnnotationKind, excerpt: &Excerpt, span: Span, label: &'d str) -> Annotation<'d> {
        let end = span.end.saturating_sub(1) as usize;
        let label = match excerpt.is_left_by(span) {
            true if label.is_empty() => {
                format!("from here to line {}", self.lines.position(self.source, end).line).into()
            }
            _ => std::borrow::Cow::from(label),
        };
        kind.span(excerpt.range(span)).label((!label.is_empty()).then_some(label))
    }

    /// The drawing of `excerpt`, or no more than its place where the line is too long to be drawn.
    fn element<'d>(&'d self, excerpt: &Excerpt, span: Span, marks: Vec<Annotation<'d>>) -> Element<'d> {
        if excerpt.text().len() > LONGEST_LINE {
            let column = self.lines.position(self.source, span.start as usize).column;
            return Origin::path(self.path).line(excerpt.line()).char_column(column as usize).into();
        }
        let text = excerpt.text().to_owned();
        Snippet::source(text).line_start(excerpt.line()).path(self.path).annotations(marks).into()
    }

    /// The line as `fix` would have it.
    fn suggestion<'d>(&'d self, fix: &'d Fix) -> Option<Group<'d>> {
        let excerpt = self.excerpt(fix.span)?;
        if excerpt.is_left_by(fix.span) || fix.replacement.contains(['\n', '\r']) {
            return None;
        }
        let (text, range) = excerpt.window(excerpt.range(fix.span), self.pen.columns.saturating_sub(10));
        let advice = match (fix.span.is_empty(), &*fix.replacement) {
            (_, "") => "remove this".to_owned(),
            (true, " ") => "insert a space".to_owned(),
            (true, words) => format!("insert `{words}`"),
            (false, words) => format!("write `{words}`"),
        };
        let patch = Patch::new(range, &*fix.replacement);
        let snippet = Snippet::source(text).line_start(excerpt.line()).path(self.path).patch(patch);
        Some(Level::HELP.secondary_title(advice).element(snippet))
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}
