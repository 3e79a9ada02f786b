//! The places in a table that cells of other rows and columns reach over.

use crate::tree::{Table, TableCell};

/// Where cells with `rowspan` or `colspan` are, while the rows of a table are laid out from the first: every place that they
/// reach over gets an empty cell.
pub(in crate::render) struct Covered {
    /// For each column, in how many further rows it is covered.
    rows: Vec<u16>,
    /// How many empty cells there may still be, so that `colspan="999" rowspan="999"` stays in proportion to the table.
    room: usize,
}

impl Covered {
    pub(in crate::render) fn of(table: &Table) -> Covered {
        let cells = table.rows.iter().map(|row| row.cells.len()).sum::<usize>();
        Covered { rows: Vec::new(), room: 8 * cells }
    }

    /// Adds empty cells up to the next column that no cell of a row above covers.
    pub(in crate::render) fn skip<C: Default>(&mut self, cells: &mut Vec<C>) {
        while let Some(rows) = self.rows.get_mut(cells.len()).filter(|rows| **rows > 0) {
            *rows -= 1;
            cells.push(C::default());
        }
    }

    /// Takes note of `cell`, which is the last of `cells`, and adds empty cells for its further columns.
    pub(in crate::render) fn add<C: Default>(&mut self, cell: &TableCell, cells: &mut Vec<C>) {
        let (columns, rows) = (cell.colspan.unwrap_or(1).max(1), cell.rowspan.unwrap_or(1).max(1));
        let empty = usize::from(columns) * usize::from(rows) - 1;
        if empty == 0 || empty > self.room {
            return;
        }
        self.room -= empty;
        let column = cells.len() - 1;
        cells.resize_with(column + usize::from(columns), C::default);
        if rows > 1 {
            self.rows.resize(self.rows.len().max(cells.len()), 0);
            self.rows[column..cells.len()].fill(rows - 1);
        }
    }

    /// Ends a row of so many cells: a row above may cover columns after them, which this row has not come to.
    pub(in crate::render) fn end_row(&mut self, cells: usize) {
        self.rows.iter_mut().skip(cells).for_each(|rows| *rows = rows.saturating_sub(1));
    }
}
