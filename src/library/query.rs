//! [`Query`]: what is asked for, whether an article is that, and how much of it.

use crate::metadata::{Cloud, Metadata, SelfHelpType, lists};
use crate::text::Text;

use super::file::ArticleFile;
use super::index::{Key, Wanted};
use super::locale::{self, Nearness};
use super::reason::Reason;

/// Which articles are asked for: those that match everything that is set. Without anything set, every article matches.
///
/// Ids, names and tags are compared without regard to ASCII case and to white space around them.
///
/// ```
/// use std::path::Path;
/// use selfhelp::Article;
/// use selfhelp::library::{Catalog, Query};
///
/// let article = |properties: &str| Article::parse(&format!("<properties {properties} />\n# Disks\n"));
/// let catalog = Catalog::from_iter([
///     ("a.md", article("articleId='a' supportTopicIds='324' cloudEnvironments='public'")?),
///     ("b.md", article("articleId='b' supportTopicIds='324, 325' productPesIds='147'")?),
///     ("c.md", article("articleId='c' supportTopicIds='325'")?),
/// ]);
/// let query = Query::new().topic("324").product("147").cloud("USNat");
/// let found: Vec<&Path> = catalog.find(&query).iter().map(|file| file.path()).collect();
/// assert_eq!(found, [Path::new("b.md")]);
///
/// let others = catalog.explain(&query);
/// assert_eq!(others[0].1.to_string(), "cloud `usnat` is not among its clouds");
/// assert_eq!(others[1].1.to_string(), "topic `324` is not among its topics");
/// # Ok::<(), selfhelp::ParseError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Query {
    id: Option<Text>,
    topic: Option<Text>,
    product: Option<Text>,
    kind: Option<SelfHelpType>,
    service: Option<Text>,
    resource: Option<Text>,
    tags: Vec<Text>,
    cloud: Option<Cloud>,
    locale: Option<Text>,
}

impl Query {
    /// Every article.
    pub fn new() -> Query {
        Query::default()
    }

    /// Those with this `articleId`: an article and its translations.
    #[must_use]
    pub fn id(mut self, id: impl AsRef<str>) -> Query {
        self.id = Some(trimmed(id));
        self
    }

    /// Those that answer `topic`: it must be in `supportTopicIds`, as in [`Metadata::matches`].
    #[must_use]
    pub fn topic(mut self, topic: impl AsRef<str>) -> Query {
        self.topic = Some(trimmed(topic));
        self
    }

    /// Those for `product`: it must be in `productPesIds`, unless that is empty, as in [`Metadata::matches`].
    #[must_use]
    pub fn product(mut self, product: impl AsRef<str>) -> Query {
        self.product = Some(trimmed(product));
        self
    }

    /// Those with this `selfHelpType`.
    #[must_use]
    pub fn kind(mut self, kind: impl Into<SelfHelpType>) -> Query {
        self.kind = Some(kind.into());
        self
    }

    /// Those with this `service`.
    #[must_use]
    pub fn service(mut self, service: impl AsRef<str>) -> Query {
        self.service = Some(trimmed(service));
        self
    }

    /// Those with this `resource`, the type of a resource.
    #[must_use]
    pub fn resource(mut self, resource: impl AsRef<str>) -> Query {
        self.resource = Some(trimmed(resource));
        self
    }

    /// Those for a resource with these tags: one must be in `resourceTags`, unless that is empty, as in
    /// [`Metadata::matches`].
    #[must_use]
    pub fn tags<T: AsRef<str>>(mut self, tags: impl IntoIterator<Item = T>) -> Query {
        self.tags = tags.into_iter().map(trimmed).collect();
        self
    }

    /// Those that may be shown in `cloud`, as in [`Metadata::available_in`].
    #[must_use]
    pub fn cloud(mut self, cloud: impl Into<Cloud>) -> Query {
        self.cloud = Some(cloud.into());
        self
    }

    /// Those for a reader of `locale`, such as `de-AT`: in its language, or in that of the library, which has no locale in
    /// its path. Of articles with the same `articleId` that match, only the nearest to the locale is found: the one for its
    /// region, else one for another region, the first in the order of their names, else the one without a locale.
    #[must_use]
    pub fn locale(mut self, locale: impl AsRef<str>) -> Query {
        self.locale = Some(locale::folded(locale.as_ref()));
        self
    }

    /// The first reason why `file` does not match; `None` if it does. What other articles match is not looked at.
    pub(super) fn reason(&self, file: &ArticleFile) -> Option<Reason> {
        let metadata = &file.article().metadata;
        let other = |asked: &Option<Text>, written: &Option<Text>| match asked {
            Some(asked) if !written.as_ref().is_some_and(|written| written.eq_ignore_ascii_case(asked)) => {
                Some(asked.clone())
            }
            _ => None,
        };
        let topic = || self.topic.as_ref().filter(|topic| !metadata.matches(topic.as_str(), None, &[])).cloned();
        let product = || self.product.as_ref().filter(|one| !metadata.matches(None, one.as_str(), &[])).cloned();
        let kind = || self.kind.as_ref().filter(|kind| !is_kind(metadata, kind)).cloned();
        let id = other(&self.id, &metadata.article_id).map(Reason::Id);
        id.or_else(|| topic().map(Reason::Topic))
            .or_else(|| product().map(Reason::Product))
            .or_else(|| kind().map(Reason::Kind))
            .or_else(|| other(&self.service, &metadata.service).map(Reason::Service))
            .or_else(|| other(&self.resource, &metadata.resource).map(Reason::Resource))
            .or_else(|| self.tags_reason(metadata))
            .or_else(|| self.cloud_reason(metadata))
            .or_else(|| self.nearness(file).is_none().then(|| Reason::Locale(self.locale.clone().unwrap_or_default())))
    }

    fn tags_reason(&self, metadata: &Metadata) -> Option<Reason> {
        let tags: Vec<&str> = self.tags.iter().map(Text::as_str).collect();
        (!metadata.matches(None, None, &tags)).then(|| Reason::Tags(self.tags.clone()))
    }

    fn cloud_reason(&self, metadata: &Metadata) -> Option<Reason> {
        let cloud = self.cloud.as_ref().filter(|cloud| !metadata.available_in(*cloud))?;
        let disabled = metadata.disable_clouds.names(cloud);
        Some(if disabled { Reason::DisabledCloud(cloud.clone()) } else { Reason::Cloud(cloud.clone()) })
    }

    /// How near the article is to the language that is asked for: any is near enough if none is.
    pub(super) fn nearness(&self, file: &ArticleFile) -> Option<Nearness> {
        match &self.locale {
            Some(asked) => locale::nearness(file.locale(), asked),
            None => Some(Nearness::Fallback),
        }
    }

    /// How many of the things that an article may leave open, and that are asked for, it names.
    pub(super) fn named(&self, file: &ArticleFile) -> usize {
        let metadata = &file.article().metadata;
        let product = self.product.as_ref().is_some_and(|product| lists(&metadata.product_pes_ids, product));
        let tags = self.tags.iter().filter(|tag| lists(&metadata.resource_tags, tag)).count();
        let cloud = self.cloud.as_ref().is_some_and(|cloud| metadata.cloud_environments.names(cloud));
        let locale = match self.nearness(file) {
            Some(Nearness::Exact) => 2,
            Some(Nearness::Language) => 1,
            Some(Nearness::Fallback) | None => 0,
        };
        usize::from(product) + tags + usize::from(cloud) + locale
    }

    /// Whether a locale is asked for.
    pub(super) fn has_locale(&self) -> bool {
        self.locale.is_some()
    }

    /// What each key of a match must be.
    pub(super) fn wanted(&self) -> Vec<Wanted<'_>> {
        fn one(key: Key, asked: Option<&str>) -> Option<Wanted<'_>> {
            asked.map(|asked| Wanted { key, any_of: vec![asked] })
        }
        let tags = (!self.tags.is_empty())
            .then(|| Wanted { key: Key::Tag, any_of: self.tags.iter().map(Text::as_str).collect() });
        let all = [
            one(Key::Id, self.id.as_deref()),
            one(Key::Topic, self.topic.as_deref()),
            one(Key::Product, self.product.as_deref()),
            one(Key::Kind, self.kind.as_ref().map(SelfHelpType::as_str)),
            one(Key::Service, self.service.as_deref()),
            one(Key::Resource, self.resource.as_deref()),
            tags,
            one(Key::Cloud, self.cloud.as_ref().map(Cloud::as_str)),
            one(Key::Language, self.locale.as_deref().map(locale::language)),
        ];
        all.into_iter().flatten().collect()
    }
}

fn trimmed(text: impl AsRef<str>) -> Text {
    Text::from(text.as_ref().trim())
}

fn is_kind(metadata: &Metadata, kind: &SelfHelpType) -> bool {
    metadata.self_help_type.as_ref().is_some_and(|other| other.as_str().eq_ignore_ascii_case(kind.as_str()))
}
