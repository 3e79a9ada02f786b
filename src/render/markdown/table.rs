//! Tables, with a cell wherever a row or a column has none of its own.

use super::inline::inlines;
use super::run::Place;
use super::writer::Writer;
use crate::error::RenderError;
use crate::render::core::Covered;
use crate::tree::{Alignment, Table};

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
    body.iter().try_for_each(|cells| row(writer, cells, without_end(cells)))
}

/// How many cells there are up to the last with something in it, but one at least, as `|` alone is no row. Readers of tables
/// add the others, and one wide row would make each of many narrow ones as wide.
fn without_end(cells: &[String]) -> usize {
    cells.iter().rposition(|cell| !cell.is_empty()).map_or(1, |last| last + 1)
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
    let mut covered = Covered::of(table);
    let (mut rows, mut bytes) = (Vec::with_capacity(table.rows.len()), 0);
    for row in &table.rows {
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            covered.skip(&mut cells);
            writer.run.clear(Place::Cell);
            inlines(writer, &cell.content)?;
            let text = writer.run.finish().replace('\n', "<br>");
            bytes += text.len();
            writer.scope.check(writer.len().saturating_add(bytes))?;
            cells.push(text);
            covered.add(cell, &mut cells);
        }
        covered.skip(&mut cells);
        covered.end_row(cells.len());
        rows.push(cells);
    }
    writer.run.clear(Place::Paragraph);
    Ok(rows)
}
