//! [`Spanned`]: a value with its place in the article.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Span;

/// A value and where it is written.
///
/// It derefs to its value (a text to `str`), and compares, prints and serialises as its value alone: two that say the same
/// are equal wherever they say it. What was deserialised has [`Span::NONE`].
///
/// ```
/// use selfhelp::Text;
/// use selfhelp::span::Spanned;
///
/// let name = Spanned::from(Text::from("Percentage CPU"));
/// assert_eq!(name.len(), 14);
/// assert_eq!(serde_json::to_string(&name)?, r#""Percentage CPU""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Spanned<T> {
    /// The value itself.
    pub inner: T,
    /// Where it is written in [`Article::source`](crate::Article::source): of a value of JSON, its quotes and brackets
    /// included; of a part of a text, such as an id in a condition, that part.
    pub span: Span,
}

impl<T> Spanned<T> {
    pub(crate) fn new(inner: T, span: Span) -> Spanned<T> {
        Spanned { inner, span }
    }
}

impl<T> From<T> for Spanned<T> {
    fn from(inner: T) -> Spanned<T> {
        Spanned { inner, span: Span::NONE }
    }
}

/// Gives values that are not text their `Deref`, in the room that has their type.
macro_rules! deref {
    ($($of:ty),* $(,)?) => {
        $(
            impl std::ops::Deref for $crate::span::Spanned<$of> {
                type Target = $of;

                fn deref(&self) -> &$of {
                    &self.inner
                }
            }
        )*
    };
}

pub(crate) use deref;

deref! { bool, i64, u32 }

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Spanned<T>) -> bool {
        self.inner == other.inner
    }
}

impl<T: PartialEq<str>> PartialEq<str> for Spanned<T> {
    fn eq(&self, other: &str) -> bool {
        self.inner == *other
    }
}

impl<T: fmt::Debug> fmt::Debug for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl<T: fmt::Display> fmt::Display for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.inner.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Spanned<T>, D::Error> {
        T::deserialize(deserializer).map(Spanned::from)
    }
}
