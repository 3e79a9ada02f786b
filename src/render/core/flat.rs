//! Blocks where only inlines can be: a Markdown value in the middle of a sentence, a link or a cell.
//!
//! ```text
//! value      * Stop it.⏎* Start it.
//! article    Then <!--$steps-->wait<!--/$steps-->!
//! shows      Then Stop it.⏎Start it.!
//! ```
//!
//! Markers of lists, quotes and headings go; every block begins a line.

use std::borrow::Cow;

use super::Fallback;
use crate::component::Component;
use crate::error::RenderError;
use crate::tree::{Block, Blocks, CodeBlock, DefinitionEntry, Inline, Inlines, Paragraph};

/// An author's blocks with the items of their lists as paragraphs that begin with their marks: what is in a label is no value, and
/// its lists have a meaning.
pub(crate) fn with_marks(blocks: &Blocks) -> Cow<'_, Blocks> {
    if !blocks.iter().any(|block| matches!(block, Block::List(_))) {
        return Cow::Borrowed(blocks);
    }
    let mut marked = Vec::new();
    push_marked(blocks, &mut marked);
    Cow::Owned(Blocks::from(marked))
}

fn push_marked(blocks: &Blocks, marked: &mut Vec<Block>) {
    for block in blocks {
        let Block::List(list) = block else {
            marked.push(block.clone());
            continue;
        };
        for (index, item) in list.items.iter().enumerate() {
            let mut mark = String::new();
            match list.start {
                Some(start) => list.numbering.write(start.saturating_add(index as u64), &mut mark),
                None => mark.push('•'),
            }
            mark.push_str(if list.start.is_some() { ". " } else { " " });
            let mut content = Inlines::new();
            content.push(Inline::text(mark));
            let rest = match item.blocks.split_first() {
                Some((Block::Paragraph(first), rest)) => {
                    content.extend(first.content.iter().cloned());
                    rest
                }
                _ => &item.blocks[..],
            };
            marked.push(Block::Paragraph(Paragraph { content, span: item.span }));
            push_marked(&rest.iter().cloned().collect(), marked);
        }
    }
}

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
