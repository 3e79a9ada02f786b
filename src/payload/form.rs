//! Forms of scoping questions: what people are asked before they open a ticket (format §7).

mod choice;
mod condition;
mod control;
mod element;
mod pattern;
mod validation;

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::json::At;
use super::read::{Reader, members};
use super::value::Object;
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{CONDITION_TESTS, ELEMENTS, OPTIONS};
use crate::source::quoted_snippet;
use crate::span::Spanned;
use crate::text::Text;

pub use choice::{Choice, Dynamic};
pub use condition::{Condition, Expression, Test, Tested, Visibility};
pub use control::Control;
pub use element::{Asks, Element};
pub use validation::{Rule, Validation};

pub(crate) use condition::resolve::{Compared, Resolved, Rules, Shown};

use element::Room;
use validation::ElementKind;

/// A form of scoping questions.
///
/// ```
/// use selfhelp::payload::answers::Answers;
///
/// let article = selfhelp::Article::parse(
///     r#"<properties articleId="fabrikam-questions-limit" selfHelpType="problemScopingQuestions" />
/// # Raise a limit
/// ---
/// { "title": "Raise a limit", "formElements": [
///   { "id": "limit", "order": 1, "controlType": "dropdown", "displayLabel": "Which limit?", "required": true,
///     "dropdownOptions": [ { "value": "cores", "text": "Cores" }, { "value": "disks", "text": "Disks" } ] },
///   { "id": "count", "order": 2, "controlType": "numerictextbox", "displayLabel": "How many?", "required": true,
///     "visibility": "limit == cores" } ] }
/// ---
/// "#,
/// )?;
/// let form = article.payload().and_then(|payload| payload.model().into_form()).ok_or("no form")?;
/// let names: Vec<_> = form.asked().map(|element| element.name()).collect();
/// assert_eq!(names, ["Which limit?", "How many?"]);
///
/// assert!(form.validate(&Answers::from_json(r#"{ "limit": "disks" }"#)?).is_ok());
/// let problems = form.validate(&Answers::from_json(r#"{ "limit": "cores" }"#)?).unwrap_err();
/// assert_eq!(problems[0].message, "“How many?” needs an answer");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Its elements cannot be changed: conditions are looked up once. Change the [`Payload`](super::Payload) instead, and read
/// it again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "WrittenForm")]
#[non_exhaustive]
pub struct ScopingQuestions {
    /// The title; where there is none, the article has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Spanned<Text>>,
    /// Whether people must name a subscription.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_required: Option<Spanned<bool>>,
    /// Whether people must name a resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_required: Option<Spanned<bool>>,
    /// What to attach: inline HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_attachment_hint: Option<Spanned<Text>>,
    /// An automatic check that the form starts with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diagnostic_card: Option<Spanned<DiagnosticCard>>,
    /// More about the form: inline HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub info_balloon_text: Option<Spanned<Text>>,
    /// The version of requests for quota, in the author's digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota_request_version: Option<Spanned<Text>>,
    #[serde(rename = "formElements", skip_serializing_if = "Vec::is_empty")]
    elements: Vec<Spanned<Element>>,
    /// The order of asking, where it is not the order of the list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shown: Vec<usize>,
    #[serde(skip)]
    rules: FormRules,
    /// Members with unknown keys.
    #[serde(skip_serializing_if = "Object::is_empty")]
    pub other: Object,
}

/// What an automatic check says. All of it is inline HTML.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DiagnosticCard {
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Spanned<Text>>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Spanned<Text>>,
    /// What is said where it found nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insight_not_available_text: Option<Spanned<Text>>,
    /// Members with unknown keys.
    #[serde(default, skip_serializing_if = "Object::is_empty")]
    pub other: Object,
}

/// The conditions of a form, looked up. They follow from its elements, so that forms compare without them.
#[derive(Clone, Debug, Default)]
struct FormRules(Arc<Rules>);

impl PartialEq for FormRules {
    fn eq(&self, _: &FormRules) -> bool {
        true
    }
}

impl ScopingQuestions {
    /// The elements in the order of the list, which is not always the order of asking.
    pub fn elements(&self) -> &[Spanned<Element>] {
        &self.elements
    }

    /// The first element with this id.
    pub fn element(&self, id: &str) -> Option<&Spanned<Element>> {
        self.elements.iter().find(|element| element.id.as_deref() == Some(id))
    }

    /// The order of asking, as positions in [`ScopingQuestions::elements`]: by `order`, those without last.
    pub fn order(&self) -> impl ExactSizeIterator<Item = usize> + '_ {
        (0..self.elements.len()).map(|index| self.shown.get(index).copied().unwrap_or(index))
    }

    /// The elements in the order of asking, those that are never shown among them.
    pub fn asked(&self) -> impl Iterator<Item = &Spanned<Element>> {
        self.order().filter_map(|index| self.elements.get(index))
    }

    /// The conditions, looked up.
    pub(crate) fn rules(&self) -> &Rules {
        &self.rules.0
    }

    /// Reads the form that the object at `at` is.
    pub(super) fn read(reader: &mut Reader<'_>, at: At) -> ScopingQuestions {
        let mut form = ScopingQuestions::default();
        let mut elements = None;
        form.other = members!(reader, at, value, {
            "$schema" => {},
            "title" => form.title = reader.text(value),
            "subscriptionRequired" => form.subscription_required = reader.boolean(value),
            "resourceRequired" => form.resource_required = reader.boolean(value),
            "fileAttachmentHint" => form.file_attachment_hint = reader.text(value),
            "diagnosticCard" => form.diagnostic_card = DiagnosticCard::read(reader, value),
            "infoBalloonText" => form.info_balloon_text = reader.text(value),
            "quotaRequestVersion" => form.quota_request_version = reader.digits(value),
            "formElements" => {
                elements = Some(value);
                form.elements = ScopingQuestions::read_elements(reader, value);
            },
        });
        if form.elements.is_empty() {
            let start = reader.document().range(at).start;
            let place = elements.map_or(reader.place(start..start + 1), |list| reader.span(list));
            reader.warn(Code::FORM_EMPTY, place, "the form has no elements".to_owned());
        }
        let reader = Some(reader).filter(|reader| reader.reports());
        if let Some(reader) = reader {
            form.notice(reader);
            form.settle(Some(reader));
        } else {
            form.settle(None);
        }
        form
    }

    fn read_elements(reader: &mut Reader<'_>, at: At) -> Vec<Spanned<Element>> {
        let mut elements: Vec<Spanned<Element>> =
            Vec::with_capacity(reader.document().elements(at).count().min(ELEMENTS));
        let mut room = Room { options: OPTIONS, tests: CONDITION_TESTS };
        for (index, item) in reader.items(at).enumerate() {
            if index == ELEMENTS {
                let message =
                    format!("the form has more elements than the limit of {ELEMENTS}; those from here on are left out");
                reader.warn(Code::TOO_MANY, reader.span(item), message);
                break;
            }
            if let Some(object) = reader.object(item) {
                elements.push(reader.spanned(Element::default(), item));
                if let Some(element) = elements.last_mut() {
                    element.inner.read(reader, object, &mut room);
                }
            }
        }
        elements
    }

    /// Says what is odd about the elements beside each other.
    fn notice(&self, reader: &mut Reader<'_>) {
        let mut ids: HashMap<&str, &Spanned<Text>> = HashMap::new();
        for id in self.elements.iter().filter_map(|element| element.id.as_ref()) {
            let first = ids.entry(&id.inner).or_insert(id);
            if !std::ptr::eq(*first, id) {
                let message =
                    format!("two elements have the id {}; conditions mean the first", quoted_snippet(&id.inner));
                let found = Diagnostic::warning(Code::ELEMENT_ID_REPEATED, id.span, message);
                reader.found.push(found.with_related(first.span, "the first one is here"));
            }
        }
        Element::compare_orders(&self.elements, reader);
        let dynamic = self.elements.iter().filter_map(|element| element.dynamic.as_ref());
        for depends_on in dynamic.filter_map(|dynamic| dynamic.depends_on.as_ref()) {
            if !ids.contains_key(&**depends_on) {
                let message =
                    format!("options depend on the element {}, which is not there", quoted_snippet(&depends_on.inner));
                reader.warn(Code::DEPENDS_ON_UNKNOWN_ID, depends_on.span, message);
            }
        }
    }

    /// Puts the elements in order, looks up conditions and finds out which validations apply.
    fn settle(&mut self, mut reader: Option<&mut Reader<'_>>) {
        let place = |element: &Spanned<Element>| {
            let order = element.order.as_deref().copied();
            (order.is_none(), order)
        };
        if !self.elements.is_sorted_by_key(place) {
            self.shown = (0..self.elements.len()).collect();
            self.shown.sort_by_key(|index| self.elements.get(*index).map(place));
        }
        let with_others =
            |element: &Spanned<Element>| element.validations.iter().any(|check| check.rule.other().is_some());
        let ids: std::collections::HashSet<Text> = if self.elements.iter().any(with_others) {
            self.elements.iter().filter_map(|element| Some(element.id.as_ref()?.inner.clone())).collect()
        } else {
            std::collections::HashSet::new()
        };
        let is_known = |id: &str| ids.contains(id);
        for element in &mut self.elements {
            let mut validations = std::mem::take(&mut element.inner.validations);
            for validation in &mut validations {
                Validation::apply(validation, &ElementKind::of(&element.inner, &is_known), reader.as_deref_mut());
            }
            element.inner.validations = validations;
        }
        let rules = Arc::new(Rules::new(&self.elements, reader));
        for (index, element) in self.elements.iter_mut().enumerate() {
            if let Visibility::When(condition) = &mut element.inner.visibility.inner {
                condition.resolve(&rules, index);
            }
        }
        self.rules = FormRules(rules);
    }
}

impl DiagnosticCard {
    fn read(reader: &mut Reader<'_>, at: At) -> Option<Spanned<DiagnosticCard>> {
        let mut card = DiagnosticCard::default();
        match reader.object_or_text(at, "title") {
            Ok(object) => {
                card.other = members!(reader, object?, value, {
                    "title" => card.title = reader.text(value),
                    "description" => card.description = reader.text(value),
                    "insightNotAvailableText" => card.insight_not_available_text = reader.text(value),
                });
            }
            Err(text) => card.title = Some(text?),
        }
        Some(reader.spanned(card, at))
    }
}

/// The serialised form of a form, of which the rest follows.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WrittenForm {
    title: Option<Spanned<Text>>,
    subscription_required: Option<Spanned<bool>>,
    resource_required: Option<Spanned<bool>>,
    file_attachment_hint: Option<Spanned<Text>>,
    diagnostic_card: Option<Spanned<DiagnosticCard>>,
    info_balloon_text: Option<Spanned<Text>>,
    quota_request_version: Option<Spanned<Text>>,
    #[serde(default)]
    form_elements: Vec<Spanned<Element>>,
    #[serde(default)]
    other: Object,
}

impl From<WrittenForm> for ScopingQuestions {
    fn from(written: WrittenForm) -> ScopingQuestions {
        let mut form = ScopingQuestions {
            title: written.title,
            subscription_required: written.subscription_required,
            resource_required: written.resource_required,
            file_attachment_hint: written.file_attachment_hint,
            diagnostic_card: written.diagnostic_card,
            info_balloon_text: written.info_balloon_text,
            quota_request_version: written.quota_request_version,
            elements: written.form_elements,
            shown: Vec::new(),
            rules: FormRules::default(),
            other: written.other,
        };
        form.settle(None);
        form
    }
}
