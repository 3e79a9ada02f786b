//! The public surface, so that it changes on purpose only: `tests/golden/surface.txt` lists it as the source declares it.
//!
//! `SELFHELP_BLESS=1 cargo test --test golden` records the list again. What users could notice belongs in
//! `CHANGELOG.md`, and what takes something away waits for a version that may.

use std::fs;
use std::path::{Path, PathBuf};

/// Private rooms; their public items are exported from another room.
const PRIVATE: [&str; 4] = ["bin", "parse", "plain.rs", "source"];

/// Files of private rooms that add to a public type.
const FRONTS: [&str; 1] = ["src/plain.rs"];

const LIST: &str = "tests/golden/surface.txt";

#[test]
fn the_surface_changes_on_purpose() {
    let root = Path::new(support::ROOT);
    let mut found = String::new();
    let mut paths = files(&root.join("src"));
    paths.extend(FRONTS.map(|front| root.join(front)));
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a source file can be read");
        let items = items(&text);
        if !items.is_empty() {
            let name = path.strip_prefix(root).expect("the file is below the root").display().to_string();
            found.push_str(&format!("{name}\n{items}\n"));
        }
    }
    if std::env::var_os("SELFHELP_BLESS").is_some() {
        fs::write(root.join(LIST), &found).expect("the list can be written");
    }
    let listed = fs::read_to_string(root.join(LIST)).expect("the list can be read");
    let gone: Vec<&str> = listed.lines().filter(|line| !found.lines().any(|other| other == *line)).collect();
    let new: Vec<&str> = found.lines().filter(|line| !listed.lines().any(|other| other == *line)).collect();
    assert!(
        found == listed,
        "gone: {gone:#?}\nnew: {new:#?}\nif that is meant: SELFHELP_BLESS=1 cargo test --test golden"
    );
}

/// The files of the public rooms, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the source") {
        let path = entry.expect("an entry of a folder").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if PRIVATE.contains(&name) && folder.ends_with("src") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else if name.ends_with(".rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The items that a file declares: those that are `pub`, the content of public enums and traits and of macros that
/// declare items, the types for which such macros are called, and the traits of types.
fn items(text: &str) -> String {
    let mut found = String::new();
    // Attributes that callers notice wait for their item.
    let mut attributes = String::new();
    // Everything in braces that open at the start of a line counts.
    let mut whole = false;
    // The fields that a row of `texts!` makes are two braces further in.
    let mut texts = false;
    let mut lines = text.lines().take_while(|line| *line != "#[cfg(test)]");
    while let Some(line) = lines.next() {
        let item = line.trim();
        if item.starts_with("//") || item.is_empty() {
            continue;
        }
        if item.starts_with("#[") {
            let noticed = ["#[non_exhaustive]", "#[derive", "#[must_use]"].iter().any(|start| item.starts_with(start));
            attributes.push_str(&if noticed { format!("{item} ") } else { String::new() });
            continue;
        }
        let at_start = !line.starts_with([' ', '}', ')']);
        if line.starts_with('}') {
            (whole, texts) = (false, false);
        }
        let public = item.starts_with("pub ") && !item.starts_with("pub mod");
        let implements = at_start && item.starts_with("impl") && item.contains(" for ");
        let indent = line.len() - line.trim_start().len();
        let declares = whole && (indent == 4 || texts && indent == 12) && !item.starts_with(['}', ']']);
        let calls = at_start && item.contains("!(");
        if public || implements || declares || calls || (at_start && item.starts_with("impl")) {
            let mut signature = item.to_owned();
            while item.contains("fn ") && !signature.ends_with(['{', ';', '}']) {
                let Some(more) = lines.next() else { break };
                signature = format!("{signature} {}", more.trim());
            }
            let signature = signature.split(" { ").next().unwrap_or_default().trim_end_matches('{').trim_end();
            found.push_str(&format!("    {attributes}{signature}\n"));
        }
        if at_start && item.ends_with('{') {
            let macro_of_items = item.ends_with("! {") && !item.starts_with("macro_rules");
            whole = macro_of_items || item.starts_with("pub enum") || item.starts_with("pub trait");
            texts = item == "texts! {";
        }
        attributes.clear();
    }
    found
}
