//! [`Encoding`]: how the bytes of a file are text.

use encoding_rs::WINDOWS_1252;
use serde::{Deserialize, Serialize};

use crate::span::BYTE_ORDER_MARK;

/// How the bytes of a file are text (format §1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, the low byte first, with a byte order mark.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, the high byte first, with a byte order mark.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Windows-1252.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Bytes that are not of their encoding, which show as U+FFFD. Such a file cannot be written again.
    #[serde(rename = "lossy")]
    Lossy,
}

/// Why a text has no bytes in an [`Encoding`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unwritable {
    /// The encoding has no such character.
    Character(char),
    /// What the bytes were is not known.
    Lost,
}

impl Encoding {
    /// The name: `UTF-8`, `UTF-16LE`, `UTF-16BE`, `Windows-1252` or `lossy`.
    pub fn as_str(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Windows1252 => "Windows-1252",
            Encoding::Lossy => "lossy",
        }
    }

    pub(crate) fn is_utf_8(&self) -> bool {
        *self == Encoding::Utf8
    }

    /// The bytes of `text`, whose byte order mark is its first character.
    pub(crate) fn encode(self, text: &str) -> Result<Vec<u8>, Unwritable> {
        match self {
            Encoding::Utf8 => Ok(text.as_bytes().to_vec()),
            Encoding::Utf16Le => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Encoding::Utf16Be => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Encoding::Windows1252 => windows_1252(text),
            Encoding::Lossy => Err(Unwritable::Lost),
        }
    }
}

/// `text` in Windows-1252, after the byte order mark of UTF-8 where it begins with one: such files exist.
fn windows_1252(text: &str) -> Result<Vec<u8>, Unwritable> {
    let (mark, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) => (BYTE_ORDER_MARK, text),
        None => ("", text),
    };
    let (bytes, _, lossy) = WINDOWS_1252.encode(text);
    if lossy {
        let lacks = |c: &char| WINDOWS_1252.encode(c.encode_utf8(&mut [0; 4])).2;
        return Err(text.chars().find(lacks).map_or(Unwritable::Lost, Unwritable::Character));
    }
    Ok([mark.as_bytes(), &bytes].concat())
}
