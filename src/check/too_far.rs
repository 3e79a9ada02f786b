//! Lists that are indented by four blanks and more, which Markdown takes for words of the paragraph above: `Steps:⏎    1. Stop it`.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{before, first_line, is_cjk};
use crate::tree::{Inline, Inlines};

use super::around::{Around, place};
use super::blocks::is_definition;
use super::html_block;

/// How many blanks keep a line from beginning a list below text.
const TOO_MANY: usize = 4;

/// A line that would be an item of a list with fewer blanks before it.
struct Item<'s> {
    at: usize,
    /// Its marker, as in `1.`.
    marker: &'s str,
    /// How many blanks are directly before it.
    blanks: usize,
    /// How many characters are before it in the innermost quote, and how many marks of quotes.
    column: usize,
    quotes: usize,
}

/// The list that lines of a paragraph were meant for: from its first marker to the end of the paragraph, and what is said of it.
pub(super) fn find(source: &str, content: &Inlines, around: &Around) -> Option<(Range<usize>, Diagnostic)> {
    let lines = || {
        content.windows(3).filter_map(|lines| match lines {
            // After `<br>` a line shows as one.
            [Inline::HardBreak(_), ..] => None,
            [_, Inline::SoftBreak(_), Inline::Text(words)] => item(source, words.span.start as usize),
            _ => None,
        })
    };
    // What begins with another number than 1 goes on with a list, or with a sentence.
    let mut items = lines().skip_while(|item| is_number(item) && !matches!(item.marker, "1." | "1)"));
    let first = items.next()?;
    let second = items.next();
    if !is_list(source, &first, second.as_ref(), around) || html_block::is_in_block(source, first.at) {
        return None;
    }
    let end = content.last()?.span().range().end;
    let message = format!(
        "expected fewer blanks before the item `{}`, found {}; with four and more it is text of the paragraph above",
        first.marker, first.blanks
    );
    let found = Diagnostic::warning(Code::LIST_AS_TEXT, first.at..first.at + first.marker.len(), message);
    let range = first.at..end;
    source.get(range.clone())?;
    let is_safe = lines().all(|item| item.column >= first.column && !is_definition(item.text(source)));
    let blanks =
        outdent(&first, around).filter(|blanks| is_safe && all_indented(source, &range, first.blanks, *blanks));
    Some(match blanks {
        Some(blanks) => (range, found.with_fix(first.at - blanks..end, outdented(source, first.at..end, blanks))),
        None => (range, found),
    })
}

/// The item that the line with the words at `at` was meant for.
fn item(source: &str, at: usize) -> Option<Item<'_>> {
    let text = source.get(at..)?;
    let digits = text.bytes().take(10).take_while(u8::is_ascii_digit).count();
    let is_mark = match text.as_bytes().get(digits)? {
        b'*' | b'-' | b'+' => digits == 0,
        b'.' | b')' => (1..10).contains(&digits),
        _ => false,
    };
    let after = text.get(digits + 1..).filter(|after| is_mark && after.starts_with(' '))?;
    let begins = |c: char| c.is_alphanumeric() || is_cjk(c) || "*_[<`\"'“‘«„(（「『【《$".contains(c);
    let above = &source[..at];
    let blanks = at - above.trim_end_matches(' ').len();
    let is_item = blanks >= TOO_MANY && first_line(after).trim_start().starts_with(begins);
    let place = is_item.then(|| place(source, at)).flatten()?;
    Some(Item { at, marker: &text[..=digits], blanks, column: place.column, quotes: place.quotes })
}

impl Item<'_> {
    /// What is after its marker.
    fn text<'s>(&self, source: &'s str) -> &'s str {
        first_line(&source[self.at + self.marker.len()..]).trim_start()
    }
}

fn is_number(item: &Item<'_>) -> bool {
    item.marker.len() > 1
}

/// Whether `first` begins a list for sure: another of its kind is next, a colon is above, or a list of its kind is around it. A
/// sentence may go on with `- ` or `5. `.
fn is_list(source: &str, first: &Item<'_>, second: Option<&Item<'_>>, around: &Around) -> bool {
    /// Most bytes above it that are looked at.
    const LOOK: usize = 200;
    let follows = second.is_some_and(|second| {
        if is_number(first) {
            !is_number(second) || second.marker.starts_with('2')
        } else {
            second.marker == first.marker || second.column > first.column
        }
    });
    let above = before(source, first.at, LOOK).trim_end_matches([' ', '>', '\n', '\r', '*', '_']);
    let is_nested = around.innermost().is_some_and(|marker| {
        if is_number(first) {
            marker.digits > 0
        } else {
            marker.digits == 0 && source[marker.at..].starts_with(first.marker)
        }
    });
    follows || above.ends_with([':', '：']) || is_nested
}

/// How many blanks are to go before an item for it to be one, in the item around it if there is one.
fn outdent(first: &Item<'_>, around: &Around) -> Option<usize> {
    let base = match around.innermost() {
        Some(marker) => marker.place.column + marker.width,
        None if around.is_empty() => 0,
        None => return None,
    };
    // A mark of a quote is on each line.
    let blanks = first.column.checked_sub(base).filter(|_| first.quotes == 0)?;
    (TOO_MANY..=first.blanks).contains(&blanks).then_some(blanks)
}

/// Whether all lines at `range` but the first, and none below the paragraph, are indented as far as the `indent` blanks of that: of
/// these, `blanks` are to go.
fn all_indented(source: &str, range: &Range<usize>, indent: usize, blanks: usize) -> bool {
    let indented = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut lines = source[range.clone()].lines().skip(1);
    let below = source[range.end..].trim_start_matches(['\n', '\r']);
    let next = below.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    lines.all(|line| indented(line) >= indent) && indented(next) <= indent - blanks && !next.starts_with('\t')
}

/// The lines at `range`, all but the first with `blanks` blanks less before them.
fn outdented(source: &str, range: Range<usize>, blanks: usize) -> String {
    let lines = source[range].split_inclusive(['\n', '\r']).enumerate();
    lines
        .map(|(index, line)| line.get(blanks..).filter(|_| index > 0 && line.starts_with(' ')).unwrap_or(line))
        .collect()
}
