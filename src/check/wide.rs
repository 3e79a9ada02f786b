//! Blanks that are none for Markdown, such as that of `&nbsp;`: it sees a letter where readers see a space.

/// Whether `c` is such a blank.
pub(super) fn is_wide(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

/// The blanks that `text` begins with, and maybe others after them: their length, and what the first one is called.
pub(super) fn blanks(text: &str) -> Option<(usize, String)> {
    let next = text.chars().next()?;
    let entity = ["&nbsp;", "&#160;"].into_iter().find(|entity| text.starts_with(entity));
    let name = match entity {
        Some(entity) => format!("`{entity}`"),
        None => is_wide(next).then(|| format!("U+{:04X}", u32::from(next)))?,
    };
    let mut rest = &text[entity.map_or(next.len_utf8(), str::len)..];
    loop {
        let after = rest.trim_start_matches(|c| is_wide(c) || c == ' ' || c == '\t');
        let after = after.strip_prefix("&nbsp;").or_else(|| after.strip_prefix("&#160;")).unwrap_or(after);
        if after.len() == rest.len() {
            return Some((text.len() - rest.len(), name));
        }
        rest = after;
    }
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
