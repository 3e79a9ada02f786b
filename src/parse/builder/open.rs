//! What can be open: the kinds of nodes, before their children are known.

use crate::text::Text;
use crate::tree::{Alignment, Image, Inlines, Link, Numbering, Style};

/// A node that is open.
#[derive(Debug)]
pub(super) enum Open {
    // Nodes that contain blocks.
    Division,
    Quote,
    Item,
    /// An item that has a number of its own.
    NumberedItem(u64),
    Description,
    Details {
        summary: Option<Box<Inlines>>,
    },
    // Nodes that contain parts of their own.
    List {
        start: Option<u64>,
        numbering: Numbering,
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
    // Leaves, which contain inlines.
    Paragraph,
    Heading(u8),
    Cell {
        head: bool,
        spans: CellSpans,
    },
    Term,
    Summary,
    Preformatted {
        language: Option<Text>,
    },
    // Inlines that contain inlines.
    Styled(Style),
    Code,
    /// A link without its content; one of Markdown is known where it closes.
    Link(Option<Box<Link>>),
    /// An image without its alternative text, known where it closes.
    Image(Option<Box<Image>>),
    /// Nothing but its content, among inlines.
    Span,
    /// A block, or a part of one, where only inlines can be: its content, on lines of its own.
    Flat(Flat),
}

/// How many columns and rows a cell is in, where these are several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CellSpans {
    pub(super) columns: Option<u16>,
    pub(super) rows: Option<u16>,
}

/// What a block is where only inlines can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flat {
    /// A list, and the number of its next item.
    List(Option<(u64, Numbering)>),
    /// An item, and its number where it has one of its own.
    Item(Option<u64>),
    Table,
    Row {
        /// Whether it has a cell.
        begun: bool,
    },
    /// A cell, which is on the line of its row.
    Cell,
    /// Any other.
    Block,
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
        matches!(self, Open::Styled(_) | Open::Code | Open::Link(_) | Open::Image(_) | Open::Span | Open::Flat(_))
    }

    /// Whether it is a list.
    pub(super) fn is_list(&self) -> bool {
        matches!(self, Open::List { .. } | Open::Flat(Flat::List(_)))
    }

    /// Whether it is an item of a list.
    pub(super) fn is_item(&self) -> bool {
        matches!(self, Open::Item | Open::NumberedItem(_) | Open::Flat(Flat::Item(_)))
    }

    /// Whether it is a table.
    pub(super) fn is_table(&self) -> bool {
        matches!(self, Open::Table { .. } | Open::Flat(Flat::Table))
    }

    /// Whether it is a row of a table.
    pub(super) fn is_row(&self) -> bool {
        matches!(self, Open::Row { .. } | Open::Flat(Flat::Row { .. }))
    }

    /// Whether it is a cell of a row.
    pub(super) fn is_cell(&self) -> bool {
        matches!(self, Open::Cell { .. } | Open::Flat(Flat::Cell))
    }

    /// The part that it needs around content that is put in it; a table has its caption before its first row.
    pub(super) fn part(&self, has_rows: bool) -> Option<Open> {
        match self {
            Open::List { .. } => Some(Open::Item),
            Open::DefinitionList => Some(Open::Description),
            Open::Table { .. } if has_rows => Some(Open::Row { head: false }),
            Open::Row { .. } => Some(Open::Cell { head: false, spans: CellSpans::default() }),
            _ => None,
        }
    }

    /// Whether it is a list or table, or a part of one: nodes that have parts of their own.
    pub(super) fn has_parts(&self) -> bool {
        matches!(
            self,
            Open::List { .. }
                | Open::Item
                | Open::DefinitionList
                | Open::Description
                | Open::Row { .. }
                | Open::Cell { .. }
        )
    }
}
