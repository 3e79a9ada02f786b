//! The serialised form: nothing is lost, newer versions do no harm, and neither does hostile input.

use selfhelp::Article;
use selfhelp::diagnostic::{Code, Diagnostic, Severity};
use selfhelp::span::Span;
use selfhelp::tree::*;

use support::{shelf, specimen};

#[track_caller]
fn survives(article: &Article) {
    let source = article.source();
    let json = serde_json::to_string(article).unwrap();
    let back: Article = serde_json::from_str(&json).unwrap();
    assert!(*article == back, "{source}");
    assert_eq!(json, serde_json::to_string(&back).unwrap(), "writing it again gives the same");
    // An object in memory has no order, and unknown properties lose theirs with it.
    let through_memory: Article = serde_json::from_value(serde_json::to_value(article).unwrap()).unwrap();
    assert!(article.body == through_memory.body, "{source}");
}

fn article(body: Parts) -> Article {
    let mut article = Article::parse_lenient("<properties pageTitle=\"Fabrikam\" />\n");
    article.body = body;
    article
}

#[test]
fn every_kind_of_node_survives() {
    survives(&article(specimen::parts()));
    survives(&article(Parts::new()));
}

#[test]
fn parsed_articles_survive() {
    for (_, text) in shelf::texts() {
        survives(&Article::parse_lenient(&text));
    }
}

#[test]
fn the_deepest_articles_survive() {
    let deep = |open: &str, close: &str| {
        let depth = 1_000;
        survives(&Article::parse_lenient(&format!("{}a{}\n", open.repeat(depth), close.repeat(depth))));
    };
    deep("> ", "");
    deep("- ", "");
    deep("1. ", "");
    deep("*a **b ", "** c*");
    deep("<ul><li>", "</li></ul>");
    deep("<dl><dd>", "</dd></dl>");
    deep("<details><summary>", "</summary></details>");
    deep("<details>", "</details>");
    deep("<blockquote>", "</blockquote>");
    deep("<b>", "</b>");
    deep("[![", "](a)](b)");
    deep("<!--rcaDescription-->\n", "\n<!--/rcaDescription-->");
    let inner = "- ".repeat(1_000);
    deep(&format!("<!--rcaDescription-->\n<!--resolutionDetails-->\n{inner}"), "");
    deep(&format!("{inner}| `<!--$a-->**b**<!--/$a-->` |\n|---|\n"), "");
}

#[test]
fn an_edited_article_survives() {
    let mut article = Article::parse_lenient("<properties pageTitle=\"A\" />\n# A\n\n* [b](<!--$c-->d<!--/$c-->)\n");
    for part in specimen::parts() {
        article.body.insert(1, part);
    }
    article.metadata.page_title = Some("Changed".into());
    survives(&article);
}

#[test]
fn odd_trees_survive() {
    let odd: [Block; 7] = [
        Block::Heading(Heading { level: 0, content: Inlines::new(), span: Span::new(5, 2) }),
        Block::Heading(Heading { level: 255, content: Inlines::new(), span: Span::new(0, usize::MAX) }),
        Block::List({
            let mut list = List::new(Some(u64::MAX), Vec::new());
            list.tight = false;
            list
        }),
        Block::Table(Table { alignments: Vec::new(), rows: vec![TableRow::default()], span: Span::NONE }),
        Block::Code(CodeBlock { language: Some("".into()), content: "".into(), span: Span::NONE }),
        specimen::paragraph([specimen::words("\u{0}\u{1b}\u{feff}\u{e000}\u{202e}\r\n"), specimen::words("")]),
        specimen::paragraph([Inline::Code(CodeSpan { content: Template::from(vec![]), span: Span::NONE })]),
    ];
    survives(&article(odd.into_iter().map(Part::Block).collect()));
}

#[test]
fn one_piece_and_many_are_distinct() {
    for pieces in [0, 1, 2] {
        let placeholders = (0..pieces).map(|_| Piece::Placeholder(Box::new(specimen::placeholder("a", "b"))));
        let texts = (0..pieces).map(|_| Piece::Text("same".into()));
        for template in [Template::from(placeholders.collect::<Vec<_>>()), Template::from(texts.collect::<Vec<_>>())] {
            let json = serde_json::to_string(&template).unwrap();
            assert_eq!(template, serde_json::from_str(&json).unwrap(), "{json}");
        }
    }
}

#[test]
fn a_template_without_placeholder_is_a_string() {
    assert_eq!(serde_json::to_string(&Template::from("https://example.com")).unwrap(), "\"https://example.com\"");
}

#[test]
fn a_node_of_an_editor_writes_no_span() {
    let json = serde_json::to_string(&specimen::paragraph([specimen::words("a")])).unwrap();
    assert_eq!(json, r#"{"paragraph":{"content":[{"text":{"text":"a"}}]}}"#);
}

#[test]
fn unknown_fields_do_no_harm() {
    let mut value = serde_json::to_value(article(specimen::parts())).unwrap();
    add_fields(&mut value);
    let back: Article = serde_json::from_value(value).unwrap();
    assert_eq!(back.body, specimen::parts());
}

/// Adds an unknown field to every node; objects with one key are enums, which have no fields.
fn add_fields(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.values_mut().for_each(add_fields);
            if fields.len() > 1 {
                fields.insert("fieldOfTheFuture".into(), serde_json::json!({ "nested": [1, 2] }));
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(add_fields),
        _ => {}
    }
}

#[test]
fn unknown_codes_do_no_harm() {
    let json = r#"{"code":"of-the-future","severity":"warning","span":{"start":1,"end":2},"message":"m","more":1}"#;
    let found: Diagnostic = serde_json::from_str(json).unwrap();
    assert_eq!((found.code.as_str(), found.severity), ("of-the-future", Severity::Warning));
    assert_eq!(found.code.rule(), None);
    assert_eq!(serde_json::to_value(&found.code).unwrap(), "of-the-future");
    assert_eq!(serde_json::from_str::<Code>("\"heading-space\"").unwrap(), Code::HEADING_SPACE);
}

#[test]
fn left_out_fields_are_empty() {
    let json = r#"{"metadata":{},"body":[],"source":"abc"}"#;
    let article: Article = serde_json::from_str(json).unwrap();
    assert_eq!(article.source(), "abc");
    assert!(article.diagnostics().is_empty() && article.definitions().is_empty() && article.properties().len() == 0);
}

#[track_caller]
fn refused(json: &str) {
    assert!(serde_json::from_str::<Article>(json).is_err());
}

#[test]
fn what_is_no_article_is_refused() {
    refused("");
    refused("[]");
    refused("{}");
    refused(r#"{"metadata":{},"body":[{"block":{"ofTheFuture":{}}}],"source":""}"#);
    refused(r#"{"metadata":{},"body":[{"block":{"rule":{"span":{"start":-1,"end":0}}}}],"source":""}"#);
}

#[test]
fn deep_input_is_refused_without_overflow() {
    let quotes = |depth: usize| {
        let (open, close) = (r#"{"quote":{"blocks":["#.repeat(depth), "]}}".repeat(depth));
        format!(r#"{{"metadata":{{}},"source":"","body":[{{"block":{open}{{"rule":{{}}}}{close}}}]}}"#)
    };
    assert!(serde_json::from_str::<Article>(&quotes(35)).is_ok());
    refused(&quotes(50));
    refused(&quotes(100_000));
}

/// Sources in which the rules find much to look at.
const SOURCES: [&str; 3] =
    ["", "\u{e9}\u{20ac}", "##A **a ** [b] (https://c) [d](https://e f)\n1.G\n*H\n[!NOTE]\n\u{20ac}"];

#[test]
fn spans_that_fit_no_source_do_no_harm() {
    let offsets = [0, 1, 2, 3, 20, 1_000, u32::MAX - 1, u32::MAX];
    for (start, end) in offsets.iter().flat_map(|&start| offsets.map(|end| (start, end))) {
        let span = Span { start, end };
        let mut json = serde_json::to_value(article(specimen::placed(span))).unwrap();
        for source in SOURCES {
            json["source"] = source.into();
            let article: Article = serde_json::from_value(json.clone()).unwrap();
            assert!(article.nodes().all(|node| node.span() == span), "the editor reached every node");
            article.check();
            article.position(start as usize);
            let _ = (span.len(), span.is_empty(), span.range(), span.contains(span));
            assert_eq!(article.placeholders().count(), 5);
            assert!(!article.to_html().is_empty() && !article.to_text().is_empty());
        }
    }
}
