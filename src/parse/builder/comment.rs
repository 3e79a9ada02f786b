//! Comments as nodes, and what is nearly one.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::construct;
use crate::parse::engine::Page;
use crate::tree::Comment;

use super::report::Report;
use super::spans::Spans;

/// The comment at `range`.
pub(super) fn comment(page: &Page<'_>, spans: Spans, range: &Range<usize>) -> Comment {
    let written = page.source.get(range.clone()).unwrap_or_default();
    let start = range.start + written.len().min(4);
    let end = if written.ends_with("-->") { range.end - 3 } else { range.end };
    Comment { text: page.text(start..end.max(start)), span: spans.of(range.clone()) }
}

/// Whether what is nearly a comment is a heading or not: `# <-- configure lamps -->`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    Heading,
    Paragraph,
}

/// The comment that the heading or paragraph at `range` nearly is, such as `<-- configure lamps -->`; it is reported.
#[inline]
pub(super) fn misspelt(page: &Page<'_>, range: Range<usize>, within: Within, report: &mut Report) -> Option<Comment> {
    let written = page.source.get(range.clone())?;
    let text = match within {
        Within::Heading => written.trim_start_matches(['#', ' ', '\t']),
        Within::Paragraph => written,
    };
    let start = range.start + (written.len() - text.len());
    if text.starts_with('<') { reported(page, start, text, report) } else { None }
}

/// The comment that `text` at `start` nearly is.
fn reported(page: &Page<'_>, start: usize, text: &str, report: &mut Report) -> Option<Comment> {
    let line = text.trim_end_matches(['#', ' ', '\t', '\r', '\n']);
    let inside = construct::misspelt_comment(line)?;
    let text = page.text(start + inside.start..start + inside.end);
    let span = report.span(start..start + inside.end + "-->".len());
    let opener = &line[..inside.start];
    let message = format!("expected `<!--` to begin this comment, found `{opener}`; it is hidden all the same");
    let found = Diagnostic::warning(Code::COMMENT_MISSPELT, span, message);
    let mended = format!("<!--{}-->", &line[inside]);
    report.push(found.with_fix(report.span(start..start + line.len()), mended));
    Some(Comment { text, span })
}
