//! [`Cloud`] and [`CloudSet`]: where an article may be shown (format §2.1).

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::Text;

/// A cloud that an article can be meant for (format §2.1).
///
/// Names are case-insensitive; a name the format does not know is kept as written.
///
/// ```
/// use selfhelp::metadata::Cloud;
///
/// assert_eq!(Cloud::from("Public"), Cloud::Public);
/// assert_eq!(Cloud::from("farifax").as_str(), "farifax");
/// assert_eq!(Cloud::UsNat.to_string(), "usnat");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Cloud {
    /// `public`: the cloud for everyone.
    Public,
    /// `fairfax`: the cloud of the United States' government.
    Fairfax,
    /// `mooncake`: the cloud in China.
    Mooncake,
    /// `blackforest`: the cloud in Germany.
    Blackforest,
    /// `usnat`: a closed cloud.
    UsNat,
    /// `ussec`: a closed cloud.
    UsSec,
    /// Any other name, as written.
    Other(Text),
}

impl Cloud {
    /// The clouds that the format knows, in its order.
    pub const KNOWN: &'static [Cloud] =
        &[Cloud::Public, Cloud::Fairfax, Cloud::Mooncake, Cloud::Blackforest, Cloud::UsNat, Cloud::UsSec];

    /// The known cloud with this name, in any case.
    pub fn known(name: &str) -> Option<Cloud> {
        // Nearly every header names several, and their length tells nearly all apart.
        let cloud = match name.len() {
            5 if name.ends_with(['t', 'T']) => Cloud::UsNat,
            5 => Cloud::UsSec,
            6 => Cloud::Public,
            7 => Cloud::Fairfax,
            8 => Cloud::Mooncake,
            11 => Cloud::Blackforest,
            _ => return None,
        };
        cloud.as_str().eq_ignore_ascii_case(name).then_some(cloud)
    }

    /// The name: in lower case for a known cloud, as written for another.
    pub fn as_str(&self) -> &str {
        match self {
            Cloud::Public => "public",
            Cloud::Fairfax => "fairfax",
            Cloud::Mooncake => "mooncake",
            Cloud::Blackforest => "blackforest",
            Cloud::UsNat => "usnat",
            Cloud::UsSec => "ussec",
            Cloud::Other(name) => name,
        }
    }
}

impl From<Text> for Cloud {
    fn from(name: Text) -> Cloud {
        Cloud::known(&name).unwrap_or(Cloud::Other(name))
    }
}

impl From<&str> for Cloud {
    fn from(name: &str) -> Cloud {
        Cloud::known(name).unwrap_or_else(|| Cloud::Other(Text::from(name)))
    }
}

impl FromStr for Cloud {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Cloud, Infallible> {
        Ok(Cloud::from(name))
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Cloud {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Cloud {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cloud, D::Error> {
        Text::deserialize(deserializer).map(Cloud::from)
    }
}

/// A set of clouds, in the order they were written; the order does not matter for equality.
///
/// ```
/// use selfhelp::metadata::{Cloud, CloudSet};
///
/// let clouds: CloudSet = [Cloud::Mooncake, Cloud::Public, Cloud::Mooncake].into_iter().collect();
/// assert_eq!(clouds.len(), 2);
/// assert!(clouds.contains(&Cloud::Public));
/// assert_eq!(clouds, CloudSet::from_iter([Cloud::Public, Cloud::Mooncake]));
/// ```
#[derive(Clone, Debug, Default, Eq, Serialize)]
#[serde(transparent)]
pub struct CloudSet(Vec<Cloud>);

impl CloudSet {
    /// A set without clouds.
    pub fn new() -> CloudSet {
        CloudSet::default()
    }

    /// Whether `cloud` is in the set.
    pub fn contains(&self, cloud: &Cloud) -> bool {
        self.0.contains(cloud)
    }

    /// Whether `cloud` is in the set in any spelling: `USNat` is `usnat` to whoever chooses an article.
    pub(crate) fn names(&self, cloud: &Cloud) -> bool {
        self.iter().any(|other| other.as_str().eq_ignore_ascii_case(cloud.as_str()))
    }

    /// Adds `cloud`; returns whether it was new.
    pub fn insert(&mut self, cloud: Cloud) -> bool {
        let new = !self.contains(&cloud);
        if new {
            self.0.push(cloud);
        }
        new
    }

    /// Removes `cloud`; returns whether it was there.
    pub fn remove(&mut self, cloud: &Cloud) -> bool {
        let before = self.0.len();
        self.0.retain(|other| other != cloud);
        self.0.len() < before
    }

    /// The clouds, in the order they were written.
    pub fn iter(&self) -> std::slice::Iter<'_, Cloud> {
        self.0.iter()
    }

    /// How many clouds there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PartialEq for CloudSet {
    fn eq(&self, other: &CloudSet) -> bool {
        self.len() == other.len() && (self.0 == other.0 || BTreeSet::from_iter(self) == BTreeSet::from_iter(other))
    }
}

impl Extend<Cloud> for CloudSet {
    fn extend<I: IntoIterator<Item = Cloud>>(&mut self, clouds: I) {
        // More clouds than exist appear only by accident or malice, and must not take quadratic time.
        let mut many: Option<BTreeSet<Cloud>> = None;
        for cloud in clouds {
            if self.len() <= Cloud::KNOWN.len() {
                self.insert(cloud);
            } else if many.get_or_insert_with(|| self.iter().cloned().collect()).insert(cloud.clone()) {
                self.0.push(cloud);
            }
        }
    }
}

impl From<Vec<Cloud>> for CloudSet {
    fn from(clouds: Vec<Cloud>) -> CloudSet {
        let is_new = |at: usize| !clouds[..at].contains(&clouds[at]);
        if clouds.len() <= Cloud::KNOWN.len() && (1..clouds.len()).all(is_new) {
            CloudSet(clouds)
        } else {
            clouds.into_iter().collect()
        }
    }
}

impl FromIterator<Cloud> for CloudSet {
    fn from_iter<I: IntoIterator<Item = Cloud>>(clouds: I) -> CloudSet {
        let mut set = CloudSet::new();
        set.extend(clouds);
        set
    }
}

impl<'a> IntoIterator for &'a CloudSet {
    type Item = &'a Cloud;
    type IntoIter = std::slice::Iter<'a, Cloud>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for CloudSet {
    type Item = Cloud;
    type IntoIter = std::vec::IntoIter<Cloud>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de> Deserialize<'de> for CloudSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CloudSet, D::Error> {
        Vec::<Cloud>::deserialize(deserializer).map(CloudSet::from_iter)
    }
}
