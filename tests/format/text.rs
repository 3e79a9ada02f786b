//! Articles as plain text.

use selfhelp::Article;
use selfhelp::link::{Base, Resolved, Target};
use selfhelp::metadata::Cloud;
use selfhelp::render::Labels;
use selfhelp::render::text::{Emphasis, LinkStyle, ListPlace, PlainText, QuoteStyle};
use selfhelp::tree::{Block, Part};
use selfhelp::values::{Missing, Value, Values};

/// An article with `markdown` as its body.
fn article(markdown: &str) -> Article {
    Article::parse_lenient(&format!("<properties articleId=\"fabrikam-text\" />\n{markdown}"))
}

/// The text of `markdown` as `plain` renders it, without the line end at its end.
#[track_caller]
fn renders(plain: &PlainText<'_>, markdown: &str, expected: &str) {
    let text = plain.render(&article(markdown)).expect("nothing can be missing");
    assert_eq!(text.strip_suffix('\n').unwrap_or(&text), expected, "{markdown}");
}

#[track_caller]
fn text(markdown: &str, expected: &str) {
    renders(&PlainText::new(), markdown, expected);
}

#[track_caller]
fn narrow(columns: usize, markdown: &str, expected: &str) {
    renders(&PlainText::new().width(columns), markdown, expected);
}

#[track_caller]
fn unlimited(markdown: &str, expected: &str) {
    renders(&PlainText::new().unlimited(), markdown, expected);
}

#[test]
fn the_worked_example() {
    let source = "<properties pageTitle=\"Start failure\" articleId=\"fabrikam-start-failure\" selfHelpType=\"RCA\" cloudEnvironments=\"Public, fairfax\" />
# We found why **your machine** did not start

<!--issueDescription-->
The machine **<!--$vmname-->[vmname]<!--/$vmname-->** is generalized.
<!--/issueDescription-->

## **Recommended Steps**
1. Open [Images](data-blade:Fabrikam_Compute.ImagesBlade.id.$resourceId) and look for <image-name>.<br>
\t* See [the guide](https://example.com/guide) or https://example.com/guide
2. Start it again. <!-- ask the team first -->
";
    let values = Values::new().text("vmname", "web<01>").text("resourceId", "/subscriptions/1/vm/web-01");
    let article = Article::parse_lenient(source);
    let expected = "We found why your machine did not start
=======================================

The machine *web<01>* is generalized.

Recommended Steps
-----------------

1. Open Images [1] and look for <image-name>.
   * See the guide [2] or https://example.com/guide
2. Start it again.

[1] https://portal.azure.com/#blade/Fabrikam_Compute/ImagesBlade/id/%2Fsubscriptions%2F1%2Fvm%2Fweb-01
[2] https://example.com/guide
";
    assert_eq!(PlainText::new().values(&values).render(&article).as_deref(), Ok(expected));
}

#[test]
fn an_empty_article_is_empty() {
    assert_eq!(article("").to_text(), "");
    assert_eq!(article("<!-- a note -->\n\n<br>\n\n&nbsp;\n").to_text(), "");
    assert_eq!(article("<!--issueDescription-->\n<!--/issueDescription-->\n").to_text(), "");
}

#[test]
fn headings_are_underlined() {
    text("# One", "One\n===");
    text("## Two", "Two\n---");
    text("### Three", "Three\n~~~~~");
    text("#### Four\n##### Five\n###### Six", "Four\n....\n\nFive\n....\n\nSix\n...");
    text("# 虚拟机", "虚拟机\n======");
    text("#\n\nText", "Text");
    narrow(9, "# One two three\nText", "One two\nthree\n=======\n\nText");
    narrow(3, "# Elephant", "Elephant\n===");
}

#[test]
fn paragraphs_are_wrapped() {
    text("One\ntwo   three", "One two three");
    narrow(7, "One two three\n\nFour", "One two\nthree\n\nFour");
    unlimited(&"word ".repeat(60), "word ".repeat(60).trim_end());
    narrow(6, "虚拟机已停止", "虚拟机\n已停止");
    narrow(1, "a bc d", "a\nbc\nd");
}

#[test]
fn what_people_copy_is_never_broken() {
    for whole in [
        "https://docs.example.com/a-b/c?d=e-f",
        "ada.lindqvist@mail-server.example",
        "7f9c24e8-3b12-4a5f-9d6e-0c1b2a3d4e5f",
        "/subscriptions/1/resourceGroups/rg-one/vm-two",
        "Stop-FabrikamMachine",
        "C:\\\\Program Files\\\\Fabrikam Tools\\\\fab-ctl.exe",
    ] {
        narrow(5, &format!("aa {whole} zz"), &format!("aa\n{}\nzz", whole.replace("\\\\", "\\")));
    }
    narrow(5, "aa `fabctl disk create --from x` zz", "aa\n`fabctl disk create --from x`\nzz");
    narrow(5, "aa C:\\\\a b c d\\\\e zz", "aa\nC:\\a b c d\\e\nzz");
    narrow(5, "aa C:\\\\a b c d e\\\\f zz", "aa\nC:\\a\nb c d\ne\\f\nzz"); // three words are no name in a path
}

#[test]
fn breaks_are_kept() {
    text("One<br>two", "One\ntwo");
    text("One<br><br><br>two", "One\n\ntwo");
    text("<br>One<br>", "One");
    text("* One<br>\n\t* Two", "* One\n  * Two");
    text("# One<br>two", "One\ntwo\n===");
    text("<ol><li>One</li><br>\n<li>Two</li><br></ol>", "1. One\n2. Two");
}

#[test]
fn styles() {
    text("**Stop** *it* <u>now</u> <kbd>Esc</kbd>", "*Stop* _it_ now Esc");
    text("~~Ten~~ nine", "~~Ten~~ nine");
    text("x<sup>2</sup>, x<sup>n + 1</sup>, H<sub>2</sub>O", "x^2, x^(n + 1), H2O");
    text("x<sup>2</sup><sub>i</sub>, 10<sup>2</sup>**3**", "x^(2)i, 10^(2)*3*");
    text("Run `fabctl image seal` twice", "Run `fabctl image seal` twice");
    text("``a `b` c`` and `` ` `` and ``` ``x``y ```", "``a `b` c`` and `` ` `` and ``` ``x``y ```");
}

#[test]
fn lists() {
    text("* One\n* Two", "* One\n* Two");
    text("* One\n\n* Two", "* One\n\n* Two");
    text("3. One\n4. Two", "3. One\n4. Two");
    text("9. One\n10. Two", " 9. One\n10. Two");
    text("1. One\n\t* Two\n\t\t1. Three\n2. Four", "1. One\n   * Two\n     1. Three\n2. Four");
    text("1. One\n\n   Two\n2. Three", "1. One\n\n   Two\n\n2. Three");
    text("1.\n2. Two", "2. Two");
    text("* * One\n  * Two", "* * One\n  * Two");
    text("* One\n\n1. Two", "* One\n\n1. Two");
    narrow(8, "1. One two three", "1. One\n   two\n   three");
    text("1. Run\n   ```\n   stop\n     it\n   ```\n2. Two", "1. Run\n       stop\n         it\n2. Two");
    text("* One\n  > Two\n* Three", "* One\n\n      Two\n\n* Three");
}

#[test]
fn margins_give_way_to_text() {
    narrow(12, "1. One\n   1. Two\n      1. Three four", "1. One\n   1. Two\n     1. Three\n        four");
    narrow(3, "* * * One", "*\n*\n* One");
    narrow(1, "> One\n\n* Two", "One\n\n* Two");
}

#[test]
fn quotes_and_notes() {
    text("> One\n>\n> > Two", "    One\n\n        Two");
    text("> One\n\nTwo", "    One\n\nTwo");
    let marked = PlainText::new().quotes(QuoteStyle::Marked);
    renders(&marked, "> One\n>\n> > Two", "> One\n>\n> > Two");
    renders(&marked, "> One\n\nTwo", "> One\n\nTwo");
    text("> [!NOTE]\n> One", "Note: One");
    text("> [!NOTE]\n>", "Note:");
    text("> [!NOTE]\n> <!--$x--><!--/$x-->\n\nOne", "Note:\n\nOne");
    text("> [!NOTE]\n> <!-- a -->", "Note:");
    narrow(18, "> [!NOTE]\n> One two three", "Note: One two\n      three");
    text("> [!NOTE] One\n>\n> Two", "Note:\n  One\n\n  Two");
    text("> [!NOTE]\n> One\n>\n> * a\n> * b\n> <!-- c -->", "Note:\n  One\n\n  * a\n  * b");
    text("1. One\n\n   > [!IMPORTANT] Two\n   >\n   > Three", "1. One\n\n   Important:\n     Two\n\n     Three");
    text("> [!NOTE] One\n>\n> <!-- Two -->", "Note: One");
    narrow(17, "> [!NOTE]\n> One two three\n>\n> Four", "Note:\n  One two three\n\n  Four");
    text("> [!IMPORTANT]\n> * One\n> * Two", "Important:\n  * One\n  * Two");
    text("> [!Warning]: One", "Warning: One");
    text("> [!NOTE]: https://a.example", "Note: https://a.example");
    text("> [!NOTE]- *One*", "Note: One");
    let values =
        Values::new().markdown("list", "* One\n* Two").text("line", "One").text("two", "One\n\nTwo").text("none", "");
    for (name, expected) in [
        ("list", "Note:\n  * One\n  * Two"),
        ("line", "Note: One"),
        ("two", "Note:\n  One\n\n  Two"),
        ("none", "Note:"),
    ] {
        let note = format!("> [!NOTE]\n> <!--${name}-->x<!--/${name}-->");
        renders(&PlainText::new().values(&values), &note, expected);
    }
    let mut labels = Labels::default();
    labels.warning = "Achtung".into();
    renders(&PlainText::new().labels(labels), "> [!WARNING]\n> One", "Achtung: One");
}

#[test]
fn code_is_kept_and_indented() {
    text("```sh\na  b\n\n\tc   \n```", "    a  b\n\n    \tc");
    text("```\n\n  a\n\n```", "      a");
    text("```\n```\n\nOne", "One");
    narrow(4, "```\na long line of code\n```", "  a long line of code");
    text("```\n<!-- shown -->\n```", "    <!-- shown -->");
}

#[test]
fn tables_that_fit_are_grids() {
    text("|A|Bbb|\n|-|-|\n|One|2|", "A    Bbb\n---  ---\nOne  2");
    text("|A|B|C|\n|-|:-:|-:|\n|Aa|Bbb|Ccc|\n|A|B|C|", "A    B     C\n--  ---  ---\nAa  Bbb  Ccc\nA    B     C");
    text("|A|B|\n|-|-|\n|One|", "A    B\n---  -\nOne");
    text("|A|\n|-|\n|One|", "A\n---\nOne");
    text("||\n|-|\n|One|", "One");
    text("|A|B|\n|-|-|\n|虚拟机|2|", "A       B\n------  -\n虚拟机  2");
}

#[test]
fn the_last_column_of_a_grid_may_be_wrapped() {
    narrow(
        32,
        "|A|B|\n|-|-|\n|One|Two three four five six seven|\n|Two||",
        "A    B\n---  ---------------------------\nOne  Two three four five six\n     seven\n\nTwo",
    );
}

#[test]
fn columns_of_a_grid_are_wrapped_in_proportion_to_their_content() {
    narrow(
        40,
        "|Name|What it says|What to do|\n|-|-|-|\n|Lamp|The lamp is red and does not turn green|Turn it off, wait, and turn it on|\n|Fan|Loud|Oil|",
        "Name  What it says       What to do\n----  -----------------  ---------------\nLamp  The lamp is red    Turn it off,\n      and does not turn  wait, and turn\n      green              it on\n\nFan   Loud               Oil",
    );
    // The longest word of each, and nothing that is copied, has room; what needs 12 columns has them.
    narrow(
        30,
        "|A|B|\n|-|-|\n|`fabctl start`|The lamp is red|",
        "A               B\n--------------  --------------\n`fabctl start`  The lamp is\n                red",
    );
    narrow(26, "|A|B|\n|-|-|\n|`fabctl start`|The lamp is red|", "A: `fabctl start`\nB: The lamp is red");
    // Numbers need less, so their heads are wrapped to let them be side by side.
    narrow(
        30,
        "|A|Last size (MB)|Rebuilt|\n|-|-:|-|\n|`fabctl start`|840|no|",
        "A                Last  Rebuilt\n                 size\n                 (MB)\n--------------  -----  -------\n`fabctl start`    840  no",
    );
    // What an item of a cell goes on with is below its words.
    narrow(
        20,
        "|A|B|\n|-|-|\n|One|1. Stop the lamp<br>2. Go|",
        "A    B\n---  ---------------\nOne  1. Stop the\n        lamp\n     2. Go",
    );
}

#[test]
fn cells_of_a_grid_have_the_lines_of_the_author() {
    text("|A|B|\n|-|-|\n|One|Two<br>three|", "A    B\n---  -----\nOne  Two\n     three");
    text("|A|B|\n|-|-|\n|One<br>two|Three|", "A    B\n---  -----\nOne  Three\ntwo");
    text("|A|B|C|\n|-|-:|-|\n|a<br>bb|1<br>22<br>|c<br><br>d|", "A    B  C\n--  --  -\na    1  c\nbb  22\n        d");
    text("|A|B|\n|-|-|\n|a<br><br>|b<br><br><br>c|\n|d|e|", "A  B\n-  -\na  b\n   c\n\nd  e");
    text("|A|B|\n|-|-|\n|a<br>b|c|\n|d|e|", "A  B\n-  -\na  c\nb\n\nd  e");
    narrow(9, "|Aa|Bbbb|\n|-|-|\n|One<br>two|Three<br>four|", "Aa: One\n  two\nBbbb:\n  Three\n  four");
}

#[test]
fn tables_that_do_not_fit_are_records() {
    narrow(
        16,
        "|Name|Text|\n|-|-|\n|One|A few words|\n||More words|\n|Three|",
        "Name: One\nText: A few\n  words\n\nName:\nText: More words\n\nName: Three",
    );
    narrow(9, "|What?|Then|\n|-|-|\n|It is dark|Light|", "What? It\n  is dark\nThen:\n  Light");
    narrow(6, "|A|Bb|\n|-|-|\n|Words words|", "A:\n  Words\n  words\nBb:");
    unlimited("|A|B|\n|-|-|\n|One<br>two|Three|", "A        B\n-------  -----\nOne two  Three");
    unlimited("|A <br>b|C|\n|-|-|\n|One <br>two|Three|", "A b      C\n-------  -----\nOne two  Three");
    narrow(6, "|A|Bb|\n|-|-|", "A  Bb");
    narrow(5, "|Aaaa|Bbbb|\n|-|-|", "Aaaa\nBbbb");
}

#[test]
fn definition_lists() {
    text("<dl><dt>One</dt><dd>Two</dd><dt>Three</dt><dd>Four</dd></dl>", "One\n    Two\nThree\n    Four");
}

#[test]
fn details() {
    text("<details><summary>More</summary>Text</details>", "More\n\n  Text");
    text("<details>Text</details>", "Details\n\n  Text");
}

#[test]
fn rules_and_images() {
    text("One\n\n---\n\nTwo", "One\n\n----------\n\nTwo");
    text(
        "![A disk](https://example.com/disk.png) and ![](x.png)",
        "[Picture: A disk] [1] and [Picture]\n\n[1] https://example.com/disk.png",
    );
    text("![a  `b` c](http://example.com/a.png)", "[Picture: a `b` c]");
    text(
        "[![A disk](https://example.com/disk.png)](https://example.com/a) ![b](https://example.com/a)",
        "[Picture: A disk] [1] [Picture: b] [1]\n\n[1] https://example.com/a",
    );
    let inline = PlainText::new().links(LinkStyle::Inline);
    renders(&inline, "![a](https://example.com/a.png)", "[Picture: a] <https://example.com/a.png>");
    let bare = PlainText::new().links(LinkStyle::TextOnly);
    renders(&bare, "![a](https://example.com/a.png)", "[Picture: a]");
    let mut labels = Labels::default();
    labels.picture = "Bild".into();
    renders(&PlainText::new().labels(labels), "![a](a.png)", "[Picture: a]".replace("Picture", "Bild").as_str());
}

#[test]
fn no_value_moves_a_number_of_a_picture() {
    let values = Values::new().markdown("v", "![a](https://example.com/3.png)").text("w", "x");
    let plain = PlainText::new().values(&values);
    let body = "<!--$v-->a<!--/$v--> ![b](https://example.com/1.png)\n\n![c](https://example.com/2.png)";
    renders(
        &plain,
        body,
        "[Picture: a] [3] [Picture: b] [1]\n\n[Picture: c] [2]\n\n\
         [1] https://example.com/1.png\n[2] https://example.com/2.png\n[3] https://example.com/3.png",
    );
    let body = "![a](https://example.com/<!--$w-->1<!--/$w-->.png) ![b](https://example.com/2.png)";
    text(body, "[Picture: a] [1] [Picture: b] [2]\n\n[1] https://example.com/1.png\n[2] https://example.com/2.png");
    renders(&plain, body, "[Picture: a] [Picture: b] [2]\n\n[2] https://example.com/2.png");
}

#[test]
fn bold_in_a_sentence_has_asterisks() {
    text("Select **Save** and **Close**.", "Select *Save* and *Close*.");
    text("**Note:** wait", "*Note:* wait");
    text("* Select **Save**\n* **Close**", "* Select *Save*\n* Close");
    text("|A **b**|\n|-|\n|C **d**|\n|**e**|", "A b\n-----\nC *d*\ne");
    renders(&PlainText::new().emphasis(Emphasis::Plain), "Select **Save**.", "Select Save.");
}

#[test]
fn bold_that_is_no_emphasis_has_no_asterisks() {
    text("**All of it**", "All of it");
    text("**Cause**:", "Cause:");
    text("**Cause**<br>The lamp", "Cause\nThe lamp");
    text("**Cause** \n<br>The lamp", "Cause\nThe lamp");
    text("Its **cause**\nis dust", "Its *cause* is dust");
    text("# A **b**", "A b\n===");
    text("<dl><dt>A <b>b</b></dt><dd>c <b>d</b></dd></dl>", "A b\n    c *d*");
    text("a **[b](https://example.com)**", "a b [1]\n\n[1] https://example.com");
    text("a [**b**](https://example.com) c", "a b [1] c\n\n[1] https://example.com");
    text("a **https://example.com** c", "a https://example.com c");
    text("a **`b`** c", "a `b` c");
    text("a**b**c **d**e", "abc de");
    text("a **2 * 3** c", "a 2 * 3 c");
    text("a <b>b<br>c</b> d", "a b\nc d");
    text("点击**保存**按钮", "点击保存按钮");
}

#[test]
fn emphasis_in_a_sentence_has_underscores() {
    text("Do *not* wait.", "Do _not_ wait.");
    text("*All of it*", "All of it");
    text("*Learn more*:", "Learn more:");
    text("# A *b*", "A b\n===");
    text("a [*b*](https://example.com) c", "a b [1] c\n\n[1] https://example.com");
    text("a *https://example.com* c", "a https://example.com c");
    text("a *`b`* c", "a `b` c");
    text("a*b*c *my_name* d", "abc my_name d");
    text("a *b **c** d* e", "a _b *c* d_ e");
    text("a ***b*** c <em><b>d</b></em> e", "a *b* c *d* e");
    text("a **b *c* d** e", "a *b c d* e");
    text("*all of **it***", "all of *it*");
    text("*all **of** it*", "all *of* it");
    text("* Open *Disks*, then\n* *close*", "* Open _Disks_, then\n* close");
    renders(&PlainText::new().emphasis(Emphasis::Plain), "Do *not* wait.", "Do not wait.");
}

#[test]
fn references_can_be_listed_after_sections() {
    let plain = PlainText::new().list_references(ListPlace::AfterSections);
    let link = |name: &str| format!("[{name}](https://example.com/{name})");
    let [a, b, c] = ["a", "b", "c"].map(link);
    renders(
        &plain,
        &format!("# T\n\n{a}\n\n## B\n\n{b} {a}\n\n### C\n\n{c}"),
        "T\n=\n\na [1]\n\n[1] https://example.com/a\n\nB\n-\n\nb [2] a [1]\n\nC\n~\n\nc [3]\n\n\
         [2] https://example.com/b\n[3] https://example.com/c",
    );
    renders(
        &plain,
        &format!("<!--issueDescription-->\n{a}\n<!--/issueDescription-->\n\n{b}"),
        "a [1]\n\n[1] https://example.com/a\n\nb [2]\n\n[2] https://example.com/b",
    );
    renders(&plain, "## A\n\n## B\n\na", "A\n-\n\nB\n-\n\na");
}

#[test]
fn lines_after_a_break_hang() {
    narrow(12, "Do this:<br>1. Stop the lamp<br>2. Go", "Do this:\n1. Stop the\n   lamp\n2. Go");
    narrow(12, "* Do this:<br>• Stop the lamp", "* Do this:\n  • Stop the\n    lamp");
    narrow(15, "a<br>&nbsp;&nbsp;1. Stop the lamp", "a\n1. Stop the\n   lamp");
    narrow(16, "a<br>**1.** Stop the lamp", "a\n*1.* Stop the\n     lamp");
    narrow(10, "a<br>1、打开灯光", "a\n1、打开灯\n   光");
    narrow(9, "a<br>① 打开灯光", "a\n① 打开灯\n  光");
}

#[test]
fn soft_hyphens_and_french_quotation_marks() {
    narrow(8, "manu&shy;fac&shy;ture", "manufac-\nture");
    text("manu&shy;fac&shy;ture", "manufacture");
    narrow(8, "# manu&shy;fac&shy;ture", "manufac-\nture\n========");
    narrow(9, "Il dit « oui »", "Il dit\n« oui »");
    text("&nbsp;a&nbsp;b", "a\u{A0}b");
    narrow(4, "one&#x200B;two", "one\ntwo");
}

#[test]
fn no_link_gets_a_number_that_the_author_writes() {
    for written in ["[1]", "\\[1]", "&#91;1]", "&#x5B;1&#93;", "&#091;1]", "&lsqb;1]", "&lbrack;1&rbrack;", "[&#49;]"] {
        let shown = Article::parse_lenient(&format!("<properties />\n{written}\n")).to_text();
        text(
            &format!("{written} and [a b](https://example.com/a)"),
            &format!("{} and a b [2]\n\n[2] https://example.com/a", shown.trim()),
        );
    }
    text("&#91;a] and [a b](https://example.com/a)", "[a] and a b [1]\n\n[1] https://example.com/a");
}

#[test]
fn links_are_numbered() {
    let example = "See [one](https://example.com/1), [two](https://example.com/2) and [one](https://example.com/1).";
    text(example, "See one [1], two [2] and one [1].\n\n[1] https://example.com/1\n[2] https://example.com/2");
    text("[one ](https://example.com/1)two", "one [1] two\n\n[1] https://example.com/1");
    text("[**one**](https://example.com/1)", "one [1]\n\n[1] https://example.com/1");
    text(
        "[a](https://example.com/<!--$x-->one<!--/$x-->) and [b](https://example.com/<!--$x-->two<!--/$x-->)",
        "a [1] and b [2]\n\n[1] https://example.com/one\n[2] https://example.com/two",
    );
    text("[one](#anchor) [two](javascript:alert(1)) [three](guide.md)", "one two three");
    text("[Ada](mailto:ada@example.com)", "Ada [1]\n\n[1] mailto:ada@example.com");
    let base = Base::new("https://docs.example.com/a/").expect("a web address");
    renders(&PlainText::new().resolver(&base), "[one](b)", "one [1]\n\n[1] https://docs.example.com/a/b");
    let none = |_: &Target<'_>| Resolved::Text;
    renders(&PlainText::new().resolver(&none), "[one](https://example.com/1)", "one");
}

/// A link that a resolver sends to `address`.
#[track_caller]
fn sent(address: &str, expected: &str) {
    let resolver = |_: &Target<'_>| Resolved::To(address.into());
    renders(&PlainText::new().resolver(&resolver), "[one](https://example.com/1)", expected);
}

#[test]
fn a_resolver_gives_addresses() {
    sent("https://example.com/2", "one [1]\n\n[1] https://example.com/2");
    sent("mailto:ada@example.com", "one [1]\n\n[1] mailto:ada@example.com");
    sent("guide/start", "one [1]\n\n[1] guide/start");
    sent("data-blade:Fabrikam_Compute.ImagesBlade", "one");
    sent("javascript:alert(1)", "one");
    sent("//example.com/2", "one");
}

#[test]
fn many_links_are_numbered() {
    let links: String = (0..40).chain(0..40).map(|n| format!("[a](https://example.com/{n}) ")).collect();
    let numbers: Vec<String> = (1..41).chain(1..41).map(|n| format!("a [{n}]")).collect();
    let addresses: Vec<String> = (0..40).map(|n| format!("[{}] https://example.com/{n}", n + 1)).collect();
    unlimited(&links, &format!("{}\n\n{}", numbers.join(" "), addresses.join("\n")));
}

/// The text of `markdown` with the value `value` for `v`.
#[track_caller]
fn valued(value: Value<'_>, markdown: &str, expected: &str) {
    let values = Values::from_iter([("v", value)]);
    renders(&PlainText::new().width(40).values(&values), markdown, expected);
}

#[test]
fn a_value_is_no_line_of_the_list() {
    let evil = || Value::text("[1] https://evil.example/");
    valued(
        evil(),
        "[a](https://example.com)\n\n<!--$v-->x<!--/$v-->",
        "a [1]\n\n(1) https://evil.example/\n\n[1] https://example.com",
    );
    valued(evil(), "* <!--$v-->x<!--/$v-->", "* (1) https://evil.example/");
    valued(evil(), "> **<!--$v-->x<!--/$v-->** b", "    (1) https://evil.example/ b");
    valued(evil(), "Disk <!--$v-->x<!--/$v-->", "Disk [1] https://evil.example/");
    valued(evil(), "Disk<br><!--$v-->x<!--/$v-->", "Disk\n(1) https://evil.example/");
    valued(
        evil(),
        "|a|b|\n|-|-|\n|<!--$v-->x<!--/$v-->|c|",
        "a                          b\n-------------------------  -\n(1) https://evil.example/  c",
    );
    valued(Value::text("a\n\u{200b}\u{a0}[12] b"), "<!--$v-->x<!--/$v-->", "a\n\u{200b}\u{a0}(12) b");
    valued(Value::text("[1"), "<!--$v-->x<!--/$v--><!--$w-->y<!--/$w-->] b", "[1y] b");
    valued(
        Value::markdown("[1] https://evil.example/\\\n**[2]** b"),
        "<!--$v-->x<!--/$v-->",
        "(1) https://evil.example/\n*(2)* b",
    );
    valued(Value::text("web[0] [a] [] [1"), "<!--$v-->x<!--/$v-->", "web[0] [a] [] [1");
    text("[1] https://example.com/ is the author's", "[1] https://example.com/ is the author's");
    let inline = Values::new().text("v", "[1] a");
    renders(&PlainText::new().links(LinkStyle::Inline).values(&inline), "<!--$v-->x<!--/$v-->", "[1] a");
}

#[test]
fn no_line_ends_before_a_number_of_a_value() {
    let word = "b".repeat(36);
    let value = format!("{word} [1] https://evil.example/");
    valued(Value::text(value.clone()), "a <!--$v-->x<!--/$v-->", &format!("a\n{word} [1]\nhttps://evil.example/"));
    valued(
        Value::text(format!("é{value}")),
        "a <!--$v-->x<!--/$v-->",
        &format!("a\né{word} [1]\nhttps://evil.example/"),
    );
    valued(Value::text(format!("é{word} \u{200b}[1] c")), "<!--$v-->x<!--/$v-->", &format!("é{word} \u{200b}[1]\nc"));
    valued(Value::text("[1] c"), &format!("{word}bb <!--$v-->x<!--/$v-->"), &format!("{word}bb [1]\nc"));
    valued(Value::text("[1] c"), &format!("{word}bb `d`<!--$v-->x<!--/$v-->"), &format!("{word}bb\n`d`[1] c"));
}

#[test]
fn no_value_moves_a_number() {
    let list = "[1] https://example.com/1\n[2] https://example.com/2";
    let value = "<!--$v-->x<!--/$v-->";
    let body = format!("{value} [a](https://example.com/1)\n\n[b](https://example.com/2)");
    valued(
        Value::markdown("[c](https://example.com/3) [d](https://example.com/2)"),
        &body,
        &format!("c [3] d [2] a [1]\n\nb [2]\n\n{list}\n[3] https://example.com/3"),
    );
    valued(Value::text("c"), &body, &format!("c a [1]\n\nb [2]\n\n{list}"));

    let body = format!("[a](https://example.com/{value}) [b](https://example.com/2)");
    valued(Value::text("1"), &body, &format!("a [1] b [2]\n\n{list}"));
    valued(Value::text("2"), &body, "a [1] b [2]\n\n[1] https://example.com/2\n[2] https://example.com/2");

    let body = format!("[a]({value}) [{value}](https://example.com/1) [b](https://example.com/2)");
    valued(Value::text("https://example.com/1"), &body, &format!("a [1] https://example.com/1 [1] b [2]\n\n{list}"));
    valued(
        Value::text("http://example.com"),
        &body,
        &format!("a [3] http://example.com [1] b [2]\n\n{list}\n[3] http://example.com"),
    );

    let body = "[a](<!--$v-->https://example.com/<!--/$v-->) [b](https://example.com/2)";
    valued(Value::text("no"), body, "a b [2]\n\n[2] https://example.com/2");
    let body = "<!--$v-->[a](https://example.com/3)<!--/$v--> [b](https://example.com/1)\n\n[c](https://example.com/2)";
    text(body, &format!("a [3] b [1]\n\nc [2]\n\n{list}\n[3] https://example.com/3"));
    valued(Value::text("d"), body, &format!("d b [1]\n\nc [2]\n\n{list}"));
    valued(
        Value::text("x y"),
        "https://example.com/<!--$v-->z<!--/$v--> [b](https://example.com/1)",
        "https://example.com/x y\n<https://example.com/x%20y> b [1]\n\n[1] https://example.com/1",
    );
}

#[test]
fn a_variable_moves_no_number() {
    let body = "[a](data-blade:A.B.id.$v) [b](data-blade:A.B.id.$w) [c](button-data-blade:A.B.id.$v)";
    text(body, "a [1] b [2] c [1]\n\n[1] portal page A/B\n[2] portal page A/B");
    let values = Values::new().text("v", "1");
    let plain = PlainText::new().values(&values);
    let list = "[1] https://portal.azure.com/#blade/A/B/id/1\n[2] portal page A/B";
    renders(&plain, body, &format!("a [1] b [2] c [1]\n\n{list}"));
}

#[test]
fn a_title_left_out_takes_no_number() {
    let values = Values::new().markdown("v", "# T\n[c](https://example.com/3)");
    let body = "<!--$v-->x<!--/$v-->\n\n# [a](https://example.com/1)\n\n[b](https://example.com/2)";
    renders(
        &PlainText::new().values(&values).without_title(),
        body,
        "T\n=\n\nc [2]\n\nb [1]\n\n[1] https://example.com/2\n[2] https://example.com/3",
    );
}

#[test]
fn links_whose_text_is_their_address_are_not_numbered() {
    text("https://example.com/1", "https://example.com/1");
    text("<https://example.com/1>", "https://example.com/1");
    text("[https://example.com/1](https://example.com/1)", "https://example.com/1");
    text("[`https://example.com/1`](https://example.com/1)", "`https://example.com/1`");
    text("[ada@example.com](mailto:ada@example.com)", "ada@example.com");
    text("www.example.com", "www.example.com");
}

#[test]
fn links_inline_and_as_text_only() {
    let example = "See [one](https://example.com/1). https://example.com/2";
    let inline = PlainText::new().links(LinkStyle::Inline);
    renders(&inline, example, "See one <https://example.com/1>. https://example.com/2");
    renders(&PlainText::new().links(LinkStyle::TextOnly), example, "See one. https://example.com/2");
}

#[test]
fn blades_go_to_the_portal_of_the_cloud() {
    let example = "[Images](data-blade:Fabrikam_Compute.ImagesBlade.id.$resourceId)";
    let values = Values::new().text("resourceId", "/vm/1");
    let plain = PlainText::new().values(&values);
    renders(
        &plain.clone().cloud(Cloud::Mooncake),
        example,
        "Images [1]\n\n[1] https://portal.azure.cn/#blade/Fabrikam_Compute/ImagesBlade/id/%2Fvm%2F1",
    );
    let page = "Images [1]\n\n[1] portal page Fabrikam_Compute/ImagesBlade";
    renders(&plain.clone().cloud(Cloud::UsNat), example, page);
    renders(
        &plain.cloud(Cloud::UsNat).links(LinkStyle::Inline),
        example,
        "Images <portal page Fabrikam_Compute/ImagesBlade>",
    );
    text(example, page);
    let mut labels = Labels::default();
    labels.portal_page = "Portalseite".into();
    renders(
        &PlainText::new().labels(labels),
        "[a](data-blade:B.C)",
        "a [1]\n\n[1] https://portal.azure.com/#blade/B/C",
    );
    let none = |_: &Target<'_>| Resolved::Text;
    renders(&PlainText::new().resolver(&none), example, "Images");
}

/// What a mail program shows of `flowed`: the lines of `text/plain; format=flowed; delsp=no` joined (RFC 3676 §4).
fn joined(flowed: &str) -> String {
    let mut shown = String::new();
    let mut before = None;
    for line in flowed.lines() {
        let content = line.trim_start_matches('>');
        let depth = line.len() - content.len();
        let content = content.strip_prefix(' ').unwrap_or(content);
        if before == Some(depth) && shown.ends_with(' ') {
            shown += content;
        } else {
            shown += if shown.is_empty() { "" } else { "\n" };
            shown += &"> ".repeat(depth);
            shown += content;
        }
        before = Some(depth).filter(|_| line.ends_with(' ') && content != "-- ");
    }
    shown
}

#[track_caller]
fn flows(columns: usize, markdown: &str, expected: &str, shown: &str) {
    let plain = PlainText::new().width(columns).flowed().quotes(QuoteStyle::Marked);
    renders(&plain, markdown, expected);
    assert_eq!(joined(expected), shown, "{markdown}");
}

#[test]
fn flowed_paragraphs_can_be_joined() {
    flows(11, "One two three four", "One two \nthree \nfour", "One two three four");
    flows(78, "One two", "One two", "One two");
    flows(12, "One two<br>three four", "One two\nthree four", "One two\nthree four");
    flows(11, "* One two three\n* Four", "* One two \nthree\n* Four", "* One two three\n* Four");
    flows(14, "1. One\n   * Two three four", "1. One\n    * Two \nthree four", "1. One\n   * Two three four");
    flows(
        12,
        "> One two three\n> > Four five six",
        "> One two \n> three\n>\n>> Four \n>> five \n>> six",
        "> One two three\n> \n> > Four five six",
    );
    flows(12, "# One two three", "One two\nthree\n=======", "One two\nthree\n=======");
    flows(8, "虚拟机已停止", "虚拟机\n已停止", "虚拟机\n已停止");
}

#[test]
fn flowed_lines_are_stuffed() {
    flows(10, "One two From Ada", "One two \n From Ada", "One two From Ada");
    flows(11, "One \\> two", "One > two", "One > two");
    flows(8, "One two \\> three", "One \ntwo > \nthree", "One two > three");
    flows(6, "One\\> \\> a", "One> \n > a", "One> > a");
    flows(20, "```\na\n  b\n```", "     a\n       b", "    a\n      b");
    flows(20, "* a\n  > b", "* a\n\n   > b", "* a\n\n  > b");
    let plain = PlainText::new().width(12).flowed();
    renders(&plain, "> One two three", "     One \ntwo three");
}

#[test]
fn no_flowed_line_looks_like_a_signature() {
    flows(7, "One two -- three", "One \ntwo \n--\nthree", "One two --\nthree");
}

#[test]
fn values_stand_for_placeholders() {
    let example = "The machine **<!--$vm-->[vm]<!--/$vm-->** is `<!--$state-->off<!--/$state-->`.";
    text(example, "The machine *[vm]* is `off`.");
    let values = Values::new().text("vm", "web<01>").text("state", "on");
    renders(&PlainText::new().values(&values), example, "The machine *web<01>* is `on`.");
    renders(&PlainText::new().missing(Missing::Marker), example, "The machine *[vm]* is `off`.");
    renders(&PlainText::new().missing(Missing::Empty), "A<!--$vm-->[vm]<!--/$vm-->B", "AB");
    let failed = PlainText::new().missing(Missing::Fail).render(&article(example));
    assert_eq!(failed.map_err(|error| error.to_string()), Err("no value for placeholder `vm`".to_owned()));
}

#[test]
fn values_of_several_lines() {
    let values = Values::new().text("v", "one\ntwo\n\nthree").markdown("m", "**One**\n\n* two\n* three");
    let plain = PlainText::new().values(&values);
    renders(&plain, "<!--$v-->x<!--/$v-->", "one\ntwo\n\nthree");
    renders(&plain, "A <!--$v-->x<!--/$v-->", "A one\ntwo\n\nthree");
    renders(&plain, "<!--$m-->x<!--/$m-->", "One\n\n* two\n* three");
    let itself = Values::new().markdown("m", "<!--$m-->x<!--/$m-->");
    renders(&PlainText::new().values(&itself), "A <!--$m-->y<!--/$m-->", "A x");
}

#[test]
fn control_characters_show_as_such() {
    text("a\u{b}b\u{1a}", "a\u{FFFD}b\u{FFFD}");
    text("`a\u{7f}b`", "`a\u{FFFD}b`");
    text("```\na\u{0}b\n```", "    a\u{FFFD}b");
    let values = Values::new().text("v", "a\u{202e}b\tc\u{1b}");
    renders(&PlainText::new().values(&values), "x <!--$v-->x<!--/$v-->", "x a\u{FFFD}b c\u{FFFD}");
    renders(&PlainText::new().values(&values), "`<!--$v-->x<!--/$v-->`", "`a\u{FFFD}b c\u{FFFD}`");
}

#[test]
fn an_address_that_a_reader_sees_is_not_listed() {
    for (words, target) in [
        ("https://a.example", "https://a.example"),
        ("www.a.example", "https://www.a.example"),
        ("www.a.example", "http://www.a.example"),
        ("help@a.example", "mailto:help@a.example"),
    ] {
        text(&format!("[{words}]({target})"), words);
        text(&format!("[`{words}`]({target})"), &format!("`{words}`"));
        text(&format!("[{words}]({target}/b)"), &format!("{words} [1]\n\n[1] {target}/b"));
    }
    text("[www.a.example](https://www.b.example)", "www.a.example [1]\n\n[1] https://www.b.example");
    text("[a.example](https://a.example)", "a.example [1]\n\n[1] https://a.example");
}

#[test]
fn addresses_are_listed_in_one_piece_and_harmless() {
    for (address, listed) in [
        ("https://a.example/b c", "https://a.example/b%20c"),
        ("https://a.example/b\u{202e}c", "https://a.example/b%E2%80%AEc"),
        ("https://a.example/b\u{a0}c", "https://a.example/b%C2%A0c"),
        ("https://a.example/é", "https://a.example/é"),
    ] {
        text(&format!("[d](<{address}>)"), &format!("d [1]\n\n[1] {listed}"));
    }
}

#[test]
fn blocks_in_running_text_have_lines_of_their_own() {
    let among = |value: &str, expected: &str| {
        let values = Values::new().markdown("v", value);
        renders(&PlainText::new().values(&values), "x <!--$v-->y<!--/$v-->", expected);
    };
    among("a\n\nb", "x a\nb");
    among("```\na\nb\n```", "x `a`\n`b`");
    among("```\na\n```\nb", "x `a`\nb");
    among("# a\n> b\n> > c", "x a\nb\nc");
    among("* a\n* b\n  1. c", "x a\nb\nc");
    among("|a|b|\n|-|-|\n|c|d|", "x a b\nc d");
    among("a\n\n---\n\nb", "x a\nb");
}

#[test]
fn wide_words_before_the_number_of_a_link() {
    renders(
        &PlainText::new().width(16),
        "[虚拟机虚拟机](https://a.example)",
        "虚拟机虚拟机 [1]\n\n[1] https://a.example",
    );
    renders(
        &PlainText::new().width(20),
        "[虚拟机虚拟机](https://a.example) 虚拟机",
        "虚拟机虚拟机 [1] 虚\n拟机\n\n[1] https://a.example",
    );
    renders(
        &PlainText::new().width(24),
        "[虚拟机虚拟机](https://a.example) 虚拟机",
        "虚拟机虚拟机 [1] 虚拟机\n\n[1] https://a.example",
    );
}

#[test]
fn writing_gives_what_rendering_gives() {
    let (article, mut written) = (article("# A\n\nb"), "before\n".to_owned());
    assert_eq!(PlainText::new().write(&article, &mut written), Ok(()));
    assert_eq!(written, "before\nA\n=\n\nb\n");
}

#[test]
fn values_leave_no_blank_line_in_a_heading() {
    let values = Values::new().text("v", "one\ntwo\n\nthree").text("w", "\n\none\n").markdown("m", "one\n\ntwo");
    let plain = PlainText::new().values(&values);
    renders(&plain, "# A <!--$v-->x<!--/$v--> b", "A one\ntwo\nthree b\n=======");
    renders(&plain.clone().flowed(), "## A <!--$v-->x<!--/$v-->", "A one\ntwo\nthree\n-----");
    renders(&plain, "# <!--$w-->x<!--/$w-->", "one\n===");
    renders(&plain, "# A <!--$m-->x<!--/$m-->", "A one\ntwo\n=====");
    text("# One<br><br>two", "One\ntwo\n===");
}

#[test]
fn values_that_are_items() {
    let values = Values::new().text("v", "one").text("w", "two\n\nthree");
    let plain = PlainText::new().values(&values);
    renders(&plain, "* <!--$v-->x<!--/$v-->\n* <!--$v-->x<!--/$v-->", "* one\n* one");
    renders(&plain, "* a\n* <!--$w-->x<!--/$w-->\n* b", "* a\n* two\n\n  three\n* b");
}

#[test]
fn the_title_can_be_left_out() {
    let plain = PlainText::new().without_title();
    renders(&plain, "# Title\n\nText\n\n# Second", "Text\n\nSecond\n======");
    renders(&plain, "#\n\n# Title\n\nText", "Text");
}

#[test]
fn single_sections_and_blocks() {
    let article =
        article("# Title\n\n<!--issueDescription-->\n[One](https://example.com/1)\n<!--/issueDescription-->\n");
    let section = article.sections().next().expect("a section");
    let plain = PlainText::new();
    assert_eq!(plain.render_section(section).as_deref(), Ok("One [1]\n\n[1] https://example.com/1\n"));
    let Some(Part::Block(block @ Block::Heading(_))) = article.body.first() else { panic!("a heading comes first") };
    assert_eq!(plain.render_block(block).as_deref(), Ok("Title\n=====\n"));
}

#[test]
fn sections_with_titles() {
    text(":::Section First steps:::\nOne", "First steps\n-----------\n\nOne");
}

#[test]
fn payloads_of_no_known_kind_are_code() {
    text(
        "# Q\n---\n{\"title\":\"Q\",\"steps\":[]}\n---\n",
        "Q\n=\n\n    {\n      \"title\": \"Q\",\n      \"steps\": []\n    }",
    );
}
