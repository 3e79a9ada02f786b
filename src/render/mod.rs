//! Rendering: from the tree to HTML or plain text.

mod alone;
mod escape;
pub mod html;
mod labels;
pub(crate) mod target;
pub mod text;

pub use labels::Labels;

use crate::limits::Limits;

/// For output without values: what parsing made stays inside the usual limits anyway, and an editor's tree is the host's.
const UNLIMITED: Limits = Limits::new().output_bytes(usize::MAX);
