//! No text value, however hostile, changes the structure of the HTML: the elements, the names of their attributes and the
//! schemes of links are those that the value `x` gives.

mod specimen;

use html5gum::{Token, Tokenizer};
use selfhelp::render::html::{Html, fill_html};
use selfhelp::span::Span;
use selfhelp::tree::*;
use selfhelp::values::{Missing, Source, Value};
use specimen::{link, paragraph, placeholder, template, words};

/// What hostile values are made of.
const PIECES: [&str; 48] = [
    "\"",
    "'",
    "<",
    ">",
    "&",
    "&lt;",
    "&#x3c;",
    "<!--",
    "-->",
    "--!>",
    "<!--$x-->",
    "<!--/$x-->",
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "\" onclick=\"alert(1)",
    "</a>",
    "</p>",
    "</code></pre>",
    "<![CDATA[",
    "]]>",
    "javascript:",
    "https://",
    "http:",
    "mailto:",
    "data-blade:",
    "button-link:",
    ";data-blade-uri:",
    "{$domain}",
    "$resourceId",
    "//",
    "/",
    "\\",
    "..",
    ".",
    "@",
    ":",
    "?",
    "#",
    "%",
    "%2e",
    "\0",
    "\u{202e}",
    "\u{3002}",
    "\t",
    "\u{85}",
    "é",
    "evil.example",
];

/// Where in a link target a placeholder can stand, behind its beginning.
const TARGETS: [(&str, &str); 22] = [
    ("https://example.com/", ""),
    ("https://example.com/a?b=", "&c=d"),
    ("https://example.com/#", "a"),
    ("https://example.com", ""),
    ("https://example.com", "/a"),
    ("https://example.com:", "/a"),
    ("https://", ".example.com/a"),
    ("https://", ""),
    ("https://", "/a"),
    ("https://", "@example.com"),
    ("mailto:a@example.com?subject=", ""),
    ("mailto:", "@example.com"),
    ("button-link:https://example.com/", ""),
    ("data-blade:A.B.id.", ""),
    ("data-blade:A.B.id.", ".a.b"),
    ("data-blade:A.B.", ".a"),
    ("data-blade:A.", ""),
    ("button-data-blade:A.B.id.$unknown.a.", ""),
    ("data-blade:A.B.id.$unknown;data-blade-uri:https://example.com/", ""),
    ("data-blade:A.B.id.$unknown;data-blade-uri:https://", "/a"),
    ("java", ":alert(1)"),
    ("guide/", ""),
];

#[test]
fn text_values_do_not_change_the_structure() {
    let parts = places();
    let expected = structure(&render(&parts, "x"));
    assert!(expected.len() > 150);
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for _ in 0..400 {
        let value = random.value();
        assert_eq!(structure(&render(&parts, &value)), expected, "with {value:?}");
    }
}

#[test]
fn values_filled_in_later_do_not_change_the_structure() {
    let marked = Html::new().missing(Missing::Marker).render_parts(&places()).unwrap_or_default();
    let expected = structure(&fill_html(&marked, &source("x")));
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..400 {
        let value = random.value();
        assert_eq!(structure(&fill_html(&marked, &source(&value))), expected, "with {value:?}");
    }
}

#[test]
fn what_a_value_at_the_start_of_a_target_makes_a_link_has_a_harmless_scheme() {
    let mut random = Random(0xD1B5_4A32_D192_ED03);
    for _ in 0..1_000 {
        let value = random.value();
        for (before, after) in
            [("", ""), ("", "/a"), ("", ":alert(1)"), ("", "//a"), (" ", ""), ("button-link:", ""), ("j", "")]
        {
            let block = paragraph([Inline::Link(Box::new(link("t", template(before, "x", after))))]);
            let html = Html::new().values(&source(&value)).render_block(&block).unwrap_or_default();
            let harmless = schemes(&html).iter().all(|scheme| ["http", "https", "mailto"].contains(&scheme.as_str()));
            assert!(harmless, "{before:?} {value:?} {after:?}: {html}");
        }
    }
}

#[test]
fn the_host_of_an_author_stays() {
    let mut random = Random(0xA076_1D64_78BD_642F);
    for _ in 0..1_000 {
        let value = random.value();
        for (before, after) in
            [("https://", ".example.com/a"), ("https://a-", ".example.com"), ("https://a.example.com", "")]
        {
            let block = paragraph([Inline::Link(Box::new(link("t", template(before, "x", after))))]);
            let html = Html::new().values(&source(&value)).render_block(&block).unwrap_or_default();
            let address = html.strip_prefix("<p><a href=\"https://").unwrap_or_default();
            let host = address.split(['/', '?', '#', '"', '\\']).next().unwrap_or_default();
            let plain = host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
            assert!(host.ends_with(".example.com") && plain, "{before:?} {value:?} {after:?}: {html}");
        }
    }
}

fn source(value: &str) -> impl Source + Sync + use<> {
    let value = value.to_owned();
    move |name: &str| (name != "unknown" && name != "id").then(|| Value::text(value.clone()))
}

fn render(parts: &Parts, value: &str) -> String {
    Html::new().values(&source(value)).render_parts(parts).unwrap_or_default()
}

/// A placeholder in every place where one can stand.
fn places() -> Parts {
    let slot = || Inline::Placeholder(Box::new(placeholder("x", "[x]")));
    let inline = |inline: Inline| Part::Block(paragraph([words("a "), inline, words(" b")]));
    let heading = Heading { level: 2, content: [words("a "), slot()].into_iter().collect(), span: Span::NONE };
    let cell = TableCell { head: false, content: [slot()].into_iter().collect(), span: Span::NONE };
    let row = |head| TableRow { head, cells: vec![cell.clone()], span: Span::NONE };
    let table = Table { alignments: vec![], rows: vec![row(true), row(false)], span: Span::NONE };
    let image = Image {
        target: template("https://example.com/", "x", ".png"),
        title: Some(template("", "x", "")),
        alt: [slot()].into_iter().collect(),
        span: Span::NONE,
    };
    let content: Inlines = [slot()].into_iter().collect();
    let links = TARGETS.map(|(before, after)| {
        let title = Some(template("", "x", ""));
        inline(Inline::Link(Box::new(Link {
            title,
            content: content.clone(),
            ..link("", template(before, "x", after))
        })))
    });
    specimen::parts()
        .into_iter()
        .chain([Part::Block(Block::Heading(heading)), Part::Block(Block::Table(table)), inline(slot())])
        .chain([Part::Block(paragraph([slot()])), inline(Inline::Image(Box::new(image)))])
        .chain(links)
        .collect()
}

/// The tags of `html` in order, with the names of their attributes and the schemes of their links.
fn structure(html: &str) -> Vec<String> {
    Tokenizer::new(html)
        .flatten()
        .filter_map(|token| match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let attributes = tag.attributes.iter().map(|(name, value)| {
                    let name = String::from_utf8_lossy(name);
                    match &*name {
                        "href" | "src" => format!("{name}={}", scheme(&String::from_utf8_lossy(value))),
                        _ => name.into_owned(),
                    }
                });
                Some(std::iter::once(name).chain(attributes).collect::<Vec<_>>().join(" "))
            }
            Token::EndTag(tag) => Some(format!("/{}", String::from_utf8_lossy(&tag.name))),
            Token::Comment(comment) => Some(format!("!{}", String::from_utf8_lossy(&comment))),
            Token::Doctype(_) => Some("doctype".to_owned()),
            _ => None,
        })
        .collect()
}

fn schemes(html: &str) -> Vec<String> {
    let tags = structure(html);
    tags.iter().flat_map(|tag| tag.split(' ')).filter_map(|word| Some(word.strip_prefix("href=")?.to_owned())).collect()
}

fn scheme(address: &str) -> String {
    address.split(':').next().unwrap_or_default().to_ascii_lowercase()
}

/// A small generator of the xorshift family.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn value(&mut self) -> String {
        (0..=self.below(8)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
}
