//! Payloads, conditions and answers.

use std::sync::LazyLock;

use selfhelp::Article;
use selfhelp::payload::Model;
use selfhelp::payload::answers::{Answers, Choices};
use selfhelp::payload::form::{ScopingQuestions, Visibility};

/// Any text is a payload, whose model is read without panic, the same each time, and comes back from its serialised form; its
/// diagnostics lie in the file.
pub fn form(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let article = Article::parse_lenient(&format!("<properties selfHelpType=\"TSG_Questions\" />\n---\n{text}\n---\n"));
    for found in article.check() {
        assert!(article.source().get(found.span.range()).is_some(), "{found:?}");
    }
    let Some(model) = article.data() else { return };
    assert_eq!(article.data().as_ref(), Some(&model), "reading again differs");
    let json = serde_json::to_string(&model).unwrap_or_else(|error| panic!("{error}"));
    let back: Model = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    if let (Model::ScopingQuestions(form), Model::ScopingQuestions(back)) = (model, back) {
        for element in form.elements() {
            assert!(article.source().get(element.span.range()).is_some(), "{:?}", element.span);
        }
        assert_eq!(form.to_json_schema(), back.to_json_schema());
        assert_eq!(form.validate(&Answers::new()), back.validate(&Answers::new()));
    }
}

/// A form with an element for every kind of answer, and one whose condition is the input.
fn conditional(condition: &str) -> ScopingQuestions {
    let condition = serde_json::Value::from(condition);
    let json = format!(
        r#"{{ "formElements": [
          {{ "id": "kind", "controlType": "dropdown", "dropdownOptions": [{{ "value": "disk", "text": "A disk" }}, {{ "value": "share", "text": "A share (old)" }}] }},
          {{ "id": "apps", "controlType": "multiselectdropdown", "dropdownOptions": [{{ "value": "web", "text": "Web" }}, {{ "value": "db", "text": "Db" }}], "visibility": "last != a" }},
          {{ "id": "size", "controlType": "numerictextbox", "validations": [{{ "type": "GreaterThan", "value": 0 }}] }},
          {{ "id": "when", "controlType": "datetimepicker" }},
          {{ "id": "oven", "controlType": "dropdown", "dynamicDropdownOptions": {{ "uri": "/a" }} }},
          {{ "id": "last", "controlType": "textbox", "visibility": {condition} }}] }}"#
    );
    let article = Article::parse_lenient(&format!("<properties />\n---\n{json}\n---\n"));
    article.data().and_then(Model::into_form).unwrap_or_else(|| panic!("no form for {condition}"))
}

/// A condition that was read is, as it is printed, read as the same, unless its values were quoted; and it holds or not.
pub fn condition(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let form = conditional(&text);
    let Some(Visibility::When(condition)) = form.element("last").map(|element| &element.visibility.inner) else {
        return;
    };
    for answers in ["{}", r#"{ "kind": "disk", "apps": ["web"], "size": 5, "last": "a" }"#] {
        let answers = Answers::from_json(answers).unwrap_or_default();
        let shown = form.shown(&answers).iter().any(|element| element.id.as_deref() == Some("last"));
        assert_eq!(condition.holds(&answers), shown);
    }
    if !text.contains(['"', '\'', '(', ')']) {
        let printed = condition.to_string();
        let again = conditional(&printed);
        let again = again.element("last").map(|element| element.visibility.inner.clone());
        assert_eq!(again, Some(Visibility::When(condition.clone())), "{text:?} is printed as {printed:?}");
    }
}

static FORM: LazyLock<ScopingQuestions> = LazyLock::new(|| conditional("kind == disk && size > 1"));

/// Answers from JSON, and from a browser, are checked without panic; what is good stays so, and no answer to a hidden question
/// comes back.
pub fn answers(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let from_json = Answers::from_json(&text).unwrap_or_default();
    let submitted = Answers::from_urlencoded(&FORM, &text, &Choices::new().set("oven", [("1", "one")]));
    for answers in [from_json, submitted] {
        let shown: Vec<_> =
            FORM.shown(&answers).iter().filter_map(|element| element.id.as_deref()).map(str::to_owned).collect();
        match FORM.validate(&answers) {
            Ok(good) => {
                assert!(good.iter().all(|(id, _)| shown.iter().any(|shown| shown == id)));
                assert_eq!(FORM.validate(&good), Ok(good));
            }
            Err(problems) => {
                assert!(!problems.is_empty() && problems.iter().all(|problem| !problem.message.is_empty()))
            }
        }
    }
}
