//! Titles with values filled in.

use selfhelp::limits::Limits;
use selfhelp::render::html::{Html, Page};
use selfhelp::render::text::PlainText;
use selfhelp::values::{Missing, Values};
use selfhelp::{Article, RenderError};

/// Both renderers give this title for `source`, with some values.
#[track_caller]
fn titled(source: &str, expected: Option<&str>) {
    let article = Article::parse_lenient(source);
    let values = Values::new().text("vm", "web\r\n<01>").text("none", "").text("bidi", "a\u{202E}b\u{7}c");
    let values = values.markdown("md", "# one\n\n* **two**");
    let expected = Ok(expected.map(str::to_owned));
    assert_eq!(Html::new().values(&values).title(&article), expected, "{source:?}");
    assert_eq!(PlainText::new().values(&values).title(&article), expected, "{source:?}");
}

#[test]
fn values_are_filled_in() {
    titled("# The **<!--$vm-->[vm]<!--/$vm-->** is `<!--$vm-->x<!--/$vm-->`\n", Some("The web <01> is web <01>"));
    titled("# <!--$md-->x<!--/$md-->!\n", Some("one two!"));
    titled("# [a <!--$x-->b<!--/$x-->](https://e.example) ![c](https://e.example/p.png)\n", Some("a b c"));
    titled("# a<br>b <!-- note -->\n", Some("a b"));
}

#[test]
fn a_title_has_no_control_characters() {
    titled("# <!--$bidi-->x<!--/$bidi-->\n", Some("a\u{FFFD}b\u{FFFD}c"));
    titled("# a\u{1}b\n", Some("a\u{FFFD}b"));
    titled("<properties pageTitle=\"a\n b\" />\n", Some("a b"));
}

#[test]
fn without_a_heading_the_title_is_that_of_the_header() {
    titled("<properties pageTitle=\"P\" />\ntext\n", Some("P"));
    titled("<properties pageTitle=\"P\" />\n# <!--$none-->x<!--/$none-->\n", Some("P"));
    titled("text\n", None);
}

#[test]
fn what_renderers_refuse_is_refused() {
    let article = Article::parse_lenient("# a <!--$x-->b<!--/$x-->\n");
    let title = Html::new().missing(Missing::Fail).title(&article);
    assert_eq!(title, Err(RenderError::MissingValue { name: "x".to_owned() }));
    assert_eq!(Html::new().missing(Missing::Empty).title(&article), Ok(Some("a".to_owned())));
    assert_eq!(Html::new().missing(Missing::Marker).title(&article), Ok(Some("a b".to_owned())));
    let (values, limits) = (Values::new().text("x", "long"), Limits::new().output_bytes(3).output_ratio(0));
    let refused = PlainText::new().values(&values).limits(limits).title(&article);
    assert_eq!(refused, Err(RenderError::OutputTooLarge { limit: 3 }));
    assert!(PlainText::new().values(&values).limits(Limits::new().value_bytes(3)).title(&article).is_err());
}

#[test]
fn a_page_has_the_title_with_values() {
    let article = Article::parse_lenient("# The <!--$vm-->[vm]<!--/$vm-->\n");
    let values = Values::new().text("vm", "<01>");
    let page = Page::new().render(&Html::new().values(&values), &article).unwrap_or_default();
    assert!(page.contains("<title>The &lt;01&gt;</title>"), "{page}");
}
