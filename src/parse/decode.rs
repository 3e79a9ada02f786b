//! Decoding: from the bytes of a file to its text (format §1).

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostic::{Code, Diagnostic};
use crate::encoding::Encoding;
use crate::span::BYTE_ORDER_MARK;

/// The text of a file and what decoding found.
pub(crate) struct Decoded<'b> {
    /// The text, byte order mark included.
    pub(crate) text: Cow<'b, str>,
    /// How its bytes are text.
    pub(crate) encoding: Encoding,
    /// What had to be guessed or replaced.
    pub(crate) found: Option<Diagnostic>,
}

/// Decodes a file: UTF-16 by its mark, UTF-8 where it is valid, else what the bytes look like.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    match bytes {
        [0xFF, 0xFE, ..] => utf_16(bytes, UTF_16LE, Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => utf_16(bytes, UTF_16BE, Encoding::Utf16Be),
        _ => match str::from_utf8(bytes) {
            Ok(text) => Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, found: None },
            Err(_) => damaged(bytes),
        },
    }
}

fn utf_16<'b>(bytes: &'b [u8], decoder: &'static encoding_rs::Encoding, encoding: Encoding) -> Decoded<'b> {
    let (text, damaged) = decoder.decode_without_bom_handling(bytes);
    let found = damaged.then(|| {
        let message = format!("the file is not {}: what cannot be decoded shows as U+FFFD", encoding.as_str());
        warning(&text, 0, |c| c == char::REPLACEMENT_CHARACTER, message)
    });
    let encoding = if damaged { Encoding::Lossy } else { encoding };
    Decoded { text, encoding, found }
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
    let (text, encoding, is_odd, message): (_, _, fn(char) -> bool, _) = if valid > invalid {
        let message = format!("the file is not UTF-8: {invalid} damaged bytes show as U+FFFD");
        (String::from_utf8_lossy(bytes), Encoding::Lossy, |c| c == char::REPLACEMENT_CHARACTER, message)
    } else {
        let message = "the file is not UTF-8; it was read as Windows-1252".to_owned();
        (WINDOWS_1252.decode_without_bom_handling(bytes).0, Encoding::Windows1252, |c| !c.is_ascii(), message)
    };
    let text = if mark.is_empty() { text } else { Cow::Owned([mark, &text].concat()) };
    let found = warning(&text, mark.len(), is_odd, message);
    Decoded { text, encoding, found: Some(found) }
}

/// A warning about the first odd character of `text` after `start`.
fn warning(text: &str, start: usize, is_odd: fn(char) -> bool, message: String) -> Diagnostic {
    let odd = text[start..].char_indices().find(|(_, c)| is_odd(*c));
    let (offset, len) = odd.map_or((0, 0), |(offset, c)| (offset, c.len_utf8()));
    Diagnostic::warning(Code::ENCODING, start + offset..start + offset + len, message)
}
