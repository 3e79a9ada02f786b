//! The typed metadata of an article, and every rule about its values.

mod cloud;
mod kind;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::text::Text;

pub use cloud::{Cloud, CloudSet};
pub use kind::SelfHelpType;

/// A property of the header, raw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Property {
    /// The name as written.
    pub name: Text,
    /// The value: entities decoded, trimmed.
    pub value: Text,
    /// Place of the name.
    pub name_span: Span,
    /// Place of the value, without its quotes.
    pub value_span: Span,
}

/// The typed metadata.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Metadata {
    /// Title for lists and tabs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_title: Option<Text>,
    /// What kind of article it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_help_type: Option<SelfHelpType>,
    /// The clouds that the article is meant for.
    #[serde(skip_serializing_if = "CloudSet::is_empty")]
    pub cloud_environments: CloudSet,
}

impl Metadata {
    pub(crate) fn from_properties(properties: &[Property], _found: &mut Vec<Diagnostic>) -> Metadata {
        let _ = properties;
        Metadata::default()
    }
}
