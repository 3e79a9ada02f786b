//! What Markdown is read as: events in coordinates of the source, without a trace of the mask.

use std::borrow::Cow;
use std::ops::Range;

use crate::parse::construct::{Boundary, Construct};
use crate::text::Text;
use crate::tree::{Alignment, Style, Template};

/// Receives the events of a body.
///
/// A call for every event, not an iterator over them: what an event does is then known where it is made.
pub(crate) trait Receive<'p> {
    /// Receives the next event.
    fn event(&mut self, event: Event<'p>);

    /// Whether the link or image at `at`, which comes next, may open; if not, it stays as the author typed it.
    fn may_link(&mut self, at: usize) -> bool;

    /// Why the table that closes next must be text, if it must.
    fn table_excess(&self) -> Option<String>;

    /// Drops the rows of the open table: it will be text, and another reading follows.
    fn drop_rows(&mut self);

    /// Counts a cell of it that is not opened.
    fn pass_cell(&mut self);
}

/// Which reading of a body this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// If it loses something, its result is thrown away and another reading follows.
    First,
    /// Its result counts.
    Last,
}

/// A step through a body. All offsets are in bytes of the source.
#[derive(Debug)]
pub(crate) enum Event<'p> {
    /// A node opens, which begins here.
    Open(Node, usize),
    /// The node that opened last and has not closed ends here, without blanks at its end.
    Close(Closed, usize),
    /// Text as it is in the source.
    Text(Range<usize>),
    /// Text for what is at this range, such as `&` for `&amp;`.
    Decoded(String, Range<usize>),
    /// A construct in running text.
    Word(&'p Construct),
    /// A construct on lines of its own.
    Block(&'p Construct),
    /// A construct that would be on lines of its own, in running text.
    BlockAmongWords(&'p Construct),
    /// A code span.
    Code(Template, Range<usize>),
    CodeBlock(CodeBlock),
    /// Inline HTML, or a piece of a block of it.
    Html(Html<'p>),
    Break(Line, Range<usize>),
    Rule(Range<usize>),
    /// A section opens or closes, between blocks of the top level.
    Section(&'p Boundary),
}

/// A node of Markdown that opens.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Paragraph,
    Heading(u8),
    Quote,
    List(Option<u64>),
    Item,
    Table(Vec<Alignment>),
    Row {
        head: bool,
    },
    Cell {
        /// Whether it is the first one of its row.
        first: bool,
    },
    Style(Style),
    Link,
    Image,
    Html,
}

/// A node of Markdown that closes.
#[derive(Debug)]
pub(crate) enum Closed {
    /// A paragraph, heading, table or row.
    Leaf,
    /// A quote, list, item or inline.
    Container,
    /// A cell that the author wrote.
    Cell,
    /// One that the author left out and Markdown filled in.
    Padding,
    /// A link or image.
    Link(Destination),
    /// A piece of a block of HTML.
    Html,
}

/// Where a link goes.
#[derive(Debug, Default)]
pub(crate) struct Destination {
    pub(crate) target: Template,
    pub(crate) title: Option<Template>,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Soft,
    Hard,
}

/// A block of code.
#[derive(Debug)]
pub(crate) struct CodeBlock {
    pub(crate) info: Info,
    pub(crate) content: Template,
    pub(crate) range: Range<usize>,
}

/// What comes after the opening fence of a block of code.
#[derive(Debug, Default)]
pub(crate) struct Info {
    pub(crate) language: Option<Text>,
    /// Placeholders in it, which are dropped.
    pub(crate) placeholders: Vec<Range<usize>>,
    /// From the first comment in it, which is dropped as all others are, to the end of the line.
    pub(crate) comment: Option<Range<usize>>,
    /// All of it, if more than the language is in it.
    pub(crate) words: Option<Words>,
}

/// The words of an info string.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) written: Template,
    pub(crate) range: Range<usize>,
    /// Whether they became the code of a block that has none.
    pub(crate) are_code: bool,
}

/// HTML as Markdown passes it on.
#[derive(Debug)]
pub(crate) struct Html<'p> {
    pub(crate) range: Range<usize>,
    /// Of the same length as the range, with what containers put before its lines blanked. Borrowed if nothing was.
    pub(crate) text: Cow<'p, str>,
    /// The constructs in it.
    pub(crate) constructs: &'p [Construct],
}
