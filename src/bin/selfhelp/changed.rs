//! [`Changed`]: what git says was changed.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, reason};
use crate::file::STANDARD_INPUT;

/// The files that were changed since a revision, those that git does not know yet included.
pub(crate) struct Changed(HashSet<PathBuf>);

impl Changed {
    /// Asks git about the repository of the current folder.
    pub(crate) fn since(revision: &str) -> Result<Changed, Error> {
        if revision.starts_with('-') {
            return Err(Error::new(format!("expected a revision for `--changed-since`, found `{revision}`")));
        }
        let root = git(&["rev-parse", "--show-toplevel"])?;
        let root = PathBuf::from(path(root.strip_suffix(b"\n").unwrap_or(&root)));
        let root = root.canonicalize().unwrap_or(root);
        let changed = git(&["diff", "--name-only", "-z", "--diff-filter=d", "--no-relative", revision, "--"])?;
        let new = git(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"])?;
        let names = [changed, new].concat();
        let names = names.split(|&byte| byte == 0).filter(|name| !name.is_empty());
        Ok(Changed(names.map(|name| root.join(path(name))).collect()))
    }

    /// Whether the file at `path` is among them; standard input always is.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        path.as_os_str() == STANDARD_INPUT || path.canonicalize().is_ok_and(|path| self.0.contains(&path))
    }
}

/// What git prints; what it complains of becomes an error.
fn git(arguments: &[&str]) -> Result<Vec<u8>, Error> {
    let ran = Command::new("git").args(arguments).output();
    let output = ran.map_err(|error| Error::new(format!("cannot run git: {}", reason(&error))))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    let first = complaint.lines().next().unwrap_or("it ended with an error");
    Err(Error::new(format!("git cannot tell what was changed: {}", first.trim_start_matches("fatal: "))))
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> &OsStr {
    std::os::unix::ffi::OsStrExt::from_bytes(bytes)
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> &OsStr {
    OsStr::new(str::from_utf8(bytes).unwrap_or_default())
}
