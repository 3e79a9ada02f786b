//! Where nodes are.

use std::ops::Range;

use crate::span::Span;

/// What spans nodes get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spans {
    /// Where they are in the source.
    OfSource,
    /// None: the text is not part of an article, such as a value.
    None,
    /// All at one place: the text was decoded from what is there, such as a field of a payload.
    At(Span),
}

impl Spans {
    pub(super) fn of(self, range: Range<usize>) -> Span {
        match self {
            Spans::OfSource => Span::new(range.start, range.end),
            Spans::None => Span::NONE,
            Spans::At(span) => span,
        }
    }
}
