//! Rules about what the texts of links, and the words about links, say.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::{Target, starts_with_ignore_case};
use crate::metadata::SelfHelpType;
use crate::span::Span;
use crate::tree::{Link, Words};
use crate::visit::Node;

use super::hosts::unescaped;
use super::quoted::quoted;
use super::subject::Subject;

/// Texts that say nothing about where a link leads.
const VAGUE: [&str; 14] = [
    "article",
    "click",
    "click here",
    "document",
    "go",
    "here",
    "learn more",
    "link",
    "more",
    "more info",
    "read more",
    "this",
    "this article",
    "this link",
];

/// What GitHub puts before anchors.
const PREFIX: &str = "user-content-";

/// Words that announce a link further on. One begins with `link` or `links`, so that they are looked for by that.
const BELOW: [&str; 4] = ["link below", "links below", "link given below", "links given below"];

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    // A link of a payload or component has the text that it shows with.
    let is_link = |&node| if let Node::Link(link) = node { Some(link) } else { None };
    let links: Vec<&Link> = subject.nodes.iter().filter_map(is_link).collect();
    let mut firsts: HashMap<Cow<'_, str>, (&Link, String)> = HashMap::new();
    for &link in &links {
        let text = words(link);
        found.extend(without_text(link, &text).or_else(|| vague(link, &text)));
        found.extend(repeated(link, text, &mut firsts));
    }
    anchors(subject.article, &links, found);
    announced(subject, found);
}

/// The text of a link in small letters, blanks made one.
fn words(link: &Link) -> String {
    let plain = link.content.to_plain();
    let mut text = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(word.chars().flat_map(char::to_lowercase));
    }
    text
}

/// `[](https://example.com)`
fn without_text(link: &Link, text: &str) -> Option<Diagnostic> {
    let shows = |node: Node<'_>| matches!(node, Node::Image(_) | Node::Placeholder(_));
    if !text.is_empty() || link.content.nodes().any(shows) || link.target.to_plain().trim().is_empty() {
        return None;
    }
    let message = "expected the text of a link, found none; nobody can follow it";
    Some(Diagnostic::warning(Code::LINK_TEXT_EMPTY, link.span, message))
}

/// `[here](https://example.com)`
fn vague(link: &Link, text: &str) -> Option<Diagnostic> {
    let trimmed = text.trim_end_matches(['.', ':', '!', '…', '>', ' ']);
    VAGUE.contains(&trimmed).then(|| {
        let message = format!("expected a text that says where the link leads, found {}", quoted(text));
        Diagnostic::note(Code::LINK_TEXT_VAGUE, link.span, message)
    })
}

/// The same address under another text, which sounds as if it were another page.
fn repeated<'a>(
    link: &'a Link,
    text: String,
    firsts: &mut HashMap<Cow<'a, str>, (&'a Link, String)>,
) -> Option<Diagnostic> {
    let target = link.target.to_plain();
    if !matches!(Target::parse(&target), Target::Web(_)) || text.is_empty() {
        return None;
    }
    match firsts.entry(target) {
        Entry::Vacant(first) => {
            first.insert((link, text));
            None
        }
        Entry::Occupied(first) => {
            let (before, before_text) = first.get();
            (*before_text != text).then(|| {
                let message = format!(
                    "expected the text {} again, as the link leads to the same address, found {}",
                    quoted(before_text),
                    quoted(&text)
                );
                Diagnostic::note(Code::LINK_REPEATED, link.span, message)
                    .with_related(before.span, "the first link is here")
            })
        }
    }
}

/// `[Steps](#stepps)`: an anchor that is no heading of the article, nor anything that its HTML names.
fn anchors(article: &Article, links: &[&Link], found: &mut Diagnostics) {
    let links = || links.iter().filter_map(|&link| Some((link, anchor(link)?)));
    if links().next().is_none() {
        return;
    }
    let mut known: std::collections::HashSet<String> =
        article.headings().map(|it| slug(&it.content.to_plain())).collect();
    known.extend(named(article.source()));
    for (link, anchor) in links() {
        let written = anchor.strip_prefix(PREFIX).unwrap_or(anchor);
        let name = unescaped(written).unwrap_or_else(|| written.to_owned()).to_lowercase();
        // The second heading of the same words is numbered.
        let first = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
        if name.is_empty() || name == "top" || [&*name, first].iter().any(|name| known.contains(*name)) {
            continue;
        }
        let message =
            format!("expected the anchor of a heading of this article, found {}", quoted(&format!("#{anchor}")));
        found.push(Diagnostic::warning(Code::LINK_ANCHOR, link.span, message));
    }
}

fn anchor(link: &Link) -> Option<&str> {
    link.target.as_plain()?.trim().strip_prefix('#')
}

/// As sites make anchors of headings: letters and digits, with dashes for blanks.
fn slug(heading: &str) -> String {
    let mut slug = String::with_capacity(heading.len());
    for c in heading.trim().chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '-' || c == '_' {
            slug.push(c);
        } else if c.is_whitespace() {
            slug.push('-');
        }
    }
    slug
}

/// The values of `id` and `name` in HTML.
fn named(source: &str) -> impl Iterator<Item = String> {
    ["id=", "name="].into_iter().flat_map(move |attribute| {
        source.match_indices(attribute).filter_map(move |(at, _)| {
            let value = source.get(at + attribute.len()..)?.trim_start_matches(['"', '\'']);
            let end = value.bytes().take(200).position(|byte| matches!(byte, b'"' | b'\'' | b'>' | b' ' | b'/'))?;
            value.get(..end).map(str::to_lowercase)
        })
    })
}

/// "Use the link below" with no link after it.
///
/// Below the text of a health event, the portal has a link of its own.
fn announced(subject: &Subject<'_>, found: &mut Diagnostics) {
    use SelfHelpType::{ServiceHealth, ServiceHealthInsights};
    if matches!(subject.article.metadata.self_help_type, Some(ServiceHealth | ServiceHealthInsights)) {
        return;
    }
    let mut waiting: Vec<(Span, &str)> = Vec::new();
    for &node in &subject.nodes {
        match node {
            Node::Link(_) | Node::Component(_) | Node::Payload(_) => waiting.clear(),
            Node::Words(words) => waiting.extend(announcement(words)),
            _ => {}
        }
    }
    for (span, words) in waiting {
        let message = format!("expected a link after {}, found none", quoted(words));
        found.push(Diagnostic::warning(Code::LINK_ANNOUNCED, span, message));
    }
}

fn announcement(words: &Words) -> Option<(Span, &str)> {
    let text = words.text.as_str();
    let is_word = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    let (at, below) = text
        .match_indices(['l', 'L'])
        .filter(|&(at, _)| is_word(at))
        .find_map(|(at, _)| Some((at, BELOW.into_iter().find(|below| starts_with_ignore_case(&text[at..], below))?)))?;
    let is_written = words.span.len() == text.len();
    let start = words.span.start as usize + at;
    let span = if is_written { Span::new(start, start + below.len()) } else { words.span };
    Some((span, &text[at..at + below.len()]))
}
