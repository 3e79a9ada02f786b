//! No text value, however hostile, changes the structure of the HTML: the elements, the names of their attributes and the
//! schemes of links are those that the value `x` gives.

use selfhelp::Article;
use selfhelp::render::html::{Html, fill_html};
use selfhelp::span::Span;
use selfhelp::tree::*;
use selfhelp::values::{Missing, Source, Value};

use support::dom::{Allowed, Asked, structure};
use support::random::Random;
use support::specimen::{link, paragraph, placeholder, template, words};
use support::{shelf, specimen, vectors};

/// The pieces of hostile values.
const PIECES: [&str; 56] = [
    "\n",
    "\r\n",
    "x",
    "80",
    "1.2.3",
    "java",
    "script",
    "tps",
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

/// Where in a link target a placeholder can be, after its beginning.
const TARGETS: [(&str, &str); 34] = [
    ("https://1.2.3.", "/a"),
    ("https://", ".1/a"),
    ("https://", ".2.3.4/a"),
    ("https://a.", ":80/a"),
    ("https://example.com:80", "/a"),
    ("https://a:", "@example.com/a"),
    ("ht", "://example.com/"),
    ("https", "://example.com/"),
    ("mail", ":a@example.com"),
    ("https:/", "/example.com"),
    ("button-link:https://", "/a"),
    ("data-blade:A.B.id.$unknown;data-blade-uri:https://a.{$y}.example/", ""),
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
    let parts = positions();
    let expected = structure(&render(&parts, "x"));
    assert!(expected.len() > 200, "{}", expected.len());
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for _ in 0..400 {
        let value = value(&mut random);
        alike(&render(&parts, &value), &expected, &value);
    }
}

#[test]
fn text_values_do_not_change_the_structure_of_mails() {
    let parts = positions();
    let mail = |value: &str| Html::new().mail().values(&source(value)).render_parts(&parts).unwrap_or_default();
    let expected = structure(&mail("x"));
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    for _ in 0..200 {
        let value = value(&mut random);
        alike(&mail(&value), &expected, &value);
    }
}

#[test]
fn payloads_do_not_change_the_structure() {
    let parts = positions();
    let expected = structure(&render(&parts, "x"));
    for value in vectors::targets().chain(vectors::SHAPES.into_iter().map(str::to_owned)) {
        alike(&render(&parts, &value), &expected, &value);
    }
}

/// Every placeholder of `articles/`, and of the folder that `SELFHELP_CORPUS` names, with a value of its own.
#[test]
fn values_do_not_change_the_structure_of_articles() {
    let allowed = Allowed::read(Asked::Nothing);
    let mut random = Random(0x5851_F42D_4C95_7F2D);
    let mut seen = 0;
    for (path, text) in shelf::texts() {
        let article = Article::parse_lenient(&text);
        if article.placeholders().next().is_none() {
            continue;
        }
        let chosen = article.links().any(|link| begins_with_value(&link.target))
            || article.images().any(|image| begins_with_value(&image.target));
        let expected = structure(&Html::new().values(&source("x")).render(&article).unwrap_or_default());
        for _ in 0..8 {
            let salt = value(&mut random);
            let values = |name: &str| Some(Value::text(format!("{}{salt}", PIECES[name.len() % PIECES.len()])));
            let html = Html::new().values(&values).render(&article).unwrap_or_default();
            assert_eq!(allowed.faults(&html), None, "{} with {salt:?}", path.display());
            if !chosen {
                alike(&html, &expected, &format!("{salt} in {}", path.display()));
            }
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

fn begins_with_value(target: &Template) -> bool {
    let first = target.pieces().iter().find(|piece| !matches!(piece, Piece::Text(text) if text.trim().is_empty()));
    matches!(first, Some(Piece::Placeholder(_)))
}

/// `html` has the structure `expected`, except for paragraphs where the value has line ends.
#[track_caller]
fn alike(html: &str, expected: &[String], value: &str) {
    let found = structure(html);
    let is_paragraph = |tag: &&String| ["<p >", "</p>"].contains(&tag.as_str());
    let same = if value.contains(['\n', '\r']) {
        found.iter().filter(|tag| !is_paragraph(tag)).eq(expected.iter().filter(|tag| !is_paragraph(tag)))
    } else {
        found == expected
    };
    let first = found.iter().zip(expected).position(|(found, expected)| found != expected);
    assert!(same, "with {value:?}, first at {first:?}: {:?}\n{html}", first.map(|at| (&found[at], &expected[at])));
}

/// However a scheme is divided between an author and a value, there is no link.
#[test]
fn no_scheme_is_put_together() {
    for address in ["https://example.com/", "http://example.com/", "mailto:a@example.com", "javascript:alert(1)"] {
        let colon = address.find(':').unwrap_or_default();
        for from in 0..colon {
            for to in from + 1..=colon {
                if (from, to) == (0, colon) {
                    continue;
                }
                for before in ["", "button-link:"] {
                    let target = template(&format!("{before}{}", &address[..from]), "x", &address[to..]);
                    let block = paragraph([Inline::Link(Box::new(link("t", target)))]);
                    let value = &address[from..to];
                    let html = Html::new().values(&source(value)).render_block(&block);
                    assert_eq!(html.as_deref(), Ok("<p>t</p>\n"), "{before:?} {value:?} in {address:?}");
                }
            }
        }
    }
}

#[test]
fn values_filled_in_later_do_not_change_the_structure() {
    let marked = Html::new().missing(Missing::Marker).render_parts(&positions()).unwrap_or_default();
    let expected = structure(&fill_html(&marked, &source("x")).unwrap_or_default());
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..400 {
        let value = value(&mut random);
        alike(&fill_html(&marked, &source(&value)).unwrap_or_default(), &expected, &value);
    }
}

#[test]
fn what_a_value_at_the_start_of_a_target_makes_a_link_has_a_harmless_scheme() {
    let mut random = Random(0xD1B5_4A32_D192_ED03);
    for _ in 0..1_000 {
        let value = value(&mut random);
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
        let value = value(&mut random);
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

/// A placeholder in every position.
fn positions() -> Parts {
    let slot = || Inline::Placeholder(Box::new(placeholder("x", "[x]")));
    let inline = |inline: Inline| Part::Block(paragraph([words("a "), inline, words(" b")]));
    let heading = Heading { level: 2, content: [words("a "), slot()].into_iter().collect(), span: Span::NONE };
    let cell = TableCell::new([slot()].into_iter().collect::<Inlines>());
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

/// The schemes of the links in `html`.
fn schemes(html: &str) -> Vec<String> {
    let tags = structure(html);
    let words = tags.iter().flat_map(|tag| tag.split([' ', '>']));
    words.filter_map(|word| Some(word.strip_prefix("href=")?.to_owned())).collect()
}

fn value(random: &mut Random) -> String {
    (0..=random.below(8)).map(|_| *random.of(&PIECES)).collect()
}
