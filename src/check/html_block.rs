//! Whether words are in a block of HTML, where nothing reads Markdown.

use crate::link::starts_with_ignore_case;
use crate::parse::is_block_name;
use crate::source::before;

/// How far back the beginning of the block is looked for, in bytes.
const LOOK: usize = 2048;

/// Whether a line with the tag of a block is before `at` in `source`, or begins its line, and no blank line is between.
pub(super) fn is_in_block(source: &str, at: usize) -> bool {
    any_line(source, at, begins_block).unwrap_or(false)
}

/// Whether a tag is before `at` in `source`, and no blank line between: if none is, what is there is in no HTML.
pub(super) fn follows_tag(source: &str, at: usize) -> bool {
    // The header may end on the line before.
    let is_header = |tag: &str| starts_with_ignore_case(tag, "<properties");
    let is_tag = |tag: &str| tag.as_bytes().get(1).is_some_and(|c| c.is_ascii_alphabetic() || *c == b'/');
    let holds_tag = |line: &str| {
        memchr::memchr_iter(b'<', line.as_bytes()).any(|at| is_tag(&line[at..]) && !is_header(&line[at..]))
    };
    any_line(source, at, holds_tag).unwrap_or(true)
}

/// Whether Markdown may not be read at `at`: a line before it begins with a tag, and no blank line is between.
pub(super) fn is_below_tag(source: &str, at: usize) -> bool {
    let is_tag = |line: &str| line.trim_start_matches([' ', '\t', '>']).starts_with('<') || begins_block(line);
    any_line(source, at, is_tag).unwrap_or(true)
}

/// Whether one of the lines before `at`, up to a blank one, is such a line; `None` where it begins before what is looked at.
fn any_line(source: &str, at: usize, is_such: impl Fn(&str) -> bool) -> Option<bool> {
    let mut rest = before(source, at, LOOK);
    let is_cut = rest.len() < at;
    let mut is_first = true;
    loop {
        let start = memchr::memrchr2(b'\n', b'\r', rest.as_bytes()).map_or(0, |end| end + 1);
        if start == 0 && is_cut {
            return None;
        }
        let line = &rest[start..];
        if is_such(line) {
            return Some(true);
        }
        if start == 0 || !is_first && line.trim_matches([' ', '\t', '>']).is_empty() {
            return Some(false);
        }
        is_first = false;
        rest = rest[..start].strip_suffix("\r\n").unwrap_or(&rest[..start - 1]);
    }
}

/// Whether `line` begins with the tag of a block, after marks of quotes and items.
fn begins_block(line: &str) -> bool {
    let marks = |c: char| c.is_ascii_digit() || " \t>*+-.)".contains(c);
    let Some(tag) = line.trim_start_matches(marks).strip_prefix('<') else { return false };
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let (name, after) = tag.split_at(tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len()));
    is_block_name(name) && (after.is_empty() || after.starts_with([' ', '\t', '>', '/']))
}

#[cfg(test)]
mod tests {
    use super::{LOOK, follows_tag, is_in_block};

    #[test]
    fn lines_in_blocks_of_html() {
        for text in
            ["<p>", "<div>\na\n", "> <ul>\r\n> <li>", "* <p>a", "a\n</td>\nb\n", "<p\nclass=\"a\">", "a\n<hr>\n"]
        {
            assert!(is_in_block(text, text.len()), "{text:?}");
        }
        for text in ["", "a", "<b>", "<div>\n\na", "<div>\r\n\r\na", "> <div>\n>\n> a", "<pa>a", "a <p>", "<p>\r\ra"] {
            assert!(!is_in_block(text, text.len()), "{text:?}");
        }
        for text in ["<b>", "a <b>b", "</b>\n> a"] {
            assert!(follows_tag(text, text.len()), "{text:?}");
        }
        for text in ["", "<!--$v-->a", "a < b", "<b>\n\na", "<properties a=\"b\" />\n"] {
            assert!(!follows_tag(text, text.len()), "{text:?}");
        }
        let long = "a".repeat(LOOK - "<p>".len());
        assert!(is_in_block(&format!("<p>{long}"), LOOK));
        assert!(!is_in_block(&format!("b <p>{long}"), LOOK + "b ".len()));
    }
}
