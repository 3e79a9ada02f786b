//! Nodes that are open while the tree is built.

use crate::parse::html::Element;
use crate::text::Text;
use crate::tree::{Alignment, Image, Inlines, Link, Style};

/// A node that is open.
#[derive(Debug)]
pub(super) enum Open {
    // What holds blocks.
    Division,
    Quote,
    Item,
    Description,
    Details {
        summary: Option<Box<Inlines>>,
    },
    // What holds parts of itself.
    List {
        start: Option<u64>,
        loose: bool,
    },
    Table {
        alignments: Vec<Alignment>,
        /// Whether rows that open now belong to the head.
        in_head: bool,
    },
    Row {
        head: bool,
    },
    DefinitionList,
    // Leaves, which hold inlines.
    Paragraph,
    Heading(u8),
    Cell {
        head: bool,
    },
    Term,
    Summary,
    Preformatted {
        language: Option<Text>,
    },
    // Inlines that hold inlines.
    Styled(Style),
    Code,
    /// A link without its content, and what of it the engine changed.
    Link(Box<Link>, Option<Box<Masked>>),
    /// An image without its alternative text, and what of it the engine changed.
    Image(Box<Image>, Option<Box<Masked>>),
    /// Nothing but its content, among inlines.
    Span,
}

/// Texts of a link that the engine changed, with masked placeholders in them that stand behind the link's content.
#[derive(Debug)]
pub(super) struct Masked {
    pub(super) target: Option<String>,
    pub(super) title: Option<String>,
    /// Where the target ends, if that is known.
    pub(super) target_end: usize,
}

impl Open {
    pub(super) fn is_leaf(&self) -> bool {
        matches!(
            self,
            Open::Paragraph
                | Open::Heading(_)
                | Open::Cell { .. }
                | Open::Term
                | Open::Summary
                | Open::Preformatted { .. }
        )
    }

    pub(super) fn is_inline(&self) -> bool {
        matches!(self, Open::Styled(_) | Open::Code | Open::Link(..) | Open::Image(..) | Open::Span)
    }

    /// Whether it counts against [`DEPTH`](crate::limits::DEPTH).
    pub(super) fn counts(&self) -> bool {
        !self.is_leaf() && !matches!(self, Open::Table { .. } | Open::Row { .. })
    }
}

/// Who opened a node.
#[derive(Debug)]
pub(super) enum Origin {
    /// Markdown; the engine says when it closes.
    Markdown,
    /// What stands in it, which needs a node around it.
    Implied,
    /// An HTML element of the author's.
    Html(Box<Tag>),
}

/// The author's HTML element that opened a node.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) element: Element,
    pub(super) name: String,
    /// Whether the tag stands as text before the content until its end tag comes.
    pub(super) provisional: bool,
    /// Where the tag ends.
    pub(super) end: usize,
}

/// What becomes of the start tag that stands before a node's content.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum StartTag {
    /// There is none.
    Absent,
    /// The end tag came: it goes.
    Goes,
    /// No end tag came: it is text, and the node dissolves.
    Stays,
}

#[derive(Debug)]
pub(super) struct Frame {
    pub(super) open: Open,
    /// Offset in the body at which the node begins.
    pub(super) start: usize,
    pub(super) origin: Origin,
    /// Whether the node is a leaf or stands in one.
    pub(super) in_leaf: bool,
    /// Whether spaces at the ends of the content are not the author's to see.
    pub(super) trim: bool,
    /// Where its children begin on the scratch lists.
    pub(super) blocks: usize,
    pub(super) inlines: usize,
    /// Where its items, rows, cells or entries begin on theirs.
    pub(super) own: usize,
}
