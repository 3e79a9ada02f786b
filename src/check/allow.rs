//! Comments that allow what a rule finds: `<!-- selfhelp: allow link-gap because … -->`.

use std::collections::HashMap;

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Rule, Severity};
use crate::metadata::nearest;
use crate::source::quoted_snippet;
use crate::span::Span;
use crate::tree::Comment;
use crate::visit::Node;

use super::ledger;
use super::source_cursor::is_escaped;

/// How a comment begins that is for the checks.
const KEYWORD: &str = "selfhelp:";

/// A rule that a comment names, and where its findings are allowed.
struct Allowed {
    code: Code,
    /// Where the name of the rule is written.
    span: Span,
    scope: Span,
    used: bool,
}

/// Takes out of `found` what comments in the article allow, and adds what is wrong with these comments.
///
/// What strict parsing refuses cannot be allowed, as nobody could trust the rest.
pub(super) fn apply(article: &Article, found: &mut Diagnostics) {
    if memchr::memmem::find(article.source().as_bytes(), KEYWORD.as_bytes()).is_none() {
        return;
    }
    let mut faults = outside(article);
    let mut allowed = allowed(article, &mut faults);
    let mut sweeps: HashMap<Code, Sweep> = HashMap::new();
    for (index, allowed) in allowed.iter().enumerate() {
        sweeps.entry(allowed.code.clone()).or_default().entries.push(index);
    }
    found.sort();
    found.retain(|found| {
        let sweep = sweeps.get_mut(&found.code).filter(|_| found.severity < Severity::Error);
        let covering = sweep.and_then(|sweep| sweep.covering(&allowed, found.span.start));
        covering.is_none_or(|index| {
            allowed[index].used = true;
            false
        })
    });
    // What was left out may be what a comment after it allows.
    let sure = found.left_out().map_or(u32::MAX, |first| first.start);
    found.extend(faults);
    let is_unused = |allowed: &&Allowed| !allowed.used && allowed.scope.end < sure;
    // Nobody knows here what the article is like beside others.
    let is_known = |allowed: &&Allowed| !ledger::CODES.contains(&allowed.code);
    found.extend(allowed.iter().filter(is_unused).filter(is_known).map(unused));
}

/// The comments for the checks that are in no block, which allow nothing: between the items of an author's list, in the header,
/// in a payload. In code such a one shows how it is written.
fn outside(article: &Article) -> Vec<Diagnostic> {
    let source = article.source();
    let is_held =
        |node: &Node<'_>| matches!(node, Node::Comment(_) | Node::CodeBlock(_) | Node::CodeSpan(_) | Node::Link(_));
    let mut held = article.nodes().filter(is_held).map(|node| node.span().range()).peekable();
    let comments = memchr::memmem::find_iter(source.as_bytes(), "<!--");
    let ordered = comments.filter(|at| source[at + "<!--".len()..].trim_start().starts_with(KEYWORD));
    let ordered = ordered.filter(|at| !is_escaped(source, *at));
    let free = ordered.filter(|at| {
        while held.next_if(|held| held.end <= *at).is_some() {}
        held.peek().is_none_or(|held| held.start > *at)
    });
    let message = "expected this comment before a block, in one, or before the header; it allows nothing here";
    free.map(|at| Diagnostic::warning(Code::ALLOW_UNUSED, at..at + "<!--".len(), message)).collect()
}

fn unused(allowed: &Allowed) -> Diagnostic {
    let message =
        format!("expected something that `{}` finds, found nothing; the comment allows nothing", allowed.code);
    Diagnostic::warning(Code::ALLOW_UNUSED, allowed.span, message)
}

/// The scopes of one code, met in document order, so that each is looked at once.
#[derive(Default)]
struct Sweep {
    entries: Vec<usize>,
    next: usize,
    open: Vec<usize>,
}

impl Sweep {
    /// The innermost scope around `at`, which is not before that of the last call.
    fn covering(&mut self, allowed: &[Allowed], at: u32) -> Option<usize> {
        while let Some(&entry) = self.entries.get(self.next).filter(|&&entry| allowed[entry].scope.start <= at) {
            self.open.push(entry);
            self.next += 1;
        }
        while let Some(&inner) = self.open.last() {
            if at <= allowed[inner].scope.end {
                return Some(inner);
            }
            self.open.pop();
        }
        None
    }
}

/// What comments allow, by the starts of their scopes.
fn allowed(article: &Article, faults: &mut Vec<Diagnostic>) -> Vec<Allowed> {
    let source = article.source();
    let header = article.properties().next().map(|property| property.name_span.start);
    let mut all: Vec<Allowed> = Vec::new();
    // The last block of text, and where those begin whose block is still to come.
    let mut text = Span::NONE;
    let mut waiting = 0;
    for node in article.nodes().filter(|node| !node.span().is_none()) {
        let span = node.span();
        if let Node::Comment(comment) = node {
            let scope = if header.is_some_and(|header| span.end <= header) {
                Some(Span::new(0, source.len()))
            } else {
                Some(text).filter(|text| text.start <= span.start && span.end <= text.end)
            };
            all.extend(rules(source, comment, faults).into_iter().flatten().map(|(code, name)| Allowed {
                code,
                span: name,
                scope: scope.unwrap_or(span),
                used: false,
            }));
            waiting = if scope.is_some() { all.len() } else { waiting };
        } else if is_block(&node) {
            if waiting < all.len() {
                let end = end_of(article, &node);
                all[waiting..].iter_mut().for_each(|allowed| allowed.scope.end = end);
            }
            waiting = all.len();
            text = if is_text(&node) { span } else { text };
        }
    }
    all.sort_by_key(|allowed| (allowed.scope.start, std::cmp::Reverse(allowed.scope.end)));
    all
}

/// Where a block ends for the comments before it; the line that closes a payload belongs to it.
fn end_of(article: &Article, node: &Node<'_>) -> u32 {
    match node {
        Node::Payload(payload) => {
            let next = article.body.iter().map(|part| part.span()).find(|span| span.start >= payload.span.end);
            next.map_or(Span::new(0, article.source().len()).end, |span| span.start)
        }
        node => node.span().end,
    }
}

fn is_block(node: &Node<'_>) -> bool {
    use Node::{CodeSpan, Comment, HardBreak, Image, Link, Placeholder, SoftBreak, Styled, Words};
    !matches!(
        node,
        Words(_)
            | Styled(_)
            | CodeSpan(_)
            | Link(_)
            | Image(_)
            | Placeholder(_)
            | SoftBreak(_)
            | HardBreak(_)
            | Comment(_)
    )
}

/// Whether the block holds words itself, so that a comment in it is among them.
fn is_text(node: &Node<'_>) -> bool {
    matches!(node, Node::Paragraph(_) | Node::Heading(_) | Node::TableCell(_) | Node::Term(_))
}

/// The rules that `comment` names, and where; `None` where it is not for the checks.
fn rules(source: &str, comment: &Comment, faults: &mut Vec<Diagnostic>) -> Option<Vec<(Code, Span)>> {
    let written = source.get(comment.span.range())?;
    let order = written.strip_prefix("<!--")?.trim_start().strip_prefix(KEYWORD)?.trim_start();
    let order = order.strip_suffix("-->").unwrap_or(order).trim_end();
    let at = |part: &str| {
        let start = comment.span.start as usize + (part.as_ptr().addr() - written.as_ptr().addr());
        Span::new(start, start + part.len())
    };
    let Some(rest) =
        order.strip_prefix("allow").filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    else {
        let message =
            format!("expected `allow` and the name of a rule after `{KEYWORD}`, found {}", quoted_snippet(order));
        faults.push(Diagnostic::warning(Code::ALLOW_UNKNOWN, comment.span, message));
        return None;
    };
    let names = names(rest);
    if names.is_empty() {
        let message = "expected the name of a rule after `allow`, found none";
        faults.push(Diagnostic::warning(Code::ALLOW_UNKNOWN, comment.span, message));
    }
    let mut codes = Vec::new();
    for name in names {
        match Rule::find(name) {
            Some(rule) => codes.push((rule.code(), at(name))),
            None => faults.push(unknown(name, at(name))),
        }
    }
    Some(codes)
}

/// The names at the beginning of `text`, with commas between them; what follows them is the reason.
fn names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == ',' || c.is_whitespace()).unwrap_or(rest.len());
        names.extend(Some(&rest[..end]).filter(|name| !name.is_empty()));
        match rest[end..].trim_start().strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None => break,
        }
    }
    names
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    let message = format!("expected the name of a rule, found {}", quoted_snippet(name));
    match nearest(name, Rule::ALL.iter().map(Rule::name)) {
        Some(near) => Diagnostic::warning(Code::ALLOW_UNKNOWN, span, format!("{message}; did you mean `{near}`?"))
            .with_fix(span, near),
        None => Diagnostic::warning(Code::ALLOW_UNKNOWN, span, message),
    }
}
