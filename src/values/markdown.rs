//! [`MarkdownText`]: Markdown that is parsed when it is first shown, and how large blocks are.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::parse::fragment;
use crate::text;
use crate::tree::{Blocks, Piece, Template};
use crate::visit::Node;

/// The Markdown of a value. It is parsed by the rules of articles when it is first shown, after its length was checked
/// against the limits; clones share the result.
///
/// A closure that returns the same Markdown again and again should keep one:
///
/// ```
/// use selfhelp::values::{MarkdownText, Source, Value};
///
/// let steps = MarkdownText::new("1. Stop it.\n2. Start it.");
/// let source = |name: &str| (name == "steps").then(|| Value::MarkdownText(steps.clone()));
/// assert_eq!(source.value("steps"), Some(Value::markdown("1. Stop it.\n2. Start it.")));
/// ```
#[derive(Clone)]
pub struct MarkdownText(Arc<Parsed>);

struct Parsed {
    text: Arc<str>,
    /// The parsed blocks and their size.
    blocks: OnceLock<(Blocks, usize)>,
}

impl MarkdownText {
    /// Markdown that is not parsed yet.
    pub fn new(text: impl Into<Arc<str>>) -> MarkdownText {
        MarkdownText(Arc::new(Parsed { text: text.into(), blocks: OnceLock::new() }))
    }

    /// The Markdown as it was given.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The blocks, parsed by the first call. Their length is not limited here.
    pub fn blocks(&self) -> &Blocks {
        &self.parsed().0
    }

    /// The size of the blocks.
    pub(super) fn size(&self) -> usize {
        self.parsed().1
    }

    fn parsed(&self) -> &(Blocks, usize) {
        self.0.blocks.get_or_init(|| {
            let blocks = fragment(&text::shared(&self.0.text));
            let size = size(&blocks);
            (blocks, size)
        })
    }
}

impl From<&str> for MarkdownText {
    fn from(text: &str) -> MarkdownText {
        MarkdownText::new(text)
    }
}

impl From<String> for MarkdownText {
    fn from(text: String) -> MarkdownText {
        MarkdownText::new(text)
    }
}

impl PartialEq for MarkdownText {
    fn eq(&self, other: &MarkdownText) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for MarkdownText {}

impl fmt::Debug for MarkdownText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MarkdownText").field(&self.as_str()).finish()
    }
}

/// The size of blocks: the bytes of all text in them, and one for each node, so that nothing is free.
pub(super) fn size(blocks: &Blocks) -> usize {
    blocks.nodes().map(|node| 1 + written_in(node)).sum()
}

/// The bytes of text in `node` itself.
fn written_in(node: Node<'_>) -> usize {
    let titled = |target: &Template, title: Option<&Template>| text_in(target) + title.map_or(0, text_in);
    match node {
        Node::Words(node) => node.text.len(),
        Node::CodeSpan(node) => text_in(&node.content),
        Node::CodeBlock(node) => text_in(&node.content) + node.language.as_ref().map_or(0, |language| language.len()),
        Node::Link(node) => titled(&node.target, node.title.as_ref()),
        Node::Image(node) => titled(&node.target, node.title.as_ref()),
        Node::Component(node) => node.text_len(),
        Node::Comment(node) => node.text.len(),
        Node::Placeholder(node) => node.name.len(),
        _ => 0,
    }
}

fn text_in(template: &Template) -> usize {
    let texts = template.pieces().iter().map(|piece| match piece {
        Piece::Text(text) => text.len(),
        Piece::Placeholder(_) => 0,
    });
    texts.sum()
}
