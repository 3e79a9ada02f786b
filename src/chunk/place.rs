//! [`Places`]: where in the source the pieces of a chunk are.

use std::cmp::Reverse;
use std::ops::Range;

use super::SearchChunk;
use crate::plain::Placed;
use crate::span::Span;

/// The nodes of a chunk, in the order of its text.
pub(super) struct Places {
    /// Those that make no sense in parts.
    pub(super) wholes: Vec<Range<usize>>,
    /// Those that are in no other.
    outer: Vec<Placed>,
}

impl Places {
    pub(super) fn new(mut placed: Vec<Placed>) -> Places {
        // Of two with the same text the outer one comes first.
        placed.reverse();
        placed.sort_by_key(|node| (node.range.start, Reverse(node.range.end)));
        let (mut wholes, mut outer): (Vec<Range<usize>>, Vec<Placed>) = (Vec::new(), Vec::new());
        for node in placed {
            if node.is_whole && wholes.last().is_none_or(|last| last.end <= node.range.start) {
                wholes.push(node.range.clone());
            }
            if outer.last().is_none_or(|last| last.range.end <= node.range.start) {
                outer.push(node);
            }
        }
        Places { wholes, outer }
    }

    /// The span of a piece of `chunk`, whose text is of `source`: to the byte in words that are as in the source, else that of the
    /// nodes that it has a part of.
    pub(super) fn span(&self, piece: &Range<usize>, chunk: &SearchChunk, source: &str) -> Span {
        let first = self.outer.partition_point(|node| node.range.end <= piece.start);
        let after = self.outer.partition_point(|node| node.range.start < piece.end);
        let nodes = self.outer.get(first..after).unwrap_or_default();
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else { return chunk.span };
        let is_exact = |node: &Placed| {
            !node.is_whole
                && source.get(node.span.range()).is_some_and(|text| chunk.text.get(node.range.clone()) == Some(text))
        };
        let start = match piece.start.checked_sub(first.range.start) {
            _ if piece.start == 0 => chunk.span.range().start,
            Some(inside) if is_exact(first) => first.span.range().start + inside,
            _ => first.span.range().start,
        };
        let end = match last.range.end.checked_sub(piece.end) {
            _ if piece.end == chunk.text.len() => chunk.span.range().end,
            Some(inside) if is_exact(last) => last.span.range().end - inside,
            _ => last.span.range().end,
        };
        let span = Span::new(start, end);
        if start <= end && chunk.span.contains(span) { span } else { chunk.span }
    }
}
