//! [`Text`], the string of the tree: a slice that shares the article's source where it can.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::span::{Span, Spanned};

/// An immutable string in the tree.
///
/// It derefs to `str`, is cheap to clone, and compares, hashes and prints as `str` does. Most texts of an article are
/// slices that share its source; how they are stored is not part of the interface.
#[derive(Clone)]
pub struct Text(Repr);

/// The text of an article, which the texts of its tree share. The pointer is thin: an article of short words is little
/// but texts, and a text then takes 16 bytes.
pub(crate) type Shared = Arc<Box<str>>;

/// `text` as what texts share.
pub(crate) fn shared(text: &str) -> Shared {
    Arc::new(Box::from(text))
}

#[derive(Clone)]
enum Repr {
    /// The part `start..end` of `data`; empty if that is out of bounds or not on character boundaries.
    Shared {
        data: Shared,
        start: u32,
        end: u32,
    },
    Empty,
}

impl Text {
    /// The part `span` of `source`; empty if `span` is out of bounds or not on character boundaries.
    pub(crate) fn shared(source: &Shared, span: Span) -> Text {
        Text(Repr::Shared { data: Arc::clone(source), start: span.start, end: span.end })
    }

    /// The part `range` of this text, sharing its storage; empty if `range` is out of bounds or not on character
    /// boundaries.
    pub(crate) fn slice(&self, range: Range<usize>) -> Text {
        match (&self.0, self.get(range.clone())) {
            (Repr::Shared { data, start, .. }, Some(_)) => {
                let start = *start as usize;
                Text::shared(data, Span::new(start + range.start, start + range.end))
            }
            _ => Text::default(),
        }
    }

    /// The text as `str`.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Repr::Shared { data, start, end } => data.get(*start as usize..*end as usize).unwrap_or_default(),
            Repr::Empty => "",
        }
    }
}

impl Default for Text {
    fn default() -> Text {
        Text(Repr::Empty)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        if text.is_empty() {
            return Text::default();
        }
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Text(Repr::Shared { data: shared(text), start: 0, end })
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::from(text.as_str())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Text) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Text) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl std::hash::Hash for Text {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        String::deserialize(deserializer).map(Text::from)
    }
}

/// `text` on one line without control characters, for uses such as the subject of a mail, where a line end would begin
/// a header: white space with a line end or control in it becomes one space, other control characters U+FFFD.
pub(crate) fn one_line(text: Cow<'_, str>) -> Cow<'_, str> {
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    if !text.contains(breaks_line) {
        return text;
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => line.push_str(if line.ends_with(' ') { "" } else { " " }),
            c if c.is_control() => line.push(char::REPLACEMENT_CHARACTER),
            c => line.push(c),
        }
    }
    Cow::Owned(line)
}

/// Whether `c` is a control character or ends a line.
pub(crate) fn breaks_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}
impl Deref for Spanned<Text> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.inner
    }
}
