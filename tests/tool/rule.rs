//! `selfhelp rule`.

use selfhelp::diagnostic::Rule;

use super::*;

const HEADING_SPACE: &str = "heading-space: A heading has no space after its `#`.

warning, of the group markdown, since 0.1.0

A line that begins with two to six `#` and a word, or with one to six and a
blank that is none for Markdown, such as that of `&nbsp;`; one with `＃＃`, as
wide as CJK characters, too. A heading that ends with a word and as many `#`,
two and more, as it begins with: `## Steps##`. There is no fix where a
definition, `[a]: https://…`, is on the next line: it would no longer show.

Why: It is not a heading, and readers see the `#`.

Example:

    ##Steps

Fix (safe): Writes the space.

https://docs.rs/selfhelp/latest/selfhelp/rules/index.html#heading-space
";

#[test]
fn a_rule_is_shown_as_text() {
    let outcome = Library::new().run(&["rule", "heading-space"]);
    assert_eq!(outcome, Outcome { status: Some(0), out: HEADING_SPACE.into(), err: String::new() });
}

#[test]
fn texts_fit_a_terminal() {
    for rule in Rule::ALL {
        let out = Library::new().run(&["rule", rule.name()]).out;
        let long = out.lines().filter(|line| !line.starts_with("    ") && !line.starts_with("https:"));
        assert!(long.into_iter().all(|line| line.chars().count() <= 78), "{out}");
    }
}

#[test]
fn all_rules_are_a_line_each() {
    let outcome = Library::new().run(&["rule", "--all"]);
    assert_eq!((outcome.status, outcome.out.lines().count()), (Some(0), Rule::ALL.len()));
    let line = "heading-space            warning  A heading has no space after its `#`.";
    assert!(outcome.out.lines().any(|found| found == line), "{}", outcome.out);
}

#[test]
fn rules_are_json_for_tools() -> Fallible {
    let all: serde_json::Value = serde_json::from_str(&Library::new().run(&["rule", "--all", "--format", "json"]).out)?;
    assert_eq!(all.as_array().map(Vec::len), Some(Rule::ALL.len()));
    let one: serde_json::Value =
        serde_json::from_str(&Library::new().run(&["rule", "quote-missing", "--format", "json"]).out)?;
    let named = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
    assert_eq!(["code", "group", "severity"].map(named), ["quote-missing", "header", "error"]);
    assert_eq!(["milderSeverity", "since", "applicability"].map(named), ["warning", "0.1.0", "safe"]);
    assert!(all.as_array().is_some_and(|all| all.contains(&one)));
    Ok(())
}

#[test]
fn names_that_no_rule_has_are_wrong_usage() {
    let message = |arguments: &[&str]| {
        let outcome = Library::new().run(&[&["rule"], arguments].concat());
        (outcome.status, outcome.err.lines().next().unwrap_or_default().to_owned())
    };
    let near = "error: invalid value 'headingspace' for '[CODE]': no such rule; did you mean `heading-space`?";
    assert_eq!(message(&["headingspace"]), (Some(2), near.into()));
    let far = "error: invalid value 'x' for '[CODE]': no such rule; `selfhelp rule --all` lists them";
    assert_eq!(message(&["x"]), (Some(2), far.into()));
    let none = "error: the following required arguments were not provided:";
    assert_eq!(message(&[]), (Some(2), none.into()));
}
