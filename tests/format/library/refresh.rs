//! What a refresh reads again, and what readers see meanwhile.

use std::fs::{self, File, FileTimes};
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use selfhelp::library::Library;

use support::folder::Folder;
use support::share::share;

use super::{article, paths, shown};

/// The names of what `library` finds added, changed and removed.
fn refreshed(library: &Library) -> [String; 3] {
    let changes = library.refresh().expect("the folder can be read");
    let empty = changes.is_empty();
    let names = [changes.added, changes.changed, changes.removed]
        .map(|paths| paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" "));
    assert_eq!(empty, names.iter().all(String::is_empty));
    names
}

#[track_caller]
fn changes(library: &Library, wanted: [&str; 3]) {
    assert_eq!(refreshed(library), wanted);
}

/// The title of the article at `path` now.
fn title(library: &Library, path: &str) -> Option<String> {
    let catalog = library.catalog();
    catalog.by_path(path).and_then(|file| file.article().title().map(|title| title.into_owned()))
}

/// Sets the time of `path` back, by which its stamp is settled.
fn age(folder: &Folder, path: &str, seconds: u64) {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds) + Duration::from_millis(5);
    let file = File::options().write(true).open(folder.path().join(path)).expect("the file is there");
    file.set_times(FileTimes::new().set_modified(time)).expect("its time can be set");
}

#[test]
fn nothing_changed_is_nothing() {
    let folder = Folder::new().with("a.md", article("")).with("b.md", "no article");
    let library = Library::load(folder.path()).expect("a library");
    let before = library.catalog();
    changes(&library, ["", "", ""]);
    thread::sleep(Duration::from_millis(60));
    changes(&library, ["", "", ""]);
    assert!(std::ptr::eq(&*before, &*library.catalog()), "the catalog is the same");
}

#[test]
fn files_are_added_changed_and_removed() {
    let folder = Folder::new().with("a.md", "<properties />\n# One\n").with("b/c.md", article(""));
    let library = Library::load(folder.path()).expect("a library");
    folder.write("a.md", "<properties />\n# Two\n");
    folder.write("b/d.md", article(""));
    folder.remove("b/c.md");
    changes(&library, ["b/d.md", "a.md", "b/c.md"]);
    assert_eq!(title(&library, "a.md").as_deref(), Some("Two"));
    folder.remove("b");
    changes(&library, ["", "", "b/d.md"]);
    folder.write("a.md", "broken");
    changes(&library, ["", "a.md", ""]);
    assert_eq!((library.catalog().len(), library.catalog().refused().len()), (0, 1));
    folder.write("a.md", article(""));
    changes(&library, ["", "a.md", ""]);
    assert_eq!((library.catalog().len(), library.catalog().refused().len()), (1, 0));
}

#[test]
fn a_file_with_another_name_is_removed_and_added() {
    let folder = Folder::new().with("a.md", article("articleId='a'")).with("d/b.md", article("articleId='b'"));
    let library = Library::load(folder.path()).expect("a library");
    folder.rename("a.md", "c.md");
    folder.rename("d", "de-de");
    changes(&library, ["c.md de-de/b.md", "", "a.md d/b.md"]);
    assert_eq!(library.catalog().by_id("b").and_then(|file| file.locale()), Some("de-de"));
}

#[test]
fn a_change_of_as_many_bytes_in_the_same_moment_is_seen() {
    let folder = Folder::new().with("a.md", "<properties />\n# 0\n");
    let library = Library::load(folder.path()).expect("a library");
    for round in 1..9 {
        folder.write("a.md", format!("<properties />\n# {round}\n"));
        changes(&library, ["", "a.md", ""]);
        assert_eq!(title(&library, "a.md"), Some(round.to_string()));
    }
}

#[cfg(unix)]
#[test]
fn a_change_that_hides_its_time_is_seen() {
    let folder = Folder::new().with("a.md", "<properties />\n# 1\n").with("b.txt", "<properties />\n# 2\n");
    age(&folder, "a.md", 7);
    age(&folder, "b.txt", 7);
    let library = Library::load(folder.path()).expect("a library");
    folder.rename("b.txt", "a.md");
    changes(&library, ["", "a.md", ""]);
    folder.write("a.md", "<properties />\n# 3\n");
    age(&folder, "a.md", 7);
    changes(&library, ["", "a.md", ""]);
    assert_eq!(title(&library, "a.md").as_deref(), Some("3"));
}

#[test]
fn a_touched_file_is_no_change() {
    let folder = Folder::new().with("a.md", article(""));
    let library = Library::load(folder.path()).expect("a library");
    age(&folder, "a.md", 1);
    changes(&library, ["", "", ""]);
}

#[test]
fn what_did_not_change_is_shared() {
    let folder = Folder::new().with("a.md", article("articleId='a'")).with("b.md", article("articleId='b'"));
    let library = Library::load(folder.path()).expect("a library");
    let before = library.catalog();
    folder.write("b.md", article("articleId='c'"));
    changes(&library, ["", "b.md", ""]);
    let after = library.catalog();
    assert!(std::ptr::eq(before.by_id("a").expect("it is there"), after.by_id("a").expect("it is there")));
    assert_eq!((before.by_id("c"), after.by_id("b")), (None, None));
}

#[test]
fn a_folder_that_is_gone_leaves_the_catalog() {
    let folder = Folder::new().with("library/a.md", article(""));
    let library = Library::load(folder.path().join("library")).expect("a library");
    folder.remove("library");
    let error = shown(&library.refresh().expect_err("the folder is gone"));
    assert!(error.ends_with("library`: No such file or directory (os error 2)"), "{error}");
    assert_eq!(paths(library.catalog().files()), ["a.md"]);
    assert!(!fs::exists(library.folder()).expect("it can be looked for"));
}

/// Two files that always change together: a reader sees both as they were, or both as they are.
#[test]
fn readers_never_see_half_a_change() {
    let folder = Folder::new();
    let write =
        |round: usize| ["a.md", "b.md"].map(|path| folder.write(path, article(&format!("articleId='{round}'"))));
    write(0);
    let (library, is_done) = (Library::load(folder.path()).expect("a library"), AtomicBool::new(false));
    thread::scope(|scope| {
        let reader = || {
            let mut seen = 0;
            while !is_done.load(Ordering::Relaxed) {
                let catalog = library.catalog();
                let ids: Vec<_> = catalog.files().map(|file| file.article().metadata.article_id.clone()).collect();
                assert_eq!(ids.len(), 2);
                assert_eq!(ids[0], ids[1]);
                seen += 1;
            }
            seen
        };
        let readers = [scope.spawn(reader), scope.spawn(reader)];
        for round in 1..1_000 / share().max(5) {
            write(round);
            changes(&library, ["", "a.md b.md", ""]);
        }
        is_done.store(true, Ordering::Relaxed);
        assert!(readers.into_iter().all(|reader| reader.join().expect("the reader saw no half") > 0));
    });
}

#[test]
fn an_article_that_was_just_emptied_stays() {
    let folder = Folder::new().with("a.md", "<properties />\n# One\n");
    let library = Library::load(folder.path()).expect("a library");
    folder.write("a.md", "");
    changes(&library, ["", "", ""]);
    assert_eq!(title(&library, "a.md").as_deref(), Some("One"));
    folder.write("b.md", "");
    changes(&library, ["b.md", "", ""]);
    age(&folder, "a.md", 1);
    changes(&library, ["", "a.md", ""]);
    assert_eq!((library.catalog().len(), library.catalog().refused().len()), (0, 2));
}

/// Who writes a file empties it first. On a busy machine the writer may be kept waiting: one try in five has to be good.
#[test]
fn readers_never_see_half_a_file() {
    let text = article("articleId='a'") + &"Words. ".repeat(1_000) + "End.\n";
    let folder = Folder::new().with("a.md", &text);
    let library = Library::load(folder.path()).expect("a library");
    let is_whole = |library: &Library| {
        library.catalog().by_id("a").is_some_and(|file| file.article().source().ends_with("End.\n"))
    };
    let good = (0..5).any(|_| {
        let (before, after) = text.split_at(200);
        let mut file = File::create(folder.path().join("a.md")).expect("the file can be written");
        thread::scope(|scope| {
            scope.spawn(|| {
                for piece in [before, after] {
                    thread::sleep(Duration::from_millis(3));
                    file.write_all(piece.as_bytes()).expect("the file can be written");
                }
            });
            library.refresh().expect("the folder is there");
            is_whole(&library)
        })
    });
    assert!(good);
    library.refresh().expect("the folder is there");
    assert!(is_whole(&library));
}

#[test]
fn files_may_vanish_while_they_are_read() {
    let folder = Folder::new();
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                (0..20).for_each(|number| folder.write(format!("d/{number}.md"), article("")));
                folder.remove("d");
            }
        });
        let library = Library::load(folder.path()).expect("a library");
        for _ in 0..100 {
            library.refresh().expect("the folder is there");
            // A file can be seen before it is written to; then it is empty.
            assert!(library.catalog().refused().all(|error| shown(error).starts_with("cannot parse `d/")));
        }
        is_done.store(true, Ordering::Relaxed);
        writer.join().expect("the writer writes");
        library.refresh().expect("the folder is there");
        assert!(library.catalog().is_empty());
    });
}
