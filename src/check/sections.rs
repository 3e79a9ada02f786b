//! Rules about what sections hold (format §3).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::tree::{Block, Part, Parts, Section, SectionKind, Style};
use crate::visit::Node;

use super::subject::Subject;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    for section in subject.article.sections() {
        if is_empty(&section.parts) {
            let message = format!("expected content in the section `{}`, found none", section.kind.as_str());
            found.push(Diagnostic::note(Code::SECTION_EMPTY, section.span, message));
        }
        if section.kind == SectionKind::IssueDescription {
            markup(section, found);
        }
    }
}

/// Whether there is nothing in `parts` that shows.
fn is_empty(parts: &Parts) -> bool {
    parts.iter().all(|part| match part {
        Part::Section(section) => section.title.is_none() && is_empty(&section.parts),
        Part::Block(block) => matches!(block, Block::Comment(_)),
        Part::Payload(_) => false,
    })
}

/// Links and emphasis where services want plain words: the first of each.
fn markup(section: &Section, found: &mut Diagnostics) {
    let (mut link, mut style) = (None, None);
    for node in section.parts.nodes() {
        match node {
            Node::Link(it) => link = link.or(Some(it.span)),
            Node::Styled(it) if matches!(it.style, Style::Strong | Style::Emphasis) => style = style.or(Some(it.span)),
            _ => {}
        }
    }
    for (span, what) in [(link, "a link"), (style, "emphasis")] {
        if let Some(span) = span {
            let message = format!("expected plain words in `issueDescription`, found {what}");
            found.push(Diagnostic::note(Code::DESCRIPTION_MARKUP, span, message));
        }
    }
}
