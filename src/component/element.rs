//! [`Element`]: the elements that are components, and their children.

/// An element that is a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Element {
    Insight,
    Metric,
    VideoGroup,
    Video,
    KnowledgeBase,
    CommonSolution,
}

impl Element {
    pub(super) const ALL: [Element; 6] = [
        Element::Insight,
        Element::Metric,
        Element::VideoGroup,
        Element::Video,
        Element::KnowledgeBase,
        Element::CommonSolution,
    ];

    /// The name, in the case that authors are to use.
    pub(crate) fn name(self) -> &'static str {
        &self.opener()[1..]
    }

    /// How its start tag begins.
    pub(super) fn opener(self) -> &'static str {
        match self {
            Element::Insight => "<insight",
            Element::Metric => "<metric",
            Element::VideoGroup => "<videoGroup",
            Element::Video => "<video",
            Element::KnowledgeBase => "<azureKB",
            Element::CommonSolution => "<CommonSolution",
        }
    }

    /// How its end tag begins.
    pub(super) fn closer(self) -> &'static str {
        match self {
            Element::Insight => "</insight",
            Element::Metric => "</metric",
            Element::VideoGroup => "</videoGroup",
            Element::Video => "</video",
            Element::KnowledgeBase => "</azureKB",
            Element::CommonSolution => "</CommonSolution",
        }
    }

    /// The children that the format knows.
    pub(super) fn children(self) -> &'static [&'static str] {
        match self {
            Element::Insight => &[
                "symptomId",
                "executionText",
                "timeoutText",
                "noResultText",
                "failedText",
                "additionalInputsReq",
                "maxInsightCount",
                "client",
            ],
            Element::Metric => {
                &["name", "aggregationType", "timeSpanDuration", "title", "timeSpanType", "client", "namespace"]
            }
            Element::VideoGroup => &["video"],
            Element::Video => &["src", "title", "size"],
            Element::KnowledgeBase => &["client"],
            Element::CommonSolution => &["articleId", "client"],
        }
    }

    /// Whether its name is a word that people may write in angle brackets: `<metric>` for whichever metric.
    pub(super) fn is_word(self) -> bool {
        matches!(self, Element::Insight | Element::Metric | Element::Video)
    }
}
