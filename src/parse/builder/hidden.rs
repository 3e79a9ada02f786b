//! Characters that show as nothing right after a bare address or within it: copying brings them along, and nobody sees that the
//! address ends before them.

use std::cell::LazyCell;

use crate::diagnostic::Code;
use crate::link::is_right_to_left;
use crate::parse::address::{self, Spelling};
use crate::parse::html;
use crate::source::{before, is_invisible, is_joiner, is_odd_hyphen, is_unspaced, near};

use super::target;

/// How far around an address its line is looked at, in bytes.
const FAR: usize = 256;

/// A bare address, and what comes next.
pub(super) struct Bare<'t> {
    pub(super) source: &'t str,
    /// The address, as it reads.
    pub(super) address: &'t str,
    /// Where it ends in the source.
    pub(super) end: usize,
    /// What comes after it in its text.
    pub(super) rest: &'t str,
}

/// What is wrong there: with `length` bytes of the rest, from `start` on.
pub(super) struct Stray {
    pub(super) start: usize,
    pub(super) length: usize,
    pub(super) code: Code,
    pub(super) message: String,
    /// What may be written instead.
    pub(super) mended: Option<&'static str>,
}

impl Bare<'_> {
    pub(super) fn stray(&self) -> Option<Stray> {
        let first = self.rest.chars().next().filter(|c| !c.is_ascii())?;
        if is_odd_hyphen(first) {
            return self.hyphen(first);
        }
        let hidden = self.rest.len() - self.rest.trim_start_matches(is_hidden).len();
        let start = self.useful_len(&self.rest[..hidden]);
        if start == hidden {
            return None;
        }
        let (stray, after) = (&self.rest[start..hidden], &self.rest[hidden..]);
        let found = |code, message, mended| Stray { start, length: hidden - start, code, message, mended };
        if self.goes_on(after) {
            let message = format!(
                "expected no character that shows as nothing in an address, found U+{:04X}; the link ends before it",
                u32::from(stray.chars().next()?)
            );
            return Some(found(Code::LINK_INVISIBLE, message, Some("")));
        }
        // It separates the address from a word.
        if after.starts_with(char::is_alphanumeric) {
            return None;
        }
        let message = html::left_out(&target::name(stray));
        Some(found(Code::LINK_END, message, self.stays(hidden).then_some("")))
    }

    /// `https://example.com/en‑us`: a hyphen that is another character than `-`.
    fn hyphen(&self, hyphen: char) -> Option<Stray> {
        let length = hyphen.len_utf8();
        let is_inside = self.address.ends_with(|c: char| c.is_ascii_alphanumeric())
            && self.rest[length..].starts_with(|c: char| c.is_ascii_alphanumeric());
        let message = format!("expected `-` in an address, found U+{:04X}; the link ends before it", u32::from(hyphen));
        let code = Code::LINK_INVISIBLE;
        is_inside.then_some(Stray { start: 0, length, code, message, mended: Some("-") })
    }

    /// How much of what is `hidden` has a use: it ends what was begun before the address, `\u{2066}https://example.com\u{2069}`,
    /// or keeps the order of text from right to left.
    fn useful_len(&self, hidden: &str) -> usize {
        let before = self.line_before();
        let mut open = open_turns(before);
        let is_turned = LazyCell::new(|| {
            before.contains(is_right_to_left_letter) || self.line_after().contains(is_right_to_left_letter)
        });
        let kept = hidden.trim_start_matches(|c| match c {
            '\u{202C}' | '\u{2069}' => open.checked_sub(1).is_some_and(|left| {
                open = left;
                true
            }),
            '\u{61C}' | '\u{200E}' | '\u{200F}' => *is_turned,
            _ => false,
        });
        hidden.len() - kept.len()
    }

    /// Whether `after` goes on with the address, as far as anybody can tell.
    fn goes_on(&self, after: &str) -> bool {
        let mut characters = after.chars();
        let Some(first) = characters.next() else { return false };
        let next = characters.next();
        let is_mail = self.address.contains('@') && !self.address.contains("//");
        match first {
            '/' => !is_mail,
            '.' => next.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit()),
            '-' | '_' => next.is_some_and(|c| c.is_ascii_alphanumeric()),
            '?' | '#' | '&' | '=' | '%' | '+' | '~' => !is_mail && next.is_some_and(|c| c.is_ascii_alphanumeric()),
            // Of another script, it is a word of its own: the Persian plural in `https://example.com/a\u{200C}ها`.
            c if self.address.ends_with(|last: char| last.is_ascii()) => {
                c.is_ascii_alphanumeric() || matches!(c, 'À'..='ɏ' if c.is_alphabetic())
            }
            c => c.is_alphanumeric() && !is_unspaced(c),
        }
    }

    /// Whether the address stays what it is without what is hidden: without that, what comes next could be a part of it.
    fn stays(&self, hidden: usize) -> bool {
        let next = &self.source.get(self.end + hidden..).unwrap_or_default();
        let next = near(next, FAR).split(char::is_whitespace).next().unwrap_or_default();
        let joined = [self.address, next].concat();
        let first = address::addresses(&joined, |_| Spelling::Itself).next();
        first.is_some_and(|first| first.range == (0..self.address.len()))
    }

    fn line_before(&self) -> &str {
        before(self.source, self.end, FAR + self.address.len()).rsplit(['\n', '\r']).next().unwrap_or_default()
    }

    fn line_after(&self) -> &str {
        near(self.source.get(self.end..).unwrap_or_default(), FAR)
    }
}

/// Whether `c` shows as nothing after an address.
fn is_hidden(c: char) -> bool {
    is_invisible(c) || is_joiner(c)
}

/// Whether `c` is a letter from right to left, and not a mark of that direction.
fn is_right_to_left_letter(c: char) -> bool {
    is_right_to_left(c) && c.is_alphabetic()
}

/// How many isolates and embeddings are open after `text`.
fn open_turns(text: &str) -> usize {
    text.chars().fold(0, |open: usize, c| match c {
        '\u{202A}' | '\u{202B}' | '\u{2066}'..='\u{2068}' => open + 1,
        '\u{202C}' | '\u{2069}' => open.saturating_sub(1),
        _ => open,
    })
}
