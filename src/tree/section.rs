//! [`Section`]: a named part of an article, and the names there are (format §3).

use serde::{Deserialize, Serialize};

use super::Parts;
use crate::span::Span;
use crate::text::Text;

/// A section: what stands between `<!--name-->` and `<!--/name-->`, or behind `:::Section title:::`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// Which section this is.
    pub kind: SectionKind,
    /// The title written in `:::Section title:::`; marked sections have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// What the section holds, in document order.
    pub parts: Parts,
    /// From the first byte of the opening marker to the last byte that belongs to the section, markers included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

/// The names a section marker can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum SectionKind {
    /// `<!--issueDescription-->`
    IssueDescription,
    /// `<!--recommendedActions-->`
    RecommendedActions,
    /// `<!--rcaDescription-->`
    RcaDescription,
    /// `<!--resolutionDetails-->`
    ResolutionDetails,
    /// `<!--salutation-->`
    Salutation,
    /// `<!--additionalInfo-->`
    AdditionalInfo,
    /// `<!--nextSteps-->`
    NextSteps,
    /// `<!--Link-->`, in articles of the type `PartnerCenterQuickStart`
    Link,
    /// `<!--Text-->`, in articles of the type `PartnerCenterQuickStart`
    Text,
    /// `<!--IconClass-->`, in articles of the type `PartnerCenterQuickStart`
    IconClass,
    /// `:::Section title:::`
    Titled,
}

impl SectionKind {
    /// Every kind, in the order of the format reference.
    pub const ALL: [SectionKind; 11] = [
        SectionKind::IssueDescription,
        SectionKind::RecommendedActions,
        SectionKind::RcaDescription,
        SectionKind::ResolutionDetails,
        SectionKind::Salutation,
        SectionKind::AdditionalInfo,
        SectionKind::NextSteps,
        SectionKind::Link,
        SectionKind::Text,
        SectionKind::IconClass,
        SectionKind::Titled,
    ];

    /// The name as the serialised form and the tool write it: `issueDescription`, …, `titled`.
    pub fn as_str(self) -> &'static str {
        match self {
            SectionKind::IssueDescription => "issueDescription",
            SectionKind::RecommendedActions => "recommendedActions",
            SectionKind::RcaDescription => "rcaDescription",
            SectionKind::ResolutionDetails => "resolutionDetails",
            SectionKind::Salutation => "salutation",
            SectionKind::AdditionalInfo => "additionalInfo",
            SectionKind::NextSteps => "nextSteps",
            SectionKind::Link => "link",
            SectionKind::Text => "text",
            SectionKind::IconClass => "iconClass",
            SectionKind::Titled => "titled",
        }
    }

    /// Whether only articles of the type `PartnerCenterQuickStart` have such sections.
    pub(crate) fn is_quick_start(self) -> bool {
        matches!(self, SectionKind::Link | SectionKind::Text | SectionKind::IconClass)
    }

    /// The kind with this name, in any case.
    pub fn from_name(name: &str) -> Option<SectionKind> {
        SectionKind::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(name))
    }
}
