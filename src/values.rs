//! Values for placeholders, and what to do where one is missing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::tree::Blocks;

/// A value for a placeholder.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// Plain text, always escaped.
    Text(Cow<'a, str>),
    /// Markdown, parsed by the same rules as articles.
    Markdown(Cow<'a, Blocks>),
}

/// Where renderers take values from: [`Values`], or any `Fn(&str) -> Option<Value>`.
pub trait Source {
    /// The value for the placeholder `name`; names compare exactly.
    fn value(&self, name: &str) -> Option<Value<'_>>;
}

/// What to do with a placeholder that has no value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Missing {
    /// Show its default.
    #[default]
    Default,
    /// Leave a marker in the HTML for [`fill_html`](crate::render::html::fill_html); in text, show the default.
    Marker,
    /// Show nothing.
    Empty,
    /// Fail with [`RenderError::MissingValue`](crate::RenderError::MissingValue).
    Fail,
}

/// A set of values by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    values: BTreeMap<String, Value<'static>>,
}
