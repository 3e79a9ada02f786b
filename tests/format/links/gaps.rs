//! Links with a gap, which are read as links, and links of which a bracket is missing, which are not.

use super::{article, finds, found, html, places, silent};

const GAP: &str = "link-gap";
const BRACKETS: &str = "link-brackets";

const LINK: &str = "<a href=\"https://example.com/g\">Lamp guide</a>";

#[test]
fn a_gap_is_left_out() {
    for gap in [" ", "  ", "\t", "\n", " \n", "  \n", "\\\n", "\u{A0}", "\u{3000}", " \u{200B}"] {
        let body = format!("See [Lamp guide]{gap}(https://example.com/g) now.");
        for place in places(&body) {
            let html = article(&place).to_html();
            assert!(html.contains(&format!("See {LINK} now.")), "{place:?}: {html}");
            let found = found(&place, GAP);
            let [(_, Some(fixed))] = &found[..] else { panic!("{place:?}: {found:?}") };
            assert_eq!(article(fixed).to_html(), html, "{place:?}");
            silent(fixed, GAP);
        }
    }
    finds(
        "[Lamp guide]\n(https://example.com/g)",
        GAP,
        "[Lamp guide]\n(https://example.com/g)",
        Some("[Lamp guide](https://example.com/g)"),
    );
}

#[test]
fn targets_after_a_gap() {
    html(
        "[Lamp guide] (https://example.com/g \"t\")",
        "<p><a href=\"https://example.com/g\" title=\"t\">Lamp guide</a></p>",
    );
    html("[Lamp guide] (mailto:a@b.example)", "<p><a href=\"mailto:a@b.example\">Lamp guide</a></p>");
    html("[Lamp guide] ( https://a.example )", "<p><a href=\"https://a.example\">Lamp guide</a></p>");
    html("[Lamp guide] (<https://a.example>)", "<p><a href=\"https://a.example\">Lamp guide</a></p>");
    html("[Lamp guide] (https://example.com/a(b))", "<p><a href=\"https://example.com/a(b)\">Lamp guide</a></p>");
    html(
        "[Lamp] (https://a.example) [Lamp] (https://b.example)",
        "<p><a href=\"https://a.example\">Lamp</a> <a href=\"https://b.example\">Lamp</a></p>",
    );
    html("[*Lamp* `a`] (https://a.example)", "<p><a href=\"https://a.example\"><em>Lamp</em> <code>a</code></a></p>");
    html("[灯具指南] (https://a.example)", "<p><a href=\"https://a.example\">灯具指南</a></p>");
    html("[<!--$a-->Lamp<!--/$a-->] (https://a.example)", "<p><a href=\"https://a.example\">Lamp</a></p>");
    html("[Lamp guide] (https://example.com/g\n)", &format!("<p>{LINK}</p>"));
    html("* [Lamp guide] (https://example.com/g\r\n  ) a", &format!("<ul>\n<li>{LINK} a</li>\n</ul>"));
    html("[Lamp guide] (<!--$u-->https://example.com/g<!--/$u-->)", &format!("<p>{LINK}</p>"));
    html(
        "> a [Lamp guide]\n> (<!--$u-->https://example.com/g<!--/$u-->).",
        &format!("<blockquote>\n<p>a {LINK}.</p>\n</blockquote>"),
    );
    let blade = article("[Lamp guide] (data-blade:Fabrikam.Images)").to_html();
    assert!(blade.contains(">Lamp guide</a>"), "{blade}");
}

#[test]
fn a_gap_makes_nothing_else_of_the_text() {
    html("[a\n-] (https://a.example)", "<p><a href=\"https://a.example\">a\n-</a></p>");
    html("[a\n1.] (https://a.example)", "<p><a href=\"https://a.example\">a\n1.</a></p>");
    html("[**a.**] (https://a.example)", "<p><a href=\"https://a.example\"><strong>a.</strong></a></p>");
    html("[a `b`] (https://a.example)", "<p><a href=\"https://a.example\">a <code>b</code></a></p>");
}

#[test]
fn what_is_not_a_link_with_a_gap() {
    let address = "<a href=\"https://e.example\">https://e.example</a>";
    html("[1] (https://e.example)", &format!("<p>[1] ({address})</p>"));
    html("[x] (https://e.example)", &format!("<p>[x] ({address})</p>"));
    html("[ ] (https://e.example)", &format!("<p>[ ] ({address})</p>"));
    html("[Lamp] (see https://e.example)", &format!("<p>[Lamp] (see {address})</p>"));
    html("[Lamp] (guide)", "<p>[Lamp] (guide)</p>");
    html("\\[Lamp\\] (https://e.example)", &format!("<p>[Lamp] ({address})</p>"));
    html("`[Lamp] (https://e.example)`", "<p><code>[Lamp] (https://e.example)</code></p>");
    html("# [Lamp]\n(https://e.example)", &format!("<h1>[Lamp]</h1>\n<p>({address})</p>"));
    html("[Lamp]\n\n(https://e.example)", &format!("<p>[Lamp]</p>\n<p>({address})</p>"));
    html("- [Lamp]\n- (https://e.example)", &format!("<ul>\n<li>[Lamp]</li>\n<li>({address})</li>\n</ul>"));
    html(
        "[Lamp] (https://e.example)\n\n[Lamp]: https://a.example",
        &format!("<p><a href=\"https://a.example\">Lamp</a> ({address})</p>"),
    );
    html(
        "[a [b](https://a.example) c] (https://e.example)",
        &format!("<p>[a <a href=\"https://a.example\">b</a> c] ({address})</p>"),
    );
    silent("[1] (https://e.example) [x] (https://e.example)", GAP);
    silent("[Lamp] (<!--$u-->guide<!--/$u-->) [Lamp]\\ (guide)", GAP);
}

#[test]
fn signs_around_a_target() {
    for (open, close) in [("(", ")"), ("\"", "\""), ("（", "）"), ("“", "”"), ("[", "]"), ("{", "}")] {
        let body = format!("See [Lamp guide]({open}https://example.com/g{close}) now.");
        for place in places(&body) {
            let html = article(&place).to_html();
            assert!(html.contains(&format!("See {LINK} now.")), "{place:?}: {html}");
            let found = found(&place, BRACKETS);
            let [(about, Some(fixed))] = &found[..] else { panic!("{place:?}: {found:?}") };
            assert_eq!(*about, format!("{open}https://example.com/g{close}"));
            assert_eq!(article(fixed).to_html(), html, "{place:?}");
            silent(fixed, BRACKETS);
        }
    }
    let message = "expected the target of a link without signs around it, found `(` and `)`; they are left out";
    assert!(article("[a b]((https://a.example))").check().iter().any(|found| found.message == message));
    html("[Lamp guide] ((https://example.com/g))", &format!("<p>{LINK}</p>"));
    html("[Lamp guide]( (https://example.com/g) )", &format!("<p>{LINK}</p>"));
    html("<a href=\"(https://example.com/g)\">Lamp guide</a>", &format!("<p>{LINK}</p>"));
    html("[Lamp guide]((https://example.com/g)<br>)", &format!("<p>{LINK}</p>"));
    html("[Lamp]((https://a.example) \"t\")", "<p><a href=\"https://a.example\" title=\"t\">Lamp</a></p>");
    html("[Lamp]((https://a.example?b&amp;c))", "<p><a href=\"https://a.example?b&amp;c\">Lamp</a></p>");
    html("[Lamp]((https://a.example/<!--$b-->c<!--/$b-->))", "<p><a href=\"https://a.example/c\">Lamp</a></p>");
    html("[Lamp][l]\n\n[l]: (https://a.example)", "<p><a href=\"https://a.example\">Lamp</a></p>");
    html("![Lamp]((https://a.example/b.png))", "<p><img src=\"https://a.example/b.png\" alt=\"Lamp\"></p>");
    assert_eq!(found("[Lamp][l]\n\n[l]: (https://a.example)", BRACKETS).len(), 1);
    assert_eq!(
        found("[Lamp]((https://a.example?b&amp;c))", BRACKETS),
        [("[Lamp]((https://a.example?b&amp;c))".to_owned(), None)]
    );
    html("[Lamp]((javascript:a))", "<p>Lamp</p>");
    html("[Lamp](https://a.example/b(c))", "<p><a href=\"https://a.example/b(c)\">Lamp</a></p>");
}

#[test]
fn brackets_with_backslashes() {
    finds(
        "See \\[Lamp guide\\](https://example.com/g).",
        BRACKETS,
        "\\[Lamp guide\\](https://example.com/g)",
        Some("See [Lamp guide](https://example.com/g)."),
    );
    silent("\\[Lamp\\](guide) \\[Lamp\\] (https://e.example) `\\[a\\](https://e.example)`", BRACKETS);
}

#[test]
fn a_missing_bracket() {
    finds(
        "* Lamp questions](https://example.com/f)\n",
        BRACKETS,
        "](https://example.com/f)",
        Some("* [Lamp questions](https://example.com/f)\n"),
    );
    finds(
        "* [Lamp guide]((https://example.com/g)<br>\n",
        BRACKETS,
        "[Lamp guide]((https://example.com/g)",
        Some("* [Lamp guide](https://example.com/g)<br>\n"),
    );
    finds(
        "(Lamp guide)[https://example.com/g]",
        BRACKETS,
        "(Lamp guide)[https://example.com/g]",
        Some("[Lamp guide](https://example.com/g)"),
    );
    finds(
        "[Lamp guide (https://example.com/g)",
        BRACKETS,
        "[Lamp guide (https://example.com/g)",
        Some("[Lamp guide](https://example.com/g)"),
    );
    finds(
        "[Lamp guide(https://example.com/g) b",
        BRACKETS,
        "[Lamp guide(https://example.com/g)",
        Some("[Lamp guide](https://example.com/g) b"),
    );
    finds(
        "> [Lamp guide](https://example.com/g\n",
        BRACKETS,
        "[Lamp guide](https://example.com/g",
        Some("> [Lamp guide](https://example.com/g)\n"),
    );
    finds(
        "[Lamp guide](https://example.com/g\r\nb",
        BRACKETS,
        "[Lamp guide](https://example.com/g",
        Some("[Lamp guide](https://example.com/g)\r\nb"),
    );
    finds(
        "[Lamp](https://example.com/g \"title)",
        BRACKETS,
        "[Lamp](https://example.com/g \"title)",
        Some("[Lamp](https://example.com/g \"title\")"),
    );
    for other in [
        "[Lamp guide]https://example.com/g)",
        "[Lamp guide][https://example.com/g]",
        "[Lamp guide] [https://example.com/g]",
        "[Lamp guide]（https://example.com/g）",
        "[Lamp guide](https://example.com/g）",
        "[Lamp guide](<https://example.com/g)",
    ] {
        finds(other, BRACKETS, other, Some("[Lamp guide](https://example.com/g)"));
    }
    for (written, between) in [
        ("**[Lamp guide]** (https://example.com/g)", "**"),
        ("**[Lamp guide]**(https://example.com/g)", "**"),
        ("[Lamp guide]<br>(https://example.com/g)", "<br>"),
    ] {
        finds(written, GAP, written.trim_start_matches('*'), None);
        let message = format!("expected `(` directly after `]` of a link, found `{between}`");
        assert!(article(written).check().iter().any(|found| found.message == message), "{written:?}");
    }
    finds("First. Lamp questions](https://example.com/f)", BRACKETS, "](https://example.com/f)", None);
    finds("[Lamp guide](https://example.com/g and more", BRACKETS, "[Lamp guide](https://example.com/g", None);
    for place in places("[Lamp guide (https://example.com/g)") {
        assert_eq!(found(&place, BRACKETS).len(), 1, "{place:?}");
    }
}

#[test]
fn brackets_that_are_right() {
    silent("[see the guide (https://example.com/g)]", BRACKETS);
    silent("[Lamp](https://example.com/g) [b]: (c) [d]", BRACKETS);
    silent("(Lamp)[b] a](b) [a (b)", BRACKETS);
    silent("[1]https://example.com/g) [x] [https://example.com/g] [a]（灯）", BRACKETS);
    silent("`[a](https://example.com/g`", BRACKETS);
    silent("[a](https://example.com/g\n\"t\")", BRACKETS);
}
