//! [`Folder`]: a folder of files on the disk, for a test.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own, which is removed in the end.
pub struct Folder(PathBuf);

impl Default for Folder {
    fn default() -> Folder {
        Folder::new()
    }
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("selfhelp-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("the folder for temporary files can be written");
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// This folder with the file `path` in it.
    pub fn with(self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> Folder {
        self.write(path, content);
        self
    }

    /// Writes the file `path`.
    pub fn write(&self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).and_then(|()| fs::write(&path, content)).expect("the file can be written");
    }

    pub fn remove(&self, path: &str) {
        let path = self.0.join(path);
        let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        removed.expect("what is there can be removed");
    }

    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.0.join(from), self.0.join(to)).expect("what is there can be renamed");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that is left does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}
