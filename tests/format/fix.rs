//! Fixes, applied one by one and all together.

use selfhelp::Article;
use selfhelp::diagnostic::{Code, Diagnostic, Severity, apply_fixes};

use support::shelf;

/// `source` with all its fixes applied.
fn mended(source: &str) -> String {
    apply_fixes(source, &Article::parse_lenient(source).check())
}

#[track_caller]
fn mends(source: &str, expected: &str) {
    assert_eq!(mended(source), expected);
}

#[test]
fn insertions_at_one_offset_keep_the_order_of_their_diagnostics() {
    mends("<properties articleId=\"x", "<properties articleId=\"x\"/>");
    mends("<properties articleId='x", "<properties articleId='x'/>");
    mends("<properties articleId=", "<properties articleId=\"\" />");
}

#[test]
fn quotes_are_set_before_the_value_between_them_is_mended() {
    let source = "<properties selfHelpType=generi articleId=\"a\" />\n# Title\n";
    let quoted = "<properties selfHelpType=\"generi\" articleId=\"a\" />\n# Title\n";
    let known = quoted.replace("generi", "generic");
    mends(source, quoted);
    mends(quoted, &known);
    mends(&known, &known);
    let found = Article::parse_lenient(source).check();
    let unknown = found.iter().find(|found| found.code == Code::VALUE_UNKNOWN);
    assert!(unknown.is_some_and(|unknown| unknown.fix.is_none()));
}

#[test]
fn of_fixes_that_overlap_the_first_is_made() {
    mends(
        "<properties selfHelpType=\"\"generi\"\" />\n##Steps\n",
        "<properties selfHelpType=\"generi\" />\n## Steps\n",
    );
}

#[test]
fn fixes_that_do_not_lie_in_the_source_are_left_out() {
    let found = Article::parse_lenient("<properties />\n\n\n##Steps\n").check();
    assert_eq!(apply_fixes("##Steps", &found), "##Steps");
    assert_eq!(apply_fixes("漢漢漢漢漢漢漢", &found), "漢漢漢漢漢漢漢");
    assert_eq!(apply_fixes("", &[]), "");
}

/// How many findings of `severity` or worse there are.
fn count(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|found| found.severity >= severity).count()
}

/// Applies all fixes of `source`; returns what got worse.
fn worse(source: &str) -> Option<String> {
    let found = Article::parse_lenient(source).check();
    if found.iter().all(|found| found.fix.is_none()) {
        return None;
    }
    let mended = apply_fixes(source, &found);
    let left = Article::parse_lenient(&mended).check();
    let counts = |severity| (count(&found, severity), count(&left, severity));
    let (errors, all) = (counts(Severity::Error), counts(Severity::Note));
    (errors.1 > errors.0 || all.1 > all.0).then(|| format!("errors {errors:?}, all {all:?} in {mended:?}\n{left:#?}"))
}

#[track_caller]
fn none_is_worse(sources: impl Iterator<Item = String>) {
    let faults: Vec<String> = sources.filter_map(|source| worse(&source)).collect();
    assert!(faults.is_empty(), "{} got worse, the first: {}", faults.len(), faults[0]);
}

#[test]
fn fixes_make_no_example_worse() {
    none_is_worse(shelf::examples().iter().map(|example| example.article().source().to_owned()));
}

/// Headers cut short, and headers without one character.
#[test]
fn fixes_make_no_damaged_header_worse() {
    let header = "<properties\n  pageTitle=\"A disk\"\n  selfHelpType='rca'\n  displayOrder=\"2\"\n  \
                  supportTopicIds=\"1,2\" cloudEnvironments=\"public, fairfax\"\n/>\n# A disk\n";
    let cuts = (0..header.len()).map(|end| header[..end].to_owned());
    let losses = (0..header.len()).map(|at| [&header[..at], &header[at + 1..]].concat());
    none_is_worse(cuts.chain(losses));
}
