//! Words that may have to be broken, and words that should not begin a line.

use memchr::{memchr, memrchr};

/// A word that may have to be broken.
#[derive(Debug, Default)]
pub(super) struct Word {
    pub(super) end: usize,
    pub(super) hyphenated: bool,
}

impl Word {
    /// The offset after the hyphen of the word at which a line from `start` ends: the last one before `full`, else the next.
    pub(super) fn hyphen(&self, text: &str, start: usize, full: usize) -> Option<usize> {
        if !self.hyphenated {
            return None;
        }
        let bytes = text.as_bytes();
        let full = full.clamp(start, self.end);
        let before = memrchr(b'-', bytes.get(start..full)?).map(|at| start + at + 1);
        before.or_else(|| memchr(b'-', bytes.get(full..self.end)?).map(|at| full + at + 1))
    }
}

/// Whether `word` is a hyphenated word of a language, such as `step-by-step`, and not a name, an option or a command.
pub(super) fn is_hyphenated(word: &str) -> bool {
    let word = word.trim_matches(['(', ')', '[', ']', '"', '\'', '.', ',', ';', ':', '!', '?']);
    let mut parts = word.split('-');
    let first = parts.next().unwrap_or_default();
    let mut more = false;
    let first_is_word = first.starts_with(|c: char| c.is_alphabetic()) && !first.contains(|c: char| !c.is_alphabetic());
    first_is_word
        && parts.all(|part| {
            more = true;
            part.starts_with(|c: char| c.is_lowercase()) && part.chars().all(|c| c.is_lowercase())
        })
        && more
}

/// Whether a line that began with `text` would look like something else: like a line of the list of references (`[12]`), a
/// list item (`- `, `12. `), a quote or a heading.
pub(super) fn may_not_begin_line(text: &str) -> bool {
    let ends = |rest: &[u8]| rest.first().is_none_or(|byte| matches!(byte, b' ' | b'\n'));
    match text.as_bytes() {
        [b'[', rest @ ..] => matches!(after_number(rest), Some([b']', ..])),
        [b'-' | b'*' | b'+' | b'>' | b'#', rest @ ..] => ends(rest),
        digits => match after_number(digits) {
            Some([b'.' | b')', rest @ ..]) => !rest.is_empty() && ends(rest),
            _ => false,
        },
    }
}

/// What follows the number of one to eight digits that `text` begins with.
fn after_number(text: &[u8]) -> Option<&[u8]> {
    let digits = text.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    if (1..=8).contains(&digits) { text.get(digits..) } else { None }
}
