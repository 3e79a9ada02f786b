//! An author's HTML (format §5): what each element becomes, wherever it is and however it ends.

use selfhelp::Article;
use selfhelp::diagnostic::{Code, Severity};
use selfhelp::visit::Node;

const HEADER: &str = "<properties pageTitle=\"Lamp\" articleId=\"lamp-1\" selfHelpType=\"generic\" />\n";

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("{HEADER}{body}"))
}

#[track_caller]
fn html(body: &str, expected: &str) {
    assert_eq!(article(body).to_html().trim_end(), expected, "{body:?}");
}

#[track_caller]
fn text(body: &str, expected: &str) {
    assert_eq!(article(body).to_text().trim_end(), expected, "{body:?}");
}

/// `body` shows nothing of tags, be its lines ended in whatever way.
#[track_caller]
fn shows(body: &str, expected: &str) {
    html(body, expected);
    html(&body.replace('\n', "\r\n"), expected);
}

/// Codes, severities and places of what is found in `body`.
#[track_caller]
fn finds(body: &str, expected: &[(Code, Severity, &str)]) {
    let article = article(body);
    let found = form_findings(&article);
    let found: Vec<_> = found
        .iter()
        .map(|found| (found.code.clone(), found.severity, article.source().get(found.span.range()).unwrap_or_default()))
        .collect();
    assert_eq!(found, expected, "{body:?}");
}

#[track_caller]
fn silent(body: &str) {
    finds(body, &[]);
}

/// The only message about `body`, and the source that its fix makes.
#[track_caller]
fn says(body: &str, message: &str, mended: Option<&str>) {
    let article = article(body);
    let found = form_findings(&article);
    let messages: Vec<_> = found.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(messages, [message], "{body:?}");
    let fixed = found[0].fix.as_ref().and_then(|fix| fix.apply(article.source()));
    assert_eq!(fixed, mended.map(|mended| format!("{HEADER}{mended}")), "{body:?}");
}

use Severity::{Note, Warning};

use crate::content::form_findings;

#[test]
fn attributes_may_be_empty() {
    shows("<img src=\"https://e.example/a.png\" alt=\"\">", "<p><img src=\"https://e.example/a.png\" alt=\"\"></p>");
    shows("<a href=\"https://e.example\" title=\"\">t</a>", "<p><a href=\"https://e.example\">t</a></p>");
    shows("<a href='' title=''>t</a>", "<p>t</p>");
    shows("a <b class=\"\" id = ''>c</b>", "<p>a <strong>c</strong></p>");
    shows("<p style=\"\">c</p>", "<p>c</p>");
    let cell = "<table>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>";
    shows("<table><tr><td style=\"\">1</td></tr></table>", cell);
    // A bare word makes words of it.
    shows("a <b group>", "<p>a &lt;b group&gt;</p>");
}

#[test]
fn elements_that_are_their_content() {
    for name in ["span", "font", "button", "big", "small", "ins", "mark", "q", "cite", "abbr", "var"] {
        shows(&format!("a <{name}>b</{name}> c"), "<p>a b c</p>");
        silent(&format!("a <{name}>b</{name}> c\n"));
        shows(&format!("a <{name} title=\"x\">b"), "<p>a b</p>");
    }
    for name in ["div", "center", "section", "article", "header", "footer", "main", "nav", "aside", "figure", "address"]
    {
        shows(&format!("<{name}>\n\nb\n\n</{name}>\n\nc"), "<p>b</p>\n<p>c</p>");
        silent(&format!("<{name}>\n\nb\n\n</{name}>\n\nc\n"));
        shows(&format!("<{name} class=\"x\">\n\nb"), "<p>b</p>");
    }
    shows("a<wbr>b", "<p>ab</p>");
    shows("<a name=\"top\">a</a>", "<p>a</p>");
    shows("a <a id=\"two\"/>b", "<p>a b</p>");
    silent("a <a id=\"two\"/>b\n");
    shows("a <strike>b</strike>", "<p>a <del>b</del></p>");
    shows("<tt>a</tt> <samp>b</samp>", "<p><code>a</code> <code>b</code></p>");
}

#[test]
fn elements_that_are_their_content_over_blocks() {
    let list = "<ul>\n<li><a href=\"https://example.com/m\">Make a lamp</a></li>\n</ul>";
    let body = "<span title=\"x\">\n\n* [Make a lamp](https://example.com/m)\n\n</span>";
    shows(body, list);
    silent(&format!("{body}\n"));
    shows("<font color=\"red\">\n\n## Stop\n\ntext</font>", "<h2>Stop</h2>\n<p>text</p>");
    shows("* a <span>b\n* c</span>\n", "<ul>\n<li>a b</li>\n<li>c</li>\n</ul>");
    silent("* a <span>b\n* c</span>\n");
    shows("> <small>a\n\n</small>b", "<blockquote>\n<p>a</p>\n</blockquote>\n<p>b</p>");
    shows("<div>\n\n* a</div>\n\nb", "<ul>\n<li>a</li>\n</ul>\n<p>b</p>");
    silent("<div>\n\n* a</div>\n\nb\n");
}

#[test]
fn blocks_that_are_their_content_part_paragraphs() {
    shows("a<section>b</section>c", "<p>a</p>\n<p>b</p>\n<p>c</p>");
    shows("<article><p>a</p>b</article>c", "<p>a</p>\n<p>b</p>\n<p>c</p>");
    shows("| a |\n|---|\n| b<div>c</div>d |", &row("a", "b<br>\nc<br>\nd"));
}

fn row(head: &str, cell: &str) -> String {
    format!(
        "<table>\n<thead>\n<tr>\n<th scope=\"col\">{head}</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>{cell}</td>\n</tr>\n</tbody>\n</table>"
    )
}

#[test]
fn words_in_angle_brackets_stay_words() {
    for name in ["header", "var", "section", "main", "q", "address", "mark", "footer"] {
        shows(&format!("set <{name}> first"), &format!("<p>set &lt;{name}&gt; first</p>"));
    }
    finds("set <header> first\n", &[(Code::HTML_AS_TEXT, Note, "<header>")]);
    shows("a <mark> and <mark>b</mark>", "<p>a &lt;mark&gt; and b</p>");
    shows("a </var> b", "<p>a &lt;/var&gt; b</p>");
}

#[test]
fn tags_without_end_leave_their_content() {
    shows("a <b>b", "<p>a b</p>");
    shows("* [Guide](https://e.example)<b>\n", "<ul>\n<li><a href=\"https://e.example\">Guide</a></li>\n</ul>");
    shows("a <i>b\n\nc</i>", "<p>a b</p>\n<p>c</p>");
    shows("### <span style=\"c\">**Conditions:**", "<h3><strong>Conditions:</strong></h3>");
    shows(
        "<a href=\"https://e.example/x\"><button>Go <b>now</b></button></a>",
        "<p><a href=\"https://e.example/x\">Go <strong>now</strong></a></p>",
    );
    shows("| a |\n|---|\n| <u>b |", &row("a", "b"));
    finds("a <b>b\n", &[(Code::HTML_UNCLOSED, Note, "<b>")]);
    finds("a <i>b\n\nc</i>\n", &[(Code::HTML_UNCLOSED, Note, "<i>")]);
    finds("a <span>b\n", &[(Code::HTML_UNCLOSED, Note, "<span>")]);
    says("a <font color=\"x\">b\n", "expected `</font>` for this tag, found none; only its content is shown", None);
    says("a <em>b\n", "expected `</em>` in the block of this tag, found none; only its content is shown", None);
    // What a reader may have to type stays.
    shows("type <code> now", "<p>type &lt;code&gt; now</p>");
}

#[test]
fn a_list_directly_in_a_list_belongs_to_the_item_before_it() {
    let nested = "<ol>\n<li>a\n<ul>\n<li>sub</li>\n</ul>\n</li>\n<li>b</li>\n</ol>";
    shows("<ol><li>a</li><ul><li>sub</li></ul><li>b</li></ol>", nested);
    shows("<ol>\n<li>a</li>\n<ul>\n<li>sub</li>\n</ul>\n<li>b</li>\n</ol>", nested);
    shows("<ol><li>a<ul><li>sub</ul><li>b</ol>", nested);
    text("<ol><li>a</li><ul><li>sub</li></ul><li>b</li></ol>", "1. a\n   * sub\n2. b");
    shows("<ul><ul><li>a</li></ul></ul>", "<ul>\n<li>\n<ul>\n<li>a</li>\n</ul>\n</li>\n</ul>");
}

#[test]
fn comments_between_the_parts_of_a_list_or_table_are_in_none() {
    let list = "<ol>\n<li>a</li>\n<li>b</li>\n</ol>";
    html("<ol><!-- x -->\n<li>a</li>\n<!-- c -->\n<li>b</li>\n<!-- d -->\n</ol>\n", list);
    html("<ol>\n\n<!-- x -->\n\n<li>a</li>\n\n<!-- c -->\n\n<li>b</li>\n\n</ol>\n", list);
    text("<ol>\n<!-- c -->\n<li>a</li>\n</ol>\n", "1. a");
    html(
        "<table>\n<tr><!-- d --><td>a</td></tr><!-- e -->\n</table>\n",
        "<table>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n</tbody>\n</table>",
    );
    html("<dl><!-- c --><dt>t</dt><!-- d --><dd>x</dd></dl>\n", "<dl>\n<dt>t</dt>\n<dd>x</dd>\n</dl>");
    // In an item it is a comment as any other.
    let article = article("<ul><li>a <!-- c --></li></ul>\n");
    assert_eq!(article.body.nodes().filter(|node| matches!(node, Node::Comment(_))).count(), 1);
}

#[test]
fn an_item_without_a_list_is_a_list_until_other_words() {
    let list = "<ul>\n<li>a</li>\n<li>b</li>\n</ul>";
    html("<li>a</li>\n<li>b</li>\n\nWords.\n\nMore.\n", &format!("{list}\n<p>Words.</p>\n<p>More.</p>"));
    html("<li>a</li>\n\n<li>b</li>\n\n> c\n", &format!("{list}\n<blockquote>\n<p>c</p>\n</blockquote>"));
    html("c <li>a</li> d\n", "<p>c</p>\n<ul>\n<li>a</li>\n</ul>\n<p>d</p>");
    html("<dd>a</dd>\n\nb\n", "<dl>\n<dt></dt>\n<dd>a</dd>\n</dl>\n<p>b</p>");
    html("<li>a\n\nb\n", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>");
}

#[test]
fn blocks_in_elements_that_are_their_content_are_blocks() {
    let list = "<ul>\n<li>a</li>\n</ul>";
    html("<span><ul><li>a</li></ul></span>\n", list);
    html("<font size=2>b<ul><li>a</li></ul></font> c\n", &format!("<p>b</p>\n{list}\n<p>c</p>"));
    html(
        "<span title=\"x\"><font>b <i>c</i><ul><li>a</li></ul></font></span>\n",
        &format!("<p>b <em>c</em></p>\n{list}"),
    );
    silent("<font><ul><li>a</li></ul></font>\n");
    html("## <font><ul><li>a</li></ul></font>\n", "<h2>• a</h2>");
    html("<font><h3>b\n</h3></font>\n", "<p>b</p>");
}

#[test]
fn a_heading_ends_a_list_or_table_that_nothing_ends() {
    let after = "\n<h2>Next</h2>\n<p>Text.</p>";
    let list = format!("<ul>\n<li>one</li>\n<li>two</li>\n</ul>{after}");
    for body in [
        "<li>one</li>\n<li>two</li>\n\n## Next\n\nText.",
        "<ul>\n<li>one</li>\n<li>two</li>\n\n## Next\n\nText.",
        "<ul><li>one<li>two\n\n\n## Next\n\nText.",
        "<ul><li>one<li>two\n\nNext\n---\n\nText.",
    ] {
        shows(body, &list);
    }
    let table = "<table>\n<tbody>\n<tr>\n<td>one</td>\n</tr>\n</tbody>\n</table>";
    shows("<table><tr><td>one\n\n## Next\n\nText.", &format!("{table}{after}"));
    shows("<div><table><tr><td>one</td></tr>\n\n## Next\n\nText.", &format!("{table}{after}"));
    let code = "\n<pre><code>code\n</code></pre>";
    shows("<ul><li>one<li>two\n\n## Next\n\nText.\n\n    code", &format!("{list}{code}"));
    finds("<ul><li>a\n\n## B\n", &[(Code::HTML_UNCLOSED, Warning, "<ul>")]);
    let message = "expected `</ul>` for this tag, found none; it ends here with its block";
    says("<ul><li>a\n\n## B\n", message, None);
    let message = "expected `<ul>` or `<ol>` around this item, found none; the list ends before the next heading";
    says("<li>a\n\n## B\n", message, None);
    // One that is ended holds the heading.
    let inside = "<ul>\n<li>one\n<h2>Next</h2>\n</li>\n</ul>";
    shows("<ul><li>one\n\n## Next\n\n</li></ul>", inside);
}

#[test]
fn what_is_said_of_columns_shows_nowhere() {
    let table = "<table>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n</tbody>\n</table>";
    html("<table><colgroup><col width=3><col span=\"2\"/></colgroup><tr><td>a</td></tr></table>\n", table);
    html("<table>\n  <col>\n  <tr><td>a</td></tr>\n</table>\n", table);
    silent("<table><colgroup><col width=3></colgroup><tr><td>a</td></tr></table>\n");
    html("Choose <col> now\n", "<p>Choose &lt;col&gt; now</p>");
}

#[test]
fn cells_keep_the_lines_of_blocks() {
    let body = "| x |\n|---|\n| Before:<ul><li>one</li><li>two</li></ul>after |\n";
    shows(body, &row("x", "Before:<br>\n• one<br>\n• two<br>\nafter"));
    text(body, "x\n-------\nBefore:\n• one\n• two\nafter");
    let body = "| x |\n|---|\n| <ol start=\"3\"><li>a</li><li><p>b</p><p>c</p></li></ol> |\n";
    shows(body, &row("x", "3. a<br>\n4. b<br>\nc"));
    shows("| x |\n|---|\n| <ol type=\"a\"><li>a<li>b</ol> |", &row("x", "a. a<br>\nb. b"));
    shows("| x |\n|---|\n| <p>a</p><p>b</p> |", &row("x", "a<br>\nb"));
    let table = |cell: &str| format!("<table>\n<tbody>\n<tr>\n<td>{cell}</td>\n</tr>\n</tbody>\n</table>");
    shows("<table><tr><td>\n\n* a\n* b\n\nc\n\n</td></tr></table>", &table("• a<br>\n• b<br>\nc"));
    shows("<table><tr><td>\n\n4. a\n5. b\n\n</td></tr></table>", &table("4. a<br>\n5. b"));
    shows("## a<ul><li>b</ul>c\n", "<h2>a<br>• b<br>c</h2>");
}

#[test]
fn a_table_in_a_cell_is_lines_of_it() {
    let table = |cell: &str| format!("<table>\n<tbody>\n<tr>\n<td>{cell}</td>\n<td>z</td>\n</tr>\n</tbody>\n</table>");
    let inner = "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>";
    shows(&format!("<table><tr><td>{inner}</td><td>z</td></tr></table>"), &table("1\n2<br>\n3"));
    shows(&format!("<table><tr><td>a{inner}b<td>z</table>"), &table("a<br>\n1\n2<br>\n3<br>\nb"));
    let inner = "<table><thead><tr><th>1<tbody><tr><td>2</table>";
    shows(&format!("<table><tr><td>{inner}</td><td>z</td></tr></table>"), &table("1<br>\n2"));
    silent("<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>\n");
}

#[test]
fn cells_over_columns_and_rows() {
    let body = "<table><tr><td>a</td><td>b</td></tr><tr><td rowspan=2>c</td><td>d</td></tr><tr><td>e</td></tr></table>";
    shows(
        body,
        "<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n<tr>\n<td rowspan=\"2\">c</td>\n<td>d</td>\n</tr>\n<tr>\n<td>e</td>\n</tr>\n</tbody>\n</table>",
    );
    text(body, "a  b\nc  d\n   e");
    let body = "<table><tr><td colspan=\"2\">a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr></table>";
    text(body, "a     b\nc  d  e");
    html(
        "<table><tr><th colspan=\"2\">a</th></tr></table>",
        "<table>\n<thead>\n<tr>\n<th scope=\"col\" colspan=\"2\">a</th>\n</tr>\n</thead>\n</table>",
    );
    for other in ["1", "0", "x", "99999", "-2", ""] {
        html(
            &format!("<table><tr><td colspan=\"{other}\">a</td></tr></table>"),
            "<table>\n<tbody>\n<tr>\n<td>a</td>\n</tr>\n</tbody>\n</table>",
        );
    }
}

#[test]
fn numbers_and_letters_of_lists() {
    let body = "<ol><li>a</li><li value=\"7\">b</li><li>c</li></ol>";
    shows(body, "<ol>\n<li>a</li>\n<li value=\"7\">b</li>\n<li>c</li>\n</ol>");
    text(body, "1. a\n7. b\n8. c");
    shows("<ol type=\"a\"><li>a</li><li>b</li></ol>", "<ol type=\"a\">\n<li>a</li>\n<li>b</li>\n</ol>");
    text("<ol type=\"a\"><li>a</li><li>b</li></ol>", "a. a\nb. b");
    text("<ol type=\"A\" start=\"26\"><li>a</li><li>b</li></ol>", " Z. a\nAA. b");
    text("<ol type=\"i\"><li>a</li><li>b</li><li value=\"4\">c</li></ol>", " i. a\nii. b\niv. c");
    text("<ol type=\"I\" start=\"1999\"><li>a</li></ol>", "MCMXCIX. a");
    text("<ol type=\"a\" start=\"0\"><li>a</li></ol>", "0. a");
    shows("<ol type=\"1\"><li>a</li></ol>", "<ol>\n<li>a</li>\n</ol>");
}

#[test]
fn cells_without_rows() {
    let table =
        |rows: &str| format!("<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n</tr>\n</thead>\n{rows}</table>");
    let rows = "<tbody>\n<tr>\n<td>b</td>\n<td>c</td>\n</tr>\n</tbody>\n";
    shows("<table><thead><td>a</td></thead><td>b</td><td>c</td></table>", &table(rows));
    shows("<table><thead><tr><th>a</thead><tbody><tr><td>b<td>c</table>", &table(rows));
}

#[test]
fn paragraphs_around_markdown() {
    shows("<p>\n\na\n\n</p>\n", "<p>a</p>");
    finds("<p>\n\na\n\n</p>\n", &[]);
    finds("* <p>\n\n  a</p>\n", &[]);
    finds("a</p>\n", &[(Code::HTML_UNMATCHED, Note, "</p>")]);
}

#[test]
fn the_first_line_end_of_code() {
    for end in ["\n", "\r"] {
        shows(&format!("<pre>{end} a{end} b{end}</pre>"), "<pre><code> a\n b\n</code></pre>");
    }
}

#[test]
fn breaks_that_are_nearly_right() {
    for tag in ["<br / >", "<br\\>", "</ br>", "<br.>", "</br/>", "<BR\\>", "< br/>"] {
        shows(&format!("a{tag}b"), "<p>a<br>\nb</p>");
        shows(&format!("* a{tag}b\n"), "<ul>\n<li>a<br>\nb</li>\n</ul>");
        shows(&format!("**a{tag}b**"), "<p><strong>a<br>\nb</strong></p>");
        shows(&format!("| x |\n|---|\n| a{tag}b |"), &row("x", "a<br>\nb"));
        shows(&format!("<p>a{tag}b</p>"), "<p>a<br>\nb</p>");
        shows(&format!("a\n{tag}\n* b\n"), "<p>a<br></p>\n<ul>\n<li>b</li>\n</ul>");
        finds(&format!("a{tag}b\n"), &[(Code::BREAK_SPELLING, Note, tag)]);
        shows(&format!("`{tag}`"), &format!("<p><code>{}</code></p>", tag.replace('<', "&lt;").replace('>', "&gt;")));
        shows(
            &format!("```\n{tag}\n```"),
            &format!("<pre><code>{}\n</code></pre>", tag.replace('<', "&lt;").replace('>', "&gt;")),
        );
    }
    says("a<br\\>b\n", "expected `<br>`, found `<br\\>`, which breaks the line all the same", Some("a<br>b\n"));
    shows("a \\<br\\>b", "<p>a &lt;br&gt;b</p>");
    silent("a<br/>b<br />c</br>d<BR>e\n");
}

#[test]
fn breaks_that_end_with_their_line() {
    for tag in ["<br", "<BR/", "<br /", "</br"] {
        shows(&format!("* a{tag}\n* b\n"), "<ul>\n<li>a<br></li>\n<li>b</li>\n</ul>");
        shows(&format!("a{tag}\nb\n"), "<p>a<br>\nb</p>");
        shows(&format!("> a{tag}\n> b\n"), "<blockquote>\n<p>a<br>\nb</p>\n</blockquote>");
        shows(&format!("<p>a <b>b{tag}\nc</b></p>"), "<p>a <strong>b<br>\nc</strong></p>");
        shows(&format!("a\n{tag}\nb\n"), "<p>a<br></p>\n<p>b</p>");
        shows(&format!("a\n\n{tag}\n\nb\n"), "<p>a</p>\n<p>b</p>");
        shows(&format!("| x |\n|---|\n| a{tag} |\n"), &row("x", "a<br>"));
        shows(&format!("| x |\n|---|\n| a{tag} b |\n"), &row("x", "a<br>\n b"));
        shows(&format!("灯{tag}，灯\n"), "<p>灯<br>\n，灯</p>");
        finds(&format!("a{tag} \nb\n"), &[(Code::BREAK_SPELLING, Note, tag)]);
        finds(&format!("a\n\n{tag} \n\nb\n"), &[(Code::BREAK_SPELLING, Note, tag)]);
        finds(&format!("* a\n\n{tag}\n* b\n"), &[(Code::BREAK_SPELLING, Note, tag)]);
    }
    finds("* a\n\n<br\\>\n* b\n", &[(Code::BREAK_SPELLING, Note, "<br\\>")]);
    shows("a <x> b", "<p>a &lt;x&gt; b</p>");
    shows("<x>", "<p>&lt;x&gt;</p>");
    silent("a<br\n>b\n");
    silent("a<br\nclear=\"all\">b\n");
    shows("`a<br\nb`", "<p><code>a&lt;br b</code></p>");
    shows("`a<br\\>\nb`", "<p><code>a&lt;br\\&gt; b</code></p>");
}

#[test]
fn tags_that_are_none_for_markdown_are_found() {
    for tag in ["<a href=\"https://e.example\"target=\"_blank\">", "<font color=>", "<o:p>", "</o:p>", "<span id='a'b>"]
    {
        finds(&format!("a {tag} b\n"), &[(Code::HTML_AS_TEXT, Note, tag)]);
    }
    for words in ["a <b and c", "1 <2> 3", "<https://e.example/a:b>", "`<o:p>`", "a \\<o:p> b", "x <y:z and more> b"] {
        silent(&format!("{words}\n"));
    }
    silent("if a<b and c>d or e<f || g>h\n");
    finds("x<resource group>y\n", &[(Code::HTML_AS_TEXT, Note, "<resource group>")]);
}

#[test]
fn breaks_in_items_do_not_end_the_list() {
    let list = |first: &str| format!("<ol>\n<li>{first}</li>\n<li>Second</li>\n</ol>");
    shows("1. First:\n<br>\n    more\n2. Second\n", &list("First:\n<br>\nmore"));
    shows("1. First:\n<br>\n2. Second\n", &list("First:\n<br>"));
    let loose = "<ol>\n<li>\n<p>First:</p>\n<p>more</p>\n</li>\n<li>\n<p>Second</p>\n</li>\n</ol>";
    shows("1. First:\n\n<br>\n\n   more\n2. Second\n", loose);
    shows("1. First:\n\n<br>\n<br>\n\n\tmore\n2. Second\n", loose);
    shows("1. a\n<br>\ntext\n", "<ol>\n<li>a<br></li>\n</ol>\n<p>text</p>");
    shows("1. a\n\n<br>\n\ntext\n", "<ol>\n<li>a</li>\n</ol>\n<p>text</p>");
    shows("1. a\n<br>\n**b** c\n", "<ol>\n<li>a<br></li>\n</ol>\n<p><strong>b</strong> c</p>");
    let quoted = |list: &str| format!("<blockquote>\n{list}\n</blockquote>");
    shows("> 1. First:\n> <br>\n>    more\n> 2. Second\n", &quoted(&list("First:\n<br>\nmore")));
    shows("> 1. First:\n> <br>\n> 2. Second\n", &quoted(&list("First:\n<br>")));
    shows("> 1. First:\n>    <br>\n>    more\n> 2. Second\n", &quoted(&list("First:\n<br>\nmore")));
    shows("> > 1. First:\n> > <br>\n> > 2. Second\n", &quoted(&quoted(&list("First:\n<br>"))));
    shows("> 1. First:\n>\n> <br>\n>\n>    more\n> 2. Second\n", &quoted(loose));
    shows("> * a\n> <br>\n\nb\n", "<blockquote>\n<ul>\n<li>a<br></li>\n</ul>\n</blockquote>\n<p>b</p>");
    shows("> * a\n> <br>\n* b\n", "<blockquote>\n<ul>\n<li>a<br></li>\n</ul>\n</blockquote>\n<ul>\n<li>b</li>\n</ul>");
    shows("a\n\n\t<br>\n\nb", "<p>a</p>\n<p>b</p>");
    shows("a\n\n    <br><br/>\n    <br>\n\nb", "<p>a</p>\n<p>b</p>");
    shows("a\n\n```\n<br>\n```", "<p>a</p>\n<pre><code>&lt;br&gt;\n</code></pre>");
}

#[test]
fn a_heading_without_its_end_tag_ends_with_its_block() {
    let message = "expected `</h3>` for this tag, found none; the heading ends with its block";
    for body in ["<h3>Steps\n\n1. a\n\n## Next", "<h3><i>Steps</i>\n\n1. a\n\n## Next"] {
        let steps = if body.contains("<i>") { "<em>Steps</em>" } else { "Steps" };
        shows(body, &format!("<h3>{steps}</h3>\n<ol>\n<li>a</li>\n</ol>\n<h2>Next</h2>"));
        says(body, message, None);
    }
    shows("* <h3>Steps\n\n  a", "<ul>\n<li>\n<h3>Steps</h3>\na</li>\n</ul>");
    shows("> <h3>Steps\n>\n> a", "<blockquote>\n<h3>Steps</h3>\n<p>a</p>\n</blockquote>");
    shows("<h3>Steps\n<h4>More</h4>\n\na", "<h3>Steps</h3>\n<h4>More</h4>\n<p>a</p>");
    // The end tag of another heading ends it.
    shows("<h3>Steps</h2>\n\n1. a", "<h3>Steps</h3>\n<ol>\n<li>a</li>\n</ol>");
    says("<h3>Steps</h2>\n\na", "expected `</h3>` for this heading, found `</h2>`, which ends it", None);
    // Without words it is none, and in a sentence the name of an element.
    shows("<h3>\n\n1. a", "<p>&lt;h3&gt;</p>\n<ol>\n<li>a</li>\n</ol>");
    finds("Use <h3> here.\n\na", &[(Code::HTML_AS_TEXT, Note, "<h3>")]);
    shows("<h3>\n\nSteps\n\n</h3>\n\na", "<h3>Steps</h3>\n<p>a</p>");
}

#[test]
fn what_is_between_items_belongs_to_the_one_before() {
    let list = |between: &str| format!("<ol>\n<li>a</li>\n{between}\n<li>b</li>\n</ol>");
    for (between, shown) in [
        ("<b>Note:</b> wait", "1. a\n   *Note:* wait\n2. b"),
        (
            "<img src=\"https://e.example/a.png\" alt=\"A\">",
            "1. a\n   [Picture: A] [1]\n2. b\n\n[1] https://e.example/a.png",
        ),
        ("<p>wait</p>", "1. a\n\n   wait\n\n2. b"),
        ("wait", "1. a\n   wait\n2. b"),
        ("<pre>c</pre>", "1. a\n       c\n2. b"),
    ] {
        text(&list(between), shown);
    }
    html(&list("wait"), "<ol>\n<li>a\n<p>wait</p>\n</li>\n<li>b</li>\n</ol>");
    // Before the first item there is none.
    shows("<ol>\na\n<li>b</li>\n</ol>", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>");
}
