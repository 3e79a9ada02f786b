//! Every article under some paths: found, read and worked on in parallel, handed over in path order.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use selfhelp::Article;

use crate::file;
use crate::progress::Progress;
use crate::queue;
use crate::status::Status;
use crate::trouble::Trouble;
use crate::walk::Walk;

/// Parses every article under `paths` leniently, does `work` on it, and gives the results to `take` in path order.
///
/// What cannot be read is told on standard error at its turn, and everything else still done; the status says so.
pub(crate) fn each<R: Send>(
    paths: Vec<PathBuf>,
    work: impl Fn(&Path, &Article) -> Result<R, Trouble> + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) -> Status {
    let progress = Progress::new();
    let mut status = Status::Good;
    let one = |path: Result<PathBuf, Trouble>| {
        let path = path?;
        let bytes = file::read(&path)?;
        work(&path, &Article::parse_bytes_lenient(&bytes))
    };
    queue::in_order(Walk::new(paths).inspect(|_| progress.found()), one, |result| {
        progress.done();
        match result {
            Ok(result) => take(result),
            Err(trouble) => {
                status = Status::Bad;
                progress.aside(|| trouble.tell());
                ControlFlow::Continue(())
            }
        }
    });
    status
}
