//! From constructs to nodes, between blocks: comments, breaks, components, lines of text. Lines of tags are HTML, and the
//! [`interpreter`](super::interpreter)'s.

use std::ops::Range;

use crate::component::Reader;
use crate::diagnostic::Code;
use crate::parse::construct::{Construct, Kind};
use crate::parse::html;
use crate::source::Comments;
use crate::tree::{Block, Inline, Inlines, Paragraph, Words};

use super::breaks;
use super::comment;
use super::run::Apart;
use super::spans::Spans;
use super::tree::{ContentModel, Tree};
use super::written::Written;

/// Adds the node of a construct that is not in a run of text.
pub(super) fn push<'p>(tree: &mut Tree<'p>, construct: &'p Construct) {
    let range = construct.range.clone();
    match construct.kind {
        Kind::CommentBlock | Kind::Comment => comment(tree, range),
        Kind::BreakLine => breaks::break_line(tree, range),
        Kind::BreakTag => breaks::odd_break(tree, range),
        Kind::Component => component(tree, construct),
        Kind::ConflictLine => {
            let message = "expected text, found a merge-conflict marker; both sides are shown";
            tree.nodes.report.warn(Code::MERGE_CONFLICT, range.clone(), message);
            line_of_text(tree, range, false);
        }
        Kind::DefinitionLine => line_of_text(tree, range, true),
        _ => {}
    }
}

/// Adds a comment; one that is not closed runs to the end of the range that Markdown gave, line end included. Between the
/// items of an author's list it is in none, and has no place in the tree.
pub(super) fn comment(tree: &mut Tree<'_>, range: Range<usize>) {
    if tree.nodes.is_between_parts() {
        return;
    }
    let written = tree.nodes.page.source.get(range.clone()).unwrap_or_default();
    let range = range.start..range.start + written.trim_end().len();
    let comment = comment::comment(tree.nodes.page, tree.nodes.report.spans, &range);
    if tree.nodes.stack.in_leaf() {
        tree.nodes.push_inline(Inline::Comment(comment));
        tree.nodes.stack.trim_leaf();
    } else if tree.make_block_room(range.start) == ContentModel::Blocks {
        tree.nodes.push_block(Block::Comment(comment));
    }
}

/// Whether nothing of `html` has a place in the tree: blanks between blocks, or, between the parts of an author's list or table,
/// nothing but comments and blanks.
pub(super) fn shows_nothing(tree: &Tree<'_>, html: &Written<'_>, constructs: &[Construct]) -> bool {
    if tree.nodes.stack.in_leaf() || constructs.is_empty() || !tree.nodes.is_between_parts() {
        return !tree.nodes.stack.in_leaf() && html.text.trim().is_empty();
    }
    let source = tree.nodes.page.source;
    let is_blank = |range| source.get(range).is_some_and(|text: &str| text.trim().is_empty());
    let mut from = html.range.start;
    let are_comments = constructs.iter().all(|construct| {
        let before = from..construct.range.start;
        from = construct.range.end;
        matches!(construct.kind, Kind::Comment | Kind::CommentBlock) && is_blank(before)
    });
    are_comments && is_blank(from..html.range.end)
}

fn component<'p>(tree: &mut Tree<'p>, construct: &'p Construct) {
    let range = construct.range.clone();
    if tree.make_block_room(range.start) == ContentModel::Inlines {
        return tree.nodes.run.push_construct(construct);
    }
    let (spans, limits) = (tree.nodes.report.spans, tree.nodes.budget.limits);
    let place = |range| spans.of(range);
    let (source, found) = (tree.nodes.page.source, &mut tree.nodes.report.found);
    let reader = Reader::new(source, range, &place, limits, html::decode_closed, found);
    if let Some(component) = reader.and_then(Reader::read) {
        tree.nodes.push_block(Block::Component(Box::new(component)));
    }
}

/// Adds a line that is text, as a paragraph of its own. A definition `is_markdown`, but for references, of which it looks like one.
fn line_of_text(tree: &mut Tree<'_>, range: Range<usize>, is_markdown: bool) {
    let span = tree.nodes.span(range.clone());
    if tree.make_block_room(range.start) == ContentModel::Blocks {
        let is_read = is_markdown && tree.nodes.report.spans == Spans::OfSource;
        let read = if is_read { (tree.nodes.read_apart)(tree.nodes.page.source, &range, Apart::Line) } else { None };
        let content = match read {
            Some(read) => {
                tree.nodes.report.append(read.found);
                read.content
            }
            None => words(tree, range),
        };
        tree.nodes.push_block(Block::Paragraph(Paragraph { content, span }));
    } else {
        tree.nodes.run.push_source(range);
    }
}

/// What is at `range` as words, without comments and markers: at the ends of a file there is no room to read Markdown apart.
fn words(tree: &Tree<'_>, range: Range<usize>) -> Inlines {
    let source = tree.nodes.page.source;
    let comments = Comments::new(source);
    let word = |range: Range<usize>| {
        let span = tree.nodes.span(range.clone());
        (!range.is_empty()).then(|| Inline::Text(Words { text: tree.nodes.page.text(range), span }))
    };
    let (mut inlines, mut from) = (Vec::new(), range.start);
    while let Some(at) = memchr::memmem::find(&source.as_bytes()[from..range.end], b"<!--") {
        inlines.extend(word(from..from + at));
        from = comments.first_end(from + at + "<!--".len()).unwrap_or(range.end).min(range.end);
    }
    inlines.extend(word(from..range.end));
    Inlines::from(inlines)
}
