//! The header grammar (format §2), one function for each nonterminal.
//!
//! ```text
//! header     = "<properties" *( 1*space property ) *space ( "/>" / ">" )     ; keyword in any case
//! property   = name *space "=" *space value
//! name       = 1*( ALPHA / DIGIT / "." / "_" / "-" )                         ; in any case
//! value      = DQUOTE *( any but DQUOTE ) DQUOTE / "'" *( any but "'" ) "'"  ; may span lines
//! space      = any Unicode White_Space / U+200B / U+FEFF
//! ```

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while};
use nom::character::complete::{char, none_of};
use nom::sequence::delimited;
use nom::{IResult, Parser};

use crate::bytes;
use crate::metadata::is_space;

/// What a grammar function gives: the rest of the input and what it read.
pub(super) type Parsed<'i, T> = IResult<&'i str, T, ()>;

/// `keyword = "<properties"`, in any case
pub(super) fn keyword(input: &str) -> Parsed<'_, &str> {
    match input.split_at_checked("<properties".len()) {
        Some((word, rest)) if is_keyword(word) => Ok((rest, word)),
        _ => Err(nom::Err::Error(())),
    }
}

/// Whether `word` is the keyword, in any case: nearly always in this one.
pub(super) fn is_keyword(word: &str) -> bool {
    word == "<properties" || word.eq_ignore_ascii_case("<properties")
}

/// `end = "/>" / ">"`
pub(super) fn end(input: &str) -> Parsed<'_, &str> {
    match input.as_bytes().first() {
        Some(b'/' | b'>') => alt((tag("/>"), tag(">"))).parse(input),
        _ => Err(nom::Err::Error(())),
    }
}

/// `property = name *space "=" *space value`
#[inline(always)]
pub(super) fn property(input: &str) -> Parsed<'_, (&str, Value<'_>)> {
    let (rest, name) = name(input)?;
    let (rest, _) = spaces(rest)?;
    let Some(rest) = rest.strip_prefix('=') else { return Err(nom::Err::Error(())) };
    let (rest, _) = spaces(rest)?;
    let (rest, value) = value(rest)?;
    Ok((rest, (name, value)))
}

/// `name = 1*( ALPHA / DIGIT / "." / "_" / "-" )`
#[inline(always)]
pub(super) fn name(input: &str) -> Parsed<'_, &str> {
    // All its characters are of one byte.
    match name_run(input.as_bytes()) {
        0 => Err(nom::Err::Error(())),
        end => Ok((&input[end..], &input[..end])),
    }
}

/// What bytes can be a part of, a bit for each.
type Class = u8;

const NAME: Class = 1;
/// A space that is one byte long.
const SPACE: Class = 2;

/// The classes of every byte: headers are mostly short names and spaces, and a table is the quickest way through them.
static CLASSES: [Class; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 as char {
            c if is_name(c) => NAME,
            c if c.is_whitespace() => SPACE,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// How many bytes at the start of `bytes` are of `class`.
#[inline(always)]
fn run(bytes: &[u8], class: Class) -> usize {
    bytes.iter().position(|&byte| CLASSES[usize::from(byte)] != class).unwrap_or(bytes.len())
}

/// How many bytes at the start of `bytes` are of a name: four at a time, as a branch for each takes longer.
#[inline(always)]
fn name_run(bytes: &[u8]) -> usize {
    let are_all = |four: &&[u8; 4]| four.iter().fold(NAME, |all, &byte| all & CLASSES[usize::from(byte)]) != 0;
    let whole = 4 * bytes.as_chunks::<4>().0.iter().take_while(are_all).count();
    whole + run(&bytes[whole..], NAME)
}

/// Whether `c` can be in a name.
pub(super) const fn is_name(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '0'..='9' | '.' | '_' | '-')
}

/// A value, without its quotes.
#[derive(Clone, Copy)]
pub(super) struct Value<'i> {
    pub(super) text: &'i str,
    /// Whether it holds neither `&` nor a line end.
    pub(super) is_plain: bool,
}

/// `value = DQUOTE *( any but DQUOTE ) DQUOTE / "'" *( any but "'" ) "'"`
#[inline(always)]
pub(super) fn value(input: &str) -> Parsed<'_, Value<'_>> {
    let (inner, quote) = quote(input)?;
    let Some(end) = memchr::memchr(quote as u8, inner.as_bytes()) else { return Err(nom::Err::Error(())) };
    let text = &inner[..end];
    let is_plain = !bytes::any(text.as_bytes(), |byte| (byte ^ b'&').min(byte ^ b'\n').min(byte ^ b'\r') == 0);
    Ok((&inner[end + 1..], Value { text, is_plain }))
}

/// `quote = DQUOTE / "'"`
#[inline]
pub(super) fn quote(input: &str) -> Parsed<'_, char> {
    match input.as_bytes().first() {
        Some(quote @ (b'"' | b'\'')) => Ok((&input[1..], char::from(*quote))),
        _ => Err(nom::Err::Error(())),
    }
}

/// `spaces = *space`, of which there are none around most `=`
#[inline(always)]
pub(super) fn spaces(input: &str) -> Parsed<'_, &str> {
    match input.as_bytes().first() {
        Some(&byte) if bytes::is_inked(byte) => Ok((input, &input[..0])),
        _ => some_spaces(input),
    }
}

/// The same where there may be some, few of which are not ASCII.
fn some_spaces(input: &str) -> Parsed<'_, &str> {
    let ascii = run(input.as_bytes(), SPACE);
    let end = match input.as_bytes().get(ascii) {
        Some(byte) if !byte.is_ascii() => input.len() - input[ascii..].trim_start_matches(is_space).len(),
        _ => ascii,
    };
    Ok((&input[end..], &input[..end]))
}

/// `blanks = *blank`
pub(super) fn blanks(input: &str) -> Parsed<'_, &str> {
    take_while(is_blank).parse(input)
}

/// `blank = any space but a line end`
pub(super) fn is_blank(c: char) -> bool {
    is_space(c) && !is_line_end(c)
}

/// Whether `c` ends a line: CR, LF, or one of a CRLF.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// `starts-property = blanks name blanks "=" blanks ( quote / any but a line end )`
///
/// What the format means by "a line that starts a property".
pub(super) fn starts_property(input: &str) -> Parsed<'_, &str> {
    delimited(blanks, name, (blanks, char('='), blanks, none_of("\r\n"))).parse(input)
}
