//! What all formats share, so that a format writes only what differs.
//!
//! A renderer is a struct with [`Settings`]; two macros give it the setters for them and the ways to render, each
//! documented once. For all of these it writes one function, from a [`Root`] to a string. What writes the string keeps a
//! [`Scope`], which answers what the tree alone does not: the value of a placeholder, where a link leads, which heading is
//! left out. Blocks in a line, as a Markdown value in the middle of a sentence has them, are [`flat`]'s to walk.
//! `sketch.rs` is the smallest format there can be, and a test.

mod covered;
mod destination;
pub(crate) mod escape;
mod fallback;
pub(crate) mod flat;
mod host;
mod labels;
mod out;
mod outline;
mod payload;
mod scope;
mod script;
mod settings;
mod slug;
mod sole_placeholder;
mod target;
mod title;

pub(in crate::render) use covered::Covered;
pub(crate) use destination::{Destination, picture_address};
pub(crate) use fallback::{Fallback, article_link};
pub use host::{HelpItem, RenderComponent};
pub(crate) use host::{ShownComponent, shown_component};
pub use labels::Labels;
pub use out::Out;
pub(crate) use outline::Ids;
pub use outline::{Outline, OutlineEntry};
pub(crate) use payload::{Choosable, Control, Item, Naming, Piece, Question, Sheet, Shown, filled, shown};
pub use payload::{Form, FormLabels, PayloadItem, RecommendationLabels, RenderPayload};
pub(crate) use scope::{FEW, Root, Scope, Scoped};
pub(crate) use script::{subscript, superscript};
pub(crate) use settings::{Settings, UNLIMITED, rendering, shared_setters};
pub(crate) use sole_placeholder::sole_placeholder;
pub(crate) use target::Filled;
pub(crate) use title::title;

use crate::tree::Section;

/// The title to show above a section: none for `:::Section  :::`.
pub(crate) fn section_title(section: &Section) -> Option<&str> {
    section.title.as_deref().map(str::trim).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod sketch;
