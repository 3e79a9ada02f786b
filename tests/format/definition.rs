//! Link reference definitions that are text because nothing uses them and their target is not a URL (format §5), and
//! what is next to them.

use selfhelp::Article;

#[track_caller]
fn shows(markdown: &str, html: &str) {
    let source = format!("<properties articleId=\"fabrikam-errors\" />\n{markdown}");
    assert_eq!(Article::parse_lenient(&source).to_html(), html);
}

#[test]
fn a_definition_after_one_that_is_text_stays_a_definition() {
    let docs = "<p><a href=\"https://example.com\">docs</a></p>\n";
    shows("[docs]\n\n[Error]: Timeout\n[docs]: https://example.com\n", &format!("{docs}<p>[Error]: Timeout</p>\n"));
    shows("[docs]\r\n\r\n[Error]: Timeout\r\n[docs]: https://example.com", &format!("{docs}<p>[Error]: Timeout</p>\n"));
    shows(
        "> [Error]: Timeout\n> [docs]: https://example.com\n\n[docs]\n",
        &format!("<blockquote>\n<p>[Error]: Timeout</p>\n</blockquote>\n{docs}"),
    );
}

#[test]
fn a_comment_after_a_definition_that_is_text_stays_hidden() {
    shows("[Error]: Timeout\n[//]: # (ask the team)\n", "<p>[Error]: Timeout</p>\n");
    shows("[//]: # (first)\n\n[Error]: Timeout\n[//]: # (second)\n", "<p>[Error]: Timeout</p>\n");
    shows("- [Error]: Timeout\n  [comment]: # (ask the team)\n", "<ul>\n<li>[Error]: Timeout</li>\n</ul>\n");
}

#[test]
fn text_after_a_definition_that_is_text_continues_it() {
    shows("[Error]: Timeout\nof **the** service\n", "<p>[Error]: Timeout\nof <strong>the</strong> service</p>\n");
}
