//! From constructs to nodes, between blocks: comments, breaks, components, lines of text.

use std::borrow::Cow;
use std::ops::Range;

use crate::component::Reader;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::construct::{self, Construct, Kind};
use crate::parse::engine::Html;
use crate::source::Lines;
use crate::tree::{Block, Break, Inline, Inlines, Paragraph, Words};

use super::interpreter;
use super::run;
use super::stack::Open;
use super::tree::{ContentModel, Tree};

/// Adds the node of a construct that is not in a run of text.
pub(super) fn push<'p>(tree: &mut Tree<'p>, construct: &'p Construct) {
    let range = construct.range.clone();
    match construct.kind {
        Kind::CommentBlock | Kind::Comment => comment(tree, range),
        Kind::BreakLine => break_line(tree, range),
        Kind::TagLine | Kind::LoneTags => {
            let written = tree.page.source.get(range.clone()).unwrap_or_default();
            interpreter::html(
                tree,
                Html { range, text: Cow::Borrowed(written), constructs: std::slice::from_ref(construct) },
            );
        }
        Kind::BreakTag => odd_break(tree, range),
        Kind::Component => component(tree, construct),
        Kind::ConflictLine => {
            let message = "expected text, found a merge-conflict marker; both sides are shown";
            tree.found.push(Diagnostic::warning(Code::MERGE_CONFLICT, tree.spans.of(range.clone()), message));
            line_of_text(tree, range);
        }
        Kind::DefinitionLine => line_of_text(tree, range),
        _ => {}
    }
}

/// Adds a comment; one that is not closed runs to the end of the range that Markdown gave, line end included.
pub(super) fn comment(tree: &mut Tree<'_>, range: Range<usize>) {
    let written = tree.page.source.get(range.clone()).unwrap_or_default();
    let range = range.start..range.start + written.trim_end().len();
    let comment = run::comment(tree.page, tree.spans, &range);
    if tree.stack.in_leaf() {
        tree.push_inline(Inline::Comment(comment));
        tree.stack.trim_leaf();
    } else if tree.make_block_room(range.start) == ContentModel::Blocks {
        tree.push_block(Block::Comment(comment));
    }
}

/// Adds a line break; between items, rows or cells it shows nothing.
pub(super) fn line_break(tree: &mut Tree<'_>, range: Range<usize>) {
    let open = tree.stack.last().map(|frame| &frame.open);
    let between =
        matches!(open, Some(Open::List { .. } | Open::DefinitionList | Open::Table { .. } | Open::Row { .. }));
    if between {
        return;
    }
    tree.make_inline_room(range.start);
    let span = tree.span(range);
    tree.push_inline(Inline::HardBreak(Break { span }));
}

/// A line break for a tag that is only nearly `<br>`.
pub(super) fn odd_break(tree: &mut Tree<'_>, range: Range<usize>) {
    let tag = tree.page.source.get(range.clone()).unwrap_or_default();
    tree.found.push(construct::odd_break_report(tree.spans.of(range.clone()).range(), tag));
    line_break(tree, range);
}

/// `<br>`s on a line of their own: breaks at the end of the paragraph before, if it ends there.
pub(super) fn break_line(tree: &mut Tree<'_>, range: Range<usize>) {
    if tree.stack.in_leaf() {
        return line_break(tree, range);
    }
    let start = range.start;
    let source = tree.page.source.as_bytes();
    let tags = memchr::memchr_iter(b'<', &source[range.clone()]).map(|at| start + at);
    let end = |at: usize| memchr::memchr(b'>', &source[at..range.end]).map_or(range.end, |to| at + to + 1);
    let breaks: Vec<Inline> = tags.map(|at| Inline::HardBreak(Break { span: tree.span(at..end(at)) })).collect();
    let (source, span) = (tree.page.source, tree.span(range));
    let Some(block) = tree.lists.last_block(tree.stack.last()) else { return };
    let end = last_paragraph(block).map_or(0, |paragraph| paragraph.span.end as usize);
    // In a quote the line has its mark.
    let is_blank = |text: &&str| text.chars().all(|c| c == '>' || c.is_whitespace());
    let between = source.get(end..start).filter(is_blank);
    if between.is_some_and(|text| Lines::new(text).count() <= 1 + usize::from(!text.ends_with(['\n', '\r']))) {
        append_breaks(block, breaks, span.end);
    }
}

fn component<'p>(tree: &mut Tree<'p>, construct: &'p Construct) {
    let range = construct.range.clone();
    if tree.make_block_room(range.start) == ContentModel::Inlines {
        return tree.run.push_construct(construct);
    }
    let (spans, limits) = (tree.spans, tree.budget.limits);
    let place = |range| spans.of(range);
    let reader = Reader::new(tree.page.source, range, &place, limits, &mut tree.found);
    if let Some(component) = reader.and_then(Reader::read) {
        tree.push_block(Block::Component(Box::new(component)));
    }
}

/// Adds a line that is text, as a paragraph of its own.
fn line_of_text(tree: &mut Tree<'_>, range: Range<usize>) {
    let span = tree.span(range.clone());
    if tree.make_block_room(range.start) == ContentModel::Blocks {
        let words = Words { text: tree.page.text(range), span };
        let content = Inlines::from(vec![Inline::Text(words)]);
        tree.push_block(Block::Paragraph(Paragraph { content, span }));
    } else {
        tree.run.push_source(range);
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
