//! Placeholders in running text: their defaults are inline Markdown without references.

use std::ops::Range;

use crate::limits::Limits;
use crate::parse::conflict::Conflicts;
use crate::parse::construct::{self, Construct, Dialect, Kind};
use crate::parse::engine::{Lost, Page, Reading};
use crate::text::Shared;
use crate::tree::{self, Block, Inlines, Part};

use super::Spans;

/// The node of `placeholder`, which `construct` is.
pub(super) fn node(source: &Shared, construct: &Construct, placeholder: &construct::Placeholder) -> tree::Placeholder {
    let mut node = construct.plain_placeholder(source, placeholder);
    if source.get(placeholder.default.range()).is_some_and(|text| text.contains(is_special))
        && let Some(default) = inlines(source, &placeholder.default.range())
    {
        node.default = default;
    }
    node
}

/// Parses `range` of `source` as inline Markdown; `None` if it is not a single paragraph.
fn inlines(source: &Shared, range: &Range<usize>) -> Option<Inlines> {
    let text = source.get(range.clone())?;
    let mut constructs =
        construct::find(text, range.start, Dialect::Standard, &Conflicts::default(), &Limits::new()).all;
    for construct in &mut constructs {
        if matches!(construct.kind, Kind::Placeholder(_) | Kind::CommentBlock) {
            construct.kind = Kind::Comment;
        }
    }
    let build = |constructs: Vec<Construct>, reading| {
        let page = Page::between(source, range, constructs)?;
        Some(super::build(&page, &[], &Limits::new(), reading, Spans::OfSource))
    };
    let mut built = build(constructs.clone(), Reading::First)?;
    if !built.lost.constructs.is_empty() {
        let Lost { constructs: lost, .. } = built.into_lost();
        constructs.extend(lost);
        constructs.sort_unstable_by_key(|construct| construct.range.start);
        built = build(constructs, Reading::Last)?;
    }
    match <[Part; 1]>::try_from(built.parts) {
        Ok([Part::Block(Block::Paragraph(paragraph))]) => Some(paragraph.content),
        _ => None,
    }
}

/// Whether a character can mean something in Markdown.
fn is_special(c: char) -> bool {
    matches!(c, '*' | '_' | '`' | '<' | '&' | '\\' | '~' | '(' | '\n' | '\r' | '@' | '/' | '.')
}
