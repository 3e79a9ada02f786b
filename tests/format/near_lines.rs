//! Lines that are nearly a heading, an item, a row, a definition or a block of other tools (format §5).

use selfhelp::diagnostic::Code;

use crate::near_lists::mends_lines;
use crate::near_marks::{everywhere, found, in_code, mends, one, silent};

#[test]
fn wide_blanks_after_the_marks_of_a_heading() {
    let code = Code::HEADING_SPACE;
    one("##\u{A0}Steps\n", &code, "##", "expected a space after `##` of a heading, found U+00A0");
    one("#\u{3000}灯\r\n", &code, "#", "expected a space after `#` of a heading, found U+3000");
    one("> ###\u{200B}Steps\n", &code, "###", "expected a space after `###` of a heading, found U+200B");
    one("##&nbsp;Steps\n", &code, "##", "expected a space after `##` of a heading, found `&nbsp;`");
    mends("##\u{A0}Steps", &code, "## Steps");
    mends("##\u{A0}**Steps**", &code, "## **Steps**");
    mends("#\u{3000}「灯」", &code, "# 「灯」");
    mends("##&nbsp; \u{A0}[Steps](https://a.example)", &code, "## [Steps](https://a.example)");
    for meant in ["##\u{A0}", "##\u{A0}-", "\\##\u{A0}Steps", "`##\u{A0}Steps`", "## \u{A0}Steps"] {
        silent(meant, &code);
    }
}

#[test]
fn wide_blanks_after_the_marker_of_an_item() {
    let code = Code::LIST_SPACE;
    let message = |mark: &str, found: &str| format!("expected a space after the list marker `{mark}`, found {found}");
    one("> *\u{A0}a\r\n", &code, "*", &message("*", "U+00A0"));
    one("1) a\n2)\u{3000}Lamp\n", &code, "2)", &message("2)", "U+3000"));
    one("-&nbsp;a\n", &code, "-", &message("-", "`&nbsp;`"));
    mends("1.\u{A0}First\n2.\u{A0} **Second**", &code, "1. First\n2. **Second**");
    mends("*\u{A0}**灯** a", &code, "* **灯** a");
    mends("+\u{A0}\u{A0}a\n+\u{A0}b", &code, "+ a\n+ b");
    for meant in
        ["-\u{A0}5", "*\u{A0}lamp*", "a *\u{A0}b", "1.\u{A0}Mai", "1.\u{A0}000", "\\*\u{A0}a", "*\u{A0}", "* \u{A0}a"]
    {
        silent(meant, &code);
    }
}

#[test]
fn wide_blanks_beside_the_head_of_a_table() {
    let code = Code::TABLE_AS_TEXT;
    let beside = "expected spaces alone beside the dashes of a table, found U+00A0; the table is text";
    let after = "expected nothing after the head of a table, found U+00A0; the table is text";
    one("| a | b |\n|---|---|\u{A0}\n| 1 | 2 |\n", &code, "| a | b |\n|---|---|\u{A0}", beside);
    one("> a | b\r\n> --- |\u{A0}---\r\n", &code, "> a | b\r\n> --- |\u{A0}---", beside);
    one("| a | b |\u{A0}\n|---|---|\n| 1 | 2 |\n", &code, "| a | b |\u{A0}\n|---|---|", after);
    mends_lines("| a | b |\n|---|---|\u{A0}\n| 1 | 2 |\n", &code, "| a | b |\n|---|---|\n| 1 | 2 |\n");
    mends_lines("| a | b |\n|\u{A0}---|---|\n| 1 | 2 |\n", &code, "| a | b |\n| ---|---|\n| 1 | 2 |\n");
    mends_lines("| a | b | \u{A0}\r\n|---|---|\r\n| 1 | 2 |\n", &code, "| a | b |\r\n|---|---|\r\n| 1 | 2 |\n");
    for meant in ["| a | b |\n|---|---|\n|\u{A0}|\u{A0}|\n", "a\n---\u{A0}|\n"] {
        assert_eq!(found(meant, &code).1, [], "{meant:?}");
    }
}

#[test]
fn lines_after_the_marker_of_a_section() {
    let message = "expected a space after `##` of a heading, found `S`";
    one("<!--issueDescription-->##Steps<!--/issueDescription-->\n", &Code::HEADING_SPACE, "##", message);
    let message = "expected a space after the list marker `*`, found `S`";
    one("<!--recommendedActions-->*Steps\n<!--/recommendedActions-->\n", &Code::LIST_SPACE, "*", message);
    assert_eq!(found("a <!--issueDescription-->##Steps<!--/issueDescription-->\n", &Code::HEADING_SPACE).1, []);
    mends(
        "<!--issueDescription-->##Steps<!--/issueDescription-->",
        &Code::HEADING_SPACE,
        "<!--issueDescription-->## Steps<!--/issueDescription-->",
    );
}

#[test]
fn headings_that_are_closed_without_a_blank() {
    let code = Code::HEADING_SPACE;
    let message = |mark: &str, last: &str| {
        format!("expected a space before `{mark}` at the end of a heading, found `{last}`; it shows")
    };
    one("## Title##\n", &code, "##", &message("##", "e"));
    one("* ### 标题###\r\n", &code, "###", &message("###", "题"));
    one("##Title##\n", &code, "##", "expected a space after `##` of a heading, found `T`");
    mends("## Title##", &code, "## Title ##");
    mends("##Title##", &code, "## Title ##");
    mends("###**Steps:**###", &code, "### **Steps:** ###");
    mends("##Title ##", &code, "## Title ##");
    mends("##C#", &code, "## C#");
    for meant in ["## C#", "## Title ##", "## Issue #2", "# C#", "## a\\##", "## a###", "Title##\n---", "## ##"] {
        assert_eq!(found(&format!("{meant}\n"), &code).1, [], "{meant:?}");
    }
}

#[test]
fn items_with_a_dash_or_a_plus() {
    let code = Code::LIST_SPACE;
    for (body, messages) in [
        ("-Stop it\n-Turn it on\n", ["`-`, found `S`", "`-`, found `T`"]),
        ("+Stop\r\n+Start\r\n", ["`+`, found `S`", "`+`, found `S`"]),
        ("a\n-关\n-开\n", ["`-`, found `关`", "`-`, found `开`"]),
        ("> -Stop it\n> -Start it\n", ["`-`, found `S`", "`-`, found `S`"]),
    ] {
        let found: Vec<_> = found(body, &code).1.into_iter().map(|found| found.message).collect();
        let messages = messages.map(|message| format!("expected a space after the list marker {message}"));
        assert_eq!(found, messages, "{body:?}");
    }
    mends("-Stop it\n-Start it", &code, "- Stop it\n- Start it");
    for meant in [
        "-5 degrees\n-6 degrees\n",
        "+1 a\n+2 b\n",
        "-Force\n-Verbose\n",
        "-ResourceGroup a\n-VmSize b\n",
        "-Group a -Vm b\n-Lamp -On\n",
        "-Old line\n+New line\n-Older line\n-Oldest line\n",
        "-v\n-rf\n",
        "-Stop it\n",
        "-Stop it  \n-Start it\n",
        "-Stop it\nand wait\n-Start it\n",
    ] {
        assert_eq!(found(meant, &code).1, [], "{meant:?}");
    }
}

#[test]
fn items_in_a_cell() {
    let code = Code::MARKUP_LITERAL;
    let cell = |text: &str| found(&format!("| a | b |\n|---|---|\n| {text} | c |\n"), &code).1;
    let message = "expected words, found the markup `*`, which shows as it is";
    for text in ["*Stop it<br>*Start it", "Steps<br>*Stop<br/>*Start"] {
        let found: Vec<_> = cell(text).into_iter().map(|found| found.message).collect();
        assert_eq!(found, [message; 2], "{text:?}");
    }
    for meant in ["*Stop it<br>and wait", "*Stop*<br>*Start*", "\\*Stop<br>\\*Start", "a*b<br>c*d", "* Stop<br>* Start"]
    {
        assert_eq!(cell(meant), [], "{meant:?}");
    }
}

#[test]
fn a_row_after_a_blank_line() {
    let code = Code::TABLE_AS_TEXT;
    let message = "expected this row directly below those of the table, found a blank line before it; it is text";
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n";
    one(&format!("{table}\n| 3 | 4 |\n"), &code, "| 3 | 4 |", message);
    one(&format!("{table}\n| 3 | 4 |\n| 5 | 6 |\n"), &code, "| 3 | 4 |", message);
    one(&format!("* {}\n  | 3 | 灯 |\n", table.replace('\n', "\n  ")), &code, "| 3 | 灯 |", message);
    for meant in
        ["a | b\n", "|\n", "|a| is the length of a\n", "| c | d |\n|---|---|\n| 3 | 4 |\n", "Text\n\n| 3 | 4 |\n"]
    {
        assert_eq!(found(&format!("{table}\n{meant}"), &code).1, [], "{meant:?}");
    }
}

#[test]
fn rows_with_a_break_after_them() {
    let code = Code::TABLE_AS_TEXT;
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n";
    mends_lines("| a | b |<br>\n|---|---|<br>\n| 1 | 2 |<br>\n| 3 | 4 |<br/>\n", &code, table);
    mends_lines("| a | b |\n|---|---|<br>\n| 1 | 2 |<br>\n| 3 | 4 |\n", &code, table);
    mends_lines(
        "|a|<br>\r\n|---|<br>\r\n|1|<br>\r\n\r\nText<br>\r\n",
        &code,
        "|a|\r\n|---|\r\n|1|\r\n\r\nText<br>\r\n",
    );
}

#[test]
fn text_below_a_table_without_bars_around_it() {
    let code = Code::TABLE_CELLS;
    let message =
        "expected a blank line between a table and the text below it, found none; the text is a row of the table";
    let table = "a | b\n--- | ---\n1 | 2\n";
    one(&format!("{table}Text\n"), &code, "Text", message);
    mends_lines(&format!("{table}Text\n"), &code, &format!("{table}\nText\n"));
    for meant in ["3 | 4\n", "\nText\n", "&nbsp;\n", "| c\n"] {
        assert_eq!(found(&format!("{table}{meant}"), &code).1, [], "{meant:?}");
    }
    assert_eq!(found("| a | b\n|---|---\n| 1 | 2\n", &code).1, []);
}

#[test]
fn rows_that_are_broken_in_a_cell() {
    let code = Code::TABLE_CELLS;
    let message = "expected a row of a table on one line, found a line end in a cell; the rest is a row of its own";
    let table = "| a | b |\n|---|---|\n";
    one(&format!("{table}| 1 | Stop\nit |\n| 2 | x |\n"), &code, "it |", message);
    mends_lines(&format!("{table}| 1 | 关\n  灯 |\n"), &code, &format!("{table}| 1 | 关 灯 |\n"));
    for meant in ["| 1 | 2\n| 3 | 4 |\n", "| 1 | 2 |\n3 | 4 |\n", "1 | 2\n3 | 4 |\n"] {
        assert_eq!(found(&format!("{table}{meant}"), &code).1, [], "{meant:?}");
    }
}

#[test]
fn a_row_with_a_marker() {
    let code = Code::TABLE_AS_TEXT;
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n";
    for row in ["| <!--issueDescription--> | x |", "| 3 | <!--issueDescription-->x<!--/issueDescription--> |"] {
        assert_eq!(found(&format!("{table}{row}\n"), &code).1, [], "{row:?}");
        assert_eq!(found(&format!("{table}{row}\n").replace('\n', "\r\n"), &code).1, [], "{row:?}");
    }
}

#[test]
fn definitions_below_text() {
    let code = Code::MARKUP_LITERAL;
    let markup = |shown: &str| format!("expected words, found the markup {}, which shows as it is", in_code(shown));
    for line in ["[comment]: # (ask Ada)", "[//]: # \"ask Ada\"", "[灯]: <>", "[Docs]: https://a.example"] {
        one(&format!("Some text\n{line}\nmore\n"), &code, line, &markup(line));
        one(&format!("* Some text\r\n  {line}\r\n"), &code, line, &markup(line));
        assert_eq!(found(&format!("Some text\n\n{line}\n"), &code).1, [], "{line:?}");
    }
    for meant in ["[Error]: Timeout", "[Note]: see https://a.example", "[1]: a # b", "[x]: #5"] {
        assert_eq!(found(&format!("Some text\n{meant}\n"), &code).1, [], "{meant:?}");
    }
}

#[test]
fn markup_of_other_tools() {
    let code = Code::MARKUP_LITERAL;
    let markup = |shown: &str| format!("expected words, found the markup {}, which shows as it is", in_code(shown));
    for (words, shown) in [
        ("[guide](https://a.example){:target=\"_blank\"}", "{:target=\"_blank\"}"),
        ("[guide](https://a.example){target=\"_blank\"} now", "{target=\"_blank\"}"),
        ("[灯](https://a.example){.external}", "{.external}"),
    ] {
        everywhere(words, &code, shown, &markup(shown));
    }
    for (line, shown) in [
        (":::image type=\"content\" source=\"x.png\" alt-text=\"y\":::", ""),
        (":::row:::", ""),
        (":::row-end:::", ""),
        ("[!VIDEO https://a.example]", ""),
        ("[!div class=\"checklist\"]", "[!div class=\"checklist\"]"),
        ("[!INCLUDE [lamp](https://a.example)]", "[!INCLUDE"),
        ("[!INCLUDE[lamp](https://a.example)]", "[!INCLUDE"),
        ("[!code-csharp[Main](https://a.example)]", "[!code-csharp"),
        ("[AZURE.NOTE] It is hot.", "[AZURE.NOTE]"),
        ("[AZURE.SELECTOR-LIST (a | b)]", ""),
        ("[WACOM.INCLUDE [a](https://a.example)]", "[WACOM.INCLUDE"),
        ("{% include lamp.html %}", ""),
        ("{{< note >}}", ""),
        ("{{% alert %}} It is hot.", "{{% alert %}}"),
        ("!!! note \"Lamp\"", ""),
        ("??? tip", ""),
        ("{: .wide #lamp}", ""),
        ("## Lamp {#lamp}", "{#lamp}"),
        ("[!INFO] hello", "[!INFO]"),
        ("[! NOTE]", "[! NOTE]"),
        ("[[_TOC_]]", "[[_TOC_]]"),
    ] {
        let shown = if shown.is_empty() { line } else { shown };
        one(&format!("> {line}\n"), &code, shown, &markup(shown));
        one(&format!("{line}\r\n"), &code, shown, &markup(shown));
    }
    for meant in [
        "[guide](https://a.example) {a}",
        "[guide](https://a.example){a}",
        "a {b=\"c\"}",
        "{\"a\": \"b\"}",
        "f(x){return}",
        ":::Section Lamps a=\"b\":::",
        "[!a]",
        "[!code]",
        "`{:target=\"_blank\"}`",
        "a {: .wide}",
        "{:.2f}",
        "a {#lamp}",
        "## Lamp {id}",
        "Stop!!! note",
        "!!! Note",
        "!!! note that",
        "100 {%}",
        "[AZURE]",
        "[Azure.NOTE]",
        "`{% include lamp %}`",
        "\\{% include lamp %}",
        "    {% include lamp %}",
    ] {
        assert_eq!(found(&format!("{meant}\n"), &code).1, [], "{meant:?}");
    }
}

#[test]
fn single_marks_before_a_letter() {
    let code = Code::EMPHASIS_LITERAL;
    let message = "expected a space or punctuation outside of `*…*`, found a letter; the asterisks show as they are";
    everywhere("*Note:*turn it on", &code, "*Note:*", message);
    everywhere("Now! *Stop it!*Or wait", &code, "*Stop it!*", message);
    mends("*Note:*turn it on", &code, "*Note:* turn it on");
    for meant in ["a*b:*c", "*Note:* turn", "*.*x", "\\*Note:*turn", "*foo.*bar", "_Note:_turn", "*5:*x"] {
        silent(meant, &code);
    }
}
