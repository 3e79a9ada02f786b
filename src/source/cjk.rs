//! Characters of Chinese, Japanese and Korean, which are written without spaces.

/// Whether `c` is a CJK character as the CJK-friendly amendment to CommonMark has it: wide, full-width or half-width in
/// UAX #11 and not shown as an emoji by default, or Hangul (Unicode 17). Punctuation such as `。` and `（` is one too.
pub(crate) fn is_cjk(c: char) -> bool {
    let code = u32::from(c);
    let after = RANGES.partition_point(|&(_, last)| last < code);
    RANGES.get(after).is_some_and(|&(first, _)| first <= code)
}

/// Whether `c` is punctuation or a symbol of CJK text.
pub(crate) fn is_cjk_punctuation(c: char) -> bool {
    is_cjk(c) && !c.is_alphanumeric() && !c.is_whitespace() && !is_mark(c)
}

/// Whether `c` combines with the character before it, or shows as nothing.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{20D0}'..='\u{20FF}' | '\u{302A}'..='\u{302F}'
        | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// First and last of each range, in order.
const RANGES: [(u32, u32); 60] = [
    (0x1100, 0x11FF),
    (0x20A9, 0x20A9),
    (0x2329, 0x232A),
    (0x2630, 0x2637),
    (0x268A, 0x268F),
    (0x2E80, 0x2E99),
    (0x2E9B, 0x2EF3),
    (0x2F00, 0x2FD5),
    (0x2FF0, 0x303E),
    (0x3041, 0x3096),
    (0x3099, 0x30FF),
    (0x3105, 0x312F),
    (0x3131, 0x318E),
    (0x3190, 0x31E5),
    (0x31EF, 0x321E),
    (0x3220, 0x3247),
    (0x3250, 0xA48C),
    (0xA490, 0xA4C6),
    (0xA960, 0xA97C),
    (0xAC00, 0xD7A3),
    (0xD7B0, 0xD7C6),
    (0xD7CB, 0xD7FB),
    (0xF900, 0xFAFF),
    (0xFE10, 0xFE19),
    (0xFE30, 0xFE52),
    (0xFE54, 0xFE66),
    (0xFE68, 0xFE6B),
    (0xFF01, 0xFFBE),
    (0xFFC2, 0xFFC7),
    (0xFFCA, 0xFFCF),
    (0xFFD2, 0xFFD7),
    (0xFFDA, 0xFFDC),
    (0xFFE0, 0xFFE6),
    (0xFFE8, 0xFFEE),
    (0x16FE0, 0x16FE4),
    (0x16FF0, 0x16FF6),
    (0x17000, 0x18CD5),
    (0x18CFF, 0x18D1E),
    (0x18D80, 0x18DF2),
    (0x1AFF0, 0x1AFF3),
    (0x1AFF5, 0x1AFFB),
    (0x1AFFD, 0x1AFFE),
    (0x1B000, 0x1B122),
    (0x1B132, 0x1B132),
    (0x1B150, 0x1B152),
    (0x1B155, 0x1B155),
    (0x1B164, 0x1B167),
    (0x1B170, 0x1B2FB),
    (0x1D300, 0x1D356),
    (0x1D360, 0x1D376),
    (0x1F200, 0x1F200),
    (0x1F202, 0x1F202),
    (0x1F210, 0x1F219),
    (0x1F21B, 0x1F22E),
    (0x1F230, 0x1F231),
    (0x1F237, 0x1F237),
    (0x1F23B, 0x1F23B),
    (0x1F240, 0x1F248),
    (0x1F260, 0x1F265),
    (0x20000, 0x3FFFD),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_in_order() {
        assert!(RANGES.iter().all(|(first, last)| first <= last));
        assert!(RANGES.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }

    #[test]
    fn cjk_characters() {
        for c in "中々〇あアㇿ한가ㄅ。、（）！：・〽㊗￥ﾊ𠮷𰻞𛀙🈂".chars() {
            assert!(is_cjk(c), "{c}");
        }
        for c in "aé’“”…—·①ü∇🈯⭕❌😀क ".chars() {
            assert!(!is_cjk(c), "{c}");
        }
    }

    #[test]
    fn cjk_punctuation() {
        for c in "。、（）！：・「」〽㊗￥".chars() {
            assert!(is_cjk_punctuation(c), "{c}");
        }
        for c in "中々〇あ한１ａ“a.\u{3000}\u{3099}".chars() {
            assert!(!is_cjk_punctuation(c), "{c}");
        }
    }
}
