//! Tables that are text (format §5).

use crate::diagnostic::{Code, Diagnostic};
use crate::source::first_line;
use crate::span::Span;
use crate::tree::{Inline, Inlines};

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
    if !line.contains('|') {
        return None;
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

/// `| 3 | 4 |` in a paragraph below a `table`: the blank line between them keeps the row out of it.
pub(super) fn row_after(source: &str, table: Option<Span>, paragraph: Span) -> Option<Diagnostic> {
    let between = source.get(table?.end as usize..paragraph.start as usize)?;
    let written = source.get(paragraph.range())?.trim_end();
    let row = without_breaks(first_line(written));
    let is_row = row.len() > 1 && row.starts_with('|') && row.ends_with('|') && !is_delimiters(row);
    let below = &written[first_line(written).len()..];
    let is_table = below.lines().any(|line| is_delimiters(without_breaks(line)));
    let message = "expected this row directly below those of the table, found a blank line before it; it is text";
    (is_row && between.trim_matches(['>', ' ', '\t', '\r', '\n']).is_empty() && !is_table).then(|| {
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
        return found(message.to_owned()).with_fix(span.clone(), [indentation, bare_head, between, bare].concat());
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
