//! Answers: what is good, what is a problem and in which words, what a browser submits.

use selfhelp::payload::answers::{Answers, Choices, Problem};
use selfhelp::payload::form::ScopingQuestions;
use serde_json::{Value, json};

use super::form;

fn one(control: &str, members: &str) -> ScopingQuestions {
    form(&format!(r#"{{ "id": "a", "controlType": "{control}", "displayLabel": "A <b>b</b>"{members} }}"#))
}

fn answers(json: &str) -> Answers {
    Answers::from_json(json).unwrap()
}

/// The answer `json` to the only question is good.
#[track_caller]
fn good(form: &ScopingQuestions, json: &str) {
    let given = answers(&format!("{{ \"a\": {json} }}"));
    assert_eq!(form.validate(&given).as_ref(), Ok(&given));
}

/// The answer `json` counts as none.
#[track_caller]
fn none(form: &ScopingQuestions, json: &str) {
    assert_eq!(form.validate(&answers(&format!("{{ \"a\": {json} }}"))), Ok(Answers::new()));
}

/// The answer `json` to the only question is a problem of this code and message.
#[track_caller]
fn bad(form: &ScopingQuestions, json: &str, code: &str, message: &str) {
    let problems = form.validate(&answers(&format!("{{ \"a\": {json} }}"))).unwrap_err();
    let [problem] = &problems[..] else { panic!("not one problem: {problems:?}") };
    assert_eq!((problem.code(), &*problem.message, problem.element, &*problem.id), (code, message, Some(0), "a"));
}

const OPTIONS: &str = r#", "dropdownOptions": [{ "value": "x", "text": "X" }, { "value": "y", "text": "Y" }, { "value": "y", "text": "Z" }]"#;
const DYNAMIC: &str =
    r#", "dynamicDropdownOptions": { "uri": "/a", "defaultDropdownOptions": { "value": "none", "text": "None" } }"#;

#[test]
fn no_answer_is_good_unless_required() {
    for control in ["textbox", "dropdown", "multiselectdropdown", "numerictextbox", "datetimepicker", "checkbox"] {
        for empty in ["null", "\"\"", "\" \\t\\r\\n\"", "[]"] {
            none(&one(control, OPTIONS), empty);
            let required = one(control, &format!("{OPTIONS}, \"required\": true"));
            bad(&required, empty, "answer-missing", "“A b” needs an answer");
        }
        let problems = one(control, &format!("{OPTIONS}, \"required\": true")).validate(&Answers::new()).unwrap_err();
        assert_eq!(problems[0].code(), "answer-missing");
    }
    good(&one("textbox", ""), "\"\u{a0}\""); // only blanks, tabs and line ends are nothing
}

#[test]
fn one_option() {
    for control in ["dropdown", "radioButtonGroup", "checkbox"] {
        let form = one(control, OPTIONS);
        good(&form, "\"x\"");
        bad(&form, "\"X\"", "answer-option", "“A b”: “X” is none of the 2 choices");
        bad(&form, "\" x\"", "answer-option", "“A b”: “ x” is none of the 2 choices");
        bad(&form, "[\"x\"]", "answer-type", "“A b” must be one choice: a list is not");
        bad(&form, "1", "answer-type", "“A b” must be one choice: 1 is not");
    }
    good(&one("dropdown", DYNAMIC), "\"anything\"");
    bad(&one("dropdown", DYNAMIC), "true", "answer-type", "“A b” must be one choice: true is not");
    good(&one("dropdown", ""), "\"anything\"");
}

#[test]
fn several_options() {
    let form = one("multiselectdropdown", OPTIONS);
    good(&form, r#"["y", "x"]"#);
    bad(&form, r#"["x", "z"]"#, "answer-option", "“A b”: “z” is none of the 2 choices");
    bad(&form, r#"["x", "x"]"#, "answer-repeated", "“A b”: “x” is chosen twice");
    bad(&form, r#"["z", "z"]"#, "answer-option", "“A b”: “z” is none of the 2 choices");
    bad(&form, "\"x\"", "answer-type", "“A b” must be a list of choices: “x” is not");
    bad(&form, r#"["x", 1]"#, "answer-type", "“A b”: a choice is text: 1 is not");
    let dynamic = one("multiselectdropdown", DYNAMIC);
    good(&dynamic, r#"["b", "a"]"#);
    bad(&dynamic, r#"["b", " "]"#, "answer-option", "“A b”: a choice is blank");
}

#[test]
fn choices_of_the_host() {
    let choices = Choices::new().set("a", [("/m/1", "web-1"), ("/m/2", "web-2")]);
    let form = one("dropdown", &format!("{DYNAMIC}{OPTIONS}"));
    let check = |value: &str| {
        form.validate_with(&Answers::new().set("a", value), &choices).map_err(|problems| problems[0].message.clone())
    };
    assert!(check("/m/1").is_ok() && check("none").is_ok());
    assert_eq!(check("/m/3"), Err("“A b”: “/m/3” is none of the 3 choices".to_owned()));
    assert_eq!(check("x"), Err("“A b”: “x” is none of the 3 choices".to_owned()));
    let fixed = one("dropdown", OPTIONS);
    assert!(fixed.validate_with(&Answers::new().set("a", "/m/1"), &choices).is_err());
}

#[test]
fn text() {
    let form = one("multilinetextbox", r#", "maxLength": 3"#);
    good(&form, "\" a\"");
    good(&form, "\"äöü\"");
    good(&form, "\"\u{1f600}\u{1f600}\u{1f600}\"");
    bad(&form, "\"abcd\"", "answer-length", "“A b” must have at most 3 characters: this has 4");
    bad(&form, "1", "answer-type", "“A b” must be text: 1 is not");
    bad(&form, "[\"a\"]", "answer-type", "“A b” must be text: a list is not");
    bad(&form, "{}", "answer-type", "“A b” must be text: an object is not");
    let shorter = one("textbox", r#", "maxLength": 3, "validations": [{ "type": "MaxLength", "value": 2 }]"#);
    bad(&shorter, "\"abc\"", "answer-length", "“A b” must have at most 2 characters: this has 3");
}

#[test]
fn patterns_are_searched() {
    let with = |validation: &str| one("textbox", &format!(r#", "validations": [{validation}]"#));
    let form = with(r#"{ "type": "RegExMatch", "value": "b+", "text": "Bs, please." }"#);
    good(&form, "\"abbc\"");
    bad(&form, "\"ac\"", "answer-pattern", "“A b”: Bs, please.");
    // What authors write for each other is not told.
    let form = with(r#"{ "type": "RegExMatch", "value": "b+", "text": "Bs, please. <!-- ask Ada -->" }"#);
    bad(&form, "\"ac\"", "answer-pattern", "“A b”: Bs, please.");
    let form = with(r#"{ "type": "RegExMatch", "value": "^\\d{2}$" }"#);
    good(&form, "\"12\"");
    bad(&form, "\"٣٤\"", "answer-pattern", "“A b” is not written as it should be");
    bad(&form, "\"12\\n\"", "answer-pattern", "“A b” is not written as it should be");
    good(&with(r#"{ "type": "RegExMatch", "value": "(?=a)" }"#), "\"b\"");
}

#[test]
fn numbers() {
    let with = |validations: &str| one("numerictextbox", &format!(r#", "validations": [{validations}]"#));
    let plain = one("numerictextbox", "");
    good(&plain, "2.5");
    bad(&plain, "\"2\"", "answer-type", "“A b” must be a number: “2” is not");
    bad(&plain, "true", "answer-type", "“A b” must be a number: true is not");
    let whole = with(r#"{ "type": "RegExMatch", "value": "^[^.]*$" }"#);
    good(&whole, "2.0");
    bad(&whole, "2.5", "answer-integer", "“A b” must be a whole number: 2.5 is not");
    bad(
        &with(r#"{ "type": "RegExMatch", "value": "^[^.]*$", "text": "Whole!" }"#),
        "2.5",
        "answer-integer",
        "“A b”: Whole!",
    );
    let bounds = with(r#"{ "type": "GreaterThan", "value": 0 }, { "type": "LessThan", "value": 10 }"#);
    good(&bounds, "0.1");
    bad(&bounds, "0", "answer-range", "“A b” must be more than 0: 0 is not");
    bad(&bounds, "10", "answer-range", "“A b” must be less than 10: 10 is not");
    let closed = one("numerictextbox", r#", "min": 1, "max": 2"#);
    good(&closed, "1");
    bad(&closed, "0.5", "answer-range", "“A b” must be at least 1: 0.5 is not");
    bad(&closed, "3", "answer-range", "“A b” must be at most 2: 3 is not");
    bad(
        &with(r#"{ "type": "GreaterThan", "value": 9007199254740992 }"#),
        "9007199254740992",
        "answer-range",
        "“A b” must be more than 9007199254740992: 9007199254740992 is not",
    );
    good(&with(r#"{ "type": "GreaterThan", "value": 9007199254740992 }"#), "9007199254740993");
}

#[test]
fn days_and_times() {
    let form = one("datetimepicker", "");
    for date in [
        "2024-05-31T14:30",
        "2024-02-29T00:00:59",
        "2000-02-29T23:59:00.5",
        "0000-01-01T00:00Z",
        "2023-12-31T14:30:00+05:30",
        "2023-12-31T14:30-12:00",
    ] {
        good(&form, &format!("\"{date}\""));
    }
    for date in [
        "2023-02-29T00:00",
        "1900-02-29T00:00",
        "2024-04-31T00:00",
        "2024-00-01T00:00",
        "2024-13-01T00:00",
        "2024-01-00T00:00",
        "2024-01-32T00:00",
        "2024-01-01T24:00",
        "2024-01-01T00:60",
        "2024-01-01T00:00:60",
        "2024-01-01T00:00:00.",
        "2024-01-01T00:00z",
        "2024-01-01 00:00",
        "2024-01-01",
        "24-01-01T00:00",
        "2024-01-01T00:00+5:30",
        "2024-01-01T00:00+24:00",
        "2024-01-01T0:00",
        " 2024-01-01T00:00",
        "2024-01-01T00:00\\n",
        "2024-1-01T00:00",
        "+024-01-01T00:00",
        "2024-01-01T00:00é",
    ] {
        let shown = date.replace("\\n", "…");
        bad(
            &form,
            &format!("\"{date}\""),
            "answer-date",
            &format!("“A b” must be a day and a time such as 2024-05-31T14:30: “{shown}” is not"),
        );
    }
    bad(&form, "1", "answer-type", "“A b” must be a day and a time such as 2024-05-31T14:30: 1 is not");
}

#[test]
fn bounds_that_are_answers() {
    let form = form(
        r#"{ "id": "now", "controlType": "numerictextbox", "displayLabel": "Now", "visibility": "show != no" },
           { "id": "show", "controlType": "textbox", "displayLabel": "Show" },
           { "id": "a", "controlType": "numerictextbox", "displayLabel": "New", "validations": [{ "type": "GreaterThan", "controlId": "now" }] }"#,
    );
    assert!(form.validate(&answers(r#"{ "now": 1, "a": 2 }"#)).is_ok());
    assert!(form.validate(&answers(r#"{ "a": 0 }"#)).is_ok());
    assert!(form.validate(&answers(r#"{ "show": "no", "now": 5, "a": 0 }"#)).is_ok());
    let problems = form.validate(&answers(r#"{ "now": 1, "a": 1 }"#)).unwrap_err();
    assert_eq!(problems[0].message, "“New” must be more than the answer to “Now”: 1 is not");
}

#[test]
fn unknown_ids_are_problems() {
    let form = form(
        r#"{ "id": "q", "controlType": "textbox", "displayLabel": "Q" },
           { "id": "info", "controlType": "infoblock", "content": "I" }, { "controlType": "textbox", "displayLabel": "No id" }"#,
    );
    for (given, id) in
        [(r#"{ "x": 1 }"#, "x"), (r#"{ "x": null }"#, "x"), (r#"{ "info": "a" }"#, "info"), (r#"{ "": "a" }"#, "")]
    {
        let problems = form.validate(&answers(given)).unwrap_err();
        let [Problem { message, element: None, .. }] = &problems[..] else { panic!("{problems:?}") };
        assert_eq!((&**message, problems[0].code()), (&*format!("no question has the id “{id}”"), "answer-unknown"));
    }
}

#[test]
fn hidden_questions_neither_refuse_nor_leak() {
    let form = form(
        r#"{ "id": "a", "controlType": "textbox", "displayLabel": "A" },
           { "id": "b", "controlType": "textbox", "displayLabel": "B", "required": true, "maxLength": 1, "visibility": "a == 1" },
           { "id": "c", "controlType": "textbox", "displayLabel": "C", "required": true, "visibility": false }"#,
    );
    assert_eq!(form.validate(&Answers::new()), Ok(Answers::new()));
    for hidden in ["\"long\"", "[1]", "{ \"x\": 1 }", "true", "null"] {
        let given = answers(&format!("{{ \"a\": \"2\", \"b\": {hidden}, \"c\": {hidden} }}"));
        assert_eq!(form.validate(&given), Ok(answers(r#"{ "a": "2" }"#)));
    }
    let problems = form.validate(&answers(r#"{ "a": "1", "b": "long" }"#)).unwrap_err();
    assert_eq!(problems.len(), 1);
}

#[test]
fn problems_come_in_the_order_of_asking_one_for_each_question() {
    let form = form(
        r#"{ "id": "b", "order": 2, "controlType": "numerictextbox", "displayLabel": "B", "required": true, "min": 5, "numberType": "integer" },
           { "id": "a", "order": 1, "controlType": "textbox", "displayLabel": "A", "required": true }"#,
    );
    let problems = form.validate(&answers(r#"{ "x": 1, "b": 0.5 }"#)).unwrap_err();
    let found: Vec<_> = problems.iter().map(|problem| (problem.code(), problem.element)).collect();
    assert_eq!(found, [("answer-missing", Some(1)), ("answer-integer", Some(0)), ("answer-unknown", None)]);
    let json = serde_json::to_value(&problems).unwrap();
    assert_eq!(json[0], json!({ "id": "a", "element": 1, "code": "answer-missing", "message": "“A” needs an answer" }));
    assert_eq!(serde_json::from_value::<Vec<Problem>>(json).unwrap(), problems);
}

#[test]
fn problems_carry_their_data() {
    let problem = |form: ScopingQuestions, answer: &str| {
        let problems = form.validate(&answers(&format!("{{ \"a\": {answer} }}"))).unwrap_err();
        let mut json = serde_json::to_value(&problems[0]).unwrap();
        let object = json.as_object_mut().unwrap();
        for key in ["id", "element", "message"] {
            object.remove(key);
        }
        json
    };
    assert_eq!(
        problem(one("dropdown", OPTIONS), "\"z\""),
        json!({ "code": "answer-option", "value": "z", "choices": 2 })
    );
    assert_eq!(
        problem(one("textbox", r#", "maxLength": 1"#), "\"zz\""),
        json!({ "code": "answer-length", "most": 1, "found": 2 })
    );
    assert_eq!(
        problem(one("numerictextbox", r#", "min": 1"#), "0"),
        json!({ "code": "answer-range", "bound": "at least 1" })
    );
    let pattern = one("textbox", r#", "validations": [{ "type": "RegExMatch", "value": "^b$" }]"#);
    assert_eq!(problem(pattern, "\"a\""), json!({ "code": "answer-pattern", "pattern": "^b$" }));
}

#[test]
fn answers_from_json() {
    assert_eq!(answers("\u{feff}{ \"a\": 1, \"a\": \"x\ty\" }"), Answers::new().set("a", "x\ty"));
    let error = |json: &str| Answers::from_json(json).unwrap_err().to_string();
    assert_eq!(error("[]"), "expected an object of answers by id");
    assert_eq!(error("{ \"a\": }"), "expected a value, found `}`");
    let given = answers(r#"{ "b": [1, null], "a": { "x": 1.5 } }"#);
    assert_eq!(serde_json::from_value::<Answers>(serde_json::to_value(&given).unwrap()).unwrap(), given);
    assert_eq!((given.len(), given.iter().next().map(|(id, _)| id)), (2, Some("a")));
}

/// What a browser submits, urlencoded, becomes these answers.
#[track_caller]
fn submitted(form: &ScopingQuestions, body: &str, expected: Value) {
    let choices = Choices::new().set("m", [("/m/1", "web-1"), ("/m/2", "web-2")]);
    let answers = Answers::from_urlencoded(form, body, &choices);
    assert_eq!(serde_json::to_value(&answers).unwrap(), expected);
}

#[test]
fn answers_of_a_browser() {
    let form = form(&format!(
        r#"{{ "id": "request id", "controlType": "textbox" }}, {{ "id": "d", "controlType": "dropdown"{OPTIONS} }},
           {{ "id": "n", "controlType": "numerictextbox" }}, {{ "id": "l", "controlType": "multiselectdropdown"{OPTIONS} }},
           {{ "id": "m", "controlType": "multiselectdropdown"{DYNAMIC} }}, {{ "id": "o", "controlType": "dropdown"{DYNAMIC} }},
           {{ "id": "i", "controlType": "infoblock" }}"#
    ));
    submitted(&form, "", json!({}));
    submitted(&form, "request+id=a%26b%0D%0Ac%0d&x=1&i=2", json!({ "request id": "a&b\nc\n" }));
    submitted(&form, "d=x&d=y&n=", json!({ "d": "y" }));
    submitted(&form, "d=x&d=", json!({}));
    submitted(&form, "l=x&l=y&l=", json!({ "l": ["x", "y"] }));
    submitted(&form, "m=web-2%0D%0A%0D%0ANone%0D%0Aother", json!({ "m": ["/m/2", "none", "other"] }));
    submitted(&form, "o=None&m=", json!({ "o": "none" }));
    submitted(&form, "o=web-1", json!({ "o": "web-1" }));
    for (written, number) in [
        ("2", json!(2)),
        ("2.0", json!(2.0)),
        ("-.5", json!(-0.5)),
        (".5", json!(0.5)),
        ("1e3", json!(1000.0)),
        ("1E-1", json!(0.1)),
        (" 7 ", json!(7)),
    ] {
        submitted(&form, &format!("n={}", written.replace(' ', "+")), json!({ "n": number }));
    }
    for written in ["1.", "two", "0x10", "1e", "--1", "inf", "NaN", "1_0", "1e999", "."] {
        submitted(&form, &format!("n={written}"), json!({ "n": written }));
    }
    submitted(&form, "n=%2B1&request+id=%zz%e4%b8%ad%ff%4", json!({ "n": "+1", "request id": "%zz中\u{fffd}%4" }));
    submitted(&form, "&&=&d", json!({}));
}
