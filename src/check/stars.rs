//! `*Lamp *` and `_ Lamp_`: single marks with a blank inside, which make no emphasis (format §5).

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::is_cjk;

use super::emphasis;
use super::source_cursor::is_escaped;

/// Most bytes between two marks, and most words where they may be operators as well.
const MOST: usize = 80;
const MOST_WORDS: usize = 4;

/// The findings about the words `written`, which are at `start`.
pub(super) fn loose(source: &str, start: usize, written: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Of each mark the last one.
    let mut open = [None; 2];
    for at in memchr::memchr2_iter(b'*', b'_', written.as_bytes()) {
        let mark = written.as_bytes()[at];
        let at = start + at;
        let slot = &mut open[usize::from(mark == b'_')];
        if !is_single(source, at, mark) {
            *slot = None;
            continue;
        }
        let pair = slot.replace(at).filter(|opener| at - opener <= MOST).and_then(|opener| pair(source, opener..at));
        if let Some(pair) = pair {
            found.push(pair);
            *slot = None;
        }
    }
    found
}

/// Which words between marks are found by [`tight`].
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Words {
    /// All: in HTML nothing but emphasis is written so.
    All,
    /// Several, or one that begins as a sentence or name does: `*lamp*` is a pattern and `_id_` a name, too.
    Sure,
}

/// `*Lamp*`, `_Lamp_` and `__Lamp__` among the words `written`, which are at `start`: emphasis anywhere but where nothing reads
/// Markdown.
pub(super) fn tight(source: &str, start: usize, written: &str, words: Words) -> Option<Range<usize>> {
    let mut open: [Option<usize>; 3] = [None; 3];
    let mut from = 0;
    loop {
        let at = from + memchr::memchr2(b'*', b'_', written.get(from..)?.as_bytes())?;
        let mark = written.as_bytes()[at];
        let length = written.as_bytes()[at..].iter().take_while(|byte| **byte == mark).count();
        from = at + length;
        let kind = match (mark, length) {
            (b'*', 1) => 0,
            (b'_', 1) => 1,
            (b'_', 2) => 2,
            _ => continue,
        };
        let at = start + at;
        let is_mark = !is_escaped(source, at) && source[..at].bytes().next_back() != Some(mark);
        let opener = open[kind].take().filter(|opener| is_mark && at - opener <= MOST);
        if opener.is_some_and(|opener| is_tight(source, opener..at, length, words)) {
            return Some(opener?..at + length);
        }
        open[kind] = is_mark.then_some(at);
    }
}

/// Whether the marks at the ends of `range`, each of `length` bytes, are tight around words and nothing but blanks and punctuation is
/// outside.
fn is_tight(source: &str, range: Range<usize>, length: usize, words: Words) -> bool {
    let inside = &source[range.start + length..range.end];
    let before = source[..range.start].chars().next_back();
    let after = source[range.end + length..].chars().next();
    let is_name = source[range.start..].starts_with('_');
    let is_joined = |c: Option<char>| c.is_some_and(|c| if is_name { c.is_alphanumeric() } else { c == '\\' });
    let mut letters = inside.chars();
    let first = letters.next();
    let is_title = first.is_some_and(char::is_uppercase) && letters.any(char::is_lowercase);
    let is_sure = inside.contains(' ') || is_title || first.is_some_and(is_cjk);
    let is_word = |c: char| c.is_alphanumeric() || c.is_whitespace() || "'’-.,:!?&()/\"".contains(c) || is_cjk(c);
    let ends = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ".!?:)。！？：".contains(c));
    (is_sure || words == Words::All && length == 1 || length == 2 && is_bold_word(inside))
        && first.is_some_and(char::is_alphanumeric)
        && ends(inside.chars().next_back())
        && !inside.contains(['\n', '\r'])
        && inside.chars().all(is_word)
        && inside.contains(char::is_alphabetic)
        && opens(before)
        && closes(after)
        && !is_joined(before)
        && !is_joined(after)
}

/// Whether `word` is bold in `__word__`: not `__init__` and `__lamp_id__`, which are names in programs.
fn is_bold_word(word: &str) -> bool {
    const NAMES: [&str; 12] =
        ["all", "call", "dict", "doc", "file", "init", "main", "name", "new", "path", "typename", "version"];
    word.bytes().all(|byte| byte.is_ascii_lowercase()) && !NAMES.contains(&word)
}

/// Whether nothing beside the `mark` at `at` is one too, and no backslash is before it.
fn is_single(source: &str, at: usize, mark: u8) -> bool {
    let bytes = source.as_bytes();
    let is_mark = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&mark);
    !is_mark(at.checked_sub(1)) && !is_mark(Some(at + 1)) && !is_escaped(source, at)
}

/// What is said of two marks, at both ends of `range`, with words between them.
fn pair(source: &str, range: Range<usize>) -> Option<Diagnostic> {
    let (before, after) = (source.get(..range.start)?, source.get(range.end + 1..)?);
    let inside = source.get(range.start + 1..range.end)?;
    let text = inside.trim();
    let mark = &source[range.start..range.start + 1];
    let blanks = (inside.starts_with(char::is_whitespace), inside.ends_with(char::is_whitespace));
    let is_outside = closes(after.chars().next()) || blanks == (false, false);
    if !is_words(text) || !opens(before.chars().next_back()) || !is_outside {
        return None;
    }
    let is_meant = match blanks {
        (false, true) => ends_emphasis(mark, text, after),
        (true, false) => begins_emphasis(before, text),
        (true, true) => mark == "*" && emphasis::begins(before) && emphasis::ends(after),
        (false, false) if mark == "_" => return among_cjk(source, range, text),
        (false, false) => return joined(source, range, text, after),
    };
    is_meant.then(|| {
        let name = if mark == "*" { "asterisks" } else { "underscores" };
        let message = format!("expected no space inside `{mark}…{mark}`, found one; the {name} show as they are");
        let left = if blanks.0 { emphasis::blank_before(before) } else { "" };
        let right = if blanks.1 { emphasis::blank_after(after) } else { "" };
        let found = Diagnostic::warning(Code::EMPHASIS_LITERAL, range.start..range.end + 1, message);
        found.with_fix(range.start..range.end + 1, format!("{left}{mark}{text}{mark}{right}"))
    })
}

/// `*Note:*text`: a letter outside and punctuation inside keep the second mark from ending anything.
fn joined(source: &str, range: Range<usize>, text: &str, after: &str) -> Option<Diagnostic> {
    let is_end = text.ends_with([':', '!', '?', ',', '：', '！', '？']) && after.starts_with(char::is_alphanumeric);
    let message = "expected a space or punctuation outside of `*…*`, found a letter; the asterisks show as they are";
    let found = Diagnostic::warning(Code::EMPHASIS_LITERAL, range.start..range.end + 1, message);
    (source[range.start..].starts_with('*') && is_end && text.contains(char::is_alphabetic))
        .then(|| found.with_fix(range.end + 1..range.end + 1, " "))
}

/// What is pressed, chosen or opened comes after one of these, in Chinese, Japanese and Korean.
const DONE: [&str; 18] = [
    "点击",
    "单击",
    "双击",
    "按",
    "按下",
    "选择",
    "选中",
    "勾选",
    "打开",
    "转到",
    "點擊",
    "點選",
    "按一下",
    "選擇",
    "選取",
    "開啟",
    "クリック",
    "눌러",
];

/// And one of these comes after its name.
const THING: [&str; 20] = [
    "按钮",
    "按鈕",
    "选项",
    "選項",
    "菜单",
    "菜單",
    "页面",
    "頁面",
    "标签",
    "標籤",
    "ボタン",
    "タブ",
    "メニュー",
    "キー",
    "を",
    "버튼",
    "메뉴",
    "탭",
    "을",
    "를",
];

/// `点击_运行_按钮`: beside a letter underscores make no emphasis. Names are so, too, as in `报告_最终_版本`; where the words outside say
/// that something is pressed or chosen, it is emphasis.
fn among_cjk(source: &str, range: Range<usize>, text: &str) -> Option<Diagnostic> {
    let (before, after) = (&source[..range.start], &source[range.end + 1..]);
    let is_done = DONE.iter().any(|word| before.ends_with(word));
    let is_thing = THING.iter().any(|word| after.starts_with(word));
    let ends = |c: Option<char>| c.is_some_and(is_cjk);
    let is_cjk_text = ends(text.chars().next()) && ends(text.chars().next_back());
    let is_literal = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
    let message = "expected no letter beside `_…_`, found one; the underscores show as they are";
    let found = Diagnostic::warning(Code::EMPHASIS_LITERAL, range.start..range.end + 1, message);
    (is_literal && (is_done && is_thing || is_cjk_text && (is_done || is_thing)))
        .then(|| found.with_fix(range.start..range.end + 1, format!("*{text}*")))
}

/// Whether a few words are between the marks, on a line: not `*p = a * b` and `*.log and *`.
fn is_words(text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c.is_whitespace() || "'’-.,:!?&".contains(c) || is_cjk(c);
    let is_edge = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || ".!?:。！？：".contains(c));
    text.starts_with(char::is_alphanumeric)
        && is_edge(text.chars().next_back())
        && !text.contains(['\n', '\r'])
        && text.chars().all(is_word)
        && text.split_whitespace().count() <= MOST_WORDS
}

/// Whether emphasis may begin after `c`.
fn opens(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || is_cjk(c) || "([{\"'“‘«|>*_~".contains(c))
}

/// Whether emphasis may end before `c`.
fn closes(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || is_cjk(c) || ".,;:!?)]}\"'”’»|<*_~".contains(c))
}

/// `*Lamp *`: a mark between blanks may be an operator, as in `*Price * 2`, and `_id _` a name.
fn ends_emphasis(mark: &str, text: &str, after: &str) -> bool {
    let next = after.trim_start_matches([' ', '\t']).chars().next();
    let is_operator = after.starts_with([' ', '\t']) && next.is_some_and(|c| c.is_ascii_digit() || "($=".contains(c));
    let is_name = mark == "_" && !text.contains(' ') && !text.starts_with(|c: char| c.is_uppercase() || is_cjk(c));
    !is_operator && !is_name
}

/// `* Lamp*`: the mark between blanks may be an operator, as in `2 * Price*`, or a pattern, as in `SELECT * FROM lamps*` and
/// `* or lamp*`.
fn begins_emphasis(before: &str, text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let is_capital = first.starts_with(char::is_uppercase) && first.chars().skip(1).any(char::is_lowercase);
    let last = before.trim_end_matches([' ', '\t']).chars().next_back();
    let is_operand = last.is_some_and(|c| c.is_ascii_digit() || ")]}".contains(c));
    (is_capital || first.starts_with(is_cjk)) && !is_operand
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_with_a_blank_inside() {
        for text in [
            "Press *Lamp * now",
            "Press * Lamp* now",
            "按*灯 *现在",
            "a _Lamp _.",
            "a _ Lamp_",
            "(* Press Start *)",
            "*do not *",
            "*Note: *it",
        ] {
            let expected = usize::from(text != "*Note: *it");
            assert_eq!(loose(text, 0, text).len(), expected, "{text:?}");
        }
        for text in [
            "2 * 3 * 4",
            "a * b * c",
            "a price* and *note below",
            "Delete *.log and *.txt now",
            "*/5 * * * *",
            "SELECT * FROM lamps*",
            "SELECT * FROM Lamps*",
            "use * or lamp*",
            "5 * Price*",
            "int *p = a * b",
            "*Price * 2",
            "_id _ and",
            "Name: _ Age: _",
            "*foo *bar",
            "\\*Lamp *",
            "*Lamp \\*",
            "*a\nb *",
            "***Lamp ***",
            "* * *",
        ] {
            assert_eq!(loose(text, 0, text), [], "{text:?}");
        }
    }
}
