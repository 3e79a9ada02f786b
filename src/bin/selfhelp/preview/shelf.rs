//! [`Shelf`]: the articles that are served, found by the paths that their pages have.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use selfhelp::Article;
use selfhelp::library::{ArticleFile, Library, LoadError, Loader};

use crate::articles::has_traits;
use crate::error::{Error, reason, shown};
use crate::file;
use crate::percent::encoded;

/// The files and folders that somebody named.
pub(super) struct Shelf {
    places: Vec<Place>,
}

enum Place {
    File(PathBuf),
    Folder(Box<Library>),
}

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) articles: Vec<Entry>,
    /// What could not be read, and why.
    pub(super) refused: Vec<String>,
}

/// An article in the list.
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) title: String,
}

impl Shelf {
    /// Reads everything in `paths`.
    pub(super) fn load(paths: &[PathBuf]) -> Result<Shelf, Error> {
        let place = |path: &PathBuf| {
            if !path.is_dir() {
                read(path)?;
                return Ok(Place::File(path.clone()));
            }
            let library = Loader::new().lenient().load(path);
            library.map(|library| Place::Folder(Box::new(library))).map_err(|error| Error::new(error.to_string()))
        };
        Ok(Shelf { places: paths.iter().map(place).collect::<Result<_, Error>>()? })
    }

    /// Reads again what was changed; whether anything was.
    pub(super) fn refresh(&self) -> bool {
        // A folder that cannot be read for a moment is as it was; a file is read when it is asked for.
        let is_changed = |place: &Place| match place {
            Place::File(_) => true,
            Place::Folder(library) => library.refresh().is_ok_and(|changes| !changes.is_empty()),
        };
        self.places.iter().fold(false, |changed, place| is_changed(place) | changed)
    }

    /// The folders to watch, and whether what is in their folders matters, too.
    pub(super) fn watched(&self) -> impl Iterator<Item = (&Path, bool)> {
        self.places.iter().map(|place| match place {
            Place::Folder(library) => (library.folder(), true),
            // Editors put a new file in the place of the old one, which only its folder sees.
            Place::File(path) => {
                (path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")), false)
            }
        })
    }

    /// The articles in whose path or text are all words of `asked`, in whatever case, and what could not be read and may be
    /// one of them.
    pub(super) fn find(&self, asked: &str) -> Found {
        let asked = asked.to_lowercase();
        let words: Vec<&str> = asked.split_whitespace().collect();
        let has_all = |path: &Path, article: &Article| {
            let (path, text) = (path.to_string_lossy().to_lowercase(), article.source().to_lowercase());
            words.iter().all(|word| path.contains(word) || text.contains(word))
        };
        let entry = |path: PathBuf, article: &Article| {
            (words.is_empty() || has_all(&path, article)).then(|| {
                let title = article.title().map_or_else(|| shown(&path), |title| title.into_owned());
                Entry { path, title }
            })
        };
        let mut found = Found::default();
        for place in &self.places {
            match place {
                Place::File(path) => match read(path) {
                    Ok(article) => found.articles.extend(entry(path.clone(), &article)),
                    Err(error) => found.refused.push(error.to_string()),
                },
                Place::Folder(library) => {
                    let catalog = library.catalog();
                    found.refused.extend(catalog.refused().map(|error| refusal(library, error)));
                    let files: Vec<_> = catalog.files().collect();
                    found.articles.par_extend(files.into_par_iter().filter_map(|file| {
                        let article = file.article();
                        has_traits(article).then(|| entry(library.folder().join(file.path()), article)).flatten()
                    }));
                }
            }
        }
        found
    }

    /// Gives the article whose encoded path is `asked` to `show`. Nothing is looked up on the disk by what a browser sends: it is
    /// compared with the paths of the articles that there are.
    pub(super) fn with<R>(
        &self,
        asked: &str,
        show: impl FnOnce(&Path, &Article) -> Result<R, Error>,
    ) -> Option<Result<R, Error>> {
        for place in &self.places {
            match place {
                Place::File(path) if key(path) == asked => {
                    return Some(read(path).and_then(|article| show(path, &article)));
                }
                Place::File(_) => {}
                Place::Folder(library) => {
                    let catalog = library.catalog();
                    let path = |of: &Path| library.folder().join(of);
                    let is_asked = |file: &&ArticleFile| key(&path(file.path())) == asked && has_traits(file.article());
                    if let Some(file) = catalog.files().find(is_asked) {
                        return Some(show(&path(file.path()), file.article()));
                    }
                }
            }
        }
        None
    }
}

/// Why a file of `library` is not in the list.
fn refusal(library: &Library, error: &LoadError) -> String {
    let because =
        if let LoadError::Read { source, .. } = error { format!(": {}", reason(source)) } else { String::new() };
    format!("in `{}`, {error}{because}", shown(library.folder()))
}

/// Reads an article that may be something else by now: nobody may ever write to a pipe.
fn read(path: &Path) -> Result<Article, Error> {
    if fs::metadata(path).is_ok_and(|facts| !facts.is_file()) {
        return Err(Error::reading(path, "not a regular file"));
    }
    Ok(Article::parse_bytes_lenient(&file::read(path)?))
}

/// A path as the address of a page has it.
pub(super) fn key(path: &Path) -> String {
    encoded(path.as_os_str().as_encoded_bytes())
}
