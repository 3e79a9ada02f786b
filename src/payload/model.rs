//! [`Model`]: what a payload is, typed (format §7).

use serde::{Deserialize, Serialize};

use super::Payload;
use super::advisor::AdvisorRecommendation;
use super::diagnose::DiagnoseAndSolve;
use super::form::ScopingQuestions;
use super::json::{self, At, Document};
use super::read::Reader;
use super::topics::SupportTopicDescriptions;
use super::value::Value;
use crate::diagnostic::Diagnostic;
use crate::metadata::SelfHelpType;
use crate::span::Span;
use crate::text::Text;

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

/// The keys that tell the models apart; the first that is there decides.
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
        by_key.or_else(|| match declared? {
            SelfHelpType::ProblemScopingQuestions | SelfHelpType::TsgQuestions => Some(Which::ScopingQuestions),
            SelfHelpType::AdvisorRecommendationMetadata => Some(Which::AdvisorRecommendation),
            SelfHelpType::SupportTopicDescription => Some(Which::SupportTopicDescriptions),
            SelfHelpType::DiagnoseAndSolve => Some(Which::DiagnoseAndSolve),
            _ => None,
        })
    }
}

/// Reads the model of a payload, and what is odd about it.
pub(crate) fn read(
    document: &Document<'_>,
    text: &Text,
    span: Span,
    declared: Option<&SelfHelpType>,
) -> (Model, Vec<Diagnostic>) {
    let mut reader = Reader::new(document, text, span);
    let root = document.root();
    let which = root.and_then(|root| Some((root, Which::of(document, root, declared)?)));
    let model = match which {
        Some((at, Which::ScopingQuestions)) => Model::ScopingQuestions(ScopingQuestions::read(&mut reader, at)),
        Some((at, Which::AdvisorRecommendation)) => {
            Model::AdvisorRecommendation(AdvisorRecommendation::read(&mut reader, at))
        }
        Some((at, Which::SupportTopicDescriptions)) => {
            Model::SupportTopicDescriptions(SupportTopicDescriptions::read(&mut reader, at))
        }
        Some((at, Which::DiagnoseAndSolve)) => Model::DiagnoseAndSolve(DiagnoseAndSolve::read(&mut reader, at)),
        None => Model::Unknown(root.map_or(Value::Null, |root| reader.value(root))),
    };
    (model, reader.found)
}

impl Payload {
    /// The payload, typed: by its keys, which tell its kind.
    ///
    /// It is read anew each time, in less than twice the time that `serde_json` takes for a `Value`; keep it. Text that
    /// is no JSON gives what could be read of it. Values have their places in the article, as long as [`Payload::text`] is
    /// as it was parsed. What was odd is among the article's diagnostics.
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
        read(&json::read(&self.text), &self.text, span, declared).0
    }
}
