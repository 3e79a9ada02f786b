//! `selfhelp preview`: the page on which an author sees an article, and all that is known of it.

mod anchors;
mod clouds;
mod escape;
mod fields;
mod http;
mod list;
mod page;
mod serve;
mod shelf;
mod side;
mod source;
mod subject;
mod tags;
mod text;
mod titles;
mod watch;

use selfhelp::Article;

use crate::arguments::Preview;
use crate::error::{Error, shown};
use crate::file;
use crate::output::Output;
use crate::status::Status;
use page::{Page, Pictures};
use subject::Subject;

/// Writes the page of an article to standard output, or serves the pages of many.
pub(crate) fn preview(arguments: &Preview) -> Status {
    let pictures = if arguments.pictures { Pictures::Loaded } else { Pictures::LeftOut };
    let done = if arguments.serve { serve::serve(&arguments.paths, pictures) } else { write(arguments, pictures) };
    match done {
        Ok(status) => status,
        Err(error) => {
            error.print();
            error.status()
        }
    }
}

fn write(arguments: &Preview, pictures: Pictures) -> Result<Status, Error> {
    // `required`: there is one.
    let path = arguments.paths.first().map(|path| &**path).unwrap_or("-".as_ref());
    let article = Article::parse_bytes_lenient(&file::read(path)?);
    let subject = Subject::new(path, &article)?;
    let page = Page { subject: &subject, pictures, version: None }.render();
    let page = page.map_err(|error| Error::new(format!("cannot render `{}`: {error}", shown(path))))?;
    let mut output = Output::new();
    let _ = output.write(page.as_bytes());
    Ok(output.finish())
}
