//! Limits: how much is read and written, all in one module.
//!
//! Only the limits on the input and its header refuse an article: strict parsing fails and names the limit, lenient
//! parsing gives an article whose text is one literal block. Over every other limit on articles, something is no longer
//! *recognised*: it stays as text, or it is flattened and its content kept, and a warning reports it, in strict parsing
//! too. A value or an output over its limit is a [`RenderError`](crate::RenderError). Diagnostics over theirs are left
//! out, and one more reports that. Nothing is cut silently.
//!
//! Parsing holds at most 48 bytes at its peak for each byte of an article, above what pulldown-cmark alone holds on the same
//! body, which is up to 96: every letter of `a⏎a⏎a⏎` is a node of its tree, and of ours. An article shorter than 64 KiB
//! counts as one of 64 KiB. Rendering refuses an output before it holds much more than its limit.
//!
//! The constants are the defaults; [`Limits`] are for hosts that need others.
//!
//! No setting changes some bounds: sections are nested at most [`SECTION_DEPTH`] deep, the JSON of a payload at most
//! [`MAX_NESTING`](crate::payload::MAX_NESTING) deep, and a form has at most [`ELEMENTS`], [`OPTIONS`] and
//! [`CONDITION_TESTS`]. Nodes are nested at most [`DEPTH`] deep; a setting can only lower that.

use crate::span::Span;

/// Most bytes that an article may have, as given: 1 MiB. The largest real one has 84,533.
pub const INPUT_BYTES: usize = 1 << 20;

/// Most bytes from `<properties` to the end of `/>`: 64 KiB.
pub const HEADER_BYTES: usize = 64 << 10;

/// Most properties in a header, repeated and unknown ones included. Real headers have up to 17.
pub const PROPERTIES: usize = 256;

/// Most bytes between the quotes of a property: 16 KiB. The longest real one has 1,830.
pub const PROPERTY_BYTES: usize = 16 << 10;

/// Most quotes and list items of Markdown that may be open at once; the marker of a further one is text. Real articles
/// open up to 3 on a line.
pub const OPEN_CONTAINERS: usize = 100;

/// Most lines of a link's title; a link with a longer one is text. Real ones have 1.
pub const TITLE_LINES: usize = 32;

/// Most attributes of a tag; a tag with more is text.
pub const ATTRIBUTES: usize = 64;

/// Most placeholders in an article; further ones always show their defaults. Real articles have up to 42.
pub const PLACEHOLDERS: usize = 10_000;

/// Most bytes of a placeholder's default that are read as Markdown: 4 KiB; a longer one is text. Real ones have up to 43.
pub const DEFAULT_BYTES: usize = 4 << 10;

/// Most sections in an article; the markers of further ones are ignored. Real articles have up to 2.
pub const SECTIONS: usize = 10_000;

/// Most links and images in an article; further ones are text, as typed. Real articles have up to 69.
pub const LINKS: usize = 10_000;

/// Most cells of tables in an article. A Markdown table over the limit is text; in an author's HTML, the tags of
/// further tables, rows and cells are. Cells that an author left out are not added, and do not count.
pub const TABLE_CELLS: usize = 65_536;

/// Most symptoms, clients, videos and unknown children, of each, that a component has; further ones are left out. Real ones
/// have up to 5.
pub const COMPONENT_VALUES: usize = 100;

/// Most bytes of one value for a placeholder: 4 KiB. For a Markdown value its source counts; for blocks without a
/// source, all text in them, and one byte for each node.
pub const VALUE_BYTES: usize = 4 << 10;

/// Most bytes of all [`Values`](crate::values::Values) together: 64 KiB.
pub const VALUES_BYTES: usize = 64 << 10;

/// Most bytes of an output, unless [`OUTPUT_RATIO`] allows more: 1 MiB.
pub const OUTPUT_BYTES: usize = 1 << 20;

/// Most bytes of an output for each byte of its article.
pub const OUTPUT_RATIO: usize = 16;

/// Most bytes of HTML that values are filled into ([`fill_html`](crate::render::html::fill_html)): 16 MiB, as many as
/// rendering an article gives at most.
pub const FILL_BYTES: usize = OUTPUT_RATIO * INPUT_BYTES;

/// Most diagnostics of an article: 1,000, and one more to report that there were others. Errors are kept before
/// warnings, warnings before notes, and of each severity the first in document order. Real articles have up to 8.
pub const DIAGNOSTICS: usize = 1_000;

/// How deep nodes are nested; deeper nodes are flattened, their content is kept. Real articles reach 11.
///
/// JSON of such a tree stays within the 128 levels that `serde_json` reads, and a small stack is enough to walk it.
pub const DEPTH: usize = 30;

/// How deep sections are nested: a section contains none of its own name, so the names of the format are the bound.
/// Real articles reach 2.
pub const SECTION_DEPTH: usize = 16;

/// Most elements of a form of scoping questions; further ones are left out of its
/// [`Model`](crate::payload::Model). Real forms have up to 40.
pub const ELEMENTS: usize = 1_000;

/// Most options of all elements of a form together; further ones are left out of its [`Model`](crate::payload::Model).
pub const OPTIONS: usize = 10_000;

/// How deep parentheses group in a condition of a form; a deeper condition is not understood. Real ones reach 3.
pub const CONDITION_DEPTH: usize = 16;

/// Most comparisons in all conditions of a form together; a condition that goes beyond is not understood.
pub const CONDITION_TESTS: usize = 10_000;

/// Declares the limits: a field, a setter and the default of each.
macro_rules! limits {
    ($($(#[$doc:meta])* $name:ident = $default:ident;)*) => {
        /// Limits for a host that needs others than the constants of this [module](self).
        ///
        /// A [`Parser`](crate::Parser) accepts them, and so do renderers; each checks those that concern it.
        ///
        /// ```
        /// use selfhelp::limits::Limits;
        /// use selfhelp::{Article, Parser};
        ///
        /// let parser = Parser::new().limits(Limits::new().input_bytes(10 << 20).links(100));
        /// let article = parser.parse("<properties />\n# Disks\n")?;
        /// assert_eq!(article, Article::parse("<properties />\n# Disks\n")?);
        /// # Ok::<(), selfhelp::ParseError>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Limits {
            $(#[doc = concat!("[`", stringify!($default), "`], unless set.")] $(#[$doc])* pub $name: usize,)*
        }

        impl Limits {
            /// The default limits: the constants of this [module](self).
            pub const fn new() -> Limits {
                Limits { $($name: $default,)* }
            }

            $(
                #[doc = concat!("These limits with another [`", stringify!($default), "`].")]
                $(#[$doc])*
                #[must_use]
                pub const fn $name(mut self, most: usize) -> Limits {
                    self.$name = most;
                    self
                }
            )*
        }
    };
}

limits! {
    input_bytes = INPUT_BYTES;
    header_bytes = HEADER_BYTES;
    properties = PROPERTIES;
    property_bytes = PROPERTY_BYTES;
    open_containers = OPEN_CONTAINERS;
    title_lines = TITLE_LINES;
    attributes = ATTRIBUTES;
    placeholders = PLACEHOLDERS;
    default_bytes = DEFAULT_BYTES;
    sections = SECTIONS;
    links = LINKS;
    table_cells = TABLE_CELLS;
    component_values = COMPONENT_VALUES;
    value_bytes = VALUE_BYTES;
    values_bytes = VALUES_BYTES;
    output_bytes = OUTPUT_BYTES;
    output_ratio = OUTPUT_RATIO;
    fill_bytes = FILL_BYTES;
    /// With 0, one error is still kept.
    diagnostics = DIAGNOSTICS;
    /// A larger number counts as this one.
    depth = DEPTH;
}

impl Limits {
    /// Most bytes of an output for an article of `source` bytes.
    pub(crate) fn output_for(&self, source: usize) -> usize {
        self.output_bytes.max(self.output_ratio.saturating_mul(source))
    }

    /// How many bytes of source a node at `span` counts for: at most those of the largest article, as a deserialised
    /// span may be any.
    pub(crate) fn source_at(&self, span: Span) -> usize {
        span.len().min(self.input_bytes)
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::new()
    }
}
