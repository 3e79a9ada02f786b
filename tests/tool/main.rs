//! The command-line tool: what it prints, word for word, and how it handles errors.
#![cfg(feature = "cli")]
#![allow(clippy::expect_used, reason = "a test that cannot run has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

mod check;
mod folder;
mod inspect;
mod lsp;
mod mend;
mod preview;
mod render;
mod report;
mod rule;
mod selection;
mod trouble;
mod usage;
mod walk;

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
        let folder = path.parent().expect("a file is in a folder");
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
fn complains(outcome: &Outcome, status: i32, message: &str) {
    assert_eq!((outcome.status, &*outcome.err), (Some(status), message));
}

#[track_caller]
fn finds(library: &Library, arguments: &[&str], paths: &[&str]) {
    ends(library, 0, arguments, paths);
}

/// Inspects these `paths`, at least one of which has an error.
#[track_caller]
fn finds_broken(library: &Library, arguments: &[&str], paths: &[&str]) {
    ends(library, 1, arguments, paths);
}

#[track_caller]
fn ends(library: &Library, status: i32, arguments: &[&str], paths: &[&str]) {
    let outcome = library.run(&[&["inspect"], arguments].concat());
    assert_eq!(
        (outcome.status, outcome.paths(), &*outcome.err),
        (Some(status), paths.iter().map(|&path| path.into()).collect(), "")
    );
}
