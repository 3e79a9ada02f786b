//! Placeholders among words: their defaults are inline Markdown without references.

use std::ops::Range;
use std::sync::Arc;

use crate::limits::Limits;
use crate::parse::conflict::Conflicts;
use crate::parse::construct::{self, Construct, Dialect, Kind};
use crate::parse::engine::Page;
use crate::tree::{self, Block, Inlines, Part};

use super::Spans;

/// The node of `placeholder`, which `construct` is.
pub(super) fn node(
    source: &Arc<str>,
    construct: &Construct,
    placeholder: &construct::Placeholder,
) -> tree::Placeholder {
    let mut node = construct.plain_placeholder(source, placeholder);
    if source.get(placeholder.default.clone()).is_some_and(|text| text.contains(is_special))
        && let Some(default) = inlines(source, &placeholder.default)
    {
        node.default = default;
    }
    node
}

/// Parses `range` of `source` as inline Markdown; `None` if it is not a single paragraph.
fn inlines(source: &Arc<str>, range: &Range<usize>) -> Option<Inlines> {
    let text = source.get(range.clone())?;
    let mut constructs =
        construct::find(text, range.start, Dialect::Standard, &Conflicts::default(), &Limits::new()).all;
    for construct in &mut constructs {
        if matches!(construct.kind, Kind::Placeholder(_) | Kind::CommentBlock) {
            construct.kind = Kind::Comment;
        }
    }
    let page = Page::between(source, range, constructs)?;
    let built = super::build(&page, &[], &Limits::new(), Spans::OfSource);
    match <[Part; 1]>::try_from(built.parts) {
        Ok([Part::Block(Block::Paragraph(paragraph))]) => Some(paragraph.content),
        _ => None,
    }
}

/// Whether a character can mean something in Markdown.
fn is_special(c: char) -> bool {
    matches!(c, '*' | '_' | '`' | '<' | '&' | '\\' | '~' | '(' | '\n' | '\r' | '@' | '/' | '.')
}
