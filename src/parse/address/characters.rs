//! Which characters are parts of an address.

use crate::source::{is_cjk_punctuation, is_invisible, is_joiner, is_letter, is_mark, is_stop, is_unspaced};

/// First and last character of a placeholder as Markdown sees it.
const MASKS: [char; 3] = ['\u{E000}', '\u{2983}', '\u{2984}'];

/// Whether `c` may be in a label of a host.
pub(super) fn is_host(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c.is_ascii_alphanumeric() || c == '-' || c == '_',
        _ => !ends(c) && (is_letter(c) || MASKS.contains(&c)),
    }
}

/// Whether `c` may be in what comes before the `@` of an e-mail address: GFM's characters, and letters of alphabets.
pub(super) fn is_local(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'),
        _ => MASKS.contains(&c) || is_letter(c) && !is_unspaced(c) && !is_invisible(c),
    }
}

/// Whether no address goes on with `c`: blanks and controls, what other syntax needs, quotes, dashes, and the punctuation of
/// scripts that put no space after an address.
pub(super) fn ends(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c <= ' ' || matches!(c, '<' | '>' | '"' | '`' | '|' | '\u{7F}'),
        '«' | '»' | '・' | '〜' => true,
        // What Markdown sees at the ends of a text, and of CJK text beside delimiters.
        '\u{2985}' | '\u{2986}' | '\u{E001}' | '\u{10100}' | '\u{F0000}' => true,
        _ => c.is_whitespace() || c.is_control() || is_stop(c) || is_cjk_punctuation(c) || is_invisible(c),
    }
}

/// Whether `c`, which comes after `before`, joins nothing to it: no two Latin letters need a joiner between them.
pub(super) fn joins_nothing(before: char, c: char) -> bool {
    before.is_ascii() && is_joiner(c)
}

/// Whether `c` is a sign, such as `®`, `→` or an emoji: neither a letter nor what ends an address in any case.
pub(super) fn is_sign(c: char) -> bool {
    !c.is_ascii() && !ends(c) && !is_host(c)
}

/// Whether `c` is an emoji or another picture, which are in hosts, as in `http://🍄.example`.
pub(super) fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F200}'..='\u{1FAFF}')
}

/// Whether text without spaces that comes after `before` is a part of the address: after a separator, as in
/// `https://example.com/wiki/灯`, but not after a letter, as in `https://example.com/a灯`.
pub(super) fn continues_with_words(before: char) -> bool {
    !before.is_ascii() && !is_mark(before) || separates(before)
}

/// Whether a name begins after `c`.
pub(super) fn separates(c: char) -> bool {
    matches!(c, '/' | '=' | '?' | '#' | '&' | '-' | '+' | '_' | '%' | '(')
}
