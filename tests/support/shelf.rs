//! The articles in a folder: the examples of `articles/`, or a corpus.

use std::fs;
use std::path::{Path, PathBuf};

use selfhelp::Article;

use crate::ROOT;

/// A file that holds an article.
pub struct Example {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

impl Example {
    /// The name of its folder.
    pub fn kind(&self) -> &str {
        self.path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default()
    }

    pub fn article(&self) -> Article {
        Article::parse_bytes_lenient(&self.bytes)
    }
}

/// The example articles, sorted by name.
pub fn examples() -> Vec<Example> {
    walk(&Path::new(ROOT).join("articles"))
}

/// Every `.md` file below `folder`, sorted by path.
pub fn walk(folder: &Path) -> Vec<Example> {
    let mut folders = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.unwrap_or_else(|error| panic!("{}: {error}", folder.display())).path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                found.push(Example { path, bytes });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}
