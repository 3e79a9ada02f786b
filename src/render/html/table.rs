//! Tables.

use super::block::block_inlines;
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
        match alignments.get(column) {
            None | Some(Alignment::None) => {}
            Some(Alignment::Left) => writer.class("align-left"),
            Some(Alignment::Center) => writer.class("align-center"),
            Some(Alignment::Right) => writer.class("align-right"),
        }
        for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
            if let Some(span) = span {
                writer.attribute(name, &span.to_string());
            }
        }
        writer.close(cell.span);
        block_inlines(writer, &cell.content)?;
        writer.check()?;
        writer.out.push_str(if is_head { "</th>\n" } else { "</td>\n" });
    }
    writer.out.push_str("</tr>\n");
    Ok(())
}
