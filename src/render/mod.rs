//! Rendering: from the tree to HTML or plain text.

mod alone;
mod escape;
pub mod html;
mod labels;
pub mod text;

pub use labels::Labels;
