//! From text or bytes to an [`Article`]: with the usual limits, or with those of a [`Parser`].

use std::str::FromStr;
use std::sync::Arc;

use crate::article::Article;
use crate::error::ParseError;
use crate::limits::Limits;
use crate::parse;

/// Parses articles with limits of the host's own. [`Article::parse`] and its twins are this with the usual ones.
///
/// ```
/// use selfhelp::Parser;
/// use selfhelp::limits::Limits;
///
/// let parser = Parser::new().limits(Limits::new().input_bytes(40));
/// let error = parser.parse("<properties pageTitle=\"Disks\" />\n# Disks\n").unwrap_err();
/// assert_eq!(error.first().message, "the input has 41 bytes, more than the limit of 40");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parser {
    limits: Limits,
}

impl Parser {
    /// A parser with the usual limits.
    pub const fn new() -> Parser {
        Parser { limits: Limits::new() }
    }

    /// This parser with `limits`.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Parser {
        self.limits = limits;
        self
    }

    /// Parses as [`Article::parse`] does.
    ///
    /// # Errors
    ///
    /// As [`Article::parse`].
    pub fn parse(&self, source: &str) -> Result<Article, ParseError> {
        match parse::oversize(source.as_bytes(), &self.limits) {
            Some(error) => Err(error),
            None => strict(self.parse_lenient(source)),
        }
    }

    /// Parses as [`Article::parse_lenient`] does.
    pub fn parse_lenient(&self, source: &str) -> Article {
        Article::new(parse::parse(Arc::from(source), source.len(), Vec::new(), &self.limits))
    }

    /// Decodes and parses as [`Article::parse_bytes`] does.
    ///
    /// # Errors
    ///
    /// As [`Article::parse_bytes`].
    pub fn parse_bytes(&self, bytes: &[u8]) -> Result<Article, ParseError> {
        match parse::oversize(bytes, &self.limits) {
            Some(error) => Err(error),
            None => strict(self.parse_bytes_lenient(bytes)),
        }
    }

    /// Decodes and parses as [`Article::parse_bytes_lenient`] does.
    pub fn parse_bytes_lenient(&self, bytes: &[u8]) -> Article {
        let decoded = parse::decode(bytes);
        let found = Vec::from_iter(decoded.found);
        Article::new(parse::parse(Arc::from(decoded.text), bytes.len(), found, &self.limits))
    }
}

/// The article, unless something about it is an error.
fn strict(article: Article) -> Result<Article, ParseError> {
    match ParseError::from_diagnostics(article.source(), article.diagnostics()) {
        Some(error) => Err(error),
        None => Ok(article),
    }
}

impl Article {
    /// Parses an article strictly: it fails where the metadata or the payload cannot be trusted.
    ///
    /// # Errors
    ///
    /// - no header: `# Title` alone;
    /// - a damaged header (format §2.2, column "strict"): `service="x` without closing quote, `service=x` without
    ///   quotes, a second value, stray text between properties, no `/>` or `>`;
    /// - merge-conflict markers in the header (in the body they are a warning, and both sides show);
    /// - a payload that is not JSON (format §7);
    /// - more than [`limits`](crate::limits) allow; [`Parser`] takes others.
    pub fn parse(source: &str) -> Result<Article, ParseError> {
        Parser::new().parse(source)
    }

    /// Parses an article, recovering from everything; what it recovered from is in [`Article::diagnostics`].
    ///
    /// An article beyond one of the [`limits`](crate::limits) is not read: its text is one literal block.
    pub fn parse_lenient(source: &str) -> Article {
        Parser::new().parse_lenient(source)
    }

    /// Decodes and parses the bytes of a file strictly.
    ///
    /// Bytes with a UTF-16 byte order mark are read as such, others as UTF-8; where they are no UTF-8, as Windows-1252,
    /// or with replacement characters where most of it looks like UTF-8 (format §1).
    ///
    /// # Errors
    ///
    /// As [`Article::parse`]. An encoding that had to be guessed is only a warning. Spans of the error and its diagnostics
    /// are in bytes of the decoded text: `Article::parse_bytes_lenient(bytes)` has it as [`Article::source`].
    pub fn parse_bytes(bytes: &[u8]) -> Result<Article, ParseError> {
        Parser::new().parse_bytes(bytes)
    }

    /// Decodes and parses the bytes of a file, recovering from everything.
    pub fn parse_bytes_lenient(bytes: &[u8]) -> Article {
        Parser::new().parse_bytes_lenient(bytes)
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
