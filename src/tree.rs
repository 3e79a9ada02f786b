//! The tree of an article: parts, blocks and inlines. Data only.
//!
//! A body and a section hold [`Part`]s; a part is a [`Section`], a [`Block`] or the article's [`Payload`]. Blocks hold
//! blocks or inlines, inlines hold inlines. A block never holds a section, and a table cell never a block.

mod alert;
mod list;
mod numbering;
mod section;
mod table;
mod template;
mod video;

use serde::{Deserialize, Serialize};

use crate::component::Component;
use crate::payload::Payload;
use crate::span::Span;
use crate::text::Text;

pub(crate) use alert::alert_sign;
pub(crate) use list::cut;
pub use list::{Blocks, Inlines, Parts};
pub use numbering::Numbering;
pub use section::{Section, SectionKind};
pub use table::{Alignment, Table, TableCell, TableRow};
pub use template::{Piece, Template};

/// A piece of a body or of a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Part {
    /// A marked or titled section.
    Section(Box<Section>),
    /// A Markdown block.
    Block(Block),
    /// The JSON payload, in its position among the Markdown.
    Payload(Payload),
}

impl Part {
    /// The span of the part in the source.
    pub fn span(&self) -> Span {
        match self {
            Part::Section(section) => section.span,
            Part::Block(block) => block.span(),
            Part::Payload(payload) => payload.span,
        }
    }
}

/// A block of Markdown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A heading of level 1 to 6.
    Heading(Heading),
    /// A bullet or ordered list.
    List(List),
    /// A block quote, or a note such as `> [!NOTE]`.
    Quote(Box<Quote>),
    /// Fenced or indented code.
    Code(CodeBlock),
    /// A table.
    Table(Table),
    /// A list of terms and descriptions (`<dl>`).
    DefinitionList(DefinitionList),
    /// A collapsible block (`<details>`).
    Details(Box<Details>),
    /// A thematic break.
    Rule(Rule),
    /// A component of newer articles, such as `<insight>`.
    Component(Box<Component>),
    /// An author's comment; never shown.
    Comment(Comment),
}

impl Block {
    /// The span of the block in the source.
    pub fn span(&self) -> Span {
        match self {
            Block::Paragraph(node) => node.span,
            Block::Heading(node) => node.span,
            Block::List(node) => node.span,
            Block::Quote(node) => node.span,
            Block::Code(node) => node.span,
            Block::Table(node) => node.span,
            Block::DefinitionList(node) => node.span,
            Block::Details(node) => node.span,
            Block::Rule(node) => node.span,
            Block::Component(node) => node.span(),
            Block::Comment(node) => node.span,
        }
    }
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The text of the paragraph.
    pub content: Inlines,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6; renderers clamp other numbers.
    pub level: u8,
    /// The text of the heading.
    pub content: Inlines,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// A bullet or ordered list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct List {
    /// The number of the first item of an ordered list; a bullet list has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u64>,
    /// What the numbers of an ordered list are written with.
    #[serde(default, skip_serializing_if = "Numbering::is_decimal")]
    pub numbering: Numbering,
    /// Whether paragraphs directly in items are shown without space between them (CommonMark §5.3).
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem>,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

impl List {
    /// A tight list of `items`, from `start` on where they are numbered.
    pub fn new(start: Option<u64>, items: Vec<ListItem>) -> List {
        List { start, numbering: Numbering::Decimal, tight: true, items, span: Span::NONE }
    }
}

/// An item of a [`List`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ListItem {
    /// Its number, where that is not the one after the item before it (`<li value="7">`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// What the item holds.
    pub blocks: Blocks,
    /// Its span, list marker included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

impl ListItem {
    /// An item that holds `blocks`.
    pub fn new(blocks: impl Into<Blocks>) -> ListItem {
        ListItem { number: None, blocks: blocks.into(), span: Span::NONE }
    }
}

/// A block quote, or a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// What kind of note the quote is, if it begins with `[!NOTE]` or another of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<AlertKind>,
    /// What the quote holds, without the `[!NOTE]`.
    pub blocks: Blocks,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// The kinds of note that `> [!NOTE]` can name, in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum AlertKind {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl AlertKind {
    /// Every kind.
    pub const ALL: [AlertKind; 5] =
        [AlertKind::Note, AlertKind::Tip, AlertKind::Important, AlertKind::Warning, AlertKind::Caution];

    /// The kind of this name, in any case.
    pub(crate) fn named(name: &str) -> Option<AlertKind> {
        AlertKind::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(name))
    }

    /// The name in lower case: `note`, `tip`, `important`, `warning` or `caution`.
    pub fn as_str(self) -> &'static str {
        match self {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        }
    }
}

/// A block of code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeBlock {
    /// The first word of the fence's info string.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Text>,
    /// The code, every line of it ending in `\n`, whatever the source has.
    pub content: Template,
    /// Its span, fences included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// A list of terms and their descriptions (`<dl>`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DefinitionList {
    /// Terms and descriptions in order.
    pub entries: Vec<DefinitionEntry>,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// An entry of a [`DefinitionList`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DefinitionEntry {
    /// A term (`<dt>`).
    Term(Paragraph),
    /// A description of the terms before it (`<dd>`).
    Description(ListItem),
}

/// A collapsible block (`<details>`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// What shows while it is collapsed (`<summary>`).
    pub summary: Inlines,
    /// What shows when it is expanded.
    pub blocks: Blocks,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// A thematic break.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// An author's comment: any comment that is not a marker of a section or placeholder. It is internal and never shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// The text between `<!--` and `-->`.
    pub text: Text,
    /// Its span, delimiters included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// A piece of a paragraph, heading or cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Inline {
    /// Plain text.
    Text(Words),
    /// Text in a style, such as bold.
    Styled(Box<Styled>),
    /// Code.
    Code(CodeSpan),
    /// A link.
    Link(Box<Link>),
    /// An image.
    Image(Box<Image>),
    /// A placeholder, which a service fills in.
    Placeholder(Box<Placeholder>),
    /// A line end in the source, which shows as a space.
    SoftBreak(Break),
    /// A line break that the author asked for.
    HardBreak(Break),
    /// An author's comment; never shown.
    Comment(Comment),
}

impl Inline {
    /// The span of the inline in the source.
    pub fn span(&self) -> Span {
        match self {
            Inline::Text(node) => node.span,
            Inline::Styled(node) => node.span,
            Inline::Code(node) => node.span,
            Inline::Link(node) => node.span,
            Inline::Image(node) => node.span,
            Inline::Placeholder(node) => node.span,
            Inline::SoftBreak(node) | Inline::HardBreak(node) => node.span,
            Inline::Comment(node) => node.span,
        }
    }

    /// Text without a span.
    pub fn text(text: impl Into<Text>) -> Inline {
        Inline::Text(Words { text: text.into(), span: Span::NONE })
    }
}

/// Plain text, entities and escapes resolved.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// The text as a reader sees it.
    pub text: Text,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// Text in a style.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Styled {
    /// The style.
    pub style: Style,
    /// What it applies to.
    pub content: Inlines,
    /// Its span, delimiters included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// The styles of [`Styled`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Style {
    /// `*…*`, `<em>`, `<i>`
    Emphasis,
    /// `**…**`, `<strong>`, `<b>`
    Strong,
    /// `<u>`
    Underline,
    /// `~~…~~`, `<s>`, `<del>`
    Strikethrough,
    /// `<sup>`
    Superscript,
    /// `<sub>`
    Subscript,
    /// `<kbd>`
    Keyboard,
}

/// Code in running text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeSpan {
    /// The code.
    pub content: Template,
    /// Its span, backticks included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Where it points, as the author wrote it, entities and escapes resolved; see [`link::Target`](crate::link::Target).
    pub target: Template,
    /// The tooltip (`title`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Template>,
    /// The text of the link.
    pub content: Inlines,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// Where the picture is, as the author wrote it.
    pub target: Template,
    /// The tooltip (`title`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Template>,
    /// The alternative text.
    pub alt: Inlines,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// A placeholder, which a service fills in: `<!--$vmname-->[vmname]<!--/$vmname-->`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placeholder {
    /// The name, without `$` and surrounding spaces, case kept.
    pub name: Text,
    /// What shows if there is no value.
    pub default: Inlines,
    /// Its span, both markers included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// A line end or line break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Break {
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// A link reference definition: `[label]: target "title"`. It shows nothing itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// The label as written.
    pub label: Text,
    /// Where links with this label point.
    pub target: Template,
    /// The title of such links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Template>,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

impl Words {
    /// Keeps only `range` of the text, in bytes.
    pub(crate) fn cut(&mut self, range: std::ops::Range<usize>) {
        if range.len() == self.text.len() {
            return;
        }
        let after = self.text.len() - range.end;
        if self.span.len() == self.text.len() {
            let (start, end) = (self.span.start as usize, self.span.end as usize);
            self.span = Span::new(start + range.start, end - after);
        } else if !self.span.is_none() && after <= self.span.len() {
            // The end of the text is in the source as it is, or as an entity, which is longer.
            self.span = Span::new(self.span.start as usize, self.span.end as usize - after);
        }
        self.text = self.text.slice(range);
    }
}
