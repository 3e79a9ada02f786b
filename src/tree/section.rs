//! [`Section`]: a named part of an article, and the names there are (format §3).

use serde::{Deserialize, Serialize};

use super::Parts;
use crate::span::Span;
use crate::text::Text;

/// A section: the content between `<!--name-->` and `<!--/name-->`, or after `:::Section title:::`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// Which section this is.
    pub kind: SectionKind,
    /// The title written in `:::Section title:::`; marked sections have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// The content of the section, in document order.
    pub parts: Parts,
    /// From the first byte of the opening marker to the last byte that belongs to the section, markers included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// Declares [`SectionKind`]: a row for each name, with its spelling in CSS and the level of such sections.
macro_rules! sections {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $class:literal, $level:ident;)*) => {
        /// The names of sections.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum SectionKind {
            $($(#[$doc])* #[serde(rename = $name)] $kind,)*
        }

        impl SectionKind {
            /// Every kind, in the order of the format reference.
            pub const ALL: [SectionKind; [$($name),*].len()] = [$(SectionKind::$kind),*];

            /// The name as the serialised form and the tool write it: `issueDescription`, …, `titled`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(SectionKind::$kind => $name,)*
                }
            }

            /// The class of such sections in HTML.
            pub(crate) fn class(self) -> &'static str {
                match self {
                    $(SectionKind::$kind => $class,)*
                }
            }

            pub(crate) fn level(self) -> Level {
                match self {
                    $(SectionKind::$kind => Level::$level,)*
                }
            }
        }
    };
}

sections! {
    /// `<!--issueDescription-->`
    IssueDescription = "issueDescription", "issue-description", Outer;
    /// `<!--recommendedActions-->`
    RecommendedActions = "recommendedActions", "recommended-actions", Outer;
    /// `<!--rcaDescription-->`
    RcaDescription = "rcaDescription", "rca-description", Outer;
    /// `<!--resolutionDetails-->`
    ResolutionDetails = "resolutionDetails", "resolution-details", Inner;
    /// `<!--salutation-->`
    Salutation = "salutation", "salutation", Outer;
    /// `<!--additionalInfo-->`
    AdditionalInfo = "additionalInfo", "additional-info", Inner;
    /// `<!--nextSteps-->`
    NextSteps = "nextSteps", "next-steps", Inner;
    /// `<!--Link-->`, in articles of the type `PartnerCenterQuickStart`
    Link = "link", "link", QuickStart;
    /// `<!--Text-->`, in articles of the type `PartnerCenterQuickStart`
    Text = "text", "text", QuickStart;
    /// `<!--IconClass-->`, in articles of the type `PartnerCenterQuickStart`
    IconClass = "iconClass", "icon-class", QuickStart;
    /// `:::Section title:::`
    Titled = "titled", "titled", Outer;
}

/// Which sections end one that nothing closes: those of its own level, as `<!--nextSteps-->` ends `<!--additionalInfo-->` and
/// not the `<!--rcaDescription-->` around both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Outer,
    /// Inside another section.
    Inner,
    /// In articles of the type `PartnerCenterQuickStart`, and nowhere else.
    QuickStart,
}

impl SectionKind {
    /// Whether only articles of the type `PartnerCenterQuickStart` have such sections.
    pub(crate) fn is_quick_start(self) -> bool {
        self.level() == Level::QuickStart
    }

    /// The kind with this name, in any case.
    pub fn from_name(name: &str) -> Option<SectionKind> {
        SectionKind::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(name))
    }
}
