//! Which files are read, and in which order.

use super::*;

#[test]
fn named_files_are_articles_and_in_folders_those_that_end_in_md() {
    let library = Library::new()
        .with("lib/start.md", PLAIN)
        .with("lib/STOP.MD", PLAIN)
        .with("lib/readme.txt", PLAIN)
        .with("lib/.draft.md", PLAIN);
    finds(&library, &["lib"], &["lib/.draft.md", "lib/STOP.MD", "lib/start.md"]);
    finds(&library, &["lib/readme.txt"], &["lib/readme.txt"]);
    finds(&library, &["./lib/"], &["./lib/.draft.md", "./lib/STOP.MD", "./lib/start.md"]);
}

#[test]
fn what_is_no_part_of_a_library_is_read_only_where_it_is_named() {
    let library = Library::new()
        .with("a.md", PLAIN)
        .with("README.md", PLAIN)
        .with("sub/ReadMe.md", PLAIN)
        .with(".hidden/b.md", PLAIN)
        .with("node_modules/c.md", PLAIN);
    finds(&library, &["."], &["./a.md"]);
    let named = ["README.md", "sub/ReadMe.md", ".hidden", "node_modules"];
    finds(&library, &named, &[".hidden/b.md", "README.md", "node_modules/c.md", "sub/ReadMe.md"]);
}

#[test]
fn gitignore_is_respected() {
    let library = Library::new()
        .with("a.md", PLAIN)
        .with("old/b.md", PLAIN)
        .with("sub/c.draft.md", PLAIN)
        .with("sub/d.draft.md", PLAIN)
        .with("sub/old/e.md", PLAIN)
        .with(".gitignore", "/old/\n*.draft.md\n")
        .with("sub/.gitignore", "!d.draft.md\n");
    finds(&library, &["."], &["./a.md", "./sub/d.draft.md", "./sub/old/e.md"]);
    finds(&library, &["old", "sub/c.draft.md"], &["old/b.md", "sub/c.draft.md"]);
    // Those above a named folder count up to the root of its repository.
    let library = library.with(".git/HEAD", "ref: refs/heads/main\n");
    finds(&library, &["sub"], &["sub/d.draft.md", "sub/old/e.md"]);
    let library = library.with("sub/.git/HEAD", "ref: refs/heads/main\n");
    finds(&library, &["sub"], &["sub/c.draft.md", "sub/d.draft.md", "sub/old/e.md"]);
}

#[test]
fn files_in_folders_without_any_trait_of_an_article_are_none() {
    let library = Library::new()
        .with("damaged.md", "<propertis pageTitle=\"a\" />\n")
        .with("docs.md", "---\ntitle: a\nauthor: b\nms.service: c\n---\n# Text\n")
        .with("empty.md", "")
        .with("front.md", "---\npageTitle: a\n---\n# Text\n")
        .with("guide.md", "# How to write\n\n<!-- a comment -->\n[a](https://example.com)\n")
        .with("placeholder.md", "The <!--$vm-->[vm]<!--/$vm-->\n")
        .with("section.md", "<!--issueDescription-->\nText\n")
        .with("closer.md", "Text\n<!--/issueDescription-->\n");
    finds_broken(&library, &["."], &["./closer.md", "./damaged.md", "./front.md", "./placeholder.md", "./section.md"]);
    finds_broken(&library, &["empty.md", "guide.md"], &["empty.md", "guide.md"]);
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
    complains(&outcome, 2, "error: cannot read `gone.md`: no such file or directory\n");

    let outcome = library.run(&["check", "gone\n.md"]);
    complains(&outcome, 2, "error: cannot read `gone\u{fffd}.md`: no such file or directory\n");
}

#[test]
fn a_file_of_any_size_is_refused_at_once() -> Fallible {
    let library = Library::new().with("a.md", PLAIN).with("huge.md", "");
    fs::File::options().write(true).open(library.0.join("huge.md"))?.set_len(1 << 40)?;
    let outcome = library.run(&["inspect", "."]);
    assert_eq!(outcome.paths(), ["./a.md"]);
    complains(&outcome, 2, "error: cannot read `./huge.md`: larger than 64 MiB, which no article is\n");
    Ok(())
}

#[test]
fn binary_files_are_read_like_any_other() {
    let library = Library::new().with("a.md", (0..=255).collect::<Vec<u8>>());
    finds_broken(&library, &["a.md"], &["a.md"]);
}

#[test]
fn standard_input_is_read_for_a_dash_and_never_without_end() {
    let library = Library::new();
    let outcome = library.feed(&["inspect", "-"], PLAIN.as_bytes());
    assert_eq!((outcome.status, outcome.paths()), (Some(0), vec!["-".to_owned()]));
    let outcome = library.feed(&["inspect", "-"], &vec![b'\n'; (64 << 20) + 2]);
    complains(&outcome, 2, "error: cannot read standard input: larger than 64 MiB, which no article is\n");
}
