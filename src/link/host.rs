//! The host and port between `https://` and the path. User info is refused.

use std::borrow::Cow;
use std::net::Ipv4Addr;

use super::script::is_right_to_left;
use crate::bytes;

/// Whether `authority` is `host [ ":" port ]` that a browser can go to (URL Standard, host parsing).
///
/// User info is refused: readers of `https://portal.azure.com@evil.example/` take the user for the host. So are IPv6
/// addresses; nobody writes them in articles.
pub(super) fn is_authority(authority: &str) -> bool {
    if is_plain(authority) {
        return true;
    }
    let (name, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    is_port && is_name(name)
}

/// Whether `authority` consists of letters, dots and hyphens, as most do.
fn is_plain(authority: &str) -> bool {
    let letter = |byte: u8| (byte | 0x20).wrapping_sub(b'a').saturating_sub(b'z' - b'a');
    let is_other = |byte: u8| letter(byte).min(byte ^ b'.').min(byte ^ b'-') != 0;
    !authority.is_empty() && !bytes::any(authority.as_bytes(), is_other)
}

fn is_name(name: &str) -> bool {
    decoded(name)
        .is_some_and(|name| !name.is_empty() && !holds_forbidden(&name) && has_good_end(&name) && goes_one_way(&name))
}

/// `name` with percent-encoding decoded; `None` if the result is not UTF-8.
pub(crate) fn decoded(name: &str) -> Option<Cow<'_, str>> {
    if !name.contains('%') {
        return Some(Cow::Borrowed(name));
    }
    let (mut decoded, mut bytes) = (Vec::new(), name.bytes());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => digit(bytes.next()?)? << 4 | digit(bytes.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

/// Whether `name` has a character that no host may contain.
fn holds_forbidden(name: &str) -> bool {
    let is_forbidden =
        |c: char| c <= ' ' || "#%/:<>?@[\\]^|\x7F".contains(c) || (!c.is_ascii() && !c.is_alphanumeric());
    name.contains(is_forbidden)
}

/// Whether no label mixes letters written from right to left with others, and none next to such a label begins with a
/// digit (a strict reading of RFC 5893).
fn goes_one_way(name: &str) -> bool {
    let is_good = |label: &str| {
        if label.contains(is_right_to_left) {
            label.chars().all(|c| is_right_to_left(c) && c.is_alphabetic())
        } else {
            !label.starts_with(|c: char| !c.is_alphabetic())
        }
    };
    name.is_ascii() || !name.contains(is_right_to_left) || name.split('.').all(is_good)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A host whose last label is a number must be an IPv4 address.
fn has_good_end(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let last = name.rsplit('.').next().unwrap_or_default();
    let number = last.bytes().all(|byte| byte.is_ascii_digit())
        || last
            .strip_prefix("0x")
            .or(last.strip_prefix("0X"))
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_hexdigit()));
    !number || last.is_empty() || name.parse::<Ipv4Addr>().is_ok()
}
