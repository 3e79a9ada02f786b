//! Building the tree: a stack of open nodes, and scratch lists from which each closed node cuts its children.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::html::Element;
use crate::parse::mask::{Action, Boundary, Extent, Kind, Mark};
use crate::parse::run::Run;
use crate::span::Span;
use crate::text::Text;
use crate::tree::{
    Alignment, Block, Blocks, Break, CodeBlock, CodeSpan, Comment, DefinitionEntry, DefinitionList, Details, Heading,
    Image, Inline, Inlines, Link, List, ListItem, Paragraph, Part, Parts, Piece, Quote, Section, SectionKind, Style,
    Styled, Table, TableCell, TableRow, Template, Words,
};

/// How many containers and inlines may be open inside one another; deeper ones lose themselves but not their content.
///
/// JSON of a tree of this depth stays inside the 128 levels that `serde_json` reads.
pub(crate) const MAX_DEPTH: usize = 30;

/// A node that is open.
#[derive(Debug)]
pub(super) enum Open {
    // What holds blocks.
    Division,
    Quote,
    Item,
    Description,
    Details {
        summary: Option<Inlines>,
    },
    // What holds parts of itself.
    List {
        start: Option<u64>,
        loose: bool,
        items: Vec<ListItem>,
    },
    Table {
        alignments: Vec<Alignment>,
        rows: Vec<TableRow>,
        /// Whether rows that open now belong to the head.
        in_head: bool,
    },
    Row {
        head: bool,
        cells: Vec<TableCell>,
    },
    DefinitionList {
        entries: Vec<DefinitionEntry>,
    },
    // Leaves, which hold inlines.
    Paragraph,
    Heading(u8),
    Cell {
        head: bool,
    },
    Term,
    Summary,
    Preformatted {
        language: Option<Text>,
    },
    // Inlines that hold inlines.
    Styled(Style),
    Code,
    Link {
        target: Target,
        title: Option<Target>,
    },
    Image {
        target: Target,
        title: Option<Target>,
    },
    /// Nothing but its content, among inlines.
    Span,
}

/// Where a link points, or what its text will be made of when the link closes.
#[derive(Debug)]
pub(super) enum Target {
    Known(Template),
    /// A text that the engine changed, with masked placeholders in it that stand behind the link's content.
    Masked(String),
}

impl Open {
    fn is_leaf(&self) -> bool {
        matches!(
            self,
            Open::Paragraph
                | Open::Heading(_)
                | Open::Cell { .. }
                | Open::Term
                | Open::Summary
                | Open::Preformatted { .. }
        )
    }

    fn is_inline(&self) -> bool {
        matches!(self, Open::Styled(_) | Open::Code | Open::Link { .. } | Open::Image { .. } | Open::Span)
    }

    /// Whether it counts against [`MAX_DEPTH`].
    fn counts(&self) -> bool {
        !self.is_leaf() && !matches!(self, Open::Table { .. } | Open::Row { .. })
    }
}

/// Who opened a node.
#[derive(Debug)]
pub(super) enum Origin {
    /// Markdown; the engine says when it closes.
    Markdown,
    /// What stands in it, which needs a node around it.
    Implied,
    /// An HTML element of the author's.
    Html(Tag),
}

/// The author's HTML element that opened a node.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) element: Element,
    pub(super) name: String,
    /// Whether the tag stands as text before the content until its end tag comes.
    pub(super) provisional: bool,
    /// Where the tag ends.
    pub(super) end: usize,
}

/// What becomes of the start tag that stands before a node's content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StartTag {
    /// There is none.
    Absent,
    /// The end tag came: it goes.
    Goes,
    /// No end tag came: it is text, and the node dissolves.
    Stays,
}

#[derive(Debug)]
pub(super) struct Frame {
    pub(super) open: Open,
    /// Offset in the body at which the node begins.
    pub(super) start: usize,
    pub(super) origin: Origin,
    /// Whether the node is a leaf or stands in one.
    pub(super) in_leaf: bool,
    /// Whether spaces at the ends of the content are not the author's to see.
    pub(super) trim: bool,
    /// Where its children begin on the scratch lists.
    blocks: usize,
    inlines: usize,
}

impl Frame {
    /// Where the node begins without the author's tag.
    fn content_start(&self) -> usize {
        match &self.origin {
            Origin::Html(tag) => tag.end,
            Origin::Markdown | Origin::Implied => self.start,
        }
    }

    /// Whether a list or table was opened and nothing put in it.
    fn is_empty(&self) -> bool {
        match &self.open {
            Open::List { items, .. } => items.is_empty(),
            Open::Table { rows, .. } => rows.is_empty(),
            Open::DefinitionList { entries } => entries.is_empty(),
            _ => false,
        }
    }
}

/// A section that is open.
struct OpenSection {
    kind: SectionKind,
    title: Option<Text>,
    extent: Extent,
    start: usize,
    parts: usize,
}

/// What a block finds where it wants to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Room for a block.
    Free,
    /// A heading, a cell or something else that holds inlines only.
    Flat,
}

/// The tree under construction.
pub(super) struct Builder<'s> {
    pub(super) source: &'s Arc<str>,
    /// Offset of the body in the source.
    pub(super) base: usize,
    /// Whether nodes get spans.
    pub(super) placed: bool,
    pub(super) body: &'s str,
    pub(super) masked: &'s str,
    pub(super) marks: &'s [Mark],
    boundaries: std::slice::Iter<'s, Boundary>,
    sections: Vec<OpenSection>,
    pub(super) stack: Vec<Frame>,
    depth: usize,
    /// Markdown containers that were left out because they are nested too deep, and are still open.
    over: usize,
    parts: Vec<Part>,
    blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    pub(super) run: Run,
    /// Links that are open.
    pub(super) links: usize,
    pub(super) found: Vec<Diagnostic>,
    nesting_reported: bool,
}

impl<'s> Builder<'s> {
    pub(super) fn new(
        source: &'s Arc<str>,
        base: usize,
        body: &'s str,
        masked: &'s str,
        marks: &'s [Mark],
        boundaries: &'s [Boundary],
    ) -> Builder<'s> {
        Builder {
            source,
            base,
            placed: true,
            body,
            masked,
            marks,
            boundaries: boundaries.iter(),
            sections: Vec::new(),
            stack: Vec::new(),
            depth: 0,
            over: 0,
            parts: Vec::new(),
            blocks: Vec::new(),
            inlines: Vec::new(),
            run: Run::new(masked),
            links: 0,
            found: Vec::new(),
            nesting_reported: false,
        }
    }

    /// The span in the source of a range of the body.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        if self.placed { Span::new(self.base + range.start, self.base + range.end) } else { Span::NONE }
    }

    /// The text of a range of the body, as the author wrote it.
    pub(super) fn text(&self, range: Range<usize>) -> Text {
        Text::shared(self.source, Span::new(self.base + range.start, self.base + range.end))
    }

    /// The marks that lie at least partly in `range`.
    pub(super) fn marks_in(&self, range: &Range<usize>) -> &'s [Mark] {
        if self.marks.is_empty() {
            return &[];
        }
        let first = self.marks.partition_point(|mark| mark.range.end <= range.start);
        let count = self.marks[first..].partition_point(|mark| mark.range.start < range.end);
        &self.marks[first..first + count]
    }

    /// Closes everything and gives the parts.
    pub(super) fn finish(mut self) -> (Vec<Part>, Vec<Diagnostic>) {
        self.boundaries_before(self.body.len() + 1);
        self.close_all(self.body.len());
        while !self.sections.is_empty() {
            self.close_section(self.body.len());
        }
        (self.parts, self.found)
    }

    // Sections.

    /// Does what the section markers before `offset` say. Only between blocks of the top level.
    pub(super) fn boundaries_before(&mut self, offset: usize) {
        while let Some(boundary) = self.boundaries.as_slice().first().filter(|next| next.marker.start < offset) {
            self.boundaries.next();
            self.close_all(boundary.marker.start);
            match &boundary.action {
                Action::Open { kind, title, extent } => self.sections.push(OpenSection {
                    kind: *kind,
                    title: title.clone().map(|title| self.text(title)),
                    extent: *extent,
                    start: boundary.marker.start,
                    parts: self.parts.len(),
                }),
                Action::Close(kind) => {
                    if let Some(at) = self.sections.iter().rposition(|section| section.kind == *kind) {
                        while self.sections.len() > at + 1 {
                            self.close_section(boundary.marker.start);
                        }
                        self.close_section(boundary.marker.end);
                    }
                }
            }
        }
    }

    /// Ends a section that runs to the first heading behind other content, where that heading starts.
    pub(super) fn heading_at_top(&mut self, offset: usize) {
        let ends = |section: &OpenSection| section.extent == Extent::BeforeHeading;
        if let Some(at) = self.sections.iter().position(ends) {
            let has_content = self.parts[self.sections[at].parts..]
                .iter()
                .any(|part| !matches!(part, Part::Block(Block::Heading(_) | Block::Comment(_))));
            if has_content {
                while self.sections.len() > at {
                    self.close_section(offset);
                }
            }
        }
    }

    fn close_section(&mut self, end: usize) {
        if let Some(section) = self.sections.pop() {
            let parts: Parts = self.parts.drain(section.parts..).collect();
            self.parts.push(Part::Section(Section {
                kind: section.kind,
                title: section.title,
                parts,
                span: self.span(section.start..end),
            }));
        }
    }

    // Opening.

    /// Makes room for a block at `at`: closes what a block closes, opens what it needs.
    pub(super) fn block_place(&mut self, at: usize) -> Place {
        loop {
            let Some(frame) = self.stack.last() else { return Place::Free };
            match frame.open {
                Open::Paragraph if !matches!(frame.origin, Origin::Markdown) => self.close_top(at),
                Open::Paragraph => {
                    // A block opens in the middle of a Markdown paragraph: what follows stands behind it.
                    self.close_top(at);
                    self.push(Open::Division, at, Origin::Markdown);
                }
                Open::List { .. } => self.push(Open::Item, at, Origin::Implied),
                Open::DefinitionList { .. } => self.push(Open::Description, at, Origin::Implied),
                Open::Row { .. } => self.push(Open::Cell { head: false }, at, Origin::Implied),
                _ if frame.open.is_inline() && self.in_paragraph_of_html() => self.close_top(at),
                _ if frame.in_leaf => return Place::Flat,
                _ => return Place::Free,
            }
        }
    }

    /// Whether only the author's inline elements stand between here and a paragraph that a block may close.
    fn in_paragraph_of_html(&self) -> bool {
        let is_html = |frame: &Frame| !matches!(frame.origin, Origin::Markdown);
        let leaf = self.stack.iter().rev().find(|frame| !(frame.open.is_inline() && is_html(frame)));
        leaf.is_some_and(|frame| matches!(frame.open, Open::Paragraph) && is_html(frame))
    }

    /// Makes room for inlines at `at`.
    pub(super) fn inline_place(&mut self, at: usize) {
        loop {
            let open = match self.stack.last() {
                Some(frame) if frame.in_leaf => return,
                Some(Frame { open: Open::List { .. }, .. }) => Open::Item,
                Some(Frame { open: Open::DefinitionList { .. }, .. }) => Open::Description,
                Some(Frame { open: Open::Row { .. }, .. }) => Open::Cell { head: false },
                _ => Open::Paragraph,
            };
            self.push(open, at, Origin::Implied);
        }
    }

    /// Opens a node.
    pub(super) fn push(&mut self, open: Open, start: usize, origin: Origin) {
        self.flush();
        let in_leaf = open.is_leaf() || self.stack.last().is_some_and(|frame| frame.in_leaf);
        self.depth += usize::from(open.counts());
        self.links += usize::from(matches!(open, Open::Link { .. }));
        let trim = !matches!(origin, Origin::Markdown);
        let (blocks, inlines) = (self.blocks.len(), self.inlines.len());
        self.stack.push(Frame { open, start, origin, in_leaf, trim, blocks, inlines });
    }

    /// Opens a container or inline of Markdown; beyond the limit its content goes to what is open.
    pub(super) fn push_markdown(&mut self, open: Open, start: usize) {
        if self.over > 0 || self.is_full() {
            self.flush();
            self.over += 1;
            self.report_nesting(start);
        } else {
            self.push(open, start, Origin::Markdown);
        }
    }

    /// Opens a style of Markdown.
    pub(super) fn push_style(&mut self, style: Style, start: usize) {
        self.inline_place(start);
        self.push_markdown(Open::Styled(style), start);
    }

    /// A paragraph of its own in an item makes the item's list loose.
    pub(super) fn loosen_item(&mut self) {
        if let [.., list, item] = self.stack.as_mut_slice()
            && matches!(item.open, Open::Item)
            && let Open::List { loose, .. } = &mut list.open
        {
            *loose = true;
        }
    }

    /// Takes back the cell that was opened last: the author wrote none.
    pub(super) fn drop_cell(&mut self) {
        if matches!(self.stack.last(), Some(Frame { open: Open::Cell { .. }, .. })) {
            self.stack.pop();
        }
    }

    /// Whether something that is never shown stands in `range`.
    pub(super) fn holds_hidden(&self, range: Range<usize>) -> bool {
        self.marks_in(&range).iter().any(|mark| {
            matches!(mark.kind, Kind::Section | Kind::Gone | Kind::NoteBlock | Kind::Note | Kind::BreakLine)
        })
    }

    /// Target and title of a link that closes: placeholders in them stand behind its content, in this order.
    fn resolve(
        &self,
        target: Target,
        title: Option<Target>,
        content: &Inlines,
        range: Range<usize>,
    ) -> (Template, Option<Template>) {
        let behind = |span: Span| (!span.is_none()).then(|| (span.end as usize).saturating_sub(self.base));
        let content_end = content.last().and_then(|last| behind(last.span())).unwrap_or(range.start);
        let resolve = |text: Target, from: usize| match text {
            Target::Known(text) => text,
            Target::Masked(said) => self.unmask(&said, from.max(range.start)..range.end.max(from)),
        };
        let target = resolve(target, content_end);
        let target_end = target.pieces().iter().rev().find_map(|piece| match piece {
            Piece::Placeholder(placeholder) => behind(placeholder.span),
            Piece::Text(_) => None,
        });
        let title = title.map(|title| resolve(title, target_end.unwrap_or(0).max(content_end)));
        (target, title)
    }

    /// Whether no more nodes may open inside what is open.
    pub(super) fn is_full(&self) -> bool {
        self.depth + self.sections.len() >= MAX_DEPTH
    }

    pub(super) fn report_nesting(&mut self, at: usize) {
        if !std::mem::replace(&mut self.nesting_reported, true) {
            let message = format!("expected at most {MAX_DEPTH} nodes inside one another; deeper ones are flattened");
            self.found.push(Diagnostic::warning(Code::NESTING, self.span(at..at), message));
        }
    }

    /// Puts a start tag before what it opens, as text that goes when the end tag comes.
    pub(super) fn push_provisional(&mut self, literal: Range<usize>) {
        self.flush();
        let words = Inline::Text(Words { text: self.text(literal.clone()), span: self.span(literal.clone()) });
        if self.stack.last().is_some_and(|frame| frame.in_leaf) {
            self.inlines.push(words);
        } else {
            let content = Inlines::from(vec![words]);
            self.push_block(Block::Paragraph(Paragraph { content, span: self.span(literal) }));
        }
    }

    /// Adds a block where blocks can stand.
    pub(super) fn push_block(&mut self, block: Block) {
        if self.stack.is_empty() {
            self.parts.push(Part::Block(block));
        } else {
            self.blocks.push(block);
        }
    }

    /// Adds an inline behind the text that came before it.
    pub(super) fn push_inline(&mut self, inline: Inline) {
        self.flush();
        self.inlines.push(inline);
    }

    /// The block that was closed last where blocks are put now.
    pub(super) fn last_block(&mut self) -> Option<&mut Block> {
        match self.stack.last() {
            None => match self.parts.last_mut() {
                Some(Part::Block(block)) => Some(block),
                _ => None,
            },
            Some(frame) if self.blocks.len() > frame.blocks => self.blocks.last_mut(),
            Some(_) => None,
        }
    }

    /// Separates a block that has no place of its own from the inlines before it.
    pub(super) fn separate(&mut self, at: usize) {
        self.flush();
        let Some(leaf) = self.stack.iter().rev().find(|frame| frame.open.is_leaf()) else { return };
        let visible = |&(index, inline): &(usize, &Inline)| {
            !matches!(inline, Inline::Comment(_) | Inline::SoftBreak(_)) && !self.is_provisional(index)
        };
        let before = self.inlines.iter().enumerate().skip(leaf.inlines);
        match before.rev().find(visible).map(|(_, inline)| inline) {
            None | Some(Inline::HardBreak(_)) => {}
            Some(_) => {
                let span = self.span(at..at);
                self.inlines.push(Inline::HardBreak(Break { span }));
            }
        }
    }

    // Closing.

    /// Closes the innermost Markdown node that is open, and what the author's HTML left open in it.
    pub(super) fn close_markdown(&mut self, end: usize, container: bool) {
        if container && self.over > 0 {
            self.flush();
            self.over -= 1;
            return;
        }
        while let Some(frame) = self.stack.last() {
            let is_markdown = matches!(frame.origin, Origin::Markdown);
            self.close_top(end);
            if is_markdown {
                return;
            }
        }
    }

    /// Closes a paragraph that only its content implied: the HTML block that held it ends.
    pub(super) fn close_implied(&mut self, end: usize) {
        let is_html = |frame: &Frame| frame.open.is_inline() && !matches!(frame.origin, Origin::Markdown);
        let Some(at) = self.stack.iter().rposition(|frame| !is_html(frame)) else { return };
        if matches!(self.stack[at], Frame { open: Open::Paragraph, origin: Origin::Implied, .. }) {
            while self.stack.len() > at {
                self.close_top(end);
            }
        }
    }

    /// Closes everything that is open at the top level.
    pub(super) fn close_all(&mut self, end: usize) {
        self.flush();
        while !self.stack.is_empty() {
            self.close_top(end);
        }
        self.over = 0;
    }

    /// Closes the author's element `name`, if it is open in the same Markdown node; whether it was.
    pub(super) fn close_tag(&mut self, element: Element, name: &str, end: usize) -> bool {
        let mut index = None;
        for (at, frame) in self.stack.iter().enumerate().rev() {
            match &frame.origin {
                Origin::Html(tag) if tag.element == element && tag.name == name => {
                    index = Some(at);
                    break;
                }
                Origin::Markdown => break,
                _ => {}
            }
        }
        let Some(index) = index else { return false };
        while self.stack.len() > index + 1 {
            self.close_top(end);
        }
        self.close_frame(end, true);
        true
    }

    /// Closes the innermost node; an element of the author's whose end tag is missing shows its start tag.
    pub(super) fn close_top(&mut self, end: usize) {
        self.close_frame(end, false);
    }

    fn close_frame(&mut self, end: usize, ended: bool) {
        self.flush();
        let Some(mut frame) = self.stack.pop() else { return };
        self.depth -= usize::from(frame.open.counts());
        self.links -= usize::from(matches!(frame.open, Open::Link { .. }));
        let start_tag = match &frame.origin {
            Origin::Html(tag) if tag.provisional && (ended || self.ends_soon(&frame, &tag.name, end)) => StartTag::Goes,
            Origin::Html(tag) if tag.provisional => StartTag::Stays,
            _ => StartTag::Absent,
        };
        if start_tag == StartTag::Stays {
            let message = "expected an end tag for this tag in its block, found none; it is shown as text";
            let span = self.span(frame.start..frame.content_start());
            self.found.push(Diagnostic::note(Code::HTML_AS_TEXT, span, message));
            frame.start = frame.content_start();
        }
        if frame.open.is_inline() {
            self.close_inline(frame, end, start_tag);
        } else {
            self.close_block(frame, end, start_tag);
        }
    }

    /// Whether the end tag of an inline element stands a little behind the Markdown that it crosses.
    fn ends_soon(&self, frame: &Frame, name: &str, end: usize) -> bool {
        const NEAR: usize = 1024;
        if !frame.open.is_inline() || self.stack.last().is_none_or(|parent| parent.open.is_leaf()) {
            return false;
        }
        let behind = &self.masked.as_bytes()[end.min(self.masked.len())..(end + NEAR).min(self.masked.len())];
        let block = memchr::memmem::find(behind, b"\n\n").map_or(behind, |blank| &behind[..blank]);
        memchr::memmem::find(block, format!("</{name}").as_bytes()).is_some()
    }

    fn close_inline(&mut self, frame: Frame, end: usize, start_tag: StartTag) {
        if start_tag == StartTag::Stays || matches!(frame.open, Open::Span) {
            if start_tag == StartTag::Goes && frame.inlines > 0 {
                self.inlines.remove(frame.inlines - 1);
            }
            return;
        }
        let span = self.span(frame.start..end);
        let content: Inlines = self.inlines.drain(frame.inlines..).collect();
        if start_tag == StartTag::Goes {
            self.inlines.pop();
        }
        let node = match frame.open {
            Open::Styled(style) => Inline::Styled(Styled { style, content, span }),
            Open::Code => Inline::Code(CodeSpan { content: Template::from_inlines(content, " "), span }),
            Open::Link { target, title } => {
                let (target, title) = self.resolve(target, title, &content, frame.start..end);
                Inline::Link(Box::new(Link { target, title, content, span }))
            }
            Open::Image { target, title } => {
                let (target, title) = self.resolve(target, title, &content, frame.start..end);
                Inline::Image(Box::new(Image { target, title, alt: content, span }))
            }
            _ => return,
        };
        self.inlines.push(node);
    }

    fn close_block(&mut self, frame: Frame, end: usize, start_tag: StartTag) {
        if start_tag == StartTag::Stays && frame.is_empty() {
            return self.give_blocks(frame.blocks);
        }
        let span = self.span(frame.start..end.max(frame.start));
        let node = match frame.open {
            Open::Paragraph | Open::Heading(_) | Open::Cell { .. } | Open::Term | Open::Summary => {
                return self.close_leaf(frame, span, start_tag);
            }
            Open::Preformatted { language } => {
                let content = Template::from_inlines(self.inlines.drain(frame.inlines..).collect(), "\n");
                Block::Code(CodeBlock { language, content: content.into_code(), span })
            }
            Open::Division => {
                if start_tag == StartTag::Goes {
                    self.remove_block(frame.blocks);
                }
                return self.give_blocks(frame.blocks);
            }
            Open::Quote | Open::Details { .. } if start_tag == StartTag::Stays => {
                return self.give_blocks(frame.blocks);
            }
            Open::Quote => {
                let blocks: Blocks = self.blocks.drain(frame.blocks..).collect();
                Block::Quote(Quote { alert: None, blocks, span }.with_alert())
            }
            Open::Details { summary } => {
                let blocks = self.blocks.drain(frame.blocks..).collect();
                Block::Details(Details { summary: summary.unwrap_or_default(), blocks, span })
            }
            Open::Item | Open::Description => return self.close_item(frame, span),
            Open::List { start, loose, items } => Block::List(List { start, tight: !loose, items, span }),
            Open::Table { alignments, rows, .. } => {
                if start_tag == StartTag::Goes {
                    self.remove_block(frame.blocks);
                }
                self.give_blocks(frame.blocks);
                return self.push_block(Block::Table(Table { alignments, rows, span }));
            }
            Open::Row { head, cells } => return self.close_row(head, cells, span),
            Open::DefinitionList { entries } => Block::DefinitionList(DefinitionList { entries, span }),
            _ => return,
        };
        if start_tag == StartTag::Goes {
            self.remove_last_block();
        }
        self.push_block(node);
    }

    /// Gives the blocks behind `from` to what is open now.
    fn give_blocks(&mut self, from: usize) {
        if self.stack.is_empty() {
            self.parts.extend(self.blocks.drain(from..).map(Part::Block));
        }
    }

    /// A row of the table's head, or one at its top that is nothing but heads, is a head.
    fn close_row(&mut self, head: bool, mut cells: Vec<TableCell>, span: Span) {
        if let Some(Frame { open: Open::Table { rows, in_head, .. }, .. }) = self.stack.last_mut() {
            let at_top = rows.iter().all(|row| row.head);
            let head = head || *in_head || (at_top && !cells.is_empty() && cells.iter().all(|cell| cell.head));
            if head {
                cells.iter_mut().for_each(|cell| cell.head = false);
            }
            rows.push(TableRow { head, cells, span });
        }
    }

    fn remove_last_block(&mut self) {
        if self.stack.is_empty() {
            self.parts.pop();
        } else {
            self.blocks.pop();
        }
    }

    /// Removes the start tag that was put before the blocks that begin at `at`.
    fn remove_block(&mut self, at: usize) {
        if self.stack.is_empty() {
            self.parts.pop();
        } else if at > 0 && at <= self.blocks.len() {
            self.blocks.remove(at - 1);
        }
    }

    /// Whether the inline at `index` is a start tag that stands as text until its end tag comes.
    fn is_provisional(&self, index: usize) -> bool {
        self.stack.iter().any(|frame| {
            matches!(&frame.origin, Origin::Html(tag) if tag.provisional)
                && frame.inlines == index + 1
                && frame.open.is_inline()
        })
    }

    fn close_item(&mut self, frame: Frame, span: Span) {
        let blocks: Blocks = self.blocks.drain(frame.blocks..).collect();
        let item = ListItem { blocks, span };
        match self.stack.last_mut().map(|frame| &mut frame.open) {
            Some(Open::List { items, .. }) => items.push(item),
            Some(Open::DefinitionList { entries }) => entries.push(DefinitionEntry::Description(item)),
            _ => {
                for block in item.blocks {
                    self.push_block(block);
                }
            }
        }
    }

    fn close_leaf(&mut self, frame: Frame, span: Span, start_tag: StartTag) {
        if frame.trim {
            trim(&mut self.inlines, frame.inlines);
        }
        let content: Inlines = self.inlines.drain(frame.inlines..).collect();
        if start_tag == StartTag::Goes {
            self.remove_last_block();
        }
        let implied = matches!(frame.origin, Origin::Implied);
        match (frame.open, self.stack.last_mut().map(|frame| &mut frame.open)) {
            (Open::Cell { head }, Some(Open::Row { cells, .. })) => cells.push(TableCell { head, content, span }),
            (Open::Term, Some(Open::DefinitionList { entries })) => {
                entries.push(DefinitionEntry::Term(Paragraph { content, span }));
            }
            (Open::Summary, Some(Open::Details { summary: summary @ None })) => *summary = Some(content),
            (Open::Heading(level), _) if start_tag != StartTag::Stays => {
                self.push_block(Block::Heading(Heading { level, content, span }))
            }
            _ => self.close_paragraph(content, span, implied),
        }
    }

    /// Adds a paragraph, or only its notes where it holds nothing else.
    fn close_paragraph(&mut self, content: Inlines, span: Span, implied: bool) {
        let shows = |inline: &Inline| !matches!(inline, Inline::Comment(_) | Inline::SoftBreak(_));
        if content.iter().any(shows) {
            let span = if implied { outer(&content).unwrap_or(span) } else { span };
            self.push_block(Block::Paragraph(Paragraph { content, span }));
            return;
        }
        for inline in content {
            if let Inline::Comment(comment) = inline {
                self.push_block(Block::Comment(comment));
            }
        }
    }

    /// A note, as a node.
    pub(super) fn comment(&self, range: &Range<usize>) -> Comment {
        let written = &self.body[range.clone()];
        let start = range.start + written.len().min(4);
        let end = if written.ends_with("-->") { range.end - 3 } else { range.end };
        Comment { text: self.text(start..end.max(start)), span: self.span(range.clone()) }
    }

    /// Spaces at the ends of the innermost leaf are not to be seen: something invisible stands beside them.
    pub(super) fn trim_leaf(&mut self) {
        if let Some(frame) = self.stack.iter_mut().rev().find(|frame| frame.open.is_leaf()) {
            frame.trim = true;
        }
    }
}

/// The span from the first to the last of `content`.
fn outer(content: &Inlines) -> Option<Span> {
    let (first, last) = (content.first()?.span(), content.last()?.span());
    (!first.is_none() && !last.is_none()).then_some(Span { start: first.start, end: last.end })
}

/// Takes blanks away at both ends of the inlines behind `from`; notes stay.
fn trim(inlines: &mut Vec<Inline>, from: usize) {
    let is_blank = |inline: &Inline| match inline {
        Inline::Comment(_) | Inline::SoftBreak(_) => true,
        Inline::Text(words) => words.text.trim().is_empty(),
        _ => false,
    };
    let mut content = inlines.split_off(from);
    let first = content.iter().position(|inline| !is_blank(inline)).unwrap_or(content.len());
    let last = content.iter().rposition(|inline| !is_blank(inline)).unwrap_or(0);
    if let Some(Inline::Text(words)) = content.get_mut(first) {
        words.cut(words.text.len() - words.text.trim_start().len()..words.text.len());
    }
    if let Some(Inline::Text(words)) = content.get_mut(last) {
        words.cut(0..words.text.trim_end().len());
    }
    inlines.extend(content.into_iter().enumerate().filter_map(|(index, inline)| {
        let keeps = (first..=last).contains(&index) || matches!(inline, Inline::Comment(_));
        keeps.then_some(inline)
    }));
}
