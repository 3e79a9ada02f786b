//! [`quoted`]: a piece of an article in a message.

use crate::source::{in_code, shortened};

/// Longest piece that a message repeats, in characters.
const QUOTE_LIMIT: usize = 100;

/// `text` as code, on one line: control characters are escaped, and what is too long is cut.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::new();
    for character in shortened(text, QUOTE_LIMIT).chars() {
        if character.is_control() { out.extend(character.escape_default()) } else { out.push(character) }
    }
    in_code(&out)
}

#[cfg(test)]
mod tests {
    use super::{QUOTE_LIMIT, quoted};

    #[test]
    fn a_quote_is_one_short_line() {
        assert_eq!(quoted("a\\b"), "`a\\b`");
        assert_eq!(quoted("a\nb\u{0}"), "`a\\nb\\u{0}`");
        assert_eq!(quoted("`a`"), "`` `a` ``");
        let longest = "é".repeat(QUOTE_LIMIT);
        assert_eq!(quoted(&longest), format!("`{longest}`"));
        assert_eq!(quoted(&format!("{longest}é")), format!("`{longest}…`"));
    }
}
