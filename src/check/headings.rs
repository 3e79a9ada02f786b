//! Rules about the order of headings.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::Span;
use crate::tree::{Heading, Inline, SectionKind};
use crate::visit::Node;

use super::quoted::quoted;
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
        found.extend(closed(subject.article.source(), heading));
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

/// Where the `#` begin that a `line` with so many at its beginning ends with, if they are as many and touch a word. Of a single one it
/// may be a name: `# C#`.
pub(super) fn closing_run(line: &str, level: usize) -> Option<usize> {
    let text = line.trim_end();
    let words = text.trim_end_matches('#');
    let inside = words.get(level..)?;
    let touches = !inside.is_empty() && !inside.ends_with([' ', '\t', '\\']);
    (level > 1 && touches && text.len() - words.len() == level).then_some(words.len())
}

/// `## Steps##`, whose end shows.
fn closed(source: &str, heading: &Heading) -> Option<Diagnostic> {
    let written = source.get(heading.span.range())?;
    let line = written.trim_start();
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let run = closing_run(line, level).filter(|_| !line.trim_end().contains(['\n', '\r']))?;
    let start = heading.span.range().start + written.len() - line.len() + run;
    let last = line[..run].chars().next_back()?;
    let message = format!(
        "expected a space before `{}` at the end of a heading, found {}; it shows",
        &line[..level],
        quoted(&last.to_string())
    );
    Some(Diagnostic::warning(Code::HEADING_SPACE, start..start + level, message).with_fix(start..start, " "))
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
