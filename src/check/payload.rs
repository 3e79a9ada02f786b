//! What is odd about the keys and values of a payload (format §7).

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::Span;
use crate::visit::Node;

use super::inlines::is_target;

pub(super) fn check(article: &Article, found: &mut Diagnostics) {
    let Some(payload) = article.payload() else { return };
    // An editor may have changed it since it was parsed.
    let is_as_parsed = article.source().get(payload.span.range()) == Some(payload.text.as_str());
    if is_as_parsed {
        found.extend(payload.odd(article.metadata.self_help_type.as_ref()));
    }
    markdown(article, found);
}

/// Markdown in fields that people see, which are plain text or HTML: one finding for each piece of text.
fn markdown(article: &Article, found: &mut Diagnostics) {
    let Some(payload) = article.payload().filter(|payload| payload.text.contains(['*', '`', ']'])) else { return };
    let mut last = Span::NONE;
    for node in article.said_by(payload).nodes() {
        let Node::Words(words) = node else { continue };
        let Some(marks) = markdown_in(&words.text).filter(|_| words.span != last) else { continue };
        let message =
            format!("expected plain text or HTML in a field of the payload, found `{marks}`, which shows as it is");
        found.push(Diagnostic::warning(Code::PAYLOAD_MARKDOWN, words.span, message));
        last = words.span;
    }
}

/// The marks of Markdown that `text` holds.
fn markdown_in(text: &str) -> Option<&'static str> {
    let is_pair = |mark: &str| {
        let mut pieces = text.split(mark).skip(1);
        // `2 ** 3 ** 4` makes nothing bold.
        let is_tight = |piece: &str| !piece.trim().is_empty() && piece.trim().len() == piece.len();
        pieces.next().is_some_and(|first| is_tight(first) && pieces.next().is_some())
    };
    let is_link = || {
        text.split("](")
            .skip(1)
            .any(|rest| rest.is_empty() || is_target(rest.split([')', ' ']).next().unwrap_or_default()))
    };
    ["**", "`"].into_iter().find(|mark| is_pair(mark)).or_else(|| is_link().then_some("]("))
}
