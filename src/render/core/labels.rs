//! [`Labels`], the words that renderers add of their own.

use std::borrow::Cow;
use std::ops::Deref;

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

    /// The words in English.
    const fn english() -> Labels {
        Labels {
            note: Cow::Borrowed("Note"),
            tip: Cow::Borrowed("Tip"),
            important: Cow::Borrowed("Important"),
            warning: Cow::Borrowed("Warning"),
            caution: Cow::Borrowed("Caution"),
            details: Cow::Borrowed("Details"),
            portal_page: Cow::Borrowed("portal page"),
            picture: Cow::Borrowed("Picture"),
            form: FormLabels::english(),
            recommendation: RecommendationLabels::english(),
            video: Cow::Borrowed("Video"),
            insight: Cow::Borrowed("An automatic check runs here in the portal."),
            knowledge_base: Cow::Borrowed("Search results appear here in the portal."),
            common_solution: Cow::Borrowed("How to solve this"),
            chart: Cow::Borrowed("Chart"),
            sum: Cow::Borrowed("sum over {}"),
            average: Cow::Borrowed("average over {}"),
            count: Cow::Borrowed("count over {}"),
            minimum: Cow::Borrowed("minimum over {}"),
            maximum: Cow::Borrowed("maximum over {}"),
            day: Cow::Borrowed("1 day"),
            days: Cow::Borrowed("{} days"),
        }
    }
}

impl Default for Labels {
    fn default() -> Labels {
        Labels::english()
    }
}

static ENGLISH: Labels = Labels::english();

/// The words of a renderer, which are nearly always those in English: these are not made anew for each article.
#[derive(Clone, Debug)]
pub(crate) enum Wording {
    English,
    Own(Box<Labels>),
}

impl Deref for Wording {
    type Target = Labels;

    fn deref(&self) -> &Labels {
        match self {
            Wording::English => &ENGLISH,
            Wording::Own(labels) => labels,
        }
    }
}

impl From<Labels> for Wording {
    fn from(labels: Labels) -> Wording {
        Wording::Own(Box::new(labels))
    }
}
