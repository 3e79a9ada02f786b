//! What each event does to the tree.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostics};
use crate::limits::Limits;
use crate::parse::construct::{self, Boundary, Kind};
use crate::parse::engine::{self, Closed, CodeBlock, Event, Html, Line, Lost, Node, Page, Reading, Receive, Words};
use crate::tree::{self, Block, Break, CodeSpan, Definition, Inline, Numbering, Part, Rule, Template};

use super::apart;
use super::breaks;
use super::budget::{ITEM, LIST, QUOTE};
use super::interpreter;
use super::open::{CellSpans, Flat, Open};
use super::spans::Spans;
use super::stack::Origin;
use super::tree::{ContentModel, Tree};

/// The result of building a page.
pub(crate) struct Built {
    pub(crate) parts: Vec<Part>,
    pub(crate) definitions: Vec<Definition>,
    pub(crate) diagnostics: Diagnostics,
    /// What Markdown dropped, so that a second reading can keep it.
    pub(crate) lost: Lost,
}

impl Built {
    /// Only what was lost.
    pub(crate) fn into_lost(self) -> Lost {
        self.lost
    }
}

/// Builds the tree of `page`, in which section markers do what `boundaries` say.
pub(crate) fn build<'p>(
    page: &'p Page<'p>,
    boundaries: &'p [Boundary],
    limits: &'p Limits,
    reading: Reading,
    spans: Spans,
) -> Built {
    let mut tree = Tree::new(page, limits, spans, apart::read);
    let (mut definitions, lost) = engine::read(page, boundaries, limits, reading, &mut tree);
    for Definition { target, span, .. } in &mut definitions {
        tree.nodes.cut_stray(target, span.range());
    }
    let (parts, diagnostics) = tree.finish();
    Built { parts, definitions, diagnostics, lost }
}

/// Builds the tree of `page`, all of which is HTML.
pub(crate) fn build_html<'p>(page: &'p Page<'p>, limits: &'p Limits, spans: Spans) -> Vec<Part> {
    let mut tree = Tree::new(page, limits, spans, apart::read);
    let range = page.range.clone();
    tree.event(Event::Open(Node::Html, range.start));
    let text = Cow::Borrowed(page.seen(range.clone()));
    tree.event(Event::Html(Html { range: range.clone(), text, constructs: &[] }));
    tree.event(Event::Close(Closed::Html, range.end));
    tree.finish().0
}

impl<'p> Receive<'p> for Tree<'p> {
    #[inline(always)]
    fn event(&mut self, event: Event<'p>) {
        match event {
            Event::Text(range) => {
                let text = self.nodes.page.source.get(range.clone()).unwrap_or_default();
                let blanks = self.nodes.make_word_room(range.start, text);
                self.nodes.run.push_source(range.start + blanks..range.end);
            }
            Event::Decoded(text, range) => {
                self.nodes.make_inline_room(range.start);
                self.nodes.run.push_decoded(&text, range);
            }
            Event::Open(node, start) => open(self, node, start),
            Event::Close(closed, end) => close(self, closed, end),
            Event::Break(line, range) => {
                self.nodes.make_inline_room(range.start);
                let end = Break { span: self.nodes.span(range) };
                self.nodes.push_inline(match line {
                    Line::Soft => Inline::SoftBreak(end),
                    Line::Hard => Inline::HardBreak(end),
                });
            }
            Event::Code(content, range) => {
                self.nodes.make_inline_room(range.start);
                let span = self.nodes.span(range);
                self.nodes.push_inline(Inline::Code(CodeSpan { content, span }));
            }
            Event::CodeBlock(block) => code_block(self, block),
            Event::Rule(range) => {
                self.nodes.flush();
                if self.make_block_room(range.start) == ContentModel::Blocks {
                    let span = self.nodes.span(range);
                    self.nodes.push_block(Block::Rule(Rule { span }));
                }
            }
            Event::Word(construct) => {
                self.nodes.make_inline_room(construct.range.start);
                interpreter::word(self, construct);
            }
            Event::Block(construct) => interpreter::construct(self, construct),
            Event::BlockAmongWords(construct) => {
                self.nodes.make_inline_room(construct.range.start);
                self.nodes.flush();
                interpreter::construct(self, construct);
            }
            Event::Html(html) => interpreter::html(self, html),
            Event::Section(boundary) => self.section(boundary),
        }
    }

    fn may_link(&mut self, at: usize) -> bool {
        self.nodes.make_inline_room(at);
        self.nodes.may_link(at)
    }

    fn table_excess(&self) -> Option<String> {
        self.nodes.budget.table_excess()
    }

    fn drop_rows(&mut self) {
        if let [.., table, row] = self.nodes.stack.frames()
            && matches!((&table.open, &row.open), (Open::Table { .. }, Open::Row { .. }))
        {
            self.nodes.lists.drop_rows(table, row);
        }
    }

    fn pass_cell(&mut self) {
        self.nodes.budget.add_cell();
    }
}

#[inline(always)]
fn open(tree: &mut Tree<'_>, node: Node, start: usize) {
    match node {
        Node::Style(style) => tree.push_style(style, start),
        Node::Link => tree.push_markdown(Open::Link(None), start),
        Node::Image => tree.push_markdown(Open::Image(None), start),
        Node::Paragraph => {
            tree.nodes.stack.loosen_item();
            leaf(tree, Open::Paragraph, start);
        }
        Node::Heading(level) => {
            tree.end_before_heading(start);
            leaf(tree, Open::Heading(level), start);
        }
        Node::Quote => {
            tree.nodes.budget.add_container(QUOTE);
            container(tree, Open::Quote, start);
        }
        Node::List(number) => {
            tree.nodes.budget.add_container(LIST);
            match tree.make_list_room(start) {
                ContentModel::Blocks => {
                    tree.push_markdown(Open::List { start: number, numbering: Numbering::Decimal, loose: false }, start)
                }
                ContentModel::Inlines => {
                    flat(tree, Flat::List(number.map(|number| (number, Numbering::Decimal))), start)
                }
            }
        }
        Node::Item => {
            tree.nodes.budget.add_container(ITEM);
            match tree.nodes.stack.last().map(|frame| &frame.open) {
                Some(Open::Flat(_)) => flat(tree, Flat::Item(None), start),
                _ => tree.push_markdown(Open::Item, start),
            }
        }
        Node::Table(alignments) => leaf(tree, Open::Table { alignments, in_head: false }, start),
        Node::Row { head } => row(tree, head, start),
        Node::Cell { .. } => cell(tree, start),
        Node::Html => {
            tree.nodes.flush();
            tree.close_implied(start);
        }
    }
}

/// Opens a block that holds no blocks, or where no block can be a node for its content.
fn leaf(tree: &mut Tree<'_>, open: Open, start: usize) {
    match tree.make_block_room(start) {
        ContentModel::Blocks => tree.nodes.push(open, start, Origin::Markdown),
        ContentModel::Inlines => tree.nodes.push_flat(Flat::Block, start, Origin::Markdown),
    }
}

fn container(tree: &mut Tree<'_>, open: Open, start: usize) {
    match tree.make_block_room(start) {
        ContentModel::Blocks => tree.push_markdown(open, start),
        ContentModel::Inlines => flat(tree, Flat::Block, start),
    }
}

/// Opens a container where no block can be; over the limit its content goes to what is open.
fn flat(tree: &mut Tree<'_>, flat: Flat, start: usize) {
    if tree.is_over(start) {
        return;
    }
    tree.nodes.push_flat(flat, start, Origin::Markdown);
}

/// Opens a row; if no table can be here, its text goes to the innermost node.
fn row(tree: &mut Tree<'_>, head: bool, start: usize) {
    let open = match tree.nodes.stack.last().map(|frame| &frame.open) {
        Some(Open::Table { .. }) => Open::Row { head },
        _ => return tree.nodes.push_flat(Flat::Row { begun: false }, start, Origin::Markdown),
    };
    tree.nodes.push(open, start, Origin::Markdown);
}

/// Opens a cell; where no table can be, its words are among those of the row.
fn cell(tree: &mut Tree<'_>, start: usize) {
    match tree.nodes.stack.last().map(|frame| &frame.open) {
        Some(Open::Row { .. }) => {
            tree.nodes.push(Open::Cell { head: false, spans: CellSpans::default() }, start, Origin::Markdown)
        }
        _ => tree.nodes.push_flat(Flat::Cell, start, Origin::Markdown),
    }
}

#[inline(always)]
fn close(tree: &mut Tree<'_>, closed: Closed, end: usize) {
    match closed {
        Closed::Leaf => tree.close_markdown(end),
        Closed::Container => tree.close_container(end),
        Closed::Link(destination) => tree.close_link(destination, end),
        Closed::Cell => {
            tree.nodes.budget.add_cell();
            tree.nodes.budget.add_markup("<td class=\"align-center\"></td>\n");
            tree.close_markdown(end);
        }
        Closed::Padding => {
            if !tree.nodes.stack.drop_cell() {
                tree.close_markdown(end);
            }
        }
        Closed::Html => tree.close_implied(end),
    }
}

/// Adds a block of code. An indented line that is nothing but comments or markers is not code.
fn code_block(tree: &mut Tree<'_>, block: CodeBlock) {
    let CodeBlock { info, content, range } = block;
    let are_code = info.words.as_ref().is_some_and(|words| words.are_code);
    for range in info.placeholders.into_iter().filter(|_| !are_code) {
        let message = "expected the language of the code, found a placeholder; it is dropped";
        tree.nodes.report.warn(Code::PLACEHOLDER_IN_INFO, range, message);
    }
    if let Some(range) = info.comment {
        let message = "expected the language of the code, found a comment; it is dropped";
        tree.nodes.report.warn(Code::COMMENT_IN_INFO, range, message);
    }
    if let Some(Words { range, are_code, .. }) = info.words {
        let message = if are_code {
            "expected code on the lines after the fence, found it on the line of the fence; it is shown as code"
        } else {
            "expected nothing but the language after the fence, found more words; they are not shown"
        };
        tree.nodes.report.warn(Code::CODE_INFO, range, message);
    }
    tree.nodes.flush();
    let constructs = tree.nodes.page.constructs_in(&range);
    if content.as_plain().is_some_and(|text| text.trim().is_empty()) && constructs.iter().any(|it| is_hidden(&it.kind))
    {
        constructs.iter().for_each(|construct| interpreter::construct(tree, construct));
        return;
    }
    if is_break(tree, &content, &range) {
        return breaks::break_line(tree, range);
    }
    // An item or cell that only the code needs begins with what is not blank.
    let written = tree.nodes.page.seen(range.clone());
    let blanks = if tree.nodes.is_between_parts() { written.len() - written.trim_start().len() } else { 0 };
    let (start, span) = (range.start + blanks, tree.nodes.span(range.start + blanks..range.end));
    match tree.make_block_room(start) {
        ContentModel::Blocks => {
            tree.nodes.push_block(Block::Code(tree::CodeBlock { language: info.language, content, span }))
        }
        ContentModel::Inlines => {
            tree.nodes.separate(start);
            tree.nodes.push_inline(Inline::Code(CodeSpan { content, span }));
        }
    }
}

/// Whether an indented block of code is nothing but `<br>`s: its author indented a break.
fn is_break(tree: &Tree<'_>, content: &Template, range: &Range<usize>) -> bool {
    let Some(text) = content.as_plain().map(str::trim).filter(|text| text.starts_with("<b")) else { return false };
    let is_indented = tree.nodes.page.seen(range.clone()).trim_start().starts_with('<');
    is_indented && text.lines().all(construct::is_line_of_breaks)
}

/// Whether a construct is never shown.
fn is_hidden(kind: &Kind) -> bool {
    matches!(kind, Kind::Section | Kind::Stray | Kind::CommentBlock | Kind::Comment | Kind::BreakLine)
}
