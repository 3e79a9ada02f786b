//! Whether an item of a list has words on its first line: one without could not come right after a paragraph, whose heading
//! `a` ⏎ `-` would be.

use crate::bytes::is_blank;
use crate::tree::{Block, Inline};
use crate::values::{Content, Supplied, Supply};

/// Whether `blocks` surely begin with something that shows.
pub(super) fn begin_visibly(blocks: &[Block], supply: &Supply<'_>) -> bool {
    match blocks.iter().find(|block| !matches!(block, Block::Comment(_))) {
        Some(Block::Paragraph(node)) => show(&node.content, supply),
        Some(Block::Heading(node)) => show(&node.content, supply),
        Some(Block::List(node)) => !node.items.is_empty(),
        Some(Block::Quote(_) | Block::Code(_) | Block::Table(_) | Block::Rule(_)) => true,
        // Of a host, or of nothing.
        Some(Block::DefinitionList(_) | Block::Details(_) | Block::Component(_) | Block::Comment(_)) | None => false,
    }
}

/// Whether any of `nodes` surely shows.
fn show(nodes: &[Inline], supply: &Supply<'_>) -> bool {
    nodes.iter().any(|inline| match inline {
        Inline::Text(node) => !is_blank(&node.text),
        Inline::Code(node) => node.content.as_plain().is_some_and(|code| !is_blank(code)),
        Inline::Styled(node) => show(&node.content, supply),
        Inline::Link(node) => show(&node.content, supply),
        Inline::Image(node) => show(&node.alt, supply),
        Inline::Placeholder(node) => match supply.supplied(node) {
            Ok(Supplied::Value(value)) => match value.content() {
                Content::Text(text) => !is_blank(text),
                Content::Blocks(blocks) => begin_visibly(blocks, &Supply::default()),
            },
            Ok(Supplied::Default | Supplied::Marker) => show(&node.default, supply),
            Ok(Supplied::Nothing) | Err(_) => false,
        },
        Inline::SoftBreak(_) | Inline::HardBreak(_) | Inline::Comment(_) => false,
    })
}
