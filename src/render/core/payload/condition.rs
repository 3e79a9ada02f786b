//! Conditions in words: “Which limit?” is “Cores”.

use std::collections::HashMap;

use super::filled;
use super::labels::FormLabels;
use super::question::said;
use crate::payload::answers::Choices;
use crate::payload::form::{Asks, Compared, Element, Resolved, ScopingQuestions, Shown};
use crate::source::shortened;
use crate::text::Text;

/// What a condition calls a question.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Naming {
    /// By its label: “Which limit?”.
    Label,
    /// By its number: question 1.
    Number,
}

/// Whether something shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shows {
    Always,
    Never,
    /// Only if this is so, in words.
    When(String),
}

/// A condition that says each thing once.
#[derive(Debug, PartialEq)]
enum Plain {
    Known(bool),
    Any(Vec<Plain>),
    All(Vec<Plain>),
    Is(usize, Vec<Text>),
    IsNone(usize, Vec<Text>),
    Answered(usize, bool),
    Bound(usize, Bound, String),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Bound {
    More,
    Less,
    Least,
    Most,
}

/// How many texts of one value a condition names; two options with one value are a slip, and three are rare.
const MOST_TEXTS: usize = 3;

/// The longest name or value in a condition, in characters.
const LONGEST: usize = 120;

/// How many bytes of conditions there may be for each byte of labels, ids and options: a condition of ten bytes may name a
/// label of sixty.
const MOST_WORDS: usize = 64 << 10;

/// What conditions of a form say.
pub(super) struct Conditions<'f> {
    form: &'f ScopingQuestions,
    labels: &'f FormLabels,
    choices: Option<&'f Choices>,
    naming: Naming,
    /// The numbers of questions, by their elements.
    numbers: HashMap<usize, usize>,
    /// The texts of options by their values, of elements that were asked for.
    texts: HashMap<usize, HashMap<&'f str, Vec<&'f str>>>,
    /// How many bytes of conditions there may still be.
    room: usize,
}

impl<'f> Conditions<'f> {
    pub(super) fn new(
        form: &'f ScopingQuestions,
        labels: &'f FormLabels,
        choices: Option<&'f Choices>,
        naming: Naming,
    ) -> Conditions<'f> {
        Conditions { form, labels, choices, naming, numbers: HashMap::new(), texts: HashMap::new(), room: MOST_WORDS }
    }

    /// Whether the element at `index` shows.
    pub(super) fn of(&self, index: usize) -> Shows {
        match self.plain_of(index) {
            Plain::Known(true) => Shows::Always,
            Plain::Known(false) => Shows::Never,
            _ => Shows::When(String::new()),
        }
    }

    /// Says which number a question has.
    pub(super) fn number(&mut self, index: usize, number: usize) {
        self.numbers.insert(index, number);
    }

    /// Whether the element at `index` shows, with its condition in words.
    pub(super) fn in_words(&mut self, index: usize) -> Shows {
        match self.plain_of(index) {
            Plain::Known(true) => Shows::Always,
            Plain::Known(false) => Shows::Never,
            plain => {
                let words = if self.room > 0 { self.words(&plain) } else { self.labels.answers_fit.to_string() };
                self.room = self.room.saturating_sub(words.len());
                Shows::When(words)
            }
        }
    }

    fn plain_of(&self, index: usize) -> Plain {
        match self.form.rules().elements.get(index).map(|rule| &rule.shown) {
            None | Some(Shown::Always) => Plain::Known(true),
            Some(Shown::Never) => Plain::Known(false),
            Some(Shown::When(condition)) => self.plain(condition),
        }
    }

    fn plain(&self, condition: &Resolved) -> Plain {
        match condition {
            Resolved::Any(terms) => merged(terms.iter().map(|term| self.plain(term)).collect(), Joined::Any),
            Resolved::All(terms) => merged(terms.iter().map(|term| self.plain(term)).collect(), Joined::All),
            Resolved::Test(element, compared) => {
                let element = element.filter(|element| self.may_be_answered(*element));
                match (element, compared) {
                    (None, compared) => {
                        Plain::Known(matches!(compared, Compared::Answered(false) | Compared::IsNot(_)))
                    }
                    (Some(element), Compared::Is(value)) => Plain::Is(element, vec![value.clone()]),
                    (Some(element), Compared::IsNot(value)) => Plain::IsNone(element, vec![value.clone()]),
                    (Some(element), Compared::Answered(answered)) => Plain::Answered(element, *answered),
                    (Some(element), Compared::MoreThan(bound)) => plain_bound(element, Bound::More, bound),
                    (Some(element), Compared::LessThan(bound)) => plain_bound(element, Bound::Less, bound),
                    (Some(element), Compared::AtLeast(bound)) => plain_bound(element, Bound::Least, bound),
                    (Some(element), Compared::AtMost(bound)) => plain_bound(element, Bound::Most, bound),
                }
            }
        }
    }

    /// Whether people can answer the element at all.
    fn may_be_answered(&self, element: usize) -> bool {
        let rules = self.form.rules();
        let is_shown = rules.elements.get(element).is_some_and(|rule| !matches!(rule.shown, Shown::Never));
        is_shown && self.element(element).is_some_and(Element::takes_answer)
    }

    fn element(&self, index: usize) -> Option<&'f Element> {
        self.form.elements().get(index).map(|element| &element.inner)
    }

    fn words(&mut self, plain: &Plain) -> String {
        let labels = self.labels;
        match plain {
            Plain::Known(_) => String::new(),
            Plain::Any(terms) => self.joined(terms, &labels.or),
            Plain::All(terms) => self.joined(terms, &labels.and),
            Plain::Is(element, values) => {
                let verb = if self.holds_many(*element) { &labels.includes } else { &labels.is };
                let values = self.values(*element, values);
                format!("{} {verb} {}", self.name(*element), enumerated(&values, &labels.or))
            }
            Plain::IsNone(element, values) => {
                let values = self.values(*element, values);
                let verb = match (self.holds_many(*element), values.len()) {
                    (false, 0 | 1) => &labels.is_not,
                    (false, _) => &labels.is_none_of,
                    (true, 0 | 1) => &labels.does_not_include,
                    (true, _) => &labels.includes_none_of,
                };
                format!("{} {verb} {}", self.name(*element), enumerated(&values, &labels.and))
            }
            Plain::Answered(element, answered) => {
                let verb = if *answered { &labels.is_answered } else { &labels.is_not_answered };
                format!("{} {verb}", self.name(*element))
            }
            Plain::Bound(element, bound, number) => {
                let bound = match bound {
                    Bound::More => &labels.more_than,
                    Bound::Less => &labels.less_than,
                    Bound::Least => &labels.at_least,
                    Bound::Most => &labels.at_most,
                };
                format!("{} {} {}", self.name(*element), labels.is, filled(bound, number))
            }
        }
    }

    /// Conditions with a word between them; those of several words of this kind in brackets.
    fn joined(&mut self, terms: &[Plain], between: &str) -> String {
        let mut words = String::new();
        for (index, term) in terms.iter().enumerate() {
            if index > 0 {
                words.extend([" ", between, " "]);
            }
            let term_words = self.words(term);
            if matches!(term, Plain::Any(_) | Plain::All(_)) {
                words.extend(["(", &term_words, ")"]);
            } else {
                words.push_str(&term_words);
            }
        }
        words
    }

    fn holds_many(&self, element: usize) -> bool {
        self.element(element).is_some_and(|element| element.asks() == Asks::Many)
    }

    fn name(&self, element: usize) -> String {
        match self.numbers.get(&element).filter(|_| self.naming == Naming::Number) {
            Some(number) => filled(&self.labels.question, &number.to_string()),
            None => {
                let name = self.element(element).map(|element| element.name()).unwrap_or_default();
                filled(&self.labels.quoted, &shortened(&name, LONGEST))
            }
        }
    }

    /// The texts of these values: several where options have one value under several texts.
    fn values(&mut self, element: usize, values: &[Text]) -> Vec<String> {
        let mut shown = Vec::new();
        for value in values {
            let texts = self.texts_of(element).get(&**value).map(|texts| texts.as_slice()).unwrap_or_default();
            let texts = if texts.is_empty() { vec![&**value] } else { texts.to_vec() };
            shown.extend(texts.iter().map(|text| filled(&self.labels.quoted, &shortened(&said(text), LONGEST))));
        }
        shown
    }

    fn texts_of(&mut self, element: usize) -> &HashMap<&'f str, Vec<&'f str>> {
        let (form, choices) = (self.form, self.choices);
        self.texts.entry(element).or_insert_with(|| {
            let mut texts: HashMap<&str, Vec<&str>> = HashMap::new();
            let Some(element) = form.elements().get(element) else { return texts };
            let fetched = element.id.as_deref().and_then(|id| choices?.get(id)).unwrap_or_default();
            let fetched = fetched.iter().map(|(value, text)| (value.as_str(), text.as_str()));
            let options = element.offered().iter().chain(&element.options);
            let options = options.map(|option| (&*option.value.inner, &*option.text.inner));
            for (value, text) in fetched.chain(options) {
                let known = texts.entry(value).or_default();
                if known.len() < MOST_TEXTS && !known.contains(&text) {
                    known.push(text);
                }
            }
            texts
        })
    }
}

fn plain_bound(element: usize, bound: Bound, number: &Option<crate::payload::Number>) -> Plain {
    number.map_or(Plain::Known(false), |number| Plain::Bound(element, bound, number.to_string()))
}

/// How conditions are joined.
#[derive(Clone, Copy, PartialEq)]
enum Joined {
    Any,
    All,
}

/// Several conditions as one: what is known goes, and what is said of one question is said once.
fn merged(terms: Vec<Plain>, joined: Joined) -> Plain {
    let decides = joined == Joined::Any;
    let mut kept: Vec<Plain> = Vec::with_capacity(terms.len());
    let mut places: HashMap<usize, usize> = HashMap::new();
    let mut open: Vec<Plain> = terms.into_iter().rev().collect();
    while let Some(term) = open.pop() {
        match (term, joined) {
            (Plain::Known(known), _) if known == decides => return Plain::Known(known),
            (Plain::Known(_), _) => {}
            (Plain::Any(inner), Joined::Any) | (Plain::All(inner), Joined::All) => open.extend(inner.into_iter().rev()),
            (Plain::Is(element, more), Joined::Any) | (Plain::IsNone(element, more), Joined::All) => {
                let place = *places.entry(element).or_insert(kept.len());
                match kept.get_mut(place) {
                    Some(Plain::Is(_, values) | Plain::IsNone(_, values)) => values.extend(more),
                    _ => kept.push(if joined == Joined::Any {
                        Plain::Is(element, more)
                    } else {
                        Plain::IsNone(element, more)
                    }),
                }
            }
            (term, _) => kept.push(term),
        }
    }
    if joined == Joined::All {
        // `x != null && x == v` says only the second.
        let answered: std::collections::HashSet<usize> = kept.iter().filter_map(Plain::implies_answer).collect();
        kept.retain(|term| !matches!(term, Plain::Answered(element, true) if answered.contains(element)));
    }
    match kept.len() {
        0 => Plain::Known(!decides),
        1 => kept.pop().unwrap_or(Plain::Known(!decides)),
        _ if joined == Joined::Any => Plain::Any(kept),
        _ => Plain::All(kept),
    }
}

impl Plain {
    /// The question that has an answer where this holds.
    fn implies_answer(&self) -> Option<usize> {
        match self {
            Plain::Is(element, _) | Plain::Bound(element, ..) => Some(*element),
            Plain::Any(terms) => {
                let mut all = terms.iter().map(Plain::implies_answer);
                let first = all.next()??;
                all.all(|other| other == Some(first)).then_some(first)
            }
            _ => None,
        }
    }
}

/// `“A”, “B” or “C”`
fn enumerated(values: &[String], last: &str) -> String {
    let mut words = String::new();
    for (index, value) in values.iter().enumerate() {
        let before = match index {
            0 => "",
            _ if index + 1 == values.len() => {
                words.extend([" ", last, " "]);
                ""
            }
            _ => ", ",
        };
        words.push_str(before);
        words.push_str(value);
    }
    words
}
