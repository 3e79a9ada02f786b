//! Checking answers: [`ScopingQuestions::validate`].

use std::borrow::Cow;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{Answers, Choices, is_blank, is_no_answer};
use crate::payload::form::{Asks, Element, Rule, ScopingQuestions, Validation};
use crate::payload::value::{Number, Value};
use crate::source::snippet;
use crate::text::Text;

/// What is wrong with an answer, or that it is missing.
///
/// ```
/// # let json = r#"{ "formElements": [{ "id": "size", "controlType": "numerictextbox", "displayLabel": "New limit",
/// #   "validations": [{ "type": "GreaterThan", "value": 0 }] }] }"#;
/// # use selfhelp::payload::answers::Answers;
/// # let article = selfhelp::Article::parse(&format!("<properties />\n# Disks\n---\n{json}\n---\n"))?;
/// # let form = article.payload().and_then(|payload| payload.model().into_form()).ok_or("no form")?;
/// let problems = form.validate(&Answers::new().set("size", -1_i64)).unwrap_err();
/// assert_eq!(problems[0].message, "“New limit” must be more than 0: -1 is not");
/// assert_eq!((problems[0].code(), problems[0].id.as_str()), ("answer-range", "size"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Problem {
    /// The id that the answer was given to.
    pub id: String,
    /// The element, as its place in [`ScopingQuestions::elements`]; none for an answer to no question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<usize>,
    /// What is wrong, for hosts that say it in their own words.
    #[serde(flatten)]
    pub kind: ProblemKind,
    /// What is wrong and what is right, for the person who answers.
    pub message: String,
}

/// What can be wrong with an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "code")]
#[non_exhaustive]
pub enum ProblemKind {
    /// A question that is shown and required has no answer.
    #[serde(rename = "answer-missing")]
    Missing,
    /// The answer is of another type than its question asks for, such as text for a number.
    #[serde(rename = "answer-type")]
    Type,
    /// It is none of so many choices.
    #[serde(rename = "answer-option")]
    Option {
        /// What was chosen.
        value: String,
        /// How many choices there are.
        choices: usize,
    },
    /// The same choice twice.
    #[serde(rename = "answer-repeated")]
    Repeated {
        /// What was chosen twice.
        value: String,
    },
    /// No day and time, or a day that does not exist.
    #[serde(rename = "answer-date")]
    Date,
    /// Text with too many characters.
    #[serde(rename = "answer-length")]
    Length {
        /// How many it may have.
        most: usize,
        /// How many it has.
        found: usize,
    },
    /// A number that is not whole.
    #[serde(rename = "answer-integer")]
    Integer,
    /// A number over a bound.
    #[serde(rename = "answer-range")]
    Range {
        /// The bound in words: `more than 0`.
        bound: String,
    },
    /// Text that does not fit its pattern.
    #[serde(rename = "answer-pattern")]
    Pattern {
        /// The regular expression.
        pattern: String,
    },
    /// No question has this id.
    #[serde(rename = "answer-unknown")]
    Unknown,
}

impl Problem {
    /// The stable name of what is wrong: `answer-missing`, `-type`, `-option`, `-repeated`, `-date`, `-length`, `-integer`,
    /// `-range`, `-pattern`, `-unknown`.
    pub fn code(&self) -> &'static str {
        match self.kind {
            ProblemKind::Missing => "answer-missing",
            ProblemKind::Type => "answer-type",
            ProblemKind::Option { .. } => "answer-option",
            ProblemKind::Repeated { .. } => "answer-repeated",
            ProblemKind::Date => "answer-date",
            ProblemKind::Length { .. } => "answer-length",
            ProblemKind::Integer => "answer-integer",
            ProblemKind::Range { .. } => "answer-range",
            ProblemKind::Pattern { .. } => "answer-pattern",
            ProblemKind::Unknown => "answer-unknown",
        }
    }
}

impl ScopingQuestions {
    /// The elements that are shown, given these answers, in the order of asking.
    pub fn shown(&self, answers: &Answers) -> Vec<&Element> {
        let shown = self.rules().shown(answers);
        let asked = self.order().filter(|index| shown.get(*index) == Some(&true));
        asked.filter_map(|index| self.elements().get(index)).map(|element| &element.inner).collect()
    }

    /// Checks answers, and gives those that count: the ones to questions that are shown.
    ///
    /// An answer to a question that is not shown neither matters nor comes back. A question with dynamic options takes any
    /// text; [`ScopingQuestions::validate_with`] knows what can be chosen.
    ///
    /// # Errors
    ///
    /// What is wrong, one problem for a question at most, in the order of asking; answers to no question last.
    pub fn validate(&self, answers: &Answers) -> Result<Answers, Vec<Problem>> {
        self.validate_with(answers, &Choices::default())
    }

    /// Checks answers where a host fetched the `choices` of questions with dynamic options.
    ///
    /// # Errors
    ///
    /// As [`ScopingQuestions::validate`].
    pub fn validate_with(&self, answers: &Answers, choices: &Choices) -> Result<Answers, Vec<Problem>> {
        let shown = self.rules().shown(answers);
        let mut problems = Vec::new();
        let mut good = Answers::new();
        let mut known = HashSet::new();
        for index in self.order() {
            let Some(element) = self.elements().get(index).filter(|element| element.takes_answer()) else { continue };
            let Some(id) = element.id.as_deref() else { continue };
            known.insert(id);
            if shown.get(index) != Some(&true) {
                continue;
            }
            let check = Check { form: self, element, answers, choices, shown: &shown, id };
            match answers.get(id).filter(|answer| !is_no_answer(answer)) {
                None if element.is_required() => {
                    problems.push(check.problem(index, ProblemKind::Missing, "needs an answer"))
                }
                None => {}
                Some(answer) => match check.answer(answer) {
                    None => drop(good.given.insert(id.to_owned(), answer.clone())),
                    Some((kind, message)) => problems.push(check.problem(index, kind, &message)),
                },
            }
        }
        for (id, _) in answers.iter().filter(|(id, _)| !known.contains(id)) {
            let message = format!("no question has the id “{}”", snippet(id));
            problems.push(Problem { id: id.to_owned(), element: None, kind: ProblemKind::Unknown, message });
        }
        if problems.is_empty() { Ok(good) } else { Err(problems) }
    }
}

/// One question whose answer is checked.
struct Check<'c> {
    form: &'c ScopingQuestions,
    element: &'c Element,
    answers: &'c Answers,
    choices: &'c Choices,
    shown: &'c [bool],
    id: &'c str,
}

/// What is wrong, and how a sentence goes on that begins with the question's name.
type Wrong = (ProblemKind, String);

impl Check<'_> {
    fn problem(&self, index: usize, kind: ProblemKind, rest: &str) -> Problem {
        let gap = if rest.starts_with(':') { "" } else { " " };
        let message = format!("“{}”{gap}{rest}", snippet(&self.element.name()));
        Problem { id: self.id.to_owned(), element: Some(index), kind, message }
    }

    fn answer(&self, answer: &Value) -> Option<Wrong> {
        let shown = written(answer);
        let wrong_type = |expected: &str| Some((ProblemKind::Type, format!("must be {expected}: {shown} is not")));
        match (self.element.asks(), answer) {
            (Asks::Number, Value::Number(number)) => self.number(number),
            (Asks::Number, _) => wrong_type("a number"),
            (Asks::Many, Value::Array(chosen)) => match chosen.iter().find(|choice| choice.as_str().is_none()) {
                None => self.chosen(&chosen.iter().filter_map(Value::as_str).collect::<Vec<&str>>()),
                Some(other) => Some((ProblemKind::Type, format!(": a choice is text: {} is not", written(other)))),
            },
            (Asks::Many, _) => wrong_type("a list of choices"),
            (Asks::One, Value::String(chosen)) => self.chosen(&[chosen]),
            (Asks::One, _) => wrong_type("one choice"),
            (Asks::DateTime, Value::String(text)) => (!is_date_time(text)).then(|| {
                (ProblemKind::Date, format!("must be a day and a time such as 2024-05-31T14:30: {shown} is not"))
            }),
            (Asks::DateTime, _) => wrong_type("a day and a time such as 2024-05-31T14:30"),
            (Asks::Text, Value::String(text)) => self.text(text),
            (Asks::Text | Asks::Nothing, _) => wrong_type("text"),
        }
    }

    fn chosen(&self, chosen: &[&str]) -> Option<Wrong> {
        let fetched = self.element.dynamic.as_ref().map(|_| self.choices.get(self.id));
        let is_free = matches!(fetched, Some(None));
        let offered = self.element.offered().iter().map(|option| &option.value.inner);
        let values: HashSet<&str> = if is_free {
            HashSet::new()
        } else {
            let fetched = fetched.flatten().unwrap_or_default().iter().map(|(value, _)| value.as_str());
            offered.map(Text::as_str).chain(fetched).collect()
        };
        let is_good = |value: &str| if is_free { !is_blank(value) } else { values.contains(value) };
        if let Some(value) = chosen.iter().find(|value| !is_good(value)) {
            let choices = values.len();
            let message = if is_free {
                ": a choice is blank".to_owned()
            } else {
                format!(": “{}” is none of the {choices} choices", snippet(value))
            };
            return Some((ProblemKind::Option { value: (*value).to_owned(), choices }, message));
        }
        let mut seen = HashSet::new();
        let again = chosen.iter().find(|value| !seen.insert(**value))?;
        let message = format!(": “{}” is chosen twice", snippet(again));
        Some((ProblemKind::Repeated { value: (*again).to_owned() }, message))
    }

    fn text(&self, text: &str) -> Option<Wrong> {
        let found = text.chars().count();
        let rules = || self.element.validations.iter().filter(|validation| validation.applies());
        let lengths = rules().filter_map(|validation| match validation.rule {
            Rule::MaxLength(most) => Some(most),
            _ => None,
        });
        let own = self.element.max_length.as_deref().copied();
        if let Some(most) =
            lengths.chain(own).min().map(|most| usize::try_from(most).unwrap_or(0)).filter(|most| found > *most)
        {
            let message = format!("must have at most {most} characters: this has {found}");
            return Some((ProblemKind::Length { most, found }, message));
        }
        rules().find_map(|validation| {
            let pattern = validation.pattern().filter(|pattern| !pattern.fits(text))?;
            let message = match validation.told() {
                Some(message) => format!(": {message}"),
                None => "is not written as it should be".to_owned(),
            };
            let _ = pattern;
            Some((ProblemKind::Pattern { pattern: validation.rule.to_string() }, message))
        })
    }

    fn number(&self, number: &Number) -> Option<Wrong> {
        let rules = || self.element.validations.iter().filter(|validation| validation.applies());
        let told = |check: &Validation, ours: String| check.told().map_or(ours, |message| format!(": {message}"));
        if let Some(check) = rules().find(|check| check.rule == Rule::Integer && !number.is_whole()) {
            let message = format!("must be a whole number: {number} is not");
            return Some((ProblemKind::Integer, told(check, message)));
        }
        rules().find_map(|check| {
            let bound = match check.rule.other() {
                Some(id) => self.answer_of(id)?,
                None => check.rule.bound()?,
            };
            let order = number.compare(&bound);
            let is_good = match check.rule {
                Rule::MoreThan(_) | Rule::MoreThanAnswer(_) => order.is_gt(),
                Rule::LessThan(_) | Rule::LessThanAnswer(_) => order.is_lt(),
                Rule::AtLeast(_) => order.is_ge(),
                Rule::AtMost(_) => order.is_le(),
                _ => true,
            };
            let bound = match check.rule.other() {
                Some(id) => self.bound_in_words(&check.rule, id),
                None => check.rule.to_string(),
            };
            let message = format!("must be {bound}: {number} is not");
            (!is_good).then(|| (ProblemKind::Range { bound }, told(check, message)))
        })
    }

    /// The number that was answered to another element that is shown.
    fn answer_of(&self, id: &str) -> Option<Number> {
        let index = self.form.elements().iter().position(|element| element.id.as_deref() == Some(id))?;
        self.shown.get(index).filter(|shown| **shown)?;
        self.answers.get(id)?.as_number()
    }

    /// A bound that is the answer to another element, by its label.
    fn bound_in_words(&self, rule: &Rule, id: &str) -> String {
        let name = self.form.element(id).map_or(Cow::Borrowed(id), |element| Cow::Owned(element.name().into_owned()));
        let more = matches!(rule, Rule::MoreThanAnswer(_));
        format!("{} than the answer to “{name}”", if more { "more" } else { "less" })
    }
}

/// An answer as a message repeats it.
fn written(answer: &Value) -> String {
    match answer {
        Value::String(text) => format!("“{}”", snippet(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Null => "nothing".to_owned(),
    }
}

/// `YYYY-MM-DDThh:mm[:ss[.f]]` with optional `Z` or `±hh:mm`, of a day that exists.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let Some((clock, fraction)) = time.split_at_checked(5) else { return false };
    is_date(date) && is_clock(clock) && is_end_of_time(fraction)
}

fn two(digits: &str) -> Option<u32> {
    (digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit())).then(|| digits.parse().ok())?
}

fn is_date(date: &str) -> bool {
    let mut parts = date.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    if year.len() != 4 || !year.bytes().all(|digit| digit.is_ascii_digit()) {
        return false;
    }
    let year: u32 = year.parse().unwrap_or_default();
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match two(month) {
        Some(1 | 3 | 5 | 7 | 8 | 10 | 12) => 31,
        Some(4 | 6 | 9 | 11) => 30,
        Some(2) if leap => 29,
        Some(2) => 28,
        _ => return false,
    };
    two(day).is_some_and(|day| (1..=days).contains(&day))
}

/// `hh:mm`
fn is_clock(clock: &str) -> bool {
    let parts = clock.split_once(':').map(|(hour, minute)| (two(hour), two(minute)));
    matches!(parts, Some((Some(0..24), Some(0..60))))
}

/// `[:ss[.f]]` and `Z` or `±hh:mm`
fn is_end_of_time(rest: &str) -> bool {
    let rest = match rest.strip_prefix(':') {
        Some(after) => {
            let Some((seconds, after)) = after.split_at_checked(2) else { return false };
            if !matches!(two(seconds), Some(0..60)) {
                return false;
            }
            match after.strip_prefix('.') {
                Some(fraction) => {
                    let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
                    if zone.len() == fraction.len() {
                        return false;
                    }
                    zone
                }
                None => after,
            }
        }
        None => rest,
    };
    rest.is_empty() || rest == "Z" || rest.strip_prefix(['+', '-']).is_some_and(is_clock)
}
