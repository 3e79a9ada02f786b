//! [`LoadError`]: why a file or a folder could not be read.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::error::ParseError;

/// Why a file, or a folder of articles, could not be read.
///
/// Displays what could not be done and the path; [`source`](std::error::Error::source) is the reason where another error
/// has it.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The system did not let it be read: a folder or a file without permission, a link to nothing, a broken disk.
    #[error("cannot read `{}`", shown(.path))]
    Read {
        /// Which file or folder.
        path: PathBuf,
        /// What the system reported.
        source: Arc<io::Error>,
    },
    /// Strict parsing refused the article.
    #[error("cannot parse `{}`", shown(.path))]
    Parse {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it, and where.
        source: ParseError,
    },
    /// The file is larger than [`limits::INPUT_BYTES`](crate::limits::INPUT_BYTES), or than the limit of the host's own.
    #[error("`{}` has {bytes} bytes, more than the limit of {limit}", shown(.path))]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// How many bytes it has.
        bytes: u64,
        /// How many it may have.
        limit: usize,
    },
    /// It is named as an article, but is a pipe, a socket or a device.
    #[error("`{}` is not a regular file", shown(.path))]
    NotFile {
        /// What it is.
        path: PathBuf,
    },
    /// A link that leads to a folder above the library.
    #[error("the link `{}` leads back to a folder above it", shown(.path))]
    Loop {
        /// The link.
        path: PathBuf,
    },
}

impl LoadError {
    /// What could not be read: a path in the folder of the library, without that folder; the folder as it was given if it is that.
    pub fn path(&self) -> &Path {
        match self {
            LoadError::Read { path, .. }
            | LoadError::Parse { path, .. }
            | LoadError::TooLarge { path, .. }
            | LoadError::NotFile { path }
            | LoadError::Loop { path } => path,
        }
    }
}

/// Errors of the system are compared by what they say.
impl PartialEq for LoadError {
    fn eq(&self, other: &LoadError) -> bool {
        format!("{self:?}") == format!("{other:?}")
    }
}

impl Eq for LoadError {}

/// `path` on one line: control characters, which the name of a file may hold, show as U+FFFD.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
