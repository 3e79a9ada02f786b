//! Percent-encoding.

/// Whether `byte` is unreserved by RFC 3986 and never encoded: letters, digits, `-`, `.`, `_` and `~`.
pub(crate) fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Appends `text` with every byte that is not unreserved encoded, so that it stays one component wherever it lands.
pub(crate) fn push_component(out: &mut String, text: &str) {
    text.bytes()
        .for_each(|byte| if is_unreserved(byte) { out.push(char::from(byte)) } else { push_encoded(out, byte) });
}

/// How many bytes [`push_component`] appends for `text`.
pub(crate) fn component_len(text: &str) -> usize {
    text.bytes().map(|byte| if is_unreserved(byte) { 1 } else { "%00".len() }).sum()
}

/// As [`push_component`], but keeps what an author already encoded.
pub(super) fn push_written(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        if is_unreserved(byte) || (byte == b'%' && is_hex_pair(bytes, at + 1)) {
            out.push(char::from(byte));
        } else {
            push_encoded(out, byte);
        }
    }
}

/// As [`push_component`], for a segment of a path: `.` and `..`, by which a value could leave the author's folder,
/// become hyphens. Encoded, they would mean the same to a browser.
pub(crate) fn push_segment(out: &mut String, text: &str) {
    match text {
        "." => out.push('-'),
        ".." => out.push_str("--"),
        _ => push_component(out, text),
    }
}

/// As [`push_segment`], but keeps the slashes of a path.
pub(super) fn push_path(out: &mut String, text: &str) {
    for (index, segment) in text.split('/').enumerate() {
        if index > 0 {
            out.push('/');
        }
        push_segment(out, segment);
    }
}

/// Whether `written` ends inside a percent-encoded character, which the text after it would choose: `a%`, `a%2`.
pub(crate) fn ends_in_escape(written: &str) -> bool {
    match written.as_bytes() {
        [.., b'%'] => true,
        [.., b'%', digit] => digit.is_ascii_hexdigit(),
        _ => false,
    }
}

fn is_hex_pair(bytes: &[u8], at: usize) -> bool {
    bytes.get(at..at + 2).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit))
}

fn push_encoded(out: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(DIGITS[usize::from(byte >> 4)]));
    out.push(char::from(DIGITS[usize::from(byte & 15)]));
}
