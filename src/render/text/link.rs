//! How a link shows where it leads, and the number it gets in the list of references.
//!
//! No value can move the numbers of the author's links: what a value may decide of a link, its address or whether there is
//! one, decides no number. Links that only a value makes come after all of the author's.

use std::borrow::Cow;

use super::LinkStyle;
use super::inline::inlines;
use super::layout::Layout;
use super::paint::link_address;
use super::payload::payload;
use super::taken;
use crate::bytes;
use crate::component::{Component, Video};
use crate::error::RenderError;
use crate::link::Target;
use crate::render::Labels;
use crate::render::core::escape::{is_bidi_control, is_hidden_control};
use crate::render::core::{Destination, Filled, article_link, picture_address};
use crate::tree::{Image, Inline, Link, Piece, Template};
use crate::visit::Node;

/// How a link shows where it leads.
pub(super) enum Reference {
    Nothing,
    /// Its text is the address.
    Shown,
    /// The index of a line of the list.
    Number(usize),
    /// The address, or the page of the portal.
    Address(String),
}

/// Who decides on the number of a link.
enum Claim<'l> {
    /// The author, and links to one address share it.
    Address,
    /// The author, and links with one target share it, wherever values lead them.
    Target(Cow<'l, str>),
    /// The author, who shows the address and needs none.
    Shown,
    /// A value, as it decides on the link.
    Value,
}

/// How far the author's links are numbered.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Numbering {
    /// Up to the node that is laid out.
    OnTheWay,
    /// Further ones are being numbered, as a value is about to bring one that comes after all of them.
    Ahead,
    /// All of them.
    Complete,
}

/// How `link` shows where it leads; its text is the run from `start` on.
pub(super) fn reference(layout: &mut Layout<'_>, link: &Link, start: usize) -> Result<Reference, RenderError> {
    let filled = Filled::new(&link.target, layout.supply())?;
    let target = filled.target();
    let destination = Destination::of(&target, &layout.scope)?;
    let shows = is_shown_by(&destination, layout.run.text().get(start..).unwrap_or_default());
    let listed = listed(&destination, &layout.scope.settings.labels);
    if layout.links != LinkStyle::References {
        return Ok(match listed {
            None => Reference::Nothing,
            Some(_) if shows => Reference::Shown,
            Some(listed) => Reference::Address(listed.into_owned()),
        });
    }
    let root = layout.root;
    layout.references.leave_out(|| taken::numbers(root));
    Ok(match (claim(layout, link, &destination, shows)?, listed) {
        (Claim::Target(target), None) => {
            layout.references.keep(&target);
            Reference::Nothing
        }
        (_, None) => Reference::Nothing,
        (Claim::Shown | Claim::Value, Some(_)) if shows => Reference::Shown,
        (Claim::Shown, Some(listed)) => Reference::Address(listed.into_owned()),
        (Claim::Address, Some(listed)) => Reference::Number(layout.references.number(&listed, &listed)),
        (Claim::Target(target), Some(listed)) => Reference::Number(layout.references.number(&target, &listed)),
        (Claim::Value, Some(_)) if layout.numbering == Numbering::Ahead => Reference::Nothing,
        (Claim::Value, Some(listed)) => {
            number_authors_links(layout)?;
            Reference::Number(layout.references.number(&listed, &listed))
        }
    })
}

/// The address by which a terminal can follow `link`, if it has one: one that leads nowhere without a page around it has
/// none, such as `/help`.
pub(super) fn hyperlink(layout: &Layout<'_>, link: &Link) -> Result<Option<String>, RenderError> {
    if layout.links != LinkStyle::Hyperlinks || layout.scope.in_link {
        return Ok(None);
    }
    let filled = Filled::new(&link.target, layout.supply())?;
    Ok(match Destination::of(&filled.target(), &layout.scope)? {
        Destination::Address(address) => absolute(&address),
        Destination::Portal { address: Some(address), .. } => absolute(&address),
        Destination::Portal { address: None, .. } | Destination::Nowhere => None,
    })
}

fn absolute(address: &str) -> Option<String> {
    let is_absolute = matches!(Target::parse(address), Target::Web(_) | Target::Mail(_));
    is_absolute.then(|| link_address(address)).flatten()
}

/// How a picture shows where it is: no value is a part of its address.
pub(super) fn picture_reference(layout: &mut Layout<'_>, image: &Image) -> Result<Reference, RenderError> {
    let address = picture_address(&image.target, &layout.scope)?;
    let address = address.as_deref().map(shown);
    if layout.links != LinkStyle::References {
        return Ok(address.map_or(Reference::Nothing, |address| Reference::Address(address.into_owned())));
    }
    let root = layout.root;
    layout.references.leave_out(|| taken::numbers(root));
    if layout.scope.in_value || layout.in_default {
        let Some(address) = address.filter(|_| layout.numbering != Numbering::Ahead) else {
            return Ok(Reference::Nothing);
        };
        number_authors_links(layout)?;
        return Ok(Reference::Number(layout.references.number(&address, &address)));
    }
    layout.authors_links += 1;
    let key = image.target.as_plain().is_none().then(|| key(&image.target));
    Ok(match (address, key) {
        (Some(address), None) => Reference::Number(layout.references.number(&address, &address)),
        (Some(address), Some(key)) => Reference::Number(layout.references.number(&key, &address)),
        (None, None) => Reference::Nothing,
        (None, Some(key)) => {
            layout.references.keep(&key);
            Reference::Nothing
        }
    })
}

/// Who decides on the number of `link`, which leads to `destination` with its values; `shows` is whether its text says so.
fn claim<'l>(
    layout: &mut Layout<'_>,
    link: &'l Link,
    destination: &Destination<'_>,
    shows: bool,
) -> Result<Claim<'l>, RenderError> {
    if layout.scope.in_value || layout.in_default {
        return Ok(Claim::Value);
    }
    layout.authors_links += 1;
    let fixed = link.target.as_plain();
    let claim = |destination: &Destination<'_>, shows: bool| match (destination, fixed) {
        (Destination::Portal { .. }, Some(written)) => Claim::Target(Cow::Borrowed(page(written))),
        _ if shows => Claim::Shown,
        (_, Some(_)) => Claim::Address,
        (_, None) => Claim::Target(Cow::Owned(key(&link.target))),
    };
    if fixed.is_some() && !text_holds_placeholder(link) {
        return Ok(claim(destination, shows));
    }
    let by_default = |destination: &Destination<'_>| match destination {
        Destination::Nowhere => Claim::Value,
        _ => claim(destination, is_shown_by(destination, &link.content.to_plain())),
    };
    if layout.supply().shows_defaults() {
        return Ok(by_default(destination));
    }
    let written = link.target.to_plain();
    Ok(by_default(&Destination::of(&Target::parse(&written), &layout.scope)?))
}

/// Numbers all of the author's links, before the first one that a value brings.
fn number_authors_links(layout: &mut Layout<'_>) -> Result<(), RenderError> {
    if layout.numbering != Numbering::OnTheWay {
        return Ok(());
    }
    let (run, scope, in_default) = (std::mem::take(&mut layout.run), layout.scope, layout.in_default);
    layout.scope = scope.outside_values();
    (layout.scope.in_link, layout.in_default) = (true, false);
    layout.numbering = Numbering::Ahead;
    let numbered = number_links(layout);
    layout.numbering = Numbering::Complete;
    (layout.run, layout.scope, layout.in_default) = (run, scope, in_default);
    numbered
}

fn number_links(layout: &mut Layout<'_>) -> Result<(), RenderError> {
    let (mut nodes, mut numbered) = (layout.root.nodes(), layout.authors_links);
    while let Some(node) = nodes.next() {
        match node {
            Node::Heading(heading) if layout.scope.leaves_out(heading) => nodes.skip_children(),
            Node::Payload(node) => {
                // Its links are no nodes: they get their numbers where nobody sees it laid out.
                let page = layout.page.aside();
                let page = std::mem::replace(&mut layout.page, page);
                let laid_out = payload(layout, node);
                layout.page = page;
                laid_out?;
            }
            // A value may replace what is in it.
            Node::Placeholder(_) => nodes.skip_children(),
            Node::Link(_) | Node::Image(_) if numbered > 0 => {
                nodes.skip_children();
                numbered -= 1;
            }
            Node::Image(image) => {
                nodes.skip_children();
                picture_reference(layout, image)?;
            }
            Node::Link(link) => {
                nodes.skip_children();
                number_link(layout, link)?;
            }
            Node::Component(component) => number_component(layout, component)?,
            _ => {}
        }
    }
    Ok(())
}

fn number_link(layout: &mut Layout<'_>, link: &Link) -> Result<(), RenderError> {
    layout.run.clear();
    inlines(layout, &link.content)?;
    reference(layout, link, 0).map(drop)
}

fn number_component(layout: &mut Layout<'_>, component: &Component) -> Result<(), RenderError> {
    component.videos().iter().filter_map(Video::link).try_for_each(|link| number_link(layout, &link))?;
    if let Component::CommonSolution(solution) = component
        && let Some(link) = article_link(solution, &layout.scope)
    {
        layout.scope.resolved = true;
        let numbered = number_link(layout, &link);
        layout.scope.resolved = false;
        numbered?;
    }
    Ok(())
}

/// Whether there is a placeholder in the text of `link`, in styles and code too.
fn text_holds_placeholder(link: &Link) -> bool {
    match &link.content[..] {
        [] | [Inline::Text(_)] => false,
        _ => link.content.nodes().any(|node| matches!(node, Node::Placeholder(_))),
    }
}

/// The page of the portal in `written`, whatever form opens it: `data-blade:Fabrikam.Images` and a button with
/// `button-data-blade:Fabrikam.Images` share a number. It begins with `:`, as no address does.
fn page(written: &str) -> &str {
    written.find(':').and_then(|colon| written.get(colon..)).unwrap_or(written).trim_ascii_end()
}

/// What distinguishes a target from others whatever its values are: its text, and the names and defaults of its placeholders
/// between characters that no text holds.
fn key(target: &Template) -> String {
    let mut key = String::new();
    for piece in target.pieces() {
        match piece {
            Piece::Text(text) => key.push_str(text),
            Piece::Placeholder(placeholder) => {
                key.extend(["\0", &placeholder.name, "\0", &placeholder.default.to_plain(), "\0"])
            }
        }
    }
    key
}

/// Whether a reader who sees `text` knows the address.
fn is_shown_by(destination: &Destination<'_>, text: &str) -> bool {
    matches!(destination, Destination::Address(address) if is_address(text, address))
}

/// The destination as the list of references has it; `None` if there is no link.
fn listed<'d>(destination: &'d Destination<'_>, labels: &Labels) -> Option<Cow<'d, str>> {
    match destination {
        Destination::Address(address) => Some(shown(address)),
        Destination::Portal { address: Some(address), .. } => Some(shown(address)),
        Destination::Portal { address: None, blade } => {
            Some(Cow::Owned([&*labels.portal_page, " ", &shown(blade.extension), "/", &shown(blade.blade)].concat()))
        }
        Destination::Nowhere => None,
    }
}

/// Whether `text` is `address`, without its scheme where readers expect that: `www.example.com`, `help@example.com`.
fn is_address(text: &str, address: &str) -> bool {
    if text.len() + "https://".len() < address.len() {
        return false;
    }
    let text = text.trim_matches(['`', ' ', '\n']);
    let after = |scheme: &str| address.strip_prefix(scheme) == Some(text);
    text == address
        || after("mailto:")
        || (text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."))
            && (after("http://") || after("https://")))
}

/// `address` with the characters encoded that would break it in two or hide a part of it.
fn shown(address: &str) -> Cow<'_, str> {
    let hidden = |c: char| c.is_whitespace() || is_hidden_control(c) || is_bidi_control(c);
    if !bytes::any(address.as_bytes(), |byte| !bytes::is_inked(byte)) || !address.contains(hidden) {
        return Cow::Borrowed(address);
    }
    let mut out = String::with_capacity(address.len() + 8);
    for c in address.chars() {
        if hidden(c) {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}
