//! Escaping for HTML, and why each character is escaped.
//!
//! One set serves text and quoted attributes: `&` and `<` begin references and tags, `>` ends comments and tags in older
//! parsers, `"` ends our attributes. Control characters are shown as U+FFFD: HTML forbids them, and terminals and
//! mail programs that get the text later may obey them. In values, which attackers may choose, so are the characters
//! that change the direction of text around them.

/// Whether `c` is a control character other than tab and line ends.
pub(crate) fn is_hidden_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// Whether `c` changes the direction of text around it.
pub(crate) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Adds an author's `text`, escaped for an element's content or a quoted attribute.
pub(crate) fn push_text(out: &mut String, text: &str) {
    push_with(out, text, IN_TEXT, is_hidden_control);
}

/// Adds a value, escaped as [`push_text`] does, and its bidi controls made visible.
pub(crate) fn push_value(out: &mut String, value: &str) {
    push_with(out, value, IN_TEXT | IN_VALUE, |c| is_hidden_control(c) || is_bidi_control(c));
}

/// Adds a link target as the value of an attribute: what may not stand in a URL is percent-encoded, what is encoded
/// stays so.
pub(crate) fn push_address(out: &mut String, address: &str) {
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

/// Copies runs of plain bytes at once; bytes of `classes` may begin a character to be written otherwise.
fn push_with(out: &mut String, text: &str, classes: u8, is_hidden: impl Fn(char) -> bool) {
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = find(text.as_bytes(), at, classes, may_be_special) {
        let Some(c) = text[found..].chars().next() else { break };
        at = found + c.len_utf8();
        let reference = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\r' if text[at..].starts_with('\n') => "",
            '\r' => "\n",
            _ if is_hidden(c) => "\u{FFFD}",
            _ => continue,
        };
        out.push_str(&text[copied..found]);
        out.push_str(reference);
        copied = at;
    }
    out.push_str(&text[copied..]);
}

/// The first byte of `classes` from `at` on. Sixteen bytes at once are looked over by `may_be_special`, of which the
/// compiler makes vector code; the last sixteen may overlap those before.
#[inline(always)]
fn find(bytes: &[u8], mut at: usize, classes: u8, may_be_special: impl Fn(&[u8; 16]) -> bool) -> Option<usize> {
    let first_special = |from: usize, block: &[u8]| {
        Some(from + block.iter().position(|&byte| CLASSES[usize::from(byte)] & classes != 0)?)
    };
    while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk::<16>) {
        if may_be_special(block)
            && let Some(found) = first_special(at, block)
        {
            return Some(found);
        }
        at += 16;
    }
    match bytes.last_chunk::<16>() {
        Some(block) if !may_be_special(block) => None,
        _ => first_special(at, bytes.get(at..)?),
    }
}

/// Whether `block` holds anything but the most usual bytes of text: a superset of [`IN_TEXT`] and [`IN_VALUE`].
#[inline(always)]
fn may_be_special(block: &[u8; 16]) -> bool {
    // As signed numbers bytes from 0x80 on are less than a blank; `"` and `&` differ in one bit, as do `<` and `>`.
    let is = |byte: u8| (byte.cast_signed() < 0x20) | (byte == 0x7F) | (byte | 0x04 == b'&') | (byte | 0x02 == b'>');
    block.iter().fold(false, |found, &byte| found | is(byte))
}

/// Whether `block` holds anything but the most usual bytes of addresses: a superset of [`IN_ADDRESS`].
#[inline(always)]
fn may_be_special_in_address(block: &[u8; 16]) -> bool {
    let is = |byte: u8| {
        (byte.cast_signed() <= 0x22)
            | (byte.cast_signed() >= 0x7B)
            | (byte | 0x01 == b'\'')
            | (byte | 0x02 == b'>')
            | (byte == b'`')
            | (byte.wrapping_sub(b'[') & 0xFC == 0)
    };
    u128::from_ne_bytes(block.map(|byte| u8::from(is(byte)))) != 0
}

const IN_TEXT: u8 = 1;
const IN_VALUE: u8 = 2;
const IN_ADDRESS: u8 = 4;

/// The classes of each byte; lead bytes stand for the characters that begin with them.
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
    fn every_character_is_judged_alike_at_every_place() {
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
        address("https://example.com/%20%zz/ä\u{202e}", "https://example.com/%20%zz/%C3%A4%E2%80%AE");
    }
}
