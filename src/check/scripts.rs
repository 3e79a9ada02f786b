//! Digits and letters of other scripts, as lines are counted with: `١.`, `๑.`, `а)`, `가.`.

/// The digits of zero; those of one to nine follow.
const ZEROS: [char; 8] = ['0', '０', '٠', '۰', '०', '০', '๐', '໐'];

/// Letters in the order in which they count lines. Russian leaves out some letters of its alphabet.
const ALPHABETS: [&str; 9] = [
    "абвгдежзиклмнопрст",
    "АБВГДЕЖЗИКЛМНОПРСТ",
    "αβγδεζηθικλμ",
    "ΑΒΓΔΕΖΗΘΙΚΛΜ",
    "가나다라마바사아자차카타파하",
    "אבגדהוזחטי",
    "أبجدهوزحطي",
    "กขคงจฉชซ",
    "アイウエオカキクケコ",
];

/// The Chinese numbers from one to ten.
pub(super) const CHINESE: &str = "一二三四五六七八九十";

/// The value of a digit of any script that is known.
pub(super) fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    ZEROS.into_iter().find_map(|zero| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10))
}

/// The first letter of the alphabet of `c`, and which one of it `c` is, from 1 on. That of English is elsewhere.
pub(super) fn letter(c: char) -> Option<(char, u32)> {
    ALPHABETS.into_iter().filter(|_| !c.is_ascii()).find_map(|letters| {
        let index = letters.chars().position(|letter| letter == c)?;
        Some((letters.chars().next()?, index as u32 + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_letters() {
        let values: Vec<_> = "7７٧۷७৭๗໗".chars().map(digit).collect();
        assert_eq!(values, [Some(7); 8]);
        assert_eq!(["x", "一", "²", "①"].map(|text| text.chars().find_map(digit)), [None; 4]);
        assert_eq!((letter('в'), letter('나'), letter('ב')), (Some(('а', 3)), Some(('가', 2)), Some(('א', 2))));
        assert_eq!((letter('a'), letter('ё'), letter('一')), (None, None, None));
    }
}
