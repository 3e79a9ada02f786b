//! [`Ignores`]: what `.gitignore` files say.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

const GITIGNORE: &str = ".gitignore";

/// The `.gitignore` files that hold in a folder, and the folder itself by its real path.
#[derive(Clone)]
pub(crate) struct Ignores {
    folder: PathBuf,
    layers: Option<Arc<Layer>>,
}

struct Layer {
    patterns: Gitignore,
    outer: Option<Arc<Layer>>,
}

impl Ignores {
    /// Those that hold in `folder`, which somebody named: its own, and those above it up to the root of its repository.
    pub(crate) fn of(folder: &Path) -> Ignores {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        let root = folder.ancestors().position(|above| above.join(".git").exists());
        let above: Vec<&Path> = folder.ancestors().take(root.map_or(1, |root| root + 1)).collect();
        let layers = above.iter().rev().fold(None, |outer, folder| layer(folder, outer));
        Ignores { folder: folder.clone(), layers }
    }

    /// Those that hold in the folder `name` of this one.
    pub(crate) fn inside(&self, name: &Path) -> Ignores {
        let folder = self.folder.join(name);
        let layers = layer(&folder, self.layers.clone());
        Ignores { folder, layers }
    }

    /// Whether the file or folder `name` of this folder is ignored.
    pub(crate) fn ignore(&self, name: &Path, is_folder: bool) -> bool {
        let path = self.folder.join(name);
        let mut layers = std::iter::successors(self.layers.as_ref(), |layer| layer.outer.as_ref());
        let says = layers.find_map(|layer| match layer.patterns.matched(&path, is_folder) {
            Match::None => None,
            Match::Ignore(_) => Some(true),
            Match::Whitelist(_) => Some(false),
        });
        says.unwrap_or(false)
    }

    /// The real path of `name` in this folder.
    pub(crate) fn real(&self, name: &Path) -> PathBuf {
        self.folder.join(name)
    }
}

/// A layer for the `.gitignore` of `folder`, where it has one.
fn layer(folder: &Path, outer: Option<Arc<Layer>>) -> Option<Arc<Layer>> {
    let file = folder.join(GITIGNORE);
    if !file.is_file() {
        return outer;
    }
    let mut builder = GitignoreBuilder::new(folder);
    // A pattern that git would not understand either ignores nothing.
    let _ = builder.add(&file);
    match builder.build() {
        Ok(patterns) if !patterns.is_empty() => Some(Arc::new(Layer { patterns, outer })),
        _ => outer,
    }
}
