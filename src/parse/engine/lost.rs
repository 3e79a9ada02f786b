//! What CommonMark would drop, so that a second reading can keep it.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::parse::construct::{Construct, Kind};
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
        if !holds_words(rest) {
            let what = if rest.contains('<') { "a line break" } else { "a blank" };
            let message =
                format!("expected no more cells than the head of the table has, found {what} after the last one");
            let found = Diagnostic::warning(Code::TABLE_CELLS, end..end + rest.len(), message);
            let bar = end + memchr::memchr(b'|', rest.as_bytes()).unwrap_or_default();
            return self.wordless.push(found.with_fix(bar..end + rest.len(), "|"));
        }
        let written = |bars: Range<usize>| bars.start + usize::from(inner[..bars.start].ends_with('\\'))..bars.end;
        let bars = bars(inner).map(written).filter(|bars| !bars.is_empty());
        self.constructs.extend(bars.map(|bars| literal(bars, end)));
        self.diagnostics.push(Diagnostic::warning(
            Code::TABLE_CELLS,
            end..end + rest.len(),
            "expected no more cells than the head of the table has, found more; they are shown in the last cell",
        ));
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
    pub(super) fn definition(&mut self, construct: Construct, line: Range<usize>, message: String) {
        self.constructs.push(construct);
        self.diagnostics.push(Diagnostic::warning(Code::DEFINITION_AS_TEXT, line, message));
    }
}

/// Whether `c` is between cells.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '|'
}

/// Whether anything but line breaks and blanks is in the cells of `text`.
fn holds_words(text: &str) -> bool {
    let mut rest = text.trim_start_matches(is_gap);
    while !rest.is_empty() {
        let blank = ["&nbsp;", "&#160;", "&#xA0;"].into_iter().find_map(|blank| rest.strip_prefix(blank));
        if let Some(after) = blank {
            rest = after.trim_start_matches(is_gap);
            continue;
        }
        let name = rest.strip_prefix('<').map(|tag| tag.strip_prefix('/').unwrap_or(tag));
        let is_break = name.and_then(|name| name.get(..2)).is_some_and(|name| name.eq_ignore_ascii_case("br"));
        let inside = name.and_then(|name| name.get(2..)).unwrap_or_default();
        match inside.trim_start_matches([' ', '/']).strip_prefix('>') {
            Some(after) if is_break => rest = after.trim_start_matches(is_gap),
            _ => return true,
        }
    }
    false
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
