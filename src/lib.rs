//! Self-help support articles as typed metadata and a Markdown tree, rendered as safe HTML, plain text or Markdown.
//!
//! An article is one Markdown file: a header `<properties pageTitle="…" … />`, sections between markers such as
//! `<!--issueDescription-->`, placeholders that a service fills in, links to portal pages, sometimes a JSON payload.
//!
//! ```
//! use selfhelp::{Article, render::html::Html, values::Values};
//!
//! let article = Article::parse(
//!     "<properties pageTitle=\"Start failure\" selfHelpType=\"rca\" cloudEnvironments=\"public\" />\n\n\
//!      ## Why it did not start\n\
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
//! assert!(article.to_text().contains("The machine *[vmname]* is generalized."));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where to find things
//!
//! * [`Article`] is where to start: [`parse`](Article::parse) and its lenient twin, accessors,
//!   [`to_html`](Article::to_html),
//!   [`to_text`](Article::to_text), [`check`](Article::check), [`outline`](Article::outline), [`summary`](Article::summary),
//!   [`search_chunks`](Article::search_chunks).
//! * [`metadata`] types the header's properties; [`payload`] reads the JSON of articles that are data.
//! * [`Draft`], which [`Article::edit`] gives, changes the source of an article and leaves every other byte as it is.
//! * [`tree`] is what a body becomes; [`visit`] walks, lists and edits it.
//! * [`render`] has the renderers, [`values`] the values for placeholders, [`link`] the targets of links and the
//!   [`Resolve`](link::Resolve) trait, by which a host decides where links go.
//! * `selfhelp::help`, with the feature `help`, has articles as the JSON of the help service.
//! * [`check`](mod@check) has the authoring rules, a selection of them, and their fixes; [`rules`](mod@rules) lists them.
//! * `library`, with the feature of that name, reads folders of articles and finds those that a reader needs.
//! * [`diagnostic`] and [`span`] describe what is wrong, and where.
//!
//! “Format §2” and the like, here and throughout, refer to the chapters of [`format`](mod@format), which describes what
//! an article may look like and how it is read.
//!
//! # Strict and lenient
//!
//! Strict parsing refuses an article only if its metadata or payload cannot be trusted, or if it is larger than the
//! [`limits`] allow. Everything else an author gets wrong is recovered from and reported as a
//! [`Diagnostic`](diagnostic::Diagnostic). Where strict parsing succeeds, lenient parsing gives the same article.
//!
//! # Safety of the output
//!
//! The HTML is safe to embed in an authenticated page, even though many people write articles and placeholder values
//! are untrusted: [`render::html`] lists what it can contain, and what is promised for each context and what is not.
//! Titles, summaries, search chunks, sources and plain text are not HTML: escape them before you embed them.
//!
//! # Reliability
//!
//! What a service can rely on, wherever its articles come from:
//!
//! * **No panic and no `unsafe`.** No input makes the library panic. It has no `unsafe` code of its own.
//! * **Linear time.** Every public function takes time proportional to its input, whatever that is: twice the input
//!   takes about twice as long, and a megabyte well under a second on current machines. Shapes for which the underlying
//!   Markdown and HTML engines are not linear are cut short before they get there.
//! * **Bounded stack.** Trees are nested at most [`limits::DEPTH`] deep, whatever the input, so that everything done
//!   with them fits in a thread with a stack of 256 KiB. This holds for parsed trees, not for those that an editor
//!   builds or that are deserialised from a format without a bound of its own.
//! * **Bounded input and output.** [`limits`] names every limit; a [`Parser`] and the renderers accept others. Only the
//!   limits on input and header refuse an article; over any other limit, text stays text and a warning reports it.
//!   Output is at most [`limits::OUTPUT_RATIO`] times as large as its article, or [`limits::OUTPUT_BYTES`] if that is
//!   more; values that would make it larger are an error. Nothing is cut silently.
//! * **Nothing lost.** Every character of the source is in the tree, in a property, or in the span of a diagnostic.
//! * **Determinism.** The same input gives the same article, diagnostics and output, in every thread and run.
//! * **Safe output.** HTML holds the elements of the tree and nothing else; see [`render::html`].
//!
//! `rust-version` in `Cargo.toml` is the oldest compiler supported; raising it is a minor version. The crate follows semantic
//! versioning: types that may grow are `#[non_exhaustive]`, and codes of diagnostics keep their meaning. A minor
//! version may improve the HTML and text of an article, and may raise the default limits, but never lowers them.

// How the parser works, and which file owns which rule: ARCHITECTURE.md.

mod any_error;
mod article;
mod bytes;
pub mod check;
mod chunk;
pub mod component;
mod data;
pub mod diagnostic;
mod draft;
mod encoding;
mod error;
mod fields;
#[cfg(feature = "help")]
pub mod help;
#[cfg(feature = "library")]
pub mod library;
pub mod limits;
pub mod link;
pub mod metadata;
mod parse;
mod parser;
pub mod payload;
mod plain;
pub mod render;
mod source;
pub mod span;
mod summary;
mod text;
pub mod tree;
pub mod values;
pub mod visit;

pub use any_error::Error;
pub use article::Article;
pub use chunk::{ChunkKind, Chunker, SearchChunk};
pub use draft::{Draft, DraftError};
pub use encoding::Encoding;
pub use error::{ParseError, RenderError};
pub use metadata::Metadata;
pub use parser::Parser;
pub use text::Text;

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/format.md")]
pub mod format {}

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/rules.md")]
pub mod rules {}

/// The examples of the README run as tests.
#[cfg(all(doctest, feature = "library"))]
#[doc = include_str!("../README.md")]
struct Readme;
