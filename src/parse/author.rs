//! From the author's HTML to nodes: what each element of the table does to the tree.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, excerpt};
use crate::parse::builder::{Builder, Place};
use crate::parse::html::{self, Attribute, Element, Token};
use crate::parse::node::{Open, Origin, Tag};
use crate::span::Span;
use crate::tree::{Block, Break, Inline, Inlines, Link, Rule, Template};

/// A question about an open node.
type Test = fn(&Open) -> bool;

/// A start tag.
struct StartTag {
    element: Element,
    name: String,
    attributes: Vec<Attribute>,
    range: Range<usize>,
}

impl StartTag {
    fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

impl<'s> Builder<'s> {
    /// Adds what the HTML at `range` says. `html` has the same length as the range, with containers' markers blanked.
    pub(super) fn html(&mut self, range: Range<usize>, html: Cow<'_, str>) {
        if html.eq_ignore_ascii_case("<br>") || html.eq_ignore_ascii_case("<br/>") {
            return self.line_break(range);
        }
        let verbatim = matches!(html, Cow::Borrowed(_));
        html::tokens(&html, self.limits.attributes, |token| self.token(range.start, &html, token, verbatim));
    }

    /// Adds a token of `html`, which stands at `start`.
    fn token(&mut self, start: usize, html: &str, token: Token, verbatim: bool) {
        let place = |inner: &Range<usize>| start + inner.start..start + inner.end;
        match token {
            Token::Text(inner) => self.html_text(place(&inner), &html[inner], verbatim),
            Token::Start { attributes, range: inner, .. } if attributes.len() > self.limits.attributes => {
                self.report_attributes(place(&inner));
                self.typed(place(&inner), &html[inner], verbatim);
            }
            Token::Beyond(inner) => {
                self.report_attributes(place(&inner));
                self.typed(place(&inner), &html[inner], verbatim);
            }
            Token::Start { element, name, attributes, range: inner } => {
                let mut attributes = attributes;
                attributes.iter_mut().for_each(|attribute| attribute.range = place(&attribute.range));
                self.start_tag(StartTag { element, name, attributes, range: place(&inner) });
            }
            Token::End { element, name, range: inner } => self.end_tag(element, &name, place(&inner)),
            Token::Other(inner) => self.other_html(place(&inner), &html[inner], verbatim),
        }
    }

    /// Characters between tags.
    fn html_text(&mut self, range: Range<usize>, text: &str, verbatim: bool) {
        let in_leaf = self.stack.last().is_some_and(|frame| frame.in_leaf);
        if !in_leaf && text.trim().is_empty() {
            return;
        }
        self.inline_place(range.start);
        let preformatted = self.stack.iter().any(|frame| matches!(frame.open, Open::Preformatted { .. }));
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let content = if preformatted { line } else { line.trim_end_matches(['\n', '\r']) };
            let blank = at > 0 && !preformatted;
            let indent = if blank { content.len() - content.trim_start().len() } else { 0 };
            self.literal_text(range.start + at + indent, &content[indent..], verbatim);
            if content.len() < line.len() {
                let end = range.start + at + line.len();
                let span = self.span(range.start + at + content.len()..end);
                self.push_inline(Inline::SoftBreak(Break { span }));
            }
            at += line.len();
        }
    }

    /// Characters at `at`, entities resolved.
    fn literal_text(&mut self, at: usize, text: &str, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let mut from = 0;
        for mark in self.marks_in(&(at..at + text.len())) {
            let start = mark.range.start.saturating_sub(at).clamp(from, text.len());
            let end = mark.range.end.saturating_sub(at).clamp(start, text.len());
            self.characters(at + from, &text[from..start], verbatim);
            self.push_text(at + start..at + end, None);
            from = end;
        }
        self.characters(at + from, &text[from..], verbatim);
    }

    /// Characters without marks at `at`. An entity is a piece of its own, so that what stands beside it keeps its place.
    fn characters(&mut self, at: usize, text: &str, verbatim: bool) {
        let mut from = 0;
        for start in memchr::memchr_iter(b'&', text.as_bytes()) {
            self.as_they_are(at + from, &text[from..start], verbatim);
            let behind = &text.as_bytes()[start + 1..];
            let next = memchr::memchr2(b'&', b'<', behind).map_or(text.len(), |next| start + 1 + next);
            let decoded = html::decode(&text[start..next]);
            let same = common_end(&text[start..next], &decoded);
            from = next - same;
            if from > start {
                self.push_text(at + start..at + from, Some(decoded[..decoded.len() - same].to_owned()));
            }
        }
        self.as_they_are(at + from, &text[from..], verbatim);
    }

    fn as_they_are(&mut self, at: usize, text: &str, verbatim: bool) {
        if !text.is_empty() {
            self.push_text(at..at + text.len(), (!verbatim).then(|| text.to_owned()));
        }
    }

    /// HTML that is no tag of a known element: what a mark covers, or text as the author typed it.
    fn other_html(&mut self, range: Range<usize>, written: &str, verbatim: bool) {
        if written.starts_with("<?")
            && let Some(mark) = self.marks_in(&range).iter().find(|mark| mark.range == range)
        {
            return self.mark_block(mark);
        }
        if written.starts_with("<!--") {
            // The scan took it for code, and CommonMark does not: a note, and never shown.
            return self.note(range);
        }
        self.report_as_text(&range);
        self.typed(range, written, verbatim);
    }

    /// HTML as the author typed it.
    fn typed(&mut self, range: Range<usize>, written: &str, verbatim: bool) {
        self.inline_place(range.start);
        let mut from = 0;
        for mark in self.marks_inside(&range) {
            let start = mark.range.start.saturating_sub(range.start).clamp(from, written.len());
            let end = mark.range.end.saturating_sub(range.start).clamp(start, written.len());
            self.lines_as_typed(range.start + from, &written[from..start], verbatim);
            self.push_text(range.start + start..range.start + end, None);
            from = end;
        }
        self.lines_as_typed(range.start + from, &written[from..], verbatim);
    }

    pub(super) fn note(&mut self, range: Range<usize>) {
        // An unclosed one runs to the end of what the engine gave, line end included.
        let range = range.start..range.start + self.body[range].trim_end().len();
        let comment = self.comment(&range);
        if self.stack.last().is_some_and(|frame| frame.in_leaf) {
            self.push_inline(Inline::Comment(comment));
            self.trim_leaf();
        } else if self.block_place(range.start) == Place::Free {
            self.push_block(Block::Comment(comment));
        }
    }

    /// The lines of HTML as typed; the indentation of further lines is the container's or nobody's.
    fn lines_as_typed(&mut self, start: usize, written: &str, verbatim: bool) {
        let mut at = start;
        for line in written.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            let indent = if at > start { content.len() - content.trim_start().len() } else { 0 };
            if indent < content.len() {
                let range = at + indent..at + content.len();
                self.push_text(range, (!verbatim).then(|| content[indent..].to_owned()));
            }
            if content.len() < line.len() {
                let span = self.span(at + content.len()..at + line.len());
                self.push_inline(Inline::SoftBreak(Break { span }));
            }
            at += line.len();
        }
    }

    fn report_as_text(&mut self, range: &Range<usize>) {
        let written = &self.body[range.clone()];
        let message = format!("`{}` is no element that is shown; it stands as text", excerpt(written.trim_end()));
        let span = self.span(range.clone());
        self.found.push(Diagnostic::note(Code::HTML_AS_TEXT, span, message));
    }

    fn report_attributes(&mut self, range: Range<usize>) {
        let limit = self.limits.attributes;
        let message = format!("expected at most {limit} attributes in a tag, found more; it stands as text");
        self.found.push(Diagnostic::warning(Code::TOO_MANY, self.span(range), message));
    }

    /// A line break; one between items, rows or cells shows nothing.
    pub(super) fn line_break(&mut self, range: Range<usize>) {
        let open = self.stack.last().map(|frame| &frame.open);
        let between =
            matches!(open, Some(Open::List { .. } | Open::DefinitionList | Open::Table { .. } | Open::Row { .. }));
        if between {
            return;
        }
        self.inline_place(range.start);
        let span = self.span(range);
        self.push_inline(Inline::HardBreak(Break { span }));
    }

    fn start_tag(&mut self, tag: StartTag) {
        match tag.element {
            Element::Break => self.line_break(tag.range),
            Element::Image if self.may_link(tag.range.start) => self.image(&tag),
            Element::Image => self.tag_as_text(tag.range),
            Element::Rule => match self.block_place(tag.range.start) {
                Place::Free => {
                    let span = self.span(tag.range);
                    self.push_block(Block::Rule(Rule { span }));
                }
                Place::Flat => self.separate(tag.range.start),
            },
            Element::Table | Element::Row | Element::Cell { .. } | Element::TablePart { .. } | Element::Caption
                if self.cells_are_spent(&tag.range) =>
            {
                self.deep_tags += 1;
                self.tag_as_text(tag.range);
            }
            _ if self.is_full() => {
                self.report_nesting(tag.range.start);
                self.deep_tags += 1;
                self.tag_as_text(tag.range);
            }
            Element::Link if tag.attribute("href").is_some() && !self.may_link(tag.range.start) => {
                self.deep_tags += 1;
                self.tag_as_text(tag.range);
            }
            element if element.is_inline() => self.inline_tag(tag),
            _ => self.block_tag(tag),
        }
    }

    fn image(&mut self, tag: &StartTag) {
        self.inline_place(tag.range.start);
        let target = self.attribute_text(tag, "src").unwrap_or_else(|| Template::from(""));
        let title = self.attribute_text(tag, "title").filter(|title| title.as_plain() != Some(""));
        let alt = match tag.attribute("alt") {
            Some(alt) if !alt.value.is_empty() => {
                let span = self.span(alt.range.clone());
                self.attribute_text(tag, "alt").map_or_else(Inlines::new, |alt| alt.into_inlines(span))
            }
            _ => Inlines::new(),
        };
        let span = self.span(tag.range.clone());
        self.push_inline(Inline::Image(Box::new(crate::tree::Image { target, title, alt, span })));
    }

    /// The value of an attribute, with the placeholders in it.
    fn attribute_text(&self, tag: &StartTag, name: &str) -> Option<Template> {
        let attribute = tag.attribute(name)?;
        let verbatim = self.masked.get(attribute.range.clone()) == Some(attribute.value.as_str());
        Some(match verbatim {
            true => self.template(attribute.range.clone()),
            false => self.unmask(&attribute.value, attribute.range.clone()),
        })
    }

    fn inline_tag(&mut self, tag: StartTag) {
        self.inline_place(tag.range.start);
        let open = match tag.element {
            Element::Styled(style) => Open::Styled(style),
            Element::Code => {
                self.name_language(&tag);
                Open::Code
            }
            Element::Link => {
                let title = self.attribute_text(&tag, "title").filter(|title| title.as_plain() != Some(""));
                match self.attribute_text(&tag, "href") {
                    Some(target) => {
                        let (content, span) = (Inlines::new(), Span::NONE);
                        Open::Link(Box::new(Link { target, title, content, span }), None)
                    }
                    None => Open::Span,
                }
            }
            _ => Open::Span,
        };
        self.open_tag(open, tag);
    }

    /// `<code class="language-x">` says what language the `<pre>` around it holds.
    fn name_language(&mut self, tag: &StartTag) {
        let classes = self.attribute_text(tag, "class").unwrap_or_else(|| Template::from(""));
        let classes = classes.to_plain();
        let named = classes.split_whitespace().find_map(|class| class.strip_prefix("language-"));
        if let Some(crate::parse::node::Frame { open: Open::Preformatted { language }, .. }) = self.stack.last_mut()
            && language.is_none()
        {
            *language = named.map(crate::text::Text::from);
        }
    }

    /// Opens a node for a tag; a tag that needs an end stands as text until that comes.
    fn open_tag(&mut self, open: Open, tag: StartTag) {
        let provisional = !tag.element.may_stay_open();
        if provisional {
            self.push_provisional(tag.range.clone());
        }
        let tag_node = Tag { element: tag.element, name: tag.name, provisional, end: tag.range.end };
        self.push(open, tag.range.start, Origin::Html(Box::new(tag_node)));
    }

    fn block_tag(&mut self, tag: StartTag) {
        let at = tag.range.start;
        self.close_for(tag.element, at);
        let open = match tag.element {
            Element::Row | Element::Cell { .. } | Element::TablePart { .. } | Element::Caption if !self.in_table() => {
                let range = tag.range;
                let written = self.body[range.clone()].to_owned();
                return self.other_html(range, &written, false);
            }
            Element::TablePart { head } => return self.table_part(head),
            Element::Row => Open::Row { head: false },
            Element::Cell { head } => Open::Cell { head },
            Element::Term => Open::Term,
            Element::Description => Open::Description,
            Element::Item => Open::Item,
            element => {
                if self.block_place(at) == Place::Flat {
                    self.separate(at);
                    return self.open_tag(Open::Span, tag);
                }
                match element {
                    Element::Heading(level) => Open::Heading(level),
                    Element::BulletList => Open::List { start: None, loose: false },
                    Element::OrderedList => {
                        let start =
                            tag.attribute("start").and_then(|start| start.value.trim().parse().ok()).unwrap_or(1);
                        Open::List { start: Some(start), loose: false }
                    }
                    Element::Quote => Open::Quote,
                    Element::Preformatted => Open::Preformatted { language: None },
                    Element::Table => Open::Table { alignments: Vec::new(), in_head: false },
                    Element::DefinitionList => Open::DefinitionList,
                    Element::Details => Open::Details { summary: None },
                    Element::Summary => Open::Summary,
                    Element::Paragraph | Element::Caption => {
                        self.loosen_item();
                        Open::Paragraph
                    }
                    _ => Open::Division,
                }
            }
        };
        if !self.fits(&open, at) {
            self.separate(at);
            return self.open_tag(Open::Span, tag);
        }
        self.made_cells += usize::from(matches!(open, Open::Cell { .. }));
        self.open_tag(open, tag);
    }

    /// Closes what a start tag closes: the item before an item, the cell before a cell, and so on. What Markdown opened
    /// Markdown closes.
    fn close_for(&mut self, element: Element, at: usize) {
        let (closes, holds): (Test, Test) = match element {
            Element::Item => (|open| matches!(open, Open::Item), |open| matches!(open, Open::List { .. })),
            Element::Cell { .. } => (|open| matches!(open, Open::Cell { .. }), |open| matches!(open, Open::Row { .. })),
            Element::Row | Element::TablePart { .. } | Element::Caption => {
                (|open| matches!(open, Open::Row { .. }), |open| matches!(open, Open::Table { .. }))
            }
            Element::Term | Element::Description => {
                (|open| matches!(open, Open::Term | Open::Description), |open| matches!(open, Open::DefinitionList))
            }
            _ => return,
        };
        let mut reach = None;
        for (index, frame) in self.stack.iter().enumerate().rev() {
            let is_markdown = matches!(frame.origin, Origin::Markdown);
            if holds(&frame.open) {
                reach = Some(index + 1);
            } else if closes(&frame.open) && !is_markdown {
                reach = Some(index);
            }
            if reach.is_some() || is_markdown {
                break;
            }
        }
        if let Some(index) = reach {
            while self.stack.len() > index {
                self.close_top(at);
            }
        }
    }

    /// Rows belong to the head of the innermost table, or no longer.
    fn table_part(&mut self, head: bool) {
        let table = self.stack.iter_mut().rev().find_map(|frame| match &mut frame.open {
            Open::Table { in_head, .. } => Some(in_head),
            _ => None,
        });
        if let Some(in_head) = table {
            *in_head = head;
        }
    }

    fn in_table(&self) -> bool {
        self.stack
            .iter()
            .rev()
            .take_while(|frame| !matches!(frame.origin, Origin::Markdown))
            .any(|frame| matches!(frame.open, Open::Table { .. }))
    }

    /// Makes what holds `open` the innermost node, where it must be of a kind; whether `open` has a place then.
    fn fits(&mut self, open: &Open, at: usize) -> bool {
        let top =
            |builder: &Self, holds: fn(&Open) -> bool| builder.stack.last().is_some_and(|frame| holds(&frame.open));
        let is_list: fn(&Open) -> bool = |open| matches!(open, Open::List { .. });
        let is_definitions: fn(&Open) -> bool = |open| matches!(open, Open::DefinitionList);
        match open {
            Open::Item if !top(self, is_list) => {
                if self.block_place(at) == Place::Flat {
                    return false;
                }
                self.push(Open::List { start: None, loose: false }, at, Origin::Implied);
            }
            Open::Term | Open::Description if !top(self, is_definitions) => {
                if self.block_place(at) == Place::Flat {
                    return false;
                }
                self.push(Open::DefinitionList, at, Origin::Implied);
            }
            Open::Row { .. } => return top(self, |open| matches!(open, Open::Table { .. })),
            Open::Cell { .. } => {
                if top(self, |open| matches!(open, Open::Table { .. })) {
                    self.push(Open::Row { head: false }, at, Origin::Implied);
                }
                return top(self, |open| matches!(open, Open::Row { .. }));
            }
            _ => {}
        }
        true
    }

    /// A tag that is nested too deep is shown as it stands.
    fn tag_as_text(&mut self, range: Range<usize>) {
        self.inline_place(range.start);
        self.push_text(range, None);
    }

    fn end_tag(&mut self, element: Element, name: &str, range: Range<usize>) {
        match element {
            Element::Break => return self.line_break(range),
            Element::TablePart { .. } if self.in_table() => return self.table_part(false),
            _ => {}
        }
        if self.deep_tags > 0 {
            self.deep_tags -= 1;
            self.tag_as_text(range);
        } else if !self.close_tag(element, name, range.end) {
            let message = format!("expected a start tag before `</{name}>`, found none; it is ignored");
            let span = self.span(range);
            self.found.push(Diagnostic::note(Code::HTML_UNMATCHED, span, message));
            self.flush();
            self.trim_leaf();
        }
    }
}

/// The length of what both texts end with.
fn common_end(one: &str, other: &str) -> usize {
    let pairs = one.chars().rev().zip(other.chars().rev());
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}
