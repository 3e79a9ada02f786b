//! Over random answers to the forms of all articles, to random forms, and to those of `SELFHELP_CORPUS`, the library accepts
//! exactly what the JSON Schema accepts.

use std::collections::HashSet;

use jsonschema::Validator;
use selfhelp::Article;
use selfhelp::payload::answers::{Answers, Choices};
use selfhelp::payload::form::{Asks, Element, Rule, ScopingQuestions};
use serde_json::{Map, Value, json};
use support::random::Random;
use support::shelf;

/// How many answers were accepted and refused.
#[derive(Default)]
struct Counts {
    accepted: usize,
    refused: usize,
    /// Whether conditions of the form look at themselves.
    has_cycle: bool,
}

impl Counts {
    /// Compares library and schema over random answers to `form`.
    fn compare(&mut self, name: &str, article: &Article, rounds: usize, random: &mut Random) {
        let Some(form) = &form_of(article) else { return };
        self.has_cycle = article.check().iter().any(|found| found.code.as_str() == "visibility-cycle");
        let choices = match random.below(3) {
            0 => form
                .elements()
                .iter()
                .filter_map(|element| element.id.as_deref())
                .fold(Choices::new(), |choices, id| choices.set(id, [("/m/1", "web-1"), ("/m/2", "web-2")])),
            _ => Choices::new(),
        };
        let schema: Value = serde_json::from_str(&form.to_json_schema_with(&choices)).expect("the schema is JSON");
        let meta = jsonschema::meta::validate(&schema);
        assert!(meta.is_ok(), "{name}: {meta:?}");
        let validator =
            jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{name}: {error}\n{schema:#}"));
        for _ in 0..rounds {
            let answers = answers(form, random);
            self.hold(name, form, &choices, &validator, &answers, &schema);
        }
    }

    fn hold(
        &mut self,
        name: &str,
        form: &ScopingQuestions,
        choices: &Choices,
        validator: &Validator,
        given: &Value,
        schema: &Value,
    ) {
        let answers: Answers = serde_json::from_value(given.clone()).expect("answers are an object");
        let result = form.validate_with(&answers, choices);
        let accepts = validator.is_valid(given);
        assert_eq!(result.is_ok(), accepts, "{name}: {given}\nlibrary: {result:?}\n{schema:#}");
        match result {
            Ok(good) => {
                self.accepted += 1;
                // On a cycle the answers alone count, those too that do not come back.
                if !self.has_cycle {
                    assert_eq!(form.validate_with(&good, choices), Ok(good.clone()), "{name}: what is clean stays so");
                    assert!(validator.is_valid(&serde_json::to_value(good).expect("answers serialise")));
                }
            }
            Err(problems) => {
                self.refused += 1;
                let places: HashSet<_> = problems.iter().map(|problem| (problem.element, &problem.id)).collect();
                assert_eq!(places.len(), problems.len(), "{name}: one problem for a question");
            }
        }
    }

    fn both(&self, least: usize) {
        println!("{} accepted, {} refused", self.accepted, self.refused);
        assert!(self.accepted > least && self.refused > least, "{} accepted, {} refused", self.accepted, self.refused);
    }
}

/// Whether a schema can say all of the form: bounds that are answers to other questions it cannot.
fn is_expressible(form: &ScopingQuestions) -> bool {
    let validations = form.elements().iter().flat_map(|element| &element.validations);
    !validations
        .map(|validation| &validation.inner.rule)
        .any(|rule| matches!(rule, Rule::MoreThanAnswer(_) | Rule::LessThanAnswer(_)))
}

/// Answers to a form: mostly good ones, a few of them spoilt.
fn answers(form: &ScopingQuestions, random: &mut Random) -> Value {
    let mut given = Map::new();
    for element in form.asked() {
        let Some(id) = element.id.as_deref() else { continue };
        let so_far: Answers = serde_json::from_value(Value::Object(given.clone())).expect("answers");
        let is_shown = form.shown(&so_far).iter().any(|shown| shown.id.as_deref() == Some(id));
        if (is_shown || random.below(8) == 0)
            && element.takes_answer()
            && (element.is_required() || random.below(3) > 0)
        {
            given.insert(id.to_owned(), good(element, random));
        }
    }
    for _ in 0..[0, 0, 1, 1, 2, 3][random.below(6)] {
        let ids: Vec<&str> = form.elements().iter().filter_map(|element| element.id.as_deref()).collect();
        let id = if ids.is_empty() || random.below(12) == 0 { "nobody" } else { ids[random.below(ids.len())] };
        match random.below(5) {
            0 => drop(given.remove(id)),
            _ => drop(given.insert(id.to_owned(), any(form.element(id).map(|element| &element.inner), random))),
        }
    }
    Value::Object(given)
}

const TEXTS: [&str; 14] = [
    "a",
    "north",
    "abc 12",
    " a ",
    "\u{a0}",
    "12",
    "é\u{1f600}",
    "a\nb",
    "1f0e9b7c-3d2a-4b1c-8d7e-9f0a1b2c3d4e",
    "1F0E9B7C-3d2a-4b1c-8d7e-9f0a1b000000",
    "a@b.example",
    "a-b",
    "\u{feff}x",
    "a\u{2028}b",
];
const DATES: [&str; 10] = [
    "2024-02-29T12:30",
    "2023-02-29T12:30",
    "2000-02-29T00:00:59Z",
    "1900-02-29T00:00",
    "2024-12-31T23:59:59.125+05:30",
    "2024-04-31T00:00",
    "2024-01-01T24:00",
    "2024-01-01",
    "2024-01-01T00:00+24:00",
    "2024-10-10t10:10",
];
const NUMBERS: [f64; 11] = [-1.0, 0.0, 0.5, 1.0, 2.0, 2.5, 5.0, 9.5, 10.0, 50.0, 1e6];

fn text(random: &mut Random) -> Value {
    json!(TEXTS[random.below(TEXTS.len())])
}

fn number(random: &mut Random) -> Value {
    match random.below(3) {
        0 => json!(NUMBERS[random.below(NUMBERS.len())]),
        _ => json!(random.below(12)),
    }
}

fn options(element: &Element) -> Vec<String> {
    let defaults = element.dynamic.iter().flat_map(|dynamic| &dynamic.inner.default_options);
    let mut values: Vec<String> =
        element.options.iter().chain(defaults).map(|option| option.inner.value.to_string()).collect();
    if element.dynamic.is_some() {
        values.extend(["/m/1".to_owned(), "/m/2".to_owned()]);
    }
    values
}

/// An answer that is probably good.
fn good(element: &Element, random: &mut Random) -> Value {
    let options = options(element);
    match element.asks() {
        Asks::Number => number(random),
        Asks::DateTime => json!(DATES[random.below(2) * 2]),
        Asks::One if !options.is_empty() => json!(options[random.below(options.len())]),
        Asks::Many if !options.is_empty() => {
            let count = 1 + random.below(2);
            let chosen: HashSet<&String> = (0..count).map(|_| &options[random.below(options.len())]).collect();
            json!(chosen)
        }
        _ => text(random),
    }
}

/// An answer that may be anything.
fn any(element: Option<&Element>, random: &mut Random) -> Value {
    match (random.below(13), element) {
        (0, _) => Value::Null,
        (1, _) => json!(["", " \t\r\n", " ", "\u{b}"][random.below(4)]),
        (2, _) => json!([]),
        (3, _) => number(random),
        (4, _) => json!(number(random).to_string()),
        (5, _) => json!(DATES[random.below(DATES.len())]),
        (6, _) => json!(random.below(2) == 0),
        (7, _) => json!({ "x": 1 }),
        (8, _) => json!([text(random), text(random)]),
        (9, _) => json!([text(random), Value::Null]),
        (10, Some(element)) => json!([good(element, random), good(element, random)]),
        (11, Some(element)) => good(element, random),
        _ => text(random),
    }
}

/// A form of random elements with random conditions.
fn random_form(random: &mut Random) -> String {
    let count = 1 + random.below(7);
    let ids: Vec<String> =
        (0..count).map(|n| if random.below(12) == 0 { "e0".to_owned() } else { format!("e{n}") }).collect();
    let elements: Vec<Value> = ids.iter().map(|id| random_element(id, &ids, random)).collect();
    json!({ "title": "Random", "formElements": elements }).to_string()
}

fn random_element(id: &str, ids: &[String], random: &mut Random) -> Value {
    let controls = [
        "textbox",
        "multilinetextbox",
        "dropdown",
        "radioButtonGroup",
        "multiselectdropdown",
        "numerictextbox",
        "datetimepicker",
        "infoblock",
        "checkbox",
    ];
    let control = controls[random.below(controls.len())];
    let mut element = json!({ "id": id, "controlType": control, "displayLabel": format!("Question {id}"), "required": random.below(2) == 0 });
    let options = [
        json!({ "value": "north", "text": "North" }),
        json!({ "value": "south", "text": "South (old)" }),
        json!({ "value": "north", "text": "Up" }),
    ];
    if random.below(5) > 0 {
        element["dropdownOptions"] = json!(options[..1 + random.below(3)]);
    }
    if random.below(6) == 0 {
        element["dynamicDropdownOptions"] =
            json!({ "uri": "/m", "defaultDropdownOptions": { "value": "none", "text": "None" } });
    }
    if random.below(3) == 0 {
        element["maxLength"] = json!(1 + random.below(6));
    }
    let patterns =
        ["^[0-9]+$", "a", "^.{1,3}$", "^\\S+$", "^[^.]*$", "\\s", "[\\w-]+", "^(?:a|north|[0-9]{2})$", "\\-", "(", "é"];
    let validations: Vec<Value> = (0..random.below(3))
        .map(|_| match random.below(6) {
            0 => json!({ "type": "GreaterThan", "value": random.below(6) }),
            1 => json!({ "type": "LessThan", "value": random.below(12) }),
            2 => json!({ "type": "minvalue", "value": NUMBERS[random.below(NUMBERS.len())] }),
            3 => json!({ "type": "MaxLength", "value": random.below(5) }),
            _ => {
                json!({ "type": "RegExMatch", "value": patterns[random.below(patterns.len())], "text": "So, please." })
            }
        })
        .collect();
    element["validations"] = json!(validations);
    match random.below(6) {
        0..3 => {}
        3 => element["visibility"] = json!(false),
        _ => element["visibility"] = json!(condition(ids, 0, random)),
    }
    element
}

fn condition(ids: &[String], depth: usize, random: &mut Random) -> String {
    if depth < 3 && random.below(3) == 0 {
        let terms: Vec<String> =
            (0..2 + random.below(2)).map(|_| format!("({})", condition(ids, depth + 1, random))).collect();
        return terms.join(if random.below(2) == 0 { " || " } else { " && " });
    }
    let id = if random.below(10) == 0 { "nobody" } else { &ids[random.below(ids.len())] };
    let compare = ["==", "!=", "==", "!=", "==", ">", "<", ">=", "<="][random.below(9)];
    let value = ["north", "South (old)", "null", "5", "2.5", "a", "SOUTH", "none", "/m/1", "0"][random.below(10)];
    format!("{id} {compare} {value}")
}

fn form_of(article: &Article) -> Option<ScopingQuestions> {
    article.data()?.into_form().filter(is_expressible)
}

#[test]
fn library_and_schema_agree_on_the_forms_of_articles() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut counts = Counts::default();
    for example in shelf::examples() {
        counts.compare(&example.path.display().to_string(), &example.article(), 400, &mut random);
    }
    counts.both(200);
}

#[test]
fn library_and_schema_agree_on_random_forms() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut counts = Counts::default();
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(600);
    for round in 0..rounds {
        let json = random_form(&mut random);
        let source = format!("<properties articleId=\"fabrikam-random\" />\n# Random\n---\n{json}\n---\n");
        counts.compare(&format!("{round}: {json}"), &Article::parse_lenient(&source), 12, &mut random);
    }
    counts.both(500);
}

#[test]
fn library_and_schema_agree_on_a_corpus() {
    let corpus = shelf::corpus();
    if corpus.is_empty() {
        return;
    }
    let mut random = Random(0x0123_4567_89AB_CDEF);
    let mut counts = Counts::default();
    for example in corpus {
        counts.compare(&example.path.display().to_string(), &example.article(), 60, &mut random);
    }
    counts.both(50);
}
