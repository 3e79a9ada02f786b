//! What a host can ask of the HTML: other classes, levels of headings, links in the page; and what a page has of its own.

use selfhelp::Article;
use selfhelp::link::{Resolved, Target};
use selfhelp::render::html::{Html, Page};
use selfhelp::values::Values;

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("<properties pageTitle=\"Lamps\" />\n{body}\n"))
}

#[track_caller]
fn with(html: &Html<'_>, body: &str, expected: &str) {
    let html = html.render(&article(body));
    assert_eq!(html.as_deref().map(str::trim_end), Ok(expected), "{body:?}");
}

/// The tags of the headings of `html`.
fn headings(html: &str) -> Vec<&str> {
    let tags = html.split("<h").skip(1).filter_map(|rest| rest.split(['>', ' ']).next());
    tags.filter(|level| matches!(*level, "1" | "2" | "3" | "4" | "5" | "6")).collect()
}

#[track_caller]
fn levels(html: &Html<'_>, body: &str, expected: &[&str]) {
    let html = html.clone().without_skipped_levels().render(&article(body)).unwrap_or_default();
    assert_eq!(headings(&html), expected, "{body:?}");
}

#[test]
fn no_level_is_skipped() {
    let html = Html::new();
    levels(&html, "# a\n\n### b\n\n#### c\n\n## d\n\n##### e", &["1", "2", "3", "2", "3"]);
    levels(&html, "## a\n\n#### b", &["2", "3"]);
    levels(&html, "# a\n\n## <!-- nothing -->\n\n### b", &["1", "2"]);
    levels(&html, "# a\n\n:::Section b:::\n#### c", &["1", "2", "3"]);
    levels(&html.clone().heading_shift(1), "# a\n\n### b", &["2", "3"]);
    levels(&html.clone().without_title(), "# a\n\n### b\n\n### c", &["2", "2"]);
    let values = Values::new().markdown("x", "# v\n\n#### w").text("y", "");
    levels(&html.clone().values(&values), "# a\n\n<!--$x-->x<!--/$x-->\n\n### b", &["1", "1", "4", "2"]);
    levels(&html.values(&values), "# a\n\n## <!--$y-->y<!--/$y-->\n\n#### b", &["1", "2", "3"]);
}

#[test]
fn links_in_the_page_lead_to_headings() {
    let html = Html::new().heading_ids("h").in_page_links();
    let to = |target: &str| {
        (
            format!("[a]({target})\n\n## Next *steps*\n\n## Größe"),
            "</p>\n<h2 id=\"h-next-steps\">Next <em>steps</em></h2>\n<h2 id=\"h-größe\">Größe</h2>",
        )
    };
    #[track_caller]
    fn leads(html: &Html<'_>, (body, rest): (String, &str), link: &str) {
        with(html, &body, &format!("<p>{link}{rest}"));
    }
    leads(&html, to("#next-steps"), "<a href=\"#h-next-steps\">a</a>");
    leads(&html, to("#Next-Steps"), "<a href=\"#h-next-steps\">a</a>");
    leads(&html, to("#next%20steps"), "<a href=\"#h-next-steps\">a</a>");
    leads(&html, to("#gr%C3%B6%C3%9Fe"), "<a href=\"#h-gr%C3%B6%C3%9Fe\">a</a>");
    leads(&html, to("#"), "a");
    leads(&html, to("#elsewhere"), "a");
    leads(&html, to("#%FF"), "a");
    leads(&html, to("guide#next-steps"), "a");
    leads(&html, to("#<!--$x-->next-steps<!--/$x-->"), "a");
    let values = Values::new().markdown("x", "[b](#c)");
    with(&html.clone().values(&values), "# c\n\n<!--$x-->x<!--/$x-->", "<h1 id=\"h-c\">c</h1>\n<p>b</p>");
    with(&Html::new().in_page_links(), "[a](#c)\n\n# c", "<p>a</p>\n<h1>c</h1>");
    let resolve = |target: &Target<'_>| match target {
        Target::Relative(_) => Resolved::To("https://a.example/".to_owned()),
        _ => Resolved::Unchanged,
    };
    let resolved = html.resolver(&resolve);
    with(
        &resolved,
        "[a](#c) [b](#d)\n\n# c",
        "<p><a href=\"#h-c\">a</a> <a href=\"https://a.example/\">b</a></p>\n<h1 id=\"h-c\">c</h1>",
    );
}

#[test]
fn buttons_are_buttons_where_nothing_else_is() {
    let html = Html::new().lone_buttons();
    let (button, link) =
        ("<a href=\"https://a.example\" class=\"button\">a</a>", "<a href=\"https://a.example\">a</a>");
    let written = "[a](button-link:https://a.example)";
    with(&html, written, &format!("<p>{button}</p>"));
    with(&html, &format!("{written} {written}"), &format!("<p>{button} {button}</p>"));
    with(&html, &format!("{written} <!-- soon -->"), &format!("<p>{button}</p>"));
    with(&html, &format!("{written}."), &format!("<p>{link}.</p>"));
    with(&html, &format!("{written} [a](https://a.example)"), &format!("<p>{link} {link}</p>"));
    with(&html, &format!("* {written}\n* {written} b"), &format!("<ul>\n<li>{button}</li>\n<li>{link} b</li>\n</ul>"));
    with(
        &html,
        "[a](button-data-blade:A.B.id.$no)",
        "<p><span data-blade=\"A.B.id.$no\" class=\"button\">a</span></p>",
    );
}

#[test]
fn a_page_skips_no_level_and_marks_addresses() {
    let page = |body: &str| Page::new().render(&Html::new(), &article(body)).unwrap_or_default();
    assert_eq!(headings(&page("# a\n\n### b")), ["1", "2"]);
    assert_eq!(headings(&page("### a\n\n## b")), ["1", "2", "2"], "below a title that the page gives");
    let links = page(
        "https://a.example [](https://b.example) [c](https://c.example) [d](button-link:https://d.example) e@e.example www.f.example",
    );
    for link in [
        "<a href=\"https://a.example\" class=\"address\">https://a.example</a>",
        "<a href=\"https://b.example\" class=\"address\">https://b.example</a>",
        "<a href=\"https://c.example\">c</a>",
        "<a href=\"https://d.example\" class=\"button\">d</a>",
        "<a href=\"mailto:e@e.example\" class=\"address\">e@e.example</a>",
        "<a href=\"http://www.f.example\" class=\"address\">www.f.example</a>",
    ] {
        assert!(links.contains(link), "{link} in {links}");
    }
}
