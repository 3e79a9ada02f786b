//! From the author's HTML to nodes: what each element of [`html::element`](crate::parse::html::element) does to the
//! tree.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Code;
use crate::parse::construct::{self, Construct, Kind};
use crate::parse::engine::Html;
use crate::parse::html::element::{self, Part, Phrase, Void};
use crate::parse::html::{self, Element, Token};
use crate::span::Span;
use crate::text::Text;
use crate::tree::{Block, Break, Image, Inline, Inlines, Link, Numbering, Rule, Template};

use super::block_constructs;
use super::breaks;
use super::nodes::Nodes;
use super::open::{Flat, Open};
use super::stack::{Frame, Origin, Tag};
use super::start_tag::StartTag;
use super::tags;
use super::tree::{ContentModel, Tree};
use super::written::{Characters, Space, Written};

/// A question about an open node.
type Test = fn(&Open) -> bool;

/// Adds the nodes that `html` makes.
pub(super) fn html<'p>(tree: &mut Tree<'p>, html: Html<'p>) {
    let Html { range, text, constructs } = html;
    if text.eq_ignore_ascii_case("<br>") || text.eq_ignore_ascii_case("<br/>") {
        return breaks::line_break(tree, range);
    }
    let written = Written { text: &text, range, verbatim: matches!(text, Cow::Borrowed(_)) };
    Interpreter { tree, constructs }.html(&written);
}

/// Adds the nodes of a construct that is not in a run of text.
pub(super) fn construct<'p>(tree: &mut Tree<'p>, construct: &'p Construct) {
    match construct.kind {
        Kind::TagLine | Kind::LoneTags => line_of_tags(tree, construct, std::slice::from_ref(construct)),
        _ => block_constructs::push(tree, construct),
    }
}

/// Adds a construct among text.
pub(super) fn word<'p>(tree: &mut Tree<'p>, construct: &'p Construct) {
    match construct.kind {
        Kind::InlineTags => {
            tree.nodes.flush();
            line_of_tags(tree, construct, &[]);
            tree.nodes.flush();
        }
        _ => tree.nodes.run.push_construct(construct),
    }
}

fn line_of_tags<'p>(tree: &mut Tree<'p>, construct: &'p Construct, constructs: &'p [Construct]) {
    let range = construct.range.clone();
    let text = Cow::Borrowed(tree.nodes.page.source.get(range.clone()).unwrap_or_default());
    html(tree, Html { range, text, constructs });
}

/// Reads the HTML of one piece into the tree.
struct Interpreter<'t, 'p> {
    tree: &'t mut Tree<'p>,
    /// The constructs in the piece.
    constructs: &'p [Construct],
}

impl<'p> Interpreter<'_, 'p> {
    fn html(&mut self, html: &Written<'_>) {
        html::tokens(html.text, self.tree.nodes.budget.limits.attributes, &mut |token| self.token(html, token));
    }

    /// Adds a token of `html`.
    fn token(&mut self, html: &Written<'_>, token: Token) {
        let most = self.tree.nodes.budget.limits.attributes;
        match token {
            Token::Text(range) => self.text(&html.part(range)),
            Token::Start { attributes, range, .. } if attributes.len() > most => self.excess(&html.part(range)),
            Token::Excess(range) => self.excess(&html.part(range)),
            Token::Start { element, name, mut attributes, is_closed, range } => {
                for attribute in &mut attributes {
                    attribute.range = html.part(attribute.range.clone()).range;
                }
                self.start_tag(StartTag { element, name, attributes, is_closed, range: html.part(range).range });
            }
            Token::End { element, name, range } => self.end_tag(element, name, html.part(range).range),
            Token::Unknown(range) => self.unknown(&html.part(range)),
        }
    }

    fn constructs_in(&self, range: &Range<usize>) -> &'p [Construct] {
        construct::within(self.constructs, range)
    }

    // Text.

    /// Characters between tags.
    fn text(&mut self, html: &Written<'_>) {
        if block_constructs::shows_nothing(self.tree, html, self.constructs_in(&html.range)) {
            return;
        }
        let blanks = self.tree.nodes.make_word_room(html.range.start, html.text);
        let space = if self.tree.nodes.stack.is_preformatted() { Space::Shows } else { Space::Collapses };
        for (line, end) in html.part(blanks..html.text.len()).lines(space) {
            self.around_constructs(&line, Interpreter::characters);
            self.line_end(end);
        }
    }

    /// HTML as the author typed it.
    fn typed(&mut self, html: &Written<'_>) {
        self.tree.nodes.make_inline_room(html.range.start);
        self.around_constructs(html, Interpreter::lines_as_typed);
    }

    /// Adds the constructs in `html`, and the text between them with `add`.
    fn around_constructs(&mut self, html: &Written<'_>, add: fn(&mut Self, &Written<'_>)) {
        if html.text.is_empty() {
            return;
        }
        let (start, length) = (html.range.start, html.text.len());
        let mut from = 0;
        for construct in self.constructs_in(&html.range) {
            let to = construct.range.start.saturating_sub(start).clamp(from, length);
            let end = construct.range.end.saturating_sub(start).clamp(to, length);
            add(self, &html.part(from..to));
            if construct.is_text() {
                self.tree.nodes.run.push_source(start + to..start + end);
            } else if construct.range.start >= start {
                word(self.tree, construct);
            }
            from = end;
        }
        add(self, &html.part(from..length));
    }

    /// Characters without constructs.
    fn characters(&mut self, html: &Written<'_>) {
        for piece in html.characters() {
            match piece {
                Characters::AsWritten(written) => self.as_they_are(&written),
                Characters::Decoded(text, range) => self.tree.nodes.run.push_decoded(&text, range),
            }
        }
    }

    fn as_they_are(&mut self, html: &Written<'_>) {
        let Written { text, range, verbatim } = html.clone();
        // In a block with CRLF some pieces are as they are in the source, and others are not.
        let is_written = || self.tree.nodes.page.source.get(range.clone()) == Some(text);
        match verbatim || is_written() {
            _ if text.is_empty() => {}
            true => self.tree.nodes.run.push_source(range),
            false => self.tree.nodes.run.push_decoded(text, range),
        }
    }

    /// The lines of HTML as typed.
    fn lines_as_typed(&mut self, html: &Written<'_>) {
        for (line, end) in html.lines(Space::Collapses) {
            self.as_they_are(&line);
            self.line_end(end);
        }
    }

    fn line_end(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let span = self.tree.nodes.span(range);
            self.tree.nodes.push_inline(Inline::SoftBreak(Break { span }));
        }
    }

    /// HTML that is not a tag of a known element: a construct, or text as the author typed it.
    fn unknown(&mut self, html: &Written<'_>) {
        if let [construct] = self.constructs_in(&html.range)
            && construct.range == html.range
            && (html.text.starts_with("<?") || matches!(construct.kind, Kind::BreakTag))
        {
            return self::construct(self.tree, construct);
        }
        if html.text.starts_with("<!--") {
            // The scan took it for code, but CommonMark does not, so it is a comment and must never show.
            return block_constructs::comment(self.tree, html.range.clone());
        }
        let Nodes { page, report, .. } = &mut self.tree.nodes;
        tags::report_as_text(page.source, html.range.clone(), report);
        self.typed(html);
    }

    /// Adds a tag with too many attributes, as text.
    fn excess(&mut self, html: &Written<'_>) {
        let limit = self.tree.nodes.budget.limits.attributes;
        let message = format!("expected at most {limit} attributes in a tag, found more; it is read as text");
        self.tree.nodes.report.warn(Code::TOO_MANY, html.range.clone(), message);
        self.typed(html);
    }

    /// Adds a tag that is over a limit, as text.
    fn tag_as_text(&mut self, range: Range<usize>) {
        self.tree.nodes.make_inline_room(range.start);
        let text = self.tree.nodes.page.source.get(range.clone()).unwrap_or_default();
        self.around_constructs(&Written { text, range, verbatim: true }, Interpreter::as_they_are);
    }

    // Start tags.

    /// Whether the tables have as many cells as they may have, so that this start tag of an author's table is text.
    fn cells_are_spent(&mut self, tag: &Range<usize>) -> bool {
        let Nodes { budget, report, .. } = &mut self.tree.nodes;
        budget.cells_are_spent(tag, report)
    }

    fn start_tag(&mut self, tag: StartTag) {
        let start = tag.range.start;
        match tag.element {
            _ if Element::may_be_word(tag.name) && !self.is_markup(&tag) => self.unknown_tag(tag.range),
            Element::Void(void) => self.void_tag(void, tag),
            element if element.is_of_table() && self.cells_are_spent(&tag.range) => self.deep_tag(tag),
            _ if self.tree.is_full() => {
                self.tree.report_nesting(start);
                self.deep_tag(tag);
            }
            Element::Phrase(Phrase::Link) if tag.attribute("href").is_some() && !self.tree.nodes.may_link(start) => {
                self.deep_tag(tag);
            }
            Element::Phrase(phrase) => self.phrase_tag(phrase, tag),
            Element::Part(part) => self.part_tag(part, tag),
            Element::Block(block) => self.block_tag(block, tag),
        }
    }

    /// Whether a tag that may be a word in angle brackets is a tag.
    fn is_markup(&self, tag: &StartTag) -> bool {
        tag.attributes.iter().any(|attribute| !attribute.value.is_empty()) || self.tree.tags.is_paired(tag.range.start)
    }

    fn void_tag(&mut self, void: Void, tag: StartTag) {
        let start = tag.range.start;
        match void {
            Void::Break if self.is_odd_break(&tag.range) => breaks::odd_break(self.tree, tag.range),
            Void::Break => breaks::line_break(self.tree, tag.range),
            Void::Image if self.tree.nodes.may_link(start) => self.image(&tag),
            Void::Image => self.tag_as_text(tag.range),
            Void::Rule => match self.tree.make_block_room(start) {
                ContentModel::Blocks => {
                    let span = self.tree.nodes.span(tag.range);
                    self.tree.nodes.push_block(Block::Rule(Rule { span }));
                }
                ContentModel::Inlines => drop(self.tree.nodes.separate(start)),
            },
            Void::Column if !self.tree.nodes.stack.in_table() => self.unknown_tag(tag.range),
            Void::Column | Void::Nothing => {}
        }
    }

    fn is_odd_break(&self, range: &Range<usize>) -> bool {
        self.constructs_in(range).iter().any(|construct| matches!(construct.kind, Kind::BreakTag))
    }

    /// Adds a start tag that is nested too deep, as text; so will be its end tag.
    fn deep_tag(&mut self, tag: StartTag) {
        self.tree.nodes.stack.deep_tags += 1;
        self.tag_as_text(tag.range);
    }

    fn image(&mut self, tag: &StartTag) {
        self.tree.nodes.make_inline_room(tag.range.start);
        let page = self.tree.nodes.page;
        let target = tag.value(page, "src").unwrap_or_else(|| Template::from(""));
        let title = tag.title(page);
        let alt = match tag.attribute("alt") {
            Some(alt) if !alt.value.is_empty() => {
                let span = self.tree.nodes.span(alt.range.clone());
                tag.value(page, "alt").map_or_else(Inlines::new, |alt| alt.into_inlines(span))
            }
            _ => Inlines::new(),
        };
        let span = self.tree.nodes.span(tag.range.clone());
        self.tree.nodes.push_inline(Inline::Image(Box::new(Image { target, title, alt, span })));
    }

    fn phrase_tag(&mut self, phrase: Phrase, tag: StartTag) {
        self.tree.nodes.make_inline_room(tag.range.start);
        let open = match phrase {
            Phrase::Styled(style) => Open::Styled(style),
            Phrase::Code => {
                self.name_language(&tag);
                Open::Code
            }
            Phrase::Link => {
                let page = self.tree.nodes.page;
                let title = tag.title(page);
                match tag.value(page, "href") {
                    Some(target) => {
                        self.tree.report_link(tag.range.clone());
                        let (content, span) = (Inlines::new(), Span::NONE);
                        Open::Link(Some(Box::new(Link { target, title, content, span })))
                    }
                    None => Open::Span,
                }
            }
            Phrase::Span => Open::Span,
        };
        self.open(open, tag);
    }

    /// `<code class="language-x">` names the language of the `<pre>` around it.
    fn name_language(&mut self, tag: &StartTag) {
        let named = tag.language(self.tree.nodes.page);
        if let Some(Frame { open: Open::Preformatted { language }, .. }) = self.tree.nodes.stack.last_mut()
            && language.is_none()
        {
            *language = named.map(Text::from);
        }
    }

    /// Opens a node for a tag; a tag that needs an end is text until that comes.
    fn open(&mut self, open: Open, tag: StartTag) {
        let StartTag { element, name, range, is_closed, .. } = tag;
        let is_content = matches!(open, Open::Span | Open::Division);
        if is_content && is_closed && !self.tree.tags.is_paired(range.start) {
            return; // `<a id="top"/>`
        }
        let shows_nothing = is_content || Element::is_plain_when_open(name);
        let provisional = !element.may_stay_open() && !shows_nothing;
        if provisional {
            let text = match self.constructs_in(&range) {
                [] => self.tree.nodes.page.text(range.clone()),
                _ => Text::from(&*self.tree.nodes.page.template(range.clone()).to_plain()),
            };
            self.tree.nodes.push_provisional(range.clone(), text);
        }
        let tag = Tag { element, name, provisional, ended: false, end: range.end };
        self.tree.nodes.push(open, range.start, Origin::Html(Box::new(tag)));
    }

    /// Opens a node for the content of a block's tag where no block can be.
    fn open_flat(&mut self, flat: Flat, tag: StartTag) {
        let StartTag { element, name, range, .. } = tag;
        let tag = Tag { element, name, provisional: false, ended: false, end: range.end };
        self.tree.nodes.push_flat(flat, range.start, Origin::Html(Box::new(tag)));
    }

    fn part_tag(&mut self, part: Part, tag: StartTag) {
        let at = tag.range.start;
        let (closes, holds): (Test, Test) = match part {
            Part::Item => (Open::is_item, Open::is_list),
            Part::Cell { .. } => (Open::is_cell, Open::is_row),
            Part::Row | Part::Rows { .. } => ROW_OF_TABLE,
            Part::Term | Part::Description => {
                (|open| matches!(open, Open::Term | Open::Description), |open| matches!(open, Open::DefinitionList))
            }
        };
        self.close_before(closes, holds, at);
        if part.is_of_table() && !self.tree.nodes.stack.in_table() {
            return self.unknown_tag(tag.range);
        }
        let open = match part {
            Part::Item => tag.number("value").map_or(Open::Item, Open::NumberedItem),
            Part::Row => Open::Row { head: false },
            Part::Cell { head } => Open::Cell { head, spans: tag.spans() },
            Part::Rows { head } => return self.tree.nodes.stack.set_in_head(head),
            Part::Term => Open::Term,
            Part::Description => Open::Description,
        };
        if !self.fits(&open, at) {
            let flat = match part {
                Part::Item => Flat::Item(tag.number("value")),
                Part::Row => Flat::Row { begun: false },
                Part::Cell { .. } => Flat::Cell,
                Part::Rows { .. } | Part::Term | Part::Description => Flat::Block,
            };
            return self.open_flat(flat, tag);
        }
        if matches!(open, Open::Cell { .. }) {
            self.tree.nodes.budget.add_cell();
        }
        self.open(open, tag);
    }

    fn block_tag(&mut self, block: element::Block, tag: StartTag) {
        let at = tag.range.start;
        if block == element::Block::Caption {
            let (closes, holds) = ROW_OF_TABLE;
            self.close_before(closes, holds, at);
            if !self.tree.nodes.stack.in_table() {
                return self.unknown_tag(tag.range);
            }
        }
        let is_list = matches!(block, element::Block::BulletList | element::Block::OrderedList);
        let room = if is_list { self.tree.make_list_room(at) } else { self.tree.make_block_room(at) };
        let number = || tag.number("start").unwrap_or(1);
        if room == ContentModel::Inlines {
            let flat = match block {
                element::Block::BulletList => Flat::List(None),
                element::Block::OrderedList => Flat::List(Some((number(), tag.numbering()))),
                element::Block::Table => Flat::Table,
                _ => Flat::Block,
            };
            return self.open_flat(flat, tag);
        }
        let open = match block {
            element::Block::Heading(level) => Open::Heading(level),
            element::Block::BulletList => Open::List { start: None, numbering: Numbering::Decimal, loose: false },
            element::Block::OrderedList => {
                Open::List { start: Some(number()), numbering: tag.numbering(), loose: false }
            }
            element::Block::Quote => Open::Quote,
            element::Block::Preformatted => Open::Preformatted { language: None },
            element::Block::Table => Open::Table { alignments: Vec::new(), in_head: false },
            element::Block::DefinitionList => Open::DefinitionList,
            element::Block::Details => Open::Details { summary: None },
            element::Block::Summary => Open::Summary,
            element::Block::Division => Open::Division,
            element::Block::Paragraph | element::Block::Caption => {
                self.tree.nodes.stack.loosen_item();
                Open::Paragraph
            }
        };
        self.open(open, tag);
    }

    /// Adds a tag of a table outside of one, as text.
    fn unknown_tag(&mut self, range: Range<usize>) {
        let text = self.tree.nodes.page.source.get(range.clone()).unwrap_or_default();
        self.unknown(&Written { text, range, verbatim: false });
    }

    /// Closes what a start tag closes, inside what `holds` both: the item before an item, the cell before a cell, and so on.
    fn close_before(&mut self, closes: Test, holds: Test, at: usize) {
        if let Some(index) = self.tree.nodes.stack.reach(closes, holds) {
            self.tree.close_before(index, at);
        }
    }

    /// Makes the node that must contain `open` the innermost one; returns whether `open` can be in it.
    fn fits(&mut self, open: &Open, at: usize) -> bool {
        let is_in = |tree: &Tree<'_>, holds: Test| tree.nodes.stack.last().is_some_and(|frame| holds(&frame.open));
        let is_table: Test = |open| matches!(open, Open::Table { .. });
        let (implied, holds): (Open, Test) = match open {
            Open::Item | Open::NumberedItem(_) => {
                (Open::List { start: None, numbering: Numbering::Decimal, loose: false }, |open| {
                    matches!(open, Open::List { .. })
                })
            }
            Open::Term | Open::Description => (Open::DefinitionList, |open| matches!(open, Open::DefinitionList)),
            Open::Row { .. } => return is_in(self.tree, is_table),
            Open::Cell { .. } => {
                if is_in(self.tree, is_table) {
                    self.tree.nodes.push(Open::Row { head: false }, at, Origin::Implied);
                }
                return is_in(self.tree, |open| matches!(open, Open::Row { .. }));
            }
            _ => return true,
        };
        if !is_in(self.tree, holds) {
            if self.tree.make_block_room(at) == ContentModel::Inlines {
                return false;
            }
            self.tree.nodes.push(implied, at, Origin::Implied);
        }
        true
    }

    // End tags.

    fn end_tag(&mut self, element: Element, name: &str, range: Range<usize>) {
        match element {
            Element::Void(Void::Break) => return breaks::line_break(self.tree, range),
            Element::Void(_) => return,
            Element::Part(Part::Rows { .. }) if self.tree.nodes.stack.in_table() => {
                self.close_before(ROW_OF_TABLE.0, ROW_OF_TABLE.1, range.start);
                return self.tree.nodes.stack.set_in_head(false);
            }
            _ if Element::may_be_word(name) && !self.tree.tags.is_paired(range.start) => {
                return self.unknown_tag(range);
            }
            _ => {}
        }
        if self.tree.nodes.stack.deep_tags > 0 {
            self.tree.nodes.stack.deep_tags -= 1;
            self.tag_as_text(range);
        } else if !self.tree.close_tag(element, name, range.clone()) {
            let Nodes { stack, report, .. } = &mut self.tree.nodes;
            if !self.tree.tags.end(name, &range, report) && !stack.end_outer(name) {
                tags::report_unmatched(name, range, report);
            }
            self.tree.nodes.flush();
            self.tree.nodes.stack.trim_leaf();
        }
    }
}

/// What closes before a part of a table that holds rows: the row that is open.
const ROW_OF_TABLE: (Test, Test) = (Open::is_row, Open::is_table);
