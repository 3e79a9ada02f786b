//! The typed metadata of an article, and every rule about its values (format §2 and §2.1).

mod cloud;
mod entity;
mod kind;
mod nearest;
mod other;
mod property;
mod read;

use std::borrow::{Borrow, Cow};

use serde::{Deserialize, Serialize};

use crate::text::Text;

pub use cloud::{Cloud, CloudSet};
pub use kind::SelfHelpType;
pub use other::OtherProperties;
pub use property::Property;

use property::{Field, IsAbsent, Known, properties};

pub(crate) use entity::decode as decode_entities;
pub(crate) use nearest::nearest;
pub(crate) use property::{PropertySpan, is_space, known, trim};
pub(crate) use read::{Quoted, Reader};

properties! {
    /// The typed metadata: the header's properties by the table of format §2.
    ///
    /// A text that is absent is `None`, a list that is absent is empty; an empty value counts as absent. Names of
    /// properties are case-insensitive. The properties as written are in
    /// [`Article::properties`](crate::Article::properties).
    ///
    /// It serialises under the canonical names, `ms.author` included; what is absent is left out.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::metadata::{Cloud, SelfHelpType};
    ///
    /// let article = Article::parse(
    ///     r#"<properties pageTitle="Start failure" selfHelpType="RCA" cloudEnvironments="Public, fairfax" color="red" />
    /// ## Why your machine did not start"#,
    /// )?;
    /// let metadata = &article.metadata;
    /// assert_eq!(metadata.page_title.as_deref(), Some("Start failure"));
    /// assert_eq!(metadata.self_help_type, Some(SelfHelpType::Rca));
    /// assert!(metadata.cloud_environments.contains(&Cloud::Fairfax));
    /// assert_eq!(metadata.other.get("color"), Some("red"));
    /// assert_eq!(
    ///     serde_json::to_string(metadata)?,
    ///     r#"{"pageTitle":"Start failure","selfHelpType":"rca","cloudEnvironments":["public","fairfax"],"other":{"color":"red"}}"#,
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    #[non_exhaustive]
    pub struct Metadata {
        /// `pageTitle`: the title in lists and tabs; shown to people, localised.
        pub page_title: Option<Text> = Line("pageTitle"),
        /// `description`: shown to people, localised.
        pub description: Option<Text> = Text("description"),
        /// `infoBubbleText`: shown to people, localised; may hold tokens of the host such as `{Token}`.
        pub info_bubble_text: Option<Text> = Text("infoBubbleText"),
        /// `articleId`: a GUID or a name, unique over a library.
        pub article_id: Option<Text> = Text("articleId"),
        /// `selfHelpType`: what kind of article it is.
        pub self_help_type: Option<SelfHelpType> = Type("selfHelpType"),
        /// `service`: for example `fabrikam.compute`.
        pub service: Option<Text> = Text("service"),
        /// `resource`: for example `virtualmachines`.
        pub resource: Option<Text> = Text("resource"),
        /// `authors`: who wrote the article.
        pub authors: Vec<Text> = List("authors"),
        /// `ms.author`: aliases of who answers for the article.
        pub ms_author: Vec<Text> = List("ms.author"),
        /// `displayOrder`: the position among other articles, as the host defines it: the format does not say which end
        /// comes first.
        pub display_order: Option<i64> = Integer("displayOrder"),
        /// `diagnosticScenario`
        pub diagnostic_scenario: Option<Text> = Text("diagnosticScenario"),
        /// `supportTopicIds`: the topics that the article answers, numbers or GUIDs.
        pub support_topic_ids: Vec<Text> = List("supportTopicIds"),
        /// `productPesIds`: the products that the article is about, numbers or GUIDs.
        pub product_pes_ids: Vec<Text> = List("productPesIds"),
        /// `resourceTags`: the resources that the article is about, such as `windows`, `linux` or `databases`.
        pub resource_tags: Vec<Text> = List("resourceTags"),
        /// `cloudEnvironments`: the clouds that the article is meant for; see [`Metadata::available_in`].
        pub cloud_environments: CloudSet = Clouds("cloudEnvironments"),
        /// `disableClouds`: the clouds that the article must not be shown in; see [`Metadata::available_in`].
        pub disable_clouds: CloudSet = Clouds("disableClouds"),
        /// `ownershipId`: which team owns the article.
        pub ownership_id: Option<Text> = Text("ownershipId"),
        /// `schemaVersion`: of the payload.
        pub schema_version: Option<i64> = Integer("schemaVersion"),
        /// `articleTags`
        pub article_tags: Vec<Text> = List("articleTags"),
        /// `clientIds`
        pub client_ids: Vec<Text> = List("clientIds"),
        /// `category`
        pub category: Option<Text> = Text("category"),
        /// `ms.service`
        pub ms_service: Option<Text> = Text("ms.service"),
        /// `icmTeam`
        pub icm_team: Option<Text> = Text("icmTeam"),
        /// `icmService`
        pub icm_service: Option<Text> = Text("icmService"),
        /// `feedbackEmail`
        pub feedback_email: Option<Text> = Text("feedbackEmail"),
        /// `symptomId`
        pub symptom_id: Option<Text> = Text("symptomId"),
        /// `resourceRequired`: whether the article makes sense only for a chosen resource.
        pub resource_required: Option<bool> = Boolean("resourceRequired"),
    }
}

impl Metadata {
    /// Whether the article may be shown in `cloud`.
    ///
    /// It may if `cloudEnvironments` lists the cloud and `disableClouds` does not. An article without
    /// `cloudEnvironments` is meant for every cloud that is not in `disableClouds`. Names of clouds are compared without
    /// regard to ASCII case, those that the format does not know too.
    ///
    /// ```
    /// use selfhelp::metadata::{Cloud, Metadata};
    ///
    /// let mut metadata = Metadata::default();
    /// assert!(metadata.available_in(Cloud::Fairfax));
    ///
    /// metadata.disable_clouds.insert(Cloud::Fairfax);
    /// assert!(!metadata.available_in(Cloud::Fairfax));
    /// assert!(metadata.available_in(Cloud::Public));
    ///
    /// metadata.cloud_environments.extend([Cloud::Mooncake, Cloud::Fairfax]);
    /// assert!(metadata.available_in(Cloud::Mooncake));
    /// assert!(!metadata.available_in(Cloud::Public)); // not listed
    /// assert!(!metadata.available_in(Cloud::Fairfax)); // listed, and disabled
    /// ```
    pub fn available_in(&self, cloud: impl Borrow<Cloud>) -> bool {
        let cloud = cloud.borrow();
        let listed = self.cloud_environments.is_empty() || self.cloud_environments.names(cloud);
        listed && !self.disable_clouds.names(cloud)
    }

    /// Whether the article answers `topic`, for `product`, on a resource that has `tags`.
    ///
    /// - `topic`: an id that must be in `supportTopicIds`; with `None`, any topic matches.
    /// - `product`: an id that must be in `productPesIds`; an article without products is for all of them. With `None`,
    ///   any product matches.
    /// - `tags`: what the resource is. One of them must be in `resourceTags`; an article without tags is for every
    ///   resource. With an empty slice, any resource matches.
    ///
    /// So products and tags only narrow what an article is for, but an article without topics answers no topic: such
    /// articles are not chosen by topic. Ids and tags are compared without regard to ASCII case.
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let metadata = Article::parse(
    ///     r#"<properties supportTopicIds="32411817, 1A2B" productPesIds="14749" resourceTags="windows, databases" />
    /// ## The machine does not start"#,
    /// )?
    /// .metadata;
    /// assert!(metadata.matches("32411817", "14749", &["windows"]));
    /// assert!(metadata.matches("1a2b", None, &[]));
    /// assert!(!metadata.matches("1", "14749", &["windows"]));
    /// assert!(!metadata.matches("32411817", "14749", &["linux"]));
    /// # Ok::<(), selfhelp::ParseError>(())
    /// ```
    pub fn matches<'a>(
        &self,
        topic: impl Into<Option<&'a str>>,
        product: impl Into<Option<&'a str>>,
        tags: &[&str],
    ) -> bool {
        let answers = |topic| lists(&self.support_topic_ids, topic);
        let about = |product| self.product_pes_ids.is_empty() || lists(&self.product_pes_ids, product);
        let fits = self.resource_tags.is_empty() || tags.iter().any(|tag| lists(&self.resource_tags, tag));
        topic.into().is_none_or(answers) && product.into().is_none_or(about) && (tags.is_empty() || fits)
    }
}

/// Whether `id` is in `list`: ids, tags and names are compared without regard to ASCII case.
pub(crate) fn lists(list: &[Text], id: &str) -> bool {
    list.iter().any(|item| item.eq_ignore_ascii_case(id.trim()))
}

/// `id` as it is looked up: two ids that [`lists`] takes for the same give the same.
pub(crate) fn fold(id: &str) -> Cow<'_, str> {
    if id.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(id.to_ascii_lowercase())
    } else {
        Cow::Borrowed(id)
    }
}
