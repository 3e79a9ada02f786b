//! Folders, files and outputs that fail.
#![cfg(unix)]

use std::ffi::OsStr;
use std::io::Read;
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
    complains(&outcome, 2, &[circle("a/to-b/to-a"), circle("a/to-b/up")].concat());
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
    complains(&outcome, 2, told);
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
    complains(&outcome, 2, told);
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
    complains(&outcome, 2, "error: cannot read `./pipe.md`: not a regular file\n");
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
        complains(&outcome, 2, "error: cannot write the output: no space left on device\n");
    }
    Ok(())
}

#[test]
fn what_cannot_be_read_to_its_end_is_told() -> Fallible {
    if fs::read("/proc/self/mem").is_ok() || fs::metadata("/proc/self/mem").is_err() {
        return Ok(()); // there is no such file here
    }
    let library = Library::new().with("a.md", PLAIN).with("c.md", PLAIN);
    symlink("/proc/self/mem", library.0.join("b.md"))?;
    let outcome = library.run(&["inspect", "."]);
    assert_eq!(outcome.paths(), ["./a.md", "./c.md"]);
    complains(&outcome, 2, "error: cannot read `./b.md`: input/output error\n");
    let outcome = library.run(&["render", "b.md"]);
    complains(&outcome, 2, "error: cannot read `b.md`: input/output error\n");
    Ok(())
}

/// Standard input, which is read after the walk began, keeps the only thread busy; then a file is removed.
#[test]
fn a_file_that_vanishes_is_reported() -> Fallible {
    let library = Library::new().with("a.md", PLAIN).with("b.md", PLAIN).with("c.md", PLAIN);
    let mut command = library.command(&["inspect", "-", "a.md", "b.md", "c.md"]);
    command.env("RAYON_NUM_THREADS", "1").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let mut input = child.stdin.take().ok_or("no pipe")?;
    input.write_all(&PLAIN.repeat(10_000).into_bytes())?; // more than a pipe holds
    fs::remove_file(library.0.join("b.md"))?;
    drop(input);
    let outcome = Outcome::from(child.wait_with_output()?);
    assert_eq!(outcome.paths(), ["-", "a.md", "c.md"]);
    complains(&outcome, 2, "error: cannot read `b.md`: no such file or directory\n");
    Ok(())
}

#[test]
fn standard_input_that_never_ends_is_refused() -> Fallible {
    let Ok(endless) = fs::File::open("/dev/zero") else { return Ok(()) };
    let library = Library::new();
    for command in [&["inspect", "-"][..], &["check", "-"], &["render", "-"], &["render", "/dev/zero"]] {
        let mut run = library.command(command);
        let child = run.stdin(endless.try_clone()?).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let outcome = Outcome::from(child.wait_with_output()?);
        let what = if command[1] == "-" { "standard input" } else { "`/dev/zero`" };
        complains(&outcome, 2, &format!("error: cannot read {what}: larger than 64 MiB, which no article is\n"));
    }
    Ok(())
}

#[test]
fn a_file_beyond_the_limit_on_articles_is_told_and_the_rest_done() {
    let library = Library::new().with("a.md", PLAIN).with("b.md", PLAIN.repeat(100_000)).with("c.md", PLAIN);
    let outcome = library.run(&["inspect", "."]);
    assert_eq!((outcome.status, outcome.paths()), (Some(1), vec!["./a.md".into(), "./b.md".into(), "./c.md".into()]));
    let outcome = library.run(&["check", "b.md"]);
    let told = "error[input-too-large]: the input has 5000000 bytes, more than the limit of 1048576\n";
    assert!(outcome.status == Some(1) && outcome.out.starts_with(told), "{}", outcome.out);
    assert!(outcome.out.len() < 1_000, "the excerpt is as long as the file");
    let outcome = library.run(&["render", "b.md"]);
    assert!(outcome.status == Some(1) && outcome.out.is_empty() && outcome.err.starts_with(told), "{}", outcome.err);
}

#[test]
fn a_reader_that_has_gone_ends_every_command() -> Fallible {
    let library = Library::new().with("a.md", PLAIN.repeat(4_000)).with("b.md", "# No header\n".repeat(10));
    for command in [&["check"][..], &["render", "--lenient"], &["render", "--lenient", "--format", "json"]] {
        let mut run = library.command(&[command, &["a.md"]].concat());
        let (reader, writer) = std::io::pipe()?;
        drop(reader);
        let child = run.stdout(writer).stderr(Stdio::piped()).spawn()?;
        complains(&Outcome::from(child.wait_with_output()?), 0, "");
    }
    let mut run = library.command(&["check", "a.md", "b.md"]);
    let (reader, writer) = std::io::pipe()?;
    drop(reader);
    let child = run.stdout(writer).stderr(Stdio::piped()).spawn()?;
    complains(&Outcome::from(child.wait_with_output()?), 1, ""); // the error that nobody saw
    Ok(())
}

#[test]
fn links_to_everything_that_is_no_article_do_no_harm() -> Fallible {
    let library = Library::new().with("a.md", PLAIN).with("binary.md", [0, 159, 146, 150, 255, 254, 0, 10]);
    for (target, link) in [("/dev/null", "null.md"), ("/dev/zero", "zero.md"), ("a.md/b", "through.md"), ("", "e.md")] {
        let _ = symlink(target, library.0.join(link)); // no system has a link to nothing at all
    }
    fs::create_dir(library.0.join("folder.md"))?;
    let outcome = library.run(&["inspect", "."]);
    assert_eq!(outcome.paths(), ["./a.md"]);
    let told = "error: cannot read `./null.md`: not a regular file\n\
                error: cannot read `./through.md`: not a directory\n\
                error: cannot read `./zero.md`: not a regular file\n";
    complains(&outcome, 2, told);
    Ok(())
}
