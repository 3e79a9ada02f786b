//! Tables.

use serde::{Deserialize, Serialize};

use super::Inlines;
use crate::span::Span;

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The alignment of each column; cells in further columns have none.
    pub alignments: Vec<Alignment>,
    /// The rows, in order, the heads among them.
    pub rows: Vec<TableRow>,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Alignment {
    /// As is usual in the reader's language.
    #[default]
    None,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

impl Alignment {
    /// Its name: `left`; empty for none.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Alignment::None => "",
            Alignment::Left => "left",
            Alignment::Center => "center",
            Alignment::Right => "right",
        }
    }
}

/// A row of a [`Table`]. Cells that an author left out are not added.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// Whether the row is a head of the table.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub head: bool,
    /// The cells.
    pub cells: Vec<TableCell>,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// A cell of a [`TableRow`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TableCell {
    /// Whether the cell is the head of its row or column although its row is not a head (`<th>` in a body row).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub head: bool,
    /// How many columns it is in, where these are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colspan: Option<u16>,
    /// How many rows it is in, where these are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rowspan: Option<u16>,
    /// The text of the cell.
    pub content: Inlines,
    /// Its span in the source.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

impl TableCell {
    /// A cell that says `content`.
    pub fn new(content: impl Into<Inlines>) -> TableCell {
        TableCell { content: content.into(), ..TableCell::default() }
    }
}
