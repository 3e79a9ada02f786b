//! Escaping for Markdown: which characters would begin markup where they are.

use crate::render::core::escape::{is_bidi_control, is_hidden_control};

/// Whose text it is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Writer {
    Author,
    /// Whoever gives values, which hide no direction of text.
    Value,
}

/// Adds an author's `text` as a host asks for it.
pub(super) fn push_text(out: &mut String, text: &str) {
    push(out, text, Writer::Author, Pipes::Escaped);
}

/// Whether `|` ends something where the text is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Pipes {
    Escaped,
    Plain,
}

/// Adds `text` to the Markdown `out` of a block: blanks are one, and none begins a line.
pub(super) fn push(out: &mut String, text: &str, writer: Writer, pipes: Pipes) {
    let mut before = None;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else {
            let character = Character { c, before, rest, out };
            if (c == '|' && pipes == Pipes::Escaped) || character.is_markup() {
                out.push('\\');
            }
            out.push(shown(c, writer));
        }
        before = Some(c);
    }
}

/// `c` as it shows.
pub(super) fn shown(c: char, writer: Writer) -> char {
    if is_hidden_control(c) || (writer == Writer::Value && is_bidi_control(c)) { '\u{FFFD}' } else { c }
}

/// A character of a text, and what is around it.
struct Character<'t> {
    c: char,
    /// The character before it in the text.
    before: Option<char>,
    /// What comes after it in the text.
    rest: &'t str,
    /// What was written before it.
    out: &'t str,
}

impl Character<'_> {
    /// Whether it could be read as markup. At the ends of a text anything may come next.
    fn is_markup(&self) -> bool {
        let next = self.rest.chars().next();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        match self.c {
            '`' | '[' | ']' | '~' => true,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next.is_control()),
            '*' => self.begins_line() || self.before != Some(' ') || next != Some(' '),
            '_' => !is_word(self.before) || !is_word(next),
            '<' => !next.is_some_and(|next| next == ' ' || next == '=' || next.is_ascii_digit()),
            '&' => next.is_none_or(|next| next == '#' || next.is_ascii_alphanumeric()),
            '#' | '>' | '=' | '|' => self.begins_line(),
            '+' | '-' => self.begins_line() && !is_word(next),
            '.' | ')' if self.ends_number() => next.is_none_or(char::is_whitespace),
            '.' => self.ends_with("www"),
            ':' => self.begins_line() || self.ends_scheme(),
            '@' => self.out.ends_with(|c: char| !c.is_whitespace()) && next.is_none_or(|next| !next.is_whitespace()),
            _ => false,
        }
    }

    fn begins_line(&self) -> bool {
        self.out.is_empty() || self.out.ends_with('\n')
    }

    /// Whether the line has only a number so far, which may be that of an item of a list.
    fn ends_number(&self) -> bool {
        const MOST_DIGITS: usize = 9;
        let digits = self.out.bytes().rev().take(MOST_DIGITS + 1).take_while(u8::is_ascii_digit).count();
        let before = &self.out[..self.out.len() - digits];
        (1..=MOST_DIGITS).contains(&digits) && (before.is_empty() || before.ends_with('\n'))
    }

    /// Whether a bare address may begin before the colon.
    fn ends_scheme(&self) -> bool {
        let is_split = self.rest.is_empty() && (self.ends_with("http") || self.ends_with("https"));
        self.rest.starts_with("//") || is_split || self.ends_with("mailto") || self.ends_with("xmpp")
    }

    /// Whether `word` comes before, in any case.
    fn ends_with(&self, word: &str) -> bool {
        let start = self.out.len().checked_sub(word.len());
        start.and_then(|start| self.out.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
    }
}

/// Adds `address` as where a link leads.
pub(super) fn push_destination(out: &mut String, address: &str) {
    let encoded = encoded(address);
    let (is_plain, may_hold_references) = (are_balanced(&encoded), encoded.contains(';'));
    for (at, c) in encoded.char_indices() {
        let escaped = match c {
            '(' | ')' => !is_plain,
            '&' => may_hold_references && !encoded[at + 1..].starts_with('&'),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
    }
}

/// `address` with the characters percent-encoded that a URL cannot hold.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    crate::render::core::escape::push_address(&mut out, address);
    // Only `&` is a reference there.
    out.replace("&amp;", "&")
}

/// Whether the parentheses of an address are pairs, few of them in each other.
fn are_balanced(address: &str) -> bool {
    const MOST_OPEN: usize = 8;
    let mut open = 0_usize;
    let in_pairs = address.bytes().all(|byte| {
        match byte {
            b'(' => open += 1,
            b')' if open == 0 => return false,
            b')' => open -= 1,
            _ => {}
        }
        open <= MOST_OPEN
    });
    in_pairs && open == 0
}
