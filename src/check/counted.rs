//! Items of numbered lists that are text, as only an item with 1 may be directly below text: `Stop it⏎2. Start it`.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::before;

use super::around::Around;
use super::blocks::Line;

/// Largest number of an item that is told by the next one alone; larger ones are years.
const MOST: u64 = 99;

/// Lines of a paragraph that begin with numbers.
pub(super) struct Lines {
    /// The number of the last item of the list above the paragraph.
    above: Option<u64>,
    /// The number before, with its mark.
    before: Option<(u64, u8)>,
    /// What is said of that, if the next one comes.
    first: Option<Diagnostic>,
}

impl Lines {
    pub(super) fn below(above: Option<u64>) -> Lines {
        Lines { above, before: None, first: None }
    }

    /// Takes up the next line, which others are above; `in_container` says whether a list or quote is around it.
    pub(super) fn next(
        &mut self,
        source: &str,
        line: Line<'_>,
        around: &Around,
        in_container: bool,
        found: &mut Diagnostics,
    ) {
        // A line that continues an item counts nothing.
        let Some((number, mark, length)) = item(line.text) else { return };
        let is_counted = self.before == Some((number - 1, mark));
        self.before = Some((number, mark)).filter(|_| number <= MOST);
        let marker = line.start..line.start + length;
        let this = if around.expects(number) {
            indented(source, marker, around.outdent(source, line.start, number))
        } else {
            // Below the first the others need no line.
            below_text(source, marker, !in_container && !is_counted)
        };
        if is_counted || around.expects(number) || self.above == Some(number - 1) {
            found.extend(self.first.take());
            found.push(this);
        } else if is_sentence(source, line.start) {
            self.before = None;
        } else {
            self.first = self.before.map(|_| this);
        }
    }
}

/// Whether a sentence goes on at `at`, where a line begins: `We met on⏎3. October and on⏎4. November.`
fn is_sentence(source: &str, at: usize) -> bool {
    /// Most bytes that are looked at, and fewest words of what is a sentence and no title.
    const MOST: usize = 200;
    const FEWEST_WORDS: usize = 3;
    let above = before(source, at, MOST).trim_end();
    let line = above.rsplit(['\n', '\r']).next().unwrap_or_default();
    line.ends_with(|c: char| c.is_lowercase() || c == ',') && line.split_whitespace().count() >= FEWEST_WORDS
}

/// What is said of an item that is in the one before it.
fn indented(source: &str, marker: Range<usize>, blanks: Option<usize>) -> Diagnostic {
    let message = format!(
        "expected the item `{}` below the marker of the one before, found it below its text; it is text",
        &source[marker.clone()]
    );
    let start = marker.start;
    let found = Diagnostic::warning(Code::LIST_AS_TEXT, marker, message);
    match blanks {
        Some(blanks) => found.with_fix(start - blanks..start, ""),
        None => found,
    }
}

/// What is said of an item that text is above.
fn below_text(source: &str, marker: Range<usize>, is_first: bool) -> Diagnostic {
    let written = &source[marker.clone()];
    let mark = &written[written.len() - 1..];
    let message = format!(
        "expected a blank line before the item `{written}`, found text; only `1{mark}` begins a list below text"
    );
    let start = source[..marker.start].trim_end_matches([' ', '\t']).len();
    let found = Diagnostic::warning(Code::LIST_AS_TEXT, marker, message);
    let line_end = ["\r\n", "\r"].into_iter().find(|end| source[..start].ends_with(end)).unwrap_or("\n");
    if is_first { found.with_fix(start..start, line_end) } else { found }
}

/// The number, other than 1, of the item that `text` looks like, with its mark and the length of both.
fn item(text: &str) -> Option<(u64, u8, usize)> {
    let digits = text.bytes().take(10).take_while(u8::is_ascii_digit).count();
    let mark = *text.as_bytes().get(digits).filter(|mark| matches!(mark, b'.' | b')'))?;
    let number = text[..digits].parse().ok().filter(|number| *number > 1)?;
    let after = &text[digits + 1..];
    let is_item = digits < 10 && after.starts_with([' ', '\t']) && !after.trim().is_empty();
    is_item.then_some((number, mark, digits + 1))
}
