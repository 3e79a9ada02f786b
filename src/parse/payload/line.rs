//! The lines of a body, as far as finding a payload needs to understand them.

use std::cell::OnceCell;

/// A line: all of it or, behind a comment, what is left of it.
pub(super) struct Line<'a> {
    /// Its text without white space around it.
    pub(super) words: &'a str,
    /// Where [`Line::words`] begins.
    pub(super) start: usize,
    /// Where [`Line::words`] ends.
    pub(super) end: usize,
    /// Where the next line begins.
    pub(super) next: usize,
}

impl<'a> Line<'a> {
    /// What is left of the line of `text` at offset `at`.
    pub(super) fn at(text: &'a str, at: usize) -> Line<'a> {
        let rest = text.get(at..).unwrap_or_default();
        let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let (line, below) = rest.split_at(length);
        let line_end = if below.starts_with("\r\n") { 2 } else { below.len().min(1) };
        let words = line.trim_end_matches(is_blank);
        let end = at + words.len();
        let words = words.trim_start_matches(is_blank);
        Line { words, start: end - words.len(), end, next: at + length + line_end }
    }

    /// The first line from offset `at` on that is not blank; an empty one at the end of the text if there is none.
    pub(super) fn filled(text: &'a str, at: usize) -> Line<'a> {
        let mut line = Line::at(text, at);
        while line.words.is_empty() && line.next < text.len() {
            line = Line::at(text, line.next);
        }
        line
    }

    /// Whether it is a heading, one without space behind its `#` among them.
    pub(super) fn is_heading(&self) -> bool {
        let level = self.words.len() - self.words.trim_start_matches('#').len();
        (1..=6).contains(&level)
    }

    /// Whether it reads as words rather than as a list, a quote, a table or code.
    pub(super) fn is_words(&self) -> bool {
        self.words.starts_with("**") || self.words.starts_with(char::is_alphabetic)
    }

    /// What follows three or more dashes at its beginning.
    pub(super) fn dashes(&self) -> Option<&'a str> {
        self.words.starts_with("---").then(|| self.words.trim_start_matches('-'))
    }

    /// The code fence that it opens.
    pub(super) fn code_fence(&self) -> Option<CodeFence> {
        let marker = self.words.chars().next().filter(|marker| matches!(marker, '`' | '~'))?;
        let info = self.words.trim_start_matches(marker);
        let length = self.words.len() - info.len();
        let is_json = info.split_whitespace().next().is_some_and(|language| language.eq_ignore_ascii_case("json"));
        (length >= 3 && !(marker == '`' && info.contains('`'))).then_some(CodeFence { marker, length, is_json })
    }

    /// Whether it closes `fence`.
    pub(super) fn closes(&self, fence: &CodeFence) -> bool {
        self.words.len() >= fence.length && self.words.trim_start_matches(fence.marker).is_empty()
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// A line that opens fenced code.
#[derive(Clone, Debug)]
pub(super) struct CodeFence {
    marker: char,
    length: usize,
    /// Whether its info string says that the code is JSON.
    pub(super) is_json: bool,
}

/// The comments of a text.
pub(super) struct Comments<'a> {
    text: &'a str,
    /// Openers with the ends of their balancing closers, in order. Only texts with a nested comment need them.
    balanced: OnceCell<Vec<(usize, usize)>>,
}

impl<'a> Comments<'a> {
    pub(super) fn new(text: &'a str) -> Comments<'a> {
        Comments { text, balanced: OnceCell::new() }
    }

    /// The end of the comment that begins at `start`, if it has one: its first `-->` or, where another `<!--` stands
    /// before that, the balancing one if there is one (format §3).
    pub(super) fn end(&self, start: usize) -> Option<usize> {
        let inner = start + "<!--".len();
        let rest = self.text.get(inner..)?;
        let length = rest.find("-->")?;
        let first = inner + length + "-->".len();
        if !rest.get(..length)?.contains("<!--") {
            return Some(first);
        }
        let balanced = self.balanced.get_or_init(|| balanced(self.text));
        let found = balanced.binary_search_by_key(&start, |(open, _)| *open);
        Some(found.ok().and_then(|at| balanced.get(at)).map_or(first, |(_, end)| *end))
    }

    /// The first place from `at` on that is neither blank nor in a comment; nothing when a comment never ends.
    pub(super) fn skip(&self, mut at: usize) -> Option<usize> {
        loop {
            let rest = self.text.get(at..)?;
            at = self.text.len() - rest.trim_start_matches(is_blank).len();
            if !self.text.get(at..)?.starts_with("<!--") {
                return Some(at);
            }
            at = self.end(at)?;
        }
    }

    /// Where the line behind the one at `at` begins, or behind the lines over which its comments run; nothing when one
    /// of them never ends.
    pub(super) fn line_end(&self, mut at: usize) -> Option<usize> {
        loop {
            let rest = self.text.get(at..)?;
            let Some(length) = memchr::memchr3(b'<', b'\n', b'\r', rest.as_bytes()) else {
                return Some(self.text.len());
            };
            at += length;
            match rest.get(length..)? {
                comment if comment.starts_with("<!--") => at = self.end(at)?,
                tag if tag.starts_with('<') => at += 1,
                end if end.starts_with("\r\n") => return Some(at + 2),
                _ => return Some(at + 1),
            }
        }
    }
}

/// Every `<!--` of `text` that has a balancing `-->`, with the end of that, in order.
fn balanced(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for at in memchr::memchr2_iter(b'<', b'>', bytes) {
        if bytes.get(at..).is_some_and(|rest| rest.starts_with(b"<!--")) {
            open.push(at);
        } else if bytes.get(..=at).is_some_and(|before| before.ends_with(b"-->")) {
            pairs.extend(open.pop().map(|start| (start, at + 1)));
        }
    }
    pairs.sort_unstable();
    pairs
}
