//! Decoding: from the bytes of a file to its text (format §1).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostic::{Code, Diagnostic};
use crate::span::BYTE_ORDER_MARK;

/// The text of a file and what decoding found.
pub(crate) struct Decoded<'b> {
    /// The text, byte order mark included.
    pub(crate) text: Cow<'b, str>,
    /// What had to be guessed or replaced.
    pub(crate) found: Option<Diagnostic>,
}

/// Decodes a file: UTF-16 by its mark, UTF-8 where it is valid, else what the bytes look like.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    match bytes {
        [0xFF, 0xFE, ..] => utf_16(bytes, UTF_16LE),
        [0xFE, 0xFF, ..] => utf_16(bytes, UTF_16BE),
        _ => match str::from_utf8(bytes) {
            Ok(text) => Decoded { text: Cow::Borrowed(text), found: None },
            Err(_) => damaged(bytes),
        },
    }
}

fn utf_16<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Decoded<'b> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let found = damaged.then(|| {
        let message = format!("the file is not {}: what cannot be decoded shows as U+FFFD", encoding.name());
        warning(&text, 0, |c| c == char::REPLACEMENT_CHARACTER, message)
    });
    Decoded { text, found }
}

/// Decodes bytes that are not UTF-8: as Windows-1252, unless they look like UTF-8 that was damaged.
fn damaged(bytes: &[u8]) -> Decoded<'_> {
    let (mark, bytes) = match bytes.strip_prefix(BYTE_ORDER_MARK.as_bytes()) {
        Some(rest) => (BYTE_ORDER_MARK, rest),
        None => ("", bytes),
    };
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += chunk.invalid().len();
    }
    let (text, is_odd, message): (_, fn(char) -> bool, _) = if valid > invalid {
        let message = format!("the file is not UTF-8: {invalid} damaged bytes show as U+FFFD");
        (String::from_utf8_lossy(bytes), |c| c == char::REPLACEMENT_CHARACTER, message)
    } else {
        let message = "the file is not UTF-8; it was read as Windows-1252".to_owned();
        (WINDOWS_1252.decode_without_bom_handling(bytes).0, |c| !c.is_ascii(), message)
    };
    let text = if mark.is_empty() { text } else { Cow::Owned([mark, &text].concat()) };
    let found = warning(&text, mark.len(), is_odd, message);
    Decoded { text, found: Some(found) }
}

/// `text` in the encoding of `original`; `None` where decoding lost bytes of it, so that they cannot be written again.
pub(crate) fn encode_like(original: &[u8], text: &str) -> Option<Vec<u8>> {
    let decoded = decode(original);
    let encode = |text: &str| match original {
        [0xFF, 0xFE, ..] => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        [0xFE, 0xFF, ..] => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ if matches!(decoded.text, Cow::Borrowed(_)) => Some(text.as_bytes().to_vec()),
        _ => windows_1252(original, text),
    };
    encode(&decoded.text).filter(|bytes| bytes == original)?;
    encode(text)
}

/// `text` in Windows-1252, after the byte order mark of UTF-8 where `original` has one.
fn windows_1252(original: &[u8], text: &str) -> Option<Vec<u8>> {
    let mark = if original.starts_with(BYTE_ORDER_MARK.as_bytes()) { BYTE_ORDER_MARK } else { "" };
    let (bytes, _, lossy) = WINDOWS_1252.encode(text.strip_prefix(mark)?);
    (!lossy).then(|| [mark.as_bytes(), &bytes].concat())
}

/// A warning about the first odd character of `text` after `start`.
fn warning(text: &str, start: usize, is_odd: fn(char) -> bool, message: String) -> Diagnostic {
    let odd = text[start..].char_indices().find(|(_, c)| is_odd(*c));
    let (offset, len) = odd.map_or((0, 0), |(offset, c)| (offset, c.len_utf8()));
    Diagnostic::warning(Code::ENCODING, start + offset..start + offset + len, message)
}
