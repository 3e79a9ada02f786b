//! What a replacement needs to stay where it is put: the line ends of the file, and the prefix of its quotes and lists.
//!
//! ```text
//! > 1. Stop it.       replaced by   Stop it:⏎⏎* now
//!
//! > 1. Stop it:
//! >
//! >    * now
//! ```

use std::borrow::Cow;

use super::{line_end_at, with_line_ends};
use crate::article::Article;
use crate::span::Span;
use crate::visit::Node;

/// `text` as it is put at `span` of the source.
pub(super) fn fitted<'t>(article: &Article, span: Span, text: &'t str) -> Cow<'t, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let source = article.source();
    let text = with_line_ends(text, "\n");
    let prefix = prefix(article, span);
    let prefixed = if prefix.is_empty() { text } else { Cow::Owned(prefixed(&text, &prefix)) };
    let line_end = line_end_at(source, span.range().start);
    Cow::Owned(with_line_ends(&prefixed, line_end).into_owned())
}

/// `text` with `prefix` before each line after the first.
///
/// In a list, where the prefix is white space, code is indented, too: its lines have the prefix only if all lines have it.
fn prefixed(text: &str, prefix: &str) -> String {
    let short = prefix.trim_end();
    let has_prefix = |line: &str| line.trim().is_empty() || line.starts_with(prefix);
    if short.is_empty() && text.split('\n').skip(1).all(has_prefix) {
        return text.to_owned();
    }
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        let blank = line.trim().is_empty();
        let has_quote = !short.is_empty() && line.starts_with(short);
        out.push_str(match (blank, has_quote) {
            (_, true) => "",
            (true, false) => short,
            (false, false) => prefix,
        });
        out.push_str(if blank && !has_quote { "" } else { line });
    }
    out
}

/// The prefix of the lines of the innermost quote or list item around `span` that is Markdown: `>   ` in `> * a`.
fn prefix(article: &Article, span: Span) -> String {
    let source = article.source();
    let around = article.nodes().filter_map(|node| match node {
        Node::ListItem(item) => content_of_item(source, item.span).map(|content| (item.span, content)),
        Node::Quote(quote) => content_of_quote(source, quote.span).map(|content| (quote.span, content)),
        _ => None,
    });
    // Nodes come in document order: the last one that holds the span is the innermost.
    let holds = |(outer, _): &(Span, usize)| outer.start < span.start && outer.contains(span);
    let Some((_, content)) = around.filter(holds).last() else { return String::new() };
    let line = line_start(source, content);
    source[line..content].chars().map(|c| if matches!(c, '>' | ' ' | '\t') { c } else { ' ' }).collect()
}

/// Where the content of the quote at `span` begins, if that is written with `>`.
fn content_of_quote(source: &str, span: Span) -> Option<usize> {
    let after = source.get(span.range())?.strip_prefix('>')?;
    Some(span.range().start + 1 + usize::from(after.starts_with([' ', '\t'])))
}

/// Where the content of the list item at `span` begins, if that is written with a marker of Markdown: `*` or `1.`.
fn content_of_item(source: &str, span: Span) -> Option<usize> {
    let written = source.get(span.range())?;
    let marker = match written.trim_start_matches(|c: char| c.is_ascii_digit()) {
        after if after.len() == written.len() => after.strip_prefix(['*', '-', '+'])?,
        after => after.strip_prefix(['.', ')'])?,
    };
    let content = marker.trim_start_matches([' ', '\t']);
    // More blanks begin indented code, which they are a part of; an empty line is none.
    let blanks = match marker.len() - content.len() {
        blanks @ 1..=4 if !content.is_empty() && !content.starts_with(['\n', '\r']) => blanks,
        0 => 0,
        _ => 1,
    };
    Some(span.range().start + (written.len() - marker.len()) + blanks)
}

/// Where the line at `at` begins, or what is after a section marker on it.
fn line_start(source: &str, at: usize) -> usize {
    let before = source.get(..at).unwrap_or_default();
    let line = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    before[line..].rfind("-->").map_or(line, |marker| line + marker + "-->".len())
}
