//! Pieces of the source in messages.

use std::borrow::Cow;

/// Longest piece of the source in most messages, in characters.
const LONGEST: usize = 60;

/// What a message shows of `text`: its first line, and not too much of that. `…` says that there is more.
pub(crate) fn snippet(text: &str) -> Cow<'_, str> {
    let line = super::first_line(text);
    match shortened(line, LONGEST) {
        Cow::Borrowed(_) if line.len() == text.len() => Cow::Borrowed(text),
        Cow::Borrowed(line) => Cow::Owned(format!("{line}…")),
        cut => cut,
    }
}

/// `text`, or its first `most` characters and `…`.
pub(crate) fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_one_short_line() {
        let longest = "é".repeat(LONGEST);
        assert_eq!(snippet(&longest), longest);
        assert_eq!(snippet(&format!("{longest}é")), format!("{longest}…"));
        assert_eq!(snippet("a\r\nb"), "a…");
        assert_eq!(snippet("a\n"), "a…");
        assert_eq!(snippet(""), "");
    }
}
