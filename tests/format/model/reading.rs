//! Which model, and the rules for every object.

use serde_json::json;

use super::{Article, data, mended, reads, says, tells, textbox};

#[test]
fn keys_decide_which_model_it_is() {
    for (json, kind) in [
        (r#"{ "formElements": [] }"#, "scopingQuestions"),
        (r#"{ "formelements": [] }"#, "scopingQuestions"),
        (r#"{ "form Elements ": [] }"#, "scopingQuestions"),
        (r#"{ "recommendationTypeId": "" }"#, "advisorRecommendation"),
        (r#"{ "SupportTopics": [] }"#, "supportTopicDescription"),
        (r#"{ "commonProblems": null }"#, "diagnoseAndSolve"),
        (r#"{ "commonProblems": [], "formElements": [] }"#, "scopingQuestions"),
        (r#"{ "commonProblem": [] }"#, "unknown"),
        (r#"{ "id": 1 }"#, "unknown"),
    ] {
        assert_eq!(data(json)["kind"], kind, "{json}");
    }
}

#[test]
fn the_type_decides_where_no_key_does() {
    for (declared, kind) in [
        ("problemScopingQuestions", "scopingQuestions"),
        ("TSG_Questions", "scopingQuestions"),
        ("advisorRecommendationMetadata", "advisorRecommendation"),
        ("supportTopicDescription", "supportTopicDescription"),
        ("diagnoseAndSolve", "diagnoseAndSolve"),
        ("generic", "unknown"),
    ] {
        let article = Article::parse_lenient(&format!(
            "<properties selfHelpType=\"{declared}\" />\n---\n{{ \"title\": \"A\" }}\n---\n"
        ));
        assert_eq!(serde_json::to_value(article.data()).unwrap()["kind"], kind);
    }
    reads(r#"{ "b": 1, "a": [null] }"#, "unknown", json!({ "b": 1, "a": [null] }));
}

#[test]
fn a_form_without_elements_is_told() {
    tells(r#"{ "formElements": [] }"#, "warning form-empty", "[]", "the form has no elements");
    let article =
        Article::parse_lenient("<properties selfHelpType=\"TSG_Questions\" />\n---\n{ \"title\": \"A\" }\n---\n");
    let found = article.check().into_iter().find(|found| found.code.as_str() == "form-empty");
    assert_eq!(found.map(|found| &article.source()[found.span.range()]), Some("{"));
}

#[test]
fn keys_are_read_in_any_case_and_with_blanks() {
    let json = r#"{ "Title": "A", "formElements": [{ "id": "a", "control Type": "textbox", " displaylabel": "A", "REQUIRED ": true }] }"#;
    let keys = [
        ("payload-key-case", "\"Title\""),
        ("payload-key-case", "\"control Type\""),
        ("payload-key-case", "\" displaylabel\""),
        ("payload-key-case", "\"REQUIRED \""),
    ];
    says(json, &keys);
    let element = json!({ "id": "a", "controlType": "textbox", "displayLabel": "A", "required": true });
    reads(json, "scopingQuestions", json!({ "title": "A", "formElements": [element] }));
    tells(
        &textbox(r#", "Required": true"#),
        "note payload-key-case",
        "\"Required\"",
        "expected the key `required`, found `Required`",
    );
    assert_eq!(mended(&textbox(r#", "Required": true"#)), textbox(r#", "required": true"#));
}

#[test]
fn the_last_of_repeated_keys_counts() {
    let element = json!({ "id": "a", "controlType": "textbox", "displayLabel": "A", "maxLength": 5 });
    let json = textbox(r#", "maxLength": "x", "maxLength": 5"#);
    reads(&json, "scopingQuestions", json!({ "formElements": [element] }));
    says(&json, &[("payload-key-repeated", "\"maxLength\"")]);
    let json = textbox(r#", "maxlength": 4, "maxLength": 5"#);
    reads(&json, "scopingQuestions", json!({ "formElements": [element] }));
    says(&json, &[("payload-key-case", "\"maxlength\""), ("payload-key-repeated", "\"maxLength\"")]);
}

#[test]
fn unknown_keys_are_kept_and_not_used() {
    let json = textbox(r#", "watermarkTest": "Region", "zzz": [1, { "b": null, "a": 1.50 }]"#);
    let other = json!({ "watermarkTest": "Region", "zzz": [1, { "b": null, "a": 1.5 }] });
    let element = json!({ "id": "a", "controlType": "textbox", "displayLabel": "A", "other": other });
    reads(&json, "scopingQuestions", json!({ "formElements": [element] }));
    says(&json, &[("payload-key-unknown", "\"watermarkTest\""), ("payload-key-unknown", "\"zzz\"")]);
    for (key, meant) in [
        ("infoBallonText", Some("infoBalloonText")),
        ("visibilty", Some("visibility")),
        ("visiblity", Some("visibility")),
        ("displayLabe", Some("displayLabel")),
        ("diplayLabel", Some("displayLabel")),
        ("mix", Some("min")),
        ("mxa", Some("max")),
        ("mam", Some("max")),
        ("nix", None),
        ("readOnly", None),
        ("metadata", None),
        ("scopingForm", None),
    ] {
        let json = textbox(&format!(r#", "{key}": 1"#));
        let message = match meant {
            Some(meant) => format!("unknown key `{key}`, whose value is not used; did you mean `{meant}`?"),
            None => format!("unknown key `{key}`, whose value is not used"),
        };
        tells(&json, "warning payload-key-unknown", &format!("\"{key}\""), &message);
    }
}

#[test]
fn what_is_empty_is_absent() {
    for empty in ["null", "\"\"", "\" \\n\\t\"", "[]"] {
        for key in [
            "watermarkText",
            "required",
            "maxLength",
            "hints",
            "dropdownOptions",
            "dynamicDropdownOptions",
            "visibility",
            "validations",
        ] {
            let json = textbox(&format!(r#", "{key}": {empty}"#));
            says(&json, &[]);
            let element = json!({ "id": "a", "controlType": "textbox", "displayLabel": "A" });
            reads(&json, "scopingQuestions", json!({ "formElements": [element] }));
        }
    }
}

/// The member `key` of a text box whose value is `written` reads as `value`; `told` is what is said about it.
#[track_caller]
fn member(key: &str, written: &str, value: serde_json::Value, told: Option<(&str, &str)>) {
    let json = textbox(&format!(r#", "{key}": {written}"#));
    assert_eq!(data(&json)["value"]["formElements"][0].get(key).cloned().unwrap_or_default(), value);
    match told {
        Some((severity, message)) => tells(&json, &format!("{severity} payload-type"), written, message),
        None => says(&json, &[]),
    }
}

#[test]
fn texts_are_trimmed_and_read_from_numbers() {
    member("content", r#""  a \n b  ""#, json!("a \n b"), None);
    member("content", "\"\u{a0}a\u{3000}\"", json!("a"), None);
    member(
        "content",
        "1.50",
        json!("1.50"),
        Some(("warning", "expected text for `content`, found `1.50`; it was read as text")),
    );
    member(
        "content",
        "true",
        json!("true"),
        Some(("warning", "expected text for `content`, found `true`; it was read as text")),
    );
    member(
        "content",
        "{}",
        json!(null),
        Some(("warning", "expected text for `content`, found an object; it was left out")),
    );
    let joined = Some(("warning", "expected text for `infoBalloonText`, found a list; the texts in it were joined"));
    member("infoBalloonText", r#"[{ "text": "a" }, "b", { "text": "" }]"#, json!("a b"), joined);
}

#[test]
fn truth_values_are_read_from_text() {
    member("required", "false", json!(false), None);
    for (written, value) in [("\"true\"", true), ("\"FALSE\"", false), ("\" True \"", true)] {
        let text = written.trim_matches('"');
        let message = format!("expected true or false for `required`, found the text `{text}`; it was read as {value}");
        member("required", written, json!(value), Some(("note", &message)));
    }
    assert_eq!(mended(&textbox(r#", "required": "TRUE""#)), textbox(r#", "required": true"#));
    member(
        "required",
        "1",
        json!(null),
        Some(("warning", "expected true or false for `required`, found `1`; it was left out")),
    );
    let message = "expected true or false for `required`, found the text `a == b`; it was left out";
    member("required", "\"a == b\"", json!(null), Some(("warning", message)));
}

#[test]
fn whole_numbers_are_read_from_text() {
    member("order", "-3", json!(-3), None);
    member("order", "2.0", json!(2), None);
    let message = "expected a whole number for `order`, found the text `2`; it was read as 2";
    member("order", "\"2\"", json!(2), Some(("note", message)));
    assert_eq!(mended(&textbox(r#", "order": "2""#)), textbox(r#", "order": 2"#));
    member(
        "order",
        "2.5",
        json!(null),
        Some(("warning", "expected a whole number for `order`, found `2.5`; it was left out")),
    );
    member(
        "order",
        "true",
        json!(null),
        Some(("warning", "expected a whole number for `order`, found `true`; it was left out")),
    );
    let message = "expected a whole number for `order`, found the text `two`; it was left out";
    member("order", "\"two\"", json!(null), Some(("warning", message)));
    let message = "expected a whole number for `order`, found `99999999999999999999`; it was left out";
    member("order", "99999999999999999999", json!(null), Some(("warning", message)));
}

#[test]
fn one_item_stands_for_a_list_and_a_list_for_one_object() {
    let options = json!([{ "value": "a", "text": "A" }]);
    let json = r#"{ "formElements": { "id": "a", "controlType": "dropdown", "displayLabel": "A", "dropdownOptions": { "value": "a", "text": "A" } } }"#;
    let element = json!({ "id": "a", "controlType": "dropdown", "displayLabel": "A", "options": options });
    reads(json, "scopingQuestions", json!({ "formElements": [element] }));
    let codes: Vec<_> = super::found(json).iter().map(|found| found.message.clone()).collect();
    assert_eq!(
        codes,
        [
            "expected a list for `formElements`, found an object; it was read as the only item of one",
            "expected a list for `dropdownOptions`, found an object; it was read as the only item of one",
        ]
    );
    let json = textbox(r#", "dynamicDropdownOptions": [{ "uri": "/a" }]"#).replace("textbox", "dropdown");
    let message = "expected an object for `dynamicDropdownOptions`, found a list; its first item was read";
    tells(&json, "warning payload-type", "[{ \"uri\": \"/a\" }]", message);
    assert_eq!(mended(&json), textbox(r#", "dynamicDropdownOptions": { "uri": "/a" }"#).replace("textbox", "dropdown"));
}

#[test]
fn text_stands_for_a_card() {
    let card = |card: &str| {
        textbox("").replace("{ \"formElements\"", &format!("{{ \"diagnosticCard\": {card}, \"formElements\""))
    };
    let message = "expected an object for `diagnosticCard`, found the text `Checks`; it was read as its `title`";
    tells(&card("\"Checks\""), "warning payload-type", "\"Checks\"", message);
    assert_eq!(data(&card("\" Checks\""))["value"]["diagnosticCard"], json!({ "title": "Checks" }));
    let whole = r#"{ "title": "Checks", "description": "A", "insightNotAvailableText": "None", "formElements": [] }"#;
    let typed = json!({ "title": "Checks", "description": "A", "insightNotAvailableText": "None", "other": { "formElements": [] } });
    assert_eq!(data(&card(whole))["value"]["diagnosticCard"], typed);
    says(&card(whole), &[("payload-key-unknown", "\"formElements\"")]);
}

#[test]
fn members_of_a_form() {
    let json = r#"{ "$schema": "SelfHelpContent", "title": " A ", "subscriptionRequired": true, "resourceRequired": "false",
        "fileAttachmentHint": "<b>Log</b>", "infoBalloonText": "More", "quotaRequestVersion": 2.0,
        "formElements": [{ "id": "a", "controlType": "textbox", "displayLabel": "A" }] }"#;
    let element = json!({ "id": "a", "controlType": "textbox", "displayLabel": "A" });
    let form = json!({ "title": "A", "subscriptionRequired": true, "resourceRequired": false, "fileAttachmentHint": "<b>Log</b>",
        "infoBalloonText": "More", "quotaRequestVersion": "2.0", "formElements": [element] });
    reads(json, "scopingQuestions", form);
    says(json, &[("payload-type", "\"false\"")]);
}

#[test]
fn control_characters_and_escapes_are_read() {
    let json = textbox(", \"content\": \"a\tb\"");
    assert_eq!(data(&json)["value"]["formElements"][0]["content"], "a\tb");
    member("content", r#""\u0041\n\"\ud83d\ude00 ""#, json!("A\n\"\u{1f600}"), None);
}

#[test]
fn steps_of_paths_that_json_takes_for_control_characters() {
    let message = r"expected `\\` for a backslash, found `\t`, which is a tab in JSON";
    tells(r#"{ "a": "In C:\temp now" }"#, "warning path-escape", r"\t", message);
    for (string, found, fixed) in [
        (r"In C:\temp\bin?", r"\t", r"In C:\\temp\\bin?"),
        (r"C:\new file", r"\n", r"C:\\new file"),
        (r"a\nC:\temp", r"\t", r"a\nC:\\temp"),
        (r"Share \\server\notes", r"\n", r"Share \\\\server\\notes"),
        (r"%TEMP%\run", r"\r", r"%TEMP%\\run"),
        (r"contoso\bob", r"\b", r"contoso\\bob"),
        (r"a\file", r"\f", r"a\\file"),
    ] {
        let json = format!(r#"{{ "a": "{string}" }}"#);
        says(&json, &[("path-escape", found)]);
        assert_eq!(mended(&json), format!(r#"{{ "a": "{fixed}" }}"#));
        says(&mended(&json), &[]);
    }
    for right in [
        r"C:\\temp",
        r"C:\\logs\nThen",
        r"C:\n Then",
        r"\\\\server\\notes\nthen",
        r"one\nthen two\tthree",
        r"Path:\nthen",
    ] {
        says(&format!(r#"{{ "a": "{right}" }}"#), &[]);
    }
}
