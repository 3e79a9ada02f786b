//! Parts and blocks.

use std::borrow::Cow;

use super::Writer;
use crate::error::RenderError;
use crate::note::without_notes;
use crate::payload::Payload;
use crate::render::alone::alone;
use crate::render::escape;
use crate::span::Span;
use crate::tree::{
    AlertKind, Block, CodeBlock, Component, DefinitionEntry, DefinitionList, Details, Heading, Inline, Inlines, List,
    Paragraph, Part, Parts, Quote, Section, SectionKind,
};

impl Writer<'_> {
    pub(super) fn parts(&mut self, parts: &Parts) -> Result<(), RenderError> {
        parts.iter().try_for_each(|part| match part {
            Part::Section(section) => self.section(section),
            Part::Block(block) => self.block(block),
            Part::Payload(payload) => {
                self.payload(payload);
                Ok(())
            }
        })
    }

    pub(super) fn section(&mut self, section: &Section) -> Result<(), RenderError> {
        self.line();
        let start = self.out.len();
        self.out.push_str("<section");
        self.class(class_of(section.kind));
        self.close(section.span);
        self.out.push('\n');
        let (filled, block_values) = (self.out.len(), self.block_values);
        if let Some(title) = section.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
            let level = self.open_heading(2, Span::NONE, || title.into());
            self.push_text(title);
            self.close_heading(level);
        }
        self.parts(&section.parts)?;
        // A value that says nothing leaves the section: a second pass could not take it away.
        if self.out.len() == filled && self.block_values == block_values {
            self.out.truncate(start);
        } else {
            self.line();
            self.out.push_str("</section>\n");
        }
        Ok(())
    }

    pub(super) fn block(&mut self, block: &Block) -> Result<(), RenderError> {
        self.check()?;
        match block {
            Block::Paragraph(node) => self.paragraph(node),
            Block::Heading(node) => self.heading(node),
            Block::List(node) => self.list(node),
            Block::Quote(node) => self.quote(node),
            Block::Code(node) => self.code_block(node),
            Block::Table(node) => self.table(node),
            Block::DefinitionList(node) => self.definition_list(node),
            Block::Details(node) => self.details(node),
            Block::Component(node) => self.component(node),
            Block::Rule(node) => {
                self.line();
                self.open("<hr>", node.span);
                self.out.push('\n');
                Ok(())
            }
            Block::Comment(_) => Ok(()),
        }
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Result<(), RenderError> {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    fn paragraph(&mut self, node: &Paragraph) -> Result<(), RenderError> {
        if let Some(placeholder) = alone(&node.content) {
            return self.placeholder_paragraph(placeholder, node.span);
        }
        self.line();
        let start = self.out.len();
        self.open("<p>", node.span);
        if self.paragraph_inlines(&node.content)? {
            self.out.push_str("</p>\n");
        } else {
            self.out.truncate(start);
        }
        Ok(())
    }

    /// Writes inlines that fill a block, without spaces and breaks at its end; says whether there is anything to see, or
    /// a placeholder that another value could fill.
    #[inline(always)]
    pub(super) fn block_inlines(&mut self, content: &Inlines) -> Result<bool, RenderError> {
        let start = self.out.len();
        self.inlines(content)?;
        self.trim_end(start);
        Ok(self.out.len() > start || holds_placeholder(content))
    }

    /// As [`Writer::block_inlines`], for a paragraph that no placeholder has for itself.
    #[inline(always)]
    fn paragraph_inlines(&mut self, content: &Inlines) -> Result<bool, RenderError> {
        let start = self.out.len();
        let written = self.block_inlines(content)?;
        if !self.slots.is_empty() {
            self.part_markers(start);
        }
        Ok(written)
    }

    /// A heading is one line; one that says nothing is none.
    fn heading(&mut self, node: &Heading) -> Result<(), RenderError> {
        if self.left_out.is_some_and(|left_out| std::ptr::eq(left_out, node)) {
            return Ok(());
        }
        self.line();
        let start = self.out.len();
        let level = self.open_heading(node.level, node.span, || node.content.to_plain());
        let content = self.out.len();
        self.in_heading = true;
        let written = self.block_inlines(&node.content);
        self.in_heading = false;
        if written? {
            self.join_lines(content);
            self.close_heading(level);
        } else {
            self.out.truncate(start);
        }
        Ok(())
    }

    /// Opens a heading of `level`, moved as the host asked, that says `words`; gives the level it has.
    fn open_heading<'w>(&mut self, level: u8, span: Span, words: impl FnOnce() -> Cow<'w, str>) -> usize {
        let level = usize::from(level.clamp(1, 6).saturating_add(self.html.profile.heading_shift).min(6));
        let tag = HEADINGS[level - 1];
        match &self.html.profile.heading_ids {
            Some(prefix) if !self.in_value => {
                self.out.push_str(&tag[..tag.len() - 1]);
                let id = format!("{prefix}-{}", self.ids.slug(&words()));
                self.attribute("id", &id);
                self.close(span);
            }
            _ => self.open(tag, span),
        }
        level
    }

    fn close_heading(&mut self, level: usize) {
        self.out.push_str("</");
        self.out.push_str(&HEADINGS[level - 1][1..]);
        self.out.push('\n');
    }

    /// Makes one line of the output from `start` on. Words hold line ends where an author wrote `&#10;`.
    pub(super) fn join_lines(&mut self, start: usize) {
        if memchr::memchr2(b'\n', b'\r', &self.out.as_bytes()[start..]).is_some() {
            let joined = self.out[start..].replace(['\n', '\r'], " ");
            self.out.truncate(start);
            self.out.push_str(&joined);
        }
    }

    fn list(&mut self, node: &List) -> Result<(), RenderError> {
        if node.items.is_empty() {
            return Ok(());
        }
        self.line();
        match node.start {
            None => self.open("<ul>", node.span),
            Some(1) => self.open("<ol>", node.span),
            Some(start) => {
                self.out.push_str("<ol");
                self.attribute("start", &start.to_string());
                self.close(node.span);
            }
        }
        self.out.push('\n');
        for item in &node.items {
            self.open("<li>", item.span);
            self.item(&item.blocks, node.tight)?;
            self.out.push_str("</li>\n");
        }
        self.out.push_str(if node.start.is_some() { "</ol>\n" } else { "</ul>\n" });
        Ok(())
    }

    /// Writes what an item holds. Paragraphs directly in a tight one have no element, unless two meet.
    pub(super) fn item(&mut self, blocks: &[Block], tight: bool) -> Result<(), RenderError> {
        let start = self.out.len();
        let mut after_bare = false;
        for block in blocks {
            match block {
                Block::Comment(_) => {}
                Block::Paragraph(node) if tight && !after_bare => {
                    if self.out.len() > start {
                        self.line();
                    }
                    self.bare_paragraph(node)?;
                    after_bare = true;
                }
                _ => {
                    self.line();
                    let before = (self.out.len(), self.block_values);
                    self.block(block)?;
                    // An empty heading parts no paragraphs; a value may, as its marker would.
                    after_bare &= before == (self.out.len(), self.block_values);
                }
            }
        }
        if self.out[start..].trim_ascii().is_empty() {
            self.out.truncate(start);
        }
        Ok(())
    }

    fn bare_paragraph(&mut self, node: &Paragraph) -> Result<(), RenderError> {
        match alone(&node.content) {
            Some(placeholder) => self.bare_placeholder(placeholder),
            None => self.paragraph_inlines(&node.content).map(drop),
        }
    }

    fn quote(&mut self, node: &Quote) -> Result<(), RenderError> {
        self.line();
        match node.alert {
            None => {
                self.open("<blockquote>", node.span);
                self.out.push('\n');
            }
            Some(kind) => {
                self.out.push_str("<aside");
                self.class(alert_class(kind));
                self.out.push_str(" role=\"note\"");
                self.close(node.span);
                self.out.push_str("\n<p");
                self.class("note-title");
                self.out.push('>');
                escape::push_text(&mut self.out, self.html.labels.alert(kind));
                self.out.push_str("</p>\n");
            }
        }
        self.blocks(&node.blocks)?;
        self.line();
        self.out.push_str(if node.alert.is_some() { "</aside>\n" } else { "</blockquote>\n" });
        Ok(())
    }

    fn code_block(&mut self, node: &CodeBlock) -> Result<(), RenderError> {
        self.open_code(node.language.as_deref(), node.span);
        self.template(&node.content, "\n")?;
        self.out.push_str("</code></pre>\n");
        Ok(())
    }

    fn component(&mut self, node: &Component) -> Result<(), RenderError> {
        self.open_code(None, node.span);
        self.push_text(without_notes(&node.source).trim_end());
        self.out.push_str("\n</code></pre>\n");
        Ok(())
    }

    fn payload(&mut self, node: &Payload) {
        self.open_code(Some("json"), node.span);
        self.push_text(&node.indented_to(self.most));
        self.out.push_str("</code></pre>\n");
    }

    fn open_code(&mut self, language: Option<&str>, span: Span) {
        self.line();
        self.out.push_str("<pre");
        self.close_scroller(span);
        // A deserialised language of several words would be several classes.
        match language.and_then(|language| language.split(|c| c <= ' ').find(|word| !word.is_empty())) {
            None => self.out.push_str("<code>"),
            Some(word) => {
                self.out.push_str("<code class=\"language-");
                escape::push_text(&mut self.out, word);
                self.out.push_str("\">");
            }
        }
    }

    /// HTML wants a term before a description and a description behind terms.
    fn definition_list(&mut self, node: &DefinitionList) -> Result<(), RenderError> {
        let mut before = None;
        for entry in &node.entries {
            if before.is_none() {
                self.line();
                self.open("<dl>", node.span);
                self.out.push('\n');
            }
            match entry {
                DefinitionEntry::Term(term) => {
                    self.open("<dt>", term.span);
                    self.block_inlines(&term.content)?;
                    self.out.push_str("</dt>\n");
                }
                DefinitionEntry::Description(item) => {
                    self.out.push_str(if before.is_none() { "<dt></dt>\n" } else { "" });
                    self.open("<dd>", item.span);
                    self.item(&item.blocks, item.blocks.len() == 1)?;
                    self.out.push_str("</dd>\n");
                }
            }
            before = Some(entry);
        }
        match before {
            None => {}
            Some(DefinitionEntry::Term(_)) => self.out.push_str("<dd></dd>\n</dl>\n"),
            Some(DefinitionEntry::Description(_)) => self.out.push_str("</dl>\n"),
        }
        Ok(())
    }

    fn details(&mut self, node: &Details) -> Result<(), RenderError> {
        self.line();
        self.open("<details>", node.span);
        self.out.push_str("\n<summary>");
        if !self.block_inlines(&node.summary)? {
            escape::push_text(&mut self.out, &self.html.labels.details);
        }
        self.out.push_str("</summary>\n");
        self.blocks(&node.blocks)?;
        self.line();
        self.out.push_str("</details>\n");
        Ok(())
    }
}

const HEADINGS: [&str; 6] = ["<h1>", "<h2>", "<h3>", "<h4>", "<h5>", "<h6>"];

fn class_of(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::IssueDescription => "issue-description",
        SectionKind::RecommendedActions => "recommended-actions",
        SectionKind::RcaDescription => "rca-description",
        SectionKind::ResolutionDetails => "resolution-details",
        SectionKind::Salutation => "salutation",
        SectionKind::AdditionalInfo => "additional-info",
        SectionKind::NextSteps => "next-steps",
        SectionKind::Link => "link",
        SectionKind::Text => "text",
        SectionKind::IconClass => "icon-class",
        SectionKind::Titled => "titled",
    }
}

fn alert_class(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::Note => "note",
        AlertKind::Tip => "note tip",
        AlertKind::Important => "note important",
        AlertKind::Warning => "note warning",
        AlertKind::Caution => "note caution",
    }
}

/// Whether a placeholder stands in what shows nothing by itself. A style does: its tags are written even around nothing.
pub(super) fn holds_placeholder(content: &Inlines) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Placeholder(_) => true,
        Inline::Link(node) => holds_placeholder(&node.content),
        Inline::Image(node) => holds_placeholder(&node.alt),
        _ => false,
    })
}
