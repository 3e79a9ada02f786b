//! Markup of other kinds, or cut short, among words: it shows as it is.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{self, is_cjk, is_mark, near};
use crate::tree::AlertKind;

use super::dialects;
use super::quoted::quoted;
use super::references;
use super::source_cursor::is_escaped;

/// Most bytes in which the end of something is looked for.
const MOST: usize = 200;

/// Elements whose start tag is told by its name alone, with nothing after it on its line.
const ELEMENTS: [&str; 12] = ["hr", "li", "ul", "ol", "td", "tr", "th", "table", "div", "span", "strong", "pre"];

/// Others that are a tag where it ends.
const TAGS: [&str; 9] = ["p", "b", "i", "u", "a", "em", "code", "br", "img"];

/// The findings about the words `written`, which are at `start`.
pub(super) fn among_words<'s>(
    source: &'s str,
    start: usize,
    written: &'s str,
) -> impl Iterator<Item = Diagnostic> + use<'s> {
    let is_line = begins_line(source, start);
    let begins =
        is_line.then(|| container(written).map(|length| 0..length).or_else(|| dialects::admonition(written))).flatten();
    let marks = memchr::memchr3_iter(b'<', b'&', b'!', written.as_bytes()).filter_map(move |at| {
        let rest = &written[at..];
        let length = match written.as_bytes()[at] {
            b'<' => declaration(rest)
                .or_else(|| variable(rest))
                .or_else(|| odd_tag(rest))
                .or_else(|| cut_tag(&source[start + at..])),
            b'&' => references::cut(&written[..at], rest),
            _ if written[..at].ends_with('[') => {
                let is_first = is_line && written[..at - 1].trim().is_empty();
                let length =
                    alert(rest).or_else(|| callout(rest, is_first)).or_else(|| extension(&source[start + at..]));
                return length.map(|length| at - 1..at + length);
            }
            _ if written[..at].ends_with('<') => None,
            // `&lt;!-- comment -->` is what shows how a comment is written.
            _ if ["&lt;", "&#60;"].iter().any(|bracket| source[..start + at].ends_with(bracket)) => None,
            _ if rest.starts_with("![") => picture(&written[..at], &source[start + at..]),
            _ => comment(rest),
        };
        length.map(|length| at..at + length)
    });
    let braces = memchr::memchr_iter(b'{', written.as_bytes()).filter(|&at| !written[..at].ends_with('{')).filter_map(
        move |at| {
            let length = mustache(&written[at..])
                .or_else(|| attributes(&source[..start + at], &written[at..]))
                .or_else(|| dialects::heading_attributes(source, start + at))
                .or_else(|| dialects::template(&source[start + at..]));
            length.map(|length| at..at + length)
        },
    );
    let brackets = memchr::memchr_iter(b'[', written.as_bytes()).filter_map(move |at| {
        let text = &source[start + at..];
        let length = wiki(&written[..at], text).or_else(|| dialects::azure(text))?;
        Some(at..at + length)
    });
    let marked = memchr::memmem::find_iter(written.as_bytes(), b"==").filter_map(move |at| marked(written, at));
    let names = (is_line && begins.is_none()).then(|| section(written)).flatten();
    begins
        .into_iter()
        .chain(names)
        .chain(second_end(source, start, written))
        .chain(brackets)
        .chain(marked)
        .chain(backtick(written))
        .chain(braces)
        .chain(marks)
        .filter(move |range| !is_escaped(source, start + range.start))
        .map(move |range| literal(source, start + range.start..start + range.end))
}

/// What is said of the markup at `range`.
pub(super) fn literal(source: &str, range: Range<usize>) -> Diagnostic {
    let message = format!("expected words, found the markup {}, which shows as it is", quoted(&source[range.clone()]));
    Diagnostic::warning(Code::MARKUP_LITERAL, range, message)
}

/// Whether nothing but marks of containers is before what is at `start`, or a marker.
fn begins_line(source: &str, start: usize) -> bool {
    let before = &source.as_bytes()[start.saturating_sub(MOST)..start];
    let last = before.iter().rev().find(|byte| !b" \t>*-+#".contains(byte));
    last.is_none_or(|byte| matches!(byte, b'\n' | b'\r')) || before.ends_with(b"-->")
}

/// A run of backticks that no other belongs to: two of a length make code, but in HTML, where another rule tells of them. In
/// ``` ``a'' ``` they are quotation marks of old.
fn backtick(written: &str) -> Option<Range<usize>> {
    let mut from = memchr::memchr(b'`', written.as_bytes())?;
    let mut next = || {
        let start = from + memchr::memchr(b'`', written.get(from..)?.as_bytes())?;
        from = start + written.as_bytes()[start..].iter().take_while(|byte| **byte == b'`').count();
        Some(start..from)
    };
    let (first, second, third) = (next()?, next(), next());
    let is_quote = first.len() == 2 && written[first.end..].contains("''");
    let is_pair = third.is_some() || second.is_some_and(|second| second.len() == first.len());
    (!is_quote && !is_pair).then_some(first)
}

/// `==marked==` from its first sign on at `at`: in programs a comparison has no such blanks around it.
fn marked(written: &str, at: usize) -> Option<Range<usize>> {
    /// Most bytes between the signs.
    const MOST: usize = 80;
    let inside = near(&written[at + 2..], MOST + 2);
    let text = &inside[..inside.find("==")?];
    let after = written[at + 2 + text.len() + 2..].chars().next();
    let before = written[..at].chars().next_back();
    let is_word = |c: char| c.is_alphanumeric() || " -'’,.:".contains(c) || is_cjk(c);
    let is_edge = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || is_cjk(c));
    let opens = before.is_none_or(|c| c.is_whitespace() || is_cjk(c) || "([\"'“‘|>".contains(c));
    let closes = after.is_none_or(|c| c.is_whitespace() || is_cjk(c) || ".,;:!?)]\"'”’|<".contains(c));
    let is_text = text.chars().all(is_word)
        && is_edge(text.chars().next())
        && is_edge(text.chars().next_back())
        && text.contains(char::is_alphabetic);
    (opens && closes && is_text).then(|| at..at + text.len() + 4)
}

/// `{{name}}`, which other templates fill in. It begins with the first of several `{`.
fn mustache(text: &str) -> Option<usize> {
    let text = near(text, MOST);
    let after = text.strip_prefix("{{")?.trim_start_matches(['{', '#', '/', '^', '&', ' ']);
    let name = after.len() - after.trim_start_matches(|c: char| c.is_alphanumeric() || "._-$ ".contains(c)).len();
    let is_name = !after[..name].trim().is_empty() && after[name..].starts_with("}}");
    is_name.then(|| text.len() - after.len() + name + "}}".len())
}

/// `{:target="_blank"}` and `{target="_blank"}` after a link or a picture, as other tools read them.
fn attributes(before: &str, text: &str) -> Option<usize> {
    let inside = near(text, MOST).strip_prefix('{')?;
    let inside = &inside[..inside.find('}')?];
    let name = inside.strip_prefix(':').unwrap_or(inside).trim_start();
    let is_attribute = inside.contains("=\"") || inside.contains("='") || name.contains('=') && before.ends_with(')');
    let is_class = inside.starts_with([':', '.', '#']) && before.ends_with(')');
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '#'));
    (begins && (is_attribute && (before.ends_with(')') || inside.starts_with(':')) || is_class))
        .then_some(inside.len() + "{}".len())
}

/// `[!VIDEO https://example.com]`, `[!div class="checklist"]`, `[!INCLUDE [lamp](lamp.md)]`: what is a note of no kind, but of a
/// tool. It goes to its `]`, or ends with its name, where something else is between.
fn extension(text: &str) -> Option<usize> {
    let rest = near(text, MOST).strip_prefix('!')?;
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?];
    let is_known = ["video", "include", "div", "code"].iter().any(|known| name.eq_ignore_ascii_case(known))
        || name.starts_with("code-");
    let after = &rest[name.len()..];
    let is_used = after.starts_with([' ', '[']);
    let end = after.find(['[', ']']).filter(|&end| after[end..].starts_with(']')).map_or(0, |end| end + 1);
    (is_known && is_used).then_some(1 + name.len() + end)
}

/// `[!HINT]`, a note of another kind than there are; `[!Hinweis]` and `[!注意]` at the beginning of a line.
fn callout(text: &str, is_first: bool) -> Option<usize> {
    let name = near(text, MOST).strip_prefix('!')?.split(']').next()?;
    let is_word = is_first
        && name.starts_with(|c: char| c.is_uppercase() || !c.is_ascii())
        && name.chars().all(|c| c.is_alphabetic() || is_mark(c));
    let is_upper = name.trim().bytes().all(|byte| byte.is_ascii_uppercase());
    let is_name = name.len() > 2 && (is_upper || is_word) && AlertKind::named(name).is_none();
    let end = 1 + name.len();
    (is_name && text[end..].starts_with(']')).then_some(end + 1)
}

/// `![A lamp]`, a picture without an address; `text` goes on after the words. In `Stop![1]` a sentence ends.
fn picture(before: &str, text: &str) -> Option<usize> {
    let words = near(text, MOST).strip_prefix("![")?.split([']', '[']).next()?;
    let end = "![".len() + words.len() + 1;
    let after = text.get(end..).filter(|_| text[end - 1..].starts_with(']'))?;
    let is_text = words.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    // `#![feature(lamp)]` is a line of a program.
    let is_alone = !before.ends_with(|c: char| c.is_alphanumeric() || c == '#') && !words.contains('(');
    (is_text && is_alone && !after.trim_start_matches(' ').starts_with(['(', '[', '（', '{', '<'])).then_some(end)
}

/// `[[Lamp guide]]`, a link in wikis, and `[TOC]`.
fn wiki(before: &str, text: &str) -> Option<usize> {
    if text.starts_with("[TOC]") {
        return Some("[TOC]".len());
    }
    let name = near(text, MOST).strip_prefix("[[")?.split([']', '[']).next()?;
    let is_name = |c: char| c.is_alphanumeric() || " -_|#:./'’".contains(c);
    let begins = name.starts_with(|c: char| c.is_alphabetic() || c == '_') && name.chars().all(is_name);
    let is_joined = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ']' | '_' | '[' | '$'));
    (begins && name.len() > 1 && !is_joined && text[2 + name.len()..].starts_with("]]")).then_some(name.len() + 4)
}

/// `::Section Lamps:::`, nearly the title of a section, or one where none can be.
fn section(text: &str) -> Option<Range<usize>> {
    let line = text.split(['\n', '\r']).next().unwrap_or_default().trim_end();
    let name = line.trim_start_matches(':');
    let opener = line.len() - name.len();
    let closer = line.len() - line.trim_end_matches(':').len();
    let is_section = name.get(.."section ".len()).is_some_and(|name| name.eq_ignore_ascii_case("section "));
    let is_odd = opener > 1 || closer > 1;
    (is_section && is_odd).then_some(0..line.len())
}

/// The length of the `## ` that the words `written` at `start` begin with, where they are no line of their own: in a heading, in bold
/// text, in a cell. One `#` is a number, as in `# of lamps`, but in a heading.
pub(super) fn hashes(source: &str, start: usize, written: &str) -> Option<usize> {
    let marks = written.bytes().take_while(|byte| *byte == b'#').count();
    if marks == 0 || is_escaped(source, start) {
        return None;
    }
    let before = source.get(..start)?;
    let rest = source.get(start + marks..)?;
    let word = rest.trim_start_matches([' ', '\t']);
    let is_spaced = word.len() < rest.len();
    let is_after = |marks: &[char]| before.trim_end_matches([' ', '\t']).ends_with(marks);
    let is_mark = match marks {
        1 => is_spaced && is_after(&['#']) && !word.starts_with("of "),
        // `##Lamp` on a line of its own is another finding.
        2..=6 => is_spaced || before.ends_with(['*', '_']) || is_after(&['|', '#']),
        // More than six make no heading.
        7..=10 => is_spaced,
        _ => false,
    };
    let is_word =
        |c: char| c.is_alphabetic() || "*_[\"'“‘(`<".contains(c) || is_spaced && (c.is_alphanumeric() || !c.is_ascii());
    (is_mark && word.starts_with(is_word)).then_some(marks)
}

/// `:::note`, and the `:::` that ends it; `:::row:::`, and `:::image source="lamp.png":::` as far as it is words.
fn container(text: &str) -> Option<usize> {
    let after = text.strip_prefix(":::")?.trim_start();
    let is_name = |c: char| c.is_alphanumeric() || c == '-';
    let name = after.len() - after.trim_start_matches(is_name).len();
    let rest = after[name..].trim();
    let is_line = rest.is_empty() || name > 0 && rest == ":::";
    let is_extension = name > 0 && after[name..].starts_with(' ') && rest.contains("=\"");
    (is_line || is_extension)
        .then(|| if rest.is_empty() { text.len() - after.len() + name } else { text.trim_end().len() })
}

/// `<! later >`, which has no dash that would make it nearly a comment.
fn declaration(text: &str) -> Option<usize> {
    let after = text.strip_prefix("<! ")?;
    let end = near(after, MOST).find(['<', '>']).filter(|&end| after[end..].starts_with('>'))?;
    (!after.trim_start().starts_with('-')).then_some(text.len() - after.len() + end + 1)
}

/// `!-- later -->`
fn comment(text: &str) -> Option<usize> {
    let after = text.strip_prefix("!--")?;
    near(after, MOST).find("-->").map(|end| text.len() - after.len() + end + "-->".len())
}

/// `<$name>`
fn variable(text: &str) -> Option<usize> {
    let name = text.strip_prefix("<$").or_else(|| text.strip_prefix("</$"))?;
    let end = near(name, MOST).find(|c: char| !c.is_alphanumeric() && c != '_')?;
    (end > 0 && name[end..].starts_with('>')).then_some(text.len() - name.len() + end + 1)
}

/// `<hr\>`, and `<b>` with a no-break space before its `>`. What is nearly `<br>` breaks the line.
fn odd_tag(text: &str) -> Option<usize> {
    let name = text.strip_prefix('<')?.trim_start_matches('/');
    let after = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let end = after.trim_start_matches([' ', '/', '\\', '\u{A0}']);
    let is_odd = after[..after.len() - end.len()].contains(['\\', '\u{A0}']);
    let name = &name[..name.len() - after.len()];
    (is_odd && end.starts_with('>') && is_element(name)).then(|| text.len() - end.len() + 1)
}

/// Whether `name` is that of an element whose tag no words look like.
pub(super) fn is_element(name: &str) -> bool {
    ELEMENTS.iter().chain(&TAGS).any(|element| element.eq_ignore_ascii_case(name))
}

/// The second `>` of `<br>>`, with which the words `written` begin.
fn second_end(source: &str, start: usize, written: &str) -> Option<Range<usize>> {
    let tag = source::before(source, start, "<br />".len()).rsplit('<').next().filter(|_| written.starts_with('>'))?;
    // `Good<br>>90%`
    let after = written[1..].trim_start_matches('=').trim_start_matches(' ');
    let name = tag.strip_suffix('>').filter(|_| !after.starts_with(|c: char| c.is_ascii_digit()))?;
    let name = name.trim_end_matches([' ', '/']);
    name.eq_ignore_ascii_case("br").then_some(0..1)
}

/// The backslash at the end of the words `written` at `start`, with which a line ends: it breaks none before a blank, in HTML, or
/// where no line follows. `C:\Logs\`, `%TEMP%\` and `CONTOSO\` end with one.
pub(super) fn backslash(source: &str, start: usize, written: &str) -> Option<Diagnostic> {
    let before = written.trim_end().strip_suffix('\\')?;
    let range = start + before.len()..start + before.len() + 1;
    let word = before.rsplit(|c: char| c.is_whitespace() || "([\"'“‘".contains(c)).next().unwrap_or_default();
    let is_drive = word.len() == 2 && word.ends_with(':');
    let is_here = word == "." && source[..range.start - 1].ends_with(char::is_whitespace);
    let is_domain =
        word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase() || b"-0123456789".contains(&byte));
    let is_path =
        is_drive || word.contains(['\\', '/', '%', '~', '$']) && !word.ends_with(['.', ',', ':', ';', '!', '?', ')']);
    (!is_path && !is_domain && !is_here && !is_escaped(source, range.start)).then(|| literal(source, range))
}

/// `<img src="…"` and `</p` without their `>`, and ``` <br`>` ```.
fn cut_tag(text: &str) -> Option<usize> {
    /// Elements that no word is.
    const NAMES: [&str; 5] = ["br", "p", "b", "ul", "li"];
    let inside = near(&text[1..], MOST);
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let ticked = name.find('`').filter(|&end| name[end..].starts_with("`>")).map(|end| &name[..end]);
    if let Some(name) = ticked.filter(|name| NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))) {
        return Some(text.len() - text[1..].trim_start_matches('/').len() + name.len());
    }
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
        "" | "/" if name.eq_ignore_ascii_case("img") => true,
        "" | "/" => is_known || inside.starts_with('/') && matches!(name, "a" | "b" | "p" | "i" | "u" | "em"),
        _ if name.eq_ignore_ascii_case("br") && after.starts_with('/') => return Some("<br/".len()),
        _ => after.starts_with(' ') && (after.contains("=\"") || after.contains("='")),
    };
    (is_tag && name.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(1 + inside.trim_end().len())
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
            "{{name}}",
            "{{ lamp.name }}",
            "{{{#lamps}}",
            "``",
            "<hr\\>",
            "</b\u{A0}>",
        ] {
            assert_eq!(shown(text), [text]);
        }
        assert_eq!(shown("a &copy b <li"), ["&copy", "<li"]);
        assert_eq!(shown("it&rsquos &mdash a&hellip"), ["&rsquo", "&mdash", "&hellip"]);
        for text in [
            "a ::: b",
            "<!-- a",
            "a <b",
            "a < b",
            "<b>",
            "<$5",
            "&nbsp;",
            "?a=1&copy=2",
            "?a=1&bull=2",
            "?a=1&bull",
            "?a&trade&b=2",
            "a &hellip; b",
            "it&rsquor; a",
            "bulls&bulls",
            "a&ensps",
            "R&D",
            "`a`",
            "``a''",
            "{name}",
            "{{}}",
            "{{\"a\": {}}}",
            "!important",
            "[!NOTE]",
            "\\<hr",
            "<a b>",
            "::::: a b",
            "<name\\>",
            "<b\\c>",
        ] {
            assert_eq!(shown(text), [""; 0], "{text:?}");
        }
    }

    #[test]
    fn backslashes_that_break_no_line() {
        let found = |text: &str| backslash(text, 0, text).map(|found| found.span.range());
        for text in ["Press.\\", "a: \\", "\\", "Logs/a:\\ ", "(Next\\"] {
            assert_eq!(found(text), Some(text.trim_end().len() - 1..text.trim_end().len()), "{text:?}");
        }
        for text in ["", "a", "C:\\", "(C:\\", "C:\\Logs\\", "%TEMP%\\", "~\\", "a\\\\", "a\\)"] {
            assert_eq!(found(text), None, "{text:?}");
        }
    }
}
