//! Any number of articles, each rendered to a file below the folder of `--out-dir`.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use ignore::gitignore::Gitignore;

use super::placeholders::Unknown;
use super::{Job, Rendered};
use crate::arguments::Format;
use crate::articles::Library;
use crate::error::{Error, reason, shown, warn};
use crate::file;
use crate::progress::Progress;
use crate::status::Status;
use crate::walk::Walk;

/// Renders every article to its file below `out`; one that fails is reported, and the others are written all the same.
pub(super) fn render(job: &Job, out: &Path) -> Result<Status, Error> {
    let mut files = Files::new(job, out)?;
    let mut unknown: Option<Vec<Unknown>> = None;
    let mut status = Status::Good;
    let progress = Progress::beside_files();
    let library = Library::all(job.arguments.paths.clone());
    let read = library.each(
        &progress,
        |read| Ok((read.path.clone(), job.render(&read.path, &read.article)?)),
        |(path, rendered): (PathBuf, Rendered)| {
            rendered.warnings.iter().for_each(|warning| progress.suspended(|| warn(warning)));
            match &mut unknown {
                Some(unknown) => unknown.retain(|unknown| rendered.unknown.iter().any(|one| one.name == unknown.name)),
                None => unknown = Some(rendered.unknown),
            }
            if let Err(error) = files.write(path, &rendered.text) {
                status = Status::Bad;
                progress.suspended(|| error.print());
            }
            ControlFlow::Continue(())
        },
    );
    drop(progress);
    unknown.unwrap_or_default().iter().for_each(|unknown| warn(&unknown.warning("no article has a")));
    Ok(status.max(read))
}

/// The files below the folder of `--out-dir`.
struct Files<'a> {
    out: &'a Path,
    /// Where `out` is, after all links.
    real: PathBuf,
    /// The articles that a file below `out` could be, after all links: those that somebody named, and where files of Markdown
    /// are written those that links lead to.
    articles: HashSet<PathBuf>,
    /// The folders that somebody named, below which paths are kept.
    folders: Vec<&'a Path>,
    ending: &'static str,
    /// What was written, and of which article.
    written: BTreeMap<PathBuf, PathBuf>,
}

impl<'a> Files<'a> {
    fn new(job: &'a Job, out: &'a Path) -> Result<Files<'a>, Error> {
        let failed = |error| Error::new(format!("cannot write in `{}`: {}", shown(out), reason(&error)));
        fs::create_dir_all(out).map_err(failed)?;
        let folders: Vec<&Path> = job.arguments.paths.iter().map(|path| &**path).filter(|path| path.is_dir()).collect();
        let real = fs::canonicalize(out).map_err(failed)?;
        let above = |folder: &&&Path| fs::canonicalize(folder).is_ok_and(|folder| real.starts_with(folder));
        let below = |folder: &&&Path| fs::canonicalize(folder).is_ok_and(|folder| folder.starts_with(&real));
        // Files of Markdown would be found as articles, some of them on this very walk, or take the place of others.
        if let Some(folder) = folders.iter().find(above).filter(|_| job.arguments.format == Format::Markdown) {
            let (out, folder) = (shown(out), shown(folder));
            return Err(Error::new(format!("Markdown in `{out}` would be among the articles of `{folder}`")));
        }
        if let Some(folder) = folders.iter().find(below).filter(|_| job.arguments.format == Format::Markdown) {
            let (out, folder) = (shown(out), shown(folder));
            return Err(Error::new(format!("Markdown in `{out}` could overwrite articles, as `{folder}` is in it")));
        }
        let mut paths = job.arguments.paths.clone();
        // Articles in folders end in `.md`, so no other file can be one.
        if job.arguments.format != Format::Markdown {
            paths.retain(|path| path.is_file());
        }
        let found = Walk::new(paths, Gitignore::empty()).flatten();
        let articles = found.filter_map(|article| fs::canonicalize(article.path).ok());
        let articles = articles.filter(|article| article.starts_with(&real)).collect();
        Ok(Files { out, real, articles, folders, ending: job.arguments.format.ending(), written: BTreeMap::new() })
    }

    /// Writes what the article at `path` was rendered as.
    fn write(&mut self, path: PathBuf, text: &str) -> Result<(), Error> {
        let file = self.file(&path);
        let failed = |why: &str| Error::new(format!("cannot write `{}`: {why}", shown(&file)));
        if let Some(other) = self.written.get(&file) {
            return Err(failed(&format!("it holds `{}`, and `{}` has the same name", shown(other), shown(&path))));
        }
        let own = fs::canonicalize(&path).unwrap_or_default();
        // A walk that comes to what is written on it would never end.
        let is_written = self.ending == Format::Markdown.ending() && own.starts_with(&self.real);
        if is_written && !self.articles.contains(&own) {
            let (path, out) = (shown(&path), shown(self.out));
            return Err(Error::new(format!("`{path}` was only just written: a link leads to `{out}`")));
        }
        if let Ok(there) = fs::canonicalize(&file) {
            if there == own {
                return Err(failed("it is the article itself"));
            }
            if self.articles.contains(&there) {
                return Err(failed("it is another of the articles"));
            }
        }
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|error| failed(&reason(&error)))?;
            if !fs::canonicalize(folder).is_ok_and(|folder| folder.starts_with(&self.real)) {
                return Err(failed(&format!("a link leads out of `{}`", shown(self.out))));
            }
        }
        file::write_output(&file, text.as_bytes())?;
        self.written.insert(file, path);
        Ok(())
    }

    /// The file for the article at `path`: below the folder that was named, its path is kept.
    fn file(&self, path: &Path) -> PathBuf {
        let below = self.folders.iter().filter_map(|folder| path.strip_prefix(folder).ok());
        let name = below.max_by_key(|below| below.as_os_str().len());
        let name = name.unwrap_or(Path::new(path.file_name().unwrap_or_default()));
        // `with_extension` would make `..` of `..md`.
        let mut file = name.file_stem().unwrap_or_default().to_owned();
        file.extend([OsStr::new("."), OsStr::new(self.ending)]);
        self.out.join(name).with_file_name(file)
    }
}
