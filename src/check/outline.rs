//! Rules about what headings are there, and what is under them.

use std::collections::HashSet;

use strsim::damerau_levenshtein;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::metadata::SelfHelpType;
use crate::span::Span;
use crate::tree::{Block, Heading, Part, Section, SectionKind};
use crate::visit::Node;

use super::quoted::quoted;
use super::subject::Subject;

/// The headings by which services find parts of an article, and their level.
const RECOMMENDED: [&str; 2] = ["recommended steps", "recommended documents"];
const RECOMMENDED_LEVEL: u8 = 2;

/// Longest heading, in bytes of the source, in which its words are looked for.
const LONGEST_HEADING: usize = 200;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let article = subject.article;
    let title = article.title_heading();
    // A payload is shown by a form of its own.
    if article.payload().is_none() {
        match title {
            Some(title) => found.extend(not_first(subject, title)),
            // Without a header it is a piece of an article.
            None if article.properties().len() > 0 => found.extend(missing(subject)),
            None => {}
        }
    }
    found.extend(empty(subject));
    let mut has_second_level = false;
    for heading in article.headings() {
        if heading.level > 1 {
            found.extend(title.and_then(|title| repeats(heading, title)));
        }
        found.extend(recommended(article.source(), heading, has_second_level));
        has_second_level |= heading.level == RECOMMENDED_LEVEL;
    }
}

/// The heading that is all that `section` holds beside comments.
fn sole_heading(section: &Section) -> Option<Span> {
    let is_comment = |part: &&Part| matches!(part, Part::Block(Block::Comment(_)));
    let mut parts = section.parts.iter().filter(|part| !is_comment(part));
    match (parts.next(), parts.next()) {
        (Some(Part::Block(Block::Heading(heading))), None) => Some(heading.span),
        _ => None,
    }
}

/// No heading of level 1.
fn missing(subject: &Subject<'_>) -> Option<Diagnostic> {
    let article = subject.article;
    if article.metadata.self_help_type == Some(SelfHelpType::PartnerCenterQuickStart) {
        return None;
    }
    let first = subject.nodes.iter().find(|node| is_shown(node))?;
    let message = "expected a heading of level 1 as the title of the article, found none";
    let start = first.span().start as usize;
    let line = crate::source::first_line(article.source().get(start..)?);
    Some(Diagnostic::note(Code::TITLE_MISSING, start..start + line.trim_end().len(), message))
}

/// Whether a reader sees the node, or what is in it.
fn is_shown(node: &Node<'_>) -> bool {
    !matches!(node, Node::Section(_) | Node::Comment(_)) && !node.span().is_none()
}

/// Words, or another heading, before the title.
fn not_first(subject: &Subject<'_>, title: &Heading) -> Option<Diagnostic> {
    let first = subject.nodes.iter().find(|node| is_shown(node))?;
    if matches!(first, Node::Heading(heading) if heading.span == title.span || heading.level == 1) {
        return None;
    }
    let message = "expected the title of the article first, found it after other content";
    let found = Diagnostic::note(Code::TITLE_NOT_FIRST, title.span, message);
    Some(found.with_related(first.span(), "this comes before it"))
}

/// `## Lamp` after `# Lamp`.
fn repeats(heading: &Heading, title: &Heading) -> Option<Diagnostic> {
    let (words, title_words) = (heading.content.to_plain(), title.content.to_plain());
    if words.trim().is_empty() || !words.trim().eq_ignore_ascii_case(title_words.trim()) {
        return None;
    }
    let message = format!("expected another heading than the title {}, found the same", quoted(title_words.trim()));
    Some(
        Diagnostic::note(Code::HEADING_REPEATS_TITLE, heading.span, message)
            .with_related(title.span, "the title is here"),
    )
}

/// `## Recomended Steps`, and `# Recommended Steps`, which would be a title.
fn recommended(source: &str, heading: &Heading, has_second_level: bool) -> Option<Diagnostic> {
    let words = heading.content.to_plain();
    let words = words.trim().trim_end_matches(':').trim_end();
    if words.len() > 2 * RECOMMENDED[1].len() {
        return None;
    }
    let lower = words.to_lowercase();
    if RECOMMENDED.contains(&&*lower) {
        // A deeper one belongs to the heading of the second level before it.
        let is_deep = heading.level > RECOMMENDED_LEVEL && !has_second_level;
        let message = format!("expected {} at level {RECOMMENDED_LEVEL}, found level {}", quoted(words), heading.level);
        return (heading.level < RECOMMENDED_LEVEL || is_deep)
            .then(|| Diagnostic::note(Code::HEADING_RECOMMENDED, heading.span, message));
    }
    let near = RECOMMENDED.into_iter().find(|name| is_misspelt(&lower, name))?;
    let meant = if near == RECOMMENDED[0] { "Recommended Steps" } else { "Recommended Documents" };
    // A blank that only looks like one: `Recommended\u{A0}Steps`.
    let odd =
        words.chars().find(|c| c.is_whitespace() && *c != ' ').filter(|_| lower.split_whitespace().eq(near.split(' ')));
    let message = match odd {
        Some(blank) => {
            let code = u32::from(blank);
            format!("expected the heading `{meant}` with a space in it, found U+{code:04X}, which only looks like one")
        }
        None => format!("expected the heading `{meant}`, found {}", quoted(words)),
    };
    let found = Diagnostic::note(Code::HEADING_RECOMMENDED, heading.span, message);
    // Spans of a deserialised tree may all name the whole source.
    let written =
        source.get(heading.span.range()).filter(|written| written.len() < LONGEST_HEADING).unwrap_or_default();
    Some(match written.find(words) {
        Some(at) => {
            let start = heading.span.start as usize + at;
            found.with_fix(start..start + words.len(), meant)
        }
        None => found,
    })
}

/// Whether `written` is `name` with a slip or two in a word. `recommended sites` and `recommended specs` are other words, and
/// a single step or document is not misspelt.
fn is_misspelt(written: &str, name: &str) -> bool {
    let is_near = |(word, meant): (&str, &str)| damerau_levenshtein(word, meant) <= meant.len() / 5;
    let (words, meant) = (written.split_whitespace(), name.split(' '));
    written.split_whitespace().count() == meant.clone().count()
        && words.zip(meant).all(is_near)
        && name.strip_suffix('s') != Some(written)
}

/// Headings with nothing under them before the next one of their level or above, or before the end.
fn empty(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut open: Option<&Heading> = None;
    let alone: HashSet<Span> = subject.article.sections().filter_map(sole_heading).collect();
    let mut report = |heading: &Heading| {
        // What an author puts in bold, or as a heading, is all that the section says.
        if alone.contains(&heading.span) {
            return;
        }
        let message = "expected something under this heading, found nothing";
        found.push(Diagnostic::note(Code::HEADING_EMPTY, heading.span, message));
    };
    // What a heading holds itself is before this offset.
    let mut end = 0;
    for &node in &subject.nodes {
        match node {
            // The title is above all the article.
            Node::Heading(heading) if heading.level > 1 => {
                if let Some(before) = open.filter(|before| before.level >= heading.level) {
                    report(before);
                }
                open = Some(heading).filter(|heading| !heading.span.is_none());
                end = heading.span.end;
            }
            Node::Heading(_) => {
                open.into_iter().for_each(&mut report);
                open = None;
            }
            Node::Comment(_) => {}
            Node::Section(section) if section.kind != SectionKind::Titled => {}
            node if node.span().start >= end => open = None,
            _ => {}
        }
    }
    if let Some(last) = open {
        report(last);
    }
    found
}
