//! Markdown among words in HTML, where nothing reads it.

use std::ops::Range;

use crate::source::{before, first_line};

use super::source_cursor::is_escaped;
use super::{html_block, literal, stars};

/// Where Markdown is that would be read as such anywhere but in HTML.
pub(super) fn markdown(source: &str, start: usize, written: &str, is_first: bool) -> Option<Range<usize>> {
    let rest = source.get(start..)?;
    let line = || {
        let mark = literal::line_mark(written).filter(|_| !is_prose(source, start, written));
        let mark = mark.or_else(|| is_first.then(|| literal::lines_mark(rest)).flatten());
        // Below words another number than 1 begins no list in Markdown, either, which another rule tells.
        let is_html = || !rest.starts_with(|c: char| matches!(c, '2'..='9')) || html_block::is_in_block(source, start);
        Some(0..mark.filter(|_| begins_in_html(source, start) && is_html())?)
    };
    let emphasis = || {
        let found = stars::tight(source, start, written, stars::Words::All)?;
        Some(found.start - start..found.end - start)
    };
    let found = literal::markdown(rest, written.len(), |at| is_escaped(source, start + at));
    let found = found.or_else(line).or_else(emphasis)?;
    Some(start + found.start..start + found.end)
}

/// Whether what begins with one `*` or `#` at `start` is no list or heading but words: `<p>* Required field</p>`, `# of lamps`,
/// `<th># Lamps</th>` and `# Lamps: 5`.
fn is_prose(source: &str, start: usize, written: &str) -> bool {
    let line = before(source, start, LINE_LOOK);
    let line = &line[line.rfind(['\n', '\r']).map_or(0, |end| end + 1)..];
    let words = first_line(written);
    match words.strip_prefix('#').filter(|words| !words.starts_with('#')) {
        Some(words) => {
            let words = words.trim();
            let tag = line.rsplit('<').next().unwrap_or_default();
            let is_counted = words.split_once(':').is_some_and(|(_, after)| !after.trim().is_empty());
            let in_cell = tag.ends_with('>') && tag.get(..2).is_some_and(|name| matches!(name, "td" | "th"));
            is_counted || in_cell || words.starts_with(|c: char| c.is_lowercase())
        }
        // Of a list are several lines; where one begins after a tag, the others are looked for.
        None => words.starts_with('*') && line.ends_with('>'),
    }
}

/// How far back a line is looked at: `* ` between a hundred thousand addresses may be anywhere in one.
const LINE_LOOK: usize = 1024;

/// Whether what is at `start` begins a line in HTML: nothing but a tag, or too few blanks for code, is before it. Below a blank line
/// Markdown is read, in a cell of HTML, too: of `<td>⏎⏎- Stop it` the mark makes an item. A tab indents it too far for that.
fn begins_in_html(source: &str, start: usize) -> bool {
    let before = &source.as_bytes()[start.saturating_sub(LINE_LOOK)..start];
    let line = memchr::memrchr2(b'\n', b'\r', before).map_or(before, |end| &before[end + 1..]);
    let is_blank = || line.iter().all(|byte| matches!(byte, b' ' | b'\t'));
    let is_read = || !line.contains(&b'\t') && !html_block::is_below_tag(source, start);
    line.ends_with(b">") && line.contains(&b'<') || line.len() < 4 && is_blank() && !is_read()
}
