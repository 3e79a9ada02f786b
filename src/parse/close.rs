//! Closing nodes: their children leave the scratch lists and become part of what holds them.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::builder::Builder;
use crate::parse::html::Element;
use crate::parse::node::{Frame, Masked, Open, Origin, StartTag};
use crate::span::Span;
use crate::tree::{
    Block, Blocks, CodeBlock, CodeSpan, DefinitionEntry, DefinitionList, Details, Heading, Inline, Inlines, List,
    ListItem, Paragraph, Part, Quote, Styled, Table, TableCell, TableRow, Template, cut,
};

impl Builder<'_> {
    /// Closes the innermost Markdown node that is open, and what the author's HTML left open in it.
    pub(super) fn close_markdown(&mut self, end: usize, container: bool) {
        if container && self.over > 0 {
            self.flush();
            self.over -= 1;
            return;
        }
        while let Some(frame) = self.stack.last() {
            let is_markdown = matches!(frame.origin, Origin::Markdown);
            self.drop_soft_break(end);
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
            let end = self.drop_soft_break(0).unwrap_or(end);
            while self.stack.len() > at {
                self.close_top(end);
            }
        }
    }

    /// Drops the line end that stands last in the innermost node, where it stands at or behind `from`; its place.
    fn drop_soft_break(&mut self, from: usize) -> Option<usize> {
        self.flush();
        let own = self.stack.last().map_or(0, |frame| frame.inlines);
        let Some(Inline::SoftBreak(last)) = self.inlines.get(own..)?.last() else { return None };
        let start = (last.span.start as usize).saturating_sub(self.base);
        if last.span.is_none() || start < from {
            return None;
        }
        self.inlines.pop();
        Some(start)
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
        self.deep_tags = 0;
        self.links -= usize::from(matches!(frame.open, Open::Link(..)));
        let start_tag = self.settle_start_tag(&mut frame, end, ended);
        if frame.open.is_inline() {
            self.close_inline(frame, end, start_tag);
        } else {
            self.close_block(frame, end, start_tag);
        }
    }

    /// What becomes of the start tag of a node that closes, where an element of the author's opened it.
    fn settle_start_tag(&mut self, frame: &mut Frame, end: usize, ended: bool) -> StartTag {
        match &frame.origin {
            Origin::Html(tag) if tag.provisional && !ended && !self.ends_soon(frame, &tag.name, end) => {
                let message = "expected an end tag for this tag in its block, found none; it is shown as text";
                let span = self.span(frame.start..tag.end);
                self.found.push(Diagnostic::note(Code::HTML_AS_TEXT, span, message));
                frame.start = tag.end;
                StartTag::Stays
            }
            Origin::Html(tag) if tag.provisional => StartTag::Goes,
            _ => StartTag::Absent,
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
        let content = Inlines::cut(&mut self.inlines, frame.inlines);
        if start_tag == StartTag::Goes {
            self.inlines.pop();
        }
        let node = match frame.open {
            Open::Styled(style) => Inline::Styled(Box::new(Styled { style, content, span })),
            Open::Code => Inline::Code(CodeSpan { content: Template::from_inlines(content, " "), span }),
            Open::Link(mut link, masked) => {
                if let Some(masked) = masked {
                    self.resolve(*masked, &mut link.target, &mut link.title, &content, frame.start..end);
                }
                (link.content, link.span) = (content, span);
                Inline::Link(link)
            }
            Open::Image(mut image, masked) => {
                if let Some(masked) = masked {
                    self.resolve(*masked, &mut image.target, &mut image.title, &content, frame.start..end);
                }
                (image.alt, image.span) = (content, span);
                Inline::Image(image)
            }
            _ => return,
        };
        self.inlines.push(node);
    }

    fn close_block(&mut self, frame: Frame, end: usize, start_tag: StartTag) {
        if start_tag == StartTag::Stays && self.is_empty(&frame) {
            return self.give_blocks(frame.blocks);
        }
        let span = self.span(frame.start..end.max(frame.start));
        let node = match frame.open {
            Open::Paragraph | Open::Heading(_) | Open::Cell { .. } | Open::Term | Open::Summary => {
                return self.close_leaf(frame, span, start_tag);
            }
            Open::Preformatted { language } => {
                let content = Template::from_inlines(Inlines::cut(&mut self.inlines, frame.inlines), "\n");
                Block::Code(CodeBlock { language, content: content.into_code(), span })
            }
            Open::Division => {
                if start_tag == StartTag::Goes {
                    self.remove_block(frame.blocks);
                }
                return self.give_blocks(frame.blocks);
            }
            Open::Quote if start_tag == StartTag::Stays => return self.give_blocks(frame.blocks),
            Open::Details { summary } if start_tag == StartTag::Stays => {
                if let Some(summary) = summary.filter(|summary| !summary.is_empty()) {
                    self.put_summary(*summary, frame.blocks);
                }
                return self.give_blocks(frame.blocks);
            }
            Open::Quote => {
                let blocks = Blocks::cut(&mut self.blocks, frame.blocks);
                Block::Quote(Box::new(Quote { alert: None, blocks, span }.with_alert()))
            }
            Open::Details { summary } => {
                let blocks = Blocks::cut(&mut self.blocks, frame.blocks);
                Block::Details(Box::new(Details {
                    summary: summary.map_or_else(Inlines::new, |summary| *summary),
                    blocks,
                    span,
                }))
            }
            Open::Item | Open::Description => return self.close_item(frame, span),
            Open::List { start, loose } => {
                let items = cut(&mut self.items, frame.own);
                Block::List(List { start, tight: !loose, items, span })
            }
            Open::Table { alignments, .. } => {
                let rows = cut(&mut self.rows, frame.own);
                let strays: Vec<Block> = self.blocks.drain(frame.blocks..).collect();
                if start_tag == StartTag::Goes {
                    self.remove_last_block();
                }
                return self.close_table(Table { alignments, rows, span }, strays);
            }
            Open::Row { head } => return self.close_row(head, frame.own, span),
            Open::DefinitionList => {
                let entries = cut(&mut self.entries, frame.own);
                Block::DefinitionList(DefinitionList { entries, span })
            }
            _ => return,
        };
        if start_tag == StartTag::Goes {
            self.remove_last_block();
        }
        self.push_block(node);
    }

    /// Closes a table: what stands in it but in no row stands between tables, where its place is among the rows.
    fn close_table(&mut self, table: Table, strays: Vec<Block>) {
        let Table { alignments, rows, span } = table;
        let is_alone = strays.is_empty();
        let mut start = span.start;
        let mut rows = rows.into_iter().peekable();
        for stray in strays {
            let place = stray.span();
            let before: Vec<TableRow> =
                std::iter::from_fn(|| rows.next_if(|row| row.span.end <= place.start)).collect();
            if !before.is_empty() {
                let span = Span { start, end: place.start };
                self.push_block(Block::Table(Table { alignments: alignments.clone(), rows: before, span }));
            }
            start = place.end;
            self.push_block(stray);
        }
        let rows: Vec<TableRow> = rows.collect();
        if is_alone || !rows.is_empty() {
            let span = if span.is_none() { span } else { Span { start, end: span.end } };
            self.push_block(Block::Table(Table { alignments, rows, span }));
        }
    }

    /// Gives the blocks behind `from` to what is open now.
    fn give_blocks(&mut self, from: usize) {
        if self.stack.is_empty() {
            self.parts.extend(self.blocks.drain(from..).map(Part::Block));
        }
    }

    /// A row of the table's head, or one at its top that is nothing but heads, is a head.
    fn close_row(&mut self, head: bool, from: usize, span: Span) {
        let mut cells = cut(&mut self.cells, from);
        if let Some(Frame { open: Open::Table { in_head, .. }, own, .. }) = self.stack.last() {
            let at_top = self.rows[*own..].iter().all(|row| row.head);
            let head = head || *in_head || (at_top && !cells.is_empty() && cells.iter().all(|cell| cell.head));
            if head {
                cells.iter_mut().for_each(|cell| cell.head = false);
            }
            self.rows.push(TableRow { head, cells, span });
        }
    }

    /// Puts the summary of details that are none among the blocks behind `from`, where it stands.
    fn put_summary(&mut self, content: Inlines, from: usize) {
        let span = outer(&content).unwrap_or(Span::NONE);
        let place = self.blocks[from..].partition_point(|block| block.span().start < span.start);
        self.blocks.insert(from + place, Block::Paragraph(Paragraph { content, span }));
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
    pub(super) fn is_provisional(&self, index: usize) -> bool {
        self.stack.iter().any(|frame| {
            matches!(&frame.origin, Origin::Html(tag) if tag.provisional)
                && frame.inlines == index + 1
                && frame.open.is_inline()
        })
    }

    fn close_item(&mut self, frame: Frame, span: Span) {
        let blocks = Blocks::cut(&mut self.blocks, frame.blocks);
        let item = ListItem { blocks, span };
        match self.stack.last_mut().map(|frame| &mut frame.open) {
            Some(Open::List { .. }) => self.items.push(item),
            Some(Open::DefinitionList) => self.entries.push(DefinitionEntry::Description(item)),
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
        let content = Inlines::cut(&mut self.inlines, frame.inlines);
        if start_tag == StartTag::Goes {
            self.remove_last_block();
        }
        let implied = matches!(frame.origin, Origin::Implied);
        match (frame.open, self.stack.last_mut().map(|frame| &mut frame.open)) {
            (Open::Cell { head }, Some(Open::Row { .. })) => self.cells.push(TableCell { head, content, span }),
            (Open::Term, Some(Open::DefinitionList)) => {
                self.entries.push(DefinitionEntry::Term(Paragraph { content, span }));
            }
            (Open::Summary, Some(Open::Details { summary: summary @ None })) if start_tag != StartTag::Stays => {
                *summary = Some(Box::new(content));
            }
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

    /// Puts in target and title of a link that closes what was masked: the placeholders in them stand behind its
    /// content, in this order.
    fn resolve(
        &self,
        masked: Masked,
        target: &mut Template,
        title: &mut Option<Template>,
        content: &Inlines,
        range: Range<usize>,
    ) {
        let behind = |span: Span| (!span.is_none()).then(|| (span.end as usize).saturating_sub(self.base));
        let content_end = content.last().and_then(|last| behind(last.span())).unwrap_or(0).max(self.run.gone);
        let resolve = |said: String, from: usize| {
            let from = from.max(range.start);
            self.unmask_to(&said, from..range.end.max(from))
        };
        let mut target_end = masked.target_end.max(content_end);
        if let Some(said) = masked.target {
            (*target, target_end) = resolve(said, content_end);
        }
        if let Some(said) = masked.title {
            *title = Some(resolve(said, target_end).0);
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
    if let Some(Inline::Text(words)) = content.get_mut(first) {
        words.cut(words.text.len() - words.text.trim_start().len()..words.text.len());
    }
    if let Some(Inline::Text(words)) = content.get_mut(last) {
        words.cut(0..words.text.trim_end().len());
    }
    let (words, mut index) = (from + first..=from + last, from);
    let leaves = |inline: &mut Inline| {
        index += 1;
        !words.contains(&(index - 1)) && !matches!(inline, Inline::Comment(_))
    };
    inlines.extract_if(from.., leaves).for_each(drop);
}
