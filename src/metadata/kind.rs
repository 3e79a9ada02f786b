//! [`SelfHelpType`]: what kind of article it is (format §2.1).

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::Text;

/// Declares the enum, its list of known values and their spelling.
macro_rules! self_help_types {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// The kind of an article: the property `selfHelpType` (format §2.1).
        ///
        /// Values are case-insensitive; one that the format does not know is kept as written.
        ///
        /// ```
        /// use selfhelp::metadata::SelfHelpType;
        ///
        /// assert_eq!(SelfHelpType::from("RCA"), SelfHelpType::Rca);
        /// assert_eq!(SelfHelpType::from("tsg_content").as_str(), "TSG_Content");
        /// assert_eq!(SelfHelpType::from("tsg-content").as_str(), "tsg-content");
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum SelfHelpType {
            $($(#[$doc])* $name,)*
            /// Any other value, as written.
            Other(Text),
        }

        impl SelfHelpType {
            /// The values that the format knows, in its order.
            pub const KNOWN: &'static [SelfHelpType] = &[$(SelfHelpType::$name),*];

            /// The value as the format spells it; another one as written.
            pub fn as_str(&self) -> &str {
                match self {
                    $(SelfHelpType::$name => $text,)*
                    SelfHelpType::Other(value) => value,
                }
            }
        }
    };
}

self_help_types! {
    /// `generic`
    Generic = "generic";
    /// `resource`
    Resource = "resource";
    /// `diagnostics`
    Diagnostics = "diagnostics";
    /// `rca`: an analysis of a root cause.
    Rca = "rca";
    /// `serviceHealthInsights`
    ServiceHealthInsights = "serviceHealthInsights";
    /// `problemScopingQuestions`; its body is a payload.
    ProblemScopingQuestions = "problemScopingQuestions";
    /// `advisorRecommendationMetadata`; its body is a payload.
    AdvisorRecommendationMetadata = "advisorRecommendationMetadata";
    /// `supportTopicDescription`; its body is a payload.
    SupportTopicDescription = "supportTopicDescription";
    /// `TSG_Content`
    TsgContent = "TSG_Content";
    /// `TSG_Description`
    TsgDescription = "TSG_Description";
    /// `TSG_Questions`; its body is a payload.
    TsgQuestions = "TSG_Questions";
    /// `TSG_Summary`
    TsgSummary = "TSG_Summary";
    /// `apollo`: an article with components and titled sections.
    Apollo = "apollo";
    /// `diagnoseAndSolve`; its body is a payload.
    DiagnoseAndSolve = "diagnoseAndSolve";
    /// `tools`
    Tools = "tools";
    /// `partnerCenterQuickStart`: an article with `Link`, `Text` and `IconClass` sections.
    PartnerCenterQuickStart = "partnerCenterQuickStart";
    /// `supportTopicBasedScopingQuestions`, in old articles.
    SupportTopicBasedScopingQuestions = "supportTopicBasedScopingQuestions";
    /// `insight`, in old articles.
    Insight = "insight";
    /// `Guided_TS_Content`, in old articles.
    GuidedTsContent = "Guided_TS_Content";
    /// `serviceHealth`, in old articles.
    ServiceHealth = "serviceHealth";
}

impl SelfHelpType {
    /// The known value with this spelling, in any case.
    pub fn known(value: &str) -> Option<SelfHelpType> {
        SelfHelpType::KNOWN.iter().find(|kind| kind.as_str().eq_ignore_ascii_case(value)).cloned()
    }

    /// Whether the body of such an article is a JSON payload (format §7).
    pub fn is_payload(&self) -> bool {
        matches!(
            self,
            SelfHelpType::ProblemScopingQuestions
                | SelfHelpType::TsgQuestions
                | SelfHelpType::AdvisorRecommendationMetadata
                | SelfHelpType::SupportTopicDescription
                | SelfHelpType::DiagnoseAndSolve
        )
    }
}

impl From<Text> for SelfHelpType {
    fn from(value: Text) -> SelfHelpType {
        SelfHelpType::known(&value).unwrap_or(SelfHelpType::Other(value))
    }
}

impl From<&str> for SelfHelpType {
    fn from(value: &str) -> SelfHelpType {
        SelfHelpType::known(value).unwrap_or_else(|| SelfHelpType::Other(Text::from(value)))
    }
}

impl FromStr for SelfHelpType {
    type Err = Infallible;

    fn from_str(value: &str) -> Result<SelfHelpType, Infallible> {
        Ok(SelfHelpType::from(value))
    }
}

impl fmt::Display for SelfHelpType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for SelfHelpType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for SelfHelpType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<SelfHelpType, D::Error> {
        Text::deserialize(deserializer).map(SelfHelpType::from)
    }
}
