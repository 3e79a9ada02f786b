//! Inline HTML as plain words, for names in messages and for fields that show no HTML.

use std::borrow::Cow;

use crate::source::without_comments;

/// The elements that authors use in labels; any other word in angle brackets is a word.
const ELEMENTS: [&str; 22] = [
    "a", "b", "br", "code", "div", "em", "font", "h1", "h2", "h3", "h4", "i", "li", "ol", "p", "s", "span", "strong",
    "sub", "sup", "u", "ul",
];

/// Those of them that words beside them are apart from: `Lamp<h2>Room`.
const BLOCKS: [&str; 10] = ["br", "div", "h1", "h2", "h3", "h4", "li", "ol", "p", "ul"];

/// `html` without comments and the tags of elements that people use, its character references resolved, white space as one
/// blank.
pub(super) fn plain(html: &str) -> Cow<'_, str> {
    if !html.contains(['<', '&', '\n', '\r', '\t']) {
        return Cow::Borrowed(html);
    }
    let html = &*without_comments(html);
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        words.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let (length, word) = if rest.starts_with('<') { tag(rest) } else { reference(rest) };
        words.push_str(word);
        rest = rest.get(length..).unwrap_or_default();
    }
    words.push_str(rest);
    Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// How long the tag is that `rest` begins with, and what stands for it; a `<` that begins none stands for itself.
fn tag(rest: &str) -> (usize, &'static str) {
    let inner = rest.get(1..).unwrap_or_default();
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let after = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let name = name.strip_suffix(after).unwrap_or_default();
    let end = inner.find(['<', '>']).filter(|end| inner[*end..].starts_with('>'));
    let is_element = ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name));
    // `a<b and c>d` are words.
    let is_tag = |end: usize| {
        let attributes = inner.get(inner.len() - after.len()..end).unwrap_or_default();
        attributes.contains('=') || attributes.trim_matches([' ', '/', '\n', '\t']).is_empty()
    };
    match end.filter(|end| is_element && is_tag(*end)) {
        Some(end) => (end + 2, if BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name)) { " " } else { "" }),
        None => (1, "<"),
    }
}

/// How long the character reference is that `rest` begins with, and its character; `&` alone stands for itself.
fn reference(rest: &str) -> (usize, &'static str) {
    const KNOWN: [(&str, &str); 6] =
        [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " ")];
    let known = KNOWN.iter().find(|(name, _)| rest.starts_with(name));
    known.map_or((1, "&"), |(name, c)| (name.len(), c))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tags_and_comments_go_and_words_stay() {
        for (html, words) in [
            ("Which <b>lamp</b>?", "Which lamp?"),
            ("a<br/>b <BR>c <font color=red>d</font>", "a b c d"),
            ("Which? <!-- ask Ada --> Now", "Which? Now"),
            ("a <!-- b", "a"), // as in HTML, with a finding
            ("Where a<b and c>d holds", "Where a<b and c>d holds"),
            ("Use <br or another> word", "Use <br or another> word"),
            ("a <name> &lt;b&gt; Q&A", "a <name> <b> Q&A"),
            ("a\r\n  b", "a b"),
            ("Lamp<h2>Room", "Lamp Room"),
        ] {
            assert_eq!(plain(html), words);
        }
    }
}
