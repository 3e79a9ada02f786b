//! Help solutions.

use selfhelp::Article;
use selfhelp::component::{Component, Video};
use selfhelp::help::{HelpSolution, Step, hydrate};
use selfhelp::link::Target;
use selfhelp::payload::Model;
use selfhelp::render::html::Html;
use selfhelp::render::{HelpItem, Out};
use serde_json::json;

use crate::json;

/// An article comes back from its solution; what shows of any JSON is as safe as what shows of articles, and its members stay.
pub fn help(data: &[u8]) {
    back(&Article::parse_bytes_lenient(data));
    let text = String::from_utf8_lossy(data);
    if let Ok(solution) = serde_json::from_str::<HelpSolution>(&text) {
        shown(&solution);
    }
    if let Ok(step) = serde_json::from_str::<Step>(&text) {
        same(&step);
    }
    shown(&hostile(&text));
}

/// Shows everything that has a key: no `<CommonSolution>`, no `<insight>` without symptoms, and no video that must not be followed.
fn host(item: HelpItem<'_>, out: &mut Out) -> bool {
    out.push_str("<p>");
    out.push_text(item.symptom.map_or(item.component.name(), |symptom| symptom));
    out.push_str("</p>\n");
    match item.component {
        Component::Insight(_) => item.symptom.is_some(),
        Component::CommonSolution(_) => false,
        component => !component.videos().iter().any(is_unsafe),
    }
}

fn is_unsafe(video: &Video) -> bool {
    video.src.as_ref().is_some_and(|src| matches!(Target::parse(src), Target::Unsafe(_)))
}

/// The article with a host shows as its solution does, if its title, which may be in a list, is left out.
fn back(article: &Article) {
    let html = Html::new().components(&host).without_title();
    let solution = article.to_help_solution();
    let (Ok(hydrated), Ok(rendered)) = (hydrate(&solution, &html), html.render(article)) else { return };
    assert_eq!(hydrated, rendered);
    shown(&kept(&solution));
    if let Some(form) = article.data().and_then(Model::into_form) {
        same(&form.to_help_step());
    }
}

/// `solution` once it was JSON.
fn kept(solution: &HelpSolution) -> HelpSolution {
    let json = serde_json::to_string(solution).unwrap_or_else(|error| panic!("{error}"));
    let back: HelpSolution = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error} in {json}"));
    assert_eq!(back, *solution, "{json}");
    assert_eq!(serde_json::to_string(&back).unwrap_or_default(), json);
    back
}

/// A step comes back from its JSON.
fn same(step: &Step) {
    let json = serde_json::to_string(step).unwrap_or_else(|error| panic!("{error}"));
    let back: Step = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error} in {json}"));
    assert_eq!(back, *step, "{json}");
}

fn shown(solution: &HelpSolution) {
    kept(solution);
    super::sound(&hydrate(solution, &Html::new()).unwrap_or_default());
    super::sound_profile(&hydrate(solution, &super::profile()).unwrap_or_default());
}

/// A solution that says the lines of `text` in turn, with every comment in it as a key.
fn hostile(text: &str) -> HelpSolution {
    let mut lines = text.lines().cycle();
    let mut line = || lines.next().unwrap_or_default();
    let keys: Vec<&str> =
        text.match_indices("<!--").filter_map(|(at, _)| Some(text[at..].split_once('>')?.0)).collect();
    let mut keys = keys.iter().take(20).map(|key| format!("{key}>")).chain(["<!--1-->".to_owned()]).cycle();
    let mut key = || keys.next();
    let mut maps = || {
        json!({
            "diagnostics": [
                { "solutionId": line(), "status": line(), "statusDetails": line(), "replacementKey": key() },
                { "solutionId": line(), "status": "Timeout", "statusDetails": line(), "replacementKey": key() },
                { "insights": [{ "title": line(), "results": text, "importanceLevel": line() }], "replacementKey": key() },
            ],
            "metricsBasedCharts": [{ "name": line(), "title": line(), "aggregationType": line(),
                "timeSpanDuration": line(), "replacementKey": key() }],
            "videos": [{ "src": line(), "title": line(), "replacementKey": key() }, { "src": line(), "replacementKey": key() }],
            "videoGroups": [{ "videos": [{ "src": line(), "title": line() }], "replacementKey": key() }],
            "webResults": [{ "searchResults": [{ "title": line(), "content": text, "link": line() }], "replacementKey": key() }],
        })
    };
    let section = json!({ "title": text, "content": format!("{text}<!--1-->"), "replacementMaps": maps() });
    let properties = json!({ "title": text, "content": text, "replacementMaps": maps(), "sections": [section] });
    json::read(&json!({ "name": text, "properties": properties })).unwrap_or_else(|error| panic!("{error}"))
}
