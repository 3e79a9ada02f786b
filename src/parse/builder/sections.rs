//! Sections that are open.

use std::ops::Range;

use crate::parse::construct::{Action, Boundary, Extent};
use crate::text::Text;
use crate::tree::{Block, Part, Parts, Section, SectionKind};

use super::spans::Spans;

/// A section that is open.
#[derive(Debug)]
struct OpenSection {
    kind: SectionKind,
    title: Option<Text>,
    extent: Extent,
    start: usize,
    /// Where its parts begin.
    parts: usize,
    /// Up to which part all are known to be headings and comments.
    bare: usize,
}

/// The sections that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Sections {
    open: Vec<OpenSection>,
}

impl Sections {
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// Does what a section marker does, after everything in `parts`.
    pub(super) fn boundary(
        &mut self,
        boundary: &Boundary,
        parts: &mut Vec<Part>,
        text: impl Fn(Range<usize>) -> Text,
        spans: Spans,
    ) {
        match &boundary.action {
            Action::Open { kind, title, extent } => self.open.push(OpenSection {
                kind: *kind,
                title: title.clone().map(text),
                extent: *extent,
                start: boundary.marker.start,
                parts: parts.len(),
                bare: parts.len(),
            }),
            Action::Close(kind) => {
                if let Some(at) = self.open.iter().rposition(|section| section.kind == *kind) {
                    self.close_to(at + 1, boundary.marker.start, parts, spans);
                    self.close_to(at, boundary.marker.end, parts, spans);
                }
            }
        }
    }

    /// Ends a section that runs to the first heading after other content, where that heading starts.
    pub(super) fn heading(&mut self, offset: usize, parts: &mut Vec<Part>, spans: Spans) {
        let ends = |section: &OpenSection| section.extent == Extent::BeforeHeading;
        if let Some(at) = self.open.iter().position(ends) {
            let section = &mut self.open[at];
            let content = |part: &Part| !matches!(part, Part::Block(Block::Heading(_) | Block::Comment(_)));
            if parts.iter().skip(section.bare).any(content) {
                self.close_to(at, offset, parts, spans);
            } else {
                section.bare = parts.len();
            }
        }
    }

    /// Closes sections until `count` are left.
    pub(super) fn close_to(&mut self, count: usize, end: usize, parts: &mut Vec<Part>, spans: Spans) {
        while self.open.len() > count
            && let Some(section) = self.open.pop()
        {
            let inner = Parts::cut(parts, section.parts);
            self.open.iter_mut().for_each(|outer| outer.bare = outer.bare.min(parts.len()));
            let OpenSection { kind, title, start, .. } = section;
            parts.push(Part::Section(Box::new(Section { kind, title, parts: inner, span: spans.of(start..end) })));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::tree::{Heading, Inlines, Rule};

    fn open(sections: &mut Sections, parts: &mut Vec<Part>, at: usize, kind: SectionKind, extent: Extent) {
        let action = Action::Open { kind, title: None, extent };
        sections.boundary(&Boundary { marker: at..at + 1, action }, parts, |_| Text::default(), Spans::OfSource);
    }

    #[test]
    fn a_closer_closes_what_is_open_inside() {
        let (mut sections, mut parts) = (Sections::default(), Vec::new());
        open(&mut sections, &mut parts, 0, SectionKind::ResolutionDetails, Extent::Closed);
        open(&mut sections, &mut parts, 2, SectionKind::NextSteps, Extent::Closed);
        let action = Action::Close(SectionKind::ResolutionDetails);
        sections.boundary(&Boundary { marker: 4..5, action }, &mut parts, |_| Text::default(), Spans::OfSource);
        let [Part::Section(outer)] = parts.as_slice() else { return assert_eq!(parts.len(), 1) };
        assert_eq!((outer.span, sections.len()), (Span::new(0, 5), 0));
        assert!(matches!(outer.parts.first(), Some(Part::Section(inner)) if inner.span == Span::new(2, 4)));
    }

    #[test]
    fn a_heading_ends_a_section_that_has_content() {
        let heading = || Part::Block(Block::Heading(Heading { level: 1, content: Inlines::new(), span: Span::NONE }));
        let (mut sections, mut parts) = (Sections::default(), Vec::new());
        open(&mut sections, &mut parts, 0, SectionKind::IssueDescription, Extent::BeforeHeading);
        parts.push(heading());
        sections.heading(2, &mut parts, Spans::OfSource);
        assert_eq!(sections.len(), 1);
        parts.push(Part::Block(Block::Rule(Rule { span: Span::NONE })));
        sections.heading(4, &mut parts, Spans::OfSource);
        assert_eq!((sections.len(), parts.len()), (0, 1));
    }
}
