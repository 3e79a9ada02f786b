//! [`Catalog`]: the articles of a library at one moment, and what is asked of them.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::article::Article;
use crate::metadata::{SelfHelpType, fold};

use super::error::LoadError;
use super::file::ArticleFile;
use super::index::{Index, Key};
use super::locale::Nearness;
use super::query::Query;
use super::reason::Reason;

/// The articles of a library at one moment: it never changes.
///
/// [`Library::catalog`](super::Library::catalog) gives that of a folder; one of articles that are kept elsewhere is collected:
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::library::Catalog;
///
/// let source = "<properties articleId='full-disk' supportTopicIds='32411817' />\n# A full disk\n";
/// let catalog = Catalog::from_iter([("lamps/disks.md", Article::parse(source)?)]);
/// let file = catalog.by_id("Full-Disk").ok_or("no such article")?;
/// assert_eq!(file.article().title().as_deref(), Some("A full disk"));
/// assert_eq!(catalog.by_path("lamps/disks.md"), Some(file));
/// assert_eq!(catalog.by_topic("32411817").count(), 1);
/// assert_eq!(catalog.topics_without_article(["32411817", "32411818"]), ["32411818"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct Catalog {
    files: Vec<Arc<ArticleFile>>,
    refused: Vec<Arc<LoadError>>,
    index: Index,
}

impl Catalog {
    /// The catalog of `files`, which are sorted by the bytes of their paths.
    pub(super) fn new(files: Vec<Arc<ArticleFile>>, refused: Vec<Arc<LoadError>>) -> Catalog {
        let index = Index::new(&files);
        Catalog { files, refused, index }
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All articles, in the order of the bytes of their paths.
    pub fn files(&self) -> impl ExactSizeIterator<Item = &ArticleFile> {
        self.files.iter().map(|file| &**file)
    }

    /// What could not be read, in the order of the bytes of the paths: refused articles, and folders that the system did not show.
    pub fn refused(&self) -> impl ExactSizeIterator<Item = &LoadError> {
        self.refused.iter().map(|error| &**error)
    }

    /// The article with this `articleId`, compared without regard to ASCII case. Of several it is the one without a locale,
    /// then the first by path.
    pub fn by_id(&self, id: &str) -> Option<&ArticleFile> {
        self.having(Key::Id, id).min_by_key(|file| file.locale().is_some())
    }

    /// The article in the file `path`, in the folder of the library and without that folder.
    pub fn by_path(&self, path: impl AsRef<Path>) -> Option<&ArticleFile> {
        self.index.at(path.as_ref()).map(|number| self.file(number))
    }

    /// The articles with `topic` in their `supportTopicIds`, whatever cloud and product they are for, in the order of paths. A
    /// product with the same number is another thing.
    pub fn by_topic<'c>(&'c self, topic: &str) -> impl ExactSizeIterator<Item = &'c ArticleFile> + use<'c> {
        self.having(Key::Topic, topic)
    }

    /// The articles with `product` in their `productPesIds`, in the order of paths. Those for all products are not among them,
    /// while [`Catalog::find`] finds them too.
    pub fn by_product<'c>(&'c self, product: &str) -> impl ExactSizeIterator<Item = &'c ArticleFile> + use<'c> {
        self.having(Key::Product, product)
    }

    /// The articles with this `selfHelpType`, in the order of paths.
    pub fn by_kind(&self, kind: impl Into<SelfHelpType>) -> impl ExactSizeIterator<Item = &ArticleFile> {
        let kind = kind.into();
        self.having(Key::Kind, kind.as_str())
    }

    /// The articles that match `query`, in this order:
    ///
    /// 1. those that name more of what was asked and may be left open: the product, each of the tags and the cloud count
    ///    one, the language of the locale one and its region another;
    /// 2. the lowest `displayOrder`, those without after all others;
    /// 3. `articleId`, in lower case and by bytes, those without after all others;
    /// 4. the bytes of the path.
    ///
    /// It takes time in proportion to the articles that the rarest of the query's keys leaves.
    pub fn find(&self, query: &Query) -> Vec<&ArticleFile> {
        let mut found = self.matching(query);
        let nearest = Nearest::of(query, &found);
        found.retain(|file| nearest.other(file).is_none());
        found.sort_by_cached_key(|file| {
            let metadata = &file.article().metadata;
            let id = metadata.article_id.as_deref().map(fold);
            let position = metadata.display_order;
            (Reverse(query.named(file)), position.is_none(), position, id.is_none(), id, order(file.path()))
        });
        found
    }

    /// For every article that [`Catalog::find`] does not find, the first reason why not, in the order of paths.
    pub fn explain(&self, query: &Query) -> Vec<(&ArticleFile, Reason)> {
        let matching = self.matching(query);
        let nearest = Nearest::of(query, &matching);
        let reason = |file: &ArticleFile| match query.reason(file) {
            Some(reason) => Some(reason),
            None => nearest.other(file).map(|other| Reason::nearer(other.path())),
        };
        self.files().filter_map(|file| Some((file, reason(file)?))).collect()
    }

    /// The articles that share their `articleId` with another in the same locale, in the order of ids and then of paths: each
    /// item is all articles with an id and a locale.
    pub fn duplicates(&self) -> Vec<Vec<&ArticleFile>> {
        let mut shared: Vec<(&str, &[u32])> =
            self.index.all(Key::Id).filter(|(_, numbers)| numbers.len() > 1).collect();
        shared.sort_unstable();
        let mut duplicates = Vec::new();
        for (_, numbers) in shared {
            let mut files: Vec<&ArticleFile> = numbers.iter().map(|&number| self.file(number)).collect();
            files.sort_by_key(|file| file.locale());
            let same = files.chunk_by(|one, other| one.locale() == other.locale());
            duplicates.extend(same.filter(|files| files.len() > 1).map(<[_]>::to_vec));
        }
        duplicates
    }

    /// The `topics` that no article answers, in the given order.
    ///
    /// The topics that people can choose are in the articles that are menus of them:
    /// [`SupportTopicDescriptions`](crate::payload::topics::SupportTopicDescriptions).
    pub fn topics_without_article<'t>(&self, topics: impl IntoIterator<Item = &'t str>) -> Vec<&'t str> {
        topics.into_iter().filter(|topic| self.by_topic(topic).len() == 0).collect()
    }

    /// The articles that match `query` when each is looked at alone, in the order of paths.
    fn matching(&self, query: &Query) -> Vec<&ArticleFile> {
        let is_match = |file: &&ArticleFile| query.reason(file).is_none();
        match self.index.candidates(&query.wanted()) {
            Some(numbers) => numbers.into_iter().map(|number| self.file(number)).filter(is_match).collect(),
            None => self.files().filter(is_match).collect(),
        }
    }

    fn having<'c>(&'c self, key: Key, asked: &str) -> impl ExactSizeIterator<Item = &'c ArticleFile> + use<'c> {
        self.index.having(key, asked.trim()).iter().map(|&number| self.file(number))
    }

    fn file(&self, number: u32) -> &ArticleFile {
        &self.files[number as usize]
    }
}

/// Of the articles that match and have an id, for each id the nearest to the locale that is asked for. Without a locale, none.
struct Nearest<'q, 'c> {
    query: &'q Query,
    of: HashMap<Cow<'c, str>, &'c ArticleFile>,
}

impl<'q, 'c> Nearest<'q, 'c> {
    fn of(query: &'q Query, matching: &[&'c ArticleFile]) -> Nearest<'q, 'c> {
        let mut nearest = Nearest { query, of: HashMap::new() };
        for &file in if query.has_locale() { matching } else { &[] } {
            let Some(id) = file.article().metadata.article_id.as_deref() else { continue };
            let is_nearer = |other: &&ArticleFile| nearest.distance(file) < nearest.distance(other);
            if nearest.of.get(&*fold(id)).is_none_or(is_nearer) {
                nearest.of.insert(fold(id), file);
            }
        }
        nearest
    }

    /// Less is nearer; articles in one locale are equally near.
    fn distance<'f>(&self, file: &'f ArticleFile) -> (Reverse<Option<Nearness>>, Option<&'f str>) {
        (Reverse(self.query.nearness(file)), file.locale())
    }

    /// The article that shows instead of `file`, which matches.
    fn other(&self, file: &ArticleFile) -> Option<&'c ArticleFile> {
        let nearest = self.of.get(&*fold(file.article().metadata.article_id.as_deref()?))?;
        (nearest.locale() != file.locale()).then_some(nearest)
    }
}

impl<P: Into<PathBuf>> FromIterator<(P, Article)> for Catalog {
    /// The catalog of these articles, each with its path. Of two with the same path the later stays.
    fn from_iter<I: IntoIterator<Item = (P, Article)>>(articles: I) -> Catalog {
        let file = |(path, article): (P, Article)| {
            let path: PathBuf = path.into();
            Arc::new(ArticleFile::new(path.into(), article))
        };
        let mut files: Vec<Arc<ArticleFile>> = articles.into_iter().map(file).collect();
        files.reverse();
        files.sort_by(|one, other| order(one.path()).cmp(order(other.path())));
        files.dedup_by(|later, first| later.path() == first.path());
        Catalog::new(files, Vec::new())
    }
}

/// Paths are in the order of their bytes, which is the same everywhere.
pub(super) fn order(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Catalog { files, refused, index: _ } = self;
        f.debug_struct("Catalog").field("files", &files.len()).field("refused", refused).finish_non_exhaustive()
    }
}
