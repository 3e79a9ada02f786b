//! Marks of Markdown and HTML that are as wide as CJK characters, and markup of tables, pictures and notes that shows (format §5).

use selfhelp::diagnostic::Code;

use crate::near_lists::mends_lines;
use crate::near_marks::{everywhere, found, mends, one, silent};

fn markup(shown: &str) -> String {
    format!("expected words, found the markup `{shown}`, which shows as it is")
}

#[test]
fn headings_with_wide_signs() {
    let message = "expected `#` and a space at the beginning of a heading, found `＃`; it is text";
    one("＃ 标题\n", &Code::HEADING_TAG, "＃", message);
    one("> ＃\u{3000}标题\r\n", &Code::HEADING_TAG, "＃", message);
    one("＃＃标题\n", &Code::HEADING_SPACE, "＃＃", message);
    one("* ＃＃ 标题\n", &Code::HEADING_SPACE, "＃＃", message);
    mends("＃ 标题", &Code::HEADING_TAG, "# 标题");
    mends("#＃＃\u{3000}**标题**", &Code::HEADING_SPACE, "### **标题**");
    for meant in ["＃标签", "＃ 5", "用 ＃ 号", "`＃＃ 标题`", "＃＃", "＃＃ 5"] {
        silent(meant, &Code::HEADING_TAG);
        silent(meant, &Code::HEADING_SPACE);
    }
}

#[test]
fn bold_text_with_wide_signs() {
    let code = Code::EMPHASIS_LITERAL;
    let message = "expected `**` to make text bold with, found `＊＊`; the asterisks show as they are";
    everywhere("点击＊＊运行＊＊。", &code, "＊＊运行＊＊", message);
    everywhere("＊＊注意：＊＊请先", &code, "＊＊注意：＊＊", message);
    one("<p>＊＊运行＊＊</p>\n", &code, "＊＊运行＊＊", message);
    mends("点击＊＊运行＊＊按钮", &code, "点击**运行**按钮");
    mends("点击＊＊“运行”＊＊按钮", &code, "点击**“运行”**按钮");
    for meant in ["密码是 ＊＊＊＊", "＊＊＊a＊＊＊", "＊＊ a ＊＊", "a ＊ b ＊ c", "`＊＊a＊＊`", "＊＊a", "＊＊5＊＊"]
    {
        silent(meant, &code);
    }
    silent("＊＊运行＊＊\n＊＊停止＊＊", &Code::LIST_BULLET);
}

#[test]
fn links_and_pictures_with_wide_signs() {
    let code = Code::LINK_BRACKETS;
    let message = "expected `[` and `]` around the text of this link, found `【` or `】`; it shows as it is";
    everywhere("见【文本】(https://a.example)。", &code, "【文本】(https://a.example)", message);
    everywhere("见【文本】（https://a.example）。", &code, "【文本】（https://a.example）", message);
    mends("见【文本】（https://a.example）。", &code, "见[文本](https://a.example)。");
    for meant in ["【公告】维护", "【1】（https://a.example）", "【公告】（见下）", "`【文本】(https://a.example)`"]
    {
        silent(meant, &code);
    }
    let message = "expected `!` before the `[` of a picture, found `！`; it is none";
    one("！[图](https://a.example/b.png)\n", &code, "！[图](https://a.example/b.png)", message);
    one("> ！ [图] (https://a.example/b.png)\r\n", &code, "！ [图] (https://a.example/b.png)", message);
    mends("！ [图] （https://a.example/b.png）", &code, "![图](https://a.example/b.png)");
    for meant in ["太好了！[图](https://a.example/b.png)", "！[图](https://a.example/b)", "！[图]"] {
        silent(meant, &code);
    }
}

#[test]
fn tables_with_wide_bars() {
    let code = Code::TABLE_AS_TEXT;
    let message = "expected `|` between the cells of a table, found `｜`; the table is text";
    one("｜ a ｜ b ｜\n｜---｜---｜\n｜ 1 ｜ 2 ｜\n", &code, "｜ a ｜ b ｜\n｜---｜---｜", message);
    one("> | a | b |\r\n> | --- | --- ｜\r\n", &code, "| a | b |\r\n> | --- | --- ｜", message);
    one("| a ｜ b |\n|---|---|\n", &code, "| a ｜ b |\n|---|---|", message);
    mends_lines("｜ a ｜ b ｜\n｜---｜---｜\n｜ 1 ｜ 2 ｜\nb\n", &code, "| a | b |\n|---|---|\n| 1 | 2 |\nb\n");
    mends_lines("| a | b |\n| --- | --- ｜\n| 1 | 2 |\n", &code, "| a | b |\n| --- | --- |\n| 1 | 2 |\n");
    for meant in ["a｜b\nc｜d\n", "首页｜帮助\n\n---\n", "| a｜b |\n|---|\n| 1 |\n"] {
        assert_eq!(found(meant, &code).1, [], "{meant:?}");
    }
}

#[test]
fn tables_that_are_drawn() {
    let code = Code::TABLE_AS_TEXT;
    let message = "expected a table such as `| a | b |` above `|---|---|`, found one drawn with `+`; it is text";
    one("+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n", &code, "+---+---+", message);
    one("> +:--+---+\r\n> | a | b |\r\n> +---+---+\r\n", &code, "+:--+---+", message);
    for meant in ["+---+\na\n", "+-\n|\n", "+1+\n| a |\n", "```\n+---+\n| a |\n+---+\n```\n"] {
        assert_eq!(found(meant, &code).1, [], "{meant:?}");
    }
}

#[test]
fn rows_and_text_below_a_table() {
    let code = Code::TABLE_AS_TEXT;
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n";
    let message = "expected this row directly below those of the table, found a comment before it; it is text";
    one(&format!("{table}<!-- | 3 | 4 | -->\n| 5 | 6 |\n"), &code, "| 5 | 6 |", message);
    one(&format!("{table}\n<!-- a -->\n\n<!-- b -->\n| 5 | 6 |\n| 7 | 8 |\n"), &code, "| 5 | 6 |", message);
    for below in
        ["<!-- a -->\nText\n", "<!-- a -->\n| 5 |\n", "<!-- a -->\n| c | d |\n|---|---|\n", "\nb\n\n| 5 | 6 |\n"]
    {
        assert_eq!(found(&format!("{table}{below}"), &code).1, [], "{below:?}");
    }

    let code = Code::TABLE_CELLS;
    let message =
        "expected a blank line between a table and the text below it, found none; the text is a row of the table";
    one(&format!("{table}Text *after* it\nand more\n"), &code, "Text *after* it", message);
    one("> | a |\r\n> |---|\r\n> 灯\r\n", &code, "灯", message);
    one("* | a |\n  |---|\n  | 1 |\n  Text\n", &code, "Text", message);
    mends_lines(&format!("{table}Text\n"), &code, &format!("{table}\nText\n"));
    for below in ["\nText\n", "3 | 4\n", "| 3\n", "<!--$rows-->\n", "# Lamp\n", "* a\n", "<br>\n", "5\n", "> a\n"] {
        assert_eq!(found(&format!("{table}{below}"), &code).1, [], "{below:?}");
    }
    assert_eq!(found("a | b\n---|---\n1 | 2\n3\nc\n", &code).1, []);
}

#[test]
fn tags_comments_and_code_with_wide_signs() {
    let code = Code::MARKUP_LITERAL;
    for (words, shown) in [
        ("灯＜br＞开", "＜br＞"),
        ("灯‹／br>开", "‹／br>"),
        ("灯<br＞开", "<br＞"),
        ("灯＜a href=\"https\"＞开", "＜a href=\"https\"＞"),
        ("运行｀az vm｀。", "｀az vm｀"),
        ("灯 ＜!-- later --＞ 开", "＜!-- later --＞"),
        ("灯 ＜!--$vm--＞", "＜!--$vm--＞"),
        ("灯 ‹!—$vm—> 开", "‹!—$vm—>"),
    ] {
        everywhere(words, &code, shown, &markup(shown));
    }
    for meant in ["温度 ＜ 5 且 ＞ 3", "＜灯＞", "＜a＞", "‹b›", "(´｀) 和 (´｀)", "｀灯｀", "`＜br＞`", "<灯＞"]
    {
        silent(meant, &code);
    }
}

#[test]
fn notes_in_other_words() {
    let code = Code::MARKUP_LITERAL;
    for note in ["[!注意]", "[!Hinweis]", "[!重要]", "[！NOTE]"] {
        one(&format!("> {note}\n> 文本\n"), &code, note, &markup(note));
        one(&format!("{note} 文本\r\n"), &code, note, &markup(note));
    }
    for meant in ["x [!灯]", "[!a-z]", "[!abc]", "[！灯]", "`[!注意]`", "\\[!注意]"] {
        silent(meant, &code);
    }
}

#[test]
fn words_between_equals_signs() {
    let code = Code::MARKUP_LITERAL;
    everywhere("Press ==Start now== first", &code, "==Start now==", &markup("==Start now=="));
    everywhere("按==开始==。", &code, "==开始==", &markup("==开始=="));
    for meant in ["a==b==c", "a == b == c", "if x ==1== y", "=====", "==a=", "`==a==`", "x==Start== y", "=== a ==="] {
        silent(meant, &code);
    }
}

#[test]
fn references_of_more_signs() {
    let code = Code::MARKUP_LITERAL;
    for name in [
        "hellip", "ndash", "mdash", "rsquo", "lsquo", "ldquo", "rdquo", "bull", "trade", "apos", "rarr", "ensp", "emsp",
    ] {
        let shown = format!("&{name}");
        everywhere(&format!("灯 {shown} b"), &code, &shown, &markup(&shown));
        everywhere(&format!("a{shown}."), &code, &shown, &markup(&shown));
        silent(&format!("a {shown}; b"), &code);
        silent(&format!("a {shown}x b"), &code);
        silent(&format!("?a=1{shown}=2"), &code);
        silent(&format!("get /b?a=1{shown}&c"), &code);
        silent(&format!("https://a.example/?a=1{shown}=2"), &code);
    }
    everywhere("it&rsquos on", &code, "&rsquo", &markup("&rsquo"));
    everywhere("don&apost", &code, "&apos", &markup("&apos"));
}

#[test]
fn titles_of_sections_and_tags_are_told_once() {
    let code = Code::MARKUP_LITERAL;
    one("## :::Section F:::\n\na\n", &code, ":::Section F:::", &markup(":::Section F:::"));
    one(":::Section :::\n", &code, ":::Section :::", &markup(":::Section :::"));
    silent("Section F", &code);
    one("a <em>b</em\nc\n", &code, "</em", &markup("</em"));
    assert_eq!(found("a <em>b</em\nc\n", &Code::HTML_UNCLOSED).1, []);
    assert_eq!(found("a <em>b\n\nc</em\n", &Code::HTML_UNCLOSED).1.len(), 1);
    assert_eq!(found("a <em>b</b\n", &Code::HTML_UNCLOSED).1.len(), 1);
}

#[test]
fn links_and_pictures_with_too_much() {
    let code = Code::LINK_BRACKETS;
    let message = "expected one target after the text of this link, found two; the second shows as it is";
    everywhere("See [a](https://a.example)(https://b.example/c) now", &code, "(https://b.example/c)", message);
    silent("See [a](https://a.example) (https://b.example)", &code);
    silent("See [a](https://a.example)(see below) and https://a.example(https://b.example)", &code);

    let code = Code::LINK_SPACE;
    let message =
        |size: &str| format!("expected `)` before the size `{size}` of this picture, found a space; it shows as it is");
    everywhere("![a](b.png =100x20)", &code, "![a](b.png =100x20)", &message("=100x20"));
    let picture = "![a](https://a.example/b.png \"t\" =100x)";
    everywhere(picture, &code, picture, &message("=100x"));
    mends(picture, &code, "![a](https://a.example/b.png \"t\")");
    mends("![a](b.png =50%)", &code, "![a](b.png)");
    silent("![a](b.png \"=100\")", &code);
    silent("f[0](a =5)", &code);

    let code = Code::LINK_NO_SCHEME;
    let message = "expected `https://` before `www.a.example/b`, found none; the brackets show as they are";
    everywhere("See <www.a.example/b> now", &code, "<www.a.example/b>", message);
    mends("See <www.a.example> now", &code, "See <https://www.a.example> now");
    silent("See <https://www.a.example> and 5 < www.a.example > 6", &code);
}

#[test]
fn fences_in_code_that_was_to_end() {
    let code = Code::CODE_UNCLOSED;
    let message = "expected a fence that closes this code before another opens, found none; the other is code";
    one("```bash\na\n\nThen:\n\n```bash\nb\n```\n", &code, "```bash", message);
    one("> ~~~\r\n> a\r\n> ~~~js\r\n> b\r\n> ~~~\r\n", &code, "~~~js", message);
    one("* ```\n  a\n  ````c++\n  b\n  ````\n", &code, "````c++", message);
    for meant in [
        "````\n```bash\na\n```\n````\n",
        "~~~\n```bash\n~~~\n",
        "```markdown\n```bash\n```\n",
        "```\n``` is a fence\n```\n",
        "```\na\n```\n\n```bash\nb\n```\n",
        "    ```\n    ```bash\n",
    ] {
        assert_eq!(found(meant, &code).1, [], "{meant:?}");
    }
}
