//! Plain text that can be pasted into a mail.
//!
//! [`PlainText`] renders an article, a section or a block. What text looks like, at the usual width of 78:
//!
//! | node | text |
//! |---|---|
//! | heading | underlined with `=` (level 1), `-` (2), `~` (3) or `.`; without blank lines, whatever its values hold |
//! | list | `* ` or numbers, aligned right; a blank line between the items of a loose list |
//! | quote | indented by four, or with `> ` where [`PlainText::quotes`] asks for it; a note begins `Note: `, and its lines are indented as far; where that takes more than a third of the width, they are below it |
//! | code | indented by four, verbatim; in a line between backticks, one more than it has side by side |
//! | table | a grid whose columns are wrapped where it is wider, with a blank line between rows then; a record for every row, `Header: value`, where no column could have the columns it needs, or 12 below its head |
//! | definition list | descriptions indented below their terms |
//! | link | `guide [1]`, and the addresses listed once each at the end; an address that shows is not numbered. Values move no number, links that only a value makes come last, and a number that the text has in brackets is left out |
//! | portal link | as any link; the page instead of the address where a variable is missing or the cloud has no portal |
//! | bold, emphasis | `Select *Save*, do _not_ wait`; nothing in headings and links, and where it is all of a line |
//! | picture | `[Picture: The lamp is red] [1]`, its address among the others; `[Picture]` without words |
//! | superscript, subscript | `x^2`, `x^(n+1)`; `H2O`, `a_(i+1)` |
//! | soft hyphen | `-` where a line ends there, else nothing |
//! | insight, search results | a sentence |
//! | metric | `Chart: ` and its title |
//! | video, group of videos | `Video: ` and a link, a list of such |
//! | other article | a link, where a resolver knows its address |
//! | form | numbered questions, how and when to answer them, `( )`, `[ ]` or lines to fill in |
//! | recommendation, topics, menu | as paragraphs and lists; facts as `Category: Cost` |
//! | payload of no known kind | its indented JSON as code |
//! | section | its content; a titled one under its title |
//! | author's comment | nothing |
//!
//! Lines are as long as their width allows in the columns of a terminal (UAX #11) and end where UAX #14 lets them. Web
//! and mail addresses, GUIDs, resource ids, paths, options and code are never broken, even where they are longer than a
//! line; a hyphenated word only where it would be. Margins give way before text gets narrower than a third of the width.
//! No line ends in a blank, but where [`PlainText::flowed`] asks for it. There is a text at every width, and rendering takes time in proportion to the article.
//!
//! A line of a value that begins like those of the list of references, `[1] https://…`, begins with `(1)`.
//!
//! [`PlainText::terminal`] shows the same with bold, colours and links to follow.
//!
//! Control characters other than tab and line ends show as U+FFFD, in values bidi controls too.

mod bar;
mod block;
mod breaks;
mod columns;
mod component;
mod emphasis;
mod flat;
mod flow;
mod inline;
mod layout;
mod line;
mod link;
mod look;
mod number;
mod page;
mod paint;
mod path;
mod payload;
mod picture;
mod references;
mod run;
mod table;
mod taken;
mod word;
mod wrap;

use crate::article::Article;
use crate::error::RenderError;
use crate::render::core::{Root, Settings, UNLIMITED, rendering, shared_setters};
use flow::Flow;
use layout::Layout;

/// How wide text is unless a [`width`](PlainText::width) is set, in columns.
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
#[derive(Clone, Debug)]
pub struct PlainText<'a> {
    width: Option<usize>,
    flow: Flow,
    links: LinkStyle,
    emphasis: Emphasis,
    quotes: QuoteStyle,
    list_place: ListPlace,
    finish: Finish,
    settings: Settings<'a>,
}

/// By what headings, bold, code and notes differ from text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Finish {
    /// By marks of text.
    #[default]
    Plain,
    /// By how a terminal shows them.
    Terminal,
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
    /// `guide`, which a terminal links to its address by the sequence OSC 8. An address that a terminal could not follow shows as
    /// for [`Inline`](LinkStyle::Inline): a page of the portal without address, a relative one, one of more than 2,000 bytes.
    /// A [flowed](PlainText::flowed) text has [`References`](LinkStyle::References).
    Hyperlinks,
}

/// How bold and emphasis in a sentence show in text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Emphasis {
    /// `Select *Save*, do _not_ wait.` Headings, links and lines that are bold or emphasised as a whole have no marks.
    #[default]
    Marked,
    /// `Select Save, do not wait.`
    Plain,
}

/// How quotes show in text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QuoteStyle {
    /// Indented by four columns.
    #[default]
    Indented,
    /// Each line begins `> `, as mail programs mark what somebody answers to.
    Marked,
}

/// Where the list of references is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ListPlace {
    /// At the end of the text.
    #[default]
    End,
    /// After each section, and before each heading of level 1 or 2: the addresses that were not listed before.
    AfterSections,
}

impl<'a> PlainText<'a> {
    /// A renderer at [`DEFAULT_WIDTH`] without values: placeholders show their defaults, blades go to the public cloud's
    /// portal.
    pub fn new() -> PlainText<'a> {
        PlainText {
            width: Some(DEFAULT_WIDTH),
            flow: Flow::Fixed,
            links: LinkStyle::default(),
            emphasis: Emphasis::default(),
            quotes: QuoteStyle::default(),
            list_place: ListPlace::default(),
            finish: Finish::default(),
            settings: Settings::new(),
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
    /// Paragraphs flow, those in lists too; headings, code, tables and addresses keep their lines. With
    /// [`QuoteStyle::Marked`], quotes begin with `>`, `>>` and so on. Line ends are `\n`; a mail has `\r\n`.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::render::text::{PlainText, QuoteStyle};
    ///
    /// let article = Article::parse_lenient("<properties />\n* Stop the machine, then wait.\n\n> From 5 to 9.\n");
    /// let text = PlainText::new().width(20).flowed().quotes(QuoteStyle::Marked).render(&article)?;
    /// assert_eq!(text, "* Stop the \nmachine, then \nwait.\n\n> From 5 to 9.\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn flowed(mut self) -> PlainText<'a> {
        self.flow = Flow::Flowed;
        self
    }

    /// Writes for a terminal: bold text, headings and terms in bold, emphasis in italics, code in a colour and without
    /// backticks, notes with a coloured bar; links are [hyperlinks](LinkStyle::Hyperlinks) unless
    /// [`links`](PlainText::links) is called afterwards.
    ///
    /// Everything else is as in plain text; lines may end elsewhere, as marks take no room. Colours are those of the terminal's
    /// theme.
    ///
    /// No control sequence of an article or a value gets through: control characters show as U+FFFD, those in addresses are
    /// percent-encoded. Each line ends all looks and links that it began, so that lines can be cut out and joined.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::render::text::PlainText;
    ///
    /// let article = Article::parse_lenient("<properties />\nSelect **Save** in [the portal](https://example.com).\n");
    /// assert_eq!(
    ///     PlainText::new().terminal().render(&article)?,
    ///     "Select \x1b[1mSave\x1b[0m in \x1b[4m\x1b]8;;https://example.com\x1b\\the portal\x1b]8;;\x1b\\\x1b[0m.\n"
    /// );
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    ///
    /// Where colours are not wanted, `NO_COLOR` for instance, hyperlinks alone may be:
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::render::text::{LinkStyle, PlainText};
    ///
    /// let article = Article::parse_lenient("<properties />\nSelect **Save** in [the portal](https://example.com).\n");
    /// assert_eq!(
    ///     PlainText::new().links(LinkStyle::Hyperlinks).render(&article)?,
    ///     "Select *Save* in \x1b]8;;https://example.com\x1b\\the portal\x1b]8;;\x1b\\.\n"
    /// );
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn terminal(mut self) -> PlainText<'a> {
        self.finish = Finish::Terminal;
        self.links = LinkStyle::Hyperlinks;
        self
    }

    /// Says how links show.
    #[must_use]
    pub fn links(mut self, links: LinkStyle) -> PlainText<'a> {
        self.links = links;
        self
    }

    /// Says whether bold and emphasis in a sentence show.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::render::text::{Emphasis, PlainText};
    ///
    /// let article = Article::parse_lenient("<properties />\n**Steps**\n\nSelect **Save**, do *not* wait.\n");
    /// assert_eq!(article.to_text(), "Steps\n\nSelect *Save*, do _not_ wait.\n");
    /// let plain = PlainText::new().emphasis(Emphasis::Plain);
    /// assert_eq!(plain.render(&article)?, "Steps\n\nSelect Save, do not wait.\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn emphasis(mut self, emphasis: Emphasis) -> PlainText<'a> {
        self.emphasis = emphasis;
        self
    }

    /// Says how quotes show.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::render::text::{PlainText, QuoteStyle};
    ///
    /// let article = Article::parse_lenient("<properties />\nIt says:\n\n> No power\n");
    /// assert_eq!(article.to_text(), "It says:\n\n    No power\n");
    /// assert_eq!(PlainText::new().quotes(QuoteStyle::Marked).render(&article)?, "It says:\n\n> No power\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn quotes(mut self, quotes: QuoteStyle) -> PlainText<'a> {
        self.quotes = quotes;
        self
    }

    /// Says where the addresses of links are listed.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::render::text::{ListPlace, PlainText};
    ///
    /// let article = Article::parse_lenient("<properties />\n[A](https://example.com/a)\n\n## B\n[C](https://example.com/c)\n");
    /// let text = PlainText::new().list_references(ListPlace::AfterSections).render(&article)?;
    /// assert_eq!(text, "A [1]\n\n[1] https://example.com/a\n\nB\n-\n\nC [2]\n\n[2] https://example.com/c\n");
    /// # Ok::<(), selfhelp::RenderError>(())
    /// ```
    #[must_use]
    pub fn list_references(mut self, place: ListPlace) -> PlainText<'a> {
        self.list_place = place;
        self
    }
}

rendering!(PlainText in "text");
shared_setters!(PlainText);

impl PlainText<'_> {
    fn render_root(&self, root: Root<'_>) -> Result<String, RenderError> {
        let mut layout = Layout::new(self, root)?;
        match root {
            Root::Article(article) => block::parts(&mut layout, &article.body),
            Root::Parts(parts) => block::parts(&mut layout, parts),
            Root::Section(section) => block::section(&mut layout, section),
            Root::Block(block) => block::block(&mut layout, block),
        }?;
        layout.finish()
    }
}

impl Default for PlainText<'_> {
    fn default() -> Self {
        PlainText::new()
    }
}

impl Article {
    /// The article as plain text, wrapped at [`DEFAULT_WIDTH`](crate::render::text::DEFAULT_WIDTH) columns, every
    /// placeholder as its default. [`PlainText`] does the same with values and choices.
    pub fn to_text(&self) -> String {
        let mut plain = PlainText::new();
        plain.settings.set_limits(UNLIMITED);
        plain.render(self).unwrap_or_default()
    }
}
