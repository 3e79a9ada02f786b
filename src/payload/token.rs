//! The tokens of JSON text, and what a walk over them finds. No walk here nests, whatever the text does.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

/// A token of JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// `{` or `[`
    Open,
    /// `}` or `]`
    Close,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A string with its quotes; the last one may lack its end.
    String,
    /// A number, `true`, `false`, `null`, or anything else.
    Word,
}

/// The tokens of a text with their places, white space left out.
///
/// Text that is no JSON has tokens too: a walk never fails.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(text: &'a str) -> Tokens<'a> {
        Tokens { text, at: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }
}

impl Iterator for Tokens<'_> {
    type Item = (Token, Range<usize>);

    fn next(&mut self) -> Option<(Token, Range<usize>)> {
        self.at += self.rest().iter().take_while(|&&byte| is_space(byte)).count();
        let rest = self.rest();
        let (token, length) = match rest.first()? {
            b'{' | b'[' => (Token::Open, 1),
            b'}' | b']' => (Token::Close, 1),
            b',' => (Token::Comma, 1),
            b':' => (Token::Colon, 1),
            b'"' => (Token::String, string_length(rest)),
            _ => {
                (Token::Word, rest.iter().take_while(|&&byte| !is_space(byte) && !b"{}[],:\"".contains(&byte)).count())
            }
        };
        let start = self.at;
        self.at += length;
        Some((token, start..self.at))
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Length of the string that `rest` begins with, both quotes included.
fn string_length(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = rest.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found + 1;
        match rest.get(at - 1) {
            Some(b'"') => return at,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The offsets of the control characters that stand raw inside strings of `text`.
pub(crate) fn raw_controls(text: &str) -> impl Iterator<Item = usize> {
    let strings = Tokens::new(text).filter(|(token, _)| *token == Token::String);
    strings.flat_map(|(_, range)| {
        let start = range.start;
        let bytes = text.as_bytes().get(range).unwrap_or_default();
        bytes.iter().enumerate().filter(|(_, byte)| **byte < b' ').map(move |(at, _)| start + at)
    })
}

/// A key that is given twice in one object.
pub(crate) struct Repeat {
    /// The first such key, with its quotes.
    pub(crate) first: Range<usize>,
    /// This one.
    pub(crate) again: Range<usize>,
    /// The member before this one that has the key, from its key to the comma behind its value.
    pub(crate) stale: Range<usize>,
}

/// The keys of `text` that stand twice in one object, each time after the first. Escapes do not make keys differ.
pub(crate) fn repeats(text: &str) -> Vec<Repeat> {
    let mut found = Vec::new();
    let mut open: Vec<Option<Members>> = Vec::new();
    for (token, range) in Tokens::new(text) {
        let written = text.get(range.clone()).unwrap_or_default();
        match (token, open.last_mut()) {
            (Token::Open, _) => open.push((written == "{").then(Members::default)),
            (Token::Close, _) => drop(open.pop()),
            (Token::Comma, Some(Some(members))) => members.end(range.end),
            (Token::String, Some(Some(members))) if !members.in_member => {
                found.extend(members.begin(decoded(written), range));
            }
            _ => {}
        }
    }
    found
}

/// The string that the token `written` stands for, as far as telling keys apart needs it.
fn decoded(written: &str) -> Cow<'_, str> {
    match written.contains('\\').then(|| serde_json::from_str(written)) {
        Some(Ok(key)) => Cow::Owned(key),
        _ => Cow::Borrowed(written.trim_matches('"')),
    }
}

/// The members of one object that a walk has seen so far.
#[derive(Default)]
struct Members<'a> {
    /// The places of the keys, and where their members end.
    places: Vec<(Range<usize>, usize)>,
    /// The first and the last member with a key.
    keys: HashMap<Cow<'a, str>, (usize, usize)>,
    in_member: bool,
}

impl<'a> Members<'a> {
    fn begin(&mut self, key: Cow<'a, str>, place: Range<usize>) -> Option<Repeat> {
        let this = self.places.len();
        self.in_member = true;
        self.places.push((place.clone(), place.end));
        match self.keys.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert((this, this));
                None
            }
            Entry::Occupied(mut entry) => {
                let (first, last) = *entry.get();
                entry.insert((first, this));
                let (stale, stale_end) = self.places.get(last)?;
                let (first, _) = self.places.get(first)?;
                Some(Repeat { first: first.clone(), again: place, stale: stale.start..*stale_end })
            }
        }
    }

    fn end(&mut self, end: usize) {
        self.in_member = false;
        if let Some((_, member_end)) = self.places.last_mut() {
            *member_end = end;
        }
    }
}

/// Whether the outermost object of `text` has one of `keys`, in any case.
pub(crate) fn has_key(text: &str, keys: &[&str]) -> bool {
    let mut depth = 0_usize;
    let mut last = "";
    for (token, range) in Tokens::new(text) {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            Token::String if depth == 1 => last = text.get(range).unwrap_or_default().trim_matches('"'),
            Token::Colon if depth == 1 && keys.iter().any(|key| key.eq_ignore_ascii_case(last)) => return true,
            _ => {}
        }
    }
    false
}
