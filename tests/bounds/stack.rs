//! Nesting, as deep as can be: bounded stack for parsing, rendering, cloning, comparing, serialising and dropping.

use std::thread;

use selfhelp::limits::Limits;
use selfhelp::{Article, Parser};

/// How deep is deep; a million where `SELFHELP_NESTING` says so.
fn deep() -> usize {
    std::env::var("SELFHELP_NESTING").ok().and_then(|depth| depth.parse().ok()).unwrap_or(20_000)
}

/// Does everything with `body` in a thread that has a stack of 256 KiB.
#[track_caller]
fn stays_shallow(body: String) {
    let article = thread::Builder::new().stack_size(256 << 10).spawn(move || {
        let parser = Parser::new().limits(Limits::new().input_bytes(64 << 20));
        let article = parser.parse_lenient(&format!("<properties />\n{body}"));
        assert!(article.diagnostics().iter().all(|found| found.code.as_str() != "input-too-large"));
        let (html, text) = (article.to_html(), article.to_text());
        let _ = article.check();
        let json = serde_json::to_string(&article).unwrap();
        let copy = article.clone();
        assert!(copy == article);
        let read: Article = serde_json::from_str(&json).unwrap();
        assert!(read == article);
        drop((article, copy, read));
        html.len() + text.len()
    });
    assert!(article.unwrap().join().is_ok());
}

/// `open` again and again, a word, and `close` as often.
fn nested(open: &str, close: &str) -> String {
    [&open.repeat(deep()), "a", &close.repeat(deep())].concat()
}

#[test]
fn quotes() {
    stays_shallow(nested(">", ""));
    stays_shallow(nested("> ", ""));
}

#[test]
fn lists() {
    stays_shallow(nested("- ", ""));
    stays_shallow(nested("1. ", ""));
    stays_shallow(nested("> + ", ""));
}

#[test]
fn lists_on_lines_of_their_own() {
    let lines: String = (0..1_400).map(|depth| [&"  ".repeat(depth), "- a\n"].concat()).collect();
    stays_shallow(lines + &"\n".repeat(100_000));
}

#[test]
fn brackets() {
    stays_shallow(nested("[", "]"));
    stays_shallow(nested("[", "](a)"));
    stays_shallow(nested("![", "](https://a.example)"));
    stays_shallow(format!("[a]({})", "button-link:".repeat(deep())));
}

#[test]
fn emphases() {
    stays_shallow(nested("*a **", "a** a*"));
    stays_shallow(nested("_", "_"));
    stays_shallow(nested("~~a ", "~~"));
}

#[test]
fn sections() {
    stays_shallow(nested("<!--rcaDescription-->", "<!--/rcaDescription-->"));
    stays_shallow(nested("<!--rcaDescription-->\n<!--nextSteps-->\n", ""));
    stays_shallow(nested("<!--Link--> ", ""));
}

#[test]
fn placeholders() {
    stays_shallow(nested("<!--$a-->", "<!--/$a-->"));
    stays_shallow(nested("<!--$a-->b<!--/$a-->", ""));
}

#[test]
fn comments() {
    stays_shallow(nested("<!-- ", " -->"));
}

#[test]
fn elements() {
    stays_shallow(nested("<b>", "</b>"));
    stays_shallow(nested("<div>", "</div>"));
    stays_shallow(nested("<ul><li>", "</li></ul>"));
    stays_shallow(nested("<resource-group>", ""));
}

#[test]
fn elements_that_hold_others() {
    stays_shallow(nested("<blockquote>", "</blockquote>"));
    stays_shallow(nested("<table>", "</table>"));
    stays_shallow(nested("<table><tr><td>", ""));
    stays_shallow(nested("<dl><dd>", ""));
    stays_shallow(nested("<details>", ""));
}

#[test]
fn attributes() {
    stays_shallow(format!("<b{}>a</b>", " a=\"\"".repeat(deep())));
    stays_shallow(format!("<b{}>a</b>", " a='' b=c d".repeat(deep() / 4)));
    stays_shallow(format!("<div{}", " a=\">\"".repeat(deep())));
    stays_shallow(format!("</div{}>", " a=\"\"".repeat(deep())));
    stays_shallow(format!("<div>{}", "<b a=\"".repeat(deep())));
    stays_shallow(format!("<div>\n{}", "<a href=\"b\"\n".repeat(deep() / 4)));
}

#[test]
fn json() {
    let payload = |open: &str, close: &str| format!("# T\n\n---\n{}\n---\n", nested(open, close));
    stays_shallow(payload("{\"a\":", "}"));
    stays_shallow(format!("# T\n\n---\n{{\"a\": {}}}\n---\n", nested("[", "]").replace('a', "1")));
    stays_shallow(payload("{\"a\":[", "]}"));
}

#[test]
fn components() {
    stays_shallow(nested("<insight>\n", "</insight>\n"));
    stays_shallow(nested("<videoGroup><video>", "</video></videoGroup>"));
}
