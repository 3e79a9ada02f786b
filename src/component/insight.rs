//! [`Insight`]: checks that a portal runs.

use serde::{Deserialize, Serialize};

use super::{OtherChild, len};
use crate::span::{Span, Spanned};
use crate::text::Text;

/// Checks that a portal runs, whose results it shows (`<insight>`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Insight {
    /// The checks (`symptomId`). Internal names: readers have no use for them.
    #[serde(default, rename = "symptomId", skip_serializing_if = "Vec::is_empty")]
    pub symptom_ids: Vec<Spanned<Text>>,
    /// What shows while a check runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub execution_text: Option<Spanned<Text>>,
    /// What shows where a check takes too long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout_text: Option<Spanned<Text>>,
    /// What shows where a check finds nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_result_text: Option<Spanned<Text>>,
    /// What shows where a check fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_text: Option<Spanned<Text>>,
    /// Whether a check needs answers of the reader first; [`Insight::additional_inputs_req`] fills in what holds otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub additional_inputs_req: Option<Spanned<bool>>,
    /// How many results show at most; [`Insight::max_insight_count`] fills in what holds otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_insight_count: Option<Spanned<u32>>,
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

impl Insight {
    /// An insight of these checks.
    pub fn new<I: Into<Text>>(symptom_ids: impl IntoIterator<Item = I>) -> Insight {
        let symptom_ids = symptom_ids.into_iter().map(|id| Spanned::from(id.into())).collect();
        Insight { symptom_ids, ..Insight::default() }
    }

    /// Whether a check needs answers of the reader first: not, unless its author said so.
    pub fn additional_inputs_req(&self) -> bool {
        self.additional_inputs_req.as_ref().is_some_and(|needs| needs.inner)
    }

    /// How many results show at most: 3, unless its author said otherwise.
    pub fn max_insight_count(&self) -> u32 {
        self.max_insight_count.as_ref().map_or(3, |count| count.inner)
    }

    pub(super) fn text_len(&self) -> usize {
        // Every field is named, so that a new one is not forgotten; the last three are counted for all components.
        let Insight {
            symptom_ids,
            execution_text,
            timeout_text,
            no_result_text,
            failed_text,
            additional_inputs_req: _,
            max_insight_count: _,
            clients: _,
            other: _,
            span: _,
        } = self;
        let texts = [execution_text, timeout_text, no_result_text, failed_text];
        let ids: usize = symptom_ids.iter().map(|id| id.len()).sum();
        ids + texts.into_iter().map(|text| len(text.as_ref())).sum::<usize>()
    }
}
