//! The tree under construction: what opens and closes nodes.

use std::cell::OnceCell;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::{self, Limits};
use crate::parse::construct::{self, Boundary, Construct};
use crate::parse::engine::{Destination, Page};
use crate::parse::html::{Element, Pairs};
use crate::span::Span;
use crate::text::Text;
use crate::tree::{Block, Break, Comment, Image, Inline, Inlines, Link, Paragraph, Part, Style, Template, Words};

use super::budget::Budget;
use super::interpreter;
use super::lists::{Level, Lists};
use super::run::{Run, Writer};
use super::sections::Sections;
use super::spans::Spans;
use super::stack::{CellSpans, Flat, Frame, Open, Origin, Stack, TagFate};
use super::target::Strays;
use super::unended::Unended;

/// What can be added where a block is about to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContentModel {
    /// A block.
    Blocks,
    /// Inlines only: a heading, a cell or something else that holds no blocks is open.
    Inlines,
}

/// Where lines of blocks that became inlines begin and end, as numbers of inlines on the scratch list.
#[derive(Debug, Default)]
pub(super) struct FlatLines {
    /// After the mark of an item: what follows is on its line.
    begins_after: Option<usize>,
    /// The break that was put after a block.
    last_break: Option<usize>,
}

/// The tree under construction.
pub(super) struct Tree<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) spans: Spans,
    sections: Sections,
    pub(super) stack: Stack,
    pub(super) lists: Lists,
    pub(super) run: Run<'p>,
    pub(super) budget: Budget<'p>,
    pub(super) found: Diagnostics,
    pub(super) lines: FlatLines,
    pub(super) unended: Unended,
    /// Which tags have partners; made when first needed.
    pairs: OnceCell<Pairs>,
}

impl<'p> Tree<'p> {
    pub(super) fn new(page: &'p Page<'p>, limits: &'p Limits, spans: Spans) -> Tree<'p> {
        Tree {
            page,
            spans,
            sections: Sections::default(),
            stack: Stack::new(),
            lists: Lists::new(),
            run: Run::new(page),
            budget: Budget::new(limits, page.range.len()),
            found: Diagnostics::up_to(limits.diagnostics),
            lines: FlatLines::default(),
            unended: Unended::default(),
            pairs: OnceCell::new(),
        }
    }

    /// Closes everything and returns the parts.
    pub(super) fn finish(mut self) -> (Vec<Part>, Diagnostics) {
        let end = self.page.range.end;
        self.close_all(end);
        let spans = self.spans;
        self.sections.close_to(0, end, &mut self.lists.parts, |start, end| spans.of(start..end));
        self.unended.report(&mut self.found);
        (self.lists.parts.into_vec(), self.found)
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.spans.of(range)
    }

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
            None => self.flush_segments(),
        }
    }

    #[cold]
    fn flush_segments(&mut self) {
        if let Some(gathered) = self.run.take_with_tags() {
            gathered.give(self, |tree| &mut tree.run, Tree::inline_tags);
        }
        self.write_run();
    }

    fn inline_tags(&mut self, construct: &'p Construct) {
        self.write_run();
        interpreter::inline_tags(self, construct);
        self.flush();
    }

    fn write_run(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let mut writer = Writer {
            page: self.page,
            spans: self.spans,
            inlines: &mut self.lists.inlines,
            budget: &mut self.budget,
            found: &mut self.found,
            hidden: false,
        };
        self.run.write(self.stack.in_link(), &mut writer);
        if writer.hidden {
            self.stack.trim_leaf();
        }
    }

    // Sections.

    /// Does what a section marker does. Only between blocks of the top level.
    pub(super) fn section(&mut self, boundary: &Boundary) {
        self.close_all(boundary.marker.start);
        let (page, spans) = (self.page, self.spans);
        let span = |start, end| spans.of(start..end);
        self.sections.boundary(boundary, &mut self.lists.parts, |range| page.text(range), span);
    }

    /// Ends a section that runs to the first heading after other content, where a heading of the top level starts.
    pub(super) fn heading_at_top(&mut self, offset: usize) {
        let spans = self.spans;
        self.sections.heading(offset, &mut self.lists.parts, |start, end| spans.of(start..end));
    }

    /// Whether the author's tag at `at` has its partner.
    pub(super) fn is_paired(&self, at: usize) -> bool {
        self.pairs().holds(at - self.page.range.start)
    }

    fn pairs(&self) -> &Pairs {
        self.pairs.get_or_init(|| Pairs::of(self.page.seen(self.page.range.clone())))
    }

    /// Ends the lists and tables of the author's that nothing ends, where a heading after a blank line is at `at`.
    pub(super) fn end_before_heading(&mut self, at: usize) {
        let base = self.page.range.start;
        let is_unclosed = |frame: &Frame| match frame.origin {
            Origin::Html(_) => !self.is_paired(frame.start),
            Origin::Implied => !self.pairs().has_end_tag_after(at - base, &["ol", "ul"]),
            Origin::Markdown => false,
        };
        let Some(index) = self.stack.unclosed_container(is_unclosed) else { return };
        if !follows_blank_line(self.page.seen(base..at)) {
            return;
        }
        self.flush();
        if let Some(Frame { origin: Origin::Implied, start, .. }) = self.stack.frames().get(index) {
            let message =
                "expected `<ul>` or `<ol>` around this item, found none; the list ends before the next heading";
            self.found.push(Diagnostic::warning(Code::HTML_UNCLOSED, self.spans.of(*start..*start), message));
        }
        self.close_to(index, at);
    }

    // Opening.

    /// Makes room for a block at `at`: closes what a block ends, opens what it needs.
    pub(super) fn make_block_room(&mut self, at: usize) -> ContentModel {
        loop {
            let Some(frame) = self.stack.last() else { return ContentModel::Blocks };
            match frame.open {
                Open::Paragraph if !frame.is_markdown() => self.close_top(at),
                Open::Paragraph => {
                    // A block opens in the middle of a Markdown paragraph: what follows comes after it.
                    self.close_top(at);
                    self.push(Open::Division, at, Origin::Markdown);
                }
                Open::List { .. } => self.push(Open::Item, at, Origin::Implied),
                Open::Table { .. } if self.lists.has_rows(frame) => {
                    self.push(Open::Row { head: false }, at, Origin::Implied);
                }
                Open::DefinitionList => self.push(Open::Description, at, Origin::Implied),
                Open::Row { .. } => {
                    self.budget.add_cell();
                    self.push(Open::Cell { head: false, spans: CellSpans::default() }, at, Origin::Implied);
                }
                _ if frame.open.is_inline() && self.stack.in_paragraph_of_html() => self.close_top(at),
                _ if frame.in_leaf => return ContentModel::Inlines,
                _ => return ContentModel::Blocks,
            }
        }
    }

    /// Makes room for a list at `at`: directly in a list of HTML, it belongs to the item before it.
    pub(super) fn make_list_room(&mut self, at: usize) -> ContentModel {
        if let Some(list) = self.stack.last()
            && matches!(list.open, Open::List { .. })
            && let Some((open, children, span)) = self.lists.reopen_item(list)
        {
            let start = if span.is_none() { at } else { span.range().start };
            self.stack.push(open, start, Origin::Implied, children);
        }
        self.make_block_room(at)
    }

    /// Opens a block, or a part of one, where only inlines can be. `mark` is where the tag or marker of an item is.
    pub(super) fn push_flat(&mut self, flat: Flat, mark: Range<usize>, origin: Origin) {
        let at = mark.start;
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
            let span = self.span(mark);
            self.push_inline(Inline::Text(Words { text: Text::from(marker), span }));
            self.lines.begins_after = Some(self.lists.inlines.len());
        }
        self.push(Open::Flat(flat), at, origin);
    }

    /// Makes room for inlines at `at`. Mostly there is.
    #[inline]
    pub(super) fn make_inline_room(&mut self, at: usize) {
        if !self.stack.in_leaf() {
            self.open_leaf(at);
        }
    }

    /// Opens a leaf, and what it needs around it.
    fn open_leaf(&mut self, at: usize) {
        while !self.stack.in_leaf() {
            let open = match self.stack.last() {
                Some(Frame { open: Open::List { .. }, .. }) => Open::Item,
                Some(Frame { open: Open::DefinitionList, .. }) => Open::Description,
                Some(frame @ Frame { open: Open::Table { .. }, .. }) if self.lists.has_rows(frame) => {
                    Open::Row { head: false }
                }
                Some(Frame { open: Open::Row { .. }, .. }) => {
                    self.budget.add_cell();
                    Open::Cell { head: false, spans: CellSpans::default() }
                }
                _ => Open::Paragraph,
            };
            self.push(open, at, Origin::Implied);
        }
    }

    /// Opens a node.
    pub(super) fn push(&mut self, open: Open, start: usize, origin: Origin) {
        self.flush();
        let children = self.lists.children(&open);
        self.stack.push(open, start, origin, children);
    }

    /// Opens a container or inline of Markdown; over the limit its content goes to what is open.
    pub(super) fn push_markdown(&mut self, open: Open, start: usize) {
        if !self.is_over(start) {
            self.push(open, start, Origin::Markdown);
        }
    }

    /// Whether a container or inline of Markdown at `start` is over the limit, which is then counted as open.
    pub(super) fn is_over(&mut self, start: usize) -> bool {
        if self.stack.over == 0 && !self.is_full() {
            return false;
        }
        self.flush();
        self.stack.over += 1;
        self.report_nesting(start);
        true
    }

    /// Opens a style of Markdown.
    pub(super) fn push_style(&mut self, style: Style, start: usize) {
        self.make_inline_room(start);
        self.push_markdown(Open::Styled(style), start);
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
        /// How many comments and line ends in a row are looked across.
        const NEAR_INLINES: usize = 100;
        self.flush();
        let Some(leaf) = self.stack.leaf() else { return false };
        let visible = |&(index, inline): &(usize, &Inline)| is_seen(inline) && !self.stack.is_provisional(index);
        let before = self.lists.inlines.iter().enumerate().skip(leaf.children.inlines);
        match before.rev().take(NEAR_INLINES).find(visible) {
            None | Some((_, Inline::HardBreak(_))) => false,
            Some((index, _)) if self.lines.begins_after == Some(index + 1) => false,
            Some(_) => {
                let span = self.span(at..at);
                self.lists.inlines.push(Inline::HardBreak(Break { span }));
                true
            }
        }
    }

    /// Ends the line of a block that became inlines; the break goes where nothing follows it.
    fn end_flat(&mut self, at: usize) {
        if self.separate(at) {
            self.lines.last_break = Some(self.lists.inlines.len() - 1);
        }
    }

    /// Takes the break away that ends the inlines after `from`, if it is one that only a block needed; whether it was.
    fn drop_flat_break(&mut self, from: usize) -> bool {
        let Some(at) = self.lines.last_break.filter(|&at| at >= from) else { return false };
        self.flush();
        let is_last = matches!(self.lists.inlines.get(at), Some(Inline::HardBreak(_)))
            && !self.lists.inlines[at + 1..].iter().any(is_seen);
        self.lines.last_break = None;
        if is_last {
            self.lists.inlines.remove(at);
        }
        is_last
    }

    // Limits.

    /// Whether no further nodes may open inside the innermost one.
    pub(super) fn is_full(&self) -> bool {
        // Tables in tables count for nothing, as none is inside another in the end: they are bounded as open nodes.
        self.stack.depth() + self.sections.len() >= self.budget.depth()
            || self.stack.len() >= 2 * limits::DEPTH
            || self.budget.is_spent()
    }

    pub(super) fn report_nesting(&mut self, at: usize) {
        self.budget.report_nesting(self.spans.of(at..at), &mut self.found);
    }

    /// Counts a link or image at `at`; `false` if it is over the limit and stays text.
    pub(super) fn count_link(&mut self, at: usize) -> bool {
        let spans = self.spans;
        self.budget.may_link(|| spans.of(at..at), &mut self.found)
    }

    /// Whether the tables have as many cells as they may have, so that this start tag of an author's table is text.
    pub(super) fn cells_are_spent(&mut self, tag: &Range<usize>) -> bool {
        let spans = self.spans;
        self.budget.cells_are_spent(|| spans.of(tag.clone()), &mut self.found)
    }

    // Closing.

    /// Closes the innermost container or inline of Markdown that is open.
    pub(super) fn close_container(&mut self, end: usize) {
        if self.stack.over > 0 {
            self.flush();
            self.stack.over -= 1;
        } else {
            self.close_markdown(end);
        }
    }

    /// Closes the innermost open Markdown node, and what the author's HTML left open in it.
    pub(super) fn close_markdown(&mut self, end: usize) {
        while let Some(frame) = self.stack.last() {
            let is_markdown = frame.is_markdown();
            self.drop_soft_break(end);
            self.close_top(end);
            if is_markdown {
                return;
            }
        }
    }

    /// Closes the innermost link or image of Markdown, which goes to `destination`.
    pub(super) fn close_link(&mut self, destination: Destination, end: usize) {
        if self.stack.over == 0 {
            let Destination { mut target, title } = destination;
            let start = self.stack.last().map_or(end, |frame| frame.start);
            self.cut_stray(&mut target, start..end);
            let span = Span::NONE;
            match self.stack.markdown_link() {
                Some(Open::Link(link)) => {
                    *link = Some(Box::new(Link { target, title, content: Inlines::new(), span }));
                }
                Some(Open::Image(image)) => {
                    *image = Some(Box::new(Image { target, title, alt: Inlines::new(), span }));
                }
                _ => {}
            }
        }
        self.close_container(end);
    }

    /// Cuts off what is after a target by accident; the link is at `range`.
    pub(super) fn cut_stray(&mut self, target: &mut Template, range: Range<usize>) {
        Strays { source: self.page.source, spans: self.spans, found: &mut self.found }.cut(target, range);
    }

    /// Closes a paragraph that only its content implied: the HTML block that held it ends.
    pub(super) fn close_implied(&mut self, end: usize) {
        if let Some(at) = self.stack.implied_paragraph() {
            let end = self.drop_soft_break(0).unwrap_or(end);
            self.close_to(at, end);
        }
    }

    /// Drops the last line end of the innermost node if it is at or after `from`; returns where it was.
    #[inline]
    fn drop_soft_break(&mut self, from: usize) -> Option<usize> {
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

    /// Closes everything that is open at the top level.
    fn close_all(&mut self, end: usize) {
        self.flush();
        self.close_to(0, end);
        self.stack.over = 0;
    }

    /// Closes the author's element `name`, if it is open in the same Markdown node; whether it was.
    pub(super) fn close_tag(&mut self, element: Element, name: &str, tag: Range<usize>) -> bool {
        let Some(index) = self.stack.element(element, name) else { return false };
        self.close_before(index + 1, tag.start);
        self.close_frame(tag.end, EndTag::Came);
        true
    }

    /// Closes nodes until `count` are open, which end before the blanks before the tag at `at`.
    pub(super) fn close_before(&mut self, count: usize, at: usize) {
        if self.stack.len() > count {
            let start = self.page.range.start;
            let end = start + self.page.seen(start..at).trim_end().len();
            self.close_to(count, end);
        }
    }

    /// Closes nodes until `count` are open.
    pub(super) fn close_to(&mut self, count: usize, end: usize) {
        while self.stack.len() > count {
            self.close_top(end);
        }
    }

    /// Closes the innermost node; an element of the author's HTML without an end tag shows its start tag.
    fn close_top(&mut self, end: usize) {
        self.close_frame(end, EndTag::Missing);
    }

    fn close_frame(&mut self, end: usize, end_tag: EndTag) {
        self.flush();
        let Some(mut frame) = self.stack.pop() else { return };
        let fate = self.settle_start_tag(&mut frame, end, end_tag);
        if let (TagFate::Goes, Open::Link(Some(link)), Origin::Html(tag)) = (fate, &mut frame.open, &frame.origin) {
            self.cut_stray(&mut link.target, frame.start..tag.end);
        }
        let end = self.trimmed_end(&frame, end, end_tag).max(frame.start);
        let span = self.span(frame.start..end);
        match frame.open {
            Open::Heading(_) => self.settle_comments(&frame, end),
            Open::Paragraph | Open::Cell { .. } if self.begins_tag(frame.start) => self.settle_comments(&frame, end),
            _ => {}
        }
        if self.lines.last_break.is_some() || matches!(frame.open, Open::Flat(_)) {
            return self.close_flat(frame, span, fate, end);
        }
        self.lists.close(frame, span, fate, self.stack.last_mut());
    }

    /// Where a node ends that closes before `end`: one of HTML without its end tag after its last word.
    fn trimmed_end(&self, frame: &Frame, end: usize, end_tag: EndTag) -> usize {
        let is_trimmed = match frame.origin {
            Origin::Markdown => false,
            Origin::Implied => is_container(&frame.open),
            Origin::Html(_) => true,
        };
        if end_tag == EndTag::Came || !is_trimmed {
            return end;
        }
        let start = self.page.range.start;
        start + self.page.seen(start..end.max(start)).trim_end().len()
    }

    /// Whether the first of the words at `start` is a `<`.
    fn begins_tag(&self, start: usize) -> bool {
        let words = self.page.source.as_bytes().get(start..).unwrap_or_default();
        words.iter().find(|byte| !matches!(byte, b' ' | b'\t')) == Some(&b'<')
    }

    /// Makes a comment of a paragraph, heading or cell that is nearly one: `<-- configure lamps -->`. A heading that holds
    /// comments only is not a heading, and others may end a section.
    fn settle_comments(&mut self, frame: &Frame, end: usize) {
        let from = frame.children.inlines;
        let source = self.page.source;
        let written = source.get(frame.start..end).unwrap_or_default();
        let marks = match frame.open {
            Open::Heading(_) => written.len() - written.trim_start_matches(['#', ' ', '\t']).len(),
            _ => written.len() - written.trim_start_matches([' ', '\t']).len(),
        };
        if written[marks..].starts_with('<')
            && let line = written[marks..].trim_end_matches(['#', ' ', '\t', '\r', '\n'])
            && let Some(inside) = construct::misspelt_comment(line)
        {
            let start = frame.start + marks;
            let text = self.page.text(start + inside.start..start + inside.end);
            let closer = line[inside.end..].trim_end_matches('\\').len();
            let span = self.span(start..start + inside.end + closer);
            let opener = &line[..inside.start];
            let message = format!("expected `<!--` to begin this comment, found `{opener}`; it is hidden all the same");
            let found = Diagnostic::warning(Code::COMMENT_MISSPELT, span, message);
            let mended = format!("<!--{}-->", &line[inside]);
            self.found.push(found.with_fix(self.span(start..start + line.len()), mended));
            self.lists.inlines.truncate(from);
            self.lists.inlines.push(Inline::Comment(Comment { text, span }));
        }
        let ends_section = matches!(frame.open, Open::Heading(_)) && frame.is_markdown() && self.stack.is_empty();
        if ends_section && self.stack.over == 0 && !self.lists.is_only_comments(from) {
            self.heading_at_top(frame.start);
        }
    }

    /// Closes a node that is a block on lines of its own among inlines, or holds one.
    fn close_flat(&mut self, frame: Frame, span: Span, fate: TagFate, end: usize) {
        let is_line = matches!(&frame.open, Open::Flat(flat) if *flat != Flat::Cell);
        let is_content = matches!(frame.open, Open::Span | Open::Flat(_));
        let goes_on = !is_content && self.drop_flat_break(frame.children.inlines) && frame.open.is_inline();
        self.lists.close(frame, span, fate, self.stack.last_mut());
        if is_line || goes_on {
            self.end_flat(end);
        }
    }

    /// What becomes of the start tag of a node that closes, if an element of the author's HTML opened it.
    fn settle_start_tag(&mut self, frame: &mut Frame, end: usize, end_tag: EndTag) -> TagFate {
        let Origin::Html(tag) = &frame.origin else { return TagFate::Absent };
        let whole = if tag.provisional { TagFate::Goes } else { TagFate::Absent };
        if end_tag == EndTag::Came || tag.element.may_stay_open() {
            return whole;
        }
        let span = self.span(frame.start..tag.end);
        match &frame.open {
            Open::Span | Open::Division | Open::Flat(_) => {
                if !tag.ended {
                    self.unended.push(tag.name, span);
                }
                TagFate::Absent
            }
            _ if self.ends_soon(frame, tag.name, end) => whole,
            _ if Element::is_plain_when_open(tag.name) => {
                self.unended.push_without_effect(tag.name, span);
                TagFate::Lost
            }
            Open::List { .. } | Open::Table { .. } | Open::DefinitionList if !self.lists.is_empty(frame) => {
                let message =
                    format!("expected `</{}>` for this tag, found none; it ends here with its block", tag.name);
                self.found.push(Diagnostic::warning(Code::HTML_UNCLOSED, span, message));
                whole
            }
            _ => {
                let message = "expected an end tag for this tag in its block, found none; it is shown as text";
                self.found.push(Diagnostic::note(Code::HTML_AS_TEXT, span, message));
                frame.start = tag.end;
                TagFate::Stays
            }
        }
    }

    /// Whether the end tag of an inline element comes soon after the Markdown that it crosses: `**<u>a**</u>`.
    fn ends_soon(&self, frame: &Frame, name: &str, end: usize) -> bool {
        const NEAR_END_TAG: usize = 1024;
        if !frame.open.is_inline() || self.stack.last().is_none_or(|parent| parent.open.is_leaf()) {
            return false;
        }
        let after = self.page.seen_after(end, NEAR_END_TAG);
        let block = memchr::memmem::find(after, b"\n\n").map_or(after, |blank| &after[..blank]);
        memchr::memmem::find(block, format!("</{name}").as_bytes()).is_some()
    }
}

/// Whether a node that only its content implied ends with that: its content has spans of its own.
fn is_container(open: &Open) -> bool {
    matches!(
        open,
        Open::List { .. }
            | Open::Item
            | Open::DefinitionList
            | Open::Description
            | Open::Row { .. }
            | Open::Cell { .. }
    )
}

/// Whether `inline` is anything to see.
fn is_seen(inline: &Inline) -> bool {
    /// Blanks that are looked across, in bytes.
    const NEAR_BLANKS: usize = 100;
    match inline {
        Inline::Comment(_) | Inline::SoftBreak(_) => false,
        Inline::Text(words) => words.text.len() > NEAR_BLANKS || !words.text.trim().is_empty(),
        _ => true,
    }
}

/// Whether the line before the last one of `text` is blank, but for markers of quotes.
fn follows_blank_line(text: &str) -> bool {
    let is_prefix = |c: char| matches!(c, ' ' | '\t' | '>');
    let line_end = |text: &str| text.trim_end_matches(is_prefix).len();
    let before = &text[..line_end(text)];
    let Some(line) = before.strip_suffix('\n') else { return before.is_empty() };
    let line = line.strip_suffix('\r').unwrap_or(line);
    let rest = &line[..line_end(line)];
    rest.is_empty() || rest.ends_with('\n')
}

/// Whether an element of the author's HTML closes because its end tag is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EndTag {
    Came,
    Missing,
}
