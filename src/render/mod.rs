//! Rendering: from the tree to HTML for pages and mails, plain text or Markdown.

pub(crate) mod core;
pub mod html;
pub mod markdown;
pub mod text;

pub use self::core::{
    Form, FormLabels, HelpItem, Labels, Out, Outline, OutlineEntry, PayloadItem, RecommendationLabels, RenderComponent,
    RenderPayload,
};
