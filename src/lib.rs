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
//! “Format §2” and the like, here and at every item, name the chapters of [`format`](mod@format), which says what an
//! article may look like and what becomes of it.
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
//! [`render::html`] lists what can be in it, and says what is promised for each place, and what is not. Titles, summaries,
//! search chunks, sources and plain text are text, to be escaped before they are HTML.
//!
//! # Reliability
//!
//! What a service can build on when articles come from anywhere:
//!
//! * **No panic and no `unsafe`.** No input makes the library panic. It has no `unsafe` code of its own.
//! * **Linear time.** Every public function takes time in proportion to what it is given, whatever that is: an input twice as large takes about twice as long, and a megabyte well under a second on today's machines. Where
//!   the Markdown and HTML engines below are not linear, the shapes in question are cut short before they get there.
//! * **Bounded stack.** Trees are nested at most [`limits::DEPTH`] deep whatever the input, so that everything done with them
//!   fits in a thread with a stack of 256 KiB. This holds for what is parsed, not for what an editor builds or a format
//!   without a bound of its own deserialises.
//! * **Bounded input and output.** [`limits`] names every limit; a [`Parser`] and the renderers take others. Only input and
//!   header refuse an article; beyond any other limit text stays text, and a warning says so. Output is at most
//!   [`limits::OUTPUT_RATIO`] times as large as its article, or [`limits::OUTPUT_BYTES`] where that is more; values that
//!   would make it larger are an error. Nothing is cut in silence.
//! * **Nothing lost.** Every character of the source is in the tree, in a property, or in the place of a diagnostic.
//! * **Determinism.** The same input gives the same article, diagnostics and output, in every thread and run.
//! * **Safe output.** HTML holds the elements of the tree and nothing else; see [`render::html`].
//!
//! `rust-version` in `Cargo.toml` is the oldest compiler supported; raising it is a minor version. The crate follows semantic
//! versioning: types that may grow are `#[non_exhaustive]`, codes of diagnostics keep their meaning, and the HTML and text of
//! an article may get better in a minor version. So may the defaults of limits get larger, never smaller.

// How the parser works, and which file owns which rule: ARCHITECTURE.md.

mod article;
mod bytes;
mod check;
mod chunk;
pub mod component;
pub mod diagnostic;
mod error;
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

pub use article::Article;
pub use chunk::{ChunkKind, SearchChunk};
pub use error::{ParseError, RenderError};
pub use metadata::Metadata;
pub use parser::Parser;
pub use text::Text;

#[cfg(any(doc, doctest))]
#[doc = include_str!("../docs/format.md")]
pub mod format {}

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
