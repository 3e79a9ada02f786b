//! Laying out inlines.

use std::borrow::Cow;

use super::LinkStyle;
use super::emphasis::{emphasis, strong};
use super::layout::Layout;
use super::link::{Reference, hyperlink, reference};
use super::look::UNDERLINED;
use super::picture::picture;
use crate::bytes::is_blank;
use crate::error::RenderError;
use crate::render::core::escape::is_bidi_control;
use crate::render::core::flat::Flat;
use crate::render::core::{FEW, Scoped, subscript, superscript};
use crate::tree::{Inline, Inlines, Link, Piece, Placeholder, Style, Styled, Template, Words};
use crate::values::{Content, Supplied};

/// Adds `nodes` to the run.
pub(super) fn inlines(layout: &mut Layout<'_>, nodes: &Inlines) -> Result<(), RenderError> {
    // How much of the text after a link is written already.
    let mut done = 0;
    for (index, inline) in nodes.iter().enumerate() {
        match inline {
            Inline::Text(node) if done > 0 => layout.run.push(&node.text[std::mem::take(&mut done)..]),
            Inline::Text(node) if layout.scope.in_value => text_of_value(layout, node),
            Inline::Text(node) => layout.run.push(&node.text),
            Inline::Styled(node) => styled(layout, node, &nodes[index + 1..])?,
            Inline::Code(node) => {
                let code = template(layout, &node.content)?;
                layout.run.push_code(&code, layout.code_marks());
                layout.check()?;
            }
            Inline::Link(node) => done = link(layout, node, nodes.get(index + 1))?,
            Inline::Image(node) => picture(layout, node)?,
            Inline::Placeholder(node) => placeholder(layout, node)?,
            Inline::SoftBreak(_) => layout.run.push_space(),
            Inline::HardBreak(_) => layout.run.push_break(),
            Inline::Comment(_) => {}
        }
        // Whoever lays out what was added looks at the limit before.
        if index % FEW == FEW - 1 {
            layout.check()?;
        }
    }
    Ok(())
}

/// Text of a Markdown value.
fn text_of_value(layout: &mut Layout<'_>, node: &Words) {
    let start = layout.run.next();
    layout.run.push(&node.text);
    distinguish(layout, start);
}

/// `after` is what comes after the node: `2<sup>10</sup>5` is not `2^105`.
fn styled(layout: &mut Layout<'_>, node: &Styled, after: &[Inline]) -> Result<(), RenderError> {
    let next = after.first();
    let (open, close) = match node.style {
        Style::Strong => return strong(layout, node, after),
        Style::Emphasis => return emphasis(layout, node, after),
        Style::Underline => return layout.looking(UNDERLINED, |layout| inlines(layout, &node.content)),
        Style::Superscript => superscript(&node.content, next),
        Style::Subscript => subscript(&node.content, next),
        Style::Strikethrough => ("~~", "~~"),
        _ => ("", ""),
    };
    if open.is_empty() || node.content.is_empty() {
        return inlines(layout, &node.content);
    }
    layout.run.push(open);
    inlines(layout, &node.content)?;
    layout.run.push(close);
    Ok(())
}

/// A link; one inside another is its text. Returns how much of the text in `next` comes before its mark.
fn link(layout: &mut Layout<'_>, node: &Link, next: Option<&Inline>) -> Result<usize, RenderError> {
    layout.links_met += 1;
    if let Some(address) = hyperlink(layout, node)? {
        return linked(layout, node, address);
    }
    let start = layout.run.len();
    let outermost = !std::mem::replace(&mut layout.scope.in_link, true);
    let written = inlines(layout, &node.content);
    layout.scope.in_link = !outermost;
    written?;
    if !outermost || layout.links == LinkStyle::TextOnly {
        return Ok(0);
    }
    let reference = reference(layout, node, start)?;
    let rest = match (&reference, next) {
        (Reference::Number(_) | Reference::Address(_), Some(Inline::Text(next))) if !layout.scope.in_value => {
            rest_of_word(&next.text)
        }
        _ => "",
    };
    layout.run.push(rest);
    match reference {
        Reference::Nothing => {}
        Reference::Shown => layout.run.make_solid(start),
        Reference::Number(index) => layout.run.push_mark(&[layout.references.mark(index)]),
        Reference::Address(address) => layout.run.push_mark(&["<", &address, ">"]),
    }
    layout.check()?;
    Ok(rest.len())
}

/// A link that a terminal can follow to `address`; one without text shows that.
fn linked(layout: &mut Layout<'_>, node: &Link, address: String) -> Result<usize, RenderError> {
    let start = layout.run.len();
    let outer = layout.begin_link(address);
    layout.scope.in_link = true;
    let written = linked_text(layout, node, start);
    layout.scope.in_link = false;
    layout.run.end_look(outer);
    written.map(|()| 0)
}

fn linked_text(layout: &mut Layout<'_>, node: &Link, start: usize) -> Result<(), RenderError> {
    inlines(layout, &node.content)?;
    match reference(layout, node, start)? {
        Reference::Shown => layout.run.make_solid(start),
        Reference::Address(address) if is_blank(layout.run.text().get(start..).unwrap_or_default()) => {
            layout.run.push(&address);
            layout.run.make_solid(start);
        }
        _ => {}
    }
    layout.check()
}

/// What of `text` is a part of the word before it: `/servers/*` after `Microsoft.SQL`, but not the end of a sentence.
fn rest_of_word(text: &str) -> &str {
    if !text.starts_with(['/', '\\', '_', '.', ':', '@', '=', '-']) {
        return "";
    }
    let ends_word = |c: char| c.is_whitespace() || "[]()<>{}|\"'`".contains(c);
    let word = &text[..text.find(ends_word).unwrap_or(text.len())];
    word.trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '-', '=', '_', '@'])
}

fn placeholder(layout: &mut Layout<'_>, node: &Placeholder) -> Result<(), RenderError> {
    match layout.supply().supplied(node)? {
        Supplied::Value(value) => match value.content() {
            Content::Text(text) => {
                text_value(layout, text);
                Ok(())
            }
            Content::Blocks(blocks) => layout.value(|layout| layout.flat_blocks(blocks)),
        },
        Supplied::Default | Supplied::Marker => {
            let outer = std::mem::replace(&mut layout.in_default, true);
            let written = inlines(layout, &node.default);
            layout.in_default = outer;
            written
        }
        Supplied::Nothing => Ok(()),
    }
}

/// Adds a text value; no line of it looks like one of the list of references.
pub(super) fn text_value(layout: &mut Layout<'_>, value: &str) {
    let start = layout.run.next();
    layout.run.push_value(value);
    distinguish(layout, start);
}

/// Lets no line that begins in what a value added to the run after `start` look like one of the list of references.
fn distinguish(layout: &mut Layout<'_>, start: usize) {
    if layout.links == LinkStyle::References {
        layout.run.distinguish_from_references(start);
    }
}

/// The text of `template` with its values.
pub(super) fn template<'t>(layout: &Layout<'_>, template: &'t Template) -> Result<Cow<'t, str>, RenderError> {
    if let Some(text) = template.as_plain() {
        return Ok(Cow::Borrowed(text));
    }
    let (mut out, supply) = (String::new(), layout.supply());
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
