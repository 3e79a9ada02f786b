//! Putting values into link targets.
//!
//! The scheme and the host of an author's target stay the author's whatever the values are:
//!
//! - after the host a value is one percent-encoded component; one that would leave a folder of the path, `..`, is hyphens;
//! - in a mail address it is a part of the name or of the host, characters that neither can hold as `-`, unless the author
//!   left all of the address to it; in the fields of a mail it is one line, unless it is all of the body;
//! - inside a host it is one label, characters that a label cannot hold as `-`, and at the end of a host it begins the
//!   path, unless a port follows; where the author left all of the host to it, it may be any host name, where a port, any number;
//! - whether there is a link does not depend on such a value: where it gives no possible host, `https://-/`, a host that
//!   never exists replaces it;
//! - where a target begins with a value, the result is a link only with the scheme `http`, `https` or `mailto`;
//! - a scheme, a domain before a port, or a percent-encoded character is never put together from a value and an author's
//!   letters.
//!
//! A picture, which loads without a click, takes no values at all: see [`picture`].

use std::borrow::Cow;

use crate::error::RenderError;
use crate::link::{
    Blade, Reason, Target, ends_in_escape, find_fallback, push_component, push_segment, starts_with_ignore_case,
};
use crate::tree::{Piece, Template};
use crate::values::{Supplied, Supply};

/// The address of a picture as its author wrote it; `None` if a value would be part of it, which could choose what
/// loads, or send the value to a server: `https://example.com/<!--$id-->0<!--/$id-->.png`.
pub(super) fn picture<'t>(template: &'t Template, supply: &Supply<'_>) -> Result<Option<Cow<'t, str>>, RenderError> {
    if let Some(plain) = template.as_plain() {
        return Ok(Some(Cow::Borrowed(plain)));
    }
    let (mut written, mut valued) = (String::new(), false);
    for piece in template.pieces() {
        match piece {
            Piece::Text(text) => written.push_str(text),
            Piece::Placeholder(placeholder) => match supply.supplied(placeholder)? {
                Supplied::Value(_) | Supplied::Nothing => valued = true,
                Supplied::Default | Supplied::Marker => written.push_str(&placeholder.default.to_plain()),
            },
        }
    }
    Ok((!valued).then_some(Cow::Owned(written)))
}

/// A target with its values in place.
pub(crate) struct Filled<'t> {
    text: Cow<'t, str>,
    scheme: Origin,
    /// Whether a value could choose the host of a blade's fallback address.
    fallback_chosen: bool,
}

/// Who wrote the scheme of a target.
#[derive(Clone, Copy, PartialEq)]
enum Origin {
    Author,
    Value,
    Both,
}

impl<'t> Filled<'t> {
    /// Puts the values of `supply` into `template`.
    #[inline]
    pub(crate) fn new(template: &'t Template, supply: &Supply<'_>) -> Result<Filled<'t>, RenderError> {
        match template.as_plain() {
            Some(plain) => Ok(Filled { text: Cow::Borrowed(plain), scheme: Origin::Author, fallback_chosen: false }),
            None => Filled::with_values(template.pieces(), supply),
        }
    }

    fn with_values(pieces: &[Piece], supply: &Supply<'_>) -> Result<Filled<'t>, RenderError> {
        let (filled, in_host) = Filler::default().fill(pieces, supply)?;
        if !in_host {
            return Ok(filled);
        }
        let (neutral, _) = Filler { hosts: Hosts::Neutral, ..Filler::default() }.fill(pieces, supply)?;
        let is_link = |filled: &Filled<'_>| !matches!(filled.target(), Target::Unsafe(_));
        Ok(if is_link(&neutral) && is_link(&filled) { filled } else { neutral })
    }

    /// What the target points at.
    pub(crate) fn target(&self) -> Target<'_> {
        let target = Target::parse(&self.text);
        match (self.scheme, &target) {
            (Origin::Author, Target::Blade(blade)) if self.fallback_chosen => {
                Target::Blade(Blade { fallback: None, written: blade.page(), ..blade.clone() })
            }
            (Origin::Author, _) | (Origin::Value, Target::Web(_) | Target::Mail(_)) => target,
            (Origin::Value | Origin::Both, _) => Target::refuse(&self.text, Reason::Value),
        }
    }
}

/// Puts a target together piece by piece, and knows which region of it the next piece would be in: `web-01` is a label in
/// `https://<value>.example.com/`, a segment in `https://example.com/<value>`.
#[derive(Default)]
struct Filler {
    out: String,
    region: Region,
    /// How much of `out` the region takes into account.
    seen: usize,
    /// Where the scheme, or the page of a blade, begins.
    start: usize,
    in_fallback: bool,
    value_first: bool,
    /// Whether a scheme, a domain or a percent-encoded character would be made of a value and an author's letters.
    value_joined: bool,
    value_in_host: bool,
    fallback_chosen: bool,
    hosts: Hosts,
}

/// What a value in a host is replaced by.
#[derive(Clone, Copy, Default, PartialEq)]
enum Hosts {
    /// Itself.
    #[default]
    Given,
    /// A name that never exists (RFC 6761), and no port.
    Neutral,
}

/// The part of a target that the next piece would be in.
#[derive(Clone, Copy, Default, PartialEq)]
enum Region {
    /// Before anything but blanks.
    #[default]
    Start,
    /// Something that may become a scheme.
    Scheme,
    /// The slashes between a web scheme and the host, of which so many have come.
    Slashes(u8),
    /// The host of a web address.
    Host { begun: bool },
    /// The page or a parameter of a blade.
    Blade,
    /// The address of a mail.
    Mail,
    /// The subject, body or another field of a mail.
    Field,
    /// The path of a web address or a relative target.
    Path,
    /// The query, the fragment, and all of a target with a scheme that is never linked.
    Rest,
}

impl Filler {
    fn fill<'t>(mut self, pieces: &[Piece], supply: &Supply<'_>) -> Result<(Filled<'t>, bool), RenderError> {
        let mut pieces = pieces.iter().peekable();
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Text(text) => self.push_text(text),
                Piece::Placeholder(placeholder) => match supply.plain_value(placeholder)? {
                    Some(value) => self.push_value(&value, pieces.peek().copied()),
                    None => self.push_text(&placeholder.default.to_plain()),
                },
            }
            self.advance();
            supply.check_length(self.out.len())?;
        }
        let scheme = match (self.value_joined, self.value_first) {
            (true, _) => Origin::Both,
            (false, true) => Origin::Value,
            (false, false) => Origin::Author,
        };
        let filled = Filled { text: Cow::Owned(self.out), scheme, fallback_chosen: self.fallback_chosen };
        Ok((filled, self.value_in_host))
    }

    /// Adds what the author wrote. Letters after a value that began a scheme would finish it: `<value>script:alert(1)`.
    fn push_text(&mut self, text: &str) {
        let goes_on = !text.is_empty() && !text.starts_with([':', '/', '?', '#', '\\']);
        self.value_joined |= self.value_first && self.region == Region::Scheme && goes_on;
        self.out.push_str(text);
    }

    fn push_value(&mut self, value: &str, next: Option<&Piece>) {
        let host_ends = host_ends(next);
        self.value_joined |= ends_in_escape(&self.out);
        if self.in_fallback {
            self.fallback_chosen |= !matches!(self.region, Region::Path | Region::Rest);
        }
        match self.region {
            Region::Path => push_segment(&mut self.out, value),
            Region::Rest => push_component(&mut self.out, value),
            _ if self.in_fallback => push_component(&mut self.out, value),
            Region::Start => {
                self.value_first = true;
                self.value_joined |= starts_with_ignore_case(value.trim(), "button-link:");
                self.out.push_str(value.trim());
            }
            Region::Scheme | Region::Slashes(_) => {
                self.value_joined |= !self.value_first;
                push_component(&mut self.out, value);
            }
            Region::Host { begun: true } if host_ends && self.out.ends_with(|c: char| c.is_ascii_alphanumeric()) => {
                self.out.push('/');
                push_segment(&mut self.out, value);
            }
            Region::Host { begun } => {
                self.value_in_host = true;
                self.value_joined |= starts_port(next) && ends_in_domain(&self.out);
                self.push_in_host(value, !begun && host_ends);
            }
            Region::Blade => push_blade_word(&mut self.out, value),
            Region::Mail => push_mail(&mut self.out, value, host_ends),
            Region::Field => push_field(&mut self.out, value),
        }
    }

    /// Adds a value to a host: as `all` of it, its port or a label.
    fn push_in_host(&mut self, value: &str, all: bool) {
        let neutral = self.hosts == Hosts::Neutral;
        if self.out.ends_with(':') {
            let number = !neutral && !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            self.out.push_str(if number { value } else { "0" });
        } else if neutral {
            self.out.push_str("invalid");
        } else if all && is_host(value) {
            self.out.push_str(value);
        } else {
            push_label(&mut self.out, value);
        }
    }

    /// Finds the region after what was added. Each byte is looked at once, so that many short pieces take linear time.
    fn advance(&mut self) {
        while self.seen < self.out.len() && !matches!(self.region, Region::Rest | Region::Field) {
            let rest = &self.out[self.seen..];
            let (region, length) = match self.region {
                Region::Start => {
                    let spaces = rest.len() - rest.trim_start().len();
                    self.start = self.seen + spaces;
                    (if spaces < rest.len() { Region::Scheme } else { Region::Start }, spaces)
                }
                Region::Scheme => match rest.find([':', '/', '?', '#', '\\']) {
                    None => (Region::Scheme, rest.len()),
                    Some(at) if rest[at..].starts_with(':') => {
                        (after_scheme(&self.out[self.start..self.seen + at], self.in_fallback), at + 1)
                    }
                    Some(at) => (after_authority(&rest[at..]), at + 1),
                },
                Region::Blade => match find_fallback(&self.out, self.seen) {
                    Some(fallback) => {
                        self.in_fallback = true;
                        (Region::Start, fallback.end - self.seen)
                    }
                    None => (Region::Blade, rest.len()),
                },
                region => in_address(region, rest),
            };
            self.region = region;
            self.seen += length;
        }
    }
}

/// The region after `rest`, which begins in `region` of a web or mail address, or after as much of it as the length says.
fn in_address(region: Region, rest: &str) -> (Region, usize) {
    let (next, end) = match region {
        Region::Slashes(before) if rest.starts_with('/') => {
            return (if before == 0 { Region::Slashes(1) } else { Region::Host { begun: false } }, 1);
        }
        Region::Host { .. } => match rest.find(['/', '?', '#', '\\']) {
            Some(at) => (after_authority(&rest[at..]), Some(at)),
            None => return (Region::Host { begun: true }, rest.len()),
        },
        Region::Path => (Region::Rest, rest.find(['?', '#'])),
        Region::Mail => (Region::Field, rest.find('?')),
        _ => (region, None),
    };
    end.map_or((region, rest.len()), |end| (next, end + 1))
}

/// The region that `rest` begins, whose first character ends a host, or what could have become a scheme: `/` of `docs/start`.
fn after_authority(rest: &str) -> Region {
    if rest.starts_with(['?', '#']) { Region::Rest } else { Region::Path }
}

fn after_scheme(scheme: &str, in_fallback: bool) -> Region {
    if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") {
        Region::Slashes(0)
    } else if in_fallback {
        Region::Rest
    } else if scheme.eq_ignore_ascii_case("button-link") {
        Region::Start
    } else if scheme.eq_ignore_ascii_case("mailto") {
        Region::Mail
    } else if Blade::form_of(scheme).is_some() {
        Region::Blade
    } else {
        Region::Rest
    }
}

/// Whether a host that reaches to a value ends with it when `next` comes after.
fn host_ends(next: Option<&Piece>) -> bool {
    match next {
        Some(Piece::Text(text)) => text.is_empty() || text.starts_with(['/', '?', '#', '\\']),
        Some(Piece::Placeholder(_)) | None => true,
    }
}

/// Whether `next` goes on with a port.
fn starts_port(next: Option<&Piece>) -> bool {
    matches!(next, Some(Piece::Text(text)) if text.starts_with(':'))
}

/// Whether `host` ends in the last of several labels, so that a value would make another domain: `example.co` and `m`.
fn ends_in_domain(host: &str) -> bool {
    let label = host.bytes().rev().take(MOST_OF_LABEL).position(|byte| byte == b'.');
    host.ends_with(|c: char| c.is_ascii_alphanumeric()) && label.is_some()
}

/// Most bytes of a label, with the dot before it.
const MOST_OF_LABEL: usize = 64;

/// Whether `value` is a host name, perhaps with a port.
fn is_host(value: &str) -> bool {
    let (name, port) = value.split_once(':').unwrap_or((value, "0"));
    let labels = name.split('.').all(|label| {
        label.starts_with(|c: char| c.is_ascii_alphanumeric())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    });
    labels && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn push_label(out: &mut String, value: &str) {
    if value.is_empty() {
        out.push('-');
    }
    out.extend(value.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }));
}

/// Adds a value to the address of a mail. Programs decode an address before they look for its `@` and `,`, so a part of one
/// holds none; where the author left all of it to the value, which then `ends` it, the value is not changed.
fn push_mail(out: &mut String, value: &str, ends: bool) {
    if ends && out.ends_with(':') {
        return push_component(out, value);
    }
    let holds = |c: char| c.is_alphanumeric() || "!#$%&'*+-./=?^_`{|}~".contains(c);
    push_component(out, &value.replace(|c: char| !holds(c), "-"));
}

/// Adds a value to the fields of a mail. In others than the body, a line end would begin one more field for some programs.
fn push_field(out: &mut String, value: &str) {
    let body = out.len().checked_sub("body=".len()).and_then(|start| out.get(start..));
    if body.is_some_and(|name| name.eq_ignore_ascii_case("body=")) {
        push_component(out, value);
    } else {
        push_component(out, &value.replace(char::is_control, " "));
    }
}

/// Adds a value as one word of a blade: its dots would end the word.
fn push_blade_word(out: &mut String, value: &str) {
    for (index, word) in value.split('.').enumerate() {
        if index > 0 {
            out.push_str("%2E");
        }
        push_component(out, word);
    }
}
