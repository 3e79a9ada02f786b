//! Tables: a grid where it fits, else a record for every row.
//!
//! In a grid, cells have the breaks that the author put in them, and are wrapped where they do not fit.

use super::columns::{Column, columns};
use super::inline::inlines;
use super::layout::Layout;
use super::line::Line;
use super::look::{BOLD, FAINT};
use super::page::{Page, SPACES, push_repeated};
use super::run::Run;
use super::wrap::{Room, wrap};
use crate::bytes::is_blank;
use crate::error::RenderError;
use crate::render::core::Covered;
use crate::tree::{Alignment, Table};

/// What is between two columns of a grid.
pub(super) const GUTTER: &str = "  ";

/// What a line below a head is made of.
const DASHES: &str = "----------------------------------------";

/// How many bytes of repeated heads there may be in a table however small.
const ALLOWANCE: usize = 16 * 1024;

pub(super) struct Row {
    pub(super) head: bool,
    pub(super) cells: Vec<Run>,
}

pub(super) fn table(layout: &mut Layout<'_>, node: &Table) -> Result<(), RenderError> {
    let rows = rows(layout, node)?;
    layout.table_bytes = 0;
    let Some(grid) = Grid::new(&rows, &node.alignments, &layout.page) else {
        records(layout, &rows);
        return Ok(());
    };
    grid.write(&rows, layout);
    Ok(())
}

/// The rows that are not empty. Where lines are not wrapped, only the last cells keep their breaks, so that the text of a row
/// is in order.
fn rows(layout: &mut Layout<'_>, table: &Table) -> Result<Vec<Row>, RenderError> {
    let last = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut rows = Vec::with_capacity(table.rows.len());
    let mut covered = Covered::of(table);
    for row in &table.rows {
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            covered.skip(&mut cells);
            layout.run.clear();
            if row.head {
                inlines(layout, &cell.content)?;
                layout.add_look(BOLD);
            } else {
                layout.sentence(|layout| inlines(layout, &cell.content))?;
            }
            layout.run.trim();
            let mut run = layout.run.clone();
            layout.run.clear();
            layout.table_bytes += run.inked_len() + run.looks().address_bytes();
            layout.check()?;
            if layout.page.is_unlimited() && cells.len() + 1 < last {
                run.flatten();
            }
            cells.push(run);
            covered.add(cell, &mut cells);
        }
        covered.end_row(cells.len());
        if cells.iter().any(|cell| !cell.is_blank()) {
            rows.push(Row { head: row.head, cells });
        }
    }
    Ok(rows)
}

fn records(layout: &mut Layout<'_>, rows: &[Row]) {
    let labelled = labels_are_short(rows);
    let mut head: &[Run] = &[];
    let mut first_below = false;
    for (index, row) in rows.iter().enumerate() {
        let below = rows.get(index + 1).is_some_and(|next| !next.head);
        if row.head && labelled && below {
            (head, first_below) = (&row.cells, true);
            continue;
        }
        let labels = if labelled && !row.head { head } else { &[] };
        let columns = if first_below { row.cells.len().max(labels.len()) } else { row.cells.len() };
        for column in 0..columns {
            record_line(layout, labels.get(column), row.cells.get(column));
        }
        layout.page.gap();
        first_below = false;
    }
}

fn record_line(layout: &mut Layout<'_>, label: Option<&Run>, value: Option<&Run>) {
    let mut line = Run::default();
    if let Some(label) = label.filter(|label| !label.is_blank()) {
        line.append(label);
        if !label.text().ends_with([':', '?', '：', '？']) {
            line.push(":");
        }
        line.push_space();
    }
    if let Some(value) = value {
        line.append(value);
    }
    if !line.is_blank() {
        let entered = layout.page.enter("", GUTTER);
        layout.page.run(&line);
        layout.page.leave(entered);
    }
}

/// Whether repeating the heads in every record stays in proportion to the table.
fn labels_are_short(rows: &[Row]) -> bool {
    let mut head: &[Run] = &[];
    let (mut repeated, mut total) = (0_usize, 0_usize);
    for row in rows {
        total += row.cells.iter().map(|cell| cell.len() + 2).sum::<usize>();
        if row.head {
            head = &row.cells;
        } else {
            repeated += head.iter().zip(&row.cells).map(|(label, _)| label.len()).sum::<usize>();
        }
    }
    repeated <= 8 * total + ALLOWANCE
}

/// A table whose columns are side by side.
struct Grid<'t> {
    /// The columns with something in them.
    columns: Vec<Column>,
    alignments: &'t [Alignment],
}

impl<'t> Grid<'t> {
    /// The grid of `rows`, if they can be shown so.
    fn new(rows: &[Row], alignments: &'t [Alignment], page: &Page) -> Option<Grid<'t>> {
        Some(Grid { columns: columns(rows, page)?, alignments })
    }

    /// Whether a row below the heads has several lines.
    fn has_tall_rows(&self, rows: &[Row]) -> bool {
        let is_tall = |row: &Row| {
            let breaks = |column: &Column| row.cells.get(column.index).is_some_and(|cell| column.breaks(cell));
            self.columns.iter().any(breaks)
        };
        rows.iter().any(|row| !row.head && is_tall(row))
    }

    fn write(&self, rows: &[Row], layout: &mut Layout<'_>) {
        let parted = self.has_tall_rows(rows);
        let mut lines: Vec<_> = std::iter::repeat_with(Vec::new).take(self.columns.len()).collect();
        let mut line = String::with_capacity(self.width() + 1);
        for (index, row) in rows.iter().enumerate() {
            self.row(row, &mut lines, &mut line, &mut layout.page);
            match rows.get(index + 1) {
                Some(next) if row.head && !next.head => self.rule(layout),
                Some(_) if parted => layout.page.gap(),
                _ => {}
            }
        }
    }

    /// Writes a row. `lines` of each cell and the `line` of the page are kept from row to row.
    fn row<'r>(&self, row: &'r Row, lines: &mut [Vec<Line<'r>>], line: &mut String, page: &mut Page) {
        let mut count = 0;
        for (column, lines) in self.columns.iter().zip(&mut *lines) {
            lines.clear();
            if let Some(cell) = row.cells.get(column.index) {
                wrap(cell, Room { first: column.width, rest: column.width }, |line| lines.push(line));
            }
            count = count.max(lines.len());
        }
        for number in 0..count {
            line.clear();
            for (index, (column, lines)) in self.columns.iter().zip(&*lines).enumerate() {
                line.push_str(if index > 0 { GUTTER } else { "" });
                let text = row.cells.get(column.index).zip(lines.get(number));
                pad(line, text, column.width, self.alignment(column), page);
            }
            if !is_blank(line) {
                page.line(line);
            }
        }
    }

    /// The line below a head.
    fn rule(&self, layout: &mut Layout<'_>) {
        let mut line = String::with_capacity(self.width());
        for (index, column) in self.columns.iter().enumerate() {
            line.push_str(if index > 0 { GUTTER } else { "" });
            push_repeated(&mut line, DASHES, column.width);
        }
        layout.page.line_in(&line, FAINT);
    }

    /// The columns of a line; it has more bytes where characters are not ASCII.
    fn width(&self) -> usize {
        self.columns.iter().map(|column| column.width + GUTTER.len()).sum::<usize>()
    }

    fn alignment(&self, column: &Column) -> Alignment {
        self.alignments.get(column.index).copied().unwrap_or_default()
    }
}

/// Adds a line of a cell, if it has as many, and the spaces that fill its column.
fn pad(line: &mut String, text: Option<(&Run, &Line<'_>)>, width: usize, alignment: Alignment, page: &mut Page) {
    let free = width.saturating_sub(text.map_or(0, |(_, text)| text.width()));
    let before = match alignment {
        Alignment::Right => free,
        Alignment::Center => free / 2,
        Alignment::Left | Alignment::None => 0,
    };
    let hang = text.map_or(0, |(_, text)| text.hang);
    push_repeated(line, SPACES, before + hang);
    if let Some((cell, text)) = text {
        page.push_text(line, cell, text);
    }
    push_repeated(line, SPACES, free - before);
}
