//! Blanks that are none for Markdown, such as that of `&nbsp;`: it sees a letter where readers see a space.

/// Whether `c` is such a blank.
pub(super) fn is_wide(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

/// References that authors write such blanks as.
const REFERENCES: [&str; 2] = ["&nbsp;", "&#160;"];

/// The blank that `text` begins with, as it is written.
pub(super) fn blank(text: &str) -> Option<&str> {
    let reference = REFERENCES.into_iter().find(|reference| text.starts_with(reference));
    let length = || text.chars().next().filter(|c| is_wide(*c)).map(char::len_utf8);
    Some(&text[..reference.map(str::len).or_else(length)?])
}

/// The blanks that `text` begins with, and maybe others after them: their length, and what the first one is called.
pub(super) fn blanks(text: &str) -> Option<(usize, String)> {
    let first = blank(text)?;
    let name = match first.chars().next()? {
        '&' => format!("`{first}`"),
        c => format!("U+{:04X}", u32::from(c)),
    };
    let mut rest = &text[first.len()..];
    while let Some(length) = blank(rest).map(str::len).or_else(|| rest.starts_with([' ', '\t']).then_some(1)) {
        rest = &rest[length..];
    }
    Some((text.len() - rest.len(), name))
}

#[cfg(test)]
mod tests {
    use super::blanks;

    #[test]
    fn blanks_that_are_none_for_markdown() {
        assert_eq!(blanks("\u{A0} a"), Some((3, "U+00A0".to_owned())));
        assert_eq!(blanks("&nbsp;\u{3000}&#160; a"), Some((16, "`&nbsp;`".to_owned())));
        assert_eq!(blanks("\u{200B}"), Some((3, "U+200B".to_owned())));
        assert_eq!((blanks(" a"), blanks("a"), blanks("")), (None, None, None));
    }
}
