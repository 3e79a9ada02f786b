//! The scratch lists: children of open nodes, from which each closed node cuts its own.
//!
//! ```text
//! open     Quote  List  Item  Paragraph
//! blocks   [q1]         [i1]                  the quote's first paragraph, the item's first
//! items           [a]                         the list's first item
//! inlines                     [t1 t2]         the open paragraph's
//! ```
//!
//! Closing the paragraph cuts `t1 t2` off as an exact slice and pushes the paragraph after `i1`; closing the item cuts
//! both off. No node is moved more than once, and none holds room for children that never came.

use std::ops::Range;

use crate::span::Span;
use crate::tree::{
    Block, Blocks, CodeBlock, CodeSpan, DefinitionEntry, DefinitionList, Details, Heading, Image, Inline, Inlines,
    Link, List, ListItem, Paragraph, Part, Quote, Styled, Table, TableCell, TableRow, Template, cut,
};

use super::open::{CellSpans, Open};
use super::scratch::Scratch;
use super::stack::{Children, Frame, Origin, TagFate};

/// The scratch lists.
#[derive(Debug)]
pub(super) struct Lists {
    pub(super) parts: Scratch<Part>,
    pub(super) blocks: Scratch<Block>,
    pub(super) inlines: Scratch<Inline>,
    items: Scratch<ListItem>,
    rows: Scratch<TableRow>,
    cells: Scratch<TableCell>,
    entries: Scratch<DefinitionEntry>,
}

/// Where blocks are put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Among the parts of the body or of a section.
    Top,
    /// Among the blocks of an open node.
    Inside,
}

impl Lists {
    pub(super) fn new() -> Lists {
        Lists {
            parts: Scratch::with_capacity(12),
            blocks: Scratch::with_capacity(8),
            inlines: Scratch::with_capacity(16),
            items: Scratch::new(),
            rows: Scratch::new(),
            cells: Scratch::new(),
            entries: Scratch::new(),
        }
    }

    /// Where the children of a node that opens now begin.
    pub(super) fn children(&self, open: &Open) -> Children {
        Children { blocks: self.blocks.len(), inlines: self.inlines.len(), own: self.own(open) }
    }

    /// The length of the scratch list on which a node of this kind puts its own parts.
    fn own(&self, open: &Open) -> usize {
        match open {
            Open::List { .. } => self.items.len(),
            Open::Table { .. } => self.rows.len(),
            Open::Row { .. } => self.cells.len(),
            Open::DefinitionList => self.entries.len(),
            _ => 0,
        }
    }

    /// Whether a table has rows already.
    pub(super) fn has_rows(&self, table: &Frame) -> bool {
        self.rows.len() > table.children.own
    }

    /// Drops the rows of a table and the cells of a row.
    pub(super) fn drop_rows(&mut self, table: &Frame, row: &Frame) {
        drop(cut(&mut self.rows, table.children.own));
        drop(cut(&mut self.cells, row.children.own));
    }

    /// Whether a list or table was opened and nothing put in it.
    pub(super) fn is_empty(&self, frame: &Frame) -> bool {
        matches!(frame.open, Open::List { .. } | Open::Table { .. } | Open::DefinitionList)
            && self.own(&frame.open) == frame.children.own
    }

    /// Takes back the last item of a list, where its children begin and where it begins itself.
    pub(super) fn reopen_item(&mut self, list: &Frame) -> Option<(Open, Children, Span)> {
        if self.items.len() <= list.children.own {
            return None;
        }
        let item = self.items.pop()?;
        let children = Children { blocks: self.blocks.len(), inlines: self.inlines.len(), own: 0 };
        self.blocks.extend(item.blocks);
        Some((item.number.map_or(Open::Item, Open::NumberedItem), children, item.span))
    }

    /// Adds a block.
    pub(super) fn push_block(&mut self, block: Block, level: Level) {
        match level {
            Level::Top => self.parts.push(Part::Block(block)),
            Level::Inside => self.blocks.push(block),
        }
    }

    /// The block that was closed last where blocks are put now, into the node `parent`.
    pub(super) fn last_block(&mut self, parent: Option<&Frame>) -> Option<&mut Block> {
        match parent {
            None => match self.parts.last_mut() {
                Some(Part::Block(block)) => Some(block),
                _ => None,
            },
            Some(frame) if self.blocks.len() > frame.children.blocks => self.blocks.last_mut(),
            Some(_) => None,
        }
    }

    /// Makes a node of `frame` and its children, and adds it to `parent`. A quote is `written` so in the source.
    // As with `Nodes::close`, which calls it.
    #[inline(always)]
    pub(super) fn close(
        &mut self,
        frame: &mut Frame,
        span: Span,
        fate: TagFate,
        parent: Option<&mut Frame>,
        written: &str,
    ) {
        if frame.open.is_inline() {
            return self.close_inline(frame, span, fate);
        }
        let level = if parent.is_none() { Level::Top } else { Level::Inside };
        if fate == TagFate::Stays && self.is_empty(frame) {
            return self.give_blocks(frame.children.blocks, level);
        }
        match &mut frame.open {
            Open::Paragraph | Open::Heading(_) | Open::Cell { .. } | Open::Term | Open::Summary => {
                self.close_leaf(frame, span, fate, parent);
            }
            Open::Item | Open::NumberedItem(_) | Open::Description => self.close_item(frame, span, parent),
            Open::Row { head } => self.close_row(*head, frame.children.own, span, parent),
            Open::Table { alignments, .. } => {
                let rows = cut(&mut self.rows, frame.children.own);
                let strays: Vec<Block> = self.blocks.drain(frame.children.blocks..).collect();
                if fate == TagFate::Goes {
                    self.remove_last_block(level);
                }
                self.close_table(Table { alignments: std::mem::take(alignments), rows, span }, strays, level);
            }
            _ => self.close_container(frame, span, fate, level, written),
        }
    }

    fn close_inline(&mut self, frame: &mut Frame, span: Span, fate: TagFate) {
        let from = frame.children.inlines;
        if matches!(fate, TagFate::Stays | TagFate::Lost) || matches!(frame.open, Open::Span | Open::Flat(_)) {
            if fate == TagFate::Goes && from > 0 {
                self.inlines.remove(from - 1);
            }
            return;
        }
        let content = Inlines::cut(&mut self.inlines, from);
        if fate == TagFate::Goes {
            self.inlines.pop();
        }
        let node = match &mut frame.open {
            Open::Styled(style) => Inline::Styled(Box::new(Styled { style: *style, content, span })),
            Open::Code => Inline::Code(CodeSpan { content: Template::from_inlines(content, " "), span }),
            Open::Link(link) => {
                let mut link = link.take().unwrap_or_else(|| {
                    Box::new(Link { target: Template::default(), title: None, content: Inlines::new(), span })
                });
                (link.content, link.span) = (content, span);
                Inline::Link(link)
            }
            Open::Image(image) => {
                let mut image = image.take().unwrap_or_else(|| {
                    Box::new(Image { target: Template::default(), title: None, alt: Inlines::new(), span })
                });
                (image.alt, image.span) = (content, span);
                Inline::Image(image)
            }
            _ => return,
        };
        self.inlines.push(node);
    }

    fn close_container(&mut self, frame: &mut Frame, span: Span, fate: TagFate, level: Level, written: &str) {
        let Children { blocks: from, inlines, own } = frame.children;
        let node = match &mut frame.open {
            Open::Division => {
                if fate == TagFate::Goes {
                    self.remove_block(from, level);
                }
                return self.give_blocks(from, level);
            }
            Open::Quote if fate == TagFate::Stays => return self.give_blocks(from, level),
            Open::Details { summary } if fate == TagFate::Stays => {
                if let Some(summary) = summary.take().filter(|summary| !summary.is_empty()) {
                    self.put_summary(*summary, from);
                }
                return self.give_blocks(from, level);
            }
            Open::Quote => {
                let blocks = Blocks::cut(&mut self.blocks, from);
                Block::Quote(Box::new(Quote { alert: None, blocks, span }.with_alert(written)))
            }
            Open::Details { summary } => {
                let blocks = Blocks::cut(&mut self.blocks, from);
                let summary = summary.take().map_or_else(Inlines::new, |summary| *summary);
                Block::Details(Box::new(Details { summary, blocks, span }))
            }
            Open::Preformatted { language } => {
                let content = Template::from_inlines(Inlines::cut(&mut self.inlines, inlines), "\n");
                Block::Code(CodeBlock { language: language.take(), content: content.into_code(), span })
            }
            Open::List { start, numbering, loose } => {
                let (start, numbering, tight) = (*start, *numbering, !*loose);
                Block::List(List { start, numbering, tight, items: cut(&mut self.items, own), span })
            }
            Open::DefinitionList => {
                Block::DefinitionList(DefinitionList { entries: cut(&mut self.entries, own), span })
            }
            _ => return,
        };
        if fate == TagFate::Goes {
            self.remove_last_block(level);
        }
        self.push_block(node, level);
    }

    /// Closes a table. Blocks in it that are in no row split it in two, and come in between.
    fn close_table(&mut self, table: Table, strays: Vec<Block>, level: Level) {
        let Table { alignments, rows, span } = table;
        let is_unsplit = strays.is_empty();
        let mut start = span.start;
        let mut rows = rows.into_iter().peekable();
        for stray in strays {
            let stray_span = stray.span();
            let before: Vec<TableRow> =
                std::iter::from_fn(|| rows.next_if(|row| row.span.end <= stray_span.start)).collect();
            if !before.is_empty() {
                let span = Span { start, end: stray_span.start };
                self.push_block(Block::Table(Table { alignments: alignments.clone(), rows: before, span }), level);
            }
            start = stray_span.end;
            self.push_block(stray, level);
        }
        let rows: Vec<TableRow> = rows.collect();
        if is_unsplit || !rows.is_empty() {
            let span = if span.is_none() { span } else { Span { start, end: span.end } };
            self.push_block(Block::Table(Table { alignments, rows, span }), level);
        }
    }

    /// Whether the inlines after `from` are comments and nothing else.
    pub(super) fn is_only_comments(&self, from: usize) -> bool {
        self.inlines.get(from..).is_some_and(is_only_comments)
    }

    /// Moves the blocks after `from` to the innermost open node.
    fn give_blocks(&mut self, from: usize, level: Level) {
        if level == Level::Top {
            self.parts.extend(self.blocks.drain(from..).map(Part::Block));
        }
    }

    /// Closes a row. One in the table's head, or one at its top with only head cells, is a head.
    fn close_row(&mut self, head: bool, from: usize, span: Span, parent: Option<&mut Frame>) {
        let mut cells = cut(&mut self.cells, from);
        if let Some(Frame { open: Open::Table { in_head, .. }, children, .. }) = parent {
            let at_top = self.rows[children.own..].iter().all(|row| row.head);
            let head = head || *in_head || (at_top && !cells.is_empty() && cells.iter().all(|cell| cell.head));
            if head {
                cells.iter_mut().for_each(|cell| cell.head = false);
            }
            self.rows.push(TableRow { head, cells, span });
        }
    }

    /// Puts the summary of details that are flattened among the blocks after `from`, where it is in the source.
    fn put_summary(&mut self, content: Inlines, from: usize) {
        let span = outer(&content).unwrap_or(Span::NONE);
        let index = self.blocks[from..].partition_point(|block| block.span().start < span.start);
        self.blocks.insert(from + index, Block::Paragraph(Paragraph { content, span }));
    }

    fn remove_last_block(&mut self, level: Level) {
        match level {
            Level::Top => drop(self.parts.pop()),
            Level::Inside => drop(self.blocks.pop()),
        }
    }

    /// Removes the start tag that was put before the blocks that begin at `at`.
    fn remove_block(&mut self, at: usize, level: Level) {
        match level {
            Level::Top => drop(self.parts.pop()),
            Level::Inside if at > 0 && at <= self.blocks.len() => drop(self.blocks.remove(at - 1)),
            Level::Inside => {}
        }
    }

    fn close_item(&mut self, frame: &Frame, span: Span, parent: Option<&mut Frame>) {
        let number = match frame.open {
            Open::NumberedItem(number) => Some(number),
            _ => None,
        };
        let blocks = Blocks::cut(&mut self.blocks, frame.children.blocks);
        // Nobody wrote it, and only blanks were in it: `<li>a</li>\n</ul>\n<li>b`.
        if blocks.is_empty() && matches!(frame.origin, Origin::Implied) {
            return;
        }
        let item = ListItem { number, blocks, span };
        let level = if parent.is_none() { Level::Top } else { Level::Inside };
        match parent.map(|parent| &parent.open) {
            Some(Open::List { .. }) => self.items.push(item),
            Some(Open::DefinitionList) => self.entries.push(DefinitionEntry::Description(item)),
            _ => item.blocks.into_iter().for_each(|block| self.push_block(block, level)),
        }
    }

    fn close_leaf(&mut self, frame: &Frame, span: Span, fate: TagFate, parent: Option<&mut Frame>) {
        let level = if parent.is_none() { Level::Top } else { Level::Inside };
        if frame.trim {
            trim(&mut self.inlines, frame.children.inlines);
        }
        let content = Inlines::cut(&mut self.inlines, frame.children.inlines);
        if fate == TagFate::Goes {
            self.remove_last_block(level);
        }
        let implied = matches!(frame.origin, Origin::Implied);
        match (&frame.open, parent.map(|parent| &mut parent.open)) {
            (&Open::Cell { head, spans }, Some(Open::Row { .. })) => {
                let CellSpans { columns: colspan, rows: rowspan } = spans;
                self.cells.push(TableCell { head, colspan, rowspan, content, span });
            }
            (Open::Term, Some(Open::DefinitionList)) => {
                self.entries.push(DefinitionEntry::Term(Paragraph { content, span }));
            }
            (Open::Summary, Some(Open::Details { summary: summary @ None })) if fate != TagFate::Stays => {
                *summary = Some(Box::new(content));
            }
            (&Open::Heading(heading), _) if fate != TagFate::Stays && !is_only_comments(&content) => {
                self.push_block(Block::Heading(Heading { level: heading, content, span }), level);
            }
            _ => {
                let span = if implied { outer(&content).unwrap_or(span) } else { span };
                self.close_paragraph(content, span, level);
            }
        }
    }

    /// Adds a paragraph, or only its comments if there is nothing else in it.
    fn close_paragraph(&mut self, content: Inlines, span: Span, level: Level) {
        let shows = |inline: &Inline| !matches!(inline, Inline::Comment(_) | Inline::SoftBreak(_));
        if content.iter().any(shows) {
            return self.push_block(Block::Paragraph(Paragraph { content, span }), level);
        }
        for inline in content {
            if let Inline::Comment(comment) = inline {
                self.push_block(Block::Comment(comment), level);
            }
        }
    }
}

/// Whether `content` is comments and nothing else.
fn is_only_comments(content: &[Inline]) -> bool {
    !content.is_empty() && content.iter().all(|inline| matches!(inline, Inline::Comment(_) | Inline::SoftBreak(_)))
}

/// The span from the first to the last of `content`.
fn outer(content: &Inlines) -> Option<Span> {
    let (first, last) = (content.first()?.span(), content.last()?.span());
    (!first.is_none() && !last.is_none()).then_some(Span { start: first.start, end: last.end })
}

/// Removes blanks from both ends of the inlines after `from`; comments stay.
fn trim(inlines: &mut Vec<Inline>, from: usize) {
    let is_blank = |inline: &Inline| match inline {
        Inline::Comment(_) | Inline::SoftBreak(_) => true,
        Inline::Text(words) => words.text.trim().is_empty(),
        _ => false,
    };
    let ends_bare = |inline: Option<&Inline>, blank: fn(&str) -> bool| match inline {
        Some(Inline::Text(words)) => !blank(&words.text),
        Some(Inline::Comment(_) | Inline::SoftBreak(_)) => false,
        _ => true,
    };
    if ends_bare(inlines.get(from), |text| text.starts_with(char::is_whitespace))
        && ends_bare(inlines[from..].last(), |text| text.ends_with(char::is_whitespace))
    {
        return;
    }
    let content = &mut inlines[from..];
    let first = content.iter().position(|inline| !is_blank(inline)).unwrap_or(content.len());
    let last = content.iter().rposition(|inline| !is_blank(inline)).unwrap_or(0);
    let mut cut = |index: usize, part: fn(&str) -> Range<usize>| {
        if let Some(Inline::Text(words)) = content.get_mut(index) {
            words.cut(part(&words.text));
        }
    };
    cut(first, |text| text.len() - text.trim_start().len()..text.len());
    cut(last, |text| 0..text.trim_end().len());
    // In place, as there may be many inlines.
    let (text, mut index) = (from + first..=from + last, from);
    let goes = |inline: &mut Inline| {
        index += 1;
        !text.contains(&(index - 1)) && !matches!(inline, Inline::Comment(_))
    };
    inlines.extract_if(from.., goes).for_each(drop);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::tree::{Break, Comment, Words};

    fn text(text: &str) -> Inline {
        Inline::Text(Words { text: Text::from(text), span: Span::NONE })
    }

    #[track_caller]
    fn trims(inlines: Vec<Inline>, expected: Vec<Inline>) {
        let mut inlines = inlines;
        trim(&mut inlines, 0);
        assert_eq!(inlines, expected);
    }

    #[test]
    fn blanks_at_the_ends_go_and_comments_stay() {
        let comment = || Inline::Comment(Comment { text: Text::from("c"), span: Span::NONE });
        let line_end = || Inline::SoftBreak(Break { span: Span::NONE });
        trims(vec![text("a")], vec![text("a")]);
        trims(vec![text(" a "), text("b ")], vec![text("a "), text("b")]);
        trims(vec![comment(), line_end(), text(" a")], vec![comment(), text("a")]);
        trims(vec![text("a"), text(" "), comment()], vec![text("a"), comment()]);
        trims(vec![text(" "), comment()], vec![comment()]);
    }

    #[test]
    fn a_closed_node_takes_its_own_children() {
        let mut lists = Lists::new();
        lists.inlines.push(text("before"));
        let children = lists.children(&Open::Paragraph);
        lists.inlines.push(text("a"));
        let open = Open::Paragraph;
        let origin = Origin::Markdown;
        let mut frame = Frame { open, start: 0, origin, in_leaf: true, counts: false, trim: false, children };
        lists.close(&mut frame, Span::new(0, 1), TagFate::Absent, None, "");
        assert_eq!(*lists.inlines, [text("before")]);
        let content = Inlines::from(vec![text("a")]);
        assert_eq!(*lists.parts, [Part::Block(Block::Paragraph(Paragraph { content, span: Span::new(0, 1) }))]);
    }
}
