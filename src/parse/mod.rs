//! Parsing: bytes to text, header to metadata, body to tree.

mod author;
mod autolink;
mod bound;
mod builder;
mod close;
mod code;
mod component;
mod conflict;
mod definition;
mod header;
mod html;
mod html_lines;
mod line_ends;
mod lines;
mod mark_block;
pub(crate) mod markdown;
mod marker;
mod mask;
mod node;
mod payload;
mod pieces;
mod placeholder;
mod raw_html;
mod run;
mod scan;
mod section;
mod source;
mod table;
mod ticks;
mod title;
mod whole_line;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::error::ParseError;
use crate::limits::Limits;
use crate::metadata::{Metadata, Place};
use crate::parse::conflict::Conflicts;
use crate::parse::header::Header;
use crate::parse::marker::Dialect;
use crate::span::{MARK, Span};
use crate::text::Text;
use crate::tree::{Block, CodeBlock, Definition, Part, Parts, Template};

pub(crate) use source::{decode, encode_like};

/// The error for an input that is larger than the limit, made without reading what is beyond it.
pub(crate) fn oversize(bytes: &[u8], limits: &Limits) -> Option<ParseError> {
    let found = too_large(bytes.len(), limits.input_bytes)?;
    let read = decode(bytes.get(..limits.input_bytes)?);
    ParseError::from_diagnostics(&read.text, &[found])
}

/// What an article's text says.
pub(crate) struct Parsed {
    pub(crate) source: Arc<str>,
    pub(crate) properties: Vec<Place>,
    pub(crate) metadata: Metadata,
    pub(crate) body: Parts,
    pub(crate) definitions: Vec<Definition>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Parses an article that had so many bytes before it was decoded, recovering from everything.
pub(crate) fn parse(source: Arc<str>, bytes: usize, mut found: Vec<Diagnostic>, limits: &Limits) -> Parsed {
    if let Some(too_large) = too_large(bytes, limits.input_bytes) {
        return refused(source, found, too_large);
    }
    let conflicts = conflict::conflicts(&source);
    let mut metadata = Metadata::default();
    let header = match header::header(&source, &conflicts, limits, &mut metadata, &mut found) {
        Ok(header) => header,
        Err(too_large) => return refused(source, found, *too_large),
    };
    let Header { properties, preamble, body: range } = header;
    let mut body = Body {
        source: &source,
        dialect: Dialect::of(&metadata),
        conflicts: &conflicts,
        limits,
        parts: Vec::new(),
        definitions: Vec::new(),
    };
    if let Some(preamble) = preamble {
        body.markdown(preamble, &mut found);
    }
    match payload::payload(&source, range.clone(), &metadata, &mut found) {
        Some(split) => {
            body.markdown(split.before, &mut found);
            body.parts.push(Part::Payload(split.payload));
            body.markdown(split.after, &mut found);
        }
        None => body.markdown(range, &mut found),
    }
    let Body { parts, definitions, .. } = body;
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    Parsed { source, properties, metadata, body: parts.into(), definitions, diagnostics: found }
}

fn too_large(bytes: usize, limit: usize) -> Option<Diagnostic> {
    (bytes > limit).then(|| {
        let message = format!("the input has {bytes} bytes, more than the limit of {limit}");
        Diagnostic::error(Code::INPUT_TOO_LARGE, limit..bytes, message)
    })
}

/// An article that is beyond a limit: its text as one literal block, so that nothing of it is lost.
fn refused(source: Arc<str>, mut found: Vec<Diagnostic>, too_large: Diagnostic) -> Parsed {
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
    Parsed {
        source,
        properties: Vec::new(),
        metadata: Metadata::default(),
        body,
        definitions: Vec::new(),
        diagnostics: found,
    }
}

/// A body that is being parsed, range by range.
struct Body<'s> {
    source: &'s Arc<str>,
    dialect: Dialect,
    conflicts: &'s Conflicts,
    limits: &'s Limits,
    parts: Vec<Part>,
    definitions: Vec<Definition>,
}

impl Body<'_> {
    fn markdown(&mut self, range: Range<usize>, found: &mut Vec<Diagnostic>) {
        let mut parsed = markdown::markdown(self.source, range, self.dialect, self.conflicts, self.limits);
        match self.parts.is_empty() {
            true => self.parts = parsed.parts,
            false => self.parts.append(&mut parsed.parts),
        }
        self.definitions.append(&mut parsed.definitions);
        found.append(&mut parsed.found);
    }
}
