//! Plain text that can be pasted into a mail.
//!
//! [`PlainText`] renders an article, a section or a block. What text looks like, at width 78 unless said otherwise:
//!
//! | node | text |
//! |---|---|
//! | heading | underlined with `=` (level 1), `-` (2), `~` (3) or `.`; without blank lines, whatever its values hold |
//! | list | `* ` or numbers, aligned right; a blank line between the items of a loose list |
//! | quote | `> `; a note begins `Note: ` and is indented behind it |
//! | code | indented by four, verbatim; among words between backticks, more of them than stand in it |
//! | table | a grid where it fits, its last column wrapped; else a record for every row, `Header: value` |
//! | definition list | descriptions indented below their terms |
//! | link | `guide [1]`, and the addresses listed once each at the end; an address that shows is not numbered. Values move no number, and links that only a value makes come last |
//! | portal link | as any link; the page instead of the address where a variable is missing or the cloud has no portal |
//! | image | its alternative text |
//! | superscript | `x^2` |
//! | component, payload | its source, its indented JSON, as code |
//! | section | its content; a titled one under its title |
//! | author's note | nothing |
//!
//! Lines are as long as their width allows in the columns of a terminal (UAX #11) and end where UAX #14 lets them. Web
//! and mail addresses, GUIDs, resource ids, paths, options and code are never broken, even where they are longer than a
//! line; a hyphenated word only where it would be. Margins give way before text gets narrower than a third of the width.
//! No line ends in a blank, but where [`PlainText::flowed`] asks for it. There is a text at every width, and rendering takes time in proportion to the article.
//!
//! A line of a value that begins as those of the list of references do, `[1] https://…`, begins with `(1)`.
//!
//! Control characters other than tab and line ends show as U+FFFD, in values bidi controls too.

mod breaks;
mod flow;
mod inline;
mod layout;
mod link;
mod number;
mod page;
mod path;
mod run;
mod table;
mod wrap;

use std::fmt;

use crate::article::Article;
use crate::error::RenderError;
use crate::limits::Limits;
use crate::link::Resolve;
use crate::metadata::Cloud;
use crate::render::{Labels, UNLIMITED};
use crate::tree::{Block, Parts, Section};
use crate::values::{Missing, Source, Supply};
use flow::Flow;
use layout::{Layout, Root};

/// How wide text is unless said otherwise, in columns.
pub const DEFAULT_WIDTH: usize = 78;

/// Renders plain text. Made once, it renders any number of articles, from many threads.
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::render::text::PlainText;
/// use selfhelp::values::Values;
///
/// let article = Article::parse_lenient(
///     "<properties pageTitle=\"Start\" />\n# Start\n1. Start <!--$vmname-->[vmname]<!--/$vmname-->.\n2. See [the guide](https://example.com/guide).\n",
/// );
/// let values = Values::new().text("vmname", "web-01");
/// assert_eq!(
///     PlainText::new().width(40).values(&values).render(&article)?,
///     "\
/// Start
/// =====
///
/// 1. Start web-01.
/// 2. See the guide [1].
///
/// [1] https://example.com/guide
/// "
/// );
/// # Ok::<(), selfhelp::RenderError>(())
/// ```
#[derive(Clone)]
pub struct PlainText<'a> {
    width: Option<usize>,
    flow: Flow,
    links: LinkStyle,
    supply: Supply<'a>,
    limits: Limits,
    cloud: Cloud,
    resolver: Option<&'a (dyn Resolve + Sync)>,
    labels: Labels,
    title: Title,
}

/// How links show in text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LinkStyle {
    /// `guide [1]`, and at the end `[1] https://example.com/guide`, each address once.
    #[default]
    References,
    /// `guide <https://example.com/guide>`
    Inline,
    /// `guide`
    TextOnly,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Title {
    Shown,
    LeftOut,
}

impl<'a> PlainText<'a> {
    /// A renderer at [`DEFAULT_WIDTH`] without values: placeholders show their defaults, blades go to the public cloud's
    /// portal.
    pub fn new() -> PlainText<'a> {
        PlainText {
            width: Some(DEFAULT_WIDTH),
            flow: Flow::Fixed,
            links: LinkStyle::default(),
            supply: Supply::default(),
            limits: Limits::new(),
            cloud: Cloud::Public,
            resolver: None,
            labels: Labels::default(),
            title: Title::Shown,
        }
    }

    /// Breaks lines at `columns` columns; 0 counts as 1.
    #[must_use]
    pub fn width(mut self, columns: usize) -> PlainText<'a> {
        self.width = Some(columns);
        self
    }

    /// Breaks no line but where the author did.
    #[must_use]
    pub fn unlimited(mut self) -> PlainText<'a> {
        self.width = None;
        self
    }

    /// Writes the body of a mail of the type `text/plain; format=flowed; delsp=no` (RFC 3676): mail programs join lines that
    /// end in a space and break them anew to fit a telephone or a wide screen.
    ///
    /// Paragraphs flow, those in lists too; headings, code, tables and addresses keep their lines. Quotes begin with `>`,
    /// `>>` and so on. Line ends are `\n`; a mail has `\r\n`.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::render::text::PlainText;
    ///
    /// let article = Article::parse_lenient("<properties />\n* Stop the machine, then wait.\n\n> From 5 to 9.\n");
    /// let text = PlainText::new().width(20).flowed().render(&article)?;
    /// assert_eq!(text, "* Stop the \nmachine, then \nwait.\n\n> From 5 to 9.\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn flowed(mut self) -> PlainText<'a> {
        self.flow = Flow::Flowed;
        self
    }

    /// Says how links show.
    #[must_use]
    pub fn links(mut self, links: LinkStyle) -> PlainText<'a> {
        self.links = links;
        self
    }

    /// Takes values for placeholders, and for the variables of blades, from `source`.
    #[must_use]
    pub fn values(mut self, source: &'a (dyn Source + Sync)) -> PlainText<'a> {
        self.supply.source = Some(source);
        self
    }

    /// Says what to do with a placeholder that has no value. [`Missing::Marker`] shows the default.
    #[must_use]
    pub fn missing(mut self, missing: Missing) -> PlainText<'a> {
        self.supply.missing = missing;
        self
    }

    /// Holds values and output against `limits` instead of the usual ones.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> PlainText<'a> {
        self.supply.limit(&limits);
        self.limits = limits;
        self
    }

    /// Links blades to the portal of `cloud`.
    #[must_use]
    pub fn cloud(mut self, cloud: Cloud) -> PlainText<'a> {
        self.cloud = cloud;
        self
    }

    /// Asks `resolver` where links go, such as a [`Base`](crate::link::Base) for relative ones.
    #[must_use]
    pub fn resolver(mut self, resolver: &'a (dyn Resolve + Sync)) -> PlainText<'a> {
        self.resolver = Some(resolver);
        self
    }

    /// Uses other words of its own than the English ones.
    #[must_use]
    pub fn labels(mut self, labels: Labels) -> PlainText<'a> {
        self.labels = labels;
        self
    }

    /// Leaves out the heading that is the article's title: its first of level 1 that says something (format §1).
    #[must_use]
    pub fn without_title(mut self) -> PlainText<'a> {
        self.title = Title::LeftOut;
        self
    }

    /// Renders the body of `article`.
    ///
    /// # Errors
    ///
    /// - [`RenderError::MissingValue`] when a placeholder has no value and [`Missing::Fail`] is set;
    /// - [`RenderError::ValueTooLarge`], [`RenderError::ValuesTooLarge`] and [`RenderError::OutputTooLarge`] beyond the
    ///   [`limits`](crate::limits) on values and output.
    pub fn render(&self, article: &Article) -> Result<String, RenderError> {
        self.supply.check()?;
        let mut layout = Layout::new(self, Root::Parts(&article.body), self.title, article.source().len());
        layout.parts(&article.body)?;
        layout.finish()
    }

    /// Renders some parts, such as those of a section without its title.
    ///
    /// # Errors
    ///
    /// As [`PlainText::render`].
    pub fn render_parts(&self, parts: &Parts) -> Result<String, RenderError> {
        self.supply.check()?;
        let mut layout = Layout::new(self, Root::Parts(parts), Title::Shown, 0);
        layout.parts(parts)?;
        layout.finish()
    }

    /// Renders one section.
    ///
    /// # Errors
    ///
    /// As [`PlainText::render`].
    pub fn render_section(&self, section: &Section) -> Result<String, RenderError> {
        self.supply.check()?;
        let mut layout =
            Layout::new(self, Root::Parts(&section.parts), Title::Shown, self.limits.source_at(section.span));
        layout.section(section)?;
        layout.finish()
    }

    /// Renders one block.
    ///
    /// # Errors
    ///
    /// As [`PlainText::render`].
    pub fn render_block(&self, block: &Block) -> Result<String, RenderError> {
        self.supply.check()?;
        let mut layout = Layout::new(self, Root::Block(block), Title::Shown, self.limits.source_at(block.span()));
        layout.block(block)?;
        layout.finish()
    }

    /// Renders the body of `article` into `out`, nothing of it when rendering fails.
    ///
    /// # Errors
    ///
    /// As [`PlainText::render`], and [`RenderError::Write`] when `out` refuses to take the text.
    pub fn write(&self, article: &Article, out: &mut impl fmt::Write) -> Result<(), RenderError> {
        Ok(out.write_str(&self.render(article)?)?)
    }
}

impl Default for PlainText<'_> {
    fn default() -> Self {
        PlainText::new()
    }
}

impl fmt::Debug for PlainText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlainText")
            .field("width", &self.width)
            .field("flow", &self.flow)
            .field("links", &self.links)
            .field("values", &self.supply.source.is_some())
            .field("missing", &self.supply.missing)
            .field("cloud", &self.cloud)
            .field("resolver", &self.resolver.is_some())
            .field("labels", &self.labels)
            .field("title", &self.title)
            .finish()
    }
}

impl Article {
    /// The article as plain text, wrapped at [`DEFAULT_WIDTH`](crate::render::text::DEFAULT_WIDTH) columns, every
    /// placeholder as its default. [`PlainText`] does the same with values and choices.
    pub fn to_text(&self) -> String {
        PlainText::new().limits(UNLIMITED).render(self).unwrap_or_default()
    }
}
