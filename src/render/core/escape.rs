//! Escaping for HTML, and why each character is escaped.
//!
//! One set of characters serves text and quoted attributes: `&` and `<` begin references and tags, `>` ends comments and tags in older
//! parsers, `"` ends our attributes. Control characters are shown as U+FFFD: HTML forbids them, and terminals and
//! mail programs that get the text later may obey them. In values, which attackers may choose, so are the characters
//! that change the direction of text around them.

use crate::bytes;

/// Whether `c` is a control character other than tab and line ends.
pub(crate) fn is_hidden_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// Whether `c` changes the direction of text around it.
pub(crate) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Adds `text`, which may be anything, as plain text: no terminal obeys it.
pub(crate) fn push_without_controls(out: &mut String, text: &str) {
    if text.contains(is_hidden_control) {
        out.extend(text.chars().map(|c| if is_hidden_control(c) { char::REPLACEMENT_CHARACTER } else { c }));
    } else {
        out.push_str(text);
    }
}

/// Adds an author's `text`, escaped for an element's content or a quoted attribute.
pub(crate) fn push_text(out: &mut String, text: &str) {
    push_with(out, text, IN_TEXT, is_hidden_control);
}

/// Adds a value, escaped as [`push_text`] does, and its bidi controls made visible.
pub(crate) fn push_value(out: &mut String, value: &str) {
    push_with(out, value, IN_TEXT | IN_VALUE, |c| is_hidden_control(c) || is_bidi_control(c));
}

/// Adds a link target as the value of an attribute: characters that a URL cannot hold are percent-encoded, what is encoded
/// stays so.
pub(crate) fn push_address(out: &mut String, address: &str) {
    if bytes::any(address.as_bytes(), may_be_special_in_address) {
        push_encoded(out, address)
    } else {
        out.push_str(address)
    }
}

fn push_encoded(out: &mut String, address: &str) {
    let mut copied = 0;
    while let Some(found) = find(address.as_bytes(), copied, IN_ADDRESS, may_be_special_in_address) {
        out.push_str(&address[copied..found]);
        let Some(c) = address[found..].chars().next() else { break };
        copied = found + c.len_utf8();
        match c {
            '&' => out.push_str("&amp;"),
            _ => c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| push_percent(out, byte)),
        }
    }
    out.push_str(&address[copied..]);
}

fn push_percent(out: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend(['%', char::from(DIGITS[usize::from(byte >> 4)]), char::from(DIGITS[usize::from(byte & 15)])]);
}

/// Adds `text`, characters of `classes` escaped. Most texts have none.
#[inline(always)]
fn push_with(out: &mut String, text: &str, classes: u8, is_hidden: fn(char) -> bool) {
    if bytes::any(text.as_bytes(), may_be_special) {
        push_escaped(out, text, classes, is_hidden)
    } else {
        out.push_str(text)
    }
}

/// Copies runs of plain bytes at once; only a byte of `classes` may begin a character to be escaped.
fn push_escaped(out: &mut String, text: &str, classes: u8, is_hidden: fn(char) -> bool) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = find(bytes, at, classes, may_be_special) {
        at = found + 1;
        let reference = match bytes[found] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\r' if bytes.get(at) == Some(&b'\n') => "",
            b'\r' => "\n",
            _ => {
                let Some(c) = text[found..].chars().next() else { break };
                at = found + c.len_utf8();
                if !is_hidden(c) {
                    continue;
                }
                "\u{FFFD}"
            }
        };
        out.push_str(&text[copied..found]);
        out.push_str(reference);
        copied = at;
    }
    out.push_str(&text[copied..]);
}

/// The first byte of `classes` from `from` on. `may_be` is true of all of them, and of few others.
fn find(bytes: &[u8], from: usize, classes: u8, may_be: impl Fn(u8) -> bool + Copy) -> Option<usize> {
    let plain = bytes::plain_blocks(bytes.get(from..)?, may_be);
    let rest = bytes.get(from + plain..)?;
    rest.iter().position(|&byte| CLASSES[usize::from(byte)] & classes != 0).map(|at| from + plain + at)
}

/// Whether `byte` is anything but one of the most usual bytes of text: a superset of [`IN_TEXT`] and [`IN_VALUE`].
///
/// One of three numbers is 0 then, which is vector code where several comparisons are not. Printable bytes are more than
/// 0xA0 when 0x81 was added; `"` and `&` differ in one bit, as do `<` and `>`.
#[inline(always)]
fn may_be_special(byte: u8) -> bool {
    let unprintable = byte.wrapping_add(0x81).saturating_sub(0xA0);
    unprintable.min((byte | 0x04) ^ b'&').min((byte | 0x02) ^ b'>') == 0
}

/// Whether `byte` is anything but one of the most usual bytes of addresses: a superset of [`IN_ADDRESS`].
///
/// As above; bytes from `#` to `z` are more than 0xA7 when 0x85 was added.
#[inline(always)]
fn may_be_special_in_address(byte: u8) -> bool {
    let outside = byte.wrapping_add(0x85).saturating_sub(0xA7);
    let brackets = byte.wrapping_sub(b'[') & 0xFC;
    let quotes = ((byte | 0x01) ^ b'\'').min(byte ^ b'`');
    outside.min(brackets).min(quotes).min((byte | 0x02) ^ b'>') == 0
}

const IN_TEXT: u8 = 1;
const IN_VALUE: u8 = 2;
const IN_ADDRESS: u8 = 4;

/// The classes of each byte; lead bytes have those of the characters that begin with them.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let control = byte < 0x20 || byte == 0x7F;
        let line = matches!(byte, 0x09 | 0x0A);
        let markup = matches!(byte as u8, b'&' | b'<' | b'>' | b'"');
        if (control && !line) || markup || byte == 0xC2 {
            classes[byte] |= IN_TEXT;
        }
        if matches!(byte, 0xD8 | 0xE2) {
            classes[byte] |= IN_VALUE;
        }
        let never = matches!(byte as u8, b' ' | b'\'' | b'\\' | b'[' | b']' | b'^' | b'`' | b'{' | b'|' | b'}');
        if control || markup || never || byte >= 0x80 {
            classes[byte] |= IN_ADDRESS;
        }
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn text(text: &str, expected: &str) {
        let mut out = String::new();
        push_text(&mut out, text);
        assert_eq!(out, expected);
    }

    #[track_caller]
    fn value(value: &str, expected: &str) {
        let mut out = String::new();
        push_value(&mut out, value);
        assert_eq!(out, expected);
    }

    #[track_caller]
    fn address(address: &str, expected: &str) {
        assert_eq!(encoded(address), expected);
    }

    fn encoded(address: &str) -> String {
        let mut out = String::new();
        push_address(&mut out, address);
        out
    }

    #[test]
    fn markup_is_escaped() {
        text("a", "a");
        text("<b title=\"x\">&amp;</b>", "&lt;b title=&quot;x&quot;&gt;&amp;amp;&lt;/b&gt;");
        text("it's sixteen bytes and more < than that", "it's sixteen bytes and more &lt; than that");
    }

    #[test]
    fn control_characters_are_replaced() {
        text("a\0b\u{b}c\u{7f}d\u{85}e\u{1a}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}");
        text("a\tb\nc\r\nd\u{a0}e\u{ad}", "a\tb\nc\nd\u{a0}e\u{ad}");
        text("a\r\rb\r", "a\n\nb\n");
    }

    #[test]
    fn bidi_controls_are_replaced_in_values_only() {
        text("a\u{202e}b", "a\u{202e}b");
        value("a\u{202e}b\u{2066}c\u{61c}d\u{200f}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}");
        value("\u{2014} \u{644}<\u{b}", "\u{2014} \u{644}&lt;\u{FFFD}");
    }

    #[test]
    fn every_character_is_escaped_at_every_offset() {
        let characters = (0..0x3000).filter_map(char::from_u32);
        for c in characters {
            let plain = |c: char| match c {
                '&' => "&amp;".to_owned(),
                '<' => "&lt;".to_owned(),
                '>' => "&gt;".to_owned(),
                '"' => "&quot;".to_owned(),
                '\r' => "\n".to_owned(),
                _ if is_hidden_control(c) => "\u{FFFD}".to_owned(),
                _ => c.to_string(),
            };
            for length in [0, 7, 15, 16, 31] {
                let start = "x".repeat(length);
                text(&format!("{start}{c}y"), &format!("{start}{}y", plain(c)));
            }
        }
    }

    #[test]
    fn addresses_are_encoded_once() {
        address("https://example.com/a?b=c&d=e#f", "https://example.com/a?b=c&amp;d=e#f");
        address(
            "https://example.com/a b\\c\"<>'[]{}|^`",
            "https://example.com/a%20b%5Cc%22%3C%3E%27%5B%5D%7B%7D%7C%5E%60",
        );
        let all: String = (0..0x200).filter_map(char::from_u32).collect();
        let one_by_one: String = all.chars().map(|c| encoded(&c.to_string())).collect();
        assert_eq!(encoded(&all), one_by_one);
        for c in all.chars() {
            let mut bytes = [0; 4];
            let plain = match c {
                '&' => "&amp;".to_owned(),
                '!'..='~' if !"\"'<>[\\]^`{|}".contains(c) => c.to_string(),
                _ => c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect(),
            };
            for length in [0, 7, 15, 16, 31] {
                let start = "x".repeat(length);
                address(&format!("{start}{c}y"), &format!("{start}{plain}y"));
            }
        }
        address("https://example.com/%20%zz/ä\u{202e}", "https://example.com/%20%zz/%C3%A4%E2%80%AE");
    }
}
