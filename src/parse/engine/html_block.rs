//! HTML as Markdown passes it on: line by line, without the markers of the containers around it.

use std::borrow::Cow;
use std::ops::Range;

use crate::parse::construct::{Construct, Kind};

use super::event::{Event, Html};
use super::mask;
use super::page::Page;

/// Inline HTML at `range`, as the engine has `given` it, with blanks for what it left out: the markers of the
/// containers before further lines.
pub(super) fn inline<'p>(page: &'p Page<'_>, range: Range<usize>, given: &str) -> Html<'p> {
    let written = page.seen(range.clone());
    let text = if written == given { Cow::Borrowed(written) } else { Cow::Owned(without_markers(written, given)) };
    Html { text, constructs: page.constructs_in(&range), range }
}

fn without_markers(written: &str, given: &str) -> String {
    let mut lines = given.split_inclusive('\n');
    let blanked = written.split_inclusive('\n').map(|line| {
        let kept = lines.next().filter(|given| line.ends_with(given)).map_or(line.len(), str::len);
        " ".repeat(line.len() - kept) + &line[line.len() - kept..]
    });
    blanked.collect()
}

/// Adds a line at `range`, or more of the last one, to the `lines` of a block of HTML.
pub(super) fn push_line(lines: &mut Vec<Range<usize>>, range: Range<usize>) {
    match lines.last_mut() {
        Some(last) if last.end == range.start => last.end = range.end,
        _ => lines.push(range),
    }
}

/// The section markers in a block of HTML that is on `lines`.
pub(super) fn sections<'p>(
    page: &'p Page<'_>,
    lines: &[Range<usize>],
) -> impl Iterator<Item = &'p Construct> + use<'p> {
    let range = lines.first().map_or(0, |line| line.start)..lines.last().map_or(0, |line| line.end);
    page.constructs_in(&range).iter().filter(|construct| matches!(construct.kind, Kind::Section))
}

/// The parts of `lines` that are in `range`.
pub(super) fn between(lines: &[Range<usize>], range: Range<usize>) -> Vec<Range<usize>> {
    let first = lines.partition_point(|line| line.end <= range.start);
    let parts = lines[first..].iter().take_while(|line| line.start < range.end);
    parts.map(|line| line.start.max(range.start)..line.end.min(range.end)).collect()
}

/// What a block of HTML on `lines` is, or a piece of one, and where it ends.
pub(super) fn piece<'p>(page: &'p Page<'_>, lines: &[Range<usize>]) -> Option<(Event<'p>, usize)> {
    let range = lines.first()?.start..lines.last()?.end;
    let written = page.seen(range.clone());
    let constructs = page.constructs_in(&range);
    if let [construct] = constructs
        && written.trim().len() <= construct.range.len()
        && construct.range.start <= range.start + (written.len() - written.trim_start().len())
    {
        return Some((Event::Block(construct), construct.range.end));
    }
    let contiguous = lines.windows(2).all(|pair| pair[0].end == pair[1].start);
    let text = if contiguous { Cow::Borrowed(written) } else { Cow::Owned(blanked(page, lines)) };
    let text = with_tag_lines(text, range.start, constructs);
    let end = range.end;
    Some((Event::Html(Html { range, text, constructs }), end))
}

/// `text`, which begins at `start` of the source, with instructions for the lines of tags that the scan took for lines
/// outside of HTML: after `<pre>` in a line of a merge conflict it does not know better.
fn with_tag_lines<'t>(text: Cow<'t, str>, start: usize, constructs: &[Construct]) -> Cow<'t, str> {
    let is_lone = |construct: &&Construct| {
        let Range { start: from, end } = construct.range;
        matches!(construct.kind, Kind::LoneTags) && start <= from && end <= start + text.len()
    };
    let mut lone = constructs.iter().filter(is_lone).peekable();
    if lone.peek().is_none() {
        return text;
    }
    let mut marked = String::with_capacity(text.len());
    for construct in lone {
        marked.push_str(&text[marked.len()..construct.range.start - start]);
        mask::push_instruction(&mut marked, construct.range.len(), 0);
    }
    let rest = marked.len();
    marked.push_str(&text[rest..]);
    Cow::Owned(marked)
}

/// The text from the first of `lines` to the last, with what is between them blanked: markers of containers, and the
/// carriage returns that the engine leaves out, which stay.
fn blanked(page: &Page<'_>, lines: &[Range<usize>]) -> String {
    let mut blanked = String::new();
    let mut at = lines.first().map_or(0, |line| line.start);
    for line in lines {
        let between = if at <= line.start { page.seen(at..line.start) } else { "" };
        blanked.extend(between.bytes().map(|byte| if byte == b'\r' { '\r' } else { ' ' }));
        blanked.push_str(page.seen(line.clone()));
        at = line.end;
    }
    blanked
}
