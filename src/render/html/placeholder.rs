//! Placeholders and their values, escaped for where they land.

use super::block::{blocks, item_blocks};
use super::inline::inlines;
use super::marker::{CLOSER, END, OPENER, is_markable};
use super::slots::{Filling, Slot};
use super::writer::Writer;
use crate::error::RenderError;
use crate::render::core::Scoped;
use crate::render::core::escape;
use crate::render::core::flat::Flat;
use crate::span::Span;
use crate::tree::Placeholder;
use crate::values::{self, Content, Missing, Supplied, Value};

/// A placeholder among other inlines.
pub(super) fn placeholder(writer: &mut Writer<'_>, node: &Placeholder) -> Result<(), RenderError> {
    let start = writer.out.len();
    match writer.supply().supplied(node)? {
        Supplied::Value(value) => {
            writer.named(&node.name, node.span, |writer| inline_value(writer, &value))?;
            filled(writer, start, Filling::Value);
            Ok(())
        }
        Supplied::Default => writer.named(&node.name, node.span, |writer| inlines(writer, &node.default)),
        Supplied::Marker => marked(writer, node, |writer| inlines(writer, &node.default)),
        Supplied::Nothing => writer.named(&node.name, node.span, |_| Ok(())),
    }
}

/// A value among other inlines.
pub(super) fn inline_value(writer: &mut Writer<'_>, value: &Value<'_>) -> Result<(), RenderError> {
    match value.content() {
        Content::Text(text) => push_lines(&mut writer.out, text, "<br>"),
        Content::Blocks(blocks) => writer.value(|writer| writer.flat_blocks(blocks))?,
    }
    writer.check()
}

/// The sole placeholder of the paragraph at `span`.
pub(super) fn placeholder_paragraph(
    writer: &mut Writer<'_>,
    node: &Placeholder,
    span: Span,
) -> Result<(), RenderError> {
    writer.line();
    match writer.supply().supplied(node)? {
        Supplied::Value(value) => block_value(writer, &value, &node.name, span)?,
        Supplied::Default if node.default.is_empty() => {}
        Supplied::Nothing => {}
        Supplied::Default | Supplied::Marker => {
            writer.open("<p>", span);
            placeholder(writer, node)?;
            writer.out.push_str("</p>\n");
        }
    }
    Ok(())
}

/// A value in place of the paragraph at `span`.
pub(super) fn block_value(
    writer: &mut Writer<'_>,
    value: &Value<'_>,
    name: &str,
    span: Span,
) -> Result<(), RenderError> {
    writer.slots.blocks += 1;
    match value.content() {
        Content::Text(text) => text_paragraphs(writer, text, name, span),
        Content::Blocks(nodes) => named_blocks(writer, name, span, |writer| blocks(writer, nodes)),
    }
}

/// The sole placeholder of a paragraph in a tight list item, which has no element.
pub(super) fn bare_placeholder(writer: &mut Writer<'_>, node: &Placeholder) -> Result<(), RenderError> {
    match writer.supply().supplied(node)? {
        Supplied::Value(value) => bare_value(writer, &value, &node.name, node.span),
        _ => placeholder(writer, node),
    }
}

/// A value in place of such a paragraph; its placeholder is at `span`.
pub(super) fn bare_value(
    writer: &mut Writer<'_>,
    value: &Value<'_>,
    name: &str,
    span: Span,
) -> Result<(), RenderError> {
    match value.content() {
        Content::Text(text) if values::paragraphs(text).nth(1).is_some() => {
            writer.line();
            // A second pass finds the span only in the element of a placeholder; the one before is the item's.
            let span = if writer.names_placeholders() { span } else { Span::NONE };
            text_paragraphs(writer, text, name, span)
        }
        Content::Blocks(blocks) => named_blocks(writer, name, span, |writer| item_blocks(writer, blocks, true)),
        Content::Text(_) => writer.named(name, span, |writer| inline_value(writer, value)),
    }
}

/// A text value as paragraphs, at least one: a second pass has no paragraph to take away.
fn text_paragraphs(writer: &mut Writer<'_>, text: &str, name: &str, span: Span) -> Result<(), RenderError> {
    let mut paragraphs = values::paragraphs(text);
    let mut next = Some(paragraphs.next().unwrap_or_default());
    while let Some(paragraph) = next {
        writer.open("<p>", span);
        writer.named(name, Span::NONE, |writer| push_lines(&mut writer.out, paragraph, "<br>\n"));
        writer.out.push_str("</p>\n");
        writer.check()?;
        next = paragraphs.next();
    }
    Ok(())
}

/// The blocks of a value, in an element with the name of the placeholder if the host asked for such.
fn named_blocks(
    writer: &mut Writer<'_>,
    name: &str,
    span: Span,
    write: impl FnOnce(&mut Writer<'_>) -> Result<(), RenderError>,
) -> Result<(), RenderError> {
    if !writer.names_placeholders() {
        return writer.value(write);
    }
    writer.line();
    writer.open_named("<div", name, span);
    writer.value(write)?;
    writer.out.push_str("</div>\n");
    Ok(())
}

/// A placeholder in code; `line_end` is what the line ends of its value become.
pub(super) fn placeholder_in_code(
    writer: &mut Writer<'_>,
    node: &Placeholder,
    line_end: &str,
) -> Result<(), RenderError> {
    let default = |writer: &mut Writer<'_>| {
        writer.push_text(&node.default.to_plain());
        writer.check()
    };
    match writer.supply().supplied(node)? {
        Supplied::Value(value) => writer.named(&node.name, node.span, |writer| {
            push_lines(&mut writer.out, &value.into_plain(), line_end);
            writer.check()
        }),
        Supplied::Default => writer.named(&node.name, node.span, default),
        Supplied::Marker => marked(writer, node, default),
        Supplied::Nothing => writer.named(&node.name, node.span, |_| Ok(())),
    }
}

/// A placeholder in an attribute.
pub(super) fn placeholder_in_attribute(writer: &mut Writer<'_>, node: &Placeholder) -> Result<(), RenderError> {
    match writer.supply().plain_value(node)? {
        Some(value) => escape::push_value(&mut writer.out, &value),
        None => writer.push_text(&node.default.to_plain()),
    }
    writer.check()
}

/// Writes something between the markers that [`fill_html`](super::fill_html) looks for.
fn marked(
    writer: &mut Writer<'_>,
    node: &Placeholder,
    write: impl FnOnce(&mut Writer<'_>) -> Result<(), RenderError>,
) -> Result<(), RenderError> {
    if !is_markable(&node.name) || !writer.slots.open(&node.name) {
        return writer.named(&node.name, node.span, write);
    }
    let start = writer.out.len();
    writer.out.extend([OPENER, &node.name, END]);
    let written = writer.named(&node.name, node.span, write);
    writer.slots.close();
    writer.out.extend([CLOSER, &node.name, END]);
    filled(writer, start, Filling::Marker);
    written
}

/// Records that a value or a marker was written from `start` on.
fn filled(writer: &mut Writer<'_>, start: usize, filling: Filling) {
    let slot = Slot { start, end: writer.out.len(), filling };
    let leaves_markers = writer.supply().missing == Missing::Marker;
    writer.slots.add(slot, leaves_markers);
}

/// Adds a text value whose line ends become `line_end`; those before and after its text are left out.
pub(super) fn push_lines(out: &mut String, text: &str, line_end: &str) {
    for (index, line) in values::lines(text.trim_matches(['\n', '\r'])).enumerate() {
        if index > 0 {
            out.push_str(line_end);
        }
        escape::push_value(out, line);
    }
}
