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
    /// In forms.
    pub form: FormLabels,
    /// In recommendations, topics and menus.
    pub recommendation: RecommendationLabels,
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
            form: FormLabels::default(),
            recommendation: RecommendationLabels::default(),
        }
    }
}
