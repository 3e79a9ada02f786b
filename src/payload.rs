//! The JSON payload of an article whose body is data (format §7).
//!
//! A [`Payload`] keeps the text that the author wrote: with its key order, its repeated keys and its raw control
//! characters, and also when it is not JSON at all. [`Payload::to_value`] and [`Payload::deserialize`] read it.

pub mod advisor;
pub mod answers;
mod clean;
pub mod diagnose;
pub mod form;
mod indent;
pub(crate) mod json;
pub(crate) mod model;
mod plain;
mod read;
mod schema;
mod token;
pub mod topics;
mod value;
mod word;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::span::Span;
use crate::text::Text;

pub use model::Model;
pub use value::{Number, Object, Value};

/// How deep a payload may nest objects and arrays; the outermost object is the first level.
///
/// Deeper text counts as no JSON. Payloads that people write reach 8.
pub const MAX_NESTING: usize = 64;

/// The JSON object of an article whose body is data.
///
/// ```
/// let source = r#"<properties pageTitle="Quota" articleId="fabrikam-quota" selfHelpType="problemScopingQuestions" />
/// ## Quota increase
/// ---
/// { "title": "Quota", "resourceRequired": false }
/// ---
/// "#;
/// let article = selfhelp::Article::parse(source)?;
/// let payload = article.payload().ok_or("no payload")?;
/// assert_eq!(payload.to_value()?.get("title").and_then(|title| title.as_str()), Some("Quota"));
/// assert_eq!(payload.to_indented(), "{\n  \"title\": \"Quota\",\n  \"resourceRequired\": false\n}\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Payload {
    /// The JSON text as the author wrote it, without the `---` lines.
    pub text: Text,
    /// The place of [`Payload::text`].
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

crate::span::deref! {
    form::Element,
    form::Control,
    form::Choice,
    form::Dynamic,
    form::Visibility,
    form::Validation,
    form::DiagnosticCard,
    advisor::Action,
    advisor::Column,
    advisor::ResourceMetadata,
    topics::SupportTopic,
    topics::ProductLink,
    diagnose::CommonProblem,
    diagnose::SubProblem,
    diagnose::TroubleshootingTool,
    diagnose::BladeLink,
    diagnose::BladeParameter,
}

impl Payload {
    /// Whether the text is JSON. Raw control characters inside strings are accepted (format §7).
    ///
    /// It always is where strict parsing accepted the article and nobody has changed [`Payload::text`] since.
    pub fn is_valid(&self) -> bool {
        json::check_whole(&self.text).is_ok()
    }

    /// The payload as a value that keeps the order of keys, and repeated keys.
    ///
    /// # Errors
    ///
    /// When the text is not JSON: `{ "id": }`, `{ "id": 1, }`, `{ "path": "C:\install" }`; when it is nested deeper
    /// than [`MAX_NESTING`]; when a number is too large for an `f64`, as `1e999` is.
    pub fn to_value(&self) -> Result<Value, Error> {
        self.read(clean::Repeats::Keep)
    }

    /// The payload as a type of yours. Of repeated keys the last counts (format §7).
    ///
    /// ```
    /// #[derive(serde::Deserialize)]
    /// #[serde(rename_all = "camelCase")]
    /// struct Questions {
    ///     title: String,
    ///     resource_required: bool,
    /// }
    ///
    /// let source = "<properties articleId=\"fabrikam-quota\" />\n---\n\
    ///     { \"title\": \"Draft\", \"title\": \"Quota\", \"resourceRequired\": true }\n---\n";
    /// let article = selfhelp::Article::parse(source)?;
    /// let questions: Questions = article.payload().ok_or("no payload")?.deserialize()?;
    /// assert_eq!(questions.title, "Quota");
    /// assert!(questions.resource_required);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where [`Payload::to_value`] fails, and when the value is not of type `T`: a field is missing, or a string
    /// is where a number should.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T, Error> {
        self.read(clean::Repeats::Last)
    }

    fn read<T: DeserializeOwned>(&self, repeats: clean::Repeats) -> Result<T, Error> {
        let clean = clean::clean(&self.text, repeats)?;
        serde_json::from_str(&clean.text).map_err(|error| {
            let fault = json::Fault::of_type(&clean.text, &error);
            Error { offset: clean.original(fault.at.start), message: fault.message }
        })
    }

    /// The JSON with two spaces of indentation a level, one member or element a line; strings and numbers as the
    /// author wrote them. Text that is not JSON comes back as it is. Both end with a line end.
    ///
    /// Levels beyond the twelfth get no further indentation, which keeps the length in proportion to the text's.
    pub fn to_indented(&self) -> String {
        self.indented_to(usize::MAX)
    }

    /// As [`Payload::to_indented`], but JSON is cut short somewhere after `most` bytes: whoever asks refuses that much.
    pub(crate) fn indented_to(&self, most: usize) -> String {
        if self.is_valid() { indent::indented(&self.text, most) } else { format!("{}\n", self.text.trim_end()) }
    }
}

/// Why a payload could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct Error {
    message: String,
    offset: usize,
}

impl Error {
    /// Where in [`Payload::text`] reading stopped, in bytes; for a value of another type than expected, where it ends.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl From<json::Fault> for Error {
    fn from(fault: json::Fault) -> Error {
        Error { message: fault.message, offset: fault.at.start }
    }
}
