//! [`OtherChild`]: what the format does not know.

use serde::{Deserialize, Serialize};

use crate::span::Spanned;
use crate::text::Text;

/// A child of a component that the format does not know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
