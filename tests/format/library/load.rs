//! Which files are articles of a library, and what is reported of the others.

use std::path::Path;

use selfhelp::Parser;
use selfhelp::library::{Library, Loader};
use selfhelp::limits::Limits;

use support::folder::Folder;

use super::{article, loaded, refused, shown};

#[test]
fn markdown_files_are_read_in_the_order_of_the_bytes_of_their_paths() {
    let folder = Folder::new();
    for path in ["b.md", "a/z.md", "a.md", "a-b.MD", "README.md", "a/readme.MD", "notes.txt", "c.md.bak"] {
        folder.write(path, article("articleId='x'"));
    }
    assert_eq!(loaded(folder.path()), ["a-b.MD", "a.md", "a/z.md", "b.md"]);
    assert_eq!(refused(folder.path()), [""; 0]);
}

#[test]
fn what_is_hidden_is_not_read() {
    let folder = Folder::new();
    for path in [".git/a.md", "a/.cache/a.md", "node_modules/x/a.md", ".a.md", "._b.md", "a/b.md"] {
        folder.write(path, article(""));
    }
    assert_eq!(loaded(folder.path()), ["a/b.md"]);
    let hidden = folder.path().join(".git");
    assert_eq!(loaded(&hidden), ["a.md"], "the folder itself may be hidden");
}

#[test]
fn what_cannot_be_parsed_is_reported_and_the_rest_is_there() {
    let folder = Folder::new().with("a.md", article("articleId='a'")).with("b.md", "# No header\n");
    folder.write("c.md", article("service=x"));
    assert_eq!(loaded(folder.path()), ["a.md"]);
    let wanted = [
        "cannot parse `b.md`: expected `<properties`, found `# No header` at line 1, column 1",
        "cannot parse `c.md`: expected quotes around the value of `service`, found `x` at line 1, column 21",
    ];
    assert_eq!(refused(folder.path()), wanted);
    let lenient = Loader::new().lenient().load(folder.path()).expect("the folder can be read").catalog();
    assert_eq!((lenient.len(), lenient.refused().len()), (3, 0));
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = Folder::new().with("a.md", article("")).with("b.md", article("articleId='a longer header'"));
    let limits = Limits::new().input_bytes(article("").len());
    for loader in [Loader::new(), Loader::new().lenient()] {
        let catalog =
            loader.parser(Parser::new().limits(limits.clone())).load(folder.path()).expect("a library").catalog();
        let refused: Vec<String> = catalog.refused().map(|error| error.to_string()).collect();
        assert_eq!((catalog.len(), refused), (1, vec!["`b.md` has 51 bytes, more than the limit of 24".to_owned()]));
    }
}

#[test]
fn a_library_is_a_folder() {
    let folder = Folder::new().with("a.md", article(""));
    let failed = |path: &str| {
        let error = Library::load(folder.path().join(path)).expect_err("no library");
        shown(&error).replace(&folder.path().display().to_string(), "…")
    };
    assert_eq!(failed("nothing"), "cannot read `…/nothing`: No such file or directory (os error 2)");
    assert_eq!(failed("a.md"), "cannot read `…/a.md`: Not a directory (os error 20)");
    assert_eq!(loaded(Folder::new().path()), [""; 0]);
}

#[cfg(unix)]
mod on_unix {
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    fn link(folder: &Folder, at: &str, to: impl AsRef<Path>) {
        symlink(to, folder.path().join(at)).expect("a link can be made");
    }

    #[test]
    fn links_in_a_circle_end() {
        let folder = Folder::new().with("a/b/c.md", article(""));
        link(&folder, "a/b/up", "..");
        link(&folder, "a/again", "b");
        link(&folder, "a/b/own", "own");
        assert_eq!(loaded(folder.path()), ["a/b/c.md"]);
        assert_eq!(refused(folder.path()), [""; 0]);
    }

    #[test]
    fn a_link_to_a_folder_above_is_reported() {
        let folder = Folder::new().with("a/b/c.md", article(""));
        link(&folder, "a/b/top", folder.path());
        assert_eq!(loaded(&folder.path().join("a")), ["b/c.md"]);
        assert_eq!(refused(&folder.path().join("a")), ["the link `b/top` leads back to a folder above it"]);
    }

    #[test]
    fn folders_that_many_links_lead_to_are_read_once() {
        let (folder, outside) = (Folder::new(), Folder::new());
        // Followed one by one, these would be two to the power of 40 folders.
        for number in 0..40 {
            outside.write(format!("{number}/a.md"), article(""));
            link(&outside, &format!("{number}/x"), format!("../{}", number + 1));
            link(&outside, &format!("{number}/y"), format!("../{}", number + 1));
        }
        link(&folder, "outside", outside.path().join("0"));
        assert_eq!(loaded(folder.path()).len(), 40);
        assert_eq!(refused(folder.path()), [""; 0]);
    }

    #[test]
    fn links_are_followed_out_of_the_library_and_into_hidden_folders() {
        let (folder, outside) = (Folder::new(), Folder::new().with("o.md", article("")).with("d/p.md", article("")));
        folder.write(".now/h.md", article(""));
        link(&folder, "current", ".now");
        link(&folder, "outside", outside.path().join("d"));
        link(&folder, "o.md", outside.path().join("o.md"));
        assert_eq!(loaded(folder.path()), ["current/h.md", "o.md", "outside/p.md"]);
    }

    #[test]
    fn what_is_no_file_is_reported() {
        let folder = Folder::new();
        let _listener = UnixListener::bind(folder.path().join("socket.md")).expect("a socket can be made");
        link(&folder, "nowhere.md", "nothing");
        link(&folder, "nowhere", "nothing");
        let wanted =
            ["cannot read `nowhere.md`: No such file or directory (os error 2)", "`socket.md` is not a regular file"];
        assert_eq!(refused(folder.path()), wanted);
    }

    #[test]
    fn paths_need_not_be_text() {
        let folder = Folder::new();
        let path = Path::new(OsStr::from_bytes(b"d\xFF\nx/\xFE.md"));
        folder.write(path, article(""));
        folder.write(path.with_file_name("b\n.md"), "");
        let catalog = Library::load(folder.path()).expect("a library").catalog();
        assert_eq!(catalog.by_path(path).map(|file| file.path()), Some(path));
        let refused: Vec<String> = catalog.refused().map(|error| error.to_string()).collect();
        assert_eq!(refused, ["cannot parse `d\u{FFFD}\u{FFFD}x/b\u{FFFD}.md`"]);
    }

    #[test]
    fn what_the_system_does_not_show_is_reported() {
        let folder = Folder::new().with("a.md", article("")).with("d/b.md", article(""));
        let lock = |path: &str, mode| {
            fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode)).expect("it is ours");
        };
        lock("a.md", 0o000);
        lock("d", 0o000);
        let library = Library::load(folder.path()).expect("a library");
        let found: Vec<String> = library.catalog().refused().map(|error| shown(error)).collect();
        lock("a.md", 0o600);
        lock("d", 0o700);
        // Whoever may read everything is refused nothing.
        if !found.is_empty() {
            let denied = |path| format!("cannot read `{path}`: Permission denied (os error 13)");
            assert_eq!(found, [denied("a.md"), denied("d")]);
            assert_eq!(library.catalog().len(), 0);
        }
        library.refresh().expect("the folder is there");
        assert_eq!((library.catalog().len(), library.catalog().refused().len()), (2, 0));
    }
}
