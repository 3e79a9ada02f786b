//! Conditions: how they are read, what they mean, and what is said about them.

use selfhelp::payload::answers::Answers;
use selfhelp::payload::form::Visibility;
use serde_json::{Value, json};

use super::{data, form, form_json, mended, says, tells};

/// A form with the elements that conditions here look at, and one more with the condition `visibility` (JSON).
fn conditional(visibility: &str) -> String {
    form_json(&elements(visibility))
}

fn elements(visibility: &str) -> String {
    format!(
        r#"{{ "id": "kind", "controlType": "dropdown", "displayLabel": "Kind",
             "dropdownOptions": [{{ "value": "disk", "text": "A disk" }}, {{ "value": "share", "text": "A share (old)" }}] }},
           {{ "id": "apps", "controlType": "multiselectdropdown", "displayLabel": "Apps",
             "dropdownOptions": [{{ "value": "web", "text": "Web" }}, {{ "value": "db", "text": "Database" }}] }},
           {{ "id": "size", "controlType": "numerictextbox", "displayLabel": "Size" }},
           {{ "id": "how often", "controlType": "textbox", "displayLabel": "How often?" }},
           {{ "id": "machine", "controlType": "dropdown", "displayLabel": "Machine", "dynamicDropdownOptions": {{ "uri": "/a" }} }},
           {{ "id": "last", "controlType": "textbox", "displayLabel": "Last", "visibility": {visibility} }}"#
    )
}

/// The condition reads as `typed`; what is said about it is the codes `told`.
#[track_caller]
fn reads(condition: &str, typed: Value, told: &[&str]) {
    let json = conditional(&Value::from(condition).to_string());
    assert_eq!(data(&json)["value"]["formElements"][5].get("visibility").cloned().unwrap_or_default(), typed);
    let codes: Vec<_> = super::found(&json).iter().map(|found| found.code.as_str().to_owned()).collect();
    assert_eq!(codes, told);
}

fn is(id: &str, value: &str) -> Value {
    json!({ "id": id, "is": value })
}

#[test]
fn always_and_never() {
    for always in ["null", "true", "\"true\"", "\"TRUE\"", "\"null\"", "\"\"", "\" \"", "[]"] {
        says(&conditional(always), &[]);
        assert_eq!(data(&conditional(always))["value"]["formElements"][5].get("visibility"), None);
    }
    for never in ["false", "\"false\"", "\" False \""] {
        says(&conditional(never), &[]);
        assert_eq!(data(&conditional(never))["value"]["formElements"][5]["visibility"], false);
    }
    let message = "expected a condition for `visibility`, found `1`; it was left out";
    tells(&conditional("1"), "warning payload-type", "1", message);
}

#[test]
fn comparisons() {
    reads("kind == disk", is("kind", "disk"), &[]);
    reads("kind==disk", is("kind", "disk"), &[]);
    reads(" kind  ==  disk ", is("kind", "disk"), &[]);
    reads("kind != disk", json!({ "id": "kind", "is not": "disk" }), &[]);
    reads("kind == null", json!({ "id": "kind", "answered": false }), &[]);
    reads("kind != null", json!({ "id": "kind", "answered": true }), &[]);
    reads("size > 5", json!({ "id": "size", "more than": "5" }), &[]);
    reads("size < 5", json!({ "id": "size", "less than": "5" }), &[]);
    reads("size >= 5", json!({ "id": "size", "at least": "5" }), &[]);
    reads("size <= 5", json!({ "id": "size", "at most": "5" }), &[]);
    reads("how often == once a day", is("how often", "once a day"), &[]);
    reads("how often == a == b", is("how often", "a == b"), &[]);
}

#[test]
fn and_binds_tighter_than_or() {
    let (a, b, c) = (is("size", "1"), is("size", "2"), is("size", "3"));
    reads("size == 1 || size == 2 && size == 3", json!({ "any": [a, { "all": [b, c] }] }), &[]);
    reads("size == 1 && size == 2 || size == 3", json!({ "any": [{ "all": [a, b] }, c] }), &[]);
    reads("(size == 1 || size == 2) && size == 3", json!({ "all": [{ "any": [a, b] }, c] }), &[]);
    reads("((size == 1)) || (size == 2)", json!({ "any": [a, b] }), &[]);
    reads("size == 1 || (size == 2 || size == 3)", json!({ "any": [a, { "any": [b, c] }] }), &[]);
}

#[test]
fn parentheses_that_balance_belong_to_their_value() {
    for value in ["client (classic)", "(Not) Supported", "a (b, c etc.) with (d) delay", "((a))", "(a)"] {
        reads(&format!("how often == {value}"), is("how often", value), &[]);
        reads(&format!("(how often == {value})"), is("how often", value), &[]);
        reads(
            &format!("size == 1 && (how often == {value} || size == 2)"),
            json!({ "all": [is("size", "1"), { "any": [is("how often", value), is("size", "2")] }] }),
            &[],
        );
    }
}

#[test]
fn other_spellings_are_told() {
    let told = &["visibility-spelling"];
    reads("kind === disk", is("kind", "disk"), told);
    reads("kind !== disk", json!({ "id": "kind", "is not": "disk" }), told);
    reads("kind = disk", is("kind", "disk"), told);
    reads("kind == disk || share", json!({ "any": [is("kind", "disk"), is("kind", "share")] }), told);
    reads(
        "kind != disk && share",
        json!({ "all": [{ "id": "kind", "is not": "disk" }, { "id": "kind", "is not": "share" }] }),
        told,
    );
    reads("kind == disk || null", json!({ "any": [is("kind", "disk"), { "id": "kind", "answered": false }] }), told);
    reads("kind == (disk || share)", json!({ "any": [is("kind", "disk"), is("kind", "share")] }), told);
    let neither = json!({ "all": [{ "id": "kind", "is not": "disk" }, { "id": "kind", "is not": "share" }] });
    reads("kind != (disk || share)", neither, told);
    reads("kind == \"disk\"", is("kind", "disk"), told);
    reads("kind == 'disk' && size == 1", json!({ "all": [is("kind", "disk"), is("size", "1")] }), told);
    reads("how often == \"a && b\"", is("how often", "a && b"), told);
    reads("kind == disk || share)", json!({ "any": [is("kind", "disk"), is("kind", "share")] }), told);
    reads("(kind == disk", is("kind", "disk"), told);
    reads("((kind == disk) && size == 1", json!({ "all": [is("kind", "disk"), is("size", "1")] }), told);
    reads("how often == a ) b", is("how often", "a  b"), told);
    tells(
        &conditional("\"kind == disk || share)\""),
        "warning visibility-spelling",
        "\"kind == disk || share)\"",
        "the condition was read as `kind == disk || kind == share`",
    );
    assert_eq!(mended(&conditional("\"kind = disk)\"")), conditional("\"kind == disk\""));
    // Written without its quotes, it would mean something else.
    let quoted = conditional(r#""how often == \"a && b\"""#);
    assert_eq!(mended(&quoted), quoted);
}

#[test]
fn what_fits_nowhere_is_always_shown() {
    for odd in [
        "kind",
        "kind ==",
        "== disk",
        "kind == disk &&",
        "&& kind == disk",
        "a b c",
        "|| ||",
        "(kind) disk && (",
        "()",
        "!=",
    ] {
        reads(odd, Value::Null, &["visibility-not-understood"]);
    }
    let message = "the condition `kind` is not understood; the element is always shown";
    tells(&conditional("\"kind\""), "warning visibility-not-understood", "\"kind\"", message);
}

#[test]
fn ids_are_looked_up() {
    reads("Kind == disk", is("Kind", "disk"), &["visibility-unknown-id"]);
    let message = "a condition looks at the element `Kind`, which is not there; it is read as `kind`";
    tells(&conditional("\"Kind == disk\""), "warning visibility-unknown-id", "Kind", message);
    assert_eq!(mended(&conditional("\"Kind == disk\"")), conditional("\"kind == disk\""));
    let message = "a condition looks at the element `sort`, which is not there";
    tells(&conditional("\"sort == disk\""), "warning visibility-unknown-id", "sort", message);
    // Escapes leave its parts without places of their own.
    tells(&conditional(r#""sort == \u0064isk""#), "warning visibility-unknown-id", r#""sort == \u0064isk""#, message);
    let two = elements("\"KIND == disk\"") + r#", { "id": "Kind", "controlType": "textbox", "displayLabel": "B" }"#;
    let message = "a condition looks at the element `KIND`, which is not there";
    tells(&form_json(&two), "warning visibility-unknown-id", "KIND", message);
}

#[test]
fn values_are_looked_up() {
    for (value, code, message) in [
        ("DISK", "visibility-unknown-value", "no option of `kind` has the value `DISK`; it is read as `disk`"),
        ("A disk", "visibility-unknown-value", "no option of `kind` has the value `A disk`; it is the text of `disk`"),
        (
            "A share (old)",
            "visibility-unknown-value",
            "no option of `kind` has the value `A share (old)`; it is the text of `share`",
        ),
        ("tape", "visibility-unknown-value", "no option of `kind` has the value `tape`"),
    ] {
        let json = conditional(&format!("\"kind == {value}\""));
        tells(&json, &format!("warning {code}"), value, message);
    }
    assert_eq!(mended(&conditional("\"kind == A share (old)\"")), conditional("\"kind == share\""));
    for condition in ["size > many", "size >= many", "size < many", "size <= many"] {
        let message = "expected a number to compare with, found `many`; it never holds";
        let json = conditional(&format!("\"{condition}\""));
        tells(&json, "warning visibility-unknown-value", "many", message);
    }
    reads("machine == anything", is("machine", "anything"), &[]);
    reads("how often == Once", is("how often", "Once"), &[]);
}

/// Whether the last element, with this condition, is shown for these answers.
#[track_caller]
fn holds(condition: &str, answers: &str, expected: bool) {
    let form = form(&elements(&Value::from(condition).to_string()));
    let Visibility::When(condition) = &*form.element("last").unwrap().visibility else { panic!("no condition") };
    let answers = Answers::from_json(answers).unwrap();
    assert_eq!(condition.holds(&answers), expected, "{condition} for {answers:?}");
    let shown = form.shown(&answers).iter().any(|element| element.id.as_deref() == Some("last"));
    assert_eq!(shown, expected);
}

#[test]
fn conditions_hold_or_not() {
    holds("kind == disk", r#"{ "kind": "disk" }"#, true);
    holds("kind == disk", r#"{ "kind": "share" }"#, false);
    holds("kind == disk", "{}", false);
    holds("kind != disk", r#"{ "kind": "share" }"#, true);
    holds("kind != disk", "{}", true);
    holds("kind != null && kind != disk", "{}", false);
    holds("kind == null", "{}", true);
    holds("kind == null", r#"{ "kind": " \n" }"#, true);
    holds("kind == null", r#"{ "kind": null }"#, true);
    holds("apps == null", r#"{ "apps": [] }"#, true);
    holds("kind != null", r#"{ "kind": "x" }"#, true);
    holds("KIND == A disk", r#"{ "kind": "disk" }"#, true);
    holds("kind == DISK", r#"{ "kind": "disk" }"#, true);
    holds("sort == disk", r#"{ "sort": "disk" }"#, false);
    holds("sort != disk", "{}", true);
    holds("sort == null", "{}", true);
}

#[test]
fn lists_hold_a_value_and_numbers_compare_as_numbers() {
    holds("apps == web", r#"{ "apps": ["db", "web"] }"#, true);
    holds("apps == web", r#"{ "apps": ["db"] }"#, false);
    holds("apps != web", r#"{ "apps": ["db"] }"#, true);
    holds("apps == web", r#"{ "apps": "web" }"#, false);
    holds("size == 5", r#"{ "size": 5.0 }"#, true);
    holds("size == 5.0", r#"{ "size": 5 }"#, true);
    holds("size == 5", r#"{ "size": "5" }"#, false);
    holds("size == five", r#"{ "size": 5 }"#, false);
    holds("size > 5", r#"{ "size": 5 }"#, false);
    holds("size > 5", r#"{ "size": 5.1 }"#, true);
    holds("size >= 5", r#"{ "size": 5 }"#, true);
    holds("size < 5", r#"{ "size": -1 }"#, true);
    holds("size <= 5", r#"{ "size": 6 }"#, false);
    holds("size > 9007199254740992", r#"{ "size": 9007199254740993 }"#, true);
    holds("size < 5", "{}", false);
    holds("size < five", r#"{ "size": 1 }"#, false);
    holds("kind > 1", r#"{ "kind": "disk" }"#, false);
}

/// A form of text boxes `name condition`; which of them show for the answers.
#[track_caller]
fn chain(elements: &[(&str, &str)], answers: &str, expected: &[&str]) {
    let elements = elements.iter().map(|(id, condition)| {
        let condition = Value::from(*condition);
        format!(r#"{{ "id": "{id}", "controlType": "textbox", "displayLabel": "{id}", "visibility": {condition} }}"#)
    });
    let form = form(&elements.collect::<Vec<_>>().join(","));
    let answers = Answers::from_json(answers).unwrap();
    let shown: Vec<_> = form.shown(&answers).iter().map(|element| element.id.as_deref().unwrap().to_owned()).collect();
    assert_eq!(shown, expected);
}

#[test]
fn what_is_not_shown_has_no_answer() {
    let form = [("a", ""), ("b", "a == 1"), ("c", "b == 1"), ("d", "c == null")];
    chain(&form, r#"{ "a": "1", "b": "1", "c": "1" }"#, &["a", "b", "c"]);
    chain(&form, r#"{ "a": "2", "b": "1", "c": "1" }"#, &["a", "d"]);
    chain(&[("a", "b == 1"), ("b", "")], r#"{ "b": "1" }"#, &["a", "b"]);
    chain(&[("a", "false"), ("b", "a == 1"), ("c", "a != 1")], r#"{ "a": "1" }"#, &["c"]);
}

#[test]
fn on_a_cycle_the_answer_alone_counts() {
    chain(&[("a", "a == 1")], r#"{ "a": "1" }"#, &["a"]);
    chain(&[("a", "a == 1")], "{}", &[]);
    let form = [("a", "b == 1"), ("b", "a == 1"), ("c", "b == 1"), ("d", "c == 1")];
    chain(&form, r#"{ "a": "1", "b": "1" }"#, &["a", "b", "c"]);
    chain(&form, r#"{ "b": "1", "c": "1" }"#, &["a", "c", "d"]);
    let json = form_json(
        r#"{ "id": "a", "controlType": "textbox", "displayLabel": "A", "visibility": "a == 1" },
           { "id": "b", "controlType": "textbox", "displayLabel": "B", "visibility": "a == 1" }"#,
    );
    tells(&json, "warning visibility-cycle", "\"a == 1\"", "the condition of `a` depends on itself");
}

#[test]
fn of_repeated_ids_the_first_is_meant() {
    chain(&[("a", "false"), ("a", ""), ("b", "a == 1")], r#"{ "a": "1" }"#, &["a"]);
    chain(&[("a", ""), ("a", "false"), ("b", "a == 1")], r#"{ "a": "1" }"#, &["a", "b"]);
}

#[test]
fn what_a_condition_says_can_be_read_again() {
    for condition in
        ["kind == disk", "a != null && (b > 5 || c == null)", "(a == 1 && b == 2) || c <= 3", "how often == (x) y"]
    {
        let form = form(&elements(&Value::from(condition).to_string()));
        let Visibility::When(read) = &*form.element("last").unwrap().visibility else { panic!("no condition") };
        assert_eq!(read.to_string(), condition);
    }
}
