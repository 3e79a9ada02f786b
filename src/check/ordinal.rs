//! Lines that begin with letters or odd numbers, which make no list of Markdown: `a. First`, `(1) First`, `1、首先`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// What a line begins with that counts lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ordinal {
    kind: Kind,
    number: u32,
    /// Its length, in bytes.
    length: usize,
    /// Where it is in the source.
    at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Lower,
    Upper,
    Roman,
    /// A number in parentheses or circles, or one with a sign after it that Markdown does not know.
    Number(char),
}

const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// The ordinal that the line `text`, which is at `at`, begins with; `before` is that of a line before it. Reports it, if it is
/// the next one, and the first with the second: alone it is no list.
pub(super) fn next(
    source: &str,
    text: &str,
    at: usize,
    before: Option<Ordinal>,
    found: &mut Diagnostics,
) -> Option<Ordinal> {
    let follows =
        |this: &Ordinal| before.is_some_and(|before| (before.kind, before.number + 1) == (this.kind, this.number));
    if let Some(this) = ordinals(text, at).find(follows) {
        found.extend(before.filter(|first| first.number == 1).map(|first| first.report(source)));
        found.push(this.report(source));
        return Some(this);
    }
    // A line that continues an item counts nothing.
    ordinals(text, at).find(|this| this.number == 1).or(before)
}

impl Ordinal {
    fn report(self, source: &str) -> Diagnostic {
        let end = self.at + self.length;
        let written = source.get(self.at..end).unwrap_or_default();
        let expected = if matches!(self.kind, Kind::Number(_)) { "a number and a dot" } else { "a number" };
        let message = format!(
            "expected {expected} at the beginning of a list item, found `{}`, which makes no list",
            written.trim_end()
        );
        let mark = if written.trim_end().ends_with(')') && !written.starts_with('(') { ')' } else { '.' };
        let marker = self.at..self.at + written.trim_end().len();
        Diagnostic::warning(Code::LIST_LETTER, marker, message)
            .with_fix(self.at..end, format!("{}{mark} ", self.number))
    }
}

/// What `text` may begin with: `i.` counts as a letter and as a number.
fn ordinals(text: &str, at: usize) -> impl Iterator<Item = Ordinal> {
    let blanks = |length: usize| length + text[length..].len() - text[length..].trim_start_matches([' ', '\t']).len();
    let make = move |kind, number, marker: usize, needs_blank: bool| {
        let length = blanks(marker);
        let is_item = !text[length..].is_empty() && (length > marker || !needs_blank);
        is_item.then_some(Ordinal { kind, number, length, at })
    };
    let (word, open) = match text.strip_prefix('(') {
        Some(inside) => (inside, 1),
        None => (text, 0),
    };
    let length = word.bytes().take(5).take_while(u8::is_ascii_alphanumeric).count();
    let (name, after) = word.split_at(length);
    let mark = after.chars().next().unwrap_or(' ');
    let marker = open + length + mark.len_utf8();
    let is_marked = mark == ')' || mark == '.' && open == 0;
    let letter = || {
        let &[letter] = name.as_bytes() else { return None };
        let kind = if letter.is_ascii_lowercase() { Kind::Lower } else { Kind::Upper };
        let number = u32::from(letter.to_ascii_lowercase()).checked_sub(96)?;
        (letter.is_ascii_alphabetic() && is_marked).then(|| make(kind, number, marker, true))?
    };
    let roman = || {
        let index = ROMAN.iter().position(|roman| *roman == name)?;
        is_marked.then(|| make(Kind::Roman, index as u32 + 1, marker, true))?
    };
    let number = || {
        let is_odd = matches!(mark, '、' | '．' | '）') || mark == ')' && open == 1;
        // `1.) Stop it`, `1- Stop it`
        let is_double = mark == '.' && after.starts_with(".)");
        let is_dash = mark == '-';
        let number = name.parse().ok().filter(|_| is_odd || (is_double || is_dash) && open == 0)?;
        make(Kind::Number(mark), number, marker + usize::from(is_double), is_double || is_dash)
    };
    let circled = || {
        let circle = text.chars().next().filter(|c| ('①'..='⑳').contains(c))?;
        make(Kind::Number('①'), u32::from(circle) - u32::from('①') + 1, circle.len_utf8(), false)
    };
    [letter(), roman(), number(), circled()].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str, expected: &[(Kind, u32, usize)]) {
        let found: Vec<_> = ordinals(text, 0).map(|one| (one.kind, one.number, one.length)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn beginnings_of_lines() {
        is("a. First", &[(Kind::Lower, 1, 3)]);
        is("B)\tSecond", &[(Kind::Upper, 2, 3)]);
        is("(c) Third", &[(Kind::Lower, 3, 4)]);
        is("i. First", &[(Kind::Lower, 9, 3), (Kind::Roman, 1, 3)]);
        is("iv) Fourth", &[(Kind::Roman, 4, 4)]);
        is("(12) Twelfth", &[(Kind::Number(')'), 12, 5)]);
        is("1、首先", &[(Kind::Number('、'), 1, 4)]);
        is("2．次に", &[(Kind::Number('．'), 2, 4)]);
        is("③最後", &[(Kind::Number('①'), 3, 3)]);
        is("1.) Stop", &[(Kind::Number('.'), 1, 4)]);
        is("2- Stop", &[(Kind::Number('-'), 2, 3)]);
        for text in ["1. a", "1) a", "a.b", "a", "e.g. a", "a.", "(see) a", "Note. a", "①"] {
            is(text, &[]);
        }
    }
}
