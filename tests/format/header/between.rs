//! What is between properties, and the end of the header.

use selfhelp::Article;
use selfhelp::diagnostic::Code;

use super::{BODY, body, check_fixes, found, header, properties, recovers};

const SERVICE_AND_RESOURCE: [(&str, &str); 2] = [("service", "fabrikam"), ("resource", "disks")];

#[test]
fn commas_and_comments_between_properties_are_warnings() {
    #[track_caller]
    fn stray(source: &str, place: &str, text: &str) {
        recovers(
            source,
            &SERVICE_AND_RESOURCE,
            &[&format!("warning stray-text {place} expected a property or `/>`, found `{text}`")],
        );
    }
    stray(&header(&["service=\"fabrikam\",", "resource=\"disks\""]), "2:23", ",");
    stray(&header(&["service=\"fabrikam\",resource=\"disks\""]), "2:23", ",");
    stray(&header(&["service=\"fabrikam\" , resource=\"disks\""]), "2:24", ",");
    stray(&header(&["service=\"fabrikam\"", ", resource=\"disks\""]), "3:5", ",");
    stray(&header(&["service=\"fabrikam\"", ",", "resource=\"disks\""]), "3:5", ",");
    stray(&header(&["service=\"fabrikam\"", "resource=\"disks\","]), "3:21", ",");
    stray(&header(&["service=\"fabrikam\" <!-- ours -->", "resource=\"disks\""]), "2:24", "<!-- ours -->");
    stray(
        &header(&["<!-- service=\"x\" /> -->", "service=\"fabrikam\"", "resource=\"disks\""]),
        "2:5",
        "<!-- service=\"x\" /> -->",
    );
    stray(&header(&["service=\"fabrikam\"", "<!-- first", "second -->", "resource=\"disks\""]), "3:5", "<!-- first…");
    stray(&header(&["service=\"fabrikam\"", "resource=\"disks\"", "<!-- ours -->"]), "4:5", "<!-- ours -->");
}

#[test]
fn stray_text_between_properties() {
    #[track_caller]
    fn stray(lines: &[&str], place: &str, text: &str) {
        recovers(
            &header(lines),
            &SERVICE_AND_RESOURCE,
            &[&format!("error stray-text {place} expected a property or `/>`, found `{text}`")],
        );
    }
    stray(&["service=\"fabrikam\"", "//Team Id", "resource=\"disks\""], "3:5", "//Team Id");
    stray(&["service=\"fabrikam\" //Team Id", "resource=\"disks\""], "2:24", "//Team Id");
    stray(&["service=\"fabrikam\"", "# TODO ask them", "resource=\"disks\""], "3:5", "# TODO ask them");
    stray(&["# TODO ask them", "service=\"fabrikam\"", "resource=\"disks\""], "2:5", "# TODO ask them");
    stray(&["service=\"fabrikam\"", "# TODO ask them", "", "", "resource=\"disks\""], "3:5", "# TODO ask them");
    stray(&["service=\"fabrikam\"", "resource=\"disks\"", "# TODO ask them"], "4:5", "# TODO ask them");
    stray(&["service=\"fabrikam\" words", "resource=\"disks\""], "2:24", "words");
    stray(&["service=\"fabrikam\"", "some words", "resource=\"disks\""], "3:5", "some words");
    stray(&["service=\"fabrikam\" some words resource=\"disks\""], "2:24", "some words");
    stray(&["service=\"fabrikam\"", "some words resource=\"disks\""], "3:5", "some words");
    stray(&["service=\"fabrikam\"", "* resource=\"disks\""], "3:5", "*");
    stray(&["service=\"fabrikam\";", "resource=\"disks\""], "2:23", ";");
    stray(&["service=\"fabrikam\"", "<properties", "resource=\"disks\""], "3:5", "<properties");
    stray(&["service=\"fabrikam\"", "resource=\"disks\"", "words"], "4:5", "words");
    stray(&["service=\"fabrikam\"", "resource=\"disks\" words"], "3:22", "words");
    stray(&["service=\"fabrikam\"", "/ >", "resource=\"disks\""], "3:5", "/ >");
}

#[test]
fn stray_lines_in_a_row_before_a_property() {
    #[track_caller]
    fn stray(lines: &[&str], found: &[&str]) {
        let found: Vec<String> = (3..)
            .zip(found)
            .map(|(line, text)| format!("error stray-text {line}:5 expected a property or `/>`, found `{text}`"))
            .collect();
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        recovers(&header(lines), &SERVICE_AND_RESOURCE, &found);
    }
    let (first, last) = ("service=\"fabrikam\"", "resource=\"disks\"");
    stray(&[first, "# over", "two lines", last], &["# over", "two lines"]);
    stray(&[first, "# one", "# two", "# three", last], &["# one", "# two", "# three"]);
    stray(&[first, "some words", "other words", last], &["some words", "other words"]);
    stray(&[first, "// old:", "; service=\"x\"", last], &["// old:", "; service=\"x\""]);
    let lines = [first, last, "some words", "other words"];
    let error = |line| format!("error stray-text {line}:5 expected a property or `/>`, found ");
    let (some, other) = (error(4) + "`some words`", error(5) + "`other words`");
    recovers(&header(&lines), &SERVICE_AND_RESOURCE, &[&some, &other]);
}

#[test]
fn digits_between_properties_are_not_taken_out() {
    let source = header(&["supportTopicIds=1,", "2,", "3", "service=\"x\""]);
    let article = Article::parse_lenient(&source);
    assert_eq!(
        found(&article),
        [
            "warning quote-missing 2:21 expected quotes around the value of `supportTopicIds`, found `1`",
            "warning stray-text 2:22 expected a property or `/>`, found `,`",
            "error stray-text 3:5 expected a property or `/>`, found `2,`",
            "error stray-text 4:5 expected a property or `/>`, found `3`",
        ]
    );
    assert_eq!(article.diagnostics().iter().filter(|found| found.fix.is_some()).count(), 2);
}

#[test]
fn a_property_after_a_comment_sign_is_commented_out() {
    #[track_caller]
    fn out(lines: &[&str], place: &str, text: &str) {
        recovers(
            &header(lines),
            &SERVICE_AND_RESOURCE,
            &[&format!("error stray-text {place} expected a property or `/>`, found `{text}`")],
        );
    }
    out(&["service=\"fabrikam\"", "//resource=\"vm\"", "resource=\"disks\""], "3:5", "//resource=\"vm\"");
    out(&["service=\"fabrikam\"", "# resource=\"vm\"", "resource=\"disks\""], "3:5", "# resource=\"vm\"");
    out(&["service=\"fabrikam\" # resource=\"vm\"", "resource=\"disks\""], "2:24", "# resource=\"vm\"");
    out(&["service=\"fabrikam\"# resource=\"vm\"", "resource=\"disks\""], "2:23", "# resource=\"vm\"");
    out(&["service=\"fabrikam\"//resource=\"vm\"", "resource=\"disks\""], "2:23", "//resource=\"vm\"");
    out(&["service=\"fabrikam\"", "; resource=\"vm\"", "resource=\"disks\""], "3:5", "; resource=\"vm\"");
    out(&["service=\"fabrikam\"", ";resource=\"vm\"", "resource=\"disks\""], "3:5", ";resource=\"vm\"");
    out(&["service=\"fabrikam\"", "-- resource=\"vm\"", "resource=\"disks\""], "3:5", "-- resource=\"vm\"");
    out(&["service=\"fabrikam\"", "/* resource=\"vm\" */", "resource=\"disks\""], "3:5", "/* resource=\"vm\" */");
    out(&["service=\"fabrikam\" /* resource=\"vm\" */ resource=\"disks\""], "2:24", "/* resource=\"vm\" */");
    out(&["service=\"fabrikam\"", "/*", "resource=\"vm\"", "*/", "resource=\"disks\""], "3:5", "/*…");
    let two = [
        "error stray-text 3:5 expected a property or `/>`, found `# resource=\"vm\"`",
        "error stray-text 4:5 expected a property or `/>`, found `//authors=\"ana\"`",
    ];
    recovers(
        &header(&["service=\"fabrikam\"", "# resource=\"vm\"", "//authors=\"ana\"", "resource=\"disks\""]),
        &SERVICE_AND_RESOURCE,
        &two,
    );
    let last = ["error stray-text 4:1 expected a property or `/>`, found `// end`"];
    recovers(
        &format!("<properties\nservice=\"fabrikam\"\nresource=\"disks\"\n// end />{BODY}"),
        &SERVICE_AND_RESOURCE,
        &last,
    );
}

#[test]
fn merge_conflicts() {
    let conflict =
        |place: &str| format!("error merge-conflict {place} expected no merge conflict, found `<<<<<<< HEAD`");
    let source = format!(
        "<properties\nservice=\"fabrikam\"\n<<<<<<< HEAD\nresource=\"disks\"\n=======\nresource=\"vm\"\nauthors=\"ana\"\n>>>>>>> 1a2b3c4\n/>{BODY}"
    );
    recovers(&source, &SERVICE_AND_RESOURCE, &[&conflict("3:1")]);
    recovers(
        &source.replace('\n', "\r\n").replace(&BODY.replace('\n', "\r\n"), BODY),
        &SERVICE_AND_RESOURCE,
        &[&conflict("3:1")],
    );
    recovers(
        &source.replace("=======", "||||||| base\nservice=\"old\"\n======="),
        &SERVICE_AND_RESOURCE,
        &[&conflict("3:1")],
    );
    recovers(
        &source.replace("=======\n", "/>\n=======\n").replace(">>>>>>> 1a2b3c4\n/>", "/>\n>>>>>>> 1a2b3c4\n"),
        &SERVICE_AND_RESOURCE,
        &[&conflict("3:1")],
    );
    recovers(
        &source
            .replace("service=\"fabrikam\"\n", "")
            .replace("resource=\"disks\"", "service=\"fabrikam resource=\"disks\""),
        &SERVICE_AND_RESOURCE,
        &[&conflict("2:1"), "error quote-unclosed 3:18 expected `\"` to end the value of `service`"],
    );
    let article = Article::parse_lenient(&source);
    let related = article.diagnostics()[0]
        .related
        .as_ref()
        .map(|related| (&source[related.span.range()], related.message.as_str()));
    let second = "=======\nresource=\"vm\"\nauthors=\"ana\"\n>>>>>>> 1a2b3c4\n";
    assert_eq!(related, Some((second, "the second side, which does not count")));
    assert_eq!(&source[article.diagnostics()[0].span.range()], "<<<<<<< HEAD\nresource=\"disks\"\n");
}

#[test]
fn merge_conflicts_around_the_keyword() {
    let source = format!(
        "<<<<<<< HEAD\n<properties\nservice=\"fabrikam\"\n=======\n<properties\nservice=\"contoso\"\n>>>>>>> 1a2b3c4\nresource=\"disks\"\n/>{BODY}"
    );
    recovers(
        &source,
        &SERVICE_AND_RESOURCE,
        &["error merge-conflict 1:1 expected no merge conflict, found `<<<<<<< HEAD`"],
    );
    let source = format!(
        "<properties\nservice=\"fabrikam\"\n=======\nresource=\"vm\"\n>>>>>>> 1a2b3c4\nresource=\"disks\"\n/>{BODY}"
    );
    recovers(&source, &SERVICE_AND_RESOURCE, &["error merge-conflict 3:1 expected no merge conflict, found `=======`"]);
}

#[test]
fn a_merge_conflict_after_the_header_is_body_text() {
    let body = "<<<<<<< HEAD\n# A\n=======\n# B\n>>>>>>> 1a2b3c4\n";
    let source = format!("<properties service=\"fabrikam\" />\n{body}");
    let shown = Article::parse(&source).map(|article| article.to_text()).unwrap_or_default();
    assert_eq!(shown, "<<<<<<< HEAD\n\nA\n=\n\n=======\n\nB\n=\n\n>>>>>>> 1a2b3c4\n");
}

#[test]
fn a_single_conflict_marker_is_skipped() {
    let source = format!("<properties\nservice=\"fabrikam\n<<<<<<< HEAD\nresource=\"disks\"\n/>{BODY}");
    let findings = [
        "error quote-unclosed 2:18 expected `\"` to end the value of `service`",
        "error merge-conflict 3:1 expected no merge conflict, found `<<<<<<< HEAD`",
    ];
    recovers(&source, &SERVICE_AND_RESOURCE, &findings);
}

#[test]
fn end_of_header_missing() {
    #[track_caller]
    fn unclosed(between: &str, body: &str, place: &str, found: &str) {
        let source = format!("<properties\nservice=\"fabrikam\"\nresource=\"disks\"{between}{body}");
        let article = Article::parse_lenient(&source);
        assert_eq!(properties(&article), SERVICE_AND_RESOURCE);
        let expected = format!("error header-unclosed {place} expected `/>` to end the header, found {found}");
        assert_eq!(self::found(&article)[..1], [expected]);
        assert_eq!(self::body(&article), body.trim());
        assert_eq!(Article::parse(&source).map_err(|error| error.first().code.clone()), Err(Code::HEADER_UNCLOSED));
    }
    unclosed("\n", "# Title\n\nText.", "4:1", "`# Title`");
    unclosed("\n\n\n", "# Title\nText.", "6:1", "`# Title`");
    unclosed("\n", "Text, and = more.\n\nText.", "4:1", "`Text, and = more.`");
    unclosed("\n", "<!--issueDescription-->\nText.\n<!--/issueDescription-->", "4:1", "`<!--issueDescription-->`");
    unclosed("\n", "**Text <br/>**\n\nservice is x", "4:1", "`**Text <br/>**`");
    unclosed("\n", "One line.\nTwo lines.\n\nauthors=\"ana\"", "4:1", "`One line.`");
    unclosed("\n", "One line.\nTwo lines.\nlamps=\"ana\"", "4:1", "`One line.`");
    unclosed("\n", "# Title\nWords\n<img\n src=\"a\"\n/>", "4:1", "`# Title`");
    unclosed("\n", "# Title\nWords\n---\nauthors=\"ana\"", "4:1", "`# Title`");
    unclosed("\n", "# Title\nWords\n>\n> More", "4:1", "`# Title`");
    unclosed("", "", "3:17", "the end of the file");
    unclosed("\n\n", "", "5:1", "the end of the file");
    unclosed("\n/", "\n\n# Title\n", "4:1", "`/`");
    unclosed("\n/ >", "\n\n# Title\n", "4:1", "`/ >`");
    unclosed("\n\\>", "\n\n# Title\n", "4:1", "`\\>`");
    unclosed("\n</properties>", "\n\n# Title\n", "4:1", "`</properties>`");
}

#[test]
fn a_payload_after_a_header_without_end() {
    let source = "<properties\nselfHelpType=\"TSG_Questions\"\n---\n{\"formElements\": []}\n---\n";
    let article = Article::parse_lenient(source);
    assert_eq!(found(&article)[0], "error header-unclosed 3:1 expected `/>` to end the header, found `---`");
    assert_eq!(body(&article).lines().last(), Some("---"));
}

#[test]
fn fixes_close_a_header() {
    let article = Article::parse_lenient(&format!("<properties\nservice=\"fabrikam\"\n{BODY}"));
    check_fixes(&article);
}

#[test]
fn property_twice() {
    let twice = |place: &str, name: &str| {
        format!(
            "warning property-repeated {place} property `{name}` is given twice; the first value that is not empty counts"
        )
    };
    let source = header(&["service=\"\"", "Service=\"fabrikam\"", "SERVICE=\"contoso\""]);
    recovers(
        &source,
        &[("service", ""), ("Service", "fabrikam"), ("SERVICE", "contoso")],
        &[&twice("3:5", "Service"), &twice("4:5", "SERVICE")],
    );
    let article = Article::parse_lenient(&source);
    assert_eq!(article.metadata.service.as_deref(), Some("fabrikam"));
    let related = article.diagnostics()[1].related.as_ref().map(|related| (related.span, related.message.as_str()));
    let first = article.properties().next().map(|property| (property.name_span, "it is here first"));
    assert_eq!(related, first);
}

#[test]
fn a_conflict_that_begins_before_the_header_goes_on_in_the_body() {
    let source =
        "<<<<<<< HEAD\n<properties service=\"fabrikam\" />\nOne\n||||||| base\nNone\n=======\nTwo\n>>>>>>> 1a2b3c4\n";
    let article = Article::parse_lenient(source);
    assert_eq!(properties(&article), [("service", "fabrikam")]);
    let lines: Vec<_> = article.body.iter().map(|part| &source[part.span().range()]).collect();
    assert_eq!(lines, ["<<<<<<< HEAD", "One", "||||||| base", "None", "=======", "Two", ">>>>>>> 1a2b3c4"]);
}
