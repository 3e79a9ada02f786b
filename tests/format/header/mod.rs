//! The header: its grammar, and a test for every row of format §2.2 and its variants.

mod beside;
mod between;
mod grammar;
mod keyword;
mod value;

use std::borrow::Cow;

use selfhelp::Article;
use selfhelp::diagnostic::Severity;
use selfhelp::tree::Part;

const BODY: &str = "\n# Start failure\n\nThe machine does not start.\n";

/// A header with the given lines between `<properties` and `/>`, and a body.
fn header(lines: &[&str]) -> String {
    let lines: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    format!("<properties\n{lines}/>\n{BODY}")
}

/// Names and values; those that are not part of the source live as long as the test.
fn properties(article: &Article) -> Vec<(&str, &str)> {
    let value = |value| match value {
        Cow::Borrowed(value) => value,
        Cow::Owned(value) => String::leak(value),
    };
    article.properties().map(|property| (property.name, value(property.value))).collect()
}

/// The diagnostics, as `severity code line:column message`.
fn found(article: &Article) -> Vec<String> {
    let line = |found: &selfhelp::diagnostic::Diagnostic| {
        let place = article.position(found.span.start as usize);
        format!("{} {} {}:{} {}", found.severity, found.code, place.line, place.column, found.message)
    };
    article.diagnostics().iter().map(line).collect()
}

/// The body as written, from its first part on.
fn body(article: &Article) -> &str {
    let start = article.body.first().map_or(article.source().len(), |part: &Part| part.span().start as usize);
    article.source()[start..].trim()
}

/// The header is read without any diagnostic, strictly too, and the body begins after it.
#[track_caller]
fn reads(source: &str, expected: &[(&str, &str)]) {
    recovers(source, expected, &[]);
}

/// Lenient parsing gives these properties and diagnostics; strict parsing fails if one of them is an error. None of the
/// header is in the body. If every error has a fix, the fixes make a good header of it.
#[track_caller]
fn recovers(source: &str, expected: &[(&str, &str)], findings: &[&str]) {
    let article = Article::parse_lenient(source);
    assert_eq!((properties(&article), found(&article)), (expected.to_vec(), strings(findings)));
    assert_eq!(body(&article), BODY.trim());
    check_spans(&article);
    let strict = Article::parse(source);
    match findings.iter().find(|found| found.starts_with("error")) {
        Some(_) => assert!(strict.is_err()),
        None => assert_eq!(strict, Ok(article.clone())),
    }
    check_fixes(&article);
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Names and values are where their spans are.
#[track_caller]
fn check_spans(article: &Article) {
    for property in article.properties() {
        let written = &article.source()[property.value_span.range()];
        assert_eq!(&article.source()[property.name_span.range()], property.name);
        assert!(
            written.contains('&')
                || written.trim_matches(['\u{FEFF}', '\u{200B}', ' ', '\n', '\r', '\t']) == &*property.value
        );
    }
}

#[track_caller]
fn check_fixes(article: &Article) {
    let errors = || article.diagnostics().iter().filter(|found| found.severity == Severity::Error);
    if errors().any(|error| error.fix.is_none()) {
        return;
    }
    let mut mended = article.source().to_owned();
    for fix in errors().rev().filter_map(|error| error.fix.as_ref()) {
        mended.replace_range(fix.span.range(), &fix.replacement);
    }
    let strict = Article::parse(&mended);
    assert_eq!(strict.map(|mended| mended.metadata), Ok(article.metadata.clone()), "the fixes make {mended:?}");
}
