//! Errors: [`ParseError`] and [`RenderError`].

use std::fmt;

use thiserror::Error;

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::{LineIndex, Position, Span};

/// Why strict parsing refused an article: its metadata or its payload cannot be trusted, or it is too large.
///
/// Displays the first error, with its position: ``expected `"` to end the value of `ms.author` at line 4, column 30``.
///
/// Spans are in bytes of the source. After [`parse_bytes`](crate::Article::parse_bytes) that is the decoded text, which
/// differs from the file if that is not UTF-8; lenient parsing returns it:
///
/// ```
/// use selfhelp::Article;
///
/// let bytes = b"<properties pageTitle=\"Gr\xF6\xDFe\" service=x />\n# Gr\xF6\xDFe\n";
/// if let Err(error) = Article::parse_bytes(bytes) {
///     let lenient = Article::parse_bytes_lenient(bytes);
///     assert_eq!(&lenient.source()[error.span().range()], "x");
///     assert_eq!(lenient.diagnostics(), error.diagnostics());
/// }
/// # assert!(Article::parse_bytes(bytes).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{} at {position}", self.first().message)]
pub struct ParseError {
    diagnostics: Vec<Diagnostic>,
    first: usize,
    position: Position,
}

impl ParseError {
    /// The error for `diagnostics`, if one of them is an error.
    pub(crate) fn from_diagnostics(source: &str, diagnostics: &[Diagnostic]) -> Option<ParseError> {
        let errors = diagnostics.iter().enumerate().filter(|(_, found)| found.severity == Severity::Error);
        let (first, error) = errors.min_by_key(|(_, found)| found.span.start)?;
        let position = LineIndex::new(source).position(source, error.span.start as usize);
        Some(ParseError { diagnostics: diagnostics.to_vec(), first, position })
    }

    /// The first error.
    pub fn first(&self) -> &Diagnostic {
        &self.diagnostics[self.first]
    }

    /// All diagnostics of the article, warnings and notes included, in document order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The span of the first error, in bytes of the source.
    pub fn span(&self) -> Span {
        self.first().span
    }

    /// Line and column of the first error.
    pub fn position(&self) -> Position {
        self.position
    }
}

/// Why an article could not be rendered.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RenderError {
    /// A placeholder has no value, and [`Missing::Fail`](crate::values::Missing::Fail) was asked for.
    #[error("no value for placeholder `{name}`")]
    MissingValue {
        /// The placeholder's name.
        name: String,
    },
    /// A value is larger than [`VALUE_BYTES`](crate::limits::VALUE_BYTES).
    #[error("the value of placeholder `{name}` has {bytes} bytes, more than the limit of {limit}")]
    ValueTooLarge {
        /// The placeholder's name.
        name: String,
        /// How many bytes the value has; for a Markdown value, its source.
        bytes: usize,
        /// How many it may have.
        limit: usize,
    },
    /// All values together are larger than [`VALUES_BYTES`](crate::limits::VALUES_BYTES).
    #[error("the values have {bytes} bytes together, more than the limit of {limit}")]
    ValuesTooLarge {
        /// How many bytes they have.
        bytes: usize,
        /// How many they may have.
        limit: usize,
    },
    /// The output would be larger than [`OUTPUT_BYTES`](crate::limits::OUTPUT_BYTES) and
    /// [`OUTPUT_RATIO`](crate::limits::OUTPUT_RATIO) allow.
    #[error("the output would have more bytes than the limit of {limit}")]
    OutputTooLarge {
        /// How many bytes it may have.
        limit: usize,
    },
    /// The HTML to fill values into is larger than [`FILL_BYTES`](crate::limits::FILL_BYTES).
    #[error("the HTML has {bytes} bytes, more than the limit of {limit}")]
    HtmlTooLarge {
        /// How many bytes it has.
        bytes: usize,
        /// How many it may have.
        limit: usize,
    },
    /// The writer refused the output.
    #[error("the output could not be written")]
    Write,
}

impl From<fmt::Error> for RenderError {
    fn from(_: fmt::Error) -> RenderError {
        RenderError::Write
    }
}
