//! [`Pattern`]: a regular expression that an answer must fit.
//!
//! What an author writes must mean the same here, in JavaScript and in a JSON Schema. So only what all of them read alike is
//! accepted: anchors, classes, groups, counts, alternatives. For the schema it is written so that JavaScript's stricter
//! mode reads it too, and that `.` and `\s` mean what they mean here.

use std::fmt;

use regex_lite::{Regex, RegexBuilder};

/// Most bytes of a pattern.
const PATTERN_BYTES: usize = 4 << 10;

/// Most bytes of a compiled pattern.
const COMPILED_BYTES: usize = 256 << 10;

/// A pattern that compiles. It is searched for: to fit as a whole, an answer needs `^` and `$` in it.
#[derive(Clone)]
pub(crate) struct Pattern {
    regex: Regex,
    exported: String,
}

impl Pattern {
    /// Compiles a pattern; none for one that is not read alike everywhere.
    pub(super) fn new(text: &str) -> Option<Pattern> {
        if text.len() > PATTERN_BYTES {
            return None;
        }
        let exported = Export::new(text).run()?;
        let regex = RegexBuilder::new(text).size_limit(COMPILED_BYTES).build().ok()?;
        Some(Pattern { regex, exported })
    }

    pub(in crate::payload) fn fits(&self, answer: &str) -> bool {
        self.regex.is_match(answer)
    }

    /// The pattern as ECMAScript reads it.
    pub(crate) fn exported(&self) -> &str {
        &self.exported
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.exported.fmt(f)
    }
}

/// Whether a pattern is escaped twice: `\\d` where `\d` is meant.
pub(super) fn is_escaped_twice(text: &str) -> bool {
    text.match_indices("\\\\").any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let letter = text.as_bytes().get(at + 2).is_some_and(|byte| b"dDwWsS.-".contains(byte));
        // In `C:\\Windows` a backslash is asked for.
        let begins_word = text.as_bytes().get(at + 3).is_some_and(u8::is_ascii_alphanumeric);
        letter && !begins_word && !before.ends_with('\\')
    })
}

/// Where an escape is.
#[derive(Clone, Copy)]
enum Place {
    Class,
    Outside,
}

/// Copies a pattern, token by token, as long as every token is one that is read alike.
struct Export<'p> {
    rest: &'p str,
    out: String,
    /// Whether the last token can be repeated.
    repeatable: bool,
}

impl<'p> Export<'p> {
    fn new(text: &'p str) -> Export<'p> {
        Export { rest: text, out: String::with_capacity(text.len()), repeatable: false }
    }

    fn run(mut self) -> Option<String> {
        while let Some(c) = self.rest.chars().next() {
            self.rest = &self.rest[c.len_utf8()..];
            let repeatable = match c {
                '\\' => self.escape(Place::Outside)?,
                '[' => self.class()?,
                '(' => {
                    self.out.push('(');
                    if self.rest.starts_with('?') {
                        self.rest = self.rest.strip_prefix("?:")?;
                        self.out.push_str("?:");
                    }
                    false
                }
                '*' | '+' | '?' | '{' => self.repeat(c)?,
                '.' => {
                    self.out.push_str("[^\\n]");
                    true
                }
                '^' | '$' | '|' => {
                    self.out.push(c);
                    false
                }
                ']' | '}' => return None,
                _ => {
                    self.out.push(c);
                    true
                }
            };
            self.repeatable = repeatable;
        }
        Some(self.out)
    }

    /// A count after something that can be repeated; never two.
    fn repeat(&mut self, c: char) -> Option<bool> {
        if !self.repeatable {
            return None;
        }
        self.out.push(c);
        if c == '{' {
            let (count, rest) = self.rest.split_once('}')?;
            let is_count = |count: &str| !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
            let (least, most) = count.split_once(',').unwrap_or((count, ""));
            if !is_count(least) || !(most.is_empty() || is_count(most)) {
                return None;
            }
            self.out.push_str(count);
            self.out.push('}');
            self.rest = rest;
        }
        if let Some(rest) = self.rest.strip_prefix('?') {
            self.out.push('?');
            self.rest = rest;
        }
        Some(false)
    }

    /// What follows a backslash, in a class or outside. Gives whether it can be repeated.
    fn escape(&mut self, place: Place) -> Option<bool> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        match (c, place) {
            ('d' | 'D' | 'w' | 'W' | 't' | 'n' | 'r' | 'f' | 'v', _) => {
                self.out.push('\\');
                self.out.push(c);
            }
            ('s', Place::Class) => self.out.push_str(" \\t\\n\\r\\f\\v"),
            ('s', Place::Outside) => self.out.push_str("[ \\t\\n\\r\\f\\v]"),
            ('S', Place::Outside) => self.out.push_str("[^ \\t\\n\\r\\f\\v]"),
            ('b' | 'B', Place::Outside) => {
                self.out.push('\\');
                self.out.push(c);
                return Some(false);
            }
            ('-', Place::Outside) => self.out.push('-'),
            // JavaScript's stricter mode lets only these be escaped.
            ('^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/' | '-', _) => {
                self.out.push('\\');
                self.out.push(c);
            }
            (c, _) if c.is_ascii_punctuation() && !matches!(c, '<' | '>') => self.out.push(c),
            _ => return None,
        }
        Some(true)
    }

    /// A class. Ranges have single characters at both ends.
    fn class(&mut self) -> Option<bool> {
        self.out.push('[');
        if let Some(rest) = self.rest.strip_prefix('^') {
            self.out.push('^');
            self.rest = rest;
        }
        if self.rest.starts_with(']') {
            return None;
        }
        loop {
            let c = self.rest.chars().next()?;
            let next = &self.rest[c.len_utf8()..];
            match c {
                ']' => {
                    self.rest = next;
                    self.out.push(']');
                    return Some(true);
                }
                '[' => return None,
                '&' | '~' if next.starts_with(c) => return None,
                '-' if !self.out.ends_with(['[', '^']) && !next.starts_with(']') => {
                    // A range: what is before it and after it must be characters.
                    let set = ["\\d", "\\D", "\\w", "\\W", "\\v"].iter().any(|set| self.out.ends_with(set));
                    if set || next.starts_with(['\\', '-', '[']) {
                        return None;
                    }
                    self.rest = next;
                    self.out.push('-');
                    let end = self.rest.chars().next()?;
                    self.rest = &self.rest[end.len_utf8()..];
                    self.out.push(end);
                    if self.rest.starts_with('-') && !self.rest.starts_with("-]") {
                        return None;
                    }
                }
                '-' => {
                    self.rest = next;
                    self.out.push('-');
                }
                '\\' => {
                    self.rest = next;
                    self.escape(Place::Class)?;
                }
                _ => {
                    self.rest = next;
                    self.out.push(c);
                }
            }
        }
    }
}
