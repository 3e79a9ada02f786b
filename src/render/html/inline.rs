//! Inlines: text, links, images.

use std::borrow::Cow;

use super::block::holds_placeholder;
use super::placeholder::{placeholder, placeholder_in_attribute, placeholder_in_code};
use super::profile::Buttons;
use super::writer::Writer;
use crate::bytes::is_blank;
use crate::error::RenderError;
use crate::link::{Target, portal};
use crate::metadata::Cloud;
use crate::render::core::{Destination, FEW, Filled, escape, picture_address};
use crate::tree::{CodeSpan, Image, Inline, Inlines, Link, Piece, Style, Styled, Template, Words};

pub(super) fn inlines(writer: &mut Writer<'_>, nodes: &Inlines) -> Result<(), RenderError> {
    let (mut is_first, mut after_comment) = (true, false);
    for (index, inline) in nodes.iter().enumerate() {
        match inline {
            Inline::Text(node) if after_comment => text_after_comment(writer, node, is_first),
            Inline::Text(node) => writer.push_text(&node.text),
            Inline::Styled(node) => styled(writer, node)?,
            Inline::Code(node) => code_span(writer, node)?,
            Inline::Link(node) => link(writer, node)?,
            Inline::Image(node) => image(writer, node)?,
            Inline::Placeholder(node) => placeholder(writer, node)?,
            Inline::SoftBreak(_) if ends_with(writer, &["<br>\n"]) => {}
            Inline::SoftBreak(_) => writer.out.push(if writer.in_heading { ' ' } else { '\n' }),
            Inline::HardBreak(_) => writer.out.push_str(if writer.in_heading { "<br>" } else { "<br>\n" }),
            Inline::Comment(_) => {}
        }
        after_comment = matches!(inline, Inline::Comment(_));
        is_first &= after_comment;
        if index % FEW == FEW - 1 {
            writer.check()?;
        }
    }
    writer.check()
}

/// Whether the output ends with one of `ends`, which an author or we wrote: the end of a value does not count, as it is not
/// known yet where the value comes in a second pass.
fn ends_with(writer: &Writer<'_>, ends: &[&str]) -> bool {
    !writer.slots.end_at(writer.out.len()) && ends.iter().any(|end| writer.out.ends_with(end))
}

/// Text after a comment. `Stop <!-- now --> it` has a space on both sides of the comment; one of them shows. `**Stop**<!-- now --> it`
/// has one. Where only comments come before the text, it `is_first`, and its space goes.
fn text_after_comment(writer: &mut Writer<'_>, node: &Words, is_first: bool) {
    let spaced = is_first || ends_with(writer, &[" ", "\n"]);
    writer.push_text(if spaced { node.text.trim_start_matches(' ') } else { &node.text });
}

fn styled(writer: &mut Writer<'_>, node: &Styled) -> Result<(), RenderError> {
    let tag = match node.style {
        Style::Emphasis => "<em>",
        Style::Strong => "<strong>",
        Style::Underline => "<u>",
        Style::Strikethrough => "<del>",
        Style::Superscript => "<sup>",
        Style::Subscript => "<sub>",
        Style::Keyboard => "<kbd>",
    };
    writer.open(tag, node.span);
    inlines(writer, &node.content)?;
    writer.out.push_str("</");
    writer.out.push_str(&tag[1..]);
    Ok(())
}

/// The longest code that no line of a mail ends in, in bytes: in a narrow column `E-1042` would be two lines.
const MOST_KEPT_TOGETHER: usize = 20;

fn code_span(writer: &mut Writer<'_>, node: &CodeSpan) -> Result<(), RenderError> {
    if writer.is_mail() && node.content.as_plain().is_some_and(|code| code.len() <= MOST_KEPT_TOGETHER) {
        writer.out.push_str("<code");
        writer.dress("short code");
        writer.close(node.span);
    } else {
        writer.open("<code>", node.span);
    }
    template(writer, &node.content, "<br>")?;
    writer.out.push_str("</code>");
    Ok(())
}

/// Writes code; `line_end` is what the line ends of values become.
pub(super) fn template(writer: &mut Writer<'_>, template: &Template, line_end: &str) -> Result<(), RenderError> {
    template.pieces().iter().try_for_each(|piece| match piece {
        Piece::Text(text) => {
            writer.push_text(text);
            writer.check()
        }
        Piece::Placeholder(placeholder) => placeholder_in_code(writer, placeholder, line_end),
    })
}

/// A link; one without text shows its address.
pub(super) fn link(writer: &mut Writer<'_>, node: &Link) -> Result<(), RenderError> {
    if writer.scope.in_link {
        return inlines(writer, &node.content);
    }
    let filled = Filled::new(&node.target, writer.supply())?;
    let target = filled.target();
    let element = match in_page(writer, node) {
        Some(address) => LinkElement::Anchor(address.into()),
        None => match Destination::of(&target, &writer.scope)? {
            Destination::Address(address) => LinkElement::Anchor(address),
            Destination::Portal { address: Some(address), .. } => LinkElement::Anchor(address.into()),
            Destination::Portal { address: None, blade } if !writer.is_mail() => LinkElement::Span(blade.data()),
            Destination::Portal { address: None, .. } | Destination::Nowhere => return inlines(writer, &node.content),
        },
    };
    let tag = writer.out.len();
    let is_shown = writer.profile.buttons == Buttons::All || writer.lone_buttons;
    let class = link_class(writer, &element, is_shown && is_button(&target), node);
    let end = open_link(writer, &element, class, node)?;
    let start = writer.out.len();
    writer.scope.in_link = true;
    let written = inlines(writer, &node.content);
    writer.scope.in_link = false;
    match element {
        LinkElement::Anchor(_) if writer.out.len() > start => {}
        LinkElement::Anchor(_) if holds_placeholder(&node.content) => show_address(writer, tag),
        LinkElement::Anchor(address) => escape::push_value(&mut writer.out, &address),
        LinkElement::Span(_) => {}
    }
    writer.out.push_str(end);
    written?;
    writer.check()
}

/// The address of the heading that `node` leads to, where such links were asked for.
fn in_page(writer: &Writer<'_>, node: &Link) -> Option<String> {
    if !writer.profile.in_page_links || writer.scope.in_value {
        return None;
    }
    let prefix = writer.profile.heading_ids.as_deref()?;
    let [Piece::Text(target)] = node.target.pieces() else { return None };
    let id = writer.ids.of(target.trim().strip_prefix('#')?)?;
    Some(["#", prefix, "-", &id].concat())
}

/// Whether `content` is buttons and nothing else, that lead somewhere.
pub(super) fn only_buttons(writer: &Writer<'_>, content: &Inlines) -> Result<bool, RenderError> {
    let mut found = false;
    for inline in content {
        match inline {
            Inline::Comment(_) | Inline::SoftBreak(_) | Inline::HardBreak(_) => {}
            Inline::Text(node) if is_blank(&node.text) => {}
            Inline::Link(node) if is_button_link(writer, node)? => found = true,
            _ => return Ok(false),
        }
    }
    Ok(found)
}

fn is_button_link(writer: &Writer<'_>, node: &Link) -> Result<bool, RenderError> {
    let filled = Filled::new(&node.target, writer.supply())?;
    let target = filled.target();
    Ok(is_button(&target)
        && match Destination::of(&target, &writer.scope)? {
            Destination::Address(_) | Destination::Portal { address: Some(_), .. } => true,
            // In a mail it shows as its text.
            Destination::Portal { address: None, .. } => !writer.is_mail(),
            Destination::Nowhere => false,
        })
}

/// The class of a link.
fn link_class(writer: &Writer<'_>, element: &LinkElement<'_>, button: bool, node: &Link) -> Option<&'static str> {
    let shows_address = || match element {
        LinkElement::Anchor(address) => {
            let bare = ["mailto:", "https://", "http://"].into_iter().find_map(|scheme| address.strip_prefix(scheme));
            [&**address, bare.unwrap_or_default(), ""].contains(&node.content.to_plain().trim())
        }
        LinkElement::Span(_) => false,
    };
    if button {
        Some("button")
    } else if writer.profile.marks_addresses && shows_address() {
        Some("address")
    } else {
        None
    }
}

/// The element for a link.
enum LinkElement<'t> {
    /// `<a>` to this address.
    Anchor(Cow<'t, str>),
    /// `<span>` for a page of the portal that has no address here: as the author wrote it, but for a doubtful fallback.
    Span(&'t str),
}

/// Shows the address of the link whose start tag is at `tag`, as it is escaped there: a second pass knows no other.
pub(super) fn show_address(writer: &mut Writer<'_>, tag: usize) {
    let address = writer.out[tag..].split('"').nth(1).unwrap_or_default().to_owned();
    writer.out.push_str(&address);
}

/// Opens the element for a link; returns the tag that closes it.
fn open_link(
    writer: &mut Writer<'_>,
    element: &LinkElement<'_>,
    class: Option<&'static str>,
    node: &Link,
) -> Result<&'static str, RenderError> {
    let end = match element {
        LinkElement::Anchor(address) => {
            writer.out.push_str("<a href=\"");
            escape::push_address(&mut writer.out, address);
            "</a>"
        }
        LinkElement::Span(written) => {
            writer.out.push_str("<span data-blade=\"");
            escape::push_value(&mut writer.out, written);
            "</span>"
        }
    };
    writer.out.push('"');
    title(writer, node.title.as_ref())?;
    if let Some(class) = class {
        writer.class(class);
    }
    writer.dress(if writer.lone_buttons { "button" } else { "a" });
    if let LinkElement::Anchor(address) = element {
        outside(writer, address);
    }
    writer.close(node.span);
    Ok(end)
}

/// Adds the attributes that the host asked for on links that lead outside.
fn outside(writer: &mut Writer<'_>, address: &str) {
    let profile = writer.profile;
    let (rel, target) = (profile.outside_rel.as_deref(), profile.outside_target.as_deref());
    if (rel.is_none() && target.is_none()) || !is_outside(address, &writer.scope.settings.cloud) {
        return;
    }
    writer.attribute("rel", rel.unwrap_or("noopener"));
    if let Some(target) = target {
        writer.attribute("target", target);
    }
}

fn title(writer: &mut Writer<'_>, title: Option<&Template>) -> Result<(), RenderError> {
    let Some(title) = title else { return Ok(()) };
    writer.out.push_str(" title=\"");
    template_in_attribute(writer, title)?;
    writer.out.push('"');
    Ok(())
}

fn template_in_attribute(writer: &mut Writer<'_>, template: &Template) -> Result<(), RenderError> {
    template.pieces().iter().try_for_each(|piece| match piece {
        Piece::Text(text) => {
            writer.push_text(text);
            writer.check()
        }
        Piece::Placeholder(placeholder) => placeholder_in_attribute(writer, placeholder),
    })
}

/// A picture, or the alternative text of one that is not to be loaded.
fn image(writer: &mut Writer<'_>, node: &Image) -> Result<(), RenderError> {
    if !writer.profile.shows_pictures() {
        return inlines(writer, &node.alt);
    }
    let Some(address) = picture_address(&node.target, &writer.scope)? else { return inlines(writer, &node.alt) };
    writer.out.push_str("<img src=\"");
    escape::push_address(&mut writer.out, &address);
    writer.out.push_str("\" alt=\"");
    text_in_attribute(writer, &node.alt)?;
    writer.out.push('"');
    title(writer, node.title.as_ref())?;
    writer.dress("img");
    writer.close(node.span);
    Ok(())
}

/// Writes the text of inlines into an attribute, which holds no elements.
fn text_in_attribute(writer: &mut Writer<'_>, nodes: &Inlines) -> Result<(), RenderError> {
    nodes.iter().try_for_each(|inline| {
        match inline {
            Inline::Text(node) => writer.push_text(&node.text),
            Inline::Styled(node) => text_in_attribute(writer, &node.content)?,
            Inline::Link(node) => text_in_attribute(writer, &node.content)?,
            Inline::Image(node) => text_in_attribute(writer, &node.alt)?,
            Inline::Placeholder(node) => placeholder_in_attribute(writer, node)?,
            Inline::SoftBreak(_) | Inline::HardBreak(_) => writer.out.push(' '),
            Inline::Code(node) => template_in_attribute(writer, &node.content)?,
            Inline::Comment(_) => {}
        }
        writer.check()
    })
}

/// Whether `address` is a web address outside the portal of `cloud`: `https://portal.azure.com.example.com` is, although it
/// begins with the portal's.
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
