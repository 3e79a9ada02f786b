//! Payloads as typed models (format §7): what is read, what is said about it, and how answers are checked.

mod advisor;
mod answer;
mod broken;
mod condition;
mod diagnose;
mod element;
mod laws;
mod limit;
mod reading;
mod schema;
mod topics;
mod validation;

use selfhelp::Article;
use selfhelp::diagnostic::Diagnostic;
use selfhelp::payload::form::ScopingQuestions;
use serde_json::{Value, json};

/// An article with the payload `json`, of a type that says nothing about it.
fn article(json: &str) -> Article {
    Article::parse_lenient(&format!("<properties articleId=\"contoso-quota\" />\n# Quota\n---\n{json}\n---\n"))
}

/// The serialised model of the payload `json`.
#[track_caller]
fn data(json: &str) -> Value {
    let article = article(json);
    serde_json::to_value(article.data().expect("a payload")).unwrap()
}

/// The payload `json` reads as the model `value` of `kind`.
#[track_caller]
fn reads(json: &str, kind: &str, value: Value) {
    assert_eq!(data(json), json!({ "kind": kind, "value": value }));
}

/// The diagnostics of the payload `json`.
fn found(json: &str) -> Vec<Diagnostic> {
    article(json).check()
}

/// The payload `json` gets exactly these diagnostics: code and what is at their place.
#[track_caller]
fn says(json: &str, expected: &[(&str, &str)]) {
    let article = article(json);
    let found = article.check();
    let place = |found: &Diagnostic| &article.source()[found.span.range()];
    let found: Vec<_> = found.iter().map(|found| (found.code.as_str(), place(found))).collect();
    assert_eq!(found, expected);
}

/// The only diagnostic of the payload `json`: its severity, code, place and message in a line.
#[track_caller]
fn tells(json: &str, code: &str, place: &str, message: &str) {
    let article = article(json);
    let [found] = &article.check()[..] else { panic!("not one diagnostic: {:#?}", article.check()) };
    let (severity, code) = code.split_once(' ').expect("severity and code");
    let name = found.severity.as_str();
    assert_eq!((name, found.code.as_str(), &*found.message), (severity, code, message));
    assert_eq!(&article.source()[found.span.range()], place);
}

/// What the payload `json` is once the fixes of its diagnostics are made.
#[track_caller]
fn mended(json: &str) -> String {
    let article = article(json);
    let mended = selfhelp::diagnostic::apply_fixes(article.source(), &article.check());
    let article = Article::parse_lenient(&mended);
    article.payload().expect("a payload").text.to_string()
}

/// A form with these elements.
fn form_json(elements: &str) -> String {
    format!("{{ \"formElements\": [{elements}] }}")
}

/// A form with these elements.
#[track_caller]
fn form(elements: &str) -> ScopingQuestions {
    let article = article(&form_json(elements));
    article.data().expect("a payload").into_form().expect("a form")
}

/// A form of one text box with these members more.
fn textbox(members: &str) -> String {
    form_json(&format!(r#"{{ "id": "a", "controlType": "textbox", "displayLabel": "A"{members} }}"#))
}
