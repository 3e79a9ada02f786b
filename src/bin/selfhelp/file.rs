//! Files: one article file, read whole but never without bound.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::trouble::Trouble;

/// The largest file that is read, in bytes. Articles are thousands of times smaller; what is larger is no article.
pub(crate) const LARGEST: u64 = 64 << 20;

/// The path that stands for standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// Reads the file at `path`, or standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    if path.as_os_str() == STANDARD_INPUT {
        return bounded(path, 0, io::stdin().lock());
    }
    let opened = File::open(path).and_then(|file| file.metadata().map(|facts| (file, facts)));
    let (file, facts) = opened.map_err(|error| Trouble::system(path, &error))?;
    bounded(path, facts.len(), file)
}

/// Reads `source` to its end. `announced` is its size as far as that is known: pipes have none, and files can grow.
fn bounded(path: &Path, announced: u64, source: impl Read) -> Result<Vec<u8>, Trouble> {
    let too_large = || Trouble::reading(path, format_args!("larger than {} MiB, which no article is", LARGEST >> 20));
    if announced > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(announced).unwrap_or_default() + 1);
    source.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| Trouble::system(path, &error))?;
    if bytes.len() as u64 > LARGEST { Err(too_large()) } else { Ok(bytes) }
}
