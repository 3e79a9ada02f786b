//! The tokens of JSON text. No walk here nests, whatever the text does.

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
/// Text that is not JSON has tokens too: a walk never fails.
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
