//! Rendering: from the tree to HTML or plain text.

pub mod html;
pub mod text;
