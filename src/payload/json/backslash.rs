//! Backslashes that JSON does not know, as in `"C:\logs\new"`, and what mends them.

use std::ops::Range;

use super::string::Escape;

/// Most bytes of a string that are looked at on either side of a backslash.
const NEAR: usize = 500;

/// What to put where so that the backslash at `at` of `text`, which is in a string and begins no escape, is one that shows.
///
/// Of a path all backslashes are doubled at once: with only the first, `C:\logs\new` would be JSON, and have a line end in it.
/// `None` where it is not clear which of the others in the string are meant for escapes.
pub(super) fn doubled(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let bytes = text.as_bytes();
    let first = at.saturating_sub(NEAR);
    let last = bytes.len().min(at + NEAR);
    let begin = memchr::memrchr(b'"', &bytes[first..at]).map_or(first, |quote| first + quote + 1);
    let end = memchr::memchr(b'"', &bytes[at..last]).map_or(last, |quote| at + quote);
    let is_end = |byte: &u8| byte.is_ascii_whitespace();
    let word = begin + bytes[begin..at].iter().rposition(is_end).map_or(0, |blank| blank + 1);
    let word = word..at + bytes[at..end].iter().position(is_end).unwrap_or(end - at);
    // A character of more bytes may be cut at the bounds.
    let (before, after) = (bytes.get(begin..word.start)?, bytes.get(word.end..end)?);
    let written = text.get(word.clone()).unwrap_or_default();
    if has_step(before) || has_step(after) {
        return None;
    }
    if !is_path(written) {
        return (!has_step(written.as_bytes())).then(|| (at..at, "\\".to_owned()));
    }
    Some((word, path(written)?))
}

/// A step of a path that JSON takes for a control character: `\t` of `C:\temp`.
pub(super) struct Step {
    /// The backslash and its letter.
    pub(super) at: Range<usize>,
    /// What to put where so that the backslashes of the path show.
    pub(super) fix: (Range<usize>, String),
}

/// The first step in each path of the string at `inner` of `text` that JSON takes for a control character.
///
/// A backspace and a form feed are meant by nobody, the others may be: `C:\\logs\nThen` is a path and a line end.
pub(super) fn steps(text: &str, inner: Range<usize>) -> Vec<Step> {
    let mut steps = Vec::new();
    let bytes = text.as_bytes();
    let (mut at, mut word) = (inner.start, inner.start..inner.start);
    while let Some(next) = memchr::memchr2(b'\\', b' ', bytes.get(at..inner.end).unwrap_or_default()) {
        at += next;
        if bytes.get(at) == Some(&b' ') {
            (at, word) = (at + 1, at + 1..at + 1);
            continue;
        }
        let escape = &text[at..inner.end];
        let length = match Escape::at(escape) {
            Escape::Short(_) => 2,
            Escape::Unit(_) => 6,
            Escape::Pair(_) => 12,
            Escape::Unknown => 1,
        };
        let letter = bytes.get(at + 1).copied().unwrap_or_default();
        let is_control = length == 2 && matches!(letter, b'b' | b'f' | b'n' | b'r' | b't');
        if is_control && (matches!(letter, b'b' | b'f') || is_step(&text[word.start..at], &escape[2..])) {
            word.end = at + escape.find(' ').unwrap_or(escape.len());
            let mended = is_path(&text[word.clone()]).then(|| path(&text[word.clone()])).flatten();
            let fix = match mended {
                Some(mended) => (word.clone(), mended),
                None => (at..at, "\\".to_owned()),
            };
            steps.push(Step { at: at..at + 2, fix });
            at = word.end;
        } else {
            at += length;
            // After a line end, `\nC:\temp`, a path may begin.
            if is_control && !is_path(&text[word.start..at]) {
                word = at..at;
            }
        }
    }
    steps
}

/// Whether a backslash between `before`, which begins a word, and `\` a letter and `after` is a step of a path.
fn is_step(before: &str, after: &str) -> bool {
    let rest = before.trim_start_matches('\\');
    let is_root = rest.len() + 2 >= before.len() && !rest.contains("\\\\");
    is_root && is_path(&format!("{before}\\")) && after.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether a path begins `word`, perhaps after punctuation: `(C:\logs`, `%TEMP%\logs`, `\\server\logs`.
fn is_path(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '\'', '[', '“', '‘']);
    let is_drive = |bytes: &[u8]| matches!(bytes, [letter, b':', b'\\', ..] if letter.is_ascii_alphabetic());
    let is_share = word.strip_prefix("\\\\").is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()));
    is_drive(word.as_bytes()) || is_share || word.starts_with('%') && word.contains("%\\")
}

/// Whether a step of a path may be in `bytes` that JSON takes for a control character: `Files\new`.
fn has_step(bytes: &[u8]) -> bool {
    bytes.windows(4).any(|near| {
        matches!(near, [before, b'\\', b'b' | b'f' | b'n' | b'r' | b't', after]
            if (before.is_ascii_alphanumeric() || *before == b':') && after.is_ascii_lowercase())
    })
}

/// The path `word` with two backslashes for each that is alone. In `C:\logs\nThen` the second may be meant for a line end.
fn path(word: &str) -> Option<String> {
    let mut mended = String::with_capacity(2 * word.len());
    let mut rest = word;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        let is_first = mended.chars().all(|c| !c.is_alphanumeric());
        let length = match (Escape::at(escape), escape.as_bytes()) {
            // The two that a share begins with are no escape where none of the others is.
            (Escape::Short('\\'), _) if is_first && !escape[2..].contains("\\\\") => {
                mended.push_str("\\\\");
                2
            }
            (Escape::Short('\\' | '/' | '"'), _) => 2,
            (Escape::Short(_), [_, _, after, ..]) if after.is_ascii_lowercase() => {
                mended.push('\\');
                1
            }
            (Escape::Unknown, _) => {
                mended.push('\\');
                1
            }
            _ => return None,
        };
        mended.push_str(&escape[..length]);
        rest = &escape[length..];
    }
    mended.push_str(rest);
    Some(mended)
}

#[cfg(test)]
mod tests {
    #[test]
    fn all_of_a_path_at_once() {
        let doubled = |text: &str| {
            let at = text.find(['§']).unwrap_or_default();
            let text = text.replace('§', "");
            let (range, put) = super::doubled(&text, at)?;
            Some(format!("{}{put}{}", &text[..range.start], &text[range.end..]))
        };
        for (text, mended) in [
            ("\"Path C:§\\logs\\new\\temp\"", "\"Path C:\\\\logs\\\\new\\\\temp\""),
            ("\"(C:\\new§\\logs) 灯\"", "\"(C:\\\\new\\\\logs) 灯\""),
            ("\"\\\\server§\\logs\\new\"", "\"\\\\\\\\server\\\\logs\\\\new\""),
            ("\"%TEMP%§\\logs\\\\new\"", "\"%TEMP%\\\\logs\\\\new\""),
            ("\"a§\\d+\\n\"", "\"a\\\\d+\\n\""),
            ("\"灯§\\d\\nThen\"", "\"灯\\\\d\\nThen\""),
        ] {
            assert_eq!(doubled(text).as_deref(), Some(mended), "{text:?}");
        }
        for text in [
            "\"C:§\\logs\\nThen\"",
            "\"C:§\\logs\\n\"",
            "\"C:§\\Program Files\\new\"",
            "\"C:\\new lamps§\\logs\"",
            "\"lamps\\new§\\logs\"",
        ] {
            assert_eq!(doubled(text), None, "{text:?}");
        }
        let long = format!("\"{0}C:§\\logs{0}\"", "灯".repeat(300));
        assert!(doubled(&long).is_some());
    }
}
