//! The JSON Schema of the answers to a form (format §7), of the draft 2020-12.
//!
//! It accepts exactly what [`ScopingQuestions::validate`] accepts, but for bounds that are answers to other questions, which
//! a schema cannot say. Its size is in proportion to the form's.

use serde_json::{Map, Value as Json, json};

use super::answers::Choices;
use super::form::{Asks, Compared, Element, Resolved, Rule, ScopingQuestions, Shown};
use super::value::Number;

/// A day and a time, leap years included.
const DATE_TIME: &str = "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|\
                         02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|\
                         [13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]+)?)?(?:Z|[+-](?:\
                         [01][0-9]|2[0-3]):[0-5][0-9])?$";

/// Text that is not blank.
const FILLED: &str = "[^ \\t\\r\\n]";

impl ScopingQuestions {
    /// The JSON Schema (draft 2020-12) of good answers, as JSON.
    ///
    /// Answers are an object of values by id, as [`Answers`](super::answers::Answers) serialise.
    ///
    /// ```
    /// # let json = r#"{ "formElements": [{ "id": "size", "controlType": "numerictextbox", "displayLabel": "Size" }] }"#;
    /// # let article = selfhelp::Article::parse(&format!("<properties />\n# Disks\n---\n{json}\n---\n"))?;
    /// # let form = article.payload().and_then(|payload| payload.model().into_form()).ok_or("no form")?;
    /// assert!(form.to_json_schema().contains(r#""title": "Size""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_json_schema(&self) -> String {
        self.to_json_schema_with(&Choices::default())
    }

    /// The JSON Schema where a host fetched the `choices` of questions with dynamic options.
    pub fn to_json_schema_with(&self, choices: &Choices) -> String {
        let mut schema = Map::new();
        schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        if let Some(title) = &self.title {
            schema.insert("title".into(), json!(&**title));
        }
        schema.insert("type".into(), json!("object"));
        let taking = || self.elements().iter().map(|element| &element.inner).filter(|element| element.takes_answer());
        let mut properties = Map::new();
        for element in taking() {
            let Some(id) = element.id.as_deref() else { continue };
            let title = element.label().map_or(Json::Bool(true), |label| json!({ "title": label }));
            properties.entry(id).or_insert(title);
        }
        schema.insert("properties".into(), Json::Object(properties));
        schema.insert("additionalProperties".into(), json!(false));
        let constraints: Vec<Json> =
            (0..self.elements().len()).filter_map(|index| self.constraint(index, choices)).collect();
        if !constraints.is_empty() {
            schema.insert("allOf".into(), Json::Array(constraints));
        }
        let shown: Map<String, Json> =
            (0..self.elements().len()).filter_map(|index| self.shown_definition(index)).collect();
        if !shown.is_empty() {
            schema.insert("$defs".into(), Json::Object(shown));
        }
        format!("{:#}\n", Json::Object(schema))
    }

    /// What the answer to an element must be, if it is shown.
    fn constraint(&self, index: usize, choices: &Choices) -> Option<Json> {
        let element = self.elements().get(index).filter(|element| element.takes_answer())?;
        let id = element.id.as_deref()?;
        let answer = answer(element, choices.get(id));
        let then = if element.is_required() {
            given(id, answer)
        } else {
            json!({ "properties": { id: { "anyOf": [no_answer(), answer] } } })
        };
        match self.rules().elements.get(index)?.shown {
            Shown::Always => Some(then),
            Shown::Never => None,
            Shown::When(_) => Some(json!({ "if": reference(index), "then": then })),
        }
    }

    /// When an element is shown; nothing for one that always is.
    fn shown_definition(&self, index: usize) -> Option<(String, Json)> {
        let definition = match &self.rules().elements.get(index)?.shown {
            Shown::Always => return None,
            Shown::Never => Json::Bool(false),
            Shown::When(condition) => self.condition(condition),
        };
        Some((format!("shown-{index}"), definition))
    }

    fn condition(&self, condition: &Resolved) -> Json {
        let all = |terms: &[Resolved]| terms.iter().map(|term| self.condition(term)).collect::<Vec<Json>>();
        match condition {
            Resolved::Any(terms) => json!({ "anyOf": all(terms) }),
            Resolved::All(terms) => json!({ "allOf": all(terms) }),
            Resolved::Test(element, compared) => self.test(*element, compared),
        }
    }

    /// What is tested of the answer to one element, as long as that is shown.
    fn test(&self, element: Option<usize>, compared: &Compared) -> Json {
        let rule = element.and_then(|element| Some((element, self.rules().elements.get(element)?)));
        let positive = |answer: Json| {
            let Some((element, rule)) = rule else { return Json::Bool(false) };
            let given = given(&rule.id, answer);
            match rule.shown {
                Shown::Always => given,
                _ if rule.on_cycle => given,
                _ => json!({ "allOf": [reference(element), given] }),
            }
        };
        let asks = rule.map_or(Asks::Text, |(_, rule)| rule.asks);
        let bound = |key: &str, bound: &Option<Number>| match bound.as_ref().and_then(number) {
            Some(bound) => positive(json!({ "type": "number", key: bound })),
            None => Json::Bool(false),
        };
        match compared {
            Compared::Answered(true) => positive(json!({ "not": no_answer() })),
            Compared::Answered(false) => not(positive(json!({ "not": no_answer() }))),
            Compared::Is(value) => constant(asks, value).map_or(Json::Bool(false), positive),
            Compared::IsNot(value) => not(constant(asks, value).map_or(Json::Bool(false), positive)),
            Compared::MoreThan(value) => bound("exclusiveMinimum", value),
            Compared::LessThan(value) => bound("exclusiveMaximum", value),
            Compared::AtLeast(value) => bound("minimum", value),
            Compared::AtMost(value) => bound("maximum", value),
        }
    }
}

fn reference(index: usize) -> Json {
    json!({ "$ref": format!("#/$defs/shown-{index}") })
}

fn given(id: &str, answer: Json) -> Json {
    json!({ "properties": { id: answer }, "required": [id] })
}

fn not(schema: Json) -> Json {
    match schema {
        Json::Bool(accepts) => Json::Bool(!accepts),
        schema => json!({ "not": schema }),
    }
}

fn no_answer() -> Json {
    json!({ "anyOf": [
        { "type": "null" },
        { "type": "string", "pattern": "^[ \\t\\r\\n]*$" },
        { "type": "array", "maxItems": 0 },
    ] })
}

/// An answer that is `value`, or holds it.
fn constant(asks: Asks, value: &str) -> Option<Json> {
    match asks {
        Asks::Many => Some(json!({ "type": "array", "contains": { "const": value } })),
        Asks::Number => Some(json!({ "const": number(&Number::read(value)?)? })),
        _ => Some(json!({ "const": value })),
    }
}

fn number(number: &Number) -> Option<Json> {
    serde_json::to_value(number).ok()
}

/// A good answer to an element.
fn answer(element: &Element, fetched: Option<&[(String, String)]>) -> Json {
    match element.asks() {
        Asks::Number => number_answer(element),
        Asks::Many => {
            let items = choice(element, fetched);
            json!({ "type": "array", "items": items, "minItems": 1, "uniqueItems": true })
        }
        Asks::One => choice(element, fetched),
        Asks::DateTime => json!({ "type": "string", "pattern": DATE_TIME }),
        Asks::Text | Asks::Nothing => text_answer(element),
    }
}

fn choice(element: &Element, fetched: Option<&[(String, String)]>) -> Json {
    if element.dynamic.is_some() && fetched.is_none() {
        return json!({ "type": "string", "pattern": FILLED });
    }
    let offered = element.offered().iter().map(|option| option.value.inner.as_str());
    let fetched = fetched.filter(|_| element.dynamic.is_some()).unwrap_or_default();
    let mut seen = std::collections::HashSet::new();
    let values = offered.chain(fetched.iter().map(|(value, _)| value.as_str())).filter(|value| seen.insert(*value));
    json!({ "enum": values.collect::<Vec<_>>() })
}

fn text_answer(element: &Element) -> Json {
    let mut schema = Map::new();
    schema.insert("type".into(), json!("string"));
    schema.insert("pattern".into(), json!(FILLED));
    let rules = || element.validations.iter().filter(|validation| validation.applies());
    let lengths = rules().filter_map(|validation| match validation.rule {
        Rule::MaxLength(most) => Some(most),
        _ => None,
    });
    if let Some(most) = lengths.chain(element.max_length.as_deref().copied()).min() {
        schema.insert("maxLength".into(), json!(most.max(0)));
    }
    let patterns: Vec<Json> =
        rules().filter_map(|validation| Some(json!({ "pattern": validation.pattern()?.exported() }))).collect();
    if !patterns.is_empty() {
        schema.insert("allOf".into(), Json::Array(patterns));
    }
    Json::Object(schema)
}

fn number_answer(element: &Element) -> Json {
    let rules = || element.validations.iter().filter(|validation| validation.applies());
    let is_whole = rules().any(|validation| validation.rule == Rule::Integer);
    let mut schema = Map::new();
    schema.insert("type".into(), json!(if is_whole { "integer" } else { "number" }));
    let mut more = Vec::new();
    for validation in rules() {
        let key = match &validation.rule {
            Rule::MoreThan(_) => "exclusiveMinimum",
            Rule::LessThan(_) => "exclusiveMaximum",
            Rule::AtLeast(_) => "minimum",
            Rule::AtMost(_) => "maximum",
            rule => {
                if rule.other().is_some() {
                    schema.insert("$comment".into(), json!(format!("must be {rule}")));
                }
                continue;
            }
        };
        let Some(bound) = validation.rule.bound().as_ref().and_then(number) else { continue };
        if schema.contains_key(key) {
            more.push(json!({ key: bound }));
        } else {
            schema.insert(key.into(), bound);
        }
    }
    if !more.is_empty() {
        schema.insert("allOf".into(), Json::Array(more));
    }
    Json::Object(schema)
}
