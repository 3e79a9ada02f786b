//! The lines of a body, as far as finding a payload depends on them.

use std::cell::Cell;

use crate::source::{self, Fence, Next, is_dash, is_long_dash, line_end, next_line};

/// A line: all of it or, after a comment, what is left of it.
pub(super) struct Line<'a> {
    /// Its text without white space around it.
    pub(super) text: &'a str,
    /// Where [`Line::text`] begins.
    pub(super) start: usize,
    /// Where [`Line::text`] ends.
    pub(super) end: usize,
    /// Where the next line begins.
    pub(super) next: usize,
}

impl<'a> Line<'a> {
    /// What is left of the line of `text` at offset `at`.
    pub(super) fn at(text: &'a str, at: usize) -> Line<'a> {
        let line_end = line_end(text, at);
        let line = text.get(at..line_end).unwrap_or_default().trim_end_matches(is_blank);
        let end = at + line.len();
        let line = line.trim_start_matches(is_blank);
        Line { text: line, start: end - line.len(), end, next: next_line(text, line_end) }
    }

    /// The first line from offset `at` on that is not blank; an empty one at the end of the text if there is none.
    pub(super) fn filled(text: &'a str, at: usize) -> Line<'a> {
        let mut line = Line::at(text, at);
        while line.text.is_empty() && line.next < text.len() {
            line = Line::at(text, line.next);
        }
        line
    }

    /// Whether it is a heading, one without space after its `#` among them.
    pub(super) fn is_heading(&self) -> bool {
        let level = self.text.len() - self.text.trim_start_matches('#').len();
        (1..=6).contains(&level)
    }

    /// Whether it reads as text rather than as a list, a quote, a table or code.
    pub(super) fn is_text(&self) -> bool {
        self.text.starts_with("**") || self.text.starts_with(char::is_alphabetic)
    }

    /// What follows three or more dashes at its beginning.
    pub(super) fn dashes(&self) -> Option<&'a str> {
        self.text.starts_with("---").then(|| self.text.trim_start_matches('-'))
    }

    /// Whether all of it was perhaps meant as `---`: what editors make of dashes, another line across the page, and where
    /// the article must have a payload, `is_declared`, a tag for code.
    pub(super) fn is_odd_fence(&self, is_declared: bool) -> bool {
        let first = self.text.chars().next();
        first.is_some_and(|c| is_dash(c) || matches!(c, '*' | '_' | '=' | '\\' | '<')) && is_odd(self.text, is_declared)
    }

    /// What follows the dashes of an editor at its beginning, and a blank: `— { …`.
    pub(super) fn after_odd_dashes(&self) -> Option<&'a str> {
        let rest = self.text.trim_start_matches(is_dash);
        let is_run = self.text.starts_with(is_long_dash) || self.text.starts_with("--");
        (is_run && !rest.is_empty()).then(|| rest.trim_start_matches(is_blank))
    }

    /// The code fence that it opens, with the first word of its info string.
    pub(super) fn code_fence(&self) -> Option<(Fence, &'a str)> {
        let (fence, info) = Fence::opening(self.text)?;
        Some((fence, info.split_whitespace().next().unwrap_or_default()))
    }

    /// Whether it closes `fence`.
    pub(super) fn closes(&self, fence: &Fence) -> bool {
        fence.is_closed_by(self.text)
    }
}

/// Where `next` is from `at` on, which `find` looks for.
fn offset(next: &Cell<Next>, at: usize, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
    let mut found = next.get();
    let offset = found.offset(at, find);
    next.set(found);
    offset
}

/// `—`, `--`, `\---`, `- - -`, `***`, `___`, `===`, `<hr>`, `<pre>`; one dash or two stars may be a list or emphasis.
#[cold]
fn is_odd(text: &str, is_declared: bool) -> bool {
    const RULES: [&str; 3] = ["<hr>", "<hr/>", "<hr />"];
    let is_code = |tag: &str| {
        let name = tag.trim_start_matches(['<', '/', ' ']).to_ascii_lowercase();
        let after = name.strip_prefix("pre").or_else(|| name.strip_prefix("code"));
        tag.trim_start().starts_with('<') && after.is_some_and(|after| after.starts_with([' ', '>']))
    };
    let is_rule = RULES.iter().any(|rule| rule.eq_ignore_ascii_case(text));
    let is_tags = || text.ends_with('>') && text.split_inclusive('>').all(is_code);
    let marks = text.strip_prefix('\\').unwrap_or(text);
    let run = |is_mark: fn(char) -> bool, least: usize| {
        let is_all = marks.chars().all(|c| is_mark(c) || is_blank(c));
        is_all && marks.chars().filter(|c| is_mark(*c)).count() >= least
    };
    let is_dashes = || run(is_dash, if marks.starts_with(is_long_dash) { 1 } else { 2 });
    let is_other = run(|c| c == '*', 3) || run(|c| c == '_', 3) || run(|c| c == '=', 3);
    is_rule || is_declared && is_tags() || is_dashes() || is_other
}

pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// The comments of a text, and the line that closes a payload.
pub(super) struct Comments<'a> {
    text: &'a str,
    ends: source::Comments<'a>,
    /// Where lines of dashes and lines that were perhaps meant as such are next.
    closing: Cell<Next>,
    odd: Cell<Next>,
}

impl<'a> Comments<'a> {
    pub(super) fn new(text: &'a str) -> Comments<'a> {
        Comments { text, ends: source::Comments::plain(text), closing: Cell::default(), odd: Cell::default() }
    }

    /// The line that closes a payload at `at`, which `find` finds. Of payloads in a row, which nothing closes, each would be looked
    /// through to the end.
    pub(super) fn closing(&self, at: usize, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        offset(&self.closing, at, find)
    }

    /// The same of a line that was perhaps meant to close it.
    pub(super) fn odd_closing(&self, at: usize, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        offset(&self.odd, at, find)
    }

    /// The first offset from `at` on that is neither blank nor in a comment; `None` if a comment never ends.
    pub(super) fn skip(&self, mut at: usize) -> Option<usize> {
        loop {
            let rest = self.text.get(at..)?;
            at = self.text.len() - rest.trim_start_matches(is_blank).len();
            if !self.text.get(at..)?.starts_with("<!--") {
                return Some(at);
            }
            at = self.ends.end(at)?;
        }
    }

    /// Where the line after the one at `at` begins, or after the lines over which its comments run; `None` if one
    /// of them never ends.
    pub(super) fn line_end(&self, mut at: usize) -> Option<usize> {
        loop {
            let rest = self.text.get(at..)?;
            let Some(length) = memchr::memchr3(b'<', b'\n', b'\r', rest.as_bytes()) else {
                return Some(self.text.len());
            };
            at += length;
            match rest.get(length..)? {
                comment if comment.starts_with("<!--") => at = self.ends.end(at)?,
                tag if tag.starts_with('<') => at += 1,
                end if end.starts_with("\r\n") => return Some(at + 2),
                _ => return Some(at + 1),
            }
        }
    }
}
