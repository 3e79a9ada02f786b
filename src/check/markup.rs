//! Markup of other kinds, or cut short, among words: it shows as it is.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::tree::AlertKind;

use super::quoted::quoted;
use super::source_cursor::is_escaped;

/// Most bytes in which the end of something is looked for.
const MOST: usize = 200;

/// Character references that show without their `;`.
const REFERENCES: [&str; 7] = ["nbsp", "lt", "gt", "amp", "quot", "copy", "reg"];

/// Elements whose start tag is told by its name alone, with nothing after it on its line.
const ELEMENTS: [&str; 12] = ["hr", "li", "ul", "ol", "td", "tr", "th", "table", "div", "span", "strong", "pre"];

/// The findings about the words `written`, which are at `start`.
pub(super) fn among_words<'s>(
    source: &'s str,
    start: usize,
    written: &'s str,
) -> impl Iterator<Item = Diagnostic> + use<'s> {
    let begins = begins_line(source, start).then(|| container(written)).flatten().map(|length| 0..length);
    let marks = memchr::memchr3_iter(b'<', b'&', b'!', written.as_bytes()).filter_map(move |at| {
        let rest = &written[at..];
        let length = match written.as_bytes()[at] {
            b'<' => declaration(rest).or_else(|| variable(rest)).or_else(|| cut_tag(&source[start + at..])),
            b'&' => reference(rest),
            _ if written[..at].ends_with('[') => return alert(rest).map(|length| at - 1..at + length),
            _ if written[..at].ends_with('<') => None,
            _ => comment(rest),
        };
        length.map(|length| at..at + length)
    });
    begins
        .into_iter()
        .chain(backtick(written))
        .chain(marks)
        .filter(move |range| !is_escaped(source, start + range.start))
        .map(move |range| {
            let message = format!(
                "expected words, found the markup {}, which shows as it is",
                quoted(&source[start + range.start..start + range.end])
            );
            Diagnostic::warning(Code::MARKUP_LITERAL, start + range.start..start + range.end, message)
        })
}

/// Whether nothing but marks of containers is before what is at `start`.
fn begins_line(source: &str, start: usize) -> bool {
    let before = &source.as_bytes()[start.saturating_sub(MOST)..start];
    before.iter().rev().find(|byte| !b" \t>*-+".contains(byte)).is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
}

/// A backtick that no other belongs to: two make code, but in HTML, where another rule tells of them.
fn backtick(written: &str) -> Option<Range<usize>> {
    let mut all = memchr::memchr_iter(b'`', written.as_bytes());
    let at = all.next().filter(|_| all.next().is_none())?;
    Some(at..at + 1)
}

/// `:::note`, and the `:::` that ends it.
fn container(text: &str) -> Option<usize> {
    let after = text.strip_prefix(":::")?.trim_start();
    let name = after.len() - after.trim_start_matches(char::is_alphanumeric).len();
    let is_line = after[name..].trim().is_empty();
    is_line.then(|| text.len() - after.len() + name)
}

/// The beginning of `text` as far as its end can be looked for: at most [`MOST`] bytes of its line.
fn near(text: &str) -> &str {
    let mut end = text.len().min(MOST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].split(['\n', '\r']).next().unwrap_or_default()
}

/// `<! later >`, which has no dash that would make it nearly a comment.
fn declaration(text: &str) -> Option<usize> {
    let after = text.strip_prefix("<! ")?;
    let end = near(after).find(['<', '>']).filter(|&end| after[end..].starts_with('>'))?;
    (!after.trim_start().starts_with('-')).then_some(text.len() - after.len() + end + 1)
}

/// `!-- later -->`
fn comment(text: &str) -> Option<usize> {
    let after = text.strip_prefix("!--")?;
    near(after).find("-->").map(|end| text.len() - after.len() + end + "-->".len())
}

/// `<$name>`
fn variable(text: &str) -> Option<usize> {
    let name = text.strip_prefix("<$").or_else(|| text.strip_prefix("</$"))?;
    let end = near(name).find(|c: char| !c.is_alphanumeric() && c != '_')?;
    (end > 0 && name[end..].starts_with('>')).then_some(text.len() - name.len() + end + 1)
}

/// `<img src="…"` and `</p` without their `>`.
fn cut_tag(text: &str) -> Option<usize> {
    let inside = near(&text[1..]);
    let inside = &inside[..inside.find(['<', '>']).unwrap_or(inside.len())];
    if text[1 + inside.len()..].starts_with('>') {
        return None;
    }
    // A cell may end before it.
    let inside = inside.split(" |").next()?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let (name, after) = name.split_at(name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len()));
    let is_known = ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name));
    let is_tag = match after.trim() {
        "" | "/" => is_known || inside.starts_with('/') && matches!(name, "a" | "b" | "p" | "i" | "u" | "em"),
        _ => after.starts_with(' ') && (after.contains("=\"") || after.contains("='")),
    };
    (is_tag && name.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(1 + inside.trim_end().len())
}

/// `&nbsp` without its `;`, and `&amp;nbsp;`, which is escaped twice.
fn reference(text: &str) -> Option<usize> {
    let (double, name) = text.strip_prefix("&amp;").map_or((false, &text[1..]), |name| (true, name));
    let known = REFERENCES.into_iter().find(|known| name.starts_with(known))?;
    let after = name[known.len()..].chars().next();
    let is_one =
        if double { after == Some(';') } else { after.is_none_or(|c| c != ';' && c != '=' && !c.is_alphanumeric()) };
    is_one.then(|| text.len() - name.len() + known.len() + usize::from(double))
}

/// `!NOTE` after a `[` that no `]` closes.
fn alert(text: &str) -> Option<usize> {
    let kind = AlertKind::ALL
        .into_iter()
        .find(|kind| text.get(1..=kind.as_str().len()).is_some_and(|name| name.eq_ignore_ascii_case(kind.as_str())))?;
    let end = 1 + kind.as_str().len();
    (!text[end..].starts_with(|c: char| c == ']' || c.is_alphanumeric())).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_that_shows() {
        let shown =
            |text: &'static str| among_words(text, 0, text).map(|found| &text[found.span.range()]).collect::<Vec<_>>();
        for text in [
            ":::note",
            ":::",
            "<! later >",
            "!-- later -->",
            "<$name>",
            "</$name>",
            "<img src=\"a\"",
            "</p",
            "<hr",
            "&nbsp",
            "&amp;lt;",
            "[!NOTE",
        ] {
            assert_eq!(shown(text), [text]);
        }
        assert_eq!(shown("a &copy b <li"), ["&copy", "<li"]);
        for text in [
            "a ::: b",
            "<!-- a",
            "a <b",
            "a < b",
            "<b>",
            "<$5",
            "&nbsp;",
            "?a=1&copy=2",
            "R&D",
            "`a`",
            "!important",
            "[!NOTE]",
            "\\<hr",
            "<a b>",
            "::::: a b",
        ] {
            assert_eq!(shown(text), [""; 0], "{text:?}");
        }
    }
}
