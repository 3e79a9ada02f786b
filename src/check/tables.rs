//! Tables that are text (format §5).

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Lines, first_line, without_comments};
use crate::span::Span;
use crate::tree::{Inline, Inlines, Table};

use super::quoted::quoted;
use super::wide;

/// What is wrong with the `line` at `start` of a paragraph, if it was meant for a row of a table. `has_rows` says whether a
/// line before it was found to be one.
pub(super) fn as_text(
    source: &str,
    (line, start): (&str, usize),
    in_container: bool,
    has_rows: &mut bool,
) -> Option<Diagnostic> {
    if !*has_rows && is_grid(without_breaks(line)) && begins_with_bar(source, start + line.len()) {
        *has_rows = true;
        let message = "expected a table such as `| a | b |` above `|---|---|`, found one drawn with `+`; it is text";
        return Some(Diagnostic::warning(Code::TABLE_AS_TEXT, start..start + line.trim_end().len(), message));
    }
    if !line.contains(['|', '｜']) {
        return None;
    }
    if !*has_rows && let Some(found) = full_width(source, line, start) {
        *has_rows = true;
        return Some(found);
    }
    let above = line_above(source, start).filter(|&head_start| source[head_start..start].contains('|'));
    if let (Some(head), Some(found)) = (above, with_wide_blanks(line, start)) {
        *has_rows = true;
        let span = head..found.span.end as usize;
        return Some(Diagnostic { span: span.into(), ..found });
    }
    let row = without_breaks(line);
    if is_delimiters(row) {
        *has_rows = true;
        return Some(match above {
            Some(head_start) => delimiters(source, head_start, start..start + line.trim_end().len(), in_container),
            None => {
                let message = "expected the head of a table directly above this row, found none; it is text";
                Diagnostic::warning(Code::TABLE_AS_TEXT, start..start + row.len(), message)
            }
        });
    }
    let is_row = |line: &str| line.starts_with('|') && line.len() > 1 && line.ends_with('|');
    let head = above.map(|head_start| (head_start, marks_off(first_line(&source[head_start..start]))));
    let (head_start, head) = head.filter(|(_, head)| is_row(head) && is_row(row) && !*has_rows)?;
    *has_rows = true;
    let place = head_start + source[head_start..start].find(head)?;
    let message = "expected a row such as `|---|---|` below the head of a table, found none; the rows are text";
    Some(Diagnostic::warning(Code::TABLE_AS_TEXT, place..start + row.len(), message))
}

/// Whether `row` is the line of a table that is drawn: `+---+---+`.
fn is_grid(row: &str) -> bool {
    ["+-", "+:", "+="].iter().any(|start| row.starts_with(start))
        && row.ends_with('+')
        && row.contains("--")
        && row.len() > "+-+".len()
        && row.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
}

/// Whether the line after the one that ends at `end` begins with a bar.
fn begins_with_bar(source: &str, end: usize) -> bool {
    let next = source.get(end..).unwrap_or_default();
    next.starts_with(['\n', '\r']) && next.trim_start_matches(['\n', '\r', ' ', '\t', '>']).starts_with('|')
}

/// `｜---｜---｜` at `start` below `｜ a ｜ b ｜`, with bars as wide as a CJK character, as far as rows go on below.
fn full_width(source: &str, line: &str, start: usize) -> Option<Diagnostic> {
    /// Most rows that a fix writes anew.
    const MOST: usize = 100;
    let narrow = |row: &str| row.replace('｜', "|");
    let head = line_above(source, start).filter(|&head| source[head..start].contains(['|', '｜']))?;
    let written = source.get(head..start)?;
    let row = line.trim_end();
    let is_table = (row.contains('｜') || written.contains('｜')) && is_delimiters(&narrow(row));
    let place = head + (written.len() - written.trim_start_matches([' ', '\t', '>']).len());
    let message = "expected `|` between the cells of a table, found `｜`; the table is text";
    let found = Diagnostic::warning(Code::TABLE_AS_TEXT, place..start + row.len(), message);
    let are_columns = || columns(marks_off(&narrow(written))) == columns(&narrow(row));
    // Rows go on up to a line without a bar; before one that may be no row nothing is sure.
    let is_row = |row: &str| row.trim_start_matches([' ', '\t', '>']).starts_with(['|', '｜']);
    let rows = || {
        let rows = Lines::new(&source[start..]).take(MOST).map(|row| &source[start + row.start..start + row.end]);
        rows.take_while(|row| is_row(row)).map(str::len).sum::<usize>()
    };
    is_table.then(|| {
        if !are_columns() || !is_row(row) {
            return found;
        }
        let end = start + source[start..start + rows()].trim_end().len();
        found.with_fix(place..end, narrow(&source[place..end]))
    })
}

/// The line directly below a table, without a bar though all rows have bars around them, or one in them: it is one of them.
pub(super) fn text_below(source: &str, table: &Table, in_container: bool) -> Option<Diagnostic> {
    let is_row = |row: &str| row.len() > 1 && row.starts_with('|') && row.ends_with('|');
    let head = source.get(table.rows.first()?.span.range())?;
    // In `a | b` no row has bars at its ends.
    let has_ends = is_row(head.trim()) || !head.contains('|');
    let (index, written, span) = table.rows.iter().enumerate().find_map(|(index, row)| {
        let written = source.get(row.span.range()).filter(|_| !row.span.is_none())?;
        let is_other = if has_ends { !is_row(written.trim()) } else { !written.contains('|') };
        is_other.then_some((index, written, row.span))
    })?;
    let text = written.trim();
    let start = span.start as usize + (written.len() - written.trim_start().len());
    // A placeholder or a comment may be filled with rows.
    let is_words = !text.contains('|') && text.contains(char::is_alphabetic) && !text.starts_with(['<', '&', ':']);
    let message =
        "expected a blank line between a table and the text below it, found none; the text is a row of the table";
    let found = Diagnostic::warning(Code::TABLE_CELLS, start..start + text.len(), message);
    let above = &source[..start];
    let line_end = ["\r\n", "\r"].into_iter().find(|end| above.ends_with(end)).unwrap_or("\n");
    let is_sure = !in_container && above.ends_with(['\n', '\r']);
    (index > 0 && is_words).then(|| if is_sure { found.with_fix(start..start, line_end) } else { found })
}

/// `and that |` below `| 1 | Do this`: a cell over two lines, of which each is a row.
pub(super) fn broken_row(source: &str, table: &Table) -> Option<Diagnostic> {
    let written = |span: Span| source.get(span.range()).filter(|_| !span.is_none()).map(str::trim);
    let head = written(table.rows.first()?.span).filter(|head| head.starts_with('|') && head.ends_with('|'))?;
    let expected = columns(head);
    table.rows.windows(2).skip(1).find_map(|rows| {
        let (first, rest) = (written(rows[0].span)?, written(rows[1].span)?);
        let is_cut = first.starts_with('|') && !first.ends_with('|') && rest.ends_with('|') && !rest.starts_with('|');
        let is_row = is_cut && rest.len() > 1 && columns(&[first, " ", rest].concat()) == expected;
        let message = "expected a row of a table on one line, found a line end in a cell; the rest is a row of its own";
        let start = rows[1].span.range().start;
        let start = start + source[start..].find(rest)?;
        let end = rows[0].span.range().start + source[rows[0].span.range()].trim_end().len();
        let found = Diagnostic::warning(Code::TABLE_CELLS, start..start + rest.len(), message);
        let is_plain = source[end..start].trim().is_empty();
        is_row.then(|| if is_plain { found.with_fix(end..start, " ") } else { found })
    })
}

/// `|---|---|` with a blank that is none for Markdown in it or after it, at `start`.
fn with_wide_blanks(line: &str, start: usize) -> Option<Diagnostic> {
    let blank = line.chars().find(|c| wide::is_wide(*c))?;
    let plain: String = line.chars().map(|c| if wide::is_wide(c) { ' ' } else { c }).collect();
    let plain = plain.trim_end();
    let message = format!(
        "expected spaces alone beside the dashes of a table, found U+{:04X}; the table is text",
        u32::from(blank)
    );
    let row = start..start + line.trim_end_matches(['\r', '\n']).len();
    is_delimiters(plain).then(|| Diagnostic::warning(Code::TABLE_AS_TEXT, row.clone(), message).with_fix(row, plain))
}

/// `| 3 | 4 |` in a paragraph below a `table`: the blank line or the comment between them keeps the row out of it.
pub(super) fn row_after(source: &str, table: Option<Span>, paragraph: Span) -> Option<Diagnostic> {
    let between = source.get(table?.end as usize..paragraph.start as usize)?;
    let written = source.get(paragraph.range())?.trim_end();
    let row = without_breaks(first_line(written));
    let is_row = row.len() > 1 && row.starts_with('|') && row.ends_with('|') && !is_delimiters(row);
    let below = &written[first_line(written).len()..];
    let is_table = below.lines().any(|line| is_delimiters(without_breaks(line)));
    let blanks = ['>', ' ', '\t', '\r', '\n'];
    let rest = without_comments(between);
    let is_comment = rest.len() < between.len();
    let what = if is_comment { "a comment" } else { "a blank line" };
    let message = format!("expected this row directly below those of the table, found {what} before it; it is text");
    // Of one cell it may be something else after a comment.
    let is_row = is_row && (!is_comment || columns(row) > 1);
    (is_row && rest.trim_matches(blanks).is_empty() && !is_table).then(|| {
        let start = paragraph.start as usize;
        Diagnostic::warning(Code::TABLE_AS_TEXT, start..start + row.len(), message)
    })
}

/// Whether a `paragraph` is directly below a `table`, with no blank line between.
pub(super) fn is_below(source: &str, table: Span, paragraph: Span) -> bool {
    let between = source.get(table.end as usize..paragraph.start as usize);
    between.is_some_and(|between| {
        let ends = between.matches('\n').count().max(between.matches('\r').count());
        ends < 2 && between.trim_matches(['>', ' ', '\t', '\r', '\n']).is_empty()
    })
}

/// `| a | b |` above `|---|---|` among the lines of a paragraph in HTML, where nothing makes a table of them.
pub(super) fn in_html(source: &str, content: &Inlines) -> Option<Diagnostic> {
    content.windows(3).find_map(|lines| {
        let [head, Inline::SoftBreak(_), Inline::Text(row)] = lines else { return None };
        let written = source.get(row.span.range())?.trim();
        let is_head = source.get(head.span().range()).is_some_and(|head| head.contains('|'));
        let message = format!("expected HTML in HTML, found the Markdown {}, which shows as it is", quoted(written));
        (is_head && written.contains('|') && is_delimiters(written))
            .then(|| Diagnostic::warning(Code::MARKDOWN_IN_HTML, row.span, message))
    })
}

/// Whether a row is that which is below the head of a table, but for what may be after it.
pub(super) fn is_delimiters(row: &str) -> bool {
    row.contains("--") && row.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// What keeps the delimiter row at `row` from making a table of the line at `head_start`.
fn delimiters(source: &str, head_start: usize, row: std::ops::Range<usize>, in_container: bool) -> Diagnostic {
    let head = first_line(&source[head_start..row.start]).trim_end();
    let delimiters = &source[row.clone()];
    let (bare_head, bare) = (without_breaks(head), without_breaks(delimiters));
    let span = head_start..row.end;
    let found = |message: String| Diagnostic::warning(Code::TABLE_AS_TEXT, span.clone(), message);
    let written = first_line(&source[head_start..row.start]).trim_end_matches([' ', '\t', '\r', '\n']);
    if let Some(blank) = written.chars().next_back().filter(|c| wide::is_wide(*c)) {
        let head = written.trim_end_matches(|c| wide::is_wide(c) || c == ' ');
        let message =
            format!("expected nothing after the head of a table, found U+{:04X}; the table is text", u32::from(blank));
        return found(message).with_fix(head_start + head.len()..head_start + written.len(), "");
    }
    let (expected, actual) = (columns(bare_head), columns(bare));
    if expected != actual {
        return found(format!("expected as many columns in both rows to make a table, found {expected} and {actual}"));
    }
    if bare_head.len() < head.trim().len() || bare.len() < delimiters.len() {
        let message = "expected nothing after the first two rows of a table, found a line break; the table is text";
        let between = &source[head_start + head.len()..row.start];
        let indentation = &head[..head.len() - head.trim_start().len()];
        let rows = rows_with_breaks(&source[row.end..]);
        let mended = [indentation, bare_head, between, bare, &without_all_breaks(rows)].concat();
        return found(message.to_owned()).with_fix(head_start..row.end + rows.len(), mended);
    }
    if cells(bare).any(|cell| cell.trim().is_empty()) {
        return found("expected dashes for every column of a table, found none for one; the table is text".to_owned());
    }
    let found = found("expected a blank line before a table, found text; the table is text too".to_owned());
    if in_container { found } else { found.with_fix(head_start..head_start, "\n") }
}

/// Where the line before the one at `start` begins.
fn line_above(source: &str, start: usize) -> Option<usize> {
    let before = source.get(..start)?.trim_end_matches([' ', '\t', '>']);
    let before = before.strip_suffix(['\n', '\r'])?;
    let before = before.strip_suffix('\r').unwrap_or(before);
    Some(before.rfind(['\n', '\r']).map_or(0, |end| end + 1))
}

/// `line` without the blanks and marks of quotes and lists around it.
fn marks_off(line: &str) -> &str {
    without_breaks(
        line.trim_start_matches([' ', '\t', '>', '*', '-', '+']).trim_end_matches(['\n', '\r', ' ', '\t', '>']),
    )
}

/// `row` without the `<br>`s at its end.
fn without_breaks(row: &str) -> &str {
    let mut row = row.trim();
    while let Some(before) = row.strip_suffix('>') {
        let before = before.trim_end_matches(['/', ' ']);
        let Some((kept, name)) = before.len().checked_sub(3).and_then(|at| before.split_at_checked(at)) else { break };
        if !name.eq_ignore_ascii_case("<br") {
            break;
        }
        row = kept.trim_end();
    }
    row
}

/// What of the `text` below a row is rows with `<br>` after them, where a cell more would be.
fn rows_with_breaks(text: &str) -> &str {
    /// Most rows that a fix writes anew.
    const MOST: usize = 100;
    let is_row =
        |line: &str| line.trim_start_matches(' ').starts_with('|') && without_breaks(line).len() < line.trim().len();
    let mut lines = Lines::new(text).take(MOST + 1).map(|line| &text[line.start..line.end]);
    // The first is what the row ends with.
    let end = lines.next().map_or(0, str::len);
    let rows: usize = lines.take_while(|line| is_row(line)).map(str::len).sum();
    if rows == 0 { "" } else { &text[..end + rows] }
}

/// `rows`, each without the `<br>`s at its end.
fn without_all_breaks(rows: &str) -> String {
    let bare = |line: &str| {
        let row = line.trim_end();
        let kept = row.len() - (row.trim_start().len() - without_breaks(row).len());
        [&line[..kept], &line[row.len()..]].concat()
    };
    rows.split_inclusive('\n').map(bare).collect()
}

/// How many columns a row of a table has.
fn columns(row: &str) -> usize {
    let inside = inside(row);
    inside.matches('|').count() - inside.matches("\\|").count() + 1
}

fn cells(row: &str) -> impl Iterator<Item = &str> {
    inside(row).split('|')
}

/// `row` without the bars around it.
fn inside(row: &str) -> &str {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    row.strip_suffix('|').filter(|row| !row.ends_with('\\')).unwrap_or(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows() {
        assert_eq!(without_breaks(" | a |<br><BR /> "), "| a |");
        assert_eq!(without_breaks("| <b>a</b>"), "| <b>a</b>");
        assert_eq!((columns("| a | b |"), columns("a \\| b"), columns("a | b\\|")), (2, 1, 2));
        assert!(is_delimiters("|:--|--:|") && !is_delimiters("|---|<br>") && !is_delimiters("|-|"));
    }
}
