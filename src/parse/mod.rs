//! Parsing: bytes to text, header to metadata, body to tree.

mod conflict;
mod header;
pub(crate) mod markdown;
mod payload;
mod source;

use std::sync::Arc;

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::ParseError;
use crate::limits;
use crate::metadata::Metadata;
use crate::span::Span;
use crate::text::Text;
use crate::tree::{Block, CodeBlock, Part, Template};

pub(crate) use source::{MARK, decode};

/// The error for an input that is larger than the limit, made without reading what is beyond it.
pub(crate) fn oversize(bytes: &[u8]) -> Option<ParseError> {
    let found = too_large(bytes.len())?;
    let read = decode(bytes.get(..limits::INPUT_BYTES)?);
    ParseError::from_diagnostics(&read.text, &[found])
}

/// Parses an article that had so many bytes before it was decoded, recovering from everything.
pub(crate) fn article(source: Arc<str>, bytes: usize, mut found: Vec<Diagnostic>) -> Article {
    if let Some(too_large) = too_large(bytes) {
        return refused(source, found, too_large);
    }
    let conflicts = conflict::conflicts(&source, &mut found);
    let header = match header::header(&source, &conflicts, &mut found) {
        Ok(header) => header,
        Err(too_large) => return refused(source, found, *too_large),
    };
    let metadata = Metadata::from_properties(&source, &header.properties, &mut found);

    let mut definitions = Vec::new();
    let mut parts = Vec::new();
    if let Some(preamble) = header.preamble {
        parts.extend(markdown::markdown(&source, preamble, &mut definitions, &mut found));
    }
    match payload::payload(&source, header.body.clone(), &metadata, &mut found) {
        Some(split) => {
            parts.extend(markdown::markdown(&source, split.before, &mut definitions, &mut found));
            parts.push(Part::Payload(split.payload));
            parts.extend(markdown::markdown(&source, split.after, &mut definitions, &mut found));
        }
        None => parts.extend(markdown::markdown(&source, header.body, &mut definitions, &mut found)),
    }
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    Article::from_parts(source, header.properties.all, metadata, parts.into(), definitions, found)
}

fn too_large(bytes: usize) -> Option<Diagnostic> {
    let limit = limits::INPUT_BYTES;
    let message = format!("the input has {bytes} bytes, more than the limit of {limit}");
    (bytes > limit).then(|| Diagnostic::error(Code::INPUT_TOO_LARGE, limit..bytes, message))
}

/// An article that is beyond a limit: its text as one literal block, so that nothing of it is lost.
fn refused(source: Arc<str>, mut found: Vec<Diagnostic>, too_large: Diagnostic) -> Article {
    let start = if source.starts_with(MARK) { MARK.len() } else { 0 };
    let span = Span::new(start, source.len());
    let text = &source[start..];
    let content = if text.ends_with('\n') && !text.contains('\r') {
        Text::shared(&source, span)
    } else {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        Text::from(if lines.ends_with('\n') { lines } else { lines + "\n" })
    };
    let block = Block::Code(CodeBlock { language: None, content: Template::from(content), span });
    found.push(too_large);
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    let body = [Part::Block(block)].into_iter().collect();
    Article::from_parts(source, Vec::new(), Metadata::default(), body, Vec::new(), found)
}
