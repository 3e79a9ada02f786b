//! Imports go one way: from a room to those that `ARCHITECTURE.md` lists above it.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn no_import_runs_up() {
    let rooms = rooms();
    let source = Path::new(support::ROOT).join("src");
    let mut wrong = Vec::new();
    for path in files(&source) {
        let file = path.strip_prefix(&source).expect("the file is below `src`").display().to_string();
        wrong.extend(upward(&rooms, &file, &fs::read_to_string(&path).expect("a source file can be read")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_planted_import_is_noticed() {
    let rooms = rooms();
    let planted = |file, line| upward(&rooms, file, line).len();
    assert_eq!(planted("tree.rs", "use crate::render::Labels;"), 1);
    assert_eq!(planted("parse/mod.rs", "use crate::{span::Span, article::Article};"), 1);
    assert_eq!(planted("link/mod.rs", "    let filled = crate::render::fill(template);"), 1);
    assert_eq!(planted("metadata/read.rs", "use super::super::{\n    text::Text,\n    tree::Block,\n};"), 1);
    assert_eq!(planted("tree.rs", "use crate::Article;"), 1);
    assert_eq!(planted("parse/construct/scan.rs", "use crate::parse::engine::Page;"), 1);
    assert_eq!(planted("parse/engine/mod.rs", "use super::builder::Spans;"), 1);
    assert_eq!(planted("parse/builder/run.rs", "use crate::parse::engine::Page;"), 0);
    assert_eq!(planted("render/text/mod.rs", "use super::core::Labels;\nuse crate::tree::Block;"), 0);
    assert_eq!(planted("tree.rs", "/// See [`Html`](crate::render::html::Html)."), 0);
}

/// The rooms of `ARCHITECTURE.md` as paths of modules, from the ground up.
fn rooms() -> Vec<String> {
    let architecture = include_str!("../../ARCHITECTURE.md");
    let (_, table) = architecture.split_once("## Rooms").expect("a list of rooms");
    let (table, _) = table.split_once("\n## ").expect("a heading after it");
    let names = table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    names.map(|(name, _)| module(name)).collect()
}

/// The path of the module in `file`, with slashes: `parse/header/mod.rs` is `parse/header`.
fn module(file: &str) -> String {
    file.trim_end_matches('/').trim_end_matches(".rs").trim_end_matches("/mod").to_owned()
}

/// The room that holds a module: the innermost that is listed, else the one that `lib.rs` exports it from.
fn room_of(rooms: &[String], module: &str) -> usize {
    let holds = |room: &&String| {
        module.strip_prefix(room.as_str()).is_some_and(|rest| matches!(rest.get(..1), None | Some("/")))
    };
    let innermost = rooms.iter().filter(holds).max_by_key(|room| room.len()).map_or("lib", String::as_str);
    rooms.iter().position(|room| room == innermost).expect("a room for the crate itself")
}

/// The rooms not above its own that `file` names.
fn upward(rooms: &[String], file: &str, text: &str) -> Vec<String> {
    let own = room_of(rooms, &module(file));
    let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
    let code: String = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let named = named(&code, &module(file));
    named.into_iter().filter(|path| room_of(rooms, path) > own).map(|path| format!("{file}: {path}")).collect()
}

/// The modules and items that `code`, of `module`, names by `crate::` or `super::`.
fn named(code: &str, module: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (start, keyword) in code.match_indices("crate::").chain(code.match_indices("super::")) {
        let before = &code[..start];
        if before.ends_with("super::")
            || before.ends_with("(in ")
            || before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
        {
            continue;
        }
        let mut base: Vec<&str> = if keyword == "crate::" { Vec::new() } else { module.split('/').collect() };
        let mut rest = &code[start..];
        while let Some(outer) = rest.strip_prefix("super::") {
            base.pop();
            rest = outer;
        }
        let rest = rest.strip_prefix("crate::").unwrap_or(rest);
        let path =
            |path: &str| base.iter().copied().chain(path.split("::").map(str::trim)).collect::<Vec<_>>().join("/");
        let (head, group) =
            rest.split_at(rest.find(|c: char| !c.is_alphanumeric() && !"_:".contains(c)).unwrap_or(rest.len()));
        match group.strip_prefix('{').and_then(|group| group.split_once('}')) {
            Some((group, _)) if head.is_empty() || head.ends_with("::") => {
                named.extend(
                    group
                        .split(',')
                        .filter(|item| !item.trim().is_empty())
                        .map(|item| path(&[head, item.trim()].concat())),
                );
            }
            _ => named.push(path(head)),
        }
    }
    named
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the source") {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}
