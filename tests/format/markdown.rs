//! Articles as Markdown.

use selfhelp::Article;
use selfhelp::link::Base;
use selfhelp::render::markdown::Markdown;
use selfhelp::render::{HelpItem, Out};
use selfhelp::values::Values;

/// The Markdown of an article with this body as `markdown` renders it, without the line end at its end.
#[track_caller]
fn renders(markdown: &Markdown<'_>, body: &str, expected: &str) {
    let article = Article::parse_lenient(&format!("<properties />\n{body}"));
    let written = markdown.render(&article).expect("nothing can be missing");
    assert_eq!(written.strip_suffix('\n').unwrap_or(&written), expected, "{body}");
}

#[track_caller]
fn markdown(body: &str, expected: &str) {
    renders(&Markdown::new(), body, expected);
}

/// What is Markdown already stays as it is.
#[track_caller]
fn stays(body: &str) {
    markdown(body, body);
}

/// What a text value is written as in a sentence.
#[track_caller]
fn value(value: &str, expected: &str) {
    let values = Values::new().text("v", value);
    renders(&Markdown::new().values(&values), "See <!--$v-->it<!--/$v-->.", &format!("See {expected}."));
}

/// What a text value is written as where it begins a block.
#[track_caller]
fn first(value: &str, expected: &str) {
    let values = Values::new().text("v", value);
    renders(&Markdown::new().values(&values), "<!--$v-->it<!--/$v-->", expected);
}

#[test]
fn notes_have_names_where_no_reader_knows_their_markers() {
    let named = Markdown::new().named_notes();
    renders(&named, "> [!TIP]\n> a\n>\n> > [!NOTE]\n> > b", "> **Tip**\n>\n> a\n>\n> > **Note**\n> >\n> > b");
    renders(&named, "* > [!CAUTION]\n  > * a", "- > **Caution**\n  >\n  > - a");
    renders(&named, "> [!TIP]\n>", "> **Tip**");
    renders(&named, "> a", "> a");
}

#[test]
fn an_empty_article_is_nothing() {
    assert_eq!(Article::parse_lenient("<properties />\n").to_markdown(), "");
}

#[test]
fn blocks_are_as_markdown_writes_them() {
    stays("# Disks\n\nStop it.\n\n###### Then");
    stays("# C# or \\#");
    stays("> Stop it.\n>\n> - a\n> - b");
    stays("> [!WARNING]\n> Stop it.");
    stays("> [!NOTE]\n>\n> - Stop it.");
    stays("```text\na\n\n  b\n```");
    stays("````\n```\n````");
    markdown("a\n\n***\n\nb", "a\n\n___\n\nb");
    markdown("one\ntwo", "one two");
    markdown("one  \ntwo", "one\\\ntwo");
    markdown("a <!-- for authors --> b", "a b");
    markdown(":::Section Steps:::\nStop it.", "## Steps\n\nStop it.");
}

#[test]
fn lists_keep_their_items_apart_from_others() {
    stays("- a\n- b\n  - c\n\n    d\n- e");
    stays("1. a\n2. b");
    stays("9. a\n\n10. b\n\n    c");
    stays("- a\n\n- b");
    stays("- # a\n- > b\n- ```\n  c\n  ```");
    markdown("* a\n\n- b", "- a\n\n* b");
    markdown("1. a\n\n1) b", "1. a\n\n1) b");
    markdown("<ol><li>a</li><li value=\"7\">b</li><li>c</li></ol>", "1. a\n\n7) b\n8) c");
    markdown("- \n- b", "-\n- b");
}

/// Right after a paragraph an item without words would be the line of its heading, or text of it.
#[test]
fn items_without_words_make_no_headings_and_rules() {
    markdown("* a\n  * <!-- b -->\n  * c", "- a\n\n  -\n  - c");
    markdown("* a\n  * &nbsp;\n  * c", "- a\n\n  -\n  - c");
    markdown("1. a\n   * <!--$x--><!--/$x-->\n   * b", "1. a\n\n   -\n   - b");
    markdown("1. a\n   * <!--$x-->c<!--/$x-->\n   * b", "1. a\n   - c\n   - b");
    markdown("* a\n  1. **<!-- b -->**", "- a\n\n  1.");
    markdown("* a\n  1. <i></i>\n  2. b", "- a\n\n  1.\n  2. b");
    markdown("* a\n  * ![](b.png)\n  * c", "- a\n\n  -\n  - c");
    let empty = Values::new().text("x", " ");
    renders(&Markdown::new().values(&empty), "* a\n  * <!--$x-->c<!--/$x-->", "- a\n\n  -");
    let empty = Values::new().markdown("x", "<!-- a -->");
    renders(&Markdown::new().values(&empty), "* a\n  * b<!--$x-->c<!--/$x-->\n  * d", "- a\n  - b\n  - d");
    renders(&Markdown::new().values(&empty), "* a\n  * <!--$x-->c<!--/$x--> \n  * d", "- a\n\n  -\n  - d");
    markdown("- - - &nbsp;", "- - *");
    markdown("- - - <!-- c -->\n\n    text", "- - *\n\n    text");
    markdown("- a\n\n* - - - - <!-- c -->", "- a\n\n* - - * -");
    stays("- - * a\n    * b\n  - c\n- d");
}

/// A prefix of sixty quotes before each of very many lines would be many times as long as they are.
#[test]
fn very_many_lines_in_very_many_quotes_are_in_fewer() {
    let lines = "b\\\n".repeat(70_000);
    let markdown = Article::parse_lenient(&format!("{}a\\\n{lines}", ">".repeat(60))).to_markdown();
    assert!(markdown.starts_with("> > > > > > a\\\n> > > > > > b\\\n"), "{:?}", &markdown[..40]);
}

#[test]
fn tables_have_a_cell_for_every_place() {
    stays("| a | b |\n| :-- | --: |\n| | 1 |");
    markdown("|a|b|\n|-|-|\n|1||\n||", "| a | b |\n| --- | --- |\n| 1 |\n| |");
    markdown("a|b\n-|-\n`x\\|y`|1<br>2", "| a | b |\n| --- | --- |\n| `x\\|y` | 1<br>2 |");
    markdown("<table><tr><td>a</td><td>b</td></tr></table>", "| | |\n| --- | --- |\n| a | b |");
    markdown(
        "<table><tr><th colspan=\"2\">a</th></tr><tr><td rowspan=\"2\">1</td><td>2</td></tr><tr><td>3</td></tr></table>",
        "| a | |\n| --- | --- |\n| 1 | 2 |\n| | 3 |",
    );
}

#[test]
fn html_is_translated() {
    markdown("<b>Stop</b> <i>it</i> <u>now</u>, <s>soon</s>", "**Stop** *it* now, ~~soon~~");
    markdown("10<sup>3</sup> and H<sub>2</sub>O", "10^3 and H2O");
    markdown("<dl><dt>Disk</dt><dd>A place</dd></dl>", "**Disk**\n\n- A place");
    markdown("<details><summary>More</summary>Stop it.</details>", "**More**\n\nStop it.");
    markdown("<details>Stop it.</details>", "**Details**\n\nStop it.");
}

#[test]
fn styles_are_written_where_they_are_read() {
    stays("**_a_** and _**a**_ and *a **b** c*");
    markdown("<b>Stop </b>it", "**Stop** it");
    markdown("<b>a</b><b>b</b>", "**ab**");
    markdown("<b>a <b>b</b></b>", "**a b**");
    markdown("<b> </b>it", "it");
    markdown("a<b>b</b>c", "a**b**c");
}

/// Where CommonMark would not read a delimiter between a letter and punctuation, the letter is a reference.
#[test]
fn styles_are_read_beside_letters() {
    markdown("a<b>(b)</b>", "&#x61;**(b)**");
    markdown("a<b><i>b</i></b>c", "&#x61;**_b_**&#x63;");
    markdown("~~（旧）~~中文", "~~（旧）~~&#x4E2D;文");
    markdown("<del>旧。</del>新", "~~旧。~~&#x65B0;");
    markdown("b~~c。~~d", "b~~c。~~&#x64;");
    markdown("中<b>“灯”</b>、<i>（亮）</i>的", "&#x4E2D;**“灯”**、*（亮）*&#x7684;");
    markdown("转到**“诊断”**，单击", "转&#x5230;**“诊断”**，单击");
    markdown("<b>(a)</b>b<b>(c)</b>", "**(a)**&#x62;**(c)**");
    markdown("a<s>b<i>c<b>(d)</b></i></s>", "&#x61;~~&#x62;_&#x63;**(d)**_~~");
    markdown("C:\\a<b>(b)</b>", "C:\\\\&#x61;**(b)**");
    markdown("<b>C:\\\\&nbsp;</b>", "**C:\\\\**\u{a0}");
    markdown("x_a<b>(b)</b>c_d", "x\\_&#x61;**(b)**&#x63;\\_d");
    markdown("a🙂<b>(b)</b>🙂", "a&#x1F642;**(b)**&#x1F642;");
    markdown("a\u{301}<b>(b)</b>e\u{301}", "a&#x301;**(b)**&#x65;\u{301}");
    markdown("|a|\n|-|\n|a<b>(b)</b>", "| a |\n| --- |\n| &#x61;**(b)** |");
    markdown("# 1<b>.</b>", "# &#x31;**\\.**");
    markdown("a<b>\u{200B}b</b>", "&#x61;**\u{200B}b**");
    markdown("**（灯）**[a](https://example.com/b)", "**（灯）**[a](https://example.com/b)");
    markdown("**（灯）**`a`", "**（灯）**`a`");
}

#[test]
fn code_is_between_backticks_enough() {
    stays("`a` and ``b`c`` and `` ` ``");
    markdown("<code> a </code>", "`  a  `");
    markdown(
        "`<!-- a -->`, `<!--/rcaDescription-->` and `a <-- b`",
        "`<!-- a -->`, `<!--/rcaDescription-->` and `a <-- b`",
    );
}

/// In code, which has no escapes, it would be a placeholder again.
#[test]
fn a_marker_in_code_is_text() {
    let values = Values::new().text("v", "<!--$y-->z<!--/$y-->");
    renders(&Markdown::new().values(&values), "a `<!--$v-->b<!--/$v-->`", "a \\<!--$y-->z\\<!--/$y-->");
    markdown("<code>&lt;!-- ($y)--&gt;</code>", "\\<!-- ($y)-->");
    markdown("<code>&lt;--$y--&gt;</code>", "\\<--$y-->");
    markdown("<code>&lt;!--y--&gt;z&lt;!--/$y--&gt;</code>", "\\<!--y-->z\\<!--/$y-->");
}

#[test]
fn links_lead_where_they_lead() {
    stays("[the guide](https://example.com/a_(b)?c=1&d=2 \"A \\\"guide\\\"\")");
    stays("<https://example.com/a>, <help@example.com>");
    markdown("https://example.com/a", "<https://example.com/a>");
    markdown("[a](https://example.com/(b)", "\\[a\\](<https://example.com/(b)>");
    markdown("[a](javascript:b)", "a");
    markdown("[a](data-blade:Fabrikam.Images.id.$id)", "a (portal page Fabrikam/Images)");
    markdown("Stop\\![a](https://example.com)", "Stop\\![a](https://example.com)");
    markdown("[](https://example.com)", "<https://example.com>");
    markdown("![a disk](https://example.com/a.png)", "![a disk](https://example.com/a.png)");
    markdown("![a disk](a.png)", "a disk");
    markdown("a@my_host.example.com", "[a\\@my_host.example.com](mailto:a@my_host.example.com)");
    markdown("a_b+c@my-host.example.com", "<a_b+c@my-host.example.com>");
    let values = Values::new().text("id", "d1");
    renders(
        &Markdown::new().values(&values),
        "[a](data-blade:Fabrikam.Images.id.$id)",
        "[a](https://portal.azure.com/#blade/Fabrikam/Images/id/d1)",
    );
    let base = Base::new("https://example.com/docs/").expect("an address");
    renders(&Markdown::new().resolver(&base), "[a](b)", "[a](https://example.com/docs/b)");
}

/// CommonMark takes any letters and brackets between `<` and `>`, where the address is written once.
#[test]
fn bare_addresses_stay_bare() {
    markdown("https://zh.example/wiki/灯", "<https://zh.example/wiki/灯>");
    markdown("http://президент.рф is", "<http://президент.рф> is");
    markdown("https://example.com/a[b]/it's/{c}^", "<https://example.com/a[b]/it's/{c}^>");
    markdown("https://example.com/a\\b", "[https\\://example.com/a\\b](https://example.com/a%5Cb)");
    markdown("https://example.com/a;b?c=1&d=2", "<https://example.com/a;b?c=1&d=2>");
    markdown("https://example.com/a?b&amp;c;d", "[https\\://example.com/a?b\\&c;d](https://example.com/a?b\\&c;d)");
    markdown("<https://zh.example/灯>", "<https://zh.example/灯>");
    markdown(
        "[https://zh.example/灯](https://zh.example/%E7%81%AF)",
        "[https\\://zh.example/灯](https://zh.example/%E7%81%AF)",
    );
}

#[test]
fn pictures_have_values_in_their_words() {
    let picture = "![<!--$v-->d<!--/$v--> of `<!--$v-->e<!--/$v-->`](https://example.com/a.png)";
    markdown(picture, "![d of e](https://example.com/a.png)");
    let values = Values::new().text("v", "*A*\n]");
    renders(&Markdown::new().values(&values), picture, "![\\*A\\* \\] of \\*A\\* \\]](https://example.com/a.png)");
    let values = Values::new().markdown("v", "**A** b");
    renders(&Markdown::new().values(&values), picture, "![A b of A b](https://example.com/a.png)");
    let html = "<img alt=\"<!--$v-->d<!--/$v-->\" src=\"https://example.com/a.png\">";
    renders(&Markdown::new().values(&values), html, "![A b](https://example.com/a.png)");
    let named = "![**a** ![b](c.png) [d](https://example.com)\\\ne](https://example.com/a.png)";
    markdown(named, "![a b d e](https://example.com/a.png)");
}

#[test]
fn no_value_makes_markup() {
    value("**a** _b_ `c` ~~d~~", "\\*\\*a\\*\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~");
    value("[a](https://example.com)", "\\[a\\](https\\://example.com)");
    value("www.example.com a@example.com", "www\\.example.com a\\@example.com");
    value("<b>&amp;</b>", "\\<b>\\&amp;\\</b>");
    value("a\\", "a\\\\");
    value("a\nb", "a\\\nb");
    value("\u{202E}a\u{7}", "\u{FFFD}a\u{FFFD}");
    value("snake_case C:\\Temp 2 * 3 < 7", "snake_case C:\\Temp 2 * 3 < 7");
    first("# a", "\\# a");
    first("> a", "\\> a");
    first("- a", "\\- a");
    first("+ a", "\\+ a");
    first("-5", "-5");
    first("1. a", "1\\. a");
    first("1) a", "1\\) a");
    first("1.5", "1.5");
    first("a\n===", "a\\\n\\===");
    first("a\n---", "a\\\n\\---");
    first("|a|\n|-|", "\\|a|\\\n\\|-|");
    first(":::a:::", "\\:::a:::");
    first("    a\n\n\tb", "a\n\nb");
    first("```\na", "\\`\\`\\`\\\na");
    let values = Values::new().text("v", "a | b");
    let table = "a|b\n-|-\n<!--$v-->x<!--/$v-->|2";
    renders(&Markdown::new().values(&values), table, "| a | b |\n| --- | --- |\n| a \\| b | 2 |");
    let values = Values::new().text("v", "C ##");
    renders(&Markdown::new().values(&values), "# a <!--$v-->x<!--/$v-->", "# a C \\##");
}

#[test]
fn a_value_among_words_is_in_their_line() {
    let values = Values::new().markdown("v", "1. Stop it.\n2. **Start** it.");
    renders(&Markdown::new().values(&values), "Then <!--$v-->x<!--/$v-->!", "Then Stop it.\\\n**Start** it.!");
    renders(&Markdown::new().values(&values), "<!--$v-->x<!--/$v-->", "1. Stop it.\n2. **Start** it.");
}

#[test]
fn components_and_payloads_are_words() {
    markdown(
        "<video><src>https://example.com/v</src><title>How</title></video>\n",
        "Video: [How](https://example.com/v)",
    );
    markdown(
        "---\n{ \"formElements\": [ { \"id\": \"size\", \"order\": 1, \"controlType\": \"dropdown\", \"displayLabel\": \"Which *size*?\", \
         \"required\": true, \"dropdownOptions\": [ { \"value\": \"a\", \"text\": \"A_\" }, { \"value\": \"b\", \"text\": \"B\" } ] } ] }\n---\n",
        "1. **Which \\*size\\*?** (required, choose one)\n\n   - ( ) A\\_\n   - ( ) B",
    );
    markdown("---\n{ \"a\": 1 }\n---\n", "```json\n{\n  \"a\": 1\n}\n```");
    let host = |_: HelpItem<'_>, out: &mut Out| {
        out.push_str("**");
        out.push_text("a*b");
        out.push_str("**\n");
        true
    };
    renders(&Markdown::new().components(&host), "> <insight></insight>\n", "> **a\\*b**");
}

#[test]
fn a_backslash_before_a_break_is_no_escape() {
    markdown("Go to C:\\Lamps\\ <br>then on", "Go to C:\\Lamps\\\\\\\nthen on");
    markdown("| C:\\Lamps\\ <br>x |\n|---|\n", "| C:\\Lamps\\\\<br>x |\n| --- |");
}
