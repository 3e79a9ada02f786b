//! Two witnesses by other authors: html5ever reads our HTML and writes it again unchanged but for the style of escapes,
//! and ammonia, allowing exactly what the documentation lists, removes nothing.
//!
//! They check `articles/`, hostile bodies and values, the folder that `SELFHELP_CORPUS` names, and the payloads in the
//! JSON files of the folder that `SELFHELP_VECTORS` names.

use selfhelp::Article;
use selfhelp::render::html::{Html, Page, fill_html};
use selfhelp::values::{Missing, Value};

use support::dom::{Allowed, Asked, profile};
use support::{shelf, vectors};

#[track_caller]
fn sound(allowed: &Allowed, html: &str, what: &str) {
    if let Some(fault) = allowed.faults(html) {
        panic!("{what:?}: {fault}\n{html}");
    }
}

fn parse(body: &str) -> Article {
    Article::parse_lenient(&format!("<properties pageTitle=\"Fabrikam\" />\n{body}"))
}

#[test]
fn articles_are_sound() {
    let (plain, full) = (Allowed::read(Asked::Nothing), Allowed::read(Asked::Everything));
    let (mail, full_mail) = (Allowed::mail(Asked::Nothing), Allowed::mail(Asked::Everything));
    let hostile = |_: &str| Some(Value::text("\"'><img src=x onerror=alert(1)>\n\n-->"));
    let markdown = Value::markdown("# a\n\n* [b](https://example.com/)\n\n```\nc\n```\n\n<b>d</b> <script>");
    let markdown = |_: &str| Some(markdown.clone());
    for (path, text) in shelf::texts() {
        let article = Article::parse_lenient(&text);
        let what = path.display().to_string();
        sound(&plain, &article.to_html(), &what);
        sound(&plain, &Html::new().values(&hostile).render(&article).unwrap(), &what);
        sound(&full, &profile().values(&markdown).render(&article).unwrap(), &what);
        let marked = profile().missing(Missing::Marker).render(&article).unwrap();
        sound(&full, &profile().values(&markdown).fill(&marked).unwrap(), &what);
        let page = Page::new().render(&profile().values(&hostile), &article).unwrap();
        assert_eq!(full.page_faults(&page), None, "{what}");
        sound(&mail, &Html::new().mail().values(&hostile).render(&article).unwrap(), &what);
        sound(&full_mail, &profile().mail().values(&markdown).render(&article).unwrap(), &what);
    }
}

#[test]
fn hostile_bodies_are_sound() {
    let (allowed, mail) = (Allowed::read(Asked::Nothing), Allowed::mail(Asked::Nothing));
    for body in vectors::bodies() {
        sound(&allowed, &parse(&body).to_html(), &body);
        sound(&mail, &Html::new().mail().render(&parse(&body)).unwrap(), &body);
    }
}

#[test]
fn hostile_values_are_sound() {
    let (allowed, mail) = (Allowed::read(Asked::Everything), Allowed::mail(Asked::Everything));
    let article = parse(
        "# <!--$x-->x<!--/$x-->\n\n<!--$x-->x<!--/$x-->\n\na <!--$x-->x<!--/$x-->\n\n\
         [a](<!--$x-->x<!--/$x--> \"<!--$x-->x<!--/$x-->\") [<!--$x-->x<!--/$x-->](https://a.example/<!--$x-->x<!--/$x-->)\n\n\
         [a](https://<!--$x-->x<!--/$x-->) ![<!--$x-->x<!--/$x-->](<!--$x-->x<!--/$x-->) `<!--$x-->x<!--/$x-->`\n\n\
         | a |\n|---|\n| <!--$x-->x<!--/$x--> |\n\n```\n<!--$x-->x<!--/$x-->\n```\n\n\
         [a](button-link:<!--$x-->x<!--/$x-->) [a](data-blade:A.B.id.<!--$x-->x<!--/$x-->) [a](data-blade:A.B.id.$x)\n",
    );
    let marked = Html::new().missing(Missing::Marker).render(&article).unwrap();
    let hostile = vectors::targets().chain(vectors::handlers()).chain(vectors::SHAPES.into_iter().map(str::to_owned));
    for (index, value) in hostile.enumerate() {
        let text = |_: &str| Some(Value::text(value.clone()));
        let markdown = |_: &str| Some(Value::markdown(&value));
        match index % 5 {
            4 => sound(&mail, &profile().mail().values(&markdown).render(&article).unwrap(), &value),
            0 => sound(&allowed, &Html::new().values(&text).render(&article).unwrap(), &value),
            1 => sound(&allowed, &profile().values(&markdown).render(&article).unwrap(), &value),
            2 => sound(&allowed, &fill_html(&marked, &text).unwrap(), &value),
            _ => sound(&allowed, &fill_html(&marked, &markdown).unwrap(), &value),
        }
    }
}

#[test]
fn payloads_of_others_are_sound() {
    let Some(folder) = std::env::var_os("SELFHELP_VECTORS") else { return };
    let allowed = Allowed::read(Asked::Everything);
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap_or_default();
        let Ok(list) = serde_json::from_str::<Vec<serde_json::Value>>(&text) else { continue };
        for payload in list.iter().filter_map(|entry| entry["payload"].as_str().or(entry["markdown"].as_str())) {
            let value = |_: &str| Some(Value::text(payload.to_owned()));
            let markdown = |_: &str| Some(Value::markdown(payload));
            let slots = parse(
                "# <!--$x-->x<!--/$x-->\n\n<!--$x-->x<!--/$x-->\n\n[a](<!--$x-->x<!--/$x--> \"<!--$x-->x<!--/$x-->\")\n",
            );
            sound(&allowed, &parse(payload).to_html(), payload);
            sound(&allowed, &profile().render(&Article::parse_lenient(payload)).unwrap(), payload);
            sound(&allowed, &Html::new().values(&value).render(&slots).unwrap(), payload);
            sound(&allowed, &profile().values(&markdown).render(&slots).unwrap(), payload);
            let titled = Article::parse_lenient(&format!("<properties pageTitle=\"{payload}\" />\na\n"));
            assert_eq!(allowed.page_faults(&Page::new().render(&Html::new(), &titled).unwrap()), None, "{payload}");
        }
    }
}

/// The witnesses must notice what a broken renderer would do.
#[test]
fn planted_faults_are_seen() {
    let allowed = Allowed::read(Asked::Nothing);
    let article = parse(
        "# a\n\n1. `<b>` \"c\" & [d](https://example.com/ \"<script> 'e\\\" f\")\n   * e\n\n| f |\n|---|\n| g |\n\n\
         > h <img src=\"https://example.com/a.png\" alt=\"i\">\n\n```js\n<script>alert(1)</script>\n```\n",
    );
    let html = article.to_html();
    sound(&allowed, &html, "the article without a fault");
    let faults = [
        ("&lt;", "<"),
        ("e&quot; f", "e\" f"),
        ("&amp;", "&lt"),
        ("&gt;", "&gt"),
        ("href=\"https:", "href=\"javascript:"),
        ("href=\"https:", "href=\"java\tscript:"),
        ("href=\"https:", "href=\"vbscript:"),
        ("href=\"https://example.com", "href=\"//example.com"),
        ("src=\"https:", "src=\"http:"),
        ("<a ", "<a onclick=\"alert(1)\" "),
        ("<h1>", "<h1 id=\"location\">"),
        ("<h1>", "<h1 style=\"color:red\">"),
        ("<li>", "<li tabindex=\"0\">"),
        ("<code>", "<code><!-- note -->"),
        ("</li>", ""),
        ("</p>", ""),
        ("</a>", ""),
        ("</code></pre>", "</pre>"),
        ("</td>", ""),
        ("</td>", "<p>j</td>"),
        ("<tbody>", "<tbody>j"),
        ("<a ", "<a href=\"https://example.com/\">k<a "),
        ("<blockquote>", "<blockquote></p>"),
        ("<h1>", "<h1><iframe></iframe>"),
        ("<h1>", "<h1><svg></svg>"),
        ("<h1>", "<h1><object></object>"),
        ("<h1>", "<h1><form></form>"),
        ("<h1>", "<h1>\u{0}"),
    ];
    for (right, wrong) in faults {
        let planted = html.replacen(right, wrong, 1);
        assert_ne!(planted, html, "nothing was planted for {right:?}");
        assert!(allowed.faults(&planted).is_some(), "nobody saw {wrong:?} in\n{planted}");
    }
}

#[test]
fn planted_faults_are_seen_in_mails() {
    let allowed = Allowed::mail(Asked::Nothing);
    let html = Html::new().mail().render(&parse("# a\n\n[b](https://example.com/)\n\n> [!NOTE]\n> c\n")).unwrap();
    sound(&allowed, &html, "the mail without a fault");
    let faults = [
        ("<h1 ", "<h1 class=\"title\" "),
        ("<h1 ", "<section></section><h1 "),
        ("style=\"", "style=\"position:fixed;"),
        ("style=\"", "style=\"background:red;"),
        ("style=\"", "style=\"color:url(https://example.com/);"),
        ("style=\"", "style=\"color:\\65xpression;"),
        ("<a ", "<a onclick=\"alert(1)\" "),
        ("href=\"https:", "href=\"javascript:"),
        ("</td>", ""),
    ];
    for (right, wrong) in faults {
        let planted = html.replacen(right, wrong, 1);
        assert_ne!(planted, html, "nothing was planted for {right:?}");
        assert!(allowed.faults(&planted).is_some(), "nobody saw {wrong:?} in\n{planted}");
    }
}

#[test]
fn an_unsafe_renderer_is_seen() {
    let allowed = Allowed::read(Asked::Everything);
    let bodies: Vec<String> = vectors::bodies().collect();
    let seen = bodies.iter().step_by(10).filter(|body| {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(body));
        allowed.faults(&html).is_some()
    });
    let seen = seen.count() * 10;
    assert!(seen > bodies.len() / 2, "{seen} of {}", bodies.len());
}
