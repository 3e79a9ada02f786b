//! Articles to hold laws against.

use std::path::{Path, PathBuf};

/// The articles of the project, and those in the folder that `SELFHELP_CORPUS` names.
pub fn articles() -> Vec<(PathBuf, String)> {
    let own = Path::new(crate::ROOT).join("articles");
    let mut folders = vec![own];
    folders.extend(std::env::var_os("SELFHELP_CORPUS").map(PathBuf::from));
    let mut articles = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = std::fs::read(&path).unwrap();
                articles.push((path, String::from_utf8_lossy(&text).into_owned()));
            }
        }
    }
    articles
}
