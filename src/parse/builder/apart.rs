//! Markdown apart from its paragraph: the default of a placeholder, a line that only looks like a definition.

use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::limits::Limits;
use crate::parse::conflict::Conflicts;
use crate::parse::construct::{self, Construct, Dialect, Kind};
use crate::parse::engine::{Lost, Page, Reading};
use crate::text::Shared;
use crate::tree::{Block, Part};

use super::markdown::build;
use super::run::{Apart, Read};
use super::spans::Spans;

/// Reads what is at `range` as inline Markdown without references. `None` if it is text, or not a single paragraph.
pub(super) fn read(source: &Shared, range: &Range<usize>, what: Apart) -> Option<Read> {
    let text = source.get(range.clone()).filter(|text| text.contains(is_special))?;
    let mut constructs =
        construct::find(text, range.start, Dialect::Standard, &Conflicts::default(), &Limits::new()).all;
    // The title of a section can only be text there.
    constructs.retain(|construct| {
        !matches!(construct.kind, Kind::Section) || !source[construct.range.clone()].trim_start().starts_with(':')
    });
    for construct in &mut constructs {
        let is_inside = what == Apart::Default && matches!(construct.kind, Kind::Placeholder(_));
        if is_inside || matches!(construct.kind, Kind::CommentBlock) {
            construct.kind = Kind::Comment;
        }
    }
    if text.contains('\n') {
        hide_quote_marks(source, range, &mut constructs);
    }
    let read = |constructs: Vec<Construct>, reading| {
        let page = Page::between(source, range, constructs)?;
        Some(build(&page, &[], &Limits::new(), reading, Spans::OfSource))
    };
    let mut built = read(constructs.clone(), Reading::First)?;
    let mut found = Diagnostics::default();
    if !built.lost.constructs.is_empty() {
        let Lost { constructs: lost, diagnostics, .. } = built.into_lost();
        found = diagnostics;
        constructs.extend(lost);
        constructs.sort_unstable_by_key(|construct| construct.range.start);
        built = read(constructs, Reading::Last)?;
    }
    found.append(built.diagnostics);
    found.append(built.lost.wordless);
    match <[Part; 1]>::try_from(built.parts) {
        Ok([Part::Block(Block::Paragraph(paragraph))]) => Some(Read { content: paragraph.content, found }),
        _ => None,
    }
}

/// Whether a character can mean something in Markdown.
fn is_special(c: char) -> bool {
    matches!(c, '*' | '_' | '`' | '<' | '&' | '\\' | '~' | '(' | '\n' | '\r' | '@' | '/' | '.')
}

/// Hides the `>` of the quotes that the text at `range` is in, with which its lines after the first begin.
fn hide_quote_marks(source: &str, range: &Range<usize>, constructs: &mut Vec<Construct>) {
    let line = memchr::memrchr(b'\n', &source.as_bytes()[..range.start]).map_or(0, |end| end + 1);
    let quotes = quotes(&source[line..range.start]);
    if quotes == 0 {
        return;
    }
    let count = constructs.len();
    for end in memchr::memchr_iter(b'\n', &source.as_bytes()[range.clone()]) {
        let start = range.start + end + 1;
        let marks = start..start + marks(&source[start..range.end], quotes);
        // What reaches over lines hides its own.
        let is_free = |it: &Construct| it.range.end <= marks.start || it.range.start >= marks.end;
        let near = constructs[..count].partition_point(|construct| construct.range.end <= marks.start);
        if !marks.is_empty() && constructs[..count].get(near).is_none_or(is_free) {
            constructs.push(Construct { range: marks, kind: Kind::Stray });
        }
    }
    constructs.sort_by_key(|construct| construct.range.start);
}

/// In how many quotes the words are that come after `before` on their line: `> * > `.
fn quotes(before: &str) -> usize {
    let mut quotes = 0;
    let mut rest = before;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = digits.len() < rest.len();
        if let Some(after) = rest.strip_prefix('>') {
            (quotes, rest) = (quotes + 1, after);
        } else if let Some(after) =
            if is_number { digits.strip_prefix(['.', ')']) } else { rest.strip_prefix(['*', '-', '+']) }
            && after.starts_with([' ', '\t'])
        {
            rest = after;
        } else {
            return quotes;
        }
    }
}

/// The length of the marks of at most `quotes` quotes that `line` begins with, and the blanks beside them.
fn marks(line: &str, quotes: usize) -> usize {
    let mut rest = line;
    for _ in 0..quotes {
        let Some(after) = rest.trim_start_matches([' ', '\t']).strip_prefix('>') else { break };
        rest = after;
    }
    if rest.len() == line.len() { 0 } else { line.len() - rest.trim_start_matches([' ', '\t']).len() }
}
