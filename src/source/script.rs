//! What characters are in text of any script: letters, marks, stops, and what shows as nothing.

use super::cjk::{is_cjk, is_mark};

/// Whether `c` is of a script without spaces between words: Chinese and Japanese, Thai, Lao, Khmer, Burmese and the like.
pub(crate) fn is_unspaced(c: char) -> bool {
    let is_south_east_asian = matches!(c, '\u{E00}'..='\u{FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{1950}'..='\u{19FF}' | '\u{1A20}'..='\u{1AAF}' | '\u{A980}'..='\u{A9FF}' | '\u{AA60}'..='\u{AADF}');
    is_south_east_asian || is_cjk(c)
}

/// Whether a word goes on with `c`, which is not ASCII: a letter or digit, or a mark on one. Digits in circles and above the line
/// are signs.
pub(crate) fn is_letter(c: char) -> bool {
    let is_sign = matches!(c, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{207F}' | '\u{2150}'..='\u{218F}' | '\u{2460}'..='\u{24FF}'
        | '\u{2776}'..='\u{2793}' | '\u{1F100}'..='\u{1F1FF}');
    !is_sign && (c.is_alphanumeric() || is_combining(c) || is_mark(c))
}

/// Whether `c` is a mark on a letter of its script: the tone of a Thai vowel, the virama of a Devanagari consonant. Nearly
/// half of them are no letters for the standard library.
pub(crate) fn is_combining(c: char) -> bool {
    let code = u32::from(c);
    let after = MARKS.partition_point(|&(_, last)| last < code);
    MARKS.get(after).is_some_and(|&(first, _)| first <= code)
}

/// Whether `c` shows as nothing, and comes into addresses by copying.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Whether `c` is a hyphen of another kind than `-` that looks like it.
pub(crate) fn is_odd_hyphen(c: char) -> bool {
    matches!(c, '\u{2010}' | '\u{2011}')
}

/// Whether `c` joins, parts or varies the characters beside it, and shows as nothing itself.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Whether `c` ends or parts sentences, words or numbers, and is neither ASCII nor CJK.
pub(crate) fn is_stop(c: char) -> bool {
    match u32::from(c) {
        // Of Latin and Greek, and dashes, bullets, `…`, `‽` and the like.
        0xA1 | 0xBF | 0x37E | 0x387 | 0x2010..=0x2027 | 0x2030..=0x205E | 0x2E00..=0x2E5D => true,
        // Armenian, Hebrew.
        0x55A..=0x55F | 0x589 | 0x58A | 0x5BE | 0x5C0 | 0x5C3 | 0x5C6 => true,
        // Arabic, Syriac, N’Ko, Samaritan, Mandaic.
        0x609..=0x60D
        | 0x61B
        | 0x61D..=0x61F
        | 0x66A..=0x66D
        | 0x6D4
        | 0x700..=0x70D
        | 0x7F8
        | 0x7F9
        | 0x830..=0x83E
        | 0x85E => true,
        // Of the scripts of India and Sri Lanka.
        0x964 | 0x965 | 0xDF4 | 0xA876 | 0xA877 | 0xA8CE | 0xA8CF | 0xAAF0 | 0xAAF1 | 0xABEB | 0x1944 | 0x1945 => true,
        // Thai, Tibetan, Burmese, Khmer, Cham.
        0xE4F
        | 0xE5A
        | 0xE5B
        | 0xF08
        | 0xF0D..=0xF12
        | 0x104A
        | 0x104B
        | 0x17D4..=0x17D6
        | 0x17D8..=0x17DA
        | 0xAA5D..=0xAA5F => true,
        // Georgian, Ethiopic, Canadian, runes, of the Philippines, Mongolian, Lisu, Vai.
        0x10FB
        | 0x1360..=0x1368
        | 0x1400
        | 0x166E
        | 0x16EB..=0x16ED
        | 0x1735
        | 0x1736
        | 0x1800..=0x180A
        | 0xA4FE
        | 0xA4FF
        | 0xA60D..=0xA60F => true,
        _ => false,
    }
}

/// First and last of each range of marks, in order; letters, digits and codes without a character may be in it, too.
const MARKS: [(u32, u32); 75] = [
    (0x483, 0x489),
    (0x591, 0x5BD),
    (0x5BF, 0x5BF),
    (0x5C1, 0x5C2),
    (0x5C4, 0x5C5),
    (0x5C7, 0x5C7),
    (0x610, 0x61A),
    (0x64B, 0x65F),
    (0x670, 0x670),
    (0x6D6, 0x6DC),
    (0x6DF, 0x6E8),
    (0x6EA, 0x6ED),
    (0x711, 0x7F3),
    (0x7FD, 0x7FD),
    (0x816, 0x82D),
    (0x859, 0x85B),
    (0x898, 0x8E1),
    (0x8E3, 0x963),
    (0x981, 0x9E3),
    (0x9FE, 0xA75),
    (0xA81, 0xAE3),
    (0xAFA, 0xB63),
    (0xB82, 0xBD7),
    (0xC00, 0xC63),
    (0xC81, 0xC83),
    (0xCBC, 0xD4D),
    (0xD57, 0xD57),
    (0xD62, 0xD63),
    (0xD81, 0xDF3),
    (0xE31, 0xE3A),
    (0xE47, 0xE4E),
    (0xEB1, 0xECD),
    (0xF18, 0xF19),
    (0xF35, 0xF35),
    (0xF37, 0xF37),
    (0xF39, 0xF39),
    (0xF3E, 0xF84),
    (0xF86, 0xFBC),
    (0xFC6, 0xFC6),
    (0x102B, 0x103E),
    (0x1056, 0x109D),
    (0x135D, 0x135F),
    (0x1712, 0x1734),
    (0x1752, 0x17D3),
    (0x17DD, 0x17DD),
    (0x180B, 0x180D),
    (0x180F, 0x193B),
    (0x1A17, 0x1A1B),
    (0x1A55, 0x1A7F),
    (0x1B00, 0x1B44),
    (0x1B6B, 0x1B73),
    (0x1B80, 0x1BF3),
    (0x1C24, 0x1C37),
    (0x1CD0, 0x1CD2),
    (0x1CD4, 0x1CF9),
    (0x2CEF, 0x2CF1),
    (0x2D7F, 0x2DFF),
    (0xA66F, 0xA672),
    (0xA674, 0xA67D),
    (0xA69E, 0xA69F),
    (0xA6F0, 0xA6F1),
    (0xA802, 0xA827),
    (0xA82C, 0xA82C),
    (0xA880, 0xA8C5),
    (0xA8E0, 0xA8F1),
    (0xA8FF, 0xA92D),
    (0xA947, 0xA953),
    (0xA980, 0xA9C0),
    (0xA9E5, 0xAA4D),
    (0xAA7B, 0xAAC1),
    (0xAAEB, 0xAAEF),
    (0xAAF5, 0xAAF6),
    (0xABE3, 0xABEA),
    (0xABEC, 0xABED),
    (0xFB1E, 0xFB1E),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_in_order() {
        assert!(MARKS.iter().all(|(first, last)| first <= last));
        assert!(MARKS.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }

    #[test]
    fn what_words_are_made_of() {
        for c in "é灯ก่์ក្ः़्ािд٣ॐ\u{301}ªㅎ".chars() {
            assert!(is_letter(c), "{c} U+{:04X}", u32::from(c));
        }
        for c in "®™→•·×☎😀②²①🅰¼،؟۔।॥։׃־។၊።¿‽…—".chars() {
            assert!(!is_letter(c), "{c} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn what_ends_sentences() {
        for c in "¡¿‽…—•،؛؟۔।॥։׃־។៕၊။።፣†".chars() {
            assert!(is_stop(c), "{c} U+{:04X}", u32::from(c));
        }
        for c in "é灯®→·×्่॰״".chars() {
            assert!(!is_stop(c), "{c} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn scripts_without_spaces() {
        for c in "灯かหรื่អ្មာ་".chars() {
            assert!(is_unspaced(c), "{c} U+{:04X}", u32::from(c));
        }
        for c in "aéक्عא".chars() {
            assert!(!is_unspaced(c), "{c} U+{:04X}", u32::from(c));
        }
    }
}
