//! Pictures: what they show in words, and where they are.

use super::LinkStyle;
use super::inline::inlines;
use super::layout::Layout;
use super::link::{Reference, picture_reference};
use super::paint::link_address;
use crate::error::RenderError;
use crate::tree::Image;

/// The address by which a terminal can follow a picture.
fn picture_link(layout: &mut Layout<'_>, node: &Image) -> Result<Option<String>, RenderError> {
    Ok(match picture_reference(layout, node)? {
        Reference::Address(address) => link_address(&address),
        _ => None,
    })
}

/// `[Picture: The lamp is red] [1]`; one in a link has the link's number.
pub(super) fn picture(layout: &mut Layout<'_>, node: &Image) -> Result<(), RenderError> {
    layout.links_met += 1;
    let outermost = !std::mem::replace(&mut layout.scope.in_link, true);
    let outer = std::mem::take(&mut layout.run);
    let written = inlines(layout, &node.alt);
    let words = std::mem::replace(&mut layout.run, outer);
    layout.scope.in_link = !outermost;
    written?;
    let address = if outermost && layout.links == LinkStyle::Hyperlinks { picture_link(layout, node)? } else { None };
    let outer = address.map(|address| layout.begin_link(address));
    layout.run.push("[");
    layout.run.push(&layout.scope.settings.labels.picture);
    if !words.is_blank() {
        layout.run.push(": ");
        // On one line: the words may have breaks, of a value for instance.
        layout.run.push(words.text().trim());
    }
    layout.run.push("]");
    layout.check()?;
    if let Some(outer) = outer {
        layout.run.end_look(outer);
        return Ok(());
    }
    if !outermost || layout.links == LinkStyle::TextOnly {
        return Ok(());
    }
    match picture_reference(layout, node)? {
        Reference::Nothing | Reference::Shown => {}
        Reference::Number(index) => layout.run.push_mark(&[layout.references.mark(index)]),
        Reference::Address(address) => layout.run.push_mark(&["<", &address, ">"]),
    }
    layout.check()
}
