//! Inlines: words, links, images.

use super::Writer;
use crate::error::RenderError;
use crate::link::{Filled, Resolved, Target};
use crate::render::escape;
use crate::tree::{CodeSpan, Image, Inline, Inlines, Link, Piece, Style, Styled, Template, Words};

impl Writer<'_> {
    pub(super) fn inlines(&mut self, inlines: &Inlines) -> Result<(), RenderError> {
        let mut after_note = false;
        for inline in inlines {
            match inline {
                Inline::Text(node) if after_note => self.words_after_note(node),
                Inline::Text(node) => escape::push_text(&mut self.out, &node.text),
                Inline::Styled(node) => self.styled(node)?,
                Inline::Code(node) => self.code_span(node)?,
                Inline::Link(node) => self.link(node)?,
                Inline::Image(node) => self.image(node)?,
                Inline::Placeholder(node) => self.placeholder(node)?,
                Inline::SoftBreak(_) if self.out.ends_with("<br>\n") => {}
                Inline::SoftBreak(_) => self.out.push(if self.in_heading { ' ' } else { '\n' }),
                Inline::HardBreak(_) => self.out.push_str(if self.in_heading { "<br>" } else { "<br>\n" }),
                Inline::Comment(_) => {}
            }
            after_note = matches!(inline, Inline::Comment(_));
        }
        Ok(())
    }

    /// Words behind a note, which leaves spaces on both sides of it.
    fn words_after_note(&mut self, node: &Words) {
        let spaced = self.out.ends_with([' ', '\n', '>']);
        escape::push_text(&mut self.out, if spaced { node.text.trim_start_matches(' ') } else { &node.text });
    }

    fn styled(&mut self, node: &Styled) -> Result<(), RenderError> {
        let tag = match node.style {
            Style::Emphasis => "<em>",
            Style::Strong => "<strong>",
            Style::Underline => "<u>",
            Style::Strikethrough => "<del>",
            Style::Superscript => "<sup>",
            Style::Subscript => "<sub>",
            Style::Keyboard => "<kbd>",
        };
        self.out.push_str(tag);
        self.inlines(&node.content)?;
        self.out.push_str("</");
        self.out.push_str(&tag[1..]);
        Ok(())
    }

    fn code_span(&mut self, node: &CodeSpan) -> Result<(), RenderError> {
        self.out.push_str("<code>");
        self.template(&node.content, "<br>")?;
        self.out.push_str("</code>");
        Ok(())
    }

    /// Writes code; `line_end` is what the line ends of values become.
    pub(super) fn template(&mut self, template: &Template, line_end: &str) -> Result<(), RenderError> {
        template.pieces().iter().try_for_each(|piece| match piece {
            Piece::Text(text) => {
                escape::push_text(&mut self.out, text);
                Ok(())
            }
            Piece::Placeholder(placeholder) => self.placeholder_in_code(placeholder, line_end),
        })
    }

    fn link(&mut self, node: &Link) -> Result<(), RenderError> {
        if self.in_link {
            return self.inlines(&node.content);
        }
        let filled = Filled::new(&node.target, &self.supply())?;
        let end = self.open_link(&filled.target(), node.title.as_ref())?;
        self.in_link = true;
        let written = self.inlines(&node.content);
        self.in_link = false;
        self.out.push_str(end);
        written
    }

    /// Opens the element for a link to `target`; gives the tag that closes it.
    fn open_link(&mut self, target: &Target<'_>, title: Option<&Template>) -> Result<&'static str, RenderError> {
        match self.html.resolver.map_or(Resolved::Unchanged, |resolver| resolver.resolve(target)) {
            Resolved::Text => return Ok(""),
            Resolved::To(address) => {
                let followed = match Target::parse(&address) {
                    Target::Web(web) => web.address,
                    Target::Mail(address) | Target::Relative(address) => address,
                    Target::Blade(_) | Target::Unsafe(_) => return Ok(""),
                };
                return self.open_anchor(followed, is_button(target), title);
            }
            Resolved::Unchanged => {}
        }
        match target {
            Target::Web(web) => self.open_anchor(web.address, web.form.is_button(), title),
            Target::Mail(address) => self.open_anchor(address, false, title),
            Target::Blade(blade) => {
                let supply = self.supply();
                match supply.address(blade, &self.html.cloud)? {
                    Some(address) => self.open_anchor(&address, blade.form.is_button(), title),
                    None => {
                        self.out.push_str("<span data-blade=\"");
                        escape::push_value(&mut self.out, blade.written);
                        self.close_tag(blade.form.is_button(), title)?;
                        Ok("</span>")
                    }
                }
            }
            Target::Relative(_) | Target::Unsafe(_) => Ok(""),
        }
    }

    fn open_anchor(
        &mut self,
        address: &str,
        button: bool,
        title: Option<&Template>,
    ) -> Result<&'static str, RenderError> {
        self.out.push_str("<a href=\"");
        escape::push_address(&mut self.out, address);
        self.close_tag(button, title)?;
        Ok("</a>")
    }

    /// Ends the first attribute, and adds title and class.
    fn close_tag(&mut self, button: bool, title: Option<&Template>) -> Result<(), RenderError> {
        self.title(title)?;
        self.out.push_str(if button { "\" class=\"button\">" } else { "\">" });
        Ok(())
    }

    /// Adds a title behind an attribute whose end quote is still missing, as that of the title is then.
    fn title(&mut self, title: Option<&Template>) -> Result<(), RenderError> {
        let Some(title) = title else { return Ok(()) };
        self.out.push_str("\" title=\"");
        for piece in title.pieces() {
            match piece {
                Piece::Text(text) => escape::push_text(&mut self.out, text),
                Piece::Placeholder(placeholder) => self.placeholder_in_attribute(placeholder)?,
            }
        }
        Ok(())
    }

    fn image(&mut self, node: &Image) -> Result<(), RenderError> {
        let filled = Filled::new(&node.target, &self.supply())?;
        let target = filled.target();
        let Some(address) = target.image_address() else { return self.inlines(&node.alt) };
        self.out.push_str("<img src=\"");
        escape::push_address(&mut self.out, address);
        self.out.push_str("\" alt=\"");
        self.words_of(&node.alt)?;
        self.title(node.title.as_ref())?;
        self.out.push_str("\">");
        Ok(())
    }

    /// Writes the words of inlines into an attribute.
    fn words_of(&mut self, inlines: &Inlines) -> Result<(), RenderError> {
        inlines.iter().try_for_each(|inline| {
            match inline {
                Inline::Text(node) => escape::push_text(&mut self.out, &node.text),
                Inline::Styled(node) => self.words_of(&node.content)?,
                Inline::Link(node) => self.words_of(&node.content)?,
                Inline::Image(node) => self.words_of(&node.alt)?,
                Inline::Placeholder(node) => self.placeholder_in_attribute(node)?,
                Inline::SoftBreak(_) | Inline::HardBreak(_) => self.out.push(' '),
                Inline::Code(node) => {
                    for piece in node.content.pieces() {
                        match piece {
                            Piece::Text(text) => escape::push_text(&mut self.out, text),
                            Piece::Placeholder(placeholder) => self.placeholder_in_attribute(placeholder)?,
                        }
                    }
                }
                Inline::Comment(_) => {}
            }
            Ok(())
        })
    }
}

fn is_button(target: &Target<'_>) -> bool {
    match target {
        Target::Web(web) => web.form.is_button(),
        Target::Blade(blade) => blade.form.is_button(),
        _ => false,
    }
}
