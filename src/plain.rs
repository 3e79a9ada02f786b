//! Plain text of nodes, without layout: `to_plain`.
//!
//! Comments are left out. An image becomes its alternative text, a placeholder its default, a link its text, a video or
//! chart its title. For text that people read, with lists and tables laid out, see [`render::text`](crate::render::text).

use std::borrow::Cow;
use std::ops::Range;

use crate::component::Component;
use crate::payload::Payload;
use crate::span::Span;
use crate::tree::{
    Block, Blocks, Break, CodeBlock, CodeSpan, Image, Inline, Inlines, Link, ListItem, Paragraph, Part, Parts, Piece,
    Placeholder, TableRow, Template, Words,
};
use crate::visit::{self, Visit};

/// Where a node of the tree is in its plain text.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) range: Range<usize>,
    /// Its span in the source.
    pub(crate) span: Span,
    /// Whether it makes no sense in parts: a link, a picture or a placeholder.
    pub(crate) is_whole: bool,
}

impl Placed {
    /// The same where `offset` bytes are before the text.
    pub(crate) fn moved(self, offset: usize) -> Placed {
        Placed { range: self.range.start + offset..self.range.end + offset, ..self }
    }
}

/// The plain text of `blocks`, and where the nodes are in it, those inside others before them.
pub(crate) fn placed<'b>(blocks: impl IntoIterator<Item = &'b Block>) -> (String, Vec<Placed>) {
    let mut plain = Plain { out: String::new(), placed: Some(Vec::new()) };
    blocks.into_iter().for_each(|block| plain.visit_block(block));
    let placed = plain.placed.take().unwrap_or_default();
    (plain.finish(), placed)
}

/// Collects plain text: blocks and table rows on lines of their own, cells separated by tabs.
#[derive(Default)]
struct Plain {
    out: String,
    /// Where the nodes are in `out`, for who asks.
    placed: Option<Vec<Placed>>,
}

impl Plain {
    /// Writes the text of the node at `span`.
    fn place(&mut self, span: Span, is_whole: bool, write: impl FnOnce(&mut Plain)) {
        let start = self.out.len();
        write(self);
        if let Some(placed) = self.placed.as_mut().filter(|_| self.out.len() > start) {
            placed.push(Placed { range: start..self.out.len(), span, is_whole });
        }
    }

    /// Ends the line before something that needs one of its own.
    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn space(&mut self) {
        if !self.out.ends_with([' ', '\n', '\t']) {
            self.out.push(' ');
        }
    }
}

impl<'a> Visit<'a> for Plain {
    fn visit_part(&mut self, node: &'a Part) {
        self.line();
        visit::walk_part(self, node);
    }

    fn visit_block(&mut self, node: &'a Block) {
        self.line();
        visit::walk_block(self, node);
    }

    fn visit_payload(&mut self, node: &'a Payload) {
        self.out.push_str(&node.text);
    }

    fn visit_paragraph(&mut self, node: &'a Paragraph) {
        self.line();
        visit::walk_paragraph(self, node);
    }

    fn visit_list_item(&mut self, node: &'a ListItem) {
        self.line();
        visit::walk_list_item(self, node);
    }

    fn visit_table_row(&mut self, node: &'a TableRow) {
        self.line();
        for (index, cell) in node.cells.iter().enumerate() {
            if index > 0 {
                self.out.push('\t');
            }
            self.visit_table_cell(cell);
        }
    }

    /// What people would look for: the titles of videos and charts.
    fn visit_component(&mut self, node: &'a Component) {
        if let Component::Metric(metric) = node {
            self.out.push_str(metric.title.as_ref().or(metric.name.as_ref()).map_or("", |title| title));
        }
        for title in node.videos().iter().filter_map(|video| video.title.as_ref()) {
            self.line();
            self.place(node.span(), true, |plain| plain.out.push_str(title));
        }
    }

    fn visit_code_block(&mut self, node: &'a CodeBlock) {
        self.place(node.span, false, |plain| plain.template(&node.content));
    }

    fn visit_code_span(&mut self, node: &'a CodeSpan) {
        self.place(node.span, false, |plain| plain.template(&node.content));
    }

    fn visit_words(&mut self, node: &'a Words) {
        self.place(node.span, false, |plain| plain.out.push_str(&node.text));
    }

    fn visit_link(&mut self, node: &'a Link) {
        self.place(node.span, true, |plain| plain.visit_inlines(&node.content));
    }

    fn visit_image(&mut self, node: &'a Image) {
        self.place(node.span, true, |plain| plain.visit_inlines(&node.alt));
    }

    fn visit_placeholder(&mut self, node: &'a Placeholder) {
        self.place(node.span, true, |plain| plain.visit_inlines(&node.default));
    }

    fn visit_soft_break(&mut self, _: &'a Break) {
        self.space();
    }

    fn visit_hard_break(&mut self, _: &'a Break) {
        self.space();
    }
}

impl Plain {
    fn template(&mut self, template: &Template) {
        for piece in template.pieces() {
            match piece {
                Piece::Text(text) => self.out.push_str(text),
                Piece::Placeholder(node) => {
                    self.place(node.span, true, |plain| plain.out.push_str(&node.default.to_plain()));
                }
            }
        }
    }

    fn finish(mut self) -> String {
        if self.out.ends_with('\n') {
            self.out.pop();
        }
        self.out
    }
}

impl Inlines {
    /// The text of these inlines on one line: line ends and breaks become spaces.
    ///
    /// ```
    /// use selfhelp::tree::{Inline, Inlines, Placeholder};
    ///
    /// let name = Placeholder {
    ///     name: "vmname".into(),
    ///     default: [Inline::text("[vmname]")].into_iter().collect(),
    ///     span: Default::default(),
    /// };
    /// let inlines: Inlines = [Inline::text("Start "), Inline::Placeholder(Box::new(name))].into_iter().collect();
    /// assert_eq!(inlines.to_plain(), "Start [vmname]");
    /// ```
    pub fn to_plain(&self) -> Cow<'_, str> {
        match &self[..] {
            [] => Cow::Borrowed(""),
            [Inline::Text(words)] => Cow::Borrowed(&words.text),
            _ => {
                let mut plain = Plain::default();
                plain.visit_inlines(self);
                Cow::Owned(plain.out)
            }
        }
    }
}

impl Template {
    /// The text, with each placeholder replaced by its default.
    pub fn to_plain(&self) -> Cow<'_, str> {
        if let Some(text) = self.as_plain() {
            return Cow::Borrowed(text);
        }
        let mut out = String::new();
        for piece in self.pieces() {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Placeholder(placeholder) => out.push_str(&placeholder.default.to_plain()),
            }
        }
        Cow::Owned(out)
    }
}

impl Block {
    /// The text of the block: one line for each paragraph, heading, list item and table row, code as it is.
    pub fn to_plain(&self) -> String {
        let mut plain = Plain::default();
        plain.visit_block(self);
        plain.finish()
    }
}

impl Blocks {
    /// The text of these blocks, as [`Block::to_plain`] gives it, each on lines of its own.
    pub fn to_plain(&self) -> String {
        let mut plain = Plain::default();
        plain.visit_blocks(self);
        plain.finish()
    }
}

impl Parts {
    /// The text of these parts, as [`Block::to_plain`] gives it, a payload as its JSON text.
    pub fn to_plain(&self) -> String {
        let mut plain = Plain::default();
        plain.visit_parts(self);
        plain.finish()
    }
}
