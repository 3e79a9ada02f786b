//! Laws for the HTML of every article: its elements are balanced and nested as HTML allows, it has nothing but the
//! documented elements and attributes, and links go only where they may.
//!
//! They run over `articles/`, and over the folder that `SELFHELP_CORPUS` names.

use std::path::Path;

use html5gum::{EndTag, StartTag, Token, Tokenizer};
use selfhelp::Article;
use selfhelp::render::html::{Html, Page, fill_html};
use selfhelp::values::{Missing, Values};

use support::shelf;

/// Elements that hold blocks, or items that do.
const BLOCKS: &[&str] = &[
    "aside",
    "blockquote",
    "dd",
    "details",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "main",
    "form",
    "fieldset",
    "div",
];

/// Inline elements.
const INLINES: &[&str] = &[
    "a", "br", "code", "del", "em", "img", "kbd", "span", "strong", "sub", "sup", "u", "label", "legend", "input",
    "select", "option", "textarea", "datalist", "button",
];

/// Elements that hold inlines only.
const PHRASING: &[&str] =
    &["p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "pre", "figcaption", "label", "legend", "button"];

#[test]
fn fragments_are_well_formed() {
    each_article(|path, article| check(path, &article.to_html()));
}

#[test]
fn values_and_markers_keep_fragments_well_formed() {
    let values = |article: &Article, value: &str| -> Values {
        article.placeholder_names().into_iter().map(|name| (name.to_owned(), value.to_owned())).collect()
    };
    each_article(|path, article| {
        let html = Html::new().values(&values(article, "<a>\n\n\"b\"")).render(article).unwrap_or_default();
        check(path, &html);
        let marked = Html::new().missing(Missing::Marker).render(article).unwrap_or_default();
        check(path, &fill_html(&marked, &values(article, "1\n\n2")).unwrap_or_default());
        let default = marked_as_default(&marked);
        assert_eq!(default, article.to_html(), "{}", path.display());
    });
}

#[test]
fn markdown_values_keep_fragments_well_formed() {
    let markdown = "# A\n\n* [b](https://example.com)\n\n| c |\n|---|\n| d |\n\n```\ne\n```\n";
    each_article(|path, article| {
        let names = article.placeholder_names();
        let values = names.into_iter().fold(Values::new(), |values, name| values.markdown(name, markdown));
        check(path, &Html::new().values(&values).render(article).unwrap_or_default());
    });
}

#[test]
fn mails_are_well_formed() {
    let markdown = "# A\n\n* [b](button-link:https://example.com)\n\n| c |\n|---|\n| d |\n\n```\ne\n```\n";
    each_article(|path, article| {
        let names = article.placeholder_names();
        let values = names.into_iter().fold(Values::new(), |values, name| values.markdown(name, markdown));
        for html in [Html::new().mail(), Html::new().mail().values(&values).missing(Missing::Marker)] {
            check_with(path, &html.render(article).unwrap_or_else(|error| panic!("{error}")), is_good_in_mail);
        }
    });
}

#[test]
fn rendering_twice_gives_the_same() {
    each_article(|path, article| assert_eq!(article.to_html(), article.to_html(), "{}", path.display()));
}

#[test]
fn pages_hold_the_fragment() {
    each_article(|path, article| {
        let page = Page::new().render(&Html::new(), article).unwrap_or_default();
        let fragment = Html::new().keyboard_scrolling().render(article).unwrap_or_default();
        assert!(of_page(&page).contains(&of_page(&fragment)), "{}", path.display());
    });
}

/// `html` without what pages have of their own: a class for printing, and other levels of headings.
fn of_page(html: &str) -> String {
    let html = html.replace(" class=\"address\"", "");
    "123456".chars().fold(html, |html, level| html.replace(&format!("h{level}>"), "h>"))
}

/// `html` without its markers, their defaults kept.
fn marked_as_default(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("<!--") {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once("-->").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace("<p></p>\n", "")
}

#[track_caller]
fn check(path: &Path, html: &str) {
    check_with(path, html, is_good);
}

#[track_caller]
fn check_with(path: &Path, html: &str, is_good: fn(&str, &str, &str) -> bool) {
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(html).flatten() {
        let place = || format!("{} in {open:?}", path.display());
        assert!(!matches!(token, Token::Comment(_) | Token::Doctype(_)), "a comment or doctype: {}", place());
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let known = BLOCKS.contains(&&*name) || INLINES.contains(&&*name);
                assert!(known, "<{name}>: {}", place());
                assert!(may_open(&name, &open), "<{name}>: {}", place());
                check_attributes(&name, &tag, is_good, &place());
                if !["br", "hr", "img", "input"].contains(&&*name) {
                    open.push(name);
                }
            }
            Token::EndTag(EndTag { name, .. }) => {
                let name = String::from_utf8_lossy(&name).into_owned();
                assert_eq!(open.pop().as_deref(), Some(&*name), "{}", path.display());
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} open at the end of {}", path.display());
}

/// Whether HTML lets `name` begin inside the elements `open`.
fn may_open(name: &str, open: &[String]) -> bool {
    let parent = open.last().map(String::as_str);
    let within = |names: &[&str]| open.iter().any(|open| names.contains(&open.as_str()));
    match name {
        "li" => matches!(parent, Some("ul" | "ol")),
        "dt" | "dd" => parent == Some("dl"),
        "thead" | "tbody" => parent == Some("table"),
        "tr" => matches!(parent, Some("thead" | "tbody")),
        "td" | "th" => parent == Some("tr"),
        "summary" => parent == Some("details"),
        "figcaption" => parent == Some("figure"),
        "a" => !within(&["a"]),
        _ if BLOCKS.contains(&name) => {
            let only_items = matches!(parent, Some("ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tr"));
            !only_items && !within(PHRASING) && !within(INLINES)
        }
        _ => !matches!(parent, None | Some("ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tr")),
    }
}

#[track_caller]
fn check_attributes(name: &str, tag: &StartTag<()>, is_good: fn(&str, &str, &str) -> bool, place: &str) {
    for (attribute, value) in &tag.attributes {
        let attribute = String::from_utf8_lossy(attribute);
        let value = String::from_utf8_lossy(value);
        assert!(is_good(name, &attribute, &value), "<{name} {attribute}={value:?}>: {place}");
    }
}

/// Attributes that only mails have, and those of all HTML but classes.
fn is_good_in_mail(name: &str, attribute: &str, value: &str) -> bool {
    match (name, attribute) {
        (_, "class" | "data-blade") => false,
        (_, "style") => !value.is_empty(),
        ("table", "role") => value == "presentation",
        ("table" | "td", "width") | ("table" | "img", "border") | ("table", "cellpadding" | "cellspacing") => true,
        ("td" | "th", "align") => ["left", "center", "right"].contains(&value),
        ("td" | "th", "valign") => value == "top",
        ("td", "bgcolor") => value.starts_with('#'),
        ("section" | "aside" | "figure" | "details" | "form" | "input", _) => false,
        _ => is_good(name, attribute, value),
    }
}

fn is_good(name: &str, attribute: &str, value: &str) -> bool {
    match (name, attribute) {
        ("a", "href") => ["http://", "https://", "mailto:"].iter().any(|start| starts_with(value, start)),
        ("img", "src") => starts_with(value, "https://"),
        ("a" | "span", "class") => value == "button" || value == "required",
        (_, "id") => name != "a" && value.starts_with('q') && value[1..].starts_with(|c: char| c.is_ascii_digit()),
        ("form", "method") => value == "post",
        ("button", "type") => value == "submit",
        ("label", "for") | ("option", "value" | "selected") | ("fieldset", "aria-describedby") => true,
        ("input" | "select" | "textarea", attribute) => !attribute.starts_with("on"),
        ("a" | "img" | "span", "title") | ("img", "alt") | ("span", "data-blade") => true,
        ("th", "scope") => value == "col" || value == "row",
        ("th" | "td", "class") => ["align-left", "align-center", "align-right"].contains(&value),
        ("aside", "role") => value == "note",
        ("aside" | "section" | "p" | "figure" | "form" | "fieldset" | "div" | "ul", "class") => {
            value.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '-' | ' '))
        }
        ("code", "class") => value.starts_with("language-"),
        ("ol", "start") | ("li", "value") => value.parse::<u64>().is_ok(),
        ("ol", "type") => ["a", "A", "i", "I"].contains(&value),
        ("th" | "td", "colspan" | "rowspan") => value.parse::<u16>().is_ok_and(|span| span > 1),
        _ => false,
    }
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
}

fn each_article(check: impl Fn(&Path, &Article)) {
    let articles = shelf::texts();
    assert!(articles.len() > 20);
    articles.iter().for_each(|(path, text)| check(path, &Article::parse_lenient(text)));
}
