//! Parts and blocks.

use super::Writer;
use crate::error::RenderError;
use crate::payload::Payload;
use crate::render::component::without_notes;
use crate::render::escape;
use crate::tree::{
    AlertKind, Block, CodeBlock, Component, DefinitionEntry, DefinitionList, Details, Heading, Inline, Inlines, List,
    Paragraph, Part, Parts, Placeholder, Quote, Section, SectionKind,
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
        self.out.push_str("<section class=\"");
        self.out.push_str(class_of(section.kind));
        self.out.push_str("\">\n");
        let filled = self.out.len();
        if let Some(title) = section.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
            self.out.push_str("<h2>");
            escape::push_text(&mut self.out, title);
            self.out.push_str("</h2>\n");
        }
        self.parts(&section.parts)?;
        if self.out.len() == filled {
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
            Block::Rule(_) => {
                self.line();
                self.out.push_str("<hr>\n");
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
            return self.placeholder_paragraph(placeholder);
        }
        self.line();
        let start = self.out.len();
        self.out.push_str("<p>");
        if self.block_inlines(&node.content)? {
            self.out.push_str("</p>\n");
        } else {
            self.out.truncate(start);
        }
        Ok(())
    }

    /// Writes inlines that fill a block, without spaces and breaks at its end; says whether there is anything to see, or
    /// a placeholder that another value could fill.
    pub(super) fn block_inlines(&mut self, content: &Inlines) -> Result<bool, RenderError> {
        let start = self.out.len();
        self.inlines(content)?;
        self.trim_end(start);
        Ok(self.out.len() > start || content.iter().any(|inline| matches!(inline, Inline::Placeholder(_))))
    }

    fn heading(&mut self, node: &Heading) -> Result<(), RenderError> {
        if self.left_out.is_some_and(|left_out| std::ptr::eq(left_out, node)) {
            return Ok(());
        }
        let tag = HEADINGS[usize::from(node.level.clamp(1, 6)) - 1];
        self.line();
        self.out.push_str(tag);
        self.in_heading = true;
        let written = self.block_inlines(&node.content);
        self.in_heading = false;
        written?;
        self.out.push_str("</");
        self.out.push_str(&tag[1..]);
        self.out.push('\n');
        Ok(())
    }

    fn list(&mut self, node: &List) -> Result<(), RenderError> {
        if node.items.is_empty() {
            return Ok(());
        }
        self.line();
        match node.start {
            None => self.out.push_str("<ul>\n"),
            Some(1) => self.out.push_str("<ol>\n"),
            Some(start) => self.out.push_str(&format!("<ol start=\"{start}\">\n")),
        }
        for item in &node.items {
            self.out.push_str("<li>");
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
                    self.block(block)?;
                    after_bare = false;
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
            None => self.block_inlines(&node.content).map(drop),
        }
    }

    fn quote(&mut self, node: &Quote) -> Result<(), RenderError> {
        self.line();
        match node.alert {
            None => self.out.push_str("<blockquote>\n"),
            Some(kind) => {
                self.out.push_str("<aside class=\"");
                self.out.push_str(alert_class(kind));
                self.out.push_str("\" role=\"note\">\n<p class=\"note-title\">");
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
        self.open_code(node.language.as_deref());
        self.template(&node.content, "\n")?;
        self.out.push_str("</code></pre>\n");
        Ok(())
    }

    fn component(&mut self, node: &Component) -> Result<(), RenderError> {
        self.open_code(None);
        escape::push_text(&mut self.out, without_notes(&node.source).trim_end());
        self.out.push_str("\n</code></pre>\n");
        Ok(())
    }

    fn payload(&mut self, node: &Payload) {
        self.open_code(Some("json"));
        escape::push_text(&mut self.out, &node.to_indented());
        self.out.push_str("</code></pre>\n");
    }

    fn open_code(&mut self, language: Option<&str>) {
        self.line();
        match language {
            None => self.out.push_str("<pre><code>"),
            Some(language) => {
                self.out.push_str("<pre><code class=\"language-");
                escape::push_text(&mut self.out, language);
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
                self.out.push_str("<dl>\n");
            }
            match entry {
                DefinitionEntry::Term(term) => {
                    self.out.push_str("<dt>");
                    self.block_inlines(&term.content)?;
                    self.out.push_str("</dt>\n");
                }
                DefinitionEntry::Description(item) => {
                    self.out.push_str(if before.is_none() { "<dt></dt>\n<dd>" } else { "<dd>" });
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
        self.out.push_str("<details>\n<summary>");
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

/// The placeholder that has a paragraph for itself, notes and spaces aside.
fn alone(content: &Inlines) -> Option<&Placeholder> {
    let mut found = None;
    for inline in content {
        match inline {
            Inline::Placeholder(placeholder) if found.is_none() => found = Some(&**placeholder),
            Inline::Comment(_) | Inline::SoftBreak(_) | Inline::HardBreak(_) => {}
            Inline::Text(words) if words.text.trim().is_empty() => {}
            _ => return None,
        }
    }
    found
}
