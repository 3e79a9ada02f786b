//! Tables of Markdown: rows, cells, and those that there are too many of.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::markdown::Reader;
use crate::parse::mask::{Kind, Mark};
use crate::parse::node::{Open, Origin};
use crate::tree::{Break, Inline};

impl Reader<'_> {
    /// Opens a row; where no table has a place, its words go to what is open.
    pub(super) fn row(&mut self, head: bool, start: usize) {
        self.cell_end = None;
        let open = match self.builder.stack.last().map(|frame| &frame.open) {
            Some(Open::Table { .. }) => Open::Row { head },
            _ => {
                self.builder.separate(start);
                Open::Span
            }
        };
        self.builder.push(open, start, Origin::Markdown);
    }

    /// Opens a cell; where no table has a place, its words stand among those of the row.
    pub(super) fn cell(&mut self, start: usize) {
        let open = match self.builder.stack.last().map(|frame| &frame.open) {
            Some(Open::Row { .. }) => Open::Cell { head: false },
            _ => {
                if self.cell_end.is_some() {
                    let span = self.builder.span(start..start);
                    self.builder.push_inline(Inline::SoftBreak(Break { span }));
                }
                Open::Span
            }
        };
        self.builder.push(open, start, Origin::Markdown);
    }

    /// Ends the cell that stands at `range`, without the blanks that end it up to `end`.
    pub(super) fn end_cell(&mut self, range: Range<usize>, end: usize) {
        self.cell_end = Some(end);
        let is_padding = !self.count_cell(range);
        if !(is_padding && self.builder.drop_cell()) {
            self.builder.close_markdown(end, false);
        }
    }

    /// Counts the cell at `range`, unless the engine made it up; whether it did.
    pub(super) fn count_cell(&mut self, range: Range<usize>) -> bool {
        let counts = !range.is_empty() || is_written_cell(self.builder.masked, range.start);
        if counts {
            self.builder.made_cells += 1;
            self.builder.markup += "<td class=\"align-center\"></td>\n".len();
        }
        counts
    }

    /// Ends the table that stands at `range`, without the blanks that end it up to `end`.
    pub(super) fn end_table(&mut self, range: Range<usize>, end: usize) {
        if self.has_surplus_cells() {
            self.surplus_table(range);
        }
        self.builder.close_markdown(end, false);
    }

    /// Whether the tables have more cells than they may have, so that this one will be text.
    pub(super) fn has_surplus_cells(&self) -> bool {
        let builder = &self.builder;
        builder.made_cells > builder.limits.table_cells || builder.markup > builder.most_markup
    }

    /// The cells of a row that its table's head has no column for, which the engine drops: their bars become text.
    pub(super) fn surplus_cells(&mut self, row: Range<usize>) {
        let Some(end) = self.cell_end else { return };
        let masked = self.builder.masked;
        let rest = masked.get(end..row.end).unwrap_or_default().trim_end();
        let inner = rest.strip_suffix('|').unwrap_or(rest);
        if inner.trim_start_matches(|c: char| c.is_whitespace() || c == '|').is_empty() {
            return;
        }
        let written = |bars: Range<usize>| bars.start + usize::from(inner[..bars.start].ends_with('\\'))..bars.end;
        let bars = bars(inner).map(written).filter(|bars| !bars.is_empty());
        self.surplus.extend(bars.map(|bars| literal(bars, end)));
        self.builder.found.push(Diagnostic::warning(
            Code::TABLE_CELLS,
            self.builder.span(end..end + rest.len()),
            "expected no more cells than the head of the table has, found more; they are shown in the last cell",
        ));
    }

    /// A table beyond the limit is no table: its bars become text.
    fn surplus_table(&mut self, table: Range<usize>) {
        let before = self.surplus.partition_point(|mark| mark.range.start < table.start);
        self.surplus.truncate(before);
        let text = &self.builder.masked[table.clone()];
        // There may be one in every two bytes: no more room than they need.
        self.surplus.reserve_exact(bars(text).count());
        self.surplus.extend(bars(text).map(|bars| literal(bars, table.start)));
        self.builder.found.take_back(self.found_before, &Code::TABLE_CELLS);
        let limit = self.builder.limits.table_cells;
        let message = match self.builder.made_cells > limit {
            true => {
                format!("expected at most {limit} cells in the tables of an article, found more; the table is text")
            }
            false => "expected fewer cells without words; the table is text".to_owned(),
        };
        let span = self.builder.span(table.start..table.start);
        self.builder.found.push(Diagnostic::warning(Code::TABLE_CELLS, span, message));
    }
}

/// The bars of `text`, those side by side as one.
fn bars(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + memchr::memchr(b'|', &bytes[at..])?;
        at = start + bytes[start..].iter().take_while(|&&byte| byte == b'|').count();
        Some(start..at)
    })
}

/// A mark for `bars`, which stand in what begins at `start`.
fn literal(bars: Range<usize>, start: usize) -> Mark {
    Mark { range: start + bars.start..start + bars.end, kind: Kind::Literal }
}

/// Whether the empty cell at `at` is one that the author wrote (`||`): the engine pads short rows behind their ends.
fn is_written_cell(body: &str, at: usize) -> bool {
    body.get(at..).is_some_and(|rest| rest.starts_with('|')) && !body[..at].ends_with(['\n', '\r'])
}
