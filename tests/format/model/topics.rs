//! Topics.

use serde_json::{Value, json};

use super::{mended, reads, says, tells};

fn topics(topics: &str) -> String {
    format!("{{ \"supportTopics\": [{topics}] }}")
}

/// The members of a topic read as these.
#[track_caller]
fn topic(members: &str, typed: Value) {
    reads(&topics(&format!("{{ {members} }}")), "supportTopicDescription", json!({ "supportTopics": [typed] }));
}

#[test]
fn members() {
    let json =
        r#"{ "$schema": "SelfHelpContent", "shortDescription": "S", "longDescription": "", "supportTopics": [] }"#;
    reads(json, "supportTopicDescription", json!({ "shortDescription": "S" }));
    topic(
        r#""id": "1", "shortDescription": "S", "longDescription": "L", "category": "C", "searchTags": "a, b;c,, ", "name": "N""#,
        json!({ "id": "1", "shortDescription": "S", "longDescription": "L", "category": "C", "searchTags": ["a", "b", "c"], "other": { "name": "N" } }),
    );
    topic(r#""id": "1", "searchTags": ["a", "b"]"#, json!({ "id": "1", "searchTags": ["a", "b"] }));
}

#[test]
fn ids_may_be_numbers() {
    let json = topics(r#"{ "id": 40060002 }"#);
    reads(&json, "supportTopicDescription", json!({ "supportTopics": [{ "id": "40060002" }] }));
    tells(&json, "note payload-type", "40060002", "expected text for `id`, found `40060002`; its digits were read");
    assert_eq!(mended(&json), topics(r#"{ "id": "40060002" }"#));
    tells(&topics(r#"{ "id": "" }"#), "warning element-id", "{", "a topic has no `id`");
    let json = topics(r#"{ "id": "1" }, { "id": "2" }, { "id": "1" }"#);
    tells(&json, "warning element-id-repeated", "\"1\"", "two topics have the id `1`");
}

#[test]
fn whether_it_is_used_elsewhere_is_text() {
    for (written, used) in [("\"true\"", true), ("\"TRUE\"", true), ("\"False\"", false), ("true", true)] {
        let json = topics(&format!(r#"{{ "id": "1", "useInDiagnoseAndSolve": {written} }}"#));
        reads(
            &json,
            "supportTopicDescription",
            json!({ "supportTopics": [{ "id": "1", "useInDiagnoseAndSolve": used }] }),
        );
        says(&json, &[]);
    }
    says(&topics(r#"{ "id": "1", "useInDiagnoseAndSolve": "" }"#), &[]);
    let json = topics(r#"{ "id": "1", "useInDiagnoseAndSolve": "xyz" }"#);
    let message = "expected true or false for `useInDiagnoseAndSolve`, found the text `xyz`; it was left out";
    tells(&json, "warning payload-type", "\"xyz\"", message);
    let json = topics(r#"{ "id": "1", "useInDiagnoseAnsSolve": "true" }"#);
    let message = "unknown key `useInDiagnoseAnsSolve`, whose value is not used; did you mean `useInDiagnoseAndSolve`?";
    tells(&json, "warning payload-key-unknown", "\"useInDiagnoseAnsSolve\"", message);
}

/// The first link and its name read as this.
#[track_caller]
fn link(link: &str, name: &str, expected: Value) {
    let json = format!(r#"{{ "supportTopics": [], "productLink2": {link}, "productLinkName2": {name} }}"#);
    let links = if expected.is_null() { json!({}) } else { json!({ "productLinks": [expected] }) };
    reads(&json, "supportTopicDescription", links);
    says(&json, &[]);
}

#[test]
fn product_links_are_addresses_or_anchors() {
    link("\"https://a.example\"", "\"A\"", json!({ "link": "https://a.example", "name": "A" }));
    link("\"https://a.example\"", "null", json!({ "link": "https://a.example" }));
    link(
        "\"<a href='https://a.example?x=1&amp;y'>All of <b>A</b></a>\"",
        "\"\"",
        json!({ "link": "https://a.example?x=1&y", "name": "All of A" }),
    );
    link(
        r#""<A class=\"x\" HREF = \"https://a.example\" >A</A>""#,
        "\"N\"",
        json!({ "link": "https://a.example", "name": "N" }),
    );
    link("\"<a href=https://a.example>A</a>\"", "null", json!({ "link": "https://a.example", "name": "A" }));
    let bare = r#"{ "supportTopics": [], "productLink2": "<a>A</a>" }"#;
    reads(bare, "supportTopicDescription", json!({ "productLinks": [{ "link": "<a>A</a>" }] }));
    says(bare, &[("link-relative", "\"<a>A</a>\"")]);
    link("\"\"", "\"A\"", Value::Null);
}
