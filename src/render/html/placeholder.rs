//! Placeholders and their values, escaped for where they land.

use super::marker::{APART, CLOSER, END, OPENER, is_markable};
use super::{Slot, Writer};
use crate::bytes::is_blank;
use crate::error::RenderError;
use crate::note::without_notes;
use crate::render::escape;
use crate::span::Span;
use crate::tree::{Block, CodeBlock, DefinitionEntry, Inline, Piece, Placeholder};
use crate::values::{self, Content, Missing, Supplied, Supply, Value};

impl<'a> Writer<'a> {
    /// Where values come from. Inside a value there are none, so that no value can hold itself.
    pub(super) fn supply(&self) -> Supply<'a> {
        if self.in_value { Supply { output_bytes: self.most, ..Supply::default() } } else { self.supply }
    }

    /// Whether a placeholder that has no value leaves a marker here.
    pub(super) fn leaves_markers(&self) -> bool {
        self.supply.missing == Missing::Marker && !self.in_value
    }

    /// A placeholder among words.
    pub(super) fn placeholder(&mut self, node: &Placeholder) -> Result<(), RenderError> {
        let start = self.out.len();
        match self.supply().supplied(node)? {
            Supplied::Value(value) => {
                self.named(&node.name, node.span, |writer| writer.inline_value(&value))?;
                self.placed(start, false);
                Ok(())
            }
            Supplied::Default => self.named(&node.name, node.span, |writer| writer.inlines(&node.default)),
            Supplied::Marker => self.marked(node, |writer| writer.inlines(&node.default)),
            Supplied::Nothing => self.named(&node.name, node.span, |_| Ok(())),
        }
    }

    /// A value among words.
    pub(super) fn inline_value(&mut self, value: &Value<'_>) -> Result<(), RenderError> {
        match value.content() {
            Content::Text(text) => push_lines(&mut self.out, text, "<br>"),
            Content::Blocks(blocks) => self.value(|writer| writer.flat_blocks(blocks))?,
        }
        self.check()
    }

    /// A placeholder that has the paragraph at `span` for itself.
    pub(super) fn placeholder_paragraph(&mut self, node: &Placeholder, span: Span) -> Result<(), RenderError> {
        self.line();
        match self.supply().supplied(node)? {
            Supplied::Value(value) => self.block_value(&value, &node.name, span)?,
            Supplied::Default if node.default.is_empty() => {}
            Supplied::Nothing => {}
            Supplied::Default | Supplied::Marker => {
                self.open("<p>", span);
                self.placeholder(node)?;
                self.out.push_str("</p>\n");
            }
        }
        Ok(())
    }

    /// A value in place of the paragraph at `span`.
    pub(super) fn block_value(&mut self, value: &Value<'_>, name: &str, span: Span) -> Result<(), RenderError> {
        self.block_values += 1;
        match value.content() {
            Content::Text(text) => self.text_paragraphs(text, name, span),
            Content::Blocks(blocks) => self.named_blocks(name, span, |writer| writer.blocks(blocks)),
        }
    }

    /// A placeholder that has the paragraph of a tight list item for itself.
    pub(super) fn bare_placeholder(&mut self, node: &Placeholder) -> Result<(), RenderError> {
        match self.supply().supplied(node)? {
            Supplied::Value(value) => self.bare_value(&value, &node.name, node.span),
            _ => self.placeholder(node),
        }
    }

    /// A value in place of the paragraph of a tight list item; its placeholder stands at `span`.
    pub(super) fn bare_value(&mut self, value: &Value<'_>, name: &str, span: Span) -> Result<(), RenderError> {
        match value.content() {
            Content::Text(text) if values::paragraphs(text).nth(1).is_some() => {
                self.line();
                // A second pass knows the place only where spans of placeholders say it; the item says its own.
                let span = if self.names_placeholders() { span } else { Span::NONE };
                self.text_paragraphs(text, name, span)
            }
            Content::Blocks(blocks) => self.named_blocks(name, span, |writer| writer.item(blocks, true)),
            Content::Text(_) => self.named(name, span, |writer| writer.inline_value(value)),
        }
    }

    /// A text value as paragraphs, one at least.
    fn text_paragraphs(&mut self, text: &str, name: &str, span: Span) -> Result<(), RenderError> {
        let mut paragraphs = values::paragraphs(text);
        let mut next = Some(paragraphs.next().unwrap_or_default());
        while let Some(paragraph) = next {
            self.open("<p>", span);
            self.named(name, Span::NONE, |writer| push_lines(&mut writer.out, paragraph, "<br>\n"));
            self.out.push_str("</p>\n");
            self.check()?;
            next = paragraphs.next();
        }
        Ok(())
    }

    /// The blocks of a value, in an element with the name of the placeholder where such are asked for.
    fn named_blocks(
        &mut self,
        name: &str,
        span: Span,
        write: impl FnOnce(&mut Self) -> Result<(), RenderError>,
    ) -> Result<(), RenderError> {
        if !self.names_placeholders() {
            return self.value(write);
        }
        self.line();
        self.open_named("<div", name, span);
        self.value(write)?;
        self.out.push_str("</div>\n");
        Ok(())
    }

    /// A placeholder in code; `line_end` is what the line ends of its value become.
    pub(super) fn placeholder_in_code(&mut self, node: &Placeholder, line_end: &str) -> Result<(), RenderError> {
        let default = |writer: &mut Self| {
            writer.push_text(&node.default.to_plain());
            writer.check()
        };
        match self.supply().supplied(node)? {
            Supplied::Value(value) => self.named(&node.name, node.span, |writer| {
                push_lines(&mut writer.out, &value.into_plain(), line_end);
                writer.check()
            }),
            Supplied::Default => self.named(&node.name, node.span, default),
            Supplied::Marker => self.marked(node, default),
            Supplied::Nothing => self.named(&node.name, node.span, |_| Ok(())),
        }
    }

    /// A placeholder in an attribute.
    pub(super) fn placeholder_in_attribute(&mut self, node: &Placeholder) -> Result<(), RenderError> {
        match self.supply().plain_value(node)? {
            Some(value) => escape::push_value(&mut self.out, &value),
            None => self.push_text(&node.default.to_plain()),
        }
        self.check()
    }

    /// Writes something between the markers that [`fill_html`](super::fill_html) looks for.
    fn marked(
        &mut self,
        node: &Placeholder,
        write: impl FnOnce(&mut Self) -> Result<(), RenderError>,
    ) -> Result<(), RenderError> {
        // In a default, as only an edited tree can have it, a marker of the same name would close the one around it.
        if !is_markable(&node.name) || self.open_markers.contains(&node.name) {
            return self.named(&node.name, node.span, write);
        }
        let start = self.out.len();
        self.out.extend([OPENER, &node.name, END]);
        let may_hold_others = !node.default.iter().all(|inline| matches!(inline, Inline::Text(_)));
        if may_hold_others {
            self.open_markers.push(node.name.clone());
        }
        let written = self.named(&node.name, node.span, write);
        if may_hold_others {
            self.open_markers.pop();
        }
        self.out.extend([CLOSER, &node.name, END]);
        self.placed(start, true);
        written
    }

    /// Puts an empty comment after each marker from `start` on, if there is nothing but placeholders: a second pass then knows
    /// that none of them has the paragraph for itself, whichever of the others are gone by then.
    pub(super) fn part_markers(&mut self, start: usize) {
        let mut slots = std::mem::take(&mut self.slots);
        let own = slots.partition_point(|slot| slot.start < start);
        if self.holds_only(&slots[own..], start) {
            let mut parted = String::new();
            let mut copied = start;
            for slot in slots[own..].iter().filter(|slot| slot.is_marker) {
                parted.extend([&self.out[copied..slot.end], APART]);
                copied = slot.end;
            }
            parted.push_str(&self.out[copied..]);
            self.out.truncate(start);
            self.out.push_str(&parted);
        }
        slots.clear();
        self.slots = slots;
    }

    /// Whether nothing from `start` on would show but what is in `slots`.
    fn holds_only(&self, slots: &[Slot], start: usize) -> bool {
        // The blanks at the end of the paragraph are gone, those of a value at its end, too.
        let between = |from: usize, to: usize| self.out.get(from..to.min(self.out.len())).is_none_or(is_blank);
        let mut seen = start;
        let before = slots.iter().all(|slot| between(std::mem::replace(&mut seen, slot.end), slot.start));
        before && between(seen, self.out.len())
    }

    /// Remembers where a value or a marker among words was written, from `start` on.
    fn placed(&mut self, start: usize, is_marker: bool) {
        self.value_end = self.out.len();
        if self.open_markers.is_empty() && self.leaves_markers() {
            self.slots.push(Slot { start, end: self.value_end, is_marker });
        }
    }

    /// Writes what belongs to a value.
    fn value(&mut self, write: impl FnOnce(&mut Self) -> Result<(), RenderError>) -> Result<(), RenderError> {
        let before = std::mem::replace(&mut self.in_value, true);
        let written = write(self);
        self.in_value = before;
        written
    }

    /// Writes blocks where only inlines can stand: their words, with breaks between.
    pub(super) fn flat_blocks(&mut self, blocks: &[Block]) -> Result<(), RenderError> {
        let start = self.out.len();
        blocks.iter().try_for_each(|block| {
            self.flat_break(start);
            self.flat_block(block)
        })?;
        if self.out.len() > start && self.out.ends_with("<br>") {
            self.out.truncate(self.out.len() - "<br>".len());
        }
        Ok(())
    }

    fn flat_block(&mut self, block: &Block) -> Result<(), RenderError> {
        match block {
            Block::Paragraph(node) => self.block_inlines(&node.content).map(drop),
            Block::Heading(node) => self.block_inlines(&node.content).map(drop),
            Block::Quote(node) => self.flat_blocks(&node.blocks),
            Block::Code(node) => self.flat_code(node),
            Block::List(node) => self.flat_each(&node.items, |writer, item| writer.flat_blocks(&item.blocks)),
            Block::DefinitionList(node) => self.flat_each(&node.entries, |writer, entry| match entry {
                DefinitionEntry::Term(term) => writer.block_inlines(&term.content).map(drop),
                DefinitionEntry::Description(item) => writer.flat_blocks(&item.blocks),
            }),
            Block::Table(node) => self.flat_each(&node.rows, |writer, row| {
                row.cells.iter().enumerate().try_for_each(|(column, cell)| {
                    writer.out.push_str(if column > 0 { " " } else { "" });
                    writer.block_inlines(&cell.content).map(drop)
                })
            }),
            Block::Details(node) => {
                let start = self.out.len();
                self.block_inlines(&node.summary)?;
                self.flat_break(start);
                self.flat_blocks(&node.blocks)
            }
            Block::Component(node) => {
                self.out.push_str("<code>");
                push_lines(&mut self.out, &without_notes(&node.source), "<br>");
                self.out.push_str("</code>");
                Ok(())
            }
            Block::Rule(_) | Block::Comment(_) => Ok(()),
        }
    }

    fn flat_each<T>(
        &mut self,
        nodes: &[T],
        mut write: impl FnMut(&mut Self, &T) -> Result<(), RenderError>,
    ) -> Result<(), RenderError> {
        let start = self.out.len();
        nodes.iter().try_for_each(|node| {
            self.flat_break(start);
            write(self, node)
        })
    }

    fn flat_code(&mut self, node: &CodeBlock) -> Result<(), RenderError> {
        self.out.push_str("<code>");
        for piece in node.content.pieces() {
            match piece {
                Piece::Text(text) => push_lines(&mut self.out, text, "<br>"),
                Piece::Placeholder(placeholder) => self.placeholder_in_code(placeholder, "<br>")?,
            }
        }
        self.out.push_str("</code>");
        Ok(())
    }

    /// Breaks the line between two blocks, the first of which began at `start`.
    fn flat_break(&mut self, start: usize) {
        if self.out.len() > start && !self.out.ends_with("<br>") {
            self.out.push_str("<br>");
        }
    }
}

/// Adds a text value whose line ends become `line_end`; those around it do not count.
pub(super) fn push_lines(out: &mut String, text: &str, line_end: &str) {
    for (index, line) in values::lines(text.trim_matches(['\n', '\r'])).enumerate() {
        if index > 0 {
            out.push_str(line_end);
        }
        escape::push_value(out, line);
    }
}
