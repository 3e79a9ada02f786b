//! Markdown that shows as it is, where nothing reads it as Markdown.

use std::ops::Range;

use super::inlines::{is_bare_host, is_target, parenthesised};

/// `**bold**`, `` `code` `` or `[text](https://example.com)` that begins in the first `length` bytes of `text`. `is_escaped`
/// says whether a mark at an offset is none.
pub(super) fn markdown(text: &str, length: usize, is_escaped: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let written = text.get(..length)?;
    bold(written, &is_escaped).or_else(|| link(text, written, &is_escaped)).or_else(|| code(written, &is_escaped))
}

/// The `##` of a line `##Steps` or `## Steps` of `text`.
pub(super) fn headings(text: &str) -> Option<&str> {
    text.split(['\n', '\r']).find_map(|line| {
        let line = line.trim_start();
        let word = line.trim_start_matches('#');
        let marks = line.len() - word.len();
        let is_word = word.trim_start_matches([' ', '\t', '\u{a0}']).starts_with(char::is_alphabetic);
        ((2..=6).contains(&marks) && is_word).then(|| &line[..marks])
    })
}

/// A fence, or code between as many backticks.
pub(super) fn fence(text: &str) -> Option<&str> {
    let at = text.find("```")?;
    Some(&text[at..text.len() - text[at..].trim_start_matches('`').len()])
}

/// The length of the mark of the line `text` that begins a list of several lines, `- `, `* ` or `2. ` above `3. `, or a quote, `> `.
pub(super) fn lines_mark(text: &str) -> Option<usize> {
    /// Longest line that is looked at: many paragraphs may begin on one.
    const MOST: usize = 1024;
    let (marks, next) = match text.as_bytes() {
        [b'>', b' ', ..] => (1, String::new()),
        [b'-', b' ', ..] => (1, "- ".to_owned()),
        [b'*', b' ', ..] => (1, "* ".to_owned()),
        [b'+', b' ', ..] => (1, "+ ".to_owned()),
        [b'1'..=b'9', ..] => {
            let digits = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
            let mark = text.get(digits..digits + 2).filter(|mark| matches!(*mark, ". " | ") "))?;
            (digits + 1, format!("{}{mark}", text[..digits].parse::<u32>().ok()? + 1))
        }
        _ => return None,
    };
    if next.is_empty() {
        return text[marks..].trim_start_matches(' ').starts_with(char::is_alphanumeric).then_some(marks);
    }
    let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[..text.len().min(MOST)])?;
    let (line, below) = text.split_at(end);
    // `<br>`, and the end of a block, end the line for readers, too.
    let ends = ["<br", "</p", "</div", "</li", "</td"].iter().any(|tag| line.contains(tag));
    let below = below.strip_prefix("\r\n").or_else(|| below.strip_prefix(['\n', '\r']))?;
    (!ends && below.trim_start_matches([' ', '\t']).starts_with(&next)).then_some(marks)
}

/// `\_lamp\_` and `1\.`: a backslash of Markdown before a mark, in a word that is no path and no pattern.
pub(super) fn backslash(text: &str) -> Option<Range<usize>> {
    /// Longest word that is looked at, in bytes.
    const MOST: usize = 200;
    if !text.contains('\\') {
        return None;
    }
    text.split_whitespace().filter(|word| word.len() <= MOST && word.contains('\\')).find_map(|word| {
        let is_step = |at: usize| word[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '\\');
        if word.contains(['/', ':', '%', '$', '^', '{', '~', '@', '=']) {
            return None;
        }
        let mut marks = word.match_indices('\\').map(|(at, _)| at);
        let first = marks.next().filter(|&first| !is_step(first) && !marks.any(is_step))?;
        let (before, after) = (&word[..first], &word[first + 1..]);
        let is_number = after == "." && !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
        let is_mark = after.starts_with(['_', '*'])
            && (before.ends_with(char::is_alphanumeric) || after[1..].starts_with(char::is_alphanumeric))
            || before.is_empty() && after.starts_with('#');
        let start = word.as_ptr().addr() - text.as_ptr().addr() + first;
        (is_number || is_mark).then_some(start..start + 2)
    })
}

/// The length of the `## `, `* ` or fence that the line `text` begins with.
pub(super) fn line_mark(text: &str) -> Option<usize> {
    let marks = text.bytes().take_while(|&byte| byte == b'#').count();
    let fence = text.bytes().take_while(|&byte| byte == b'`').count();
    match text.as_bytes().get(marks) {
        Some(b' ' | b'\t') if (1..=6).contains(&marks) => Some(marks),
        _ if text.starts_with("* ") => Some(1),
        _ => (fence >= 3).then_some(fence),
    }
}

fn code(written: &str, is_escaped: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let mut runs = written.match_indices('`').map(|(at, _)| at);
    let mut open = runs.next()?;
    runs.find_map(|close| {
        let open = std::mem::replace(&mut open, close);
        let inside = written.get(open + 1..close)?;
        // Of more than one backtick on a side, the quotation marks of old, nothing is said.
        let is_run = written[..open].ends_with('`') || written[close + 1..].starts_with('`');
        let is_code = !inside.trim().is_empty() && !inside.contains(['\n', '\r']) && !is_run;
        (is_code && !is_escaped(open)).then_some(open..close + 1)
    })
}

/// Whether `written` is bold text of Markdown, marks included.
pub(super) fn is_bold(written: &str) -> bool {
    bold(written, |_| false) == Some(0..written.len())
}

fn bold(written: &str, is_escaped: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    // `2 ** 3`, `a/**/b`, `\\**` and `**kwargs**` in code are other things.
    let is_outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !"*_\\/=`".contains(c));
    let begins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "'\"‘“«([<$".contains(c));
    let ends = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "'\"’”»)]>.:!?%".contains(c));
    let mut marks = written.match_indices("**").map(|(at, _)| at);
    let mut open = marks.next()?;
    marks.find_map(|close| {
        let open = std::mem::replace(&mut open, close);
        let inside = written.get(open + 2..close)?;
        let before = written[..open].chars().next_back();
        let after = written[close + 2..].chars().next();
        let pairs = is_outside(before) && begins(inside.chars().next());
        let closes = ends(inside.chars().next_back()) && is_outside(after);
        (pairs && closes && !inside.contains(['\n', '\r']) && !is_escaped(open)).then_some(open..close + 2)
    })
}

/// `[Lamp guide] (https://example.com)`, also with a line end for the blank.
pub(super) fn gap(text: &str) -> Option<&str> {
    let mut from = 0;
    memchr::memchr_iter(b']', text.as_bytes()).find_map(|at| {
        let before = std::mem::replace(&mut from, at + 1);
        let open = before + text[before..at].rfind(['[', '\n'])?;
        let words = text[open..at].strip_prefix('[')?;
        let rest = &text[at + 1..];
        let after = rest.trim_start();
        let target = parenthesised(after.strip_prefix('(')?)?;
        let is_link = after.len() < rest.len() && is_target(target) && !target.contains([' ', '<', '>']);
        (is_link && words.chars().filter(|c| c.is_alphabetic()).nth(1).is_some())
            .then(|| &text[open..text.len() - after.len() + target.len() + "()".len()])
    })
}

fn link(text: &str, written: &str, is_escaped: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let mut from = 0;
    written.match_indices("](").find_map(|(at, _)| {
        let before = std::mem::replace(&mut from, at + 2);
        let open = before + written[before..at].rfind(['[', ']', '\n', '\r'])?;
        if !written[open..].starts_with('[') {
            return None;
        }
        let target = parenthesised(text.get(at + 2..)?)?;
        let is_picture = is_picture(written, open);
        let is_link = is_destination(target) || is_meant(&written[..open], &written[open + 1..at], target, is_picture);
        (is_link && !is_escaped(open)).then_some(open - usize::from(is_picture)..at + target.len() + 3)
    })
}

/// Whether the `[` at `open` is that of a picture.
pub(super) fn is_picture(text: &str, open: usize) -> bool {
    let before = &text.as_bytes()[..open];
    before.ends_with(b"!") && !before.ends_with(b"\\!")
}

/// Whether a link is meant though what is `inside` its parentheses is no address: no name is `before` it (`handlers[0](event)` is
/// code), and its target has a scheme or a path, or is empty.
fn is_meant(before: &str, text: &str, inside: &str, is_picture: bool) -> bool {
    let Some(target) = target(inside) else { return false };
    let is_joined = before.ends_with(|c: char| c.is_alphanumeric() || "_])\"'.$".contains(c));
    let scheme = target.split_once(':').filter(|(_, rest)| !rest.is_empty()).map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let is_path = target.contains('/') || [".md", ".htm", ".html"].iter().any(|ending| target.ends_with(ending));
    let is_target = is_scheme || is_path || target.is_empty() || is_picture;
    let is_one = !target.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>'));
    is_one && is_target && !is_joined && text.contains(char::is_alphabetic)
}

/// `target` without the `<br>` after it, which is left out of a link.
pub(super) fn without_break(target: &str) -> &str {
    target.strip_suffix("<br>").or_else(|| target.strip_suffix("<br/>")).unwrap_or(target)
}

/// Whether `inside` is what is in the parentheses of a link: a target, and perhaps a title.
pub(super) fn is_destination(inside: &str) -> bool {
    let Some(target) = target(inside).map(without_break) else { return false };
    let is_link = is_target(target) || target.starts_with('#') || is_bare_host(target);
    is_link && !target.contains(['<', '>'])
}

/// The target `inside` of parentheses, if nothing but a title comes after it.
fn target(inside: &str) -> Option<&str> {
    let inside = inside.trim();
    let (target, title) = inside.split_once([' ', '\t']).unwrap_or((inside, ""));
    let title = title.trim_start();
    let is_titled = title.is_empty()
        || ['"', '\''].iter().any(|quote| {
            title.len() > 1 && title.starts_with(*quote) && title[1..].find(*quote) == Some(title.len() - 2)
        });
    is_titled.then_some(target)
}
