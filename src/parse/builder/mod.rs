//! Building the tree from the events of a page. From the ground up:
//!
//! 1. A [`stack`] of what is [`open`], and scratch [`lists`] from which each closed node cuts its children; [`budget`] counts.
//! 2. [`run`] joins pieces of text and finds bare links in them. [`nodes`] has all that is under construction, and puts the
//!    text before the node that comes next.
//! 3. [`tree`] opens and closes nodes by the rules of Markdown and HTML, with [`tags`] for the author's and [`sections`].
//! 4. [`block_constructs`] adds constructs between blocks, [`interpreter`] the author's HTML. [`markdown`] is the list of what
//!    each event does.

mod apart;
mod autolink;
mod block_constructs;
mod breaks;
mod budget;
mod comment;
mod flat;
mod hidden;
mod interpreter;
mod lists;
mod markdown;
mod nodes;
mod open;
mod report;
mod run;
mod scratch;
mod sections;
mod spans;
mod stack;
mod start_tag;
mod tags;
mod target;
mod tree;
mod unended;
mod written;

pub(crate) use markdown::{Built, build, build_html};
pub(crate) use spans::Spans;
