//! Items of lists that are nearly written as such, and items and lists that are beside the item they were meant for (format §5).

use crate::diagnostic::{Code, Diagnostic};
use crate::link::starts_with_ignore_case;
use crate::source::is_cjk;
use crate::span::Span;
use crate::tree::{Block, List, ListItem};

use super::around::{Around, Marker, marker, place};
use super::blocks::{Line, is_definition, spaced};
use super::quoted::quoted;
use super::wide;

/// What is above a line of a paragraph.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum After {
    /// Nothing: it is the first.
    Start,
    Text,
    /// A line that is nearly an item, too, with a fix or without.
    Mended,
    Unmended,
}

/// `1.Step` and `*Bullet`; `*whole line*` is emphasis and `1.5` a number.
///
/// Only a list that begins with 1 may follow text without a blank line, so other numbers count only `after` what a list may begin
/// or go on, or where they come next in a list `around`.
pub(super) fn nearly_item(source: &str, line: Line<'_>, after: After, around: &Around) -> Option<Diagnostic> {
    let digits = line.text.bytes().take_while(u8::is_ascii_digit).count();
    let (mark, rest) = match line.text.as_bytes().get(digits)? {
        b'*' if digits == 0 => line.text.split_at(1),
        b'-' | b'+' if digits == 0 && wide::blank(&line.text[1..]).is_some() => line.text.split_at(1),
        b'.' | b')' if (1..=9).contains(&digits) => line.text.split_at(digits + 1),
        _ => return None,
    };
    let blanks = wide::blanks(rest);
    let rest = &rest[blanks.as_ref().map_or(0, |(length, _)| *length)..];
    let next = rest.chars().next()?;
    let number = line.text[..digits].parse().ok();
    let comes_next = number.is_some_and(|number| around.expects(number));
    let is_first = matches!(mark, "1." | "1)");
    // `3.&nbsp;Oktober` is how dates are written, unless another number counts on.
    let is_date = || {
        let is_counted = comes_next || matches!(after, After::Mended | After::Unmended);
        blanks.is_some() && !is_counted && !number.is_some_and(|number| counts_on(source, line, number))
    };
    let item = match mark {
        // `*bold*`, but `* **Lamp**` with a blank that is none.
        "*" if blanks.is_none() => (next.is_alphanumeric() || "[<`\"'($".contains(next)) && !rest.contains('*'),
        "*" | "-" | "+" => {
            (next.is_alphabetic() || "*[<`\"'(".contains(next) || is_cjk(next)) && !rest.replace("**", "").contains('*')
        }
        _ => begins_step(rest) && (after != After::Text || comes_next || is_first) && !is_date(),
    };
    let found = report(line, mark, next, blanks);
    // In the item itself, and after such a one, it would be text with the blank, too.
    let stays = match number {
        Some(number) if comes_next && after != After::Start => !around.goes_on(source, line.start, number),
        Some(_) => after == After::Unmended && !is_first,
        None => false,
    };
    item.then(|| if is_definition(rest) || stays { Diagnostic { fix: None, ..found } } else { found })
}

/// What is said of the line with `mark` and then `next`, or the `blanks` before that.
fn report(line: Line<'_>, mark: &str, next: char, blanks: Option<(usize, String)>) -> Diagnostic {
    let message = |found: &str| format!("expected a space after the list marker `{mark}`, found {found}");
    match blanks {
        None => spaced(Code::LIST_SPACE, line, mark.len(), message(&quoted(&next.to_string()))),
        Some((length, name)) => {
            let end = line.start + mark.len();
            Diagnostic::warning(Code::LIST_SPACE, line.start..end, message(&name)).with_fix(end..end + length, " ")
        }
    }
}

/// Whether the next line begins with the number after that of `line`.
fn counts_on(source: &str, line: Line<'_>, number: u64) -> bool {
    let after = source.get(line.start + line.text.len()..).unwrap_or_default();
    let next = after.trim_start_matches(['\r', '\n']).trim_start_matches([' ', '\t', '>']);
    let digits = next.bytes().take_while(u8::is_ascii_digit).count();
    next[..digits].parse().ok() == number.checked_add(1) && next[digits..].starts_with(['.', ')'])
}

/// Whether text after a number is a step and not part of a version or file name such as `2.x` or `7.zip`.
fn begins_step(text: &str) -> bool {
    let mut characters = text.chars();
    match characters.next() {
        Some('*' | '[' | '`' | '"' | '<' | '(' | '“' | '„' | '«' | '‘') => true,
        // `1.เปิด`: many scripts have no capitals.
        Some(first) if first.is_alphabetic() && !first.is_lowercase() || is_cjk(first) => true,
        Some(first) => {
            first.is_alphabetic() && text.contains(' ') && characters.next().is_some_and(char::is_alphabetic)
        }
        None => false,
    }
}

/// A list that is indented below an `item` of another, but not so far that it is in it.
pub(super) fn beside(source: &str, item: Span, list: &List) -> Option<Diagnostic> {
    let between = source.get(item.end as usize..list.span.start as usize)?;
    let before = marker(source, item)?;
    let first = marker(source, list.span)?;
    let is_next = between.contains(['\n', '\r']) && between.trim_matches(['\n', '\r', ' ', '\t', '>']).is_empty();
    (is_next && first.place.column > before.place.column)
        .then(|| too_little(source, before, first, list.span.end as usize, "the list is"))?
}

/// Items of a `list` that are indented below the item before them, but not so far that they are in it: numbers that begin anew, and
/// count on, and bullets, if one follows that is as far to the left as that item.
pub(super) fn beside_items(source: &str, list: &List) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let written =
        |item: Marker| source.get(item.at..item.at + item.digits).and_then(|number| number.parse::<u64>().ok());
    let mut items =
        list.items.iter().filter_map(|item| Some((marker(source, item.span)?, item.span.end as usize))).peekable();
    // Bullets of several blocks that are beside each other are hardly meant to be in each other.
    let is_tight = |from: usize, to: usize| !source[from..to].trim_end().lines().any(|line| line.trim().is_empty());
    let mut last: Option<Marker> = None;
    while let Some((first, mut end)) = items.next() {
        let Some(before) = last.replace(first) else { continue };
        if first.digits > 0 && written(first) != Some(1) || first.place.column <= before.place.column {
            continue;
        }
        let mut is_sure = false;
        let mut next = 2;
        while let Some((item, item_end)) = items.next_if(|(item, _)| item.place.column > before.place.column) {
            is_sure |= item.digits > 0 && written(item) == Some(next);
            (next, end) = (next + 1, item_end);
        }
        let after = items.peek().map(|(item, _)| *item);
        is_sure |= after.is_some_and(|after| match first.digits {
            0 => after.place.column == before.place.column && is_tight(before.at, end),
            _ => written(after).is_some() && written(after) == written(before).and_then(|number| number.checked_add(1)),
        });
        last = Some(before);
        found.extend(is_sure.then(|| too_little(source, before, first, end, "its items are")).flatten());
    }
    found
}

/// A block, as far as it matters to a list below it.
#[derive(Clone, Copy)]
pub(super) struct Above {
    span: Span,
    is_list: bool,
    /// The only item of a numbered list.
    only: Option<Span>,
}

impl Above {
    pub(super) fn of(block: &Block) -> Above {
        let list = if let Block::List(list) = block { Some(list) } else { None };
        let only = list.filter(|list| list.start == Some(1) && list.items.len() == 1);
        Above { span: block.span(), is_list: list.is_some(), only: only.map(|list| list.items[0].span) }
    }
}

/// A list directly below a `1.` and before another, `list`: it was meant for the item, and the numbers begin anew after it.
pub(super) fn anew(source: &str, above: [Option<Above>; 2], list: &List) -> Option<Diagnostic> {
    let [first, between] = above;
    let (item, between) = (first?.only?, between.filter(|between| between.is_list && between.only.is_none())?);
    let before = marker(source, item).filter(|marker| source[marker.at..].starts_with('1'))?;
    let next = marker(source, list.span)?;
    let is_anew = next.digits == 1 && source[next.at..].starts_with('1') && next.place.column == before.place.column;
    let gap = source.get(item.end as usize..between.span.start as usize)?;
    let is_joined = gap.trim().is_empty() && gap.matches('\n').count().max(gap.matches('\r').count()) < 2;
    let written = source.get(between.span.range())?;
    let at = between.span.end as usize - written.trim_start().len();
    let found = Marker { at, digits: 0, width: 1, place: place(source, at)? };
    let is_below = found.place.column == before.place.column;
    (is_anew && is_joined && is_below)
        .then(|| too_little(source, before, found, between.span.end as usize, "the list is"))?
}

/// A list of Markdown between the tags of a `list`, or items in tags after the markers of one: a list in a list.
pub(super) fn doubled(source: &str, list: &List) -> Option<Diagnostic> {
    let written = source.get(list.span.range()).filter(|_| !list.span.is_none())?;
    let item = list.items.first()?;
    let inner = only_list(item)?;
    let inside = source.get(inner.span.range()).filter(|_| !inner.span.is_none())?;
    let tag = ["<ul", "<ol"].into_iter().find(|tag| starts_with_ignore_case(written, tag));
    let first = marker(source, inner.span).filter(|_| !inside.trim_start().starts_with('<'));
    let (span, message) = match (tag, first) {
        (Some(tag), Some(first))
            if list.items.len() == 1 && !starts_with_ignore_case(source.get(item.span.range())?, "<li") =>
        {
            (
                first.at..first.at + first.digits + 1,
                format!("expected `<li>` in `{tag}>`, found a list of Markdown, which shows as a list in a list"),
            )
        }
        (None, None) if starts_with_ignore_case(inside, "<li") => {
            let first = marker(source, item.span)?;
            let shown = &source[first.at..=first.at + first.digits];
            let tag = inner.span.range().start;
            (
                tag..tag + "<li".len(),
                format!("expected text after `{shown}`, found `<li>`, which shows as a list in a list"),
            )
        }
        _ => return None,
    };
    Some(Diagnostic::warning(Code::MARKDOWN_IN_HTML, span, message))
}

/// The list that is all of an `item`.
fn only_list(item: &ListItem) -> Option<&List> {
    match &*item.blocks {
        [Block::List(list)] => Some(list),
        _ => None,
    }
}

/// What is said of what `first` begins and goes on to `end`, if it is not far enough for the item of `before`.
fn too_little(source: &str, before: Marker, first: Marker, end: usize, what: &str) -> Option<Diagnostic> {
    let (quotes, found) = (first.place.quotes, first.place.column);
    let needed = before.place.column + before.width;
    if quotes != before.place.quotes || found >= needed {
        return None;
    }
    let message = format!(
        "expected {needed} spaces before a list in a list item, found {found}; {what} beside the item, not in it"
    );
    let pad = " ".repeat(needed - found);
    let lines = source.get(first.at..end)?.split_inclusive(['\n', '\r']);
    let lines = lines.map(|line| if line.trim().is_empty() { line.to_owned() } else { format!("{pad}{line}") });
    let marked = Diagnostic::warning(Code::LIST_INDENT, first.at..first.at + 1, message);
    Some(if quotes > 0 { marked } else { marked.with_fix(first.at..end, lines.collect::<String>()) })
}
