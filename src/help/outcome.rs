//! [`Outcome`]: what became of a check.

use super::replacement::Insight;
use super::solution::HelpSolution;
use super::word::DiagnosticStatus;
use crate::component;
use crate::text::Text;

/// What became of a check.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Outcome {
    /// It found nothing.
    NoResult,
    /// It found these; as many of them show as the article's author has shown at most.
    Found(Vec<Insight>),
    /// It took too long.
    Timeout,
    /// It could not be completed.
    Failed,
}

/// What the article says of a check and the JSON does not. Solutions compare without it.
#[derive(Clone, Debug, Default)]
pub(super) struct Unsent {
    /// The position of its insight among the components: the checks of an insight have one sentence.
    pub(super) component: Option<usize>,
    /// What an author has readers told of each outcome.
    no_result: Option<Text>,
    timeout: Option<Text>,
    failed: Option<Text>,
    /// How many insights show at most.
    most: Option<u32>,
}

impl PartialEq for Unsent {
    fn eq(&self, _: &Unsent) -> bool {
        true
    }
}

impl Unsent {
    pub(super) fn of(insight: &component::Insight, component: usize) -> Unsent {
        let text = |text: &Option<crate::span::Spanned<Text>>| text.as_ref().map(|text| text.inner.clone());
        Unsent {
            component: Some(component),
            no_result: text(&insight.no_result_text),
            timeout: text(&insight.timeout_text),
            failed: text(&insight.failed_text),
            most: Some(insight.max_insight_count()),
        }
    }
}

impl HelpSolution {
    /// This solution after the check of `symptom` came to `outcome`: with its status, and what the article's author has
    /// readers told. A symptom that is not checked changes nothing.
    ///
    /// The words of authors are not sent, so that a solution that was deserialised has none for an outcome.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::help::Outcome;
    ///
    /// let article = Article::parse_lenient(
    ///     "<properties />\n<insight>\n  <symptomId>DiskQueue</symptomId>\n  <noResultText>The queue is short</noResultText>\n</insight>\n",
    /// );
    /// let solution = article.to_help_solution().with_outcome("DiskQueue", Outcome::NoResult);
    /// let check = solution.diagnostics().next().ok_or("no check")?;
    /// assert_eq!(check.status_details.as_deref(), Some("The queue is short"));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn with_outcome(mut self, symptom: &str, outcome: Outcome) -> HelpSolution {
        for check in self.diagnostics_mut().filter(|check| check.solution_id.as_deref() == Some(symptom)) {
            let unsent = &check.unsent;
            check.insights = Vec::new();
            (check.status, check.status_details) = match &outcome {
                Outcome::NoResult => (Some(DiagnosticStatus::Succeeded), unsent.no_result.clone()),
                Outcome::Timeout => (Some(DiagnosticStatus::Timeout), unsent.timeout.clone()),
                Outcome::Failed => (Some(DiagnosticStatus::Failed), unsent.failed.clone()),
                Outcome::Found(insights) => {
                    let most = unsent.most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
                    check.insights = insights.iter().take(most).cloned().collect();
                    (Some(DiagnosticStatus::Succeeded), None)
                }
            };
        }
        self
    }
}
