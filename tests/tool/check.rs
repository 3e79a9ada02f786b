//! `selfhelp check`, word for word.

use super::*;

#[track_caller]
fn checks(content: &str, status: i32, drawn: &str) {
    let outcome = Library::new().with("a.md", content).run(&["check", "a.md"]);
    assert_eq!(outcome, Outcome { status: Some(status), out: drawn.to_owned(), err: String::new() });
}

#[test]
fn check_draws_what_it_finds_and_counts_it() {
    let drawn = "\
note[property-missing]: expected `ownershipId`, `service` and `resource` in the header of an article of type `rca`, found none
 --> a.md:4:16
  |
4 |     selfHelpType=\"RCA\"
  |                   ^^^

warning[value-type]: expected a whole number for `displayOrder`, found `o0`
 --> a.md:6:16
  |
6 |     displayOrder=\"o0\"
  |                   ^^

1 article: no errors, 1 warning, 1 note
";
    checks(START, 0, drawn);
    checks(PLAIN, 0, "1 article: no errors, no warnings, no notes\n");
}

#[test]
fn check_ends_with_status_1_when_there_is_an_error() {
    let library = Library::new().with("a.md", "# Title\n").with("b.md", PLAIN);
    let drawn = "\
error[header-missing]: expected `<properties`, found `# Title`
 --> a.md:1:1
  |
1 | # Title
  | ^^^^^^^

2 articles: 1 error, no warnings, no notes
";
    assert_eq!(
        library.run(&["check", "a.md", "b.md"]),
        Outcome { status: Some(1), out: drawn.to_owned(), err: String::new() }
    );
}

#[test]
fn a_path_without_articles_is_an_error() {
    let library =
        Library::new().with("folder/a.txt", PLAIN).with("folder/b.md", "# No article\n").with("c/d/a.md", PLAIN);
    let error = |folder| format!("error: there is no article in `{folder}`\n");
    complains(&library.run(&["check", "folder"]), 2, &error("folder"));
    complains(&library.run(&["inspect", "c", "folder", "c/d"]), 2, &error("folder"));
    complains(&library.run(&["check", "c", "c/d"]), 0, "");
}

#[test]
fn check_counts_nothing_where_nothing_could_be_read() {
    let outcome = Library::new().run(&["check", "gone.md"]);
    assert_eq!(outcome.out, "");
    complains(&outcome, 2, "error: cannot read `gone.md`: no such file or directory\n");
    let outcome = Library::new().with("a.md", PLAIN).run(&["check", "gone.md", "a.md"]);
    assert_eq!((outcome.status, &*outcome.out), (Some(2), "1 article: no errors, no warnings, no notes\n"));
}

#[test]
fn check_tells_of_what_is_odd_in_the_payload_of_a_file() {
    let form = "<properties selfHelpType=\"TSG_Questions\" />\n# Lamps\n---\n{ \"formElements\": [\n\
        { \"id\": \"a\", \"order\": 1, \"controlType\": \"numerictextbox\", \"displayLabel\": \"How\tmany?\",\n\
        \"visibility\": \"a and b\", \"validations\": [{ \"type\": \"GreaterThan\", \"controlId\": \"c\" }] } ] }\n---\n";
    let library = Library::new().with("a.md", form);
    let outcome = library.run(&["check", "--format", "short", "--severity", "warning", "a.md"]);
    for found in [
        "a.md:5:79: warning[payload-control]: ",
        "a.md:6:15: warning[visibility-not-understood]: ",
        "a.md:6:42: warning[validation-unknown-id]: ",
    ] {
        assert!(outcome.out.contains(found), "{found}: {}", outcome.out);
    }
}
