//! [`Subject`]: an article and what is known of it.

use std::path::Path;

use selfhelp::Article;

use crate::error::{Error, shown};
use crate::finding::{Finding, findings};
use crate::policy::Policy;

/// An article, and what is found in it with the settings of its folder.
pub(super) struct Subject<'a> {
    /// Its path, on one line.
    pub(super) name: String,
    pub(super) article: &'a Article,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Subject<'a> {
    /// The `article` that is at `path`.
    pub(super) fn new(path: &Path, article: &'a Article) -> Result<Subject<'a>, Error> {
        let found = Policy::of_settings(path)?.checker(path, article).check(article);
        let name = shown(path);
        let findings = findings(&name, article, &found);
        Ok(Subject { name, article, findings })
    }

    /// What it is called on its page.
    pub(super) fn title(&self) -> String {
        self.article.title().map_or_else(|| self.name.clone(), |title| title.into_owned())
    }
}
