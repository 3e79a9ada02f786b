//! `**`, `__` and `~~` that stay as they are typed (format §5).

use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;
use crate::tree::{Inline, Style};

use super::source_cursor::is_escaped;

/// Marks side by side in a text that no more are an ornament than a mistake.
const MOST: usize = 4;

/// The marks that make nothing of text when there is one of them only.
pub(super) const MARKS: [u8; 3] = *b"*_~";

/// The runs of [`MARKS`] that show in `written`, which is at `start`, and that the author did not escape: two to four asterisks, two of
/// the others. With each comes the number of its mark.
pub(super) fn runs<'s>(
    source: &'s str,
    start: usize,
    written: &'s str,
) -> impl Iterator<Item = (usize, Span)> + use<'s> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + memchr::memchr3(MARKS[0], MARKS[1], MARKS[2], written.get(from..)?.as_bytes())?;
            let mark = written.as_bytes()[at];
            let length = written.as_bytes()[at..].iter().take_while(|byte| **byte == mark).count();
            from = at + length;
            let begin = start + at;
            if is_run(source, begin, length, mark) && !is_escaped(source, begin) {
                let kind = MARKS.iter().position(|known| *known == mark)?;
                return Some((kind, Span::new(begin, begin + length)));
            }
        }
    })
}

/// Whether `length` of `mark` at `at` are a run that shows: more are an ornament, or a line to write on.
fn is_run(source: &str, at: usize, length: usize, mark: u8) -> bool {
    let is_mark = |byte: &&u8| **byte == mark;
    let bytes = source.as_bytes();
    let before = bytes[..at].iter().rev().take(MOST + 1).take_while(is_mark).count();
    let all = before + bytes[at..].iter().take(MOST + 1).take_while(is_mark).count();
    length >= 2 && all <= if mark == b'*' { MOST } else { 2 }
}

/// Whether `closer` could end what `opener` begins: as many marks on the same line.
pub(super) fn closes(source: &str, opener: Span, closer: Span) -> bool {
    let between = source.get(opener.end as usize..closer.start as usize).unwrap_or("\n");
    opener.len() == closer.len() && !between.contains(['\n', '\r'])
}

/// What `marks` are called, and what two runs of them do with a text.
fn names(marks: &str) -> (&'static str, &'static str) {
    match marks.as_bytes().first() {
        Some(b'~') => ("tildes", "strike text out"),
        Some(b'_') => ("underscores", "make text bold"),
        _ => ("asterisks", "make text bold"),
    }
}

/// One `**` or `~~` that no other belongs to. In `AccountKey=***`, `2**3` and `~~5` the marks are meant, and in names underscores.
pub(super) fn single(source: &str, run: Span) -> Option<Diagnostic> {
    let marks = source.get(run.range())?;
    let before = source.get(..run.start as usize)?.chars().next_back();
    let after = source.get(run.end as usize..)?.chars().next();
    let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_mask = marks.len() > 2 && !touches(before) && !touches(after);
    let is_power = (touches(before) || marks == "~~") && after.is_some_and(|c| c.is_ascii_digit());
    if is_mask || is_power || marks.starts_with('_') {
        return None;
    }
    let (name, use_) = names(marks);
    let message = format!("expected another `{marks}` to {use_} with, found none; the {name} show as they are");
    Some(Diagnostic::warning(Code::EMPHASIS_LITERAL, run, message))
}

/// Two runs on a line that make nothing of what is between them. Of underscores, which names have too, only those with a blank inside
/// and no word outside.
pub(super) fn pair(source: &str, opener: Span, closer: Span) -> Option<Diagnostic> {
    if source.get(opener.range())?.starts_with('_') {
        open_pair(source, opener, closer)
    } else {
        loose(source, opener, closer).or_else(|| Some(tight(source, opener, closer)))
    }
}

/// `__ bold__`: with no blank on one side it is no line to write on, as it may be in `Name: __ Age: __`.
fn open_pair(source: &str, opener: Span, closer: Span) -> Option<Diagnostic> {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let before = source.get(..opener.start as usize)?.chars().next_back();
    let after = source.get(closer.end as usize..)?.chars().next();
    let inside = source.get(opener.end as usize..closer.start as usize)?;
    if is_word(before) || is_word(after) || inside.trim_end().ends_with(':') {
        return None;
    }
    let found = loose(source, opener, closer)?;
    let is_sure = !(inside.starts_with(char::is_whitespace) && inside.ends_with(char::is_whitespace));
    Some(if is_sure { found } else { Diagnostic { fix: None, ..found } })
}

/// `** bold **`: the spaces inside keep the marks from being emphasis. They belong outside, if anywhere.
fn loose(source: &str, opener: Span, closer: Span) -> Option<Diagnostic> {
    let (start, end) = (opener.start as usize, closer.end as usize);
    let marks = source.get(opener.range())?;
    let inside = source.get(opener.end as usize..closer.start as usize)?;
    let text = inside.trim();
    if text.is_empty() || text.len() == inside.len() {
        return None;
    }
    let joins = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    let before = inside.starts_with(char::is_whitespace) && joins(source[..start].chars().next_back());
    let after = inside.ends_with(char::is_whitespace) && joins(source[end..].chars().next());
    let space = |wanted: bool| if wanted { " " } else { "" };
    let replacement = format!("{}{marks}{text}{marks}{}", space(before), space(after));
    let (name, _) = names(marks);
    let message = format!("expected no space inside `{marks}…{marks}`, found one; the {name} show as they are");
    Some(Diagnostic::warning(Code::EMPHASIS_SPACES, start..end, message).with_fix(start..end, replacement))
}

/// `**bold*`: an asterisk beside emphasis that does not count. After bold text it may be a mark of a footnote.
pub(super) fn uneven(source: &str, pair: &[Inline]) -> Option<Diagnostic> {
    let at = match pair {
        [Inline::Text(words), Inline::Styled(styled)] if words.span.end == styled.span.start => {
            (words.span.end as usize).checked_sub(1)?
        }
        [Inline::Styled(styled), Inline::Text(words)] if styled.span.end == words.span.start => {
            (styled.style == Style::Emphasis).then_some(words.span.start as usize)?
        }
        _ => return None,
    };
    let around = source.get(at.checked_sub(1)?..at + 2)?;
    let is_beside = around.starts_with("**") || around.ends_with("**");
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let begins = is_word(source[at..].trim_start_matches('*').chars().next());
    let ends = is_word(source[..at].trim_end_matches('*').chars().next_back());
    // In `***; password ****` they are a mask.
    if !is_beside || !(begins || ends) || !around[1..].starts_with('*') || is_escaped(source, at) {
        return None;
    }
    let message = "expected as many asterisks on both sides of emphasis, found one more; it shows as it is";
    Some(Diagnostic::warning(Code::EMPHASIS_LITERAL, at..at + 1, message))
}

/// Two runs with no blank inside, mended by a blank outside of them if one is enough.
fn tight(source: &str, opener: Span, closer: Span) -> Diagnostic {
    let marks = source.get(opener.range()).unwrap_or("**");
    let (name, _) = names(marks);
    let message = format!(
        "expected a space or punctuation outside of `{marks}…{marks}`, found a letter; the {name} show as they are"
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
