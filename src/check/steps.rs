//! Lines that count in ways of their own, and run together: `Step 1: Open it`, `1.1 Open it`, `1 - Open it`, `**1.** Open it`.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{first_line, is_cjk, near};

use super::around::{Around, Sort};
use super::blocks::Line;
use super::scripts::{CHINESE, digit};

/// Longest beginning of a line, in bytes, that is looked at.
const MOST: usize = 80;

/// Words for a step before its number, in small letters.
const WORDS: [&str; 24] = [
    "step",
    "schritt",
    "étape",
    "etape",
    "paso",
    "passo",
    "passaggio",
    "stap",
    "steg",
    "trin",
    "krok",
    "vaihe",
    "lépés",
    "adım",
    "bước",
    "langkah",
    "pas",
    "шаг",
    "крок",
    "ステップ",
    "手順",
    "步骤",
    "步驟",
    "الخطوة",
];

/// Most dots in a number such as `1.2.1`.
const MOST_DOTS: usize = 3;

/// What a line begins with that counts lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step<'s> {
    kind: Kind<'s>,
    number: u32,
    /// How many bytes of asterisks are before it, its length with them, and that with the blanks after it.
    marks: usize,
    length: usize,
    spaced: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind<'s> {
    /// `Step 1:`, `第一步：`, by the word.
    Word(&'s str),
    /// `1.1`, by what is before the last number.
    Part(&'s str),
    /// `1 -`, by the sign.
    Apart(char),
    /// `**1.**` and `**1. Open it**`.
    Bold,
}

/// Lines of a paragraph, each of which readers see joined to the one before.
#[derive(Default)]
pub(super) struct Lines<'s> {
    before: Option<Step<'s>>,
    /// Whether they count from zero, which no list that a fix makes would do.
    from_zero: bool,
    /// What is said of the line before, if this one counts on.
    first: Option<Diagnostic>,
}

impl<'s> Lines<'s> {
    /// Takes up the next line. One that counts nothing goes on with the step above it.
    pub(super) fn next(
        &mut self,
        source: &str,
        line: Line<'s>,
        is_joined: bool,
        around: &Around,
        found: &mut Diagnostics,
    ) {
        if !is_joined {
            *self = Lines::default();
        }
        let Some(step) = step(line.text) else { return };
        let this = step.report(source, line.start, around);
        let counts_on = self.before.is_some_and(|before| (before.kind, before.number + 1) == (step.kind, step.number));
        self.from_zero = step.number == 0 || self.from_zero && counts_on;
        let this = if self.from_zero { Diagnostic { fix: None, ..this } } else { this };
        if counts_on {
            found.extend(self.first.take());
            found.push(this);
        } else {
            // The others are of a list that begins elsewhere, or of a sentence that the author broke there.
            let begins = step.number < 2 || matches!(step.kind, Kind::Word(_));
            self.first = begins.then_some(this);
            self.before = begins.then_some(step);
            return;
        }
        self.before = Some(step);
    }
}

impl Step<'_> {
    fn report(self, source: &str, at: usize, around: &Around) -> Diagnostic {
        let marker = at + self.marks..at + self.length;
        let message = format!(
            "expected a number and a dot at the beginning of a list item, found `{}`, which makes no list",
            &source[marker.clone()]
        );
        let found = Diagnostic::warning(Code::LIST_LETTER, marker, message);
        // The bold text of `**1. Open it**` ends where it ends, and other texts may name `Step 1` and `1.1`.
        let is_sure = match self.kind {
            // `1 - High` may be a value.
            Kind::Apart(_) => first_line(&source[at + self.spaced..]).trim().contains(' '),
            Kind::Bold => self.length > "1.".len() && source[..at + self.length].ends_with('*'),
            Kind::Word(_) | Kind::Part(_) => false,
        };
        match around.pad(source, at, Sort::Number).filter(|_| is_sure) {
            Some(pad) => found.with_fix(at..at + self.spaced, format!("{}{}. ", " ".repeat(pad), self.number)),
            None => found,
        }
    }
}

/// What the line `text` begins with.
fn step(text: &str) -> Option<Step<'_>> {
    let near = near(text, MOST);
    bold(near).or_else(|| word(near)).or_else(|| ordinal_word(near)).or_else(|| part(near)).or_else(|| apart(near))
}

/// `Step 1: Open it`, `**Étape 1 :** Ouvrir`, `ステップ1：開く`
fn word(text: &str) -> Option<Step<'_>> {
    let inside = text.trim_start_matches(['*', '_']);
    let marks = text.len() - inside.len();
    let length = inside.find(|c: char| !c.is_alphabetic()).filter(|&length| length > 0 && marks < 3)?;
    let name = &inside[..length];
    let lower = name.to_lowercase();
    let after = inside[length..].trim_start_matches([' ', '\u{A0}']);
    let (number, digits) = number(after)?;
    let known = WORDS.into_iter().find(|word| *word == lower)?;
    let is_apart = after.len() < inside.len() - length || is_cjk(name.chars().next()?);
    let end = text.len() - after.len() + digits;
    is_apart.then(|| signed(text, marks..end, Kind::Word(known), number))?
}

/// `第一步：打开`, `第 1 步，打开`, `1단계: 열기`
fn ordinal_word(text: &str) -> Option<Step<'_>> {
    let inside = text.trim_start_matches(['*', '_']);
    let after = inside.strip_prefix('第').unwrap_or(inside).trim_start_matches(' ');
    let is_ordinal = inside.starts_with('第');
    let numeral = || {
        let numeral = after.chars().next().filter(|_| is_ordinal)?;
        let index = CHINESE.chars().position(|known| known == numeral)?;
        Some((index as u32 + 1, numeral.len_utf8()))
    };
    let (number, length) = number(after).or_else(numeral)?;
    let word = after[length..].trim_start_matches(' ');
    let name = ["步", "단계"].into_iter().find(|name| word.starts_with(name) && (*name == "步") == is_ordinal)?;
    let end = text.len() - word.len() + name.len();
    signed(text, text.len() - inside.len()..end, Kind::Word(&word[..name.len()]), number)
}

/// The step at `range` of `text`, with the sign that ends it and words after that.
fn signed<'s>(text: &'s str, range: Range<usize>, kind: Kind<'s>, number: u32) -> Option<Step<'s>> {
    let sign = text[range.end..].trim_start_matches([' ', '\u{A0}']);
    let mark = sign.chars().next().filter(|mark| ":：.,，、。)-–—*_".contains(*mark))?;
    let end = text.len() - sign.len() + if "*_".contains(mark) { 0 } else { mark.len_utf8() };
    let words = text[end..].trim_start_matches(['*', '_', ' ', '\u{A0}', '.', ':', '：', '-', '–', '—']);
    let is_part = mark == '.' && text[end..].starts_with(|c: char| c.is_ascii_digit());
    let length = text[..end].trim_end().len();
    (!words.is_empty() && !is_part).then_some(Step { kind, number, marks: range.start, length, spaced: length })
}

/// `1.1 Open it`, `2.1.3. Open it`: the last number counts. In a sentence no capital is after a number.
fn part(text: &str) -> Option<Step<'_>> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let digits = text[..end].strip_suffix('.').unwrap_or(&text[..end]);
    let dots = digits.matches('.').count();
    let (before, last) = digits.rsplit_once('.')?;
    let after = text[end..].trim_start_matches([' ', '\t']);
    let is_words = after.len() < text.len() - end
        && after.trim_start_matches(['*', '"', '“', '[']).starts_with(|c: char| c.is_uppercase() || is_cjk(c));
    let is_number = digits.split('.').all(|part| (1..3).contains(&part.len()) && !part.starts_with('0'));
    (is_words && is_number && dots <= MOST_DOTS).then(|| {
        let kind = Kind::Part(before);
        Some(Step { kind, number: last.parse().ok()?, marks: 0, length: end, spaced: text.len() - after.len() })
    })?
}

/// `1 - Open it`, `1 ) Open it`
fn apart(text: &str) -> Option<Step<'_>> {
    let (number, digits) = number(text)?;
    let rest = text[digits..].strip_prefix(' ')?;
    let mark = rest.chars().next().filter(|mark| "-–—.)".contains(*mark))?;
    let after = rest[mark.len_utf8()..].strip_prefix(' ')?.trim_start_matches(' ');
    let end = digits + 1 + mark.len_utf8();
    let is_words = after.starts_with(|c: char| c.is_alphabetic() || "*[`\"“<".contains(c));
    is_words.then_some(Step {
        kind: Kind::Apart(mark),
        number,
        marks: 0,
        length: end,
        spaced: text.len() - after.len(),
    })
}

/// `**1.** Open it` and `**1. Open it**`
fn bold(text: &str) -> Option<Step<'_>> {
    let inside = text.strip_prefix("**")?;
    let (number, digits) = number(inside)?;
    let after = inside[digits..].strip_prefix(['.', ')', ':'])?;
    let marker = "**".len() + digits + 1;
    let (end, after) = match after.strip_prefix("**") {
        Some(after) => (marker + "**".len(), after),
        None => (marker, after),
    };
    let words = after.trim_start_matches([' ', '\t']);
    let is_words = words.len() < after.len() && !words.is_empty();
    is_words.then_some(Step { kind: Kind::Bold, number, marks: 0, length: end, spaced: text.len() - words.len() })
}

/// The number that `text` begins with, of one or two digits, and its length.
fn number(text: &str) -> Option<(u32, usize)> {
    let mut length = 0;
    let mut number = 0;
    for c in text.chars().take(3) {
        let Some(value) = digit(c) else { break };
        number = number * 10 + value;
        length += c.len_utf8();
    }
    (length > 0 && number < 100).then_some((number, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str, kind: Kind<'_>, number: u32, marker: &str) {
        let found = step(text).map(|step| (step.kind, step.number, &text[step.marks..step.length]));
        assert_eq!(found, Some((kind, number, marker)), "{text:?}");
    }

    #[test]
    fn beginnings_of_lines() {
        is("Step 1: Open", Kind::Word("step"), 1, "Step 1:");
        is("**Step 2:** Open", Kind::Word("step"), 2, "Step 2:");
        is("**Step 2** - Open", Kind::Word("step"), 2, "Step 2");
        is("Étape 1 : Ouvrir", Kind::Word("étape"), 1, "Étape 1 :");
        is("ステップ1：開く", Kind::Word("ステップ"), 1, "ステップ1：");
        is("第二步：关闭", Kind::Word("步"), 2, "第二步：");
        is("第 2 步，关闭", Kind::Word("步"), 2, "第 2 步，");
        is("1단계: 열기", Kind::Word("단계"), 1, "1단계:");
        is("1.2 Click", Kind::Part("1"), 2, "1.2");
        is("2.1.3. 打开", Kind::Part("2.1"), 3, "2.1.3.");
        is("1 - x", Kind::Apart('-'), 1, "1 -");
        is("**1.** a", Kind::Bold, 1, "**1.**");
        is("**2. Close it**", Kind::Bold, 2, "**2.");
        for text in [
            "",
            "Step",
            "Step 1",
            "Step 1 and",
            "Step1: a",
            "Steps 1: a",
            "Step 1.5 is",
            "Step 123: a",
            "一步：a",
            "1步：a",
            "1.1 open",
            "1.01 Open",
            "2019.10 Open",
            "1.1",
            "1.",
            "1. a",
            "1 -",
            "1 - 2",
            "1 -x",
            "1 x",
            "**1.**",
            "**1.5** a",
            "**a** b",
            "**",
        ] {
            assert_eq!(step(text), None, "{text:?}");
        }
    }
}
