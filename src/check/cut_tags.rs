//! `<em>Lamp</em` without its last `>`: a tag without end for the parser, and an end tag that shows.

use crate::diagnostic::{Code, Diagnostic};

/// How far before the end tag its start tag is looked for, in bytes.
const MOST: u32 = 1024;

/// Leaves out of `found`, which is in the order of the source, that a start tag has no end tag where one that is cut is reported.
pub(super) fn told_once(source: &str, found: &mut Vec<Diagnostic>) {
    let ends = found.iter().enumerate().filter(|(_, found)| found.code == Code::MARKUP_LITERAL);
    let mut twice: Vec<usize> = ends.filter_map(|(index, end)| start_of(source, &found[..index], end)).collect();
    twice.sort_unstable();
    let mut index = 0;
    found.retain(|_| {
        index += 1;
        twice.binary_search(&(index - 1)).is_err()
    });
}

/// Which of the findings `before` is about the start tag of `end`, if that is an end tag.
fn start_of(source: &str, before: &[Diagnostic], end: &Diagnostic) -> Option<usize> {
    let name = source.get(end.span.range())?.strip_prefix("</")?;
    let near = before.iter().enumerate().rev().take_while(|(_, found)| end.span.start - found.span.start < MOST);
    let is_start = |found: &Diagnostic| {
        let tag = source.get(found.span.range()).and_then(|tag| tag.strip_prefix('<')).unwrap_or_default();
        let tag = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        let between = source.get(found.span.end as usize..end.span.start as usize).unwrap_or("\n\n");
        tag.eq_ignore_ascii_case(name) && !between.contains("\n\n") && !between.contains("\n\r\n")
    };
    let mut starts = near.filter(|(_, found)| found.code == Code::HTML_UNCLOSED && is_start(found));
    starts.next().map(|(index, _)| index)
}
