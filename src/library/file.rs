//! [`ArticleFile`]: an article and where it is.

use std::path::Path;
use std::sync::Arc;

use crate::article::Article;
use crate::text::Text;

use super::locale;

/// An article of a library, and the file that it is in.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleFile {
    path: Arc<Path>,
    article: Article,
    locale: Option<Text>,
}

impl ArticleFile {
    pub(super) fn new(path: Arc<Path>, article: Article) -> ArticleFile {
        let locale = locale::of(&path);
        ArticleFile { path, article, locale }
    }

    /// The path in the folder of the library, without that folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn shared_path(&self) -> &Arc<Path> {
        &self.path
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// The language and region that the path names, in lower case: `de-de` for `de-de/disks.md` and `disks.de-DE.md`. Without
    /// one the article is in the language of the library.
    ///
    /// A locale is a folder, or the end of the name of the file, that has a language of ISO 639-1 and a region or a script:
    /// `pt-BR`, `zh-Hans`, `zh-Hant-TW`. A language alone is not enough: `it` and `io` are also names of folders.
    pub fn locale(&self) -> Option<&str> {
        self.locale.as_deref()
    }
}
