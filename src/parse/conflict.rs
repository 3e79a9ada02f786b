//! Merge-conflict markers (format §2.2): lines of seven `<`, `|`, `=` or `>` that a version control system left.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Lines, first_line, quoted_snippet};

/// The merge conflicts of an article.
#[derive(Default)]
pub(crate) struct Conflicts {
    all: Vec<Conflict>,
    /// The marker lines in order, each with its line end.
    lines: Vec<Range<usize>>,
    /// The ranges to skip, in order: the opening lines, and the second sides with the lines around them.
    skips: Vec<Range<usize>>,
}

struct Conflict {
    /// The first side and the line before it.
    first: Range<usize>,
    /// The second side and the lines around it.
    second: Option<Range<usize>>,
}

impl Conflicts {
    /// The end of the range to skip that begins at `at`, if one does.
    pub(crate) fn skip(&self, at: usize) -> Option<usize> {
        let index = self.skips.binary_search_by_key(&at, |skip| skip.start).ok()?;
        Some(self.skips[index].end)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether a marker line begins at `at`.
    pub(crate) fn is_marker(&self, at: usize) -> bool {
        self.lines.binary_search_by_key(&at, |line| line.start).is_ok()
    }

    /// Whether the conflict that begins at `at` ends before `end`.
    pub(crate) fn is_within(&self, at: usize, end: usize) -> bool {
        let second = self.all.iter().find(|conflict| conflict.first.start == at).and_then(|it| it.second.as_ref());
        second.is_some_and(|second| second.end <= end)
    }

    /// Reports the conflicts that begin before `end`, where a header ends; those in a body are text.
    pub(crate) fn report(&self, source: &str, end: usize, found: &mut Diagnostics) {
        for Conflict { first, second } in self.all.iter().take_while(|conflict| conflict.first.start < end) {
            let line = first_line(&source[first.clone()]);
            let message = format!("expected no merge conflict, found {}", quoted_snippet(line.trim_end()));
            let error = Diagnostic::error(Code::MERGE_CONFLICT, first.clone(), message);
            found.push(match second {
                Some(second) => error.with_related(second.clone(), "the second side, which does not count"),
                None => error,
            });
        }
    }

    fn add(&mut self, open: Open, closer: Option<Range<usize>>) {
        let Open { opener, base, middle } = open;
        let second = base.clone().or(middle.clone());
        self.lines.extend([&opener, &base, &middle, &closer].into_iter().flatten().cloned());
        let Some(start) = opener.as_ref().or(second.as_ref()).map(|line| line.start) else { return };
        let end = second
            .as_ref()
            .or(opener.as_ref())
            .map_or(start, |line| if line.start > start { line.start } else { line.end });
        let second = match (second, closer) {
            (Some(second), Some(closer)) => Some(second.start..closer.end),
            (second, closer) => second.or(closer),
        };
        self.skips.extend([&opener, &second].into_iter().flatten().cloned());
        self.all.push(Conflict { first: start..end, second });
    }
}

/// A conflict whose closer was not found yet.
#[derive(Default)]
struct Open {
    opener: Option<Range<usize>>,
    base: Option<Range<usize>>,
    middle: Option<Range<usize>>,
}

/// Finds the merge conflicts of `source`.
///
/// A conflict begins with `<<<<<<<`; its other lines count only after one, because `=======` underlines headings and
/// `>>>>>>>` quotes. Only `=======` with a `>>>>>>>` after it is a conflict whose beginning was deleted.
pub(crate) fn conflicts(source: &str) -> Conflicts {
    let mut conflicts = Conflicts::default();
    if !may_conflict(source.as_bytes()) {
        return conflicts;
    }
    let mut open = Open::default();
    for (mark, line) in marker_lines(source) {
        match mark {
            b'<' => {
                let before = std::mem::replace(&mut open, Open { opener: Some(line), ..Open::default() });
                if before.opener.is_some() {
                    conflicts.add(before, None);
                }
            }
            b'|' if open.opener.is_some() && open.middle.is_none() => open.base = Some(line),
            b'=' if open.opener.is_none() || open.middle.is_none() => open.middle = Some(line),
            b'>' if open.opener.is_some() || open.middle.is_some() => {
                conflicts.add(std::mem::take(&mut open), Some(line));
            }
            _ => {}
        }
    }
    if open.opener.is_some() {
        conflicts.add(open, None);
    }
    conflicts
}

/// Whether a conflict may begin in `head`, the first part of an article: `=======` is one if `>>>>>>>` comes after that.
pub(crate) fn may_begin(head: &str) -> bool {
    holds_group(head.as_bytes(), |group| is_brackets(group) | (group == u32::from_ne_bytes(*b"====")))
        && (memchr::memmem::find(head.as_bytes(), b"=======").is_some() || !conflicts(head).is_empty())
}

/// Whether seven `<` or seven `>` may be in `text`.
fn may_conflict(text: &[u8]) -> bool {
    holds_group(text, is_brackets)
}

/// Whether `is` holds for a group of four bytes in `text`: four of every seven bytes in a row are one.
#[inline(always)]
fn holds_group(text: &[u8], is: impl Fn(u32) -> bool) -> bool {
    let groups = text.as_chunks().0.iter().map(|group| u32::from_ne_bytes(*group));
    // Numbers without a way out of the loop are vector code, and most articles are read to their end anyway.
    groups.fold(0, |found, group| found | u32::from(is(group))) != 0
}

/// Whether these are four `<` or `>`, which differ in one bit.
#[inline(always)]
fn is_brackets(group: u32) -> bool {
    group | u32::from_ne_bytes([2; 4]) == u32::from_ne_bytes(*b">>>>")
}

/// The lines that look like markers: seven of one of `<|=>` and then a space or nothing.
fn marker_lines(source: &str) -> impl Iterator<Item = (u8, Range<usize>)> {
    Lines::new(source).filter_map(|range| {
        let line = source[range.clone()].trim_end_matches(['\n', '\r']);
        let mark = *line.as_bytes().first().filter(|mark| b"<|=>".contains(mark))?;
        let after = line.trim_start_matches(char::from(mark));
        let alone = after.trim().is_empty();
        let is_marker = line.len() - after.len() == 7 && (alone || mark != b'=' && after.starts_with(' '));
        is_marker.then_some((mark, range))
    })
}
