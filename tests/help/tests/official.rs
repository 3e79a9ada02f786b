//! What the library makes, the official types of the help service read and write without loss, and the other way around: over the
//! articles of the project, and those of `SELFHELP_CORPUS`.

use azure_mgmt_help::package_2024_03_01_preview::models::{SolutionResource, SolutionResourceSelfHelp, Step};
use selfhelp::Article;
use selfhelp::help::{Help, HelpSolution, Insight, Outcome};
use selfhelp::render::html::Html;
use serde_json::{Value, json};
use support::shelf;

/// `value` without `null` and empty lists, which mean what absent members mean.
fn full(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(full).collect()),
        Value::Object(members) => {
            let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            members.into_iter().filter(|(_, value)| !is_empty(value)).map(|(key, value)| (key, full(value))).collect()
        }
        other => other,
    }
}

/// The official type `T` reads and writes `value` without loss.
fn official<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value, what: &str) -> Value {
    let read: T = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{what}: {error}"));
    let written = full(serde_json::to_value(&read).unwrap_or_else(|error| panic!("{what}: {error}")));
    assert_eq!(&written, value, "{what}");
    written
}

fn outcomes(article: &Article) -> HelpSolution {
    let insight: Insight = serde_json::from_value(json!({
        "id": "1", "title": "Found", "results": "<p>One</p>", "importanceLevel": "Critical",
    }))
    .unwrap();
    let all = [Outcome::NoResult, Outcome::Found(vec![insight]), Outcome::Timeout, Outcome::Failed];
    let solution = article.to_help_solution();
    let symptoms: Vec<_> = solution.diagnostics().filter_map(|check| check.solution_id.clone()).collect();
    symptoms
        .iter()
        .zip(all.iter().cycle())
        .fold(solution, |solution, (symptom, outcome)| solution.with_outcome(symptom, outcome.clone()))
}

#[test]
fn official_types_read_and_write_solutions() {
    let mut seen = 0;
    for example in shelf::all() {
        let (article, what) = (example.article(), example.path.display().to_string());
        for solution in [article.to_help_solution(), outcomes(&article)] {
            let written = official::<SolutionResource>(&json!(solution), &what);
            let back: HelpSolution = serde_json::from_value(written).unwrap();
            assert_eq!(back, solution, "{what}");
        }
        official::<SolutionResourceSelfHelp>(&json!(Help::new().self_help().render(&article).unwrap()), &what);
        seen += article.components().count();
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn official_types_read_and_write_steps() {
    let mut seen = 0;
    for example in shelf::all() {
        let article = example.article();
        let Some(form) = article.data().and_then(|model| model.into_form()) else { continue };
        official::<Step>(&json!(form.to_help_step()), &example.path.display().to_string());
        seen += 1;
    }
    assert!(seen > 3, "{seen}");
}

/// What a service with official types sends has members that the library does not list.
#[test]
fn whatever_official_types_send_is_kept() {
    let sent = json!({
        "id": "/subscriptions/1", "name": "a", "type": "Microsoft.Help/solutions",
        "properties": {
            "triggerCriteria": [{ "name": "SolutionId", "value": "a" }], "parameters": { "resourceUri": "/b" }, "solutionId": "a",
            "provisioningState": "PartialComplete", "title": "A", "content": "<p>1</p><!--k-->",
            "replacementMaps": { "metricsBasedCharts": [{ "name": "c", "aggregationType": "Total", "replacementKey": "<!--k-->",
                "filterGroup": { "filter": [{ "name": "d", "values": "e", "operator": "f" }] } }] },
        }
    });
    let official = official::<SolutionResource>(&sent, "sent");
    let read: HelpSolution = serde_json::from_value(official.clone()).unwrap();
    assert_eq!(json!(read), official);
    let html = selfhelp::help::hydrate(&read, &Html::new()).unwrap();
    assert_eq!(html, "<h1>A</h1>\n<p>1</p>\n<p class=\"metric\">Chart: c (1 day)</p>\n");
}
