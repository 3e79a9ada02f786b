//! Laws for what is written for terminals: nothing that an author or a value says is a sequence, and no word is lost.

use selfhelp::Article;
use selfhelp::link::Target;
use selfhelp::render::text::{LinkStyle, PlainText};
use selfhelp::values::{Source, Value};
use selfhelp::visit::Node;
use support::random::Random;
use support::{shelf, terminal};

/// Pieces of sequences, and of what is around them: C0 and C1 controls, as characters, as references and percent-encoded.
const PIECES: [&str; 36] = [
    "\x1b[31m",
    "\x1b]8;;https://evil.example\x1b\\",
    "\x1b]8;;\x1b\\",
    "\x1b]0;title\x07",
    "\x1bP",
    "\x1b",
    "\\",
    "\u{9b}31m",
    "\u{9d}8;;https://evil.example\u{9c}",
    "\u{90}",
    "\u{9c}",
    "\u{85}",
    "\u{84}",
    "\x07",
    "\x08",
    "\x7f",
    "\x0b",
    "\x0c",
    "\x0e",
    "\0",
    "\r",
    "\n",
    "\t",
    "&#27;[31m",
    "&#x9b;31m",
    "&#x85;",
    "%1b]8;;",
    "https://",
    "mailto:",
    "/",
    ";",
    " ",
    "x",
    "é",
    "`",
    "*",
];

/// Where an author can write `§`, and what a value can replace.
const PLACES: &str = "<properties pageTitle=\"§\" />\n# a §\n\n:::Section §:::\n\na **b §** *§* `§` <u>§</u> [§](https://a.example/§ \"§\") \
    [§](mailto:a@a.example?subject=§) [](https://a.example/?§) https://a.example/§ [a](§) [§](data-blade:A.B.id.§) \
    ![§](https://a.example/§.png) [![§](https://a.example/a.png)](https://a.example/§) <kbd>§</kbd> x<sup>§</sup>\n\n\
    | a § | b |\n|---|---|\n| § | `§` |\n\n```\n§\n```\n\n* > [!NOTE]\n  > § **§**\n  >\n  > * §\n\n<details>\n<summary>§</summary>\n\n§\n\n</details>\n\n\
    <dl><dt>§</dt><dd>§</dd></dl>\n\n<video src=\"https://a.example/§\" title=\"§\"></video>\n\n<metric><name>§</name></metric>\n";

fn each_way(article: &Article, values: &(dyn Source + Sync), check: impl Fn(&str)) {
    let plain = || PlainText::new().width(24).values(values);
    for way in [plain().terminal(), plain().links(LinkStyle::Hyperlinks), plain(), plain().links(LinkStyle::Inline)] {
        check(&way.render(article).expect("nothing can be missing"));
    }
    check(
        &plain().unlimited().terminal().links(LinkStyle::References).render(article).expect("nothing can be missing"),
    );
}

#[test]
fn no_sequence_of_an_author_or_a_value_gets_through() {
    let mut random = Random(0x6A09_E667_F3BC_C909);
    let placeholder = "<!--$x-->d<!--/$x-->";
    let with_values = Article::parse_lenient(&PLACES.replace('§', placeholder));
    for _ in 0..120 {
        let mut hostile = String::new();
        for _ in 0..1 + random.below(5) {
            hostile.push_str(PIECES[random.below(PIECES.len())]);
        }
        let sound = |written: &str| {
            terminal::visible(written).unwrap_or_else(|fault| panic!("{hostile:?}: {fault} in {written:?}"));
        };
        each_way(&Article::parse_lenient(&PLACES.replace('§', &hostile)), &|_: &str| None, sound);
        each_way(&with_values, &|_: &str| Some(Value::text(hostile.clone())), sound);
        each_way(&with_values, &|_: &str| Some(Value::markdown(&hostile)), sound);
    }
}

#[test]
fn a_payload_writes_no_sequence() {
    let json = "<properties />\n# Lamps\n---\n{ \"formTitle\": \"§\", \"formElements\": [ { \"id\": \"a\", \"controlType\": \"dropdown\", \
                \"displayLabel\": \"§\", \"watermarkText\": \"§\", \"infoBalloonText\": \"§\", \"dropdownOptions\": [ { \"value\": \"§\", \"text\": \"§\" } ] } ] }\n---\n";
    for control in ["\\u001b[31m", "\\u009b31m", "\\u0007", "\\u007f", "\u{9b}31m"] {
        let article = Article::parse_lenient(&json.replace('§', control));
        each_way(&article, &|_: &str| None, |written| {
            terminal::visible(written).unwrap_or_else(|fault| panic!("{control:?}: {fault} in {written:?}"));
        });
    }
}

/// Whether a terminal can follow every link and picture of `article`, so that no address shows.
fn can_follow_all(article: &Article) -> bool {
    article.payload().is_none()
        && article.components().next().is_none()
        && article.nodes().all(|node| match node {
            Node::Link(link) => {
                let target = link.target.as_plain().map(Target::parse);
                matches!(target, Some(Target::Web(_) | Target::Mail(_))) && !link.content.to_plain().trim().is_empty()
            }
            Node::Image(image) => image.target.as_plain().is_some_and(|target| target.starts_with("https://")),
            _ => true,
        })
}

#[test]
fn without_colours_a_terminal_shows_the_plain_text_but_for_links() {
    let mut compared = 0;
    for example in shelf::examples() {
        let article = example.article();
        for width in [1, 20, 78] {
            let text =
                |links| PlainText::new().width(width).links(links).render(&article).expect("nothing can be missing");
            let written = text(LinkStyle::Hyperlinks);
            let path = example.path.display();
            let shown = terminal::visible(&written).unwrap_or_else(|fault| panic!("{path}: {fault}"));
            if can_follow_all(&article) {
                compared += 1;
                assert_eq!(shown, text(LinkStyle::TextOnly), "{path}");
            }
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn every_word_of_the_plain_text_shows_in_a_terminal() {
    // What looks replace: asterisks, underscores and backticks, and the colon after a note's label; lines below headings are as long as those.
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| c.is_whitespace() || "*_`:▌-=~.".contains(c));
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    for example in shelf::all() {
        let article = example.article();
        let text = |plain: PlainText<'_>| plain.unlimited().render(&article).expect("nothing can be missing");
        let written = text(PlainText::new().terminal().links(LinkStyle::References));
        let path = example.path.display();
        let shown = terminal::visible(&written).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let untidy: Vec<&str> = shown.lines().filter(|line| line.trim_end() != *line).collect();
        assert!(untidy.is_empty(), "{path}: {untidy:?}");
        assert_eq!(words(&shown).concat(), words(&text(PlainText::new())).concat(), "{path}");
    }
}
