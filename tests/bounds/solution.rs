//! Hostile help solutions: time in proportion to their JSON.

use std::fmt::Write as _;
use std::time::Duration;

use selfhelp::help::{HelpSolution, hydrate};
use selfhelp::render::html::Html;
use serde_json::json;
use support::clock;

/// The larger one is so many times as large.
const TIMES: usize = 8;

/// A solution of `count` things.
type Make = fn(usize) -> HelpSolution;

/// A solution with `content` and a chart for each of `keys`.
fn charts(content: String, keys: impl Iterator<Item = String>) -> HelpSolution {
    let charts: Vec<_> = keys.map(|key| json!({ "name": "a", "replacementKey": key })).collect();
    let properties = json!({ "content": content, "replacementMaps": { "metricsBasedCharts": charts } });
    serde_json::from_value(json!({ "properties": properties })).expect("the JSON of a solution")
}

fn keys(count: usize) -> String {
    (0..count).fold(String::new(), |mut content, number| {
        let _ = write!(content, "<!--{number}-->");
        content
    })
}

const SHAPES: [(&str, Make); 10] = [
    ("keys and what they stand for", |count| charts(keys(count), (0..count).map(|number| format!("<!--{number}-->")))),
    ("the same, backwards", |count| charts(keys(count), (0..count).rev().map(|number| format!("<!--{number}-->")))),
    ("keys of nothing", |count| charts(keys(count), std::iter::once("<!--a-->".to_owned()))),
    ("one key again and again", |count| {
        charts("<!--1-->".repeat(count), std::iter::repeat_n("<!--1-->".to_owned(), count))
    }),
    ("keys that do not end", |count| charts("<!--".repeat(count), (0..count).map(|number| format!("<!--{number}-->")))),
    ("keys in a paragraph", |count| {
        charts(format!("<p>{}</p>", keys(count)), (0..count).map(|number| format!("<!--{number}-->")))
    }),
    ("keys in attributes", |count| {
        charts("<p title=\"<!--1-->\">a".repeat(count), (0..count).map(|number| format!("<!--{number}-->")))
    }),
    ("sections", |count| {
        let chart = json!({ "name": "a", "replacementKey": "<!--1-->" });
        let section =
            json!({ "title": "t", "content": "<!--1-->", "replacementMaps": { "metricsBasedCharts": [chart] } });
        serde_json::from_value(json!({ "properties": { "title": "t", "sections": vec![section; count] } }))
            .expect("the JSON of a solution")
    }),
    ("members that nobody knows", |count| {
        let members: serde_json::Map<_, _> =
            (0..count).map(|number| (format!("m{number}"), json!({ "a": [number] }))).collect();
        serde_json::from_value(json!({ "properties": members })).expect("the JSON of a solution")
    }),
    ("results in results", |count| {
        let insight = json!({ "title": "<!--1-->", "results": "<p><!--1--><b>" });
        let check = json!({ "insights": vec![insight; count], "replacementKey": "<!--1-->" });
        let maps = json!({ "diagnostics": [check] });
        serde_json::from_value(
            json!({ "properties": { "content": "<!--1-->".repeat(count), "replacementMaps": maps } }),
        )
        .expect("the JSON of a solution")
    }),
];

/// How long it takes to read, show and write a solution.
fn cost(solution: &HelpSolution) -> Duration {
    clock::time(|| {
        let json = serde_json::to_string(solution).expect("a solution can be serialised");
        let read: HelpSolution = serde_json::from_str(&json).expect("it can be read again");
        let _ = hydrate(&read, &Html::new());
    })
}

/// Tries every shape of `count` things, and of an eighth of them.
fn in_proportion(count: usize) {
    for (name, make) in SHAPES {
        let (small, large) = (make(count / TIMES), make(count));
        let least = |solution: &HelpSolution| (0..3).map(|_| cost(solution)).min().unwrap_or_default();
        let (small, large) = (least(&small), least(&large));
        println!("{name}: {count} things in {large:?}, an eighth of them in {small:?}");
        assert!(large < small * TIMES as u32 * 3 + Duration::from_millis(15), "{name}: {large:?} after {small:?}");
    }
}

#[test]
fn solutions_take_time_in_proportion() {
    in_proportion(8_000);
}

#[test]
#[ignore = "it takes a minute, and is for `--release`"]
fn solutions_of_a_hundred_thousand_keys_take_time_in_proportion() {
    in_proportion(100_000);
    in_proportion(800_000);
}
