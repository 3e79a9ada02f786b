//! [`Choice`] and [`Dynamic`]: what can be chosen.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic};
use crate::payload::json::{At, Kind};
use crate::payload::read::{Reader, members};
use crate::payload::value::Object;
use crate::source::quoted_snippet;
use crate::span::Spanned;
use crate::text::Text;

/// An option of a question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Choice {
    /// What an answer holds.
    pub value: Spanned<Text>,
    /// What people read: plain text, in which `<user name>` are words.
    pub text: Spanned<Text>,
    /// Members with unknown keys.
    #[serde(default, skip_serializing_if = "Object::is_empty")]
    pub other: Object,
}

impl Choice {
    /// Reads an option; one that says nothing is none.
    pub(super) fn read(reader: &mut Reader<'_>, at: At) -> Option<Spanned<Choice>> {
        let (mut value, mut text) = (None, None);
        let other = match reader.document().kind(at) {
            Kind::Object => members!(reader, at, member, {
                "value" => value = reader.text(member),
                "text" => text = reader.text(member),
            }),
            Kind::Null => return None,
            _ => {
                value = reader.text(at);
                Object::default()
            }
        };
        let missing = match (&value, &text) {
            (Some(_), None) => "text",
            (None, Some(_)) => "value",
            _ => "",
        };
        if value.is_none() && text.is_none() {
            let message = "an option has neither `value` nor `text` and is left out".to_owned();
            reader.warn(Code::OPTION_EMPTY, reader.span(at), message);
            return None;
        }
        if !missing.is_empty() {
            let message = format!("an option has no `{missing}`; the other one is taken for it");
            reader.warn(Code::OPTION_INCOMPLETE, reader.span(at), message);
        }
        let (value, text) = (value.clone().or_else(|| text.clone())?, text.or(value)?);
        Some(reader.spanned(Choice { value, text, other }, at))
    }

    /// Reads a list of options onto `options`, up to `room`; how many did not fit.
    pub(super) fn read_list(reader: &mut Reader<'_>, at: At, options: &mut Vec<Spanned<Choice>>, room: usize) -> usize {
        let mut over = 0;
        options.reserve(reader.document().elements(at).count().min(room));
        for item in reader.items(at) {
            if options.len() < room {
                options.extend(Choice::read(reader, item));
            } else {
                over += 1;
            }
        }
        over
    }

    /// Notices values and texts that appear twice.
    pub(super) fn compare(reader: &mut Reader<'_>, options: &[Spanned<Choice>]) {
        repeats(
            options,
            |option| &option.value,
            |first, again| {
                let message = format!("two options have the value {}", quoted_snippet(&again.value));
                let found = Diagnostic::warning(Code::OPTION_REPEATED, again.value.span, message);
                reader.found.push(found.with_related(first.value.span, "the first one is here"));
            },
        );
        repeats(
            options,
            |option| &option.text,
            |first, again| {
                if first.value != again.value {
                    let message = format!("two options have the text {}", quoted_snippet(&again.text));
                    let found = Diagnostic::note(Code::OPTION_REPEATED, again.text.span, message);
                    reader.found.push(found.with_related(first.text.span, "the first one is here"));
                }
            },
        );
    }
}

/// Up to this many options are compared one by one, which is faster than a hash map.
const FEW: usize = 16;

/// Tells `report` of each option of whose texts `of` an earlier one has the same, with the first such one.
fn repeats(
    options: &[Spanned<Choice>],
    of: impl Fn(&Choice) -> &Spanned<Text>,
    mut report: impl FnMut(&Choice, &Choice),
) {
    if options.len() <= FEW {
        for (index, option) in options.iter().enumerate() {
            let text = of(option);
            if let Some(first) = options.iter().take(index).find(|first| of(first) == text) {
                report(first, option);
            }
        }
        return;
    }
    let mut seen: HashMap<&str, &Spanned<Choice>> = HashMap::with_capacity(options.len());
    for option in options {
        let first = *seen.entry(of(option)).or_insert(option);
        if !std::ptr::eq(first, option) {
            report(first, option);
        }
    }
}

/// Options that a host fetches: this crate only says from where and how (format §7).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Dynamic {
    /// The address: a path such as `/subscriptions/{subscriptionId}/machines?api-version=2021-01-01`, with tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<Spanned<Text>>,
    /// Where the list is in what was fetched, as JSONPath.
    #[serde(default, rename = "jTokenPath", skip_serializing_if = "Option::is_none")]
    pub j_token_path: Option<Spanned<Text>>,
    /// Paths to what people read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text_property: Vec<Spanned<Text>>,
    /// The part of it that is taken, as a regular expression of JavaScript; never compiled here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_property_regex: Option<Spanned<Text>>,
    /// Text with `{path}` for each of [`Dynamic::text_property`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_template: Option<Spanned<Text>>,
    /// The path to what an answer holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_property: Option<Spanned<Text>>,
    /// The part of it that is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_property_regex: Option<Spanned<Text>>,
    /// The id of the element whose answer stands for `{replaceWithParentValue}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<Spanned<Text>>,
    /// Options that are always offered, beside those that were fetched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub default_options: Vec<Spanned<Choice>>,
    /// Members with unknown keys.
    #[serde(default, skip_serializing_if = "Object::is_empty")]
    pub other: Object,
}

impl Dynamic {
    pub(super) fn read(reader: &mut Reader<'_>, at: At) -> Option<Spanned<Dynamic>> {
        let object = reader.object(at)?;
        let mut dynamic = Dynamic::default();
        dynamic.other = members!(reader, object, value, {
            "uri" => dynamic.uri = reader.text(value),
            "jTokenPath" => dynamic.j_token_path = reader.text(value),
            "textProperty" => dynamic.text_property = reader.texts(value, b","),
            "textPropertyRegex" => dynamic.text_property_regex = reader.text(value),
            "textTemplate" => dynamic.text_template = reader.text(value),
            "valueProperty" => dynamic.value_property = reader.text(value),
            "valuePropertyRegex" => dynamic.value_property_regex = reader.text(value),
            "dependsOn" => dynamic.depends_on = reader.text(value),
            "defaultDropdownOptions" => dynamic.default_options = Dynamic::defaults(reader, value),
        });
        Some(reader.spanned(dynamic, at))
    }

    /// One option, or a list of them: authors write both.
    fn defaults(reader: &mut Reader<'_>, at: At) -> Vec<Spanned<Choice>> {
        let document = reader.document();
        match document.kind(at) {
            Kind::Object => Choice::read(reader, at).into_iter().collect(),
            Kind::Array => document.elements(at).filter_map(|item| Choice::read(reader, item)).collect(),
            _ => {
                reader.misplaced::<()>(at, "an option");
                Vec::new()
            }
        }
    }
}
