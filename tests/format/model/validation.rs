//! Validations: how they are read, and which of them are checked.

use serde_json::{Value, json};

use super::{data, form_json, mended, says, tells};

fn element(control: &str, members: &str) -> String {
    form_json(&format!(r#"{{ "id": "a", "controlType": "{control}", "displayLabel": "A", {members} }}"#))
}

/// The members of an element with this control read as these validations; `told` is what is said about it.
#[track_caller]
fn reads(control: &str, members: &str, validations: Value, told: &[&str]) {
    let json = element(control, members);
    assert_eq!(
        data(&json)["value"]["formElements"][0].get("validations").cloned().unwrap_or_else(|| json!([])),
        validations
    );
    let codes: Vec<_> = super::found(&json).iter().map(|found| found.code.as_str().to_owned()).collect();
    assert_eq!(codes, told);
}

fn listed(validation: &str) -> String {
    format!("\"validations\": [{validation}]")
}

#[test]
fn every_kind_is_read() {
    let number = "numerictextbox";
    reads(
        "textbox",
        &listed(r#"{ "type": "RegExMatch", "value": "^a+$", "text": "As only" }"#),
        json!([{ "pattern": "^a+$", "message": "As only" }]),
        &[],
    );
    reads("textbox", &listed(r#"{ "type": "regexmatch", "value": "^a+$" }"#), json!([{ "pattern": "^a+$" }]), &[]);
    reads(
        "multilinetextbox",
        &listed(r#"{ "type": "RegExMatch", "value": "^[^.]*$" }"#),
        json!([{ "pattern": "^[^.]*$" }]),
        &[],
    );
    reads(
        number,
        &listed(r#"{ "type": "RegExMatch", "value": "^[^.]*$", "text": "Whole" }"#),
        json!([{ "integer": true, "message": "Whole" }]),
        &[],
    );
    reads(number, &listed(r#"{ "type": "GreaterThan", "value": 0 }"#), json!([{ "moreThan": "0" }]), &[]);
    reads(number, &listed(r#"{ "type": "greaterthan", "value": "1.50" }"#), json!([{ "moreThan": "1.50" }]), &[]);
    reads(
        number,
        &listed(r#"{ "type": "LessThan", "value": 1e3, "text": "Less" }"#),
        json!([{ "lessThan": "1e3", "message": "Less" }]),
        &[],
    );
    reads(number, &listed(r#"{ "type": "minvalue", "value": -1 }"#), json!([{ "atLeast": "-1" }]), &[]);
    reads(number, &listed(r#"{ "type": "maxvalue", "value": 9 }"#), json!([{ "atMost": "9" }]), &[]);
    reads("textbox", &listed(r#"{ "type": "MaxLength", "value": 5 }"#), json!([{ "maxLength": 5 }]), &[]);
    reads(number, &listed(r#"{ "type": "GreaterThan", "controlId": "a" }"#), json!([{ "moreThanAnswer": "a" }]), &[]);
    reads(number, &listed(r#"{ "type": "LessThan", "controlId": "a" }"#), json!([{ "lessThanAnswer": "a" }]), &[]);
    reads("textbox", r#""textPropertyRegex": "^a$""#, json!([{ "pattern": "^a$" }]), &["validation-key"]);
    reads(
        number,
        r#""min": 1, "max": "2.5", "numberType": "Integer""#,
        json!([{ "atLeast": "1" }, { "atMost": "2.5" }, { "integer": true }]),
        &[],
    );
}

#[test]
fn what_cannot_be_checked_is_told() {
    let validation = r#"{ "type": "Numeric", "text": "Kilograms" }"#;
    reads("numerictextbox", &listed(validation), json!([]), &["validation-unknown"]);
    let json = element("numerictextbox", &listed(validation));
    tells(&json, "warning validation-unknown", "\"Numeric\"", "unknown validation `Numeric`, which is not checked");
    let json = element("textbox", &listed(r#"{ "type": "RegexMach", "value": "a" }"#));
    let message = "unknown validation `RegexMach`, which is not checked; did you mean `RegExMatch`?";
    tells(&json, "warning validation-unknown", "\"RegexMach\"", message);

    let validation = r#"{ "type": "GreaterThan", "value": 1 }"#;
    let message = "`GreaterThan` does not apply to `textbox` and is not checked";
    tells(&element("textbox", &listed(validation)), "warning validation-not-applicable", validation, message);
    let validation = r#"{ "type": "RegExMatch", "value": "^a$" }"#;
    let message = "`RegExMatch` does not apply to `numerictextbox` and is not checked";
    tells(&element("numerictextbox", &listed(validation)), "warning validation-not-applicable", validation, message);

    for (validation, lacking) in [
        (r#"{ "value": 1 }"#, "type"),
        (r#"{ "type": "GreaterThan" }"#, "value"),
        (r#"{ "type": "GreaterThan", "value": "many" }"#, "value"),
        (r#"{ "type": "minvalue", "controlId": "a" }"#, "value"),
    ] {
        let message = format!("a validation lacks a `{lacking}` that can be used, and is not checked");
        tells(&element("numerictextbox", &listed(validation)), "warning validation-incomplete", validation, &message);
    }
    let validation = r#"{ "type": "GreaterThan", "controlId": "b" }"#;
    let message = "a validation compares with the element `b`, which is not there, and is not checked";
    tells(&element("numerictextbox", &listed(validation)), "warning validation-unknown-id", validation, message);
    let message =
        "`textPropertyRegex` is a key of `dynamicDropdownOptions`; it is read as a validation by `RegExMatch`";
    tells(&element("textbox", r#""textPropertyRegex": "^a$""#), "note validation-key", "\"^a$\"", message);
}

#[test]
fn patterns_that_are_not_read_alike_everywhere_are_told() {
    for pattern in [
        "(",
        ")",
        "a**",
        "a++",
        "^*$",
        "^+$",
        "*",
        "+",
        "a{2}{3}",
        "a{,2}",
        "a{x}",
        "[z-a]",
        "[",
        "[]",
        "[]a]",
        "[^]",
        "[a",
        "a]",
        "a}",
        "(?=a)",
        "(?!a)",
        "(?<n>a)",
        "(?i)a",
        "(?P<n>a)",
        "\\1",
        "\\pL",
        "\\p{L}",
        "\\A",
        "\\z",
        "\\x41",
        "\\u0041",
        "[[:alpha:]]",
        "[a&&b]",
        "[a~~b]",
        "[\\d-z]",
        "[a-\\d]",
        "\\",
        "a|*",
        "\\<",
        "\\q",
        "[a-b-c]",
        "[\\S]",
        "[\\b]",
        "\\w{500}{500}",
    ] {
        let json = element("textbox", &listed(&json!({ "type": "RegExMatch", "value": pattern }).to_string()));
        let codes: Vec<_> = super::found(&json).iter().map(|found| found.code.as_str().to_owned()).collect();
        assert_eq!(codes, ["validation-pattern"], "{pattern}");
    }
    let json = element("textbox", &listed(r#"{ "type": "RegExMatch", "value": "^(a" }"#));
    let message = "the pattern `^(a` is not one that is read alike everywhere, and is not checked";
    tells(&json, "warning validation-pattern", "\"^(a\"", message);
    for pattern in [
        "^[0-9]+$",
        "^.{1,3}$",
        "^(a|b)?$",
        "[-]",
        "[a-]",
        "[^-a]",
        "\\d{3}-\\w+",
        "\\.",
        "a\\/b",
        "\\-",
        "[\\w.-]",
        "(?:a|b)+?",
        "\\bA",
        "[+*?.]",
        "é+",
    ] {
        says(&element("textbox", &listed(&json!({ "type": "RegExMatch", "value": pattern }).to_string())), &[]);
    }
}

#[test]
fn a_pattern_escaped_twice_is_told() {
    let json = element("textbox", &listed(r#"{ "type": "RegExMatch", "value": "^\\\\d+$" }"#));
    let message = "the pattern `^\\\\d+$` is escaped twice: it asks for backslashes";
    tells(&json, "warning validation-pattern", r#""^\\\\d+$""#, message);
    assert_eq!(mended(&json), element("textbox", &listed(r#"{ "type": "RegExMatch", "value": "^\\d+$" }"#)));
    says(&element("textbox", &listed(r#"{ "type": "RegExMatch", "value": "^C:\\\\Windows" }"#)), &[]);
}
