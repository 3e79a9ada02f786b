//! Tables, with a cell wherever a row or a column has none of its own.

use super::inline::inlines;
use super::run::Place;
use super::writer::Writer;
use crate::error::RenderError;
use crate::tree::{Alignment, Table, TableCell};

/// A table needs a head: one without has an empty one.
pub(super) fn table(writer: &mut Writer<'_>, node: &Table) -> Result<(), RenderError> {
    let rows = rows(writer, node)?;
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default().max(node.alignments.len());
    if columns == 0 || rows.is_empty() {
        return Ok(());
    }
    let has_head = node.rows.first().is_some_and(|row| row.head);
    let (head, body) = rows.split_at(usize::from(has_head));
    row(writer, head.first().map_or(&[], Vec::as_slice), columns)?;
    let alignment = |column: usize| node.alignments.get(column).copied().unwrap_or_default();
    let delimiters = (0..columns).map(|column| match alignment(column) {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    });
    let delimiters: Vec<&str> = delimiters.collect();
    writer.line(&["| ", &delimiters.join(" | "), " |"].concat());
    body.iter().try_for_each(|cells| row(writer, cells, columns))
}

fn row(writer: &mut Writer<'_>, cells: &[String], columns: usize) -> Result<(), RenderError> {
    let mut line = String::from("|");
    for column in 0..columns {
        let cell = cells.get(column).map_or("", String::as_str);
        line.push(' ');
        line.push_str(cell);
        line.push_str(if cell.is_empty() { "|" } else { " |" });
    }
    writer.line(&line);
    writer.check()
}

/// The cells as Markdown, with empty ones where others reach over.
fn rows(writer: &mut Writer<'_>, table: &Table) -> Result<Vec<Vec<String>>, RenderError> {
    let mut spans = Spans::of(table);
    let (mut rows, mut bytes) = (Vec::with_capacity(table.rows.len()), 0);
    for row in &table.rows {
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            spans.push_covered(&mut cells);
            writer.run.clear(Place::Cell);
            inlines(writer, &cell.content)?;
            let text = writer.run.finish().replace('\n', "<br>");
            bytes += text.len();
            writer.scope.check(writer.len().saturating_add(bytes))?;
            cells.push(text);
            spans.add(cell, &mut cells);
        }
        spans.push_covered(&mut cells);
        rows.push(cells);
    }
    writer.run.clear(Place::Paragraph);
    Ok(rows)
}

/// The cells that reach over columns and rows.
struct Spans {
    /// For each column, in how many further rows it is covered.
    covered: Vec<u16>,
    /// How many empty cells there may still be.
    room: usize,
}

impl Spans {
    fn of(table: &Table) -> Spans {
        let cells = table.rows.iter().map(|row| row.cells.len()).sum::<usize>();
        Spans { covered: Vec::new(), room: 8 * cells }
    }

    /// Adds empty cells where cells of rows above are.
    fn push_covered(&mut self, cells: &mut Vec<String>) {
        while let Some(rows) = self.covered.get_mut(cells.len()).filter(|rows| **rows > 0) {
            *rows -= 1;
            cells.push(String::new());
        }
    }

    /// Takes note of `cell`, which is the last of `cells`, and adds empty cells for its further columns.
    fn add(&mut self, cell: &TableCell, cells: &mut Vec<String>) {
        let (columns, rows) = (cell.colspan.unwrap_or(1).max(1), cell.rowspan.unwrap_or(1).max(1));
        let empty = usize::from(columns) * usize::from(rows) - 1;
        if empty == 0 || empty > self.room {
            return;
        }
        self.room -= empty;
        let column = cells.len() - 1;
        cells.resize_with(column + usize::from(columns), String::new);
        self.covered.resize(self.covered.len().max(cells.len()), 0);
        self.covered[column..cells.len()].fill(rows - 1);
    }
}
