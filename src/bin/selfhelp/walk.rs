//! [`Walk`]: from the paths that were named to the article files beneath them.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{MAIN_SEPARATOR_STR, Path, PathBuf};
use std::sync::Arc;

use crate::file::STANDARD_INPUT;
use crate::trouble::Trouble;

/// The article files under some paths, in byte order of their paths (`LC_ALL=C sort`), each path once.
///
/// A named file is an article whatever its name; in a folder every `*.md` is, in any case, hidden ones and those that
/// a `.gitignore` names included. Links are followed; one that leads back to a folder on its own way is trouble.
/// Folders are read when their turn comes, so the first file is there at once however large the library.
pub(crate) struct Walk {
    // The next of all places known so far is always on top: a folder sorts as its path with a separator behind it,
    // which is where the paths of its files sort.
    open: BinaryHeap<Place>,
    last: Vec<u8>,
}

struct Place {
    key: Vec<u8>,
    path: PathBuf,
    kind: Kind,
}

enum Kind {
    File,
    Folder(Way),
    Trouble(Trouble),
}

/// The links to folders that were followed to get somewhere, the latest first.
type Way = Option<Arc<Hop>>;

struct Hop {
    /// The real path of the folder in which the link stands.
    at: PathBuf,
    earlier: Way,
}

impl Walk {
    /// A walk over the files and folders `paths`; `-` stands for standard input.
    pub(crate) fn new(paths: Vec<PathBuf>) -> Walk {
        let open = paths.into_iter().map(Place::named).collect();
        Walk { open, last: Vec::new() }
    }

    fn enter(&mut self, folder: &Path, way: &Way) -> Result<(), Trouble> {
        let entries = fs::read_dir(folder).map_err(|error| Trouble::system(folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| Trouble::system(folder, &error))?;
            self.open.extend(Place::found(folder, &entry, way));
        }
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, Trouble>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let place = self.open.pop()?;
            if place.key == self.last {
                continue;
            }
            self.last = place.key;
            match place.kind {
                Kind::File => return Some(Ok(place.path)),
                Kind::Trouble(trouble) => return Some(Err(trouble)),
                Kind::Folder(way) => {
                    if let Err(trouble) = self.enter(&place.path, &way) {
                        return Some(Err(trouble));
                    }
                }
            }
        }
    }
}

impl Place {
    fn new(path: PathBuf, kind: Kind) -> Place {
        let mut key = path.as_os_str().as_encoded_bytes().to_vec();
        if matches!(kind, Kind::Folder(_)) && !key.ends_with(MAIN_SEPARATOR_STR.as_bytes()) {
            key.extend(MAIN_SEPARATOR_STR.as_bytes());
        }
        Place { key, path, kind }
    }

    /// The place that somebody named.
    fn named(path: PathBuf) -> Place {
        let kind = match fs::metadata(&path) {
            _ if path.as_os_str() == STANDARD_INPUT => Kind::File,
            Ok(facts) if facts.is_dir() => Kind::Folder(None),
            Ok(_) => Kind::File,
            Err(error) => Kind::Trouble(Trouble::system(&path, &error)),
        };
        Place::new(path, kind)
    }

    /// The place behind `entry` of `folder`, if it can hold an article.
    fn found(folder: &Path, entry: &DirEntry, way: &Way) -> Option<Place> {
        let path = entry.path();
        let article = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
        let kind = match entry.file_type() {
            Ok(kind) if kind.is_dir() => Kind::Folder(way.clone()),
            Ok(kind) if kind.is_symlink() => linked(folder, &path, article, way)?,
            Ok(_) if !article => return None,
            Ok(kind) if kind.is_file() => Kind::File,
            Ok(_) => Kind::Trouble(Trouble::reading(&path, "not a regular file")),
            Err(error) => Kind::Trouble(Trouble::system(&path, &error)),
        };
        Some(Place::new(path, kind))
    }
}

/// What the link `path`, which stands in `folder`, leads to.
fn linked(folder: &Path, path: &Path, article: bool, way: &Way) -> Option<Kind> {
    match fs::metadata(path) {
        Ok(facts) if facts.is_dir() => Some(follow(folder, path, way).unwrap_or_else(Kind::Trouble)),
        Ok(facts) if facts.is_file() => article.then_some(Kind::File),
        Ok(_) => article.then(|| Kind::Trouble(Trouble::reading(path, "not a regular file"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !article => None,
        Err(error) => Some(Kind::Trouble(Trouble::system(path, &error))),
    }
}

/// Follows the link `path` in `folder` to the folder it leads to.
///
/// It is a loop exactly when it leads to a folder above this link or above one that was followed on the way here.
fn follow(folder: &Path, path: &Path, way: &Way) -> Result<Kind, Trouble> {
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| Trouble::system(path, &error));
    let target = real(path)?;
    let hop = Arc::new(Hop { at: real(folder)?, earlier: way.clone() });
    let hops = std::iter::successors(Some(&hop), |hop| hop.earlier.as_ref());
    if hops.into_iter().any(|hop| hop.at.starts_with(&target)) {
        Err(Trouble::reading(path, "the link leads back to a folder above it"))
    } else {
        Ok(Kind::Folder(Some(hop)))
    }
}

/// The place whose path comes first is the greatest, for the heap gives the greatest first.
impl Ord for Place {
    fn cmp(&self, other: &Place) -> Ordering {
        other.key.cmp(&self.key)
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Place) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Place) -> bool {
        self.key == other.key
    }
}

impl Eq for Place {}
