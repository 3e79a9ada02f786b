//! Where the header begins.

use selfhelp::Article;
use selfhelp::diagnostic::Code;

use super::{BODY, body, found, properties, recovers};

#[test]
fn no_header_at_all() {
    #[track_caller]
    fn missing(source: &str, message: &str) {
        let error = Article::parse(source).map_err(|error| error.to_string());
        assert_eq!(error, Err(message.to_owned()));
        let article = Article::parse_lenient(source);
        assert_eq!((properties(&article), body(&article)), (vec![], source.trim_matches(['\u{FEFF}', '\n', ' '])));
        assert_eq!(article.metadata, selfhelp::Metadata::default());
    }
    missing("# Title\n", "expected `<properties`, found `# Title` at line 1, column 1");
    missing("\u{FEFF}\n\n# Title\n\ntext", "expected `<properties`, found `# Title` at line 3, column 1");
    missing("", "expected `<properties`, found the end of the file at line 1, column 1");
    missing(" \n", "expected `<properties`, found the end of the file at line 2, column 1");
    missing(
        "The properties = the values\n",
        "expected `<properties`, found `The properties = the values` at line 1, column 1",
    );
    missing("x = 5\n", "expected `<properties`, found `x = 5` at line 1, column 1");
    missing("properties of machines\n", "expected `<properties`, found `properties of machines` at line 1, column 1");
    missing("<p>\nservice stops\n", "expected `<properties`, found `<p>` at line 1, column 1");
}

#[test]
fn a_header_in_a_comment_is_none() {
    let source = "<!-- <properties service=\"fabrikam\" /> -->\n# Title\n";
    let error = Article::parse(source).map_err(|error| error.to_string());
    assert_eq!(error, Err("expected `<properties`, found `# Title` at line 2, column 1".to_owned()));
}

#[test]
fn damaged_keywords() {
    #[track_caller]
    fn keyword(written: &str, place: &str, message: &str) {
        let source = format!("{written}    service=\"fabrikam\"\n    resource=\"disks\"\n/>\n{BODY}");
        let properties = [("service", "fabrikam"), ("resource", "disks")];
        recovers(&source, &properties, &[&format!("error header-keyword {place} {message}")]);
    }
    keyword("<pdroperties\n", "1:1", "expected `<properties`, found `<pdroperties`");
    keyword("< properties\n", "1:1", "expected `<properties`, found `< properties`");
    keyword("properties\n", "1:1", "expected `<properties`, found `properties`");
    keyword("Properties ", "1:1", "expected `<properties`, found `Properties`");
    keyword("<property\n", "1:1", "expected `<properties`, found `<property`");
    keyword("<<properties\n", "1:1", "expected `<properties`, found `<<properties`");
    keyword("\\<properties\n", "1:1", "expected `<properties`, found `\\<properties`");
    keyword("\u{FEFF}\n</properties\n", "2:1", "expected `<properties`, found `</properties`");
    keyword("<\n", "1:1", "expected `<properties`, found `<`");
    keyword("<header\n", "1:1", "expected `<properties`, found `<header`");
    keyword("---\n", "1:1", "expected `<properties`, found `---`");
    keyword("", "1:5", "expected `<properties`, found `service`");
    keyword("\u{FEFF}", "1:5", "expected `<properties`, found `service`");
    keyword("<properties>\n", "1:1", "expected a space after `<properties`, found `>`");
}

#[test]
fn a_keyword_without_space_after_it() {
    let expected = ["error header-keyword 1:1 expected a space after `<properties`, found `s`"];
    recovers(&format!("<propertiesservice=\"fabrikam\"/>{BODY}"), &[("service", "fabrikam")], &expected);
}

#[test]
fn a_keyword_with_a_slash_after_it() {
    let expected = ["error stray-text 1:12 expected a property or `/>`, found `/`"];
    recovers(&format!("<properties/\nservice=\"fabrikam\"\n/>{BODY}"), &[("service", "fabrikam")], &expected);
}

#[test]
fn a_damaged_keyword_before_damaged_properties() {
    let source = format!("properties\n, service=fabrikam\nresource:\"disks\"\n/>{BODY}");
    let expected = [
        "error header-keyword 1:1 expected `<properties`, found `properties`",
        "warning stray-text 2:1 expected a property or `/>`, found `,`",
        "error quote-missing 2:11 expected quotes around the value of `service`, found `fabrikam`",
        "error separator 3:9 expected `=` after property `resource`, found `:`",
    ];
    recovers(&source, &[("service", "fabrikam"), ("resource", "disks")], &expected);
    let source = format!("articleId-\"x\"\nservice=\n/>{BODY}");
    let expected = [
        "error header-keyword 1:1 expected `<properties`, found `articleId-`",
        "error separator 1:10 expected `=` after property `articleId`, found `-`",
        "error value-missing 2:9 expected a value for property `service`, found the end of the line",
    ];
    recovers(&source, &[("articleId", "x"), ("service", "")], &expected);
}

#[test]
fn a_second_header_is_text() {
    let source = format!("<properties service=\"fabrikam\" />\n{BODY}\n<properties\n  service=\"contoso\"\n/>\n");
    let article = Article::parse(&source).ok();
    let article = article.as_ref();
    assert_eq!(article.map(properties), Some(vec![("service", "fabrikam")]));
    let warnings =
        article.map(|article| found(article).iter().filter(|found| found.contains("header")).cloned().collect());
    assert_eq!(
        warnings,
        Some(vec![
            "warning header-repeated 7:1 expected one header, found another `<properties`, which is text".to_owned()
        ])
    );
    let code = "<properties service=\"fabrikam\" />\n# Title\n\n`<properties a=\"b\" />` and <!-- <properties a=\"b\" /> -->\n\n\
                ```\n<properties a=\"b\" />\n```\n\n* a\n\n      <properties a=\"b\" />\n";
    assert!(
        Article::parse(code)
            .is_ok_and(|article| !article.diagnostics().iter().any(|found| found.code == Code::HEADER_REPEATED))
    );
}

#[test]
fn text_before_the_header_is_the_start_of_the_body() {
    #[track_caller]
    fn preamble(before: &str, first: &str) {
        let source = format!("{before}<properties\nservice=\"fabrikam\"\n/>\n{BODY}");
        let article = Article::parse(&source).ok();
        assert_eq!(article.as_ref().map(properties), Some(vec![("service", "fabrikam")]));
        let expected = format!("warning text-before-header {first}");
        let article = article.unwrap_or_else(|| Article::parse_lenient(""));
        assert_eq!(self::found(&article)[0], expected);
        assert_eq!(article.body.len(), 3, "{:?}", article.body);
        assert_eq!(body(&article), source.trim_matches(['\u{FEFF}', '\n']));
    }
    preamble("# Wrong title\n", "1:1 expected `<properties` first, found `# Wrong title`");
    preamble("\u{FEFF}\n# Wrong title\n\n", "2:1 expected `<properties` first, found `# Wrong title`");
    preamble("```\n", "1:1 expected `<properties` first, found ` ``` `");
    preamble("Some text  \n  \t", "1:1 expected `<properties` first, found `Some text`");
}

#[test]
fn a_comment_before_the_header_is_allowed() {
    for comment in ["<!-- note -->\n", "\u{FEFF}<!-- one -->\n\n<!-- two\n <properties a=\"b\" /> -->\n"] {
        let article = Article::parse(&format!("{comment}<properties service=\"fabrikam\" />\n{BODY}"));
        let expected = (Some("fabrikam".into()), 0);
        assert_eq!(
            article.map(|article| (article.metadata.service.clone(), article.diagnostics().len())),
            Ok(expected)
        );
    }
}

#[test]
fn a_comment_that_was_not_closed_before_the_header() {
    let source = "<!-- note\n<properties service=\"fabrikam\" />\n# Title\n<!--issueDescription-->\nText\n<!--/issueDescription-->\n";
    let article = Article::parse_lenient(source);
    assert_eq!(properties(&article), [("service", "fabrikam")]);
    assert_eq!(found(&article)[0], "warning text-before-header 1:1 expected `<properties` first, found `<!-- note`");
}

#[test]
fn a_damaged_keyword_after_text() {
    let article = Article::parse_lenient(&format!("# Wrong\n< properties\n service=\"fabrikam\"\n/>\n{BODY}"));
    assert_eq!(properties(&article), [("service", "fabrikam")]);
    let expected = [
        "warning text-before-header 1:1 expected `<properties` first, found `# Wrong`",
        "error header-keyword 2:1 expected `<properties`, found `< properties`",
    ];
    assert_eq!(found(&article), expected);
}

#[test]
fn a_header_after_the_body_is_text_of_the_body() {
    let article = Article::parse_lenient("# Title\n\nWrite `<properties` first.\n\n    <property name=\"x\" />\n");
    assert_eq!(properties(&article), []);
}

#[test]
fn a_header_that_begins_with_the_first_byte_is_read_to_its_end() {
    let article = Article::parse_lenient("service---\"");
    assert_eq!(properties(&article), [("service", "")]);
    let article = Article::parse_lenient("service");
    assert_eq!(properties(&article), []);
}
