//! Percent-encoding, as addresses of files and queries have it.

use std::fmt::Write as _;

/// `bytes` with all but letters, digits, `-`, `.`, `_` and `~` encoded, so that they stay one piece wherever they land.
pub(crate) fn encoded(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// What `written` says; a `%` without two digits is itself.
pub(crate) fn decoded(written: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let digits = after.get(..2).filter(|digits| *first == b'%' && digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|digits| str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => bytes.push(*first),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encoded_is_decoded() {
        let path = "a b/%灯.md".as_bytes();
        assert_eq!(encoded(path), "a%20b%2F%25%E7%81%AF.md");
        assert_eq!(decoded("a%20b%2f%25%E7%81%AF.md"), path);
        assert_eq!(decoded("100%, %+f and %2"), b"100%, %+f and %2");
    }
}
