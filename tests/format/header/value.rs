//! Damaged properties.

use selfhelp::Article;

use super::{BODY, found, header, reads, recovers};

const AUTHOR_AND_ORDER: [(&str, &str); 2] = [("ms.author", "ana"), ("displayOrder", "2")];

#[test]
fn closing_quote_missing() {
    let unclosed = ["error quote-unclosed 2:19 expected `\"` to end the value of `ms.author`"];
    recovers(&header(&["ms.author=\"ana", "displayOrder=\"2\""]), &AUTHOR_AND_ORDER, &unclosed);
    recovers(&header(&["ms.author=\"ana  ", "displayOrder=\"2\""]), &AUTHOR_AND_ORDER, &unclosed);
    recovers(&header(&["ms.author=\"ana", "", "displayOrder=\"2\""]), &AUTHOR_AND_ORDER, &unclosed);
    recovers(&header(&["ms.author=\"ana", "displayOrder=\" 2\""]), &AUTHOR_AND_ORDER, &unclosed);
    recovers(&header(&["ms.author=\"ana", "displayOrder = \" 2\" "]), &AUTHOR_AND_ORDER, &unclosed);
    recovers(
        &header(&["ms.author=\"ana", ", displayOrder=\"2\""]),
        &AUTHOR_AND_ORDER,
        &[unclosed[0], "warning stray-text 3:5 expected a property or `/>`, found `,`"],
    );
    recovers(&header(&["ms.author=\"ana displayOrder=\"2\""]), &AUTHOR_AND_ORDER, &unclosed);
    recovers(
        &header(&["ms.author=\"ana owner=\"team\""]),
        &[("ms.author", "ana"), ("owner", "team")],
        &[unclosed[0], "note property-unknown 2:20 unknown property `owner`"],
    );
    recovers(
        &header(&["ms.author='ana", "displayOrder=\"2\""]),
        &AUTHOR_AND_ORDER,
        &["error quote-unclosed 2:19 expected `'` to end the value of `ms.author`"],
    );
    recovers(
        &format!("<properties displayOrder=\"2\" ms.author=\"ana />{BODY}"),
        &[AUTHOR_AND_ORDER[1], AUTHOR_AND_ORDER[0]],
        &["error quote-unclosed 1:44 expected `\"` to end the value of `ms.author`"],
    );
}

#[test]
fn closing_quote_missing_in_other_places() {
    let one = [("ms.author", "ana")];
    let unclosed = ["error quote-unclosed 2:19 expected `\"` to end the value of `ms.author`"];
    recovers(&header(&["ms.author=\"ana"]), &one, &unclosed);
    recovers(&header(&["ms.author=\"ana/>"]).replace("/>\n/>", "/>"), &one, &unclosed);
    recovers(&header(&["ms.author=\"ana"]).replace("\n/>", "\n>"), &one, &unclosed);
    recovers(&header(&["ms.author=\"ana"]).replace("\n/>", ">"), &one, &unclosed);
    recovers(&header(&["ms.author=\"ana", "", ""]), &one, &unclosed);
    recovers(
        &header(&["ms.author=\"", "displayOrder=\"2\""]),
        &[("ms.author", ""), ("displayOrder", "2")],
        &["error quote-unclosed 2:16 expected `\"` to end the value of `ms.author`"],
    );
    let missing = "error value-missing 3:14 expected a value for property `service`, found the end of the line";
    recovers(
        &header(&["ms.author=\"ana", "service=", "displayOrder=\"2\""]),
        &[one[0], ("service", ""), AUTHOR_AND_ORDER[1]],
        &[unclosed[0], &missing.replace("3:14", "3:13")],
    );
}

#[test]
fn closing_quote_of_another_kind() {
    let unclosed = ["error quote-unclosed 2:19 expected `\"` to end the value of `ms.author`"];
    recovers(&header(&["ms.author=\"ana”", "displayOrder=\"2\""]), &AUTHOR_AND_ORDER, &unclosed);
    recovers(&header(&["ms.author=\"ana'", "displayOrder=\"2\""]), &AUTHOR_AND_ORDER, &unclosed);
}

#[test]
fn a_value_without_closing_quote_goes_on_until_a_line_that_ends_it() {
    let expected = [("description", "one\n    two <br/>\n    three"), ("service", "fabrikam")];
    let unclosed = ["error quote-unclosed 4:10 expected `\"` to end the value of `description`"];
    recovers(&header(&["description=\"one", "two <br/>", "three", "service=\"fabrikam\""]), &expected, &unclosed);
    recovers(&header(&["description=\"one", "two <br/>", "three", "", "service=\"fabrikam\""]), &expected, &unclosed);
    let expected = [("description", "one\n    see \"two\" and three"), ("service", "fabrikam")];
    let inside = ["error quote-inside 2:17 expected no `\"` inside the value of `description`"];
    recovers(&header(&["description=\"one", "see \"two\" and three\"", "service=\"fabrikam\""]), &expected, &inside);
}

#[test]
fn a_line_that_starts_a_property_ends_the_value_before_it() {
    let expected = [("description", "one"), ("service", "two"), ("resource", "disks")];
    let findings = [
        "error quote-unclosed 2:21 expected `\"` to end the value of `description`",
        "error quote-missing 3:15 expected quotes around the value of `service`, found `two\"`",
    ];
    recovers(&header(&["description=\"one", "service = two\"", "resource=\"disks\""]), &expected, &findings);
}

#[test]
fn opening_quote_missing() {
    let title = [("pageTitle", "How to start a machine"), ("service", "fabrikam")];
    let missing = |written: &str| {
        format!("error quote-missing 2:15 expected quotes around the value of `pageTitle`, found `{written}`")
    };
    let bare = |written: &str| {
        recovers(&header(&[&format!("pageTitle={written}"), "service=\"fabrikam\""]), &title, &[&missing(written)])
    };
    bare("How to start a machine\"");
    bare("How to start a machine");
    bare("How to start a machine”");
    bare("“How to start a machine”");
    bare("”How to start a machine\"");
    bare("‘How to start a machine’");
    bare("How to start a machine'");
    bare("How to start a machine\"\"");
    recovers(
        &header(&["pageTitle=How to start a machine\" service=\"fabrikam\""]),
        &title,
        &[&missing("How to start a machine\"")],
    );
    recovers(
        &header(&["pageTitle=How to start a machine,", "service=\"fabrikam\""]),
        &title,
        &[&missing("How to start a machine"), "warning stray-text 2:37 expected a property or `/>`, found `,`"],
    );
    recovers(
        &format!("<properties service=\"fabrikam\" resource=disks/>{BODY}"),
        &[title[1], ("resource", "disks")],
        &["error quote-missing 1:41 expected quotes around the value of `resource`, found `disks`"],
    );
    recovers(
        &format!("<properties service=\"fabrikam\" resource=disks>{BODY}"),
        &[title[1], ("resource", "disks")],
        &["error quote-missing 1:41 expected quotes around the value of `resource`, found `disks`"],
    );
}

#[test]
fn quotes_that_are_not_stray_stay_in_a_value_without_quotes() {
    let missing =
        "error quote-missing 2:15 expected quotes around the value of `pageTitle`, found `Help for the \"Tax Form\"`";
    recovers(
        &header(&["pageTitle=Help for the \"Tax Form\""]),
        &[("pageTitle", "Help for the \"Tax Form\"")],
        &[missing],
    );
    let missing =
        "error quote-missing 2:15 expected quotes around the value of `pageTitle`, found `“The error ‘full’”`";
    recovers(&header(&["pageTitle=“The error ‘full’”"]), &[("pageTitle", "The error ‘full’")], &[missing]);
}

#[test]
fn bare_words_and_numbers_are_warnings() {
    #[track_caller]
    fn bare(value: &str, severity: &str) {
        let found = format!(
            "{severity} quote-missing 2:22 expected quotes around the value of `resourceRequired`, found `{value}`"
        );
        let article = Article::parse_lenient(&header(&[&format!("resourceRequired={value}"), "service=\"fabrikam\""]));
        assert_eq!(article.properties().next().map(|property| property.value).as_deref(), Some(value));
        assert!(self::found(&article).contains(&found), "{:?}", self::found(&article));
    }
    bare("true", "warning");
    bare("False", "warning");
    bare("12", "warning");
    bare("-1.5", "warning");
    bare("yes", "error");
    bare("1a", "error");
    bare("inf", "error");
    recovers(
        &header(&["displayOrder=2 service=\"fabrikam\""]),
        &[("displayOrder", "2"), ("service", "fabrikam")],
        &["warning quote-missing 2:18 expected quotes around the value of `displayOrder`, found `2`"],
    );
    recovers(
        &format!("<properties service=\"fabrikam\" resourceRequired=True/>{BODY}"),
        &[("service", "fabrikam"), ("resourceRequired", "True")],
        &["warning quote-missing 1:49 expected quotes around the value of `resourceRequired`, found `True`"],
    );
}

#[test]
fn no_value() {
    #[track_caller]
    fn missing(source: &str, place: &str, found: &str, more: &[&str]) {
        let expected = [("supportTopicIds", ""), ("productPesIds", "1")];
        let message = format!("expected a value for property `supportTopicIds`, found {found}");
        let missing = format!("error value-missing {place} {message}");
        let findings = [&[missing.as_str()], more].concat();
        recovers(source, &expected[..if source.contains("Pes") { 2 } else { 1 }], &findings);
    }
    let lines = |lines: &[&str]| header(lines);
    missing(&lines(&["supportTopicIds=", "productPesIds=\"1\""]), "2:21", "the end of the line", &[]);
    missing(&lines(&["supportTopicIds =  ", "", "productPesIds=\"1\""]), "2:24", "the end of the line", &[]);
    missing(&lines(&["supportTopicIds= productPesIds=\"1\""]), "2:22", "`productPesIds`", &[]);
    missing(&lines(&["supportTopicIds=productPesIds=\"1\""]), "2:21", "`productPesIds`", &[]);
    let separator = "error separator 2:35 expected `=` after property `productPesIds`, found `:`";
    missing(&lines(&["supportTopicIds= productPesIds:\"1\""]), "2:22", "`productPesIds`", &[separator]);
    let comma = "warning stray-text 2:21 expected a property or `/>`, found `,`";
    missing(&lines(&["supportTopicIds=,", "productPesIds=\"1\""]), "2:21", "`,`", &[comma]);
    missing(&format!("<properties supportTopicIds=/>{BODY}"), "1:29", "`/>`", &[]);
    missing(&format!("<properties supportTopicIds= />{BODY}"), "1:30", "`/>`", &[]);
    missing(&format!("<properties supportTopicIds=>{BODY}"), "1:29", "`>`", &[]);
    // The grammar lets a value be on the next line.
    reads(&header(&["supportTopicIds=", "\"1\""]), &[("supportTopicIds", "1")]);
}

#[test]
fn quotes_inside() {
    #[track_caller]
    fn inside(written: &str, value: &str) {
        let expected = [("pageTitle", value), ("service", "fabrikam")];
        let found = |place: &str, quote: char| {
            format!("error quote-inside {place} expected no `{quote}` inside the value of `pageTitle`")
        };
        let quote = written.chars().next().unwrap_or_default();
        recovers(
            &header(&[&format!("pageTitle={written}"), "service=\"fabrikam\""]),
            &expected,
            &[&found("2:15", quote)],
        );
        recovers(
            &header(&[&format!("pageTitle={written} \t"), "service=\"fabrikam\""]),
            &expected,
            &[&found("2:15", quote)],
        );
        recovers(&header(&[&format!("pageTitle={written} service=\"fabrikam\"")]), &expected, &[&found("2:15", quote)]);
        recovers(
            &header(&["service=\"fabrikam\"", &format!("pageTitle={written}/>")]).replace("/>\n/>", "/>"),
            &[expected[1], expected[0]],
            &[&found("3:15", quote)],
        );
        recovers(
            &format!("<properties service=\"fabrikam\" pageTitle={written} />{BODY}"),
            &[expected[1], expected[0]],
            &[&found("1:42", quote)],
        );
    }
    inside("\"Support for \"Tax Form\"\"", "Support for \"Tax Form\"");
    inside("\"\\\"order by\\\" shows\"", "\\\"order by\\\" shows");
    inside("\"The \"disk\" is full\"", "The \"disk\" is full");
    inside("\"The \"disk is full\"", "The \"disk is full");
    inside("\"\"disk\" is full\"", "\"disk\" is full");
    inside("\"a is \"b\", c is \"d\"\"", "a is \"b\", c is \"d\"");
    inside("'The machine's disk'", "The machine's disk");
    // `key` is not a property, as the quote that ends the value comes after it.
    let inner = "error quote-inside 2:15 expected no `\"` inside the value of `pageTitle`";
    recovers(
        &header(&["pageTitle=\"Set key=\"value\" pairs\"", "service=\"fabrikam\""]),
        &[("pageTitle", "Set key=\"value\" pairs"), ("service", "fabrikam")],
        &[inner],
    );
}

#[test]
fn entities_around_a_value() {
    let findings = [
        "error quote-missing 2:15 expected quotes around the value of `pageTitle`, found `&quot;Disks&quot;`",
        "error quote-missing 3:13 expected quotes around the value of `service`, found `&quot;a b&quot;`",
    ];
    recovers(
        &header(&["pageTitle=&quot;Disks&quot;", "service=&quot;a b&quot;"]),
        &[("pageTitle", "Disks"), ("service", "a b")],
        &findings,
    );
}

#[test]
fn what_follows_the_last_quote_is_stray() {
    let expected = [("pageTitle", "The \"disk\" is"), ("service", "fabrikam")];
    let inside = "error quote-inside 2:15 expected no `\"` inside the value of `pageTitle`";
    let stray = |place: &str| format!("error stray-text {place} expected a property or `/>`, found `full`");
    recovers(
        &header(&["pageTitle=\"The \"disk\" is\" full", "service=\"fabrikam\""]),
        &expected,
        &[inside, &stray("2:31")],
    );
    recovers(
        &header(&["pageTitle=\"The \"disk\" is\"full service=\"fabrikam\""]),
        &expected,
        &[inside, &stray("2:30")],
    );
    let expected = [("pageTitle", "The disk"), expected[1]];
    recovers(&header(&["pageTitle=\"The disk\"full", "service=\"fabrikam\""]), &expected, &[&stray("2:25")]);
    recovers(&header(&["pageTitle=\"The disk\" full", "service=\"fabrikam\""]), &expected, &[&stray("2:26")]);
    recovers(
        &header(&["pageTitle=\"The disk\" full\" service=\"fabrikam\""]),
        &expected,
        &[&stray("2:26").replace("`full`", "`full\"`")],
    );
    recovers(
        &header(&["pageTitle=\"The disk\" of=\"us\" full", "service=\"fabrikam\""]),
        &[expected[0], ("of", "us"), expected[1]],
        &["note property-unknown 2:26 unknown property `of`", &stray("2:34")],
    );
}

#[test]
fn a_tag_inside_a_damaged_value_is_no_end_where_the_header_goes_on() {
    let expected = [("description", "Press \"Enter\" <br/> twice"), ("service", "fabrikam")];
    let inside = ["error quote-inside 2:17 expected no `\"` inside the value of `description`"];
    recovers(&header(&["description=\"Press \"Enter\" <br/> twice\"", "service=\"fabrikam\""]), &expected, &inside);
}

#[test]
fn no_space_between_properties() {
    let expected = [("service", "fabrikam"), ("resource", "disks")];
    let space =
        |place: &str| format!("error quote-inside {place} expected a space after the value of `service`, found `r`");
    recovers(&format!("<properties service=\"fabrikam\"resource=\"disks\"/>{BODY}"), &expected, &[&space("1:30")]);
    recovers(&format!("<properties service='fabrikam'resource='disks'/>{BODY}"), &expected, &[&space("1:30")]);
}

#[test]
fn several_quoted_values() {
    let several = "error value-repeated 2:21 expected one quoted value for `supportTopicIds`, found several";
    let topics = |written: &str, place: &str| {
        let source = header(&[&format!("supportTopicIds={written}"), "service=\"fabrikam\""]);
        recovers(&source, &[("supportTopicIds", place), ("service", "fabrikam")], &[several]);
        assert_eq!(Article::parse_lenient(&source).metadata.support_topic_ids, ["1", "2", "3"]);
    };
    topics("\"1\",\"2\",\"3\"", "1\",\"2\",\"3");
    topics("\"1\", \"2\" , \"3\"", "1\", \"2\" , \"3");
    topics("\"1\";\"2, 3\"", "1\";\"2, 3");
    topics("'1','2','3'", "1','2','3");
    topics("\"1\",\n\"2\",\n \"3\"", "1\",\n\"2\",\n \"3");
    recovers(
        &header(&["service=\"fabrikam\",\"contoso\""]),
        &[("service", "fabrikam\",\"contoso")],
        &["error value-repeated 2:13 expected one quoted value for `service`, found several"],
    );
}

#[test]
fn quotes_around_items_stay_where_the_value_is_well_formed() {
    let metadata = Article::parse_lenient(&header(&["supportTopicIds='\"1\",\"2\"'"])).metadata;
    assert_eq!(metadata.support_topic_ids, ["\"1\"", "\"2\""]);
}

#[test]
fn doubled_quotes() {
    #[track_caller]
    fn doubled(written: &str, value: &str) {
        let expected = [("service", value), ("resource", "disks")];
        let found = |place: &str| {
            format!("error quote-doubled {place} expected one `\"` around the value of `service`, found more")
        };
        recovers(&header(&[&format!("service={written}"), "resource=\"disks\""]), &expected, &[&found("2:13")]);
        recovers(&header(&[&format!("service={written} resource=\"disks\"")]), &expected, &[&found("2:13")]);
        recovers(
            &format!("<properties resource=\"disks\" service={written}/>{BODY}"),
            &[expected[1], expected[0]],
            &[&found("1:38")],
        );
        recovers(
            &format!("<properties resource=\"disks\" service={written}>{BODY}"),
            &[expected[1], expected[0]],
            &[&found("1:38")],
        );
    }
    doubled("\"fabrikam\"\"", "fabrikam");
    doubled("\"\"fabrikam\"", "fabrikam");
    doubled("\"\"fabrikam\"\"", "fabrikam");
    doubled("\"fabrikam\"\"\"", "fabrikam");
    doubled("\"\"\"", "");
    doubled("\"\"\"\"", "");
    doubled("\"The \"disk\" service\"\"", "The \"disk\" service");
}

#[test]
fn other_separators() {
    #[track_caller]
    fn separator(written: &str, place: &str, found: &str) {
        let expected = [("articleId", "start"), ("service", "fabrikam")];
        let found = format!("error separator {place} expected `=` after property `articleId`, found `{found}`");
        recovers(&header(&[written, "service=\"fabrikam\""]), &expected, &[&found]);
        recovers(&header(&[&format!("{written} service=\"fabrikam\"")]), &expected, &[&found]);
    }
    separator("articleId:\"start\"", "2:14", ":");
    separator("articleId : \"start\"", "2:15", ":");
    separator("articleId-\"start\"", "2:14", "-");
    separator("articleId - 'start'", "2:15", "-");
    separator("articleId- \"start\"", "2:14", "-");
    separator("articleId\"start\"", "2:14", "\"");
    separator("articleId 'start'", "2:15", "'");
    separator("articleId==\"start\"", "2:14", "==");
    separator("articleId=:\"start\"", "2:14", "=:");
    separator("articleId:=\"start\"", "2:14", ":=");
    separator("articleId＝\"start\"", "2:14", "＝");
}

#[test]
fn entries_as_in_front_matter() {
    let expected = [("articleId", "start"), ("service", "fabrikam")];
    let findings = [
        "error separator 2:14 expected `=` after property `articleId`, found `:`",
        "error quote-missing 2:16 expected quotes around the value of `articleId`, found `start`",
    ];
    recovers(&header(&["articleId: start", "service=\"fabrikam\""]), &expected, &findings);
    // Only of names that are known, and no line of words.
    for written in ["color: red", "articleId :", "articleId is: start"] {
        let found = format!("error stray-text 2:5 expected a property or `/>`, found `{written}`");
        recovers(&header(&[written, "service=\"fabrikam\""]), &expected[1..], &[&found]);
    }
    // Whose name is known is not to be lost by a fix.
    let source = header(&["\"articleId\": \"start\",", "service=\"fabrikam\""]);
    let article = selfhelp::Article::parse_lenient(&source);
    let found: Vec<_> = article.diagnostics().iter().map(|found| (found.code.as_str(), &found.fix)).collect();
    assert_eq!(found, [("stray-text", &None)]);
}

#[test]
fn separators_of_unknown_properties_and_of_damaged_values() {
    let findings = [
        "note property-unknown 2:5 unknown property `color`",
        "error separator 2:10 expected `=` after property `color`, found `:`",
    ];
    let expected = [("color", "red"), ("service", "fabrikam")];
    recovers(&header(&["color:\"red\"", "service=\"fabrikam\""]), &expected, &findings);
    let findings = [
        "error separator 2:14 expected `=` after property `pageTitle`, found `:`",
        "error quote-unclosed 2:21 expected `\"` to end the value of `pageTitle`",
    ];
    let expected = [("pageTitle", "Start"), ("service", "fabrikam")];
    recovers(&header(&["pageTitle:\"Start", "service=\"fabrikam\""]), &expected, &findings);
}
