//! [`Article::data`]: an article whose body is data, typed.

use crate::article::Article;
use crate::payload::Model;

impl Article {
    /// What the article's payload is, typed; none where its body is not data.
    ///
    /// As [`Payload::model`](crate::payload::Payload::model), for a payload whose keys do not tell its kind by the header's
    /// `selfHelpType`.
    pub fn data(&self) -> Option<Model> {
        Some(self.payload()?.model_of(self.metadata.self_help_type.as_ref()))
    }
}
