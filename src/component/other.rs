//! [`OtherChild`]: what the format does not know.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserializer, Serializer};

use crate::span::Spanned;
use crate::text::Text;

/// A child of a component that the format does not know.
///
/// Those of a component serialise as an object, in order.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OtherChild {
    /// The name of its element as written.
    pub name: Spanned<Text>,
    /// What it says; empty where another tag follows at once.
    pub value: Spanned<Text>,
}

impl OtherChild {
    /// A child `name` that says `value`.
    pub fn new(name: impl Into<Text>, value: impl Into<Text>) -> OtherChild {
        OtherChild { name: name.into().into(), value: value.into().into() }
    }

    pub(super) fn text_len(&self) -> usize {
        self.name.len() + self.value.len()
    }
}

pub(super) fn serialize<S: Serializer>(other: &[OtherChild], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(other.iter().map(|child| (child.name.as_str(), child.value.as_str())))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<OtherChild>, D::Error> {
    deserializer.deserialize_map(Children)
}

struct Children;

impl<'de> Visitor<'de> for Children {
    type Value = Vec<OtherChild>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of strings")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<OtherChild>, A::Error> {
        let mut children = Vec::new();
        while let Some((name, value)) = map.next_entry::<Text, Text>()? {
            children.push(OtherChild::new(name, value));
        }
        Ok(children)
    }
}
