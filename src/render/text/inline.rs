//! Laying out what stands in a line.

use std::borrow::Cow;

use super::LinkStyle;
use super::layout::Layout;
use super::link::is_address;
use super::run::{Run, is_unwanted};
use crate::error::RenderError;
use crate::tree::{Block, Blocks, Inline, Inlines, Link, Piece, Placeholder, Style, Styled, Template};
use crate::values::{Missing, Value};

impl Layout<'_> {
    /// Adds `inlines` to `run`.
    pub(super) fn inlines(&mut self, inlines: &Inlines, run: &mut Run) -> Result<(), RenderError> {
        for inline in inlines {
            match inline {
                Inline::Text(words) => run.push(&words.text),
                Inline::Styled(styled) => self.styled(styled, run)?,
                Inline::Code(code) => run.push_code(&self.template(&code.content)?),
                Inline::Link(link) => self.link(link, run)?,
                Inline::Image(image) => self.inlines(&image.alt, run)?,
                Inline::Placeholder(placeholder) => self.placeholder(placeholder, run)?,
                Inline::SoftBreak(_) => run.push(" "),
                Inline::HardBreak(_) => run.push_break(),
                Inline::Comment(_) => {}
            }
        }
        Ok(())
    }

    fn styled(&mut self, styled: &Styled, run: &mut Run) -> Result<(), RenderError> {
        let (open, close) = match styled.style {
            Style::Superscript if is_one_word(&styled.content) => ("^", ""),
            Style::Superscript => ("^(", ")"),
            Style::Strikethrough => ("~~", "~~"),
            _ => ("", ""),
        };
        if open.is_empty() || styled.content.is_empty() {
            return self.inlines(&styled.content, run);
        }
        run.push(open);
        self.inlines(&styled.content, run)?;
        run.push(close);
        Ok(())
    }

    fn link(&mut self, link: &Link, run: &mut Run) -> Result<(), RenderError> {
        let start = run.len();
        self.inlines(&link.content, run)?;
        if self.plain.links == LinkStyle::TextOnly {
            return Ok(());
        }
        let Some(address) = self.address(link)? else { return Ok(()) };
        if is_address(run.text().get(start..).unwrap_or_default().trim(), &address) {
            run.make_solid(start);
            return Ok(());
        }
        match self.plain.links {
            LinkStyle::References => run.push_mark(&format!("[{}]", self.references.number(&address))),
            _ => run.push_mark(&format!("<{address}>")),
        }
        Ok(())
    }

    fn placeholder(&mut self, placeholder: &Placeholder, run: &mut Run) -> Result<(), RenderError> {
        match self.value(placeholder) {
            Some(Value::Text(text)) => run.push_value(&text),
            Some(Value::Markdown(blocks)) => self.blocks_in_line(&blocks, run)?,
            None => match self.plain.missing {
                Missing::Default | Missing::Marker => self.inlines(&placeholder.default, run)?,
                Missing::Empty => {}
                Missing::Fail => return Err(missing(placeholder)),
            },
        }
        Ok(())
    }

    /// A Markdown value among words: each of its blocks on a line.
    fn blocks_in_line(&mut self, blocks: &Blocks, run: &mut Run) -> Result<(), RenderError> {
        let visible = blocks.iter().filter(|block| !matches!(block, Block::Comment(_)));
        for (index, block) in visible.enumerate() {
            if index > 0 {
                run.push_break();
            }
            match block {
                Block::Paragraph(paragraph) => self.inlines(&paragraph.content, run)?,
                Block::Heading(heading) => self.inlines(&heading.content, run)?,
                other => run.push_value(&other.to_plain()),
            }
        }
        Ok(())
    }

    /// The characters of `template` with the values in place.
    pub(super) fn template<'t>(&self, template: &'t Template) -> Result<Cow<'t, str>, RenderError> {
        if let Some(text) = template.as_plain() {
            return Ok(Cow::Borrowed(text));
        }
        let mut out = String::new();
        for piece in template.pieces() {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Placeholder(placeholder) => match self.value(placeholder) {
                    Some(Value::Text(text)) => out.push_str(&text.replace(is_unwanted, "\u{FFFD}")),
                    Some(Value::Markdown(blocks)) => out.push_str(&blocks.to_plain()),
                    None => match self.plain.missing {
                        Missing::Default | Missing::Marker => out.push_str(&placeholder.default.to_plain()),
                        Missing::Empty => {}
                        Missing::Fail => return Err(missing(placeholder)),
                    },
                },
            }
        }
        Ok(Cow::Owned(out))
    }

    fn address(&self, link: &Link) -> Result<Option<String>, RenderError> {
        let written = self.template(&link.target)?;
        Ok(match crate::link::Target::parse(&written) {
            crate::link::Target::Web(web) => Some(web.address.to_owned()),
            crate::link::Target::Mail(mail) => Some(mail.to_owned()),
            crate::link::Target::Blade(blade) => blade.address(&crate::metadata::Cloud::Public, |name| {
                match self.plain.values.and_then(|values| values.value(name)) {
                    Some(Value::Text(text)) => Some(text),
                    _ => None,
                }
            }),
            _ => None,
        })
    }
}

fn missing(placeholder: &Placeholder) -> RenderError {
    RenderError::MissingValue { name: placeholder.name.to_string() }
}

/// Whether `content` is one word, such as the 2 in `x^2`.
fn is_one_word(content: &Inlines) -> bool {
    matches!(&content[..], [Inline::Text(words)] if !words.text.contains(char::is_whitespace))
}
