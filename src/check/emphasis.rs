//! `**` that stays as it is typed (format §5).

use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

use super::literal;

/// Asterisks side by side in a text that no more are an ornament than a mistake.
const MOST: usize = 4;

/// Whether asterisks that show may have been meant to make text bold. In `src/**` and `**/*.log` they are patterns, in
/// `2**10` and `2 ** 10` powers.
pub(super) fn is_run(source: &str, at: usize, length: usize) -> bool {
    let star = |byte: &&u8| **byte == b'*';
    let bytes = source.as_bytes();
    let (before, after) = (&bytes[..at], bytes.get(at + length..).unwrap_or_default());
    let all = before.iter().rev().take(MOST + 1).take_while(star).count()
        + bytes[at..].iter().take(MOST + 1).take_while(star).count();
    let is_pattern = before.last() == Some(&b'/') || after.first() == Some(&b'/');
    let is_power = match (before, after) {
        ([.., left, b' '], [b' ', right, ..]) | ([.., left], [right, ..]) => {
            left.is_ascii_digit() && right.is_ascii_digit()
        }
        _ => false,
    };
    length >= 2 && all <= MOST && !is_pattern && !is_power
}

/// One `**` that no other belongs to. In `AccountKey=***` and `2**3` the asterisks are meant.
pub(super) fn single(source: &str, stars: Span) -> Option<Diagnostic> {
    let marks = source.get(stars.range())?;
    let before = source.get(..stars.start as usize)?.chars().next_back();
    let after = source.get(stars.end as usize..)?.chars().next();
    let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_mask = marks.len() > 2 && !touches(before) && !touches(after);
    let is_power = touches(before) && after.is_some_and(|c| c.is_ascii_digit());
    if is_mask || is_power {
        return None;
    }
    let message =
        format!("expected another `{marks}` to make text bold with, found none; the asterisks show as they are");
    Some(Diagnostic::warning(Code::EMPHASIS_LITERAL, stars, message))
}

/// `** bold **`: the spaces inside keep the asterisks from being emphasis. They belong outside, if anywhere.
///
/// Asterisks are operators and patterns, too: `2 ** 10 or 3 ** 5`, `**kwargs and **args`, `src/** or **`. So it is only bold
/// beyond doubt where a line or what is in brackets begins and ends with it.
pub(super) fn loose(source: &str, opener: Span, closer: Span) -> Option<Diagnostic> {
    let (start, end) = (opener.start as usize, closer.end as usize);
    let marks = source.get(opener.range())?;
    let inside = source.get(opener.end as usize..closer.start as usize)?;
    let text = inside.trim();
    if text.is_empty() || text.len() == inside.len() {
        return None;
    }
    let is_bold = literal::is_bold(&format!("**{text}**"));
    let (before, after) = (&source[..start], &source[end..]);
    let is_sure = is_bold && begins(before) && ends(after);
    let code = if is_sure { Code::EMPHASIS_SPACES } else { Code::EMPHASIS_LITERAL };
    let message = format!("expected no space inside `{marks}…{marks}`, found one; the asterisks show as they are");
    let found = Diagnostic::warning(code, start..end, message);
    if !is_bold {
        return Some(found);
    }
    let joins = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    let space = |inner: bool, outer: Option<char>| if inner && joins(outer) { " " } else { "" };
    let left = space(inside.starts_with(char::is_whitespace), before.chars().next_back());
    let right = space(inside.ends_with(char::is_whitespace), after.chars().next());
    Some(found.with_fix(start..end, format!("{left}{marks}{text}{marks}{right}")))
}

/// Longest beginning of a line, in bytes, in which nothing but marks of blocks is looked for.
const MARKS: usize = 200;

/// Whether a line, a cell, a tag or brackets begin where `before` ends.
fn begins(before: &str) -> bool {
    let near = &before.as_bytes()[before.len().saturating_sub(MARKS)..];
    let start = memchr::memrchr2(b'\n', b'\r', near).map(|end| before.len() - near.len() + end + 1);
    let line = start.or((near.len() == before.len()).then_some(0)).map(|start| &before[start..]);
    let is_mark = |word: &str| {
        let number = word.strip_suffix(['.', ')']).unwrap_or("-");
        ["*", "-", "+"].contains(&word)
            || word.bytes().all(|byte| byte == b'#' || byte == b'>')
            || number.bytes().all(|byte| byte.is_ascii_digit())
    };
    before.ends_with(['(', '[', '{', '"', '“', '‘', '«'])
        || before.trim_end_matches([' ', '\t']).ends_with(['|', '>'])
        || line.is_some_and(|line| line.split_whitespace().all(is_mark))
}

/// Whether a line, a cell or brackets end where `after` begins, or punctuation or a tag is there.
fn ends(after: &str) -> bool {
    let blanks = after.trim_start_matches([' ', '\t']);
    blanks.is_empty()
        || blanks.starts_with(['\n', '\r', '|'])
        || after.starts_with(['.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '”', '’', '»', '<'])
}

/// Two `**` on a line that make nothing bold, mended by a blank outside of them if one is enough.
pub(super) fn pair(source: &str, opener: Span, closer: Span) -> Diagnostic {
    let marks = source.get(opener.range()).unwrap_or("**");
    let message = format!(
        "expected a space or punctuation outside of `{marks}…{marks}`, found a letter; the asterisks show as they are"
    );
    let found = Diagnostic::warning(Code::EMPHASIS_LITERAL, Span { start: opener.start, end: closer.end }, message);
    let (start, end) = (opener.start as usize, closer.end as usize);
    let outside = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_punctuation(c));
    let inside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let text = source.get(opener.end as usize..closer.start as usize).unwrap_or_default();
    if !inside(text.chars().next()) || !inside(text.chars().next_back()) {
        return found;
    }
    let before = text.starts_with(is_punctuation) && !outside(source[..start].chars().next_back());
    let after = text.ends_with(is_punctuation) && !outside(source[end..].chars().next());
    match (before, after) {
        (true, false) => found.with_fix(start..start, " "),
        (false, true) => found.with_fix(end..end, " "),
        (true, true) => found.with_fix(start..end, format!(" {} ", &source[start..end])),
        (false, false) => found,
    }
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}
