//! Parsing: bytes to text, header to metadata, body to tree.

mod author;
mod autolink;
mod builder;
mod component;
mod header;
mod html;
mod lines;
pub(crate) mod markdown;
mod marker;
mod mask;
mod payload;
mod placeholder;
mod run;
mod scan;
mod section;
mod source;

use std::ops::Range;
use std::sync::Arc;

use crate::article::Article;
use crate::diagnostic::Diagnostic;
use crate::metadata::Metadata;
use crate::parse::marker::Dialect;
use crate::tree::{Definition, Part};

pub(crate) use source::decode;

/// Parses an article, recovering from everything.
pub(crate) fn article(source: Arc<str>) -> Article {
    let mut found = Vec::new();
    let header = header::header(&source, &mut found);
    let metadata = Metadata::from_properties(&source, &header.properties, &mut found);

    let mut body =
        Body { source: &source, dialect: Dialect::of(&metadata), parts: Vec::new(), definitions: Vec::new() };
    if let Some(preamble) = header.preamble {
        body.markdown(preamble, &mut found);
    }
    match payload::payload(&source, header.body.clone(), &metadata, &mut found) {
        Some(split) => {
            body.markdown(split.before, &mut found);
            body.parts.push(Part::Payload(split.payload));
            body.markdown(split.after, &mut found);
        }
        None => body.markdown(header.body, &mut found),
    }
    let Body { parts, definitions, .. } = body;
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    Article::from_parts(source, header.properties.all, metadata, parts.into(), definitions, found)
}

/// A body that is being parsed, range by range.
struct Body<'s> {
    source: &'s Arc<str>,
    dialect: Dialect,
    parts: Vec<Part>,
    definitions: Vec<Definition>,
}

impl Body<'_> {
    fn markdown(&mut self, range: Range<usize>, found: &mut Vec<Diagnostic>) {
        let mut parsed = markdown::markdown(self.source, range, self.dialect);
        self.parts.append(&mut parsed.parts);
        self.definitions.append(&mut parsed.definitions);
        found.append(&mut parsed.found);
    }
}
