//! Limits on forms, and input that would be slow or deep without them.

use selfhelp::limits::{CONDITION_DEPTH, CONDITION_TESTS, ELEMENTS, OPTIONS};
use selfhelp::payload::form::Visibility;
use serde_json::Value;

use super::{article, form, form_json};

fn codes(json: &str) -> Vec<String> {
    article(json).check().iter().map(|found| format!("{} {}", found.code, found.message)).collect()
}

#[test]
fn elements() {
    let elements = |count: usize| {
        let elements: Vec<_> = (0..count)
            .map(|n| format!(r#"{{ "id": "e{n}", "controlType": "textbox", "displayLabel": "E" }}"#))
            .collect();
        form_json(&elements.join(","))
    };
    assert!(codes(&elements(ELEMENTS)).is_empty());
    let over = article(&elements(ELEMENTS + 2));
    assert_eq!(
        codes(&elements(ELEMENTS + 2)),
        ["too-many the form has more elements than the limit of 1000; those from here on are left out"]
    );
    assert_eq!(over.data().unwrap().into_form().unwrap().elements().len(), ELEMENTS);
}

#[test]
fn options() {
    let options = |count: usize| {
        let options: Vec<_> = (0..count).map(|n| format!(r#"{{"value":"v{n}","text":"t{n}"}}"#)).collect();
        format!(
            r#"{{ "id": "a", "controlType": "dropdown", "displayLabel": "A", "dropdownOptions": [{}] }}"#,
            options.join(",")
        )
    };
    assert!(codes(&form_json(&options(OPTIONS))).is_empty());
    let message = "too-many the form has more options than the limit of 10000; 3 of this list are left out";
    assert_eq!(codes(&form_json(&options(OPTIONS + 3))), [message]);
    assert_eq!(form(&options(OPTIONS + 3)).elements()[0].options.len(), OPTIONS);
}

/// The form with this condition, which may be long.
fn conditional(condition: &str) -> Vec<String> {
    let condition = Value::from(condition);
    codes(&form_json(&format!(
        r#"{{ "id": "a", "controlType": "textbox", "displayLabel": "A" }}, {{ "id": "b", "controlType": "textbox", "displayLabel": "B", "visibility": {condition} }}"#
    )))
}

fn is_not_understood(codes: &[String]) -> bool {
    matches!(codes, [only] if only.starts_with("visibility-not-understood "))
}

#[test]
fn depth_of_conditions() {
    let nested = |depth: usize| format!("{}a == 1{}", "(".repeat(depth), ")".repeat(depth));
    assert!(conditional(&nested(CONDITION_DEPTH)).is_empty());
    assert!(is_not_understood(&conditional(&nested(CONDITION_DEPTH + 1))));
    let mixed = |depth: usize| format!("{}a == 1{}", "(a == 2 || a == 3 && ".repeat(depth), ")".repeat(depth));
    assert!(conditional(&mixed(CONDITION_DEPTH)).is_empty());
    assert!(is_not_understood(&conditional(&mixed(CONDITION_DEPTH + 1))));
}

#[test]
fn a_form_of_the_deepest_condition_is_read_back() {
    let deepest = format!("{}a == 1{}", "(a == 2 || a == 3 && ".repeat(CONDITION_DEPTH), ")".repeat(CONDITION_DEPTH));
    let form = form(&format!(r#"{{ "id": "a" }}, {{ "id": "b", "visibility": {} }}"#, Value::from(deepest)));
    assert!(matches!(&*form.elements()[1].visibility, Visibility::When(_)));
    let json = serde_json::to_string(&selfhelp::payload::Model::ScopingQuestions(form.clone())).unwrap();
    assert_eq!(serde_json::from_str::<selfhelp::payload::Model>(&json).unwrap().into_form(), Some(form));
}

#[test]
fn comparisons() {
    let many = |count: usize| vec!["a==1"; count].join("||");
    assert!(conditional(&many(CONDITION_TESTS)).is_empty());
    assert!(is_not_understood(&conditional(&many(CONDITION_TESTS + 1))));
}

#[test]
fn a_million_parentheses_do_no_harm() {
    for many in [
        "(".repeat(900_000),
        ")".repeat(900_000),
        format!("{}a == 1{}", "(".repeat(450_000), ")".repeat(450_000)),
        format!("a == {}x{}", "(".repeat(450_000), ")".repeat(450_000)),
        format!("a == {}", "()".repeat(450_000)),
        "(a==1||".repeat(130_000),
        "a == 1 || (".repeat(90_000),
        "a == '".repeat(150_000),
        "\"".repeat(400_000),
        "a==1&&".repeat(150_000),
    ] {
        conditional(&many);
    }
}

#[test]
fn long_chains_and_wide_lookups_take_no_long() {
    let chain: Vec<_> = (0..ELEMENTS)
        .map(|n| {
            format!(
                r#"{{ "id": "e{n}", "controlType": "textbox", "displayLabel": "E", "visibility": "e{} == 1" }}"#,
                (n + 1) % ELEMENTS
            )
        })
        .collect();
    let form = form(&chain.join(","));
    assert_eq!(form.shown(&selfhelp::payload::answers::Answers::new()).len(), 0);
    assert!(form.to_json_schema().len() < 1 << 21);
}
