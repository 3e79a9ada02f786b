//! [`Labels`], the words that renderers add of their own.

use std::borrow::Cow;

use super::payload::{FormLabels, RecommendationLabels};
use crate::tree::AlertKind;

/// The words that renderers add of their own, to be replaced in other languages.
///
/// ```
/// use selfhelp::render::Labels;
/// use selfhelp::tree::AlertKind;
///
/// let mut labels = Labels::default();
/// assert_eq!(labels.alert(AlertKind::Note), "Note");
/// labels.note = "Hinweis".into();
/// assert_eq!(labels.alert(AlertKind::Note), "Hinweis");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Labels {
    /// Above `> [!NOTE]`.
    pub note: Cow<'static, str>,
    /// Above `> [!TIP]`.
    pub tip: Cow<'static, str>,
    /// Above `> [!IMPORTANT]`.
    pub important: Cow<'static, str>,
    /// Above `> [!WARNING]`.
    pub warning: Cow<'static, str>,
    /// Above `> [!CAUTION]`.
    pub caution: Cow<'static, str>,
    /// The summary of a `<details>` that has none.
    pub details: Cow<'static, str>,
    /// In text, before the name of a portal page that has no address: `portal page Fabrikam/Images`.
    pub portal_page: Cow<'static, str>,
    /// In text, before what a picture shows: `[Picture: The lamp is red]`.
    pub picture: Cow<'static, str>,
    /// In forms.
    pub form: FormLabels,
    /// In recommendations, topics and menus.
    pub recommendation: RecommendationLabels,
    /// Before the title of a video: `Video: Scale a plan up`.
    pub video: Cow<'static, str>,
    /// In place of a check that a portal runs.
    pub insight: Cow<'static, str>,
    /// In place of what a search of the web finds.
    pub knowledge_base: Cow<'static, str>,
    /// The text of the link to another article whose place this is.
    pub common_solution: Cow<'static, str>,
    /// Before the title of a chart: `Chart: Processor use (Percentage CPU, average over 1 day)`.
    pub chart: Cow<'static, str>,
    /// What a chart draws, `{}` for [a time](Labels::days): `sum over {}`.
    pub sum: Cow<'static, str>,
    /// The same for an average.
    pub average: Cow<'static, str>,
    /// The same for how many values there were.
    pub count: Cow<'static, str>,
    /// The same for the smallest value.
    pub minimum: Cow<'static, str>,
    /// The same for the largest value.
    pub maximum: Cow<'static, str>,
    /// The time of a chart of one day: `1 day`.
    pub day: Cow<'static, str>,
    /// The time of a chart of several days, `{}` for how many: `{} days`.
    pub days: Cow<'static, str>,
}

impl Labels {
    /// The word for a kind of note.
    pub fn alert(&self, kind: AlertKind) -> &str {
        match kind {
            AlertKind::Note => &self.note,
            AlertKind::Tip => &self.tip,
            AlertKind::Important => &self.important,
            AlertKind::Warning => &self.warning,
            AlertKind::Caution => &self.caution,
        }
    }
}

impl Default for Labels {
    fn default() -> Labels {
        Labels {
            note: "Note".into(),
            tip: "Tip".into(),
            important: "Important".into(),
            warning: "Warning".into(),
            caution: "Caution".into(),
            details: "Details".into(),
            portal_page: "portal page".into(),
            picture: "Picture".into(),
            form: FormLabels::default(),
            recommendation: RecommendationLabels::default(),
            video: "Video".into(),
            insight: "An automatic check runs here in the portal.".into(),
            knowledge_base: "Search results appear here in the portal.".into(),
            common_solution: "How to solve this".into(),
            chart: "Chart".into(),
            sum: "sum over {}".into(),
            average: "average over {}".into(),
            count: "count over {}".into(),
            minimum: "minimum over {}".into(),
            maximum: "maximum over {}".into(),
            day: "1 day".into(),
            days: "{} days".into(),
        }
    }
}
