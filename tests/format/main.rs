//! What is read and written, one fact a line, a module for each part of the format or of the API. `tests/README.md` says where
//! a new test belongs.

mod article;
mod attack;
mod author_html;
mod body;
mod check;
mod checker;
mod commonmark;
mod component;
mod definition;
mod fix;
mod header;
mod html;
mod limits;
mod link;
mod links;
mod metadata;
mod model;
mod near_comments;
mod near_markdown;
mod node_spans;
mod odd_bytes;
mod page;
mod payload;
mod placeholder_forms;
mod questions;
mod recommendation;
mod rules;
mod section_pairs;
mod serde;
mod source;
mod span;
mod summary;
mod text;
mod values;
mod visit;
