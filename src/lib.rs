//! Self-help support articles as typed metadata and a Markdown tree, rendered as safe HTML or plain text.

mod article;
mod check;
pub mod diagnostic;
mod error;
pub mod limits;
pub mod link;
pub mod metadata;
mod parse;
pub mod payload;
mod plain;
pub mod render;
pub mod span;
mod text;
pub mod tree;
pub mod values;
pub mod visit;

pub use article::Article;
pub use error::{ParseError, RenderError};
pub use metadata::Metadata;
pub use text::Text;

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
