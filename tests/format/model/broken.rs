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

/// As [`gives`], and its fix, and what that leaves to mend, make it `mended`, which is JSON.
#[track_caller]
fn mends(json: &str, value: Value, mended: &str) {
    gives(json, value);
    let mut source = article(json).source().to_owned();
    for _ in 0..2 {
        source = apply_fixes(&source, Article::parse_lenient(&source).diagnostics());
    }
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
    mends(
        "{ \"l\": [{ \"a\": \"x [y]. } ],\n \"b\": 2 }",
        json!({ "l": [{ "a": "x [y]." }], "b": 2 }),
        "{ \"l\": [{ \"a\": \"x [y].\" } ],\n \"b\": 2 }",
    );
    mends("{ \"a\": \"x [y]\n}", json!({ "a": "x [y]" }), "{ \"a\": \"x [y]\"\n}");
    mends("{ \"a\": \"x\n}", json!({ "a": "x" }), "{ \"a\": \"x\"\n}");
    gives("{ \"a\": 1, \"b\": \"x }", json!({ "a": 1, "b": "x }" }));
}

#[test]
fn values_that_are_missing_or_words() {
    gives(r#"{ "a": , "b": 2 }"#, json!({ "a": null, "b": 2 }));
    gives(r#"{ "a": }"#, json!({ "a": null }));
    mends(r#"{ "a": True, "b": 3 }"#, json!({ "a": true, "b": 3 }), r#"{ "a": true, "b": 3 }"#);
    gives(r#"{ "a": FALSE, "b": None, "c": undefined }"#, json!({ "a": false, "b": null, "c": null }));
    gives(r#"{ a: 1, "b": 2 }"#, json!({ "a": 1, "b": 2 }));
    gives(r#"{ "a": 01, "b": 2 }"#, json!({ "a": 1, "b": 2 }));
}

#[test]
fn words_without_quotes() {
    mends(
        r#"{ "a": Standard_D2, "b": 3 }"#,
        json!({ "a": "Standard_D2", "b": 3 }),
        r#"{ "a": "Standard_D2", "b": 3 }"#,
    );
    mends("{ \"a\": See C:\\d, now\n }", json!({ "a": r"See C:\d, now" }), "{ \"a\": \"See C:\\\\d, now\"\n }");
    mends(r#"{ "a": Is it on?", "b": 3 }"#, json!({ "a": "Is it on?", "b": 3 }), r#"{ "a": "Is it on?", "b": 3 }"#);
    mends(r#"{ "a": Say "on", "b": 3 }"#, json!({ "a": "Say \"on", "b": 3 }), r#"{ "a": "Say \"on", "b": 3 }"#);
    mends(r#"{ "l": [{ "a": so } ] }"#, json!({ "l": [{ "a": "so" }] }), r#"{ "l": [{ "a": "so" } ] }"#);
    gives(r#"{ \"a\": \"b\", \"c\": 3, "d": 4 }"#, json!({ "a": "b", "c": 3, "d": 4 }));
    // Keys are no words.
    gives(r#"{ "a": (b, c": 3, "d": 4 }"#, json!({ "a": null, "c": 3, "d": 4 }));
}

#[test]
fn quotes_in_strings() {
    for (json, value, mended) in [
        (r#"{ "a": "Is it "on"?" }"#, r#"Is it "on"?"#, r#"{ "a": "Is it \"on\"?" }"#),
        (r#"{ "a": "Is it "on"" }"#, r#"Is it "on""#, r#"{ "a": "Is it \"on\"" }"#),
        (r#"{ "a": ""On" or "off"?" }"#, r#""On" or "off"?"#, r#"{ "a": "\"On\" or \"off\"?" }"#),
        (
            r#"{ "a": "Say "on", "off" or \"dim\"" }"#,
            r#"Say "on", "off" or "dim""#,
            r#"{ "a": "Say \"on\", \"off\" or \"dim\"" }"#,
        ),
        (r#"{ "a": "Press "F1": now" }"#, r#"Press "F1": now"#, r#"{ "a": "Press \"F1\": now" }"#),
        (r#"{ "a": "The 19" rack" }"#, r#"The 19" rack"#, r#"{ "a": "The 19\" rack" }"#),
        (r#"{ "a": "The "" sign" }"#, r#"The "" sign"#, r#"{ "a": "The \"\" sign" }"#),
        (r#"{ "a": "It is on."" }"#, "It is on.", r#"{ "a": "It is on." }"#),
        (
            r#"{ "a": "<a href="https://e.example/x">a</a>" }"#,
            r#"<a href="https://e.example/x">a</a>"#,
            r#"{ "a": "<a href=\"https://e.example/x\">a</a>" }"#,
        ),
        (r#"{ "a": "点击"保存"按钮。" }"#, r#"点击"保存"按钮。"#, r#"{ "a": "点击\"保存\"按钮。" }"#),
    ] {
        mends(json, json!({ "a": value }), mended);
        // The same before another member, on its line and on one of its own, and in a list of objects.
        let (start, mended) = (json.trim_end_matches(" }"), mended.trim_end_matches(" }"));
        let both = json!({ "a": value, "b": 2 });
        mends(&format!(r#"{start}, "b": 2 }}"#), both.clone(), &format!(r#"{mended}, "b": 2 }}"#));
        mends(&format!("{start},\r\n\"b\": 2 }}"), both.clone(), &format!("{mended},\r\n\"b\": 2 }}"));
        mends(
            &format!(r#"{{ "l": [{start} }}, {{ "b": 2 }}]}}"#),
            json!({ "l": [{ "a": value }, { "b": 2 }] }),
            &format!(r#"{{ "l": [{mended} }}, {{ "b": 2 }}]}}"#),
        );
    }
    mends(
        r#"{ "a": ["Is it "on"?", "b"] }"#,
        json!({ "a": [r#"Is it "on"?"#, "b"] }),
        r#"{ "a": ["Is it \"on\"?", "b"] }"#,
    );
    // The next member says that this one lacks its closing quote.
    mends(r#"{ "a": "x, "b": "y" }"#, json!({ "a": "x", "b": "y" }), r#"{ "a": "x", "b": "y" }"#);
    mends(
        r#"{ "a": "Say "on", now, "b": 2 }"#,
        json!({ "a": r#"Say "on", now"#, "b": 2 }),
        r#"{ "a": "Say \"on\", now", "b": 2 }"#,
    );
    // No words, but a comma that is missing.
    mends(r#"{ "a": ["b" "c"] }"#, json!({ "a": ["b", "c"] }), r#"{ "a": ["b", "c"] }"#);
}

#[test]
fn keys_and_their_colons() {
    for odd in [r#""a"= 1"#, r#""a"; 1"#, r#""a"： 1"#] {
        mends(&format!(r#"{{ {odd}, "b": 2 }}"#), json!({ "a": 1, "b": 2 }), r#"{ "a": 1, "b": 2 }"#);
    }
    gives(r#"{ "a" => 1, "b": 2 }"#, json!({ "a": 1, "b": 2 }));
    mends(r#"{ "a" :: 1, "b": 2 }"#, json!({ "a": 1, "b": 2 }), r#"{ "a" : 1, "b": 2 }"#);
    mends(r#"{ "a": 1， "b": 2 }"#, json!({ "a": 1, "b": 2 }), r#"{ "a": 1, "b": 2 }"#);
    gives(r#"{ "a"： ＂x＂， "b": 2 }"#, json!({ "a": "x", "b": 2 }));
    mends(r#"{ "a: "x", "b": 2 }"#, json!({ "a": "x", "b": 2 }), r#"{ "a": "x", "b": 2 }"#);
    mends(r#"{ "a"": "x", "b": 2 }"#, json!({ "a": "x", "b": 2 }), r#"{ "a": "x", "b": 2 }"#);
    mends(r#"{ ""a": "x", "b": 2 }"#, json!({ "a": "x", "b": 2 }), r#"{ "a": "x", "b": 2 }"#);
    gives(r#"{ 'a": "x", "b": 2 }"#, json!({ "a": "x", "b": 2 }));
    gives(r#"{ "b": 2, a": "x" }"#, json!({ "b": 2, "a": "x" }));
}

#[test]
fn brackets() {
    mends(r#"{ "a": [1, 2, "b": 3 }"#, json!({ "a": [1, 2], "b": 3 }), r#"{ "a": [1, 2], "b": 3 }"#);
    mends(r#"{ "a": [1, 2 }"#, json!({ "a": [1, 2] }), r#"{ "a": [1, 2] }"#);
    gives(r#"{ "a": { "x": 1, "b": [3 }"#, json!({ "a": { "x": 1, "b": [3] } }));
    mends(r#"{ "a": 1 ], "b": 2 }"#, json!({ "a": 1, "b": 2 }), r#"{ "a": 1 , "b": 2 }"#);
    gives(r#"{ "a": [1, 2"#, json!({ "a": [1, 2] }));
    gives(r#"{ "a": { "b""#, json!({ "a": { "b": null } }));
    gives(r#"{ "a": 1 } }"#, json!({ "a": 1 }));
    mends(r#"{ "a": 1 }, "b": 2 }"#, json!({ "a": 1, "b": 2 }), r#"{ "a": 1 , "b": 2 }"#);
}

#[test]
fn brackets_of_objects_in_a_list() {
    let whole = r#"{ "l": [{ "a": 1, "c": [4] }, { "a": 2 }, { "a": 3 }], "b": 4 }"#;
    let value = json!({ "l": [{ "a": 1, "c": [4] }, { "a": 2 }, { "a": 3 }], "b": 4 });
    for broken in [
        // Missing
        r#"{ "l": [{ "a": 1, "c": [4] }, { "a": 2 , { "a": 3 }], "b": 4 }"#,
        r#"{ "l": [{ "a": 1, "c": [4] }, "a": 2 }, { "a": 3 }], "b": 4 }"#,
        r#"{ "l": ["a": 1, "c": [4] }, { "a": 2 }, { "a": 3 }], "b": 4 }"#,
        r#"{ "l": [{ "a": 1, "c": [4] }, { "a": 2 }, { "a": 3 }, "b": 4 }"#,
        r#"{ "l": [{ "a": 1, "c": [4] }, { "a": 2 }, { "a": 3 ], "b": 4 }"#,
        r#"{ "l": { "a": 1, "c": [4] }, { "a": 2 }, { "a": 3 }], "b": 4 }"#,
        r#"{ "l": [{ "a": 1, "c": [4] }, { "a": 2  { "a": 3 }], "b": 4 }"#,
        // Wrong
        r#"{ "l": [{ "a": 1, "c": [4] }, { "a": 2 ], { "a": 3 }], "b": 4 }"#,
        r#"{ "l": [{ "a": 1, "c": [4] }, { "a": 2 }, { "a": 3 ]], "b": 4 }"#,
        r#"{ "l": [{ "a": 1, "c": [4] }, { "a": 2 }, { "a": 3 }}, "b": 4 }"#,
        // Too many
        r#"{ "l": [{ "a": 1, "c": [4] }, { "a": 2 }}, { "a": 3 }], "b": 4 }"#,
    ] {
        gives(broken, value.clone());
        let article = article(broken);
        let source = apply_fixes(article.source(), article.diagnostics());
        let mended = Article::parse(&source).expect("mended JSON");
        let blanks = |text: &str| text.replace(' ', "");
        assert_eq!(blanks(&mended.payload().unwrap().text), blanks(whole), "{broken}");
    }
}

#[test]
fn a_form_is_read_as_far_as_it_goes() {
    let json = r#"{ "title": "A" "formElements": [{ "id": "a", "controlType": "textbox", "displayLabel": "Run C:\mill\grind" }, ] }"#;
    let element = json!({ "id": "a", "controlType": "textbox", "displayLabel": r"Run C:\mill\grind" });
    gives(json, json!({ "title": "A", "formElements": [element] }));
}
