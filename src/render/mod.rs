//! Rendering: from the tree to HTML or plain text.

pub(crate) mod core;
pub mod html;
pub mod text;

pub use self::core::{
    Form, FormLabels, HelpItem, Labels, Out, Outline, OutlineEntry, PayloadItem, RecommendationLabels, RenderComponent,
    RenderPayload,
};
