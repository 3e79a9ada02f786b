//! A question as it shows.

use std::borrow::Cow;
use std::collections::HashSet;

use super::filled;
use super::form::plain;
use super::given::Given;
use super::labels::FormLabels;
use super::settings::Form;
use crate::fields;
use crate::payload::answers::Problem;
use crate::payload::form::{Asks, Control as Written, Element, Rule, ScopingQuestions};
use crate::source::{snippet, without_comments};
use crate::tree::Blocks;

/// A question as it shows.
pub(crate) struct Question<'f> {
    pub(crate) element: &'f Element,
    /// Its number, from 1.
    pub(crate) number: usize,
    pub(crate) label: Blocks,
    /// When it is to be answered, in words.
    pub(crate) condition: Option<String>,
    /// The author's hints.
    pub(crate) hints: Vec<Blocks>,
    /// What a number must be.
    pub(crate) bounds: Option<String>,
    pub(crate) control: Control,
    /// What can be chosen.
    pub(crate) options: Vec<Choosable<'f>>,
    pub(crate) given: Given<'f>,
    pub(crate) problem: Option<&'f Problem>,
}

/// What can be chosen: what an answer holds, and what people read.
pub(crate) struct Choosable<'f> {
    pub(crate) value: &'f str,
    pub(crate) text: Cow<'f, str>,
}

/// What people answer with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Control {
    /// Text of so many lines; one is a field that cannot have more.
    Text {
        lines: i64,
    },
    /// A number.
    Number {
        whole: bool,
    },
    DateTime,
    /// One of the options, all of which show.
    Radio,
    /// One of the options in a list.
    Select,
    /// Any of the options, all of which show.
    Checkboxes,
    /// Any of the options in a list.
    SelectMany,
    /// Text, for which the options are suggestions.
    Suggest,
    /// Several texts, for which the options are suggestions.
    SuggestMany,
}

/// How many options of a form still show as boxes, each with the name of its question. A list has it once.
pub(super) struct Boxes {
    left: usize,
}

impl Default for Boxes {
    fn default() -> Boxes {
        Boxes { left: 2000 }
    }
}

/// The longest id whose question shows its options as boxes; the longest of real ones has 60 bytes.
const LONGEST_ID: usize = 120;

impl Boxes {
    fn take(&mut self, element: &Element, options: usize) -> bool {
        let fits = options <= self.left && element.id.as_deref().is_none_or(|id| id.len() <= LONGEST_ID);
        self.left -= if fits { options } else { 0 };
        fits
    }
}

/// The `text` of an option without its author's comments.
pub(super) fn said(text: &str) -> Cow<'_, str> {
    match without_comments(text) {
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        text => text,
    }
}

impl<'f> Question<'f> {
    pub(super) fn new(
        form: &'f ScopingQuestions,
        element: &'f Element,
        number: usize,
        condition: Option<String>,
        settings: &Form<'f>,
        labels: &FormLabels,
        boxes: &mut Boxes,
    ) -> Question<'f> {
        let fetched = element.id.as_deref().and_then(|id| settings.choices?.get(id));
        let is_free = element.dynamic.is_some() && fetched.is_none();
        let fetched = fetched.filter(|_| element.dynamic.is_some()).unwrap_or_default();
        let options: Vec<Choosable<'f>> = match element.asks() {
            Asks::One | Asks::Many => {
                let fetched =
                    fetched.iter().map(|(value, text)| Choosable { value, text: Cow::Borrowed(text.as_str()) });
                let own = element.offered().iter();
                fetched
                    .chain(own.map(|option| Choosable { value: &option.value.inner, text: said(&option.text.inner) }))
                    .collect()
            }
            _ => Vec::new(),
        };
        let control = control(element, is_free, options.len(), boxes);
        let words = element.content.iter().chain(&element.text).chain(&element.info_balloon_text);
        let hints = words.chain(&element.hints).map(fields::html);
        let mut hints: Vec<Blocks> = hints.filter(|hint| !hint.is_empty()).collect();
        hints.extend(pattern_message(element).map(|message| plain(&message)));
        let label = match &element.display_label {
            Some(label) => fields::html(label),
            None => plain(&element.name()),
        };
        Question {
            element,
            number,
            label,
            condition,
            hints,
            bounds: bounds(form, element, labels),
            control,
            options,
            given: Given::new(element, settings.answers),
            problem: None,
        }
    }

    /// How it is to be answered, in words for text: `required, choose one`.
    pub(crate) fn how(&self, labels: &FormLabels) -> Option<String> {
        let required = self.element.is_required();
        let how = match self.control {
            Control::Radio | Control::Select | Control::Suggest => Some(&labels.choose_one),
            Control::Checkboxes | Control::SelectMany | Control::SuggestMany if required => Some(&labels.choose_some),
            Control::Checkboxes | Control::SelectMany | Control::SuggestMany => Some(&labels.choose_many),
            _ => None,
        };
        let said: Vec<&str> =
            required.then_some(&labels.required).into_iter().chain(how).map(|words| &**words).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }

    /// Whether an answer may be none of the options.
    pub(crate) fn is_free(&self) -> bool {
        matches!(self.control, Control::Suggest | Control::SuggestMany)
    }

    /// How many lines there are for text on paper, where it cannot scroll.
    pub(crate) fn blank_lines(&self) -> usize {
        if matches!(self.control, Control::Text { lines } if lines > 1) { 3 } else { 1 }
    }

    /// What can be chosen, and whether it was: after the options, the answers that are none of them.
    pub(crate) fn choices(&self) -> Vec<(bool, &str)> {
        let values: HashSet<&str> = self.options.iter().map(|option| option.value).collect();
        let is_free = self.is_free();
        let others = self.given.texts().iter().map(|text| &**text).filter(|text| is_free && !values.contains(text));
        let options = self.options.iter().map(|option| (self.given.holds(option.value), &*option.text));
        options.chain(others.map(|text| (true, text))).collect()
    }

    /// What a number or a day must be, in words.
    pub(crate) fn expected<'w>(&'w self, labels: &'w FormLabels) -> Option<&'w str> {
        match self.control {
            Control::Number { whole } => {
                let any = if whole { &labels.whole_number } else { &labels.number };
                Some(self.bounds.as_deref().unwrap_or(any))
            }
            Control::DateTime => Some(&labels.date_time),
            _ => None,
        }
    }

    /// What shows in the empty field, unless it is the question once more.
    pub(crate) fn placeholder(&self) -> Option<String> {
        let says_more = |words: &str| !words.is_empty() && words.trim() != self.element.name().trim();
        self.element.watermark().filter(|words| says_more(words)).map(|words| words.into_owned())
    }

    /// The question as it is in a form to fill in: what cannot show in its field is a hint.
    pub(crate) fn in_fields(self) -> Question<'f> {
        match self.control {
            Control::DateTime | Control::Radio | Control::Checkboxes | Control::SelectMany => self.on_paper(),
            _ => self,
        }
    }

    /// The question as it is where there are no fields: what would show in one is a hint, unless it is the label, too, or says
    /// no more than [`how`](Question::how).
    pub(crate) fn on_paper(mut self) -> Question<'f> {
        let has_label = self.element.label().is_some_and(|label| !label.is_empty());
        let is_choice = matches!(self.element.asks(), Asks::One | Asks::Many);
        let hint = self.placeholder().filter(|words| has_label && !(is_choice && asks_to_choose(words)));
        self.hints.extend(hint.as_deref().map(plain));
        self
    }
}

/// Whether `words` only ask to choose: `Choose an option`, `-- Please select --`, `Select…`.
fn asks_to_choose(words: &str) -> bool {
    const OF_WHAT: [&str; 14] = [
        "",
        "one",
        "option",
        "an option",
        "one option",
        "item",
        "an item",
        "value",
        "a value",
        "answer",
        "an answer",
        "from the list",
        "from the list below",
        "from the below list",
    ];
    let words = words.to_ascii_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.next_if_eq(&"please");
    let is_verb = words.next().is_some_and(|word| matches!(word, "choose" | "select" | "pick"));
    is_verb && OF_WHAT.contains(&words.take(5).collect::<Vec<_>>().join(" ").as_str())
}

fn control(element: &Element, is_free: bool, options: usize, boxes: &mut Boxes) -> Control {
    let written = element.control.as_ref().map(|control| &control.inner);
    match element.asks() {
        Asks::One if is_free => Control::Suggest,
        Asks::Many if is_free => Control::SuggestMany,
        Asks::One if written == Some(&Written::RadioButtonGroup) && boxes.take(element, options) => Control::Radio,
        Asks::One => Control::Select,
        Asks::Many if boxes.take(element, options) => Control::Checkboxes,
        Asks::Many => Control::SelectMany,
        Asks::Number => Control::Number {
            whole: element.validations.iter().any(|check| check.applies() && check.rule == Rule::Integer),
        },
        Asks::DateTime => Control::DateTime,
        _ => {
            let lines = element.number_of_lines.as_deref().copied();
            let many = written == Some(&Written::MultilineTextbox);
            Control::Text { lines: if many { lines.unwrap_or(3).clamp(2, 30) } else { 1 } }
        }
    }
}

/// The author's message of a pattern.
fn pattern_message(element: &Element) -> Option<Cow<'_, str>> {
    let patterns = element.validations.iter().filter(|check| check.applies() && check.pattern().is_some());
    patterns.filter_map(|check| check.told()).next()
}

/// What a number must be, in words: “A whole number more than 0”.
fn bounds(form: &ScopingQuestions, element: &Element, labels: &FormLabels) -> Option<String> {
    if element.asks() != Asks::Number {
        return None;
    }
    let rules = element.validations.iter().filter(|check| check.applies()).map(|check| &check.rule);
    let (mut whole, mut bounds) = (false, Vec::new());
    for rule in rules {
        let answer = |id: &str| {
            let other = form.element(id);
            let name = other.map_or(id.into(), |element| element.name());
            filled(&labels.answer_to, &filled(&labels.quoted, &snippet(&name)))
        };
        bounds.push(match rule {
            Rule::Integer => {
                whole = true;
                continue;
            }
            Rule::MoreThan(bound) => filled(&labels.more_than, bound),
            Rule::LessThan(bound) => filled(&labels.less_than, bound),
            Rule::AtLeast(bound) => filled(&labels.at_least, bound),
            Rule::AtMost(bound) => filled(&labels.at_most, bound),
            Rule::MoreThanAnswer(id) => filled(&labels.more_than, &answer(id)),
            Rule::LessThanAnswer(id) => filled(&labels.less_than, &answer(id)),
            Rule::Pattern(_) | Rule::MaxLength(_) => continue,
        });
    }
    if !whole && bounds.is_empty() {
        return None;
    }
    let mut words = (if whole { &labels.whole_number } else { &labels.number }).to_string();
    for (index, bound) in bounds.iter().enumerate() {
        words.push(' ');
        if index > 0 {
            words.extend([&*labels.and, " "]);
        }
        words.push_str(bound);
    }
    Some(words)
}

impl Question<'_> {
    /// The least and the greatest number that the field takes, where a field can say exactly that.
    pub(crate) fn range(&self) -> (Option<String>, Option<String>) {
        let Control::Number { whole } = self.control else { return (None, None) };
        let (mut least, mut most): (Option<i64>, Option<i64>) = (None, None);
        for check in self.element.validations.iter().filter(|check| check.applies()) {
            let number = |bound: &str| bound.parse::<i64>().ok();
            match &check.rule {
                Rule::MoreThan(bound) if whole => {
                    least = least.max(number(bound).and_then(|bound| bound.checked_add(1)))
                }
                Rule::AtLeast(bound) => least = least.max(number(bound)),
                Rule::LessThan(bound) if whole => {
                    most = smaller(most, number(bound).and_then(|bound| bound.checked_sub(1)));
                }
                Rule::AtMost(bound) => most = smaller(most, number(bound)),
                _ => {}
            }
        }
        (least.map(|least| least.to_string()), most.map(|most| most.to_string()))
    }
}

fn smaller(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
