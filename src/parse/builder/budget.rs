//! The budget: what an article has used up of its limits, and what is reported over them.

use std::ops::Range;

use crate::diagnostic::Code;
use crate::limits::{self, Limits};

use super::report::Report;

// What containers count as, in bytes of markup: more than the markup that they become, so that repeated `>` and blank
// lines take no more memory than other text.
pub(super) const QUOTE: usize = 36;
pub(super) const LIST: usize = 16;
pub(super) const ITEM: usize = 18;

/// What an article has used up of its limits.
#[derive(Debug)]
pub(super) struct Budget<'l> {
    pub(super) limits: &'l Limits,
    /// Bytes of markup that containers and cells become in HTML, and how many there may be.
    ///
    /// `> > > >` and `||||` become many times as much HTML; what else an author writes grows by less than ten times.
    markup: usize,
    most_markup: usize,
    /// Links and images that were made, up to the limit.
    links: usize,
    /// How many cells tables have, of Markdown and of the author's HTML.
    cells: usize,
    cells_reported: bool,
    nesting_reported: bool,
}

impl<'l> Budget<'l> {
    /// The budget of a body of so many bytes.
    pub(super) fn new(limits: &'l Limits, bytes: usize) -> Budget<'l> {
        Budget {
            limits,
            markup: 0,
            most_markup: (limits::OUTPUT_BYTES / 2).max(limits::OUTPUT_RATIO / 2 * bytes),
            links: 0,
            cells: 0,
            cells_reported: false,
            nesting_reported: false,
        }
    }

    /// Counts a container, which counts as so many bytes of markup.
    pub(super) fn add_container(&mut self, bytes: usize) {
        self.markup += bytes;
    }

    /// Counts something that becomes at least `html`.
    pub(super) fn add_markup(&mut self, html: &str) {
        self.markup += html.len();
    }

    pub(super) fn add_cell(&mut self) {
        self.cells += 1;
    }

    /// Whether the markup of containers is used up, so that no more may open.
    pub(super) fn is_spent(&self) -> bool {
        self.markup > self.most_markup
    }

    /// How deep nodes may be in one another.
    pub(super) fn depth(&self) -> usize {
        self.limits.depth.min(limits::DEPTH)
    }

    /// Reports, once, that something at `at` is nested too deep.
    pub(super) fn report_nesting(&mut self, at: usize, report: &mut Report) {
        if std::mem::replace(&mut self.nesting_reported, true) {
            return;
        }
        let message = if self.is_spent() {
            "expected fewer quotes and list items without words; further ones are flattened".to_owned()
        } else {
            let most = self.depth();
            format!("expected at most {most} nodes inside one another; deeper ones are flattened")
        };
        report.warn(Code::NESTING, at..at, message);
    }

    /// Counts a link or image at `at`; `false` if it is over the limit and stays text.
    pub(super) fn may_link(&mut self, at: usize, report: &mut Report) -> bool {
        let limit = self.limits.links;
        if self.links < limit {
            self.links += 1;
            return true;
        }
        if self.links == limit {
            self.links += 1;
            let message = format!("expected at most {limit} links and images, found more; they are text");
            report.warn(Code::TOO_MANY, at..at, message);
        }
        false
    }

    /// Whether the tables have as many cells as they may have, so that this start tag of an author's table is text.
    pub(super) fn cells_are_spent(&mut self, tag: &Range<usize>, report: &mut Report) -> bool {
        let limit = self.limits.table_cells;
        let spent = self.cells >= limit;
        if spent && !std::mem::replace(&mut self.cells_reported, true) {
            let message =
                format!("expected at most {limit} cells in the tables of an article, found more; their tags are text");
            report.warn(Code::TOO_MANY, tag.clone(), message);
        }
        spent
    }

    /// The message about the table that ends here, if it is over a limit.
    pub(super) fn table_excess(&self) -> Option<String> {
        let limit = self.limits.table_cells;
        if self.cells > limit {
            Some(format!("expected at most {limit} cells in the tables of an article, found more; the table is text"))
        } else {
            self.is_spent().then(|| "expected fewer cells without words; the table is text".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::builder::spans::Spans;
    use crate::span::Span;

    #[test]
    fn links_over_the_limit_are_reported_once() {
        let limits = Limits::new().links(2);
        let (mut budget, mut report) = (Budget::new(&limits, 10), Report::new(Spans::OfSource, &limits));
        let may: Vec<bool> = (0..4).map(|at| budget.may_link(at, &mut report)).collect();
        assert_eq!(may, [true, true, false, false]);
        let spans: Vec<Span> = report.found.into_vec().iter().map(|found| found.span).collect();
        assert_eq!(spans, [Span::new(2, 2)]);
    }

    #[test]
    fn a_table_is_over_the_limit_by_its_cells_or_its_markup() {
        let limits = Limits::new().table_cells(1);
        let mut budget = Budget::new(&limits, 10);
        budget.add_cell();
        assert_eq!(budget.table_excess(), None);
        budget.add_cell();
        assert!(budget.table_excess().is_some_and(|message| message.contains("at most 1 cells")));
        let mut budget = Budget::new(&limits, 10);
        budget.add_markup(&"<td>".repeat(limits::OUTPUT_BYTES));
        assert!(budget.is_spent() && budget.table_excess().is_some_and(|message| message.contains("without words")));
    }
}
