//! [`Reason`]: why an article is not among those that were found.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::metadata::{Cloud, SelfHelpType};
use crate::text::Text;

use super::error::shown;

/// Why [`Catalog::find`](super::Catalog::find) does not find an article: the first that is so, in this order.
///
/// Displays as half a sentence about the article: ``cloud `usnat` is not among its clouds``.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// Its `articleId` is another.
    Id(Text),
    /// The topic is not in `supportTopicIds`.
    Topic(Text),
    /// It has products, and this one is not in `productPesIds`.
    Product(Text),
    /// Its `selfHelpType` is another.
    Kind(SelfHelpType),
    /// Its `service` is another.
    Service(Text),
    /// Its `resource` is another.
    Resource(Text),
    /// It has tags, and none of these is in `resourceTags`.
    Tags(Vec<Text>),
    /// It has clouds, and this one is not in `cloudEnvironments`.
    Cloud(Cloud),
    /// The cloud is in `disableClouds`.
    DisabledCloud(Cloud),
    /// It is in another language than that of this locale.
    Locale(Text),
    /// The article with this path has the same `articleId`, matches, and is nearer to the language that was asked for.
    Nearer(PathBuf),
}

impl Reason {
    pub(super) fn nearer(path: &Path) -> Reason {
        Reason::Nearer(path.to_path_buf())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Id(id) => write!(f, "its id is not `{id}`"),
            Reason::Topic(topic) => write!(f, "topic `{topic}` is not among its topics"),
            Reason::Product(product) => write!(f, "product `{product}` is not among its products"),
            Reason::Kind(kind) => write!(f, "its type is not `{kind}`"),
            Reason::Service(service) => write!(f, "its service is not `{service}`"),
            Reason::Resource(resource) => write!(f, "its resource is not `{resource}`"),
            Reason::Tags(tags) => match &tags[..] {
                [tag] => write!(f, "tag `{tag}` is not among its tags"),
                tags => write!(f, "none of `{}` is among its tags", tags.join("`, `")),
            },
            Reason::Cloud(cloud) => write!(f, "cloud `{cloud}` is not among its clouds"),
            Reason::DisabledCloud(cloud) => write!(f, "cloud `{cloud}` is among its disabled clouds"),
            Reason::Locale(locale) => write!(f, "its language is not that of `{locale}`"),
            Reason::Nearer(path) => write!(f, "`{}` is the same article in a nearer language", shown(path)),
        }
    }
}
