//! Bare URLs and e-mail addresses in text (format §5).

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

/// A bare link in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Autolink {
    pub(super) range: Range<usize>,
    /// What to put before the text to make it a target.
    pub(super) prefix: &'static str,
}

/// The longest run of characters without a space, in bytes, in which links are looked for.
///
/// The finder takes time that grows with the square of such a run, and no address in use is that long.
const MAX_WORD: usize = 2048;

/// Where in a text bare links may be. Asked from its start to its end, it reads the text once.
pub(super) struct Hints<'t> {
    text: &'t [u8],
    /// Where the text begins in the offsets of the caller.
    base: usize,
    /// The first hint ahead, as far as was asked.
    next: usize,
}

impl<'t> Hints<'t> {
    pub(super) fn new(text: &'t str, base: usize) -> Hints<'t> {
        Hints { text: text.as_bytes(), base, next: 0 }
    }

    /// Whether one may be in `range`, which begins after the ranges that were asked for before.
    pub(super) fn any_in(&mut self, range: &Range<usize>) -> bool {
        let (start, end) = (range.start - self.base, range.end - self.base);
        if self.next < start || self.next == 0 {
            self.next = hint(self.text, start);
        }
        self.next < end
    }
}

/// The first offset from `start` on of `://`, `www.` or `@`, one of which is in every bare link; or the end.
fn hint(text: &[u8], start: usize) -> usize {
    let is_hint = |&at: &usize| match text[at] {
        b':' => text[at..].starts_with(b"://"),
        b'.' => text[start..at].ends_with(b"www"),
        _ => true,
    };
    let mut hints = memchr::memchr3_iter(b':', b'.', b'@', &text[start..]).map(|at| start + at);
    hints.find(is_hint).unwrap_or(text.len())
}

/// Finds `http` and `https` URLs, `www.` names and e-mail addresses.
pub(super) fn links(text: &str) -> Vec<Autolink> {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let mut links = Vec::new();
    for word in text.split(char::is_whitespace).filter(|word| word.len() <= MAX_WORD) {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        if hint(word.as_bytes(), 0) < word.len() {
            links.extend(
                finder
                    .links(word)
                    .filter_map(|link| autolink(text, start + link.start()..start + link.end(), link.kind())),
            );
        }
    }
    links
}

fn autolink(text: &str, found: Range<usize>, kind: &LinkKind) -> Option<Autolink> {
    let written = &text[found.clone()];
    if *kind == LinkKind::Email {
        return Some(Autolink { range: found, prefix: "mailto:" });
    }
    let (written, start) = match scheme_start(written) {
        Some(at) => (&written[at..], found.start + at),
        None => (written, found.start),
    };
    let prefix = if starts_with(written, "https://") || starts_with(written, "http://") {
        ""
    } else if starts_with(written, "www.") && written[4..].contains('.') {
        "http://"
    } else {
        return None;
    };
    let length = written.find(ends_url).unwrap_or(written.len());
    let written = written[..length].trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '"']);
    let host = written.find("://").map_or(written, |at| &written[at + 3..]);
    (!host.is_empty()).then(|| Autolink { range: start..start + written.len(), prefix })
}

/// Where `http` begins in a scheme that has letters glued before it.
fn scheme_start(written: &str) -> Option<usize> {
    let scheme = &written[..written.find("://")?];
    let lower = scheme.to_ascii_lowercase();
    ["https", "http"]
        .iter()
        .find(|name| lower.ends_with(**name))
        .map(|name| scheme.len() - name.len())
        .filter(|&at| at > 0 && !written[..at].ends_with(|c: char| c.is_ascii_alphanumeric()))
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Punctuation of scripts that put no space after a URL.
fn ends_url(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}'
        | '\u{FF5B}'..='\u{FF65}' | '“' | '”' | '‘' | '’' | '«' | '»' | '…')
        || c.is_whitespace()
        || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(text: &str, expected: &[&str]) {
        let found: Vec<&str> = links(text).into_iter().map(|link| &text[link.range]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn bare_links() {
        finds("see https://example.com/a_b?c=d.", &["https://example.com/a_b?c=d"]);
        finds("(https://example.com/a(b)) or", &["https://example.com/a(b)"]);
        finds("www.example.com, me@example.com", &["www.example.com", "me@example.com"]);
        finds("example.com javascript://x ftp://example.com", &[]);
        finds("参照 https://example.com/a。次", &["https://example.com/a"]);
        finds("https://example.com/，次", &["https://example.com/"]);
    }
}
