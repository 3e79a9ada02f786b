//! Every article under some paths: found, read and worked on in parallel, handed over in path order.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use ignore::gitignore::Gitignore;
use selfhelp::diagnostic::{Code, Group};
use selfhelp::{Article, Metadata};

use crate::changed::Changed;
use crate::error::{Error, shown};
use crate::file;
use crate::progress::Progress;
use crate::queue;
use crate::status::Status;
use crate::walk::{Candidate, Origin, Walk};

/// Which articles to look for.
pub(crate) struct Library {
    pub(crate) paths: Vec<PathBuf>,
    /// What is left out in folders.
    pub(crate) excluded: Gitignore,
    /// The only files to look at.
    pub(crate) changed: Option<Changed>,
}

/// An article and the bytes of its file.
pub(crate) struct Read {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
    pub(crate) article: Article,
}

impl Library {
    /// All under `paths`.
    pub(crate) fn all(paths: Vec<PathBuf>) -> Library {
        Library { paths, excluded: Gitignore::empty(), changed: None }
    }

    /// Parses every article leniently, does `work` on it, and gives the results to `take` in path order; `progress` shows
    /// how far that is.
    ///
    /// What cannot be read or is refused is printed on standard error at its turn, and everything else still done; the status says
    /// which it was.
    pub(crate) fn each<R: Send>(
        self,
        progress: &Progress,
        work: impl Fn(&Read) -> Result<R, Error> + Sync,
        mut take: impl FnMut(R) -> ControlFlow<()>,
    ) -> Status {
        let Library { paths, excluded, changed } = self;
        let mut status = Status::Good;
        let mut folders = Folders::of(&paths);
        let one = |candidate: Result<Candidate, Error>| {
            let Some(read) = read(candidate?)? else { return Ok(None) };
            let result = work(&read)?;
            Ok(Some((read.path, result)))
        };
        let is_wanted = |candidate: &Result<Candidate, Error>| match (candidate, &changed) {
            (Ok(candidate), Some(changed)) => changed.holds(&candidate.path),
            _ => true,
        };
        let candidates = Walk::new(paths, excluded).filter(is_wanted).inspect(|_| progress.found());
        let mut stopped = false;
        queue::in_order(candidates, one, |result: Result<_, Error>| {
            progress.done();
            let flow = match result {
                Ok(None) => ControlFlow::Continue(()),
                Ok(Some((path, result))) => {
                    folders.found(&path);
                    take(result)
                }
                Err(error) => {
                    status = status.max(error.status());
                    progress.suspended(|| error.print());
                    ControlFlow::Continue(())
                }
            };
            stopped |= flow.is_break();
            flow
        });
        if changed.is_none() && !stopped && status == Status::Good {
            for empty in folders.without_articles() {
                status = Status::Bad;
                progress.suspended(|| Error::new(format!("there is no article in `{}`", shown(empty))).print());
            }
        }
        status
    }
}

/// Reads and parses a file; nothing where it is not an article and nobody named it.
fn read(candidate: Candidate) -> Result<Option<Read>, Error> {
    let Candidate { path, origin } = candidate;
    let bytes = file::read(&path)?;
    let article = Article::parse_bytes_lenient(&bytes);
    let is_article = origin == Origin::Named || has_traits(&article);
    Ok(is_article.then_some(Read { path, bytes, article }))
}

/// Whether the file was meant as an article: it has a header, damaged or not, a section marker, a placeholder, or front matter
/// with a property that the documentation of other projects does not have (`author` and `ms.service` are in any).
pub(crate) fn has_traits(article: &Article) -> bool {
    let found = |code: &Code, group: Group| code.rule().is_some_and(|rule| rule.group() == group);
    let headless = article.diagnostics().iter().any(|found| found.code == Code::HEADER_MISSING);
    let marked = || {
        let codes = || article.diagnostics().iter().map(|found| &found.code);
        article.sections().next().is_some()
            || article.placeholders().next().is_some()
            || codes().any(|code| found(code, Group::Placeholders) || *code == Code::SECTION_UNOPENED)
    };
    let Metadata { page_title, self_help_type, article_id, support_topic_ids, .. } = &article.metadata;
    let titled =
        page_title.is_some() || self_help_type.is_some() || article_id.is_some() || !support_topic_ids.is_empty();
    !headless || titled || marked()
}

/// The folders that somebody named, and which of them have no article so far.
struct Folders(Vec<PathBuf>);

impl Folders {
    fn of(paths: &[PathBuf]) -> Folders {
        Folders(paths.iter().filter(|path| path.is_dir()).cloned().collect())
    }

    fn found(&mut self, article: &Path) {
        self.0.retain(|folder| !article.starts_with(folder));
    }

    fn without_articles(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().map(PathBuf::as_path)
    }
}
