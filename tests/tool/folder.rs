//! `selfhelp render --out-dir`.

use super::*;

/// The files below `out` in byte order, with their first lines.
fn written(library: &Library) -> Vec<(String, String)> {
    fn files(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() { files(&path, found) } else { found.push(path) }
        }
    }
    let (out, mut found) = (library.0.join("out"), Vec::new());
    files(&out, &mut found);
    found.sort();
    let first = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("the file can be read");
        let name = path.strip_prefix(&out).expect("it is in the folder").to_string_lossy().replace('\\', "/");
        (name, text.lines().next().unwrap_or_default().to_owned())
    };
    found.into_iter().map(first).collect()
}

#[track_caller]
fn writes(library: &Library, arguments: &[&str], expected: &[(&str, &str)]) {
    let outcome = library.run(&[&["render", "--out-dir", "out"], arguments].concat());
    assert_eq!(outcome, Outcome { status: Some(0), out: String::new(), err: String::new() });
    let written = written(library);
    let written: Vec<_> = written.iter().map(|(name, line)| (&**name, &**line)).collect();
    assert_eq!(written, expected);
}

fn two() -> Library {
    Library::new()
        .with("articles/a.md", PLAIN)
        .with("articles/sub/b.c.MD", PLAIN.replace("again", "over"))
        .with("articles/README.md", "# Not an article\n")
        .with("articles/notes.md", "# Nor this\n")
}

#[test]
fn every_article_of_a_folder_has_a_file_at_its_path() {
    writes(&two(), &["articles"], &[("a.html", "<h1>Start it again</h1>"), ("sub/b.c.html", "<h1>Start it over</h1>")]);
    writes(
        &two(),
        &["./articles/"],
        &[("a.html", "<h1>Start it again</h1>"), ("sub/b.c.html", "<h1>Start it over</h1>")],
    );
    let both = [("articles/a.txt", "Start it again"), ("articles/sub/b.c.txt", "Start it over")];
    writes(&two(), &[".", "--format", "text"], &both);
}

#[test]
fn files_end_as_their_format_does() {
    for (format, name) in [("html", "a.html"), ("text", "a.txt"), ("markdown", "a.md"), ("json", "a.json")] {
        let library = Library::new().with("articles/a.md", PLAIN);
        assert_eq!(library.run(&["render", "--out-dir", "out", "--format", format, "articles"]).status, Some(0));
        assert_eq!(written(&library).first().map(|(name, _)| &**name), Some(name));
    }
}

#[test]
fn a_named_file_has_its_name_below_the_folder() {
    let again = "<h1>Start it again</h1>";
    writes(&two(), &["articles/a.md"], &[("a.html", again)]);
    let library = two().with("more/x", PLAIN).with("out/a.html", "old");
    writes(&library, &["articles/a.md", "more/x"], &[("a.html", again), ("x.html", again)]);
}

#[test]
fn what_fails_is_reported_and_the_others_are_written() {
    let library = two().with("articles/c.md", "<properties articleId=a1 pageTitle />\n# Start\n");
    let outcome = library.run(&["render", "--out-dir", "out", "articles", "gone.md"]);
    let refusal =
        "error: cannot render `articles/c.md`: it has 1 error; `--lenient` recovers and renders it all the same\n";
    let gone = "error: cannot read `gone.md`: no such file or directory\n";
    assert_eq!((outcome.status, &*outcome.out), (Some(2), ""));
    assert!(outcome.err.starts_with("error[quote-missing]: ") && outcome.err.ends_with(&format!("{refusal}{gone}")));
    assert_eq!(written(&library).len(), 2);
}

#[test]
fn no_two_articles_have_one_file() {
    let library = Library::new().with("a/x.md", PLAIN).with("b/x.md", PLAIN);
    let outcome = library.run(&["render", "--out-dir", "out", "b", "a/x.md"]);
    let message = "error: cannot write `out/x.html`: it holds `a/x.md`, and `b/x.md` has the same name\n";
    complains(&outcome, 2, message);
    assert_eq!(written(&library).len(), 1);
}

#[test]
fn articles_are_not_overwritten() {
    let library = Library::new().with("articles/a.md", PLAIN);
    let markdown = |arguments: &[&str]| markdown_of(&library, arguments);
    let among = "error: Markdown in `articles/out` would be among the articles of `articles`\n";
    complains(&markdown(&["--out-dir", "articles/out", "articles"]), 2, among);
    let itself = "error: cannot write `articles/a.md`: it is the article itself\n";
    complains(&markdown(&["--out-dir", "articles", "articles/a.md"]), 2, itself);
    assert_eq!(fs::read_to_string(library.0.join("articles/a.md")).ok().as_deref(), Some(PLAIN));
    let others = "error: Markdown in `.` could overwrite articles, as `articles` is in it\n";
    complains(&markdown(&["--out-dir", ".", "articles"]), 2, others);
    let library = library.with("b/a.md", PLAIN.replace("again", "over"));
    let outcome = markdown_of(&library, &["--out-dir", "articles", "b/a.md", "articles/a.md"]);
    let another = "error: cannot write `articles/a.md`: it is another of the articles\n";
    complains(&outcome, 2, &[itself, another].concat());
    assert_eq!(fs::read_to_string(library.0.join("articles/a.md")).ok().as_deref(), Some(PLAIN));
}

#[cfg(unix)]
#[test]
fn articles_that_links_lead_to_are_not_overwritten() {
    use std::os::unix::fs::symlink;
    let library = Library::new()
        .with("articles/a.md", PLAIN)
        .with("articles/b.md", PLAIN)
        .with("out/a.md", PLAIN.replace("again", "over"))
        .with("out/b.md", "another text");
    symlink("../out/a.md", library.0.join("articles/z.md")).expect("links can be made");
    let outcome = markdown_of(&library, &["--out-dir", "out", "articles"]);
    complains(&outcome, 2, "error: cannot write `out/a.md`: it is another of the articles\n");
    let starts =
        [("a.md", "<properties pageTitle=\"Start\" />"), ("b.md", "# Start it again"), ("z.md", "# Start it over")];
    assert_eq!(written(&library), starts.map(|(name, line)| (name.to_owned(), line.to_owned())));

    let library = Library::new().with("articles/a.md", PLAIN);
    fs::create_dir(library.0.join("out")).expect("the folder is new");
    symlink("../out", library.0.join("articles/z")).expect("links can be made");
    let outcome = markdown_of(&library, &["--out-dir", "out", "articles"]);
    let written_now = "error: `articles/z/a.md` was only just written: a link leads to `out`\n";
    // The walk may have been there before anything was written.
    assert!(outcome.err.is_empty() || outcome.err == written_now, "{}", outcome.err);
    assert_eq!(written(&library), [("a.md".to_owned(), "# Start it again".to_owned())]);
}

#[test]
fn articles_that_are_refused_are_findings() {
    let refused = "<properties articleId=a1 pageTitle />\n# Start\n";
    let library = two().with("articles/c.md", refused);
    let outcome = library.run(&["render", "--out-dir", "out", "articles"]);
    assert_eq!((outcome.status, library.run(&["render", "articles/c.md"]).status), (Some(1), Some(1)));
    assert_eq!(written(&library).len(), 2);
}

fn markdown_of(library: &Library, arguments: &[&str]) -> Outcome {
    library.run(&[&["render", "--format", "markdown"], arguments].concat())
}

#[cfg(unix)]
#[test]
fn nothing_is_written_outside_of_the_folder() {
    use std::os::unix::fs::symlink;
    let library = Library::new().with("articles/a.md", PLAIN).with("articles/sub/b.md", PLAIN).with("victim/c", "c");
    fs::create_dir(library.0.join("out")).expect("the folder is new");
    symlink("../victim/c", library.0.join("out/a.html")).expect("links can be made");
    symlink("../victim", library.0.join("out/sub")).expect("links can be made");
    let outcome = library.run(&["render", "--out-dir", "out", "articles"]);
    complains(&outcome, 2, "error: cannot write `out/sub/b.html`: a link leads out of `out`\n");
    assert_eq!(fs::read_to_string(library.0.join("victim/c")).ok().as_deref(), Some("c"));
    assert_eq!(fs::read_dir(library.0.join("victim")).map(Iterator::count).ok(), Some(1));
    let page = fs::read_to_string(library.0.join("out/a.html"));
    assert!(page.is_ok_and(|page| page.starts_with("<h1>")));
}

#[test]
fn a_name_of_dots_is_no_folder() {
    writes(&Library::new().with("articles/..md", PLAIN), &["articles/..md"], &[("..html", "<h1>Start it again</h1>")]);
}

#[test]
fn a_folder_that_cannot_be_written_is_told_once() {
    let library = two().with("out", "a file");
    let outcome = library.run(&["render", "--out-dir", "out", "articles"]);
    complains(&outcome, 2, "error: cannot write in `out`: file exists\n");
    let library = two().with("out/sub", "a file");
    let outcome = library.run(&["render", "--out-dir", "out", "articles"]);
    complains(&outcome, 2, "error: cannot write `out/sub/b.c.html`: file exists\n");
}

#[test]
fn names_that_no_article_has_are_told_once() {
    let library = Library::new()
        .with("articles/a.md", "<properties />\n<!--$vm-->[vm]<!--/$vm-->\n")
        .with("articles/b.md", "<properties />\n<!--$vm-->[vm]<!--/$vm-->\n")
        .with("articles/c.md", PLAIN);
    let outcome = library.run(&["render", "--out-dir", "out", "--set", "vm=x", "--set", "vn=y", "articles"]);
    complains(&outcome, 0, "warning: no article has a placeholder `vn`\n");
    assert_eq!(written(&library)[0], ("a.html".to_owned(), "<p>x</p>".to_owned()));
}
