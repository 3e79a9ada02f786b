//! [`Element`]: a question of a form, or words between questions.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::choice::{Choice, Dynamic};
use super::condition::Visibility;
use super::control::Control;
use super::validation::{Rule, Validation};
use crate::diagnostic::{Code, Diagnostic};
use crate::payload::json::At;
use crate::payload::plain::plain;
use crate::payload::read::{Reader, members};
use crate::payload::value::Object;
use crate::source::quoted_snippet;
use crate::span::Spanned;
use crate::text::Text;

/// An element of a form: a question, or words between questions (format §7).
///
/// Labels and hints are inline HTML as the author wrote it: safe to show only after a renderer's translation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Element {
    /// The name of its answer, any characters. An element without is shown but takes no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Spanned<Text>>,
    /// Where it is asked among the others: ascending, those without last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Spanned<i64>>,
    /// What people answer with.
    #[serde(default, rename = "controlType", skip_serializing_if = "Option::is_none")]
    pub control: Option<Spanned<Control>>,
    /// The question: inline HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_label: Option<Spanned<Text>>,
    /// Whether it must be answered where it is shown; not where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Spanned<bool>>,
    /// What shows in an empty field, as written: [`Element::watermark`] is it without tags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watermark_text: Option<Spanned<Text>>,
    /// More about the question: inline HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub info_balloon_text: Option<Spanned<Text>>,
    /// The words of an infoblock: HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Spanned<Text>>,
    /// Words of a textBlock: HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Spanned<Text>>,
    /// Hints: inline HTML.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Spanned<Text>>,
    /// What can be chosen. Where [`Element::dynamic`] is given too, what is shown when fetching failed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Spanned<Choice>>,
    /// Options that the host fetches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dynamic: Option<Spanned<Dynamic>>,
    /// When it is shown.
    #[serde(default, skip_serializing_if = "Visibility::is_always")]
    pub visibility: Spanned<Visibility>,
    /// What its answer must be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub validations: Vec<Spanned<Validation>>,
    /// Most characters of its answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<Spanned<i64>>,
    /// Lines of its field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number_of_lines: Option<Spanned<i64>>,
    /// Whether its answer becomes the description of the ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_as_additional_details: Option<Spanned<bool>>,
    /// Where automatic checks take its answer: `Portal`, `ASC`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostic_input_required_clients: Vec<Spanned<Text>>,
    /// Without effect here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub include_in_quota_summary: Option<Spanned<bool>>,
    /// Without effect here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub include_in_qms_payload: Option<Spanned<bool>>,
    /// Without effect here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_new_quota_limit: Option<Spanned<bool>>,
    /// Without effect here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Spanned<bool>>,
    /// Members with unknown keys, whose values are not used.
    #[serde(default, skip_serializing_if = "Object::is_empty")]
    pub other: Object,
}

/// What kind of answer an element takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Asks {
    /// None: it only says something.
    Nothing,
    /// Text.
    Text,
    /// One of its options.
    One,
    /// Any of its options.
    Many,
    /// A number.
    Number,
    /// A day and a time.
    DateTime,
}

impl Element {
    /// What kind of answer it takes: its control says so, and whether there are options to choose from.
    pub fn asks(&self) -> Asks {
        let chooses = !self.options.is_empty() || self.dynamic.is_some();
        match self.control.as_ref().map(|control| &control.inner) {
            Some(Control::InfoBlock | Control::TextBlock) => Asks::Nothing,
            Some(Control::Textbox | Control::MultilineTextbox) => Asks::Text,
            Some(Control::NumericTextbox) => Asks::Number,
            Some(Control::DateTimePicker) => Asks::DateTime,
            Some(Control::MultiSelectDropdown) if chooses => Asks::Many,
            _ if chooses => Asks::One,
            _ => Asks::Text,
        }
    }

    /// Whether it takes an answer: it asks for one, and has an id.
    pub fn takes_answer(&self) -> bool {
        self.id.is_some() && self.asks() != Asks::Nothing
    }

    /// Whether it must be answered where it is shown.
    pub fn is_required(&self) -> bool {
        self.required.as_deref() == Some(&true)
    }

    /// Its name in plain words: the label, else what shows in the empty field, else its id in words.
    ///
    /// ```
    /// # let json = r#"{ "formElements": [{ "id": "problem_description", "controlType": "textbox" }] }"#;
    /// # let article = selfhelp::Article::parse(&format!("<properties />\n# Disks\n---\n{json}\n---\n"))?;
    /// # let form = article.payload().and_then(|payload| payload.model().into_form()).ok_or("no form")?;
    /// let element = form.element("problem_description").ok_or("no element")?;
    /// assert_eq!(element.name(), "Problem description");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn name(&self) -> Cow<'_, str> {
        let label = self.label().filter(|label| !label.is_empty());
        label.or_else(|| self.watermark().filter(|words| !words.is_empty())).unwrap_or_else(|| self.id_in_words())
    }

    /// The label in plain words.
    pub fn label(&self) -> Option<Cow<'_, str>> {
        self.display_label.as_deref().map(plain)
    }

    /// What shows in the empty field, without tags.
    pub fn watermark(&self) -> Option<Cow<'_, str>> {
        self.watermark_text.as_deref().map(plain)
    }

    fn id_in_words(&self) -> Cow<'_, str> {
        let id = self.id.as_deref().unwrap_or_default();
        let words = id.replace(['_', '-'], " ");
        let mut letters = words.trim().chars();
        letters.next().map_or(Cow::Borrowed(id), |first| Cow::Owned(first.to_uppercase().chain(letters).collect()))
    }

    /// The options that an answer can hold when the host gave none: those of its own, or the ones that are always offered
    /// beside what is fetched.
    pub(crate) fn offered(&self) -> &[Spanned<Choice>] {
        match &self.dynamic {
            Some(dynamic) => &dynamic.inner.default_options,
            None => &self.options,
        }
    }
}

/// How much a form may still hold.
pub(super) struct Room {
    pub(super) options: usize,
    pub(super) tests: usize,
}

impl Element {
    /// Reads the element that the object at `at` is.
    pub(super) fn read(&mut self, reader: &mut Reader<'_>, at: At, room: &mut Room) {
        let element = self;
        let (mut dropdown, mut radio, mut validations) = (None, None, None);
        let mut late: Vec<Spanned<Validation>> = Vec::new();
        element.other = members!(reader, at, value, {
            "id" => element.id = reader.text(value),
            "order" => element.order = reader.integer(value),
            "controlType" => {
                let name = reader.text(value);
                element.control = name.map(|name| Spanned::new(Control::read(&name.inner), name.span));
            },
            "displayLabel" => element.display_label = reader.text(value),
            "required" => element.required = reader.boolean(value),
            "watermarkText" => element.watermark_text = reader.text(value),
            "infoBalloonText" => element.info_balloon_text = reader.text(value),
            "content" => element.content = reader.text(value),
            "text" => element.text = reader.text(value),
            "hints" => {
                for item in reader.items(value) {
                    element.hints.extend(reader.text_of_item(item));
                }
            },
            "dropdownOptions" => dropdown = Some(value),
            "radioButtonOptions" => radio = Some(value),
            "dynamicDropdownOptions" => if !reader.is_absent(value) { element.dynamic = Dynamic::read(reader, value) },
            "visibility" => element.visibility = Visibility::read(reader, value, room.tests),
            "validations" => validations = Some(value),
            "textPropertyRegex" => late.extend(Validation::read_pattern(reader, value)),
            "min" => late.extend(Validation::read_bound(reader, value, Rule::AtLeast)),
            "max" => late.extend(Validation::read_bound(reader, value, Rule::AtMost)),
            "numberType" => late.extend(Validation::read_number_type(reader, value)),
            "maxLength" => element.max_length = reader.integer(value).filter(|most| most.inner > 0),
            "numberOfLines" => element.number_of_lines = reader.integer(value).filter(|lines| lines.inner > 0),
            "useAsAdditionalDetails" => element.use_as_additional_details = reader.boolean(value),
            "diagnosticInputRequiredClients" => {
                element.diagnostic_input_required_clients = reader.texts(value, b",");
            },
            "includeInQuotaSummary" => element.include_in_quota_summary = reader.boolean(value),
            "includeInQmsPayload" => element.include_in_qms_payload = reader.boolean(value),
            "isNewQuotaLimit" => element.is_new_quota_limit = reader.boolean(value),
            "filter" => element.filter = reader.boolean(value),
        });
        // These were put off: all options are one list, and what a validation means depends on the control.
        let outer = reader.enter("dropdownOptions");
        dropdown.into_iter().for_each(|list| element.read_options(reader, list, room));
        reader.enter("radioButtonOptions");
        radio.into_iter().for_each(|list| element.read_options(reader, list, room));
        reader.enter("validations");
        let is_number = element.asks() == Asks::Number;
        if let Some(list) = validations {
            for item in reader.items(list) {
                element.validations.extend(Validation::read(reader, item, is_number));
            }
        }
        reader.enter(outer);
        element.validations.append(&mut late);
        if let Visibility::When(condition) = &element.visibility.inner {
            room.tests = room.tests.saturating_sub(condition.expression().tests().len());
        }
        if reader.reports() {
            element.notice(reader, at);
        }
    }

    fn read_options(&mut self, reader: &mut Reader<'_>, list: At, room: &mut Room) {
        let before = self.options.len();
        let over = Choice::read_list(reader, list, &mut self.options, before + room.options);
        room.options -= self.options.len() - before;
        if over > 0 {
            let most = crate::limits::OPTIONS;
            let message =
                format!("the form has more options than the limit of {most}; {over} of this list are left out");
            reader.warn(Code::TOO_MANY, reader.span(list), message);
        }
    }

    /// Says what is odd about the element by itself.
    fn notice(&self, reader: &mut Reader<'_>, at: At) {
        Choice::compare(reader, &self.options);
        let start = reader.document().range(at).start;
        let whole = reader.place(start..start + 1);
        let place = self.id.as_ref().map_or(whole, |id| id.span);
        let name = || quoted_snippet(self.id.as_deref().unwrap_or("without id"));
        let asks = self.asks();
        if self.id.is_none() && asks != Asks::Nothing {
            let message = "an element has no `id`: it is shown, but takes no answer".to_owned();
            reader.warn(Code::ELEMENT_ID, whole, message);
        }
        match &self.control {
            None => {
                let message = format!("the element {} has no `controlType`; it asks for {}", name(), asks.words());
                reader.warn(Code::CONTROL_MISSING, place, message);
            }
            Some(control) => self.notice_control(reader, control, asks),
        }
        if asks != Asks::Nothing && self.display_label.is_none() {
            let message = format!("the question {} has no `displayLabel`", name());
            reader.warn(Code::LABEL_MISSING, place, message);
        }
        let is_info = self.control.as_deref() == Some(&Control::InfoBlock);
        let words = [&self.display_label, &self.content, &self.text, &self.info_balloon_text];
        if is_info && words.into_iter().all(Option::is_none) && self.hints.is_empty() {
            let message = format!("the infoblock {} has no `content` and shows nothing", name());
            reader.warn(Code::CONTENT_MISSING, place, message);
        }
    }

    fn notice_control(&self, reader: &mut Reader<'_>, control: &Spanned<Control>, asks: Asks) {
        let written = control.as_str();
        if let Control::Other(name) = &control.inner {
            let written = quoted_snippet(name);
            let message = format!("unknown control {written}, which asks for {}", asks.words());
            match Control::meant(name) {
                Some(meant) => {
                    let message = format!("{message}; did you mean `{meant}`?");
                    reader.warn(Code::CONTROL_UNKNOWN, control.span, message);
                }
                None => reader.warn(Code::CONTROL_UNKNOWN, control.span, message),
            }
        } else if control.takes_options() && asks == Asks::Text {
            let message = format!("`{written}` without options asks for text");
            reader.warn(Code::OPTIONS_MISSING, control.span, message);
        } else if let Some(option) = self.options.first().filter(|_| !control.takes_options()) {
            let message = format!("options of `{written}` are not used");
            reader.note(Code::OPTIONS_UNUSED, option.span, message);
        }
    }

    /// Says which elements have the same place in the order as an earlier one.
    pub(super) fn compare_orders(elements: &[Spanned<Element>], reader: &mut Reader<'_>) {
        let orders = elements.iter().filter_map(|element| element.order.as_deref());
        if orders.is_sorted_by(|one, next| one < next) {
            return;
        }
        let mut seen = std::collections::HashMap::new();
        for order in elements.iter().filter_map(|element| element.order.as_ref()) {
            let first = *seen.entry(order.inner).or_insert(order.span);
            if first != order.span {
                let message =
                    format!("two elements have the order {}; they are asked as they are written", order.inner);
                let found = Diagnostic::note(Code::ELEMENT_ORDER, order.span, message);
                reader.found.push(found.with_related(first, "the first one is here"));
            }
        }
    }
}

impl Asks {
    fn words(self) -> &'static str {
        match self {
            Asks::Nothing => "nothing",
            Asks::Text => "text",
            Asks::One => "one of its options",
            Asks::Many => "any of its options",
            Asks::Number => "a number",
            Asks::DateTime => "a day and a time",
        }
    }
}
