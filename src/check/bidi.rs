//! Characters that turn the direction of text, so that it reads otherwise than it is.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::is_right_to_left;
use crate::visit::Node;

use super::source_cursor::SourceCursor;
use super::subject::Subject;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let source = subject.article.source();
    if has_turns(source) {
        let mut start = 0;
        for line in source.split_inclusive(['\n', '\r']) {
            found.extend(in_line(line, start));
            start += line.len();
        }
    } else if !source.contains("&#") {
        return;
    }
    let mut cursor = SourceCursor::new(source);
    for &node in &subject.nodes {
        if let Node::Words(words) = node
            && let Some(turn) = words.text.chars().find(|&c| role(c).is_some_and(|role| role != Role::Mark))
            && cursor.take(words.span).is_some_and(|written| !written.contains(turns))
        {
            found.push(Diagnostic::warning(Code::BIDI_CONTROL, words.span, message(turn)));
        }
    }
}

/// What a bidi control does (UAX #9).
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// It is a letter that does not show.
    Mark,
    /// It gives what follows the direction of its first letter, or from left to right.
    Isolate,
    /// It turns what follows from right to left, or for embedding.
    Turn,
    /// It makes letters run against their own direction.
    Override,
    /// It ends what another began.
    End,
}

fn role(c: char) -> Option<Role> {
    Some(match c {
        '\u{61C}' | '\u{200E}' | '\u{200F}' => Role::Mark,
        '\u{202A}' | '\u{2066}' | '\u{2068}' => Role::Isolate,
        '\u{202B}' | '\u{2067}' => Role::Turn,
        '\u{202D}' | '\u{202E}' => Role::Override,
        '\u{202C}' | '\u{2069}' => Role::End,
        _ => return None,
    })
}

/// Whether any character turns text, found by the bytes that they begin with: most articles have none.
fn has_turns(source: &str) -> bool {
    memchr::memchr2_iter(0xD8, 0xE2, source.as_bytes())
        .any(|at| source.get(at..).is_some_and(|rest| rest.starts_with(turns)))
}

fn turns(c: char) -> bool {
    role(c).is_some()
}

/// What is wrong with the controls in `line`, which begins at `start`. In text from right to left those have no place that
/// override it, or that the line does not end; in other text all but isolates that end, such as are put around a name in a
/// language that nobody knows.
fn in_line(line: &str, start: usize) -> Option<Diagnostic> {
    if !line.contains(turns) {
        return None;
    }
    let turned = line.contains(|c: char| is_right_to_left(c) && c.is_alphabetic());
    let (mut open, mut strays) = (Vec::new(), Vec::new());
    for (at, c) in line.char_indices() {
        match role(c) {
            Some(Role::Isolate) => open.push((at, c)),
            Some(Role::Turn) if turned => open.push((at, c)),
            Some(Role::End) if open.pop().is_some() || turned => {}
            None => {}
            Some(Role::Mark) if turned => {}
            Some(_) => strays.push((at, c)),
        }
    }
    strays.extend(open);
    strays.sort_unstable();
    let (&(first, c), &(last, _)) = (strays.first()?, strays.last()?);
    let found = Diagnostic::warning(Code::BIDI_CONTROL, start + first..start + first + c.len_utf8(), message(c));
    if turned {
        return Some(found);
    }
    let mended: String = line[first..last]
        .char_indices()
        .filter(|&(at, c)| strays.binary_search(&(first + at, c)).is_err())
        .map(|(_, c)| c)
        .collect();
    let end = last + line[last..].chars().next().map_or(0, char::len_utf8);
    Some(found.with_fix(start + first..start + end, mended))
}

fn message(c: char) -> String {
    let code = u32::from(c);
    format!(
        "expected no character that turns the direction of text, found U+{code:04X}; words can read otherwise than they are"
    )
}
