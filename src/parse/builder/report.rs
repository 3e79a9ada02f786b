//! What is reported, and where in the article it is.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::span::Span;

use super::spans::Spans;

/// The diagnostics of a tree under construction, whose ranges are in bytes of the source.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) spans: Spans,
    pub(super) found: Diagnostics,
}

impl Report {
    pub(super) fn new(spans: Spans, limits: &Limits) -> Report {
        Report { spans, found: Diagnostics::up_to(limits.diagnostics) }
    }

    /// The span of what is at `range`.
    #[inline]
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.spans.of(range)
    }

    pub(super) fn push(&mut self, found: Diagnostic) {
        self.found.push(found);
    }

    /// Adds what was found in a piece of the source that was read apart.
    pub(super) fn append(&mut self, found: Diagnostics) {
        if self.spans == Spans::OfSource {
            self.found.append(found);
        }
    }

    pub(super) fn warn(&mut self, code: Code, range: Range<usize>, message: impl Into<String>) {
        self.found.push(Diagnostic::warning(code, self.spans.of(range), message));
    }

    pub(super) fn note(&mut self, code: Code, range: Range<usize>, message: impl Into<String>) {
        self.found.push(Diagnostic::note(code, self.spans.of(range), message));
    }
}
