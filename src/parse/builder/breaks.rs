//! Line breaks that are an author's `<br>`.

use std::ops::Range;

use crate::parse::construct;
use crate::source::Lines;
use crate::tree::{Block, Break, Inline, Paragraph};

use super::open::Open;
use super::tree::Tree;

/// Adds a line break; between items, rows or cells it shows nothing.
pub(super) fn line_break(tree: &mut Tree<'_>, range: Range<usize>) {
    let open = tree.nodes.stack.last().map(|frame| &frame.open);
    let between =
        matches!(open, Some(Open::List { .. } | Open::DefinitionList | Open::Table { .. } | Open::Row { .. }));
    if between {
        return;
    }
    tree.nodes.make_inline_room(range.start);
    let span = tree.nodes.span(range);
    tree.nodes.push_inline(Inline::HardBreak(Break { span }));
}

/// A line break for a tag that is only nearly `<br>`.
pub(super) fn odd_break(tree: &mut Tree<'_>, range: Range<usize>) {
    let tag = tree.nodes.page.source.get(range.clone()).unwrap_or_default();
    let place = tree.nodes.span(range.clone()).range();
    tree.nodes.report.push(construct::odd_break_report(place, tag));
    line_break(tree, range);
}

/// `<br>`s on a line of their own: breaks at the end of the paragraph before, if it ends there.
pub(super) fn break_line(tree: &mut Tree<'_>, range: Range<usize>) {
    if tree.nodes.stack.in_leaf() {
        return line_break(tree, range);
    }
    let start = range.start;
    let source = tree.nodes.page.source.as_bytes();
    let tags = memchr::memchr_iter(b'<', &source[range.clone()]).map(|at| start + at);
    // The first of `<br<br>` has no `>`.
    let end = |at: usize| {
        let next = memchr::memchr2(b'<', b'>', &source[at + 1..range.end]).map(|to| at + 1 + to);
        next.map_or(range.end, |next| next + usize::from(source[next] == b'>'))
    };
    let breaks: Vec<Inline> = tags.map(|at| Inline::HardBreak(Break { span: tree.nodes.span(at..end(at)) })).collect();
    let (source, span) = (tree.nodes.page.source, tree.nodes.span(range));
    let Some(block) = tree.nodes.lists.last_block(tree.nodes.stack.last()) else { return };
    let end = last_paragraph(block).map_or(0, |paragraph| paragraph.span.end as usize);
    // In a quote the line has its mark.
    let is_blank = |text: &&str| text.chars().all(|c| c == '>' || c.is_whitespace());
    let between = source.get(end..start).filter(is_blank);
    if between.is_some_and(|text| Lines::new(text).count() <= 1 + usize::from(!text.ends_with(['\n', '\r']))) {
        append_breaks(block, breaks, span.end);
    }
}

/// The paragraph at the end of `block`, inside lists and quotes too.
fn last_paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::List(list) => last_paragraph(list.items.last()?.blocks.last()?),
        Block::Quote(quote) => last_paragraph(quote.blocks.last()?),
        _ => None,
    }
}

/// Adds breaks to the paragraph at the end of `block`, inside lists and quotes too, and makes room for them up to
/// `end`.
fn append_breaks(block: &mut Block, breaks: Vec<Inline>, end: u32) -> bool {
    let (span, appended) = match block {
        Block::Paragraph(paragraph) => {
            paragraph.content.extend(breaks);
            (&mut paragraph.span, true)
        }
        Block::List(list) => {
            let Some(item) = list.items.last_mut() else { return false };
            let appended = item.blocks.last_mut().is_some_and(|last| append_breaks(last, breaks, end));
            if appended {
                item.span.end = end;
            }
            (&mut list.span, appended)
        }
        Block::Quote(quote) => {
            let appended = quote.blocks.last_mut().is_some_and(|last| append_breaks(last, breaks, end));
            (&mut quote.span, appended)
        }
        _ => return false,
    };
    if appended {
        span.end = end;
    }
    appended
}
