//! Tables: a grid where it fits, else a record for every row.
//!
//! In a grid only the last column is wrapped, and cells have the breaks that the author put in them.

use super::breaks;
use super::inline::inlines;
use super::layout::Layout;
use super::page::{Page, SPACES, push_repeated};
use super::run::Run;
use super::wrap::{Room, wrap};
use crate::bytes::is_blank;
use crate::error::RenderError;
use crate::tree::{Alignment, Table, TableCell};

/// What is between two columns of a grid.
const GUTTER: &str = "  ";

/// What a line below a head is made of.
const DASHES: &str = "----------------------------------------";

/// The columns that a last column must have to be broken into lines.
const LEAST_LAST_COLUMN: usize = 24;

/// How many bytes of padding or of repeated heads there may be in a table however small.
const ALLOWANCE: usize = 16 * 1024;

struct Row {
    head: bool,
    cells: Vec<Run>,
}

pub(super) fn table(layout: &mut Layout<'_>, node: &Table) -> Result<(), RenderError> {
    let rows = rows(layout, node)?;
    layout.table_bytes = 0;
    let Some(grid) = Grid::new(&rows, &node.alignments, &layout.page) else {
        records(layout, &rows);
        return Ok(());
    };
    let parted = grid
        .columns
        .iter()
        .any(|column| rows.iter().any(|row| row.cells.get(column.index).is_some_and(Run::is_broken)));
    for (index, row) in rows.iter().enumerate() {
        grid.row(row, layout);
        match rows.get(index + 1) {
            Some(next) if row.head && !next.head => grid.rule(layout),
            Some(_) if parted => layout.page.gap(),
            _ => {}
        }
    }
    Ok(())
}

/// The rows that are not empty. Where lines are not wrapped, only the last cells keep their breaks, so that the text of a row
/// is in order.
fn rows(layout: &mut Layout<'_>, table: &Table) -> Result<Vec<Row>, RenderError> {
    let last = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut rows = Vec::with_capacity(table.rows.len());
    let mut spans = Spans::of(table);
    for row in &table.rows {
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            spans.push_covered(&mut cells);
            layout.run.clear();
            inlines(layout, &cell.content)?;
            layout.run.trim();
            let mut run = layout.run.clone();
            layout.run.clear();
            layout.table_bytes += run.inked_len();
            layout.check()?;
            if layout.page.is_unlimited() && cells.len() + 1 < last {
                run.flatten();
            }
            cells.push(run);
            spans.add(cell, &mut cells);
        }
        spans.end_row(cells.len());
        if cells.iter().any(|cell| !cell.is_blank()) {
            rows.push(Row { head: row.head, cells });
        }
    }
    Ok(rows)
}

/// The cells that reach over columns and rows: where they do, blank cells are.
#[derive(Default)]
struct Spans {
    /// For each column, in how many further rows it is covered.
    covered: Vec<u16>,
    /// How many blank cells there may still be.
    room: usize,
}

impl Spans {
    fn of(table: &Table) -> Spans {
        let cells = table.rows.iter().map(|row| row.cells.len()).sum::<usize>();
        Spans { covered: Vec::new(), room: 8 * cells }
    }

    /// Adds blank cells where cells of rows above are.
    fn push_covered(&mut self, cells: &mut Vec<Run>) {
        while let Some(rows) = self.covered.get_mut(cells.len()).filter(|rows| **rows > 0) {
            *rows -= 1;
            cells.push(Run::default());
        }
    }

    /// Takes note of `cell`, which is the last of `cells`, and adds blank cells where it is in further columns.
    fn add(&mut self, cell: &TableCell, cells: &mut Vec<Run>) {
        let (columns, rows) = (cell.colspan.unwrap_or(1).max(1), cell.rowspan.unwrap_or(1).max(1));
        let blank = usize::from(columns) * usize::from(rows) - 1;
        if blank == 0 || blank > self.room {
            return;
        }
        self.room -= blank;
        let column = cells.len() - 1;
        cells.resize_with(column + usize::from(columns), Run::default);
        if rows > 1 {
            self.covered.resize(self.covered.len().max(cells.len()), 0);
            self.covered[column..cells.len()].fill(rows - 1);
        }
    }

    /// Ends a row of so many cells, which has fewer columns than a row above may cover.
    fn end_row(&mut self, cells: usize) {
        self.covered.iter_mut().skip(cells).for_each(|rows| *rows = rows.saturating_sub(1));
    }
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
    /// Columns with something in them, but for the last one.
    columns: Vec<Column>,
    /// The last column with something in it; it may be wrapped.
    last: Column,
    alignments: &'t [Alignment],
}

struct Column {
    index: usize,
    width: usize,
}

impl<'t> Grid<'t> {
    /// The grid of `rows`, if they can be shown so.
    fn new(rows: &[Row], alignments: &'t [Alignment], page: &Page) -> Option<Grid<'t>> {
        let mut columns = columns(rows);
        let mut last = columns.pop()?;
        let fixed = columns.iter().map(|column| column.width + GUTTER.len()).sum::<usize>();
        let room = page.room();
        let room = room.first.min(room.rest).checked_sub(fixed)?;
        if last.width > room && room < LEAST_LAST_COLUMN && !columns.is_empty() {
            return None;
        }
        last.width = last.width.min(room);
        let grid = Grid { columns, last, alignments };
        let total = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.len() + 1).sum::<usize>();
        let lines = rows.iter().map(|row| grid.most_lines(row)).sum::<usize>();
        (fixed.saturating_mul(lines) <= 16 * total + ALLOWANCE).then_some(grid)
    }

    /// How many lines `row` has at most, unless its words are longer than a line.
    fn most_lines(&self, row: &Row) -> usize {
        let broken = row.cells.iter().map(lines).max().unwrap_or_default();
        let wrapped = row.cells.get(self.last.index).map_or(0, |cell| 2 * cell.len() / self.last.width.max(1));
        broken.max(1) + wrapped
    }

    fn row(&self, row: &Row, layout: &mut Layout<'_>) {
        let blank = Run::default();
        let cell = |column: &Column| row.cells.get(column.index).unwrap_or(&blank);
        let mut cells: Vec<_> = self.columns.iter().map(|column| cell(column).text().split('\n')).collect();
        let mut last = Vec::new();
        let room = Room { first: self.last.width, rest: self.last.width };
        wrap(cell(&self.last), room, |line, _| last.push(line));
        let count = row.cells.iter().map(lines).max().unwrap_or_default().max(last.len());
        let mut line = String::with_capacity(self.width() + 1);
        for at in 0..count {
            line.clear();
            for (column, lines) in self.columns.iter().zip(&mut cells) {
                pad(&mut line, lines.next().unwrap_or_default(), column.width, self.alignment(column));
                line.push_str(GUTTER);
            }
            let text = last.get(at).copied().unwrap_or_default();
            pad(&mut line, text, self.last.width, self.alignment(&self.last));
            if !is_blank(&line) {
                layout.page.line(&line);
            }
        }
    }

    /// The line below a head.
    fn rule(&self, layout: &mut Layout<'_>) {
        let mut line = String::with_capacity(self.width());
        for column in &self.columns {
            push_repeated(&mut line, DASHES, column.width);
            line.push_str(GUTTER);
        }
        push_repeated(&mut line, DASHES, self.last.width);
        layout.page.line(&line);
    }

    /// The columns of a line; it has more bytes where characters are not ASCII.
    fn width(&self) -> usize {
        self.columns.iter().map(|column| column.width + GUTTER.len()).sum::<usize>() + self.last.width
    }

    fn alignment(&self, column: &Column) -> Alignment {
        self.alignments.get(column.index).copied().unwrap_or_default()
    }
}

/// The columns that are not empty, each as wide as its widest line.
fn columns(rows: &[Row]) -> Vec<Column> {
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut columns: Vec<Column> = (0..count).map(|index| Column { index, width: 0 }).collect();
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(&row.cells) {
            let width = cell.text().split('\n').map(breaks::width).max().unwrap_or_default();
            column.width = column.width.max(width);
        }
    }
    columns.retain(|column| column.width > 0);
    columns
}

/// How many lines the author made of `cell`.
fn lines(cell: &Run) -> usize {
    if cell.is_broken() { cell.text().split('\n').count() } else { 1 }
}

/// Adds `text` and the spaces that fill its column.
fn pad(line: &mut String, text: &str, width: usize, alignment: Alignment) {
    let free = width.saturating_sub(breaks::width(text));
    let before = match alignment {
        Alignment::Right => free,
        Alignment::Center => free / 2,
        Alignment::Left | Alignment::None => 0,
    };
    push_repeated(line, SPACES, before);
    line.push_str(text);
    push_repeated(line, SPACES, free - before);
}
