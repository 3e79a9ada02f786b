//! Marks of Markdown and HTML that are as wide as CJK characters, as input methods and translators write them: `＃ 标题`,
//! `＊＊粗体＊＊`, `＜br＞`, `｀az vm｀`. Nothing reads them.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{before, near};
use crate::tree::AlertKind;

use super::blocks::Line;
use super::images;
use super::markup::{is_element, literal};

/// Most bytes in which the end of something is looked for.
const MOST: usize = 200;

/// `＃ 标题` and `＃＃标题`. One without a blank is a tag in Chinese and Japanese, too.
pub(super) fn heading(line: Line<'_>) -> Option<Diagnostic> {
    let is_mark = |c: char| matches!(c, '#' | '＃');
    let rest = line.text.trim_start_matches(is_mark);
    let marks = &line.text[..line.text.len() - rest.len()];
    let level = marks.chars().count();
    let words = rest.trim_start_matches([' ', '\t', '\u{A0}', '\u{3000}']);
    let is_spaced = words.len() < rest.len();
    let begins = words.trim_start_matches(['*', '＊', '“', '「', '《', '【', '(', '（', '[']);
    let is_heading = marks.contains('＃')
        && (1..=6).contains(&level)
        && (is_spaced || level > 1)
        && begins.starts_with(char::is_alphabetic);
    let end = line.start + line.text.len() - words.len();
    let message = "expected `#` and a space at the beginning of a heading, found `＃`; it is text";
    is_heading.then(|| {
        let code = if level == 1 { Code::HEADING_TAG } else { Code::HEADING_SPACE };
        let found = Diagnostic::warning(code, line.start..line.start + marks.len(), message);
        found.with_fix(line.start..end, format!("{} ", "#".repeat(level)))
    })
}

/// The findings about the words `written`, which are at `start`.
pub(super) fn among_words<'s>(
    source: &'s str,
    start: usize,
    written: &'s str,
) -> impl Iterator<Item = Diagnostic> + use<'s> {
    let text = if written.is_ascii() { "" } else { written };
    let mut end = 0;
    text.match_indices(['＊', '｀', '！', '＜', '‹', '＞']).filter_map(move |(at, mark)| {
        // What is in another finding is a part of that.
        if at < end {
            return None;
        }
        let found = match mark {
            "＊" => bold(source, start + at),
            "｀" => code(text, at).map(|range| literal(source, start + range.start..start + range.end)),
            "！" => picture(source, start + at).or_else(|| note(source, start + at)),
            "＞" => half_tag(source, start + at),
            _ => {
                let length = comment(source, start + at).or_else(|| tag(&source[start + at..]));
                length.map(|length| literal(source, start + at..start + at + length))
            }
        }?;
        end = found.span.end as usize - start;
        Some(found)
    })
}

/// `＊＊粗体＊＊`, from its first sign on at `at`.
fn bold(source: &str, at: usize) -> Option<Diagnostic> {
    const MARKS: &str = "＊＊";
    let inside = source[at..].strip_prefix(MARKS)?;
    let text = &inside[..near(inside, MOST).find(['＊', '\n', '\r'])?];
    let after = inside[text.len()..].strip_prefix(MARKS)?;
    let is_masked = source[..at].ends_with(['＊', '*']) || after.starts_with(['＊', '*']);
    let is_words = !text.is_empty() && text.trim().len() == text.len() && text.contains(char::is_alphabetic);
    let end = at + text.len() + 2 * MARKS.len();
    let message = "expected `**` to make text bold with, found `＊＊`; the asterisks show as they are";
    (is_words && !is_masked)
        .then(|| Diagnostic::warning(Code::EMPHASIS_LITERAL, at..end, message).with_fix(at..end, format!("**{text}**")))
}

/// `｀az vm｀`. Between the signs of faces such as `(´｀)` is no word.
fn code(text: &str, at: usize) -> Option<Range<usize>> {
    let open = '｀'.len_utf8();
    let inside = near(&text[at + open..], MOST);
    let code = &inside[..inside.find(['｀', '`', '\n', '\r']).filter(|&end| inside[end..].starts_with('｀'))?];
    let is_edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "$./-{}[]<>\"'_%@".contains(c));
    let is_code = is_edge(code.chars().next()) && is_edge(code.chars().next_back());
    let is_code = is_code && code.contains(|c: char| c.is_ascii_alphanumeric());
    is_code.then(|| at..at + 2 * open + code.len())
}

/// `！[图](https://example.com/a.png)` and `！ [图] (https://…)` on a line of its own: after words a sentence may end.
fn picture(source: &str, at: usize) -> Option<Diagnostic> {
    let line = before(source, at, MOST).rsplit(['\n', '\r']).next()?;
    let mark = '！'.len_utf8();
    let after = source[at + mark..].trim_start_matches([' ', '\t']);
    let text = near(after.strip_prefix('[')?, MOST);
    let text = &text[..text.find(['[', ']', '\n', '\r']).filter(|&end| text[end..].starts_with(']'))?];
    let rest = after[text.len() + "[]".len()..].trim_start_matches([' ', '\t']);
    let open = rest.chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let inside = &rest[open.len_utf8()..];
    let target = &inside[..inside.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）'))?];
    let close = inside[target.len()..].chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let is_picture = images::is_file(target.split(['?', '#']).next()?);
    let is_line = line.trim_matches([' ', '\t', '>', '|', '*', '-', '+']).is_empty();
    let end = source.len() - inside.len() + target.len() + close.len_utf8();
    let message = "expected `!` before the `[` of a picture, found `！`; it is none";
    (is_line && is_picture).then(|| {
        let found = Diagnostic::warning(Code::LINK_BRACKETS, at..end, message);
        found.with_fix(at..end, format!("![{text}]({target})"))
    })
}

/// `[！NOTE]`
fn note(source: &str, at: usize) -> Option<Diagnostic> {
    let name = near(&source[at + '！'.len_utf8()..], MOST);
    let name = &name[..name.find(']')?];
    let is_known = AlertKind::named(name.trim()).is_some();
    let end = at + '！'.len_utf8() + name.len() + "]".len();
    (is_known && source[..at].ends_with('[')).then(|| literal(source, at - 1..end))
}

/// The length of `＜!--$vm--＞`, `＜！-- later --＞` and `<！-- later -->` at `at`, which are no comments; nor is
/// `‹!—$vm—>`, though that ends a placeholder.
fn comment(source: &str, at: usize) -> Option<usize> {
    let text = near(source.get(at..)?, MOST);
    let inside = text.strip_prefix(['＜', '‹'])?;
    let inside = inside.strip_prefix(['!', '！'])?;
    let inside = inside.strip_prefix("--").or_else(|| inside.strip_prefix(['—', '–', '－']))?;
    let end = inside.find(['＞', '>', '›', '\n', '\r'])?;
    let close = inside[end..].chars().next().filter(|c| matches!(c, '＞' | '>' | '›'))?;
    let is_closed = inside[..end].ends_with(['-', '—', '–', '－']);
    is_closed.then(|| text.len() - inside.len() + end + close.len_utf8())
}

/// The length of the `＜br＞`, `＜／p＞` or `‹／br>` that `text` begins with.
fn tag(text: &str) -> Option<usize> {
    let inside = near(text, MOST).strip_prefix(['＜', '‹'])?;
    let name = inside.trim_start_matches(['/', '／']);
    let slash = &inside[..inside.len() - name.len()];
    let length = name.find(|c: char| !c.is_ascii_alphanumeric())?;
    let after = &name[length..];
    let end = after.find(['＞', '>', '›', '\n', '\r', '＜', '<', '‹'])?;
    let close = after[end..].chars().next().filter(|c| matches!(c, '＞' | '>' | '›'))?;
    // `‹b›` is a quotation, and `‹/br>` is read.
    let is_wide = text.starts_with('＜') || close == '＞' || slash == "／";
    let attributes = after[..end].trim_matches([' ', '/', '／', '\u{3000}']);
    let is_tag = attributes.is_empty() || after.starts_with([' ', '\u{3000}']) && attributes.contains('=');
    // `＜a＞` may be a name in a formula.
    let is_name = length > 1 || !slash.is_empty() || !attributes.is_empty();
    let whole = '＜'.len_utf8() + (inside.len() - after.len()) + end + close.len_utf8();
    (is_wide && is_tag && is_name && is_element(&name[..name.len() - after.len()])).then_some(whole)
}

/// `<br＞` and `</p＞`, whose last sign is at `at`.
fn half_tag(source: &str, at: usize) -> Option<Diagnostic> {
    let near = before(source, at, MOST);
    let open = near.rfind(['<', '>', '＜', '＞', '\n', '\r']).filter(|&open| near[open..].starts_with('<'))?;
    let name = near[open + 1..].trim_matches([' ', '/']);
    let open = at - near.len() + open;
    is_element(name).then(|| literal(source, open..at + '＞'.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_show() {
        let shown =
            |text: &'static str| among_words(text, 0, text).map(|found| &text[found.span.range()]).collect::<Vec<_>>();
        for text in [
            "＊＊粗体＊＊",
            "｀az vm｀",
            "！[图](https://a.example/b.png)",
            "！ [图] （b.png）",
            "[！NOTE]",
            "＜br＞",
            "＜／p＞",
            "‹／br>",
            "＜br／＞",
            "<br＞",
            "＜!--$vm--＞",
            "＜！—later—＞",
            "＜a href=\"x\"＞",
        ] {
            assert_eq!(shown(text), [text]);
        }
        assert_eq!(shown("a ＜!--$vm--＞[vm]＜!--/$vm--＞ b"), ["＜!--$vm--＞", "＜!--/$vm--＞"]);
        for text in [
            "＊＊＊＊",
            "＊＊＊a＊＊＊",
            "＊＊ a ＊＊",
            "＊＊＊",
            "(´｀) a (´｀)",
            "好！[图](https://a.example/b.png)",
            "！[图](https://a.example)",
            "好！",
            "[！灯]",
            "＜a＞",
            "＜灯＞",
            "‹b›",
            "‹br>",
            "a ＜ b ＞ c",
            "＜1＞",
            "＜!--$vm",
            "5＞3",
            "<灯＞",
        ] {
            assert_eq!(shown(text), [""; 0], "{text:?}");
        }
    }

    #[test]
    fn headings() {
        let found = |text: &str| heading(Line { text, start: 0 }).map(|found| found.span.range());
        assert_eq!((found("＃ 标题"), found("＃＃标题"), found("#＃　标题")), (Some(0..3), Some(0..6), Some(0..4)));
        for text in ["＃标题", "＃ 5", "## 标题", "＃", "＃＃＃＃＃＃＃ 标题"] {
            assert_eq!(found(text), None, "{text:?}");
        }
    }
}
