//! Parsing: bytes to text, header to metadata, body to tree.

mod header;
pub(crate) mod markdown;
mod payload;
mod source;

use std::sync::Arc;

use crate::article::Article;
use crate::metadata::Metadata;
use crate::tree::Part;

pub(crate) use source::decode;

/// Parses an article, recovering from everything.
pub(crate) fn article(source: Arc<str>) -> Article {
    let mut found = Vec::new();
    let header = header::header(&source, &mut found);
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
