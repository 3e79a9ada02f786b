//! [`Article`]: the front door.

use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::error::ParseError;
use crate::metadata::{Metadata, Property};
use crate::parse;
use crate::span::{LineIndex, Position};
use crate::tree::{Definition, Parts};

/// A parsed article: typed metadata, the tree of its body, and everything the parser noticed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// The typed metadata of the header.
    pub metadata: Metadata,
    /// The tree of the body.
    pub body: Parts,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    definitions: Vec<Definition>,
    #[serde(default)]
    diagnostics: Vec<Diagnostic>,
    #[serde(with = "shared_source")]
    source: Arc<str>,
}

impl Article {
    /// Parses an article strictly.
    pub fn parse(source: &str) -> Result<Article, ParseError> {
        Article::parse_lenient(source).into_strict()
    }

    /// Parses an article, recovering from everything; what it recovered from is in [`Article::diagnostics`].
    pub fn parse_lenient(source: &str) -> Article {
        parse::article(Arc::from(source))
    }

    /// Decodes and parses the bytes of a file strictly.
    pub fn parse_bytes(bytes: &[u8]) -> Result<Article, ParseError> {
        Article::parse_bytes_lenient(bytes).into_strict()
    }

    /// Decodes and parses the bytes of a file, recovering from everything.
    pub fn parse_bytes_lenient(bytes: &[u8]) -> Article {
        let decoded = parse::decode(bytes);
        let mut article = parse::article(Arc::from(decoded.text));
        article.diagnostics.splice(0..0, decoded.found);
        article
    }

    pub(crate) fn from_parts(
        source: Arc<str>,
        properties: Vec<Property>,
        metadata: Metadata,
        body: Parts,
        definitions: Vec<Definition>,
        diagnostics: Vec<Diagnostic>,
    ) -> Article {
        Article { metadata, body, properties, definitions, diagnostics, source }
    }

    fn into_strict(self) -> Result<Article, ParseError> {
        match ParseError::from_diagnostics(&self.source, &self.diagnostics) {
            Some(error) => Err(error),
            None => Ok(self),
        }
    }

    /// The text of the article as decoded, byte order mark included. All spans are in bytes of it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The properties of the header as written, in order, unknown and repeated ones included.
    pub fn properties(&self) -> &[Property] {
        &self.properties
    }

    /// The link reference definitions, in order.
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// What the parser recovered from or wondered about, in document order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The lines of the source. Keep it where many positions are asked for.
    pub fn line_index(&self) -> LineIndex {
        LineIndex::new(&self.source)
    }

    /// Line and column of byte `offset` of the source; reads the source once.
    pub fn position(&self, offset: usize) -> Position {
        self.line_index().position(&self.source, offset)
    }

    /// The findings of the parser and of the authoring rules, in document order.
    pub fn check(&self) -> Vec<Diagnostic> {
        crate::check::check(self)
    }
}

impl FromStr for Article {
    type Err = ParseError;

    fn from_str(source: &str) -> Result<Article, ParseError> {
        Article::parse(source)
    }
}

impl TryFrom<&[u8]> for Article {
    type Error = ParseError;

    fn try_from(bytes: &[u8]) -> Result<Article, ParseError> {
        Article::parse_bytes(bytes)
    }
}

mod shared_source {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(source: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(source)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
        String::deserialize(deserializer).map(Arc::from)
    }
}
