//! Markdown in HTML, in titles and in defaults (format §5): nothing reads it there, and it shows.

use selfhelp::diagnostic::{Code, Severity};

use crate::near_marks::{found, in_code, one, silent};

#[track_caller]
fn shown(body: &str, markdown: &str) {
    let message = format!("expected HTML in HTML, found the Markdown `{}`, which shows as it is", markdown.trim());
    one(&format!("{body}\n"), &Code::MARKDOWN_IN_HTML, markdown, &message);
}

#[track_caller]
fn meant(body: &str) {
    assert_eq!(found(&format!("{body}\n"), &Code::MARKDOWN_IN_HTML).1, [], "{body:?}");
}

#[test]
fn emphasis() {
    shown("<div>Press *Start* now</div>", "*Start*");
    shown("<p>按 _开始_ 吧</p>", "_开始_");
    shown("<ul><li>__Press Start__: now</li></ul>", "__Press Start__");
    shown("<div>\r\n*a*\r\n</div>", "*a*");
    for body in [
        "<div>Use *.log and *.txt</div>",
        "<div>2 * 3 * 4 and my_lamp_name and __init__</div>",
        "<div>灯_开_灯</div>",
        "<div>*a\nb*</div>",
        "<p><code>*a*</code></p>",
        "Press *Start*, _Lamp_ and \\*a* and 灯_开_灯",
    ] {
        meant(body);
    }
    silent("Press *Start* and _Lamp_", &Code::MARKDOWN_IN_HTML);
}

#[test]
fn lists_and_quotes() {
    shown("<div>\n- Stop it\n- Start it\n</div>", "-");
    shown("<div>1. Stop it\r\n2. Start it</div>", "1.");
    shown("<div>\n+ 关\n+ 开\n</div>", "+");
    shown("<div>\n> Stop it\n</div>", ">");
    shown("1. Stop it\n<ul><li>a</li></ul>\n2. Wait\n3. Start it", "2.");
    shown("<p>a</p>\n9) 关\n10) 开", "9)");
    for body in [
        "<ul><li>a</li></ul>\n2. Stop it",
        "<ul><li>a</li></ul>\n2019. It was\n2020. It is",
        "See <b>a</b>\n2. Stop it\n3. Start it",
        "<div>- Stop it</div>",
        "<div>\n- Stop it<br>\n- Start it\n</div>",
        "<div><b>Settings</b>> On</div>",
        "<div>1. Stop it</div>\n\n2. Start it",
        "a\n2. Stop it\n3. Start it",
    ] {
        meant(body);
    }
}

#[test]
fn lists_in_cells() {
    let cell = |text: &str| format!("<table>\n<tr>\n<td>\n{text}\n</td>\n</tr>\n</table>\n");
    one(
        &cell("- a\n- b"),
        &Code::MARKDOWN_IN_HTML,
        "-",
        "expected HTML in HTML, found the Markdown `-`, which shows as it is",
    );
    for list in ["\n- a\n- b\n", "\n1. a\n2. b\n", "\n* <b>a</b>\n* b\n* c\n", "\n> a\n> b\n"] {
        for code in [Code::MARKDOWN_IN_HTML, Code::MARKUP_LITERAL] {
            assert_eq!(found(&cell(list), &code).1, [], "{list:?}");
        }
    }
    let literal = "expected words, found the markup `*`, which shows as it is";
    one("* Stop it\n\t\t* Start it\n", &Code::MARKUP_LITERAL, "*", literal);
}

#[test]
fn tables() {
    shown("<ul><li>Lamps\n| a | b |\n|---|---|\n| 1 | 2 |\n</li></ul>", "|---|---|");
    meant("<ul><li>a | b\n\n---</li></ul>");
}

#[test]
fn backslashes() {
    shown("<p>\\_lamp\\_ is on</p>", "\\_");
    shown("<div>my\\_lamp</div>", "\\_");
    shown("<div>1\\. Stop it</div>", "\\.");
    for body in [
        "<p>C:\\_lamp and \\\\server\\_lamp and %TEMP%\\_a and lamps\\on\\_a</p>",
        "<p>^\\*a$ and \\d\\* and a\\ b</p>",
        "my\\_lamp, \\*a\\* and a\\\\_b",
        "<p><code>my\\_lamp</code></p>",
    ] {
        meant(body);
    }
    silent("my\\_lamp, 1\\. a", &Code::MARKDOWN_IN_HTML);
    // So they do in paths.
    for body in ["<p>Open C:\\Logs\\_a\\*.log and \\\\server\\share</p>\n", "<div>\n%TEMP%\\.lamp\n</div>\n"] {
        assert_eq!(found(body, &Code::PATH_ESCAPE).1, [], "{body:?}");
    }
}

#[test]
fn links() {
    shown("<div>[Lamp guide](https://a.example \"t\") now</div>", "[Lamp guide](https://a.example \"t\")");
    let link = "[the <!--$lamp-->灯<!--/$lamp--> guide](https://a.example)";
    shown(&format!("<div>See {link}</div>"), link);
    shown("<div>[guide<!-- c -->](https://a.example)</div>", "[guide<!-- c -->](https://a.example)");
    shown("<div>[guide](https://a.example<br>)</div>", "[guide](https://a.example<br>)");
    silent("[the <!--$lamp-->灯<!--/$lamp--> guide](https://a.example \"t\")", &Code::MARKDOWN_IN_HTML);
    silent("`[`a](https://a.example)", &Code::MARKDOWN_IN_HTML);
}

#[test]
fn links_to_what_is_no_address() {
    for link in [
        "[a](data-bade:X.Y)",
        "[a]()",
        "[x](javascript:alert(1))",
        "[guide](htps://a.example \"t\")",
        "[灯](guide.md)",
        "[guide](../lamp/guide)",
        "![a](C:\\x.png)",
        "![a](lamp.png)",
        "![](https://a.example/a.png)",
        "![a](https://a.example/a.png)",
    ] {
        shown(&format!("<ul>\n<li>See {link} now</li>\n</ul>"), link);
        shown(&format!("<p>{link}</p>"), link);
        shown(&format!("<table>\r\n<tr><td>{link}</td></tr>\r\n</table>"), link);
        silent(link, &Code::MARKDOWN_IN_HTML);
    }
    for body in [
        "<p>handlers[a](event) and list[0](b/c)</p>",
        "<p>[1](a) and [a](b)</p>",
        "<p>[a] (b/c) and [a](see b/c)</p>",
        "<p>f[x](y:z)</p>",
        "<p><code>[a](b/c)</code></p>",
    ] {
        meant(body);
    }
}

/// What is a link without its gap in Markdown is none in HTML, so that taking the gap out would not mend it.
#[test]
fn gaps_in_html_have_no_fix() {
    for body in [
        "<ul><li>[Lamp guide] (https://a.example \"t\") now</li></ul>\n",
        "<div>[the <!--$lamp-->灯<!--/$lamp-->] (https://a.example)</div>\n",
        "<div>[guide] (https://a.example<br>)</div>\n",
    ] {
        let found = found(body, &Code::LINK_GAP).1;
        assert_eq!(found.len(), 1, "{body:?}");
        assert_eq!(found[0].fix, None, "{body:?}");
    }
}

#[test]
fn titles_that_are_plain_text() {
    let code = Code::MARKUP_LITERAL;
    let markup = |shown: &str| format!("expected words, found the markup {}, which shows as it is", in_code(shown));
    for shown in ["**Steps**", "`x`", "[a](https://a.example)", "*First steps*", "_灯_"] {
        one(&format!(":::Section The {shown} here:::\nOn.\n"), &code, shown, &markup(shown));
        let video = format!("<video><src>https://a.example</src><title>The {shown} here</title></video>\n");
        one(&video, &code, shown, &markup(shown));
    }
    for meant in ["2 * 3 * 4", "my_lamp_id", "\"Lamp\" (new)", "lamp `"] {
        assert_eq!(found(&format!(":::Section {meant}:::\nOn.\n"), &code).1, [], "{meant:?}");
    }
}

#[test]
fn tags_in_defaults() {
    let message =
        |tag: &str| format!("expected no block in the default of a placeholder, found `{tag}`, which shows as it is");
    for (default, tag) in [("<sup>z</sup> <ul><li>a</li></ul>", "<sup>"), ("灯 <ul><li>a</li></ul>", "<ul>")] {
        let (article, found) = found(&format!("a <!--$x-->{default}<!--/$x--> b\n"), &Code::HTML_AS_TEXT);
        let found: Vec<_> = found
            .iter()
            .map(|found| (found.severity, &article.source()[found.span.range()], found.message.clone()))
            .collect();
        assert_eq!(found, [(Severity::Note, tag, message(tag))], "{default:?}");
    }
    for default in ["<b>lamp</b>", "a<br>b", "<vm name>", "a < b", "lamp", "`<b>`"] {
        silent(&format!("<!--$x-->{default}<!--/$x-->"), &Code::HTML_AS_TEXT);
    }
}
