//! The tree under construction: what opens and closes nodes.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostics};
use crate::limits::{self, Limits};
use crate::parse::construct::Boundary;
use crate::parse::engine::{Destination, Page};
use crate::parse::html::Element;
use crate::span::Span;
use crate::tree::{Image, Inline, Inlines, Link, Part, Style};

use super::budget::Budget;
use super::comment::{self, Within};
use super::nodes::Nodes;
use super::open::Open;
use super::report::Report;
use super::run::ReadApart;
use super::sections::Sections;
use super::spans::Spans;
use super::stack::{Frame, Origin, TagFate};
use super::tags::{EndTag, Tags};

/// What can be added where a block is about to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContentModel {
    /// A block.
    Blocks,
    /// Inlines only: a heading, a cell or something else that holds no blocks is open.
    Inlines,
}

/// The tree under construction.
pub(super) struct Tree<'p> {
    pub(super) nodes: Nodes<'p>,
    pub(super) tags: Tags<'p>,
    sections: Sections,
}

impl<'p> Tree<'p> {
    pub(super) fn new(page: &'p Page<'p>, limits: &'p Limits, spans: Spans, read_apart: ReadApart) -> Tree<'p> {
        let budget = Budget::new(limits, page.range.len());
        let nodes = Nodes::new(page, budget, Report::new(spans, limits), read_apart);
        Tree { nodes, tags: Tags::new(page), sections: Sections::default() }
    }

    /// Closes everything and returns the parts.
    pub(super) fn finish(mut self) -> (Vec<Part>, Diagnostics) {
        let end = self.nodes.page.range.end;
        self.close_all(end);
        let Nodes { mut lists, mut report, .. } = self.nodes;
        self.sections.close_to(0, end, &mut lists.parts, report.spans);
        self.tags.report_unended(&mut report);
        (lists.parts.into_vec(), report.found)
    }

    /// Does what a section marker does. Only between blocks of the top level.
    pub(super) fn section(&mut self, boundary: &Boundary) {
        self.close_all(boundary.marker.start);
        let Nodes { page, lists, report, .. } = &mut self.nodes;
        self.sections.boundary(boundary, &mut lists.parts, |range| page.text(range), report.spans);
    }

    // Opening.

    /// Makes room for a block at `at`: closes what a block ends, opens what it needs.
    pub(super) fn make_block_room(&mut self, at: usize) -> ContentModel {
        loop {
            if self.nodes.push_part(at) {
                continue;
            }
            let Some(frame) = self.nodes.stack.last() else { return ContentModel::Blocks };
            match frame.open {
                Open::Paragraph if !frame.is_markdown() => self.close_top(at),
                Open::Paragraph => {
                    // A block opens in the middle of a Markdown paragraph: what follows comes after it.
                    self.close_top(at);
                    self.nodes.push(Open::Division, at, Origin::Markdown);
                }
                _ if frame.open.is_inline() && self.nodes.stack.in_paragraph_of_html() => self.close_top(at),
                Open::Span if self.nodes.stack.is_content_of_paragraph() && self.may_part(at) => self.close_top(at),
                _ if !frame.in_leaf => return ContentModel::Blocks,
                _ => {
                    if !self.end_heading(at) {
                        return ContentModel::Inlines;
                    }
                }
            }
        }
    }

    /// Ends the author's heading that nothing ends, where a block on another line is at `at`; whether there is one. In
    /// `<h3>Steps⏎⏎1. Open` the list is not a part of it.
    fn end_heading(&mut self, at: usize) -> bool {
        let Some((index, start)) = self.unclosed_heading() else { return false };
        let between = self.nodes.page.seen(start..at.max(start));
        if !self.tags.begins_line(start) || !between.contains(['\n', '\r']) {
            return false;
        }
        self.close_before(index, at);
        true
    }

    /// The innermost heading of the author's HTML whose end tag follows nowhere, and where it begins.
    fn unclosed_heading(&self) -> Option<(usize, usize)> {
        let (index, frame) = self.nodes.stack.html_heading()?;
        (!self.tags.is_paired(frame.start)).then_some((index, frame.start))
    }

    /// Whether the element at `at` may part a paragraph, as its end tag is on its line. On a later one that begins a block of HTML,
    /// before which the paragraph ends and the element with it: `<font><h3>Lamp⏎</h3></font>`.
    fn may_part(&self, at: usize) -> bool {
        /// Most bytes that are looked at.
        const MOST: usize = 4096;
        if self.nodes.page.is_apart {
            return false;
        }
        let near = self.nodes.page.seen_after(at, MOST);
        let line = near.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        let name =
            line.get(1..).unwrap_or_default().split(|byte| !byte.is_ascii_alphanumeric()).next().unwrap_or_default();
        let is_end = |end: usize| {
            let after = &line[end + "</".len()..];
            after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
        };
        memchr::memmem::find_iter(line, "</").any(is_end)
    }

    /// Makes room for a list at `at`: directly in a list of HTML, it belongs to the item before it.
    pub(super) fn make_list_room(&mut self, at: usize) -> ContentModel {
        self.nodes.reopen_item(at);
        self.make_block_room(at)
    }

    /// Opens a style of Markdown.
    pub(super) fn push_style(&mut self, style: Style, start: usize) {
        self.nodes.make_inline_room(start);
        self.push_markdown(Open::Styled(style), start);
    }

    /// Opens a container or inline of Markdown; over the limit its content goes to what is open.
    pub(super) fn push_markdown(&mut self, open: Open, start: usize) {
        if !self.is_over(start) {
            self.nodes.push(open, start, Origin::Markdown);
        }
    }

    /// Whether a container or inline of Markdown at `start` is over the limit, which is then counted as open.
    pub(super) fn is_over(&mut self, start: usize) -> bool {
        if self.nodes.stack.over == 0 && !self.is_full() {
            return false;
        }
        self.nodes.flush();
        self.nodes.stack.over += 1;
        self.report_nesting(start);
        true
    }

    /// Whether no further nodes may open inside the innermost one.
    pub(super) fn is_full(&self) -> bool {
        let Nodes { stack, budget, .. } = &self.nodes;
        // Tables in tables count for nothing, as none is inside another in the end: they are bounded as open nodes.
        stack.depth() + self.sections.len() >= budget.depth() || stack.len() >= 2 * limits::DEPTH || budget.is_spent()
    }

    pub(super) fn report_nesting(&mut self, at: usize) {
        self.nodes.budget.report_nesting(at, &mut self.nodes.report);
    }

    /// Reports a link at `range` that is in an author's code: `<code>run <a href="…">this</a></code>` shows its words alone.
    #[inline(never)]
    pub(super) fn report_link(&mut self, range: Range<usize>) {
        let is_code = |frame: &Frame| matches!(frame.open, Open::Code | Open::Preformatted { .. });
        if self.nodes.stack.frames().iter().any(|frame| is_code(frame) && self.tags.is_paired(frame.start)) {
            let message = "expected no link in code, found one; its words show, and its address does not";
            self.nodes.report.warn(Code::LINK_IN_CODE, range, message);
        }
    }

    // Closing.

    /// Ends the lists and tables of the author's that nothing ends, where a heading after a blank line is at `at`.
    pub(super) fn end_before_heading(&mut self, at: usize) {
        let is_unclosed = |frame: &Frame| match frame.origin {
            Origin::Html(_) => !self.tags.is_paired(frame.start),
            Origin::Implied => !self.tags.has_end_tag_after(at, &["ol", "ul"]),
            Origin::Markdown => false,
        };
        let Some(index) = self.nodes.stack.unclosed_container(is_unclosed) else { return };
        if !follows_blank_line(self.nodes.page.seen(self.nodes.page.range.start..at)) {
            return;
        }
        self.nodes.flush();
        if let Some(Frame { origin: Origin::Implied, start, .. }) = self.nodes.stack.frames().get(index) {
            let message =
                "expected `<ul>` or `<ol>` around this item, found none; the list ends before the next heading";
            self.nodes.report.warn(Code::HTML_UNCLOSED, *start..*start, message);
        }
        self.close_to(index, at);
    }

    /// Closes the innermost container or inline of Markdown that is open.
    pub(super) fn close_container(&mut self, end: usize) {
        if self.nodes.stack.over > 0 {
            self.nodes.flush();
            self.nodes.stack.over -= 1;
        } else {
            self.close_markdown(end);
        }
    }

    /// Closes the innermost open Markdown node, and what the author's HTML left open in it.
    pub(super) fn close_markdown(&mut self, end: usize) {
        while let Some(frame) = self.nodes.stack.last() {
            let is_markdown = frame.is_markdown();
            self.nodes.drop_soft_break(end);
            self.close_top(end);
            if is_markdown {
                return;
            }
        }
    }

    /// Closes the innermost link or image of Markdown, which goes to `destination`.
    pub(super) fn close_link(&mut self, destination: Destination, end: usize) {
        if self.nodes.stack.over == 0 {
            let Destination { mut target, title } = destination;
            let start = self.nodes.stack.last().map_or(end, |frame| frame.start);
            self.nodes.cut_stray(&mut target, start..end);
            if let Some(Frame { open: Open::Link(_), .. }) = self.nodes.stack.last() {
                self.report_link(start..end);
            }
            let span = Span::NONE;
            match self.nodes.stack.markdown_link() {
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

    /// Closes a paragraph that only its content implied: the HTML block that held it ends.
    pub(super) fn close_implied(&mut self, end: usize) {
        if let Some(at) = self.nodes.stack.implied_paragraph() {
            let end = self.nodes.drop_soft_break(0).unwrap_or(end);
            self.close_to(at, end);
        }
    }

    /// Closes everything that is open at the top level.
    fn close_all(&mut self, end: usize) {
        self.nodes.flush();
        self.close_to(0, end);
        self.nodes.stack.over = 0;
    }

    /// Closes the author's element `name`, if it is open in the same Markdown node; whether it was.
    pub(super) fn close_tag(&mut self, element: Element, name: &str, tag: Range<usize>) -> bool {
        let open = self.nodes.stack.element(element, name).or_else(|| self.heading_of_other_level(element, name, &tag));
        let Some(index) = open else { return false };
        self.close_before(index + 1, tag.start);
        self.close_frame(tag.end, EndTag::Came);
        true
    }

    /// The open heading that the end tag `name` at `tag` of another one ends: `<h3>Steps</h2>`.
    fn heading_of_other_level(&mut self, element: Element, name: &str, tag: &Range<usize>) -> Option<usize> {
        if !element.is_heading() || self.tags.is_paired(tag.start) {
            return None;
        }
        let (index, start) = self.unclosed_heading()?;
        let opened = self.nodes.page.source.get(start + 1..start + 3).unwrap_or_default();
        let message = format!("expected `</{opened}>` for this heading, found `</{name}>`, which ends it");
        self.nodes.report.warn(Code::HTML_UNCLOSED, tag.clone(), message);
        Some(index)
    }

    /// Closes nodes until `count` are open, which end before the blanks before the tag at `at`.
    pub(super) fn close_before(&mut self, count: usize, at: usize) {
        if self.nodes.stack.len() > count {
            let page = self.nodes.page;
            let start = page.range.start;
            let end = start + page.seen(start..at).trim_end().len();
            self.close_to(count, end);
        }
    }

    /// Closes nodes until `count` are open.
    fn close_to(&mut self, count: usize, end: usize) {
        while self.nodes.stack.len() > count {
            self.close_top(end);
        }
    }

    /// Closes the innermost node; an element of the author's HTML without an end tag shows its start tag.
    fn close_top(&mut self, end: usize) {
        self.close_frame(end, EndTag::Missing);
    }

    fn close_frame(&mut self, end: usize, end_tag: EndTag) {
        self.nodes.flush();
        let Some(mut frame) = self.nodes.stack.pop() else { return };
        let fate = match frame.origin {
            Origin::Html(_) => self.settle_tag(&mut frame, end, end_tag),
            Origin::Markdown | Origin::Implied => TagFate::Absent,
        };
        let end = self.trimmed_end(&frame, end, end_tag).max(frame.start);
        match frame.open {
            Open::Heading(_) => self.settle_heading(&frame, end),
            Open::Paragraph if self.nodes.page.source.as_bytes().get(frame.start) == Some(&b'<') => {
                self.settle_comment(&frame, end, Within::Paragraph);
            }
            Open::Cell { .. } => self.settle_comment(&frame, end, Within::Cell),
            _ => {}
        }
        self.nodes.close(&mut frame, end, fate);
    }

    /// What becomes of the start tag of the author's HTML that opened `frame`, which closes at `end`.
    fn settle_tag(&mut self, frame: &mut Frame, end: usize, end_tag: EndTag) -> TagFate {
        let fate = self.tags.fate(frame, end, end_tag, &mut self.nodes);
        if let (TagFate::Goes, Open::Link(Some(link)), Origin::Html(tag)) = (fate, &mut frame.open, &frame.origin) {
            self.nodes.cut_stray(&mut link.target, frame.start..tag.end);
        }
        fate
    }

    /// Where a node ends that closes before `end`: one of HTML without its end tag after its last word.
    fn trimmed_end(&self, frame: &Frame, end: usize, end_tag: EndTag) -> usize {
        let is_trimmed = match frame.origin {
            Origin::Markdown => false,
            // A leaf ends with its content, whose spans are its own; an item that was opened again may have others.
            Origin::Implied => frame.open.has_parts() || frame.open.is_item(),
            Origin::Html(_) => true,
        };
        if end_tag == EndTag::Came || !is_trimmed {
            return end;
        }
        let start = self.nodes.page.range.start;
        let trimmed = start + self.nodes.page.seen(start..end.max(start)).trim_end().len();
        // A line end that is all of its content stays there, `<b>⏎<li>`, or of the content of what is in it, `<b><b>⏎<li>`.
        match self.nodes.lists.inlines.get(frame.children.inlines..).and_then(<[Inline]>::last) {
            Some(Inline::SoftBreak(last)) if frame.open.is_inline() => trimmed.max(last.span.end as usize),
            Some(Inline::Styled(last)) if !last.span.is_none() => trimmed.max(last.span.end as usize),
            _ => trimmed,
        }
    }

    /// A heading that holds comments only is not a heading, and others may end a section.
    fn settle_heading(&mut self, frame: &Frame, end: usize) {
        self.settle_comment(frame, end, Within::Heading);
        let Nodes { stack, lists, report, .. } = &mut self.nodes;
        let may_end_section = frame.is_markdown() && stack.is_empty() && stack.over == 0;
        if may_end_section && !lists.is_only_comments(frame.children.inlines) {
            self.sections.heading(frame.start, &mut lists.parts, report.spans);
        }
    }

    /// Makes a comment of the content of a paragraph, heading or cell that is nearly one: `<-- configure lamps -->`.
    fn settle_comment(&mut self, frame: &Frame, end: usize, within: Within) {
        let Nodes { page, lists, report, .. } = &mut self.nodes;
        if let Some(comment) = comment::misspelt(page, frame.start..end, within, report) {
            lists.inlines.truncate(frame.children.inlines);
            lists.inlines.push(Inline::Comment(comment));
        }
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
