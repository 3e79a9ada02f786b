//! How wide the columns of a grid are.

use memchr::memchr;

use super::breaks;
use super::page::Page;
use super::run::Run;
use super::table::{GUTTER, Row};
use super::wrap::{Room, wrap};

/// The columns that a column has at least whose cells below the head are wrapped.
const LEAST: usize = 12;

/// How many bytes of padding there may be in a grid however small.
const ALLOWANCE: usize = 16 * 1024;

/// A column with something in it.
pub(super) struct Column {
    pub(super) index: usize,
    /// Its columns on the page.
    pub(super) width: usize,
    /// The columns of its widest cell.
    natural: usize,
    /// The columns of its widest cell below the head.
    body: usize,
    /// The columns of all its cells together.
    content: usize,
}

impl Column {
    /// Whether `cell` of this column has several lines.
    pub(super) fn breaks(&self, cell: &Run) -> bool {
        cell.is_broken() || (self.width < self.natural && breaks::width(cell.text()) > self.width)
    }

    /// How many lines `cell` has at most.
    fn most_lines(&self, cell: &Run) -> usize {
        let broken = if cell.is_broken() { cell.text().split('\n').count() } else { 1 };
        broken + if self.width < self.natural { 2 * cell.len() / self.width.max(1) } else { 0 }
    }
}

/// The columns of `rows` side by side on `page`, if they fit and their padding is in proportion to the cells.
pub(super) fn columns(rows: &[Row], page: &Page) -> Option<Vec<Column>> {
    let mut columns = natural(rows);
    let gutters = GUTTER.len() * columns.len().checked_sub(1)?;
    let room = page.room();
    let room = room.first.min(room.rest).checked_sub(gutters)?;
    if columns.iter().map(|column| column.natural).sum::<usize>() > room {
        match &mut columns[..] {
            [column] => column.width = room,
            columns => share(columns, rows, room)?,
        }
    }
    is_in_proportion(&columns, rows).then_some(columns)
}

/// The columns that are not empty, each as wide as its widest line.
fn natural(rows: &[Row]) -> Vec<Column> {
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut columns: Vec<Column> =
        (0..count).map(|index| Column { index, width: 0, natural: 0, body: 0, content: 0 }).collect();
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(&row.cells) {
            let mut add = |line: &str| {
                let width = breaks::width(line);
                column.natural = column.natural.max(width);
                column.body = column.body.max(if row.head { 0 } else { width });
                column.content += width;
            };
            match memchr(b'\n', cell.text().as_bytes()) {
                None => add(cell.text()),
                Some(_) => cell.text().split('\n').for_each(add),
            }
        }
    }
    columns.retain(|column| column.natural > 0);
    columns.iter_mut().for_each(|column| column.width = column.natural);
    columns
}

/// Shares `room` among columns that are wider together. Each has what its longest word needs, and what is left goes to
/// those that need more, in proportion to their content: so they end at about the same line.
fn share(columns: &mut [Column], rows: &[Row], room: usize) -> Option<()> {
    columns.iter_mut().for_each(|column| column.width = LEAST.min(column.body));
    for row in rows {
        for column in columns.iter_mut().take_while(|column| column.index < row.cells.len()) {
            column.width = column.width.max(least_width(&row.cells[column.index]));
        }
    }
    let mut left = room.checked_sub(columns.iter().map(|column| column.width).sum())?;
    let mut content: usize = columns.iter().map(|column| column.content).sum();
    let mut needy: Vec<&mut Column> = columns.iter_mut().collect();
    let product = |one: usize, other: usize| one as u128 * other as u128;
    let need = |column: &Column| column.natural.saturating_sub(column.width);
    // Those that need least for their content first: what they leave is for the others.
    needy.sort_by(|one, other| product(need(one), other.content).cmp(&product(need(other), one.content)));
    for column in needy {
        let part = product(left, column.content).checked_div(content as u128).unwrap_or_default();
        let part = usize::try_from(part).unwrap_or(left).min(need(column));
        column.width += part;
        left -= part;
        content -= column.content;
    }
    Some(())
}

/// The columns of the widest piece of `cell` that no line may end in.
fn least_width(cell: &Run) -> usize {
    let mut widest = 0;
    wrap(cell, Room { first: 1, rest: 1 }, |line| widest = widest.max(line.width()));
    widest
}

fn is_in_proportion(columns: &[Column], rows: &[Row]) -> bool {
    let width: usize = columns.iter().map(|column| column.width + GUTTER.len()).sum();
    let total = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.len() + 1).sum::<usize>();
    let lines = |row: &Row| {
        let filled = columns.iter().take_while(|column| column.index < row.cells.len());
        filled.map(|column| column.most_lines(&row.cells[column.index])).max().unwrap_or_default()
    };
    width.saturating_mul(rows.iter().map(lines).sum()) <= 16 * total + ALLOWANCE
}
