//! Which files are read, and in which order.

use super::*;

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
