//! The host of an address.

use crate::source::{is_joiner, is_unspaced};

use super::characters::{is_host, is_picture, is_sign, joins_nothing};

/// Where the authority ends that begins at `start`: a host, and the port and the user if there are any. `Err` is where the
/// search for addresses goes on if there is none.
pub(super) fn authority(text: &str, start: usize) -> Result<usize, usize> {
    let end = match user(text, start) {
        Some(host) => checked(text, host)?,
        None => checked(text, start)?,
    };
    Ok(port(text, end))
}

/// Where the host ends that begins at `start`, if there is no `_` in its last two labels.
fn checked(text: &str, start: usize) -> Result<usize, usize> {
    let end = labels(text, start, is_picture);
    let mut last = text[start..end].rsplit('.').take(2);
    if end == start || last.any(|label| label.contains('_')) { Err(end) } else { Ok(end) }
}

/// As [`checked`], for a host that begins with `www.`.
pub(super) fn named(text: &str, start: usize) -> Result<usize, usize> {
    checked(text, start)
}

/// Where the host of an e-mail address ends that begins at `start`: one with a dot that ends with a letter, and not
/// before another `@`.
pub(super) fn of_mail(text: &str, start: usize) -> Result<usize, usize> {
    let end = labels(text, start, |_| false);
    let host = &text[start..end];
    let ends_well = text[..end].chars().next_back().is_some_and(|c| c.is_alphabetic() || !c.is_ascii());
    let goes_on = text[end..].starts_with(['@', '-', '_']);
    if host.contains('.') && !host.starts_with('-') && ends_well && !goes_on { Ok(end) } else { Err(end) }
}

/// The end of a port at `end`, or `end`.
pub(super) fn port(text: &str, end: usize) -> usize {
    let digits = text[end..].strip_prefix(':').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    if digits == 0 { end } else { end + 1 + digits }
}

/// Where the host begins after a user, `user:word@`, that begins at `start`.
fn user(text: &str, start: usize) -> Option<usize> {
    let is_user = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~%!$&'*+,;=:".contains(byte);
    let length = text.as_bytes()[start..].iter().take_while(|byte| is_user(byte)).count();
    text[start + length..].starts_with('@').then_some(start + length + 1)
}

/// Where labels with dots between them end that begin at `start`, without a `-` at the end. A sign is a part of one if it
/// `is_part`.
fn labels(text: &str, start: usize, is_part: impl Fn(char) -> bool) -> usize {
    let (mut end, mut has_dot, mut mixes, mut before) = (start, false, false, '.');
    let mut characters = text[start..].char_indices().map(|(at, c)| (start + at, c)).peekable();
    while let Some((at, c)) = characters.next() {
        match c {
            '.' => {
                let goes_on = characters.peek().is_some_and(|&(_, next)| is_host(next) || is_part(next) || next == '%');
                if before == '.' || !goes_on {
                    break;
                }
                has_dot = true;
            }
            '%' if is_encoded(&text[at..]) => end = at + 1,
            _ if joins_nothing(before, c) => break,
            // `https://example.com灯` ends before the text, and `https://lamp灯.example` goes on.
            _ if !mixes && before.is_ascii_alphanumeric() && is_unspaced(c) => {
                if has_dot || !has_label(&text[at..]) {
                    break;
                }
                mixes = true;
                end = at + c.len_utf8();
            }
            // `https://example.com😀` ends before it, and `https://lamp😀.example` goes on.
            _ if is_sign(c) => {
                let goes_on = is_part(c) && (mixes || (before == '.' || !has_dot) && has_label(&text[at..]));
                if !goes_on {
                    break;
                }
                mixes = true;
                end = at + c.len_utf8();
            }
            _ if is_host(c) => end = at + c.len_utf8(),
            _ => break,
        }
        mixes = mixes && c != '.';
        before = c;
    }
    start + text[start..end].trim_end_matches(|c| c == '-' || is_joiner(c)).len()
}

/// Whether `text` begins with `%` and two hexadecimal digits.
fn is_encoded(text: &str) -> bool {
    matches!(text.as_bytes(), [b'%', first, second, ..] if first.is_ascii_hexdigit() && second.is_ascii_hexdigit())
}

/// Whether a dot and a further label come after what `text` begins with.
fn has_label(text: &str) -> bool {
    let is_part = |c| is_host(c) || is_picture(c);
    let rest = text.trim_start_matches(is_part);
    rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(is_part))
}
