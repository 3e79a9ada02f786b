//! Help solutions: what holds for the JSON of every article, and that what comes of hostile JSON is as safe as what comes of
//! articles.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::panic::catch_unwind;

use selfhelp::Article;
use selfhelp::component::{Component, Video};
use selfhelp::help::{Help, HelpSolution, ReplacementMaps, hydrate};
use selfhelp::link::Target;
use selfhelp::render::html::Html;
use selfhelp::render::{HelpItem, Out};
use selfhelp::span::Span;
use selfhelp::tree::{Block, Heading, Inline, Part, Parts};
use selfhelp::visit::Node;
use serde_json::{Value, json};

use support::dom::{Allowed, Asked};
use support::random::Random;
use support::share::share;
use support::{shelf, vectors};

/// The sentence for a check that no host shows.
const SENTENCE: &str = "<p class=\"insight\">An automatic check runs here in the portal.</p>\n";

/// A host that shows everything that has a key, and says what it was given.
fn host(item: HelpItem<'_>, out: &mut Out) -> bool {
    let shown = match (item.component, item.symptom) {
        (Component::Insight(_), None) | (Component::CommonSolution(_), _) => return false,
        (component, _) if component.videos().iter().any(is_unsafe) => return false,
        (Component::Insight(insight), Some(symptom)) => {
            format!("{symptom} {:?} {}", insight.execution_text, insight.additional_inputs_req())
        }
        (Component::Metric(metric), _) => {
            format!("{:?} {} {} {:?}", metric.name, metric.aggregation(), metric.time_span_duration(), metric.title)
        }
        (component, _) => {
            let videos = component.videos().iter().map(|video| format!("{:?} {:?}", video.src, video.title));
            component.name().to_owned() + &videos.collect::<String>()
        }
    };
    out.push_str("<div>");
    out.push_text(&shown);
    out.push_str(if shown.len() % 2 == 0 { "</div>\n" } else { "</div>" });
    true
}

/// The replacement keys of `maps`.
fn keys(maps: &ReplacementMaps) -> [Vec<&str>; 5] {
    fn all<'m>(keys: impl Iterator<Item = &'m Option<selfhelp::Text>>) -> Vec<&'m str> {
        keys.map(|key| key.as_deref().expect("everything has a key")).collect()
    }
    [
        all(maps.diagnostics.iter().map(|node| &node.replacement_key)),
        all(maps.metrics_based_charts.iter().map(|node| &node.replacement_key)),
        all(maps.videos.iter().map(|node| &node.replacement_key)),
        all(maps.video_groups.iter().map(|node| &node.replacement_key)),
        all(maps.web_results.iter().map(|node| &node.replacement_key)),
    ]
}

/// The comments of `html`.
fn comments(html: &str) -> Vec<&str> {
    let starts = html.match_indices("<!--").map(|(start, _)| &html[start..]);
    starts.map(|rest| &rest[..rest.find("-->").map_or(rest.len(), |end| end + 3)]).collect()
}

fn is_unsafe(video: &Video) -> bool {
    video.src.as_ref().is_some_and(|src| matches!(Target::parse(src), Target::Unsafe(_)))
}

/// How many keys `article` must have: a video that must not be followed has none, nor has the group that it is in.
fn expected_keys(article: &Article) -> usize {
    let count = |component: &Component| match component {
        Component::Insight(insight) => insight.symptom_ids.len(),
        Component::CommonSolution(_) => 0,
        component if component.videos().iter().any(is_unsafe) => 0,
        _ => 1,
    };
    article.components().map(count).sum()
}

/// Each key is once in exactly one content, that of its map, on a line of its own, and there is no other comment.
fn keys_are_in_their_content(solution: &HelpSolution, expected: usize, what: &str) {
    let properties = &solution.properties;
    let sections = properties.sections.iter().map(|section| (&section.content, &section.replacement_maps));
    let (mut seen, mut count) = (HashSet::new(), 0);
    for (content, maps) in std::iter::once((&properties.content, &properties.replacement_maps)).chain(sections) {
        let (content, maps) = (content.as_deref().expect(what), maps.as_ref().expect(what));
        let found = comments(content);
        for key in &found {
            let name = key.trim_start_matches("<!--").trim_end_matches("-->");
            assert!(
                name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{what}: {key}"
            );
            assert!(name.len() == 36 && seen.insert((*key).to_owned()), "{what}: {key}");
            assert!(content.lines().any(|line| line == *key), "{what}: {key}");
        }
        let listed = keys(maps);
        count += listed.iter().map(Vec::len).sum::<usize>();
        assert_eq!(found.len(), listed.iter().map(Vec::len).sum::<usize>(), "{what}");
        for list in listed {
            let positions: Vec<_> = list.iter().map(|key| found.iter().position(|found| found == key)).collect();
            assert!(positions.iter().all(Option::is_some) && positions.is_sorted(), "{what}: {list:?}");
        }
    }
    assert_eq!(count, expected, "{what}");
}

/// Nothing is `null` or an empty list.
fn is_full(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty() && items.iter().all(is_full),
        Value::Object(members) => members.values().all(is_full),
        _ => true,
    }
}

/// What is in the place of the keys of `article`: all that the article says, in its order, unless the title has no place in any
/// content.
fn rendered(article: &Article, html: &Html<'_>) -> String {
    if title_has_a_place(article) {
        return html.render(article).expect("the article can be rendered");
    }
    let content = [Inline::text(article.title().unwrap_or_default().into_owned())].into_iter().collect();
    let heading = Block::Heading(Heading { level: 1, content, span: Span::NONE });
    let title = html.render_block(&heading).expect("a title can be rendered");
    title + &html.clone().without_title().render(article).expect("the article can be rendered")
}

/// Whether the heading that is the title, if there is one, is no part of a list or a table, and not alone in a section.
fn title_has_a_place(article: &Article) -> bool {
    let title = article.nodes().find_map(|node| match node {
        Node::Heading(heading) if heading.level == 1 && !heading.content.to_plain().trim().is_empty() => Some(heading),
        _ => None,
    });
    title.is_none_or(|title| is_in_parts(title, &article.body))
}

fn is_in_parts(title: &Heading, parts: &Parts) -> bool {
    parts.iter().any(|part| match part {
        Part::Block(block) => is_in_blocks(title, std::slice::from_ref(block)),
        Part::Section(section) => {
            let others = Html::new().without_title().render_parts(&section.parts);
            others.is_ok_and(|html| !html.is_empty()) && is_in_parts(title, &section.parts)
        }
        _ => false,
    })
}

fn is_in_blocks(title: &Heading, blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Heading(heading) => std::ptr::eq(heading, title),
        Block::Quote(quote) => is_in_blocks(title, &quote.blocks),
        Block::Details(details) => is_in_blocks(title, &details.blocks),
        _ => false,
    })
}

/// Insights beside each other have one sentence once they were JSON, which does not tell where one ends.
fn one_sentence(html: &str) -> String {
    let twice = [SENTENCE, SENTENCE].concat();
    let mut html = html.to_owned();
    while html.contains(&twice) {
        html = html.replace(&twice, SENTENCE);
    }
    html
}

/// The laws; whether the solution has a key.
fn holds(article: &Article, what: &str) -> bool {
    let solution = article.to_help_solution();
    keys_are_in_their_content(&solution, expected_keys(article), what);
    let json = serde_json::to_string(&solution).expect(what);
    assert_eq!(json, serde_json::to_string(&article.to_help_solution()).expect(what), "{what}");
    let value: Value = serde_json::from_str(&json).expect(what);
    assert!(is_full(&value), "{what}: {json}");
    let read: HelpSolution = serde_json::from_str(&json).expect(what);
    assert_eq!(read, solution, "{what}");
    assert_eq!(serde_json::to_string(&read).expect(what), json, "{what}");

    let html = Html::new().components(&host);
    let hydrated = hydrate(&solution, &html).expect(what);
    assert_eq!(hydrated, rendered(article, &html), "{what}");
    let plain = Html::new();
    let shows = |block: &Component| {
        plain.render_block(&Block::Component(Box::new(block.clone()))).is_ok_and(|html| !html.is_empty())
    };
    if article.components().all(shows) {
        let hydrated = hydrate(&solution, &plain).expect(what);
        assert_eq!(hydrated, rendered(article, &plain), "{what}");
    }

    let self_help = Help::new().self_help().render(article).expect(what);
    let of_checks = |component: &Component| match component {
        Component::Insight(insight) => insight.symptom_ids.len(),
        Component::Metric(_) => 1,
        _ => 0,
    };
    let checks: usize = article.components().map(of_checks).sum();
    keys_are_in_their_content(&self_help, expected_keys(article) - checks, what);
    if expected_keys(article) == 0 && solution.properties.sections.is_empty() {
        let content = Html::new().without_title().render(article).expect(what);
        assert_eq!(solution.properties.content.as_deref(), Some(&*content), "{what}");
        assert_eq!(value["properties"]["replacementMaps"], json!({}), "{what}");
    }
    expected_keys(article) > 0
}

#[test]
fn laws_hold_for_every_article() {
    let (mut keyed, mut broken) = (0, Vec::new());
    for example in shelf::all() {
        match catch_unwind(|| holds(&example.article(), &example.path.display().to_string())) {
            Ok(has_keys) => keyed += usize::from(has_keys),
            Err(_) => broken.push(example.path),
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(keyed > 5, "{keyed}");
}

/// Pieces of which random articles are made.
const PIECES: [&str; 29] = [
    "# A title\n",
    "# A **title** of [parts](https://example.com) &#10; `and` <!--$x-->lines<!--/$x-->\n",
    "- # In a list\n  more\n",
    "> # In a quote\n> more\n",
    "<!--nextSteps-->\n# In a section\n<!--/nextSteps-->\n",
    "## A heading\n",
    ":::Section One & two:::\n",
    ":::Section :::\n",
    "Words & <b>words</b>.\n",
    "Words <!--cd2d66c7-0e08-5036-8f67-b25161045bb7--> and words.\n",
    "<!--1234-->\n",
    "1. One\n2. Two\n\n",
    "- a\n\n  <video>\n    <src>https://a.example/1</src>\n    <title>In a list</title>\n  </video>\n",
    "> a quote\n",
    "<insight>\n  <symptomId>A</symptomId>\n</insight>\n",
    "<insight>\n  <symptomId>B, C, B</symptomId>\n  <executionText>We & you</executionText>\n  <additionalInputsReq>true</additionalInputsReq>\n</insight>\n",
    "<insight>\n  <executionText>No symptom</executionText>\n</insight>\n",
    "<metric>\n  <name>CPU</name>\n</metric>\n",
    "<metric>\n  <name><!--x--></name>\n  <aggregationType>Total</aggregationType>\n  <title>\"></title>\n</metric>\n",
    "<video>\n  <src>javascript:alert(1)</src>\n  <title>A title</title>\n</video>\n",
    "<video>\n  <src>https://a.example/2</src>\n</video>\n",
    "<videoGroup>\n  <video>\n    <src>https://a.example/3</src>\n    <title>One</title>\n  </video>\n  <video>\n    <src>https://a.example/4</src>\n  </video>\n</videoGroup>\n",
    "<azureKB></azureKB>\n",
    "<CommonSolution>\n  <articleId>other</articleId>\n</CommonSolution>\n",
    "<!--issueDescription-->\nAn issue.\n<!--/issueDescription-->\n",
    "<details>\n<summary>More</summary>\n\n<metric>\n  <name>Inside</name>\n</metric>\n\n</details>\n",
    "```\n<!--2d-->\n```\n",
    "| a |\n|---|\n| b |\n",
    "<!--$x-->a default<!--/$x-->\n",
];

#[test]
fn laws_hold_for_random_articles() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut keyed = 0;
    for _ in 0..600 {
        let mut text = "<properties articleId=\"fabrikam\" selfHelpType=\"apollo\" />\n".to_owned();
        for _ in 0..random.below(12) {
            let _ = writeln!(text, "{}", random.of(&PIECES));
        }
        keyed += usize::from(holds(&Article::parse_lenient(&text), &text));
    }
    assert!(keyed > 300, "{keyed}");
}

/// Of the header, only the title and the `articleId` are in the JSON.
#[test]
fn nothing_internal_is_sent() {
    let names =
        selfhelp::Metadata::NAMES.iter().filter(|name| !["pageTitle", "articleId", "selfHelpType"].contains(name));
    let properties: String = names.map(|name| format!("  {name}=\"internal-{name}\"\n")).collect();
    let article = Article::parse_lenient(&format!(
        "<properties\n  articleId=\"public\"\n  selfHelpType=\"apollo\"\n{properties}  mail=\"internal@example.com\"\n/>\n# Public\n\n\
         <!-- an internal comment -->\nWords.\n\n<metric>\n  <name>Public</name>\n  <namespace>internal</namespace>\n\
           <client>internal</client>\n  <owner>internal</owner>\n</metric>\n",
    ));
    assert_eq!(article.components().count(), 1);
    for solution in [article.to_help_solution(), Help::new().self_help().render(&article).unwrap()] {
        let json = serde_json::to_string(&solution).unwrap();
        assert!(!json.contains("internal") && json.contains("public"), "{json}");
    }
}

/// A solution that says `html` in every place that HTML can be in, and `text` in every other.
fn hostile(html: &str, text: &str) -> HelpSolution {
    let maps = json!({
        "diagnostics": [
            { "solutionId": text, "statusDetails": text, "status": text, "replacementKey": "<!--1-->",
              "insights": [{ "title": text, "results": html, "importanceLevel": text }] },
            { "solutionId": text, "statusDetails": text, "status": "Timeout", "replacementKey": "<!--2-->" },
            { "solutionId": text, "statusDetails": text, "status": "Running", "replacementKey": text },
        ],
        "metricsBasedCharts": [{ "name": text, "title": text, "aggregationType": text, "timeSpanDuration": text,
            "replacementKey": "<!--3-->" }],
        "videos": [{ "src": text, "title": text, "replacementKey": "<!--4-->" }, { "src": text, "replacementKey": "<!--5-->" }],
        "videoGroups": [{ "videos": [{ "src": text, "title": text }], "replacementKey": "<!--6-->" }],
        "webResults": [{ "replacementKey": "<!--7-->", "searchResults": [
            { "title": text, "content": html, "link": text }, { "link": text }, { "title": text },
        ] }],
    });
    let keys = "<!--1--><!--2--><p><!--3--></p><ul><li><!--4--></li></ul><a title=\"<!--5-->\"><!--6--></a><!--7-->";
    let content = format!("{html}{keys}{html}");
    let section = json!({ "title": text, "content": format!("{keys}{html}"), "replacementMaps": maps });
    serde_json::from_value(json!({
        "name": text, "type": text, "unknown": html,
        "properties": { "title": text, "content": content, "replacementMaps": maps, "sections": [section] },
    }))
    .expect("the JSON of a solution")
}

#[test]
fn hostile_json_is_as_safe_as_articles() {
    let (plain, full) = (Allowed::read(Asked::Nothing), Allowed::read(Asked::Everything));
    let texts: Vec<String> =
        vectors::targets().chain(vectors::handlers()).chain(vectors::SHAPES.into_iter().map(str::to_owned)).collect();
    let mut bodies: Vec<String> = vectors::bodies().step_by(7 * share()).collect();
    bodies.extend(
        [
            "<!--1-->",
            "<p title=\"<!--1-->\"><!--1",
            "<!--<!--2-->-->",
            "<pre><!--3--></pre>",
            "<!--0--><!--1--><!--1-->",
        ]
        .map(str::to_owned),
    );
    for (index, body) in bodies.iter().enumerate() {
        let solution = hostile(body, &texts[index % texts.len()]);
        let html = hydrate(&solution, &Html::new()).unwrap();
        assert_eq!(plain.faults(&html), None, "{body:?} {:?}\n{html}", solution.properties.title);
        if index % 5 == 0 {
            let html = hydrate(&solution, &support::dom::profile()).unwrap();
            assert_eq!(full.faults(&html), None, "{body:?}");
        }
        let again: HelpSolution = serde_json::from_str(&serde_json::to_string(&solution).unwrap()).unwrap();
        assert_eq!(again, solution, "{body:?}");
    }
}

/// What was sent and comes back is sound, and says the same.
#[test]
fn what_comes_back_says_the_same() {
    let allowed = Allowed::read(Asked::Nothing);
    // Without blanks: an address that shows in words becomes a link, whose tags would part it from a quote.
    let words = |html: &str| {
        let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        pieces.flat_map(str::split_whitespace).collect::<String>()
    };
    let (mut seen, mut differ) = (0, Vec::new());
    for example in shelf::all() {
        let article = example.article();
        if expected_keys(&article) == 0 || article.payload().is_some() {
            continue;
        }
        seen += 1;
        let solution = article.to_help_solution();
        let read: HelpSolution = serde_json::from_str(&serde_json::to_string(&solution).unwrap()).unwrap();
        let html = hydrate(&read, &Html::new()).unwrap();
        assert_eq!(allowed.faults(&html), None, "{}", example.path.display());
        let untitled = Html::new().without_title();
        let own = one_sentence(&hydrate(&solution, &untitled).unwrap());
        if words(&hydrate(&read, &untitled).unwrap()) != words(&own) {
            differ.push(example.path);
        }
    }
    assert!(differ.is_empty(), "{differ:#?}");
    assert!(seen > 5, "{seen}");
}
