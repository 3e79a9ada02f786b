//! The files in a folder that may be articles.

use std::collections::VecDeque;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::catalog::order;
use super::error::LoadError;

/// What is in a folder.
pub(super) struct Walk {
    root: PathBuf,
    /// The files that may be articles, without the folder before them.
    pub(super) files: Vec<PathBuf>,
    pub(super) failed: Vec<LoadError>,
    /// The real paths of the folders that were walked: the root, and those that links outside of it lead to.
    real: Vec<PathBuf>,
    links: VecDeque<PathBuf>,
}

impl Walk {
    /// Walks `root`, in the order of the bytes of the paths.
    ///
    /// # Errors
    ///
    /// `root` is not a folder, or may not be read.
    pub(super) fn new(root: &Path) -> Result<Walk, LoadError> {
        let failed = |error| LoadError::Read { path: root.to_path_buf(), source: Arc::new(error) };
        let real = fs::canonicalize(root).map_err(failed)?;
        // Asked for at once, as an article that is not there is no error and a folder that is not there is.
        fs::read_dir(root).map_err(failed)?;
        let mut walk = Walk {
            root: root.to_path_buf(),
            files: Vec::new(),
            failed: Vec::new(),
            real: vec![real],
            links: VecDeque::new(),
        };
        walk.folder(PathBuf::new());
        while let Some(link) = walk.links.pop_front() {
            if let Err(error) = walk.follow(link) {
                walk.failed.extend(error);
            }
        }
        walk.files.sort_by(|one, other| order(one).cmp(order(other)));
        Ok(walk)
    }

    /// Lists what is in `folder` and in the folders in it.
    fn folder(&mut self, folder: PathBuf) {
        let (mut open, mut links) = (vec![folder], Vec::new());
        while let Some(folder) = open.pop() {
            let listed = fs::read_dir(self.root.join(&folder)).and_then(Iterator::collect::<io::Result<Vec<DirEntry>>>);
            match listed {
                Ok(entries) => entries.iter().for_each(|entry| self.entry(&folder, entry, &mut open, &mut links)),
                Err(source) => self.failed.extend(unless_gone(folder, source)),
            }
        }
        links.sort_by(|one: &PathBuf, other| order(one).cmp(order(other)));
        self.links.extend(links);
    }

    fn entry(&mut self, folder: &Path, entry: &DirEntry, open: &mut Vec<PathBuf>, links: &mut Vec<PathBuf>) {
        let name = entry.file_name();
        let path = folder.join(&name);
        if is_hidden(Path::new(&name)) {
            return;
        }
        let mut is_folder = false;
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => return open.push(path),
            Ok(kind) if kind.is_symlink() => {
                is_folder = fs::metadata(self.root.join(&path)).is_ok_and(|facts| facts.is_dir());
            }
            Ok(_) => {}
            Err(source) => return self.failed.extend(unless_gone(path, source)),
        }
        if is_folder {
            links.push(path);
        } else if is_article(&path) {
            self.files.push(path);
        }
    }

    /// Walks the folder that `link` leads to, unless its articles are in the library anyway.
    ///
    /// So links in a circle end, and folders that many links lead to are read once.
    fn follow(&mut self, link: PathBuf) -> Result<(), Option<LoadError>> {
        let target = match fs::canonicalize(self.root.join(&link)) {
            Ok(target) => target,
            Err(source) => return Err(unless_gone(link, source)),
        };
        let has = |real: &PathBuf| target.strip_prefix(real).is_ok_and(|rest| !has_hidden(rest));
        if self.real.iter().any(has) {
            return Ok(());
        }
        if self.real.iter().any(|real| real.starts_with(&target)) {
            return Err(Some(LoadError::Loop { path: link }));
        }
        self.real.push(target);
        self.folder(link);
        Ok(())
    }
}

/// The error, unless what was to be read is gone: another process removed it meanwhile.
fn unless_gone(path: PathBuf, source: io::Error) -> Option<LoadError> {
    (source.kind() != io::ErrorKind::NotFound).then(|| LoadError::Read { path, source: Arc::new(source) })
}

/// Whether it is not looked at: what editors, systems and tools keep for themselves.
fn is_hidden(name: &Path) -> bool {
    let bytes = order(name);
    bytes.starts_with(b".") || bytes == b"node_modules"
}

fn has_hidden(path: &Path) -> bool {
    path.components().any(|part| matches!(part, Component::Normal(name) if is_hidden(Path::new(name))))
}

fn is_article(path: &Path) -> bool {
    let is_markdown = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    is_markdown && !path.file_name().is_some_and(|name| name.eq_ignore_ascii_case("README.md"))
}
