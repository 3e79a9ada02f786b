//! Answers to a form, and whether they are good (format §7).

mod check;
mod submitted;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::value::Value;
use super::{Error, json};

pub use check::{Problem, ProblemKind};

/// Answers to a form: values by the ids of its elements.
///
/// A value is a string, for several choices an array of strings, for numbers a number. What was not answered is left out,
/// or `null`, blank or `[]`.
///
/// ```
/// use selfhelp::payload::answers::Answers;
///
/// let answers = Answers::new().set("kind", "disk").set("size", 5_i64).set("apps", vec!["web", "db"]);
/// assert_eq!(answers, Answers::from_json(r#"{ "kind": "disk", "size": 5, "apps": ["web", "db"] }"#)?);
/// # Ok::<(), selfhelp::payload::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers {
    given: BTreeMap<String, Value>,
}

impl Answers {
    /// No answers.
    pub fn new() -> Answers {
        Answers::default()
    }

    /// These answers, and one more; it takes the place of an earlier one to the same question.
    #[must_use]
    pub fn set(mut self, id: impl Into<String>, answer: impl Into<Value>) -> Answers {
        self.given.insert(id.into(), answer.into());
        self
    }

    /// Answers from JSON: an object of values by id. Of repeated keys the last counts.
    ///
    /// # Errors
    ///
    /// Text that is not JSON, such as `{ "kind": }`, and JSON that is not an object, such as `[]`.
    pub fn from_json(json: &str) -> Result<Answers, Error> {
        let payload =
            super::Payload { text: json.trim_start_matches('\u{feff}').into(), span: crate::span::Span::NONE };
        match payload.to_value()? {
            Value::Object(members) => Ok(members.into_iter().collect()),
            _ => {
                let message = "expected an object of answers by id".to_owned();
                Err(Error::from(json::Fault { at: 0..0, message, line_end: None, fix: None }))
            }
        }
    }

    /// The answer to an element, whatever it is.
    pub fn get(&self, id: &str) -> Option<&Value> {
        self.given.get(id)
    }

    /// Ids and answers, in the order of the ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.given.iter().map(|(id, answer)| (id.as_str(), answer))
    }

    /// Number of answers, those that count as none included.
    pub fn len(&self) -> usize {
        self.given.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Answers {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(answers: I) -> Answers {
        Answers { given: answers.into_iter().map(|(id, answer)| (id.into(), answer.into())).collect() }
    }
}

/// Whether a value counts as no answer: `null`, a string of nothing but blanks, tabs and line ends, an empty array.
pub(super) fn is_no_answer(answer: &Value) -> bool {
    match answer {
        Value::Null => true,
        Value::String(text) => is_blank(text),
        Value::Array(elements) => elements.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

/// Whether a text holds nothing but blanks, tabs and line ends.
fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// The choices that a host fetched for questions with dynamic options, by the ids of their elements.
///
/// ```
/// use selfhelp::payload::answers::Choices;
///
/// let choices = Choices::new().set("machine", [("/machines/1", "web-1"), ("/machines/2", "web-2")]);
/// assert_eq!(choices.get("machine").map(|choices| choices.len()), Some(2));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Choices {
    fetched: BTreeMap<String, Vec<(String, String)>>,
}

impl Choices {
    /// No choices: a question with dynamic options then takes any text.
    pub fn new() -> Choices {
        Choices::default()
    }

    /// These choices, and those of one more element: what an answer holds, and what people read.
    #[must_use]
    pub fn set<V: Into<String>, T: Into<String>>(
        mut self,
        id: impl Into<String>,
        choices: impl IntoIterator<Item = (V, T)>,
    ) -> Choices {
        let choices = choices.into_iter().map(|(value, text)| (value.into(), text.into())).collect();
        self.fetched.insert(id.into(), choices);
        self
    }

    /// The choices of an element: what an answer holds, and what people read.
    pub fn get(&self, id: &str) -> Option<&[(String, String)]> {
        self.fetched.get(id).map(Vec::as_slice)
    }
}
