//! The bound: what would make pulldown-cmark's time grow with the square of the input, found before it gets there.
//!
//! Two shapes do. A link title over many lines is walked from its link again at each of its line ends, and open
//! containers are matched against every line that follows, blank ones too. So a title is a title over a number of
//! lines only, and a line that opens a container beyond a number of open ones has text there. Everything is judged on
//! the masked body, from above: what is masked here would be no link and no container a moment later anyway, or is
//! beyond the limit.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limits;
use crate::parse::mask::{Action, Kind, Mark, Scan};

/// What the engine must not read as Markdown: single bytes of the body that are text, in order.
#[derive(Debug, Default)]
pub(super) struct Beyond {
    /// The bytes that begin containers beyond the limit.
    containers: Vec<usize>,
    /// The `(` of links whose title runs over too many lines.
    titles: Vec<usize>,
}

/// Finds what is beyond the limits in `masked`; nothing in ordinary articles.
pub(super) fn beyond(masked: &str, limits: &Limits) -> Beyond {
    let text = masked.as_bytes();
    let containers =
        if may_nest(text, limits.open_containers) { containers(masked, limits.open_containers) } else { Vec::new() };
    Beyond { containers, titles: titles(text, limits.title_lines) }
}

impl Beyond {
    pub(super) fn is_empty(&self) -> bool {
        self.containers.is_empty() && self.titles.is_empty()
    }

    /// The places that become text.
    pub(super) fn places(&self) -> impl Iterator<Item = Range<usize>> {
        self.containers.iter().chain(&self.titles).map(|&at| at..at + 1)
    }

    /// What to say about it: once for each limit, at the first place. `base` is the body's offset in the source.
    pub(super) fn report(&self, base: usize, limits: &Limits) -> impl Iterator<Item = Diagnostic> {
        let warning = |at: &usize, code, message| Diagnostic::warning(code, base + at..base + at + 1, message);
        let containers = self.containers.first().map(|at| {
            let limit = limits.open_containers;
            let message =
                format!("expected at most {limit} quotes and list items inside one another; deeper ones are text");
            warning(at, Code::NESTING, message)
        });
        let titles = self.titles.first().map(|at| {
            let limit = limits.title_lines;
            let message = format!("expected the title of a link to end within {limit} lines; the link is text");
            warning(at, Code::LINK_TITLE, message)
        });
        containers.into_iter().chain(titles)
    }
}

// Counts.

/// Takes out of `scan` the placeholders and sections beyond the limits. `base` is the body's offset in the source.
pub(super) fn count(scan: &mut Scan, base: usize, limits: &Limits) {
    if scan.marks.len() > limits.placeholders {
        count_placeholders(scan, base, limits.placeholders);
    }
    if scan.boundaries.len() > limits.sections {
        count_sections(scan, base, limits.sections);
    }
}

/// The markers of placeholders beyond the limit show as nothing, their defaults as what they are.
fn count_placeholders(scan: &mut Scan, base: usize, limit: usize) {
    let mut count = 0;
    let mut marks = Vec::with_capacity(scan.marks.len());
    for mark in std::mem::take(&mut scan.marks) {
        let Kind::Placeholder(found) = &mark.kind else {
            marks.push(mark);
            continue;
        };
        count += 1;
        if count <= limit {
            marks.push(mark);
            continue;
        }
        if count == limit + 1 {
            let message = format!("expected at most {limit} placeholders, found more; they show their defaults");
            scan.diagnostics.push(Diagnostic::warning(
                Code::TOO_MANY,
                base + mark.range.start..base + mark.range.end,
                message,
            ));
        }
        let markers = [mark.range.start..found.default.range().start, found.default.range().end..mark.range.end];
        marks.extend(
            markers.into_iter().filter(|range| !range.is_empty()).map(|range| Mark { range, kind: Kind::Gone }),
        );
    }
    scan.marks = marks;
}

/// The markers of sections beyond the limit mean nothing.
fn count_sections(scan: &mut Scan, base: usize, limit: usize) {
    let mut open = Vec::new();
    let mut count = 0;
    let found = &mut scan.diagnostics;
    scan.boundaries.retain(|boundary| match &boundary.action {
        Action::Open { kind, .. } => {
            count += 1;
            if count == limit + 1 {
                let message = format!("expected at most {limit} sections, found more; their markers mean nothing");
                let place = base + boundary.marker.start..base + boundary.marker.end;
                found.push(Diagnostic::warning(Code::TOO_MANY, place, message));
            }
            if count <= limit {
                open.push(*kind);
            }
            count <= limit
        }
        Action::Close(kind) => match open.iter().rposition(|open| open == kind) {
            Some(at) => {
                open.truncate(at);
                true
            }
            None => false,
        },
    });
}

// Containers.

/// Whether a line may open more than `limit` containers: a quick look at a few bytes, which errs only towards yes.
///
/// All containers that are open where one opens have a part in the line before it: a byte for a quote, two columns for
/// a list item, which may be half a tab. So such a line begins with many bytes of few kinds, which a look at every
/// so many bytes does not miss.
fn may_nest(text: &[u8], limit: usize) -> bool {
    let need = limit / 2 + 1;
    (need - 1..text.len()).step_by(need).filter(|&at| is_prefix(text[at])).any(|at| {
        let before = &text[at.saturating_sub(need)..at];
        let start = before.iter().rposition(|&byte| !is_prefix(byte)).map_or(0, |other| other + 1);
        let begins_line = match start {
            0 => at < need,
            _ => before[start - 1] == b'\n',
        };
        begins_line
            && text[at..].iter().take(need).take_while(|byte| is_prefix(**byte)).count() + before.len() - start >= need
    })
}

/// Whether `byte` can stand before a line's own text: a blank, or a part of a container's marker.
pub(super) fn is_prefix(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'+' | b'*' | b'0'..=b'9' | b'.' | b')')
}

/// The markers that open containers beyond `limit`: the first of each line, which makes the rest of it text.
fn containers(text: &str, limit: usize) -> Vec<usize> {
    let mut beyond = Vec::new();
    let (mut open, mut after_blank, mut start) = (0, true, 0);
    while start < text.len() {
        let rest = &text.as_bytes()[start..];
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let line = Prefix::of(&rest[..end], limit + 1);
        let indented = open.min(line.columns / 2);
        if let Some(&marker) = line.markers.get(limit - indented) {
            beyond.push(start + marker);
        }
        let opened = (indented + line.markers.len()).min(limit);
        open = match line.is_blank && line.markers.is_empty() || !after_blank {
            // Blank lines close no item, and a paragraph may go on without its containers' markers.
            true => open.max(opened),
            false => opened,
        };
        after_blank = line.is_blank;
        start += end;
    }
    beyond
}

/// What stands at the start of a line.
struct Prefix {
    /// Where markers of containers begin, up to as many as were asked for.
    markers: Vec<usize>,
    /// Columns of blanks that no marker needs, counted from above.
    columns: usize,
    is_blank: bool,
}

impl Prefix {
    fn of(line: &[u8], most: usize) -> Prefix {
        let rule = rule_start(line);
        let mut prefix = Prefix { markers: Vec::new(), columns: 0, is_blank: false };
        let (mut at, mut needed) = (0, false);
        loop {
            let length = match line.get(at) {
                Some(b' ') => {
                    prefix.columns += usize::from(!std::mem::take(&mut needed));
                    at += 1;
                    continue;
                }
                Some(b'\t') => {
                    prefix.columns += if std::mem::take(&mut needed) { 3 } else { 4 };
                    at += 1;
                    continue;
                }
                Some(b'>') => 1,
                Some(b'-' | b'*') if at >= rule => break,
                Some(b'-' | b'+' | b'*') => 1,
                Some(b'0'..=b'9') => number(&line[at..]),
                byte => {
                    prefix.is_blank = matches!(byte, None | Some(b'\n' | b'\r'));
                    break;
                }
            };
            let is_marker = line[at] == b'>'
                || length > 0 && matches!(line.get(at + length), None | Some(b' ' | b'\t' | b'\n' | b'\r'));
            if !is_marker || prefix.markers.len() >= most {
                break;
            }
            prefix.markers.push(at);
            at += length;
            needed = true;
        }
        prefix
    }
}

/// The length of a numbered list's marker; 0 if it is none.
fn number(text: &[u8]) -> usize {
    let digits = text.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    if digits < 10 && matches!(text.get(digits), Some(b'.' | b')')) { digits + 1 } else { 0 }
}

/// From where on the line is nothing but `-` or `*` and blanks, at least three of the same: a thematic break.
fn rule_start(line: &[u8]) -> usize {
    let line = line.trim_ascii_end();
    let Some(&mark @ (b'-' | b'*')) = line.last() else { return line.len() };
    let rest = line.iter().rposition(|&byte| byte != mark && !matches!(byte, b' ' | b'\t')).map_or(0, |at| at + 1);
    let count = line[rest..].iter().filter(|&&byte| byte == mark).count();
    if count >= 3 { rest } else { line.len() }
}

// Titles.

/// How far is looked for the end of a target before it is read byte by byte.
const NEAR: usize = 128;

/// How deep parentheses nest in a target, as pulldown-cmark has it.
const PARENTHESES: usize = 33;

/// The `(` of links whose title does not end within `limit` lines.
fn titles(text: &[u8], limit: usize) -> Vec<usize> {
    if memchr::memchr_iter(b'\n', text).count() < limit {
        return Vec::new();
    }
    let ends = memchr::memchr_iter(b']', text).filter(|&at| text.get(at + 1) == Some(&b'('));
    ends.map(|at| at + 1)
        .filter(|&at| title(text, at + 1).is_some_and(|start| is_long(&text[start..], limit)))
        .collect()
}

/// Where the title begins of a link whose target begins at `at`.
fn title(text: &[u8], at: usize) -> Option<usize> {
    let near = &text[at..text.len().min(at + NEAR)];
    if let Some(target) = memchr::memchr(b')', near).map(|close| &near[..close])
        && memchr::memchr3(b'"', b'\'', b'(', target).is_none()
        && memchr::memchr2(b'<', b'\\', target).is_none()
    {
        return None;
    }
    let start = behind_blanks(text, at);
    let end = target_end(&text[start..])? + start;
    let title = behind_blanks(text, end);
    matches!(text.get(title), Some(b'"' | b'\'' | b'(')).then_some(title)
}

/// Behind blanks and at most one line end with what quotes put behind it.
fn behind_blanks(text: &[u8], at: usize) -> usize {
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | 0x0B | 0x0C);
    let at = at + text[at..].iter().take_while(is_blank).count();
    let behind = match &text[at..] {
        [b'\r', b'\n', ..] => at + 2,
        [b'\r' | b'\n', ..] => at + 1,
        _ => return at,
    };
    behind + text[behind..].iter().take_while(|byte| is_blank(byte) || **byte == b'>').count()
}

/// The length of a link's target.
fn target_end(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    if text.first() == Some(&b'<') {
        loop {
            at += 1;
            match text.get(at)? {
                b'>' => return Some(at + 1),
                b'<' | b'\n' | b'\r' => return None,
                b'\\' if text.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
                _ => {}
            }
        }
    }
    let mut open = 0;
    loop {
        match text.get(at)? {
            0..=b' ' => return Some(at),
            b'(' if open == PARENTHESES => return None,
            b'(' => open += 1,
            b')' if open == 0 => return None,
            b')' => open -= 1,
            b'\\' if text.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            _ => {}
        }
        at += 1;
    }
}

/// Whether a title that begins here runs over more than `limit` lines.
fn is_long(text: &[u8], limit: usize) -> bool {
    let Some((&open, rest)) = text.split_first() else { return false };
    let close = if open == b'(' { b')' } else { open };
    let (mut lines, mut at, mut blank) = (1, 0, false);
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'\n' if blank => return false,
            b'\n' => {
                lines += 1;
                blank = true;
                if lines > limit {
                    return true;
                }
            }
            b' ' | b'\t' | b'\r' => {}
            _ if byte == open || byte == close => return false,
            _ => {
                at += usize::from(byte == b'\\' && rest.get(at + 1).is_some_and(u8::is_ascii_punctuation));
                blank = false;
            }
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is_title(text: &str, expected: bool) {
        assert_eq!(title(text.as_bytes(), 0).is_some(), expected, "{text:?}");
    }

    #[test]
    fn titles_are_told_from_targets() {
        is_title("b)", false);
        is_title("b \"c", true);
        is_title("b 'c", true);
        is_title("b (c", true);
        is_title("b\n> \"c", true);
        is_title("\n b\n\"c", true);
        is_title("<b d> \"c", true);
        is_title("<b\n> \"c", false);
        is_title("a(b) \"c", true);
        is_title("<b)> \"c", true);
        is_title("a\\)b \"c", true);
        is_title("a) \"c", false);
        is_title("b\t\"c)", true);
    }

    #[track_caller]
    fn opens(line: &str, expected: usize) {
        assert_eq!(Prefix::of(line.as_bytes(), 10).markers.len(), expected, "{line:?}");
    }

    #[test]
    fn markers_are_counted() {
        opens("a", 0);
        opens("> >>a", 3);
        opens("- 1. * 12) + a", 5);
        opens("-a", 0);
        opens("1.", 1);
        opens("1234567890. a", 0);
        opens("> - - -", 1);
        opens("- * * *  \n", 1);
        opens("- - a", 2);
        opens("- -", 2);
    }
}
