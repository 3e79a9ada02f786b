//! From pulldown-cmark's events to the tree. The only file that names pulldown-cmark.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limits;
use crate::parse::bound;
use crate::parse::builder::{Builder, Place};
use crate::parse::code::OpenCode;
use crate::parse::conflict::Conflicts;
use crate::parse::definition::Definitions;
use crate::parse::html_lines;
use crate::parse::marker::Dialect;
use crate::parse::mask::{self, Kind, Mark};
use crate::parse::node::{Masked, Open, Origin};
use crate::parse::scan::scan;
use crate::span::Span;
use crate::text::Text;
use crate::tree::{
    Alignment, Block, Blocks, Break, CodeSpan, Definition, Image, Inline, Inlines, Link, Part, Rule, Style, Template,
};

/// What Markdown a body became.
#[derive(Default)]
pub(crate) struct Parsed {
    pub(crate) parts: Vec<Part>,
    pub(crate) definitions: Vec<Definition>,
    pub(crate) found: Vec<Diagnostic>,
}

/// Parses the Markdown in `range` of `source`.
pub(crate) fn markdown(
    source: &Arc<str>,
    range: Range<usize>,
    dialect: Dialect,
    conflicts: &Conflicts,
    limits: &Limits,
) -> Parsed {
    let body = source.get(range.clone()).unwrap_or_default();
    if body.trim().is_empty() {
        return Parsed::default();
    }
    let mut scanned = scan(body, range.start, dialect, conflicts);
    bound::count(&mut scanned, range.start, limits);
    let input = Input { source, base: range.start, body, limits, placed: true };
    let (mut parsed, surplus) = input.parse(&scanned);
    if !surplus.is_empty() {
        // What CommonMark would drop is masked, and the body parsed once more.
        scanned.marks.extend(surplus);
        scanned.marks.sort_by_key(|mark| mark.range.start);
        let reported = parsed.found.into_iter().filter(|found| REPORTED_ONCE.contains(&found.code)).collect::<Vec<_>>();
        parsed = input.parse(&scanned).0;
        parsed.found.extend(reported);
    }
    parsed.found.append(&mut scanned.diagnostics);
    parsed
}

/// Diagnostics about what a second parse no longer sees.
const REPORTED_ONCE: [Code; 2] = [Code::TABLE_CELLS, Code::DEFINITION_AS_TEXT];

/// Parses Markdown that stands nowhere in a source, such as a value; its nodes have no span.
pub(crate) fn fragment(source: &Arc<str>) -> Blocks {
    let scanned = scan(source, 0, Dialect::Standard, &Conflicts::default());
    let input = Input { source, base: 0, body: source, limits: &Limits::new(), placed: false };
    let mut blocks = Vec::new();
    flatten(input.parse(&scanned).0.parts, &mut blocks);
    Blocks::from(blocks)
}

fn flatten(parts: impl IntoIterator<Item = Part>, blocks: &mut Vec<Block>) {
    for part in parts {
        match part {
            Part::Block(block) => blocks.push(block),
            Part::Section(section) => flatten(section.parts, blocks),
            Part::Payload(_) => {}
        }
    }
}

/// Parses `range` of `source` as inline Markdown without references; `None` if it is no single paragraph.
///
/// The three bytes on either side of the range, which belong to markers, become punctuation: so nothing in the range
/// stands at the start of a line, and delimiters at its ends work.
pub(crate) fn inlines(source: &Arc<str>, range: Range<usize>) -> Option<Inlines> {
    let outer = range.start.checked_sub(3)?..range.end.checked_add(3)?;
    let body = source.get(outer.clone())?;
    source.get(range.clone())?;
    let inner = 3..body.len() - 3;
    let mut scanned = scan(&body[inner.clone()], range.start, Dialect::Standard, &Conflicts::default());
    for mark in &mut scanned.marks {
        mark.range = mark.range.start + 3..mark.range.end + 3;
        if matches!(mark.kind, Kind::Placeholder(_) | Kind::NoteBlock) {
            mark.kind = Kind::Note;
        }
    }
    scanned.marks.insert(0, Mark { range: 0..3, kind: Kind::Gone });
    scanned.marks.push(Mark { range: inner.end..body.len(), kind: Kind::Gone });
    scanned.boundaries.clear();
    let text = [mask::EDGE[0], &body[inner].replace(['\n', '\r'], " "), mask::EDGE[1]].concat();
    let input = Input { source, base: outer.start, body, limits: &Limits::new(), placed: true };
    let masked = mask::mask_between(&text, &scanned.marks);
    let (parsed, _) = input.parse_masked(&masked, &scanned);
    match <[Part; 1]>::try_from(parsed.parts) {
        Ok([Part::Block(Block::Paragraph(paragraph))]) => Some(paragraph.content),
        _ => None,
    }
}

/// A body to parse.
#[derive(Clone, Copy)]
struct Input<'s> {
    source: &'s Arc<str>,
    base: usize,
    body: &'s str,
    limits: &'s Limits,
    /// Whether nodes get spans.
    placed: bool,
}

impl<'s> Input<'s> {
    fn parse(&self, scanned: &mask::Scan) -> (Parsed, Vec<Mark>) {
        let masked = mask::mask(self.body, &scanned.marks);
        let beyond = bound::beyond(&masked, self.limits);
        if beyond.is_empty() {
            return self.parse_masked(&masked, scanned);
        }
        let (mut marks, boundaries) = (scanned.marks.clone(), scanned.boundaries.clone());
        marks.extend(beyond.places().map(|range| Mark { range, kind: Kind::Literal }));
        marks.sort_by_key(|mark| mark.range.start);
        let scanned = mask::Scan { marks, boundaries, diagnostics: Vec::new() };
        let (mut parsed, surplus) = self.parse_masked(&mask::mask(self.body, &scanned.marks), &scanned);
        parsed.found.extend(beyond.report(self.base, self.limits));
        (parsed, surplus)
    }

    /// Parses the masked body; gives also what CommonMark would drop and a second parse must not see.
    fn parse_masked(&self, masked: &str, scanned: &mask::Scan) -> (Parsed, Vec<Mark>) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let events = Parser::new_ext(masked, options).into_offset_iter();
        let Input { source, base, body, limits, placed } = *self;
        let mut reader = Reader {
            builder: Builder::new(source, base, body, masked, &scanned.marks, &scanned.boundaries, limits),
            definitions: Definitions::default(),
            blocks: 0,
            html: None,
            code: None,
            cell_end: None,
            found_before: 0,
            typed: 0,
            surplus: Vec::new(),
        };
        reader.builder.placed = placed;
        reader.definitions = definitions(&events, &reader.builder);
        for (event, range) in events {
            reader.event(event, range);
        }
        let Reader { builder, definitions, surplus, .. } = &mut reader;
        surplus.append(&mut definitions.unused(builder));
        builder.finish();
        let (parts, mut found) = (std::mem::take(&mut builder.parts), std::mem::take(&mut builder.found));
        found.append(&mut definitions.found);
        (Parsed { parts, definitions: std::mem::take(&mut definitions.all), found }, std::mem::take(surplus))
    }
}

/// The link reference definitions that the engine found.
fn definitions(events: &OffsetIter<'_>, builder: &Builder<'_>) -> Definitions {
    let all = events.reference_definitions().iter().map(|(label, definition)| {
        let place = definition.span.clone();
        let behind_label = place.start + builder.masked[place.clone()].find("]:").unwrap_or_default();
        let (target, target_end) = builder.engine_text_to(&definition.dest, behind_label..place.end);
        let title = definition.title.as_deref().map(|title| builder.engine_text(title, target_end..place.end));
        (Definition { label: Text::from(label), target, title, span: builder.span(place.clone()) }, place)
    });
    Definitions::new(all.collect())
}

/// Reads events into the builder.
pub(super) struct Reader<'s> {
    pub(super) builder: Builder<'s>,
    definitions: Definitions,
    /// Markdown blocks that are open.
    blocks: usize,
    /// The HTML block that is open: the places of its lines.
    html: Option<Vec<Range<usize>>>,
    code: Option<OpenCode>,
    /// Where the last cell of the row ended.
    pub(super) cell_end: Option<usize>,
    /// How much was found before the table that is open.
    pub(super) found_before: usize,
    /// How many nodes are open of a link that stays as the author typed it.
    typed: usize,
    pub(super) surplus: Vec<Mark>,
}

impl<'s> Reader<'s> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.typed > 0 {
            self.typed = match event {
                Event::Start(_) => self.typed + 1,
                Event::End(_) => self.typed - 1,
                _ => self.typed,
            };
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => {
                if let Some(code) = &mut self.code {
                    return code.text(&self.builder, &text, range);
                }
                if self.html.is_some() {
                    return; // columns of a tab that a container left over
                }
                self.builder.inline_place(range.start);
                match self.builder.place_of(&text) {
                    Some(place) => self.builder.push_text(place, None),
                    None => self.builder.push_text(trimmed(self.builder.masked, range), Some(text.into_string())),
                }
            }
            Event::Code(text) => {
                // At the end of a heading the engine takes in a tab.
                let range = trimmed(self.builder.masked, range);
                self.builder.inline_place(range.start);
                let content = self.builder.engine_text(&text, range.clone());
                let span = self.builder.span(range);
                self.builder.push_inline(Inline::Code(CodeSpan { content, span }));
            }
            Event::Html(_) => match &mut self.html {
                Some(lines) => lines.push(range),
                None => self.builder.html_block(vec![range], self.blocks == 0),
            },
            Event::InlineHtml(said) => match self.builder.marks_in(&range) {
                [mark] if mark.range == range => self.inline_mark(mark),
                _ => {
                    let html = html_lines::as_written(&self.builder.masked[range.clone()], &said);
                    self.builder.html(range, html);
                }
            },
            Event::SoftBreak => self.line_end(range, Inline::SoftBreak),
            Event::HardBreak => self.line_end(range, Inline::HardBreak),
            Event::Rule => {
                self.before_block(range.start);
                if self.builder.block_place(range.start) == Place::Free {
                    let span = self.builder.span(trimmed(self.builder.masked, range));
                    self.builder.push_block(Block::Rule(Rule { span }));
                }
            }
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn line_end(&mut self, range: Range<usize>, node: fn(Break) -> Inline) {
        self.builder.inline_place(range.start);
        let span = self.builder.span(range);
        self.builder.push_inline(node(Break { span }));
    }

    fn inline_mark(&mut self, mark: &'s Mark) {
        self.builder.inline_place(mark.range.start);
        self.builder.flush();
        self.builder.mark_block(mark);
    }

    /// Does what stands before a block of Markdown.
    fn before_block(&mut self, start: usize) {
        if self.blocks == 0 {
            self.builder.flush();
            self.builder.boundaries_before(start);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let start = range.start;
        match tag {
            Tag::Emphasis => self.builder.push_style(Style::Emphasis, start),
            Tag::Strong => self.builder.push_style(Style::Strong, start),
            Tag::Strikethrough => self.builder.push_style(Style::Strikethrough, start),
            Tag::Superscript => self.builder.push_style(Style::Superscript, start),
            Tag::Subscript => self.builder.push_style(Style::Subscript, start),
            Tag::Link { link_type, dest_url, title, id } => {
                self.link(link_type, &dest_url, &title, &id, range, false);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.link(link_type, &dest_url, &title, &id, range, true);
            }
            _ => {
                self.before_block(start);
                self.start_block(tag, range);
                self.blocks += 1;
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let start = range.start;
        match tag {
            Tag::Paragraph => {
                self.builder.loosen_item();
                self.leaf(Open::Paragraph, start);
            }
            Tag::Heading { level, .. } => {
                if self.blocks == 0 && self.builder.stack.is_empty() {
                    self.builder.heading_at_top(start);
                }
                self.leaf(Open::Heading(level as u8), start);
            }
            Tag::BlockQuote(_) => {
                self.builder.markup += "<blockquote>\n</blockquote>\n".len();
                self.container(Open::Quote, start);
            }
            Tag::List(number) => {
                self.builder.markup += "<ul>\n</ul>\n".len();
                self.container(Open::List { start: number, loose: false }, start);
            }
            Tag::Item => {
                self.builder.markup += "<li>\n</li>\n".len();
                self.builder.push_markdown(Open::Item, start);
            }
            Tag::Table(alignments) => {
                self.found_before = self.builder.found.len();
                let alignments = alignments.into_iter().map(alignment).collect();
                self.leaf(Open::Table { alignments, in_head: false }, start);
            }
            Tag::TableHead => self.row(true, start),
            Tag::TableRow => self.row(false, start),
            Tag::TableCell => self.cell(start),
            Tag::CodeBlock(kind) => self.open_code(kind, range),
            Tag::HtmlBlock => {
                self.builder.close_implied(start);
                self.html = Some(Vec::new());
            }
            _ => {}
        }
    }

    /// Opens a block that is no container.
    fn leaf(&mut self, open: Open, start: usize) {
        let open = match self.builder.block_place(start) {
            Place::Free => open,
            Place::Flat => {
                self.builder.separate(start);
                Open::Span
            }
        };
        self.builder.push(open, start, Origin::Markdown);
    }

    fn container(&mut self, open: Open, start: usize) {
        let open = match self.builder.block_place(start) {
            Place::Free => open,
            Place::Flat => {
                self.builder.separate(start);
                Open::Span
            }
        };
        self.builder.push_markdown(open, start);
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        // The engine takes a tab behind it, too, for a part of what ends a heading.
        let end = trimmed(self.builder.masked, range.clone()).end;
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => self.builder.close_markdown(end, true),
            _ => {
                self.blocks = self.blocks.saturating_sub(1);
                self.end_block(tag, range, end);
            }
        }
    }

    /// Ends the block that stands at `range`, without the blanks that end it up to `end`.
    fn end_block(&mut self, tag: TagEnd, range: Range<usize>, end: usize) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.builder.close_markdown(end, true),
            TagEnd::TableCell => self.end_cell(range, end),
            TagEnd::TableRow => {
                self.surplus_cells(range);
                self.builder.close_markdown(end, false);
            }
            TagEnd::Table => self.end_table(range, end),
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    code.close(&mut self.builder, end);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(lines) = self.html.take() {
                    self.builder.html_block(lines, self.blocks == 0);
                }
            }
            _ => self.builder.close_markdown(end, false),
        }
    }

    fn link(
        &mut self,
        kind: LinkType,
        target: &CowStr<'_>,
        title: &CowStr<'_>,
        label: &str,
        range: Range<usize>,
        image: bool,
    ) {
        self.builder.inline_place(range.start);
        if !self.builder.may_link(range.start) {
            self.typed = 1;
            return self.builder.push_text(range, None);
        }
        let is_reference = !matches!(kind, LinkType::Inline | LinkType::Autolink | LinkType::Email);
        if is_reference {
            self.definitions.used(label);
        }
        let template = |text: &str| match self.builder.place_of(text) {
            Some(place) => Some(self.builder.template(place)),
            None if self.builder.marks.is_empty() => Some(Template::from(text)),
            None => None,
        };
        let known = match kind {
            LinkType::Email => Some(Template::from(["mailto:", target].concat().as_str())),
            _ if is_reference => template(target).or_else(|| self.definitions.target(label).cloned()),
            _ => template(target),
        };
        let known_title = match title.is_empty() {
            true => None,
            false if is_reference => template(title).or_else(|| self.definitions.title(label).cloned()),
            false => template(title),
        };
        let masked = Masked {
            target: known.is_none().then(|| target.to_string()),
            title: (!title.is_empty() && known_title.is_none()).then(|| title.to_string()),
            target_end: self.builder.place_of(target).map_or(0, |place| place.end),
        };
        let masked = (masked.target.is_some() || masked.title.is_some()).then(|| Box::new(masked));
        let (target, title, span) = (known.unwrap_or_default(), known_title, Span::NONE);
        let open = match image {
            true => Open::Image(Box::new(Image { target, title, alt: Inlines::new(), span }), masked),
            false => Open::Link(Box::new(Link { target, title, content: Inlines::new(), span }), masked),
        };
        self.builder.push_markdown(open, range.start);
    }

    fn open_code(&mut self, kind: CodeBlockKind<'_>, range: Range<usize>) {
        self.code = Some(match kind {
            CodeBlockKind::Fenced(info) => OpenCode::fenced(&mut self.builder, &info, range),
            CodeBlockKind::Indented => OpenCode::indented(range.start),
        });
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

/// `range` without the blanks and line ends at its end.
fn trimmed(body: &str, range: Range<usize>) -> Range<usize> {
    let text = body.as_bytes().get(range.clone()).unwrap_or_default();
    let last = text.iter().rposition(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    range.start..range.start + last.map_or(0, |last| last + 1)
}
