//! Laying out what stands in a line.

use std::borrow::Cow;

use super::LinkStyle;
use super::layout::Layout;
use super::link::{Reference, is_address, shown};
use crate::error::RenderError;
use crate::link::{Resolved, Target};
use crate::note::without_notes;
use crate::render::Labels;
use crate::render::escape::is_bidi_control;
use crate::tree::{Block, DefinitionEntry, Inline, Inlines, Link, Piece, Placeholder, Style, Styled, Template};
use crate::values::{Content, Supplied, Supply};

impl<'a> Layout<'a> {
    /// Adds `inlines` to the run.
    pub(super) fn inlines(&mut self, inlines: &Inlines) -> Result<(), RenderError> {
        for inline in inlines {
            match inline {
                Inline::Text(words) if self.in_value => {
                    let start = self.run.next();
                    self.run.push(&words.text);
                    self.tell_from_references(start);
                }
                Inline::Text(words) => self.run.push(&words.text),
                Inline::Styled(styled) => self.styled(styled)?,
                Inline::Code(code) => self.run.push_code(&self.template(&code.content)?),
                Inline::Link(link) => self.link(link)?,
                Inline::Image(image) => self.inlines(&image.alt)?,
                Inline::Placeholder(placeholder) => self.placeholder(placeholder)?,
                Inline::SoftBreak(_) => self.run.push_space(),
                Inline::HardBreak(_) => self.run.push_break(),
                Inline::Comment(_) => {}
            }
            self.check()?;
        }
        Ok(())
    }

    fn styled(&mut self, styled: &Styled) -> Result<(), RenderError> {
        let (open, close) = match styled.style {
            Style::Superscript if is_one_word(&styled.content) => ("^", ""),
            Style::Superscript => ("^(", ")"),
            Style::Strikethrough => ("~~", "~~"),
            _ => ("", ""),
        };
        if open.is_empty() || styled.content.is_empty() {
            return self.inlines(&styled.content);
        }
        self.run.push(open);
        self.inlines(&styled.content)?;
        self.run.push(close);
        Ok(())
    }

    /// A link; one inside another is its text.
    fn link(&mut self, link: &Link) -> Result<(), RenderError> {
        let start = self.run.len();
        let outermost = !std::mem::replace(&mut self.in_link, true);
        let written = self.inlines(&link.content);
        self.in_link = !outermost;
        written?;
        if !outermost || self.plain.links == LinkStyle::TextOnly {
            return Ok(());
        }
        match self.reference(link, start)? {
            Reference::Nothing => {}
            Reference::Shown => self.run.make_solid(start),
            Reference::Number(number) => self.run.push_mark(&[self.references.mark(number)]),
            Reference::Address(address) => self.run.push_mark(&["<", &address, ">"]),
        }
        Ok(())
    }

    /// Where a link to `target` goes.
    pub(super) fn destination<'t>(&self, target: &Target<'t>) -> Result<Destination<'t>, RenderError> {
        match self.plain.resolver.map_or(Resolved::Unchanged, |resolver| resolver.resolve(target)) {
            Resolved::Text => return Ok(Destination::Nowhere),
            Resolved::To(address) => {
                return Ok(match Target::parse(&address) {
                    Target::Web(web) => Destination::Address(Cow::Owned(web.address.to_owned())),
                    Target::Mail(address) | Target::Relative(address) => {
                        Destination::Address(Cow::Owned(address.to_owned()))
                    }
                    Target::Blade(_) | Target::Unsafe(_) => Destination::Nowhere,
                });
            }
            Resolved::Unchanged => {}
        }
        Ok(match target {
            Target::Web(web) => Destination::Address(Cow::Borrowed(web.address)),
            Target::Mail(address) => Destination::Address(Cow::Borrowed(address)),
            Target::Blade(blade) => Destination::Portal {
                address: self.supply().address(blade, &self.plain.cloud)?,
                extension: blade.extension,
                blade: blade.blade,
            },
            Target::Relative(_) | Target::Unsafe(_) => Destination::Nowhere,
        })
    }

    fn placeholder(&mut self, placeholder: &Placeholder) -> Result<(), RenderError> {
        match self.supply().supplied(placeholder)? {
            Supplied::Value(value) => match value.content() {
                Content::Text(text) => {
                    self.text_value(text);
                    Ok(())
                }
                Content::Blocks(blocks) => self.value(|layout| layout.blocks_in_line(blocks)),
            },
            Supplied::Default | Supplied::Marker => {
                let outer = std::mem::replace(&mut self.in_default, true);
                let written = self.inlines(&placeholder.default);
                self.in_default = outer;
                written
            }
            Supplied::Nothing => Ok(()),
        }
    }

    /// Adds a text value; no line of it looks as if it were one of the list of references.
    pub(super) fn text_value(&mut self, value: &str) {
        let start = self.run.next();
        self.run.push_value(value);
        self.tell_from_references(start);
    }

    /// Lets no line that begins in what a value added to the run behind `start` begin as those of the list do.
    fn tell_from_references(&mut self, start: usize) {
        if self.plain.links == LinkStyle::References {
            self.run.tell_from_references(start);
        }
    }

    /// A Markdown value among words: each of its blocks on a line.
    fn blocks_in_line(&mut self, blocks: &[Block]) -> Result<(), RenderError> {
        let start = self.run.len();
        blocks.iter().try_for_each(|block| {
            self.run.push_break_behind(start);
            self.block_in_line(block)
        })
    }

    fn block_in_line(&mut self, block: &Block) -> Result<(), RenderError> {
        let start = self.run.len();
        match block {
            Block::Paragraph(node) => self.inlines(&node.content),
            Block::Heading(node) => self.inlines(&node.content),
            Block::Quote(node) => self.blocks_in_line(&node.blocks),
            Block::Code(node) => {
                self.run.push_lines(&self.template(&node.content)?);
                Ok(())
            }
            Block::Component(node) => {
                self.run.push_lines(&without_notes(&node.source));
                Ok(())
            }
            Block::List(node) => node.items.iter().try_for_each(|item| {
                self.run.push_break_behind(start);
                self.blocks_in_line(&item.blocks)
            }),
            Block::DefinitionList(node) => node.entries.iter().try_for_each(|entry| {
                self.run.push_break_behind(start);
                match entry {
                    DefinitionEntry::Term(term) => self.inlines(&term.content),
                    DefinitionEntry::Description(item) => self.blocks_in_line(&item.blocks),
                }
            }),
            Block::Table(node) => node.rows.iter().try_for_each(|row| {
                self.run.push_break_behind(start);
                row.cells.iter().try_for_each(|cell| {
                    self.run.push_space();
                    self.inlines(&cell.content)
                })
            }),
            Block::Details(node) => {
                self.inlines(&node.summary)?;
                self.run.push_break_behind(start);
                self.blocks_in_line(&node.blocks)
            }
            Block::Rule(_) | Block::Comment(_) => Ok(()),
        }
    }

    /// The characters of `template` with the values in place.
    pub(super) fn template<'t>(&self, template: &'t Template) -> Result<Cow<'t, str>, RenderError> {
        if let Some(text) = template.as_plain() {
            return Ok(Cow::Borrowed(text));
        }
        let (mut out, supply) = (String::new(), self.supply());
        for piece in template.pieces() {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Placeholder(placeholder) => match supply.plain_value(placeholder)? {
                    Some(value) => out.push_str(&value.replace(is_bidi_control, "\u{FFFD}")),
                    None => out.push_str(&placeholder.default.to_plain()),
                },
            }
            // Line ends of values may become blanks, and those at the end of code go, so it may be more than will show.
            supply.check_length(out.len() / 2)?;
        }
        Ok(Cow::Owned(out))
    }

    /// Where values come from. Inside a value there are none, so that no value can hold itself.
    pub(super) fn supply(&self) -> Supply<'a> {
        let supply = if self.in_value { Supply::default() } else { self.plain.supply };
        Supply { output_bytes: self.most, ..supply }
    }

    /// Renders what belongs to a value.
    pub(super) fn value(
        &mut self,
        render: impl FnOnce(&mut Self) -> Result<(), RenderError>,
    ) -> Result<(), RenderError> {
        let before = std::mem::replace(&mut self.in_value, true);
        let rendered = render(self);
        self.in_value = before;
        rendered
    }
}

/// Where a link goes.
pub(super) enum Destination<'t> {
    Address(Cow<'t, str>),
    /// A page of the portal; without address where nobody said what that is.
    Portal {
        address: Option<String>,
        extension: &'t str,
        blade: &'t str,
    },
    Nowhere,
}

impl Destination<'_> {
    /// Whether a reader who sees `text` knows the address.
    pub(super) fn is_shown_by(&self, text: &str) -> bool {
        matches!(self, Destination::Address(address) if is_address(text, address))
    }

    /// What the list of references says.
    pub(super) fn listed(&self, labels: &Labels) -> Option<Cow<'_, str>> {
        match self {
            Destination::Address(address) => Some(shown(address)),
            Destination::Portal { address: Some(address), .. } => Some(shown(address)),
            Destination::Portal { address: None, extension, blade } => {
                Some(Cow::Owned([&*labels.portal_page, " ", &shown(extension), "/", &shown(blade)].concat()))
            }
            Destination::Nowhere => None,
        }
    }
}

/// Whether `content` is one word, such as the 2 in `x^2`.
fn is_one_word(content: &Inlines) -> bool {
    !content.to_plain().contains(char::is_whitespace)
}
