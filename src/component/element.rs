//! [`Element`]: the elements that are components, and their children.

/// Makes [`Element`] of its rows: each names an element in the case that authors are to use, says whether people may write that name
/// in angle brackets as a word, and lists its children.
macro_rules! elements {
    ($($element:ident = $name:literal, is_word: $is_word:literal, [$($child:literal),*];)*) => {
        /// An element that is a component.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Element {
            $($element,)*
        }

        impl Element {
            pub(super) const ALL: &[Element] = &[$(Element::$element),*];

            /// The name, in the case that authors are to use.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Element::$element => $name,)* }
            }

            /// How its start tag begins.
            pub(super) fn opener(self) -> &'static str {
                match self { $(Element::$element => concat!("<", $name),)* }
            }

            /// How its end tag begins.
            pub(super) fn closer(self) -> &'static str {
                match self { $(Element::$element => concat!("</", $name),)* }
            }

            /// The children that the format knows.
            pub(super) fn children(self) -> &'static [&'static str] {
                match self { $(Element::$element => &[$($child),*],)* }
            }

            /// Whether its name is a word that people may write in angle brackets: `<metric>` for whichever metric.
            pub(super) fn is_word(self) -> bool {
                match self { $(Element::$element => $is_word,)* }
            }
        }
    };
}

elements! {
    Insight = "insight", is_word: true, [
        "symptomId", "executionText", "timeoutText", "noResultText", "failedText", "additionalInputsReq", "maxInsightCount",
        "client"
    ];
    Metric = "metric", is_word: true, [
        "name", "aggregationType", "timeSpanDuration", "title", "timeSpanType", "client", "namespace"
    ];
    VideoGroup = "videoGroup", is_word: false, ["video"];
    Video = "video", is_word: true, ["src", "title", "size"];
    KnowledgeBase = "azureKB", is_word: false, ["client"];
    CommonSolution = "CommonSolution", is_word: false, ["articleId", "client"];
}
