//! [`Node`] and [`Nodes`]: every node of a tree, one by one.

use std::slice;

use crate::component::Component;
use crate::payload::Payload;
use crate::span::Span;
use crate::tree::{
    Block, Blocks, Break, CodeBlock, CodeSpan, Comment, DefinitionEntry, DefinitionList, Details, Heading, Image,
    Inline, Inlines, Link, List, ListItem, Paragraph, Part, Parts, Piece, Placeholder, Quote, Rule, Section, Styled,
    Table, TableCell, TableRow, Template, Words,
};

/// A node of the tree, whichever it is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each variant is named for the node it holds")]
pub enum Node<'a> {
    Section(&'a Section),
    Payload(&'a Payload),
    Paragraph(&'a Paragraph),
    Heading(&'a Heading),
    List(&'a List),
    ListItem(&'a ListItem),
    Quote(&'a Quote),
    CodeBlock(&'a CodeBlock),
    Table(&'a Table),
    TableRow(&'a TableRow),
    TableCell(&'a TableCell),
    DefinitionList(&'a DefinitionList),
    Term(&'a Paragraph),
    Description(&'a ListItem),
    Details(&'a Details),
    Rule(&'a Rule),
    Component(&'a Component),
    Comment(&'a Comment),
    Words(&'a Words),
    Styled(&'a Styled),
    CodeSpan(&'a CodeSpan),
    Link(&'a Link),
    Image(&'a Image),
    Placeholder(&'a Placeholder),
    SoftBreak(&'a Break),
    HardBreak(&'a Break),
}

impl<'a> Node<'a> {
    /// The span of the node in the source.
    pub fn span(&self) -> Span {
        match self {
            Node::Section(node) => node.span,
            Node::Payload(node) => node.span,
            Node::Paragraph(node) | Node::Term(node) => node.span,
            Node::Heading(node) => node.span,
            Node::List(node) => node.span,
            Node::ListItem(node) | Node::Description(node) => node.span,
            Node::Quote(node) => node.span,
            Node::CodeBlock(node) => node.span,
            Node::Table(node) => node.span,
            Node::TableRow(node) => node.span,
            Node::TableCell(node) => node.span,
            Node::DefinitionList(node) => node.span,
            Node::Details(node) => node.span,
            Node::Rule(node) => node.span,
            Node::Component(node) => node.span(),
            Node::Comment(node) => node.span,
            Node::Words(node) => node.span,
            Node::Styled(node) => node.span,
            Node::CodeSpan(node) => node.span,
            Node::Link(node) => node.span,
            Node::Image(node) => node.span,
            Node::Placeholder(node) => node.span,
            Node::SoftBreak(node) | Node::HardBreak(node) => node.span,
        }
    }

    /// What kind of node this is, as one word or two: `paragraph`, `table cell`, `soft break`.
    pub fn kind(&self) -> &'static str {
        match self {
            Node::Section(_) => "section",
            Node::Payload(_) => "payload",
            Node::Paragraph(_) => "paragraph",
            Node::Heading(_) => "heading",
            Node::List(_) => "list",
            Node::ListItem(_) => "list item",
            Node::Quote(_) => "quote",
            Node::CodeBlock(_) => "code block",
            Node::Table(_) => "table",
            Node::TableRow(_) => "table row",
            Node::TableCell(_) => "table cell",
            Node::DefinitionList(_) => "definition list",
            Node::Term(_) => "term",
            Node::Description(_) => "description",
            Node::Details(_) => "details",
            Node::Rule(_) => "rule",
            Node::Component(_) => "component",
            Node::Comment(_) => "comment",
            Node::Words(_) => "words",
            Node::Styled(_) => "styled",
            Node::CodeSpan(_) => "code span",
            Node::Link(_) => "link",
            Node::Image(_) => "image",
            Node::Placeholder(_) => "placeholder",
            Node::SoftBreak(_) => "soft break",
            Node::HardBreak(_) => "hard break",
        }
    }

    /// The content of the node at every depth, in document order, without the node itself.
    pub fn descendants(self) -> Nodes<'a> {
        let mut nodes = Nodes { stack: Vec::new(), kept: 0 };
        nodes.enter(self);
        nodes.kept = nodes.stack.len();
        nodes
    }
}

impl<'a> From<&'a Part> for Node<'a> {
    fn from(part: &'a Part) -> Node<'a> {
        match part {
            Part::Section(node) => Node::Section(node),
            Part::Block(node) => Node::from(node),
            Part::Payload(node) => Node::Payload(node),
        }
    }
}

impl<'a> From<&'a Block> for Node<'a> {
    fn from(block: &'a Block) -> Node<'a> {
        match block {
            Block::Paragraph(node) => Node::Paragraph(node),
            Block::Heading(node) => Node::Heading(node),
            Block::List(node) => Node::List(node),
            Block::Quote(node) => Node::Quote(node),
            Block::Code(node) => Node::CodeBlock(node),
            Block::Table(node) => Node::Table(node),
            Block::DefinitionList(node) => Node::DefinitionList(node),
            Block::Details(node) => Node::Details(node),
            Block::Rule(node) => Node::Rule(node),
            Block::Component(node) => Node::Component(node),
            Block::Comment(node) => Node::Comment(node),
        }
    }
}

impl<'a> From<&'a DefinitionEntry> for Node<'a> {
    fn from(entry: &'a DefinitionEntry) -> Node<'a> {
        match entry {
            DefinitionEntry::Term(node) => Node::Term(node),
            DefinitionEntry::Description(node) => Node::Description(node),
        }
    }
}

impl<'a> From<&'a Inline> for Node<'a> {
    fn from(inline: &'a Inline) -> Node<'a> {
        match inline {
            Inline::Text(node) => Node::Words(node),
            Inline::Styled(node) => Node::Styled(node),
            Inline::Code(node) => Node::CodeSpan(node),
            Inline::Link(node) => Node::Link(node),
            Inline::Image(node) => Node::Image(node),
            Inline::Placeholder(node) => Node::Placeholder(node),
            Inline::SoftBreak(node) => Node::SoftBreak(node),
            Inline::HardBreak(node) => Node::HardBreak(node),
            Inline::Comment(node) => Node::Comment(node),
        }
    }
}

/// An iterator over all nodes of a tree in document order, a node before its content.
///
/// It takes linear time and does not recurse.
#[derive(Clone, Debug)]
pub struct Nodes<'a> {
    stack: Vec<Siblings<'a>>,
    /// Height of the stack without the content of the last node.
    kept: usize,
}

/// The remaining siblings of a list.
#[derive(Clone, Debug)]
enum Siblings<'a> {
    Parts(slice::Iter<'a, Part>),
    Blocks(slice::Iter<'a, Block>),
    Items(slice::Iter<'a, ListItem>),
    Rows(slice::Iter<'a, TableRow>),
    Cells(slice::Iter<'a, TableCell>),
    Entries(slice::Iter<'a, DefinitionEntry>),
    Inlines(slice::Iter<'a, Inline>),
    Pieces(slice::Iter<'a, Piece>),
}

impl<'a> Siblings<'a> {
    fn next(&mut self) -> Option<Node<'a>> {
        match self {
            Siblings::Parts(nodes) => nodes.next().map(Node::from),
            Siblings::Blocks(nodes) => nodes.next().map(Node::from),
            Siblings::Items(nodes) => nodes.next().map(Node::ListItem),
            Siblings::Rows(nodes) => nodes.next().map(Node::TableRow),
            Siblings::Cells(nodes) => nodes.next().map(Node::TableCell),
            Siblings::Entries(nodes) => nodes.next().map(Node::from),
            Siblings::Inlines(nodes) => nodes.next().map(Node::from),
            Siblings::Pieces(pieces) => pieces.find_map(|piece| match piece {
                Piece::Placeholder(node) => Some(Node::Placeholder(node)),
                Piece::Text(_) => None,
            }),
        }
    }
}

impl<'a> Nodes<'a> {
    /// Skips the content of the node that came last.
    ///
    /// ```
    /// use selfhelp::tree::{Inline, Inlines, Style, Styled};
    /// use selfhelp::visit::Node;
    ///
    /// let bold = Styled { style: Style::Strong, content: [Inline::text("now")].into_iter().collect(), span: Default::default() };
    /// let inlines: Inlines = [Inline::Styled(Box::new(bold)), Inline::text(" or later")].into_iter().collect();
    /// let mut nodes = inlines.nodes();
    /// assert_eq!(nodes.next().map(|node| node.kind()), Some("styled"));
    /// nodes.skip_children();
    /// assert!(matches!(nodes.next(), Some(Node::Words(words)) if words.text == " or later"));
    /// ```
    pub fn skip_children(&mut self) {
        self.stack.truncate(self.kept);
    }

    fn new(siblings: Siblings<'a>) -> Nodes<'a> {
        Nodes { stack: vec![siblings], kept: 1 }
    }

    /// Pushes the content of `node`, last first.
    fn enter(&mut self, node: Node<'a>) {
        self.kept = self.stack.len();
        match node {
            Node::Section(node) => self.stack.push(Siblings::Parts(node.parts.iter())),
            Node::Paragraph(node) | Node::Term(node) => self.inlines(&node.content),
            Node::Heading(node) => self.inlines(&node.content),
            Node::List(node) => self.stack.push(Siblings::Items(node.items.iter())),
            Node::ListItem(node) | Node::Description(node) => self.blocks(&node.blocks),
            Node::Quote(node) => self.blocks(&node.blocks),
            Node::CodeBlock(node) => self.template(&node.content),
            Node::Table(node) => self.stack.push(Siblings::Rows(node.rows.iter())),
            Node::TableRow(node) => self.stack.push(Siblings::Cells(node.cells.iter())),
            Node::TableCell(node) => self.inlines(&node.content),
            Node::DefinitionList(node) => self.stack.push(Siblings::Entries(node.entries.iter())),
            Node::Details(node) => {
                self.blocks(&node.blocks);
                self.inlines(&node.summary);
            }
            Node::Styled(node) => self.inlines(&node.content),
            Node::CodeSpan(node) => self.template(&node.content),
            Node::Link(node) => self.reference(&node.content, &node.target, node.title.as_ref()),
            Node::Image(node) => self.reference(&node.alt, &node.target, node.title.as_ref()),
            Node::Placeholder(node) => self.inlines(&node.default),
            Node::Payload(_)
            | Node::Rule(_)
            | Node::Component(_)
            | Node::Comment(_)
            | Node::Words(_)
            | Node::SoftBreak(_)
            | Node::HardBreak(_) => {}
        }
    }

    fn reference(&mut self, content: &'a Inlines, target: &'a Template, title: Option<&'a Template>) {
        let target_first = target_first(content, target, title);
        if target_first {
            self.inlines(content);
        }
        if let Some(title) = title {
            self.template(title);
        }
        self.template(target);
        if !target_first {
            self.inlines(content);
        }
    }

    fn blocks(&mut self, blocks: &'a Blocks) {
        self.stack.push(Siblings::Blocks(blocks.iter()));
    }

    fn inlines(&mut self, inlines: &'a Inlines) {
        self.stack.push(Siblings::Inlines(inlines.iter()));
    }

    fn template(&mut self, template: &'a Template) {
        self.stack.push(Siblings::Pieces(template.pieces().iter()));
    }
}

impl<'a> Iterator for Nodes<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        loop {
            match self.stack.last_mut()?.next() {
                Some(node) => {
                    self.enter(node);
                    return Some(node);
                }
                None => self.stack.truncate(self.stack.len() - 1),
            }
        }
    }
}

impl std::iter::FusedIterator for Nodes<'_> {}

/// Whether the target or title of a link or image comes before its text in the source, as in HTML.
///
/// Only the spans of placeholders show it, and only their order depends on it.
pub(super) fn target_first(content: &Inlines, target: &Template, title: Option<&Template>) -> bool {
    let start = |template: &Template| template.placeholders().next().map(|placeholder| placeholder.span.start);
    let value = start(target).into_iter().chain(title.and_then(start)).min();
    match (value, content.first()) {
        (Some(value), Some(content)) => value < content.span().start,
        _ => false,
    }
}

impl Parts {
    /// All nodes of these parts, in document order.
    pub fn nodes(&self) -> Nodes<'_> {
        Nodes::new(Siblings::Parts(self.iter()))
    }
}

impl Blocks {
    /// All nodes of these blocks, in document order.
    pub fn nodes(&self) -> Nodes<'_> {
        Nodes::new(Siblings::Blocks(self.iter()))
    }
}

impl Inlines {
    /// All nodes of these inlines, in document order.
    pub fn nodes(&self) -> Nodes<'_> {
        Nodes::new(Siblings::Inlines(self.iter()))
    }
}
