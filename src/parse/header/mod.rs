//! The header (format §2): from `<properties` to `/>`, and what is before it.
//!
//! Reading goes property by property. One that is well-formed by the [`grammar`] is taken as it is; only where one is
//! not do the recoveries of format §2.2 begin: of its value in [`value`], of what is between properties in
//! [`stray`], of comments there in [`comment`]. They ask [`lookahead`] about the text. [`locate`] finds where the header
//! begins, and [`after`] is about what comes after its end and still belongs to it.

mod after;
mod comment;
mod front_matter;
mod grammar;
mod locate;
mod lookahead;
mod quotes;
mod reader;
mod stray;
mod value;

use std::ops::Range;

use front_matter::Place;
use locate::{Before, Beginning};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::metadata::{Metadata, Property, PropertySpan, is_space};
use crate::parse::conflict::Conflicts;
use crate::span::{BYTE_ORDER_MARK, Span};
use crate::text::Shared;
use crate::tree::Parts;
use crate::visit::Node;

/// What the header pass found.
#[derive(Default)]
pub(crate) struct Header {
    /// From its keyword to its end, or [`Span::NONE`].
    pub(crate) span: Span,
    /// Where the properties are.
    pub(crate) properties: Vec<PropertySpan>,
    /// Text or comments that come before the header and belong to the body.
    pub(crate) preamble: Option<Range<usize>>,
    /// Everything after the header.
    pub(crate) body: Range<usize>,
    /// What is to be said of the values; none where there is no header, so that no further one is looked for.
    pub(crate) values: Option<Diagnostics>,
}

/// Reads the header of `source` and writes its properties into `metadata`.
///
/// # Errors
///
/// The diagnostic for the limit that the header is over.
pub(crate) fn header(
    source: &Shared,
    conflicts: &Conflicts,
    limits: &Limits,
    metadata: &mut Metadata,
    found: &mut Diagnostics,
) -> Result<Header, Box<Diagnostic>> {
    let mark = if source.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let beginning = match front_matter::read(source, mark, limits, metadata, found) {
        Place::Read(header) => return Ok(header),
        Place::Before { start, keyword } => Some(Beginning { keyword, before: Some(Before::FrontMatter(start)) }),
        Place::None => locate::locate(source, conflicts, found),
    };
    let Some(beginning) = beginning else {
        return Ok(Header { body: mark..source.len(), ..Header::default() });
    };
    let mut reader = reader::Reader::new(source, conflicts, limits, metadata, found);
    let body = reader.read(&beginning)?;
    let (properties, values) = (reader.properties, Some(reader.metadata.finish()));
    conflicts.report(source, body, found);
    let start = beginning.start();
    let preamble = preamble(source, conflicts, mark..start, body);
    Ok(Header { span: span(source, start..body), properties, preamble, body: body..source.len(), values })
}

/// Whether a header that has ended may go on in `after`, or have another beside it.
pub(crate) fn may_go_on(after: &str) -> bool {
    let after = after.trim_start_matches(is_space);
    match after.as_bytes().first() {
        Some(b'<') => true,
        // A property begins with a letter, and nearly every body with `#`.
        Some(first) => first.is_ascii_alphabetic() && grammar::starts_property(after).is_ok(),
        None => false,
    }
}

/// The property at `span` of `source`, whose header is at `header`.
pub(crate) fn property(source: &str, header: Span, span: PropertySpan) -> Property<'_> {
    let is_entry = front_matter::is_entry(source, span) && source.get(header.range()).is_some_and(front_matter::is_in);
    if is_entry { front_matter::property(source, span) } else { span.read(source) }
}

/// The span of a header, without the white space before the body.
fn span(source: &str, header: Range<usize>) -> Span {
    let written = source[header.clone()].trim_end_matches(is_space);
    Span::new(header.start, header.start + written.len())
}

/// What is `before` the header, without spaces and the beginning of a merge conflict that ends in the header.
fn preamble(source: &str, conflicts: &Conflicts, before: Range<usize>, body: usize) -> Option<Range<usize>> {
    let text = source[before.clone()].trim_start_matches(is_space);
    let start = before.end - text.len();
    let is_marker = conflicts.skip(start).is_some_and(|end| source[end..before.end].chars().all(is_space));
    let is_body = !text.is_empty() && !is_marker || is_marker && !conflicts.is_within(start, body);
    is_body.then_some(before)
}

/// Warns of further headers from `start` on, which are body text; one in code shows how a header is written.
pub(crate) fn report_second(source: &str, start: usize, body: &Parts, found: &mut Diagnostics) {
    let mut keywords = locate::keywords(source, start).peekable();
    if keywords.peek().is_none() {
        return;
    }
    let code = body.nodes().filter(|node| matches!(node, Node::CodeBlock(_) | Node::CodeSpan(_)));
    let mut code = code.map(|node| node.span()).peekable();
    for keyword in keywords {
        let at = Span::new(keyword.start, keyword.end);
        while code.next_if(|code| code.end <= at.start).is_some() {}
        if code.peek().is_some_and(|code| code.start <= at.start) {
            continue;
        }
        let message = "expected one header, found another `<properties`, which is text";
        found.push(Diagnostic::warning(Code::HEADER_REPEATED, keyword, message));
    }
}
