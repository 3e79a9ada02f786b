//! [`Edit`]: the twin of [`Visit`](super::Visit) that changes the tree.

use super::nodes::target_first;
use crate::component::Component;
use crate::payload::Payload;
use crate::tree::{
    Block, Blocks, Break, CodeBlock, CodeSpan, Comment, DefinitionEntry, DefinitionList, Details, Heading, Image,
    Inline, Inlines, Link, List, ListItem, Paragraph, Part, Parts, Piece, Placeholder, Quote, Rule, Section, Styled,
    Table, TableCell, TableRow, Template, Words,
};

/// An editor of the tree: a method for each kind of node, which walks on unless it is overridden.
///
/// It works as [`Visit`](super::Visit) does, but can change the nodes. To add, remove or replace nodes, override the
/// method of the list that holds them. A node that an editor makes is not in the source: its span is
/// [`Span::NONE`](crate::span::Span::NONE), which is also the default.
///
/// ```
/// use selfhelp::tree::{Inline, Inlines};
/// use selfhelp::visit::{self, Edit};
///
/// /// Takes out the images.
/// struct WithoutImages;
///
/// impl Edit for WithoutImages {
///     fn edit_inlines(&mut self, inlines: &mut Inlines) {
///         inlines.retain(|inline| !matches!(inline, Inline::Image(_)));
///         visit::walk_inlines_mut(self, inlines);
///     }
/// }
///
/// # let mut body = selfhelp::tree::Parts::new();
/// WithoutImages.edit_parts(&mut body);
/// ```
pub trait Edit {
    /// Edits a list of parts: a body, or what a section holds.
    fn edit_parts(&mut self, parts: &mut Parts) {
        walk_parts_mut(self, parts);
    }

    /// Edits a list of blocks.
    fn edit_blocks(&mut self, blocks: &mut Blocks) {
        walk_blocks_mut(self, blocks);
    }

    /// Edits a list of inlines.
    fn edit_inlines(&mut self, inlines: &mut Inlines) {
        walk_inlines_mut(self, inlines);
    }

    /// Edits a part; walks on to the method of its kind.
    fn edit_part(&mut self, node: &mut Part) {
        walk_part_mut(self, node);
    }

    /// Edits a block; walks on to the method of its kind.
    fn edit_block(&mut self, node: &mut Block) {
        walk_block_mut(self, node);
    }

    /// Edits an inline; walks on to the method of its kind.
    fn edit_inline(&mut self, node: &mut Inline) {
        walk_inline_mut(self, node);
    }

    /// Edits a section.
    fn edit_section(&mut self, node: &mut Section) {
        walk_section_mut(self, node);
    }

    /// Edits the payload.
    fn edit_payload(&mut self, _node: &mut Payload) {}

    /// Edits a paragraph; terms of definition lists come here too.
    fn edit_paragraph(&mut self, node: &mut Paragraph) {
        walk_paragraph_mut(self, node);
    }

    /// Edits a heading.
    fn edit_heading(&mut self, node: &mut Heading) {
        walk_heading_mut(self, node);
    }

    /// Edits a list.
    fn edit_list(&mut self, node: &mut List) {
        walk_list_mut(self, node);
    }

    /// Edits an item of a list; descriptions of definition lists come here too.
    fn edit_list_item(&mut self, node: &mut ListItem) {
        walk_list_item_mut(self, node);
    }

    /// Edits a quote or note.
    fn edit_quote(&mut self, node: &mut Quote) {
        walk_quote_mut(self, node);
    }

    /// Edits a block of code.
    fn edit_code_block(&mut self, node: &mut CodeBlock) {
        walk_code_block_mut(self, node);
    }

    /// Edits a table.
    fn edit_table(&mut self, node: &mut Table) {
        walk_table_mut(self, node);
    }

    /// Edits a row of a table.
    fn edit_table_row(&mut self, node: &mut TableRow) {
        walk_table_row_mut(self, node);
    }

    /// Edits a cell of a table.
    fn edit_table_cell(&mut self, node: &mut TableCell) {
        walk_table_cell_mut(self, node);
    }

    /// Edits a definition list.
    fn edit_definition_list(&mut self, node: &mut DefinitionList) {
        walk_definition_list_mut(self, node);
    }

    /// Edits a term or a description; walks on to [`Edit::edit_paragraph`] or [`Edit::edit_list_item`].
    fn edit_definition_entry(&mut self, node: &mut DefinitionEntry) {
        walk_definition_entry_mut(self, node);
    }

    /// Edits a collapsible block (`<details>`).
    fn edit_details(&mut self, node: &mut Details) {
        walk_details_mut(self, node);
    }

    /// Edits a thematic break.
    fn edit_rule(&mut self, _node: &mut Rule) {}

    /// Edits a component.
    fn edit_component(&mut self, _node: &mut Component) {}

    /// Edits an author's comment, a block or an inline.
    fn edit_comment(&mut self, _node: &mut Comment) {}

    /// Edits plain text.
    fn edit_words(&mut self, _node: &mut Words) {}

    /// Edits text in a style.
    fn edit_styled(&mut self, node: &mut Styled) {
        walk_styled_mut(self, node);
    }

    /// Edits code in running text.
    fn edit_code_span(&mut self, node: &mut CodeSpan) {
        walk_code_span_mut(self, node);
    }

    /// Edits a link.
    fn edit_link(&mut self, node: &mut Link) {
        walk_link_mut(self, node);
    }

    /// Edits an image.
    fn edit_image(&mut self, node: &mut Image) {
        walk_image_mut(self, node);
    }

    /// Edits a placeholder, wherever it is.
    fn edit_placeholder(&mut self, node: &mut Placeholder) {
        walk_placeholder_mut(self, node);
    }

    /// Edits a line end in the source.
    fn edit_soft_break(&mut self, _node: &mut Break) {}

    /// Edits a line break.
    fn edit_hard_break(&mut self, _node: &mut Break) {}

    /// Edits code, a link target or a title; walks on to the placeholders in it.
    fn edit_template(&mut self, node: &mut Template) {
        walk_template_mut(self, node);
    }
}

/// Edits each part.
pub fn walk_parts_mut<E: Edit + ?Sized>(editor: &mut E, parts: &mut Parts) {
    parts.iter_mut().for_each(|part| editor.edit_part(part));
}

/// Edits each block.
pub fn walk_blocks_mut<E: Edit + ?Sized>(editor: &mut E, blocks: &mut Blocks) {
    blocks.iter_mut().for_each(|block| editor.edit_block(block));
}

/// Edits each inline.
pub fn walk_inlines_mut<E: Edit + ?Sized>(editor: &mut E, inlines: &mut Inlines) {
    inlines.iter_mut().for_each(|inline| editor.edit_inline(inline));
}

/// Edits what a part is.
pub fn walk_part_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Part) {
    match node {
        Part::Section(node) => editor.edit_section(node),
        Part::Block(node) => editor.edit_block(node),
        Part::Payload(node) => editor.edit_payload(node),
    }
}

/// Edits what a block is.
pub fn walk_block_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Block) {
    match node {
        Block::Paragraph(node) => editor.edit_paragraph(node),
        Block::Heading(node) => editor.edit_heading(node),
        Block::List(node) => editor.edit_list(node),
        Block::Quote(node) => editor.edit_quote(node),
        Block::Code(node) => editor.edit_code_block(node),
        Block::Table(node) => editor.edit_table(node),
        Block::DefinitionList(node) => editor.edit_definition_list(node),
        Block::Details(node) => editor.edit_details(node),
        Block::Rule(node) => editor.edit_rule(node),
        Block::Component(node) => editor.edit_component(node),
        Block::Comment(node) => editor.edit_comment(node),
    }
}

/// Edits what an inline is.
pub fn walk_inline_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Inline) {
    match node {
        Inline::Text(node) => editor.edit_words(node),
        Inline::Styled(node) => editor.edit_styled(node),
        Inline::Code(node) => editor.edit_code_span(node),
        Inline::Link(node) => editor.edit_link(node),
        Inline::Image(node) => editor.edit_image(node),
        Inline::Placeholder(node) => editor.edit_placeholder(node),
        Inline::SoftBreak(node) => editor.edit_soft_break(node),
        Inline::HardBreak(node) => editor.edit_hard_break(node),
        Inline::Comment(node) => editor.edit_comment(node),
    }
}

/// Edits the parts of a section.
pub fn walk_section_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Section) {
    editor.edit_parts(&mut node.parts);
}

/// Edits the content of a paragraph.
pub fn walk_paragraph_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Paragraph) {
    editor.edit_inlines(&mut node.content);
}

/// Edits the content of a heading.
pub fn walk_heading_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Heading) {
    editor.edit_inlines(&mut node.content);
}

/// Edits the items of a list.
pub fn walk_list_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut List) {
    node.items.iter_mut().for_each(|item| editor.edit_list_item(item));
}

/// Edits the blocks of an item.
pub fn walk_list_item_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut ListItem) {
    editor.edit_blocks(&mut node.blocks);
}

/// Edits the blocks of a quote.
pub fn walk_quote_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Quote) {
    editor.edit_blocks(&mut node.blocks);
}

/// Edits the code of a block of code.
pub fn walk_code_block_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut CodeBlock) {
    editor.edit_template(&mut node.content);
}

/// Edits the rows of a table.
pub fn walk_table_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Table) {
    node.rows.iter_mut().for_each(|row| editor.edit_table_row(row));
}

/// Edits the cells of a row.
pub fn walk_table_row_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut TableRow) {
    node.cells.iter_mut().for_each(|cell| editor.edit_table_cell(cell));
}

/// Edits the content of a cell.
pub fn walk_table_cell_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut TableCell) {
    editor.edit_inlines(&mut node.content);
}

/// Edits the terms and descriptions of a definition list.
pub fn walk_definition_list_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut DefinitionList) {
    node.entries.iter_mut().for_each(|entry| editor.edit_definition_entry(entry));
}

/// Edits what a term or a description is.
pub fn walk_definition_entry_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut DefinitionEntry) {
    match node {
        DefinitionEntry::Term(node) => editor.edit_paragraph(node),
        DefinitionEntry::Description(node) => editor.edit_list_item(node),
    }
}

/// Edits the summary, then the blocks of a collapsible block.
pub fn walk_details_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Details) {
    editor.edit_inlines(&mut node.summary);
    editor.edit_blocks(&mut node.blocks);
}

/// Edits the content of text in a style.
pub fn walk_styled_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Styled) {
    editor.edit_inlines(&mut node.content);
}

/// Edits the code of a code span.
pub fn walk_code_span_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut CodeSpan) {
    editor.edit_template(&mut node.content);
}

/// Edits the text, the target and the title of a link, in the order of the source.
pub fn walk_link_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Link) {
    let target_first = target_first(&node.content, &node.target, node.title.as_ref());
    if !target_first {
        editor.edit_inlines(&mut node.content);
    }
    editor.edit_template(&mut node.target);
    if let Some(title) = &mut node.title {
        editor.edit_template(title);
    }
    if target_first {
        editor.edit_inlines(&mut node.content);
    }
}

/// Edits the alternative text, the target and the title of an image, in the order of the source.
pub fn walk_image_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Image) {
    let target_first = target_first(&node.alt, &node.target, node.title.as_ref());
    if !target_first {
        editor.edit_inlines(&mut node.alt);
    }
    editor.edit_template(&mut node.target);
    if let Some(title) = &mut node.title {
        editor.edit_template(title);
    }
    if target_first {
        editor.edit_inlines(&mut node.alt);
    }
}

/// Edits the default of a placeholder.
pub fn walk_placeholder_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Placeholder) {
    editor.edit_inlines(&mut node.default);
}

/// Edits the placeholders of a template.
pub fn walk_template_mut<E: Edit + ?Sized>(editor: &mut E, node: &mut Template) {
    for piece in node.pieces_mut() {
        if let Piece::Placeholder(placeholder) = piece {
            editor.edit_placeholder(placeholder);
        }
    }
}
