//! From pulldown-cmark's events to ours. Nothing else names pulldown-cmark, but for the [`link`] that is open, the
//! [`definition`]s of links, and what is [`dropped`].

mod definition;
pub(super) mod dropped;
mod link;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, LinkType, Options, Parser, Tag, TagEnd};

use crate::limits::Limits;
use crate::parse::construct::{Boundary, Kind};
use crate::tree::{self, Definition, Style};

use super::code::{self, OpenCode};
use super::code_element::CodeElements;
use super::cut::Addresses;
use super::definition::Definitions;
use super::event::{Closed, Event, Line, Node, Reading, Receive};
use super::gap::Brackets;
use super::html_block;
use super::lost::Lost;
use super::page::Page;
use link::OpenLink;

/// Reads `page`, in which section markers do what `boundaries` say, and gives its events to `receiver`. Returns the
/// definitions, and what was lost.
pub(crate) fn read<'p>(
    page: &'p Page<'p>,
    boundaries: &'p [Boundary],
    limits: &Limits,
    reading: Reading,
    receiver: &mut impl Receive<'p>,
) -> (Vec<Definition>, Lost) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(page.masked(), options).into_offset_iter();
    let mut reader = Reader {
        page,
        receiver,
        definitions: definition::definitions(&events, page),
        boundaries,
        blocks: 0,
        gathered: Gathered::Nothing,
        html_lines: Vec::new(),
        free: 0..0,
        links: Vec::new(),
        typed: 0,
        cell_end: None,
        reading,
        passes_over: false,
        addresses: Addresses::default(),
        code_elements: CodeElements::default(),
        brackets: Brackets::new(page, reading),
        lost: Lost::new(limits),
    };
    let base = page.range.start;
    for (event, range) in events {
        reader.event(event, base + range.start..base + range.end);
    }
    let Reader { receiver, definitions, boundaries, addresses, code_elements, mut lost, .. } = reader;
    boundaries.iter().for_each(|boundary| receiver.event(Event::Section(boundary)));
    let definitions = definitions.finish(page, &mut lost);
    let is_cut = addresses.are_cut() || code_elements.are_cut();
    if reading == Reading::First && (is_cut || !lost.constructs.is_empty()) {
        let others = without_addresses(page, &lost);
        lost.constructs.extend(addresses.literals(page, others));
        let literals = code_elements.literals(page, &lost.constructs);
        lost.constructs.extend(literals);
    }
    (definitions, lost)
}

/// Where no address is looked for: code, HTML, the targets of links, and the definitions that are not text. An address that
/// is the text of a link is no link of its own, but its letters show: `[https://example.com/_a_](https://example.com/_a_)`.
fn without_addresses(page: &Page<'_>, lost: &Lost) -> Vec<Range<usize>> {
    use pulldown_cmark::Event as Read;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(page.masked(), options).into_offset_iter();
    let base = page.range.start;
    let moved = |range: Range<usize>| base + range.start..base + range.end;
    let mut starts: Vec<_> = lost.constructs.iter().map(|lost| lost.range.start).collect();
    starts.sort_unstable();
    let is_lost = |range: &Range<usize>| {
        let next = starts.partition_point(|&start| start < range.start);
        starts.get(next).is_some_and(|&start| start < range.end)
    };
    let definitions = events.reference_definitions().iter().map(|(_, definition)| moved(definition.span.clone()));
    let mut others: Vec<_> = definitions.filter(|range| !is_lost(range)).collect();
    others.extend(lost.constructs.iter().map(|lost| lost.range.clone()));
    others.extend(lost.links.iter().cloned());
    others.extend(events.filter_map(|(event, range)| match event {
        Read::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }) => {
            let target = page.range_of(&dest_url).map_or(base + range.start, |target| target.start);
            Some(target..base + range.end)
        }
        Read::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock)
        | Read::Code(_)
        | Read::InlineHtml(_) => Some(moved(range)),
        _ => None,
    }));
    others
}

/// Turns events of pulldown-cmark into ours.
struct Reader<'p, 'r, R> {
    page: &'p Page<'p>,
    receiver: &'r mut R,
    definitions: Definitions,
    /// What section markers do, as far as it was not done.
    boundaries: &'p [Boundary],
    /// Blocks that are open.
    blocks: usize,
    /// The block that is open whose lines are gathered.
    gathered: Gathered,
    /// The lines of the block of HTML that is open; kept for its memory else.
    html_lines: Vec<Range<usize>>,
    /// Where no construct is: most texts between two are in several pieces.
    free: Range<usize>,
    links: Vec<OpenLink<'p>>,
    /// How many nodes are open of a link that stays as the author typed it.
    typed: usize,
    /// Where the last cell of the row ended.
    cell_end: Option<usize>,
    reading: Reading,
    /// Whether a table is open that will be text: a first reading needs nothing more of it.
    passes_over: bool,
    addresses: Addresses,
    code_elements: CodeElements,
    brackets: Brackets,
    lost: Lost,
}

enum Gathered {
    Nothing,
    Code(OpenCode),
    Html,
}

impl<'p, R: Receive<'p>> Reader<'p, '_, R> {
    #[inline(always)]
    fn event(&mut self, event: pulldown_cmark::Event<'p>, range: Range<usize>) {
        use pulldown_cmark::Event as Read;
        if (self.typed > 0 || self.passes_over) && self.is_passed(&event, &range) {
            return;
        }
        match event {
            Read::Start(tag) => self.start(tag, range),
            Read::End(tag) => self.end(tag, range),
            Read::Text(text) => self.text(text, range),
            Read::Code(text) => self.code(&text, range),
            Read::Html(_) if matches!(self.gathered, Gathered::Html) => {
                html_block::push_line(&mut self.html_lines, range);
            }
            Read::Html(_) => {}
            Read::InlineHtml(given) => {
                self.is_in_link(range.end);
                match self.page.constructs_in(&range) {
                    [construct] if construct.range == range => {
                        self.receiver.event(Event::BlockAmongWords(construct));
                    }
                    _ => self.receiver.event(Event::Html(html_block::inline(self.page, range, &given))),
                }
            }
            Read::SoftBreak => self.receiver.event(Event::Break(Line::Soft, range)),
            Read::HardBreak => self.receiver.event(Event::Break(Line::Hard, range)),
            Read::Rule => {
                self.sections_before(range.start);
                self.rule(self.trimmed(range));
            }
            Read::InlineMath(_) | Read::DisplayMath(_) | Read::FootnoteReference(_) | Read::TaskListMarker(_) => {}
        }
    }

    /// Whether an event is passed over: it is in a link that stays as the author typed it, or in a table that will be text.
    #[cold]
    fn is_passed(&mut self, event: &pulldown_cmark::Event<'p>, range: &Range<usize>) -> bool {
        use pulldown_cmark::Event as Read;
        if self.typed == 0 {
            return self.pass_over(event, range);
        }
        self.typed = match event {
            Read::Start(_) => self.typed + 1,
            Read::End(_) => self.typed - 1,
            _ => self.typed,
        };
        true
    }

    /// Gives a code span.
    fn code(&mut self, text: &CowStr<'p>, range: Range<usize>) {
        self.is_in_link(range.end);
        // The engine includes a tab at the end of a heading.
        let range = self.trimmed(range);
        let joined = match text {
            CowStr::Borrowed(_) => None,
            text => code::with_line_ends_joined(self.page.seen(range.clone()), text),
        };
        let text = joined.as_deref().unwrap_or(text);
        self.receiver.event(Event::Code(self.page.engine_text(text, range.clone()), range));
    }

    /// Gives a thematic break, or the line of tags that is masked as one.
    fn rule(&mut self, range: Range<usize>) {
        match self.page.constructs_in(&range) {
            [construct] if matches!(construct.kind, Kind::LoneTags) => {
                self.receiver.event(Event::Open(Node::Html, range.start));
                self.receiver.event(Event::Block(construct));
                self.receiver.event(Event::Close(Closed::Html, range.end));
            }
            _ => self.receiver.event(Event::Rule(range)),
        }
    }

    /// Passes over an event in a table; whether it did. The end of the table is read, once its row is closed.
    fn pass_over(&mut self, event: &pulldown_cmark::Event<'p>, range: &Range<usize>) -> bool {
        match event {
            pulldown_cmark::Event::End(TagEnd::TableCell) if !self.is_padding(range) => self.receiver.pass_cell(),
            pulldown_cmark::Event::End(TagEnd::Table) => {
                self.passes_over = false;
                self.blocks = self.blocks.saturating_sub(1);
                self.receiver.event(Event::Close(Closed::Leaf, range.end));
            }
            _ => {}
        }
        self.passes_over
    }

    /// Records that the content of the innermost link reaches to `end`.
    fn is_in_link(&mut self, end: usize) {
        if let Some(link) = self.links.last_mut() {
            link.content_end = end;
        }
    }

    fn text(&mut self, text: CowStr<'p>, range: Range<usize>) {
        self.is_in_link(range.end);
        match &mut self.gathered {
            Gathered::Code(code) => code.text(self.page, &text, range),
            // Columns of a tab that a container left over.
            Gathered::Html => {}
            Gathered::Nothing => match self.page.range_of(&text) {
                Some(range) => {
                    self.brackets.text(self.page, &range, |gap| self.lost.gap(gap));
                    if self.page.has_constructs() {
                        self.cut_text(range);
                    } else {
                        self.receiver.event(Event::Text(range));
                    }
                }
                None => self.receiver.event(Event::Decoded(text.into_string(), self.trimmed(range))),
            },
        }
    }

    /// Gives the text at `range`, cut at the constructs in it.
    fn cut_text(&mut self, range: Range<usize>) {
        if range.start < self.free.start || self.free.end < range.end {
            self.free = self.page.free_at(range.start);
        }
        if range.end <= self.free.end && !range.is_empty() {
            return self.receiver.event(Event::Text(range));
        }
        let mut at = range.start;
        for construct in self.page.constructs_in(&range).iter().filter(|construct| !construct.is_text()) {
            if construct.range.start > at {
                self.receiver.event(Event::Text(at..construct.range.start));
            }
            if construct.range.start >= range.start {
                self.receiver.event(Event::Word(construct));
            }
            at = at.max(construct.range.end);
        }
        if at < range.end {
            self.receiver.event(Event::Text(at..range.end));
        }
    }

    /// Opens and closes the sections whose markers are before `offset`, if that is between blocks of the top level.
    fn sections_before(&mut self, offset: usize) {
        while self.blocks == 0
            && let Some((next, rest)) = self.boundaries.split_first()
            && next.marker.start < offset
        {
            self.receiver.event(Event::Section(next));
            self.boundaries = rest;
        }
    }

    fn start(&mut self, tag: Tag<'p>, range: Range<usize>) {
        let style = match tag {
            Tag::Emphasis => Style::Emphasis,
            Tag::Strong => Style::Strong,
            Tag::Strikethrough => Style::Strikethrough,
            Tag::Superscript => Style::Superscript,
            Tag::Subscript => Style::Subscript,
            Tag::Link { link_type, dest_url, title, id } => {
                return self.start_link(OpenLink::new(link_type, dest_url, title, id), Node::Link, range);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                return self.start_link(OpenLink::new(link_type, dest_url, title, id), Node::Image, range);
            }
            tag => return self.start_block(tag, range),
        };
        self.addresses.emphasis(self.page, &range);
        self.code_elements.emphasis(self.page, &range);
        self.receiver.event(Event::Open(Node::Style(style), range.start));
    }

    /// Opens a link or image; one that may not open stays as the author typed it.
    fn start_link(&mut self, link: OpenLink<'p>, node: Node, range: Range<usize>) {
        let range = link.whole(self.page, range);
        self.brackets.clear();
        if self.receiver.may_link(range.start) {
            self.links.push(link);
            self.receiver.event(Event::Open(node, range.start));
        } else {
            self.typed = 1;
            self.cut_text(range);
        }
    }

    fn start_block(&mut self, tag: Tag<'p>, range: Range<usize>) {
        let start = match tag {
            // The engine begins a list that is in another at the line end above, or at the blanks before its marker.
            Tag::List(_) | Tag::Item => {
                self.after(range.clone(), |byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'>'))
            }
            Tag::TableCell => self.after(range.clone(), |byte| matches!(byte, b' ' | b'\t')),
            _ => range.start,
        };
        self.sections_before(start);
        self.blocks += 1;
        self.brackets.clear();
        match tag {
            Tag::Paragraph => self.receiver.event(Event::Open(Node::Paragraph, start)),
            Tag::Heading { level, .. } => self.receiver.event(Event::Open(Node::Heading(level as u8), start)),
            Tag::BlockQuote(_) => self.receiver.event(Event::Open(Node::Quote, start)),
            Tag::List(number) => self.receiver.event(Event::Open(Node::List(number), start)),
            Tag::Item => self.receiver.event(Event::Open(Node::Item, start)),
            Tag::Table(alignments) => {
                let alignments = alignments.into_iter().map(alignment).collect();
                self.receiver.event(Event::Open(Node::Table(alignments), start));
            }
            Tag::TableHead | Tag::TableRow => {
                self.cell_end = None;
                self.receiver.event(Event::Open(Node::Row { head: matches!(tag, Tag::TableHead) }, start));
            }
            Tag::TableCell => {
                self.receiver.event(Event::Open(Node::Cell { first: self.cell_end.is_none() }, start));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.gathered = Gathered::Code(OpenCode::fenced(self.page, &info, range));
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => self.gathered = Gathered::Code(OpenCode::indented(start)),
            Tag::HtmlBlock => {
                self.gathered = Gathered::Html;
                self.receiver.event(Event::Open(Node::Html, start));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                let end = self.trimmed(range).end;
                self.receiver.event(Event::Close(Closed::Container, end));
                self.is_in_link(end);
            }
            TagEnd::Link | TagEnd::Image => {
                if let Some(link) = self.links.pop() {
                    let range = link.whole(self.page, range);
                    let end = range.end;
                    let destination = link.destination(self.page, &mut self.definitions, range);
                    self.receiver.event(Event::Close(Closed::Link(destination), end));
                    self.is_in_link(end);
                }
            }
            tag => {
                let end = self.trimmed(range.clone()).end;
                self.end_block(tag, range, end);
            }
        }
    }

    /// Ends the block at `range`, without the blanks that end it up to `end`.
    fn end_block(&mut self, tag: TagEnd, range: Range<usize>, end: usize) {
        self.blocks = self.blocks.saturating_sub(1);
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.receiver.event(Event::Close(Closed::Container, end));
            }
            TagEnd::TableCell => {
                self.cell_end = Some(end);
                let closed = if self.is_padding(&range) { Closed::Padding } else { Closed::Cell };
                self.receiver.event(Event::Close(closed, end));
                self.passes_over = self.reading == Reading::First && self.receiver.table_excess().is_some();
                if self.passes_over {
                    self.receiver.drop_rows();
                }
            }
            TagEnd::TableRow => {
                if let Some(end) = self.cell_end {
                    self.lost.surplus_cells(self.page, range, end);
                }
                self.receiver.event(Event::Close(Closed::Leaf, end));
            }
            TagEnd::Table => {
                if let Some(message) = self.receiver.table_excess() {
                    self.lost.refused_table(self.page, range, message);
                }
                self.receiver.event(Event::Close(Closed::Leaf, end));
            }
            TagEnd::CodeBlock => {
                if let Gathered::Code(code) = std::mem::replace(&mut self.gathered, Gathered::Nothing) {
                    self.receiver.event(Event::CodeBlock(code.close(self.page, end)));
                }
            }
            TagEnd::HtmlBlock => {
                if let Gathered::Html = std::mem::replace(&mut self.gathered, Gathered::Nothing) {
                    let mut lines = std::mem::take(&mut self.html_lines);
                    self.html_block(&lines);
                    lines.clear();
                    self.html_lines = lines;
                }
            }
            _ => self.receiver.event(Event::Close(Closed::Leaf, end)),
        }
    }

    /// Gives a block of HTML that is on `lines`. At the top level a section marker in it ends it, whatever CommonMark
    /// does.
    fn html_block(&mut self, lines: &[Range<usize>]) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let (mut at, end) = (first.start, last.end);
        if self.blocks == 0 {
            for marker in html_block::sections(self.page, lines) {
                if marker.range.start > at {
                    self.html_piece(&html_block::between(lines, at..marker.range.start));
                }
                self.sections_before(marker.range.end);
                at = marker.range.end;
            }
        }
        if at == first.start { self.html_piece(lines) } else { self.html_piece(&html_block::between(lines, at..end)) }
    }

    fn html_piece(&mut self, lines: &[Range<usize>]) {
        if let Some((event, end)) = html_block::piece(self.page, lines) {
            self.receiver.event(event);
            self.receiver.event(Event::Close(Closed::Html, end));
        }
    }

    /// After the bytes at the start of `range` that are `skipped`, or its start if it has no others.
    fn after(&self, range: Range<usize>, skipped: fn(&u8) -> bool) -> usize {
        // Nearly always there are none.
        if self.page.seen_after(range.start, 1).first().is_none_or(|byte| !skipped(byte)) {
            return range.start;
        }
        let text = self.page.seen_after(range.start, range.len());
        range.start + text.iter().position(|byte| !skipped(byte)).unwrap_or(0)
    }

    /// `range` without the blanks and line ends at its end. The engine takes a tab after it, too, for a part of what ends a
    /// heading.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = self.page.seen_after(range.start, range.len());
        let last = text.iter().rposition(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        range.start..range.start + last.map_or(0, |last| last + 1)
    }

    /// Whether the cell at `range` is not one that the author wrote, be it empty (`||`): the engine pads short rows
    /// after their ends.
    fn is_padding(&self, range: &Range<usize>) -> bool {
        let (Range { start, end }, at) = (self.page.range.clone(), range.start);
        let is_written =
            || self.page.seen(at..end).starts_with('|') && !self.page.seen(start..at).ends_with(['\n', '\r']);
        range.is_empty() && !is_written()
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> tree::Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => tree::Alignment::None,
        pulldown_cmark::Alignment::Left => tree::Alignment::Left,
        pulldown_cmark::Alignment::Center => tree::Alignment::Center,
        pulldown_cmark::Alignment::Right => tree::Alignment::Right,
    }
}

#[cfg(test)]
mod tests;
