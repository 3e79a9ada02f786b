//! What is asked, of which articles, and what fails.

use super::*;

const MIXED: &str = "<properties pageTitle=\"Lamp\" selfHelpType=\"rca\" articleId=\"lamp-1\" cloudEnvironments=\"public\" \
    ownershipId=\"lamps\" service=\"lamps\" resource=\"lamp\" ms.author=\"ada\" diagnosticScenario=\"off\" />\n# Lamp\n\n##Steps\n\n[a](b.md)\n";
const REFUSED: &str = "<properties pageTitle=Lamp />\n# Lamp\n";

fn library() -> Library {
    Library::new().with("lib/a.md", MIXED).with("lib/old/b.md", MIXED.replace("lamp-1", "lamp-2"))
}

/// The findings, without their messages, and the status.
fn found(library: &Library, arguments: &[&str]) -> (Option<i32>, Vec<String>) {
    let outcome = library.run(&[&["check", "--format", "short", "-q"], arguments].concat());
    assert_eq!(outcome.err, "", "{arguments:?}");
    let short = |line: &str| line.split("]:").next().unwrap_or_default().to_owned() + "]";
    (outcome.status, outcome.out.lines().map(short).collect())
}

#[track_caller]
fn finds(library: &Library, arguments: &[&str], status: i32, expected: &[&str]) {
    let expected = expected.iter().map(|&line| line.to_owned()).collect();
    assert_eq!(found(library, arguments), (Some(status), expected), "{arguments:?}");
}

const SPACE: &str = "lib/a.md:4:1: warning[heading-space]";
const RELATIVE: &str = "lib/a.md:6:5: note[link-relative]";

#[test]
fn rules_are_selected_by_name_and_group() {
    let library = library();
    let one = |arguments: &[&'static str]| [arguments, &["lib/a.md"]].concat();
    finds(&library, &one(&[]), 0, &[SPACE, RELATIVE]);
    finds(&library, &one(&["--select", "heading-space"]), 0, &[SPACE]);
    finds(&library, &one(&["--select", "links,file"]), 0, &[RELATIVE]);
    finds(&library, &one(&["--ignore", "links"]), 0, &[SPACE]);
    finds(&library, &one(&["--select", "all", "--ignore", "heading-space"]), 0, &[RELATIVE]);
    finds(&library, &one(&["--severity", "warning"]), 0, &[SPACE]);
    finds(&library, &one(&["--severity", "error"]), 0, &[]);
}

#[test]
fn what_strict_parsing_refuses_is_always_shown() {
    let library = Library::new().with("a.md", REFUSED);
    finds(&library, &["--ignore", "all", "a.md"], 1, &["a.md:1:23: error[quote-missing]"]);
}

#[test]
fn the_status_is_what_was_asked_for() {
    let library = library();
    let one = |arguments: &[&'static str]| [arguments, &["lib/a.md"]].concat();
    finds(&library, &one(&["--deny", "warnings"]), 1, &[SPACE, RELATIVE]);
    finds(&library, &one(&["--deny", "warnings", "--ignore", "heading-space"]), 0, &[RELATIVE]);
    finds(&library, &one(&["--deny", "notes", "--ignore", "heading-space"]), 1, &[RELATIVE]);
    finds(&library, &one(&["--max-warnings", "0"]), 1, &[SPACE, RELATIVE]);
    finds(&library, &one(&["--max-warnings", "1"]), 0, &[SPACE, RELATIVE]);
}

#[track_caller]
fn configured(config: &str, arguments: &[&str], status: i32, expected: &[&str]) {
    let library = library().with("selfhelp.toml", config);
    finds(&library, &[arguments, &["lib"]].concat(), status, expected);
}

const OLD: &str = "lib/old/b.md:4:1: warning[heading-space]";
const OLD_RELATIVE: &str = "lib/old/b.md:6:5: note[link-relative]";

#[test]
fn settings_select_rules_and_set_severities() {
    configured("select = [\"markdown\"]", &[], 0, &[SPACE, OLD]);
    configured("ignore = [\"heading-space\"]", &[], 0, &[RELATIVE, OLD_RELATIVE]);
    configured("ignore = [\"markdown\"]", &["--select", "heading-space"], 0, &[SPACE, OLD]);
    configured("[severity]\nheading-space = \"off\"", &[], 0, &[RELATIVE, OLD_RELATIVE]);
    let error = |line: &str| line.replace("note", "error");
    let errors = [&*error(RELATIVE), &*error(OLD_RELATIVE)];
    configured("[severity]\nlinks = \"error\"", &["--select", "links"], 1, &errors);
    configured("[severity]\nlinks = \"error\"", &["--select", "markdown"], 0, &[SPACE, OLD]);
    configured("[severity]\nlinks = \"error\"", &["--no-config"], 0, &[SPACE, RELATIVE, OLD, OLD_RELATIVE]);
    configured("select = [\"markdown\"]\n[severity]\nlinks = \"error\"", &[], 0, &[SPACE, OLD]);
    configured("deny = \"warnings\"", &["--severity", "warning"], 1, &[SPACE, OLD]);
    configured("max-warnings = 1", &["--severity", "warning"], 1, &[SPACE, OLD]);
    configured("max-warnings = 1", &["--severity", "warning", "--max-warnings", "2"], 0, &[SPACE, OLD]);
}

#[test]
fn settings_hold_for_types_and_paths() {
    let off = "severity = { markdown = \"off\", links = \"off\" }";
    configured(&format!("[[override]]\npaths = [\"old/\"]\n{off}"), &[], 0, &[SPACE, RELATIVE]);
    configured(&format!("[[override]]\npaths = [\"/lib/a.md\"]\n{off}"), &[], 0, &[OLD, OLD_RELATIVE]);
    configured(&format!("[[override]]\ntypes = [\"RCA\"]\n{off}"), &[], 0, &[]);
    configured(&format!("[[override]]\ntypes = [\"generic\"]\n{off}"), &["--ignore", "links"], 0, &[SPACE, OLD]);
    configured(&format!("[[override]]\ntypes = [\"rca\"]\npaths = [\"a.md\"]\n{off}"), &[], 0, &[OLD, OLD_RELATIVE]);
    let later = "[[override]]\ntypes = [\"rca\"]\nseverity = { links = \"usual\" }\n";
    configured(&format!("[[override]]\ntypes = [\"rca\"]\n{off}\n{later}"), &[], 0, &[RELATIVE, OLD_RELATIVE]);
}

#[test]
fn settings_exclude_what_is_not_named() {
    configured("exclude = [\"old/\"]", &[], 0, &[SPACE, RELATIVE]);
    configured("exclude = [\"*.md\", \"!a.md\"]", &[], 0, &[SPACE, RELATIVE]);
    let library = library().with("selfhelp.toml", "exclude = [\"old/\"]");
    finds(&library, &["lib/old/b.md"], 0, &[OLD, OLD_RELATIVE]);
}

#[test]
fn settings_are_looked_for_from_the_first_path_upward() {
    let library = library().with("selfhelp.toml", "ignore = [\"links\"]").with("lib/old/selfhelp.toml", "");
    finds(&library, &["lib/a.md"], 0, &[SPACE]);
    finds(&library, &["lib/old"], 0, &[OLD, OLD_RELATIVE]);
    finds(&library, &["--config", "lib/old/selfhelp.toml", "lib/a.md"], 0, &[SPACE, RELATIVE]);
}

/// The settings that the documentation shows are settings.
#[test]
fn the_documented_settings_are_understood() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/check.md")).expect("the page");
    let settings = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    for name in ["ignore", "exclude", "deny", "max-warnings", "[severity]", "[[override]]", "types", "paths"] {
        assert!(settings.contains(&format!("\n{name}")), "{name}");
    }
    configured(
        settings,
        &[],
        1,
        &[SPACE, &RELATIVE.replace("note", "warning"), OLD, &OLD_RELATIVE.replace("note", "warning")],
    );
}

#[track_caller]
fn refuses(config: &str, message: &str) {
    let outcome = library().with("selfhelp.toml", config).run(&["check", "--config", "selfhelp.toml", "lib"]);
    complains(&outcome, 2, &format!("error: in `selfhelp.toml`, {message}\n"));
}

#[test]
fn slips_in_settings_are_found_with_a_suggestion() {
    refuses("selct = []", "line 1: unknown setting `selct`; did you mean `select`?");
    refuses(
        "\n\nignore = [\n  \"link-gapp\"\n]",
        "line 4: `link-gapp`: no such rule or group; did you mean `link-gap`?",
    );
    refuses("[severity]\nlinks = \"warn\"", "line 2: unknown severity `warn`");
    refuses("[severity]\nlinks = \"eror\"", "line 2: unknown severity `eror`; did you mean `error`?");
    refuses("[[override]]\npath = []", "line 2: unknown setting `path`; did you mean `paths`?");
    refuses("[[override]]\nseverity = {}", "line 1: expected `types` or `paths` in `override`, found neither");
    refuses("[[override]]\ntypes = [\"generi\"]", "line 2: unknown type `generi`; did you mean `generic`?");
    refuses("deny = \"warning\"", "line 1: unknown value `warning`; did you mean `warnings`?");
    refuses("select = \"links\"", "line 1: expected a list");
    refuses("select = [1]", "line 1: expected a string");
    refuses("severity = 1", "line 1: expected a table");
    refuses("max-warnings = \"1\"", "line 1: expected a whole number");
    let host = "line 1: expected a host such as `example.com`, found `https://example.com`";
    refuses("allow-hosts = [\"https://example.com\"]", host);
}

#[test]
fn settings_that_are_not_toml_or_not_there_are_told() {
    let outcome = library().with("selfhelp.toml", "select = [").run(&["check", "lib"]);
    let is_told = outcome.err.starts_with("error: in `") && outcome.err.contains("selfhelp.toml`, line 1: ");
    assert!(outcome.status == Some(2) && is_told, "{}", outcome.err);
    let outcome = library().run(&["check", "--config", "gone.toml", "lib"]);
    complains(&outcome, 2, "error: cannot read `gone.toml`: no such file or directory\n");
}

#[test]
fn a_baseline_lets_an_old_library_start_clean() {
    let library = library();
    let known = ["--baseline", "known.json", "lib"];
    let outcome = library.run(&["check", "--baseline", "known.json", "--write-baseline", "lib"]);
    assert_eq!((outcome.status, &*outcome.out), (Some(0), "`known.json` has 4 findings\n"));
    finds(&library, &known, 0, &[]);
    // Lines before a finding do not change it; another of the same words is new, and so are other words.
    let library = library.with("lib/a.md", MIXED.replace("##Steps", "Text\n\n##Steps\n\n##Steps\n\n##More"));
    let new = ["lib/a.md:8:1: warning[heading-space]", "lib/a.md:10:1: warning[heading-space]"];
    finds(&library, &known, 0, &new);
    let outcome = Outcome::of(
        library.command(&["check", "-q", "--baseline", "../known.json", "."]).current_dir(library.0.join("lib/old")),
    );
    assert_eq!((outcome.status, &*outcome.out), (Some(2), ""), "{outcome:?}");
    let outcome = Outcome::of(
        library.command(&["check", "-q", "--baseline", "../../known.json", "."]).current_dir(library.0.join("lib/old")),
    );
    assert_eq!((outcome.status, &*outcome.out, &*outcome.err), (Some(0), "", ""));
}

#[test]
fn a_baseline_that_cannot_be_read_is_told() {
    let library = library().with("known.json", "{}");
    let outcome = library.run(&["check", "--baseline", "gone.json", "lib"]);
    let hint = "; `--write-baseline` makes it";
    complains(&outcome, 2, &format!("error: cannot read `gone.json`: no such file or directory{hint}\n"));
    let outcome = library.run(&["check", "--baseline", "known.json", "lib"]);
    complains(&outcome, 2, "error: `known.json` is not a baseline: missing field `version` at line 1 column 2\n");
}

#[test]
fn git_says_what_was_changed() {
    let library = library().with("lib/c.md", PLAIN);
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(&library.0).args(["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]).args(arguments);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").output().is_ok_and(|output| output.status.success())
    };
    if !(git(&["init", "-q"]) && git(&["add", "."]) && git(&["commit", "-qm", "all"])) {
        return; // there is no git here
    }
    finds(&library, &["--changed-since", "HEAD", "lib"], 0, &[]);
    let write = |path: &str, text: &str| fs::write(library.0.join(path), text).expect("the file can be written");
    write("lib/c.md", &format!("{PLAIN}\n##Steps\n"));
    write("lib/é.md", &format!("{PLAIN}\n##Steps\n"));
    let changed = ["lib/c.md:4:1: warning[heading-space]", "lib/é.md:4:1: warning[heading-space]"];
    finds(&library, &["--changed-since", "HEAD", "lib"], 0, &changed);
    finds(&library, &["--changed-since", "HEAD", "lib/a.md"], 0, &[]);
    let outcome = library.run(&["check", "--changed-since", "gone", "lib"]);
    assert!(
        outcome.status == Some(2) && outcome.err.starts_with("error: git cannot tell what was changed: "),
        "{}",
        outcome.err
    );
    let outcome = library.run(&["check", "--changed-since=--output=x", "lib"]);
    complains(&outcome, 2, "error: expected a revision for `--changed-since`, found `--output=x`\n");
}

#[test]
fn standard_input_has_the_name_that_it_is_given() {
    let library = Library::new().with("sub/selfhelp.toml", "ignore = [\"links\"]");
    let arguments = ["check", "--format", "short", "-q", "--stdin-filename", "sub/a.md", "-"];
    let outcome = library.feed(&arguments, MIXED.as_bytes());
    assert_eq!(
        outcome.out,
        "sub/a.md:4:1: warning[heading-space]: expected a space after `##` of a heading, found `S`\n"
    );
}

#[test]
fn what_is_not_shown_fails_nothing() {
    finds(&library(), &["--severity", "error", "--deny", "warnings", "--max-warnings", "0", "lib/a.md"], 0, &[]);
    finds(&library(), &["--severity", "warning", "--deny", "notes", "lib/a.md"], 1, &[SPACE]);
}

#[test]
fn comments_allow_findings() {
    let allowed = MIXED.replace("##", "<!-- selfhelp: allow heading-space a tag -->\n##");
    let library = Library::new().with("a.md", allowed);
    finds(&library, &["a.md"], 0, &["a.md:7:5: note[link-relative]"]);
}

#[test]
fn names_that_select_nothing_are_wrong_usage() {
    let first = |arguments: &[&str]| {
        let outcome = Library::new().run(&[&["check"], arguments, &["a.md"]].concat());
        (outcome.status, outcome.err.lines().next().unwrap_or_default().to_owned())
    };
    let near = "error: invalid value 'linkgap' for '--select <RULE>': no such rule or group; did you mean `link-gap`?";
    assert_eq!(first(&["--select", "links,linkgap"]), (Some(2), near.to_owned()));
    let far =
        "error: invalid value 'x' for '--ignore <RULE>': no such rule or group; `selfhelp rule --all` lists the rules";
    assert_eq!(first(&["--ignore", "x"]), (Some(2), far.to_owned()));
}
