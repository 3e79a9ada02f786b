//! [`Parser`]: parsing with other limits than the usual ones.

use crate::article::Article;
use crate::error::ParseError;
use crate::limits::Limits;
use crate::parse;
use crate::text::{self, Shared};

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
            None => self.parse_lenient(source).into_strict(),
        }
    }

    /// Parses as [`Article::parse_lenient`] does.
    pub fn parse_lenient(&self, source: &str) -> Article {
        parse::article(text::shared(source), source.len(), None, &self.limits)
    }

    /// Decodes and parses as [`Article::parse_bytes`] does.
    ///
    /// # Errors
    ///
    /// As [`Article::parse_bytes`].
    pub fn parse_bytes(&self, bytes: &[u8]) -> Result<Article, ParseError> {
        match parse::oversize(bytes, &self.limits) {
            Some(error) => Err(error),
            None => self.parse_bytes_lenient(bytes).into_strict(),
        }
    }

    /// Decodes and parses as [`Article::parse_bytes_lenient`] does.
    pub fn parse_bytes_lenient(&self, bytes: &[u8]) -> Article {
        let decoded = parse::decode(bytes);
        parse::article(Shared::new(decoded.text.into()), bytes.len(), decoded.found, &self.limits)
    }
}
