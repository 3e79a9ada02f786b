//! Rendering: from the tree to HTML or plain text.

pub(crate) mod component;
mod escape;
pub mod html;
mod labels;
pub mod text;

pub use labels::Labels;
