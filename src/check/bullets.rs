//! Lines that begin with what looks like the bullet of a list, which makes none in Markdown: `• Stop it`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

use super::around::{Around, Sort};
use super::blocks::{Line, is_definition};
use super::wide;

/// Characters that are bullets wherever a line begins with one; the last ones are those of word processors.
const SURE: &[char] =
    &['•', '‣', '◦', '▪', '▫', '●', '○', '■', '∙', '⁃', '·', '⦁', '◆', '◇', '\u{f0a7}', '\u{f0b7}', '\u{f0d8}'];

/// Characters that are bullets where several lines begin with them; a sentence may go on after a dash, and a name after `・`.
const SEVERAL: &[char] =
    &['・', '･', '–', '—', '−', '―', '→', '►', '▶', '▸', '➢', '➤', '❖', '✓', '✔', '□', '»', '＊', '－', '☐', '◉', '◎'];

/// `• Bullet` where one line is enough; `words` are those that the line begins with.
pub(super) fn one(source: &str, line: Line<'_>, words: &str, around: &Around) -> Option<Diagnostic> {
    bullet(source, line, words, around, SURE).map(|(_, found)| found)
}

/// Lines of a paragraph, each of which begins with the same character.
#[derive(Default)]
pub(super) struct Lines {
    bullet: Option<char>,
    /// What is said of the first line, if the next one begins so too.
    first: Option<Diagnostic>,
}

impl Lines {
    /// Takes up the next line, which readers see joined to the one before.
    pub(super) fn next(&mut self, source: &str, line: Line<'_>, words: &str, around: &Around, found: &mut Diagnostics) {
        let Some((bullet, this)) = bullet(source, line, words, around, SEVERAL) else {
            return *self = Lines::default();
        };
        if self.bullet == Some(bullet) {
            found.extend(self.first.take());
            found.push(this);
        } else {
            *self = Lines { bullet: Some(bullet), first: Some(this) };
        }
    }
}

fn bullet(source: &str, line: Line<'_>, words: &str, around: &Around, bullets: &[char]) -> Option<(char, Diagnostic)> {
    let (shown, words, indent) = without_blanks(line.text, words);
    let bullet = words.chars().next().filter(|c| bullets.contains(c))?;
    let written = match shown.strip_prefix(bullet) {
        Some(_) => bullet.len_utf8(),
        None => shown.find(';').filter(|_| shown.starts_with('&'))? + 1,
    };
    let rest = &shown[written..];
    let text = rest.trim_start();
    let marks = line.start..line.start + line.text.len() - text.len();
    let message = format!("expected `* ` at the beginning of a list item, found `{bullet}`, which makes no list");
    let found = Diagnostic::warning(Code::LIST_BULLET, marks.clone(), message);
    // In `• Stop<br>• Start` all lines show as such, and one item would hold them. More than one blank may say that the item is in another.
    let is_broken = ["<br", "<BR"].iter().any(|tag| text.contains(tag)) && text.contains(bullets);
    let pad = around.pad(source, line.start, Sort::Bullet).filter(|_| indent < 2 && !is_definition(text) && !is_broken);
    let found = match pad {
        Some(pad) => found.with_fix(marks, format!("{}* ", " ".repeat(pad))),
        None => found,
    };
    (!text.is_empty()).then_some((bullet, found))
}

/// What is after the blanks, none for Markdown, at the beginning of a line as it is written and of its `words`, and how many they
/// are.
fn without_blanks<'s, 'w>(written: &'s str, words: &'w str) -> (&'s str, &'w str, usize) {
    let (mut written, mut words, mut count) = (written, words, 0);
    while let Some((blank, shown)) = wide::blank(written).zip(words.strip_prefix(wide::is_wide)) {
        written = written[blank.len()..].trim_start_matches(' ');
        words = shown.trim_start_matches(' ');
        count += 1;
    }
    (written, words, count)
}
