//! From text or bytes to an [`Article`], or to its [`Metadata`] alone: with the default limits, or with those of a [`Parser`].

use crate::article::Article;
use crate::encoding::Encoding;
use crate::error::ParseError;
use crate::limits::Limits;
use crate::metadata::Metadata;
use crate::parse::{self, ReadHeader};
use crate::text::{self, Shared};
use std::str::FromStr;

/// Parses articles with the host's own limits. [`Article::parse`] and its twins use the default ones.
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
    /// A parser with the default limits.
    pub const fn new() -> Parser {
        Parser { limits: Limits::new() }
    }

    /// This parser with `limits`.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Parser {
        self.limits = limits;
        self
    }

    /// The most bytes that an input may have.
    #[cfg(feature = "library")]
    pub(crate) const fn largest(&self) -> usize {
        self.limits.input_bytes
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
        Article::new(parse::parse(text::shared(source), source.len(), None, &self.limits), Encoding::Utf8)
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
        let (encoding, found) = (decoded.encoding, decoded.found);
        let parsed = parse::parse(Shared::new(decoded.text.into()), bytes.len(), found, &self.limits);
        Article::new(parsed, encoding)
    }

    /// Reads a header as [`Metadata::parse`] does.
    ///
    /// # Errors
    ///
    /// As [`Metadata::parse`].
    pub fn metadata(&self, source: &str) -> Result<Metadata, ParseError> {
        match parse::oversize(source.as_bytes(), &self.limits) {
            Some(error) => Err(error),
            None => strict_metadata(self.read_header(source)),
        }
    }

    /// Reads a header as [`Metadata::parse_lenient`] does.
    pub fn metadata_lenient(&self, source: &str) -> Metadata {
        self.read_header(source).metadata
    }

    /// Decodes a file and reads its header as [`Metadata::parse_bytes`] does.
    ///
    /// # Errors
    ///
    /// As [`Metadata::parse_bytes`].
    pub fn metadata_bytes(&self, bytes: &[u8]) -> Result<Metadata, ParseError> {
        match parse::oversize(bytes, &self.limits) {
            Some(error) => Err(error),
            None => strict_metadata(self.read_header_bytes(bytes)),
        }
    }

    /// Decodes a file and reads its header as [`Metadata::parse_bytes_lenient`] does.
    pub fn metadata_bytes_lenient(&self, bytes: &[u8]) -> Metadata {
        self.read_header_bytes(bytes).metadata
    }

    fn read_header(&self, source: &str) -> ReadHeader {
        parse::header(source, source.len(), None, &self.limits)
    }

    fn read_header_bytes(&self, bytes: &[u8]) -> ReadHeader {
        let decoded = parse::decode(bytes);
        parse::header(&decoded.text, bytes.len(), decoded.found, &self.limits)
    }
}

/// The article, unless it has an error.
fn strict(article: Article) -> Result<Article, ParseError> {
    match ParseError::from_diagnostics(article.source(), article.diagnostics()) {
        Some(error) => Err(error),
        None => Ok(article),
    }
}

impl Article {
    /// Parses an article strictly: fails if the metadata or the payload cannot be trusted.
    ///
    /// # Errors
    ///
    /// - no header: `# Title` alone;
    /// - a damaged header (format §2.2, column "strict"): `service="x` without closing quote, `service=x` without
    ///   quotes, a second value, stray text between properties, no `/>` or `>`;
    /// - merge-conflict markers in the header (in the body they are a warning, and both sides show);
    /// - a payload that is not JSON (format §7);
    /// - more than the [`limits`](crate::limits) allow; [`Parser`] accepts others.
    pub fn parse(source: &str) -> Result<Article, ParseError> {
        Parser::new().parse(source)
    }

    /// Parses an article, recovering from everything; [`Article::diagnostics`] lists what it recovered from.
    ///
    /// An article that is over a limit on the input or the header is not read: its text is one literal block. See
    /// [`limits`](crate::limits).
    pub fn parse_lenient(source: &str) -> Article {
        Parser::new().parse_lenient(source)
    }

    /// Decodes and parses the bytes of a file strictly.
    ///
    /// Bytes with a UTF-16 byte order mark are decoded as UTF-16, others as UTF-8; if they are not UTF-8, as
    /// Windows-1252, or with replacement characters if most of them look like UTF-8 (format §1).
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

/// The metadata, unless an error was found up to the end of the header.
fn strict_metadata(read: ReadHeader) -> Result<Metadata, ParseError> {
    match ParseError::from_diagnostics(&read.source, &read.diagnostics) {
        Some(error) => Err(error),
        None => Ok(read.metadata),
    }
}

impl Metadata {
    /// Reads the header of an article strictly, and nothing after it: for catalogues, which need no tree, for about an
    /// eighth of the work. What it gives is [`Article::metadata`] of the article, and holds no more of the source than its header if
    /// that is well-formed.
    ///
    /// ```
    /// use selfhelp::Metadata;
    ///
    /// let metadata = Metadata::parse("<properties pageTitle=\"Disks\" service=\"fabrikam.compute\" />\n# Disks\n")?;
    /// assert_eq!(metadata.page_title.as_deref(), Some("Disks"));
    /// # Ok::<(), selfhelp::ParseError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Article::parse`], but for the payload, which is not read:
    ///
    /// - no header: `# Title` alone;
    /// - a damaged header: `service="x` without closing quote, `service=x` without quotes;
    /// - merge-conflict markers in the header;
    /// - an input or a header that is larger than the [`limits`](crate::limits) allow; [`Parser::metadata`] accepts others.
    ///
    /// The error's diagnostics are those of the header.
    pub fn parse(source: &str) -> Result<Metadata, ParseError> {
        Parser::new().metadata(source)
    }

    /// Reads the header of an article, recovering from everything: what it gives is [`Article::metadata`] of
    /// [`Article::parse_lenient`], empty where there is no header.
    pub fn parse_lenient(source: &str) -> Metadata {
        Parser::new().metadata_lenient(source)
    }

    /// Decodes the bytes of a file, as [`Article::parse_bytes`] does, and reads the header strictly.
    ///
    /// # Errors
    ///
    /// As [`Metadata::parse`].
    pub fn parse_bytes(bytes: &[u8]) -> Result<Metadata, ParseError> {
        Parser::new().metadata_bytes(bytes)
    }

    /// Decodes the bytes of a file and reads the header, recovering from everything.
    pub fn parse_bytes_lenient(bytes: &[u8]) -> Metadata {
        Parser::new().metadata_bytes_lenient(bytes)
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
