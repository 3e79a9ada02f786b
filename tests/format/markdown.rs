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
    markdown("a<b>(b)</b>", "a(b)");
    markdown("a<b>b</b>c", "a**b**c");
    markdown("a<b><i>b</i></b>c", "a*b*c");
}

#[test]
fn code_is_between_backticks_enough() {
    stays("`a` and ``b`c`` and `` ` ``");
    markdown("<code> a </code>", "`  a  `");
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
    let values = Values::new().text("id", "d1");
    renders(
        &Markdown::new().values(&values),
        "[a](data-blade:Fabrikam.Images.id.$id)",
        "[a](https://portal.azure.com/#blade/Fabrikam/Images/id/d1)",
    );
    let base = Base::new("https://example.com/docs/").expect("an address");
    renders(&Markdown::new().resolver(&base), "[a](b)", "[a](https://example.com/docs/b)");
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
