//! Bare addresses in text (format §5): URLs of `http` and `https`, `www.` names, and e-mail addresses.
//!
//! ```text
//! address  = web / www / mail
//! web      = ("http" / "https") "://" host [":" port] [tail]        not after a letter, digit or backslash
//! www      = "www." host with a dot [":" port] [tail]               not after those, nor inside another name
//! mail     = ["mailto:"] local "@" host with a dot                  which ends with a letter
//! host     = labels of letters, digits, `-` and `_` between dots    in URLs no `_` in the last two, and emoji too
//! tail     = ("/" / "?" / "#") characters                           see [`characters`]
//! ```
//!
//! What ends a sentence or encloses an address is not a part of it: [`tail`] takes it off again. After an address, and
//! after what proves to be none, the search goes on with the very next character. The time is linear: no byte is read as
//! a part of more than two addresses, but for [`MOST_LOCAL`] bytes before an `@`.

mod characters;
mod host;
mod tail;

use std::ops::Range;

use crate::link::ends_with_ignore_case;
use crate::source::{before, is_combining, is_mark, is_unspaced};

/// Most bytes of an address. A longer one is text: no address in use is that long.
const MOST: usize = 2048;

/// Most bytes before the `@` of an e-mail address, four times what RFC 5321 allows.
const MOST_LOCAL: usize = 256;

/// A bare address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) range: Range<usize>,
    /// What to put before the text to make it a target.
    pub(crate) prefix: &'static str,
}

/// How a character of the text is written in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    Itself,
    /// After a backslash, so that it is nothing but itself: `https\://example.com` is not an address.
    Escaped,
    /// As `&copy;`.
    Entity,
}

/// The addresses in `text`, in order; `spelling` says how the character at an offset is written.
pub(crate) fn addresses<'t>(
    text: &'t str,
    spelling: impl Fn(usize) -> Spelling + 't,
) -> impl Iterator<Item = Address> + 't {
    let mut finder = Finder { text, spelling, done: 0, next: 0 };
    std::iter::from_fn(move || finder.next())
}

/// The first offset from `start` on of `://`, `www.` or `@`, one of which is in every address; or the end.
pub(crate) fn hint(text: &[u8], start: usize) -> usize {
    let is_hint = |&at: &usize| match text[at] {
        b':' => text[at..].starts_with(b"://"),
        b'.' => at >= 3 && text[at - 3..at].eq_ignore_ascii_case(b"www"),
        _ => true,
    };
    let mut hints = memchr::memchr3_iter(b':', b'.', b'@', &text[start..]).map(|at| start + at);
    hints.find(is_hint).unwrap_or(text.len())
}

/// What a hint proved to be.
enum Found {
    Address(Address),
    /// Nothing: the search goes on here.
    None(usize),
}

struct Finder<'t, S> {
    text: &'t str,
    spelling: S,
    /// The end of the last address: the next one begins there at the earliest.
    done: usize,
    /// Where the next hint is looked for.
    next: usize,
}

impl<S: Fn(usize) -> Spelling> Finder<'_, S> {
    fn next(&mut self) -> Option<Address> {
        loop {
            let at = hint(self.text.as_bytes(), self.next);
            let found = match self.text.as_bytes().get(at)? {
                b':' => self.web(at),
                b'.' => self.www(at),
                _ => self.mail(at),
            };
            match found {
                Found::Address(address) => {
                    self.done = address.range.end;
                    self.next = self.done;
                    return Some(address);
                }
                Found::None(next) => self.next = next.max(at + 1),
            }
        }
    }

    /// The URL whose `://` is at `colon`.
    fn web(&self, colon: usize) -> Found {
        let scheme =
            ["https", "http"].into_iter().find(|name| ends_with_ignore_case(&self.text[self.done..colon], name));
        let Some(start) = scheme.map(|name| colon - name.len()).filter(|&start| self.may_begin(start, is_glued)) else {
            return Found::None(colon + 1);
        };
        if (colon..colon + 3).any(|at| (self.spelling)(at) != Spelling::Itself) {
            return Found::None(colon + 1);
        }
        match host::authority(self.text, colon + 3) {
            Ok(end) => self.url(start, end, ""),
            Err(resume) => Found::None(resume),
        }
    }

    /// The URL whose `www.` ends with the dot at `dot`.
    fn www(&self, dot: usize) -> Found {
        let start = dot.saturating_sub("www".len());
        let is_word = |c: char| (c.is_alphabetic() || is_combining(c)) && !is_unspaced(c);
        let is_inside = |c: char| is_glued(c) || "/.-@=&?%#+".contains(c) || is_word(c);
        if start < self.done || !self.may_begin(start, is_inside) || (self.spelling)(dot) != Spelling::Itself {
            return Found::None(dot + 1);
        }
        match host::named(self.text, start) {
            Ok(end) if self.text.get(dot + 1..end).is_some_and(|rest| rest.contains('.')) => {
                self.url(start, host::port(self.text, end), "http://")
            }
            Ok(end) | Err(end) => Found::None(end.saturating_sub("https".len())),
        }
    }

    /// The URL that begins at `start` and whose host ends at `host_end`.
    fn url(&self, start: usize, host_end: usize, prefix: &'static str) -> Found {
        let end = tail::end(self.text, start, host_end, &self.spelling);
        if end - start > MOST {
            return Found::None(end);
        }
        Found::Address(Address { range: start..end, prefix })
    }

    /// The e-mail address whose `@` is at `at`.
    fn mail(&self, at: usize) -> Found {
        let next = Found::None(at + 1);
        if (self.spelling)(at) != Spelling::Itself {
            return next;
        }
        let Some(local) = self.local(at) else { return next };
        let before = &self.text[self.done..local];
        let is_mailto = ends_with_ignore_case(before, "mailto:") && self.may_begin(local - "mailto:".len(), is_glued);
        // `ftp://user@example.com`, `xmpp:ada@example.com`, `a@b.example@c.example`: an address of another kind.
        let other = ["//", "@", "xmpp:", "sip:", "sips:"].into_iter().any(|start| ends_with_ignore_case(before, start));
        if other {
            return next;
        }
        let Ok(end) = host::of_mail(self.text, at + 1) else { return next };
        if is_mailto {
            return self.mail_with_query(local - "mailto:".len(), end);
        }
        Found::Address(Address { range: local..end, prefix: "mailto:" })
    }

    /// `mailto:ada@example.com?subject=Lamp`, which begins at `start`.
    fn mail_with_query(&self, start: usize, end: usize) -> Found {
        let query = self.text[end..].strip_prefix('?').unwrap_or_default();
        let name = query.bytes().take_while(u8::is_ascii_alphabetic).count();
        if name > 0 && query[name..].starts_with('=') {
            self.url(start, end, "")
        } else {
            Found::Address(Address { range: start..end, prefix: "" })
        }
    }

    /// Where what comes before the `@` at `at` begins.
    fn local(&self, at: usize) -> Option<usize> {
        let near = before(self.text, at, MOST_LOCAL.min(at - self.done));
        let mut local = near.trim_end_matches(characters::is_local);
        // `o'brien@example.com`, but not `'joe@example.com`.
        while let Some(before) = local.strip_suffix('\'').filter(|before| before.ends_with(char::is_alphanumeric)) {
            if local.len() == near.len() || !near[local.len()..].starts_with(char::is_alphanumeric) {
                break;
            }
            local = before.trim_end_matches(characters::is_local);
        }
        let mut start = at - (near.len() - local.len());
        if let Some(dots) = self.text[start..at].rfind("..") {
            start += dots + 2;
        }
        let local = &self.text[start..at];
        // A mark belongs to what is before it.
        let cannot_begin = |c: char| matches!(c, '.' | '-') || is_mark(c) || is_combining(c) && !c.is_alphanumeric();
        start += local.len() - local.trim_start_matches(cannot_begin).len();
        (start < at && !self.text[..at].ends_with('.')).then_some(start)
    }

    /// Whether an address may begin at `start`: not where what comes before it `is_inside` a word with it.
    fn may_begin(&self, start: usize, is_inside: impl Fn(char) -> bool) -> bool {
        start == self.done || !self.text[..start].ends_with(is_inside)
    }
}

/// Whether a letter after `c` is inside a word, or escaped.
fn is_glued(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '\\'
}

#[cfg(test)]
mod tests;
