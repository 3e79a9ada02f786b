//! Blocks of a value in a line: `<br>` between them.

use super::block::block_inlines;
use super::placeholder::{placeholder_in_code, push_lines};
use super::writer::Writer;
use crate::component::Component;
use crate::error::RenderError;
use crate::render::core::Fallback;
use crate::render::core::flat::Flat;
use crate::span::Span;
use crate::tree::{CodeBlock, Inlines, Piece};

impl Flat for Writer<'_> {
    fn written(&self) -> usize {
        self.out.len()
    }

    fn break_line(&mut self, start: usize) {
        if self.out.len() > start && !self.out.ends_with("<br>") {
            self.out.push_str("<br>");
        }
    }

    fn end_blocks(&mut self, start: usize) {
        if self.out.len() > start && self.out.ends_with("<br>") {
            self.out.truncate(self.out.len() - "<br>".len());
        }
    }

    fn part_cell(&mut self, column: usize) {
        self.out.push_str(if column > 0 { " " } else { "" });
    }

    fn inlines_of_block(&mut self, content: &Inlines) -> Result<(), RenderError> {
        block_inlines(self, content).map(drop)
    }

    fn code(&mut self, node: &CodeBlock) -> Result<(), RenderError> {
        self.open("<code>", Span::NONE);
        for piece in node.content.pieces() {
            match piece {
                Piece::Text(text) => push_lines(&mut self.out, text, "<br>"),
                Piece::Placeholder(placeholder) => placeholder_in_code(self, placeholder, "<br>")?,
            }
        }
        self.out.push_str("</code>");
        Ok(())
    }

    fn fallback(&self, node: &Component) -> Result<Fallback, RenderError> {
        Fallback::of(node, &self.scope)
    }
}
