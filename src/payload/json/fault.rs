//! Where and why a text is not JSON, in words.

use std::borrow::Cow;
use std::ops::Range;

use crate::payload::MAX_NESTING;

/// Where and why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The place, in bytes of the text.
    pub(crate) at: Range<usize>,
    /// What was expected and what was found.
    pub(crate) message: String,
    /// A line end inside the string before the place: perhaps that string lacks its closing quote.
    pub(crate) line_end: Option<usize>,
    /// What to put where, if that mends it.
    pub(crate) fix: Option<(Range<usize>, Cow<'static, str>)>,
}

impl Fault {
    /// `expected` at `start` of `text`, where something else is.
    pub(crate) fn expected(text: &str, expected: &str, start: usize) -> Fault {
        let (at, found) = word_at(text, start);
        Fault::new(at, format!("expected {expected}, found {found}"))
    }

    /// `expected` where the text ends.
    pub(super) fn at_end(text: &str, expected: &str) -> Fault {
        let end = text.trim_end().len();
        Fault::new(end..end, format!("expected {expected}, found the end of the payload"))
    }

    /// Something is at `start` of `text` where the JSON should have ended.
    pub(crate) fn trailing(text: &str, start: usize) -> Fault {
        Fault::expected(text, "the end of the payload", start)
    }

    /// The bracket at `at` opens a level too many.
    pub(super) fn nesting(at: usize) -> Fault {
        Fault::new(at..at + 1, format!("expected at most {MAX_NESTING} levels of nesting, found more"))
    }

    /// A value is not of the type that a host asked for, as `error` says of `text`.
    pub(crate) fn of_type(text: &str, error: &serde_json::Error) -> Fault {
        let (line, column) = (error.line(), error.column());
        let line_start = match line {
            0 | 1 => 0,
            _ => memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 2).map_or(text.len(), |at| at + 1),
        };
        let at = (line_start + column).min(text.len());
        let written = error.to_string();
        let reason = written.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&written);
        Fault::new(at..at, reason.to_owned())
    }

    fn new(at: Range<usize>, message: String) -> Fault {
        Fault { at, message, line_end: None, fix: None }
    }

    /// The same, mended by `replacement` in the place `at`.
    pub(super) fn with_fix(mut self, at: Range<usize>, replacement: impl Into<Cow<'static, str>>) -> Fault {
        self.fix = Some((at, replacement.into()));
        self
    }
}

/// Whether `c` belongs to a word or number as messages name them.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.')
}

/// How much of what was found a message repeats, in characters.
const FOUND_LENGTH: usize = 24;

/// What is at `start` of `text`, as a message names it: a word, an escape or a character.
fn word_at(text: &str, start: usize) -> (Range<usize>, String) {
    let rest = text.get(start..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return (start..start, "the end of the payload".to_owned());
    };
    let length = match first {
        '\\' if rest.starts_with("\\u") => rest.char_indices().nth(6).map_or(rest.len(), |(at, _)| at),
        '\\' => rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at),
        _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        _ => first.len_utf8(),
    };
    let word = rest.get(..length).unwrap_or_default();
    let found = match word.char_indices().nth(FOUND_LENGTH) {
        Some((cut, _)) => format!("`{}…`", word.get(..cut).unwrap_or_default()),
        None if first.is_control() || first.is_whitespace() || first == '\u{feff}' => {
            format!("U+{:04X}", u32::from(first))
        }
        None => format!("`{word}`"),
    };
    (start..start + length, found)
}
