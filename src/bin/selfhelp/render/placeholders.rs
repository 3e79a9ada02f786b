//! Values for placeholders: where they come from, and which are missing or not used.

use std::path::Path;

use selfhelp::Article;
use selfhelp::values::{Unmatched, Values};

use super::Job;
use crate::arguments::{Missing, Render};
use crate::error::{Error, shown};
use crate::file;

/// A name given by `--set` that an article does not have.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unknown {
    pub(super) name: String,
    /// A name that it has and that was probably meant.
    near: Option<String>,
}

impl Unknown {
    /// A warning that begins with who has `no` such placeholder.
    pub(super) fn warning(&self, no: &str) -> String {
        let hint = self.near.as_ref().map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
        format!("{no} placeholder `{}`{hint}", self.name)
    }
}

impl Job {
    /// The names given by `--set` that the article does not have. A file of values may serve many articles.
    pub(super) fn unknown_names(&self, article: &Article) -> Vec<Unknown> {
        let unused = self.values.unused(article);
        let set = unused.iter().filter(|unused| self.is_set(unused.name));
        set.map(|unused| Unknown { name: unused.name.to_owned(), near: unused.near.as_deref().map(str::to_owned) })
            .collect()
    }

    /// Whether `--set` gives `name` a value.
    fn is_set(&self, name: &str) -> bool {
        self.arguments.filling.set.iter().any(|(set, _)| set == name)
    }

    /// A warning of placeholders that still show their defaults; an error where they must not.
    pub(super) fn missing(&self, path: &Path, article: &Article) -> Result<Option<String>, Error> {
        let policy = self.arguments.filling.missing.unwrap_or_default();
        let missing = self.values.missing(article);
        if !self.arguments.format.shows_values() || missing.is_empty() || policy == Missing::Empty {
            return Ok(None);
        }
        let named = |missing: &Unmatched<'_>| {
            // A slip in `--set` has its warning already.
            let near = missing.near.as_ref().filter(|near| !self.is_set(near));
            let hint = near.map(|near| format!(" (there is a value `{near}`)")).unwrap_or_default();
            format!("`{}`{hint}", missing.name)
        };
        let names = missing.iter().map(named).collect::<Vec<_>>().join(", ");
        let file = shown(path);
        if policy == Missing::Fail {
            return Err(Error::new(format!("cannot render `{file}`: no value for {names}")));
        }
        Ok(Some(format!("`{file}` shows the defaults of placeholders without a value: {names}")))
    }
}

/// The values of `--set` and, for other names, those of `--values`.
pub(super) fn values(arguments: &Render) -> Result<Values, Error> {
    let mut values = match &arguments.filling.values {
        Some(path) => read_values(path)?,
        None => Values::new(),
    };
    values.extend(arguments.filling.set.iter().map(|(name, text)| (name, &**text)));
    Ok(values)
}

fn read_values(path: &Path) -> Result<Values, Error> {
    let bytes = file::read(path)?;
    let json = str::from_utf8(&bytes).map_err(|error| Error::reading(path, error))?;
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    Values::from_json(json).map_err(|error| Error::new(format!("in `{}`, {error}", shown(path))))
}
