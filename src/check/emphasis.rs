//! `**` that stays as it is typed (format §5).

use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

/// Asterisks side by side in a text that no more are an ornament than a mistake.
const MOST: usize = 4;

/// A run of asterisks that shows.
pub(super) fn is_run(source: &str, at: usize, length: usize) -> bool {
    let star = |byte: &&u8| **byte == b'*';
    let bytes = source.as_bytes();
    let before = bytes[..at].iter().rev().take(MOST + 1).take_while(star).count();
    let all = before + bytes[at..].iter().take(MOST + 1).take_while(star).count();
    length >= 2 && all <= MOST
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
