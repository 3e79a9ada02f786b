//! HTML cut at its tags, for a tokenizer that goes deeper into the stack with every quoted attribute of a tag.
//!
//! html5gum reads `a="" b="" …` by recursion, so a tag with some thousand attributes would overflow the stack. Only what
//! holds more quotes than a tag may have is cut here, and each piece is tokenized for itself.

use std::ops::Range;

use crate::source::{TagRule, tag_len};

/// A part of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// One that can be tokenized.
    Markup(Range<usize>),
    /// A tag with too many attributes.
    Excess(Range<usize>),
}

/// Cuts `html` into pieces; none that can be tokenized has attributes in many more pairs of quotes than `most`.
pub(super) fn split(html: &str, most: usize) -> Vec<Piece> {
    let bytes = html.as_bytes();
    let quotes = |range: Range<usize>| memchr::memchr_iter(b'"', &bytes[range]).count();
    // One more is tokenized than there may be, so that those just over the limit are reported as such.
    let most = most.saturating_add(1).saturating_mul(2);
    if quotes(0..html.len()) <= most {
        return vec![Piece::Markup(0..html.len())];
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'<' => at + markup_len(&html[at..]),
            // What is between tags has no attributes, however many quotes.
            _ => memchr::memchr(b'<', &bytes[at..]).map_or(bytes.len(), |next| at + next),
        };
        let is_tag = bytes[at] == b'<' && !html[at..].starts_with("<!");
        pieces.push(if is_tag && quotes(at..end) > most { Piece::Excess(at..end) } else { Piece::Markup(at..end) });
        at = end;
    }
    pieces
}

/// The length of the tag or comment that `html` begins with; what is not closed runs to the end.
fn markup_len(html: &str) -> usize {
    let bytes = html.as_bytes();
    if html.starts_with("<!--") {
        return memchr::memmem::find(bytes, b"-->").map_or(bytes.len(), |end| end + 3);
    }
    let name = html[1..].strip_prefix('/').unwrap_or(&html[1..]);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        return 1;
    }
    tag_len(html, TagRule::Values).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn cuts(html: &str, expected: &[&str]) {
        let cut: Vec<String> = split(html, 0)
            .into_iter()
            .map(|piece| match piece {
                Piece::Markup(range) => html[range].to_owned(),
                Piece::Excess(range) => format!("!{}", &html[range]),
            })
            .collect();
        assert_eq!(cut, expected, "{html:?}");
    }

    #[test]
    fn tags_with_many_quotes_are_cut_out() {
        cuts("<b a=\"1\">c", &["<b a=\"1\">c"]);
        cuts("d<b a=\"1\" c=\"2\">e</b>", &["d", "!<b a=\"1\" c=\"2\">", "e", "</b>"]);
        cuts("<b a=\">\"><i c=\"<\">", &["<b a=\">\">", "<i c=\"<\">"]);
        cuts("<b a='\"' c=\"'\">\"", &["!<b a='\"' c=\"'\">", "\""]);
        cuts("<!-- \"\"\" > -->\"", &["<!-- \"\"\" > -->", "\""]);
        cuts("1 < 2 \"\"\" <b", &["1 ", "<", " 2 \"\"\" ", "<b"]);
        cuts("<b a=\"\"\"c=", &["!<b a=\"\"\"c="]);
        cuts("</b a=\"\" c=\"\" d", &["!</b a=\"\" c=\"\" d"]);
    }
}
