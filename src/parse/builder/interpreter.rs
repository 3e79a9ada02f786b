//! From the author's HTML to nodes: what each element of [`html::element`](crate::parse::html::element) does to the
//! tree.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::construct::{self, Construct, Kind};
use crate::parse::engine::Html;
use crate::parse::html::element::{self, Part, Phrase, Void};
use crate::parse::html::{self, Attribute, Element, Token};
use crate::source::snippet;
use crate::span::Span;
use crate::text::Text;
use crate::tree::{Block, Break, Image, Inline, Inlines, Link, Numbering, Rule, Template};

use super::block_constructs;
use super::stack::{CellSpans, Flat, Frame, Open, Origin, Tag};
use super::tree::{ContentModel, Tree};

/// A question about an open node.
type Test = fn(&Open) -> bool;

/// A start tag.
struct StartTag {
    element: Element,
    name: &'static str,
    attributes: Vec<Attribute>,
    is_closed: bool,
    range: Range<usize>,
}

impl StartTag {
    fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

/// Characters at a range, and whether they are those of the source.
#[derive(Clone)]
struct Written<'h> {
    text: &'h str,
    range: Range<usize>,
    verbatim: bool,
}

impl<'h> Written<'h> {
    /// The part at `part` of the text.
    fn part(&self, part: Range<usize>) -> Written<'h> {
        let range = self.range.start + part.start..self.range.start + part.end;
        Written { text: &self.text[part], range, verbatim: self.verbatim }
    }
}

/// Adds the nodes that `html` makes.
pub(super) fn html<'p>(tree: &mut Tree<'p>, html: Html<'p>) {
    let Html { range, text, constructs } = html;
    if text.eq_ignore_ascii_case("<br>") || text.eq_ignore_ascii_case("<br/>") {
        return block_constructs::line_break(tree, range);
    }
    let written = Written { text: &text, range, verbatim: matches!(text, Cow::Borrowed(_)) };
    Interpreter { tree, constructs }.html(&written);
}

/// Adds the tags of `construct`, a line of tags.
pub(super) fn inline_tags<'p>(tree: &mut Tree<'p>, construct: &'p Construct) {
    let range = construct.range.clone();
    let text = Cow::Borrowed(tree.page.source.get(range.clone()).unwrap_or_default());
    html(tree, Html { range, text, constructs: &[] });
}

/// Reads the HTML of one piece into the tree.
struct Interpreter<'t, 'p> {
    tree: &'t mut Tree<'p>,
    /// The constructs in the piece.
    constructs: &'p [Construct],
}

impl<'p> Interpreter<'_, 'p> {
    fn html(&mut self, html: &Written<'_>) {
        html::tokens(html.text, self.tree.budget.limits.attributes, |token| self.token(html, token));
    }

    /// Adds a token of `html`.
    fn token(&mut self, html: &Written<'_>, token: Token) {
        let most = self.tree.budget.limits.attributes;
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
        if !self.tree.stack.in_leaf() && html.text.trim().is_empty() {
            return;
        }
        let indent = html.text.len() - html.text.trim_start().len();
        self.tree.make_inline_room(html.range.start + indent);
        let is_preformatted = |frame: &Frame| matches!(frame.open, Open::Preformatted { .. });
        let preformatted = self.tree.stack.frames().iter().any(is_preformatted);
        let mut at = 0;
        for line in html.text.split_inclusive('\n') {
            let content = if preformatted { line } else { line.trim_end_matches(['\n', '\r']) };
            let is_further = at > 0 && !preformatted;
            let indent = if is_further { content.len() - content.trim_start().len() } else { 0 };
            self.around_constructs(&html.part(at + indent..at + content.len()), Interpreter::characters);
            self.line_end(html, at + content.len()..at + line.len());
            at += line.len();
        }
    }

    /// HTML as the author typed it.
    fn typed(&mut self, html: &Written<'_>) {
        self.tree.make_inline_room(html.range.start);
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
                self.tree.run.push_source(start + to..start + end);
            } else if construct.range.start >= start {
                self.tree.run.push_construct(construct);
            }
            from = end;
        }
        add(self, &html.part(from..length));
    }

    /// Characters without constructs. An entity is a piece of its own, so that what is beside it keeps its span.
    fn characters(&mut self, html: &Written<'_>) {
        let text = html.text;
        let mut from = 0;
        for start in memchr::memchr_iter(b'&', text.as_bytes()) {
            self.as_they_are(&html.part(from..start));
            let after = &text.as_bytes()[start + 1..];
            let next = memchr::memchr2(b'&', b'<', after).map_or(text.len(), |next| start + 1 + next);
            let decoded = html::decode(&text[start..next]);
            let same = common_end(&text[start..next], &decoded);
            from = next - same;
            if from > start {
                self.tree.run.push_decoded(&decoded[..decoded.len() - same], html.part(start..from).range);
            }
        }
        self.as_they_are(&html.part(from..text.len()));
    }

    fn as_they_are(&mut self, html: &Written<'_>) {
        let Written { text, range, verbatim } = html.clone();
        match verbatim {
            _ if text.is_empty() => {}
            true => self.tree.run.push_source(range),
            false => self.tree.run.push_decoded(text, range),
        }
    }

    /// The lines of HTML as typed; the indentation of further lines is the container's or nobody's.
    fn lines_as_typed(&mut self, html: &Written<'_>) {
        let mut at = 0;
        for line in html.text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            let indent = if at > 0 { content.len() - content.trim_start().len() } else { 0 };
            self.as_they_are(&html.part(at + indent..at + content.len()));
            self.line_end(html, at + content.len()..at + line.len());
            at += line.len();
        }
    }

    fn line_end(&mut self, html: &Written<'_>, part: Range<usize>) {
        if !part.is_empty() {
            let span = self.tree.span(html.part(part).range);
            self.tree.push_inline(Inline::SoftBreak(Break { span }));
        }
    }

    /// HTML that is not a tag of a known element: a construct, or text as the author typed it.
    fn unknown(&mut self, html: &Written<'_>) {
        if html.text.starts_with("<?")
            && let Some(construct) = self.constructs_in(&html.range).iter().find(|it| it.range == html.range)
        {
            return block_constructs::push(self.tree, construct);
        }
        if html.text.starts_with("<!--") {
            // The scan took it for code, but CommonMark does not, so it is a comment and must never show.
            return block_constructs::comment(self.tree, html.range.clone());
        }
        let written = self.tree.page.source.get(html.range.clone()).unwrap_or_default();
        let message = format!("`{}` is not an element that is shown; it is read as text", snippet(written.trim_end()));
        let span = self.tree.span(html.range.clone());
        self.tree.found.push(Diagnostic::note(Code::HTML_AS_TEXT, span, message));
        self.typed(html);
    }

    /// Adds a tag with too many attributes, as text.
    fn excess(&mut self, html: &Written<'_>) {
        let limit = self.tree.budget.limits.attributes;
        let message = format!("expected at most {limit} attributes in a tag, found more; it is read as text");
        let span = self.tree.span(html.range.clone());
        self.tree.found.push(Diagnostic::warning(Code::TOO_MANY, span, message));
        self.typed(html);
    }

    /// Adds a tag that is over a limit, as text.
    fn tag_as_text(&mut self, range: Range<usize>) {
        self.tree.make_inline_room(range.start);
        let text = self.tree.page.source.get(range.clone()).unwrap_or_default();
        self.around_constructs(&Written { text, range, verbatim: true }, Interpreter::as_they_are);
    }

    // Start tags.

    fn start_tag(&mut self, tag: StartTag) {
        let start = tag.range.start;
        match tag.element {
            _ if Element::may_be_word(tag.name) && !self.is_markup(&tag) => self.unknown_tag(tag.range),
            Element::Void(void) => self.void_tag(void, tag),
            element if element.is_of_table() && self.tree.cells_are_spent(&tag.range) => self.deep_tag(tag),
            _ if self.tree.is_full() => {
                self.tree.report_nesting(start);
                self.deep_tag(tag);
            }
            Element::Phrase(Phrase::Link) if tag.attribute("href").is_some() && !self.tree.count_link(start) => {
                self.deep_tag(tag);
            }
            Element::Phrase(phrase) => self.phrase_tag(phrase, tag),
            Element::Part(part) => self.part_tag(part, tag),
            Element::Block(block) => self.block_tag(block, tag),
        }
    }

    /// Whether a tag that may be a word in angle brackets is a tag.
    fn is_markup(&self, tag: &StartTag) -> bool {
        tag.attributes.iter().any(|attribute| !attribute.value.is_empty()) || self.tree.is_paired(tag.range.start)
    }

    fn void_tag(&mut self, void: Void, tag: StartTag) {
        let start = tag.range.start;
        match void {
            Void::Break if self.is_odd_break(&tag.range) => block_constructs::odd_break(self.tree, tag.range),
            Void::Break => block_constructs::line_break(self.tree, tag.range),
            Void::Image if self.tree.count_link(start) => self.image(&tag),
            Void::Image => self.tag_as_text(tag.range),
            Void::Rule => match self.tree.make_block_room(start) {
                ContentModel::Blocks => {
                    let span = self.tree.span(tag.range);
                    self.tree.push_block(Block::Rule(Rule { span }));
                }
                ContentModel::Inlines => drop(self.tree.separate(start)),
            },
            Void::Nothing => {}
        }
    }

    fn is_odd_break(&self, range: &Range<usize>) -> bool {
        self.constructs_in(range).iter().any(|construct| matches!(construct.kind, Kind::BreakTag))
    }

    /// Adds a start tag that is nested too deep, as text; so will be its end tag.
    fn deep_tag(&mut self, tag: StartTag) {
        self.tree.stack.deep_tags += 1;
        self.tag_as_text(tag.range);
    }

    fn image(&mut self, tag: &StartTag) {
        self.tree.make_inline_room(tag.range.start);
        let target = self.attribute_text(tag, "src").unwrap_or_else(|| Template::from(""));
        let title = self.attribute_text(tag, "title").filter(|title| title.as_plain() != Some(""));
        let alt = match tag.attribute("alt") {
            Some(alt) if !alt.value.is_empty() => {
                let span = self.tree.span(alt.range.clone());
                self.attribute_text(tag, "alt").map_or_else(Inlines::new, |alt| alt.into_inlines(span))
            }
            _ => Inlines::new(),
        };
        let span = self.tree.span(tag.range.clone());
        self.tree.push_inline(Inline::Image(Box::new(Image { target, title, alt, span })));
    }

    /// The value of an attribute, with the placeholders in it.
    fn attribute_text(&self, tag: &StartTag, name: &str) -> Option<Template> {
        let Attribute { value, range, .. } = tag.attribute(name)?;
        let page = self.tree.page;
        Some(if page.seen(range.clone()) == value {
            page.template(range.clone())
        } else {
            page.restore(value, range.clone())
        })
    }

    fn phrase_tag(&mut self, phrase: Phrase, tag: StartTag) {
        self.tree.make_inline_room(tag.range.start);
        let open = match phrase {
            Phrase::Styled(style) => Open::Styled(style),
            Phrase::Code => {
                self.name_language(&tag);
                Open::Code
            }
            Phrase::Link => {
                let title = self.attribute_text(&tag, "title").filter(|title| title.as_plain() != Some(""));
                match self.attribute_text(&tag, "href") {
                    Some(target) => {
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
        let classes = self.attribute_text(tag, "class").unwrap_or_else(|| Template::from(""));
        let classes = classes.to_plain();
        let named = classes.split_whitespace().find_map(|class| class.strip_prefix("language-"));
        if let Some(Frame { open: Open::Preformatted { language }, .. }) = self.tree.stack.last_mut()
            && language.is_none()
        {
            *language = named.map(Text::from);
        }
    }

    /// Opens a node for a tag; a tag that needs an end is text until that comes.
    fn open(&mut self, open: Open, tag: StartTag) {
        let StartTag { element, name, range, is_closed, .. } = tag;
        let is_content = matches!(open, Open::Span | Open::Division);
        if is_content && is_closed && !self.tree.is_paired(range.start) {
            return; // `<a id="top"/>`
        }
        let shows_nothing = is_content || Element::is_plain_when_open(name);
        let provisional = !element.may_stay_open() && !shows_nothing;
        if provisional {
            let text = match self.constructs_in(&range) {
                [] => self.tree.page.text(range.clone()),
                _ => Text::from(&*self.tree.page.template(range.clone()).to_plain()),
            };
            self.tree.push_provisional(range.clone(), text);
        }
        let tag = Tag { element, name, provisional, ended: false, end: range.end };
        self.tree.push(open, range.start, Origin::Html(Box::new(tag)));
    }

    /// Opens a node for the content of a block's tag where no block can be.
    fn open_flat(&mut self, flat: Flat, tag: StartTag) {
        let StartTag { element, name, range, .. } = tag;
        let tag = Tag { element, name, provisional: false, ended: false, end: range.end };
        self.tree.push_flat(flat, range, Origin::Html(Box::new(tag)));
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
        if part.is_of_table() && !self.tree.stack.in_table() {
            return self.unknown_tag(tag.range);
        }
        let number = |name| tag.attribute(name).and_then(|number| number.value.trim().parse().ok());
        let open = match part {
            Part::Item => number("value").map_or(Open::Item, Open::NumberedItem),
            Part::Row => Open::Row { head: false },
            Part::Cell { head } => {
                let span = |name| span(tag.attribute(name)?);
                Open::Cell { head, spans: CellSpans { columns: span("colspan"), rows: span("rowspan") } }
            }
            Part::Rows { head } => return self.tree.stack.set_in_head(head),
            Part::Term => Open::Term,
            Part::Description => Open::Description,
        };
        if !self.fits(&open, at) {
            let flat = match part {
                Part::Item => Flat::Item(number("value")),
                Part::Row => Flat::Row { begun: false },
                Part::Cell { .. } => Flat::Cell,
                Part::Rows { .. } | Part::Term | Part::Description => Flat::Block,
            };
            return self.open_flat(flat, tag);
        }
        if matches!(open, Open::Cell { .. }) {
            self.tree.budget.add_cell();
        }
        self.open(open, tag);
    }

    fn block_tag(&mut self, block: element::Block, tag: StartTag) {
        let at = tag.range.start;
        if block == element::Block::Caption {
            let (closes, holds) = ROW_OF_TABLE;
            self.close_before(closes, holds, at);
            if !self.tree.stack.in_table() {
                return self.unknown_tag(tag.range);
            }
        }
        let is_list = matches!(block, element::Block::BulletList | element::Block::OrderedList);
        let room = if is_list { self.tree.make_list_room(at) } else { self.tree.make_block_room(at) };
        let number = || tag.attribute("start").and_then(|start| start.value.trim().parse().ok()).unwrap_or(1);
        let numbering = || {
            let kind = tag.attribute("type").and_then(|kind| Numbering::from_name(kind.value.trim()));
            kind.unwrap_or_default()
        };
        if room == ContentModel::Inlines {
            let flat = match block {
                element::Block::BulletList => Flat::List(None),
                element::Block::OrderedList => Flat::List(Some((number(), numbering()))),
                element::Block::Table => Flat::Table,
                _ => Flat::Block,
            };
            return self.open_flat(flat, tag);
        }
        let open = match block {
            element::Block::Heading(level) => Open::Heading(level),
            element::Block::BulletList => Open::List { start: None, numbering: Numbering::Decimal, loose: false },
            element::Block::OrderedList => Open::List { start: Some(number()), numbering: numbering(), loose: false },
            element::Block::Quote => Open::Quote,
            element::Block::Preformatted => Open::Preformatted { language: None },
            element::Block::Table => Open::Table { alignments: Vec::new(), in_head: false },
            element::Block::DefinitionList => Open::DefinitionList,
            element::Block::Details => Open::Details { summary: None },
            element::Block::Summary => Open::Summary,
            element::Block::Division => Open::Division,
            element::Block::Paragraph | element::Block::Caption => {
                self.tree.stack.loosen_item();
                Open::Paragraph
            }
        };
        self.open(open, tag);
    }

    /// Adds a tag of a table outside of one, as text.
    fn unknown_tag(&mut self, range: Range<usize>) {
        let text = self.tree.page.source.get(range.clone()).unwrap_or_default();
        self.unknown(&Written { text, range, verbatim: false });
    }

    /// Closes what a start tag closes, inside what `holds` both: the item before an item, the cell before a cell, and so on.
    fn close_before(&mut self, closes: Test, holds: Test, at: usize) {
        if let Some(index) = self.tree.stack.reach(closes, holds) {
            self.tree.close_before(index, at);
        }
    }

    /// Makes the node that must contain `open` the innermost one; returns whether `open` can be in it.
    fn fits(&mut self, open: &Open, at: usize) -> bool {
        let is_in = |tree: &Tree<'_>, holds: Test| tree.stack.last().is_some_and(|frame| holds(&frame.open));
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
                    self.tree.push(Open::Row { head: false }, at, Origin::Implied);
                }
                return is_in(self.tree, |open| matches!(open, Open::Row { .. }));
            }
            _ => return true,
        };
        if !is_in(self.tree, holds) {
            if self.tree.make_block_room(at) == ContentModel::Inlines {
                return false;
            }
            self.tree.push(implied, at, Origin::Implied);
        }
        true
    }

    // End tags.

    fn end_tag(&mut self, element: Element, name: &str, range: Range<usize>) {
        match element {
            Element::Void(Void::Break) => return block_constructs::line_break(self.tree, range),
            Element::Void(_) => return,
            Element::Part(Part::Rows { .. }) if self.tree.stack.in_table() => {
                return self.tree.stack.set_in_head(false);
            }
            _ if Element::may_be_word(name) && !self.tree.is_paired(range.start) => return self.unknown_tag(range),
            _ => {}
        }
        if self.tree.stack.deep_tags > 0 {
            self.tree.stack.deep_tags -= 1;
            self.tag_as_text(range);
        } else if !self.tree.close_tag(element, name, range.clone()) {
            let is_known = self.tree.unended.end(name, &mut self.tree.found) || self.tree.stack.end_outer(name);
            if !is_known {
                let message = format!("expected a start tag before `</{name}>`, found none; it is ignored");
                let span = self.tree.span(range);
                self.tree.found.push(Diagnostic::note(Code::HTML_UNMATCHED, span, message));
            }
            self.tree.flush();
            self.tree.stack.trim_leaf();
        }
    }
}

/// How many columns or rows a cell is in, where these are a few.
fn span(attribute: &Attribute) -> Option<u16> {
    /// Larger numbers are taken for mistakes: text has as many blank cells.
    const MOST: u16 = 50;
    attribute.value.trim().parse().ok().filter(|span| (2..=MOST).contains(span))
}

/// What closes before a part of a table that holds rows: the row that is open.
const ROW_OF_TABLE: (Test, Test) = (Open::is_row, Open::is_table);

/// The length of what both texts end with.
fn common_end(one: &str, other: &str) -> usize {
    let pairs = one.chars().rev().zip(other.chars().rev());
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}
