//! Pieces of the source in messages.

use std::borrow::Cow;
use std::collections::HashSet;

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

/// [`snippet`] of `text` as code in a message.
pub(crate) fn quoted_snippet(text: &str) -> String {
    in_code(&snippet(text))
}

/// `text` as code in a message: between backticks, or where it has some itself, between the fewest that it has no run of and with
/// blanks inside them, as Markdown reads code. A lone backtick between two others would look like a fence.
pub(crate) fn in_code(text: &str) -> String {
    if !text.contains('`') {
        return ["`", text, "`"].concat();
    }
    let runs: HashSet<usize> = text.split(|c| c != '`').map(str::len).collect();
    let marks = "`".repeat((1..).find(|length| !runs.contains(length)).unwrap_or(1));
    [&marks, " ", text, " ", &marks].concat()
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

    #[test]
    fn code_holds_its_backticks() {
        assert_eq!(in_code("lamp"), "`lamp`");
        assert_eq!(in_code("`"), "`` ` ``");
        assert_eq!(in_code("`lamp` on"), "`` `lamp` on ``");
        assert_eq!(in_code("```json"), "` ```json `");
        assert_eq!(in_code("`` ` é"), "``` `` ` é ```");
        assert_eq!(quoted_snippet("```\nlamp"), "` ```… `");
    }
}
