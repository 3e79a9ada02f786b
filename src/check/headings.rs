//! Rules about the order of headings.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::Span;
use crate::tree::{Heading, Inline, SectionKind};
use crate::visit::Node;

use super::subject::Subject;

/// The level of a titled section's title.
const TITLE_OF_SECTION: u8 = 2;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut title: Option<&Heading> = None;
    let mut before: Option<(u8, Span)> = None;
    for &node in &subject.nodes {
        let heading = match node {
            Node::Heading(heading) => heading,
            Node::Section(section) if section.kind == SectionKind::Titled => {
                before = Some((TITLE_OF_SECTION, section.span));
                continue;
            }
            _ => continue,
        };
        if let Some((level, place)) = before.filter(|(level, _)| heading.level > level.saturating_add(1)) {
            found.push(skipped(heading, level, place));
        }
        if heading.level == 1 && !is_blank(heading) {
            match title {
                Some(title) => found.push(repeated(heading, title)),
                None => title = Some(heading),
            }
        }
        before = Some((heading.level, heading.span));
    }
}

/// Whether a heading says nothing: `#` alone.
fn is_blank(heading: &Heading) -> bool {
    heading.content.iter().all(|inline| matches!(inline, Inline::Comment(_) | Inline::SoftBreak(_)))
}

fn skipped(heading: &Heading, level: u8, place: Span) -> Diagnostic {
    let expected = level.saturating_add(1);
    let message = format!("expected a heading of level {expected} or less, found level {}", heading.level);
    let related = format!("the heading before it has level {level}");
    Diagnostic::note(Code::HEADING_SKIPPED, heading.span, message).with_related(place, related)
}

fn repeated(heading: &Heading, title: &Heading) -> Diagnostic {
    let message = "expected one heading of level 1, found another; the first is the title of the article";
    Diagnostic::note(Code::HEADING_TITLE_REPEATED, heading.span, message).with_related(title.span, "the first is here")
}
