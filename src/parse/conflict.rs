//! Merge-conflict markers (format §2.2): lines of seven `<`, `|`, `=` or `>` that a version control system left.

use std::ops::Range;

use memchr::memmem;

use crate::diagnostic::{Code, Diagnostic, excerpt};

/// The merge conflicts of an article.
#[derive(Default)]
pub(crate) struct Conflicts {
    /// The marker lines in order, each with its line end.
    pub(crate) lines: Vec<Range<usize>>,
    /// What does not count, in order: the opening lines, and the second sides with the lines around them.
    pub(crate) skips: Vec<Range<usize>>,
}

impl Conflicts {
    /// The end of what does not count from `at` on, if `at` begins such a piece.
    pub(crate) fn skip(&self, at: usize) -> Option<usize> {
        let index = self.skips.binary_search_by_key(&at, |skip| skip.start).ok()?;
        Some(self.skips[index].end)
    }

    /// Whether a marker line begins at `at`.
    pub(crate) fn is_marker(&self, at: usize) -> bool {
        self.lines.binary_search_by_key(&at, |line| line.start).is_ok()
    }

    fn add(&mut self, conflict: Open, closer: Option<Range<usize>>) {
        let second = conflict.base.or(conflict.middle.clone());
        self.lines.extend(conflict.opener.clone());
        self.lines.extend(second.clone().filter(|base| Some(base) != conflict.middle.as_ref()));
        self.lines.extend(conflict.middle.clone());
        self.lines.extend(closer.clone());
        self.skips.extend(conflict.opener);
        match (second, closer) {
            (Some(second), Some(closer)) => self.skips.push(second.start..closer.end),
            (second, closer) => self.skips.extend(second.or(closer)),
        }
    }
}

/// A conflict of which the closer was not yet found.
#[derive(Default)]
struct Open {
    opener: Option<Range<usize>>,
    base: Option<Range<usize>>,
    middle: Option<Range<usize>>,
}

/// Finds the merge conflicts of `source` and reports each as an error.
///
/// A conflict begins with `<<<<<<<`; its other lines count only behind one, because `=======` underlines headings and
/// `>>>>>>>` quotes. Only `=======` with a `>>>>>>>` behind it is a conflict whose beginning was deleted.
pub(crate) fn conflicts(source: &str, found: &mut Vec<Diagnostic>) -> Conflicts {
    let mut conflicts = Conflicts::default();
    if memmem::find(source.as_bytes(), b"<<<<<<<").or_else(|| memmem::find(source.as_bytes(), b">>>>>>>")).is_none() {
        return conflicts;
    }
    let mut open = Open::default();
    for (mark, line) in marker_lines(source) {
        match mark {
            b'<' => {
                let before = std::mem::take(&mut open);
                open.opener = Some(line);
                if before.opener.is_some() {
                    close(source, &mut conflicts, before, None, found);
                }
            }
            b'|' if open.opener.is_some() && open.middle.is_none() => open.base = Some(line),
            b'=' if open.opener.is_none() || open.middle.is_none() => open.middle = Some(line),
            b'>' if open.opener.is_some() || open.middle.is_some() => {
                close(source, &mut conflicts, std::mem::take(&mut open), Some(line), found);
            }
            _ => {}
        }
    }
    if open.opener.is_some() {
        close(source, &mut conflicts, open, None, found);
    }
    conflicts
}

fn close(
    source: &str,
    conflicts: &mut Conflicts,
    conflict: Open,
    closer: Option<Range<usize>>,
    found: &mut Vec<Diagnostic>,
) {
    let first = conflict.opener.clone().or(conflict.middle.clone()).unwrap_or_default();
    let message = format!("expected no merge conflict, found `{}`", excerpt(source[first.clone()].trim_end()));
    let second = conflict.base.clone().or(conflict.middle.clone());
    let place = match &second {
        Some(second) if second.start > first.start => first.start..second.start,
        _ => first,
    };
    let error = Diagnostic::error(Code::MERGE_CONFLICT, place, message);
    found.push(match (second, &closer) {
        (Some(second), Some(closer)) => error.with_related(second.start..closer.end, "the second side"),
        _ => error,
    });
    conflicts.add(conflict, closer);
}

/// The lines that look like markers: seven of one of `<|=>` and then a space or nothing.
fn marker_lines(source: &str) -> impl Iterator<Item = (u8, Range<usize>)> {
    let mut end = 0;
    source.split_inclusive(['\n', '\r']).filter_map(move |line| {
        let start = end;
        end += line.len();
        let mark = *line.as_bytes().first().filter(|mark| b"<|=>".contains(mark))?;
        let behind = line.trim_start_matches(mark as char);
        let alone = behind.trim().is_empty();
        let is_marker = line.len() - behind.len() == 7 && (alone || mark != b'=' && behind.starts_with(' '));
        is_marker
            .then(|| (mark, start..end + usize::from(source[..end].ends_with('\r') && source[end..].starts_with('\n'))))
    })
}
