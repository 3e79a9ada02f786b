//! Lines that begin with a dash or a plus and no space, which make no list: `-Stop it`, `-**Stop** it`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::is_cjk;
use crate::tree::{Inline, Inlines};

use super::blocks::Line;
use super::indented::is_command;
use super::markup;
use super::quoted::quoted;
use super::source_cursor::is_escaped;

/// Options that are words, too, as in `-Force`.
const OPTIONS: [&str; 9] = ["Confirm", "Debug", "Filter", "Force", "Name", "Path", "Scope", "Verbose", "WhatIf"];

/// Lines of a paragraph, each of which begins with the same mark: a single one may be a number or an option, and lines with
/// both are the difference of two texts.
#[derive(Default)]
pub(super) struct Lines {
    mark: Option<char>,
    /// What is said of those so far, if another one begins so.
    first: Option<Diagnostic>,
    /// Whether a line began with the other mark.
    is_difference: bool,
}

impl Lines {
    /// Takes up the next line. One is enough in a list of bullets, where `goes_on` says that words are above it.
    pub(super) fn next(&mut self, source: &str, line: Line<'_>, goes_on: bool, found: &mut Diagnostics) {
        let mark = line.text.chars().next().filter(|mark| matches!(mark, '-' | '+'));
        if mark.is_some() && self.mark.is_some() && mark != self.mark {
            self.is_difference = true;
        }
        let Some(this) = item(line).filter(|_| !self.is_difference) else {
            return *self = Lines { mark, first: None, is_difference: self.is_difference && mark.is_some() };
        };
        let is_sure =
            self.mark.is_none() && mark == Some('-') && goes_on && !follows_command(source, line) || is_bold(line.text);
        if self.mark == mark || is_sure {
            found.extend(self.first.take());
            found.push(this);
            self.mark = mark;
        } else {
            *self = Lines { mark, first: Some(this), is_difference: false };
        }
    }
}

/// `-Stop it` and `+Stop`, but no number, `-5`, and no option, `-Force` and `-ResourceGroup lamps`.
fn item(line: Line<'_>) -> Option<Diagnostic> {
    let rest = line.text.strip_prefix(['-', '+'])?;
    let first = rest.chars().next()?;
    let end = rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len());
    let (word, after) = (rest[..end].trim_end_matches([':', ',', '.', ';', '!', '?']), rest[end..].trim());
    let is_name = word.chars().skip(1).any(char::is_uppercase) || word.contains(['=', '_', '/', '\\', '(']);
    let is_option = OPTIONS.contains(&word) || after.starts_with(['-', '<', '"', '$', '=']) || after.contains(" -");
    let is_word = is_cjk(first) || first.is_uppercase() && !is_name && !is_option || is_bold(line.text);
    let mark = &line.text[..1];
    let message = format!("expected a space after the list marker `{mark}`, found {}", quoted(&first.to_string()));
    let end = line.start + 1;
    is_word.then(|| Diagnostic::warning(Code::LIST_SPACE, line.start..end, message).with_fix(end..end, " "))
}

/// Whether `text` is `-**Stop** it`: no number, option or signature is bold without its dash, and a line is enough.
fn is_bold(text: &str) -> bool {
    let inside = text.strip_prefix("-**").unwrap_or_default();
    let words = inside.split_once("**").filter(|(_, after)| !after.starts_with('*'));
    inside.starts_with(char::is_alphabetic) && words.is_some()
}

/// Whether the line before may be that of a command, which options follow.
fn follows_command(source: &str, line: Line<'_>) -> bool {
    let before = source[..line.start].trim_end();
    let line = &before[before.rfind(['\n', '\r']).map_or(0, |end| end + 1)..];
    line.ends_with(['`', '\\', '^']) || line.split_whitespace().any(is_command)
}

/// `*Stop it<br>*Start it` in a cell, which holds no list: the asterisks of at least two lines.
pub(super) fn in_cell(source: &str, content: &Inlines) -> Vec<Diagnostic> {
    let (mut begins, mut stars) = (true, Vec::new());
    for inline in content {
        if let (Inline::Text(words), true) = (inline, begins) {
            let at = words.span.start as usize;
            let written = source.get(words.span.range()).unwrap_or_default();
            let rest = written.strip_prefix('*').filter(|_| !is_escaped(source, at));
            let is_item = rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic) && !rest.contains('*'));
            stars.extend(is_item.then_some(at));
        }
        begins = matches!(inline, Inline::HardBreak(_));
    }
    if stars.len() < 2 {
        return Vec::new();
    }
    stars.into_iter().map(|at| markup::literal(source, at..at + 1)).collect()
}
