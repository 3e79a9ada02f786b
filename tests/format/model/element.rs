//! The elements of a form: controls, options, order, names.

use selfhelp::payload::form::Asks;
use serde_json::json;

use super::{data, form, form_json, mended, says, tells, textbox};

/// An element with these members reads as this.
#[track_caller]
fn element(members: &str, typed: serde_json::Value) {
    let json = form_json(&format!("{{ \"id\": \"a\", \"displayLabel\": \"A\", {members} }}"));
    let mut expected = json!({ "id": "a", "displayLabel": "A" });
    expected.as_object_mut().unwrap().extend(typed.as_object().unwrap().clone());
    assert_eq!(data(&json)["value"]["formElements"][0], expected);
}

#[test]
fn members() {
    element(
        r#""controlType": "textbox", "order": 3, "required": true, "watermarkText": "W", "infoBalloonText": "<b>I</b>",
           "hints": [{ "text": "One" }, "Two", { "text": null }], "maxLength": 5, "numberOfLines": 2,
           "useAsAdditionalDetails": false, "diagnosticInputRequiredClients": "Portal, ASC,", "includeInQuotaSummary": true,
           "includeInQmsPayload": true, "isNewQuotaLimit": false, "filter": true, "text": "T""#,
        json!({ "controlType": "textbox", "order": 3, "required": true, "watermarkText": "W", "infoBalloonText": "<b>I</b>",
            "hints": ["One", "Two"], "maxLength": 5, "numberOfLines": 2, "useAsAdditionalDetails": false,
            "diagnosticInputRequiredClients": ["Portal", "ASC"], "includeInQuotaSummary": true, "includeInQmsPayload": true,
            "isNewQuotaLimit": false, "filter": true, "text": "T" }),
    );
    element(r#""controlType": "textbox", "maxLength": 0, "numberOfLines": 0"#, json!({ "controlType": "textbox" }));
}

/// The control `written` is read as `canonical` and asks for `asks`, with options and without.
#[track_caller]
fn control(written: &str, canonical: &str, with_options: Asks, without: Asks) {
    let options = r#", "dropdownOptions": [{ "value": "x", "text": "X" }]"#;
    let element =
        |more: &str| form(&format!(r#"{{ "id": "a", "displayLabel": "A", "controlType": "{written}"{more} }}"#));
    let (with, empty) = (element(options), element(""));
    assert_eq!(with.elements()[0].control.as_ref().map(|control| control.as_str()), Some(canonical));
    assert_eq!((with.elements()[0].asks(), empty.elements()[0].asks()), (with_options, without), "{written}");
}

#[test]
fn controls_ask_for_something() {
    control("multilinetextbox", "multilinetextbox", Asks::Text, Asks::Text);
    control("DropDown", "dropdown", Asks::One, Asks::Text);
    control("textBox", "textbox", Asks::Text, Asks::Text);
    control("DateTimePicker", "datetimepicker", Asks::DateTime, Asks::DateTime);
    control("multiselectdropdown", "multiselectdropdown", Asks::Many, Asks::Text);
    control("infoblock", "infoblock", Asks::Nothing, Asks::Nothing);
    control("radiobuttongroup", "radioButtonGroup", Asks::One, Asks::Text);
    control("numerictextbox", "numerictextbox", Asks::Number, Asks::Number);
    control("textblock", "textBlock", Asks::Nothing, Asks::Nothing);
    control("checkbox", "checkbox", Asks::One, Asks::Text);
    let dynamic =
        form(r#"{ "id": "a", "controlType": "multiselectdropdown", "dynamicDropdownOptions": { "uri": "/a" } }"#);
    assert_eq!(dynamic.elements()[0].asks(), Asks::Many);
}

#[test]
fn unknown_controls_are_told() {
    for (written, meant) in [
        ("multitextbox", "multilinetextbox"),
        ("multilinetext", "multilinetextbox"),
        ("dropbox", "dropdown"),
        ("dropdownlist", "dropdown"),
        ("dropdownOptions", "dropdown"),
        ("dropwdown", "dropdown"),
        ("texbox", "textbox"),
        ("Text", "textbox"),
        ("singlelinetext", "textbox"),
        ("infoblok", "infoblock"),
    ] {
        let json = textbox("").replace("\"textbox\"", &format!("\"{written}\""));
        let message = format!("unknown control `{written}`, which asks for text; did you mean `{meant}`?");
        tells(&json, "warning control-unknown", &format!("\"{written}\""), &message);
    }
    let json = textbox("").replace("\"textbox\"", "\"checkbox\"");
    tells(&json, "warning control-unknown", "\"checkbox\"", "unknown control `checkbox`, which asks for text");
    let json = form_json(r#"{ "id": "a", "displayLabel": "A" }"#);
    tells(&json, "warning control-missing", "\"a\"", "the element `a` has no `controlType`; it asks for text");
}

#[test]
fn what_an_element_lacks_is_told() {
    let json = form_json(r#"{ "controlType": "textbox", "displayLabel": "A" }"#);
    tells(&json, "warning element-id", "{", "an element has no `id`: it is shown, but takes no answer");
    let json = form_json(r#"{ "id": "a", "controlType": "textbox" }"#);
    tells(&json, "warning label-missing", "\"a\"", "the question `a` has no `displayLabel`");
    let json = form_json(r#"{ "id": "a", "controlType": "infoblock" }"#);
    tells(&json, "warning content-missing", "\"a\"", "the infoblock `a` has no `content` and shows nothing");
    for words in [r#""text": "T""#, r#""displayLabel": "L""#, r#""hints": [{ "text": "H" }]"#] {
        says(&form_json(&format!("{{ \"id\": \"a\", \"controlType\": \"infoblock\", {words} }}")), &[]);
    }
    says(&form_json(r#"{ "id": "a", "controlType": "infoblock", "content": "A" }"#), &[]);
    says(&form_json(r#"{ "id": "a", "controlType": "textBlock", "text": "A" }"#), &[]);
    says(&form_json(r#"{ "controlType": "infoblock", "content": "A" }"#), &[]);
    for control in ["dropdown", "radioButtonGroup", "multiselectdropdown"] {
        let json = textbox("").replace("\"textbox\"", &format!("\"{control}\""));
        let message = format!("`{control}` without options asks for text");
        tells(&json, "warning options-missing", &format!("\"{control}\""), &message);
    }
    let json = textbox(r#", "radioButtonOptions": [{ "value": "x", "text": "X" }]"#);
    tells(&json, "note options-unused", r#"{ "value": "x", "text": "X" }"#, "options of `textbox` are not used");
}

#[test]
fn ids_and_orders_that_repeat_are_told() {
    let twice = |one: &str, two: &str| {
        form_json(&format!(
            r#"{{ "id": "{one}", "order": 1, "controlType": "textbox", "displayLabel": "A" }}, {{ "id": "{two}", "order": 2, "controlType": "textbox", "displayLabel": "B" }}"#
        ))
    };
    tells(
        &twice("a", "a "),
        "warning element-id-repeated",
        "\"a \"",
        "two elements have the id `a`; conditions mean the first",
    );
    says(&twice("a", "A"), &[]);
    let json = twice("a", "b").replace("\"order\": 2", "\"order\": 1");
    tells(&json, "note element-order", "1", "two elements have the order 1; they are asked as they are written");
    assert_eq!(super::found(&json)[0].related.as_ref().map(|first| &*first.message), Some("the first one is here"));
}

/// The elements with these orders (`-` for none) are asked in this order.
#[track_caller]
fn asked(orders: &str, expected: &[usize]) {
    let elements = orders.split(' ').map(|order| match order {
        "-" => r#"{ "id": "a" }"#.to_owned(),
        order => format!(r#"{{ "id": "a", "order": {order} }}"#),
    });
    let form = form(&elements.collect::<Vec<_>>().join(","));
    assert_eq!(form.order().collect::<Vec<_>>(), expected);
    let shown = serde_json::to_value(&form).unwrap().get("shown").cloned();
    assert_eq!(shown, (!expected.is_sorted()).then(|| json!(expected)));
}

#[test]
fn order_is_ascending_and_stable() {
    asked("1 2 3000", &[0, 1, 2]);
    asked("3 1 2", &[1, 2, 0]);
    asked("2 1 2 1", &[1, 3, 0, 2]);
    asked("- 5 - 1", &[3, 1, 0, 2]);
    asked("-1 -2", &[1, 0]);
    asked("- -", &[0, 1]);
}

#[test]
fn options_of_both_keys_are_one_list() {
    element(
        r#""controlType": "dropdown", "radioButtonOptions": [{ "value": " r ", "text": "R" }], "dropdownOptions": [{ "value": "d", "text": "D <x>", "id": 1 }]"#,
        json!({ "controlType": "dropdown", "options": [{ "value": "d", "text": "D <x>", "other": { "id": 1 } }, { "value": "r", "text": "R" }] }),
    );
}

/// A drop-down with these options.
fn dropdown(options: &str) -> String {
    form_json(&format!(
        r#"{{ "id": "a", "controlType": "dropdown", "displayLabel": "A", "dropdownOptions": [{options}] }}"#
    ))
}

#[test]
fn odd_options_are_told() {
    let json = dropdown(r#"{ "value": "x" }, { "text": "Y", "value": "" }"#);
    says(
        &json,
        &[("option-incomplete", "{ \"value\": \"x\" }"), ("option-incomplete", "{ \"text\": \"Y\", \"value\": \"\" }")],
    );
    assert_eq!(super::found(&json)[0].message, "an option has no `text`; the other one is taken for it");
    assert_eq!(super::found(&json)[1].message, "an option has no `value`; the other one is taken for it");
    let options = &data(&json)["value"]["formElements"][0]["options"];
    assert_eq!(*options, json!([{ "value": "x", "text": "x" }, { "value": "Y", "text": "Y" }]));

    let json = dropdown(r#"{ "value": "x", "text": "X" }, { "valueProperty": "y" }"#);
    says(&json, &[("option-empty", "{ \"valueProperty\": \"y\" }"), ("payload-key-unknown", "\"valueProperty\"")]);
    assert_eq!(super::found(&json)[0].message, "an option has neither `value` nor `text` and is left out");
    assert_eq!(data(&json)["value"]["formElements"][0]["options"].as_array().map(Vec::len), Some(1));

    let json = dropdown(r#"{ "value": "x", "text": "X" }, { "value": "x", "text": "Y" }"#);
    tells(&json, "warning option-repeated", "\"x\"", "two options have the value `x`");
    let json = dropdown(r#"{ "value": "x", "text": "X" }, { "value": "y", "text": "X" }"#);
    tells(&json, "note option-repeated", "\"X\"", "two options have the text `X`");
    let many: Vec<String> = (0..40).map(|n| format!(r#"{{ "value": "v{}", "text": "t{n}" }}"#, n % 39)).collect();
    tells(&dropdown(&many.join(",")), "warning option-repeated", "\"v0\"", "two options have the value `v0`");
}

#[test]
fn dynamic_options_are_typed() {
    element(
        r#""controlType": "dropdown", "dynamicDropdownOptions": { "uri": "/subscriptions/{subscriptionId}/disks", "JTokenPath": "value",
           "textProperty": "name, properties.size", "textPropertyRegex": "^+$", "textTemplate": "{name} ({properties.size})",
           "valueProperty": "id", "valuePropertyRegex": "[^/]+$", "dependsOn": "a", "dependOn": "b",
           "defaultDropdownOptions": { "value": "none", "text": "None" } }"#,
        json!({ "controlType": "dropdown", "dynamic": { "uri": "/subscriptions/{subscriptionId}/disks", "jTokenPath": "value",
            "textProperty": ["name", "properties.size"], "textPropertyRegex": "^+$", "textTemplate": "{name} ({properties.size})",
            "valueProperty": "id", "valuePropertyRegex": "[^/]+$", "dependsOn": "a",
            "defaultOptions": [{ "value": "none", "text": "None" }], "other": { "dependOn": "b" } } }),
    );
    let json =
        textbox(r#", "dynamicDropdownOptions": { "uri": "/a", "dependsOn": "b" }"#).replace("textbox", "dropdown");
    tells(&json, "warning depends-on-unknown-id", "\"b\"", "options depend on the element `b`, which is not there");
    let json = textbox(r#", "dynamicDropdownOptions": { "defaultDropdownOptions": [{ "value": "n", "text": "N" }] }"#);
    says(&json.replace("textbox", "dropdown"), &[]);
}

/// The element with these members has this name.
#[track_caller]
fn name(members: &str, expected: &str) {
    assert_eq!(form(&format!("{{ {members} }}")).elements()[0].name(), expected);
}

#[test]
fn names_are_plain_words() {
    name(
        r#""id": "a", "displayLabel": "Which <b>disk</b>?<br/>See <a href='https://a.example/?x=1&y'>this</a> &amp; that""#,
        "Which disk? See this & that",
    );
    name(r#""id": "a", "displayLabel": "Name of <PVCName> in <domain>""#, "Name of <PVCName> in <domain>");
    name(r#""id": "a", "displayLabel": "5 < 6 & <b", "watermarkText": "W""#, "5 < 6 & <b");
    name(r#""id": "a", "watermarkText": "Choose <i>one</i>""#, "Choose one");
    name(r#""id": "problem_description-text""#, "Problem description text");
    name(r#""id": "how often?""#, "How often?");
}

#[test]
fn places_are_those_of_the_file() {
    let json = textbox(r#", "hints": [ "One" ], "required": true"#);
    let article = super::article(&json);
    let form = article.data().unwrap().into_form().unwrap();
    let element = &form.elements()[0];
    let at = |span: selfhelp::span::Span| &article.source()[span.range()];
    assert_eq!(at(element.id.as_ref().unwrap().span), "\"a\"");
    assert_eq!(at(element.hints[0].span), "\"One\"");
    assert_eq!(at(element.required.as_ref().unwrap().span), "true");
    assert_eq!(at(element.span), &json[19..json.len() - 3]);
}

#[test]
fn a_payload_that_was_changed_has_no_places() {
    let mut payload = super::article(&textbox("")).payload().unwrap().clone();
    payload.text = textbox(", \"order\": 1").as_str().into();
    let form = payload.model().into_form().unwrap();
    assert!(form.elements()[0].span.is_none() && form.elements()[0].order.is_some());
    assert_eq!(mended(&textbox("")), textbox(""));
}
