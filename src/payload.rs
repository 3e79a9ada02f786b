//! The JSON payload of an article.

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::text::Text;

/// The JSON object of an article whose body is data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Payload {
    /// The JSON text as the author wrote it, without the `---` lines.
    pub text: Text,
    /// The place of [`Payload::text`].
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}
