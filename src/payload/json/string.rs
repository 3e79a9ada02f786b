//! The strings of JSON: escapes and what they stand for.

/// The text that stands for `inner`, what is between the quotes of a string.
///
/// Escapes that JSON does not know stay as written, as `\i` of `C:\install` does; half a surrogate pair becomes U+FFFD.
pub(super) fn decoded(inner: &str) -> String {
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        text.push_str(rest.get(..at).unwrap_or_default());
        let escape = rest.get(at..).unwrap_or_default();
        let (length, c) = match Escape::at(escape) {
            Escape::Short(c) => (2, c),
            Escape::Unit(unit) => (6, char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)),
            Escape::Pair(c) => (12, c),
            Escape::Unknown => (1, '\\'),
        };
        text.push(c);
        rest = escape.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// What a text that begins with `\` begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    /// `\n` and its like.
    Short(char),
    /// `\u0041`; perhaps half a surrogate pair.
    Unit(u32),
    /// `\ud83d\ude00`
    Pair(char),
    /// No escape of JSON.
    Unknown,
}

impl Escape {
    pub(super) fn at(text: &str) -> Escape {
        let short = match text.as_bytes().get(1) {
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(*c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return Escape::unit(text),
            _ => return Escape::Unknown,
        };
        Escape::Short(short)
    }

    fn unit(text: &str) -> Escape {
        let Some(first) = unit(text) else { return Escape::Unknown };
        let second = if (0xD800..0xDC00).contains(&first) { text.get(6..).and_then(unit) } else { None };
        match second.filter(|second| (0xDC00..0xE000).contains(second)) {
            Some(second) => {
                let scalar = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                char::from_u32(scalar).map_or(Escape::Unit(first), Escape::Pair)
            }
            None => Escape::Unit(first),
        }
    }
}

/// The UTF-16 unit of `\u` and four digits at the beginning of `text`.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

/// How many of the first `bytes` are neither `"` nor `\` nor a control character.
#[inline]
pub(super) fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let mut at = 0;
    for chunk in bytes.as_chunks::<8>().0 {
        let word = u64::from_le_bytes(*chunk);
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
        let found = zero(word ^ (ONES * 0x22)) | zero(word ^ (ONES * 0x5C)) | control;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|&&byte| byte >= b' ' && byte != b'"' && byte != b'\\').count()
}
