//! Where a line may end (UAX #14), and how wide text is (UAX #11). The only file that names the Unicode libraries.

use unicode_segmentation::GraphemeCursor;
use unicode_width::UnicodeWidthStr;

use crate::bytes;

/// The columns `text` takes.
#[inline]
pub(super) fn width(text: &str) -> usize {
    if bytes::any(text.as_bytes(), |byte| !byte.is_ascii()) { UnicodeWidthStr::width(text) } else { text.len() }
}

/// Whether `text` takes at most so many columns. Each ASCII character takes at least one, whatever is around it.
pub(super) fn fits(text: &str, columns: usize) -> bool {
    text.bytes().filter(u8::is_ascii).count() <= columns && width(text) <= columns
}

/// The offsets in `text` at which UAX #14 lets the next line begin. The end of
/// `text` is not among them.
pub(super) fn opportunities(text: &str) -> impl Iterator<Item = usize> + '_ {
    let end = text.len();
    unicode_linebreak::linebreaks(text).map(|(at, _)| at).filter(move |&at| at < end)
}

/// Whether a character that a reader sees as one ends at `at`; `text` begins at such an offset.
pub(super) fn is_character_end(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let ascii = at > 0 && at < bytes.len() && bytes[at - 1].is_ascii() && bytes[at].is_ascii() && bytes[at] != b'\n';
    ascii || GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// Whether UAX #14 lets a line end at a space between the ASCII characters `before` and `after`.
///
/// It does not before what closes or goes on (`!`, `)`, `,`, but not `-`), after what opens, and between a quotation
/// mark and what opens.
pub(super) fn may_part(before: u8, after: u8) -> bool {
    let closes = matches!(after, b'!' | b')' | b',' | b'.' | b'/' | b':' | b';' | b'?' | b']' | b'}');
    let opens = matches!(before, b'(' | b'[' | b'{');
    let quotes = matches!(before, b'"' | b'\'') && matches!(after, b'(' | b'[' | b'{');
    !(closes || opens || quotes)
}

/// Whether UAX #14 lets no line end at the space between `before` and `after`, as a quotation begins or ends there: `« oui »`
/// (its rules LB15a and LB15b, which the library is too old for).
pub(super) fn is_inside_quotation(before: &str, after: &str) -> bool {
    let mut chars = before.trim_end_matches(' ').chars().rev();
    if chars.next().is_some_and(|c| OPENING.contains(&c)) && chars.next().is_none_or(may_precede_opening) {
        return true;
    }
    let mut chars = after.chars();
    chars.next().is_some_and(|c| CLOSING.contains(&c)) && chars.next().is_none_or(may_follow_closing)
}

/// Quotation marks of the classes Pi and Pf.
const OPENING: [char; 6] = ['«', '‘', '‛', '“', '‟', '‹'];
const CLOSING: [char; 4] = ['»', '’', '”', '›'];

fn may_precede_opening(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '(' | '[' | '{' | '"' | '\'' | '¿' | '¡') || is_quotation_mark(c)
}

fn may_follow_closing(c: char) -> bool {
    let closes = matches!(c, ')' | ']' | '}' | ',' | '.' | ';' | ':' | '!' | '?' | '/' | '"' | '\'');
    let closes_wide = matches!(c, '\u{200B}' | '\u{2060}' | '、' | '。' | '，' | '」' | '』' | '）' | '！' | '？');
    c.is_whitespace() || closes || closes_wide || is_quotation_mark(c)
}

fn is_quotation_mark(c: char) -> bool {
    OPENING.contains(&c) || CLOSING.contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_rules_are_those_of_the_library() {
        for before in 0x21..0x7f_u8 {
            for after in 0x21..0x7f_u8 {
                let text = format!("a{} {}b", before as char, after as char);
                let library = opportunities(&text).any(|at| at == 3);
                assert_eq!(may_part(before, after), library, "in `{text}`");
            }
        }
    }

    /// Facts of rules LB15a and LB15b of UAX #14: whether a line may end at `|`.
    #[test]
    fn quotations_are_those_of_the_annex() {
        for (text, inside) in [
            ("« |mot", true),
            ("(« |mot", true),
            ("a « |mot", true),
            ("a« |mot", false),
            ("mot |» b", true),
            ("mot |».", true),
            ("mot |»", true),
            ("mot |»b", false),
            ("mot |« b", false),
            ("a |b", false),
            ("a” |b", false),
            ("a |“b", false),
        ] {
            let (before, after) = text.split_once('|').unwrap_or_default();
            assert_eq!(is_inside_quotation(before, after), inside, "{text}");
        }
    }

    #[test]
    fn the_end_of_a_text_is_not_an_opportunity() {
        assert_eq!(opportunities("a b").collect::<Vec<_>>(), [2]);
        assert_eq!(opportunities("").count(), 0);
    }

    #[test]
    fn characters_end_where_the_library_says() {
        let all = ['a', ' ', '\n', '\r', 'é', '\u{301}', '\u{200D}', '\u{600}', '한', '👩', '🔧'];
        for (first, second) in all.iter().flat_map(|first| all.iter().map(move |second| (first, second))) {
            let text = format!("{first}{second}a");
            for at in [first.len_utf8(), first.len_utf8() + second.len_utf8()] {
                let library = GraphemeCursor::new(at, text.len(), true).is_boundary(&text, 0);
                assert_eq!(Ok(is_character_end(&text, at)), library, "at {at} in {text:?}");
            }
        }
    }

    #[test]
    fn what_fits_depends_on_the_width() {
        for text in ["web-01", "é web", "虚拟机", "e\u{301}", "1\u{FE0F}\u{20E3}", "<\u{338}", "👩‍🔧"] {
            for columns in 0..10 {
                assert_eq!(fits(text, columns), width(text) <= columns, "{text:?} in {columns}");
            }
        }
    }

    #[test]
    fn width_is_in_columns() {
        assert_eq!(width("web-01"), 6);
        assert_eq!(width("虚拟机"), 6);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("👩‍🔧"), 2);
    }
}
