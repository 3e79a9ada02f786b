//! [`Model`]: what a payload is, typed (format §7).

use serde::{Deserialize, Serialize};

use super::Payload;
use super::advisor::AdvisorRecommendation;
use super::diagnose::DiagnoseAndSolve;
use super::form::ScopingQuestions;
use super::json::{self, At, Document};
use super::read::{Odd, Reader};
use super::topics::SupportTopicDescriptions;
use super::value::Value;
use crate::diagnostic::Diagnostic;
use crate::metadata::SelfHelpType;
use crate::span::Span;

/// A payload, typed.
///
/// It serialises as `{"kind": "scopingQuestions", "value": {…}}`, with what was not given left out and what is unknown under
/// `other`, and comes back equal, but for the places of its values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
#[allow(clippy::large_enum_variant, reason = "a payload has one, which is not moved about")]
#[non_exhaustive]
pub enum Model {
    /// Questions that people are asked.
    ScopingQuestions(ScopingQuestions),
    /// A recommendation.
    AdvisorRecommendation(AdvisorRecommendation),
    /// Topics that people choose from.
    #[serde(rename = "supportTopicDescription")]
    SupportTopicDescriptions(SupportTopicDescriptions),
    /// A menu of problems and tools.
    DiagnoseAndSolve(DiagnoseAndSolve),
    /// Something else.
    Unknown(Value),
}

impl Model {
    /// The form, if it is one.
    pub fn into_form(self) -> Option<ScopingQuestions> {
        if let Model::ScopingQuestions(form) = self { Some(form) } else { None }
    }

    /// The form, if it is one.
    pub fn as_form(&self) -> Option<&ScopingQuestions> {
        if let Model::ScopingQuestions(form) = self { Some(form) } else { None }
    }
}

/// Which model a payload has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    ScopingQuestions,
    AdvisorRecommendation,
    SupportTopicDescriptions,
    DiagnoseAndSolve,
}

/// The keys that distinguish the models; the first that is there decides.
const TELLING: [(&str, Which); 4] = [
    ("formElements", Which::ScopingQuestions),
    ("recommendationTypeId", Which::AdvisorRecommendation),
    ("supportTopics", Which::SupportTopicDescriptions),
    ("commonProblems", Which::DiagnoseAndSolve),
];

impl Which {
    fn of(document: &Document<'_>, root: At, declared: Option<&SelfHelpType>) -> Option<Which> {
        let mut found: Option<usize> = None;
        for (key, _) in document.members(root) {
            let written = document.string(key);
            let is = |known: &str| {
                let mut letters = written.bytes().filter(|byte| !byte.is_ascii_whitespace());
                known.bytes().all(|byte| letters.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&byte)))
                    && letters.next().is_none()
            };
            let telling = TELLING.iter().position(|(known, _)| written.len() >= known.len() && is(known));
            found = found.into_iter().chain(telling).min();
        }
        let by_key = found.and_then(|found| TELLING.get(found)).map(|(_, which)| *which);
        by_key.or_else(|| Which::of_type(declared?))
    }

    fn of_type(declared: &SelfHelpType) -> Option<Which> {
        use SelfHelpType::{
            AdvisorRecommendationMetadata, Apollo, DiagnoseAndSolve, Diagnostics, Generic, GuidedTsContent, Insight,
            Other, PartnerCenterQuickStart, ProblemScopingQuestions, Rca, Resource, ServiceHealth,
            ServiceHealthInsights, SupportTopicBasedScopingQuestions, SupportTopicDescription, Tools, TsgContent,
            TsgDescription, TsgQuestions, TsgSummary,
        };
        match declared {
            ProblemScopingQuestions | TsgQuestions => Some(Which::ScopingQuestions),
            AdvisorRecommendationMetadata => Some(Which::AdvisorRecommendation),
            SupportTopicDescription => Some(Which::SupportTopicDescriptions),
            DiagnoseAndSolve => Some(Which::DiagnoseAndSolve),
            Generic
            | Resource
            | Diagnostics
            | Rca
            | ServiceHealthInsights
            | Apollo
            | Tools
            | PartnerCenterQuickStart => None,
            TsgContent | TsgDescription | TsgSummary | Other(_) => None,
            SupportTopicBasedScopingQuestions | Insight | GuidedTsContent | ServiceHealth => None,
        }
    }
}

impl Model {
    fn read(reader: &mut Reader<'_>, declared: Option<&SelfHelpType>) -> Model {
        let document = reader.document();
        let Some(whole) = document.root() else { return Model::Unknown(Value::Null) };
        let root = document.object().unwrap_or(whole);
        match Which::of(document, root, declared) {
            Some(Which::ScopingQuestions) => Model::ScopingQuestions(ScopingQuestions::read(reader, root)),
            Some(Which::AdvisorRecommendation) => {
                Model::AdvisorRecommendation(AdvisorRecommendation::read(reader, root))
            }
            Some(Which::SupportTopicDescriptions) => {
                Model::SupportTopicDescriptions(SupportTopicDescriptions::read(reader, root))
            }
            Some(Which::DiagnoseAndSolve) => Model::DiagnoseAndSolve(DiagnoseAndSolve::read(reader, root)),
            None => Model::Unknown(reader.value(whole)),
        }
    }
}

impl Payload {
    /// The payload, typed: by its keys, which decide its kind.
    ///
    /// It is read anew each time, in less than twice the time that `serde_json` takes for a `Value`; keep it. Text that
    /// is not JSON gives what could be read of it. Values have their places in the article, as long as [`Payload::text`] is
    /// as it was parsed. What was odd is among the findings of [`Article::check`](crate::Article::check).
    ///
    /// ```
    /// use selfhelp::payload::Model;
    ///
    /// let article = selfhelp::Article::parse(
    ///     "<properties />\n# Topics\n---\n{ \"supportTopics\": [{ \"id\": \"40060002\", \"category\": \"Orders\" }] }\n---\n",
    /// )?;
    /// let payload = article.payload().ok_or("no payload")?;
    /// if let Model::SupportTopicDescriptions(topics) = payload.model() {
    ///     assert_eq!(topics.support_topics[0].category.as_deref(), Some("Orders"));
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn model(&self) -> Model {
        self.model_of(None)
    }

    /// The payload, typed: by its keys, or else by the type that its article says it is of.
    pub fn model_of(&self, declared: Option<&SelfHelpType>) -> Model {
        let span = if self.span.len() == self.text.len() { self.span } else { Span::NONE };
        Model::read(&mut Reader::new(&json::read(&self.text), &self.text, span, Odd::Ignored), declared)
    }

    /// The payload, typed, and what is odd about it; it must be as it was parsed. Text that is not JSON has one error, of the
    /// parser.
    ///
    /// Parsing does not ask: typing a payload takes longer than finding it.
    pub(crate) fn model_and_odd(&self, declared: Option<&SelfHelpType>) -> (Model, Vec<Diagnostic>) {
        let document = json::read(&self.text);
        let odd = if document.fault.is_some() { Odd::Ignored } else { Odd::Reported };
        let mut reader = Reader::new(&document, &self.text, self.span, odd);
        let model = Model::read(&mut reader, declared);
        reader.steps_of_paths();
        (model, if odd == Odd::Reported { reader.found } else { Vec::new() })
    }
}
