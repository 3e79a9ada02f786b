//! [`Baseline`]: the findings of an old library, so that only new ones are shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use selfhelp::diagnostic::Code;
use serde::{Deserialize, Serialize};

use crate::error::{Error, shown};
use crate::file;
use crate::finding::Finding;

/// Findings that are known: by the path of the article from the folder of the file on, by code, their fingerprints.
///
/// A fingerprint stays the same when lines are put before it, and changes with the words of its line.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    version: Version,
    findings: BTreeMap<String, BTreeMap<Code, Vec<String>>>,
    #[serde(skip)]
    folder: PathBuf,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
enum Version {
    #[default]
    #[serde(rename = "1")]
    One,
}

impl Baseline {
    /// An empty one, to be written to `path`.
    pub(crate) fn new(path: &Path) -> Baseline {
        Baseline { folder: folder(path), ..Baseline::default() }
    }

    /// The one at `path`.
    pub(crate) fn read(path: &Path) -> Result<Baseline, Error> {
        let hint = |error: Error| {
            if path.exists() { error } else { error.and("; `--write-baseline` makes it") }
        };
        let bytes = file::read(path).map_err(hint)?;
        let read: Baseline = serde_json::from_slice(&bytes)
            .map_err(|error| Error::new(format!("`{}` is not a baseline: {error}", shown(path))))?;
        Ok(Baseline { folder: folder(path), ..read })
    }

    /// Whether `finding` is known.
    pub(crate) fn holds(&self, finding: &Finding) -> bool {
        let known = self.findings.get(&self.key(finding)).and_then(|codes| codes.get(&finding.code));
        known.is_some_and(|known| known.contains(&finding.fingerprint))
    }

    /// Takes up `finding`.
    pub(crate) fn add(&mut self, finding: &Finding) {
        let codes = self.findings.entry(self.key(finding)).or_default();
        codes.entry(finding.code.clone()).or_default().push(finding.fingerprint.clone());
    }

    /// The text of its file.
    pub(crate) fn text(&self) -> Result<String, Error> {
        let json = serde_json::to_string_pretty(self).map_err(|error| Error::new(error.to_string()))?;
        Ok(json + "\n")
    }

    /// How many findings it has.
    pub(crate) fn len(&self) -> usize {
        self.findings.values().flat_map(BTreeMap::values).map(Vec::len).sum()
    }

    /// The same for an article from wherever the tool is run.
    fn key(&self, finding: &Finding) -> String {
        let path = Path::new(&finding.path);
        let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let path = real.strip_prefix(&self.folder).unwrap_or(&real);
        path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

fn folder(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf())
}
