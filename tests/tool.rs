//! The command-line tool: what it prints, word for word, and how it bears trouble.
#![cfg(feature = "cli")]
#![allow(clippy::expect_used, reason = "a test that cannot run has failed")]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

type Fallible = Result<(), Box<dyn std::error::Error>>;

const PLAIN: &str = "<properties pageTitle=\"Start\" />\n# Start it again\n";

const START: &str = r#"<properties
	pageTitle="Start failure"
	articleId="fabrikam-start-failure"
	selfHelpType="RCA"
	cloudEnvironments="Public, fairfax"
	displayOrder="o0"
/>
# Why **your machine** did not start

<!--rcaDescription-->
The machine **<!--$vmname-->[vmname]<!--/$vmname-->** is off.

<!--resolutionDetails-->
Open [the *disk*](data-blade:Fabrikam_Compute.DiskBlade.id.$diskId) or <https://example.com/<!--$Path-->start<!--/$Path-->>.
<!--/resolutionDetails-->
<!--/rcaDescription-->
"#;

/// A folder of its own for a test, gone when the test ends.
struct Library(PathBuf);

impl Library {
    fn new() -> Library {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("library-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("the folder for tests can be written");
        Library(path)
    }

    fn with(self, path: &str, content: impl AsRef<[u8]>) -> Library {
        let path = self.0.join(path);
        let folder = path.parent().expect("a file stands in a folder");
        fs::create_dir_all(folder).and_then(|()| fs::write(&path, content)).expect("the file can be written");
        self
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_selfhelp"));
        command.current_dir(&self.0).args(arguments).env_remove("RAYON_NUM_THREADS").stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(&mut self.command(arguments))
    }

    /// Runs the tool with `input` on its standard input.
    fn feed(&self, arguments: &[&str], input: &[u8]) -> Outcome {
        let mut command = self.command(arguments);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the tool can be run");
        // A tool that refuses its arguments may end before it has read everything.
        let _ = child.stdin.take().expect("standard input is a pipe").write_all(input);
        Outcome::from(child.wait_with_output().expect("the tool ends"))
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[derive(Debug, PartialEq)]
struct Outcome {
    status: Option<i32>,
    out: String,
    err: String,
}

impl Outcome {
    fn of(command: &mut Command) -> Outcome {
        Outcome::from(command.output().expect("the tool can be run"))
    }

    /// The member `path` of every line of `inspect`.
    fn paths(&self) -> Vec<String> {
        let path = |line| {
            let record: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
            record["path"].as_str().expect("`path` is a string").to_owned()
        };
        self.out.lines().map(path).collect()
    }
}

impl From<std::process::Output> for Outcome {
    fn from(output: std::process::Output) -> Outcome {
        let text = |bytes| String::from_utf8(bytes).expect("the tool prints UTF-8");
        Outcome { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

#[track_caller]
fn finds(library: &Library, arguments: &[&str], paths: &[&str]) {
    let outcome = library.run(&[&["inspect"], arguments].concat());
    assert_eq!(
        (outcome.status, outcome.paths(), &*outcome.err),
        (Some(0), paths.iter().map(|&path| path.into()).collect(), "")
    );
}

#[track_caller]
fn complains(outcome: &Outcome, status: i32, message: &str) {
    assert_eq!((outcome.status, &*outcome.err), (Some(status), message));
}

#[test]
fn named_files_are_articles_and_in_folders_those_that_end_in_md() {
    let library = Library::new()
        .with("lib/start.md", PLAIN)
        .with("lib/STOP.MD", PLAIN)
        .with("lib/readme.txt", PLAIN)
        .with("lib/.hidden/.draft.md", PLAIN)
        .with("lib/.gitignore", "*.md\n");
    finds(&library, &["lib"], &["lib/.hidden/.draft.md", "lib/STOP.MD", "lib/start.md"]);
    finds(&library, &["lib/readme.txt"], &["lib/readme.txt"]);
    finds(&library, &["./lib/"], &["./lib/.hidden/.draft.md", "./lib/STOP.MD", "./lib/start.md"]);
}

#[test]
fn articles_come_in_byte_order_of_their_paths_each_once() {
    let library = Library::new()
        .with("a/x.md", PLAIN)
        .with("a.b/x.md", PLAIN)
        .with("a.md", PLAIN)
        .with("a-b/x.md", PLAIN)
        .with("ab/x.md", PLAIN)
        .with("a/b/x.md", PLAIN)
        .with("a/b.md", PLAIN)
        .with("é.md", PLAIN);
    let all = ["a-b/x.md", "a.b/x.md", "a.md", "a/b.md", "a/b/x.md", "a/x.md", "ab/x.md", "é.md"];
    finds(&library, &["é.md", "ab", "a", "a.md", "a.b", "a-b", "a/b", "a/x.md"], &all);
    assert!(all.is_sorted());
}

#[test]
fn the_order_does_not_depend_on_the_threads() {
    let library = (0..400).fold(Library::new(), |library, number| {
        let words = "Stop it and start it again.\n\n".repeat(if number % 50 == 0 { 300 } else { number % 7 });
        library.with(&format!("{}/{number}.md", number % 13), format!("{PLAIN}{words}"))
    });
    let one = Outcome::of(library.command(&["inspect", "."]).env("RAYON_NUM_THREADS", "1"));
    let four = Outcome::of(library.command(&["inspect", "."]).env("RAYON_NUM_THREADS", "4"));
    assert!(one.paths().len() == 400 && one.paths().is_sorted());
    assert_eq!(one, four);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_done() {
    let library = Library::new().with("a.md", PLAIN).with("z.md", PLAIN);
    let outcome = library.run(&["inspect", "z.md", "gone.md", "a.md"]);
    assert_eq!(outcome.paths(), ["a.md", "z.md"]);
    complains(&outcome, 1, "error: cannot read `gone.md`: no such file or directory\n");

    let outcome = library.run(&["check", "gone\n.md"]);
    complains(&outcome, 1, "error: cannot read `gone\u{fffd}.md`: no such file or directory\n");
}

#[test]
fn a_file_of_any_size_is_refused_at_once() -> Fallible {
    let library = Library::new().with("a.md", PLAIN).with("huge.md", "");
    fs::File::options().write(true).open(library.0.join("huge.md"))?.set_len(1 << 40)?;
    let outcome = library.run(&["inspect", "."]);
    assert_eq!(outcome.paths(), ["./a.md"]);
    complains(&outcome, 1, "error: cannot read `./huge.md`: larger than 64 MiB, which no article is\n");
    Ok(())
}

#[test]
fn binary_files_are_read_like_any_other() {
    let library = Library::new().with("a.md", (0..=255).collect::<Vec<u8>>());
    finds(&library, &["."], &["./a.md"]);
}

#[test]
fn standard_input_is_read_for_a_dash_and_never_without_end() {
    let library = Library::new();
    let outcome = library.feed(&["inspect", "-"], PLAIN.as_bytes());
    assert_eq!((outcome.status, outcome.paths()), (Some(0), vec!["-".to_owned()]));
    let outcome = library.feed(&["inspect", "-"], &vec![b'\n'; (64 << 20) + 2]);
    complains(&outcome, 1, "error: cannot read standard input: larger than 64 MiB, which no article is\n");
}

#[track_caller]
fn inspects(content: &str, line: &str) {
    let outcome = Library::new().with("a.md", content).run(&["inspect", "a.md"]);
    assert_eq!(outcome, Outcome { status: Some(0), out: format!("{line}\n"), err: String::new() });
}

#[test]
fn inspect_prints_what_an_article_holds() {
    let line = concat!(
        r#"{"path":"a.md","metadata":{"pageTitle":"Start failure","articleId":"fabrikam-start-failure","#,
        r#""selfHelpType":"rca","cloudEnvironments":["public","fairfax"]},"#,
        r#""title":"Why your machine did not start","payload":false,"#,
        r#""sections":[{"kind":"rcaDescription","start":192,"end":475},"#,
        r#"{"kind":"resolutionDetails","start":277,"end":452}],"#,
        r#""placeholders":[{"name":"vmname","default":"[vmname]","start":228,"end":265},"#,
        r#"{"name":"Path","default":"start","start":394,"end":424}],"#,
        r#""links":[{"kind":"blade","target":"data-blade:Fabrikam_Compute.DiskBlade.id.$diskId","#,
        r#""text":"the disk","start":307,"end":369},"#,
        r#"{"kind":"web","target":"https://example.com/start","text":"https://example.com/start","#,
        r#""start":373,"end":425}],"#,
        r#""diagnostics":[{"code":"value-type","severity":"warning","#,
        r#""message":"expected a whole number for `displayOrder`, found `o0`","#,
        r#""start":147,"end":149,"line":6,"column":16}]}"#,
    );
    inspects(START, line);
}

#[test]
fn inspect_names_the_titles_of_sections_and_payloads() {
    let titled = "<properties pageTitle=\"S\" selfHelpType=\"apollo\" />\n:::Section How it works:::\nText.\n";
    let line = concat!(
        r#"{"path":"a.md","metadata":{"pageTitle":"S","selfHelpType":"apollo"},"title":"S","payload":false,"#,
        r#""sections":[{"kind":"titled","title":"How it works","start":51,"end":84}],"#,
        r#""placeholders":[],"links":[],"diagnostics":[]}"#,
    );
    inspects(titled, line);

    let payload = "<properties selfHelpType=\"TSG_Questions\" />\n# Questions\n---\n{\"formElements\": []}\n---\n";
    let line = concat!(
        r#"{"path":"a.md","metadata":{"selfHelpType":"TSG_Questions"},"title":"Questions","payload":true,"#,
        r#""sections":[],"placeholders":[],"links":[],"diagnostics":[]}"#,
    );
    inspects(payload, line);
}

#[test]
fn inspect_reads_everything_leniently() {
    let line = concat!(
        r#"{"path":"a.md","metadata":{},"title":null,"payload":false,"sections":[],"placeholders":[],"links":[],"#,
        r#""diagnostics":[{"code":"header-missing","severity":"error","#,
        r#""message":"expected `<properties`, found the end of the file","#,
        r#""start":0,"end":0,"line":1,"column":1}]}"#,
    );
    inspects("", line);
}

#[track_caller]
fn checks(content: &str, status: i32, drawn: &str) {
    let outcome = Library::new().with("a.md", content).run(&["check", "a.md"]);
    assert_eq!(outcome, Outcome { status: Some(status), out: drawn.to_owned(), err: String::new() });
}

#[test]
fn check_draws_what_it_finds_and_counts_it() {
    let drawn = "\
warning[value-type]: expected a whole number for `displayOrder`, found `o0`
 --> a.md:6:16
  |
6 |     displayOrder=\"o0\"
  |                   ^^

1 article: no errors, 1 warning, no notes
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
        library.run(&["check", "."]),
        Outcome { status: Some(1), out: drawn.replace("a.md", "./a.md"), err: String::new() }
    );
}

#[track_caller]
fn renders(options: &[&str], content: &str, expected: &str) {
    let library =
        Library::new().with("a.md", content).with("values.json", r#"{"vmname": "web<01>", "diskId": "/d/1"}"#);
    let outcome = library.run(&[&["render", "a.md"], options].concat());
    assert_eq!(outcome, Outcome { status: Some(0), out: expected.to_owned(), err: String::new() });
}

const SHORT: &str = "<properties />
# Start
<!--nextSteps-->
Start **<!--$vmname-->[vmname]<!--/$vmname-->** and open [its disk](data-blade:Fabrikam.Disk.id.$diskId).
<!--/nextSteps-->
";

#[test]
fn render_writes_html() {
    renders(
        &[],
        SHORT,
        "<h1>Start</h1>
<section class=\"next-steps\">
<p>Start <strong>[vmname]</strong> and open <span data-blade=\"Fabrikam.Disk.id.$diskId\">its disk</span>.</p>
</section>
",
    );
    renders(
        &["--section", "NEXTSTEPS", "--set", "vmname=a & b", "--values", "values.json", "--cloud", "Fairfax"],
        SHORT,
        "<section class=\"next-steps\">
<p>Start <strong>a &amp; b</strong> and open \
<a href=\"https://portal.azure.us/#blade/Fabrikam/Disk/id/%2Fd%2F1\">its disk</a>.</p>
</section>
",
    );
}

#[test]
fn render_makes_a_page() {
    let page = Library::new().with("a.md", SHORT).run(&["render", "--page", "a.md"]);
    assert!(page.out.starts_with("<!DOCTYPE html>\n") && page.out.contains("<title>Start</title>"), "{}", page.out);
    assert_eq!((page.status, &*page.err), (Some(0), ""));
}

#[test]
fn render_writes_text_of_any_width() {
    let text = |lines: &str| format!("Start\n=====\n\n{lines}\n");
    renders(&["--format", "text"], SHORT, &text("Start [vmname] and open its disk."));
    renders(&["--format", "text", "--width", "12"], SHORT, &text("Start\n[vmname] and\nopen its\ndisk."));
    let long = format!("<properties />\n{}end\n", "word ".repeat(40));
    let line = format!("{}end\n", "word ".repeat(40));
    renders(&["--format", "text", "--width", "0"], &long, &line);
    renders(&["--format", "text", "--width", "unlimited"], &long, &line);
}

#[test]
fn render_writes_json_that_reads_back() -> Fallible {
    let library = Library::new().with("a.md", SHORT);
    let json = library.run(&["render", "--format", "json", "a.md"]).out;
    assert_eq!(serde_json::from_str::<selfhelp::Article>(&json)?, selfhelp::Article::parse(SHORT)?);
    Ok(())
}

#[test]
fn render_refuses_what_it_cannot_trust() {
    let library = Library::new().with("a.md", "<properties articleId=a1 pageTitle />\n# Start\n");
    let outcome = library.run(&["render", "a.md"]);
    let told = "\
error[quote-missing]: expected quotes around the value of `articleId`, found `a1 pageTitle`
 --> a.md:1:23
  |
1 | <properties articleId=a1 pageTitle />
  |                       ^^^^^^^^^^^^
  |
help: write `\"a1 pageTitle\"`
  |
1 - <properties articleId=a1 pageTitle />
1 + <properties articleId=\"a1 pageTitle\" />
  |

error: cannot render `a.md`: it has 1 error; `--lenient` recovers and renders it all the same
";
    assert_eq!(outcome, Outcome { status: Some(1), out: String::new(), err: told.to_owned() });
    let outcome = library.run(&["render", "--lenient", "a.md"]);
    assert_eq!(outcome, Outcome { status: Some(0), out: "<h1>Start</h1>\n".into(), err: String::new() });
}

#[track_caller]
fn render_fails(options: &[&str], message: &str) {
    let library = Library::new().with("a.md", SHORT).with("bad.json", "{\"a\": [1]}");
    let outcome = library.run(&[&["render", "a.md"], options].concat());
    assert_eq!(outcome, Outcome { status: Some(1), out: String::new(), err: message.to_owned() });
}

#[test]
fn render_says_what_it_lacks() {
    render_fails(&["--section", "salutation"], "error: `a.md` has no section `salutation`\n");
    render_fails(&["--values", "gone.json"], "error: cannot read `gone.json`: no such file or directory\n");
    let told = "error: in `bad.json`, the values could not be read: invalid type: sequence, expected a string, a number, \
                a boolean or an object with the one key `markdown` at line 1 column 7\n";
    render_fails(&["--values", "bad.json"], told);
}

#[test]
fn render_reads_one_file() {
    let library = Library::new().with("a.md", PLAIN);
    let outcome = library.run(&["render", "."]);
    complains(&outcome, 1, "error: cannot read `.`: is a directory\n");
    let outcome = library.feed(&["render", "-"], PLAIN.as_bytes());
    assert_eq!(outcome, Outcome { status: Some(0), out: "<h1>Start it again</h1>\n".into(), err: String::new() });
}

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
    misused(&["render", "a.md", "b.md"], "error: unexpected argument 'b.md' found");
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
fn options_that_mean_nothing_for_a_format_are_refused() {
    let with = |format, options: &[&'static str]| [&["render", "a.md", "--format", format][..], options].concat();
    misused(&with("text", &["--page"]), "error: `--page` makes an HTML page; it needs `--format html`");
    misused(&with("html", &["--width", "40"]), "error: `--width` wraps text; it needs `--format text`");
    let json = "error: JSON shows placeholders, not values;";
    misused(&with("json", &["--set", "a=b"]), &format!("{json} `--set` needs another format"));
    misused(&with("json", &["--values", "v.json"]), &format!("{json} `--values` needs another format"));
    let cloud = "error: JSON shows links as written; `--cloud` needs another format";
    misused(&with("json", &["--cloud", "public"]), cloud);
}

#[test]
fn help_and_version_go_to_standard_output() {
    let library = Library::new();
    let version = concat!("selfhelp ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(library.run(&["--version"]), Outcome { status: Some(0), out: version.into(), err: String::new() });
    let help = library.run(&["inspect", "--help"]);
    assert!(help.status == Some(0) && help.out.starts_with("Print what articles hold, one JSON object per article"));
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_are_followed_but_not_in_circles() -> Fallible {
        let library = Library::new().with("a/x.md", PLAIN).with("b/y.md", PLAIN);
        symlink("../b", library.0.join("a/to-b"))?;
        symlink("../a", library.0.join("b/to-a"))?;
        symlink("..", library.0.join("b/up"))?;
        symlink("y.md", library.0.join("b/z.md"))?;
        let outcome = library.run(&["inspect", "a"]);
        assert_eq!(outcome.paths(), ["a/to-b/y.md", "a/to-b/z.md", "a/x.md"]);
        let circle = |path| format!("error: cannot read `{path}`: the link leads back to a folder above it\n");
        complains(&outcome, 1, &[circle("a/to-b/to-a"), circle("a/to-b/up")].concat());
        Ok(())
    }

    #[test]
    fn links_to_nothing_and_to_themselves_are_told() -> Fallible {
        let library = Library::new().with("a.md", PLAIN);
        symlink("gone", library.0.join("b.md"))?;
        symlink("c", library.0.join("c"))?;
        let outcome = library.run(&["inspect", "."]);
        assert_eq!(outcome.paths(), ["./a.md"]);
        let told = "error: cannot read `./b.md`: no such file or directory\n\
                    error: cannot read `./c`: too many levels of symbolic links\n";
        complains(&outcome, 1, told);
        Ok(())
    }

    #[test]
    fn what_nobody_may_read_is_told() -> Fallible {
        let library = Library::new().with("a.md", PLAIN).with("b.md", PLAIN).with("c/x.md", PLAIN);
        fs::set_permissions(library.0.join("b.md"), fs::Permissions::from_mode(0o000))?;
        fs::set_permissions(library.0.join("c"), fs::Permissions::from_mode(0o000))?;
        if fs::read(library.0.join("b.md")).is_ok() {
            return Ok(()); // whoever runs this test may read everything
        }
        let outcome = library.run(&["inspect", "."]);
        fs::set_permissions(library.0.join("c"), fs::Permissions::from_mode(0o700))?;
        assert_eq!(outcome.paths(), ["./a.md"]);
        let told = "error: cannot read `./b.md`: permission denied\nerror: cannot read `./c`: permission denied\n";
        complains(&outcome, 1, told);
        Ok(())
    }

    #[test]
    fn what_is_no_file_is_not_waited_for() -> Fallible {
        let library = Library::new().with("a.md", PLAIN);
        if !Command::new("mkfifo").arg(library.0.join("pipe.md")).status()?.success() {
            return Ok(());
        }
        let outcome = library.run(&["inspect", "."]);
        assert_eq!(outcome.paths(), ["./a.md"]);
        complains(&outcome, 1, "error: cannot read `./pipe.md`: not a regular file\n");
        Ok(())
    }

    #[test]
    fn names_that_are_not_utf8_show_as_well_as_they_can() -> Fallible {
        let library = Library::new();
        fs::write(library.0.join(OsStr::from_bytes(b"caf\xe9.md")), PLAIN)?;
        finds(&library, &["."], &["./caf\u{fffd}.md"]);
        Ok(())
    }

    #[test]
    fn a_reader_that_has_seen_enough_is_no_trouble() -> Fallible {
        let library = (0..600).fold(Library::new(), |library, n| library.with(&format!("{n}.md"), PLAIN.repeat(40)));
        let mut child = library.command(&["inspect", "."]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let mut first = [0; 1];
        child.stdout.take().ok_or("no pipe")?.read_exact(&mut first)?;
        let outcome = Outcome::from(child.wait_with_output()?);
        assert_eq!((first, outcome), ([b'{'], Outcome { status: Some(0), out: String::new(), err: String::new() }));
        Ok(())
    }

    #[test]
    fn a_full_disk_is_told() -> Fallible {
        let Ok(full) = fs::File::options().write(true).open("/dev/full") else { return Ok(()) };
        let library = Library::new().with("a.md", PLAIN);
        for command in [&["inspect"][..], &["check"], &["render", "--format", "json"]] {
            let mut run = library.command(&[command, &["a.md"]].concat());
            let child = run.stdout(full.try_clone()?).stderr(Stdio::piped()).spawn()?;
            let outcome = Outcome::from(child.wait_with_output()?);
            complains(&outcome, 1, "error: cannot write the output: no space left on device\n");
        }
        Ok(())
    }
}
