//! [`Property`], and how the table of properties that the format knows is declared and read (format §2).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::entity::decode;
use super::{COUNT, CloudSet, KNOWN, Metadata, SelfHelpType};
use crate::span::Span;
use crate::text::Text;

/// A property of the header, raw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Property<'a> {
    /// The name as written.
    pub name: &'a str,
    /// The value: entities decoded, outer space trimmed.
    pub value: Cow<'a, str>,
    /// Span of the name.
    pub name_span: Span,
    /// Span of the value, without its quotes; empty if there is no value.
    pub value_span: Span,
}

/// The spans of a property, which are all that an article keeps of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PropertySpan {
    pub(crate) name_span: Span,
    pub(crate) value_span: Span,
}

impl PropertySpan {
    /// The property at these spans of `source`; empty if `source` does not have them.
    pub(crate) fn read(self, source: &str) -> Property<'_> {
        let PropertySpan { name_span, value_span } = self;
        let name = source.get(name_span.range()).unwrap_or_default();
        let value = value(source.get(value_span.range()).unwrap_or_default());
        Property { name, value, name_span, value_span }
    }
}

/// `written` as a value: entities decoded, outer space trimmed.
fn value(written: &str) -> Cow<'_, str> {
    match decode(written) {
        Cow::Borrowed(written) => Cow::Borrowed(trim(written)),
        Cow::Owned(decoded) => Cow::Owned(trim(&decoded).to_owned()),
    }
}

/// `value` without outer space. Few values have any, and items of lists one blank before them.
pub(crate) fn trim(value: &str) -> &str {
    let value = value.strip_prefix(' ').unwrap_or(value);
    match value.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => value,
        _ => value.trim_matches(is_space),
    }
}

/// Whether `c` is a space of the header grammar: Unicode's White_Space, U+200B or U+FEFF (format §2).
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

/// A property that the format knows.
pub(crate) struct Known {
    /// The canonical name.
    pub(crate) name: &'static str,
    /// Type and field.
    pub(crate) field: Field,
}

impl Known {
    /// Whether its value is a list of texts.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self.field, Field::List(_) | Field::Clouds(_))
    }
}

/// The type of a property, and where its value goes.
pub(crate) enum Field {
    Text(fn(&mut Metadata) -> &mut Option<Text>),
    /// Text of one line.
    Line(fn(&mut Metadata) -> &mut Option<Text>),
    List(fn(&mut Metadata) -> &mut Vec<Text>),
    Integer(fn(&mut Metadata) -> &mut Option<i64>),
    Boolean(fn(&mut Metadata) -> &mut Option<bool>),
    Type(fn(&mut Metadata) -> &mut Option<SelfHelpType>),
    Clouds(fn(&mut Metadata) -> &mut CloudSet),
}

/// Declares [`Metadata`] and [`KNOWN`]: a row for each property, with its field, its type and its name.
macro_rules! properties {
    (
        $(#[$meta:meta])*
        pub struct Metadata {
            $($(#[$doc:meta])* pub $field:ident: $type:ty = $kind:ident($name:literal),)*
        }
    ) => {
        $(#[$meta])*
        pub struct Metadata {
            $($(#[$doc])* #[serde(rename = $name, skip_serializing_if = "IsAbsent::is_absent")] pub $field: $type,)*
            /// Every property that the format does not know, under its written name.
            #[serde(skip_serializing_if = "OtherProperties::is_empty")]
            pub other: OtherProperties,
        }

        impl Metadata {
            /// The names of the properties that the format knows.
            pub const NAMES: &'static [&'static str] = &[$($name),*];
        }

        /// How many properties the format knows.
        const COUNT: usize = [$($name),*].len();

        /// The properties of format §2.
        static KNOWN: [Known; COUNT] =
            [$(Known { name: $name, field: Field::$kind(|metadata| &mut metadata.$field) }),*];
    };
}
pub(super) use properties;

/// Whether a property is absent, and left out of serialised metadata.
pub(super) trait IsAbsent {
    fn is_absent(&self) -> bool;
}

impl<T> IsAbsent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl IsAbsent for Vec<Text> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl IsAbsent for CloudSet {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// The known property with this name, in any case.
pub(crate) fn known(name: &str) -> Option<&'static Known> {
    known_index(name).map(|index| &KNOWN[index])
}

/// The row of [`KNOWN`] with this name, in any case. Names are looked up so often that it shows in the time to parse an
/// article; length and first letter distinguish nearly all of them.
#[inline]
pub(super) fn known_index(name: &str) -> Option<usize> {
    let first = name.as_bytes().first()?;
    let mut row = usize::from(FIRST.get(name.len())?[letter(*first)]);
    while let Some(known) = KNOWN.get(row) {
        if known.name == name || known.name.eq_ignore_ascii_case(name) {
            return Some(row);
        }
        row = usize::from(NEXT[row]);
    }
    None
}

/// The first row of [`KNOWN`] with a name of this length and first letter, or [`NO_ROW`].
static FIRST: [[u8; 32]; LONGEST + 1] = ROWS.0;

/// The next row with a name of the same length and first letter, or [`NO_ROW`].
static NEXT: [u8; COUNT] = ROWS.1;

const ROWS: ([[u8; 32]; LONGEST + 1], [u8; COUNT]) = {
    assert!(COUNT < NO_ROW as usize, "a row has a number");
    let (mut first, mut next) = ([[NO_ROW; 32]; LONGEST + 1], [NO_ROW; COUNT]);
    let mut row = COUNT;
    while row > 0 {
        row -= 1;
        let name = KNOWN[row].name.as_bytes();
        let before = &mut first[name.len()][letter(name[0])];
        next[row] = *before;
        *before = row as u8;
    }
    (first, next)
};

const NO_ROW: u8 = u8::MAX;

/// The length of the longest name.
const LONGEST: usize = {
    let (mut longest, mut row) = (0, 0);
    while row < COUNT {
        let length = KNOWN[row].name.len();
        longest = if length > longest { length } else { longest };
        row += 1;
    }
    longest
};

/// The number of a letter, in any case.
const fn letter(byte: u8) -> usize {
    (byte & 31) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        for (row, known) in KNOWN.iter().enumerate() {
            assert_eq!(known_index(known.name), Some(row), "{}", known.name);
            assert_eq!(known_index(&known.name.to_ascii_uppercase()), Some(row), "{}", known.name);
        }
    }
}
