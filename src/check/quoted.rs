//! [`quoted`]: a piece of an article in a message.

/// Longest piece that a message repeats, in characters.
const QUOTE_LIMIT: usize = 100;

/// `text` between backticks, on one line: control characters are escaped, and what is too long is cut.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("`");
    let mut characters = text.chars();
    for character in characters.by_ref().take(QUOTE_LIMIT) {
        if character.is_control() { out.extend(character.escape_default()) } else { out.push(character) }
    }
    out.push_str(if characters.next().is_some() { "…`" } else { "`" });
    out
}

#[cfg(test)]
mod tests {
    use super::{QUOTE_LIMIT, quoted};

    #[test]
    fn a_quote_is_one_short_line() {
        assert_eq!(quoted("a\\b"), "`a\\b`");
        assert_eq!(quoted("a\nb\u{0}"), "`a\\nb\\u{0}`");
        let longest = "é".repeat(QUOTE_LIMIT);
        assert_eq!(quoted(&longest), format!("`{longest}`"));
        assert_eq!(quoted(&format!("{longest}é")), format!("`{longest}…`"));
    }
}
