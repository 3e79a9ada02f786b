//! Link reference definitions that are text because nothing uses them and their target is not a URL (format §5), and
//! what is next to them.

use selfhelp::Article;

#[track_caller]
fn shows(markdown: &str, html: &str) {
    let source = format!("<properties articleId=\"fabrikam-errors\" />\n{markdown}");
    assert_eq!(Article::parse_lenient(&source).to_html(), html);
}

#[test]
fn a_definition_after_one_that_is_text_stays_a_definition() {
    let docs = "<p><a href=\"https://example.com\">docs</a></p>\n";
    shows("[docs]\n\n[Error]: Timeout\n[docs]: https://example.com\n", &format!("{docs}<p>[Error]: Timeout</p>\n"));
    shows("[docs]\r\n\r\n[Error]: Timeout\r\n[docs]: https://example.com", &format!("{docs}<p>[Error]: Timeout</p>\n"));
    shows(
        "> [Error]: Timeout\n> [docs]: https://example.com\n\n[docs]\n",
        &format!("<blockquote>\n<p>[Error]: Timeout</p>\n</blockquote>\n{docs}"),
    );
}

#[test]
fn a_definition_that_is_text_is_markdown_before_another() {
    let docs = "<p><a href=\"https://example.com\">docs</a></p>\n";
    for (line, shown) in [
        ("[**bold** x]: ../i", "[<strong>bold</strong> x]: ../i"),
        ("[`Error`]: *Timeout*", "[<code>Error</code>]: <em>Timeout</em>"),
        ("[**错误**]: 超时", "[<strong>错误</strong>]: 超时"),
        ("[Server]: <!--$vm-->**vm**<!--/$vm-->", "[Server]: <strong>vm</strong>"),
        ("[A]: x&amp;y", "[A]: x&amp;y"),
    ] {
        for end in ["\n", "\r\n"] {
            let body = format!("[docs]{end}{end}{line}{end}[docs]: https://example.com{end}");
            shows(&body, &format!("{docs}<p>{shown}</p>\n"));
            let body = format!(
                "[docs]{end}{end}> {line}{end}> [文]: https://example.org{end}{end}[docs]: https://example.com{end}"
            );
            shows(&body, &format!("{docs}<blockquote>\n<p>{shown}</p>\n</blockquote>\n"));
            let body = format!("* {line}{end}  [docs]: https://example.com{end}* [docs]{end}");
            let item = "<a href=\"https://example.com\">docs</a>";
            shows(&body, &format!("<ul>\n<li>{shown}</li>\n<li>{item}</li>\n</ul>\n"));
        }
    }
    let article =
        Article::parse_lenient("<properties />\n[**a**]: <!--$x-->b<!--/$x-->\n[docs]: https://example.com\n");
    assert_eq!(article.placeholders().count(), 1);
    assert!(article.check().iter().all(|found| found.code.as_str() != "markdown-in-html"));
}

#[test]
fn a_comment_after_a_definition_that_is_text_stays_hidden() {
    shows("[Error]: Timeout\n[//]: # (ask the team)\n", "<p>[Error]: Timeout</p>\n");
    shows("[//]: # (first)\n\n[Error]: Timeout\n[//]: # (second)\n", "<p>[Error]: Timeout</p>\n");
    shows("- [Error]: Timeout\n  [comment]: # (ask the team)\n", "<ul>\n<li>[Error]: Timeout</li>\n</ul>\n");
}

#[test]
fn text_after_a_definition_that_is_text_continues_it() {
    shows("[Error]: Timeout\nof **the** service\n", "<p>[Error]: Timeout\nof <strong>the</strong> service</p>\n");
}

#[test]
fn a_definition_that_is_all_of_an_item_is_text() {
    let link = "<a href=\"https://example.com/guide\">https://example.com/guide</a>";
    for end in ["\n", "\r\n"] {
        shows(
            &format!("* [Guide]: https://example.com/guide{end}"),
            &format!("<ul>\n<li>[Guide]: {link}</li>\n</ul>\n"),
        );
        shows(
            &format!("1. a{end}2. [Guide]: https://example.com/guide{end}3. b{end}"),
            &format!("<ol>\n<li>a</li>\n<li>[Guide]: {link}</li>\n<li>b</li>\n</ol>\n"),
        );
        shows(
            &format!("> - [Guide]: https://example.com/guide{end}{end}c{end}"),
            &format!("<blockquote>\n<ul>\n<li>[Guide]: {link}</li>\n</ul>\n</blockquote>\n<p>c</p>\n"),
        );
        shows(
            &format!("* [文]: https://example.com/guide{end}* [Guide]: https://example.com/guide{end}"),
            &format!("<ul>\n<li>[文]: {link}</li>\n<li>[Guide]: {link}</li>\n</ul>\n"),
        );
    }
    shows(
        "* [a]: https://example.com/guide\n\n  [b]: https://example.com/guide\n* c\n",
        &format!("<ul>\n<li>\n<p>[a]: {link}</p>\n<p>[b]: {link}</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n"),
    );
    shows(
        "> 1. [a]: https://example.com/guide\n>    [b]: https://example.com/guide\n",
        &format!("<blockquote>\n<ol>\n<li>[a]: {link}\n<p>[b]: {link}</p>\n</li>\n</ol>\n</blockquote>\n"),
    );
    shows("* [a]: https://example.com/guide\n  [b]: https://example.com/guide\n  c\n", "<ul>\n<li>c</li>\n</ul>\n");
    let source = "<properties />\n* [Guide]: https://example.com/guide\n";
    let article = Article::parse(source).expect("no error");
    let found: Vec<_> = article.diagnostics().iter().map(|found| (found.code.as_str(), &*found.message)).collect();
    let message = "expected a link, found the definition `[Guide]:`, which nothing uses; it is shown as text";
    assert_eq!(found, [("definition-as-text", message)]);
    shows(
        "* [Guide]: https://example.com\n\n[Guide]\n",
        "<ul>\n<li></li>\n</ul>\n<p><a href=\"https://example.com\">Guide</a></p>\n",
    );
    shows(
        "* a\n  [Guide]: https://example.com\n",
        "<ul>\n<li>a\n[Guide]: <a href=\"https://example.com\">https://example.com</a></li>\n</ul>\n",
    );
    shows("* [Guide]: https://example.com\n\n  a\n", "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>\n");
    shows(
        "* [Guide]: https://example.com\n  > a\n",
        "<ul>\n<li>\n<blockquote>\n<p>a</p>\n</blockquote>\n</li>\n</ul>\n",
    );
    shows("*\t[Guide]: https://example.com\n\n\ta\n", "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>\n");
    for end in ["\n", "\r\n", "\r"] {
        shows(&format!("* [Guide]: https://example.com{end}a"), "<ul>\n<li>a</li>\n</ul>\n");
        let quoted = "<blockquote>\n<ul>\n<li>a</li>\n</ul>\n</blockquote>\n";
        shows(&format!("> * [Guide]: https://example.com{end}> a"), quoted);
        shows(&format!("> * [Guide]: https://example.com{end}a"), quoted);
    }
    shows(
        "* [Guide]: https://example.com\n> a\n",
        &format!("<ul>\n<li>[Guide]: {link}</li>\n</ul>\n<blockquote>\n<p>a</p>\n</blockquote>\n")
            .replace("/guide", ""),
    );
    shows("[Guide]: https://example.com\n", "");
}

/// The definition is text, and both outputs have `shown`; these lines are reported.
#[track_caller]
fn is_text(markdown: &str, shown: &str, lines: &[&str]) {
    let source = format!("<properties articleId=\"fabrikam-errors\" />\n{markdown}");
    let article = Article::parse(&source).expect("no error");
    assert_eq!(article.to_text(), shown, "{markdown:?}");
    let found = article.diagnostics().iter().filter(|found| found.code.as_str() == "definition-as-text");
    let places: Vec<_> = found.map(|found| source[found.span.range()].trim_end()).collect();
    assert_eq!(places, lines, "{markdown:?}");
}

#[test]
fn further_definitions_of_a_label_are_text() {
    is_text(
        "[Error]: Timeout\n[Error]: DiskFull\n",
        "[Error]: Timeout\n\n[Error]: DiskFull\n",
        &["[Error]: Timeout", "[Error]: DiskFull"],
    );
    is_text(
        "[Error]: Timeout\r\n[error]: DiskFull",
        "[Error]: Timeout\n\n[error]: DiskFull\n",
        &["[Error]: Timeout", "[error]: DiskFull"],
    );
    is_text("[错误]: 超时\n\n[错误]: 磁盘\n", "[错误]: 超时\n\n[错误]: 磁盘\n", &["[错误]: 超时", "[错误]: 磁盘"]);
    is_text(
        "* [Note]: First\n* [Note]: Second\n",
        "* [Note]: First\n* [Note]: Second\n",
        &["[Note]: First", "[Note]: Second"],
    );
    is_text("1. [A]: x\n2. [a]: y\n10. [A]: z\n", "1. [A]: x\n2. [a]: y\n3. [A]: z\n", &["[A]: x", "[a]: y", "[A]: z"]);
    is_text("> [A]: x\n>\n> - [A]: y\n", "    [A]: x\n\n    * [A]: y\n", &["[A]: x", "[A]: y"]);
    is_text("[^1]: x\n\n[^1]: y\n", "[^1]: x\n\n[^1]: y\n", &["[^1]: x", "[^1]: y"]);
    // The target of one may be another.
    let twice = "[A]: [A]:\n\n[A]: x\n";
    is_text("[A]:\n[A]:\n[A]:\nx\n", twice, &["[A]:\n[A]:", "[A]:\nx"]);
    is_text("[A]:\n[A]:\n[A]: x\n", twice, &["[A]:\n[A]:", "[A]: x"]);
    is_text("[B]:\n[A]:\n[A]:\nx\n", "[B]: [A]:\n\n[A]: x\n", &["[B]:\n[A]:", "[A]:\nx"]);
    // Also where the first one is a definition.
    is_text("[Error]: https://example.com/a\n[Error]: DiskFull\n", "[Error]: DiskFull\n", &["[Error]: DiskFull"]);
    let docs = "docs [1]\n\n[docs]: the\n\n[1] https://example.com\n";
    is_text("[docs]\n\n[docs]: https://example.com\n[docs]: the\n", docs, &["[docs]: the"]);
    let server = "<!--$vm-->[vm]<!--/$vm-->";
    is_text(&format!("[A]: https://example.com\n\n[A]: {server}\n"), "[A]: [vm]\n", &[&format!("[A]: {server}")]);
}

#[test]
fn what_is_like_a_further_definition_is_what_it_was() {
    is_text("[A]: https://a.example\n[A]: https://b.example\n\n[A]\n", "A [1]\n\n[1] https://a.example\n", &[]);
    is_text("[A]: https://a.example\n\n    [A]: x\n\n```\n[A]: y\n```\n", "    [A]: x\n\n    [A]: y\n", &[]);
    is_text("[A]: https://a.example\n\nnext\n[A]: x\n", "next A [1]: x\n\n[1] https://a.example\n", &[]);
    is_text("[log]\n\n[log]: /a\n[log]: /b\n", "log\n", &[]);
    is_text("[//]: # (x)\n[//]: # (y)\n[comment]: z\n[comment]: z\n", "", &[]);
}

#[test]
fn a_placeholder_is_no_url() {
    let server = "[Server]: <!--$vm-->[vm]<!--/$vm-->";
    is_text(server, "[Server]: [vm]\n", &[server]);
    is_text(&format!("{server}.\r\n"), "[Server]: [vm].\n", &[&format!("{server}.")]);
    is_text(&format!("* {server}\n* {server}\n"), "* [Server]: [vm]\n* [Server]: [vm]\n", &[server, server]);
    is_text(&format!("> {server}\n"), "    [Server]: [vm]\n", &[server]);
    is_text("[服务器]: <!--$vm-->机器<!--/$vm-->\n", "[服务器]: 机器\n", &["[服务器]: <!--$vm-->机器<!--/$vm-->"]);
    // Its default may be one, and a link may use it.
    let url = "[docs]: <!--$url-->https://example.com<!--/$url-->";
    is_text(&format!("{url}\n"), "", &[]);
    is_text(&format!("[docs]\n\n{url}\n"), "docs [1]\n\n[1] https://example.com\n", &[]);
    is_text(&format!("[Server]\n\n{server}\n"), "Server\n", &[]);
}

#[test]
fn a_word_is_no_target() {
    let line = "[Error]: Timeout";
    is_text(&format!("See [Error].\n\n{line}\n"), "See [Error].\n\n[Error]: Timeout\n", &[line]);
    is_text(
        &format!("See [it][Error] and [error][].\r\n\r\n{line}\r\n"),
        "See [it][Error] and [error][].\n\n[Error]: Timeout\n",
        &[line],
    );
    is_text(&format!("* [Error]\n* {line}\n"), "* [Error]\n* [Error]: Timeout\n", &[line]);
    is_text(&format!("> [Error]\n>\n> {line}\n"), "    [Error]\n\n    [Error]: Timeout\n", &[line]);
    is_text(&format!("## [Error]\n{line}\n"), "[Error]\n-------\n\n[Error]: Timeout\n", &[line]);
    is_text(&format!("| [Error] |\n|---|\n\n{line}\n"), "[Error]\n\n[Error]: Timeout\n", &[line]);
    for line in [
        "[错误]: 超时",
        "[1]: Timeout \"after 5 s\"",
        "[Code]: 404",
        "[Version]: 5.2.1",
        "[Start]: 10:30",
        "[Folder]: C:\\temp",
        "[Share]: \\\\lamps\\files",
        "[Wait]: disk-full",
    ] {
        let label = &line[..line.find(':').expect("a colon")];
        let source = format!("<properties />\nSee {label}.\n\n{line}\n");
        let text = Article::parse_lenient(&source).to_text();
        assert!(text.starts_with(&format!("See {label}.\n")), "{text:?}");
        let words: Vec<_> = line[label.len()..].split([' ', '\\', ':', '"']).collect();
        assert!(words.iter().all(|word| text.contains(word)), "{line:?}: {text:?}");
    }
    is_text(
        "[Contact]\n\n[Contact]: a@b.example\n",
        "[Contact]\n\n[Contact]: a@b.example\n",
        &["[Contact]: a@b.example"],
    );
    // Of several all show.
    is_text(
        "See [Error].\n\n[Error]: Timeout\n[Error]: DiskFull\n",
        "See [Error].\n\n[Error]: Timeout\n\n[Error]: DiskFull\n",
        &["[Error]: Timeout", "[Error]: DiskFull"],
    );
    is_text("[log]\n\n[log]: /a\n[log]: Full\n", "log\n\n[log]: Full\n", &["[log]: Full"]);
    // A later one that has a target is the definition.
    is_text(
        "[Error]\n\n[Error]: Timeout\n[Error]: https://example.com\n",
        "Error [1]\n\n[Error]: Timeout\n\n[1] https://example.com\n",
        &["[Error]: Timeout"],
    );
    for path in ["guide.md", "../guide", "./a", "#steps", "a/b", "<guide>", "<a b>", "?a=b", "a%20b", "a.md#b", "Docs"]
    {
        is_text(&format!("[docs]\n\n[docs]: {path}\n"), "docs\n", &[]);
    }
}
