//! Blocks where only inlines can be: a Markdown value in the middle of a sentence, a link or a cell.
//!
//! ```text
//! value      * Stop it.⏎* Start it.
//! article    Then <!--$steps-->wait<!--/$steps-->!
//! shows      Then Stop it.⏎Start it.!
//! ```
//!
//! Markers of lists, quotes and headings go; every block begins a line.

use super::Fallback;
use crate::component::Component;
use crate::error::RenderError;
use crate::tree::{Block, CodeBlock, DefinitionEntry, Inlines};

/// Writes the blocks of a value into a line.
pub(crate) trait Flat {
    /// How long the output is; what was written "since `start`" is what comes after such a length.
    fn written(&self) -> usize;

    /// Begins a line, unless nothing was written since `start` or a line has just begun.
    fn break_line(&mut self, start: usize);

    /// Ends blocks that were written since `start`.
    fn end_blocks(&mut self, start: usize);

    /// Parts a cell of a row from the one before.
    fn part_cell(&mut self, column: usize);

    fn inlines_of_block(&mut self, content: &Inlines) -> Result<(), RenderError>;

    fn code(&mut self, node: &CodeBlock) -> Result<(), RenderError>;

    fn fallback(&self, node: &Component) -> Result<Fallback, RenderError>;

    /// Writes `blocks`, each on a line of its own.
    fn flat_blocks(&mut self, blocks: &[Block]) -> Result<(), RenderError> {
        let start = self.written();
        for block in blocks {
            self.break_line(start);
            self.flat_block(block)?;
        }
        self.end_blocks(start);
        Ok(())
    }

    fn flat_block(&mut self, block: &Block) -> Result<(), RenderError> {
        let start = self.written();
        match block {
            Block::Paragraph(node) => self.inlines_of_block(&node.content),
            Block::Heading(node) => self.inlines_of_block(&node.content),
            Block::Quote(node) => self.flat_blocks(&node.blocks),
            Block::Code(node) => self.code(node),
            Block::Component(node) => self.fallback(node)?.into_lines().iter().try_for_each(|line| {
                self.break_line(start);
                self.inlines_of_block(line)
            }),
            Block::List(node) => node.items.iter().try_for_each(|item| {
                self.break_line(start);
                self.flat_blocks(&item.blocks)
            }),
            Block::DefinitionList(node) => node.entries.iter().try_for_each(|entry| {
                self.break_line(start);
                match entry {
                    DefinitionEntry::Term(term) => self.inlines_of_block(&term.content),
                    DefinitionEntry::Description(item) => self.flat_blocks(&item.blocks),
                }
            }),
            Block::Table(node) => node.rows.iter().try_for_each(|row| {
                self.break_line(start);
                row.cells.iter().enumerate().try_for_each(|(column, cell)| {
                    self.part_cell(column);
                    self.inlines_of_block(&cell.content)
                })
            }),
            Block::Details(node) => {
                self.inlines_of_block(&node.summary)?;
                self.break_line(start);
                self.flat_blocks(&node.blocks)
            }
            Block::Rule(_) | Block::Comment(_) => Ok(()),
        }
    }
}
