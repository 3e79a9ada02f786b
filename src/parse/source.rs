//! Decoding: from the bytes of a file to its text.

use crate::diagnostic::Diagnostic;

/// The text of a file and what decoding found.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) found: Vec<Diagnostic>,
}

/// Decodes a file (format §1).
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), found: Vec::new() }
}
