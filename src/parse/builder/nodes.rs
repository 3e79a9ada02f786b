//! The nodes under construction: what is open, the children that it has, and the text that comes next.

use std::ops::Range;

use crate::parse::engine::Page;
use crate::span::Span;
use crate::text::Text;
use crate::tree::{Block, Break, Inline, Inlines, Paragraph, Template, Words};

use super::budget::Budget;
use super::flat::FlatLines;
use super::lists::{Level, Lists};
use super::open::{Flat, Open};
use super::report::Report;
use super::run::{ReadApart, Run, Writer};
use super::stack::{Frame, Origin, Stack, TagFate};
use super::target::Strays;

/// The nodes under construction.
pub(super) struct Nodes<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) stack: Stack,
    pub(super) lists: Lists,
    pub(super) run: Run<'p>,
    pub(super) budget: Budget<'p>,
    pub(super) report: Report,
    lines: FlatLines,
    pub(super) read_apart: ReadApart,
}

impl<'p> Nodes<'p> {
    pub(super) fn new(page: &'p Page<'p>, budget: Budget<'p>, report: Report, read_apart: ReadApart) -> Nodes<'p> {
        let (stack, lists, run) = (Stack::new(), Lists::new(), Run::new(page));
        Nodes { page, stack, lists, run, budget, report, lines: FlatLines::default(), read_apart }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.report.span(range)
    }

    // Text.

    /// Turns the gathered text into inlines. Called before every node, mostly with nothing to do.
    #[inline]
    pub(super) fn flush(&mut self) {
        if !self.run.is_empty() {
            self.flush_run();
        }
    }

    fn flush_run(&mut self) {
        match self.run.take_plain(self.stack.in_link()) {
            Some(range) => {
                let words = Words { text: self.page.text(range.clone()), span: self.span(range) };
                self.lists.inlines.push(Inline::Text(words));
            }
            None => self.write_run(),
        }
    }

    #[cold]
    fn write_run(&mut self) {
        let mut writer = Writer {
            page: self.page,
            inlines: &mut self.lists.inlines,
            budget: &mut self.budget,
            report: &mut self.report,
            read_apart: self.read_apart,
            hidden: false,
        };
        self.run.write(self.stack.in_link(), &mut writer);
        if writer.hidden {
            self.stack.trim_leaf();
        }
    }

    // Opening.

    /// Opens a node.
    pub(super) fn push(&mut self, open: Open, start: usize, origin: Origin) {
        self.flush();
        let children = self.lists.children(&open);
        self.stack.push(open, start, origin, children);
    }

    /// Opens the part that the innermost node needs around content at `at`, if it needs one: the item in a list. A list without tags
    /// of its own ends before what is no item: `<li>a</li> b`.
    pub(super) fn push_part(&mut self, at: usize) -> bool {
        let Some(frame) = self.stack.last() else { return false };
        let Some(part) = frame.open.part(self.lists.has_rows(frame)) else { return false };
        if frame.is_implied_list() {
            self.close_implied_list(at);
            return true;
        }
        if matches!(part, Open::Cell { .. }) {
            self.budget.add_cell();
        }
        // In `<ol><li>a</li><img src="…"><li>b</li></ol>` the picture belongs to the first item, and the second is step 2.
        if self.reopen_item(at) {
            return true;
        }
        // In `<ul> a` the item begins with its word. A reference, `<ul> &#10;a`, may be another blank.
        let rest = self.page.seen(at..self.page.range.end);
        let word = rest.trim_start();
        let blanks = if word.starts_with('&') { 0 } else { rest.len() - word.len() };
        self.push(part, at + blanks, Origin::Implied);
        true
    }

    /// Opens the last item of the innermost list again for content at `at`, if it is a list of HTML with items.
    #[inline(never)]
    pub(super) fn reopen_item(&mut self, at: usize) -> bool {
        let Nodes { stack, lists, .. } = self;
        let Some(list) = stack.last().filter(|frame| matches!(frame.open, Open::List { .. })) else { return false };
        let Some((open, children, span)) = lists.reopen_item(list) else { return false };
        let start = if span.is_none() { at } else { span.range().start };
        stack.push(open, start, Origin::Implied, children);
        true
    }

    fn close_implied_list(&mut self, at: usize) {
        self.flush();
        let Some(mut frame) = self.stack.pop() else { return };
        let end = frame.start + self.page.seen(frame.start..at.max(frame.start)).trim_end().len();
        self.close(&mut frame, end, TagFate::Absent);
    }

    /// Whether what comes next must be a part of the innermost node: between the items of an author's list or the rows of a table.
    pub(super) fn is_between_parts(&self) -> bool {
        self.stack.last().is_some_and(|frame| frame.open.part(self.lists.has_rows(frame)).is_some())
    }

    /// Makes room for inlines at `at`. Mostly there is.
    #[inline]
    pub(super) fn make_inline_room(&mut self, at: usize) {
        if !self.stack.in_leaf() {
            self.push_leaf(at);
        }
    }

    /// Makes room for the words of `text`, which is at `at`, if there are any; how many blanks are before them, with which no leaf
    /// begins.
    #[inline]
    pub(super) fn make_word_room(&mut self, at: usize, text: &str) -> usize {
        if self.stack.in_leaf() {
            return 0;
        }
        let blanks = text.len() - text.trim_start().len();
        if blanks < text.len() {
            self.push_leaf(at + blanks);
        }
        blanks
    }

    /// Opens a leaf, and what it needs around it.
    fn push_leaf(&mut self, at: usize) {
        while !self.stack.in_leaf() {
            if !self.push_part(at) {
                self.push(Open::Paragraph, at, Origin::Implied);
            }
        }
    }

    /// Opens a block, or a part of one, at `at`, where only inlines can be.
    pub(super) fn push_flat(&mut self, flat: Flat, at: usize, origin: Origin) {
        match flat {
            Flat::Cell if self.stack.has_begun_row() => {
                let span = self.span(at..at);
                self.push_inline(Inline::SoftBreak(Break { span }));
            }
            Flat::Cell => {}
            _ => drop(self.separate(at)),
        }
        if let Flat::Item(number) = flat {
            let marker = self.stack.next_mark(number);
            // It is nowhere in the source.
            let span = self.span(at..at);
            self.push_inline(Inline::Text(Words { text: Text::from(marker), span }));
            self.lines.go_on_after(self.lists.inlines.len());
        }
        self.push(Open::Flat(flat), at, origin);
    }

    /// Puts a start tag before what it opens, as text that is removed when the end tag comes.
    pub(super) fn push_provisional(&mut self, tag: Range<usize>, text: Text) {
        self.flush();
        let words = Inline::Text(Words { text, span: self.span(tag.clone()) });
        if self.stack.in_leaf() {
            self.lists.inlines.push(words);
        } else {
            let content = Inlines::from(vec![words]);
            self.push_block(Block::Paragraph(Paragraph { content, span: self.span(tag) }));
        }
    }

    // Adding.

    /// Adds a block where blocks can be.
    pub(super) fn push_block(&mut self, block: Block) {
        let level = if self.stack.is_empty() { Level::Top } else { Level::Inside };
        self.lists.push_block(block, level);
    }

    /// Adds an inline after the text that came before it.
    pub(super) fn push_inline(&mut self, inline: Inline) {
        self.flush();
        self.lists.inlines.push(inline);
    }

    /// Separates a block that becomes inlines from the inlines before it; whether a break was needed.
    pub(super) fn separate(&mut self, at: usize) -> bool {
        self.flush();
        let Some(leaf) = self.stack.leaf() else { return false };
        let is_tag = |index| self.stack.is_provisional(index);
        let is_needed = self.lines.needs_break(&self.lists.inlines, leaf.children.inlines, is_tag);
        if is_needed {
            // In `<li>> <li>` the blank after which the next item begins is text of the first.
            let text_end = self.lists.inlines.last().map_or(0, |inline| inline.span().end as usize);
            let at = at.max(text_end);
            let span = self.span(at..at);
            self.lists.inlines.push(Inline::HardBreak(Break { span }));
        }
        is_needed
    }

    /// Counts a link or image at `at`; `false` if it is over the limit and stays text.
    pub(super) fn may_link(&mut self, at: usize) -> bool {
        self.budget.may_link(at, &mut self.report)
    }

    /// Cuts off what is after a target by accident; the link is at `range`.
    pub(super) fn cut_stray(&mut self, target: &mut Template, range: Range<usize>) {
        Strays { source: self.page.source, report: &mut self.report }.cut(target, range);
    }

    // Closing.

    /// Drops the last line end of the innermost node if it is at or after `from`; returns where it was.
    #[inline]
    pub(super) fn drop_soft_break(&mut self, from: usize) -> Option<usize> {
        self.flush();
        let own = self.stack.last().map_or(0, |frame| frame.children.inlines);
        let Some(Inline::SoftBreak(last)) = self.lists.inlines.get(own..)?.last() else { return None };
        let start = last.span.start as usize;
        if last.span.is_none() || start < from {
            return None;
        }
        self.lists.inlines.pop();
        Some(start)
    }

    /// Makes a node of `frame`, which was the innermost and ends at `end`.
    // Called instead, it moves each node once more: parsing takes half a percent more instructions.
    #[inline(always)]
    pub(super) fn close(&mut self, frame: &mut Frame, end: usize, fate: TagFate) {
        let span = self.span(frame.start..end);
        if self.lines.has_break() || matches!(frame.open, Open::Flat(_)) {
            return self.close_flat(frame, end, fate);
        }
        let written = self.written(frame, end);
        self.lists.close(frame, span, fate, self.stack.last_mut(), written);
    }

    /// What is in the source of a quote that ends at `end`, in which `\[!NOTE]` is no marker; nothing else has to be known so.
    #[inline]
    fn written(&self, frame: &Frame, end: usize) -> &'p str {
        match frame.open {
            Open::Quote => self.page.source.get(frame.start..end).unwrap_or_default(),
            _ => "",
        }
    }

    /// Closes a node that is a block on lines of its own among inlines, or holds one.
    fn close_flat(&mut self, frame: &mut Frame, end: usize, fate: TagFate) {
        let span = self.span(frame.start..end);
        let is_line = matches!(&frame.open, Open::Flat(flat) if *flat != Flat::Cell);
        let is_content = matches!(frame.open, Open::Span | Open::Flat(_));
        let (from, is_inline) = (frame.children.inlines, frame.open.is_inline());
        let goes_on = !is_content && self.lines.drop_break(&mut self.lists.inlines, from) && is_inline;
        let written = self.written(frame, end);
        self.lists.close(frame, span, fate, self.stack.last_mut(), written);
        if (is_line || goes_on) && self.separate(end) {
            self.lines.end_with(self.lists.inlines.len() - 1);
        }
    }
}
