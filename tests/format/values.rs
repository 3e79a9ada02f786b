//! Values for placeholders (format §4).

use selfhelp::values::{Source, Value, Values};

#[track_caller]
fn read(json: &str, expected: &str) {
    let values = Values::from_json(json).map_err(|error| error.to_string());
    assert_eq!(values.as_ref().map(|values| values.get("a")), Ok(Some(Value::text(expected))), "{json}");
}

#[track_caller]
fn refused(json: &str, message: &str) {
    let message = format!("the values could not be read: {message}");
    assert_eq!(Values::from_json(json).map_err(|error| error.to_string()), Err(message), "{json}");
}

#[test]
fn json_strings_numbers_and_booleans_are_text() {
    read(r#"{"a": "web-01"}"#, "web-01");
    read(r#"{"a": 4}"#, "4");
    read(r#"{"a": -4}"#, "-4");
    read(r#"{"a": 1.5}"#, "1.5");
    read(r#"{"a": 1.0}"#, "1.0");
    read(r#"{"a": true}"#, "true");
    read(r#"{"a": ""}"#, "");
}

#[test]
fn json_null_is_no_value() {
    assert_eq!(Values::from_json(r#"{"a": null}"#).map(|values| values.len()), Ok(0));
}

#[test]
fn json_objects_are_markdown() {
    let values = Values::from_json(r#"{"a": {"markdown": "* b"}}"#).unwrap_or_default();
    assert_eq!(values.get("a"), Some(Value::markdown("* b")));
}

#[test]
fn other_json_is_refused() {
    let expected = "expected a string, a number, a boolean, `null` or `{\"markdown\": \"…\"}` as a value";
    refused(r#"{"a": [1]}"#, &format!("{expected}, found an array at line 1, column 7"));
    refused(r#"{"a": {"html": "b"}}"#, "expected the key `markdown`, found `html` at line 1, column 13");
    refused(r#"{"a": {}}"#, "expected the key `markdown`, found none at line 1, column 8");
    refused(
        "{\n\"a\": {\"markdown\": \"\", \"b\": 1}}",
        "expected no other key than `markdown`, found `b` at line 2, column 25",
    );
    refused("[1]", "expected an object with the values by name, found an array at line 1, column 1");
    refused("\"a\"", "expected an object with the values by name, found string \"a\" at line 1, column 3");
}

#[test]
fn what_is_no_json_is_refused_at_its_place() {
    refused("{\n\"a\": }", "expected a value, found `}` at line 2, column 6");
    refused("{\"a\": \"b\"", "expected `,` or `}`, found the end at line 1, column 10");
    refused("{} {}", "expected the end, found `{` at line 1, column 4");
    refused("", "expected a value, found the end at line 1, column 1");
}

#[test]
fn names_compare_exactly() {
    let values = Values::new().text("startTime", "1").text("StartTime", "2");
    assert_eq!(values.value("startTime"), Some(Value::text("1")));
    assert_eq!(values.value("StartTime"), Some(Value::text("2")));
    assert_eq!(values.value("starttime"), None);
    assert_eq!(values.names().collect::<Vec<_>>(), ["StartTime", "startTime"]);
}

#[test]
fn a_set_is_made_of_pairs() {
    let values: Values = [("a", "1"), ("b", "2"), ("a", "3")].into_iter().collect();
    assert_eq!(values, Values::new().text("a", "3").text("b", "2"));
}

#[test]
fn values_and_closures_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Values>();
    shared::<Value<'_>>();
}
