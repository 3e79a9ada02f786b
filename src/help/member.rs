//! How members of JSON are read and left out: `null` and nothing mean the same.

use serde::{Deserialize, Deserializer};

/// Reads `null` as what an absent member is.
pub(super) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Whether `value` is what an absent member is: nothing, or an empty list.
pub(super) fn is_absent<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Declares an object of the service: every member may be absent, and those that are not listed are kept.
macro_rules! object {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $vis:vis $member:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$member_doc])*
                #[serde(
                    deserialize_with = "crate::help::member::null_as_default",
                    skip_serializing_if = "crate::help::member::is_absent"
                )]
                $vis $member: $type,
            )*
            /// Members that are not listed here, as they were sent.
            #[serde(flatten)]
            pub other: crate::payload::Object,
        }
    };
}

pub(super) use object;
