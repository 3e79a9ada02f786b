//! Lines that begin with what looks like the bullet of a list, which makes none in Markdown: `• Stop it`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

use super::blocks::{Line, is_definition};

/// Characters that are bullets wherever a line begins with one.
const SURE: &[char] = &['•', '‣', '◦', '▪', '▫', '●', '○', '■', '∙', '⁃', '·', '\u{f0b7}'];

/// Characters that are bullets where several lines begin with them; a sentence may go on after a dash.
const SEVERAL: &[char] = &['–', '—', '−', '―', '→', '►', '▶', '▸', '➢', '➤', '❖', '✓', '✔', '□', '»', '＊', '－'];

/// `• Bullet` where one line is enough; `words` are those that the line begins with.
pub(super) fn one(line: Line<'_>, words: &str) -> Option<Diagnostic> {
    bullet(line, words, SURE).map(|(_, found)| found)
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
    pub(super) fn next(&mut self, line: Line<'_>, words: &str, found: &mut Diagnostics) {
        let Some((bullet, this)) = bullet(line, words, SEVERAL) else { return *self = Lines::default() };
        if self.bullet == Some(bullet) {
            found.extend(self.first.take());
            found.push(this);
        } else {
            *self = Lines { bullet: Some(bullet), first: Some(this) };
        }
    }
}

fn bullet(line: Line<'_>, words: &str, bullets: &[char]) -> Option<(char, Diagnostic)> {
    let bullet = words.chars().next().filter(|c| bullets.contains(c))?;
    let written = match line.text.strip_prefix(bullet) {
        Some(_) => bullet.len_utf8(),
        None => line.text.find(';').filter(|_| line.text.starts_with('&'))? + 1,
    };
    let rest = &line.text[written..];
    let text = rest.trim_start();
    let marks = line.start..line.start + written + (rest.len() - text.len());
    let message = format!("expected `* ` at the beginning of a list item, found `{bullet}`, which makes no list");
    let found = Diagnostic::warning(Code::LIST_BULLET, marks.clone(), message);
    // In `• Stop<br>• Start` all lines show as such, and one item would hold them.
    let is_broken = ["<br", "<BR"].iter().any(|tag| text.contains(tag)) && text.contains(bullets);
    let found = if is_definition(text) || is_broken { found } else { found.with_fix(marks, "* ") };
    (!text.is_empty()).then_some((bullet, found))
}
