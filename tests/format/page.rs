//! HTML of articles: from the source to the fragment and the page.

use selfhelp::Article;
use selfhelp::render::html::{Direction, Html, Page, fill_html, first_pass, unfilled};
use selfhelp::values::{Missing, Values};

const START_FAILURE: &str = "\
<properties pageTitle=\"Start failure\" articleId=\"fabrikam-start-failure\" selfHelpType=\"RCA\" cloudEnvironments=\"Public, fairfax\" />
# We found why **your machine** did not start

<!--issueDescription-->
The machine **<!--$vmname-->[vmname]<!--/$vmname-->** is generalized.
<!--/issueDescription-->

## **Recommended Steps**
1. Open [Images](data-blade:Fabrikam_Compute.ImagesBlade.id.$resourceId) and look for <image-name>.<br>
	* See [the guide](https://example.com/guide) or https://example.com/guide
2. Start it again. <!-- ask the team first -->
";

/// The HTML of `markdown` as the body of an article.
#[track_caller]
fn body(markdown: &str, expected: &str) {
    assert_eq!(article(markdown).to_html().trim_end(), expected, "{markdown:?}");
}

/// The HTML of `markdown` with `{\"x\": {\"markdown\": value}}`.
#[track_caller]
fn markdown_value(markdown: &str, value: &str, expected: &str) {
    let values = Values::new().markdown("x", value);
    let html = Html::new().values(&values).render(&article(markdown));
    assert_eq!(html.as_deref().map(str::trim_end), Ok(expected), "{markdown:?} with {value:?}");
}

fn article(markdown: &str) -> Article {
    Article::parse_lenient(&format!("<properties pageTitle=\"Fabrikam\" />\n{markdown}"))
}

#[test]
fn an_article_with_values() {
    let values = Values::new().text("vmname", "web<01>").text("resourceId", "/subscriptions/1/vm/web-01");
    let html = Article::parse(START_FAILURE).map(|article| Html::new().values(&values).render(&article));
    let expected = "\
<h1>We found why <strong>your machine</strong> did not start</h1>
<section class=\"issue-description\">
<p>The machine <strong>web&lt;01&gt;</strong> is generalized.</p>
</section>
<h2><strong>Recommended Steps</strong></h2>
<ol>
<li>Open <a href=\"https://portal.azure.com/#blade/Fabrikam_Compute/ImagesBlade/id/%2Fsubscriptions%2F1%2Fvm%2Fweb-01\">Images</a> and look for &lt;image-name&gt;.<br>
<ul>
<li>See <a href=\"https://example.com/guide\">the guide</a> or <a href=\"https://example.com/guide\">https://example.com/guide</a></li>
</ul>
</li>
<li>Start it again.</li>
</ol>
";
    assert_eq!(html, Ok(Ok(expected.to_owned())));
}

#[test]
fn without_the_title_the_rest_stays() {
    let render = |markdown: &str| Html::new().without_title().render(&article(markdown)).unwrap_or_default();
    assert_eq!(render("# A\n\nb\n\n# C\n"), "<p>b</p>\n<h1>C</h1>\n");
    assert_eq!(render("#\n\n# A\n"), "");
    assert_eq!(render("## A\n"), "<h2>A</h2>\n");
    assert_eq!(render("<!--issueDescription-->\n# A\n<!--/issueDescription-->\n"), "");
}

#[test]
fn a_table_in_running_text_has_its_rows_on_lines() {
    markdown_value("a <!--$x-->b<!--/$x-->", "|c|d|\n|-|-|\n|e|f|", "<p>a c d<br>e f</p>");
}

#[track_caller]
fn needs(markdown: &str, expected: &[&str]) {
    assert_eq!(first_pass(&article(markdown)), expected, "{markdown:?}");
}

#[test]
fn what_the_first_pass_needs() {
    needs("<!--$a-->b<!--/$a--> `<!--$c-->d<!--/$c-->`", &[]);
    needs(
        "[<!--$a-->b<!--/$a-->](https://c.example/<!--$d-->e<!--/$d--> \"<!--$f-->g<!--/$f-->\") <!--$d-->e<!--/$d-->",
        &["d", "f"],
    );
    let alt = "<!--$a-->b<!--/$a--> *<!--$c-->d<!--/$c-->* [<!--$e-->f<!--/$e-->](https://g.example) ![<!--$h-->i<!--/$h-->](https://j.example) `<!--$k-->l<!--/$k-->`";
    needs(
        &format!("![{alt}](https://m.example/<!--$n-->o<!--/$n--> \"<!--$p-->q<!--/$p-->\")"),
        &["n", "p", "a", "c", "e", "h", "k"],
    );
}

#[test]
fn a_name_that_no_marker_can_hold_is_needed_first() {
    let json = serde_json::to_string(&article("<!--$ab-->c<!--/$ab--> <!--$d-->e<!--/$d-->")).unwrap_or_default();
    let edited = serde_json::from_str::<Article>(&json.replace("\"ab\"", "\"a-b\""));
    let edited = edited.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(first_pass(&edited), ["a-b"]);
    let marked = Html::new().missing(Missing::Marker).render(&edited).unwrap_or_default();
    assert_eq!(unfilled(&marked), ["d"]);
}

#[test]
fn a_single_section() {
    let article = article("# A\n<!--rcaDescription-->\nb\n<!--/rcaDescription-->\nc\n");
    let section = article.sections().next().map(|section| Html::new().render_section(section));
    assert_eq!(section, Some(Ok("<section class=\"rca-description\">\n<p>b</p>\n</section>\n".to_owned())));
}

#[test]
fn html_that_an_author_wrote_is_translated_or_text() {
    body("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    body("a <b onclick=\"alert(1)\" id=\"x\">c</b>", "<p>a <strong>c</strong></p>");
    body("<a href=\"javascript:alert(1)\">a</a>", "<p>a</p>");
    body("<a href=\"https://example.com\" target=\"_top\">a</a>", "<p><a href=\"https://example.com\">a</a></p>");
    body("a <!-- secret --> b", "<p>a b</p>");
}

#[test]
fn schemes_in_disguise_are_no_links() {
    for target in [
        "javascript:alert(1)",
        "JAVASCRIPT&colon;alert(1)",
        "java&#115;cript:alert(1)",
        "java&#9;script:alert(1)",
        "&#x1;javascript:alert(1)",
        "java\\\nscript:alert(1)",
        "<java script:alert(1)>",
        "//example.com",
        "/\\example.com",
        "data:text/html;base64,PHNjcmlwdD4=",
    ] {
        let html = article(&format!("[a]({target}) [b] <{target}>\n\n[b]: {target}\n")).to_html();
        assert!(!html.contains("<a"), "{target:?}: {html}");
    }
}

#[test]
fn sole_markdown_values_are_blocks() {
    let placeholder = "<!--$x-->x<!--/$x-->";
    markdown_value(placeholder, "* a\n* b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
    markdown_value(placeholder, "a\n\nb", "<p>a</p>\n<p>b</p>");
    markdown_value(&format!("* {placeholder}"), "a", "<ul>\n<li>a</li>\n</ul>");
    markdown_value(&format!("* {placeholder}"), "1. a", "<ul>\n<li>\n<ol>\n<li>a</li>\n</ol>\n</li>\n</ul>");
    markdown_value(placeholder, "", "");
}

#[test]
fn markdown_values_in_running_text_are_inlines() {
    let placeholder = "a <!--$x-->x<!--/$x--> b";
    markdown_value(placeholder, "**c**", "<p>a <strong>c</strong> b</p>");
    markdown_value(placeholder, "* c\n* d", "<p>a c<br>d b</p>");
    markdown_value(placeholder, "<script>c</script>", "<p>a &lt;script&gt;c&lt;/script&gt; b</p>");
    markdown_value(placeholder, "[c](javascript:d)", "<p>a c b</p>");
    markdown_value("## <!--$x-->x<!--/$x-->", "c\nd", "<h2>c d</h2>");
    markdown_value("`<!--$x-->x<!--/$x-->`", "**c**", "<p><code>c</code></p>");
    markdown_value(
        "[<!--$x-->x<!--/$x-->](https://a.example)",
        "[c](https://c.example)",
        "<p><a href=\"https://a.example\">c</a></p>",
    );
    markdown_value(
        "[a](https://a.example/<!--$x-->x<!--/$x-->)",
        "**c** d",
        "<p><a href=\"https://a.example/c%20d\">a</a></p>",
    );
}

#[test]
fn values_come_in_a_second_pass() {
    let article = article("a <!--$x-->[x]<!--/$x--> b\n\n<!--$y-->[y]<!--/$y-->\n");
    let marked = Html::new().missing(Missing::Marker).render(&article).unwrap_or_default();
    assert_eq!(marked, "<p>a <!--$x-->[x]<!--/$x--> b</p>\n<p><!--$y-->[y]<!--/$y--></p>\n");
    let values = Values::new().text("x", "<i>").markdown("y", "* c");
    assert_eq!(fill_html(&marked, &values).as_deref(), Ok("<p>a &lt;i&gt; b</p>\n<ul>\n<li>c</li>\n</ul>\n"));
}

#[test]
fn a_page_is_a_document() {
    let page = Page::new().language("ar").direction(Direction::RightToLeft);
    let page = page.render(&Html::new(), &article("# A & **b**\n")).unwrap_or_default();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"ar\">\n<head>\n<meta charset=\"utf-8\">\n"), "{page}");
    assert!(page.contains("<title>A &amp; b</title>\n"), "{page}");
    assert!(
        page.ends_with("<main dir=\"rtl\">\n<h1>A &amp; <strong>b</strong></h1>\n</main>\n</body>\n</html>\n"),
        "{page}"
    );
}

#[test]
fn a_page_shows_the_title_once() {
    let page = |markdown: &str| Page::new().render(&Html::new(), &article(markdown)).unwrap_or_default();
    assert!(page("a\n").ends_with("<main dir=\"auto\">\n<h1>Fabrikam</h1>\n<p>a</p>\n</main>\n</body>\n</html>\n"));
    assert_eq!(page("# A\n").matches("<h1>").count(), 1);
    let bare = Page::new().render(&Html::new().without_title(), &article("# A\n\nb\n")).unwrap_or_default();
    assert!(bare.ends_with("<main dir=\"auto\">\n<p>b</p>\n</main>\n</body>\n</html>\n"));
}
