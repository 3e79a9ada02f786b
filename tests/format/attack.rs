//! What hostile articles must not do: show comments or masks, lose text, take more than linear time (format §3, §4).

use selfhelp::Article;
use selfhelp::values::Value;
use support::clock;

#[track_caller]
fn html(source: &str, expected: &str) {
    let article = Article::parse_lenient(&format!("<properties />\n{source}"));
    assert_eq!(article.to_html(), expected, "{source:?}");
}

#[track_caller]
fn hidden(source: &str) {
    let article = Article::parse_lenient(&format!("<properties />\n{source}"));
    let (html, text) = (article.to_html(), article.to_text());
    assert!(!html.contains("internal") && !text.contains("internal"), "{source:?}: {html}");
}

#[test]
fn comments_are_hidden() {
    hidden("<!--$x--><!-- internal --><li><!--/$x-->");
    hidden("[a](https://example.com/<!--$x-->b<!-- internal --><!--/$x-->)");
    hidden("<a f=<!-- internal -->>");
    hidden("<a href=\"https://example.com/\" title=\"<!-- internal -->\">\nb</a>");
    hidden("<resource-group a=\"<!-- internal -->\">");
    hidden("<metric><!-- </metric> internal --></metric>");
    hidden("<metric><!-- a <!-- b --> internal --></metric>");
    hidden("<div>\n```\n<!-- internal -->\n```\n</div>");
    hidden("<pre>\n\n~~~\n<!-- internal -->\n</pre>");
    hidden("<<<<<<< HEAD <!-- internal -->\na\n=======\nb\n>>>>>>> c <!-- internal\ninternal -->\nd");
    hidden(":::Section A:::<!-- internal -->\nb");
    hidden(":::Section A <!-- internal --> b:::\nc");
    hidden("- <p>\n  ```\n  <!-- internal -->\n");
}

#[test]
fn a_comment_ends_the_title_of_a_section() {
    let section = |rest: &str| format!("<section class=\"titled\">\n<h2>A</h2>\n{rest}</section>\n");
    html(":::Section A:::<!-- b -->\nc", &section("<p>c</p>\n"));
    html(":::Section A:::<!-- b --> c", &section("<p>c</p>\n"));
    html(":::Section A <!-- b --> c:::\nd", &section("<p>c:::\nd</p>\n"));
    html(":::Section A <!--$x-->y<!--/$x--> c:::", &section("<p>y c:::</p>\n"));
    html(":::Section <!-- b -->A:::", "<p>:::Section A:::</p>\n");
}

#[test]
fn the_shortest_comments_end_at_once() {
    html("a<!-->b", "<p>ab</p>\n");
    html("a<!--->b", "<p>ab</p>\n");
    html("<metric><!--><name>a</name><!---></metric>", "<p class=\"metric\">Chart: a (sum over 1 day)</p>\n");
}

#[test]
fn a_placeholder_in_an_info_string_ends_there() {
    html("```sql <!--$x-->\na\nb<!--/$x-->\n```", "<pre><code class=\"language-sql\">a\nb\n</code></pre>\n");
}

#[test]
fn comments_in_an_info_string_are_dropped() {
    let code = |body: &str, class: &str| html(body, &format!("<pre><code{class}>b\n</code></pre>\n"));
    code("```<!--SECRET-->\nb\n```", "");
    code("~~~ <!-- SECRET --> <!---->\nb\n~~~", "");
    code("```<!--SECRET-->sql<!-- a -->\nb\n```", " class=\"language-sql\"");
    code("```sql<!-- a <!-- b --> c -->\nb\n```", " class=\"language-sql\"");
    code("```<!--SECRET&amp;-->sql\nb\n```", " class=\"language-sql\"");
    code("```&lt;!--SECRET-->\nb\n```", "");
    code("```sql<!--SECRET\nb\n```", " class=\"language-sql\"");
    code("```<!-->sql\nb\n```", " class=\"language-sql\"");
    code("```<!--SECRET--><!--$x-->y<!--/$x-->\nb\n", "");
}

#[test]
fn comments_in_values_are_hidden() {
    let value = Value::markdown("<!--$x--><!-- internal --></td><!--$x-->");
    assert!(!format!("{value:?}").contains("Words { text: \"<!--"));
}

#[test]
fn masks_are_not_shown() {
    html("<body><e<!--($\r\n", "<p>&lt;body&gt;&lt;e</p>\n");
    html(
        "<table\r\nw<!--nextSteps-->\r\nb",
        "<p>&lt;table\nw</p>\n<section class=\"next-steps\">\n<p>b</p>\n</section>\n",
    );
    html("<!A\n\r\n<span>b</span>", "<p>&lt;!A\n\n&lt;span&gt;b</p>\n");
}

#[test]
fn a_line_of_tags_in_running_text_is_text() {
    html("<a b>", "<p>&lt;a b&gt;</p>\n");
    html("<u b></u><i>c\nd", "<p>&lt;u b&gt;c\nd</p>\n");
    html("<u b><i>\nd</i>", "<p>&lt;u b&gt;<em>\nd</em></p>\n");
}

#[test]
fn a_marker_ends_html() {
    html(
        "<div>a<!--nextSteps-->**b**<!--/nextSteps-->c</div>",
        "<p>a</p>\n<section class=\"next-steps\">\n<p><strong>b</strong></p>\n</section>\n<p>c</p>\n",
    );
    html(
        "<script>\n<!--nextSteps-->\nb\n<!--/nextSteps-->",
        "<p>&lt;script&gt;</p>\n<section class=\"next-steps\">\n<p>b</p>\n</section>\n",
    );
}

#[test]
fn a_table_where_none_can_be_keeps_its_text() {
    html("<h2>\n\na|b\n-|-\nc|d\n\n</h2>", "<h2>a b<br>c d</h2>\n");
    html(
        "<table><tr><td>\n\n|a|b|\n|-|-|\n|c||\n\n</td></tr></table>",
        "<table>\n<tbody>\n<tr>\n<td>a\nb<br>\nc</td>\n</tr>\n</tbody>\n</table>\n",
    );
}

#[test]
fn long_lines_take_time_in_proportion() {
    for unit in
        ["<!--nextSteps-->", "~~a<!--nextSteps-->`b`", "](https://example.com/ \"t\")<!--/nextSteps-->", "`<!--`"]
    {
        let source = format!("<properties />\n{}", unit.repeat(200_000 / unit.len()));
        let time = clock::time(|| drop(Article::parse_lenient(&source).check()));
        // Quadratic time would be tens of seconds here.
        assert!(time.as_secs() < 5, "{unit:?}");
    }
}
