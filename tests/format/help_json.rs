//! Help solutions as JSON: nothing of it is lost, and what is hostile in it is inert.

use selfhelp::RenderError;
use selfhelp::help::{HelpSolution, Step, hydrate};
use selfhelp::limits::{FILL_BYTES, Limits};
use selfhelp::render::html::Html;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// JSON in which every object has a member that the library does not know.
fn with_unknown(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(with_unknown).collect(),
        Value::Object(members) => {
            let mut members: serde_json::Map<_, _> =
                members.into_iter().map(|(name, value)| (name, with_unknown(value))).collect();
            let odd = json!([null, [], {}, "", "<!--1-->\u{0}\u{202e}", u64::MAX, i64::MIN, 1e300, -0.5, true]);
            members.insert("unknown".to_owned(), json!({ "": odd, "type": odd, "title": null }));
            members.insert("Title".to_owned(), odd);
            Value::Object(members)
        }
        other => other,
    }
}

/// `sent` is read as a `T` and written as it came, with unknown members in each of its `objects` objects.
#[track_caller]
fn is_kept<T: Serialize + DeserializeOwned>(sent: Value, objects: usize) {
    let sent = with_unknown(sent);
    let read: T = serde_json::from_value(sent.clone()).expect("the JSON can be read");
    let written = json!(read);
    assert_eq!(written, sent);
    let text = written.to_string();
    assert_eq!(text.matches("\"unknown\"").count(), objects);
    let again: T = serde_json::from_str(&text).expect("the JSON can be read again");
    assert_eq!(json!(again), sent);
}

#[test]
fn unknown_members_are_kept_at_every_level() {
    let video = json!({ "src": "s", "title": "t", "replacementKey": "k" });
    let maps = json!({
        "diagnostics": [{ "solutionId": "a", "status": "Gone", "insights": [{ "id": "i", "results": "<p>r</p>" }] }],
        "metricsBasedCharts": [{ "name": "n", "filterGroup": { "filter": [{ "name": "f" }] } }],
        "videos": [video],
        "videoGroups": [{ "videos": [video, video], "replacementKey": "k" }],
        "webResults": [{ "searchResults": [{ "rank": 1, "content": "c" }], "replacementKey": "k" }],
        "troubleshooters": [{ "solutionId": "a" }],
    });
    let section = json!({ "title": "t", "content": "c", "replacementMaps": maps });
    let properties = json!({ "title": "t", "content": "c", "replacementMaps": maps, "sections": [section] });
    // Thirteen objects in each of the maps.
    is_kept::<HelpSolution>(json!({ "id": "i", "systemData": { "createdBy": "c" }, "properties": properties }), 30);
    let input = json!({
        "questionId": "0", "responseValidationProperties": { "regex": "r" }, "responseOptions": [{ "key": "k" }, { "value": "v" }],
    });
    is_kept::<Step>(json!({ "title": "t", "inputs": [input], "automatedCheckResults": { "result": "r" } }), 6);
}

/// What shows of `content` with a chart of each of these keys, whose names say what they are.
#[track_caller]
fn shows(content: &str, keys: &[&str], expected: &str) {
    let chart = |(at, key): (usize, &&str)| json!({ "name": format!("{at}"), "title": key, "replacementKey": key });
    let charts: Vec<Value> = keys.iter().enumerate().map(chart).collect();
    let sent = json!({ "properties": { "content": content, "replacementMaps": { "metricsBasedCharts": charts } } });
    let solution: HelpSolution = serde_json::from_value(sent).expect("the JSON of a solution");
    let html = hydrate(&solution, &Html::new()).expect("it can be rendered");
    let html = html.replace("<p class=\"metric\">Chart: ", "(").replace(", sum over 1 day)</p>", ")");
    assert_eq!(html, expected, "{content:?} with {keys:?}");
}

#[test]
fn a_key_in_what_a_key_stands_for_is_text() {
    shows("<!--1-->", &["<!--1-->", "<!--2-->"], "(&lt;!--1--&gt; (0)\n");
    shows("<!--2--><!--1-->", &["<!--1-->", "<!--2-->"], "(&lt;!--2--&gt; (1)\n(&lt;!--1--&gt; (0)\n");
    // Each chart says its own key, which is no further key.
    shows("<!--1--><!--1-->", &["<!--1-->", "<!--1-->"], "(&lt;!--1--&gt; (0)\n");
}

/// What shows of `key` and a paragraph, where a chart has this key, ends with `end`, and no chart shows.
#[track_caller]
fn is_no_key(key: &str, end: &str) {
    let maps = json!({ "metricsBasedCharts": [{ "name": "a chart", "replacementKey": key }] });
    let sent = json!({ "properties": { "content": format!("{key}<p>a</p>"), "replacementMaps": maps } });
    let solution: HelpSolution = serde_json::from_value(sent).expect("the JSON of a solution");
    let html = hydrate(&solution, &Html::new()).expect("it can be rendered");
    assert!(html.ends_with(end) && !html.contains("a chart"), "{key:?}: {html}");
}

#[test]
fn what_is_not_one_comment_is_no_key() {
    for key in ["<!--1--><b>2</b>", "<script>", "1", "", "-->", "<!----><!---->", "<!--1--!>"] {
        is_no_key(key, "<p>a</p>\n");
    }
    // In HTML a comment without an end ends with the text.
    is_no_key("<!--1", "");
    is_no_key("<!--1>", "");
}

#[test]
fn a_component_in_content_is_no_key() {
    let content =
        "<CommonSolution><articleId>0</articleId></CommonSolution><insight><symptomId>0</symptomId></insight>";
    shows(
        content,
        &["<!--1-->"],
        "<p>&lt;CommonSolution&gt;&lt;articleId&gt;0&lt;/articleId&gt;&lt;/CommonSolution&gt;&lt;insight&gt;&lt;symptomId&gt;0&lt;/symptomId&gt;&lt;/insight&gt;</p>\n",
    );
    let content = "<CommonSolution>\n  <articleId>--><script>x()</script></articleId>\n</CommonSolution>";
    let shown = "<p>&lt;CommonSolution&gt;\n&lt;articleId&gt;--&gt;&lt;script&gt;x()&lt;/script&gt;&lt;/articleId&gt;\n&lt;/CommonSolution&gt;</p>\n";
    shows(content, &["<!--1-->"], shown);
}

#[test]
fn content_over_the_limit_is_an_error() {
    let solution = |content: String| -> HelpSolution {
        let maps = json!({ "webResults": [{ "searchResults": [{ "content": content }] }] });
        serde_json::from_value(json!({ "properties": { "replacementMaps": maps } })).expect("the JSON of a solution")
    };
    let refused = hydrate(&solution("a".repeat(FILL_BYTES + 1)), &Html::new());
    assert_eq!(refused, Err(RenderError::HtmlTooLarge { bytes: FILL_BYTES + 1, limit: FILL_BYTES }));
    let message = "the HTML has 16777217 bytes, more than the limit of 16777216";
    assert_eq!(refused.unwrap_err().to_string(), message);
    // A search that is not in the content does not show, but counts.
    assert_eq!(hydrate(&solution("a".repeat(1 << 20)), &Html::new()).as_deref(), Ok(""));
    let small = Html::new().limits(Limits::new().fill_bytes(9));
    assert!(hydrate(&solution("a".repeat(9)), &small).is_ok() && hydrate(&solution("a".repeat(10)), &small).is_err());
}

#[test]
fn json_that_nests_too_deep_is_an_error() {
    let deep = [r#"{"unknown":"#, &"[".repeat(100_000), &"]".repeat(100_000), "}"].concat();
    let error = serde_json::from_str::<HelpSolution>(&deep).expect_err("it nests too deep");
    assert_eq!(error.to_string(), "recursion limit exceeded at line 1 column 138");
}
