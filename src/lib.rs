//! Self-help support articles as typed metadata and a Markdown tree, rendered as safe HTML or plain text.
//!
//! An article is one Markdown file: a header `<properties pageTitle="…" … />`, sections between markers such as
//! `<!--issueDescription-->`, placeholders that a service fills in, links to portal pages, sometimes a JSON payload.
//!
//! ```
//! use selfhelp::{Article, render::html::Html, values::Values};
//!
//! let article = Article::parse(
//!     "<properties pageTitle=\"Start failure\" selfHelpType=\"rca\" cloudEnvironments=\"public\" />\n\
//!      # Why it did not start\n\
//!      <!--issueDescription-->\n\
//!      The machine **<!--$vmname-->[vmname]<!--/$vmname-->** is generalized.\n\
//!      <!--/issueDescription-->\n",
//! )?;
//! assert_eq!(article.metadata.page_title.as_deref(), Some("Start failure"));
//! assert_eq!(article.placeholder_names(), ["vmname"]);
//!
//! let values = Values::new().text("vmname", "web<01>");
//! let html = Html::new().values(&values).render(&article)?;
//! assert!(html.contains("<p>The machine <strong>web&lt;01&gt;</strong> is generalized.</p>"));
//! assert!(article.to_text().contains("The machine [vmname] is generalized."));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where to find things
//!
//! * [`Article`] is the front door: [`parse`](Article::parse) and its lenient twin, accessors, [`to_html`](Article::to_html),
//!   [`to_text`](Article::to_text), [`check`](Article::check), [`summary`](Article::summary),
//!   [`search_chunks`](Article::search_chunks).
//! * [`metadata`] types the header's properties; [`payload`] reads the JSON of articles that are data.
//! * [`tree`] is what a body becomes; [`visit`] walks, lists and edits it.
//! * [`render`] has the renderers, [`values`] what fills placeholders, [`link`] what links point at and the
//!   [`Resolve`](link::Resolve) trait by which a host has its own way with them.
//! * [`diagnostic`] and [`span`] say what is wrong and where.
//!
//! “Format §2” and the like name the chapters of the reference of the article format: §1 the file, §2 the header, §3 section
//! markers and notes, §4 placeholders, §5 Markdown and links, §6 components, §7 payloads.
//!
//! # Strict and lenient
//!
//! Strict parsing refuses an article only where its metadata or its payload cannot be trusted, or where it is larger than
//! [`limits`] allow. Everything else an author gets wrong is recovered from and reported as a
//! [`Diagnostic`](diagnostic::Diagnostic). Where strict parsing succeeds, lenient parsing gives the same article.
//!
//! # Safety of the output
//!
//! HTML may be put into a signed-in page although hundreds of people write articles and nobody knows who writes values:
//! [`render::html`] lists what can be in it, and says what is promised for each place, and what is not.
//!
//! # Reliability
//!
//! No input makes the library panic; it has no `unsafe` code. Trees are nested at most about thirty deep whatever the input, so
//! walking, cloning, serialising and dropping them needs little stack. The same input gives the same output.
//! `rust-version` in `Cargo.toml` is the oldest compiler supported. Types that may grow are `#[non_exhaustive]`.

// How the parser works, and which file owns which rule: ARCHITECTURE.md.

mod article;
mod check;
mod chunk;
pub mod diagnostic;
mod error;
pub mod limits;
pub mod link;
pub mod metadata;
mod note;
mod parse;
mod parser;
pub mod payload;
mod plain;
pub mod render;
pub mod span;
mod summary;
mod text;
pub mod tree;
pub mod values;
pub mod visit;

pub use article::Article;
pub use chunk::{ChunkKind, SearchChunk};
pub use error::{ParseError, RenderError};
pub use metadata::Metadata;
pub use parser::Parser;
pub use text::Text;

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
