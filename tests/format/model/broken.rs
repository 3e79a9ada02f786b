//! Payloads that are no JSON: what is read of them, and what mends them.

use selfhelp::Article;
use selfhelp::diagnostic::apply_fixes;
use serde_json::{Value, json};

use super::article;

/// The text `json` is no JSON; what can be read of it is `value`.
#[track_caller]
fn gives(json: &str, value: Value) {
    let article = article(json);
    assert!(Article::parse(article.source()).is_err(), "strict parsing takes {json}");
    assert_eq!(serde_json::to_value(article.data()).unwrap()["value"], value, "{json}");
    let codes: Vec<_> = article.diagnostics().iter().map(|found| found.code.as_str()).collect();
    assert_eq!(codes, ["payload-json"]);
}

/// As [`gives`], and the fix makes it `mended`, which is JSON.
#[track_caller]
fn mends(json: &str, value: Value, mended: &str) {
    gives(json, value);
    let article = article(json);
    let source = apply_fixes(article.source(), article.diagnostics());
    let article = Article::parse(&source).expect("mended JSON");
    assert_eq!(article.payload().map(|payload| payload.text.to_string()).as_deref(), Some(mended));
}

#[test]
fn commas() {
    mends(r#"{ "a": 1 "b": 2 }"#, json!({ "a": 1, "b": 2 }), r#"{ "a": 1, "b": 2 }"#);
    mends("{ \"a\": \"x\"\n \"b\": 2 }", json!({ "a": "x", "b": 2 }), "{ \"a\": \"x\",\n \"b\": 2 }");
    mends(r#"{ "a": [{} {}] }"#, json!({ "a": [{}, {}] }), r#"{ "a": [{}, {}] }"#);
    mends(r#"{ "a": 1, }"#, json!({ "a": 1 }), r#"{ "a": 1 }"#);
    mends(r#"{ "a": [1, 2,] }"#, json!({ "a": [1, 2] }), r#"{ "a": [1, 2] }"#);
    gives(r#"{ "a": 1,, "b": 2 }"#, json!({ "a": 1, "b": 2 }));
    gives(r#"{ "a": [1,, 2] }"#, json!({ "a": [1, null, 2] }));
}

#[test]
fn escapes_and_colons() {
    mends(
        r#"{ "a": "C:\install", "b": 2 }"#,
        json!({ "a": r"C:\install", "b": 2 }),
        r#"{ "a": "C:\\install", "b": 2 }"#,
    );
    gives(r#"{ "a": "\u12x4 \d\w", "b": 2 }"#, json!({ "a": r"\u12x4 \d\w", "b": 2 }));
    gives(r#"{ "a": "\ud800x" }"#, json!({ "a": "\u{fffd}x" }));
    mends(r#"{ "a" 1, "b": 2 }"#, json!({ "a": 1, "b": 2 }), r#"{ "a": 1, "b": 2 }"#);
    gives(r#"{ "a", "b": 2 }"#, json!({ "a": null, "b": 2 }));
}

#[test]
fn strings_without_end() {
    mends("{ \"a\": \"x,\n \"b\": 2 }", json!({ "a": "x", "b": 2 }), "{ \"a\": \"x\",\n \"b\": 2 }");
    mends("{ \"a\": \"x\n}", json!({ "a": "x" }), "{ \"a\": \"x\"\n}");
    gives("{ \"a\": 1, \"b\": \"x }", json!({ "a": 1, "b": "x }" }));
}

#[test]
fn values_that_are_missing_or_words() {
    gives(r#"{ "a": , "b": 2 }"#, json!({ "a": null, "b": 2 }));
    gives(r#"{ "a": }"#, json!({ "a": null }));
    gives(r#"{ "a": True, "b": Standard_D2, "c": 3 }"#, json!({ "a": null, "b": null, "c": 3 }));
    gives(r#"{ a: 1, "b": 2 }"#, json!({ "a": 1, "b": 2 }));
    gives(r#"{ "a": 01, "b": 2 }"#, json!({ "a": 1, "b": 2 }));
}

#[test]
fn brackets() {
    gives(r#"{ "a": [1, 2, "b": 3 }"#, json!({ "a": [1, 2, "b", 3] }));
    gives(r#"{ "a": { "x": 1, "b": [3 }"#, json!({ "a": { "x": 1, "b": [3] } }));
    gives(r#"{ "a": 1 ], "b": 2 }"#, json!({ "a": 1, "b": 2 }));
    gives(r#"{ "a": [1, 2"#, json!({ "a": [1, 2] }));
    gives(r#"{ "a": { "b""#, json!({ "a": { "b": null } }));
    gives(r#"{ "a": 1 } }"#, json!({ "a": 1 }));
}

#[test]
fn a_form_is_read_as_far_as_it_goes() {
    let json = r#"{ "title": "A" "formElements": [{ "id": "a", "controlType": "textbox", "displayLabel": "Run C:\mill\grind" }, ] }"#;
    let element = json!({ "id": "a", "controlType": "textbox", "displayLabel": r"Run C:\mill\grind" });
    gives(json, json!({ "title": "A", "formElements": [element] }));
}
