//! Components.

use super::block::block_inlines;
use super::writer::Writer;
use crate::component::Component;
use crate::error::RenderError;
use crate::render::core::{Fallback, ShownComponent, escape, shown_component};
use crate::span::Span;
use crate::tree::Inlines;

/// What a host writes for a component, and what shows without one.
pub(super) fn component(writer: &mut Writer<'_>, node: &Component) -> Result<(), RenderError> {
    for part in shown_component(node, &writer.scope, writer.out.len(), escape::push_value)? {
        writer.line();
        match part {
            ShownComponent::Host(html) => {
                writer.out.push_str(&html);
                writer.line();
                writer.check()?;
            }
            ShownComponent::Fallback(shows) => fallback(writer, &shows, node.span())?,
        }
    }
    Ok(())
}

fn fallback(writer: &mut Writer<'_>, shows: &Fallback, span: Span) -> Result<(), RenderError> {
    match shows {
        Fallback::Nothing => Ok(()),
        Fallback::Line(class, line) => {
            open(writer, "<p", class, span);
            close(writer, line, "</p>\n")
        }
        Fallback::Article(line) => {
            open(writer, "<p", "common-solution", span);
            writer.scope.resolved = true;
            let written = close(writer, line, "</p>\n");
            writer.scope.resolved = false;
            written
        }
        Fallback::Video(line) if writer.is_mail() => {
            writer.open("<p>", span);
            close(writer, line, "</p>\n")
        }
        Fallback::Video(line) => {
            open(writer, "<figure", "video", span);
            writer.out.push_str("<figcaption>");
            close(writer, line, "</figcaption></figure>\n")
        }
        Fallback::Videos(videos) => {
            open(writer, "<ul", "videos", span);
            writer.out.push('\n');
            for (span, line) in videos {
                writer.open("<li>", *span);
                close(writer, line, "</li>\n")?;
            }
            writer.out.push_str("</ul>\n");
            Ok(())
        }
    }
}

fn open(writer: &mut Writer<'_>, tag: &str, class: &str, span: Span) {
    writer.out.push_str(tag);
    writer.class(class);
    writer.dress(&tag[1..]);
    writer.close(span);
}

fn close(writer: &mut Writer<'_>, line: &Inlines, tags: &str) -> Result<(), RenderError> {
    block_inlines(writer, line)?;
    writer.out.push_str(tags);
    Ok(())
}
