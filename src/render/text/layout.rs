//! Laying out blocks.

use super::PlainText;
use super::breaks;
use super::link::References;
use super::number::{count_digits, push_number};
use super::page::{Page, spaces};
use super::run::Run;
use crate::bytes::{self, is_blank};
use crate::error::RenderError;
use crate::note::without_notes;
use crate::render::alone::alone;
use crate::render::escape::is_hidden_control;
use crate::tree::{
    Block, Blocks, DefinitionEntry, DefinitionList, Details, Heading, Inlines, List, Paragraph, Part, Parts, Quote,
    Section,
};
use crate::values::{self, Content, Supplied, paragraphs};

/// How far code and the descriptions of terms are indented.
const INDENT: usize = 4;

/// What a thematic break looks like.
const RULE: &str = "----------";

/// What stands below headings of level 1, 2, 3 and the others.
const UNDERLINES: [&str; 4] = [
    "================================================================================",
    "--------------------------------------------------------------------------------",
    "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
    "................................................................................",
];

/// One rendering in progress.
pub(super) struct Layout<'a> {
    pub(super) plain: &'a PlainText<'a>,
    pub(super) page: Page,
    pub(super) references: References,
    /// Most bytes of output.
    pub(super) most: usize,
    /// How many bytes the cells have of the table that is being laid out.
    pub(super) table_bytes: usize,
    /// Whether the next heading of level 1 is the title and left out.
    pub(super) skips_title: bool,
    /// Inside a link, where no other can begin.
    pub(super) in_link: bool,
    /// Inside a Markdown value, where placeholders show their defaults.
    pub(super) in_value: bool,
    /// The words of the block that is being laid out.
    pub(super) run: Run,
}

/// Whether blocks have a blank line between them.
#[derive(Clone, Copy, PartialEq)]
enum Spacing {
    Loose,
    Tight,
}

impl<'a> Layout<'a> {
    pub(super) fn new(plain: &'a PlainText<'a>, source_len: usize) -> Layout<'a> {
        let most = plain.limits.output_for(source_len);
        Layout {
            plain,
            page: Page::new(plain.width, plain.flow, source_len + 64, most),
            references: References::default(),
            most,
            table_bytes: 0,
            skips_title: false,
            in_link: false,
            in_value: false,
            run: Run::with_capacity(source_len.min(1024)),
        }
    }

    /// The text, with the list of references.
    pub(super) fn finish(mut self) -> Result<String, RenderError> {
        self.run.clear();
        self.check()?;
        self.page.gap();
        self.page.lines_of(self.references.list());
        if self.page.is_full() { Err(RenderError::OutputTooLarge { limit: self.most }) } else { Ok(self.page.finish()) }
    }

    /// Fails where the output, and what waits to become part of it, is beyond its limit. Whatever can be long looks here, so
    /// that not much more is ever held.
    #[inline]
    pub(super) fn check(&self) -> Result<(), RenderError> {
        let bytes = self.page.len() + self.table_bytes + self.references.list().len();
        if bytes + self.run.len() > self.most { self.check_inked(bytes + self.run.inked_len()) } else { Ok(()) }
    }

    /// White space around words need not show, so it does not count.
    #[cold]
    fn check_inked(&self, bytes: usize) -> Result<(), RenderError> {
        if bytes > self.most { Err(RenderError::OutputTooLarge { limit: self.most }) } else { Ok(()) }
    }

    pub(super) fn parts(&mut self, parts: &Parts) -> Result<(), RenderError> {
        for part in parts {
            self.page.gap();
            match part {
                Part::Section(section) => self.section(section)?,
                Part::Block(block) => self.block(block)?,
                Part::Payload(payload) => self.code(&payload.indented_to(self.most)),
            }
        }
        Ok(())
    }

    pub(super) fn section(&mut self, section: &Section) -> Result<(), RenderError> {
        if let Some(title) = section.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
            self.run.clear();
            self.run.push(title);
            self.page.underlined(&self.run, underline(2));
        }
        self.parts(&section.parts)
    }

    fn blocks(&mut self, blocks: &Blocks, spacing: Spacing) -> Result<(), RenderError> {
        let lines = self.page.lines();
        let mut after_set_off = false;
        for block in blocks {
            let set_off = is_set_off(block);
            if self.page.lines() > lines && (spacing == Spacing::Loose || set_off || after_set_off) {
                self.page.gap();
            }
            self.block(block)?;
            after_set_off = set_off;
        }
        Ok(())
    }

    pub(super) fn block(&mut self, block: &Block) -> Result<(), RenderError> {
        self.run.clear();
        self.check()?;
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph)?,
            Block::Heading(heading) => self.heading(heading)?,
            Block::List(list) => self.list(list)?,
            Block::Quote(quote) => self.quote(quote)?,
            Block::Code(code) => {
                let content = self.template(&code.content)?;
                self.code(&content);
            }
            Block::Table(table) => self.table(table)?,
            Block::DefinitionList(list) => self.definitions(list)?,
            Block::Details(details) => self.details(details)?,
            Block::Rule(_) => self.page.line(RULE),
            Block::Component(component) => self.code(&without_notes(&component.source)),
            Block::Comment(_) => {}
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Result<(), RenderError> {
        let Some(placeholder) = alone(&paragraph.content) else {
            return self.words(&paragraph.content);
        };
        let Supplied::Value(value) = self.supply().supplied(placeholder)? else {
            return self.words(&paragraph.content);
        };
        match value.content() {
            Content::Blocks(blocks) => self.value(|layout| layout.blocks(blocks, Spacing::Loose)),
            Content::Text(text) => {
                self.text_paragraphs(text);
                Ok(())
            }
        }
    }

    /// A text value that has a paragraph for itself.
    fn text_paragraphs(&mut self, text: &str) {
        for (index, paragraph) in paragraphs(text).enumerate() {
            if index > 0 {
                self.page.gap();
            }
            self.run.clear();
            self.run.push_value(paragraph);
            self.page.run(&self.run);
        }
    }

    /// Lays out `content` as a paragraph, unless there is nothing to see.
    fn words(&mut self, content: &Inlines) -> Result<(), RenderError> {
        if self.collect(content)? {
            self.page.run(&self.run);
        }
        Ok(())
    }

    /// Makes `content` the run; says whether there is anything to see.
    fn collect(&mut self, content: &Inlines) -> Result<bool, RenderError> {
        self.run.clear();
        self.inlines(content)?;
        Ok(!self.run.is_blank())
    }

    fn heading(&mut self, heading: &Heading) -> Result<(), RenderError> {
        if self.skips_title && heading.level <= 1 && !heading.content.to_plain().trim().is_empty() {
            self.skips_title = false;
            return Ok(());
        }
        if self.collect(&heading.content)? {
            self.page.underlined(&self.run, underline(heading.level));
        }
        Ok(())
    }

    fn list(&mut self, list: &List) -> Result<(), RenderError> {
        let more = list.items.len().saturating_sub(1) as u64;
        let digits = list.start.map_or(0, |start| count_digits(start.saturating_add(more)));
        let spacing = if list.tight { Spacing::Tight } else { Spacing::Loose };
        let lines = self.page.lines();
        let mut after_set_off = false;
        let mut number_mark = list.start.map_or_else(String::new, |_| String::with_capacity(digits + ". ".len()));
        for (index, item) in list.items.iter().enumerate() {
            let mark = match list.start {
                Some(start) => {
                    let number = start.saturating_add(index as u64);
                    number_mark.clear();
                    number_mark.push_str(spaces(digits - count_digits(number)));
                    push_number(&mut number_mark, number);
                    number_mark.push_str(". ");
                    &number_mark
                }
                None => "* ",
            };
            if self.page.lines() > lines && (spacing == Spacing::Loose || after_set_off) {
                self.page.gap();
            }
            let entered = self.page.enter_item(mark);
            self.blocks(&item.blocks, spacing)?;
            self.page.leave(entered);
            after_set_off = item.blocks.last().is_some_and(is_set_off);
        }
        Ok(())
    }

    fn quote(&mut self, quote: &Quote) -> Result<(), RenderError> {
        let Some(kind) = quote.alert else {
            let entered = self.page.enter("> ", "> ");
            self.blocks(&quote.blocks, Spacing::Loose)?;
            self.page.leave(entered);
            return Ok(());
        };
        let mut mark = format!("{}:", self.plain.labels.alert(kind));
        let begins_with_words = quote.blocks.iter().find(|block| !matches!(block, Block::Comment(_)));
        let entered = if let Some(Block::Paragraph(_)) = begins_with_words {
            mark.push(' ');
            self.page.enter(&mark, spaces(breaks::width(&mark)))
        } else {
            self.page.line(&mark);
            self.page.indent(2)
        };
        self.blocks(&quote.blocks, Spacing::Loose)?;
        self.page.leave(entered);
        Ok(())
    }

    fn definitions(&mut self, list: &DefinitionList) -> Result<(), RenderError> {
        let long =
            |entry: &DefinitionEntry| matches!(entry, DefinitionEntry::Description(item) if item.blocks.len() > 1);
        let loose = list.entries.iter().any(long);
        let lines = self.page.lines();
        let mut described = false;
        for entry in &list.entries {
            if self.page.lines() > lines && loose && described {
                self.page.gap();
            }
            described = matches!(entry, DefinitionEntry::Description(_));
            match entry {
                DefinitionEntry::Term(term) => self.words(&term.content)?,
                DefinitionEntry::Description(item) => {
                    let entered = self.page.indent(INDENT);
                    self.blocks(&item.blocks, Spacing::Loose)?;
                    self.page.leave(entered);
                }
            }
        }
        Ok(())
    }

    fn details(&mut self, details: &Details) -> Result<(), RenderError> {
        let lines = self.page.lines();
        self.words(&details.summary)?;
        if self.page.lines() == lines {
            self.page.line(&self.plain.labels.details);
        }
        self.page.gap();
        let entered = self.page.indent(2);
        self.blocks(&details.blocks, Spacing::Loose)?;
        self.page.leave(entered);
        Ok(())
    }

    /// Code, line by line as it is, without blank lines around it.
    fn code(&mut self, code: &str) {
        let entered = self.page.indent(INDENT);
        let mut begun = false;
        for line in values::lines(code.trim_end()) {
            begun |= !is_blank(line);
            if bytes::any(line.as_bytes(), |byte| !bytes::is_printable(byte)) && line.contains(is_hidden_control) {
                self.page.line(&line.replace(is_hidden_control, "\u{FFFD}"));
            } else if begun {
                self.page.line(line);
            }
        }
        self.page.leave(entered);
    }
}

/// What stands below a heading of `level`.
fn underline(level: u8) -> &'static str {
    UNDERLINES[usize::from(level.clamp(1, 4)) - 1]
}

/// Whether a block stands apart from its neighbours even in a tight list.
fn is_set_off(block: &Block) -> bool {
    !matches!(block, Block::Paragraph(_) | Block::List(_) | Block::Code(_) | Block::Comment(_))
}
