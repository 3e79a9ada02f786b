//! The formats of `selfhelp check`.

use serde_json::{Value, json};

use super::*;

/// Findings after a tab, CJK, an emoji and in lines that end with CRLF.
const ODD: &str =
    "<properties pageTitle=\"Lamp\" />\r\n# Lamp\r\n\r\n* 漢字 💡\r\n\t[ab] (https://example.com/)\r\n\r\n##Steps\r\n";

fn odd() -> Library {
    Library::new().with("odd, 100%: é.md", ODD).with("plain.md", PLAIN)
}

#[track_caller]
fn prints(arguments: &[&str], status: i32, out: &str) {
    let outcome = odd().run(&[&["check"], arguments, &["."]].concat());
    assert_eq!(outcome, Outcome { status: Some(status), out: out.to_owned(), err: String::new() });
}

fn json_of(arguments: &[&str]) -> Value {
    let outcome = odd().run(&[&["check"], arguments, &["."]].concat());
    assert_eq!((outcome.status, &*outcome.err), (Some(0), ""));
    serde_json::from_str(&outcome.out).expect("the output is JSON")
}

const GAP: &str = "expected `(` directly after `]` of a link, found a space; it is read as the link";
const SPACE: &str = "expected a space after `##` of a heading, found `S`";
const END: &str = "2 articles: no errors, 2 warnings, no notes\n2 findings, 2 fixable with --fix\n";

#[test]
fn short_is_a_line_each() {
    let path = "./odd, 100%: é.md";
    let lines = format!("{path}:5:2: warning[link-gap]: {GAP}\n{path}:7:1: warning[heading-space]: {SPACE}\n");
    prints(&["--format", "short"], 0, &format!("{lines}{END}"));
    prints(&["--format", "short", "--quiet"], 0, &lines);
    prints(&["--format", "short", "-q", "--deny", "warnings"], 1, &lines);
}

#[test]
fn github_is_an_annotation_each() {
    let file = "file=odd%2C 100%25%3A é.md";
    let lines = format!(
        "::warning {file},line=5,endLine=5,col=2,endColumn=29,title=link-gap::{GAP}\n\
         ::warning {file},line=7,endLine=7,col=1,endColumn=3,title=heading-space::{SPACE}\n{END}"
    );
    prints(&["--format", "github"], 0, &lines);
}

#[test]
fn messages_hold_no_control_characters() {
    let library =
        Library::new().with("a.md", "<properties pageTitle=\"a\"\u{1b}[31m=\"b\" />\n# A\n\n##\u{1b}[31m\u{9b}31m\n");
    for format in ["short", "github", "full", "gitlab", "junit"] {
        let outcome = library.run(&["check", "--format", format, "-q", "a.md"]);
        assert_eq!((outcome.status, &*outcome.err), (Some(1), ""));
        assert!(!outcome.out.contains(|c: char| c.is_control() && c != '\n'), "{}", outcome.out);
    }
}

#[test]
fn what_goes_over_lines_has_no_columns_on_github() {
    let library = Library::new().with("a.md", format!("{PLAIN}\nText\n\n    code\n    code\n"));
    let outcome = library.run(&["check", "--format", "github", "-q", "a.md"]);
    assert!(outcome.out.starts_with("::notice file=a.md,line=6,endLine=7,title=code-by-indent::"), "{}", outcome.out);
}

#[test]
fn json_has_every_place_in_bytes_lines_and_columns() {
    let found = json_of(&["--format", "json"]);
    let first = json!({
        "path": "./odd, 100%: é.md", "code": "link-gap", "severity": "warning", "message": GAP,
        "start": ODD.find("[ab]"), "end": ODD.find("\r\n\r\n##"), "line": 5, "column": 2, "endLine": 5, "endColumn": 29,
        "fix": {
            "applicability": "safe", "replacement": "", "start": ODD.find(" (h"), "end": ODD.find("(h"),
            "line": 5, "column": 6, "endLine": 5, "endColumn": 7,
        },
        "helpUrl": "https://docs.rs/selfhelp/latest/selfhelp/rules/index.html#link-gap",
        "fingerprint": found[0]["fingerprint"],
    });
    assert_eq!(found[0], first);
    assert_eq!(found.as_array().map(Vec::len), Some(2));
    assert_eq!(json_of(&["--format", "json", "--ignore", "all"]), json!([]));
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let log = json_of(&["--format", "sarif"]);
    let run = &log["runs"][0];
    assert_eq!((&log["version"], &run["columnKind"]), (&json!("2.1.0"), &json!("unicodeCodePoints")));
    let (driver, result) = (&run["tool"]["driver"], &run["results"][0]);
    assert_eq!(driver["name"], "selfhelp");
    let index = result["ruleIndex"].as_u64().expect("an index") as usize;
    let rule = &driver["rules"][index];
    assert_eq!((&rule["id"], &result["ruleId"]), (&json!("link-gap"), &json!("link-gap")));
    assert_eq!(rule["defaultConfiguration"]["level"], "warning");
    assert_eq!(rule["shortDescription"]["text"], "There is a space between the two halves of a link.");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "odd%2C%20100%25%3A%20%C3%A9.md");
    let region =
        |line, column, end| json!({"startLine": line, "startColumn": column, "endLine": line, "endColumn": end});
    assert_eq!(place["region"], region(5, 2, 29));
    let fix = &result["fixes"][0];
    let change = &fix["artifactChanges"][0]["replacements"][0];
    assert_eq!(*change, json!({"deletedRegion": region(5, 6, 7), "insertedContent": {"text": ""}}));
    assert_eq!((&result["level"], &fix["properties"]["applicability"]), (&json!("warning"), &json!("safe")));
}

#[test]
fn sarif_has_second_places() {
    let library = Library::new().with("a.md", "<properties pageTitle=\"A\" pageTitle=\"B\" />\n");
    let outcome = library.run(&["check", "--format", "sarif", "a.md"]);
    let log: Value = serde_json::from_str(&outcome.out).expect("the output is JSON");
    let related = &log["runs"][0]["results"][0]["relatedLocations"][0];
    assert_eq!(related["message"]["text"], "it is here first");
    assert_eq!(related["physicalLocation"]["region"]["startColumn"], 13);
}

#[test]
fn gitlab_has_an_issue_each() {
    let found = json_of(&["--format", "gitlab"]);
    let expected = json!({
        "description": GAP, "check_name": "link-gap", "severity": "minor",
        "fingerprint": found[0]["fingerprint"],
        "location": {"path": "odd, 100%: é.md", "lines": {"begin": 5, "end": 5}},
    });
    assert_eq!(found[0], expected);
    assert_ne!(found[0]["fingerprint"], found[1]["fingerprint"]);
}

#[test]
fn junit_has_a_suite_for_each_article() {
    let path = "./odd, 100%: é.md";
    let case = |name: &str, line: &str, inner: &str| {
        format!("    <testcase classname=\"{path}\" name=\"{name} at {line}\">\n      {inner}\n    </testcase>\n")
    };
    let out = |text: &str| format!("<system-out>{path}:{text}</system-out>");
    let report = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"selfhelp check\" tests=\"3\" failures=\"0\">\n  \
           <testsuite name=\"{path}\" tests=\"2\" failures=\"0\">\n{}{}  </testsuite>\n  \
           <testsuite name=\"./plain.md\" tests=\"1\" failures=\"0\">\n    \
             <testcase classname=\"./plain.md\" name=\"no findings\"/>\n  </testsuite>\n\
         </testsuites>\n",
        case("link-gap", "line 5, column 2", &out(&format!("5:2: {GAP}"))),
        case("heading-space", "line 7, column 1", &out(&format!("7:1: {SPACE}"))),
    );
    prints(&["--format", "junit"], 0, &report);
    let denied = odd().run(&["check", "--format", "junit", "--deny", "warnings", "."]);
    assert!(denied.out.contains("tests=\"3\" failures=\"2\""), "{}", denied.out);
    let failure = format!("<failure type=\"warning\" message=\"{GAP}\">{path}:5:2: {GAP}</failure>");
    assert!(denied.out.contains(&failure), "{}", denied.out);
}

#[test]
fn what_xml_cannot_hold_is_replaced() {
    let library = Library::new().with("a.md", "<properties pageTitle=\u{1}<&\" />\n");
    let outcome = library.run(&["check", "--format", "junit", "a.md"]);
    assert!(outcome.out.contains("found `\u{fffd}&lt;&amp;"), "{}", outcome.out);
}

#[test]
fn a_file_takes_the_report_and_the_end_stays() {
    let library = odd();
    let outcome = library.run(&["check", "--format", "json", "--output-file", "report.json", "."]);
    assert_eq!(outcome, Outcome { status: Some(0), out: END.to_owned(), err: String::new() });
    let report: Value = serde_json::from_slice(&fs::read(library.0.join("report.json")).expect("a report"))
        .expect("the report is JSON");
    assert_eq!(report, json_of(&["--format", "json"]));
    let outcome = library.run(&["check", "--output-file", "gone/report.txt", "."]);
    complains(&outcome, 2, "error: cannot write `gone/report.txt`: no such file or directory\n");
}

#[test]
fn a_dash_is_standard_output() {
    let library = odd();
    let plain = library.run(&["check", "."]);
    assert_eq!(library.run(&["check", "--output-file", "-", "."]), plain);
    let written = library.run(&["check", "--baseline", "-", "--write-baseline", "."]);
    let baseline: Value = serde_json::from_str(&written.out).expect("the baseline is JSON");
    assert_eq!((written.status, &baseline["version"]), (Some(0), &json!("1")));
    assert!(!library.0.join("-").exists());
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_and_not_replaced() -> Fallible {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    let library = odd();
    let at = |name: &str| library.0.join(name);
    let check = |file: &str| library.run(&["check", "--format", "json", "--output-file", file, "."]);
    let expected = json_of(&["--format", "json"]);

    if Command::new("mkfifo").arg(at("pipe")).status()?.success() {
        let path = at("pipe");
        let reader = std::thread::spawn(move || fs::read(path));
        assert_eq!(check("pipe").status, Some(0));
        assert!(fs::symlink_metadata(at("pipe"))?.file_type().is_fifo());
        let read = reader.join().map_err(|_| "the reader failed")??;
        assert_eq!(serde_json::from_slice::<Value>(&read)?, expected);
    }

    symlink("/dev/null", at("null"))?;
    assert_eq!(check("null").status, Some(0));
    assert!(fs::metadata(at("null"))?.file_type().is_char_device());

    symlink("not/there.json", at("dangling"))?;
    complains(&check("dangling"), 2, "error: cannot write `dangling`: no such file or directory\n");
    fs::create_dir(at("not"))?;
    assert_eq!(check("dangling").status, Some(0));
    assert!(fs::symlink_metadata(at("dangling"))?.is_symlink());
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(at("not/there.json"))?)?, expected);

    fs::set_permissions(at("not/there.json"), fs::Permissions::from_mode(0o640))?;
    assert_eq!(check("dangling").status, Some(0));
    assert_eq!(fs::metadata(at("not/there.json"))?.permissions().mode() & 0o777, 0o640);
    complains(&check("not"), 2, "error: cannot write `not`: is a directory\n");
    Ok(())
}

#[test]
fn only_fixes_that_would_be_made_are_counted() {
    // As headings both lines would end a paragraph, and the indented line would be code.
    let text = "<properties />\n# Lamp\n\n##Steps\n\t1.Open it\n\n##More\n\nDone.\n";
    let library = Library::new().with("a.md", text);
    let outcome = library.run(&["check", "--select", "heading-space", "--format", "short", "a.md"]);
    let line = |at: u32, c: char| {
        format!("a.md:{at}:1: warning[heading-space]: expected a space after `##` of a heading, found `{c}`\n")
    };
    let end = "1 article: no errors, 2 warnings, no notes\n2 findings, 1 fixable with --fix\n";
    assert_eq!(outcome.out, [line(4, 'S'), line(7, 'M'), end.to_owned()].concat());
    let outcome = library.run(&["check", "--select", "heading-space", "--statistics", "--quiet", "a.md"]);
    assert_eq!(outcome.out, "     2  warning  heading-space            in 1 article, 1 fixable\n");
}

#[test]
fn statistics_count_the_findings_of_each_rule() {
    let lines = "     1  warning  heading-space            in 1 article, 1 fixable\n     1  warning  link-gap                 in 1 article, 1 fixable\n";
    prints(&["--statistics"], 0, &format!("{lines}{END}"));
    let found = json_of(&["--statistics", "--format", "json"]);
    let first = json!({
        "code": "heading-space", "severity": "warning", "findings": 1, "articles": 1, "safe": 1, "suggested": 0,
    });
    assert_eq!(found[0], first);
}

#[track_caller]
fn colours(variables: &[(&str, &str)], arguments: &[&str], coloured: bool) {
    let library = odd();
    let mut command = library.command(&[&["check"], arguments, &["."]].concat());
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").envs(variables.iter().copied());
    let outcome = Outcome::of(&mut command);
    assert_eq!(outcome.out.contains("\u{1b}["), coloured, "{variables:?} {arguments:?}");
}

#[test]
fn colours_are_for_terminals_unless_somebody_says_otherwise() {
    colours(&[], &[], false);
    colours(&[], &["--color", "always"], true);
    colours(&[("CLICOLOR_FORCE", "1")], &[], true);
    colours(&[("CLICOLOR_FORCE", "0")], &[], false);
    colours(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[], false);
    colours(&[("CLICOLOR_FORCE", "1")], &["--color", "never"], false);
    colours(&[("NO_COLOR", "1")], &["--color", "always"], true);
    colours(&[], &["--color", "always", "--format", "short"], false);
}

#[test]
fn the_end_says_what_can_be_fixed() {
    let library = Library::new()
        .with("a.md", format!("{PLAIN}\n##Steps\n\n1.Open it\n"))
        .with("b.md", format!("{PLAIN}\n1.Open it\n"));
    let end = |path| library.run(&["check", path]).out.lines().last().unwrap_or_default().to_owned();
    assert_eq!(end("a.md"), "2 findings, 1 fixable with --fix, 1 more with --unsafe-fixes");
    assert_eq!(end("b.md"), "1 finding, 1 fixable with --fix --unsafe-fixes");
}
