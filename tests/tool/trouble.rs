//! Folders, files and outputs that give trouble.
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
