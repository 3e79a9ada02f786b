//! `selfhelp check --fix` and what shows fixes without making them.

use super::*;

const BROKEN: &str = "<properties pageTitle=Lamp />\r\n# Lamp\r\n\r\n##Steps\r\n\r\n1.Open it\r\n\r\n[a](b.md)\r\n";
const SAFE: &str = "<properties pageTitle=\"Lamp\" />\r\n# Lamp\r\n\r\n## Steps\r\n\r\n1.Open it\r\n\r\n[a](b.md)\r\n";

fn read(library: &Library, path: &str) -> Vec<u8> {
    fs::read(library.0.join(path)).expect("the file can be read")
}

#[track_caller]
fn fixes(arguments: &[&str], status: i32, out: &str, file: &str) {
    let library = Library::new().with("a.md", BROKEN);
    let outcome = library.run(&[&["check", "--format", "short"], arguments, &["a.md"]].concat());
    assert_eq!(outcome, Outcome { status: Some(status), out: out.to_owned(), err: String::new() });
    assert_eq!(String::from_utf8_lossy(&read(&library, "a.md")), file);
}

const SPACE: &str = "a.md:6:1: warning[list-space]: expected a space after the list marker `1.`, found `O`\n";
const RELATIVE: &str =
    "a.md:8:5: note[link-relative]: the relative target `b.md` is a link only where the host sets a base\n";

#[test]
fn fixes_are_made_and_the_rest_is_shown() {
    let end = "made 2 fixes in 1 article\n1 article: no errors, 1 warning, 1 note\n\
               2 findings, 1 fixable with --fix --unsafe-fixes\n";
    fixes(&["--fix"], 0, &format!("{SPACE}{RELATIVE}{end}"), SAFE);
    let end = "made 3 fixes in 1 article\n1 article: no errors, no warnings, 1 note\n";
    fixes(&["--fix", "--unsafe-fixes"], 0, &format!("{RELATIVE}{end}"), &SAFE.replace("1.O", "1. O"));
    let end = "made 1 fix in 1 article\n1 article: no errors, no warnings, no notes\n";
    let quoted = BROKEN.replace("=Lamp", "=\"Lamp\"");
    fixes(&["--fix", "--select", "header"], 0, end, &quoted);
}

#[test]
fn a_second_run_changes_nothing() {
    let library = Library::new().with("a.md", BROKEN);
    library.run(&["check", "--fix", "--unsafe-fixes", "a.md"]);
    let fixed = read(&library, "a.md");
    let outcome = library.run(&["check", "--fix", "--unsafe-fixes", "a.md"]);
    assert!(outcome.out.ends_with("\n1 article: no errors, no warnings, 1 note\n"), "{}", outcome.out);
    assert_eq!(read(&library, "a.md"), fixed);
}

#[test]
fn a_difference_is_shown_and_no_fix_made() {
    let diff = "--- a/a.md\n+++ b/a.md\n@@ -1,7 +1,7 @@\n-<properties pageTitle=Lamp />\r\n+<properties pageTitle=\"Lamp\" />\r\n \
                # Lamp\r\n \r\n-##Steps\r\n+## Steps\r\n \r\n 1.Open it\r\n \r\n";
    fixes(&["--diff"], 1, diff, BROKEN);
    let library = Library::new().with("a.md", PLAIN);
    assert_eq!(
        library.run(&["check", "--diff", "a.md"]),
        Outcome { status: Some(0), out: String::new(), err: String::new() }
    );
}

#[test]
fn fixes_are_listed_and_not_made() {
    fixes(&["--fix-dry-run"], 1, "a.md: 2 fixes (heading-space 1, quote-missing 1)\n", BROKEN);
    let all = "a.md: 3 fixes (heading-space 1, list-space 1, quote-missing 1)\n";
    fixes(&["--fix-dry-run", "--unsafe-fixes"], 1, all, BROKEN);
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let fix =
        |arguments: &[&str]| Library::new().feed(&[&["check", "--fix"], arguments, &["-"]].concat(), BROKEN.as_bytes());
    assert_eq!(fix(&[]), Outcome { status: Some(0), out: SAFE.to_owned(), err: String::new() });
    assert_eq!(fix(&["--deny", "warnings"]), Outcome { status: Some(1), ..fix(&[]) });
    assert_eq!(fix(&["--format", "json"]), fix(&[]));
}

#[test]
fn the_encoding_of_a_file_is_kept() {
    let latin = b"<properties pageTitle=Gr\xF6\xDFe />\r\n# Gr\xF6\xDFe\r\n";
    let utf_16: Vec<u8> = format!("\u{feff}{BROKEN}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let library = Library::new().with("latin.md", latin).with("utf-16.md", utf_16);
    library.run(&["check", "--fix", "."]);
    assert_eq!(read(&library, "latin.md"), b"<properties pageTitle=\"Gr\xF6\xDFe\" />\r\n# Gr\xF6\xDFe\r\n");
    let fixed: Vec<u8> = format!("\u{feff}{SAFE}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&library, "utf-16.md"), fixed);
}

#[test]
fn bytes_that_are_not_text_are_not_lost() {
    let broken = ["<properties pageTitle=Größe />\n# 漢字 ".as_bytes(), b"\xFF\n"].concat();
    let library = Library::new().with("a.md", &broken);
    let outcome = library.run(&["check", "--fix", "a.md"]);
    let message = "error: cannot fix `a.md`: bytes of it are not text in its encoding and would be lost\n";
    complains(&outcome, 2, message);
    assert_eq!(read(&library, "a.md"), broken);
}

#[test]
fn suggested_fixes_need_something_to_do_with_them() {
    let outcome = Library::new().run(&["check", "--unsafe-fixes", "a.md"]);
    let message = "error: `--unsafe-fixes` needs `--fix`, `--diff` or `--fix-dry-run`\n\n\
                   Usage: selfhelp check [OPTIONS] <PATH>...\n\nFor more information, try '--help'.\n";
    complains(&outcome, 2, message);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() -> Fallible {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let library = Library::new().with("real/a.md", BROKEN);
    fs::set_permissions(library.0.join("real/a.md"), fs::Permissions::from_mode(0o640))?;
    symlink("real/a.md", library.0.join("link.md"))?;
    library.run(&["check", "--fix", "link.md"]);
    assert!(fs::symlink_metadata(library.0.join("link.md"))?.is_symlink());
    assert_eq!(read(&library, "real/a.md"), SAFE.as_bytes());
    assert_eq!(fs::metadata(library.0.join("real/a.md"))?.permissions().mode() & 0o777, 0o640);
    let left: Vec<_> = fs::read_dir(library.0.join("real"))?.collect::<Result<_, _>>()?;
    assert_eq!(left.len(), 1);
    Ok(())
}

#[cfg(unix)]
#[test]
fn what_is_no_file_cannot_be_fixed() {
    let library = Library::new();
    let outcome = library.feed(&["check", "--fix", "/dev/stdin"], BROKEN.as_bytes());
    complains(&outcome, 2, "error: cannot fix `/dev/stdin`: it is not a file that can be written\n");
}

#[test]
fn a_file_that_must_not_be_written_is_told() -> Fallible {
    let library = Library::new().with("a.md", BROKEN);
    let mut permissions = fs::metadata(library.0.join("a.md"))?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(library.0.join("a.md"), permissions)?;
    let outcome = library.run(&["check", "--fix", "a.md"]);
    complains(&outcome, 2, "error: cannot write `a.md`: permission denied\n");
    assert_eq!(read(&library, "a.md"), BROKEN.as_bytes());
    Ok(())
}

/// That bytes were not UTF-8 is found before there is a text.
#[test]
fn what_is_left_is_what_the_next_check_finds() {
    let library = Library::new().with("a.md", b"<properties pageTitle=\"a\" />\n# A\n\n##B\xE9\n");
    let of =
        |arguments: &[&str]| library.run(&[&["check", "-q", "--format", "short"], arguments, &["a.md"]].concat()).out;
    assert!(of(&[]).contains("[heading-space]"), "{}", of(&[]));
    let left = of(&["--fix"]);
    assert!(left.contains("[encoding]") && !left.contains("[heading-space]"), "{left}");
    assert_eq!(of(&[]), left);
}

#[test]
fn a_patch_has_the_bytes_of_the_file() {
    let library = Library::new().with("a.md", "<properties />\n# Lamp\n\n##St\u{1B}\u{9B}eps\n");
    let outcome = library.run(&["check", "--diff", "a.md"]);
    assert!(outcome.out.contains("\n+## St\u{1B}\u{9B}eps\n"), "{:?}", outcome.out);
}
