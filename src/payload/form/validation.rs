//! [`Validation`]: what an answer must be, beside being of its question's type.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserializer};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::element::{Asks, Element};
use super::pattern::{Pattern, is_escaped_twice};
use crate::diagnostic::Code;
use crate::payload::json::{At, Kind};
use crate::payload::read::{Reader, members};
use crate::payload::value::Number;
use crate::payload::word::nearest;
use crate::source::{quoted_snippet, without_comments};
use crate::span::Spanned;
use crate::text::Text;

/// What an answer must be, with the author's message for those whose answer is not.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Validation {
    /// What is checked.
    pub rule: Rule,
    /// The message of the author.
    pub message: Option<Spanned<Text>>,
    pattern: Option<CompiledPattern>,
    /// Whether answers are checked: the rule applies to its control, and is complete.
    applies: bool,
}

/// A pattern; two with the same text are the same.
#[derive(Clone, Debug)]
struct CompiledPattern(Pattern);

impl PartialEq for CompiledPattern {
    fn eq(&self, other: &CompiledPattern) -> bool {
        self.0.exported() == other.0.exported()
    }
}

/// What is checked of an answer. Bounds keep the author's digits.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// The text holds what this regular expression describes.
    Pattern(Text),
    /// The number is whole.
    Integer,
    /// The number is more than this.
    MoreThan(Text),
    /// The number is less than this.
    LessThan(Text),
    /// The number is this or more.
    AtLeast(Text),
    /// The number is this or less.
    AtMost(Text),
    /// The number is more than the answer to the element with this id.
    MoreThanAnswer(Text),
    /// The number is less than the answer to the element with this id.
    LessThanAnswer(Text),
    /// The text has this many characters at most.
    MaxLength(i64),
}

impl Rule {
    /// The number that an answer is compared with.
    pub(in crate::payload) fn bound(&self) -> Option<Number> {
        match self {
            Rule::MoreThan(bound) | Rule::LessThan(bound) | Rule::AtLeast(bound) | Rule::AtMost(bound) => {
                Number::read(bound)
            }
            _ => None,
        }
    }

    /// The id of the element whose answer an answer is compared with.
    pub(in crate::payload) fn other(&self) -> Option<&Text> {
        match self {
            Rule::MoreThanAnswer(id) | Rule::LessThanAnswer(id) => Some(id),
            _ => None,
        }
    }

    /// Whether it says something of answers of this kind.
    fn applies_to(&self, asks: Asks) -> bool {
        match self {
            Rule::Pattern(_) | Rule::MaxLength(_) => asks == Asks::Text,
            _ => asks == Asks::Number,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Rule::Pattern(_) => "RegExMatch",
            Rule::Integer => "an integer",
            Rule::MoreThan(_) | Rule::MoreThanAnswer(_) => "GreaterThan",
            Rule::LessThan(_) | Rule::LessThanAnswer(_) => "LessThan",
            Rule::AtLeast(_) => "minvalue",
            Rule::AtMost(_) => "maxvalue",
            Rule::MaxLength(_) => "MaxLength",
        }
    }
}

/// The pattern by which authors ask for whole numbers.
const NO_POINT: &str = "^[^.]*$";

/// The kinds that authors write.
const KINDS: [&str; 6] = ["RegExMatch", "GreaterThan", "LessThan", "minvalue", "maxvalue", "MaxLength"];

impl Validation {
    fn new(rule: Rule, message: Option<Spanned<Text>>) -> Validation {
        let pattern = match &rule {
            Rule::Pattern(text) => Pattern::new(text).map(CompiledPattern),
            _ => None,
        };
        Validation { rule, message, pattern, applies: true }
    }

    /// What the author tells those whose answer is wrong, without comments.
    pub(crate) fn told(&self) -> Option<Cow<'_, str>> {
        match without_comments(self.message.as_deref()?) {
            Cow::Borrowed(message) => Some(Cow::Borrowed(message)),
            Cow::Owned(message) => {
                Some(message.trim()).filter(|told| !told.is_empty()).map(|told| Cow::Owned(told.to_owned()))
            }
        }
    }

    /// The compiled pattern, if it is one.
    pub(crate) fn pattern(&self) -> Option<&Pattern> {
        self.pattern.as_ref().map(|pattern| &pattern.0)
    }

    /// Whether answers are checked.
    pub(crate) fn applies(&self) -> bool {
        self.applies && (self.pattern.is_some() || !matches!(self.rule, Rule::Pattern(_)))
    }

    /// Reads an item of `validations` of an element that asks for a number, or for something else.
    pub(super) fn read(reader: &mut Reader<'_>, at: At, is_number: bool) -> Option<Spanned<Validation>> {
        let object = reader.object(at)?;
        let (mut kind, mut value, mut other, mut message) = (None, None, None, None);
        members!(reader, object, member, {
            "type" => kind = reader.text(member),
            "value" => value = reader.digits(member).map(|text| (text, member)),
            "controlId" => other = reader.text(member),
            "text" => message = reader.text(member),
        });
        let kind: Spanned<Text> = match kind {
            Some(kind) => kind,
            None => return incomplete(reader, at, "type"),
        };
        let is = |name: &str| kind.eq_ignore_ascii_case(name);
        let rule = match (&value, other) {
            (Some((text, _)), _) if is("RegExMatch") && is_number && &**text == NO_POINT => Rule::Integer,
            (Some((text, member)), _) if is("RegExMatch") => {
                let (text, member) = (text.clone(), *member);
                notice_pattern(reader, &text, member);
                Rule::Pattern(text.inner)
            }
            (None, Some(id)) if is("GreaterThan") => Rule::MoreThanAnswer(id.inner),
            (None, Some(id)) if is("LessThan") => Rule::LessThanAnswer(id.inner),
            (Some((text, _)), _) if is("MaxLength") => match text.parse() {
                Ok(most) => Rule::MaxLength(most),
                Err(_) => return incomplete(reader, at, "value"),
            },
            (Some((text, _)), _) if KINDS.iter().any(|known| is(known)) => {
                if Number::read(text).is_none() {
                    return incomplete(reader, at, "value");
                }
                let bound = text.inner.clone();
                match () {
                    () if is("GreaterThan") => Rule::MoreThan(bound),
                    () if is("LessThan") => Rule::LessThan(bound),
                    () if is("minvalue") => Rule::AtLeast(bound),
                    () => Rule::AtMost(bound),
                }
            }
            (None, _) if KINDS.iter().any(|known| is(known)) => return incomplete(reader, at, "value"),
            _ => return unknown(reader, &kind),
        };
        Some(reader.spanned(Validation::new(rule, message), at))
    }

    /// Reads `textPropertyRegex` of an element.
    pub(super) fn read_pattern(reader: &mut Reader<'_>, at: At) -> Option<Spanned<Validation>> {
        let text = reader.text(at)?;
        let message = "`textPropertyRegex` is a key of `dynamicDropdownOptions`; it is read as a validation by \
                       `RegExMatch`"
            .to_owned();
        reader.note(Code::VALIDATION_KEY, reader.span(at), message);
        notice_pattern(reader, &text, at);
        Some(reader.spanned(Validation::new(Rule::Pattern(text.inner), None), at))
    }

    /// Reads a bound that is a key of an element.
    pub(super) fn read_bound(reader: &mut Reader<'_>, at: At, rule: fn(Text) -> Rule) -> Option<Spanned<Validation>> {
        let text = reader.digits(at)?;
        if Number::read(&text).is_none() {
            return reader.misplaced(at, "a number");
        }
        Some(reader.spanned(Validation::new(rule(text.inner), None), at))
    }

    /// Reads `numberType` of an element.
    pub(super) fn read_number_type(reader: &mut Reader<'_>, at: At) -> Option<Spanned<Validation>> {
        let kind = reader.text(at)?;
        if !kind.eq_ignore_ascii_case("integer") {
            return unknown(reader, &kind);
        }
        Some(reader.spanned(Validation::new(Rule::Integer, None), at))
    }

    /// Finds out whether it applies to its element, and says so where not.
    pub(super) fn apply(
        validation: &mut Spanned<Validation>,
        element: &ElementKind<'_>,
        reader: Option<&mut Reader<'_>>,
    ) {
        let rule = &validation.inner.rule;
        let is_known = rule.other().is_none_or(|id| (element.is_known)(id));
        let applies = rule.applies_to(element.asks);
        if let Some(reader) = reader {
            if !applies {
                let control = element.control.map(|control| format!("`{control}`"));
                let control = control.unwrap_or_else(|| "a question without control".to_owned());
                let message = format!("`{}` does not apply to {control} and is not checked", rule.name());
                reader.warn(Code::VALIDATION_NOT_APPLICABLE, validation.span, message);
            } else if let Some(id) = rule.other().filter(|_| !is_known) {
                let id = quoted_snippet(id);
                let message =
                    format!("a validation compares with the element {id}, which is not there, and is not checked");
                reader.warn(Code::VALIDATION_UNKNOWN_ID, validation.span, message);
            }
        }
        validation.inner.applies = applies && is_known;
    }
}

/// What a validation asks of the element that it belongs to.
pub(super) struct ElementKind<'e> {
    pub(super) asks: Asks,
    pub(super) control: Option<&'e str>,
    pub(super) is_known: &'e dyn Fn(&str) -> bool,
}

impl<'e> ElementKind<'e> {
    pub(super) fn of(element: &'e Element, is_known: &'e dyn Fn(&str) -> bool) -> ElementKind<'e> {
        let control = element.control.as_ref().map(|control| control.as_str());
        ElementKind { asks: element.asks(), control, is_known }
    }
}

fn incomplete<T>(reader: &mut Reader<'_>, at: At, key: &str) -> Option<T> {
    let message = format!("a validation lacks a `{key}` that can be used, and is not checked");
    reader.warn(Code::VALIDATION_INCOMPLETE, reader.span(at), message);
    None
}

fn unknown<T>(reader: &mut Reader<'_>, kind: &Spanned<Text>) -> Option<T> {
    let written = quoted_snippet(kind);
    let message = match nearest(kind, KINDS.into_iter()) {
        Some(known) => format!("unknown validation {written}, which is not checked; did you mean `{known}`?"),
        None => format!("unknown validation {written}, which is not checked"),
    };
    reader.warn(Code::VALIDATION_UNKNOWN, kind.span, message);
    None
}

/// Says what is wrong with a pattern.
fn notice_pattern(reader: &mut Reader<'_>, text: &Spanned<Text>, at: At) {
    if !reader.reports() {
        return;
    }
    let pattern = quoted_snippet(text);
    if is_escaped_twice(text) {
        let message = format!("the pattern {pattern} is escaped twice: it asks for backslashes");
        reader.warn(Code::VALIDATION_PATTERN, text.span, message);
        if reader.document().kind(at) == Kind::String {
            let meant = text.replace("\\\\", "\\");
            reader.fix_last(text.span, serde_json::Value::from(meant).to_string());
        }
    } else if Pattern::new(text).is_none() {
        let message = format!("the pattern {pattern} is not one that is read alike everywhere, and is not checked");
        reader.warn(Code::VALIDATION_PATTERN, text.span, message);
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Pattern(pattern) => f.write_str(pattern),
            Rule::Integer => f.write_str("a whole number"),
            Rule::MoreThan(bound) => write!(f, "more than {bound}"),
            Rule::LessThan(bound) => write!(f, "less than {bound}"),
            Rule::AtLeast(bound) => write!(f, "at least {bound}"),
            Rule::AtMost(bound) => write!(f, "at most {bound}"),
            Rule::MoreThanAnswer(id) => write!(f, "more than the answer to “{id}”"),
            Rule::LessThanAnswer(id) => write!(f, "less than the answer to “{id}”"),
            Rule::MaxLength(most) => write!(f, "at most {most} characters"),
        }
    }
}

impl Serialize for Validation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match &self.rule {
            Rule::Pattern(pattern) => map.serialize_entry("pattern", pattern)?,
            Rule::Integer => map.serialize_entry("integer", &true)?,
            Rule::MoreThan(bound) => map.serialize_entry("moreThan", bound)?,
            Rule::LessThan(bound) => map.serialize_entry("lessThan", bound)?,
            Rule::AtLeast(bound) => map.serialize_entry("atLeast", bound)?,
            Rule::AtMost(bound) => map.serialize_entry("atMost", bound)?,
            Rule::MoreThanAnswer(id) => map.serialize_entry("moreThanAnswer", id)?,
            Rule::LessThanAnswer(id) => map.serialize_entry("lessThanAnswer", id)?,
            Rule::MaxLength(most) => map.serialize_entry("maxLength", most)?,
        }
        if let Some(message) = &self.message {
            map.serialize_entry("message", message)?;
        }
        map.end()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    pattern: Option<Text>,
    integer: Option<bool>,
    more_than: Option<Text>,
    less_than: Option<Text>,
    at_least: Option<Text>,
    at_most: Option<Text>,
    more_than_answer: Option<Text>,
    less_than_answer: Option<Text>,
    max_length: Option<i64>,
    message: Option<Spanned<Text>>,
}

impl<'de> Deserialize<'de> for Validation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Validation, D::Error> {
        let written = Written::deserialize(deserializer)?;
        let integer = written.integer.filter(|integer| *integer).map(|_| Rule::Integer);
        let rule = written.pattern.map(Rule::Pattern).or(integer).or(written.more_than.map(Rule::MoreThan));
        let rule = rule.or(written.less_than.map(Rule::LessThan)).or(written.at_least.map(Rule::AtLeast));
        let rule = rule.or(written.at_most.map(Rule::AtMost)).or(written.more_than_answer.map(Rule::MoreThanAnswer));
        let rule =
            rule.or(written.less_than_answer.map(Rule::LessThanAnswer)).or(written.max_length.map(Rule::MaxLength));
        let rule =
            rule.ok_or_else(|| de::Error::custom("expected a validation, such as `{\"pattern\": \"^[0-9]+$\"}`"))?;
        Ok(Validation::new(rule, written.message))
    }
}
