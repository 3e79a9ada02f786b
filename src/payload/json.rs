//! Whether a text is JSON, and where not: one pass of `serde_json` that builds nothing.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::source::shortened;

use super::MAX_NESTING;
use super::token::{self, Token, Tokens};

/// What the check found in JSON text.
pub(crate) struct Checked {
    /// Where the value ends, in bytes.
    pub(crate) end: usize,
    /// Raw control characters in strings, which JSON forbids and payloads may hold (format §7).
    pub(crate) controls: Option<Controls>,
    /// Whether an object has a key twice.
    pub(crate) repeated: bool,
}

/// Raw control characters in strings.
pub(crate) struct Controls {
    /// Where the first one stands.
    pub(crate) first: usize,
    /// How many there are.
    pub(crate) count: usize,
}

/// Where and why a text is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The place, in bytes of the text.
    pub(crate) at: Range<usize>,
    /// What was expected and what was found.
    pub(crate) message: String,
    /// A line end inside the string before the place: perhaps that string lacks its closing quote.
    pub(crate) line_end: Option<usize>,
}

/// Reads one JSON value at the beginning of `text`; whatever follows it does not matter.
pub(crate) fn check(text: &str) -> Result<Checked, Fault> {
    let (scan, controls) = match scan(text) {
        Ok(scan) => (scan, None),
        Err(fault) if token::raw_controls(text).next().is_none() => return Err(fault),
        Err(_) => {
            let scan = scan(&masked(text)).map_err(|fault| fault.behind_line_end(text))?;
            let value = text.get(..scan.end).unwrap_or_default();
            let mut controls = token::raw_controls(value);
            (scan, controls.next().map(|first| Controls { first, count: 1 + controls.count() }))
        }
    };
    Ok(Checked { end: scan.end, controls, repeated: scan.repeated })
}

/// Reads `text` as one JSON value and nothing else.
pub(crate) fn check_whole(text: &str) -> Result<Checked, Fault> {
    let checked = check(text)?;
    let rest = text.get(checked.end..).unwrap_or_default().trim_start_matches([' ', '\t', '\r', '\n']);
    match rest {
        "" => Ok(checked),
        rest => Err(Fault::trailing(text, text.len() - rest.len())),
    }
}

/// `text` with a space for every raw control character inside a string, at equal length.
fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    for at in token::raw_controls(text) {
        masked.push_str(text.get(masked.len()..at).unwrap_or_default());
        masked.push(' ');
    }
    masked.push_str(text.get(masked.len()..).unwrap_or_default());
    masked
}

impl Fault {
    /// The fault that `serde_json` reports for `text`, with an exact place and in our words.
    pub(super) fn new(text: &str, error: &serde_json::Error) -> Fault {
        let (line, column) = (error.line(), error.column());
        let line_start = match line {
            0 | 1 => 0,
            _ => memchr::memchr_iter(b'\n', text.as_bytes()).nth(line - 2).map_or(text.len(), |at| at + 1),
        };
        let behind = (line_start + column).min(text.len());
        let written = error.to_string();
        let reason = written.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&written);
        match error.classify() {
            serde_json::error::Category::Eof => Fault::at_end(text, reason),
            serde_json::error::Category::Syntax => Fault::syntax(text, behind, reason),
            serde_json::error::Category::Data | serde_json::error::Category::Io => {
                Fault::known(behind..behind, reason.to_owned())
            }
        }
    }

    /// Something stands at `start` of `text` where the JSON should have ended.
    pub(crate) fn trailing(text: &str, start: usize) -> Fault {
        let (at, found) = word_at(text, start);
        Fault::known(at, format!("expected the end of the payload, found {found}"))
    }

    /// The first bracket of `text` that opens a level too many.
    fn nesting(text: &str) -> Fault {
        let mut depth = 0_usize;
        let deepest = Tokens::new(text).find(|(token, _)| {
            match token {
                Token::Open => depth += 1,
                Token::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth > MAX_NESTING
        });
        let at = deepest.map_or(text.len()..text.len(), |(_, range)| range);
        Fault::known(at, format!("expected at most {MAX_NESTING} levels of nesting, found more"))
    }

    fn at_end(text: &str, reason: &str) -> Fault {
        let end = text.trim_end().len();
        let expected = match reason {
            "EOF while parsing a string" => "`\"` at the end of a string",
            "EOF while parsing a list" => "`,` or `]`",
            "EOF while parsing an object" => "`,` or `}`",
            _ => "a value",
        };
        Fault::known(end..end, format!("expected {expected}, found the end of the payload"))
    }

    /// A fault at the character of `text` that ends before `behind`.
    fn syntax(text: &str, behind: usize, reason: &str) -> Fault {
        let mut last = behind.saturating_sub(1);
        while !text.is_char_boundary(last) {
            last -= 1;
        }
        let start = match reason {
            "invalid escape" => escape_start(text, last),
            "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
                text.get(..last).and_then(|before| before.rfind("\\u")).unwrap_or(last)
            }
            "expected ident" | "invalid number" | "number out of range" => word_start(text, last),
            _ => last,
        };
        let (at, found) = word_at(text, start);
        let expected = match reason {
            "expected `,` or `}`" => "`,` or `}`",
            "expected `,` or `]`" => "`,` or `]`",
            "expected `:`" => "`:` after a key",
            "expected value" | "expected ident" => "a value",
            "key must be a string" => "a key in double quotes",
            "trailing comma" => "something more after `,`",
            "trailing characters" => "the end of the payload",
            "invalid number" => "a number as JSON writes it",
            "number out of range" => "a number within the range of 64-bit floating point",
            "invalid escape" => "an escape such as `\\n` or `\\\\`",
            "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
                "both halves of a surrogate pair"
            }
            _ => return Fault::known(at, reason.to_owned()),
        };
        Fault::known(at, format!("expected {expected}, found {found}"))
    }

    fn known(at: Range<usize>, message: String) -> Fault {
        Fault { at, message, line_end: None }
    }

    fn behind_line_end(mut self, text: &str) -> Fault {
        let ends = token::raw_controls(text).take_while(|at| *at < self.at.start);
        self.line_end = ends.filter(|at| matches!(text.as_bytes().get(*at), Some(b'\n' | b'\r'))).last();
        self
    }
}

/// Where the escape begins that went wrong with the character at `last`: a `\u` with its four digits, or another.
fn escape_start(text: &str, last: usize) -> usize {
    let before = text.get(..last).unwrap_or_default();
    let hex = before.rfind("\\u").filter(|start| last - start <= 5);
    hex.or_else(|| before.rfind('\\')).unwrap_or(last)
}

/// Where the word or number begins that `last` belongs to.
fn word_start(text: &str, last: usize) -> usize {
    let before = text.get(..last).unwrap_or_default();
    before.trim_end_matches(is_word).len()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.')
}

/// How much of what was found a message repeats, in characters.
const FOUND_LENGTH: usize = 24;

/// What stands at `start` of `text`, as a message names it: a word, an escape or a character.
fn word_at(text: &str, start: usize) -> (Range<usize>, String) {
    let rest = text.get(start..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return (start..start, "the end of the payload".to_owned());
    };
    let length = match first {
        '\\' if rest.starts_with("\\u") => rest.char_indices().nth(6).map_or(rest.len(), |(at, _)| at),
        '\\' => rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at),
        _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        _ => first.len_utf8(),
    };
    let word = rest.get(..length).unwrap_or_default();
    let found = match shortened(word, FOUND_LENGTH) {
        Cow::Owned(cut) => format!("`{cut}`"),
        Cow::Borrowed(_) if first.is_control() || first.is_whitespace() || first == '\u{feff}' => {
            format!("U+{:04X}", u32::from(first))
        }
        Cow::Borrowed(word) => format!("`{word}`"),
    };
    (start..start + length, found)
}

struct Scanned {
    end: usize,
    repeated: bool,
}

/// Reads the value at the beginning of `text` as `serde_json` understands JSON.
fn scan(text: &str) -> Result<Scanned, Fault> {
    let mut state = State::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    if let Err(error) = Scan(&mut state).deserialize(&mut deserializer) {
        return Err(if state.too_deep { Fault::nesting(text) } else { Fault::new(text, &error) });
    }
    let behind = match deserializer.end() {
        Ok(()) => text.len(),
        Err(error) => Fault::new(text, &error).at.start,
    };
    let value = text.get(..behind).unwrap_or_default();
    Ok(Scanned { end: value.trim_end_matches([' ', '\t', '\r', '\n']).len(), repeated: state.repeated })
}

/// Up to this many keys an object's keys are compared one by one, which is faster than a hash set.
const FEW_KEYS: usize = 24;

/// What a scan knows of the text that it has read.
#[derive(Default)]
struct State<'de> {
    /// The keys of all open objects, those of the innermost last.
    keys: Vec<Cow<'de, str>>,
    repeated: bool,
    depth: usize,
    too_deep: bool,
}

impl State<'_> {
    fn open<E: serde::de::Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        self.too_deep = self.depth > MAX_NESTING;
        if self.too_deep { Err(E::custom("nested too deeply")) } else { Ok(()) }
    }
}

/// Visits a value, keeps nothing of it, and notices whether an object has a key twice.
struct Scan<'s, 'de>(&'s mut State<'de>);

impl<'de> DeserializeSeed<'de> for Scan<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scan<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        self.0.open()?;
        while elements.next_element_seed(Scan(self.0))?.is_some() {}
        self.0.depth -= 1;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        self.0.open()?;
        let base = self.0.keys.len();
        let mut many = HashSet::new();
        while let Some(key) = members.next_key_seed(Key)? {
            let mine = self.0.keys.get(base..).unwrap_or_default();
            if mine.len() < FEW_KEYS {
                self.0.repeated |= mine.contains(&key);
                self.0.keys.push(key);
            } else {
                if many.is_empty() {
                    many.extend(mine.iter().cloned());
                }
                self.0.repeated |= !many.insert(key);
            }
            members.next_value_seed(Scan(self.0))?;
        }
        self.0.keys.truncate(base);
        self.0.depth -= 1;
        Ok(())
    }
}

/// Reads a key, without copying it where no escape stands in it.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}
