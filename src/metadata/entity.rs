//! Entities in values: the five of XML and numeric references, decoded once (format §2).

use std::borrow::Cow;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::char;
use nom::combinator::{map_opt, value};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// `value` with its entities decoded; other `&name;` stay as they are.
#[inline]
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    match memchr::memchr(b'&', text.as_bytes()) {
        Some(first) => Cow::Owned(decode_from(first, text)),
        None => Cow::Borrowed(text),
    }
}

/// `text` with its entities decoded, the first of which may begin at `first`.
fn decode_from(first: usize, text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let (plain, mut rest) = text.split_at(first);
    decoded.push_str(plain);
    while !rest.is_empty() {
        rest = match entity(rest) {
            Ok((rest, c)) => {
                decoded.push(c);
                rest
            }
            Err(_) => {
                let plain = memchr::memchr(b'&', &rest.as_bytes()[1..]).map_or(rest.len(), |at| at + 1);
                decoded.push_str(&rest[..plain]);
                &rest[plain..]
            }
        };
    }
    decoded
}

/// `entity = "&" ( "amp" / "lt" / "gt" / "quot" / "apos" / numeric ) ";"`
fn entity(input: &str) -> IResult<&str, char, ()> {
    let named = alt((
        value('&', tag("amp")),
        value('<', tag("lt")),
        value('>', tag("gt")),
        value('"', tag("quot")),
        value('\'', tag("apos")),
    ));
    delimited(char('&'), alt((named, preceded(char('#'), numeric))), char(';')).parse(input)
}

/// `numeric = 1*DIGIT / "x" 1*HEXDIG`, the number of a character that XML allows
fn numeric(input: &str) -> IResult<&str, char, ()> {
    let number = |radix| move |digits| u32::from_str_radix(digits, radix).ok().and_then(character);
    let decimal = map_opt(take_while1(|c: char| c.is_ascii_digit()), number(10));
    let hexadecimal = map_opt(take_while1(|c: char| c.is_ascii_hexdigit()), number(16));
    alt((preceded(alt((char('x'), char('X'))), hexadecimal), decimal)).parse(input)
}

fn character(number: u32) -> Option<char> {
    char::from_u32(number).filter(|&c| c != '\0')
}
