//! What stands between `https://` and the path.

use std::net::Ipv4Addr;

use crate::bytes;

/// Whether a browser can go to `authority`: `[ user "@" ] host [ ":" port ]` (URL Standard, host parsing). Addresses of
/// IPv6 count as none; nobody writes them in articles. For a browser a backslash ends the authority, before any `@` behind it.
pub(super) fn is_authority(authority: &str) -> bool {
    if is_plain(authority) {
        return true;
    }
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    is_port && !authority.contains('\\') && is_name(name)
}

/// Whether `authority` is made of letters, dots and hyphens, as most are.
fn is_plain(authority: &str) -> bool {
    let letter = |byte: u8| (byte | 0x20).wrapping_sub(b'a').saturating_sub(b'z' - b'a');
    let is_other = |byte: u8| letter(byte).min(byte ^ b'.').min(byte ^ b'-') != 0;
    !authority.is_empty() && !bytes::any(authority.as_bytes(), is_other)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !holds_forbidden(name) && has_good_end(name)
}

/// Whether there is a character that no host may hold, as it is or percent-encoded.
fn holds_forbidden(name: &str) -> bool {
    let mut bytes = name.bytes();
    while let Some(byte) = bytes.next() {
        let byte = match byte {
            b'%' => match (bytes.next().and_then(digit), bytes.next().and_then(digit)) {
                (Some(high), Some(low)) => high << 4 | low,
                _ => return true,
            },
            byte => byte,
        };
        if byte <= b' ' || b"#%/:<>?@[\\]^|\x7F".contains(&byte) {
            return true;
        }
    }
    name.chars().any(|c| !c.is_ascii() && !c.is_alphanumeric())
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A host whose last label is a number is an address of IPv4, or none.
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
