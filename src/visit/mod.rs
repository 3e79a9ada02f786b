//! Walking and editing the tree.
//!
//! Three ways, for three needs:
//!
//! - [`Nodes`] iterates over every node in document order, for questions about single nodes:
//!   [`Article::nodes`](crate::Article::nodes), [`Parts::nodes`], [`Blocks::nodes`], [`Inlines::nodes`].
//! - [`Visit`] has a method for each kind of node, for answers that depend on what contains a node.
//! - [`Edit`] is its twin that changes the tree.
//!
//! All three visit the same nodes in the same order, including the placeholders in code, link targets and titles. The
//! parts of a link or image come in the order of the source: `[text](target)` text first, `<a href="target">text</a>`
//! target first.
//!
//! ```
//! use selfhelp::tree::{CodeSpan, Heading};
//! use selfhelp::visit::{self, Visit};
//!
//! /// Counts the code spans in headings.
//! #[derive(Default)]
//! struct CodeInHeadings {
//!     count: usize,
//!     in_heading: bool,
//! }
//!
//! impl<'a> Visit<'a> for CodeInHeadings {
//!     fn visit_heading(&mut self, heading: &'a Heading) {
//!         self.in_heading = true;
//!         visit::walk_heading(self, heading);
//!         self.in_heading = false;
//!     }
//!
//!     fn visit_code_span(&mut self, _: &'a CodeSpan) {
//!         self.count += usize::from(self.in_heading);
//!     }
//! }
//!
//! # let body = selfhelp::tree::Parts::new();
//! let mut found = CodeInHeadings::default();
//! found.visit_parts(&body);
//! # assert_eq!(found.count, 0);
//! ```
//!
//! # Payloads and components
//!
//! A payload is one node: its fields are values of a [`Model`](crate::payload::Model), not nodes, as most of them are not shown and
//! none of them is Markdown. [`Model::to_blocks`](crate::payload::Model::to_blocks) gives what they say to readers as nodes, each
//! with the span of its field, to walk as any others. To change a field, put other JSON in its place in
//! [`Payload::text`]:
//!
//! ```
//! use selfhelp::Article;
//! use selfhelp::payload::Payload;
//! use selfhelp::tree::Link;
//! use selfhelp::visit::{Edit, Visit};
//!
//! let mut article = Article::parse(
//!     "<properties />\n# Disks\n---\n{ \"formElements\": [{ \"id\": \"disk\", \"controlType\": \"textbox\",\
//!      \"displayLabel\": \"See <a href='https://example.com/disks'>which</a>\" }] }\n---\n",
//! )?;
//!
//! #[derive(Default)]
//! struct Targets(Vec<String>);
//!
//! impl<'a> Visit<'a> for Targets {
//!     fn visit_link(&mut self, link: &'a Link) {
//!         self.0.push(link.target.to_plain().into_owned());
//!     }
//! }
//!
//! let model = article.data().ok_or("no payload")?;
//! let mut targets = Targets::default();
//! targets.visit_blocks(&model.to_blocks());
//! assert_eq!(targets.0, ["https://example.com/disks"]);
//!
//! /// Gives every question a label in capitals.
//! struct Louder;
//!
//! impl Edit for Louder {
//!     fn edit_payload(&mut self, payload: &mut Payload) {
//!         let Some(form) = payload.model().into_form() else { return };
//!         let mut text = payload.text.to_string();
//!         // From the last to the first, so that the places of the others stay.
//!         for label in form.elements().iter().rev().filter_map(|element| element.display_label.as_ref()) {
//!             let (start, end) = (label.span.start - payload.span.start, label.span.end - payload.span.start);
//!             let louder = serde_json::Value::from(label.to_uppercase()).to_string();
//!             text.replace_range(start as usize..end as usize, &louder);
//!         }
//!         payload.text = text.into();
//!     }
//! }
//!
//! Louder.edit_parts(&mut article.body);
//! assert!(article.to_text().contains("1. SEE WHICH"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A component is one node, too; its fields are public, and [`Edit::edit_component`] gives it to be changed.

mod edit;
mod nodes;

pub use edit::*;
pub use nodes::{Node, Nodes};

use crate::component::Component;
use crate::payload::Payload;
use crate::tree::{
    Block, Blocks, Break, CodeBlock, CodeSpan, Comment, DefinitionEntry, DefinitionList, Details, Heading, Image,
    Inline, Inlines, Link, List, ListItem, Paragraph, Part, Parts, Placeholder, Quote, Rule, Section, Styled, Table,
    TableCell, TableRow, Template, Words,
};

/// A visitor of the tree: a method for each kind of node, which walks on unless it is overridden.
///
/// An overridden method goes on to the content of the node by calling the function `walk_…` of its kind, before or
/// after its own work; without that call the content is skipped. Stack use grows with the depth of the tree only.
pub trait Visit<'a> {
    /// Visits a list of parts: a body, or what a section holds.
    fn visit_parts(&mut self, parts: &'a Parts) {
        walk_parts(self, parts);
    }

    /// Visits a list of blocks.
    fn visit_blocks(&mut self, blocks: &'a Blocks) {
        walk_blocks(self, blocks);
    }

    /// Visits a list of inlines.
    fn visit_inlines(&mut self, inlines: &'a Inlines) {
        walk_inlines(self, inlines);
    }

    /// Visits a part; walks on to the method of its kind.
    fn visit_part(&mut self, node: &'a Part) {
        walk_part(self, node);
    }

    /// Visits a block; walks on to the method of its kind.
    fn visit_block(&mut self, node: &'a Block) {
        walk_block(self, node);
    }

    /// Visits an inline; walks on to the method of its kind.
    fn visit_inline(&mut self, node: &'a Inline) {
        walk_inline(self, node);
    }

    /// Visits a section.
    fn visit_section(&mut self, node: &'a Section) {
        walk_section(self, node);
    }

    /// Visits the payload.
    fn visit_payload(&mut self, _node: &'a Payload) {}

    /// Visits a paragraph; terms of definition lists come here too.
    fn visit_paragraph(&mut self, node: &'a Paragraph) {
        walk_paragraph(self, node);
    }

    /// Visits a heading.
    fn visit_heading(&mut self, node: &'a Heading) {
        walk_heading(self, node);
    }

    /// Visits a list.
    fn visit_list(&mut self, node: &'a List) {
        walk_list(self, node);
    }

    /// Visits an item of a list; descriptions of definition lists come here too.
    fn visit_list_item(&mut self, node: &'a ListItem) {
        walk_list_item(self, node);
    }

    /// Visits a quote or note.
    fn visit_quote(&mut self, node: &'a Quote) {
        walk_quote(self, node);
    }

    /// Visits a block of code.
    fn visit_code_block(&mut self, node: &'a CodeBlock) {
        walk_code_block(self, node);
    }

    /// Visits a table.
    fn visit_table(&mut self, node: &'a Table) {
        walk_table(self, node);
    }

    /// Visits a row of a table.
    fn visit_table_row(&mut self, node: &'a TableRow) {
        walk_table_row(self, node);
    }

    /// Visits a cell of a table.
    fn visit_table_cell(&mut self, node: &'a TableCell) {
        walk_table_cell(self, node);
    }

    /// Visits a definition list.
    fn visit_definition_list(&mut self, node: &'a DefinitionList) {
        walk_definition_list(self, node);
    }

    /// Visits a term or a description; walks on to [`Visit::visit_paragraph`] or [`Visit::visit_list_item`].
    fn visit_definition_entry(&mut self, node: &'a DefinitionEntry) {
        walk_definition_entry(self, node);
    }

    /// Visits a collapsible block (`<details>`).
    fn visit_details(&mut self, node: &'a Details) {
        walk_details(self, node);
    }

    /// Visits a thematic break.
    fn visit_rule(&mut self, _node: &'a Rule) {}

    /// Visits a component.
    fn visit_component(&mut self, _node: &'a Component) {}

    /// Visits an author's comment, a block or an inline.
    fn visit_comment(&mut self, _node: &'a Comment) {}

    /// Visits plain text.
    fn visit_words(&mut self, _node: &'a Words) {}

    /// Visits text in a style.
    fn visit_styled(&mut self, node: &'a Styled) {
        walk_styled(self, node);
    }

    /// Visits code in running text.
    fn visit_code_span(&mut self, node: &'a CodeSpan) {
        walk_code_span(self, node);
    }

    /// Visits a link.
    fn visit_link(&mut self, node: &'a Link) {
        walk_link(self, node);
    }

    /// Visits an image.
    fn visit_image(&mut self, node: &'a Image) {
        walk_image(self, node);
    }

    /// Visits a placeholder, wherever it is.
    fn visit_placeholder(&mut self, node: &'a Placeholder) {
        walk_placeholder(self, node);
    }

    /// Visits a line end in the source.
    fn visit_soft_break(&mut self, _node: &'a Break) {}

    /// Visits a line break.
    fn visit_hard_break(&mut self, _node: &'a Break) {}

    /// Visits code, a link target or a title; walks on to the placeholders in it.
    fn visit_template(&mut self, node: &'a Template) {
        walk_template(self, node);
    }
}

/// Visits each part.
pub fn walk_parts<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, parts: &'a Parts) {
    parts.iter().for_each(|part| visitor.visit_part(part));
}

/// Visits each block.
pub fn walk_blocks<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, blocks: &'a Blocks) {
    blocks.iter().for_each(|block| visitor.visit_block(block));
}

/// Visits each inline.
pub fn walk_inlines<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, inlines: &'a Inlines) {
    inlines.iter().for_each(|inline| visitor.visit_inline(inline));
}

/// Visits what a part is.
pub fn walk_part<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Part) {
    match node {
        Part::Section(node) => visitor.visit_section(node),
        Part::Block(node) => visitor.visit_block(node),
        Part::Payload(node) => visitor.visit_payload(node),
    }
}

/// Visits what a block is.
pub fn walk_block<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Block) {
    match node {
        Block::Paragraph(node) => visitor.visit_paragraph(node),
        Block::Heading(node) => visitor.visit_heading(node),
        Block::List(node) => visitor.visit_list(node),
        Block::Quote(node) => visitor.visit_quote(node),
        Block::Code(node) => visitor.visit_code_block(node),
        Block::Table(node) => visitor.visit_table(node),
        Block::DefinitionList(node) => visitor.visit_definition_list(node),
        Block::Details(node) => visitor.visit_details(node),
        Block::Rule(node) => visitor.visit_rule(node),
        Block::Component(node) => visitor.visit_component(node),
        Block::Comment(node) => visitor.visit_comment(node),
    }
}

/// Visits what an inline is.
pub fn walk_inline<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Inline) {
    match node {
        Inline::Text(node) => visitor.visit_words(node),
        Inline::Styled(node) => visitor.visit_styled(node),
        Inline::Code(node) => visitor.visit_code_span(node),
        Inline::Link(node) => visitor.visit_link(node),
        Inline::Image(node) => visitor.visit_image(node),
        Inline::Placeholder(node) => visitor.visit_placeholder(node),
        Inline::SoftBreak(node) => visitor.visit_soft_break(node),
        Inline::HardBreak(node) => visitor.visit_hard_break(node),
        Inline::Comment(node) => visitor.visit_comment(node),
    }
}

/// Visits the parts of a section.
pub fn walk_section<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Section) {
    visitor.visit_parts(&node.parts);
}

/// Visits the content of a paragraph.
pub fn walk_paragraph<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Paragraph) {
    visitor.visit_inlines(&node.content);
}

/// Visits the content of a heading.
pub fn walk_heading<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Heading) {
    visitor.visit_inlines(&node.content);
}

/// Visits the items of a list.
pub fn walk_list<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a List) {
    node.items.iter().for_each(|item| visitor.visit_list_item(item));
}

/// Visits the blocks of an item.
pub fn walk_list_item<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a ListItem) {
    visitor.visit_blocks(&node.blocks);
}

/// Visits the blocks of a quote.
pub fn walk_quote<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Quote) {
    visitor.visit_blocks(&node.blocks);
}

/// Visits the code of a block of code.
pub fn walk_code_block<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a CodeBlock) {
    visitor.visit_template(&node.content);
}

/// Visits the rows of a table.
pub fn walk_table<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Table) {
    node.rows.iter().for_each(|row| visitor.visit_table_row(row));
}

/// Visits the cells of a row.
pub fn walk_table_row<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a TableRow) {
    node.cells.iter().for_each(|cell| visitor.visit_table_cell(cell));
}

/// Visits the content of a cell.
pub fn walk_table_cell<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a TableCell) {
    visitor.visit_inlines(&node.content);
}

/// Visits the terms and descriptions of a definition list.
pub fn walk_definition_list<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a DefinitionList) {
    node.entries.iter().for_each(|entry| visitor.visit_definition_entry(entry));
}

/// Visits what a term or a description is.
pub fn walk_definition_entry<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a DefinitionEntry) {
    match node {
        DefinitionEntry::Term(node) => visitor.visit_paragraph(node),
        DefinitionEntry::Description(node) => visitor.visit_list_item(node),
    }
}

/// Visits the summary, then the blocks of a collapsible block.
pub fn walk_details<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Details) {
    visitor.visit_inlines(&node.summary);
    visitor.visit_blocks(&node.blocks);
}

/// Visits the content of text in a style.
pub fn walk_styled<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Styled) {
    visitor.visit_inlines(&node.content);
}

/// Visits the code of a code span.
pub fn walk_code_span<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a CodeSpan) {
    visitor.visit_template(&node.content);
}

/// Visits the text, the target and the title of a link, in the order of the source.
pub fn walk_link<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Link) {
    let target_first = nodes::target_first(&node.content, &node.target, node.title.as_ref());
    if !target_first {
        visitor.visit_inlines(&node.content);
    }
    visitor.visit_template(&node.target);
    if let Some(title) = &node.title {
        visitor.visit_template(title);
    }
    if target_first {
        visitor.visit_inlines(&node.content);
    }
}

/// Visits the alternative text, the target and the title of an image, in the order of the source.
pub fn walk_image<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Image) {
    let target_first = nodes::target_first(&node.alt, &node.target, node.title.as_ref());
    if !target_first {
        visitor.visit_inlines(&node.alt);
    }
    visitor.visit_template(&node.target);
    if let Some(title) = &node.title {
        visitor.visit_template(title);
    }
    if target_first {
        visitor.visit_inlines(&node.alt);
    }
}

/// Visits the default of a placeholder.
pub fn walk_placeholder<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Placeholder) {
    visitor.visit_inlines(&node.default);
}

/// Visits the placeholders of a template.
pub fn walk_template<'a, V: Visit<'a> + ?Sized>(visitor: &mut V, node: &'a Template) {
    node.placeholders().for_each(|placeholder| visitor.visit_placeholder(placeholder));
}
