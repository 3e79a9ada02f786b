//! Files: one article file, read whole but never without bound.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::error::{Error, reason, shown};

/// The largest file that is read, in bytes. Articles are thousands of times smaller; what is larger is no article.
pub(crate) const LARGEST: u64 = 64 << 20;

/// The path that means standard input, and standard output where something is written.
pub(crate) const STANDARD_INPUT: &str = "-";

/// Reads the file at `path`, or standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    if path.as_os_str() == STANDARD_INPUT {
        return bounded(path, 0, io::stdin().lock());
    }
    let opened = File::open(path).and_then(|file| file.metadata().map(|facts| (file, facts)));
    let (file, facts) = opened.map_err(|error| Error::system(path, &error))?;
    bounded(path, facts.len(), file)
}

/// Writes the file at `path` so that nobody ever reads half of it: its new text takes the place of the old one at once.
///
/// A link stays a link, and the permissions of the file stay as they are. What is no file, such as a device or a named pipe,
/// is written to.
pub(crate) fn write(path: &Path, text: &[u8]) -> Result<(), Error> {
    match (fs::metadata(path), fs::symlink_metadata(path)) {
        (Ok(facts), _) if facts.is_file() => {
            replace(path, &fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf()), text, File::sync_all)
        }
        (Err(_), Err(_)) => replace(path, path, text, File::sync_all),
        // A link to a file that is not there yet makes it.
        (exists, _) => put(path, text, exists.is_err()),
    }
}

/// As [`write`], without waiting for the disk: what can be made again need not survive a power cut, and waiting takes most of
/// the time where there are thousands of files. The file takes the place of a link, which might lead anywhere.
pub(crate) fn write_output(path: &Path, text: &[u8]) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(facts) if !facts.is_file() && !facts.is_symlink() => put(path, text, false),
        _ => replace(path, path, text, |_| Ok(())),
    }
}

/// Writes `text` to what is at `path`.
fn put(path: &Path, text: &[u8], is_new: bool) -> Result<(), Error> {
    let opened = File::options().write(true).create(is_new).open(path);
    opened.and_then(|mut file| file.write_all(text)).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    Error::new(format!("cannot write `{}`: {}", shown(path), reason(error)))
}

/// Puts `text` into the file `real`, which somebody called `path`.
fn replace(path: &Path, real: &Path, text: &[u8], settle: impl FnOnce(&File) -> io::Result<()>) -> Result<(), Error> {
    let permissions = fs::metadata(real).ok().map(|facts| facts.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(unwritable(path, &io::ErrorKind::PermissionDenied.into()));
    }
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let place = || -> io::Result<()> {
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file, where there is no old one.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.prefix(".selfhelp-").tempfile_in(folder)?;
        file.write_all(text)?;
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        settle(file.as_file())?;
        file.persist(real).map(drop).map_err(|error| error.error)
    };
    place().map_err(|error| unwritable(path, &error))
}

/// Reads `source` to its end. `announced` is its size as far as that is known: pipes have none, and files can grow.
fn bounded(path: &Path, announced: u64, source: impl Read) -> Result<Vec<u8>, Error> {
    let too_large = || Error::reading(path, format_args!("larger than {} MiB, which no article is", LARGEST >> 20));
    if announced > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(announced).unwrap_or_default() + 1);
    source.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| Error::system(path, &error))?;
    if bytes.len() as u64 > LARGEST { Err(too_large()) } else { Ok(bytes) }
}
