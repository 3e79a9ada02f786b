//! Which characters are parts of an address.

use crate::source::{is_cjk, is_cjk_punctuation, is_mark};

/// First and last character of a placeholder as Markdown sees it.
const MASKS: [char; 3] = ['\u{E000}', '\u{2983}', '\u{2984}'];

/// Whether `c` may be in a label of a host.
pub(super) fn is_host(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c.is_ascii_alphanumeric() || c == '-' || c == '_',
        _ => !ends(c),
    }
}

/// Whether `c` may be in what comes before the `@` of an e-mail address: GFM's characters, and letters of alphabets.
pub(super) fn is_local(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'),
        _ => MASKS.contains(&c) || c.is_alphanumeric() && !is_cjk(c),
    }
}

/// Whether no address goes on with `c`: blanks and controls, what other syntax needs, quotes, dashes, and the punctuation of
/// scripts that put no space after an address.
pub(super) fn ends(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c <= ' ' || matches!(c, '<' | '>' | '"' | '`' | '|' | '\u{7F}'),
        '‘'..='‟' | '«' | '»' | '‹' | '›' | '…' | '‐'..='―' => true,
        '・' | '〜' => true,
        // What Markdown sees at the ends of a text, and of CJK text beside delimiters.
        '\u{2985}' | '\u{2986}' | '\u{E001}' | '\u{10100}' | '\u{F0000}' => true,
        _ => c.is_whitespace() || c.is_control() || is_cjk_punctuation(c) || is_invisible(c),
    }
}

/// Whether `c` shows as nothing, and comes into addresses by copying.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether CJK text that comes after `before` is a part of the address: after a separator, as in
/// `https://example.com/wiki/灯`, but not after a letter, as in `https://example.com/a灯`.
pub(super) fn continues_with_cjk(before: char) -> bool {
    !before.is_ascii() && !is_mark(before)
        || matches!(before, '/' | '=' | '?' | '#' | '&' | '-' | '+' | '_' | '%' | '(')
}
