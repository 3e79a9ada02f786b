//! Conditions, looked up in their form: which element an id means, and which option a value.

use std::collections::HashMap;

use super::{Expression, Test, Tested, Visibility};
use crate::diagnostic::Code;
use crate::payload::answers::{Answers, is_no_answer};
use crate::payload::form::element::{Asks, Element};
use crate::payload::read::Reader;
use crate::payload::value::{Number, Value};
use crate::source::quoted_snippet;
use crate::span::Span;
use crate::span::Spanned;
use crate::text::Text;

/// When each element of a form is shown.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub(crate) elements: Vec<Rule>,
    /// The elements, each after those that its condition looks at.
    order: Vec<usize>,
}

#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: Text,
    pub(crate) asks: Asks,
    pub(crate) shown: Shown,
    /// Whether its condition looks at itself, perhaps by way of others.
    pub(crate) on_cycle: bool,
}

#[derive(Debug)]
pub(crate) enum Shown {
    Always,
    Never,
    When(Resolved),
}

/// A condition whose ids and values were looked up.
#[derive(Debug)]
pub(crate) enum Resolved {
    Any(Vec<Resolved>),
    All(Vec<Resolved>),
    /// What is tested of the answer to an element; to none for an id that no element has.
    Test(Option<usize>, Compared),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Compared {
    Is(Text),
    IsNot(Text),
    Answered(bool),
    MoreThan(Option<Number>),
    LessThan(Option<Number>),
    AtLeast(Option<Number>),
    AtMost(Option<Number>),
}

impl Rules {
    /// The rules of a form; what is odd about them goes to `reader`, if somebody wants to know.
    pub(in crate::payload) fn new(elements: &[Spanned<Element>], mut reader: Option<&mut Reader<'_>>) -> Rules {
        let is_conditional = |element: &Spanned<Element>| matches!(element.visibility.inner, Visibility::When(_));
        let mut lookup = if elements.iter().any(is_conditional) { Lookup::new(elements) } else { Lookup::default() };
        let mut rules = Rules { elements: Vec::with_capacity(elements.len()), order: Vec::new() };
        for element in elements {
            let shown = match &element.visibility.inner {
                Visibility::Always => Shown::Always,
                Visibility::Never => Shown::Never,
                Visibility::When(condition) => Shown::When(lookup.expression(&condition.expression, &mut reader)),
            };
            let id = element.id.as_ref().map(|id| id.inner.clone()).unwrap_or_default();
            rules.elements.push(Rule { id, asks: element.asks(), shown, on_cycle: false });
        }
        rules.sort();
        if let Some(reader) = reader {
            let cyclic = rules.elements.iter().zip(elements).filter(|(rule, _)| rule.on_cycle);
            for (rule, element) in cyclic {
                let message = format!("the condition of {} depends on itself", quoted_snippet(&rule.id));
                reader.warn(Code::VISIBILITY_CYCLE, element.visibility.span, message);
            }
        }
        rules
    }

    /// Puts the elements in order, and finds those on cycles.
    fn sort(&mut self) {
        let count = self.elements.len();
        if self.elements.iter().all(|rule| !matches!(rule.shown, Shown::When(_))) {
            self.order = (0..count).collect();
            return;
        }
        let looks_at: Vec<Vec<usize>> = self.elements.iter().map(|rule| rule.looks_at()).collect();
        let mut seen_by: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (element, others) in looks_at.iter().enumerate() {
            for other in others {
                seen_by[*other].push(element);
            }
        }
        let waiting: Vec<usize> = looks_at.iter().map(Vec::len).collect();
        self.order = ready(waiting.clone(), &seen_by);
        if self.order.len() == count {
            return;
        }
        let mut sorted = vec![false; count];
        self.order.iter().for_each(|element| sorted[*element] = true);
        for element in (0..count).filter(|element| !sorted[*element]) {
            self.elements[element].on_cycle = reaches(element, &looks_at);
        }
        // What looks at a cycle looks at answers only, and waits for nothing.
        let waits = |others: &Vec<usize>| others.iter().filter(|other| !self.elements[**other].on_cycle).count();
        let seen_by: Vec<Vec<usize>> = seen_by
            .into_iter()
            .enumerate()
            .map(|(element, by)| if self.elements[element].on_cycle { Vec::new() } else { by })
            .collect();
        self.order = ready(looks_at.iter().map(waits).collect(), &seen_by);
    }

    /// Which elements are shown, given these answers. Takes time in proportion to the form.
    pub(crate) fn shown(&self, answers: &Answers) -> Vec<bool> {
        let mut shown = vec![false; self.elements.len()];
        for element in &self.order {
            let is_shown = match &self.elements[*element].shown {
                Shown::Always => true,
                Shown::Never => false,
                Shown::When(condition) => self.holds(condition, answers, &shown),
            };
            shown[*element] = is_shown;
        }
        shown
    }

    fn holds(&self, condition: &Resolved, answers: &Answers, shown: &[bool]) -> bool {
        match condition {
            Resolved::Any(terms) => terms.iter().any(|term| self.holds(term, answers, shown)),
            Resolved::All(terms) => terms.iter().all(|term| self.holds(term, answers, shown)),
            Resolved::Test(element, compared) => {
                let rule = element.map(|element| (&self.elements[element], shown[element]));
                let rule = rule.filter(|(rule, shown)| *shown || rule.on_cycle).map(|(rule, _)| rule);
                let answer = rule.and_then(|rule| Some((answers.get(&rule.id)?, rule.asks)));
                compared.holds(answer.filter(|(answer, _)| !is_no_answer(answer)))
            }
        }
    }
}

impl Rule {
    /// The elements that its condition looks at, each once.
    fn looks_at(&self) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open: Vec<&Resolved> = match &self.shown {
            Shown::When(condition) => vec![condition],
            Shown::Always | Shown::Never => Vec::new(),
        };
        while let Some(condition) = open.pop() {
            match condition {
                Resolved::Any(terms) | Resolved::All(terms) => open.extend(terms),
                Resolved::Test(element, _) => found.extend(element),
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The elements that wait for nothing, and then those that wait for these alone, and so on.
fn ready(mut waiting: Vec<usize>, seen_by: &[Vec<usize>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..waiting.len()).filter(|element| waiting[*element] == 0).collect();
    let mut at = 0;
    while let Some(element) = order.get(at).copied() {
        at += 1;
        for other in &seen_by[element] {
            waiting[*other] -= 1;
            if waiting[*other] == 0 {
                order.push(*other);
            }
        }
    }
    order
}

/// Whether the element's condition looks at itself, by way of others.
fn reaches(element: usize, looks_at: &[Vec<usize>]) -> bool {
    let mut seen = vec![false; looks_at.len()];
    let mut open = looks_at[element].clone();
    while let Some(other) = open.pop() {
        if other == element {
            return true;
        }
        if !std::mem::replace(&mut seen[other], true) {
            open.extend(&looks_at[other]);
        }
    }
    false
}

impl Compared {
    /// Whether an answer is so; none was given where there is none.
    fn holds(&self, answer: Option<(&Value, Asks)>) -> bool {
        let number = || answer.and_then(|(answer, _)| answer.as_number());
        let compare = |bound: &Option<Number>| Some(number()?.compare(&(*bound)?));
        match self {
            Compared::Answered(answered) => answer.is_some() == *answered,
            Compared::Is(value) => answer.is_some_and(|answer| is(answer, value)),
            Compared::IsNot(value) => !answer.is_some_and(|answer| is(answer, value)),
            Compared::MoreThan(bound) => compare(bound).is_some_and(std::cmp::Ordering::is_gt),
            Compared::LessThan(bound) => compare(bound).is_some_and(std::cmp::Ordering::is_lt),
            Compared::AtLeast(bound) => compare(bound).is_some_and(std::cmp::Ordering::is_ge),
            Compared::AtMost(bound) => compare(bound).is_some_and(std::cmp::Ordering::is_le),
        }
    }
}

fn is((answer, asks): (&Value, Asks), value: &str) -> bool {
    match asks {
        Asks::Many => answer.as_array().is_some_and(|held| held.iter().any(|held| held.as_str() == Some(value))),
        Asks::Number => {
            answer.as_number().zip(Number::read(value)).is_some_and(|(one, other)| one.compare(&other).is_eq())
        }
        _ => answer.as_str() == Some(value),
    }
}

/// The ids of a form's elements, and the values of their options.
#[derive(Default)]
struct Lookup<'f> {
    elements: &'f [Spanned<Element>],
    ids: HashMap<&'f str, usize>,
    /// Ids in small letters: the only element, or none where several have it. Empty until one is looked for.
    folded: HashMap<String, Option<usize>>,
    /// The options of an element that conditions have asked for, by value, by value in small letters and by text.
    values: HashMap<usize, Values<'f>>,
}

#[derive(Default)]
struct Values<'f> {
    exact: HashMap<&'f str, &'f Text>,
    folded: HashMap<String, &'f Text>,
    texts: HashMap<&'f str, &'f Text>,
}

/// How an id or value was found.
enum Found<T> {
    Exact(T),
    /// Not as written, but by case or by an option's text.
    Near(T, &'static str),
    Unknown,
}

impl<'f> Lookup<'f> {
    fn new(elements: &'f [Spanned<Element>]) -> Lookup<'f> {
        let mut lookup = Lookup { elements, ..Lookup::default() };
        for (index, element) in elements.iter().enumerate() {
            if let Some(id) = element.id.as_deref() {
                lookup.ids.entry(id).or_insert(index);
            }
        }
        lookup
    }

    fn expression(&mut self, expression: &Expression, reader: &mut Option<&mut Reader<'_>>) -> Resolved {
        match expression {
            Expression::Any(terms) => Resolved::Any(terms.iter().map(|term| self.expression(term, reader)).collect()),
            Expression::All(terms) => Resolved::All(terms.iter().map(|term| self.expression(term, reader)).collect()),
            Expression::Test(test) => self.test(test, reader),
        }
    }

    fn test(&mut self, test: &Test, reader: &mut Option<&mut Reader<'_>>) -> Resolved {
        let id = self.id(&test.id);
        if let Some(reader) = reader {
            id.report(reader, &test.id, |near| {
                let element = near.and_then(|near| self.elements.get(*near)).and_then(|element| element.id.as_ref());
                let known = element.map(|id| id.inner.clone());
                let id = quoted_snippet(&test.id.inner);
                (
                    Code::VISIBILITY_UNKNOWN_ID,
                    format!("a condition looks at the element {id}, which is not there"),
                    known,
                )
            });
        }
        let element = id.found();
        let mut value = |value: &Spanned<Text>, reader: &mut Option<&mut Reader<'_>>| {
            let found = element.map_or(Found::Exact(value.inner.clone()), |element| self.value(element, &value.inner));
            if let Some(reader) = reader {
                let id = quoted_snippet(&test.id.inner);
                let written = quoted_snippet(&value.inner);
                found.report(reader, value, |near| {
                    (
                        Code::VISIBILITY_UNKNOWN_VALUE,
                        format!("no option of {id} has the value {written}"),
                        near.cloned(),
                    )
                });
            }
            found.found().unwrap_or_else(|| value.inner.clone())
        };
        let compared = match &test.tested {
            Tested::Is(written) => Compared::Is(value(written, reader)),
            Tested::IsNot(written) => Compared::IsNot(value(written, reader)),
            Tested::Answered(answered) => Compared::Answered(*answered),
            Tested::MoreThan(written) => Compared::MoreThan(bound(written, reader)),
            Tested::LessThan(written) => Compared::LessThan(bound(written, reader)),
            Tested::AtLeast(written) => Compared::AtLeast(bound(written, reader)),
            Tested::AtMost(written) => Compared::AtMost(bound(written, reader)),
        };
        Resolved::Test(element, compared)
    }

    fn id(&mut self, id: &str) -> Found<usize> {
        if let Some(element) = self.ids.get(id) {
            return Found::Exact(*element);
        }
        if self.folded.is_empty() {
            for (id, element) in &self.ids {
                let others = self.folded.entry(id.to_lowercase());
                others.and_modify(|only| *only = None).or_insert(Some(*element));
            }
        }
        match self.folded.get(&id.to_lowercase()).copied().flatten() {
            Some(element) => Found::Near(element, "it is read as"),
            None => Found::Unknown,
        }
    }

    fn value(&mut self, element: usize, value: &Text) -> Found<Text> {
        let Some(form_element) = self.elements.get(element) else { return Found::Exact(value.clone()) };
        if !matches!(form_element.asks(), Asks::One | Asks::Many) {
            return Found::Exact(value.clone());
        }
        let values = self.values.entry(element).or_insert_with(|| Values::of(form_element));
        if let Some(exact) = values.exact.get(&**value) {
            return Found::Exact((*exact).clone());
        }
        if let Some(folded) = values.folded.get(&value.to_lowercase()) {
            return Found::Near((*folded).clone(), "it is read as");
        }
        match values.texts.get(&**value) {
            Some(by_text) => Found::Near((*by_text).clone(), "it is the text of"),
            None if form_element.dynamic.is_some() => Found::Exact(value.clone()),
            None => Found::Unknown,
        }
    }
}

/// The number that `>` and its kin compare with; with anything else, as in `kind <> disk`, they never hold.
fn bound(written: &Spanned<Text>, reader: &mut Option<&mut Reader<'_>>) -> Option<Number> {
    let number = Number::read(written);
    if let (None, Some(reader)) = (&number, reader) {
        let message = format!("expected a number to compare with, found {}; it never holds", quoted_snippet(written));
        reader.warn(Code::VISIBILITY_UNKNOWN_VALUE, written.span, message);
    }
    number
}

impl<'f> Values<'f> {
    fn of(element: &'f Element) -> Values<'f> {
        let mut values = Values::default();
        let defaults = element.dynamic.iter().flat_map(|dynamic| &dynamic.default_options);
        for option in element.options.iter().chain(defaults) {
            let value = &option.value.inner;
            values.exact.entry(value).or_insert(value);
            values.folded.entry(value.to_lowercase()).or_insert(value);
            values.texts.entry(&option.text.inner).or_insert(value);
        }
        values
    }
}

impl<T> Found<T> {
    fn found(self) -> Option<T> {
        match self {
            Found::Exact(found) | Found::Near(found, _) => Some(found),
            Found::Unknown => None,
        }
    }

    /// Says what was not found as `written`, in the words that `say` has: its code, what is wrong, and what was meant.
    fn report(
        &self,
        reader: &mut Reader<'_>,
        written: &Spanned<Text>,
        say: impl FnOnce(Option<&T>) -> (Code, String, Option<Text>),
    ) {
        let (near, how) = match self {
            Found::Exact(_) => return,
            Found::Near(near, how) => (Some(near), *how),
            Found::Unknown => (None, ""),
        };
        let (code, mut message, meant) = say(near);
        if let Some(meant) = &meant {
            message = format!("{message}; {how} {}", quoted_snippet(meant));
        }
        reader.warn(code, written.span, message);
        // Where the condition holds escapes, its words have no places of their own.
        if let Some(meant) = meant.filter(|_| spells(written.span, &written.inner)) {
            let json = serde_json::Value::from(meant.as_str()).to_string();
            reader.fix_last(written.span, json.trim_matches('"'));
        }
    }
}

/// Whether exactly `text` is written at `span`.
fn spells(span: Span, text: &str) -> bool {
    !span.is_none() && span.len() == text.len()
}
