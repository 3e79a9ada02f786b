//! Values for placeholders (format §4).

use selfhelp::Article;
use selfhelp::limits::{self, Limits};
use selfhelp::values::{MarkdownText, Source, Unmatched, Value, Values};

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
fn what_is_not_json_is_refused_at_its_position() {
    refused("{\n\"a\": }", "expected a value, found `}` at line 2, column 6");
    refused("{\"a\": \"b\"", "expected `,` or `}`, found the end at line 1, column 10");
    refused("{} {}", "expected the end, found `{` at line 1, column 4");
    refused("", "expected a value, found the end at line 1, column 1");
}

#[test]
fn json_is_held_against_the_limits() {
    let of = |bytes: usize| format!("{{\"a\": \"{}\"}}", "x".repeat(bytes));
    assert!(Values::from_json(&of(limits::VALUE_BYTES)).is_ok());
    refused(
        &of(limits::VALUE_BYTES + 1),
        "expected at most 4096 bytes in the value of `a`, found 4097 at line 1, column 4106",
    );
    let markdown = format!("{{\"b\":\n{{\"markdown\": \"[](https://e.example/{})\"}}}}", "x".repeat(1 << 20));
    refused(&markdown, "expected at most 4096 bytes in the value of `b`, found 1048598 at line 2, column 1048615");
    let many = |count: usize| {
        let values: Vec<String> = (0..count).map(|name| format!("\"v{name}\":\"{}\"", "x".repeat(4_096))).collect();
        format!("{{{}}}", values.join(","))
    };
    assert_eq!(Values::from_json(&many(16)).map(|values| values.len()), Ok(16));
    refused(&many(17), "expected at most 65536 bytes in all values, found 69632 at line 1, column 69776");
    let limits = Limits::new().values_bytes(1 << 20).value_bytes(1 << 20);
    assert_eq!(Values::from_json_within(&many(17), &limits).map(|values| values.len()), Ok(17));
    assert_eq!(serde_json::from_str::<Values>(&many(17)).map(|values| values.len()).ok(), Some(17));
    let repeated = format!("{{{}\"a\": \"x\"}}", format!("\"a\": \"{}\", ", "x".repeat(4_096)).repeat(20));
    assert_eq!(Values::from_json(&repeated), Ok(Values::new().text("a", "x")), "the last one counts");
}

#[test]
fn markdown_is_parsed_once() {
    let steps = MarkdownText::new("* a");
    let (one, other) = (steps.clone(), steps.clone());
    assert!(std::ptr::eq(one.blocks(), other.blocks()));
    assert_eq!((steps.as_str(), steps.blocks().len()), ("* a", 1));
    assert_eq!(Value::MarkdownText("* a".into()), Value::markdown("* a"));
    assert_ne!(steps, MarkdownText::from("* b".to_owned()));
    assert_eq!(format!("{steps:?}"), "MarkdownText(\"* a\")");
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

const NAMED: &str = "<!--$VMName-->v<!--/$VMName--> <!--$ip-->i<!--/$ip--> <!--$ip-->i<!--/$ip--> \
                     [d](data-blade:A.B.id.$resourceId)\n";

/// The values with these names leave placeholders without a value and names without a use, each with the near name.
#[track_caller]
fn unmatched(names: &[&str], missing: &[(&str, Option<&str>)], unused: &[(&str, Option<&str>)]) {
    let article = Article::parse_lenient(NAMED);
    let values: Values = names.iter().map(|name| (*name, "x")).collect();
    let listed = |all: Vec<Unmatched<'_>>| {
        all.into_iter().map(|one| (one.name.to_owned(), one.near.map(String::from))).collect::<Vec<_>>()
    };
    let expected = |all: &[(&str, Option<&str>)]| {
        all.iter().map(|(name, near)| (String::from(*name), near.map(str::to_owned))).collect::<Vec<_>>()
    };
    assert_eq!(listed(values.missing(&article)), expected(missing), "{names:?}");
    assert_eq!(listed(values.unused(&article)), expected(unused), "{names:?}");
}

#[test]
fn names_match_as_written() {
    unmatched(&[], &[("VMName", None), ("ip", None)], &[]);
    unmatched(&["VMName", "ip", "resourceId"], &[], &[]);
    unmatched(&["VMName", "ip"], &[], &[]);
}

#[test]
fn a_name_in_another_case_or_with_a_slip_is_near() {
    unmatched(&["vmname", "ip"], &[("VMName", Some("vmname"))], &[("vmname", Some("VMName"))]);
    unmatched(&["VMNmae", "ip"], &[("VMName", Some("VMNmae"))], &[("VMNmae", Some("VMName"))]);
    unmatched(&["VMName", "ip", "resourceid"], &[], &[("resourceid", Some("resourceId"))]);
    unmatched(&["color", "ip"], &[("VMName", None)], &[("color", None)]);
    unmatched(&["VMName", "id"], &[("ip", None)], &[("id", None)]);
}

#[test]
fn a_name_that_has_its_match_is_near_to_no_other() {
    unmatched(&["VMName", "VMNam", "ip"], &[], &[("VMNam", None)]);
    unmatched(&["VMName", "vmname"], &[("ip", None)], &[("vmname", None)]);
}

#[test]
fn of_very_many_names_those_in_another_case_are_found() {
    let name = |number: usize| format!("Name{number}");
    let body: String = (0..400).map(name).map(|name| format!("<!--${name}-->x<!--/${name}-->\n\n")).collect();
    let article = Article::parse_lenient(&body);
    let values: Values = (0..400).map(|number| (name(number).to_uppercase(), "x")).collect();
    let missing = values.missing(&article);
    assert_eq!(missing.len(), 400);
    assert!(missing.iter().all(|missing| missing.near == Some(missing.name.to_uppercase().into())));
}
