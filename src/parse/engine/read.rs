//! From pulldown-cmark's events to ours. The only file that names pulldown-cmark.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use crate::parse::construct::Boundary;
use crate::text::Text;
use crate::tree::{self, Definition, Style, Template};

use super::code::OpenCode;
use super::definition::Definitions;
use super::event::{Closed, Destination, Event, Line, Node};
use super::html_block;
use super::lost::Lost;
use super::mask::without_numbers;
use super::page::Page;

/// The events of a page, one by one.
pub(crate) struct Events<'p> {
    page: &'p Page<'p>,
    engine: OffsetIter<'p>,
    definitions: Definitions,
    /// What section markers do, as far as it was not done.
    boundaries: &'p [Boundary],
    /// What was read and not given yet.
    queue: VecDeque<Event<'p>>,
    /// Blocks that are open.
    blocks: usize,
    /// The block that is open whose lines are gathered.
    gathered: Gathered,
    links: Vec<OpenLink<'p>>,
    /// How many nodes are open of a link that stays as the author typed it.
    typed: usize,
    /// Where the last cell of the row ended.
    cell_end: Option<usize>,
    lost: Lost,
}

enum Gathered {
    Nothing,
    Code(OpenCode),
    /// The lines of a block of HTML.
    Html(Vec<Range<usize>>),
}

/// A link or image that is open.
struct OpenLink<'p> {
    kind: LinkType,
    target: CowStr<'p>,
    title: CowStr<'p>,
    label: CowStr<'p>,
    /// Where the content ends, as far as it was read. Target and title come after it.
    content_end: usize,
}

impl OpenLink<'_> {
    fn is_reference(&self) -> bool {
        !matches!(self.kind, LinkType::Inline | LinkType::Autolink | LinkType::Email)
    }
}

impl<'p> Events<'p> {
    /// Reads `page`, with what section markers do between blocks of the top level.
    pub(crate) fn new(page: &'p Page<'p>, boundaries: &'p [Boundary]) -> Events<'p> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let engine = Parser::new_ext(page.masked(), options).into_offset_iter();
        Events {
            page,
            definitions: definitions(&engine, page),
            engine,
            boundaries,
            queue: VecDeque::new(),
            blocks: 0,
            gathered: Gathered::Nothing,
            links: Vec::new(),
            typed: 0,
            cell_end: None,
            lost: Lost::default(),
        }
    }

    /// Has the link that was opened last, at `range`, stay as the author typed it.
    pub(crate) fn leave_as_typed(&mut self, range: Range<usize>) {
        self.typed = 1;
        self.links.pop();
        let text = self.text(range);
        self.queue.extend(text);
    }

    /// Has the table that was closed last, at `range`, be text.
    pub(crate) fn refuse_table(&mut self, range: Range<usize>, message: String) {
        self.lost.refused_table(self.page, range, message);
    }

    /// The definitions, and what was lost.
    pub(crate) fn finish(mut self) -> (Vec<Definition>, Lost) {
        let definitions = self.definitions.finish(self.page, &mut self.lost);
        (definitions, self.lost)
    }

    fn read(&mut self, event: pulldown_cmark::Event<'p>, range: Range<usize>) -> Option<Event<'p>> {
        use pulldown_cmark::Event as Read;
        if self.typed > 0 {
            self.typed = match event {
                Read::Start(_) => self.typed + 1,
                Read::End(_) => self.typed - 1,
                _ => self.typed,
            };
            return None;
        }
        match event {
            Read::Start(tag) => return self.start(tag, range),
            Read::End(tag) => return self.end(tag, range),
            _ => self.is_in_link(range.end),
        }
        match event {
            Read::Text(text) => match &mut self.gathered {
                Gathered::Code(code) => {
                    code.text(self.page, &text, range);
                    None
                }
                // Columns of a tab that a container left over.
                Gathered::Html(_) => None,
                Gathered::Nothing => match self.page.range_of(&text) {
                    Some(range) => self.text(range),
                    None => Some(Event::Decoded(text.into_string(), self.trimmed(range))),
                },
            },
            Read::Code(text) => {
                // At the end of a heading the engine takes in a tab.
                let range = self.trimmed(range);
                Some(Event::Code(self.page.engine_text(&text, range.clone()), range))
            }
            Read::Html(_) => {
                if let Gathered::Html(lines) = &mut self.gathered {
                    lines.push(range);
                }
                None
            }
            Read::InlineHtml(given) => Some(match self.page.constructs_in(&range) {
                [construct] if construct.range == range => Event::BlockAmongWords(construct),
                _ => Event::Html(html_block::inline(self.page, range, &given)),
            }),
            Read::SoftBreak => Some(Event::Break(Line::Soft, range)),
            Read::HardBreak => Some(Event::Break(Line::Hard, range)),
            Read::Rule => {
                self.sections_before(range.start);
                let rule = Event::Rule(self.trimmed(range));
                self.after_queue(rule)
            }
            Read::Start(_)
            | Read::End(_)
            | Read::InlineMath(_)
            | Read::DisplayMath(_)
            | Read::FootnoteReference(_)
            | Read::TaskListMarker(_) => None,
        }
    }

    /// Gives `event` after what is waiting.
    fn after_queue(&mut self, event: Event<'p>) -> Option<Event<'p>> {
        if self.queue.is_empty() {
            return Some(event);
        }
        self.queue.push_back(event);
        None
    }

    /// Takes note that the content of the innermost link reaches to `end`.
    fn is_in_link(&mut self, end: usize) {
        if let Some(link) = self.links.last_mut() {
            link.content_end = end;
        }
    }

    /// The text at `range`, cut at the constructs in it.
    fn text(&mut self, range: Range<usize>) -> Option<Event<'p>> {
        let constructs = self.page.constructs_in(&range);
        if constructs.is_empty() {
            return Some(Event::Text(range));
        }
        let mut at = range.start;
        for construct in constructs.iter().filter(|construct| !construct.is_text()) {
            if construct.range.start > at {
                self.queue.push_back(Event::Text(at..construct.range.start));
            }
            if construct.range.start >= range.start {
                self.queue.push_back(Event::Word(construct));
            }
            at = at.max(construct.range.end);
        }
        if at < range.end { self.after_queue(Event::Text(at..range.end)) } else { None }
    }

    /// Opens and closes the sections whose markers are before `offset`, if that is between blocks of the top level.
    fn sections_before(&mut self, offset: usize) {
        while self.blocks == 0
            && let Some((next, rest)) = self.boundaries.split_first()
            && next.marker.start < offset
        {
            self.queue.push_back(Event::Section(next));
            self.boundaries = rest;
        }
    }

    fn start(&mut self, tag: Tag<'p>, range: Range<usize>) -> Option<Event<'p>> {
        let node = match tag {
            Tag::Emphasis => Node::Style(Style::Emphasis),
            Tag::Strong => Node::Style(Style::Strong),
            Tag::Strikethrough => Node::Style(Style::Strikethrough),
            Tag::Superscript => Node::Style(Style::Superscript),
            Tag::Subscript => Node::Style(Style::Subscript),
            Tag::Link { link_type, dest_url, title, id } => {
                self.links.push(OpenLink { kind: link_type, target: dest_url, title, label: id, content_end: 0 });
                Node::Link
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.links.push(OpenLink { kind: link_type, target: dest_url, title, label: id, content_end: 0 });
                Node::Image
            }
            tag => return self.start_block(tag, range),
        };
        Some(Event::Open(node, range))
    }

    fn start_block(&mut self, tag: Tag<'p>, range: Range<usize>) -> Option<Event<'p>> {
        self.sections_before(range.start);
        self.blocks += 1;
        let node = match tag {
            Tag::Paragraph => Node::Paragraph,
            Tag::Heading { level, .. } => Node::Heading(level as u8),
            Tag::BlockQuote(_) => Node::Quote,
            Tag::List(start) => Node::List(start),
            Tag::Item => Node::Item,
            Tag::Table(alignments) => Node::Table(alignments.into_iter().map(alignment).collect()),
            Tag::TableHead | Tag::TableRow => {
                self.cell_end = None;
                Node::Row { head: matches!(tag, Tag::TableHead) }
            }
            Tag::TableCell => Node::Cell { first: self.cell_end.is_none() },
            Tag::CodeBlock(kind) => {
                self.gathered = Gathered::Code(match kind {
                    CodeBlockKind::Fenced(info) => OpenCode::fenced(self.page, &info, range),
                    CodeBlockKind::Indented => OpenCode::indented(range.start),
                });
                return None;
            }
            Tag::HtmlBlock => {
                self.gathered = Gathered::Html(Vec::new());
                Node::Html
            }
            _ => return None,
        };
        self.after_queue(Event::Open(node, range))
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) -> Option<Event<'p>> {
        // The engine takes a tab after it, too, for a part of what ends a heading.
        let end = self.trimmed(range.clone()).end;
        let closed = match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                Closed::Container
            }
            TagEnd::Link | TagEnd::Image => match self.links.pop() {
                Some(link) => Closed::Link(self.destination(&link, range)),
                None => Closed::Container,
            },
            tag => return self.end_block(tag, range, end),
        };
        self.is_in_link(end);
        Some(Event::Close(closed, end))
    }

    /// Ends the block at `range`, without the blanks that end it up to `end`.
    fn end_block(&mut self, tag: TagEnd, range: Range<usize>, end: usize) -> Option<Event<'p>> {
        self.blocks = self.blocks.saturating_sub(1);
        let closed = match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => Closed::Container,
            TagEnd::TableCell => {
                self.cell_end = Some(end);
                if range.is_empty() && !self.is_written_cell(range.start) { Closed::Padding } else { Closed::Cell }
            }
            TagEnd::TableRow => {
                if let Some(end) = self.cell_end {
                    self.lost.surplus_cells(self.page, range, end);
                }
                Closed::Row
            }
            TagEnd::Table => Closed::Table(range),
            TagEnd::CodeBlock => match std::mem::replace(&mut self.gathered, Gathered::Nothing) {
                Gathered::Code(code) => return Some(Event::CodeBlock(code.close(self.page, end))),
                Gathered::Html(_) | Gathered::Nothing => return None,
            },
            TagEnd::HtmlBlock => {
                if let Gathered::Html(lines) = std::mem::replace(&mut self.gathered, Gathered::Nothing) {
                    self.html_block(&lines);
                }
                return None;
            }
            _ => Closed::Leaf,
        };
        Some(Event::Close(closed, end))
    }

    /// Gives a block of HTML that is on `lines`. At the top level a section marker in it ends it, whatever CommonMark does.
    fn html_block(&mut self, lines: &[Range<usize>]) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let (mut at, end) = (first.start, last.end);
        let markers = html_block::sections(self.page, lines).filter(|_| self.blocks == 0);
        for marker in markers.collect::<Vec<_>>() {
            if marker.range.start > at {
                self.html_piece(&html_block::between(lines, at..marker.range.start));
            }
            self.sections_before(marker.range.end);
            at = marker.range.end;
        }
        match at == first.start {
            true => self.html_piece(lines),
            false => self.html_piece(&html_block::between(lines, at..end)),
        }
    }

    fn html_piece(&mut self, lines: &[Range<usize>]) {
        if let Some((event, end)) = html_block::piece(self.page, lines) {
            self.queue.extend([event, Event::Close(Closed::Html, end)]);
        }
    }

    /// Where a link goes that is at `range` and whose content was read.
    fn destination(&mut self, link: &OpenLink<'p>, range: Range<usize>) -> Destination {
        if link.is_reference() {
            self.definitions.used(&link.label);
        }
        let page = self.page;
        let known = |text: &str| match page.range_of(text) {
            Some(range) => Some(page.template(range)),
            None if !page.has_constructs() => Some(Template::from(text)),
            None => None,
        };
        let definition = || self.definitions.labelled(&link.label).filter(|_| link.is_reference());
        let after = |from: usize| from.max(range.start)..range.end.max(from);
        let target = match link.kind {
            LinkType::Email => Some(Template::from(["mailto:", &link.target].concat().as_str())),
            _ => known(&link.target).or_else(|| Some(definition()?.target.clone())),
        };
        let target_end = page.range_of(&link.target).map_or(0, |target| target.end).max(link.content_end);
        let (target, target_end) = match target {
            Some(target) => (target, target_end),
            None => page.restore_to(&link.target, after(link.content_end)),
        };
        let title = (!link.title.is_empty()).then(|| {
            let defined = || definition()?.title.clone();
            known(&link.title).or_else(defined).unwrap_or_else(|| page.restore(&link.title, after(target_end)))
        });
        Destination { target, title }
    }

    /// `range` without the blanks and line ends at its end.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = self.page.seen(range.clone()).as_bytes();
        let last = text.iter().rposition(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        range.start..range.start + last.map_or(0, |last| last + 1)
    }

    /// Whether the empty cell at `at` is one that the author wrote (`||`): the engine pads short rows after their ends.
    fn is_written_cell(&self, at: usize) -> bool {
        let Range { start, end } = self.page.range;
        self.page.seen(at..end).starts_with('|') && !self.page.seen(start..at).ends_with(['\n', '\r'])
    }
}

impl<'p> Iterator for Events<'p> {
    type Item = Event<'p>;

    fn next(&mut self) -> Option<Event<'p>> {
        loop {
            if let Some(event) = self.queue.pop_front() {
                return Some(event);
            }
            let Some((event, range)) = self.engine.next() else {
                let (next, rest) = self.boundaries.split_first()?;
                self.boundaries = rest;
                return Some(Event::Section(next));
            };
            let base = self.page.range.start;
            if let Some(event) = self.read(event, base + range.start..base + range.end) {
                return Some(event);
            }
        }
    }
}

/// The link reference definitions that the engine found.
fn definitions(engine: &OffsetIter<'_>, page: &Page<'_>) -> Definitions {
    let all = engine.reference_definitions().iter().map(|(label, definition)| {
        let base = page.range.start;
        let range = base + definition.span.start..base + definition.span.end;
        let after_label = range.start + page.seen(range.clone()).find("]:").unwrap_or_default();
        let (target, target_end) = page.engine_text_to(&definition.dest, after_label..range.end);
        let title = definition.title.as_deref().map(|title| page.engine_text(title, target_end..range.end));
        Definition { label: Text::from(&*without_numbers(label)), target, title, span: range.into() }
    });
    Definitions::new(all.collect())
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
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::limits::Limits;
    use crate::parse::conflict::Conflicts;
    use crate::parse::construct::{self, Dialect};

    /// The events of `body`, and what was lost, each in a word or two.
    fn events(body: &str) -> String {
        let source: Arc<str> = Arc::from(body);
        let constructs = construct::find(body, 0, Dialect::Standard, &Conflicts::default());
        let limits = Limits::new();
        let page = Page::new(&source, 0..body.len(), &constructs.all, &limits);
        let mut events = Events::new(&page, &constructs.boundaries);
        let mut shown: Vec<String> = Vec::new();
        for event in events.by_ref() {
            shown.push(match event {
                Event::Open(node, _) => format!("{node:?}("),
                Event::Close(Closed::Link(destination), _) => format!(")->{}", destination.target.to_plain()),
                Event::Close(Closed::Padding, _) => ")padding".to_owned(),
                Event::Close(..) => ")".to_owned(),
                Event::Text(range) => format!("'{}'", &body[range]),
                Event::Decoded(text, range) => format!("'{text}' for {}", &body[range]),
                Event::Word(construct) => format!("Word {}", &body[construct.range.clone()]),
                Event::Block(construct) => format!("Block {}", &body[construct.range.clone()]),
                Event::BlockAmongWords(construct) => format!("Among {}", &body[construct.range.clone()]),
                Event::Code(content, _) => format!("`{}`", content.to_plain()),
                Event::CodeBlock(code) => format!("{:?} code '{}'", code.language.as_deref(), code.content.to_plain()),
                Event::Html(html) => format!("Html '{}'", html.text),
                Event::Break(line, _) => format!("{line:?}"),
                Event::Rule(_) => "Rule".to_owned(),
                Event::Section(boundary) => format!("Section at {}", boundary.marker.start),
            });
        }
        let (_, lost) = events.finish();
        shown.extend(lost.constructs.iter().map(|lost| format!("lost {:?}", &body[lost.range.clone()])));
        shown.join(" ")
    }

    #[track_caller]
    fn reads(body: &str, expected: &str) {
        assert_eq!(events(body).replace('\n', "⏎"), expected, "{body:?}");
    }

    #[test]
    fn constructs_are_events() {
        reads(
            "Start **<!--$vm-->[vm]<!--/$vm-->**:\n<!--issueDescription-->\n",
            "Paragraph( 'Start ' Style(Strong)( Word <!--$vm-->[vm]<!--/$vm--> ) ':' ) Section at 37 Html(",
        );
        reads("a <!-- b --> c", "Paragraph( 'a ' Word <!-- b --> ' c' )");
        reads("a\n\n<!-- b -->\n\nc", "Paragraph( 'a' ) Html( Block <!-- b --> ) Paragraph( 'c' )");
        reads("- a\n  <!-- b -->", "List(None)( Item( 'a' Html( Block <!-- b --> ) ) )");
        reads("    a <!--$b-->b<!--/$b-->\n", "None code 'a b⏎'");
        reads("``` <!--$a-->x<!--/$a-->json\na\n```", "Some(\"json\") code 'a⏎'");
        reads("`<!--$a-->x<!--/$a-->`", "Paragraph( `x` )");
    }

    #[test]
    fn constructs_are_restored_in_what_markdown_made() {
        reads(
            "[a](https://e.com/<!--$b-->b<!--/$b-->&amp;<!--$c-->c<!--/$c-->)",
            "Paragraph( Link( 'a' )->https://e.com/b&c )",
        );
        reads(
            "[<!--$b-->b<!--/$b-->](c&amp;<!--$d-->d<!--/$d-->)",
            "Paragraph( Link( Word <!--$b-->b<!--/$b--> )->c&d )",
        );
        reads("[a]\n\n[a]: <!--$b-->https<!--/$b-->&amp;c", "Paragraph( Link( 'a' )->https&c )");
        reads(
            "[a]: <https:\u{E000}xx\u{E000}&amp;>\n\n[a] <!--b-->",
            "Paragraph( Link( 'a' )->https:\u{E000}xx\u{E000}& ' ' Word <!--b--> )",
        );
    }

    #[test]
    fn sections_open_between_blocks_of_the_top_level() {
        reads("> a\n<!--nextSteps-->\n> b", "Quote( Paragraph( 'a' ) ) Section at 4 Html( Quote( Paragraph( 'b' ) )");
        // The mask of the marker is an HTML block of its own, with nothing in it for the builder.
        let expected = "Html( Html '<div>⏎' ) Section at 6 Html( Html( Html '</div>' )";
        reads("<div>\n<!--nextSteps-->\n</div>", expected);
    }

    #[test]
    fn what_markdown_would_drop_is_lost() {
        reads(
            "|a|\n|-|\n|b|c|",
            "Table([None])( Row { head: true }( Cell { first: true }( 'a' ) ) Row { head: false }( Cell { first: true }( 'b' ) ) ) lost \"|\"",
        );
        reads("[a]: text\n", "lost \":\"");
        reads("[a]: text\n\n[a]", "Paragraph( Link( 'a' )->text )");
    }
}
