//! The table of rules: that each row is true.

use std::collections::HashSet;

use selfhelp::Parser;
use selfhelp::diagnostic::{Code, Diagnostic, Rule};
use selfhelp::limits::Limits;

use support::shelf;

/// What `rule` finds in its own example.
fn in_example(rule: &Rule) -> Vec<Diagnostic> {
    let limits = match rule.code() {
        Code::INPUT_TOO_LARGE => Limits::new().input_bytes(40),
        Code::HEADER_TOO_LARGE => Limits::new().property_bytes(20),
        Code::LINK_TITLE => Limits::new().title_lines(2),
        Code::TOO_MANY => Limits::new().links(1),
        Code::DIAGNOSTICS => Limits::new().diagnostics(1),
        Code::PLACEHOLDER_DEFAULT => Limits::new().default_bytes(8),
        Code::NESTING => Limits::new().depth(5),
        _ => Limits::new(),
    };
    let file = rule.example_file();
    let bytes = match rule.code() {
        // Latin letters are in Windows-1252 where they are in Unicode.
        Code::ENCODING => file.chars().filter_map(|letter| u8::try_from(u32::from(letter)).ok()).collect(),
        _ => file.as_bytes().to_vec(),
    };
    let mut found = Parser::new().limits(limits).parse_bytes_lenient(&bytes).check();
    found.retain(|found| found.code == rule.code());
    found
}

#[test]
fn rules_find_what_their_examples_show() {
    for rule in Rule::ALL {
        let found = in_example(rule);
        assert!(!found.is_empty(), "{rule:?}");
        let severities = found.iter().all(|found| found.severity == rule.severity());
        assert!(severities, "{rule:?}: {found:#?}");
        let fixed = found.iter().any(|found| found.fix.is_some());
        assert_eq!(fixed, rule.applicability().is_some(), "{rule:?}: {found:#?}");
    }
}

#[test]
fn findings_are_as_the_table_says() {
    for example in shelf::examples() {
        for found in example.article().check() {
            let rule = found.code.rule().expect("a rule for every code");
            let severities = [Some(rule.severity()), rule.milder_severity()];
            assert!(severities.contains(&Some(found.severity)), "{:?}: {found:?}", example.path);
            assert!(found.fix.is_none() || rule.applicability().is_some(), "{:?}: {found:?}", example.path);
        }
    }
}

#[test]
fn names_are_found_once() {
    let names: HashSet<&str> = Rule::ALL.iter().map(Rule::name).collect();
    assert_eq!(names.len(), Rule::ALL.len());
    for rule in Rule::ALL {
        assert_eq!(Rule::find(rule.name()), Some(rule));
        assert_eq!(rule.code().rule(), Some(rule));
        assert!(rule.milder_severity().is_none_or(|milder| milder < rule.severity()), "{rule:?}");
        assert!(rule.name().bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase()), "{rule:?}");
        assert!(rule.help_url().ends_with(&format!("/rules/index.html#{}", rule.name())), "{rule:?}");
    }
    assert!(Rule::ALL.is_sorted_by_key(Rule::group));
    assert_eq!(Rule::find("of-the-future"), None);
}

#[test]
fn texts_of_rules_are_sentences() {
    for rule in Rule::ALL {
        for text in [rule.summary(), rule.what(), rule.why(), rule.fix()] {
            let begins = text.starts_with(|first: char| first.is_uppercase() || "`[".contains(first));
            assert!(begins && text.ends_with(['.', '`']) && !text.contains("  "), "{}: {text:?}", rule.name());
        }
    }
}

#[test]
fn codes_are_patterns() {
    let short = |code: &Code| match *code {
        Code::ENCODING => "encoding",
        Code::LINK_GAP | Code::LINK_SPACE => "link",
        _ => "another",
    };
    assert_eq!(short(&Code::from("encoding")), "encoding");
    assert_eq!(short(&Code::LINK_SPACE), "link");
    assert_eq!(short(&Code::from("of-the-future")), "another");
    assert_eq!(Code::from("link-gap"), Code::LINK_GAP);
    assert_eq!(format!("{0} {0:?}", Code::LINK_GAP), "link-gap Code(\"link-gap\")");
    assert!(Code::from("a") < Code::ENCODING && Code::ENCODING < Code::from("f"));
    assert_eq!((Code::from("a").rule(), Code::from("a").help_url()), (None, None));
}
