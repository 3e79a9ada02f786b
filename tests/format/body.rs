//! The rows of format §5, in its order: what each becomes, and what is reported about it.

use crate::content::is_content;
use selfhelp::Article;
use selfhelp::diagnostic::{Code, Severity};

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("<properties pageTitle=\"Fabrikam\" articleId=\"fabrikam\" />\n{body}\n"))
}

#[track_caller]
fn html(body: &str, expected: &str) {
    assert_eq!(article(body).to_html().trim_end(), expected, "{body:?}");
}

/// The codes and severities that parsing and checking `body` report.
#[track_caller]
fn reports(body: &str, expected: &[(Code, Severity)]) {
    let found: Vec<_> = article(body)
        .check()
        .into_iter()
        .map(|found| (found.code, found.severity))
        .filter(|(code, _)| !is_content(code))
        .collect();
    assert_eq!(found, expected, "{body:?}");
}

use Severity::{Note, Warning};

#[test]
fn commonmark_with_tables_strikethrough_and_bare_addresses() {
    html("~~gone~~ *now*", "<p><del>gone</del> <em>now</em></p>");
    html("See https://example.com/a.", "<p>See <a href=\"https://example.com/a\">https://example.com/a</a>.</p>");
    let head = "<thead>\n<tr>\n<th scope=\"col\">A</th>\n</tr>\n</thead>";
    let rows = "<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>";
    html("| A |\n|---|\n| b |", &format!("<table>\n{head}\n{rows}\n</table>"));
    reports("See https://example.com/a, www.example.com and help@example.com", &[]);
}

#[test]
fn line_breaks() {
    for tag in ["<br>", "<br/>", "</br>", "<BR />"] {
        html(&format!("one{tag}two"), "<p>one<br>\ntwo</p>");
    }
    html("one<br>\ntwo", "<p>one<br>\ntwo</p>");
}

#[test]
fn lines_of_nothing_but_breaks() {
    html("one\n<br>\n* two", "<p>one<br></p>\n<ul>\n<li>two</li>\n</ul>");
    html("<br>\n* two", "<ul>\n<li>two</li>\n</ul>");
    html("<br><br>\n## two", "<h2>two</h2>");
    html("<resource-group>\n* two", "<p>&lt;resource-group&gt;</p>\n<ul>\n<li>two</li>\n</ul>");
}

#[test]
fn what_is_not_a_language_after_a_fence() {
    #[track_caller]
    fn says(body: &str, code: Code, place: &str, message: &str) {
        let article = article(body);
        let found = article.diagnostics().iter().find(|found| found.code == code);
        let found = found.map(|found| (&article.source()[found.span.range()], found.message.as_str()));
        assert_eq!(found, Some((place, message)), "{body:?}");
    }
    let message = "expected the language of the code, found a comment; it is dropped";
    says("```<!--SECRET-->\nb\n```", Code::COMMENT_IN_INFO, "<!--SECRET-->", message);
    says("```sql <!-- a --> b\nb\n```", Code::COMMENT_IN_INFO, "<!-- a --> b", message);
    let message = "expected the language of the code, found a placeholder; it is dropped";
    says("```<!--$x-->y<!--/$x-->\nb\n```", Code::PLACEHOLDER_IN_INFO, "<!--$x-->y<!--/$x-->", message);
}

#[test]
fn words_in_angle_brackets() {
    for words in ["resource-group", "SAS-token", "resource group name", "path to hive", "Sub GUID that was used"] {
        html(&format!("Use <{words}> here"), &format!("<p>Use &lt;{words}&gt; here</p>"));
    }
    reports("Use <resource-group> here", &[(Code::HTML_AS_TEXT, Note)]);
}

#[test]
fn messages_quote_long_tags_in_short() {
    let says = |body: &str, quoted: &str| {
        let message = format!("`{quoted}` is not an element that is shown; it is read as text");
        let found = article(body);
        assert!(found.diagnostics().iter().any(|found| found.message == message), "{:?}", found.diagnostics());
    };
    says("Use <resource-group> here", "<resource-group>");
    says(&format!("Use <resource {}> here", "a".repeat(49)), &format!("<resource {}>", "a".repeat(49)));
    says(&format!("Use <resource {}> here", "a".repeat(60)), &format!("<resource {}…", "a".repeat(50)));
    says("Use <resource\ngroup> here", "<resource…");
}

#[test]
fn images() {
    html("![The disk](https://example.com/a.png)", "<p><img src=\"https://example.com/a.png\" alt=\"The disk\"></p>");
    html("![The disk](Screenshots\\x.png)", "<p>The disk</p>");
    html("![The disk](C:\\x.png)", "<p>The disk</p>");
    reports("![The disk](Screenshots\\x.png)", &[(Code::IMAGE_TARGET, Warning)]);
}

#[test]
fn rows_with_more_cells_than_the_head() {
    assert!(article("| A | B |\n|---|---|\n| a | b | c |").to_html().contains("<td>a</td>\n<td>b | c</td>\n</tr>"));
    reports("| A | B |\n|---|---|\n| a | b | c |", &[(Code::TABLE_CELLS, Warning)]);
}

#[test]
fn definitions_that_nothing_uses() {
    html("[Error]: Timeout", "<p>[Error]: Timeout</p>");
    html("[comment]: # (ask first)\n\n[//]: # (ask first)\n\ntext", "<p>text</p>");
    reports("[Error]: Timeout", &[(Code::DEFINITION_AS_TEXT, Warning)]);
    reports("[comment]: # (ask first)", &[]);
}

#[test]
fn html_of_authors() {
    html("<ul><li>a <b>b</b></li></ul>", "<ul>\n<li>a <strong>b</strong></li>\n</ul>");
    html("<div>a <span>b</span></div>", "<p>a b</p>");
    html(
        "<a href=\"https://example.com\">a</a> <u>b</u> <i>c</i>",
        "<p><a href=\"https://example.com\">a</a> <u>b</u> <em>c</em></p>",
    );
}

#[test]
fn tags_in_items_and_cells_of_markdown_leave_them_open() {
    let head = "<table>\n<thead>\n<tr>\n<th scope=\"col\">A</th>\n</tr>\n</thead>\n<tbody>";
    let table =
        |cell: &str| format!("{head}\n<tr>\n<td>{cell}</td>\n</tr>\n<tr>\n<td>c</td>\n</tr>\n</tbody>\n</table>");
    html("| A |\n|---|\n| a <td>b |\n| c |", &table("a &lt;td&gt;b"));
    html("| A |\n|---|\n| a <tr>b |\n| c |", &table("a &lt;tr&gt;b"));
    html("| A |\n|---|\n| <table><tr><td>a</td></tr></table> |\n| c |", &table("a"));
    html("* a <li>b\n* c", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>");
}

#[test]
fn near_misses_stay_as_they_are_written() {
    html("### ** NOT READY **", "<h3>** NOT READY **</h3>");
    html("##Steps", "<p>##Steps</p>");
    html("1.Step", "<p>1.Step</p>");
    html("*Bullet", "<p>*Bullet</p>");
    html("*whole line*", "<p><em>whole line</em></p>");
    html("[text] (guide)", "<p>[text] (guide)</p>");
    reports("# A\n\n## ** NOT READY **", &[(Code::EMPHASIS_SPACES, Warning)]);
    reports("##Steps", &[(Code::HEADING_SPACE, Warning)]);
    reports("1.Step", &[(Code::LIST_SPACE, Warning)]);
    reports("*Bullet", &[(Code::LIST_SPACE, Warning)]);
    reports("*whole line*", &[]);
    reports("[text] (https://example.com)", &[(Code::LINK_GAP, Warning)]);
}

#[test]
fn notes() {
    let note = |class: &str, title: &str| {
        let title = format!("<p class=\"note-title\"><strong>{title}</strong></p>");
        format!("<aside class=\"{class}\" role=\"note\">\n{title}\n<p>Take care</p>\n</aside>")
    };
    html("> [!NOTE]\n> Take care", &note("note", "Note"));
    html("> [!tip] Take care", &note("note tip", "Tip"));
    html("[!NOTE] Take care", "<p>[!NOTE] Take care</p>");
    reports("[!NOTE] Take care", &[(Code::ALERT_OUTSIDE_QUOTE, Warning)]);
    html("<blockquote class=\"a\">\n<p>[!NOTE]\nTake care</blockquote>", &note("note", "Note"));
    html(">\n> >\n> > [!NOTE] Take care", &format!("<blockquote>\n{}\n</blockquote>", note("note", "Note")));
}

#[test]
fn one_character_in_bold_is_bold_whatever_is_beside_it() {
    html("(**注**意)", "<p>(<strong>注</strong>意)</p>");
    html("y**中**.", "<p>y<strong>中</strong>.</p>");
    html(".~~中~~y", "<p>.<del>中</del>y</p>");
    html("**a**。**(b)**", "<p><strong>a</strong>。<strong>(b)</strong></p>");
    html("**(a)**中**(b)**", "<p><strong>(a)</strong>中<strong>(b)</strong></p>");
}

#[test]
fn escaped_brackets_make_no_note() {
    let quote = |text: &str| format!("<blockquote>\n<p>{text}</p>\n</blockquote>");
    html("> \\[!NOTE] a", &quote("[!NOTE] a"));
    html("> \\[!NOTE\\] a", &quote("[!NOTE] a"));
    html("> [!NOTE\\] a", &quote("[!NOTE] a"));
    html("> [\\!NOTE] a", &quote("[!NOTE] a"));
    html("> &#91;!NOTE] a", &quote("[!NOTE] a"));
    html("> &#91;!NOTE] > [!NOTE] a", &quote("[!NOTE] &gt; [!NOTE] a"));
    html("> \\[!NOTE] > [!NOTE] a", &quote("[!NOTE] &gt; [!NOTE] a"));
}

#[test]
fn lists_indented_by_a_tab() {
    let inner = "<ul>\n<li>two</li>\n<li>three</li>\n</ul>";
    let expected = format!("<ol>\n<li>one\n{inner}\n</li>\n<li>four</li>\n</ol>");
    html("1. one\n\t* two\n\t* three\n2. four", &expected);
}

#[test]
fn tags_over_lines_of_a_quote() {
    html("> a <b\n> title=\"c\">d</b>", "<blockquote>\n<p>a <strong>d</strong></p>\n</blockquote>");
    html("- > a <x\n  > y>", "<ul>\n<li>\n<blockquote>\n<p>a &lt;x\ny&gt;</p>\n</blockquote>\n</li>\n</ul>");
}

#[test]
fn fences_with_tabs_after_them() {
    for closing in ["```", "```\t", "``` \t ", "  ````\t\t"] {
        html(&format!("```\t\na\n{closing}\nb"), "<pre><code>a\n</code></pre>\n<p>b</p>");
        html(&format!("```\na\n{closing}\r\n<!-- n -->b"), "<pre><code>a\n</code></pre>\n<p>b</p>");
    }
    html("~~~\na\n~~~\t\nb", "<pre><code>a\n</code></pre>\n<p>b</p>");
    html("- ```\n\ta\n  ```\t\n- b", "<ul>\n<li>\n<pre><code>  a\n</code></pre>\n</li>\n<li>b</li>\n</ul>");
    html("```\na\n```\tb", "<pre><code>a\n```\tb\n</code></pre>");
}

#[test]
fn code_by_indentation() {
    html("one\n\n    two", "<p>one</p>\n<pre><code>two\n</code></pre>");
    reports("one\n\n    two", &[(Code::CODE_BY_INDENT, Note)]);
}

#[test]
fn targets_of_links() {
    let target =
        |target: &str, address: &str| html(&format!("[a]({target})"), &format!("<p><a href=\"{address}\">a</a></p>"));
    target("https://example.com/a", "https://example.com/a");
    target("http://example.com", "http://example.com");
    target("mailTo:help@example.com", "mailTo:help@example.com");
    target("data-blade:Fabrikam.ImagesBlade.id.7", "https://portal.azure.com/#blade/Fabrikam/ImagesBlade/id/7");
    for written in [
        "",
        "#steps",
        "guide.md",
        "www.example.com",
        "aka.ms/a",
        "Fabrikam_Compute.ImagesBlade",
        "htps://a.b",
        "javascript:a",
    ] {
        html(&format!("[a]({written})"), "<p>a</p>");
    }
    reports("[a]()", &[(Code::LINK_RELATIVE, Note)]);
    reports("[a](#steps)", &[(Code::LINK_RELATIVE, Note)]);
    reports("[a](www.example.com)", &[(Code::LINK_NO_SCHEME, Warning)]);
    reports("[a](aka.ms/a)", &[(Code::LINK_NO_SCHEME, Warning)]);
    reports("[a](Fabrikam_Compute.ImagesBlade)", &[(Code::LINK_NO_SCHEME, Warning)]);
    reports("[a](https://example.com/a b)", &[(Code::LINK_SPACE, Warning)]);
    reports("[a](htps://example.com)", &[(Code::LINK_SCHEME_TYPO, Warning)]);
    reports("[a](javascript:a)", &[(Code::LINK_UNSAFE, Warning)]);
}
