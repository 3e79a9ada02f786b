//! Building the tree: a stack of open nodes, and scratch lists from which each closed node cuts its children.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{self, Limits};
use crate::parse::mask::{Action, Boundary, Extent, Kind, Mark};
use crate::parse::node::{Frame, Open, Origin};
use crate::parse::run::Run;
use crate::span::Span;
use crate::text::Text;
use crate::tree::{
    Block, Break, Comment, DefinitionEntry, Inline, Inlines, ListItem, Paragraph, Part, Parts, Section, SectionKind,
    Style, TableCell, TableRow, Words,
};

/// A section that is open.
struct OpenSection {
    kind: SectionKind,
    title: Option<Text>,
    extent: Extent,
    start: usize,
    pub(super) parts: usize,
    /// Up to where its parts are known to be headings and notes.
    bare: usize,
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
    pub(super) depth: usize,
    /// Markdown containers that were left out because they are nested too deep, and are still open.
    pub(super) over: usize,
    pub(super) parts: Vec<Part>,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    pub(super) items: Vec<ListItem>,
    pub(super) rows: Vec<TableRow>,
    pub(super) cells: Vec<TableCell>,
    pub(super) entries: Vec<DefinitionEntry>,
    pub(super) run: Run<'s>,
    /// Where the line of inline tags begins that is being read; its mark stands for nothing now.
    pub(super) tag_line: Option<usize>,
    /// Start tags that were shown as text because they are nested too deep, and have not met their end tags.
    pub(super) deep_tags: usize,
    /// Links that are open.
    pub(super) links: usize,
    pub(super) limits: &'s Limits,
    /// Bytes of markup that containers and cells become in HTML, and how many there may be: see [`Builder::is_full`].
    pub(super) markup: usize,
    pub(super) most_markup: usize,
    /// Links and images that were made, up to the limit.
    made_links: usize,
    /// How many cells tables have, of Markdown and of the author's HTML.
    pub(super) made_cells: usize,
    cells_reported: bool,
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
        limits: &'s Limits,
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
            stack: Vec::with_capacity(8),
            depth: 0,
            over: 0,
            parts: Vec::with_capacity(12),
            blocks: Vec::with_capacity(8),
            inlines: Vec::with_capacity(16),
            items: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            entries: Vec::new(),
            run: Run::new(masked),
            tag_line: None,
            deep_tags: 0,
            links: 0,
            limits,
            markup: 0,
            most_markup: (limits::OUTPUT_BYTES / 2).max(limits::OUTPUT_RATIO / 2 * body.len()),
            made_links: 0,
            made_cells: 0,
            cells_reported: false,
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

    /// The marks in `range`, but for the line of tags that is being read, which the range is a part of.
    pub(super) fn marks_inside(&self, range: &Range<usize>) -> &'s [Mark] {
        match self.marks_in(range) {
            [line] if self.tag_line == Some(line.range.start) => &[],
            marks => marks,
        }
    }

    /// Closes everything: the parts are whole.
    pub(super) fn finish(&mut self) {
        self.boundaries_before(self.body.len() + 1);
        self.close_all(self.body.len());
        while !self.sections.is_empty() {
            self.close_section(self.body.len());
        }
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
                    bare: self.parts.len(),
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
            let section = &mut self.sections[at];
            let content = |part: &Part| !matches!(part, Part::Block(Block::Heading(_) | Block::Comment(_)));
            if self.parts.iter().skip(section.bare).any(content) {
                while self.sections.len() > at {
                    self.close_section(offset);
                }
            } else {
                section.bare = self.parts.len();
            }
        }
    }

    fn close_section(&mut self, end: usize) {
        if let Some(section) = self.sections.pop() {
            let parts = Parts::cut(&mut self.parts, section.parts);
            self.sections.iter_mut().for_each(|outer| outer.bare = outer.bare.min(self.parts.len()));
            let OpenSection { kind, title, start, .. } = section;
            self.parts.push(Part::Section(Box::new(Section { kind, title, parts, span: self.span(start..end) })));
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
                Open::Table { .. } if self.rows.len() > frame.own => {
                    self.push(Open::Row { head: false }, at, Origin::Implied);
                }
                Open::DefinitionList => self.push(Open::Description, at, Origin::Implied),
                Open::Row { .. } => {
                    self.made_cells += 1;
                    self.push(Open::Cell { head: false }, at, Origin::Implied);
                }
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
                Some(Frame { open: Open::DefinitionList, .. }) => Open::Description,
                Some(Frame { open: Open::Table { .. }, own, .. }) if self.rows.len() > *own => {
                    Open::Row { head: false }
                }
                Some(Frame { open: Open::Row { .. }, .. }) => {
                    self.made_cells += 1;
                    Open::Cell { head: false }
                }
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
        self.links += usize::from(matches!(open, Open::Link(..)));
        // The engine leaves a tab at the end of a heading.
        let trim = !matches!(origin, Origin::Markdown) || matches!(open, Open::Heading(_));
        let (blocks, inlines, own) = (self.blocks.len(), self.inlines.len(), self.own(&open));
        self.stack.push(Frame { open, start, origin, in_leaf, trim, blocks, inlines, own });
    }

    /// How many of its own parts are on the scratch list where a node of this kind puts them.
    fn own(&self, open: &Open) -> usize {
        match open {
            Open::List { .. } => self.items.len(),
            Open::Table { .. } => self.rows.len(),
            Open::Row { .. } => self.cells.len(),
            Open::DefinitionList => self.entries.len(),
            _ => 0,
        }
    }

    /// Whether a list or table was opened and nothing put in it.
    pub(super) fn is_empty(&self, frame: &Frame) -> bool {
        matches!(frame.open, Open::List { .. } | Open::Table { .. } | Open::DefinitionList)
            && self.own(&frame.open) == frame.own
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

    /// Takes back the cell that was opened last: the author wrote none. Whether one was open.
    pub(super) fn drop_cell(&mut self) -> bool {
        self.stack.pop_if(|frame| matches!(frame.open, Open::Cell { .. })).is_some()
    }

    /// Whether something that is never shown stands in `range`.
    pub(super) fn holds_hidden(&self, range: Range<usize>) -> bool {
        self.marks_in(&range).iter().any(|mark| {
            matches!(mark.kind, Kind::Section | Kind::Gone | Kind::NoteBlock | Kind::Note | Kind::BreakLine)
        })
    }

    /// Whether no more nodes may open inside what is open: too many are, or there were so many of few bytes each that the
    /// output would grow beyond what an article may become. What else an author writes grows by less than ten times.
    pub(super) fn is_full(&self) -> bool {
        // Tables in tables count for nothing, as none is inside another in the end: they are bounded as open nodes.
        self.depth + self.sections.len() >= self.most_depth()
            || self.stack.len() >= 2 * limits::DEPTH
            || self.markup > self.most_markup
    }

    fn most_depth(&self) -> usize {
        self.limits.depth.min(limits::DEPTH)
    }

    pub(super) fn report_nesting(&mut self, at: usize) {
        if !std::mem::replace(&mut self.nesting_reported, true) {
            let message = match self.markup > self.most_markup {
                true => "expected fewer quotes and list items without words; further ones are flattened".to_owned(),
                false => {
                    let most = self.most_depth();
                    format!("expected at most {most} nodes inside one another; deeper ones are flattened")
                }
            };
            self.found.push(Diagnostic::warning(Code::NESTING, self.span(at..at), message));
        }
    }

    /// Takes note of a link or image at `at` that is to be made; false where it is beyond the limit and stays text.
    pub(super) fn may_link(&mut self, at: usize) -> bool {
        let limit = self.limits.links;
        if self.made_links < limit {
            self.made_links += 1;
            return true;
        }
        if self.made_links == limit {
            self.made_links += 1;
            let message = format!("expected at most {limit} links and images, found more; they are text");
            self.found.push(Diagnostic::warning(Code::TOO_MANY, self.span(at..at), message));
        }
        false
    }

    /// Whether the tables have all the cells that they may have: then this start tag of the author's stands as text.
    pub(super) fn cells_are_spent(&mut self, tag: &Range<usize>) -> bool {
        let limit = self.limits.table_cells;
        let spent = self.made_cells >= limit;
        if spent && !std::mem::replace(&mut self.cells_reported, true) {
            let message =
                format!("expected at most {limit} cells in the tables of an article, found more; their tags are text");
            self.found.push(Diagnostic::warning(Code::TOO_MANY, self.span(tag.clone()), message));
        }
        spent
    }

    /// Puts a start tag before what it opens, as text that goes when the end tag comes.
    pub(super) fn push_provisional(&mut self, literal: Range<usize>) {
        self.flush();
        let text = match self.marks_inside(&literal) {
            [] => self.text(literal.clone()),
            _ => Text::from(&*self.template(literal.clone()).to_plain()),
        };
        let words = Inline::Text(Words { text, span: self.span(literal.clone()) });
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
        /// How many notes and line ends in a row are looked across.
        const NEAR: usize = 100;
        self.flush();
        let Some(leaf) = self.stack.iter().rev().find(|frame| frame.open.is_leaf()) else { return };
        let visible = |&(index, inline): &(usize, &Inline)| {
            !matches!(inline, Inline::Comment(_) | Inline::SoftBreak(_)) && !self.is_provisional(index)
        };
        let before = self.inlines.iter().enumerate().skip(leaf.inlines);
        match before.rev().take(NEAR).find(visible).map(|(_, inline)| inline) {
            None | Some(Inline::HardBreak(_)) => {}
            Some(_) => {
                let span = self.span(at..at);
                self.inlines.push(Inline::HardBreak(Break { span }));
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
