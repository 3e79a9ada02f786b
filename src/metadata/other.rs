//! [`OtherProperties`]: the properties that the format does not know.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::Text;

/// Properties that the format does not know, under their names as written and in their order.
///
/// Names are looked up without regard to ASCII case. It serialises as an object, so the order does not matter for
/// equality: two are equal if they have the same names, as written, with the same values.
///
/// ```
/// use selfhelp::metadata::OtherProperties;
///
/// let mut other = OtherProperties::default();
/// other.insert("searchWords", "restart");
/// other.insert("SearchWords", "reboot");
/// assert_eq!(other.get("searchwords"), Some("reboot"));
/// assert_eq!(other.len(), 1);
/// assert_eq!(serde_json::to_string(&other)?, r#"{"searchWords":"reboot"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, Eq)]
pub struct OtherProperties(Vec<(Text, Text)>);

impl OtherProperties {
    /// The value of the property `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Sets the value of the property `name`, replacing the one it has.
    pub fn insert(&mut self, name: impl Into<Text>, value: impl Into<Text>) {
        let (name, value) = (name.into(), value.into());
        match self.0.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(&name)) {
            Some(entry) => entry.1 = value,
            None => self.0.push((name, value)),
        }
    }

    /// Removes the property `name` and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<Text> {
        let index = self.0.iter().position(|(other, _)| other.eq_ignore_ascii_case(name))?;
        Some(self.0.remove(index).1)
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// How many properties there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PartialEq for OtherProperties {
    fn eq(&self, other: &OtherProperties) -> bool {
        // No name occurs twice.
        self.len() == other.len()
            && (self.0 == other.0 || BTreeSet::from_iter(&self.0) == BTreeSet::from_iter(&other.0))
    }
}

impl Serialize for OtherProperties {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for OtherProperties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OtherProperties, D::Error> {
        deserializer.deserialize_map(Entries)
    }
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = OtherProperties;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of strings")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OtherProperties, A::Error> {
        let mut other = OtherProperties::default();
        let mut indices = HashMap::new();
        while let Some((name, value)) = map.next_entry::<Text, Text>()? {
            let index = *indices.entry(name.to_ascii_lowercase()).or_insert(other.0.len());
            match other.0.get_mut(index) {
                Some(entry) => entry.1 = value,
                None => other.0.push((name, value)),
            }
        }
        Ok(other)
    }
}
