//! Selections of rules, and comments that allow what rules find.

use selfhelp::Article;
use selfhelp::check::{Checker, Level};
use selfhelp::diagnostic::{Code, Severity};
use selfhelp::limits;

/// What `checker` finds in an article with this body: `line:severity[code]`.
fn found_by(checker: &Checker, source: &str) -> Vec<String> {
    let article = Article::parse_lenient(source);
    let line = |span: selfhelp::span::Span| article.position(span.start as usize).line;
    let found = checker.check(&article).into_iter();
    found.map(|found| format!("{}:{}[{}]", line(found.span), found.severity, found.code)).collect()
}

/// What is found in a file with this body, whose first line is the fourth.
#[track_caller]
fn finds(body: &str, expected: &[&str]) {
    let source = format!("<properties pageTitle=\"Lamp\" />\n# Lamp\n\n{body}\n");
    assert_eq!(found_by(&Checker::new(), &source), expected, "{body:?}");
}

#[track_caller]
fn finds_in_file(source: &str, expected: &[&str]) {
    assert_eq!(found_by(&Checker::new(), source), expected, "{source:?}");
}

const TWO: &str = "<properties pageTitle=\"Lamp\" />\n# Lamp\n\n##Steps\n\n[Here](other.md)\n";
const REFUSED: &str = "<properties pageTitle=Lamp />\n# Lamp\n\n##Steps\n";

#[test]
fn every_rule_is_asked_unless_another_selection_is_made() {
    assert_eq!(found_by(&Checker::new(), TWO), ["4:warning[heading-space]", "6:note[link-relative]"]);
    assert_eq!(found_by(&Checker::only([Code::HEADING_SPACE]), TWO), ["4:warning[heading-space]"]);
    assert_eq!(found_by(&Checker::only([]), TWO), [""; 0]);
    let off = Checker::new().level(Code::HEADING_SPACE, Level::Off);
    assert_eq!(found_by(&off, TWO), ["6:note[link-relative]"]);
    let again = off.level(Code::HEADING_SPACE, Level::At(Severity::Note));
    assert_eq!(found_by(&again, TWO), ["4:note[heading-space]", "6:note[link-relative]"]);
    assert_eq!(again.level_of(&Code::HEADING_SPACE), Level::At(Severity::Note));
    assert_eq!(Checker::only([]).level_of(&Code::HEADING_SPACE), Level::Off);
}

#[test]
fn what_strict_parsing_refuses_is_always_reported() {
    assert_eq!(found_by(&Checker::only([]), REFUSED), ["1:error[quote-missing]"]);
    let milder = Checker::only([]).level(Code::QUOTE_MISSING, Level::At(Severity::Note));
    assert_eq!(found_by(&milder, REFUSED), ["1:error[quote-missing]"]);
    let number = REFUSED.replace("pageTitle=Lamp", "displayOrder=1");
    assert_eq!(found_by(&milder, &number), ["1:note[quote-missing]"]);
    finds_in_file(
        &format!("<!-- selfhelp: allow quote-missing -->\n{REFUSED}"),
        &["1:warning[allow-unused]", "2:error[quote-missing]", "5:warning[heading-space]"],
    );
}

#[test]
fn a_comment_allows_what_is_in_the_next_block() {
    finds("<!-- selfhelp: allow heading-space -->\n##Steps\n\n##More", &["7:warning[heading-space]"]);
    finds("<!-- selfhelp: allow heading-space -->\n\n\n##Steps", &[]);
    finds("<!--selfhelp:allow heading-space-->\r\n##Steps\r\n", &[]);
    finds("<!-- selfhelp: allow heading-space\n  the tag of a product -->\n##Steps", &[]);
    finds("<!-- selfhelp: allow link-relative -->\n* [Here](a.md)\n* [There](b.md)\n", &[]);
    finds("<!-- selfhelp: allow link-relative -->\n| [a](b.md) |\n|---|\n| [c](d.md) |\n", &[]);
    finds(
        "* One\n\n  <!-- selfhelp: allow link-relative -->\n\n  [a](b.md)\n\n  [c](d.md)",
        &["10:note[link-relative]"],
    );
    finds("<!-- selfhelp: allow section-unclosed -->\n<!--issueDescription-->\nText", &[]);
    finds(
        "<!-- selfhelp: allow link-relative -->\n<!--issueDescription-->\n[a](b.md)\n\n[c](d.md)\n<!--/issueDescription-->",
        &[],
    );
}

#[test]
fn a_comment_among_words_allows_what_is_in_its_block() {
    finds("See [a](b.md) <!-- selfhelp: allow link-relative --> first.\n\n[c](d.md)", &["6:note[link-relative]"]);
    finds("| [a](b.md) <!-- selfhelp: allow link-relative --> | [c](d.md) |\n|---|---|\n", &["4:note[link-relative]"]);
}

#[test]
fn a_comment_before_the_header_allows_what_is_in_the_file() {
    let allowed = |code: &str, rest: &str| format!("<!-- selfhelp: allow {code} -->\n{rest}");
    finds_in_file(&allowed("heading-space, link-relative", TWO), &[]);
    finds_in_file(&allowed("heading-space", TWO), &["7:note[link-relative]"]);
    finds_in_file(&allowed("value-unknown", "<properties selfHelpType=\"x\" />\n# Lamp\n"), &[]);
}

#[test]
fn a_comment_before_a_payload_allows_what_is_in_it() {
    let file = |before: &str, after: &str| {
        let element = "{\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\"}";
        let payload = format!("{{\"title\": \"A\", \"title\": \"Lamps\", \"formElements\": [{element}]}}");
        format!("<properties selfHelpType=\"TSG_Questions\" />\n# Lamp\n{before}{payload}\n{after}")
    };
    finds_in_file(&file("---\n", "---\n"), &["4:warning[payload-key-repeated]"]);
    finds_in_file(&file("<!-- selfhelp: allow payload-key-repeated -->\n---\n", "---\n"), &[]);
    let fence = "<!-- selfhelp: allow payload-key-repeated, payload-fence -->\n---\n";
    finds_in_file(&file(fence, ""), &[]);
}

#[test]
fn the_inner_comment_counts() {
    let body =
        "<!-- selfhelp: allow link-relative -->\n* One\n\n  <!-- selfhelp: allow link-relative -->\n  [a](b.md)\n";
    finds(body, &["4:warning[allow-unused]"]);
    finds(&format!("{body}\n* [c](d.md)"), &[]);
}

#[test]
fn comments_that_allow_nothing_are_found() {
    finds(
        "<!-- selfhelp: allow heading-space -->\nSteps\n\n##More",
        &["4:warning[allow-unused]", "7:warning[heading-space]"],
    );
    finds(
        "##Steps\n\n<!-- selfhelp: allow heading-space -->",
        &["4:warning[heading-space]", "6:warning[allow-unused]"],
    );
    finds("<!-- selfhelp: allow heading-space, link-gap -->\n##Steps", &["4:warning[allow-unused]"]);
    finds("<!-- selfhelp: allow -->\n##Steps", &["4:warning[allow-unknown]", "5:warning[heading-space]"]);
    finds("<!-- selfhelp: ignore heading-space -->\nSteps", &["4:warning[allow-unknown]"]);
    finds("<!-- selfhelp: allowed heading-space -->\nSteps", &["4:warning[allow-unknown]"]);
    finds("`<!-- selfhelp: allow x -->` and selfhelp: allow x", &[]);
    finds("<!-- see selfhelp: allow x -->", &[]);
}

/// More headings without space than are reported, then a link to a file.
fn many() -> String {
    format!("<properties />\n{}[Here](other.md)\n", "##Steps\n".repeat(limits::DIAGNOSTICS + 1))
}

#[test]
fn what_is_not_asked_for_takes_no_room() {
    let line = limits::DIAGNOSTICS + 3;
    let found = |checker: Checker| found_by(&checker, &many());
    assert_eq!(found(Checker::new()).len(), limits::DIAGNOSTICS + 1);
    assert!(!found(Checker::new()).contains(&format!("{line}:note[link-relative]")));
    assert_eq!(found(Checker::only([Code::LINK_RELATIVE])), [format!("{line}:note[link-relative]")]);
    let quiet = Checker::new().level(Code::DIAGNOSTICS, Level::Off);
    assert_eq!(found(quiet).len(), limits::DIAGNOSTICS);
}

#[test]
fn what_is_allowed_takes_no_room() {
    let source = format!("<!-- selfhelp: allow heading-space -->\n{}", many());
    let line = limits::DIAGNOSTICS + 4;
    finds_in_file(&source, &[&format!("{}:warning[diagnostics]", line - 1), &format!("{line}:note[link-relative]")]);
}

/// What it allows may be among what was left out.
#[test]
fn a_comment_after_findings_that_were_left_out_is_not_unused() {
    let source = format!("{}\n<!-- selfhelp: allow heading-space -->\n##More\n", many());
    assert!(found_by(&Checker::new(), &source).iter().all(|found| !found.ends_with("[allow-unused]")));
}

#[track_caller]
fn says(comment: &str, message: &str, fix: Option<&str>) {
    let source = format!("<properties />\n# Lamp\n\n{comment}\n##Steps\n");
    let found = Article::parse_lenient(&source).check();
    let found = found.iter().find(|found| found.code.as_str().starts_with("allow-"));
    let fixed = found.and_then(|found| found.fix.as_ref()?.apply(&source));
    assert_eq!(found.map(|found| &*found.message), Some(message), "{comment:?}");
    assert_eq!(fixed, fix.map(|fix| source.replace(comment, fix)), "{comment:?}");
}

#[test]
fn messages_about_comments_say_what_was_expected() {
    says(
        "<!-- selfhelp: allow link-gap -->",
        "expected something that `link-gap` finds, found nothing; the comment allows nothing",
        None,
    );
    says(
        "<!-- selfhelp: allow heading-spac, -->",
        "expected the name of a rule, found `heading-spac`; did you mean `heading-space`?",
        Some("<!-- selfhelp: allow heading-space, -->"),
    );
    says("<!-- selfhelp: allow everything -->", "expected the name of a rule, found `everything`", None);
    says("<!-- selfhelp: allow -->", "expected the name of a rule after `allow`, found none", None);
    says("<!-- selfhelp: -->", "expected `allow` and the name of a rule after `selfhelp:`, found ``", None);
}
