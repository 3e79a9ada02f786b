//! [`Numbering`]: how the items of a list are numbered.

use serde::{Deserialize, Serialize};

/// What the numbers of a [`List`](super::List) are written with (`<ol type="a">`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Numbering {
    /// `1`
    #[default]
    Decimal,
    /// `a`
    LowerAlpha,
    /// `A`
    UpperAlpha,
    /// `i`
    LowerRoman,
    /// `I`
    UpperRoman,
}

impl Numbering {
    /// The value of `<ol type>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Numbering::Decimal => "1",
            Numbering::LowerAlpha => "a",
            Numbering::UpperAlpha => "A",
            Numbering::LowerRoman => "i",
            Numbering::UpperRoman => "I",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Numbering> {
        let all = [Numbering::LowerAlpha, Numbering::UpperAlpha, Numbering::LowerRoman, Numbering::UpperRoman];
        all.into_iter().find(|numbering| numbering.as_str() == name)
    }

    pub(super) fn is_decimal(&self) -> bool {
        *self == Numbering::Decimal
    }

    /// Adds `number` to `out`. Where letters have no such number, as for 0, it is decimal.
    pub(crate) fn write(self, number: u64, out: &mut String) {
        /// The largest Roman number.
        const MOST_ROMAN: u64 = 3999;
        let from = out.len();
        match self {
            Numbering::LowerAlpha | Numbering::UpperAlpha if number > 0 => push_letters(number, out),
            Numbering::LowerRoman | Numbering::UpperRoman if (1..=MOST_ROMAN).contains(&number) => {
                push_roman(number, out);
            }
            _ => out.push_str(&number.to_string()),
        }
        if matches!(self, Numbering::UpperAlpha | Numbering::UpperRoman) {
            out[from..].make_ascii_uppercase();
        }
    }
}

/// Adds `a`, …, `z`, `aa`, … for 1, …, 26, 27, ….
fn push_letters(number: u64, out: &mut String) {
    let before = (number - 1) / 26;
    if before > 0 {
        push_letters(before, out);
    }
    out.push(char::from(b'a' + ((number - 1) % 26) as u8));
}

fn push_roman(number: u64, out: &mut String) {
    const NUMERALS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    for (value, numeral) in NUMERALS {
        while rest >= value {
            out.push_str(numeral);
            rest -= value;
        }
    }
}
