//! [`Index`]: which articles have what.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::metadata::{Cloud, SelfHelpType, fold};
use crate::text::Text;

use super::file::ArticleFile;
use super::locale;

/// What articles are looked up by, beside their path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Id,
    Topic,
    Product,
    Kind,
    Service,
    Resource,
    Tag,
    Cloud,
    Language,
}

/// What a key must be: one of these.
pub(super) struct Wanted<'a> {
    pub(super) key: Key,
    pub(super) any_of: Vec<&'a str>,
}

/// The articles by every key, each as its number in the order of paths.
#[derive(Default)]
pub(super) struct Index {
    paths: HashMap<Arc<Path>, u32>,
    keys: [Lists; Key::ALL.len()],
}

/// The articles by one key.
#[derive(Default)]
struct Lists {
    of: HashMap<Box<str>, Vec<u32>>,
    /// Those that leave it open.
    open: Vec<u32>,
}

impl Key {
    const ALL: [Key; 9] = [
        Key::Id,
        Key::Topic,
        Key::Product,
        Key::Kind,
        Key::Service,
        Key::Resource,
        Key::Tag,
        Key::Cloud,
        Key::Language,
    ];

    /// Whether an article that leaves the key open matches whatever is asked for.
    fn may_be_open(self) -> bool {
        matches!(self, Key::Product | Key::Tag | Key::Cloud | Key::Language)
    }

    /// What the article has for the key.
    fn of(self, file: &ArticleFile) -> Vec<&str> {
        fn one(text: &Option<Text>) -> Vec<&str> {
            text.as_deref().into_iter().collect()
        }
        fn all(list: &[Text]) -> Vec<&str> {
            list.iter().map(Text::as_str).collect()
        }
        let metadata = &file.article().metadata;
        match self {
            Key::Id => one(&metadata.article_id),
            Key::Topic => all(&metadata.support_topic_ids),
            Key::Product => all(&metadata.product_pes_ids),
            Key::Kind => metadata.self_help_type.as_ref().map(SelfHelpType::as_str).into_iter().collect(),
            Key::Service => one(&metadata.service),
            Key::Resource => one(&metadata.resource),
            Key::Tag => all(&metadata.resource_tags),
            Key::Cloud => metadata.cloud_environments.iter().map(Cloud::as_str).collect(),
            Key::Language => file.locale().map(locale::language).into_iter().collect(),
        }
    }
}

impl Index {
    pub(super) fn new(files: &[Arc<ArticleFile>]) -> Index {
        let mut index = Index::default();
        for (number, file) in (0_u32..).zip(files) {
            index.paths.insert(Arc::clone(file.shared_path()), number);
            for (key, lists) in Key::ALL.into_iter().zip(&mut index.keys) {
                lists.add(number, &key.of(file));
            }
        }
        index
    }

    /// The article at `path`.
    pub(super) fn at(&self, path: &Path) -> Option<u32> {
        self.paths.get(path).copied()
    }

    /// The articles that have `asked` as their `key`, in the order of paths.
    pub(super) fn having(&self, key: Key, asked: &str) -> &[u32] {
        self.keys[key as usize].having(asked)
    }

    /// Every spelling of `key` in lower case, with its articles, in no order.
    pub(super) fn all(&self, key: Key) -> impl Iterator<Item = (&str, &[u32])> {
        self.keys[key as usize].of.iter().map(|(asked, numbers)| (&**asked, &numbers[..]))
    }

    /// The articles that may match: those of the key that the fewest have, in the order of paths. `None` if nothing is asked for.
    pub(super) fn candidates(&self, wanted: &[Wanted<'_>]) -> Option<Vec<u32>> {
        let lists = |wanted: &Wanted<'_>| -> Vec<&[u32]> {
            let lists = &self.keys[wanted.key as usize];
            let open = if wanted.key.may_be_open() { &lists.open[..] } else { &[] };
            wanted.any_of.iter().map(|asked| lists.having(asked)).chain([open]).collect()
        };
        let rarest = wanted.iter().map(lists).min_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>())?;
        let mut numbers = rarest.concat();
        // Two of the tags may be those of one article.
        numbers.sort_unstable();
        numbers.dedup();
        Some(numbers)
    }
}

impl Lists {
    fn add(&mut self, number: u32, keys: &[&str]) {
        if keys.is_empty() {
            self.open.push(number);
        }
        for key in keys {
            let key = fold(key);
            let numbers = match self.of.get_mut(&*key) {
                Some(numbers) => numbers,
                None => self.of.entry(Box::from(&*key)).or_default(),
            };
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }

    fn having(&self, asked: &str) -> &[u32] {
        self.of.get(&*fold(asked)).map_or(&[], Vec::as_slice)
    }
}
