//! Inlines: words, links, images.

use std::borrow::Cow;

use super::Writer;
use super::block::holds_placeholder;
use crate::error::RenderError;
use crate::link::{Filled, Resolved, Target, portal};
use crate::metadata::Cloud;
use crate::render::escape;
use crate::tree::{CodeSpan, Image, Inline, Inlines, Link, Piece, Style, Styled, Template, Words};

/// How many inlines are written before the limit is looked at.
const FEW: usize = 64;

impl Writer<'_> {
    #[inline]
    pub(super) fn inlines(&mut self, inlines: &Inlines) -> Result<(), RenderError> {
        let inlines: &[Inline] = inlines;
        if inlines.len() <= FEW { self.few_inlines(inlines, false) } else { self.many_inlines(inlines) }
    }

    #[cold]
    fn many_inlines(&mut self, inlines: &[Inline]) -> Result<(), RenderError> {
        let mut after_note = false;
        inlines.chunks(FEW).try_for_each(|few| {
            self.few_inlines(few, after_note)?;
            after_note = matches!(few.last(), Some(Inline::Comment(_)));
            self.check()
        })
    }

    /// Writes inlines that come after an author's note or not. What can be long looks at the limit itself.
    fn few_inlines(&mut self, inlines: &[Inline], mut after_note: bool) -> Result<(), RenderError> {
        for inline in inlines {
            match inline {
                Inline::Text(node) if after_note => self.words_after_note(node),
                Inline::Text(node) => self.push_text(&node.text),
                Inline::Styled(node) => self.styled(node)?,
                Inline::Code(node) => self.code_span(node)?,
                Inline::Link(node) => self.link(node)?,
                Inline::Image(node) => self.image(node)?,
                Inline::Placeholder(node) => self.placeholder(node)?,
                Inline::SoftBreak(_) if self.ends_with(&["<br>\n"]) => {}
                Inline::SoftBreak(_) => self.out.push(if self.in_heading { ' ' } else { '\n' }),
                Inline::HardBreak(_) => self.out.push_str(if self.in_heading { "<br>" } else { "<br>\n" }),
                Inline::Comment(_) => {}
            }
            after_note = matches!(inline, Inline::Comment(_));
        }
        Ok(())
    }

    /// Whether the output ends with one of `ends`, which an author or we wrote: how a value ends does not count, as nobody
    /// knows it where the value comes in a second pass.
    fn ends_with(&self, ends: &[&str]) -> bool {
        self.value_end != self.out.len() && ends.iter().any(|end| self.out.ends_with(end))
    }

    /// Words behind a note, which leaves spaces on both sides of it.
    fn words_after_note(&mut self, node: &Words) {
        let spaced = self.ends_with(&[" ", "\n", ">"]);
        self.push_text(if spaced { node.text.trim_start_matches(' ') } else { &node.text });
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
        self.open(tag, node.span);
        self.inlines(&node.content)?;
        self.out.push_str("</");
        self.out.push_str(&tag[1..]);
        Ok(())
    }

    fn code_span(&mut self, node: &CodeSpan) -> Result<(), RenderError> {
        self.open("<code>", node.span);
        self.template(&node.content, "<br>")?;
        self.out.push_str("</code>");
        Ok(())
    }

    /// Writes code; `line_end` is what the line ends of values become.
    pub(super) fn template(&mut self, template: &Template, line_end: &str) -> Result<(), RenderError> {
        template.pieces().iter().try_for_each(|piece| match piece {
            Piece::Text(text) => {
                self.push_text(text);
                self.check()
            }
            Piece::Placeholder(placeholder) => self.placeholder_in_code(placeholder, line_end),
        })
    }

    /// A link that would show nothing shows where it leads.
    fn link(&mut self, node: &Link) -> Result<(), RenderError> {
        if self.in_link {
            return self.inlines(&node.content);
        }
        let filled = Filled::new(&node.target, &self.supply())?;
        let target = filled.target();
        let Some(goal) = self.goal(&target)? else { return self.inlines(&node.content) };
        let tag = self.out.len();
        let end = self.open_link(&goal, is_button(&target), node)?;
        let start = self.out.len();
        self.in_link = true;
        let written = self.inlines(&node.content);
        self.in_link = false;
        match goal {
            Goal::Address(_) if self.out.len() == start && holds_placeholder(&node.content) => self.show_address(tag),
            Goal::Address(address) if self.out.len() == start => escape::push_value(&mut self.out, &address),
            _ => {}
        }
        self.out.push_str(end);
        written?;
        self.check()
    }

    /// Shows the address of the link whose start tag is at `tag`, as it is written there: a second pass knows no other.
    pub(super) fn show_address(&mut self, tag: usize) {
        let address = self.out[tag..].split('"').nth(1).unwrap_or_default().to_owned();
        self.out.push_str(&address);
    }

    /// Where a link to `target` leads; nowhere when only its words show.
    fn goal<'t>(&self, target: &'t Target<'_>) -> Result<Option<Goal<'t>>, RenderError> {
        match self.html.resolver.map_or(Resolved::Unchanged, |resolver| resolver.resolve(target)) {
            Resolved::Unchanged => {}
            Resolved::Text => return Ok(None),
            Resolved::To(address) => return Ok(followed(address)),
        }
        Ok(match target {
            Target::Web(web) => Some(Goal::Address(web.address.into())),
            Target::Mail(address) => Some(Goal::Address((*address).into())),
            Target::Blade(blade) => {
                let address = self.supply().address(blade, &self.html.cloud)?;
                Some(address.map_or(Goal::Blade(blade.written), |address| Goal::Address(address.into())))
            }
            Target::Relative(_) | Target::Unsafe(_) => None,
        })
    }

    /// Opens the element for a link; gives the tag that closes it.
    fn open_link(&mut self, goal: &Goal<'_>, button: bool, node: &Link) -> Result<&'static str, RenderError> {
        let end = match goal {
            Goal::Address(address) => {
                self.out.push_str("<a href=\"");
                escape::push_address(&mut self.out, address);
                "</a>"
            }
            Goal::Blade(written) => {
                self.out.push_str("<span data-blade=\"");
                escape::push_value(&mut self.out, written);
                "</span>"
            }
        };
        self.out.push('"');
        self.title(node.title.as_ref())?;
        if button {
            self.class("button");
        }
        if let Goal::Address(address) = goal {
            self.outside(address);
        }
        self.close(node.span);
        Ok(end)
    }

    /// Adds what was asked for on links that lead outside.
    fn outside(&mut self, address: &str) {
        let html = self.html;
        let (rel, target) = (html.profile.outside_rel.as_deref(), html.profile.outside_target.as_deref());
        if (rel.is_none() && target.is_none()) || !is_outside(address, &html.cloud) {
            return;
        }
        self.attribute("rel", rel.unwrap_or("noopener"));
        if let Some(target) = target {
            self.attribute("target", target);
        }
    }

    fn title(&mut self, title: Option<&Template>) -> Result<(), RenderError> {
        let Some(title) = title else { return Ok(()) };
        self.out.push_str(" title=\"");
        self.template_in_attribute(title)?;
        self.out.push('"');
        Ok(())
    }

    fn template_in_attribute(&mut self, template: &Template) -> Result<(), RenderError> {
        template.pieces().iter().try_for_each(|piece| match piece {
            Piece::Text(text) => {
                self.push_text(text);
                self.check()
            }
            Piece::Placeholder(placeholder) => self.placeholder_in_attribute(placeholder),
        })
    }

    fn image(&mut self, node: &Image) -> Result<(), RenderError> {
        let filled = Filled::new(&node.target, &self.supply())?;
        let target = filled.target();
        let Some(address) = target.image_address() else { return self.inlines(&node.alt) };
        self.out.push_str("<img src=\"");
        escape::push_address(&mut self.out, address);
        self.out.push_str("\" alt=\"");
        self.words_of(&node.alt)?;
        self.out.push('"');
        self.title(node.title.as_ref())?;
        self.close(node.span);
        Ok(())
    }

    /// Writes the words of inlines into an attribute.
    fn words_of(&mut self, inlines: &Inlines) -> Result<(), RenderError> {
        inlines.iter().try_for_each(|inline| {
            match inline {
                Inline::Text(node) => self.push_text(&node.text),
                Inline::Styled(node) => self.words_of(&node.content)?,
                Inline::Link(node) => self.words_of(&node.content)?,
                Inline::Image(node) => self.words_of(&node.alt)?,
                Inline::Placeholder(node) => self.placeholder_in_attribute(node)?,
                Inline::SoftBreak(_) | Inline::HardBreak(_) => self.out.push(' '),
                Inline::Code(node) => self.template_in_attribute(&node.content)?,
                Inline::Comment(_) => {}
            }
            self.check()
        })
    }
}

/// Where a link leads.
enum Goal<'t> {
    /// To this address.
    Address(Cow<'t, str>),
    /// To a page of the portal that has no address here, as the author wrote it.
    Blade(&'t str),
}

/// What follows from a resolver's answer, which is believed no more than an author is.
fn followed(address: String) -> Option<Goal<'static>> {
    let followed = match Target::parse(&address) {
        Target::Web(web) => web.address,
        Target::Mail(address) | Target::Relative(address) => address,
        Target::Blade(_) | Target::Unsafe(_) => return None,
    };
    let whole = followed.len() == address.len();
    Some(Goal::Address(if whole { address.into() } else { followed.to_owned().into() }))
}

/// Whether `address` is one of the web and not of the portal of `cloud`.
fn is_outside(address: &str, cloud: &Cloud) -> bool {
    let web = matches!(Target::parse(address), Target::Web(_));
    let inside = |portal| {
        address.strip_prefix(portal).is_some_and(|rest: &str| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    };
    web && !portal(cloud).is_some_and(inside)
}

fn is_button(target: &Target<'_>) -> bool {
    match target {
        Target::Web(web) => web.form.is_button(),
        Target::Blade(blade) => blade.form.is_button(),
        _ => false,
    }
}
