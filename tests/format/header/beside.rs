//! What is beside a header: comments that do not end where they should, end tags, older headers, front matter.

use selfhelp::Article;
use selfhelp::diagnostic::{Code, Severity, apply_fixes};

/// What lenient parsing reads, `name=value` each, and what shows.
#[track_caller]
fn reads(source: &str, properties: &[&str], html: &str) {
    for source in [source.to_owned(), source.replace('\n', "\r\n")] {
        let article = Article::parse_lenient(&source);
        let read: Vec<_> =
            article.properties().map(|property| format!("{}={}", property.name, property.value)).collect();
        assert_eq!(read, properties, "{source:?}");
        assert_eq!(article.to_html().trim_end(), html, "{source:?}");
    }
}

#[track_caller]
fn finds(source: &str, expected: &[(Code, Severity, &str)]) {
    let article = Article::parse_lenient(source);
    let found: Vec<_> = article
        .diagnostics()
        .iter()
        .map(|found| (found.code.clone(), found.severity, found.message.as_str()))
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|(code, severity, message)| (code.clone(), *severity, *message)).collect();
    assert_eq!(found, expected, "{source:?}");
}

#[track_caller]
fn refused(source: &str, refused: bool) {
    assert_eq!(Article::parse(source).is_err(), refused, "{source:?}");
}

use Severity::{Error, Note};

#[test]
fn comments_that_do_not_end_take_no_property() {
    let body = "\n/>\n\n# Lamp\n\nIntro.\n\n<!--issueDescription-->\nIt is dark.\n<!--/issueDescription-->\n";
    let html = "<h1>Lamp</h1>\n<p>Intro.</p>\n<section class=\"issue-description\">\n<p>It is dark.</p>\n</section>";
    for comment in
        ["<!-- the title -- >", "<!-- the title —>", "<!-- the title --!>", "<!-- the title ->", "<!-- the title"]
    {
        let source = format!("<properties\n pageTitle=\"Lamp\" {comment}\n articleId=\"lamp-1\"{body}");
        reads(&source, &["pageTitle=Lamp", "articleId=lamp-1"], html);
        refused(&source, true);
        let article = Article::parse_lenient(&source);
        let mended = apply_fixes(&source, article.diagnostics());
        assert!(mended.contains("<!-- the title -->\n articleId"), "{mended:?}");
        reads(&mended, &["pageTitle=Lamp", "articleId=lamp-1"], html);
    }
    for comment in ["<!-- the title -- >", "<!-->", "<!--->"] {
        let source = format!("<properties pageTitle=\"Lamp\" {comment} articleId=\"lamp-1\"{body}");
        reads(&source, &["pageTitle=Lamp", "articleId=lamp-1"], html);
    }
    let source = format!("<properties\n<!-- later -- >\n articleId=\"lamp-1\"{body}");
    reads(&source, &["articleId=lamp-1"], html);
    let message = "expected `-->` to end this comment, found `-- >`; the comment ends there";
    finds(&source, &[(Code::HEADER_COMMENT, Error, message)]);
    let message = "expected `-->` to end this comment, found the end of the line; the comment ends there";
    finds(&source.replace(" -- >", ""), &[(Code::HEADER_COMMENT, Error, message)]);
}

#[test]
fn properties_between_comments_are_read() {
    let source = "<properties articleId=\"lamp-1\" <!-- unique -- >\n selfHelpType=\"generic\"\n service=\"x\" <!-- the service -->\n/>\n";
    reads(source, &["articleId=lamp-1", "selfHelpType=generic", "service=x"], "");
    refused(source, true);
    // What ends a line may be meant for its end, too.
    let source = "<properties pageTitle=\"Lamp\" <!-- the\n title -- >\n articleId=\"lamp-1\"\n/>\n";
    reads(source, &["pageTitle=Lamp", "articleId=lamp-1"], "");
    let fixed = apply_fixes(source, Article::parse_lenient(source).diagnostics());
    assert_eq!(fixed, source.replace("-- >", "-->"));
    // A comment of the body does not end it.
    for end in [">\n\n# Lamp\n\n", "\n# Lamp\n\n"] {
        let source = format!("<properties\n pageTitle=\"Lamp\" <!-- a -- >\n{end}Words.\n\n<!-- n -->\n\n> Quote\n");
        reads(&source, &["pageTitle=Lamp"], "<h1>Lamp</h1>\n<p>Words.</p>\n<blockquote>\n<p>Quote</p>\n</blockquote>");
        refused(&source, true);
    }
    // One that ends before any of them is as good over several lines.
    let source = "<properties articleId=\"lamp-1\" <!-- unique,\n as ever -->\n service=\"x\"\n/>\n";
    reads(source, &["articleId=lamp-1", "service=x"], "");
    refused(source, false);
}

const DESCRIBED: &str = "\n# Lamp\n\nIntro.\n\n<!--issueDescription-->\nIt is dark.\n<!--/issueDescription-->\n";
const SHOWN: &str =
    "<h1>Lamp</h1>\n<p>Intro.</p>\n<section class=\"issue-description\">\n<p>It is dark.</p>\n</section>";

#[test]
fn comments_that_do_not_end_take_nothing_of_the_body() {
    let ends_there = |found: &str| format!("expected `-->` to end this comment, found {found}; the comment ends there");
    for (comment, found) in [
        ("<!-- supportTopicIds=\"1,2\" />", "`/>`"),
        ("<!-- supportTopicIds=\"1,2\">", "`>`"),
        ("<!-- ask Ada />", "`/>`"),
        ("<!-- topics to come\n/>", "the end of the line"),
    ] {
        let source = format!("<properties\n pageTitle=\"Lamp\"\n {comment}{DESCRIBED}");
        reads(&source, &["pageTitle=Lamp"], SHOWN);
        finds(&source, &[(Code::HEADER_COMMENT, Error, &ends_there(found))]);
        let mended = apply_fixes(&source, Article::parse_lenient(&source).diagnostics());
        reads(&mended, &["pageTitle=Lamp"], SHOWN);
        refused(&mended, false);
    }
    let source = format!("<properties\n pageTitle=\"Lamp\"\n <!-- supportTopicIds=\"1,2\" --{DESCRIBED}");
    reads(&source, &["pageTitle=Lamp"], SHOWN);
    let unclosed = "expected `/>` to end the header, found `# Lamp`";
    let cut = ends_there("the end of the line");
    finds(&source, &[(Code::HEADER_COMMENT, Error, &cut), (Code::HEADER_UNCLOSED, Error, unclosed)]);
    // Over two lines.
    let words = "expected a property or `/>`, found `of the page`";
    for source in [
        format!("<properties\n <!-- Title\n of the page\n pageTitle=\"Lamp\" />{DESCRIBED}"),
        format!("<properties\n pageTitle=\"Lamp\"\n <!-- title\n of the page\n/>{DESCRIBED}"),
    ] {
        reads(&source, &["pageTitle=Lamp"], SHOWN);
        finds(&source, &[(Code::HEADER_COMMENT, Error, &cut), (Code::STRAY_TEXT, Error, words)]);
    }
    // A comment of the body, whole or a marker, stays that.
    for body in ["<!--issueDescription-- >\nIt is dark.\n<!--/issueDescription-->\n", "<!--\n# Old\n-->\nIt is dark.\n"]
    {
        let source = format!("<properties\n pageTitle=\"Lamp\"\n{body}");
        assert_eq!(Article::parse_lenient(&source).to_text(), "It is dark.\n", "{source:?}");
    }
}

#[test]
fn no_fix_lets_properties_in_a_comment_count() {
    for comment in [
        "<!--\n supportTopicIds=\"1,2\"\n -->",
        "<!-- old:\n supportTopicIds=\"1,2\" -->",
        "<!--supportTopicIds=\"3\"\n supportTopicIds=\"1,2\"-->",
    ] {
        let source = format!("<properties\n pageTitle=\"Lamp\"\n {comment}\n service=\"x\" />{DESCRIBED}");
        reads(&source, &["pageTitle=Lamp", "supportTopicIds=1,2", "service=x"], SHOWN);
        let cut = "expected `-->` to end this comment, found the end of the line; the comment ends there";
        let stray = "expected a property or `/>`, found `-->`";
        finds(&source, &[(Code::HEADER_COMMENT, Error, cut), (Code::STRAY_TEXT, Error, stray)]);
        assert_eq!(apply_fixes(&source, Article::parse_lenient(&source).diagnostics()), source);
    }
}

#[test]
fn properties_after_an_early_end_are_read() {
    let early = "expected `/>` after the last property, found `selfHelpType` after it";
    for end in [
        " />\n  selfHelpType=\"rca\"\n/>",
        " />\n\n  selfHelpType=\"rca\" />",
        ">\n selfHelpType = 'rca'\n/>",
        "/>selfHelpType=\"rca\"/>",
    ] {
        let source = format!("<properties pageTitle=\"Lamp\"{end}{DESCRIBED}");
        reads(&source, &["pageTitle=Lamp", "selfHelpType=rca"], SHOWN);
        finds(&source, &[(Code::HEADER_UNCLOSED, Error, early)]);
        let mended = apply_fixes(&source, Article::parse_lenient(&source).diagnostics());
        reads(&mended, &["pageTitle=Lamp", "selfHelpType=rca"], SHOWN);
        refused(&mended, false);
    }
    let source = format!("<properties pageTitle=\"Lamp\" />\n\nselfHelpType=\"rca\"\n{DESCRIBED}");
    reads(&source, &["pageTitle=Lamp", "selfHelpType=rca"], SHOWN);
    let unclosed = "expected `/>` to end the header, found `# Lamp`";
    finds(&source, &[(Code::HEADER_UNCLOSED, Error, early), (Code::HEADER_UNCLOSED, Error, unclosed)]);
    let mended = apply_fixes(&source, Article::parse_lenient(&source).diagnostics());
    refused(&mended, false);
    let source = format!("<properties pageTitle=\"Lamp\" /></properties>\nselfHelpType=\"rca\"\n/>{DESCRIBED}");
    reads(&source, &["pageTitle=Lamp", "selfHelpType=rca"], SHOWN);
    refused(&source, true);
    let source = format!("<properties pageTitle=\"Lamp\" />\nlamps=\"1\"\nservice=\"x\"\n/>{DESCRIBED}");
    reads(&source, &["pageTitle=Lamp", "lamps=1", "service=x"], SHOWN);
    refused(&source, true);
    // Words of a body.
    for body in ["Service: \"x\" is\n", "lamps=\"1\"\n", "service = x\n", "service\n"] {
        refused(&format!("<properties pageTitle=\"Lamp\" />\n{body}"), false);
    }
}

#[test]
fn the_metadata_alone_has_properties_after_an_early_end() {
    let source = "<properties pageTitle=\"Lamp\" />\n selfHelpType=\"rca\"\n/>\n# Lamp\n";
    assert!(selfhelp::Parser::new().metadata(source).is_err());
    let metadata = selfhelp::Parser::new().metadata_lenient(source);
    assert_eq!(metadata, Article::parse_lenient(source).metadata);
}

#[test]
fn signs_after_a_header_are_warnings() {
    for (end, sign) in [("/>\" ", "\""), ("/> -->", "-->"), ("/>\n-->", "-->"), ("/>>", ">"), ("/>'", "'")] {
        let source = format!("<properties pageTitle=\"Lamp\" {end}{DESCRIBED}");
        reads(&source, &["pageTitle=Lamp"], SHOWN);
        let message = format!("expected the body after the header, found `{sign}`");
        finds(&source, &[(Code::STRAY_TEXT, Severity::Warning, &message)]);
        let mended = apply_fixes(&source, Article::parse_lenient(&source).diagnostics());
        finds(&mended, &[]);
        refused(&source, false);
    }
    for body in ["\"Lamp\" it says.", "> Quote", "--> there"] {
        finds(&format!("<properties pageTitle=\"Lamp\" />\n{body}\n"), &[]);
    }
}

#[test]
fn end_tags_after_a_header_are_notes() {
    let message = "expected the body after the header, found its end tag, which is not needed";
    for end in ["></properties>", " />\n</properties>", ">\n\n</PROPERTIES >", " /></ properties>", "></properties"] {
        let source = format!("<properties pageTitle=\"Lamp\"{end}\n# Lamp\n");
        reads(&source, &["pageTitle=Lamp"], "<h1>Lamp</h1>");
        finds(&source, &[(Code::HEADER_END_TAG, Note, message)]);
        refused(&source, false);
    }
}

#[test]
fn a_second_end_of_the_header_is_a_note() {
    let message = "expected the body after the header, found its `/>` again, which is not needed";
    for end in [" />\n/>", " />\n\n /> ", ">\n/>"] {
        let source = format!("<properties pageTitle=\"Lamp\"{end}\n# Lamp\n");
        reads(&source, &["pageTitle=Lamp"], "<h1>Lamp</h1>");
        finds(&source, &[(Code::HEADER_END_TAG, Note, message)]);
        refused(&source, false);
    }
    reads("<properties pageTitle=\"Lamp\" />\n/> Lamp\n", &["pageTitle=Lamp"], "<p>/&gt; Lamp</p>");
}

#[test]
fn a_fence_around_the_header_does_not_hold_the_body() {
    for (opener, closer) in [("```", "```"), ("```xml", "```"), ("~~~", "~~~~")] {
        let source = format!("{opener}\n<properties pageTitle=\"Lamp\" />\n{closer}\n\n# Lamp\n\nIt is **hot**.\n");
        let article = Article::parse_lenient(&source);
        let html = article.to_html();
        assert!(html.ends_with("<h1>Lamp</h1>\n<p>It is <strong>hot</strong>.</p>\n"), "{html:?}");
        let found: Vec<_> = article.diagnostics().iter().map(|found| (&found.code, &*found.message)).collect();
        let shown = if opener.contains('`') { format!("` {opener} `") } else { format!("`{opener}`") };
        let before = format!("expected `<properties` first, found {shown}");
        let after = "expected the body after the header, found the end of the code that the header is in";
        assert_eq!(found, [(&Code::TEXT_BEFORE_HEADER, &*before), (&Code::TEXT_BEFORE_HEADER, after)], "{source:?}");
        refused(&source, false);
    }
    for (opener, closer) in [("````", "```"), ("a", "```"), ("```", "~~~"), ("```\nb\n```", "```")] {
        let source = format!("{opener}\n<properties pageTitle=\"Lamp\" />\n{closer}\n# Lamp\n");
        assert!(Article::parse_lenient(&source).to_html().contains("<code># Lamp"), "{source:?}");
    }
}

#[test]
fn an_older_header_beside_the_first_is_read_too() {
    let source = "<properties pageTitle=\"Lamp\" service=\"x\" />\n\n<tags\n    ms.service=\"lamp\"\n    ms.date=\"05/01/2016\"\n    service=\"y\"/>\n\n# Lamp\n";
    let all = ["pageTitle=Lamp", "service=x", "ms.service=lamp", "ms.date=05/01/2016", "service=y"];
    reads(source, &all, "<h1>Lamp</h1>");
    refused(source, false);
    let article = Article::parse_lenient(source);
    assert_eq!(article.metadata.service.as_deref(), Some("x"));
    assert_eq!(article.metadata.ms_service.as_deref(), Some("lamp"));
    assert_eq!(article.metadata.other.get("ms.date"), Some("05/01/2016"));
    assert!(article.diagnostics().iter().all(|found| found.severity == Note), "{:?}", article.diagnostics());
    reads("<properties a=\"b\" /><TAGS c='d'></tags>\n# Lamp", &["a=b", "c=d"], "<h1>Lamp</h1>");
    reads("<properties a=\"b\" />\n<tags>x</tags>", &["a=b"], "<p>&lt;tags&gt;x&lt;/tags&gt;</p>");
}

#[test]
fn an_older_header_before_the_header_is_read_too() {
    let source = "<!-- a -->\n<tags ms.service=\"lamp\" service=\"y\" />\n\n<properties pageTitle=\"Lamp\" service=\"x\" />\n# Lamp\n";
    reads(source, &["ms.service=lamp", "service=y", "pageTitle=Lamp", "service=x"], "<h1>Lamp</h1>");
    refused(source, true);
    let article = Article::parse_lenient(source);
    assert_eq!(article.metadata.service.as_deref(), Some("x"));
    assert_eq!(article.metadata.ms_service.as_deref(), Some("lamp"));
    let message = "expected `<properties` first, found `<tags`; it is read as a part of the header after it";
    let twice = "property `service` is given twice; the first value that is not empty counts";
    finds(source, &[(Code::HEADER_KEYWORD, Error, message), (Code::PROPERTY_REPEATED, Note, twice)]);
    reads(
        "<lamp service=\"x\">\n<properties pageTitle=\"Lamp\" />\n# Lamp\n",
        &["service=x", "pageTitle=Lamp"],
        "<h1>Lamp</h1>",
    );
    // One without properties is text.
    reads("<tags />\n<properties pageTitle=\"Lamp\" />\n", &["pageTitle=Lamp"], "<p>&lt;tags /&gt;</p>");
    // What is between them is no part of either.
    let source = "<tags service=\"x\" />\nWords.\n<properties pageTitle=\"Lamp\" />\n";
    assert_eq!(Article::parse_lenient(source).properties().count(), 1);
}

#[test]
fn front_matter_is_read_where_there_is_no_header() {
    let source = "---\npageTitle: \"Lamp\"\nselfHelpType: 'generic'\nsupportTopicIds: \"1,2\"\nms.date: 05/01/2016 # first\n---\n# Lamp\n";
    let all = ["pageTitle=Lamp", "selfHelpType=generic", "supportTopicIds=1,2", "ms.date=05/01/2016"];
    reads(source, &all, "<h1>Lamp</h1>");
    refused(source, true);
    finds(
        source,
        &[
            (
                Code::HEADER_MISSING,
                Error,
                "expected `<properties`, found `---`; what is up to the next `---` is read as properties",
            ),
            (Code::PROPERTY_UNKNOWN, Note, "unknown property `ms.date`"),
        ],
    );
    let article =
        Article::parse_lenient("---\n# ours\nauthors:\n  - ada\n  - \"grace\"\n\nsupportTopicIds: [1, 2]\n---\ntext");
    assert_eq!(article.metadata.authors, ["ada", "grace"]);
    assert_eq!(article.metadata.support_topic_ids, ["1", "2"]);
    let list = "---\nsupportTopicIds:\n  - 1 # one\n\n  - \"2\"\n---\ntext\n";
    reads(list, &["supportTopicIds=1,2"], "<p>text</p>");
    assert!(Article::parse_lenient(list).check().iter().all(|found| found.code != Code::ID_MALFORMED));
    assert_eq!(article.to_html(), "<p>text</p>\n");
    // Not where a line is anything else, or no name is known.
    reads("---\npageTitle: a\n\nSome text.\n---\n", &[], "<hr>\n<p>pageTitle: a</p>\n<h2>Some text.</h2>");
    reads("---\nfoo: a\n---\n", &[], "<hr>\n<h2>foo: a</h2>");
}

#[test]
fn front_matter_beside_the_header_is_read_too() {
    let source = "---\npageTitle: Old\nauthors:\n  - ada\n---\n\n<properties pageTitle=\"Lamp\" articleId=\"lamp-1\" />\n# Lamp\n";
    reads(source, &["pageTitle=Old", "authors=ada", "pageTitle=Lamp", "articleId=lamp-1"], "<h1>Lamp</h1>");
    refused(source, true);
    let article = Article::parse_lenient(source);
    assert_eq!(article.metadata.page_title.as_deref(), Some("Lamp"));
    assert_eq!(article.metadata.authors, ["ada"]);
    let message = "expected `<properties` first, found `---`; what is up to the next `---` is read as a part of the header after it";
    let twice = "property `pageTitle` is given twice; the first value that is not empty counts";
    finds(source, &[(Code::HEADER_KEYWORD, Error, message), (Code::PROPERTY_REPEATED, Note, twice)]);

    let source = "<properties pageTitle=\"Lamp\" />\n---\npageTitle: Old\nauthors: [ada]\n---\n# Lamp\n";
    reads(source, &["pageTitle=Lamp", "pageTitle=Old", "authors=ada"], "<h1>Lamp</h1>");
    refused(source, false);
    assert_eq!(Article::parse_lenient(source).metadata.page_title.as_deref(), Some("Lamp"));
    let message =
        "expected the body after the header, found `---`; what is up to the next `---` is read as a part of the header";
    finds(source, &[(Code::HEADER_TAGS, Note, message), (Code::PROPERTY_REPEATED, Note, twice)]);
    // A rule, and a heading under words.
    let source = "<properties pageTitle=\"Lamp\" />\n---\nfoo: a\n---\n";
    reads(source, &["pageTitle=Lamp"], "<hr>\n<h2>foo: a</h2>");
}

#[test]
fn a_keyword_that_is_cut() {
    let source = "< pageTitle=\"Lamp\" articleId=\"lamp-1\" />\n# Lamp\n";
    reads(source, &["pageTitle=Lamp", "articleId=lamp-1"], "<h1>Lamp</h1>");
    finds(source, &[(Code::HEADER_KEYWORD, Error, "expected `<properties`, found `<`")]);
    for word in ["es", "roperties", "s", "ties"] {
        let source = format!("{word}\n    pageTitle=\"Lamp\"\n    articleId=\"lamp-1\"\n/>\n# Lamp\n");
        reads(&source, &["pageTitle=Lamp", "articleId=lamp-1"], "<h1>Lamp</h1>");
        refused(&source, true);
    }
    reads("es gibt\n\npageTitle=\"Lamp\"", &[], "<p>es gibt</p>\n<p>pageTitle=&quot;Lamp&quot;</p>");
}

#[test]
fn a_name_is_not_suggested_twice() {
    let fixes = |source: &str| {
        let article = Article::parse_lenient(source);
        article.diagnostics().iter().filter(|found| found.fix.is_some()).count()
    };
    assert_eq!(fixes("<properties author=\"a\" />"), 1);
    assert_eq!(fixes("<properties author=\"a\" authors=\"b\" />"), 0);
    assert_eq!(fixes("<properties authors=\"b\" author=\"a\" />"), 0);
    assert_eq!(fixes("<properties author=\"a\" autors=\"b\" />"), 1);
    finds("<properties author=\"a\" authors=\"b\" />", &[(Code::PROPERTY_UNKNOWN, Note, "unknown property `author`")]);
}
