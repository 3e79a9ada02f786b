//! Inlines: text, styles, links, pictures.

use std::borrow::Cow;

use super::escape::{self, shown};
use super::run::Delimiter;
use super::writer::Writer;
use crate::error::RenderError;
use crate::render::core::escape::is_bidi_control;
use crate::render::core::flat::Flat;
use crate::render::core::{Destination, FEW, Filled, Scoped, picture_address, subscript, superscript};
use crate::tree::{Image, Inline, Inlines, Link, Piece, Placeholder, Style, Styled, Template};
use crate::values::{self, Content, Supplied};

/// Adds `nodes` to the run.
pub(super) fn inlines(writer: &mut Writer<'_>, nodes: &Inlines) -> Result<(), RenderError> {
    for (index, inline) in nodes.iter().enumerate() {
        match inline {
            Inline::Text(node) => push_text(writer, &node.text),
            Inline::Styled(node) => styled(writer, node, nodes.get(index + 1))?,
            Inline::Code(node) => {
                let code = template(writer, &node.content)?;
                writer.run.push_code(&code, whose(writer));
            }
            Inline::Link(node) => link(writer, node)?,
            Inline::Image(node) => image(writer, node)?,
            Inline::Placeholder(node) => placeholder(writer, node)?,
            // Chats and ticket systems show line ends.
            Inline::SoftBreak(_) => push_text(writer, " "),
            Inline::HardBreak(_) => writer.run.push_break(),
            Inline::Comment(_) => {}
        }
        if index % FEW == FEW - 1 {
            writer.check()?;
        }
    }
    writer.check()
}

fn push_text(writer: &mut Writer<'_>, text: &str) {
    let whose = whose(writer);
    writer.run.push_text(text, whose);
}

fn whose(writer: &Writer<'_>) -> escape::Writer {
    if writer.scope.in_value { escape::Writer::Value } else { escape::Writer::Author }
}

/// `next` is what comes after the node: `2<sup>10</sup>5` is not `2^105`.
fn styled(writer: &mut Writer<'_>, node: &Styled, next: Option<&Inline>) -> Result<(), RenderError> {
    let (open, close) = match node.style {
        Style::Strong => return delimited(writer, Delimiter::Strong, &node.content),
        Style::Emphasis => return delimited(writer, Delimiter::Emphasis, &node.content),
        Style::Strikethrough => return delimited(writer, Delimiter::Strikethrough, &node.content),
        Style::Superscript if !node.content.is_empty() => superscript(&node.content, next),
        Style::Subscript if !node.content.is_empty() => subscript(&node.content, next),
        _ => ("", ""),
    };
    push_text(writer, open);
    inlines(writer, &node.content)?;
    push_text(writer, close);
    Ok(())
}

/// Adds `content` between delimiters.
pub(super) fn delimited(writer: &mut Writer<'_>, delimiter: Delimiter, content: &Inlines) -> Result<(), RenderError> {
    let start = writer.run.start(delimiter);
    let written = inlines(writer, content);
    writer.run.end(start);
    written
}

/// A link; one inside another is its text, and one without text shows its address.
fn link(writer: &mut Writer<'_>, node: &Link) -> Result<(), RenderError> {
    if writer.scope.in_link {
        return inlines(writer, &node.content);
    }
    let filled = Filled::new(&node.target, writer.supply())?;
    let target = filled.target();
    let address = match Destination::of(&target, &writer.scope)? {
        Destination::Address(address) => address,
        Destination::Portal { address: Some(address), .. } => address.into(),
        Destination::Portal { address: None, blade } => {
            inlines(writer, &node.content)?;
            let page = [" (", &writer.scope.settings.labels.portal_page, " ", blade.extension, "/", blade.blade, ")"];
            writer.run.push_text(&page.concat(), escape::Writer::Value);
            return writer.check();
        }
        Destination::Nowhere => return inlines(writer, &node.content),
    };
    writer.run.open_link();
    let start = writer.run.len();
    writer.scope.in_link = true;
    let written = inlines(writer, &node.content);
    writer.scope.in_link = false;
    written?;
    if writer.run.len() == start {
        writer.run.push_text(&address, escape::Writer::Value);
    }
    let shown = address.strip_prefix("mailto:").unwrap_or(&address);
    if node.title.is_none() && is_autolink(&address) && writer.run.is_text_since(start, shown) {
        writer.run.make_autolink(start, shown);
        return writer.check();
    }
    end_link(writer, &address, node.title.as_ref())
}

/// Whether `address` can be written as `<https://example.com>`.
fn is_autolink(address: &str) -> bool {
    let is_whole = match address.strip_prefix("mailto:") {
        Some(mail) => is_mail(mail),
        None => address.contains("://") && address.chars().all(is_plain_in_autolink),
    };
    let may_hold_references = address.split_once('&').is_some_and(|(_, after)| after.contains(';'));
    is_whole && !may_hold_references
}

/// Whether `c` shows as it is between angle brackets, in a cell of a table too. CommonMark takes more there than the target of a
/// link can hold: letters of any script, brackets.
fn is_plain_in_autolink(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_graphic() && !"<>|\\`\"".contains(c) } else { c.is_alphanumeric() }
}

/// Whether CommonMark takes `mail` for an address between angle brackets, in whose host there is no `_`.
fn is_mail(mail: &str) -> bool {
    let Some((name, host)) = mail.split_once('@') else { return false };
    let is_label = |label: &str| {
        (1..=LABEL).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+'))
        && host.split('.').all(is_label)
}

/// The most bytes of a label of a host in an autolink.
const LABEL: usize = 63;

/// The second half of a link or a picture.
fn end_link(writer: &mut Writer<'_>, address: &str, title: Option<&Template>) -> Result<(), RenderError> {
    writer.run.push_markup("](");
    writer.run.push_destination(address);
    if let Some(title) = title {
        let title = template(writer, title)?;
        let mut escaped = String::new();
        escape::push(&mut escaped, title.trim(), whose(writer), escape::Pipes::Escaped);
        writer.run.push_markup(&[" \"", &escaped.replace('"', "\\\""), "\""].concat());
    }
    writer.run.push_markup(")");
    writer.check()
}

/// A picture, or the alternative text of one that is not to be loaded.
fn image(writer: &mut Writer<'_>, node: &Image) -> Result<(), RenderError> {
    let Some(address) = picture_address(&node.target, &writer.scope)? else { return inlines(writer, &node.alt) };
    writer.run.push_markup("![");
    words_of_picture(writer, &node.alt)?;
    end_link(writer, &address, node.title.as_ref())
}

/// Adds the text of inlines with their values, in which there is no markup.
fn words_of_picture(writer: &mut Writer<'_>, nodes: &Inlines) -> Result<(), RenderError> {
    nodes.iter().try_for_each(|inline| {
        match inline {
            Inline::Text(node) => push_text(writer, &node.text),
            Inline::Styled(node) => words_of_picture(writer, &node.content)?,
            Inline::Link(node) => words_of_picture(writer, &node.content)?,
            Inline::Image(node) => words_of_picture(writer, &node.alt)?,
            Inline::Placeholder(node) => match writer.supply().plain_value(node)? {
                Some(value) => writer.run.push_text(&value, escape::Writer::Value),
                None => words_of_picture(writer, &node.default)?,
            },
            Inline::SoftBreak(_) | Inline::HardBreak(_) => push_text(writer, " "),
            Inline::Code(node) => {
                let code = template(writer, &node.content)?;
                push_text(writer, &code);
            }
            Inline::Comment(_) => {}
        }
        writer.check()
    })
}

fn placeholder(writer: &mut Writer<'_>, node: &Placeholder) -> Result<(), RenderError> {
    match writer.supply().supplied(node)? {
        Supplied::Value(value) => match value.content() {
            Content::Text(text) => text_value(writer, text),
            Content::Blocks(blocks) => return writer.value(|writer| writer.flat_blocks(blocks)),
        },
        Supplied::Default | Supplied::Marker => inlines(writer, &node.default)?,
        Supplied::Nothing => {}
    }
    Ok(())
}

/// Adds a text value, whose line ends are line breaks.
pub(super) fn text_value(writer: &mut Writer<'_>, value: &str) {
    for (index, line) in values::lines(value).enumerate() {
        if index > 0 {
            writer.run.push_break();
        }
        writer.run.push_text(line, escape::Writer::Value);
    }
}

/// The text of `template` with its values.
pub(super) fn template<'t>(writer: &Writer<'_>, template: &'t Template) -> Result<Cow<'t, str>, RenderError> {
    if let Some(text) = template.as_plain() {
        return Ok(Cow::Borrowed(text));
    }
    let (mut out, supply) = (String::new(), writer.supply());
    for piece in template.pieces() {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Placeholder(placeholder) => match supply.plain_value(placeholder)? {
                Some(value) => out.extend(value.chars().map(|c| if is_bidi_control(c) { '\u{FFFD}' } else { c })),
                None => out.push_str(&placeholder.default.to_plain()),
            },
        }
        supply.check_length(out.len() / 2)?;
    }
    Ok(Cow::Owned(out))
}

/// `code` with its control characters shown.
pub(super) fn visible(code: &str, whose: escape::Writer) -> String {
    code.chars().map(|c| shown(c, whose)).collect()
}
