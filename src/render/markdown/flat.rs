//! Blocks of a value in a line: line breaks between them.

use super::escape;
use super::inline::{inlines, template};
use super::writer::Writer;
use crate::component::Component;
use crate::error::RenderError;
use crate::render::core::Fallback;
use crate::render::core::flat::Flat;
use crate::tree::{CodeBlock, Inlines};
use crate::values;

impl Flat for Writer<'_> {
    fn written(&self) -> usize {
        self.run.len()
    }

    fn break_line(&mut self, start: usize) {
        self.run.push_break_after(start);
    }

    /// A break at the end stays: it shows only if more of the line follows.
    fn end_blocks(&mut self, _start: usize) {}

    fn part_cell(&mut self, column: usize) {
        if column > 0 {
            self.run.push_text(" ", escape::Writer::Author);
        }
    }

    fn inlines_of_block(&mut self, content: &Inlines) -> Result<(), RenderError> {
        inlines(self, content)
    }

    fn code(&mut self, node: &CodeBlock) -> Result<(), RenderError> {
        let code = template(self, &node.content)?;
        let start = self.run.len();
        for line in values::lines(code.trim_end()) {
            self.run.push_break_after(start);
            self.run.push_code(line, escape::Writer::Author);
        }
        self.check()
    }

    fn fallback(&self, node: &Component) -> Result<Fallback, RenderError> {
        Fallback::of(node, &self.scope)
    }
}
