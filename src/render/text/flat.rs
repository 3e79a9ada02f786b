//! Blocks of a value in a line: line breaks between them.

use super::inline::{inlines, template};
use super::layout::Layout;
use crate::component::Component;
use crate::error::RenderError;
use crate::render::core::Fallback;
use crate::render::core::flat::Flat;
use crate::tree::{CodeBlock, Inlines};

impl Flat for Layout<'_> {
    fn written(&self) -> usize {
        self.run.len()
    }

    fn break_line(&mut self, start: usize) {
        self.run.push_break_after(start);
    }

    /// A break at the end stays: it shows only if more of the line follows.
    fn end_blocks(&mut self, _start: usize) {}

    fn part_cell(&mut self, _column: usize) {
        self.run.push_space();
    }

    fn inlines_of_block(&mut self, content: &Inlines) -> Result<(), RenderError> {
        inlines(self, content)
    }

    fn code(&mut self, node: &CodeBlock) -> Result<(), RenderError> {
        let code = template(self, &node.content)?;
        self.run.push_lines(&code, self.code_marks());
        Ok(())
    }

    fn fallback(&self, node: &Component) -> Result<Fallback, RenderError> {
        Fallback::of(node, &self.scope)
    }
}
