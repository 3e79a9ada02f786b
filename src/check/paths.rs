//! Paths in which Markdown takes a backslash for an escape (format §5).

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{before, is_cjk, is_cjk_punctuation};

use super::quoted::quoted;

/// What is wrong in the paths in `range` of `source`: `C:\Plugins\(get`.
pub(super) fn escaped(source: &str, range: Range<usize>) -> impl Iterator<Item = Diagnostic> {
    let (start, written) = (range.start, source.get(range).unwrap_or_default());
    let mut from = 0;
    // Where the path with a drive begins that the last word is of, and where that ends: `C:\Program Files\*.log` goes on
    // after a blank.
    let mut drive: Option<Range<usize>> = None;
    std::iter::from_fn(move || {
        loop {
            let at = from + memchr::memchr(b'\\', written.get(from..)?.as_bytes())?;
            let parts = |c: char| c.is_whitespace() || is_cjk_punctuation(c);
            let begin = from
                + written[from..at]
                    .rfind(parts)
                    .map_or(0, |blank| blank + written[from + blank..].chars().next().map_or(1, char::len_utf8));
            let end = written[at..].find(parts).map_or(written.len(), |blank| at + blank);
            from = end;
            let before = drive.take().filter(|drive| matches!(&written[drive.end..begin], " " | " Files "));
            let goes_on = before.is_some();
            let quotes: &[char] = if goes_on { &[] } else { &['(', '"', '\'', '“', '‘'] };
            let word = written[begin..end].trim_start_matches(quotes);
            let word = if goes_on { word } else { after_marks(after_cjk(after_colon(word))) };
            let begin = end - word.len();
            let word = word.trim_end_matches(['.', ',', ';', ')', ']', '\'', '"', '”', '’']);
            let in_drive = goes_on || is_drive(word);
            let root = before.map_or(begin, |before| before.start);
            drive = in_drive.then_some(root..begin + word.len());
            // In `**C:\Temp\**` the path ends before the marks, one of which is escaped.
            let begin = start + begin;
            let length = without_marks(source, start + root, begin..begin + word.len());
            if let Some(found) = path(source, begin..begin + length.unwrap_or(word.len()), in_drive) {
                return Some(if length.is_some() { found } else { Diagnostic { fix: None, ..found } });
            }
        }
    })
}

/// The path at the end of `word`, which CJK text is before: `打开C:\Logs`, `（\\server\share`.
fn after_cjk(word: &str) -> &str {
    let root = word.find(|c: char| matches!(c, '\\' | '%' | '~' | '$') || c.is_ascii_alphabetic()).unwrap_or_default();
    let path = &word[root..];
    let is_root = is_drive(path) || path.starts_with("\\\\") || path.starts_with(['%', '$']) || path.starts_with("~\\");
    if word[..root].ends_with(|c| is_cjk(c) || "“‘".contains(c)) && is_root { path } else { word }
}

/// The path at the end of `word`, which a bracket or marks of emphasis are before, as in `*C:\Temp\*`: the backslash keeps them
/// from being any.
fn after_marks(word: &str) -> &str {
    let path = word.trim_start_matches(['*', '_', '[']);
    if is_drive(path) || path.starts_with("\\\\") { path } else { word }
}

/// Most marks of emphasis side by side.
const MARKS: usize = 3;

/// How much of the word at `range` is a path, if the backslash that ends it escapes the first of the marks of emphasis after it,
/// as in `**C:\Temp\**`: as many begin it at `root`, or before on its line. `None` where the path may go on:
/// `**C:\Temp\**folder`.
fn without_marks(source: &str, root: usize, range: Range<usize>) -> Option<usize> {
    let bytes = source.as_bytes();
    let word = &bytes[range.clone()];
    let run = |mark: u8, bytes: &mut dyn Iterator<Item = &u8>| {
        bytes.take(MARKS + 1).take_while(|byte| **byte == mark).count()
    };
    let (mark, count) = match bytes[..root].last() {
        Some(&mark @ (b'*' | b'_')) => (mark, run(mark, &mut bytes[..root].iter().rev())),
        _ if word.contains(&b'*') && is_open(source, root) => (b'*', 2),
        _ => return Some(word.len()),
    };
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &word[at..]) {
        at += found + 1;
        if word.get(at) == Some(&b'\\') && at > 1 {
            at += 1;
            continue;
        }
        let marks = run(mark, &mut bytes[range.start + at..].iter());
        if marks == count {
            let after = &source[range.start + at + marks..];
            let goes_on =
                after.strip_prefix(['.', '-', '_', '\\', '*']).unwrap_or(after).starts_with(char::is_alphanumeric);
            return (!goes_on).then_some(at);
        }
    }
    Some(word.len())
}

/// Whether two asterisks before `at` on its line begin what is bold, and none end it.
fn is_open(source: &str, at: usize) -> bool {
    /// Most bytes of the line that are looked at.
    const MOST: usize = 200;
    let near = before(source, at, MOST);
    let Some(start) = near.rfind(['\n', '\r', '|']).map(|end| end + 1).or((near.len() == at).then_some(0)) else {
        return false;
    };
    let line = &near[start..];
    let mut is_open = false;
    for (at, _) in line.match_indices("**") {
        let before = line[..at].chars().next_back();
        let after = line[at + 2..].chars().next();
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && !"*\\/".contains(c));
        is_open = if is_open {
            before.is_some_and(char::is_whitespace)
        } else {
            begins && after.is_some_and(|c| c.is_alphanumeric() || "\"'“‘„(".contains(c))
        };
    }
    is_open
}

/// The share at the end of `word`, which a word and a colon are before: `Ordner:\\server\share`, but not `https:\\host\a`.
fn after_colon(word: &str) -> &str {
    let Some(at) = word.find(":\\\\").filter(|&at| at > 1) else { return word };
    let is_scheme = ["http", "https", "ftp", "file"].iter().any(|scheme| word[..at].eq_ignore_ascii_case(scheme));
    if is_scheme || word[..at].contains('\\') { word } else { &word[at + 1..] }
}

fn is_drive(word: &str) -> bool {
    matches!(word.as_bytes(), [letter, b':', b'\\', ..] if letter.is_ascii_alphabetic())
}

/// `\\fileserver`, `\\fileserver\share`, `\\.\pipe\lamp` and `\\?\C:\lamp`; `\\n` and `\\d+` are none.
fn is_share(word: &str) -> bool {
    let Some(rest) = word.strip_prefix("\\\\") else { return false };
    let Some((host, share)) = rest.split_once('\\') else {
        // `\\\\Windows` is escaped on purpose, as `\\\\textbf` is.
        let is_name = rest.contains(|c: char| c.is_ascii_digit() || "-.".contains(c)) && !rest.starts_with('u')
            || ["server", "host"].iter().any(|word| rest.to_ascii_lowercase().contains(word));
        return rest.len() > 5
            && is_name
            && rest.starts_with(|c: char| c.is_ascii_alphabetic())
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    };
    let is_long = host.len() > if host.contains('$') { 3 } else { 1 };
    let is_host = is_long && host.chars().all(|c| c.is_alphanumeric() || "-._$".contains(c));
    let letters = share.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_device = host == "." && letters > 3 || host == "?" && (is_drive(share) || letters > 2);
    is_device || is_host && host.starts_with(char::is_alphanumeric) && !share.is_empty()
}

/// `HKLM\SOFTWARE` and `HKEY_LOCAL_MACHINE\SOFTWARE`.
fn is_registry(word: &str) -> bool {
    let root = word.split(['\\', ':']).next().unwrap_or_default();
    let is_known = ["HKLM", "HKCU", "HKCR", "HKU", "HKCC"].iter().any(|known| root.eq_ignore_ascii_case(known));
    is_known || root.len() > 5 && root.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("HKEY_"))
}

/// `word` with two backslashes for each that is alone, and a third before what Markdown would read: `\*` shows an asterisk now,
/// and is to do so with a backslash before it. Two are doubled where a share begins with them.
fn doubled(word: &str) -> String {
    let mut written = String::with_capacity(2 * word.len());
    let mut rest = word;
    while let Some(at) = rest.find('\\') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        written.push_str(before);
        written.push_str("\\\\");
        let is_share = written.len() == 2 && !after.starts_with("\\\\");
        let is_tag = ["<br", "</"].iter().any(|tag| after.starts_with(tag));
        if after.starts_with(['*', '_', '~', '[', ']', '<', '`', '&']) && !is_tag {
            written.push('\\');
        }
        rest = if is_share { after } else { after.strip_prefix('\\').unwrap_or(after) };
    }
    written.push_str(rest);
    written
}

/// The finding about the word at `range`, if it is a path with a backslash that does not show.
fn path(source: &str, range: Range<usize>, in_drive: bool) -> Option<Diagnostic> {
    let (at, word) = (range.start, source.get(range.clone())?);
    let bytes = word.as_bytes();
    let is_variable = bytes.first() == Some(&b'%') && word[1..].contains("%\\");
    let is_share = is_share(word);
    let is_rooted = in_drive || is_variable || is_share || is_registry(word);
    // What is after the word counts where it is escaped: in `(C:\)` and `D:\, E:\.` the last backslash is a part of the path. A bar
    // ends a cell.
    let after = source.as_bytes().get(range.end).copied().filter(|after| is_rooted && *after != b'|');
    let next = |at: usize| bytes.get(at + 1).copied().or(after).unwrap_or(b' ');
    // `C:\>`
    let is_prompt = in_drive && !word.contains('<');
    let is_last = |at: usize| at + 1 == bytes.len();
    // The first that is eaten, and the first that is eaten where a name may have been meant: `C:\my\_folder`.
    let (mut eaten, mut in_name) = (None, None);
    let (mut steps, mut pairs) = (0, 0);
    let mut index = 0;
    while let Some(found) = bytes.get(index..).and_then(|rest| memchr::memchr(b'\\', rest)) {
        index += found;
        let follows_word = index > 0 && bytes[index - 1].is_ascii_alphanumeric();
        match next(index) {
            next if next.is_ascii_alphanumeric() || !next.is_ascii() => steps += 1,
            // A backslash for a backslash shows one: what is meant, but for the two that a share begins with.
            b'\\' if index > 0 || bytes.get(2) == Some(&b'\\') => pairs += 1,
            // `\[drive\]:\Windows` is escaped on purpose: no name in a path begins so.
            next if index == 0 && next != b'\\' => {}
            next if b")]}>".contains(&next) && !is_last(index) && !(next == b'>' && is_prompt) => {}
            // So is `my\_file`, and `2\*3` unless it is in a path: no file has an asterisk in its name.
            b'_' if follows_word && !is_last(index) => in_name = in_name.or(Some(index)),
            b'*' if follows_word && !is_rooted => {}
            next if next.is_ascii_punctuation() && eaten.is_none() => eaten = Some(index),
            _ => {}
        }
        // An escaped backslash is one that shows.
        index += if next(index) == b'\\' { 2 } else { 1 };
    }
    // Who doubles backslashes escapes the others on purpose.
    let index = eaten.or(in_name.filter(|_| is_rooted && pairs == 0))?;
    let is_step = word.starts_with(".\\") && next(index) != b'*';
    // `$8\~$12` are amounts.
    let is_variable = word.strip_prefix('$').is_some_and(|name| !name.starts_with(|c: char| c.is_ascii_digit()));
    let is_home = is_step || word.starts_with("~\\") || is_variable && word.contains('\\');
    // Who writes `C:\\Logs\\\*.log` escapes the asterisk, too.
    let is_escaped = pairs > 0 && steps == 0;
    if is_escaped || !(is_rooted || is_home || steps > 0 && next(index) != b'\\') {
        return None;
    }
    let message = format!(
        "expected `\\\\` in the path {}, found `\\` before `{}`, which does not show",
        quoted(word),
        char::from(next(index))
    );
    let found = Diagnostic::warning(Code::PATH_ESCAPE, at + index..at + index + 1, message);
    Some(if eaten.is_some() { found.with_fix(at..at + word.len(), doubled(word)) } else { found })
}
