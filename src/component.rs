//! Components: elements of newer articles in whose place a portal shows something of its own, such as the result of a check
//! (format §6).
//!
//! Each is a block of the [tree](crate::tree) with what its child elements say. Values know where they are written; what an
//! author left out is `None` or empty, and a method of the same name gives what holds then. Renderers show a sentence or a
//! link for them, unless a host [renders its own](crate::render::RenderComponent).
//!
//! ```
//! use selfhelp::Article;
//! use selfhelp::component::Component;
//!
//! let article = Article::parse_lenient(
//!     "<properties />\n# Slow disks\n\n<insight>\n  <symptomId>DiskQueue, DiskCache</symptomId>\n</insight>\n",
//! );
//! let Some(Component::Insight(insight)) = article.components().next() else { unreachable!() };
//! assert_eq!(&*insight.symptom_ids[1], "DiskCache");
//! assert_eq!(&article.source()[insight.symptom_ids[1].span.range()], "DiskCache");
//! assert_eq!((insight.max_insight_count.as_ref(), insight.max_insight_count()), (None, 3));
//! ```

mod element;
mod find;
mod insight;
mod metric;
mod other;
mod read;
mod serial;
mod video;

use serde::{Deserialize, Serialize};

use crate::span::{Span, Spanned};
use crate::text::Text;

pub(crate) use element::Element;
pub(crate) use find::{Finder, Search};
pub use insight::Insight;
pub use metric::{Aggregation, Metric};
pub use other::OtherChild;
pub(crate) use read::Reader;
pub use video::{Video, VideoGroup};

/// A component.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Component {
    /// Checks that a portal runs, whose results it shows (`<insight>`).
    Insight(Insight),
    /// A chart of a metric (`<metric>`).
    Metric(Metric),
    /// A video (`<video>`).
    Video(Video),
    /// Videos side by side (`<videoGroup>`).
    VideoGroup(VideoGroup),
    /// What a search of the web finds (`<azureKB>`).
    #[serde(rename = "azureKB")]
    KnowledgeBase(KnowledgeBase),
    /// Another article, shown in this place (`<CommonSolution>`).
    CommonSolution(CommonSolution),
}

impl Component {
    /// The name of the element: `insight`, `metric`, `video`, `videoGroup`, `azureKB` or `CommonSolution`.
    pub fn name(&self) -> &'static str {
        self.element().name()
    }

    /// Where the component is in the source, tags included.
    pub fn span(&self) -> Span {
        match self {
            Component::Insight(node) => node.span,
            Component::Metric(node) => node.span,
            Component::Video(node) => node.span,
            Component::VideoGroup(node) => node.span,
            Component::KnowledgeBase(node) => node.span,
            Component::CommonSolution(node) => node.span,
        }
    }

    /// The children that the format does not know, in order; those of the videos of a group are theirs.
    pub fn other(&self) -> &[OtherChild] {
        match self {
            Component::Insight(node) => &node.other,
            Component::Metric(node) => &node.other,
            Component::Video(node) => &node.other,
            Component::VideoGroup(node) => &node.other,
            Component::KnowledgeBase(node) => &node.other,
            Component::CommonSolution(node) => &node.other,
        }
    }

    /// The programs that the component is meant for, such as `Portal`; empty where it is for all.
    pub fn clients(&self) -> &[Spanned<Text>] {
        match self {
            Component::Insight(node) => &node.clients,
            Component::Metric(node) => &node.clients,
            Component::KnowledgeBase(node) => &node.clients,
            Component::CommonSolution(node) => &node.clients,
            Component::Video(_) | Component::VideoGroup(_) => &[],
        }
    }

    /// Whether the component is meant for `client`, whose case does not count.
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse_lenient("<azureKB><client>Portal, ASC</client></azureKB>");
    /// let component = article.components().next().ok_or("no component")?;
    /// assert!(component.is_for("portal") && !component.is_for("mail"));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn is_for(&self, client: &str) -> bool {
        let clients = self.clients();
        clients.is_empty() || clients.iter().any(|known| known.eq_ignore_ascii_case(client))
    }

    /// The videos: that of a video, those of a group.
    pub fn videos(&self) -> &[Video] {
        match self {
            Component::Video(video) => std::slice::from_ref(video),
            Component::VideoGroup(group) => &group.videos,
            _ => &[],
        }
    }

    fn element(&self) -> Element {
        match self {
            Component::Insight(_) => Element::Insight,
            Component::Metric(_) => Element::Metric,
            Component::Video(_) => Element::Video,
            Component::VideoGroup(_) => Element::VideoGroup,
            Component::KnowledgeBase(_) => Element::KnowledgeBase,
            Component::CommonSolution(_) => Element::CommonSolution,
        }
    }

    /// Gives the component another place; parts of it keep theirs.
    pub fn set_span(&mut self, span: Span) {
        match self {
            Component::Insight(node) => node.span = span,
            Component::Metric(node) => node.span = span,
            Component::Video(node) => node.span = span,
            Component::VideoGroup(node) => node.span = span,
            Component::KnowledgeBase(node) => node.span = span,
            Component::CommonSolution(node) => node.span = span,
        }
    }

    /// How many bytes of text its values have.
    pub(crate) fn text_len(&self) -> usize {
        let own = match self {
            Component::Insight(node) => node.text_len(),
            Component::Metric(node) => node.text_len(),
            Component::CommonSolution(node) => len(node.article_id.as_ref()),
            Component::Video(_) | Component::VideoGroup(_) | Component::KnowledgeBase(_) => 0,
        };
        let videos: usize = self.videos().iter().map(Video::text_len).sum();
        let clients: usize = self.clients().iter().map(|client| client.len()).sum();
        own + videos + clients + self.other().iter().map(OtherChild::text_len).sum::<usize>()
    }
}

/// What a search of the web finds (`<azureKB>`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct KnowledgeBase {
    /// The programs that it is meant for, such as `Portal`; empty where it is for all (`client`).
    #[serde(default, rename = "client", skip_serializing_if = "Vec::is_empty")]
    pub clients: Vec<Spanned<Text>>,
    /// The children that the format does not know, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<OtherChild>,
    /// Its place, tags included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// Another article, shown in this place (`<CommonSolution>`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CommonSolution {
    /// The `articleId` of the other article; `None` where its author left it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_id: Option<Spanned<Text>>,
    /// The programs that it is meant for, such as `Portal`; empty where it is for all (`client`).
    #[serde(default, rename = "client", skip_serializing_if = "Vec::is_empty")]
    pub clients: Vec<Spanned<Text>>,
    /// The children that the format does not know, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<OtherChild>,
    /// Its place, tags included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

impl CommonSolution {
    /// The article with this `articleId`.
    pub fn new(article_id: impl Into<Text>) -> CommonSolution {
        CommonSolution { article_id: Some(article_id.into().into()), ..CommonSolution::default() }
    }
}

/// How long a text is that may be absent.
fn len(text: Option<&Spanned<Text>>) -> usize {
    text.map_or(0, |text| text.len())
}
