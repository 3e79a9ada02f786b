//! What CommonMark would drop, so that a second reading can keep it.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::parse::construct::{Construct, Kind};
use crate::span::Span;

use super::page::Page;

/// What Markdown must not read as such, or it would drop words.
#[derive(Debug)]
pub(crate) struct Lost {
    pub(crate) constructs: Vec<Construct>,
    pub(crate) diagnostics: Diagnostics,
}

impl Lost {
    pub(super) fn new(limits: &Limits) -> Lost {
        Lost { constructs: Vec::new(), diagnostics: Diagnostics::up_to(limits.diagnostics) }
    }

    /// Characters of the source that become text.
    fn push_literals(&mut self, offsets: impl Iterator<Item = usize>) {
        self.constructs.extend(offsets.map(|at| Construct { range: at..at + 1, kind: Kind::Literal }));
    }

    /// The cells of a `row` that its table's head has no column for, from `end` on: their bars become text.
    pub(super) fn surplus_cells(&mut self, page: &Page<'_>, row: Range<usize>, end: usize) {
        let rest = if end <= row.end { page.seen(end..row.end).trim_end() } else { "" };
        let inner = rest.strip_suffix('|').unwrap_or(rest);
        if inner.trim_start_matches(|c: char| c.is_whitespace() || c == '|').is_empty() {
            return;
        }
        let bars = inner.match_indices('|').map(|(at, _)| at).filter(|&at| !inner[..at].ends_with('\\'));
        self.push_literals(bars.map(|at| end + at));
        self.diagnostics.push(Diagnostic::warning(
            Code::TABLE_CELLS,
            end..end + rest.len(),
            "expected no more cells than the head of the table has, found more; they are shown in the last cell",
        ));
    }

    /// A `table` that is over a limit: its bars become text, and nothing is wrong with its rows any more.
    pub(super) fn refused_table(&mut self, page: &Page<'_>, table: Range<usize>, message: String) {
        self.constructs.retain(|construct| construct.range.start < table.start);
        self.diagnostics.take_back(&Code::TABLE_CELLS, Span::from(table.clone()).start);
        let bars = memchr::memchr_iter(b'|', page.seen(table.clone()).as_bytes());
        self.push_literals(bars.map(|at| table.start + at));
        self.diagnostics.push(Diagnostic::warning(Code::TABLE_CELLS, table.start..table.start, message));
    }

    /// A line that looks like a definition and is text.
    pub(super) fn definition(&mut self, construct: Construct, line: Range<usize>, message: String) {
        self.constructs.push(construct);
        self.diagnostics.push(Diagnostic::warning(Code::DEFINITION_AS_TEXT, line, message));
    }
}
