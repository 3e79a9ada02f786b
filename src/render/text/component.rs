//! Components.

use super::block::line_of_inlines;
use super::layout::Layout;
use crate::component::Component;
use crate::error::RenderError;
use crate::render::core::escape::push_without_controls;
use crate::render::core::{Fallback, ShownComponent, shown_component};
use crate::values;

/// What a host writes for a component, and what shows without one.
pub(super) fn component(layout: &mut Layout<'_>, node: &Component) -> Result<(), RenderError> {
    let lines = layout.page.lines();
    for part in shown_component(node, &layout.scope, layout.page.len(), push_without_controls)? {
        if layout.page.lines() > lines {
            layout.page.gap();
        }
        match part {
            ShownComponent::Host(text) => {
                values::lines(text.trim_matches(['\n', '\r'])).for_each(|line| layout.page.line(line));
                layout.check()?;
            }
            ShownComponent::Fallback(Fallback::Nothing) => {}
            ShownComponent::Fallback(Fallback::Line(_, line) | Fallback::Video(line)) => {
                line_of_inlines(layout, &line)?
            }
            ShownComponent::Fallback(Fallback::Article(line)) => {
                layout.scope.resolved = true;
                let written = line_of_inlines(layout, &line);
                layout.scope.resolved = false;
                written?;
            }
            ShownComponent::Fallback(Fallback::Videos(videos)) => {
                for (_, line) in &videos {
                    let entered = layout.page.enter_item("* ");
                    line_of_inlines(layout, line)?;
                    layout.page.leave(entered);
                }
            }
        }
    }
    Ok(())
}
