//! What CommonMark would drop, so that a second reading can keep it.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::parse::construct::{Construct, Kind};
use crate::parse::html::element::{Element, Void};
use crate::span::Span;

use super::page::Page;

/// What Markdown must not read as such, because it would drop text.
#[derive(Debug)]
pub(crate) struct Lost {
    pub(crate) constructs: Vec<Construct>,
    pub(crate) diagnostics: Diagnostics,
    /// What was dropped and holds no words: each reading reports it.
    pub(crate) wordless: Diagnostics,
    /// The links with a gap, which hold no addresses of their own.
    pub(super) links: Vec<Range<usize>>,
}

impl Lost {
    pub(super) fn new(limits: &Limits) -> Lost {
        let none = || Diagnostics::up_to(limits.diagnostics);
        Lost { constructs: Vec::new(), diagnostics: none(), wordless: none(), links: Vec::new() }
    }

    /// The cells of a `row` that its table's head has no column for, from `end` on: their bars become text.
    pub(super) fn surplus_cells(&mut self, page: &Page<'_>, row: Range<usize>, end: usize) {
        let rest = if end <= row.end { page.seen(end..row.end).trim_end() } else { "" };
        let inner = rest.strip_suffix('|').unwrap_or(rest);
        if inner.trim_start_matches(is_gap).is_empty() {
            return;
        }
        let hidden =
            page.constructs_in(&(end..end + rest.len())).iter().any(|construct| shows_nothing(construct, page));
        let is_wordless = if hidden { !holds_words(&shown(page, end..end + rest.len())) } else { !holds_words(rest) };
        if is_wordless && !hidden {
            let what = match rest.contains('<') {
                true if holds_break(rest) => "a line break",
                true => "tags without words",
                false => "a blank",
            };
            let message =
                format!("expected no more cells than the head of the table has, found {what} after the last one");
            let found = Diagnostic::warning(Code::TABLE_CELLS, end..end + rest.len(), message);
            let bar = end + memchr::memchr(b'|', rest.as_bytes()).unwrap_or_default();
            return self.wordless.push(found.with_fix(bar..end + rest.len(), "|"));
        }
        let message = if is_wordless {
            // A comment stays in the tree, and a placeholder may have a value.
            self.constructs.extend(between(page, end..end + inner.len()));
            "expected no more cells than the head of the table has, found a comment or an empty placeholder after the last one"
        } else {
            let written = |bars: Range<usize>| bars.start + usize::from(inner[..bars.start].ends_with('\\'))..bars.end;
            let bars = bars(inner).map(written).filter(|bars| !bars.is_empty());
            self.constructs.extend(bars.map(|bars| literal(bars, end)));
            "expected no more cells than the head of the table has, found more; they are shown in the last cell"
        };
        self.diagnostics.push(Diagnostic::warning(Code::TABLE_CELLS, end..end + rest.len(), message));
    }

    /// Makes text of the bars of a `table` that is over a limit, and drops what was reported about its rows.
    pub(super) fn refused_table(&mut self, page: &Page<'_>, table: Range<usize>, message: String) {
        self.constructs.retain(|construct| construct.range.start < table.start);
        self.diagnostics.take_back(&Code::TABLE_CELLS, Span::from(table.clone()).start);
        self.wordless.take_back(&Code::TABLE_CELLS, Span::from(table.clone()).start);
        let text = page.seen(table.clone());
        // There may be one in every two bytes: no more room than they need.
        self.constructs.reserve_exact(bars(text).count());
        self.constructs.extend(bars(text).map(|bars| literal(bars, table.start)));
        self.diagnostics.push(Diagnostic::warning(Code::TABLE_CELLS, table.start..table.start, message));
    }

    /// A link with a gap before its target.
    pub(super) fn gap(&mut self, (construct, diagnostic): (Construct, Diagnostic)) {
        self.constructs.push(construct);
        self.links.push(diagnostic.span.range());
        self.diagnostics.push(diagnostic);
    }

    /// A line that looks like a definition and is text.
    pub(super) fn definition(&mut self, line: Range<usize>, message: String) {
        self.diagnostics.push(Diagnostic::warning(Code::DEFINITION_AS_TEXT, line, message));
    }
}

/// Whether `c` is between cells, or a blank that a word processor leaves.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Whether `construct` shows nothing, unless a value is given for it.
fn shows_nothing(construct: &Construct, page: &Page<'_>) -> bool {
    match &construct.kind {
        Kind::Comment | Kind::CommentBlock | Kind::Stray => true,
        Kind::Placeholder(placeholder) => page.source[placeholder.default.range()].trim_matches(is_gap).is_empty(),
        _ => false,
    }
}

/// What is at `range` between its constructs, as nothing that shows.
fn between(page: &Page<'_>, range: Range<usize>) -> Vec<Construct> {
    // A blank before the bar stays before what a value may be.
    let seen = page.seen(range.clone());
    let (mut all, mut from) = (Vec::new(), range.end - seen.trim_start_matches([' ', '\t']).len());
    for construct in page.constructs_in(&range) {
        all.push(from..construct.range.start);
        from = construct.range.end;
    }
    // Blanks after the last one end the cell.
    let end = range.start + seen.trim_end_matches([' ', '\t']).len();
    all.push(from..end.max(from));
    let stray = |range| Construct { range, kind: Kind::Stray };
    all.into_iter().filter(|range| !range.is_empty()).map(stray).collect()
}

/// What Markdown reads at `range`, without the constructs that show nothing.
fn shown(page: &Page<'_>, range: Range<usize>) -> String {
    let (mut text, mut from) = (String::new(), range.start);
    for construct in page.constructs_in(&range).iter().filter(|construct| shows_nothing(construct, page)) {
        text.push_str(page.seen(from..construct.range.start.clamp(from, range.end)));
        from = construct.range.end.clamp(from, range.end);
    }
    text.push_str(page.seen(from..range.end));
    text
}

/// Whether anything but blanks and tags that show nothing is in the cells of `text`.
fn holds_words(text: &str) -> bool {
    const BLANKS: [&str; 8] = ["&nbsp;", "&#160;", "&#xA0;", "&ensp;", "&emsp;", "&thinsp;", "&#8203;", "&#x200B;"];
    let mut rest = text.trim_start_matches(is_gap);
    while !rest.is_empty() {
        let after = match BLANKS.into_iter().find_map(|blank| rest.strip_prefix(blank)) {
            Some(after) => after,
            None => match empty_tag(rest) {
                Some((_, after)) => after,
                None => return true,
            },
        };
        rest = after.trim_start_matches(is_gap);
    }
    false
}

/// Whether a line break is in cells without words.
fn holds_break(text: &str) -> bool {
    let is_break = |tag| empty_tag(tag).is_some_and(|(element, _)| element == Element::Void(Void::Break));
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| is_break(&text[at..]))
}

/// The element whose tag, which shows nothing of its own, `text` begins with, and what is after it.
fn empty_tag(text: &str) -> Option<(Element, &str)> {
    let inside = text.strip_prefix('<')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let length = inside.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = inside[..length].to_ascii_lowercase();
    let (_, element) = Element::from_name(&name).filter(|_| !Element::may_be_word(&name))?;
    let shows = matches!(element, Element::Void(Void::Image | Void::Rule));
    let attributes = &inside[length..];
    // No tag is in another: `<b <b <b >` would be looked through from each of them.
    let close = memchr::memchr2(b'<', b'>', attributes.as_bytes()).filter(|&at| attributes[at..].starts_with('>'))?;
    let is_tag = !shows && (close == 0 || attributes.starts_with([' ', '/']));
    is_tag.then(|| (element, &attributes[close + 1..]))
}

/// The bars of `text`, those side by side as one.
fn bars(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + memchr::memchr(b'|', &bytes[at..])?;
        at = start + bytes[start..].iter().take_while(|&&byte| byte == b'|').count();
        Some(start..at)
    })
}

/// Bars in what begins at `start` of the source, as text.
fn literal(bars: Range<usize>, start: usize) -> Construct {
    Construct { range: start + bars.start..start + bars.end, kind: Kind::Literal }
}
