//! [`Library`]: a folder of articles, read and read again.

use std::fmt;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread;

use crate::article::Article;
use crate::error::ParseError;
use crate::parser::Parser;

use super::catalog::{Catalog, order};
use super::error::LoadError;
use super::parallel;
use super::read::{Known, Outcome, TICK, Visit, visit};
use super::walk::Walk;

/// How a folder is read: strictly and with the default limits, unless something else is set.
///
/// ```
/// use selfhelp::Parser;
/// use selfhelp::library::Loader;
/// use selfhelp::limits::Limits;
///
/// let strict = Loader::new().load("articles")?.catalog();
/// let lenient = Loader::new().lenient().load("articles")?.catalog();
/// assert_eq!(strict.len() + strict.refused().len(), lenient.len());
///
/// let small = Loader::new().parser(Parser::new().limits(Limits::new().input_bytes(500)));
/// assert!(small.load("articles")?.catalog().len() < strict.len());
/// # Ok::<(), selfhelp::library::LoadError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Loader {
    parser: Parser,
    reading: Reading,
}

#[derive(Clone, Copy, Debug, Default)]
enum Reading {
    #[default]
    Strict,
    Lenient,
}

impl Loader {
    /// Reads strictly, with the default limits.
    pub fn new() -> Loader {
        Loader::default()
    }

    /// Reads with the limits of `parser`. A file over that on the input is never read.
    #[must_use]
    pub fn parser(mut self, parser: Parser) -> Loader {
        self.parser = parser;
        self
    }

    /// Reads leniently: no article is refused. Every Markdown file is an article then, one without a header too.
    #[must_use]
    pub fn lenient(mut self) -> Loader {
        self.reading = Reading::Lenient;
        self
    }

    /// Reads all articles in `folder` and in the folders in it, in as many threads as the machine has.
    ///
    /// # Errors
    ///
    /// As [`Library::load`].
    pub fn load(self, folder: impl Into<PathBuf>) -> Result<Library, LoadError> {
        let library = Library {
            folder: folder.into(),
            loader: self,
            known: Mutex::new(Found { files: Vec::new(), failed: Vec::new(), is_stale: true }),
            current: RwLock::new(Arc::default()),
        };
        library.refresh()?;
        Ok(library)
    }

    pub(super) fn parse(&self, bytes: &[u8]) -> Result<Article, ParseError> {
        match self.reading {
            Reading::Strict => self.parser.parse_bytes(bytes),
            Reading::Lenient => Ok(self.parser.parse_bytes_lenient(bytes)),
        }
    }

    /// The most bytes that a file may have.
    pub(super) fn largest(&self) -> usize {
        self.parser.largest()
    }
}

/// A folder of articles. Threads share it: each takes the [`Catalog`] of the moment, which [`Library::refresh`] replaces and
/// never changes.
pub struct Library {
    folder: PathBuf,
    loader: Loader,
    /// Locked while it is refreshed.
    known: Mutex<Found>,
    current: RwLock<Arc<Catalog>>,
}

/// Which files [`Library::refresh`] found otherwise than before, by their paths in the folder of the library. A file with another
/// name was removed and added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// Files that were not there.
    pub added: Vec<PathBuf>,
    /// Files that hold something else.
    pub changed: Vec<PathBuf>,
    /// Files that are not there any more.
    pub removed: Vec<PathBuf>,
}

impl Changes {
    /// Whether everything is as it was.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

impl Library {
    /// Reads all articles in `folder` and in the folders in it, strictly and in as many threads as the machine has.
    ///
    /// What cannot be read is in [`Catalog::refused`], and everything else is loaded.
    ///
    /// # Errors
    ///
    /// `folder` is not there, is not a folder, or may not be read.
    pub fn load(folder: impl Into<PathBuf>) -> Result<Library, LoadError> {
        Loader::new().load(folder)
    }

    /// The folder, as it was given.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The articles as they are now. Whoever keeps it goes on to see these, whatever is refreshed meanwhile.
    pub fn catalog(&self) -> Arc<Catalog> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks for what was changed on the disk, reads it, and replaces the catalog by one that has all of it.
    ///
    /// A file is read again if its size, its time of modification or, on Unix, its number or its time of change is another. So
    /// is one that was modified so shortly before it was read that its time would not show a further change.
    ///
    /// Editors often empty a file before they fill it: an article that became empty less than a second ago stays as it was. A
    /// file that was written within the last 20 ms is read again 20 ms later, at most four times, so that no half of a change
    /// shows; `refresh` waits for that. The catalog is not replaced where nothing was changed. Other threads can ask for the
    /// catalog all the while, and get the old one.
    ///
    /// # Errors
    ///
    /// The folder is not there any more, or may not be read: the catalog stays as it is.
    pub fn refresh(&self) -> Result<Changes, LoadError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let walk = Walk::new(&self.folder)?;
        let before = matched(&walk.files, &known.files);
        let mut visits = parallel::map(&before, |(path, known)| visit(&self.loader, &self.folder, path, *known));
        self.read_again(&before, &mut visits);
        drop(before);
        let changes = known.take(walk, visits);
        let is_stale = mem::take(&mut known.is_stale);
        if is_stale || !changes.is_empty() {
            let next = Arc::new(known.catalog());
            let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
            let last = mem::replace(&mut *current, next);
            // Dropping the articles that are gone takes time, in which others are not kept waiting.
            drop(current);
            drop(last);
        }
        Ok(changes)
    }
}

impl Library {
    /// Reads again what was written just now, until nobody writes it any more.
    fn read_again(&self, files: &[(&Path, Option<&Known>)], visits: &mut [Visit]) {
        for _ in 0..ROUNDS {
            let fresh: Vec<_> = files.iter().zip(visits.iter_mut()).filter(|(_, visit)| visit.is_fresh()).collect();
            if fresh.is_empty() {
                return;
            }
            thread::sleep(TICK);
            for ((path, _), again) in fresh {
                *again = visit(&self.loader, &self.folder, path, None);
            }
        }
    }
}

/// How often a file is read that is written again and again.
const ROUNDS: usize = 4;

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Library")
            .field("folder", &self.folder)
            .field("catalog", &self.catalog())
            .finish_non_exhaustive()
    }
}

/// What was found in the folder.
struct Found {
    /// The files, in the order of their paths.
    files: Vec<Known>,
    /// The folders that could not be read.
    failed: Vec<Arc<LoadError>>,
    /// Whether the catalog does not say so yet.
    is_stale: bool,
}

impl Found {
    /// Takes in what was found now: the files of `walk`, and what became of each.
    fn take(&mut self, walk: Walk, visits: Vec<Visit>) -> Changes {
        let mut changes = Changes::default();
        let mut before = mem::take(&mut self.files).into_iter().peekable();
        for (path, visit) in walk.files.into_iter().zip(visits) {
            while let Some(gone) = before.next_if(|known| order(&known.path) < order(&path)) {
                changes.removed.push(gone.path.to_path_buf());
            }
            match (visit, before.next_if(|known| order(&known.path) == order(&path))) {
                (Visit::Same, known) => self.files.extend(known),
                (Visit::Gone, known) => changes.removed.extend(known.map(|_| path)),
                (Visit::Read(now), Some(known)) if now.outcome.is_same(&known.outcome) => {
                    self.files.push(now.with(known.outcome));
                }
                (Visit::Read(now), known) => {
                    let list = if known.is_some() { &mut changes.changed } else { &mut changes.added };
                    list.push(path);
                    self.files.push(now);
                }
            }
        }
        changes.removed.extend(before.map(|gone| gone.path.to_path_buf()));
        let failed: Vec<Arc<LoadError>> = walk.failed.into_iter().map(Arc::new).collect();
        self.is_stale |= failed != self.failed;
        self.failed = failed;
        changes
    }

    fn catalog(&self) -> Catalog {
        let (mut files, mut refused) = (Vec::new(), self.failed.clone());
        for known in &self.files {
            match &known.outcome {
                Outcome::Article(file) => files.push(Arc::clone(file)),
                Outcome::Refused(error) => refused.push(Arc::clone(error)),
            }
        }
        refused.sort_by(|one, other| order(one.path()).cmp(order(other.path())));
        Catalog::new(files, refused)
    }
}

/// Each of `files` with what is known of it; both are in the order of paths.
fn matched<'a>(files: &'a [PathBuf], known: &'a [Known]) -> Vec<(&'a Path, Option<&'a Known>)> {
    let mut known = known.iter().peekable();
    let before = |path: &'a PathBuf| {
        while known.next_if(|known| order(&known.path) < order(path)).is_some() {}
        (path.as_path(), known.next_if(|known| order(&known.path) == order(path)))
    };
    files.iter().map(before).collect()
}
