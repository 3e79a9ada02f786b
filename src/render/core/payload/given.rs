//! [`Given`]: what was answered to a question.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::payload::Value;
use crate::payload::answers::Answers;
use crate::payload::form::Element;

/// What was answered to a question.
#[derive(Default)]
pub(crate) struct Given<'f> {
    texts: Vec<Cow<'f, str>>,
    known: HashSet<&'f str>,
}

impl<'f> Given<'f> {
    pub(super) fn new(element: &Element, answers: Option<&'f Answers>) -> Given<'f> {
        let answer = element.id.as_deref().and_then(|id| answers?.get(id));
        let values: &[Value] = match answer {
            None => &[],
            Some(Value::Array(values)) => values,
            Some(value) => std::slice::from_ref(value),
        };
        let texts: Vec<Cow<'_, str>> = values
            .iter()
            .filter_map(|value| match value {
                Value::String(text) => Some(Cow::Borrowed(text.as_str())),
                Value::Number(number) => Some(Cow::Owned(number.to_string())),
                Value::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
                Value::Null | Value::Array(_) | Value::Object(_) => None,
            })
            .collect();
        let known = values.iter().filter_map(Value::as_str).collect();
        Given { texts, known }
    }

    /// Whether nothing was answered.
    pub(crate) fn is_empty(&self) -> bool {
        self.texts.iter().all(|text| text.trim().is_empty())
    }

    /// Whether the option with this value was chosen.
    pub(crate) fn holds(&self, value: &str) -> bool {
        self.known.contains(value)
    }

    /// The answers, in order.
    pub(crate) fn texts(&self) -> &[Cow<'f, str>] {
        &self.texts
    }

    /// The answer as one text.
    pub(crate) fn text(&self) -> String {
        self.texts.join("\n")
    }
}
