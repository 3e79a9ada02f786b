//! Lines that begin with letters or odd numbers, which make no list of Markdown: `a. First`, `(1) First`, `1、首先`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::before;

use super::around::{Around, Sort};
use super::blocks::Line;

/// Most bytes before a line in which the number before its own is looked for.
const LOOK: usize = 1024;

/// What a line begins with that counts lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ordinal {
    kind: Kind,
    number: u32,
    /// Its length, in bytes.
    length: usize,
    /// Where it is in the source.
    at: usize,
    /// The number of the first line that goes on counting the items of a list, if this line does, too.
    goes_on: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Lower,
    Upper,
    Roman,
    UpperRoman,
    /// A number in parentheses or circles, or one with a sign after it that Markdown does not know.
    Number(char),
}

const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// Characters that are numbers, from 1 to that of the last one.
const NUMBERS: [(char, char); 8] =
    [('①', '⑳'), ('⑴', '⒇'), ('⒈', '⒛'), ('❶', '❿'), ('➀', '➉'), ('➊', '➓'), ('Ⅰ', 'Ⅻ'), ('ⅰ', 'ⅻ')];

/// The ordinal that the `line` begins with; `before` is that of a line before it. Reports it, if it is the next one, and the first
/// with the second: alone it is no list. It may come next in a list `around`, where it
/// `is_joined` to the line above.
pub(super) fn next(
    source: &str,
    line: Line<'_>,
    is_joined: bool,
    before: Option<Ordinal>,
    around: &Around,
    found: &mut Diagnostics,
) -> Option<Ordinal> {
    let follows =
        |this: &Ordinal| before.is_some_and(|before| (before.kind, before.number + 1) == (this.kind, this.number));
    if let Some(this) = ordinals(line.text, line.start).find(follows) {
        let goes_on = before.and_then(|before| before.goes_on);
        found.extend(before.filter(|first| first.number == 1).map(|first| first.report(source, around)));
        let this = Ordinal { goes_on, ..this };
        found.push(this.report(source, around));
        return Some(this);
    }
    let comes_next = |this: &Ordinal| {
        matches!(this.kind, Kind::Number(_)) && around.expects(this.number.into()) && !this.is_counted(source)
    };
    if let Some(this) = ordinals(line.text, line.start).find(comes_next).filter(|_| is_joined && before.is_none()) {
        let this = Ordinal { goes_on: Some(this.number), ..this };
        found.push(this.report(source, around));
        return Some(this);
    }
    // A line that continues an item counts nothing.
    ordinals(line.text, line.start).find(|this| this.number == 1).or(before)
}

impl Ordinal {
    fn report(self, source: &str, around: &Around) -> Diagnostic {
        let end = self.at + self.length;
        let written = source.get(self.at..end).unwrap_or_default();
        let expected = if matches!(self.kind, Kind::Number(_)) { "a number and a dot" } else { "a number" };
        let message = format!(
            "expected {expected} at the beginning of a list item, found `{}`, which makes no list",
            written.trim_end()
        );
        let mark = if written.trim_end().ends_with(')') && !written.starts_with('(') { ')' } else { '.' };
        let marker = self.at..self.at + written.trim_end().len();
        let found = Diagnostic::warning(Code::LIST_LETTER, marker, message);
        let pad = match self.goes_on {
            Some(first) => around.goes_on(source, self.at, first.into()).then_some(0),
            None => around.pad(source, self.at, Sort::Number),
        };
        match pad {
            Some(pad) => found.with_fix(self.at..end, format!("{}{}{mark} ", " ".repeat(pad), self.number)),
            None => found,
        }
    }

    /// Whether the number before it is written so among the words before, as in `(1) the lamp and⏎(2) the switch`.
    fn is_counted(self, source: &str) -> bool {
        let written = source.get(self.at..self.at + self.length).unwrap_or_default().trim_end();
        let previous = written.replacen(&self.number.to_string(), &(self.number - 1).to_string(), 1);
        previous != written && before(source, self.at, LOOK).contains(&previous)
    }
}

/// What `text` may begin with: `i.` counts as a letter and as a number.
fn ordinals(text: &str, at: usize) -> impl Iterator<Item = Ordinal> {
    let blanks = |length: usize| length + text[length..].len() - text[length..].trim_start_matches([' ', '\t']).len();
    let make = move |kind, number, marker: usize, needs_blank: bool| {
        let length = blanks(marker);
        let is_item = !text[length..].is_empty() && (length > marker || !needs_blank);
        is_item.then_some(Ordinal { kind, number, length, at, goes_on: None })
    };
    let (word, open) = match text.chars().next() {
        Some(open @ ('(' | '（')) => (&text[open.len_utf8()..], open.len_utf8()),
        _ => (text, 0),
    };
    let length: usize = word.chars().take(5).take_while(|c| is_counting(*c)).map(char::len_utf8).sum();
    let (name, after) = word.split_at(length);
    let mark = after.chars().next().unwrap_or(' ');
    let marker = open + length + mark.len_utf8();
    let next = text.get(marker..).and_then(|rest| rest.chars().next());
    let is_marked = mark == ')' || mark == '.' && open == 0;
    let letter = || {
        let &[letter] = name.as_bytes() else { return None };
        let kind = if letter.is_ascii_lowercase() { Kind::Lower } else { Kind::Upper };
        let number = u32::from(letter.to_ascii_lowercase()).checked_sub(96)?;
        (letter.is_ascii_alphabetic() && is_marked).then(|| make(kind, number, marker, true))?
    };
    let roman = || {
        let index = ROMAN.iter().position(|roman| roman.eq_ignore_ascii_case(name))?;
        let is_upper = name.bytes().all(|byte| byte.is_ascii_uppercase());
        let kind = if is_upper { Kind::UpperRoman } else { Kind::Roman };
        let is_marked = is_marked && (is_upper || *name == *ROMAN[index]);
        is_marked.then(|| make(kind, index as u32 + 1, marker, true))?
    };
    let number = || {
        let is_wide = !name.is_ascii();
        // `1.5` and `１．５` are numbers.
        let is_decimal = next.is_some_and(|c| digit(c).is_some());
        let is_odd = matches!(mark, '、' | '）')
            || matches!(mark, '．' | '。') && !is_decimal
            || is_wide && mark == '.' && !is_decimal
            || mark == ')' && (open > 0 || is_wide);
        // `1.) Stop it`, `1- Stop it`
        let is_double = mark == '.' && after.starts_with(".)");
        let is_dash = mark == '-';
        let number = name.chars().try_fold(0, |number, c| Some(number * 10 + digit(c)?)).filter(|_| !name.is_empty());
        let number = number.filter(|_| is_odd || (is_double || is_dash) && open == 0)?;
        make(Kind::Number(mark), number, marker + usize::from(is_double), is_double || is_dash)
    };
    let single = || {
        let sign = text.chars().next()?;
        let (first, _) = NUMBERS.into_iter().find(|(first, last)| (*first..=*last).contains(&sign))?;
        let rest = &text[sign.len_utf8()..];
        let mark = rest.chars().next().filter(|mark| ".．、)）".contains(*mark)).map_or(0, char::len_utf8);
        make(Kind::Number(first), u32::from(sign) - u32::from(first) + 1, sign.len_utf8() + mark, false)
    };
    let chinese = || {
        let numeral = word.chars().next()?;
        let index = CHINESE.chars().position(|known| known == numeral)?;
        let mark = word[numeral.len_utf8()..].chars().next()?;
        let is_marked = if open > 0 { matches!(mark, '）' | ')') } else { mark == '、' };
        is_marked.then(|| {
            let marker = open + numeral.len_utf8() + mark.len_utf8();
            make(Kind::Number('一'), index as u32 + 1, marker, false)
        })?
    };
    [letter(), roman(), number(), single(), chinese()].into_iter().flatten()
}

/// Numbers from one to ten.
const CHINESE: &str = "一二三四五六七八九十";

fn is_counting(c: char) -> bool {
    c.is_ascii_alphabetic() || digit(c).is_some()
}

/// The value of a digit, which may be a full-width one.
fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
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
        is("（3）最后", &[(Kind::Number('）'), 3, 7)]);
        is("（４） 最后", &[(Kind::Number('）'), 4, 10)]);
        is("２. 然后", &[(Kind::Number('.'), 2, 5)]);
        is("２)然后", &[(Kind::Number(')'), 2, 4)]);
        is("2。然后", &[(Kind::Number('。'), 2, 4)]);
        is("II. Second", &[(Kind::UpperRoman, 2, 4)]);
        is("I. First", &[(Kind::Upper, 9, 3), (Kind::UpperRoman, 1, 3)]);
        is("Ⅱ. Second", &[(Kind::Number('Ⅰ'), 2, 5)]);
        is("二、然后", &[(Kind::Number('一'), 2, 6)]);
        is("（三）最后", &[(Kind::Number('一'), 3, 9)]);
        is("⑵Second", &[(Kind::Number('⑴'), 2, 3)]);
        for text in [
            "1. a",
            "1) a",
            "a.b",
            "a",
            "e.g. a",
            "a.",
            "(see) a",
            "Note. a",
            "①",
            "１．５",
            "１.５",
            "1。5",
            "（見）a",
            "一般",
            "一，二",
            "Ii. a",
        ] {
            is(text, &[]);
        }
    }
}
