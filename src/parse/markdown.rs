//! From pulldown-cmark's events to the tree. The only file that names pulldown-cmark.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::tree::{Block, Blocks, Definition, Inline, Paragraph, Part};

/// Parses the Markdown in `range` of `source`.
pub(crate) fn markdown(
    source: &Arc<str>,
    range: Range<usize>,
    definitions: &mut Vec<Definition>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Part> {
    let _ = (source, range, definitions, found);
    Vec::new()
}

/// Parses Markdown that stands nowhere in a source, such as a value; its nodes have no span.
pub(crate) fn fragment(markdown: &str) -> Blocks {
    let content = [Inline::text(markdown)].into_iter().collect();
    [Block::Paragraph(Paragraph { content, ..Paragraph::default() })].into_iter().collect()
}
