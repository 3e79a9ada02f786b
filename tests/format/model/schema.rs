//! The JSON Schema of answers: its shape. That it accepts what the library accepts is proved by `tests/schema`.

use serde_json::{Value, json};

use super::form;

#[track_caller]
fn schema(elements: &str) -> Value {
    serde_json::from_str(&form(elements).to_json_schema()).unwrap()
}

/// An optional answer is constrained so.
#[track_caller]
fn answer(element: &str, expected: Value) {
    let element = format!(r#"{{ "id": "a", "displayLabel": "A", "required": true, {element} }}"#);
    assert_eq!(schema(&element)["allOf"], json!([{ "properties": { "a": expected }, "required": ["a"] }]));
}

const OPTIONS: &str = r#""dropdownOptions": [{ "value": "x", "text": "X" }, { "value": "x", "text": "Y" }, { "value": "z", "text": "Z" }]"#;

#[test]
fn answers_by_what_is_asked() {
    answer(&format!(r#""controlType": "dropdown", {OPTIONS}"#), json!({ "enum": ["x", "z"] }));
    let many = json!({ "type": "array", "items": { "enum": ["x", "z"] }, "minItems": 1, "uniqueItems": true });
    answer(&format!(r#""controlType": "multiselectdropdown", {OPTIONS}"#), many);
    let filled = json!({ "type": "string", "pattern": "[^ \\t\\r\\n]" });
    answer(r#""controlType": "dropdown", "dynamicDropdownOptions": { "uri": "/a" }"#, filled.clone());
    answer(r#""controlType": "textbox""#, filled.clone());
    answer(r#""controlType": "dropdown""#, filled);
    answer(r#""controlType": "numerictextbox""#, json!({ "type": "number" }));
    let bounds = json!({ "type": "integer", "minimum": 1, "maximum": 2.5, "exclusiveMinimum": 0, "allOf": [{ "exclusiveMinimum": 1 }] });
    let more = r#""validations": [{ "type": "GreaterThan", "value": 0 }, { "type": "GreaterThan", "value": 1 }]"#;
    answer(
        &format!(r#""controlType": "numerictextbox", "min": 1, "max": 2.5, "numberType": "integer", {more}"#),
        bounds,
    );
    let other = json!({ "type": "number", "$comment": "must be more than the answer to “a”" });
    answer(r#""controlType": "numerictextbox", "validations": [{ "type": "GreaterThan", "controlId": "a" }]"#, other);
}

#[test]
fn patterns_are_exported_for_the_stricter_mode() {
    for (pattern, exported) in [
        ("^.+$", "^[^\\n]+$"),
        ("\\s", "[ \\t\\n\\r\\f\\v]"),
        ("[\\s-]", "[ \\t\\n\\r\\f\\v-]"),
        ("\\S", "[^ \\t\\n\\r\\f\\v]"),
        ("a\\-b\\@c\\.", "a-b@c\\."),
        ("[-][0-9A-Z]{3}", "[-][0-9A-Z]{3}"),
    ] {
        let validation = json!({ "type": "RegExMatch", "value": pattern });
        let expected =
            json!({ "type": "string", "pattern": "[^ \\t\\r\\n]", "maxLength": 9, "allOf": [{ "pattern": exported }] });
        answer(
            &format!(
                r#""controlType": "textbox", "maxLength": 9, "validations": [{validation}, {{ "type": "RegExMatch", "value": "(" }}]"#
            ),
            expected,
        );
    }
}

#[test]
fn what_takes_no_answer_has_no_property() {
    let schema = schema(r#"{ "id": "i", "controlType": "infoblock" }, { "controlType": "textbox" }"#);
    let expected = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": {}, "additionalProperties": false });
    assert_eq!(schema, expected);
}

#[test]
fn conditions_refer_to_each_other() {
    let schema = schema(
        r#"{ "id": "a", "controlType": "textbox", "visibility": "b == 1" }, { "id": "b", "controlType": "textbox" },
           { "id": "c", "controlType": "textbox", "visibility": "a != 2 && d == 3" }, { "id": "d", "controlType": "textbox", "visibility": "d == 4" },
           { "id": "e", "controlType": "textbox", "visibility": "x == 1 || x != 1 || x == null" }, { "id": "f", "controlType": "textbox", "visibility": false }"#,
    );
    let given = |id: &str, value: &str| json!({ "properties": { id: { "const": value } }, "required": [id] });
    let defs = json!({
        "shown-0": given("b", "1"),
        "shown-2": { "allOf": [{ "not": { "allOf": [{ "$ref": "#/$defs/shown-0" }, given("a", "2")] } }, given("d", "3")] },
        "shown-3": given("d", "4"),
        "shown-4": { "anyOf": [false, true, true] },
        "shown-5": false,
    });
    assert_eq!(schema["$defs"], defs);
    assert_eq!(schema["allOf"][0]["if"], json!({ "$ref": "#/$defs/shown-0" }));
    assert_eq!(schema["allOf"].as_array().map(Vec::len), Some(5));
}

#[test]
fn numbers_and_lists_in_conditions() {
    let schema = schema(&format!(
        r#"{{ "id": "n", "controlType": "numerictextbox" }}, {{ "id": "m", "controlType": "multiselectdropdown", {OPTIONS} }},
           {{ "id": "c", "controlType": "textbox", "visibility": "n == 5 || n > 5 || n <= x || n == x || m == z || m != null" }}"#
    ));
    let given = |id: &str, answer: Value| json!({ "properties": { id: answer }, "required": [id] });
    let empty = json!({ "anyOf": [{ "type": "null" }, { "type": "string", "pattern": "^[ \\t\\r\\n]*$" }, { "type": "array", "maxItems": 0 }] });
    let terms = json!([
        given("n", json!({ "const": 5 })),
        given("n", json!({ "type": "number", "exclusiveMinimum": 5 })),
        false,
        false,
        given("m", json!({ "type": "array", "contains": { "const": "z" } })),
        given("m", json!({ "not": empty })),
    ]);
    assert_eq!(schema["$defs"]["shown-2"], json!({ "anyOf": terms }));
}
