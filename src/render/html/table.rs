//! Tables.

use super::Writer;
use crate::error::RenderError;
use crate::tree::{Alignment, Table, TableRow};

impl Writer<'_> {
    /// The heads that a table begins with are its `<thead>`; cells an author left out are not made up.
    pub(super) fn table(&mut self, node: &Table) -> Result<(), RenderError> {
        if node.rows.is_empty() {
            return Ok(());
        }
        let heads = node.rows.iter().take_while(|row| row.head).count();
        let (heads, rows) = node.rows.split_at(heads);
        self.line();
        self.out.push_str("<table");
        self.close_scroller(node.span);
        self.out.push('\n');
        for (name, rows) in [("thead>\n", heads), ("tbody>\n", rows)] {
            if !rows.is_empty() {
                self.out.push('<');
                self.out.push_str(name);
                rows.iter().try_for_each(|row| self.row(row, &node.alignments))?;
                self.out.push_str("</");
                self.out.push_str(name);
            }
        }
        self.out.push_str("</table>\n");
        Ok(())
    }

    fn row(&mut self, row: &TableRow, alignments: &[Alignment]) -> Result<(), RenderError> {
        self.check()?;
        self.open("<tr>", row.span);
        self.out.push('\n');
        for (column, cell) in row.cells.iter().enumerate() {
            let is_head = (row.head || cell.head) && !cell.content.is_empty();
            self.out.push_str(match (is_head, row.head || column > 0) {
                (false, _) => "<td",
                (true, true) => "<th scope=\"col\"",
                (true, false) => "<th scope=\"row\"",
            });
            match alignments.get(column) {
                None | Some(Alignment::None) => {}
                Some(Alignment::Left) => self.class("align-left"),
                Some(Alignment::Center) => self.class("align-center"),
                Some(Alignment::Right) => self.class("align-right"),
            }
            self.close(cell.span);
            self.block_inlines(&cell.content)?;
            self.check()?;
            self.out.push_str(if is_head { "</th>\n" } else { "</td>\n" });
        }
        self.out.push_str("</tr>\n");
        Ok(())
    }
}
