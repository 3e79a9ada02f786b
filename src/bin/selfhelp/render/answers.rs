//! Answers to a form.

use std::path::Path;

use selfhelp::Article;
use selfhelp::payload::Model;
use selfhelp::payload::answers::{Answers, Problem};
use selfhelp::payload::form::ScopingQuestions;
use selfhelp::render::Form;

use crate::arguments::Render;
use crate::error::{Error, shown};
use crate::file;
use crate::status::Status;

/// Answers to a form, and what is wrong with them.
#[derive(Default)]
pub(super) struct Filled {
    answers: Answers,
    problems: Vec<Problem>,
}

impl Filled {
    /// Reads the answers that were asked for, and checks them.
    pub(super) fn read(arguments: &Render, path: &Path, article: &Article) -> Result<Filled, Error> {
        let Some(file) = &arguments.filling.answers else { return Ok(Filled::default()) };
        let form = form(path, article)?;
        let bytes = file::read(file)?;
        let json = str::from_utf8(&bytes).map_err(|error| Error::reading(file, error))?;
        let answers = Answers::from_json(json).map_err(|error| Error::new(format!("in `{}`, {error}", shown(file))))?;
        let problems = form.validate(&answers).err().unwrap_or_default();
        Ok(Filled { answers, problems })
    }

    /// What is wrong with the answers.
    pub(super) fn warnings(&self) -> impl Iterator<Item = String> {
        self.problems.iter().map(|problem| problem.message.to_string())
    }

    pub(super) fn status(&self) -> Status {
        if self.problems.is_empty() { Status::Good } else { Status::Findings }
    }

    pub(super) fn form(&self) -> Form<'_> {
        Form::new().answers(&self.answers).problems(&self.problems)
    }
}

/// The form that the article at `path` is.
pub(super) fn form(path: &Path, article: &Article) -> Result<ScopingQuestions, Error> {
    let form = article.data().and_then(Model::into_form);
    form.ok_or_else(|| Error::new(format!("`{}` has no form", shown(path))))
}
