//! [`FullReport`]: diagnostics as a person reads them, with the source line and a caret.

use std::borrow::Cow;
use std::io;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use selfhelp::diagnostic::{Diagnostic, Fix, Related, Severity};
use selfhelp::span::{LineIndex, Span};

use crate::color::Color;
use crate::error::printable;
use crate::source_line::SourceLine;

/// Display columns of a report where no terminal says how wide it is.
const COLUMNS: usize = 120;

/// Columns beside the source line: its number and the frame.
const MARGIN: usize = 10;

/// The longest replacement that is named, in bytes, beside being shown in its line.
const LONGEST_ADVICE: usize = 40;

/// How diagnostics are drawn: how wide, and whether in colour.
pub(crate) struct Style {
    renderer: Renderer,
    columns: usize,
}

impl Style {
    /// For standard output.
    pub(crate) fn for_output(color: Color) -> Style {
        Style::new(color.is_wanted(&io::stdout()), columns(&console::Term::stdout()))
    }

    /// For standard error.
    pub(crate) fn for_errors(color: Color) -> Style {
        Style::new(color.is_wanted(&io::stderr()), columns(&console::Term::stderr()))
    }

    /// For a file.
    pub(crate) fn for_file(color: Color) -> Style {
        Style::new(color == Color::Always, COLUMNS)
    }

    fn new(styled: bool, columns: usize) -> Style {
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        Style { renderer: renderer.hyperlink(false).term_width(columns), columns }
    }
}

fn columns(term: &console::Term) -> usize {
    term.size_checked().map_or(COLUMNS, |(_, columns)| usize::from(columns).max(40))
}

/// An article on which diagnostics are drawn.
pub(crate) struct FullReport<'a> {
    style: &'a Style,
    path: &'a str,
    source: &'a str,
    lines: LineIndex,
}

impl<'a> FullReport<'a> {
    /// Draws on `source`, the text of the article at `path`.
    pub(crate) fn new(style: &'a Style, path: &'a str, source: &'a str) -> FullReport<'a> {
        FullReport { style, path, source, lines: LineIndex::new(source) }
    }

    /// Draws `found`, with an empty line after it.
    pub(crate) fn draw(&self, found: &Diagnostic) -> String {
        let title = level(found.severity).primary_title(&*found.message).id(found.code.as_str());
        let mut groups = self.places(Group::with_title(title), found);
        groups.extend(found.fix.as_ref().and_then(|fix| self.suggestion(fix)));
        // The renderer shows what else a terminal would obey as pictures, but not these: U+009B begins a sequence as ESC [ does.
        let drawn = self.style.renderer.render(&groups);
        drawn.replace(|c| matches!(c, '\u{80}'..='\u{9F}'), "\u{FFFD}") + "\n\n"
    }

    /// The place of `found` and its second place: one source line where both are in it, else two.
    fn places<'d>(&'d self, group: Group<'d>, found: &'d Diagnostic) -> Vec<Group<'d>> {
        let Some(line) = self.line(found.span) else {
            return vec![group.element(Origin::path(self.path))];
        };
        if !line.is_whole() {
            return self.cut(group, found, &line);
        }
        let mut marks = vec![self.mark(AnnotationKind::Primary, &line, found.span, "")];
        let mut apart = None;
        if let Some(related) = found.related.as_ref().filter(|related| !related.span.is_none()) {
            let label = &*related.message;
            if line.holds(related.span) && self.fit(&line, found.span, related.span) {
                marks.push(self.mark(AnnotationKind::Context, &line, related.span, label))
            } else {
                apart = self.second(related)
            }
        }
        vec![group.element(self.snippet(&line).annotations(marks)).elements(apart)]
    }

    /// Of a very long line only what is around the mark is drawn.
    fn cut<'d>(&'d self, group: Group<'d>, found: &'d Diagnostic, line: &SourceLine) -> Vec<Group<'d>> {
        let position = self.lines.position(self.source, found.span.start as usize);
        let origin = Origin::path(self.path).line(line.line()).char_column(position.column as usize);
        let (text, range) = line.window(line.range(found.span), self.style.columns.saturating_sub(MARGIN));
        let snippet = Snippet::source(text).line_start(line.line()).annotation(AnnotationKind::Primary.span(range));
        vec![group.element(origin), Group::with_level(level(found.severity)).element(snippet)]
    }

    /// The second place of a diagnostic, in a line of its own.
    fn second<'d>(&'d self, related: &'d Related) -> Option<Snippet<'d, Annotation<'d>>> {
        let line = self.line(related.span).filter(SourceLine::is_whole)?;
        let mark = self.mark(AnnotationKind::Context, &line, related.span, &related.message);
        Some(self.snippet(&line).annotation(mark))
    }

    fn line(&self, span: Span) -> Option<SourceLine> {
        SourceLine::new(self.source, &self.lines, span)
    }

    fn snippet<'d, T: Clone>(&'d self, line: &SourceLine) -> Snippet<'d, T> {
        Snippet::source(line.text().to_owned()).line_start(line.line()).path(self.path)
    }

    /// Columns for marks and what is between them.
    fn room(&self) -> usize {
        self.style.columns.saturating_sub(2 * MARGIN)
    }

    /// Whether there is room for the beginnings of both places in one rendering of their line.
    fn fit(&self, line: &SourceLine, one: Span, other: Span) -> bool {
        let (one, other) = (line.range(one).start, line.range(other).start);
        let between = one.min(other)..one.max(other);
        line.shortened(between.clone(), self.room() / 2) == between
    }

    fn mark<'d>(&self, kind: AnnotationKind, line: &SourceLine, span: Span, label: &'d str) -> Annotation<'d> {
        let last = |span: Span| self.lines.position(self.source, span.end.saturating_sub(1) as usize).line;
        let label = match label {
            "" if line.is_left_by(span) => Some(Cow::from(format!("from here to line {}", last(span)))),
            "" => None,
            _ => Some(Cow::from(label)),
        };
        // A mark wider than the report is cut, or the line could not be.
        let room = self.room().saturating_sub(label.as_ref().map_or(0, |label| label.chars().count()));
        let range = line.shortened(line.range(span), room);
        kind.span(range).label(label)
    }

    /// The line as `fix` would have it.
    fn suggestion<'d>(&'d self, fix: &'d Fix) -> Option<Group<'d>> {
        let line = self.line(fix.span)?;
        if line.is_left_by(fix.span) || fix.replacement.contains(['\n', '\r']) {
            return None;
        }
        let (text, range) = line.window(line.range(fix.span), self.style.columns.saturating_sub(MARGIN));
        let advice = match (fix.span.is_empty(), &*fix.replacement) {
            (_, "") => "remove this".to_owned(),
            (true, " ") => "insert a space".to_owned(),
            (_, words) if words.len() > LONGEST_ADVICE => "write this".to_owned(),
            (true, words) => format!("insert `{words}`"),
            (false, words) => format!("write `{words}`"),
        };
        let patch = Patch::new(range, &*fix.replacement);
        let snippet = Snippet::source(text).line_start(line.line()).path(self.path).patch(patch);
        // Titles of this kind may be styled, so that the renderer leaves control characters in them.
        Some(Level::HELP.secondary_title(printable(&advice)).element(snippet))
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

#[cfg(test)]
mod tests;
