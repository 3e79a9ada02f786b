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
