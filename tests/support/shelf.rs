//! Articles to check laws on: the examples of `articles/`, and those of the folder that `SELFHELP_CORPUS` names.

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

/// The example articles, sorted by path.
pub fn examples() -> Vec<Example> {
    walk(&Path::new(ROOT).join("articles"))
}

/// The articles in the folder that `SELFHELP_CORPUS` names, sorted by path.
pub fn corpus() -> Vec<Example> {
    std::env::var_os("SELFHELP_CORPUS").map_or_else(Vec::new, |folder| walk(Path::new(&folder)))
}

/// The examples, then the corpus.
pub fn all() -> Vec<Example> {
    examples().into_iter().chain(corpus()).collect()
}

/// The path and text of [`all`], whose bytes are read as UTF-8.
pub fn texts() -> Vec<(PathBuf, String)> {
    all().into_iter().map(|one| (one.path, String::from_utf8_lossy(&one.bytes).into_owned())).collect()
}

/// Every `.md` file below `folder`, sorted by path.
fn walk(folder: &Path) -> Vec<Example> {
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
