//! Building the tree from the events of a page.
//!
//! A [`stack`] of open nodes, and scratch [`lists`] from which each closed node cuts its children; [`tree`] opens and
//! closes with the two. [`run`] joins pieces of text and finds bare links in them, [`interpreter`] does the same for the author's
//! HTML, [`block_constructs`] adds constructs between blocks, [`sections`] opens and closes sections, [`budget`]
//! counts. [`markdown`] is the list of what each event does.

mod autolink;
mod block_constructs;
mod budget;
mod interpreter;
mod lists;
mod markdown;
mod placeholder;
mod run;
mod scratch;
mod sections;
mod spans;
mod stack;
mod target;
mod tree;
mod unended;

pub(crate) use markdown::{Built, build, build_html};
pub(crate) use spans::Spans;
