//! Paths and addresses among words, which are copied in one piece although UAX #14 would break them.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2, memrchr2};

use super::run::Run;

/// The solid ranges of `run`, and with them the paths and addresses that UAX #14 would break.
pub(super) fn with_paths(run: &Run) -> Cow<'_, [Range<usize>]> {
    let text = run.text();
    let paths = if run.is_wide() {
        memchr2(b'\\', b'/', text.as_bytes()).map(|_| paths(text))
    } else {
        memchr(b'\\', text.as_bytes()).map(|_| paths(text))
    };
    let Some(paths) = paths.filter(|paths| !paths.is_empty()) else { return Cow::Borrowed(run.solid()) };
    let mut solid = run.solid().to_vec();
    solid.extend(paths);
    solid.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(solid.len());
    for range in solid {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    Cow::Owned(merged)
}

/// How many words without a backslash a path with spaces may hold in a row.
const WORDS_IN_PATH: usize = 2;

/// Windows paths, which may hold spaces (`C:\Program Files\Contoso`), and addresses and paths with characters beyond
/// ASCII.
fn paths(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // The path that may go on, and the words since its last backslash.
    let mut open: Option<(Range<usize>, usize)> = None;
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < text.len() {
        if open.is_none() {
            let Some(slash) = memchr2(b'\\', b'/', &bytes[start..]).map(|at| start + at) else { break };
            start = memrchr2(b' ', b'\n', &bytes[start..slash]).map_or(start, |at| start + at + 1);
        }
        let end = memchr2(b' ', b'\n', &bytes[start..]).map_or(text.len(), |at| start + at + 1);
        let whole = &text[start..end];
        let word = whole.trim_end_matches([' ', '\n']);
        let range = start..start + word.len();
        let has_slash = memchr2(b'\\', b'/', word.as_bytes()).is_some();
        if has_slash && word.is_ascii() && begins_path(word) {
            found.extend(open.replace((range, 0)).map(|(path, _)| path));
        } else if let Some((path, words)) = &mut open {
            *words += 1;
            if word.contains('\\') && !word.starts_with('\\') {
                (path.end, *words) = (range.end, 0);
            }
        }
        if has_slash && !word.is_ascii() {
            found.extend(address(word).map(|part| start + part.start..start + part.end));
        }
        let closed = word.ends_with([',', ';', ':', '"', '\'']) || whole.ends_with('\n');
        if let Some((path, _)) = open.take_if(|(_, words)| closed || *words > WORDS_IN_PATH) {
            found.push(path);
        }
        start = end;
    }
    found.extend(open.map(|(path, _)| path));
    found
}

/// Whether `word` is the beginning of an absolute path on Windows, or of a name in its registry.
fn begins_path(word: &str) -> bool {
    let name = word.trim_start_matches(['"', '\'', '(']);
    word.contains(":\\") || name.starts_with("\\\\") || (name.starts_with("HK") && name.contains('\\'))
}

/// An address or absolute path in `word`, which may have no spaces around it in East Asian scripts; there it ends at what
/// closes a sentence.
fn address(word: &str) -> Option<Range<usize>> {
    let start = match word.find("://").or_else(|| word.find(":\\")) {
        Some(colon) => colon - word[..colon].bytes().rev().take_while(u8::is_ascii_alphanumeric).count(),
        None if word.contains('\\') || (word.starts_with('/') && word[1..].contains('/')) => 0,
        None => return None,
    };
    let closing = ['，', '。', '、', '；', '：', '）', '」', '』', '》', '！', '？'];
    let end = word[start..].find(closing).map_or(word.len(), |at| start + at);
    Some(start..end)
}
