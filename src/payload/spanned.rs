//! [`Spanned`]: a value of a payload with its place in the article.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::span::Span;
use crate::text::Text;

/// A value of a payload and where it is written.
///
/// It derefs to its value (a text to `str`), and compares, prints and serialises as its value alone: two payloads that say
/// the same are equal wherever they say it. What was deserialised has [`Span::NONE`].
#[derive(Clone, Copy, Default)]
pub struct Spanned<T> {
    /// The value itself.
    pub inner: T,
    /// Its JSON in [`Article::source`](crate::Article::source), quotes and brackets included; of a part of a text, such as
    /// an id in a condition, that part.
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

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Spanned<T>) -> bool {
        self.inner == other.inner
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

impl Deref for Spanned<Text> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.inner
    }
}

impl PartialEq<str> for Spanned<Text> {
    fn eq(&self, other: &str) -> bool {
        self.inner == *other
    }
}

/// Gives the values that are not text their `Deref`.
macro_rules! deref {
    ($($of:ty),* $(,)?) => {
        $(
            impl Deref for Spanned<$of> {
                type Target = $of;

                fn deref(&self) -> &$of {
                    &self.inner
                }
            }
        )*
    };
}

deref! {
    bool, i64,
    super::form::Element, super::form::Control, super::form::Choice, super::form::Dynamic, super::form::Visibility,
    super::form::Validation, super::form::DiagnosticCard,
    super::advisor::Action, super::advisor::Column, super::advisor::ResourceMetadata,
    super::topics::SupportTopic, super::topics::ProductLink,
    super::diagnose::CommonProblem, super::diagnose::SubProblem, super::diagnose::TroubleshootingTool,
    super::diagnose::BladeLink, super::diagnose::BladeParameter,
}
