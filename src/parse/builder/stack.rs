//! The stack: nodes that are open while the tree is built.

use crate::parse::html::Element;

use super::open::{Flat, Open};

/// Who opened a node.
#[derive(Debug)]
pub(super) enum Origin {
    /// Markdown, which closes it too.
    Markdown,
    /// Its content, which needs a node around it.
    Implied,
    /// An element of the author's HTML.
    Html(Box<Tag>),
}

/// The start tag of the author's HTML that opened a node.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) element: Element,
    pub(super) name: &'static str,
    /// Whether the tag is text before the content until its end tag comes.
    pub(super) provisional: bool,
    /// Whether its end tag came where it could not close it.
    pub(super) ended: bool,
    /// Where the tag ends.
    pub(super) end: usize,
}

/// What becomes of the start tag before a node's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagFate {
    /// There is no start tag.
    Absent,
    /// The end tag came, so it is removed.
    Goes,
    /// No end tag came, so it is text, and the node is flattened.
    Stays,
    /// There is none, nor did an end tag come: the node is flattened.
    Lost,
}

#[derive(Debug)]
pub(super) struct Frame {
    pub(super) open: Open,
    /// Offset in the source at which the node begins.
    pub(super) start: usize,
    pub(super) origin: Origin,
    /// Whether the node is a leaf or in one.
    pub(super) in_leaf: bool,
    /// Whether it counts towards [`DEPTH`](crate::limits::DEPTH).
    pub(super) counts: bool,
    /// Whether spaces at the ends of the content are dropped.
    pub(super) trim: bool,
    /// Where its children begin on the scratch lists.
    pub(super) children: Children,
}

/// Where the children of a node begin on the scratch lists.
#[derive(Clone, Copy, Debug)]
pub(super) struct Children {
    pub(super) blocks: usize,
    pub(super) inlines: usize,
    /// Of its items, rows, cells or entries, whichever it has.
    pub(super) own: usize,
}

impl Frame {
    pub(super) fn is_markdown(&self) -> bool {
        matches!(self.origin, Origin::Markdown)
    }

    /// Whether it is a list that only an item of it needed.
    pub(super) fn is_implied_list(&self) -> bool {
        matches!(self.open, Open::List { .. } | Open::DefinitionList) && matches!(self.origin, Origin::Implied)
    }

    /// Whether an inline element of the author's HTML opened it.
    fn is_inline_element(&self) -> bool {
        self.open.is_inline() && !self.is_markdown()
    }

    fn is_provisional(&self) -> bool {
        matches!(&self.origin, Origin::Html(tag) if tag.provisional)
    }
}

/// The nodes that are open, outermost first.
#[derive(Debug)]
pub(super) struct Stack {
    frames: Vec<Frame>,
    /// How many of them count towards the limit.
    depth: usize,
    links: usize,
    /// Markdown containers that were left out because they are nested too deep, and are still open.
    pub(super) over: usize,
    /// How many start tags are text because they are nested too deep, and still lack their end tags.
    pub(super) deep_tags: usize,
}

impl Stack {
    pub(super) fn new() -> Stack {
        Stack { frames: Vec::with_capacity(8), depth: 0, links: 0, over: 0, deep_tags: 0 }
    }

    pub(super) fn frames(&self) -> &[Frame] {
        &self.frames
    }

    pub(super) fn last(&self) -> Option<&Frame> {
        self.frames.last()
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut Frame> {
        self.frames.last_mut()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.frames.len()
    }

    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Whether what is added now is in a link.
    pub(super) fn in_link(&self) -> bool {
        self.links > 0
    }

    /// Whether what is added now is in a leaf.
    pub(super) fn in_leaf(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.in_leaf)
    }

    /// Opens a node.
    #[inline]
    pub(super) fn push(&mut self, open: Open, start: usize, origin: Origin, children: Children) {
        let is_leaf = open.is_leaf();
        let in_leaf = is_leaf || self.in_leaf();
        let counts = !is_leaf && !matches!(open, Open::Table { .. } | Open::Row { .. });
        self.depth += usize::from(counts);
        self.links += usize::from(matches!(open, Open::Link(_)));
        // The engine leaves a tab at the end of a heading.
        let trim = !matches!(origin, Origin::Markdown) || matches!(open, Open::Heading(_));
        self.frames.push(Frame { open, start, origin, in_leaf, counts, trim, children });
    }

    /// Closes the innermost node.
    #[inline]
    pub(super) fn pop(&mut self) -> Option<Frame> {
        let frame = self.frames.last()?;
        self.depth -= usize::from(frame.counts);
        self.links -= usize::from(matches!(frame.open, Open::Link(_)));
        self.deep_tags = 0;
        self.frames.pop()
    }

    /// Takes back the cell that was opened last, which the author did not write; returns whether one was open.
    pub(super) fn drop_cell(&mut self) -> bool {
        self.frames.pop_if(|frame| matches!(frame.open, Open::Cell { .. })).is_some()
    }

    /// The innermost leaf.
    pub(super) fn leaf(&self) -> Option<&Frame> {
        self.frames.iter().rev().find(|frame| frame.open.is_leaf())
    }

    /// Drops spaces at the ends of the innermost leaf: something invisible is next to them.
    pub(super) fn trim_leaf(&mut self) {
        if let Some(frame) = self.frames.iter_mut().rev().find(|frame| frame.open.is_leaf()) {
            frame.trim = true;
        }
    }

    /// A paragraph of its own in an item makes the item's list loose.
    pub(super) fn loosen_item(&mut self) {
        if let [.., list, item] = self.frames.as_mut_slice()
            && item.open.is_item()
            && let Open::List { loose, .. } = &mut list.open
        {
            *loose = true;
        }
    }

    /// The link or image of Markdown that is open, innermost first.
    pub(super) fn markdown_link(&mut self) -> Option<&mut Open> {
        self.frames.iter_mut().rev().find(|frame| frame.is_markdown()).map(|frame| &mut frame.open)
    }

    /// Whether only inline elements of the author's HTML are between here and a paragraph that a block may close.
    pub(super) fn in_paragraph_of_html(&self) -> bool {
        let leaf = self.frames.iter().rev().find(|frame| !frame.is_inline_element());
        leaf.is_some_and(|frame| matches!(frame.open, Open::Paragraph) && !frame.is_markdown())
    }

    /// Whether line ends and indentation are text, as in `<pre>`.
    pub(super) fn is_preformatted(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame.open, Open::Preformatted { .. }))
    }

    /// Whether the innermost node is an author's element that is nothing but its content, and only such are in a paragraph:
    /// `<font><ul>`.
    pub(super) fn is_content_of_paragraph(&self) -> bool {
        let mut frames = self.frames.iter().rev().skip_while(|frame| matches!(frame.open, Open::Span));
        let is_content = self.last().is_some_and(|frame| matches!(frame.open, Open::Span));
        is_content && frames.next().is_some_and(|frame| matches!(frame.open, Open::Paragraph))
    }

    /// The index of a paragraph that only its content implied, with nothing but inline elements of the author's HTML in
    /// it.
    pub(super) fn implied_paragraph(&self) -> Option<usize> {
        let at = self.frames.iter().rposition(|frame| !frame.is_inline_element())?;
        matches!(self.frames[at], Frame { open: Open::Paragraph, origin: Origin::Implied, .. }).then_some(at)
    }

    /// The index of the element `name`, if it is open in the same Markdown node.
    pub(super) fn element(&self, element: Element, name: &str) -> Option<usize> {
        let in_table = matches!(element, Element::Part(part) if part.is_of_table());
        for (at, frame) in self.frames.iter().enumerate().rev() {
            match &frame.origin {
                Origin::Html(tag) if tag.element == element && tag.name == name => return Some(at),
                Origin::Markdown => return None,
                _ if in_table && frame.open.is_table() => return None,
                _ => {}
            }
        }
        None
    }

    /// The innermost heading of HTML in the innermost Markdown node.
    pub(super) fn html_heading(&self) -> Option<(usize, &Frame)> {
        let mut own = self.frames.iter().enumerate().rev().take_while(|(_, frame)| !frame.is_markdown());
        own.find(|(_, frame)| matches!((&frame.open, &frame.origin), (Open::Heading(_), Origin::Html(_))))
    }

    /// Takes note that the end tag of the author's element `name` came where it could not close it; whether one is open.
    pub(super) fn end_outer(&mut self, name: &str) -> bool {
        let outer = self.frames.iter_mut().rev().find_map(|frame| match &mut frame.origin {
            Origin::Html(tag) if tag.name == name && !tag.ended => Some(tag),
            _ => None,
        });
        outer.map(|tag| tag.ended = true).is_some()
    }

    /// The first list or table of HTML in the innermost Markdown node that `is_unclosed`.
    pub(super) fn unclosed_container(&self, is_unclosed: impl Fn(&Frame) -> bool) -> Option<usize> {
        let from = self.frames.iter().rposition(Frame::is_markdown).map_or(0, |last| last + 1);
        let is_container =
            |frame: &Frame| matches!(frame.open, Open::List { .. } | Open::Table { .. } | Open::DefinitionList);
        let mut own = self.frames.iter().enumerate().skip(from);
        own.find(|(_, frame)| is_container(frame) && is_unclosed(frame)).map(|(at, _)| at)
    }

    /// What marks the item that opens next in the innermost list, where that is flat, with this number if it has its own.
    pub(super) fn next_mark(&mut self, number: Option<u64>) -> String {
        match self.frames.last_mut() {
            Some(Frame { open: Open::Flat(Flat::List(Some((next, numbering)))), .. }) => {
                let number = number.unwrap_or(*next);
                *next = number.saturating_add(1);
                let mut mark = String::new();
                numbering.write(number, &mut mark);
                mark + ". "
            }
            _ => "\u{2022} ".to_owned(),
        }
    }

    /// Takes note of a cell in the innermost row, where that is flat; whether it has one already.
    pub(super) fn has_begun_row(&mut self) -> bool {
        match self.frames.last_mut() {
            Some(Frame { open: Open::Flat(Flat::Row { begun }), .. }) => std::mem::replace(begun, true),
            _ => false,
        }
    }

    /// How many nodes stay open before a start tag: up to one that `holds` it, or without the one that it `closes`.
    /// What Markdown opened, only Markdown closes.
    pub(super) fn reach(&self, closes: fn(&Open) -> bool, holds: fn(&Open) -> bool) -> Option<usize> {
        for (index, frame) in self.frames.iter().enumerate().rev() {
            if holds(&frame.open) {
                return Some(index + 1);
            }
            if frame.is_markdown() {
                return None;
            }
            if closes(&frame.open) {
                return Some(index);
            }
        }
        None
    }

    /// Whether a table is open in the same Markdown node.
    pub(super) fn in_table(&self) -> bool {
        let own = self.frames.iter().rev().take_while(|frame| !frame.is_markdown());
        own.into_iter().any(|frame| frame.open.is_table())
    }

    /// Whether rows that open in the innermost table belong to its head.
    pub(super) fn set_in_head(&mut self, head: bool) {
        let table = self.frames.iter_mut().rev().find(|frame| frame.open.is_table());
        if let Some(Frame { open: Open::Table { in_head, .. }, .. }) = table {
            *in_head = head;
        }
    }

    /// Whether the inline at `index` is a start tag that is text until its end tag comes.
    pub(super) fn is_provisional(&self, index: usize) -> bool {
        self.frames
            .iter()
            .any(|frame| frame.is_provisional() && frame.children.inlines == index + 1 && frame.open.is_inline())
    }
}
