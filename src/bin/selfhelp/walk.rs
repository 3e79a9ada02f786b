//! [`Walk`]: from the paths that were named to the article files beneath them.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{MAIN_SEPARATOR_STR, Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::Gitignore;

use crate::error::Error;
use crate::file::STANDARD_INPUT;
use crate::ignores::Ignores;

/// A file that may be an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) path: PathBuf,
    pub(crate) origin: Origin,
}

/// How a file came to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Somebody named it.
    Named,
    /// It is in a folder that somebody named.
    Folder,
}

/// The article files under some paths, in byte order of their paths (`LC_ALL=C sort`), each path once.
///
/// A named file is an article whatever its name; in a folder every `*.md` may be one, in any case, but for `README.md`, for
/// what a `.gitignore` names, and for what is in hidden folders and in `node_modules`. Links are followed; one that leads back
/// to a folder on its own way is an error. Folders are read when their turn comes, so the first file is there at once however
/// large the library.
pub(crate) struct Walk {
    excluded: Gitignore,
    // The next of all places known so far is always on top: a folder sorts as its path with a separator after it,
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
    File(Origin),
    Folder(Way, Ignores),
    Error(Error),
}

/// The links to folders that were followed to get somewhere, the latest first.
type Way = Option<Arc<Hop>>;

struct Hop {
    /// The real path of the folder in which the link is.
    at: PathBuf,
    earlier: Way,
}

impl Walk {
    /// A walk over the files and folders `paths`, without what is `excluded` in folders; `-` is standard input.
    pub(crate) fn new(paths: Vec<PathBuf>, excluded: Gitignore) -> Walk {
        let open = paths.into_iter().map(Place::named).collect();
        Walk { excluded, open, last: Vec::new() }
    }

    fn enter(&mut self, folder: &Path, way: &Way, ignores: &Ignores) -> Result<(), Error> {
        let entries = fs::read_dir(folder).map_err(|error| Error::system(folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| Error::system(folder, &error))?;
            let place = Place::found(folder, &entry, way, ignores);
            self.open.extend(place.filter(|place| !self.leaves_out(place, &entry, ignores)));
        }
        Ok(())
    }

    /// Whether `place`, which is `entry` of a folder, is not looked at unless somebody names it.
    fn leaves_out(&self, place: &Place, entry: &DirEntry, ignores: &Ignores) -> bool {
        let (name, is_folder) = (entry.file_name(), matches!(place.kind, Kind::Folder(..)));
        let by_name = if is_folder {
            name.as_encoded_bytes().starts_with(b".") || name == "node_modules"
        } else {
            is_readme(Path::new(&name))
        };
        let name = Path::new(&name);
        let real = ignores.real(name);
        // A file that is not below the folder of the settings is in none of their patterns.
        let is_below = real.starts_with(self.excluded.path());
        let excluded = is_below && self.excluded.matched(&real, is_folder).is_ignore();
        by_name || excluded || ignores.ignore(name, is_folder)
    }
}

/// Whether the file is about its folder.
pub(crate) fn is_readme(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.eq_ignore_ascii_case("README.md"))
}

impl Iterator for Walk {
    type Item = Result<Candidate, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let place = self.open.pop()?;
            if place.key == self.last {
                continue;
            }
            self.last = place.key;
            match place.kind {
                Kind::File(origin) => return Some(Ok(Candidate { path: place.path, origin })),
                Kind::Error(error) => return Some(Err(error)),
                Kind::Folder(way, ignores) => {
                    if let Err(error) = self.enter(&place.path, &way, &ignores) {
                        return Some(Err(error));
                    }
                }
            }
        }
    }
}

impl Place {
    fn new(path: PathBuf, kind: Kind) -> Place {
        let mut key = path.as_os_str().as_encoded_bytes().to_vec();
        if matches!(kind, Kind::Folder(..)) && !key.ends_with(MAIN_SEPARATOR_STR.as_bytes()) {
            key.extend(MAIN_SEPARATOR_STR.as_bytes());
        }
        Place { key, path, kind }
    }

    /// The place that somebody named.
    fn named(path: PathBuf) -> Place {
        let kind = match fs::metadata(&path) {
            _ if path.as_os_str() == STANDARD_INPUT => Kind::File(Origin::Named),
            Ok(facts) if facts.is_dir() => Kind::Folder(None, Ignores::of(&path)),
            Ok(_) => Kind::File(Origin::Named),
            Err(error) => Kind::Error(Error::system(&path, &error)),
        };
        Place::new(path, kind)
    }

    /// What `entry` of `folder`, if it can hold an article.
    fn found(folder: &Path, entry: &DirEntry, way: &Way, ignores: &Ignores) -> Option<Place> {
        let path = entry.path();
        let article = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
        let kind = match entry.file_type() {
            Ok(kind) if kind.is_dir() => Kind::Folder(way.clone(), ignores.inside(Path::new(&entry.file_name()))),
            Ok(kind) if kind.is_symlink() => linked(folder, &path, article, way)?,
            Ok(_) if !article => return None,
            Ok(kind) if kind.is_file() => Kind::File(Origin::Folder),
            Ok(_) => Kind::Error(Error::reading(&path, "not a regular file")),
            Err(error) => Kind::Error(Error::system(&path, &error)),
        };
        Some(Place::new(path, kind))
    }
}

/// What the link `path`, which is in `folder`, leads to.
fn linked(folder: &Path, path: &Path, article: bool, way: &Way) -> Option<Kind> {
    match fs::metadata(path) {
        Ok(facts) if facts.is_dir() => Some(follow(folder, path, way).unwrap_or_else(Kind::Error)),
        Ok(facts) if facts.is_file() => article.then_some(Kind::File(Origin::Folder)),
        Ok(_) => article.then(|| Kind::Error(Error::reading(path, "not a regular file"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !article => None,
        Err(error) => Some(Kind::Error(Error::system(path, &error))),
    }
}

/// Follows the link `path` in `folder` to the folder it leads to.
///
/// It is a loop exactly when it leads to a folder above this link or above one that was followed on the way here.
fn follow(folder: &Path, path: &Path, way: &Way) -> Result<Kind, Error> {
    let real = |path: &Path| fs::canonicalize(path).map_err(|error| Error::system(path, &error));
    let target = real(path)?;
    let hop = Arc::new(Hop { at: real(folder)?, earlier: way.clone() });
    let hops = std::iter::successors(Some(&hop), |hop| hop.earlier.as_ref());
    if hops.into_iter().any(|hop| hop.at.starts_with(&target)) {
        Err(Error::reading(path, "the link leads back to a folder above it"))
    } else {
        Ok(Kind::Folder(Some(hop), Ignores::of(path)))
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
