//! Tables.

use super::block::inlines_or_buttons;
use super::writer::Writer;
use crate::error::RenderError;
use crate::tree::{Alignment, Table, TableRow};

/// The heads that a table begins with are its `<thead>`; cells an author left out are not made up.
pub(super) fn table(writer: &mut Writer<'_>, node: &Table) -> Result<(), RenderError> {
    if node.rows.is_empty() {
        return Ok(());
    }
    let heads = node.rows.iter().take_while(|row| row.head).count();
    let (heads, rows) = node.rows.split_at(heads);
    writer.line();
    writer.out.push_str("<table");
    writer.dress("table");
    writer.close_scroller(node.span);
    writer.out.push('\n');
    for (name, rows) in [("thead>\n", heads), ("tbody>\n", rows)] {
        if !rows.is_empty() {
            writer.out.push('<');
            writer.out.push_str(name);
            rows.iter().try_for_each(|cells| row(writer, cells, &node.alignments))?;
            writer.out.push_str("</");
            writer.out.push_str(name);
        }
    }
    writer.out.push_str("</table>\n");
    Ok(())
}

fn row(writer: &mut Writer<'_>, node: &TableRow, alignments: &[Alignment]) -> Result<(), RenderError> {
    writer.check()?;
    writer.open("<tr>", node.span);
    writer.out.push('\n');
    for (column, cell) in node.cells.iter().enumerate() {
        let is_head = (node.head || cell.head) && !cell.content.is_empty();
        writer.out.push_str(match (is_head, node.head || column > 0) {
            (false, _) => "<td",
            (true, true) => "<th scope=\"col\"",
            (true, false) => "<th scope=\"row\"",
        });
        let alignment = alignments.get(column).copied().unwrap_or(Alignment::None);
        match alignment {
            Alignment::None => {}
            Alignment::Left => writer.class("align-left"),
            Alignment::Center => writer.class("align-center"),
            Alignment::Right => writer.class("align-right"),
        }
        if writer.is_mail() {
            dress(writer, is_head, alignment);
        }
        for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
            if let Some(span) = span {
                writer.attribute(name, &span.to_string());
            }
        }
        writer.close(cell.span);
        inlines_or_buttons(writer, &cell.content)?;
        writer.check()?;
        writer.out.push_str(if is_head { "</th>\n" } else { "</td>\n" });
    }
    writer.out.push_str("</tr>\n");
    Ok(())
}

/// In a mail, adds the style of a cell. The attribute aligns it where styles are dropped; a style would count before it.
fn dress(writer: &mut Writer<'_>, is_head: bool, alignment: Alignment) {
    match alignment {
        Alignment::None => writer.dress(if is_head { "th" } else { "td" }),
        Alignment::Left | Alignment::Center | Alignment::Right => {
            writer.attribute("align", alignment.as_str());
            writer.dress(if is_head { "th aligned" } else { "td" });
        }
    }
}
