//! One file: whether it is as it was, and what it holds.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::error::LoadError;
use super::file::ArticleFile;
use super::load::Loader;

/// A file that was read.
pub(super) struct Known {
    pub(super) path: Arc<Path>,
    /// What the system said of it then; `None` if that may say the same of a file with another content.
    stamp: Option<Stamp>,
    /// Whether it was written just before it was read, or meanwhile.
    is_fresh: bool,
    pub(super) outcome: Outcome,
}

/// How long it takes until a change to a file gives another time: clocks of file systems tick in hundredths of a second.
pub(super) const TICK: Duration = Duration::from_millis(20);

/// How long a file may be empty until it is believed to be meant so.
const MOMENT: Duration = Duration::from_secs(1);

#[derive(Clone)]
pub(super) enum Outcome {
    Article(Arc<ArticleFile>),
    Refused(Arc<LoadError>),
}

/// What becomes of a file.
pub(super) enum Visit {
    /// It is not there any more.
    Gone,
    /// It is as it was.
    Same,
    /// It was read. It may hold what it held before.
    Read(Known),
}

/// What tells a file from what was there before.
#[derive(Clone, Debug, PartialEq)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// The number of the file, and the seconds and nanoseconds at which anything about it was changed: a file that is moved over
    /// another, or whose time is set back, has another.
    #[cfg(unix)]
    changed: (u64, i64, i64),
}

impl Stamp {
    fn of(facts: &Metadata) -> Stamp {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Stamp {
            bytes: facts.len(),
            modified: facts.modified().ok(),
            #[cfg(unix)]
            changed: (facts.ino(), facts.ctime(), facts.ctime_nsec()),
        }
    }

    /// Whether a later change gives another time. Some clocks tick in twos of seconds, which shows in their having no fractions.
    fn is_settled(&self) -> bool {
        let Some(modified) = self.modified else { return false };
        let whole = modified.duration_since(SystemTime::UNIX_EPOCH).is_ok_and(|time| time.subsec_nanos() == 0);
        let tick = if whole { Duration::from_secs(2) } else { TICK };
        modified.elapsed().is_ok_and(|age| age > tick)
    }

    /// Whether it was written just now, so that somebody may be writing it.
    fn is_fresh(&self) -> bool {
        self.modified.is_some_and(|modified| modified.elapsed().is_ok_and(|age| age <= TICK))
    }
}

impl Visit {
    pub(super) fn is_fresh(&self) -> bool {
        matches!(self, Visit::Read(known) if known.is_fresh)
    }
}

impl Known {
    /// Whether the file was an article and is empty since a moment ago: somebody is about to fill it again.
    fn is_being_filled(&self, facts: &Metadata) -> bool {
        let is_recent = || facts.modified().ok()?.elapsed().ok().map(|age| age < MOMENT);
        facts.len() == 0 && matches!(self.outcome, Outcome::Article(_)) && is_recent() == Some(true)
    }

    /// This file with an outcome that says the same.
    pub(super) fn with(self, outcome: Outcome) -> Known {
        Known { outcome, ..self }
    }
}

impl Outcome {
    /// Whether both say the same.
    pub(super) fn is_same(&self, other: &Outcome) -> bool {
        match (self, other) {
            (Outcome::Article(one), Outcome::Article(other)) => one.article().source() == other.article().source(),
            (Outcome::Refused(one), Outcome::Refused(other)) => one == other,
            _ => false,
        }
    }
}

/// Looks at the file `path` of the folder `root`, and reads it unless it is as it was when it was `known`.
pub(super) fn visit(loader: &Loader, root: &Path, path: &Path, known: Option<&Known>) -> Visit {
    let full = root.join(path);
    let (stamp, read) = match fs::metadata(&full) {
        Ok(facts) => {
            let stamp = Some(Stamp::of(&facts));
            if known.is_some_and(|known| known.stamp == stamp || known.is_being_filled(&facts)) {
                return Visit::Same;
            }
            (stamp, read(loader, &full, path, &facts))
        }
        Err(error) => (None, Err(LoadError::Read { path: path.to_path_buf(), source: Arc::new(error) })),
    };
    let outcome = match read {
        Ok(content) => {
            let known = Known {
                path: path.into(),
                stamp: stamp.filter(|_| content.is_settled),
                is_fresh: content.is_fresh,
                outcome: parsed(loader, path, &content.bytes),
            };
            return Visit::Read(known);
        }
        Err(LoadError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound && !full.is_symlink() => {
            return Visit::Gone;
        }
        Err(error) => Outcome::Refused(Arc::new(error)),
    };
    // What the system refused once it may allow without a change to the file.
    Visit::Read(Known { path: path.into(), stamp: None, is_fresh: false, outcome })
}

fn parsed(loader: &Loader, path: &Path, bytes: &[u8]) -> Outcome {
    match loader.parse(bytes) {
        Ok(article) => Outcome::Article(Arc::new(ArticleFile::new(path.into(), article))),
        Err(source) => Outcome::Refused(Arc::new(LoadError::Parse { path: path.to_path_buf(), source })),
    }
}

/// What is in a file.
struct Content {
    bytes: Vec<u8>,
    /// Whether its stamp tells it from a later content.
    is_settled: bool,
    is_fresh: bool,
}

fn read(loader: &Loader, full: &Path, path: &Path, facts: &Metadata) -> Result<Content, LoadError> {
    let path = || path.to_path_buf();
    let failed = |error| LoadError::Read { path: path(), source: Arc::new(error) };
    let limit = loader.largest();
    // A pipe would be waited for.
    if !facts.is_file() {
        return Err(LoadError::NotFile { path: path() });
    }
    let too_large = |bytes| LoadError::TooLarge { path: path(), bytes, limit };
    if facts.len() > limit as u64 {
        return Err(too_large(facts.len()));
    }
    let stamp = Stamp::of(facts);
    let (is_settled, is_fresh) = (stamp.is_settled(), stamp.is_fresh());
    let mut file = File::open(full).map_err(failed)?;
    let mut bytes = Vec::with_capacity(facts.len() as usize + 1);
    let room = (limit as u64).saturating_add(1);
    (&mut file).take(room).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > limit {
        return Err(too_large(bytes.len() as u64));
    }
    let is_whole = file.metadata().is_ok_and(|now| Stamp::of(&now) == stamp);
    Ok(Content { bytes, is_settled: is_settled && is_whole, is_fresh: is_fresh || !is_whole })
}
