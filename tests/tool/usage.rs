//! Options and their values.

use super::*;

#[track_caller]
fn misused(arguments: &[&str], message: &str) {
    let outcome = Library::new().run(arguments);
    let first = outcome.err.lines().next().unwrap_or_default();
    assert_eq!((outcome.status, &*outcome.out, first), (Some(2), "", message));
}

#[test]
fn wrong_usage_ends_with_status_2() {
    misused(&[], "Renders, inspects and checks self-help support articles");
    misused(&["inspect"], "error: the following required arguments were not provided:");
    misused(&["show", "a.md"], "error: unrecognized subcommand 'show'");
    misused(&["render", "a.md", "b.md"], "error: expected one article without `--out-dir`, found 2");
    misused(&["render", "--format", "pdf", "a.md"], "error: invalid value 'pdf' for '--format <FORMAT>'");
    misused(&["render", "--section", "summary", "a.md"], "error: invalid value 'summary' for '--section <KIND>'");
    misused(&["render", "--cloud", "sky", "a.md"], "error: invalid value 'sky' for '--cloud <CLOUD>'");
}

#[test]
fn wrong_values_of_options_say_what_was_expected() {
    let set = "for '--set <NAME=VALUE>'";
    misused(
        &["render", "--set", "a", "a.md"],
        &format!("error: invalid value 'a' {set}: expected `=` between name and value"),
    );
    misused(
        &["render", "--set", "=a", "a.md"],
        &format!("error: invalid value '=a' {set}: expected a name before `=`"),
    );
    let width = "error: invalid value 'wide' for '--width <N>': expected a number of columns or `unlimited`";
    misused(&["render", "--format", "text", "--width", "wide", "a.md"], width);
}

#[test]
fn a_name_for_standard_input_needs_it() {
    let message = "error: `--stdin-filename` names standard input; it needs the path `-`";
    misused(&["check", "--stdin-filename", "a.md", "b.md"], message);
}

#[test]
fn options_that_mean_nothing_for_a_format_are_refused() {
    let with = |format, options: &[&'static str]| [&["render", "a.md", "--format", format][..], options].concat();
    misused(
        &with("text", &["--page"]),
        "error: `--page` makes an HTML page; it needs `--format html` or `--format mail`",
    );
    misused(
        &with("html", &["--width", "40"]),
        "error: `--width` wraps text; it needs `--format text` or `--format terminal`",
    );
    let json = "error: JSON shows placeholders, not values;";
    misused(&with("json", &["--set", "a=b"]), &format!("{json} `--set` needs another format"));
    misused(&with("json", &["--values", "v.json"]), &format!("{json} `--values` needs another format"));
    let cloud = "error: JSON shows links as written; `--cloud` needs another format";
    misused(&with("json", &["--cloud", "public"]), cloud);
    misused(&with("json", &["--no-title"]), "error: JSON has the title in any case; `--no-title` needs another format");
    let answers = "error: JSON shows questions, not answers; `--answers` needs another format";
    misused(&with("json", &["--answers", "a.json"]), answers);
    let schema = "error: a schema says only what answers must be;";
    misused(&with("schema", &["--set", "a=b"]), &format!("{schema} `--set` needs another format"));
    misused(&with("schema", &["--no-title"]), &format!("{schema} `--no-title` needs another format"));
    misused(
        &with("text", &["--ids", "a"]),
        "error: `--ids` are those of HTML; it needs `--format html` or `--format mail`",
    );
    let prefix = "error: `--class-prefix` is for classes of HTML; it needs `--format html`";
    misused(&with("markdown", &["--class-prefix", "a-"]), prefix);
    let alerts = "error: `--alerts` marks notes; it needs `--format html` or `--format markdown`";
    misused(&with("mail", &["--alerts", "github"]), alerts);
    let marker = "error: only HTML has markers; `--missing marker` needs `--format html`";
    misused(&with("help", &["--missing", "marker"]), marker);
    let links = "error: `--links` says how links show in text; it needs `--format text` or `--format terminal`";
    misused(&with("html", &["--links", "inline"]), links);
    let emphasis =
        "error: `--emphasis` says how bold and emphasis show in text; it needs `--format text` or `--format terminal`";
    misused(&with("markdown", &["--emphasis", "plain"]), emphasis);
    let flowed = "error: `--flowed` makes text for mail programs; it needs `--format text`";
    misused(&with("html", &["--flowed"]), flowed);
}

#[test]
fn options_that_contradict_each_other_are_refused() {
    let with = |options: &[&'static str]| [&["render", "a.md"], options].concat();
    let prefix =
        "error: the style sheet of a page names the classes as they are; `--class-prefix` needs HTML without `--page`";
    misused(&with(&["--page", "--class-prefix", "a-"]), prefix);
    let alerts =
        "error: the style sheet of a page names classes of its own; `--alerts github` needs HTML without `--page`";
    misused(&with(&["--page", "--alerts", "github"]), alerts);
    let answers = "error: `--answers` fills in one form; it needs one article, without `--out-dir`";
    misused(&with(&["--out-dir", "out", "--answers", "a.json"]), answers);
    let terminal = "error: `--format terminal` is for a terminal; files need another format";
    misused(&with(&["--out-dir", "out", "--format", "terminal"]), terminal);
    misused(&with(&["--out-dir", "out", "-"]), "error: standard input has no name for a file of `--out-dir`");
}

#[test]
fn a_name_is_set_once() {
    let twice = ["render", "a.md", "--set", "a=b", "--set", "c=d", "--set", " a =e"];
    misused(&twice, "error: `--set` gives a name one value, found `a` twice");
}

#[test]
fn help_and_version_go_to_standard_output() {
    let library = Library::new();
    let version = concat!("selfhelp ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(library.run(&["--version"]), Outcome { status: Some(0), out: version.into(), err: String::new() });
    let help = library.run(&["--help"]).out;
    assert!(help.contains("0 when there is nothing to complain about, 1 when an article has an error"), "{help}");
    let help = library.run(&["inspect", "--help"]);
    assert!(help.status == Some(0) && help.out.starts_with("Print what articles hold, one JSON object per article"));
}

#[test]
fn errors_show_the_usage_of_the_subcommand() {
    let usage = |arguments: &[&str]| {
        let err = Library::new().run(arguments).err;
        err.lines().find(|line| line.starts_with("Usage:")).unwrap_or_default().to_owned()
    };
    assert_eq!(usage(&["render", "--width", "40", "a.md"]), "Usage: selfhelp render [OPTIONS] <PATH>...");
    assert_eq!(usage(&["check"]), "Usage: selfhelp check <PATH>...");
    assert_eq!(usage(&["show"]), "Usage: selfhelp [OPTIONS] <COMMAND>");
}

#[test]
fn shells_can_complete_the_command_line() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let outcome = Library::new().run(&["completions", shell]);
        assert_eq!((outcome.status, &*outcome.err), (Some(0), ""), "{shell}");
        assert!(outcome.out.contains("fix-dry-run") && outcome.out.contains("selfhelp"), "{shell}");
    }
}

#[test]
fn there_is_a_manual_page() {
    let outcome = Library::new().run(&["man"]);
    assert_eq!((outcome.status, &*outcome.err), (Some(0), ""));
    for name in [".TH selfhelp", "selfhelp\\-check", "\\-\\-changed\\-since"] {
        assert!(outcome.out.contains(name), "{name} is not in {}", outcome.out);
    }
}
