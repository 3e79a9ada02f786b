//! Answers as a browser submits them.

use super::{Answers, Choices, is_blank};
use crate::payload::form::{Asks, Element, ScopingQuestions};
use crate::payload::value::{Number, Value};

impl Answers {
    /// Answers from the names and values that a browser submits for a form, decoded.
    ///
    /// Of text and of one choice the last value counts, of several choices all do; where their options are dynamic each line
    /// is one. For a dynamic question the exact text of one of its options becomes that option's value. A number is read
    /// where one is written, and is otherwise left for [`ScopingQuestions::validate`] to refuse. Line ends become `\n`.
    /// Names that are not an element's are the host's own, and left out, as are empty fields.
    pub fn from_form<K: AsRef<str>, V: AsRef<str>>(
        form: &ScopingQuestions,
        pairs: impl IntoIterator<Item = (K, V)>,
        choices: &Choices,
    ) -> Answers {
        let mut answers = Answers::new();
        for (name, value) in pairs {
            let Some(element) = form.answered_by(name.as_ref()) else { continue };
            let value = value.as_ref().replace("\r\n", "\n").replace('\r', "\n");
            answers.add(element, name.as_ref(), &value, choices);
        }
        answers
    }

    /// As [`Answers::from_form`], from a body of type `application/x-www-form-urlencoded`, such as `kind=a+disk&size=5`.
    ///
    /// What is not a valid encoding is taken as it is; bytes that are not UTF-8 become U+FFFD.
    pub fn from_urlencoded(form: &ScopingQuestions, body: &str, choices: &Choices) -> Answers {
        let pairs =
            body.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        Answers::from_form(form, pairs.map(|(name, value)| (decoded(name), decoded(value))), choices)
    }

    fn add(&mut self, element: &Element, id: &str, value: &str, choices: &Choices) {
        let dynamic = element.dynamic.is_some();
        match element.asks() {
            Asks::Many => {
                let lines = if dynamic { value.split('\n').collect() } else { vec![value] };
                let lines = lines.into_iter().filter(|line| !is_blank(line));
                let new = lines.map(|line| Value::from(element.value_of(id, line, choices)));
                match self.given.get_mut(id) {
                    Some(Value::Array(held)) => held.extend(new),
                    _ => {
                        let new: Vec<Value> = new.collect();
                        if !new.is_empty() {
                            self.given.insert(id.to_owned(), Value::Array(new));
                        }
                    }
                }
            }
            _ if is_blank(value) => drop(self.given.remove(id)),
            Asks::Number => {
                let number = Number::read(value.trim()).map(Value::Number);
                self.given.insert(id.to_owned(), number.unwrap_or_else(|| Value::from(value)));
            }
            Asks::One => drop(self.given.insert(id.to_owned(), Value::from(element.value_of(id, value, choices)))),
            _ => drop(self.given.insert(id.to_owned(), Value::from(value))),
        }
    }
}

impl ScopingQuestions {
    /// The first element with this id that takes an answer.
    pub(super) fn answered_by(&self, id: &str) -> Option<&Element> {
        let mut elements = self.elements().iter().map(|element| &element.inner);
        elements.find(|element| element.id.as_deref() == Some(id) && element.takes_answer())
    }
}

impl Element {
    /// The value of the dynamic option with exactly this text; else what was written.
    fn value_of<'v>(&'v self, id: &str, written: &'v str, choices: &'v Choices) -> &'v str {
        if self.dynamic.is_none() {
            return written;
        }
        let fetched = choices.get(id).unwrap_or_default().iter().map(|(value, text)| (value.as_str(), text.as_str()));
        let always = self.offered().iter().map(|option| (option.value.inner.as_str(), option.text.inner.as_str()));
        let options = fetched.chain(always);
        let mut values = options.filter(|(_, text)| *text == written).map(|(value, _)| value);
        values.next().unwrap_or(written)
    }
}

/// `+` and `%41` decoded.
fn decoded(encoded: &str) -> String {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.filter(|hex| *first == b'%' && hex.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match (first, byte.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (_, Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
                continue;
            }
            (b'+', None) => bytes.push(b' '),
            (byte, None) => bytes.push(*byte),
        }
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
