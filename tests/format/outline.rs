//! Outlines, and the ids of headings.

use selfhelp::Article;
use selfhelp::render::html::Html;
use selfhelp::render::text::PlainText;
use selfhelp::render::{Form, Outline};
use selfhelp::tree::{Part, Parts};

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("<properties />\n{body}"))
}

/// Each entry as `level text #id`.
#[track_caller]
fn outline(body: &str, expected: &[&str]) {
    assert_eq!(listed(&article(body).outline()), expected, "of {body:?}");
}

fn listed(outline: &Outline) -> Vec<String> {
    outline.iter().map(|entry| format!("{} {} #{}", entry.level, entry.text, entry.id)).collect()
}

/// The ids in `html`, without the prefix `h-`.
fn ids(html: &str) -> Vec<&str> {
    html.match_indices(" id=\"h-").filter_map(|(at, name)| html[at + name.len()..].split('"').next()).collect()
}

fn form() -> &'static str {
    "---\n{ \"title\": \"Lamp\", \"diagnosticCard\": { \"title\": \"Check\", \"description\": \"<h3>Lamp</h3>It runs.\" },\n\
     \"formElements\": [{ \"controlType\": \"infoblock\", \"content\": \"<h3>Lamp</h3>Words.\" }] }\n---\n"
}

#[test]
fn headings_have_level_text_and_id() {
    outline(
        "# Lamp\n\n## Two **words**\n\nSetext\n------\n",
        &["1 Lamp #lamp", "2 Two words #two-words", "2 Setext #setext"],
    );
    outline("> # In a quote\n\n* ## In a list\n", &["1 In a quote #in-a-quote", "2 In a list #in-a-list"]);
    outline("## a\n\n## a\n\n## a 2\n", &["2 a #a", "2 a #a-2", "2 a 2 #a-2-2"]);
    outline("## …\n\n#\n\n## <!--$x--><!--/$x-->\n", &["2 … #heading", "2  #heading-2"]);
    outline("## <!--$vmname-->[vmname]<!--/$vmname--> &#10; off\n", &["2 [vmname] off #vmname-off"]);
    outline("no heading", &[]);
}

#[test]
fn sections_with_a_title_are_entries() {
    outline(":::Section Full disks:::\n### Steps\n", &["2 Full disks #full-disks", "3 Steps #steps"]);
    outline(":::Section  :::\nText.\n", &[]);
    outline("<!--issueDescription-->\n# a\n<!--/issueDescription-->\n", &["1 a #a"]);
}

#[test]
fn payloads_have_their_headings() {
    outline(form(), &["1 Lamp #lamp", "2 Check #check", "3 Lamp #lamp-2", "3 Lamp #lamp-3"]);
    outline(
        "# Lamp\n---\n{ \"recommendationTypeId\": \"1\", \"actions\": [{ \"description\": \"Go\" }] }\n---\n",
        &["1 Lamp #lamp", "2 What to do #what-to-do"],
    );
}

#[test]
fn entries_have_the_spans_of_their_headings() {
    let article = article("# a\n\n:::Section b:::\nc\n");
    let outline = article.outline();
    let sources: Vec<&str> = outline.iter().map(|entry| article.source()[entry.span.range()].trim_end()).collect();
    assert_eq!(sources[0], "# a");
    assert!(sources[1].starts_with(":::Section b:::"), "{sources:?}");
    assert_eq!(outline.iter().map(|entry| outline.id_at(entry.span)).collect::<Vec<_>>(), [Some("a"), Some("b")]);
}

#[test]
fn ids_are_those_of_the_outline_however_an_article_is_rendered() {
    let form = form().replacen("Lamp", "Form", 1);
    let body = format!("# Lamp\n\n## Lamp\n\n:::Section Lamp:::\n## Lamp\n\n{form}");
    let article = article(&body);
    let outline = article.outline();
    let all: Vec<&str> = outline.iter().map(|entry| &*entry.id).collect();
    let html = Html::new().heading_ids("h");
    let render = |html: &Html<'_>| html.render(&article).expect("nothing can be missing");
    assert_eq!(ids(&render(&html)), all);
    assert_eq!(ids(&render(&html.clone().without_title())), all[1..]);
    assert_eq!(ids(&render(&html.clone().form(Form::new().button("Send")).heading_shift(2))), all);
    let pieces = html.clone().outline(&outline);
    let piece = |part: &Part| pieces.render_parts(&[part.clone()].into_iter().collect()).expect("HTML");
    let rendered: Vec<String> = article.body.iter().map(piece).collect();
    let found: Vec<&str> = rendered.iter().flat_map(|html| ids(html)).collect();
    assert_eq!(found, all);
}

#[test]
fn what_is_not_in_the_outline_has_an_id_of_its_own() {
    let outline = article("## a\n\n## a\n").outline();
    let other = article("## b\n\n### a\n\n### a\n");
    let html = Html::new().heading_ids("h").outline(&outline).render(&other).expect("HTML");
    assert_eq!(ids(&html), ["b", "a-3", "a-4"]);
}

#[test]
fn nodes_that_an_editor_made_have_the_ids_of_the_outline() {
    let mut edited = article("## a\n\n## a\n");
    let again: Vec<Part> = edited.body.iter().cloned().collect();
    edited.body = edited.body.iter().cloned().chain(again).collect::<Parts>();
    let outline = edited.outline();
    assert_eq!(listed(&outline), ["2 a #a", "2 a #a-2", "2 a #a-3", "2 a #a-4"]);
    let html = Html::new().heading_ids("h").render(&edited).expect("HTML");
    assert_eq!(ids(&html).len(), 4);
    let distinct: std::collections::BTreeSet<&str> = ids(&html).into_iter().collect();
    assert_eq!(distinct.into_iter().collect::<Vec<_>>(), ["a", "a-2", "a-3", "a-4"]);
}

#[test]
fn parts_have_a_title_too() {
    let article = article("a\n\n#\n\n# b\n\n# c\n");
    let html = Html::new().without_title();
    assert_eq!(html.render_parts(&article.body).expect("HTML"), "<p>a</p>\n<h1>c</h1>\n");
    assert_eq!(html.render_parts(&article.body), html.render(&article));
    let plain = PlainText::new().without_title();
    assert_eq!(plain.render_parts(&article.body).expect("text"), "a\n\nc\n=\n");
}
