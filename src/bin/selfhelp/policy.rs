//! [`Policy`]: what is asked of each article, from options and settings together.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use ignore::gitignore::Gitignore;
use selfhelp::Article;
use selfhelp::check::{Checker, Level};
use selfhelp::diagnostic::{Code, Diagnostic, Rule, Severity};

use crate::arguments::{Failing, Selecting, Selector};
use crate::config::Config;
use crate::error::Error;

/// What is asked of each article, what of it is shown, and what fails.
pub(crate) struct Policy {
    config: Config,
    checker: Checker,
    /// The rules that are not asked, whatever their levels.
    unasked: Vec<Code>,
    least: Severity,
    failing: Severity,
    max_warnings: Option<usize>,
}

/// The rules that options select and ignore.
struct Asked {
    selected: Option<Vec<Code>>,
    ignored: Vec<Code>,
}

impl Asked {
    /// Whether a rule is asked; what options say wins over settings.
    fn holds(&self, code: &Code, config: &Config) -> bool {
        let by_config =
            config.select.as_ref().is_none_or(|codes| codes.contains(code)) && !config.ignore.contains(code);
        let selected = self.selected.as_ref().map_or(by_config, |codes| codes.contains(code));
        selected && !self.ignored.contains(code)
    }
}

fn codes(selectors: &[Selector]) -> Vec<Code> {
    selectors.iter().flat_map(|selector| &selector.0).map(|rule| rule.code()).collect()
}

impl Policy {
    /// From the options, and the settings for the first of `paths`.
    pub(crate) fn new(selecting: &Selecting, failing: &Failing, paths: &[PathBuf]) -> Result<Policy, Error> {
        let first = selecting.stdin_filename.as_ref().or(paths.first());
        let folder = || first.map_or(Path::new("."), |path| if path.is_dir() { path } else { parent(path) });
        let config = match &selecting.config {
            _ if selecting.no_config => Config::none(),
            Some(file) => Config::read(file)?,
            None => Config::found_from(folder())?,
        };
        let asked = Asked {
            selected: (!selecting.select.is_empty()).then(|| codes(&selecting.select)),
            ignored: codes(&selecting.ignore),
        };
        let mut policy = Policy {
            checker: Checker::new(),
            unasked: Rule::ALL.iter().map(Rule::code).filter(|code| !asked.holds(code, &config)).collect(),
            least: selecting.severity.into(),
            failing: failing.deny.map(|denied| denied.least()).or(config.deny).unwrap_or(Severity::Error),
            max_warnings: failing.max_warnings.or(config.max_warnings),
            config,
        };
        policy.checker = policy.made_of(policy.config.levels.iter());
        Ok(policy)
    }

    /// What folders leave out.
    pub(crate) fn excluded(&self) -> Gitignore {
        self.config.excluded.clone()
    }

    /// What is asked of the article that is, or is treated as being, at `path`.
    pub(crate) fn checker(&self, path: &Path, article: &Article) -> Cow<'_, Checker> {
        if self.config.overrides.is_empty() {
            return Cow::Borrowed(&self.checker);
        }
        let real = path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_path_buf());
        let kind = article.metadata.self_help_type.as_ref();
        let held: Vec<_> = self.config.overrides.iter().filter(|it| it.holds(&real, kind)).collect();
        match &*held {
            [] => Cow::Borrowed(&self.checker),
            held => {
                let levels = held.iter().flat_map(|it| &it.levels);
                Cow::Owned(self.made_of(self.config.levels.iter().chain(levels)))
            }
        }
    }

    /// A checker for what is asked with these `levels`, of which a later one wins.
    fn made_of<'l>(&self, levels: impl Iterator<Item = &'l (Code, Level)>) -> Checker {
        let mut checker = Checker::new();
        for (code, level) in levels {
            checker.set_level(code.clone(), *level);
        }
        for code in &self.unasked {
            checker.set_level(code.clone(), Level::Off);
        }
        checker
    }

    /// Whether `found` matters enough to be shown.
    pub(crate) fn shows(&self, found: &Diagnostic) -> bool {
        found.severity >= self.least
    }

    /// The least severity of which one finding fails.
    pub(crate) fn failing(&self) -> Severity {
        self.failing
    }

    /// Whether so many `warnings` fail.
    pub(crate) fn is_too_many(&self, warnings: usize) -> bool {
        self.max_warnings.is_some_and(|most| warnings > most)
    }
}

/// The folder of a file.
fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
