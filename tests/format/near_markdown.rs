//! Markdown that is nearly right (format §5): what it becomes, and what is found.

use selfhelp::Article;
use selfhelp::diagnostic::{Code, Diagnostic, Severity};

use crate::content::form_findings;

const HEADER: &str = "<properties pageTitle=\"Lamp\" articleId=\"lamp-1\" selfHelpType=\"generic\" />\n";

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("{HEADER}{body}"))
}

#[track_caller]
fn shows(body: &str, expected: &str) {
    assert_eq!(article(body).to_html().trim_end(), expected, "{body:?}");
}

#[track_caller]
fn one(body: &str, code: &Code) -> Diagnostic {
    let mut found = form_findings(&article(body));
    found.retain(|found| found.code == *code);
    assert_eq!(found.len(), 1, "{body:?}: {:?}", form_findings(&article(body)));
    found.remove(0)
}

#[track_caller]
fn finds(body: &str, code: &Code, message: &str) {
    let found = one(body, code);
    assert_eq!((found.severity, found.message.as_str()), (Severity::Warning, message), "{body:?}");
}

/// The fixes for `code` in `body` make it `mended`, where nothing of the kind is found.
#[track_caller]
fn mends(body: &str, code: &Code, mended: &str) {
    let article = article(body);
    let mut found = form_findings(&article);
    found.retain(|found| found.code == *code);
    let fixed = selfhelp::diagnostic::apply_fixes(article.source(), &found);
    assert_eq!(fixed.strip_prefix(HEADER), Some(mended), "{body:?}");
    silent(mended, code);
}

#[track_caller]
fn silent(body: &str, code: &Code) {
    let found = form_findings(&article(body));
    assert!(found.iter().all(|found| found.code != *code), "{body:?}: {found:?}");
}

fn table(head: &str, row: &str) -> String {
    let cells = |text: &str, open: &str, close: &str| -> String {
        text.split('|').map(|cell| format!("<{open}>{cell}</{close}>\n")).collect()
    };
    let (head, row) = (cells(head, "th scope=\"col\"", "th"), cells(row, "td", "td"));
    format!("<table>\n<thead>\n<tr>\n{head}</tr>\n</thead>\n<tbody>\n<tr>\n{row}</tr>\n</tbody>\n</table>")
}

#[test]
fn tabs_in_delimiter_rows() {
    for delimiter in ["|---|---\t|", "|---\t|---|", "|\t---|---|", "---|---\t", "| --- |\t--- |"] {
        shows(&format!("| a | b |\n{delimiter}\n| 1 | 2 |"), &table("a|b", "1|2"));
        shows(&format!("| a | b |\r\n{delimiter}\r\n| 1 | 2 |"), &table("a|b", "1|2"));
    }
    shows("> | a | b |\n> |---|---\t|\n> | 1 | 2 |", &format!("<blockquote>\n{}\n</blockquote>", table("a|b", "1|2")));
}

#[test]
fn surplus_without_words_goes() {
    let code = Code::TABLE_CELLS;
    for surplus in ["|<br>", "| <br/>", "|<br><br>|", "|</br>"] {
        let body = |surplus: &str| format!("| a | b |\n|---|---|\n| 1 | two {surplus}\n");
        shows(&body(surplus), &table("a|b", "1|two"));
        let message = "expected no more cells than the head of the table has, found a line break after the last one";
        finds(&body(surplus), &code, message);
        mends(&body(surplus), &code, body("|").as_str());
    }
    shows("| a | b |\n|---|---|\n| 1 | two |<br>x |", &table("a|b", "1|two \u{1}<br>\nx").replace('\u{1}', "|"));
    silent("| a | b |\n|---|---|\n| 1 | two | |\n", &code);
    let blank = "| a | b |\n|---|---|\n| 1 | two |&nbsp;|\n";
    shows(blank, &table("a|b", "1|two"));
    finds(blank, &code, "expected no more cells than the head of the table has, found a blank after the last one");
}

#[test]
fn surplus_without_words_shows_no_bar() {
    let code = Code::TABLE_CELLS;
    let expected = "expected no more cells than the head of the table has, found";
    let body = |surplus: &str| format!("| a | b |\n|---|---|\n| 1 | two | {surplus} |\n");
    for surplus in
        ["<!-- x -->", "<!--$x--><!--/$x-->", "<!--$x--> <!--/$x-->", "<!-- x --> | <br>", "&nbsp;<!-- x -->"]
    {
        shows(&body(surplus), &table("a|b", "1|two"));
        shows(&body(surplus).replace('\n', "\r\n"), &table("a|b", "1|two"));
        shows(&body(surplus).replace("two", "**两。**"), &table("a|b", "1|<strong>两。</strong>"));
        finds(&body(surplus), &code, &format!("{expected} a comment or an empty placeholder after the last one"));
        let quoted = body(surplus).replace("| ", "|").replace('\n', "\n> ");
        shows(&format!("> {quoted}"), &format!("<blockquote>\n{}\n</blockquote>", table("a|b", "1|two")));
    }
    for surplus in ["<b></b>", "<b> </b>", "<span style=\"x\"></span>", "</b>", "<a href=\"https://a.example\"></a>"] {
        shows(&body(surplus), &table("a|b", "1|two"));
        finds(&body(surplus), &code, &format!("{expected} tags without words after the last one"));
        mends(&body(surplus), &code, "| a | b |\n|---|---|\n| 1 | two |\n");
    }
    shows(&body("\u{200b}"), &table("a|b", "1|two"));
    for words in ["<b>c</b>", "<header>", "<lamp>", "<!-- x --> c", "<!--$x-->c<!--/$x-->", "<b", "<b <b >"] {
        finds(&body(words), &code, &format!("{expected} more; they are shown in the last cell"));
    }
    // A comment stays in the tree, and a placeholder can be filled.
    let body = body("<!--$x--><!--/$x-->");
    let values = selfhelp::values::Values::new().text("x", "full");
    let html = selfhelp::render::html::Html::new().values(&values).render(&article(&body)).expect("HTML");
    assert!(html.contains("two full</td>") || html.contains("two  full</td>"), "{html}");
}

#[test]
fn words_on_the_line_of_a_fence() {
    let code = Code::CODE_INFO;
    let message = "expected code on the lines after the fence, found it on the line of the fence; it is shown as code";
    for (body, shown) in [
        ("```az vm list\n```\n", "az vm list"),
        ("``` Get-AzVM -Name x\n```", "Get-AzVM -Name x"),
        ("~~~~ Get-AzVM `x` \\* &amp;\r\n\r\n~~~~\r\n", "Get-AzVM `x` * &amp;"),
        ("```运行 命令\n```\n", "运行 命令"),
        ("```az vm <!-- later --> list\n```\n", "az vm  list"),
        ("```az vm -n <!--$vm-->lamp<!--/$vm-->\n```\n", "az vm -n lamp"),
        ("```az vm list", "az vm list"),
        ("```json { lamp: 1 }\n```\n", "json { lamp: 1 }"),
    ] {
        shows(body, &format!("<pre><code>{shown}\n</code></pre>"));
        finds(body, &code, message);
    }
    shows("* ```az vm list\n  ```\n", "<ul>\n<li>\n<pre><code>az vm list\n</code></pre>\n</li>\n</ul>");
    shows("> ```az vm list\n> ```\n", "<blockquote>\n<pre><code>az vm list\n</code></pre>\n</blockquote>");
    let more = "expected nothing but the language after the fence, found more words; they are not shown";
    finds("```sh Turn it on\nls\n```\n", &code, more);
    assert_eq!(one("> ~~~  sh Turn it on \n> ls\n> ~~~\n", &code).span.len(), "sh Turn it on".len());
    shows("```sh Turn it on\nls\n```\n", "<pre><code class=\"language-sh\">ls\n</code></pre>");
    for good in [
        "```sh\n```\n",
        "``` sh \nls\n```\n",
        "```sh {1,3}\nls\n```\n",
        "```sh title=\"A lamp\"\nls\n```\n",
        "```\n```\n",
        "```sh <!-- x -->\n```\n",
    ] {
        silent(good, &code);
    }
}

#[test]
fn links_in_code() {
    let code = Code::LINK_IN_CODE;
    let message = "expected no link in code, found one; its words show, and its address does not";
    for (body, place) in [
        ("<code>run <a href=\"https://a.example\">this</a></code>\n", "<a href=\"https://a.example\">"),
        ("* <code>run <b><a href=\"https://a.example\">this</a></b></code>\r\n", "<a href=\"https://a.example\">"),
        ("<pre>\nrun <a href='https://a.example'>这个</a>\n</pre>\n", "<a href='https://a.example'>"),
        ("> <code>run [this](https://a.example)</code>\n", "[this](https://a.example)"),
        ("| <code><https://a.example></code> |\n|---|\n", "<https://a.example>"),
        ("<code>run [this]</code>\n\n[this]: https://a.example\n", "[this]"),
    ] {
        finds(body, &code, message);
        let article = article(body);
        assert_eq!(&article.source()[one(body, &code).span.range()], place);
    }
    for good in [
        "<a href=\"https://a.example\"><code>this</code></a>\n",
        "<code>a</code> [this](https://a.example) <code>b</code>\n",
        "<code>run <a href=\"https://a.example\">this</a>\n",
        "<code>run <a id=\"x\">this</a></code>\n",
        "`<a href=\"https://a.example\">this</a>`\n",
    ] {
        silent(good, &code);
    }
}

#[test]
fn tables_after_text() {
    let code = Code::TABLE_AS_TEXT;
    let message = "expected a blank line before a table, found text; the table is text too";
    finds("Text\na | b\n--- | ---\n1 | 2\n", &code, message);
    mends("Text\na | b\n--- | ---\n1 | 2\n", &code, "Text\n\na | b\n--- | ---\n1 | 2\n");
    mends("Text\r\na|b\r\n--|--\r\n", &code, "Text\r\n\na|b\r\n--|--\r\n");
    assert_eq!(one("* Text\n  a | b\n  --- | ---\n", &code).fix, None);
    let message = "expected as many columns in both rows to make a table, found 3 and 2";
    finds("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |\n", &code, message);
    silent("a | b\n--- | ---\n1 | 2\n", &code);
    silent("Text\n---\n", &code);
}

#[test]
fn rows_that_make_no_table() {
    let code = Code::TABLE_AS_TEXT;
    let message = "expected nothing after the first two rows of a table, found a line break; the table is text";
    finds("| a | b |<br>\n|---|---|<br>\n| 1 | 2 |<br>\n", &code, message);
    mends("| a | b |<br>\n|---|---|<br/>\n| 1 | 2 |\n", &code, "| a | b |\n|---|---|\n| 1 | 2 |\n");
    mends("| a | b |\r\n|---|---|<br>\r\n", &code, "| a | b |\r\n|---|---|\r\n");
    let message = "expected the head of a table directly above this row, found none; it is text";
    finds("| a | b |\n\n|---|---|\n| 1 | 2 |\n", &code, message);
    let message = "expected a row such as `|---|---|` below the head of a table, found none; the rows are text";
    for body in ["| a | b |\n| 1 | 2 |\n| 3 | 4 |\n", "> |a|b|\n> |1|2|\n", "|a|b|\r\n|—|—|\r\n|1|2|\r\n"] {
        finds(body, &code, message);
    }
    let message = "expected dashes for every column of a table, found none for one; the table is text";
    finds("||a||\n||--||\n", &code, message);
    silent("| a | b |\n", &code);
    silent("a | b\nc | d\n", &code);
}

#[test]
fn code_spans_over_lines() {
    for (body, code) in [("`x\r\ny`", "x y"), ("`x\ny`", "x y"), ("`a  b\r\nc`", "a  b c"), ("``\r\nx\r\n``", "x")] {
        shows(body, &format!("<p><code>{code}</code></p>"));
    }
    shows("> `x\r\n> y`", "<blockquote>\n<p><code>x y</code></p>\n</blockquote>");
    shows("* `x\r\n  y\r\n  z`", "<ul>\n<li><code>x y z</code></li>\n</ul>");
    shows("`x <!--$a-->b<!--/$a-->\r\ny`", "<p><code>x b y</code></p>");
}

#[test]
fn headings_that_end_in_tabs_and_marks() {
    for heading in ["# Title\t#", "# Title #\t", "# Title \t ##\t", "# Title\t"] {
        shows(heading, "<h1>Title</h1>");
        shows(&format!("{heading}\r\n"), "<h1>Title</h1>");
    }
    shows("> ## Title\t##", "<blockquote>\n<h2>Title</h2>\n</blockquote>");
    shows("# C\tC#", "<h1>C\tC#</h1>");
    let found = form_findings(&article("#\n\n# Lamp\n"));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn footnotes_are_text() {
    let code = Code::DEFINITION_AS_TEXT;
    let body = "Lorem.[^a]\n\n[^a]: Cool.\n";
    shows(body, "<p>Lorem.[^a]</p>\n<p>[^a]: Cool.</p>");
    finds(body, &code, "expected no footnote, found `[^a]:`; footnotes are shown as text");
    for (body, label) in [
        ("[^1]: A whole sentence.\n", "[^1]:"),
        ("> [^a-b]: A whole sentence.\r\n", "[^a-b]:"),
        ("* a\n\n  [^灯]: Two words.\n", "[^灯]:"),
    ] {
        finds(body, &code, &format!("expected no footnote, found `{label}`; footnotes are shown as text"));
    }
    let two = form_findings(&article("[^1]: A sentence.\n[^2]: Another one.\n"));
    assert_eq!(two.iter().filter(|found| found.code == code).count(), 2, "{two:?}");
    for meant in [
        "Lorem.[^1]",
        "a [^1]: b c",
        "[^a-z ]: not a letter",
        "[^/]: not a slash",
        "`[^1]: A sentence.`",
        "\\[^1]: A b",
    ] {
        silent(&format!("{meant}\n"), &code);
    }
    let link = "<a href=\"https://e.example/x\">https://e.example/x</a>";
    shows("Lorem.[^1]\n\n[^1]: https://e.example/x\n", &format!("<p>Lorem.[^1]</p>\n<p>[^1]: {link}</p>"));
    shows("Lorem.[^1]\n\n[^1]: Words, more.\n", "<p>Lorem.[^1]</p>\n<p>[^1]: Words, more.</p>");
}

#[test]
fn lines_that_end_in_carriage_returns() {
    for body in [
        "text\n\n<br>\n<br>\nmore\n",
        "text\n<br>\n* a\n",
        "# a\n\n1. b\n<br>\n    c\n2. d\n",
        "<ul>\n<li>a\n<li>b\n</ul>\n",
        "a <!--$x-->b<!--/$x-->\n<!-- c -->\n\n`d\ne`\n",
        "| a |\n|---|\n| b |\n\n```\nc\nd\n```\n",
        "<p>a\nb</p>\n\n[x]: y z\n",
    ] {
        let html = article(body).to_html();
        assert_eq!(article(&body.replace('\n', "\r")).to_html(), html, "{body:?}");
        assert_eq!(article(&body.replace('\n', "\r\n")).to_html(), html, "{body:?}");
    }
}

#[test]
fn code_ends_with_a_line_end() {
    shows("    a", "<pre><code>a\n</code></pre>");
    shows("```\na", "<pre><code>a\n</code></pre>");
    shows("```\na\n```", "<pre><code>a\n</code></pre>");
    shows("* ```\n  a", "<ul>\n<li>\n<pre><code>a\n</code></pre>\n</li>\n</ul>");
    shows("```\n```", "<pre><code></code></pre>");
}

#[test]
fn bullets_that_make_no_list() {
    let code = Code::LIST_BULLET;
    let message = "expected `* ` at the beginning of a list item, found `•`, which makes no list";
    finds("• a\n", &code, message);
    mends("• a\n• b\n", &code, "* a\n* b\n");
    mends("Steps:\n•\ta\n● b\n", &code, "Steps:\n* a\n* b\n");
    mends("> · a\n", &code, "> * a\n");
    mends("&bull; a\n&#8226; b\n", &code, "* a\n* b\n");
    mends("– a\n– b\n", &code, "* a\n* b\n");
    mends("Steps:\r\n— a\r\n— b\r\n", &code, "Steps:\r\n* a\r\n* b\r\n");
    mends("> ➢ a\n> ➢ b\n> ➢ c\n", &code, "> * a\n> * b\n> * c\n");
    silent("– a\n", &code);
    silent("a\n– b\nc\n– d\n", &code);
    silent("– a\n— b\n", &code);
    silent("– a<br>\n– b\n", &code);
    silent("a • b\n", &code);
    silent("`• a`\n", &code);
    silent("&amp; a\n", &code);
}

#[test]
fn lists_that_are_not_in_their_item() {
    let code = Code::LIST_INDENT;
    let message = "expected 3 spaces before a list in a list item, found 2; the list is beside the item, not in it";
    finds("1. a\n  * b\n2. c\n", &code, message);
    mends("1. a\n  * b\n  * c\n2. d\n", &code, "1. a\n   * b\n   * c\n2. d\n");
    mends("10. a\n   - b\n11. c\n", &code, "10. a\n    - b\n11. c\n");
    mends("1. a\n\n  * b\n\n2. c\n", &code, "1. a\n\n   * b\n\n2. c\n");
    mends("1. a\r  * b\r  * c\r2. d\r", &code, "1. a\r   * b\r   * c\r2. d\r");
    mends("1. a\r\n  * b\r\n  * c\r\n2. d\r\n", &code, "1. a\r\n   * b\r\n   * c\r\n2. d\r\n");
    finds("> 1. a\n>   * b\n> 2. c\n", &code, message);
    silent("1. a\n   * b\n2. c\n", &code);
    silent("1. a\n* b\n", &code);
    silent("1. a\n\n  text\n\n* b\n", &code);
}

#[test]
fn lists_with_letters() {
    let code = Code::LIST_LETTER;
    mends("a. First\nb. Second\nc. Third\n", &code, "1. First\n2. Second\n3. Third\n");
    mends("A) First\nB) Second\n", &code, "1) First\n2) Second\n");
    let found = form_findings(&article("a. First\nb. Second\n"));
    let message = "expected a number at the beginning of a list item, found `a.`, which makes no list";
    assert_eq!(found[0].message, message);
    mends("a.\tFirst\nb.\tSecond\n", &code, "1. First\n2. Second\n");
    mends("a. First\nand more\nb. Second\n", &code, "1. First\nand more\n2. Second\n");
    mends("i. First\nii. Second\niii. Third\n", &code, "1. First\n2. Second\n3. Third\n");
    mends("(a) First\r\n(b) Second\r\n", &code, "1. First\r\n2. Second\r\n");
    mends("(1) First\n(2) Second\n", &code, "1. First\n2. Second\n");
    mends("1、首先\n2、然后\n", &code, "1. 首先\n2. 然后\n");
    mends("1.) First\n2.) Second\n", &code, "1) First\n2) Second\n");
    mends("1- First\n2- Second\n", &code, "1. First\n2. Second\n");
    silent("1-2 lamps\n2-3 lamps\n", &code);
    mends("①首先\n②然后\n", &code, "1. 首先\n2. 然后\n");
    let found = form_findings(&article("1、首先\n2、然后\n"));
    let message = "expected a number and a dot at the beginning of a list item, found `1、`, which makes no list";
    assert_eq!(found[0].message, message);
    silent("(1) First\n(3) Third\n", &code);
    silent("a. First\n", &code);
    silent("Vitamin\na. First\nd. Second\n", &code);
}

#[test]
fn backslashes_in_paths() {
    let code = Code::PATH_ESCAPE;
    mends("Open %TEMP%\\.lamp now\n", &code, "Open %TEMP%\\\\.lamp now\n");
    mends("C:\\Plugins\\(get\n", &code, "C:\\\\Plugins\\\\(get\n");
    mends("See \\\\fileserver\\Share\\{id}.\n", &code, "See \\\\\\\\fileserver\\\\Share\\\\{id}.\n");
    mends("~\\.ssh\\id\n", &code, "~\\\\.ssh\\\\id\n");
    mends("$env:TEMP\\.lamp\n", &code, "$env:TEMP\\\\.lamp\n");
    let message = "expected `\\\\` in the path `%TEMP%\\.lamp`, found `\\` before `.`, which does not show";
    finds("%TEMP%\\.lamp\n", &code, message);
    mends("\\\\fileserver\\Share\n", &code, "\\\\\\\\fileserver\\\\Share\n");
    mends("* \\\\fileserver\\Share\r\n", &code, "* \\\\\\\\fileserver\\\\Share\r\n");
    mends("C:\\Logs\\*.log\n", &code, "C:\\\\Logs\\\\\\*.log\n");
    mends("Copy (C:\\inetpub\\wwwroot\\*) now\n", &code, "Copy (C:\\\\inetpub\\\\wwwroot\\\\\\*) now\n");
    mends("C:\\Program Files\\_x\\*.log\n", &code, "C:\\Program Files\\\\\\_x\\\\\\*.log\n");
    mends("C:\\Program Files (x86)\\Lamp\\*\n", &code, "C:\\Program Files (x86)\\\\Lamp\\\\\\*\n");
    mends("%windir%\\Logs\\*.dmp\n", &code, "%windir%\\\\Logs\\\\\\*.dmp\n");
    mends("C:\\Logs\\*.* and C:\\Old\\*.*\n", &code, "C:\\\\Logs\\\\\\*.* and C:\\\\Old\\\\\\*.*\n");
    mends("C:\\Logs\\`a` and C:\\Logs\\[a](b)\n", &code, "C:\\\\Logs\\\\\\`a` and C:\\\\Logs\\\\\\[a](b)\n");
    for (path, mended) in [
        ("\\\\?\\C:\\x", "\\\\\\\\?\\\\C:\\\\x"),
        ("\\\\.\\pipe\\x", "\\\\\\\\.\\\\pipe\\\\x"),
        ("\\\\wsl$\\Ubuntu", "\\\\\\\\wsl$\\\\Ubuntu"),
        ("\\\\сервер\\папка", "\\\\\\\\сервер\\\\папка"),
        ("\\\\服务器\\共享\\{id}", "\\\\\\\\服务器\\\\共享\\\\{id}"),
        ("Ordner:\\\\server\\share", "Ordner:\\\\\\\\server\\\\share"),
        ("路径：C:\\Temp、\\\\服务器\\共享。", "路径：C:\\Temp、\\\\\\\\服务器\\\\共享。"),
        ("HKCR\\.txt", "HKCR\\\\.txt"),
        ("\\\\fileserver", "\\\\\\\\fileserver"),
        (".\\.git", ".\\\\.git"),
    ] {
        mends(&format!("{path}\n"), &code, &format!("{mended}\n"));
        mends(&format!("> * Open {path}\r\n"), &code, &format!("> * Open {mended}\r\n"));
    }
    let message = "expected `\\\\` in the path `HKLM\\SOFTWARE\\_X`, found `\\` before `_`, which does not show";
    finds("HKLM\\SOFTWARE\\_X\n", &code, message);
    let message = "expected `\\\\` in the path `Files\\_x\\*.log`, found `\\` before `*`, which does not show";
    finds("C:\\Program Files\\_x\\*.log\n", &code, message);
    for other in [
        "Write \\\\n",
        "\\\\d+",
        "\\\\uHHHH",
        "\\\\text{a}",
        ".\\*.log",
        "https:\\\\host\\a",
        "\\\\.\\d",
        "\\\\d$\\x",
        "HKEY\\_X\\Y",
        "C:\\\\Logs\\\\\\*.log",
        "2\\*3",
    ] {
        silent(&format!("{other}\n"), &code);
    }
    silent("Copy \\[drive\\]:\\Windows\n", &code);
    for doubtful in ["C:\\a\\_b", "%TEMP%\\a\\_b", "C:\\my\\_file"] {
        assert_eq!(one(&format!("{doubtful}\n"), &code).fix, None, "{doubtful:?}");
    }
    silent("C:\\\\a\\_b\n", &code);
    for other in ["a\\_b", "\\*a\\*", "fabrikam\\ada\\_b", "C:\\Windows\\System32", "`C:\\a\\.b`", "1\\. a", "\\[x\\]"]
    {
        silent(&format!("{other}\n"), &code);
    }
}

#[test]
fn links_with_odd_brackets() {
    let code = Code::LINK_BRACKETS;
    let message = "expected `(` and `)` around the target of this link, found other signs; it shows as it is";
    finds("[Lamp guide]{https://e.example/a}\n", &code, message);
    mends("See [Lamp guide]{https://e.example/a}.\n", &code, "See [Lamp guide](https://e.example/a).\n");
    mends("[Lamp guide] <https://e.example/a>\n", &code, "[Lamp guide](https://e.example/a)\n");
    silent("[1] <https://e.example/a>\n", &code);
    silent("[Lamp guide] {id}\n", &code);
    silent("\\[Lamp guide] <https://e.example/a>\n", &code);

    let code = Code::LINK_GAP;
    let message = "expected `(` directly after `]` of a link, found `&nbsp;`";
    finds("[Lamp guide]&nbsp;(https://e.example/a)\n", &code, message);
    mends("[Lamp guide]&nbsp;(https://e.example/a)\n", &code, "[Lamp guide](https://e.example/a)\n");
    mends("[Lamp guide]\u{a0}(https://e.example/a)\n", &code, "[Lamp guide](https://e.example/a)\n");
    silent("[Lamp guide]&nbsp;(see below)\n", &code);
    let message = "expected `(` directly after `]` of a link, found `**`";
    finds("[**Lamp guide]**(https://e.example/a)\n", &code, message);
}

#[test]
fn tags_with_half_of_their_quotes() {
    let message = "`<a href=https://e.example/x\">` is not an element that is shown; it is read as text";
    assert_eq!(one("<a href=https://e.example/x\">Lamp\n", &Code::HTML_AS_TEXT).message, message);
    let message = "expected `/>` at the end of this tag, found `/ >` in `<br class=\"x\" / >`; it is read as text";
    assert_eq!(one("a<br class=\"x\" / >b\n", &Code::HTML_AS_TEXT).message, message);
}

#[test]
fn marks_with_spaces_inside() {
    let code = Code::EMPHASIS_SPACES;
    finds("a ~~ b ~~ c\n", &code, "expected no space inside `~~…~~`, found one; the tildes show as they are");
    mends("a ~~b ~~ c\n", &code, "a ~~b~~ c\n");
    finds("a __ b__ c\n", &code, "expected no space inside `__…__`, found one; the underscores show as they are");
    mends("* a __b __, c\n", &code, "* a __b__, c\n");
    mends("> __ b__\r\n", &code, "> __b__\r\n");
    mends("| a |\n|---|\n| __ b__ |\n", &code, "| a |\n|---|\n| __b__ |\n");
    assert_eq!(one("a __ b __ c\n", &code).fix, None);
    for meant in
        ["Name: __ Age: __", "__init__ a__b __c", "a__ b__", "____ a ____", "`__ a__`", "\\_\\_ a__", "__a\nb __"]
    {
        silent(&format!("{meant}\n"), &code);
    }
}

#[test]
fn marks_without_their_partner() {
    let code = Code::EMPHASIS_LITERAL;
    finds("a ~~b c\n", &code, "expected another `~~` to strike text out with, found none; the tildes show as they are");
    silent("~~5 minutes\n", &code);
    let message = "expected as many asterisks on both sides of emphasis, found one more; it shows as it is";
    for uneven in ["**a*\n", "***a**\n", "*a**\n", "* **a*\n", "> **a*\n", "## **a*\n"] {
        finds(uneven, &code, message);
    }
    silent("**a***\n\n\\**a*\n\n* *a*\n\n2 * *a*\n", &code);
    silent("é**a** 中**b** 😀*c* *d*é\n", &code); // the byte beside the marks is a part of a letter
}

#[test]
fn markup_among_words() {
    let code = Code::MARKUP_LITERAL;
    finds("a &nbsp b\n", &code, "expected words, found the markup `&nbsp`, which shows as it is");
    for shown in [
        "a !-- b -->",
        "<! b >",
        "a <$b> c",
        "a `b c",
        "<img src=\"https://e.example\"",
        "a <hr",
        "> [!NOTE b",
        "&amp;nbsp;",
    ] {
        for place in [
            format!("{shown}\n"),
            format!("* {shown}\r\n* b\r\n"),
            format!("## {shown}\n"),
            format!("| x |\n|---|\n| {shown} |\n"),
        ] {
            one(&place, &code);
        }
    }
    let found = form_findings(&article(":::note\nIt is hot.\n:::\n"));
    assert_eq!(found.iter().filter(|found| found.code == code).count(), 2, "{found:?}");
    silent(":::Section Lamps:::\n\na <b & c> `d` R&D https://e.example/?a=1&copy=2 `&nbsp` {a}\n", &code);
}

#[test]
fn markdown_in_html() {
    let code = Code::MARKDOWN_IN_HTML;
    let message = "expected HTML in HTML, found the Markdown `**bold**`, which shows as it is";
    finds("<p>a **bold** word</p>\n", &code, message);
    finds("<div markdown=\"1\">\na **bold** word\n</div>\n", &code, message);
    one("<details><summary>See [a](https://e.example)</summary>b</details>\n", &code);
    let found = |body: &str| one(body, &code).message;
    for (body, shown) in [
        ("<p>See `a` now</p>\n", "`a`"),
        ("<p>**[製品] one**</p>\n", "**[製品] one**"),
        ("<div>\n## Steps\n</div>\n", "##"),
        ("<p># Steps</p>\n", "#"),
        ("<div>\n* one\n</div>\n", "*"),
        ("<div>\n```\na\n</div>\n", "```"),
        ("<p>** bold **</p>\n", "** bold **"),
        ("<p>See **NOTE:**For</p>\n", "**NOTE:**"),
        ("<ul>\r\n<li>**“诊断”**后</li>\r\n</ul>\n", "**“诊断”**"),
        ("> <p>~~old~~</p>\n", "~~old~~"),
        ("<div>\nTurn\n*it * on</div>\n", "*it *"),
    ] {
        let message = format!(
            "expected HTML in HTML, found the Markdown {}, which shows as it is",
            crate::near_marks::in_code(shown)
        );
        assert_eq!(found(body), message, "{body:?}");
        for other in [Code::EMPHASIS_LITERAL, Code::EMPHASIS_SPACES, Code::MARKUP_LITERAL] {
            silent(body, &other);
        }
    }
    silent("a **bold** word [a](https://e.example)\n", &code);
    silent("[a]](https://e.example)\n", &code);
    silent("a \\`b\\` \\## c\n", &code);
    silent("<p>a ` b</p>\n", &code);
    assert_eq!(
        form_findings(&article("<div>* one\n* two</div>\n")).iter().filter(|found| found.code == code).count(),
        2
    );
    for prose in [
        "<p>* Required field</p>",
        "<p># of items: 5</p>",
        "<p># Items: 5</p>",
        "<div>\n# of lamps\n</div>",
        "<table><tr><th># Lamps</th></tr></table>",
    ] {
        silent(&format!("{prose}\n"), &code);
    }
    silent("a \\*\\*bold\\*\\* word\n", &code);
    silent("<p>2 ** 3 ** 4</p>\n", &code);
}

#[test]
fn a_plain_fence_around_a_payload() {
    let source = |fence: &str| {
        format!(
            "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n{fence}\n{{\"formElements\": []}}\n```\n"
        )
    };
    for fence in ["```", "```json", "``` "] {
        let article = Article::parse_lenient(&source(fence));
        assert_eq!(article.payload().map(|payload| payload.text.as_str()), Some("{\"formElements\": []}"), "{fence:?}");
    }
    let generic = Article::parse_lenient("<properties selfHelpType=\"generic\" />\n# Lamp\n```\n{\"a\": []}\n```\n");
    assert_eq!(generic.payload(), None);
}
