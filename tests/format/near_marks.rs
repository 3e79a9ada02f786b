//! Marks among words that are nearly Markdown, HTML, a comment or an address (format §5): they show, and are found everywhere.

use selfhelp::Article;
use selfhelp::diagnostic::{Code, Diagnostic, Severity};

use crate::content::form_findings;

pub(crate) const HEADER: &str = "<properties pageTitle=\"Lamp\" articleId=\"lamp-1\" selfHelpType=\"generic\" />\n";

/// Where words are that Markdown is read in.
const PLACES: [(&str, &str); 9] = [
    ("", "\n"),
    ("* ", "\n* b\n"),
    ("1. a\n\n   * ", "\r\n"),
    ("> ", "\n"),
    ("## ", "\n\nb\n"),
    ("| a |\n|---|\n| ", " |\n"),
    ("a\r\n", "\r\n"),
    ("*\t", "\n"),
    ("<!--issueDescription-->\n", "\n<!--/issueDescription-->\n"),
];

pub(crate) fn found(body: &str, code: &Code) -> (Article, Vec<Diagnostic>) {
    let article = Article::parse_lenient(&format!("{HEADER}{body}"));
    let mut found = form_findings(&article);
    found.retain(|found| found.code == *code);
    (article, found)
}

/// `text` as messages quote it: with other marks around it than it has itself.
pub(crate) fn in_code(text: &str) -> String {
    match (text.contains('`'), text.contains("``")) {
        (false, _) => format!("`{text}`"),
        (true, false) => format!("`` {text} ``"),
        (true, true) => format!("` {text} `"),
    }
}

/// There is one finding of `code`, a warning at `place`, in each of the places of Markdown.
#[track_caller]
pub(crate) fn everywhere(words: &str, code: &Code, place: &str, message: &str) {
    for (before, after) in PLACES {
        one(&format!("{before}{words}{after}"), code, place, message);
    }
}

#[track_caller]
pub(crate) fn one(body: &str, code: &Code, place: &str, message: &str) {
    let (article, found) = found(body, code);
    let found: Vec<_> =
        found.iter().map(|found| (found.severity, &article.source()[found.span.range()], &*found.message)).collect();
    assert_eq!(found, [(Severity::Warning, place, message)], "{body:?}: {:?}", form_findings(&article));
}

/// The fix in a paragraph makes `words` what is `mended`, in which nothing of the kind is found.
#[track_caller]
pub(crate) fn mends(words: &str, code: &Code, mended: &str) {
    let (article, found) = found(&format!("{words}\n"), code);
    let fixed = selfhelp::diagnostic::apply_fixes(article.source(), &found);
    assert_eq!(fixed.strip_prefix(HEADER), Some(format!("{mended}\n").as_str()), "{words:?}: {found:?}");
    silent(mended, code);
}

#[track_caller]
pub(crate) fn silent(words: &str, code: &Code) {
    for (before, after) in PLACES {
        let body = format!("{before}{words}{after}");
        assert_eq!(found(&body, code).1, [], "{body:?}");
    }
}

#[test]
fn single_marks_with_a_blank_inside() {
    let code = Code::EMPHASIS_LITERAL;
    let message = "expected no space inside `*…*`, found one; the asterisks show as they are";
    everywhere("Press *Lamp * now", &code, "*Lamp *", message);
    everywhere("Press * Lamp* now", &code, "* Lamp*", message);
    everywhere("Do *not * now.", &code, "*not *", message);
    everywhere("按 *灯 *。", &code, "*灯 *", message);
    let message = "expected no space inside `_…_`, found one; the underscores show as they are";
    everywhere("Press _Start now _.", &code, "_Start now _", message);
    everywhere("Press _ Lamp_, please", &code, "_ Lamp_", message);
    mends("Press *Lamp * now", &code, "Press *Lamp* now");
    mends("Press * Lamp*.", &code, "Press *Lamp*.");
    mends("(_Lamp _)", &code, "(_Lamp_)");
    for meant in [
        "2 * 3 * 4",
        "Width * Height * 2",
        "a price* and *note below",
        "Delete *.log and *.txt now",
        "0 */5 * * * *",
        "SELECT * FROM Lamps*",
        "use * or lamp*",
        "5 * Price*",
        "int *p = a * b",
        "`*Lamp *`",
        "_id _ and",
        "Name: _ Age: _",
        "\\*Lamp * a",
        "https://example.com/*a *",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn bold_underscores_in_words() {
    let code = Code::EMPHASIS_LITERAL;
    let message = "expected no letter beside `__…__`, found one; the underscores show as they are";
    everywhere("Press __Lamp__on", &code, "__Lamp__", message);
    everywhere("See on__Lamp__.", &code, "__Lamp__", message);
    everywhere("Press __Start now__please", &code, "__Start now__", message);
    everywhere("点击__运行__按钮", &code, "__运行__", message);
    everywhere("__注意：__请先备份", &code, "__注意：__", message);
    everywhere("点击__“运行”__按钮", &code, "__“运行”__", message);
    everywhere("__Note:__text", &code, "__Note:__", message);
    mends("__注意：__请先备份", &code, "**注意：**请先备份");
    mends("__（注意）__请先", &code, "**（注意）**请先");
    mends("__“설정”__을", &code, "**“설정”**을");
    mends("点击__Run__按钮", &code, "点击**Run**按钮");
    mends("__Note:__text", &code, "**Note:** text");
    mends("Press __Start now!__please", &code, "Press **Start now!** please");
    mends("点击__运行__按钮", &code, "点击**运行**按钮");
    mends("Press __Lamp__on", &code, "Press **Lamp**on");
    for meant in [
        "run __init__.py",
        "my__var__name",
        "__FILE__x",
        "__dirname__s",
        "Lamps__On__c",
        "文件__init__.py",
        "设置__init__方法",
        "宏__FILE__的",
        "调用__Lamp__(1)",
        "Use __$start_lsn, __$seqval and",
        "__init, __main",
        "__lamp:__x",
        "Logging__Level__",
        "a__b__",
        "`点击__运行__按钮`",
        "点击\\_\\_运行\\_\\_按钮",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn asterisks_of_patterns_and_products() {
    let code = Code::ASTERISK_LOST;
    let message =
        "expected `\\*` or code where asterisks are meant, found `*` that makes emphasis; the asterisks do not show";
    everywhere("Standard_D*s_v* or another", &code, "*s_v*", message);
    everywhere("Compute 2*3*4 now", &code, "*3*", message);
    everywhere("a*b*c", &code, "*b*", message);
    everywhere("Grant Lamps/*/read or Lamps/*/write", &code, "*/read or Lamps/*", message);
    everywhere("请授予 Lamps/*/read 或 Lamps/*/write。", &code, "*/read 或 Lamps/*", message);
    everywhere("/var/*/log/*.txt", &code, "*/log/*", message);
    everywhere("10.0.*.1 and 10.0.*.2", &code, "*.1 and 10.0.*", message);
    everywhere("lamps-*-2020-*-x", &code, "*-2020-*", message);
    everywhere("https://*.a.example and https://*.b.example", &code, "*.a.example and https://*", message);
    everywhere("<*.a.example> or <*.b.example>", &code, "*.a.example> or <*", message);
    everywhere("(*), (*)", &code, "*), (*", message);
    everywhere("count(*) and sum(*)", &code, "*) and sum(*", message);
    everywhere("<*> and <*>", &code, "*> and <*", message);
    everywhere("[*] and [*]", &code, "*] and [*", message);
    everywhere("SELECT a.*, b.* FROM lamps", &code, "*, b.*", message);
    everywhere("\"*\" and \"*\"", &code, "*\" and \"*", message);
    everywhere("\"*.a\" and \"*.b\"", &code, "*.a\" and \"*", message);
    mends("Compute 2*3*4 now", &code, "Compute 2\\*3\\*4 now");
    mends("Lamps/*/read or Lamps/*/write", &code, "Lamps/\\*/read or Lamps/\\*/write");
    let message = "expected `\\*\\*` or code where asterisks are meant, found `**` that makes text bold; the asterisks do not show";
    everywhere("x**2 + y**2", &code, "**2 + y**", message);
    everywhere("src/**/a and src/**/b", &code, "**/a and src/**", message);
    let (_, in_label) = found("[a*b*c]: https://a.example\n\n[a*b*c]\n", &code);
    assert!(in_label.len() == 1 && in_label[0].fix.is_none(), "{in_label:?}");
    mends("src/**/a and src/**/b", &code, "src/\\*\\*/a and src/\\*\\*/b");
    for meant in [
        "press *Start*.",
        "(*lamp*)",
        "*a*/*b*",
        "and/*or*",
        "*.NET* and *.csv* files",
        "*/etc/hosts*",
        "*/etc/*",
        "*-Force*",
        "*--flag* and",
        "*@user*",
        "*\"quoted\"*",
        "*(optional)*",
        "*[guide](https://a.example)*",
        "*`code`*",
        "*Lamp*s",
        "**P**latform **a**s",
        "word**bold**",
        "**bold**word",
        "按*灯*现在",
        "转到**“诊断”**，单击**“运行”**。",
        "***both***",
        "_**E_LAMP**_ and _*both*_",
        "**4-11x** faster, **>450x** there",
        "<em>.a</em>.b",
        "`2*3*4`",
        "2\\*3\\*4",
        "2 * 3 * 4",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn the_end_of_a_comment_alone() {
    let code = Code::COMMENT_CLOSER;
    let message = "expected `<!--` before this `-->`, found none; what was perhaps meant for a comment shows";
    everywhere("ask Ada -->", &code, "-->", message);
    everywhere("请问小李 -->", &code, "-->", message);
    one("a\n-->\n", &code, "-->", message);
    one("> a\r\n> -->\r\n", &code, "-->", message);
    one("a\n\n-->\n\nb\n", &code, "-->", message);
    one("<div>ask Ada --></div>\n", &code, "-->", message);
    for meant in ["Settings --> Lamps", "a -> b -->", "**Settings -->** Lamps", "`a -->`", "a --\\>", "a --&gt;"] {
        silent(meant, &code);
    }
    for meant in
        ["Settings -->\nLamps\n", "| Settings --> | Lamps |\n|---|---|\n", "| a | b |\n|---|---|\n| --> | b |\n"]
    {
        assert_eq!(found(meant, &code).1, [], "{meant:?}");
    }
    assert_eq!(found("a <!-- b --> c -->\n", &code).1.len(), 1);
}

#[test]
fn tags_with_a_backtick() {
    let shown = |body: &str| Article::parse_lenient(&format!("{HEADER}{body}")).to_html();
    assert_eq!(shown("a<br`>b<br`>c\n"), "<p>a<br>\nb<br>\nc</p>\n");
    assert_eq!(shown("* a<br`>\r\n  b\r\n"), "<ul>\n<li>a<br>\nb</li>\n</ul>\n");
    assert_eq!(shown("| a<br`>b |\n|---|\n"), shown("| a<br>b |\n|---|\n"));
    assert_eq!(shown("a `<br`> b\n"), "<p>a <code>&lt;br</code>&gt; b</p>\n");
    let (article, found) = found("灯<br`>开\n", &Code::BREAK_SPELLING);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "expected `<br>`, found `<br`>`, which breaks the line all the same");
    assert!(selfhelp::diagnostic::apply_fixes(article.source(), &found).ends_with("灯<br>开\n"));
    let message = "expected words, found the markup `<br`, which shows as it is";
    everywhere("a <br`>` b", &Code::MARKUP_LITERAL, "<br", message);
    let message = "expected words, found the markup `</p`, which shows as it is";
    everywhere("a </p`>` b", &Code::MARKUP_LITERAL, "</p", message);
}

#[test]
fn names_in_braces() {
    let code = Code::MARKUP_LITERAL;
    let markup = |shown: &str| format!("expected words, found the markup {}, which shows as it is", in_code(shown));
    for name in ["{{name}}", "{{ lamp.name }}", "{{{name}}}", "{{#lamps}}", "{{灯}}"] {
        let shown = name.strip_suffix("}}}").map_or(name.to_owned(), |name| format!("{name}}}}}"));
        everywhere(&format!("a {name} b"), &code, &shown, &markup(&shown));
    }
    one("<div>{{name}}</div>\n", &code, "{{name}}", &markup("{{name}}"));
    for meant in ["{name}", "a {{}} b", "`{{name}}`", "\\{{name}}", "{{\"a\": 1}}", "a {{ b"] {
        silent(meant, &code);
    }
}

#[test]
fn hashes_that_make_no_heading() {
    let code = Code::MARKUP_LITERAL;
    let markup = |shown: &str| format!("expected words, found the markup {}, which shows as it is", in_code(shown));
    for (body, shown) in [
        ("# # Lamp\n", "#"),
        ("## ## 灯\r\n\r\na\n", "##"),
        ("**## Lamp**\n", "##"),
        ("* **##Lamp**\n", "##"),
        ("| ## Lamp |\n|---|\n", "##"),
        ("| a | b |\n|---|---|\n| c | ###灯 |\n", "###"),
        ("| a |\n|---|\n| ## **Lamp** |\n", "##"),
        ("| a |\n|---|\n| ## 1. Lamp |\n", "##"),
    ] {
        one(body, &code, shown, &markup(shown));
    }
    for meant in [
        "| # Lamps | # of lamps |\n|---|---|\n| # | #5 |\n",
        "## # of lamps\n\na\n",
        "# C #\n",
        "## #1 lamp\n\na\n",
        "| #### | ##,## |\n|---|---|\n",
        "**# lamps**\n",
        "**\\## Lamp**\n",
        "`## a`\n",
    ] {
        assert_eq!(found(meant, &code).1, [], "{meant:?}");
    }
    assert_eq!(found("##Lamp\n", &Code::MARKUP_LITERAL).1, []);
}

#[test]
fn links_to_no_definition() {
    let code = Code::LINK_BRACKETS;
    let message = |label: &str| {
        format!(
            "expected the label of a definition after the text of this link, found `{label}`, which is none; the brackets show as they are"
        )
    };
    everywhere("See [Lamp guide][lamp] now", &code, "[Lamp guide][lamp]", &message("[lamp]"));
    everywhere("See [Lamp guide][].", &code, "[Lamp guide][]", &message("[]"));
    everywhere("See [a][undefined].", &code, "[a][undefined]", &message("[undefined]"));
    everywhere("见[灯的指南][灯]。", &code, "[灯的指南][灯]", &message("[灯]"));
    everywhere("![A lamp][picture]", &code, "[A lamp][picture]", &message("[picture]"));
    one(
        "<p>See [Lamp guide][lamp]</p>\n\n[lamp]: https://a.example\n",
        &code,
        "[Lamp guide][lamp]",
        &message("[lamp]"),
    );
    for meant in [
        "array[0][1]",
        "see [x][y] in",
        "`[Lamp guide][lamp]`",
        "[ERROR][Network] failed",
        "[A-Z][0-9]+",
        "string[][] a",
        "[Issue] [Lamp](https://e.example/x)",
        "[Issue][Lamp](https://e.example/x)",
        "\\[Lamp guide][lamp]",
        "[1][2]",
        "d[0][\"Error\"]",
    ] {
        silent(meant, &code);
    }
    assert_eq!(found("See [Lamp guide][lamp]\n\n[lamp]: https://a.example\n", &code).1, []);
}

#[test]
fn links_with_other_brackets() {
    let code = Code::LINK_BRACKETS;
    let message = "expected `[` and `]` around the text of this link, found `［` or `］`; it shows as it is";
    everywhere("见［灯的指南］(https://a.example)。", &code, "［灯的指南］(https://a.example)", message);
    mends("[Lamp guide］(https://a.example)", &code, "[Lamp guide](https://a.example)");
    silent("［灯的指南］(见下)", &code);
    silent("［1］(https://a.example)", &code);
    let message = "expected one `[` before the text of this link, found two; the first shows as it is";
    everywhere("See [[Lamp guide](https://a.example) now", &code, "[", message);
    mends("See [[Lamp guide](https://a.example)", &code, "See [Lamp guide](https://a.example)");
    silent("See [[Lamp guide](https://a.example)] and [a [Lamp guide](https://a.example)", &code);

    let code = Code::LINK_GAP;
    let message = "expected `(` directly after `]` of a link, found `:`";
    everywhere("See [Lamp guide]: (https://a.example) now", &code, "[Lamp guide]: (https://a.example)", message);
    let message = "expected `(` directly after `]` of a link, found a space";
    everywhere("[Lamp guide] (docs.example.com/lamps)", &code, "[Lamp guide] (docs.example.com/lamps)", message);
    for meant in ["[1]: (https://a.example)", "[Lamp guide]: see below", "[Lamp] (a.b)", "[Lamp guide] (on/off)"] {
        silent(meant, &code);
    }
}

#[test]
fn other_markup_among_words() {
    let code = Code::MARKUP_LITERAL;
    let markup = |shown: &str| format!("expected words, found the markup {}, which shows as it is", in_code(shown));
    for (words, shown) in [
        ("a ![A lamp] b", "![A lamp]"),
        ("[!HINT] Turn it on", "[!HINT]"),
        ("[! NOTE] Turn it on", "[! NOTE]"),
        ("See [[Lamp guide]] now", "[[Lamp guide]]"),
        ("[[_TOC_]]", "[[_TOC_]]"),
        ("[TOC]", "[TOC]"),
        ("a&#160b", "&#160"),
        ("a&#xA0 b", "&#xA0"),
        ("灯& nbsp;开", "& nbsp;"),
        ("Lamp&nbspOn", "&nbsp"),
        ("a <br/on", "<br/"),
        ("a <img https://a.example> b", "<img"),
        ("a ``b` c", "``"),
    ] {
        everywhere(words, &code, shown, &markup(shown));
    }
    for line in ["::Section Lamps:::", "::Section 灯::", "Section Lamps:::"] {
        one(&format!("{line}\n"), &code, line, &markup(line));
        one(&format!("* {line}\r\n* b\r\n"), &code, line, &markup(line));
    }
    let title = ":::Section Lamp:::";
    one(&format!("a <!--$x-->{title}\nb<!--/$x--> c\n"), &code, title, &markup(title)); // where no section can be
    one("####### Lamp\n", &code, "#######", &markup("#######"));
    one("a\n    ## Lamp\n", &code, "##", &markup("##"));
    for meant in [
        "Stop![1]",
        "#![feature(lamp)]",
        "![1]",
        "[!a-z]",
        "[[1, 2], [3, 4]]",
        "if [[ -f a ]]; then",
        "a[[b]]",
        "\\[[Lamp guide]]",
        "`[[Lamp guide]]`",
        "&#160;",
        "a&#5",
        "https://a.example/?b&#12",
        "``a''",
        "Section: a",
        ":::Other title:::",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn placeholders_and_markers_that_are_nearly_ones() {
    let code = Code::NOTE_LIKE_MARKER;
    let message = "`($lamp` is a comment; did you mean `($lamp)`?";
    everywhere("a [lamp]<!--($lamp--> b", &code, "<!--($lamp-->", message);
    mends("a [lamp]<!--(lamp)-->", &code, "a [lamp]<!--($lamp)-->");
    silent("a [lamp]<!-- lamp --> b", &code);
    silent("a lamp<!--(lamp)--> b", &code);
    let message = "`issueDescription-->` is text; did you mean `<!--issueDescription-->`?";
    one("issueDescription-->\n", &code, "issueDescription-->", message);
    silent("Use the link -->", &code);
    silent("See issueDescription -> a", &code);
}

#[test]
fn bold_text_around_a_link_in_html() {
    let message = "expected HTML in HTML, found the Markdown `**https://a.example**`, which shows as it is";
    one("<p>**https://a.example**</p>\n", &Code::MARKDOWN_IN_HTML, "**https://a.example**", message);
    let message = "expected HTML in HTML, found the Markdown `[Lamp guide](a.example/b)`, which shows as it is";
    one("<div>[Lamp guide](a.example/b)</div>\n", &Code::MARKDOWN_IN_HTML, "[Lamp guide](a.example/b)", message);
}

#[test]
fn slashes_and_brackets_of_addresses() {
    let code = Code::LINK_SCHEME_TYPO;
    let message = "expected `https://`, found `https:\\\\`; it is not a link";
    everywhere("See https:\\\\a.example\\b now", &code, "https:\\\\a.example\\b", message);
    everywhere("(https:\\\\a.example)", &code, "https:\\\\a.example", message);
    everywhere("见https:\\\\a.example\\b。", &code, "https:\\\\a.example\\b", message);
    mends("See https:\\\\a.example\\b\\c.", &code, "See https://a.example/b/c.");
    mends("HTTP:/a.example/b", &code, "HTTP://a.example/b");
    mends("https:\\a.example", &code, "https://a.example");
    for meant in
        ["https://a.example", "http:/", "https:\\\\", "`https:\\\\a.example`", "xhttp:\\\\a.example", "http:/lamps"]
    {
        silent(meant, &code);
    }

    let code = Code::LINK_SPACE;
    let message = "expected `>` after the address `https://a.example`, found a space; the brackets show as they are";
    everywhere("See <https://a.example x> now", &code, "<https://a.example x>", message);
    everywhere("见 <https://a.example 灯>。", &code, "<https://a.example 灯>", message);
    silent("See <https://a.example> and <a b> now", &code);
    silent("See `<https://a.example x>` now", &code);
    silent("See \\<https://a.example x>", &code);

    let code = Code::LINK_BRACKETS;
    let message = "expected `>` after this address, found none; the bracket shows as it is";
    everywhere("See <https://a.example", &code, "<https://a.example", message);
    mends("See <https://a.example", &code, "See <https://a.example>");
    silent("5 < 6 https://a.example", &code);
}

#[test]
fn links_with_a_gap_in_html() {
    let code = Code::LINK_GAP;
    for (html, gap) in [
        ("<div>[Lamp guide] (https://a.example)</div>", "space"),
        ("<div>\n[Lamp guide] (https://a.example)\n</div>", "space"),
        ("<p>[Lamp guide]\n(https://a.example)</p>", "line end"),
        ("<p>[灯的指南]\r\n  (https://a.example)</p>", "line end"),
    ] {
        let message = format!("expected `(` directly after `]` of a link, found a {gap}");
        let place = &html[html.find('[').expect("a bracket")..=html.find(')').expect("another")];
        one(&format!("{html}\n"), &code, place, &message);
    }
    assert_eq!(found("<p>[1]\n(https://a.example)</p>\n", &code).1, []);
    assert_eq!(found("<p>[Lamp guide]\n\n(https://a.example)</p>\n", &code).1, []);
}

#[test]
fn paths_after_cjk_text() {
    let code = Code::PATH_ESCAPE;
    let message = |path: &str, sign: char| {
        format!("expected `\\\\` in the path `{path}`, found `\\` before `{sign}`, which does not show")
    };
    everywhere("打开C:\\Users\\_x\\*.log", &code, "\\", &message("C:\\Users\\_x\\*.log", '*'));
    everywhere("打开\\\\server\\share 吧", &code, "\\", &message("\\\\server\\share", '\\'));
    everywhere("（\\\\server\\share）", &code, "\\", &message("\\\\server\\share", '\\'));
    everywhere("在%TEMP%\\.lamp。", &code, "\\", &message("%TEMP%\\.lamp", '.'));
    mends("打开\\\\server\\share。", &code, "打开\\\\\\\\server\\\\share。");
    mends("パス「C:\\Logs\\*.log」", &code, "パス「C:\\\\Logs\\\\\\*.log」");
    for meant in ["打开C:\\Users\\x", "灯\\_一\\_二", "打开\\\\d+", "`打开\\\\server\\share`"] {
        silent(meant, &code);
    }
}

#[test]
fn tags_and_backslashes_that_show() {
    let code = Code::MARKUP_LITERAL;
    let shows = |markup: &str| format!("expected words, found the markup `{markup}`, which shows as it is");
    everywhere("a<hr\\>b", &code, "<hr\\>", &shows("<hr\\>"));
    everywhere("灯<em\u{A0}>开", &code, "<em\u{A0}>", &shows("<em\u{A0}>"));
    everywhere("a<br>>b", &code, ">", &shows(">"));
    everywhere("Press **Start**.\\", &code, "\\", &shows("\\"));
    everywhere("按**开始**\\", &code, "\\", &shows("\\"));
    everywhere(
        "[Lamp\\](https://a.example)",
        &code,
        "[Lamp\\](https://a.example)",
        &shows("[Lamp\\](https://a.example)"),
    );
    one("Press Start:\\ \nit is red\n", &code, "\\", &shows("\\"));
    one("<p>Press Start\\\nit is red</p>\n", &code, "\\", &shows("\\"));
    one("<!--$x-->## Lamp<!--/$x-->\n", &code, "##", &shows("##"));
    for meant in ["Open C:\\Logs\\", "a\\\\", "`a\\`", "<a\\b>", "<name\\>", "a<b>>c</b>"] {
        silent(meant, &code);
    }
    for meant in ["Press Start:\\\nit is red\n", "> Press Start:\\\n> it is red\n", "* Press Start:\\\n  it is red\n"] {
        assert_eq!(found(meant, &code).1, [], "{meant:?}");
    }
}

#[test]
fn signs_that_are_meant() {
    for meant in ["Good<br>>90% of it", "Size:<br>>= 5 GB", "Use CONTOSO\\", "Open .\\"] {
        silent(meant, &Code::MARKUP_LITERAL);
    }
    for meant in ["Look in \\\\Windows and \\\\Program Files", "\\\\newcommand{a}", "\\\\textbf"] {
        silent(meant, &Code::PATH_ESCAPE);
    }
    let (article, fixes) = found("![Lamp](lamp.png?w=100 =100)\n", &Code::LINK_SPACE);
    let fixed = selfhelp::diagnostic::apply_fixes(article.source(), &fixes);
    assert_eq!(fixed.strip_prefix(HEADER), Some("![Lamp](lamp.png?w=100)\n"));
    // An address may go on with a word of the sentence; one that ends or goes on with such a sign does.
    assert_eq!(found("[Lamp](https://a.example/b\nis) here\n", &Code::LINK_BRACKETS).1[0].fix, None);
    mends("[Lamp](https://a.example/b\n-c) here", &Code::LINK_BRACKETS, "[Lamp](https://a.example/b-c) here");
    mends("It is **cats and **dogs", &Code::EMPHASIS_LITERAL, "It is **cats and** dogs");
}

#[test]
fn only_rows_of_a_table_are_written_anew() {
    let code = Code::TABLE_AS_TEXT;
    for end in ["\n", "\r", "\r\n"] {
        let body = format!("｜a｜b｜{end}｜---｜---｜{end}｜c｜d｜{end}# e ｜ f{end}{end}g ｜ h{end}");
        let (article, fixes) = found(&body, &code);
        let fixed = selfhelp::diagnostic::apply_fixes(article.source(), &fixes);
        let mended = format!("|a|b|{end}|---|---|{end}|c|d|{end}# e ｜ f{end}{end}g ｜ h{end}");
        assert_eq!(fixed.strip_prefix(HEADER), Some(&*mended), "{body:?}");
    }
}

#[test]
fn marks_in_fields() {
    let advisor = |description: &str| {
        let json = serde_json::json!({"recommendationTypeId": "x", "description": description});
        format!("<properties selfHelpType=\"advisorRecommendationMetadata\" />\n# Lamp\n---\n{json}\n---\n")
    };
    for (field, code, place, message) in [
        (
            "Use {{name}} here",
            Code::MARKUP_LITERAL,
            "{{name}}",
            "expected words, found the markup `{{name}}`, which shows as it is",
        ),
        ("a &nbsp b", Code::MARKUP_LITERAL, "&nbsp", "expected words, found the markup `&nbsp`, which shows as it is"),
        (
            "a <!- ask Ada -->",
            Code::MARKUP_LITERAL,
            "<!- ask Ada -->",
            "expected words, found the markup `<!- ask Ada -->`, which shows as it is",
        ),
        (
            "a **b",
            Code::FIELD_MARKDOWN,
            "**",
            "expected no Markdown in the field of a payload, found `**`, which shows as it is",
        ),
        (
            "打开 *灯 *。",
            Code::FIELD_MARKDOWN,
            "*灯 *",
            "expected no Markdown in the field of a payload, found `*灯 *`, which shows as it is",
        ),
        (
            "See Lamp guide](https://a.example)",
            Code::FIELD_MARKDOWN,
            "](https://a.example)",
            "expected no Markdown in the field of a payload, found `](https://a.example)`, which shows as it is",
        ),
        ("ask Ada -->", Code::MARKUP_LITERAL, "-->", "expected words, found the markup `-->`, which shows as it is"),
        (
            "See [Lamp guide] (https://a.example)",
            Code::FIELD_MARKDOWN,
            "[Lamp guide] (https://a.example)",
            "expected no Markdown in the field of a payload, found `[Lamp guide] (https://a.example)`, which shows as it is",
        ),
    ] {
        let article = Article::parse_lenient(&advisor(field));
        let found = article.check();
        let found: Vec<_> = found
            .iter()
            .filter(|found| found.code == code)
            .map(|found| (&article.source()[found.span.range()], &*found.message))
            .collect();
        assert_eq!(found, [(place, message)], "{field:?}: {:?}", article.check());
    }
    for meant in
        ["Use {name}", "Settings --> Lamps", "[1] (https://a.example)", "[Lamp] (see below)", "2 * 3 * 4", "C:\\a\\_b"]
    {
        let found = Article::parse_lenient(&advisor(meant)).check();
        assert!(
            found.iter().all(|found| ![Code::MARKUP_LITERAL, Code::FIELD_MARKDOWN].contains(&found.code)),
            "{found:?}"
        );
    }
}

#[test]
fn comments_that_are_shown_on_purpose() {
    for meant in
        ["Write &lt;!-- comment --> here", "Write &#60;!-- comment --&gt; here", "Write \\<!-- comment --> here"]
    {
        silent(meant, &Code::MARKUP_LITERAL);
    }
}

#[test]
fn paths_between_marks_and_at_their_ends() {
    let code = Code::PATH_ESCAPE;
    let message = |path: &str, sign: char| {
        format!("expected `\\\\` in the path `{path}`, found `\\` before `{sign}`, which does not show")
    };
    everywhere("Delete **C:\\Temp\\** now.", &code, "\\", &message("C:\\Temp\\", '*'));
    everywhere("Open (C:\\) now", &code, "\\", &message("C:\\", ')'));
    everywhere("Öffne E:\\.", &code, "\\", &message("E:\\", '.'));
    for (words, mended) in [
        ("Delete **C:\\Temp\\** now.", "Delete **C:\\\\Temp\\\\** now."),
        ("**C:\\Windows\\System32\\**", "**C:\\\\Windows\\\\System32\\\\**"),
        ("*C:\\Temp\\* and _D:\\Lamp\\_", "*C:\\\\Temp\\\\* and _D:\\\\Lamp\\\\_"),
        ("__C:\\灯\\__, now", "__C:\\\\灯\\\\__, now"),
        ("**C:\\灯\\**, now", "**C:\\\\灯\\\\**, now"),
        ("**\\\\server\\share\\**", "**\\\\\\\\server\\\\share\\\\**"),
        ("**C:\\Program Files\\**", "**C:\\Program Files\\\\**"),
        ("\"D:\\Temp\\\", 'E:\\', F:\\; [G:\\]", "\"D:\\\\Temp\\\\\", 'E:\\\\', F:\\\\; [G:\\\\]"),
        ("* **C:\\Temp\\**: delete it", "* **C:\\\\Temp\\\\**: delete it"),
        ("**Path: C:\\Temp\\** now", "**Path: C:\\\\Temp\\\\** now"),
        ("**Lamp** in C:\\Temp\\** now", "**Lamp** in C:\\\\Temp\\\\\\** now"),
        ("Delete **C:\\Temp\\*.log** now", "Delete **C:\\\\Temp\\\\\\*.log** now"),
        ("See C:\\> and C:\\Lamp\\>dir", "See C:\\\\> and C:\\\\Lamp\\\\>dir"),
        ("C:\\\\Lamp\\a\\.b", "C:\\\\Lamp\\\\a\\\\.b"),
        ("%TEMP%\\, \\\\server\\share\\.", "%TEMP%\\\\, \\\\\\\\server\\\\share\\\\."),
    ] {
        mends(words, &code, mended);
    }
    let (_, unclear) = found("Copy **C:\\Temp\\**folder now\n", &code);
    assert!(unclear.len() == 1 && unclear[0].fix.is_none(), "{unclear:?}");
    for meant in [
        "**C:\\Temp**",
        "C:\\Temp and D:\\",
        "“C:\\Temp\\”",
        "C:\\\\Temp\\\\.",
        "\\\"C:\\Temp\\\"",
        "\\[C:\\Temp\\]",
        "(a\\), b\\.",
        "`C:\\`.",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn bold_texts_one_after_another() {
    let code = Code::EMPHASIS_LITERAL;
    let message = "expected a space or punctuation outside of `**…**`, found a letter; what is between two bold texts is bold, too";
    everywhere("siehe **(alt)**dann**neu** hier", &code, "**(alt)**dann**neu**", message);
    mends("siehe **(alt)**dann**neu** hier", &code, "siehe **(alt)** dann **neu** hier");
    let message = "expected a space or punctuation outside of `**…**`, found a letter; the asterisks show as they are";
    everywhere("Klick**„Start“**und**Stopp**jetzt", &code, "**„Start“**und**Stopp**", message);
    mends("Klick**„Start“**und**Stopp**jetzt", &code, "Klick **„Start“** und **Stopp** jetzt");
    mends("คลิก**“เรียกใช้”**แล้ว**บันทึก**", &code, "คลิก **“เรียกใช้”** แล้ว**บันทึก**");
    // What belongs together is not clear, or the runs are those of code.
    for words in [
        "a**(x and **bold** or y)**b",
        "Use *args, **kwargs and char **argv here.",
        "f(**kwargs) and g(**opts)",
        "Pass **name, **other on",
    ] {
        let (_, found) = found(&format!("{words}\n"), &code);
        assert!(found.iter().all(|found| found.fix.is_none()), "{words:?}: {found:?}");
    }
    mends("Press **Start **now", &code, "Press **Start** now");
    for meant in ["**a (**b**) c**", "**bold *and* bold**", "****a****", "**Note:** **b**", "**a b**c**d e**"] {
        silent(meant, &code);
    }
}

#[test]
fn single_underscores_beside_cjk_text() {
    let code = Code::EMPHASIS_LITERAL;
    let message = "expected no letter beside `_…_`, found one; the underscores show as they are";
    everywhere("点击_运行_按钮。", &code, "_运行_", message);
    everywhere("请选择_灯_", &code, "_灯_", message);
    everywhere("点击_Run_按钮", &code, "_Run_", message);
    everywhere("_設定_を開く", &code, "_設定_", message);
    everywhere("_설정_을 엽니다", &code, "_설정_", message);
    mends("点击_运行_按钮。", &code, "点击*运行*按钮。");
    for meant in [
        "打开报告_最终_版本.docx",
        "日志_错误_2024",
        "灯_开_灯",
        "点击_run_id",
        "点击 _运行_ 按钮",
        "`点击_运行_按钮`",
        "点击\\_运行\\_按钮",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn underscores_of_names() {
    let code = Code::UNDERSCORE_LOST;
    let message = "expected `\\_\\_` or code where underscores are meant, found `__` that makes text bold; the underscores do not show";
    everywhere("Edit __init__.py now", &code, "__init__", message);
    everywhere("编辑 __main__.py。", &code, "__main__", message);
    everywhere("Write __call__() first", &code, "__call__", message);
    everywhere("the class's __init__ does", &code, "__init__", message);
    let message = "expected `\\_` or code where underscores are meant, found `_` that makes emphasis; the underscores do not show";
    everywhere("Edit _config_.yml now", &code, "_config_", message);
    everywhere("LIKE '%_lamp_%'", &code, "_lamp_", message);
    mends("Edit __init__.py now", &code, "Edit \\_\\_init\\_\\_.py now");
    mends("LIKE '%_lamp_%'", &code, "LIKE '%\\_lamp\\_%'");
    for meant in [
        "__bold__ and _emphasis_.",
        "_lamp_.Then",
        "__Note__.py",
        "__name__ of it",
        "__all__ lamps (_some_)",
        "100% _sure_ %",
        "__note__(see below)",
        "`__init__.py`",
        "\\_\\_init\\_\\_.py",
        "_two words_.py",
        "**init**.py",
    ] {
        silent(meant, &code);
    }
}
