//! Lines that begin with letters or odd numbers, which make no list of Markdown: `a. First`, `(1) First`, `1、首先`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::before;

use super::around::{Around, Sort};
use super::blocks::Line;
use super::scripts::{CHINESE, digit, letter};

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
    first_counted: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Lower,
    Upper,
    Roman,
    UpperRoman,
    /// A letter of another alphabet, which begins with this one.
    Letter(char),
    /// A number in parentheses or circles, or one with a sign after it that Markdown does not know.
    Number(char),
}

const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// Characters that are numbers, from 1 to that of the last one.
const NUMBERS: [(char, char); 8] =
    [('①', '⑳'), ('⑴', '⒇'), ('⒈', '⒛'), ('❶', '❿'), ('➀', '➉'), ('➊', '➓'), ('Ⅰ', 'Ⅻ'), ('ⅰ', 'ⅻ')];

/// The ordinal that the `line` begins with; `before` is that of a line before it. Reports it, if it is the next one, and the first
/// with the second: alone it is no list. It may come next in a list `around` it, if the line `is_joined` to the one above.
pub(super) fn next(
    source: &str,
    line: Line<'_>,
    is_joined: bool,
    before: Option<Ordinal>,
    around: &Around,
    found: &mut Diagnostics,
) -> Option<Ordinal> {
    let this_line = ordinals(line.text, line.start);
    let ordinals = || this_line.into_iter().flatten();
    let follows =
        |this: &Ordinal| before.is_some_and(|before| (before.kind, before.number + 1) == (this.kind, this.number));
    if let Some(this) = ordinals().find(follows) {
        let first_counted = before.and_then(|before| before.first_counted);
        found.extend(before.filter(|first| first.number == 1).map(|first| first.report(source, around)));
        let this = Ordinal { first_counted, ..this };
        found.push(this.report(source, around));
        return Some(this);
    }
    let comes_next = |this: &Ordinal| {
        matches!(this.kind, Kind::Number(_)) && around.expects(this.number.into()) && !this.is_counted(source)
    };
    let may_come_next = is_joined && before.is_none();
    if let Some(this) = may_come_next.then(|| ordinals().find(comes_next)).flatten() {
        let this = Ordinal { first_counted: Some(this.number), ..this };
        found.push(this.report(source, around));
        return Some(this);
    }
    // A line that continues an item counts nothing.
    ordinals().find(|this| this.number == 1).or(before)
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
        let mark = if written.trim_end().ends_with(')') && !written.starts_with(['(', '（']) { ')' } else { '.' };
        let marker = self.at..self.at + written.trim_end().len();
        let found = Diagnostic::warning(Code::LIST_LETTER, marker, message);
        let pad = match self.first_counted {
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
        let mut forms = self.kind.forms(self.number).into_iter().zip(self.kind.forms(self.number.saturating_sub(1)));
        let form = forms.find_map(|(this, previous)| {
            let (this, previous) = (this?, previous?);
            written.contains(&this).then(|| written.replacen(&this, &previous, 1))
        });
        form.is_some_and(|form| before(source, self.at, LOOK).contains(&form))
    }
}

impl Kind {
    /// How `number` may be written: in digits, in full-width ones, as a sign.
    fn forms(self, number: u32) -> [Option<String>; 3] {
        let digits = number.to_string();
        let wide = digits.chars().filter_map(|c| char::from_u32(u32::from('０') + c.to_digit(10)?)).collect();
        [Some(digits), Some(wide), self.sign(number).map(String::from)]
    }

    /// The sign that is `number`: `②`, `二`.
    fn sign(self, number: u32) -> Option<char> {
        let Kind::Number(first) = self else { return None };
        let index = number.checked_sub(1)?;
        match first {
            '一' => CHINESE.chars().nth(index as usize),
            _ if NUMBERS.iter().any(|(known, _)| *known == first) => char::from_u32(u32::from(first) + index),
            _ => None,
        }
    }
}

/// What `text` may begin with: `i.` counts as a letter and as a number.
fn ordinals(text: &str, at: usize) -> [Option<Ordinal>; 6] {
    let line = Beginning::of(text, at);
    [line.letter(), line.other_letter(), line.roman(), line.number(), line.sign(), line.numeral()]
}

/// The beginning of a line, taken apart as if a number were there: `(1) Step`.
struct Beginning<'s> {
    text: &'s str,
    at: usize,
    /// The length of the bracket before the number, if there is one.
    open: usize,
    /// What is after that.
    word: &'s str,
    /// The number or letters.
    name: &'s str,
    /// What is after these, and its first character.
    after: &'s str,
    mark: char,
}

impl<'s> Beginning<'s> {
    fn of(text: &'s str, at: usize) -> Beginning<'s> {
        let open = text.chars().next().filter(|c| matches!(c, '(' | '（')).map_or(0, char::len_utf8);
        let word = &text[open..];
        let length = word.chars().take(5).take_while(|c| is_counting(*c)).map(char::len_utf8).sum();
        let (name, after) = word.split_at(length);
        Beginning { text, at, open, word, name, after, mark: after.chars().next().unwrap_or(' ') }
    }

    /// The length up to what is after the mark.
    fn marked(&self) -> usize {
        self.open + self.name.len() + self.mark.len_utf8()
    }

    /// Whether the mark is one that letters have, too.
    fn has_mark(&self) -> bool {
        self.mark == ')' || self.mark == '.' && self.open == 0
    }

    /// The ordinal that is as long as `marker` and the blanks after it, if text follows.
    fn ordinal(&self, kind: Kind, number: u32, marker: usize, needs_blank: bool) -> Option<Ordinal> {
        let rest = self.text[marker..].trim_start_matches([' ', '\t']);
        let length = self.text.len() - rest.len();
        let is_item = !rest.is_empty() && (length > marker || !needs_blank);
        is_item.then_some(Ordinal { kind, number, length, at: self.at, first_counted: None })
    }

    /// `a.`, `(B)`
    fn letter(&self) -> Option<Ordinal> {
        let &[letter] = self.name.as_bytes() else { return None };
        let kind = if letter.is_ascii_lowercase() { Kind::Lower } else { Kind::Upper };
        let number = u32::from(letter.to_ascii_lowercase()).checked_sub(96)?;
        (letter.is_ascii_alphabetic() && self.has_mark()).then(|| self.ordinal(kind, number, self.marked(), true))?
    }

    /// `а)`, `가.`
    fn other_letter(&self) -> Option<Ordinal> {
        let written = self.word.chars().next()?;
        let (first, number) = letter(written)?;
        let after = &self.word[written.len_utf8()..];
        let mark = after.chars().next()?;
        let is_mark = matches!(mark, ')' | '）') || mark == '.' && self.open == 0;
        let marker = self.open + written.len_utf8() + mark.len_utf8();
        is_mark.then(|| self.ordinal(Kind::Letter(first), number, marker, mark != '）'))?
    }

    /// `iv.`, `(IV)`
    fn roman(&self) -> Option<Ordinal> {
        let index = ROMAN.iter().position(|roman| roman.eq_ignore_ascii_case(self.name))?;
        let is_upper = self.name.bytes().all(|byte| byte.is_ascii_uppercase());
        let kind = if is_upper { Kind::UpperRoman } else { Kind::Roman };
        let is_roman = self.has_mark() && (is_upper || *self.name == *ROMAN[index]);
        is_roman.then(|| self.ordinal(kind, index as u32 + 1, self.marked(), true))?
    }

    /// `(1)`, `1、`, `1 、`, `1.)`, `1.-`, `1-`
    fn number(&self) -> Option<Ordinal> {
        let &Beginning { open, name, after, mark, .. } = self;
        let is_wide = !name.is_ascii();
        // `1.5` and `１．５` are numbers.
        let is_decimal = after.chars().nth(1).is_some_and(|c| digit(c).is_some());
        // `1 、打开`, as where digits are written with a blank after them.
        let is_apart = mark == ' ' && after.starts_with(" 、");
        let is_odd = matches!(mark, '、' | '）')
            || is_apart && open == 0
            || matches!(mark, '．' | '。') && !is_decimal
            || is_wide && mark == '.' && !is_decimal
            || mark == ')' && (open > 0 || is_wide);
        // `1.) Stop it`, `1.- Stop it`, `1- Stop it`
        let is_double = after.starts_with(".)") || after.starts_with(".-");
        let is_dash = mark == '-';
        let number = name.chars().try_fold(0, |number, c| Some(number * 10 + digit(c)?)).filter(|_| !name.is_empty());
        let number = number.filter(|_| is_odd || (is_double || is_dash) && open == 0)?;
        let (mark, length) = if is_apart { ('、', '、'.len_utf8()) } else { (mark, usize::from(is_double)) };
        let marker = self.marked() + length;
        self.ordinal(Kind::Number(mark), number, marker, is_double || is_dash)
    }

    /// `①`, `Ⅱ.`
    fn sign(&self) -> Option<Ordinal> {
        let sign = self.text.chars().next()?;
        let (first, _) = NUMBERS.into_iter().find(|(first, last)| (*first..=*last).contains(&sign))?;
        let rest = &self.text[sign.len_utf8()..];
        let mark = rest.chars().next().filter(|mark| ".．、)）".contains(*mark)).map_or(0, char::len_utf8);
        let number = u32::from(sign) - u32::from(first) + 1;
        self.ordinal(Kind::Number(first), number, sign.len_utf8() + mark, false)
    }

    /// `一、`, `（二）`
    fn numeral(&self) -> Option<Ordinal> {
        let numeral = self.word.chars().next()?;
        let index = CHINESE.chars().position(|known| known == numeral)?;
        let mark = self.word[numeral.len_utf8()..].chars().next()?;
        let is_marked = if self.open > 0 { matches!(mark, '）' | ')') } else { mark == '、' };
        let marker = self.open + numeral.len_utf8() + mark.len_utf8();
        is_marked.then(|| self.ordinal(Kind::Number('一'), index as u32 + 1, marker, false))?
    }
}

fn is_counting(c: char) -> bool {
    c.is_ascii_alphabetic() || digit(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str, expected: &[(Kind, u32, usize)]) {
        let found: Vec<_> =
            ordinals(text, 0).into_iter().flatten().map(|one| (one.kind, one.number, one.length)).collect();
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
        is("١. افتح", &[(Kind::Number('.'), 1, 4)]);
        is("๒) ปิด", &[(Kind::Number(')'), 2, 5)]);
        is("1 、打开", &[(Kind::Number('、'), 1, 5)]);
        is("2.- Feche", &[(Kind::Number('.'), 2, 4)]);
        is("б) Два", &[(Kind::Letter('а'), 2, 4)]);
        is("(나) 닫기", &[(Kind::Letter('가'), 2, 6)]);
        is("ב. סגור", &[(Kind::Letter('א'), 2, 4)]);
        is("⑵Second", &[(Kind::Number('⑴'), 2, 3)]);
        for text in [
            "1. a",
            "1) a",
            "1 、",
            "1.-5",
            "в.",
            "в.г",
            "(а. б",
            "а б",
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
