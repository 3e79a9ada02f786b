//! [`Status`]: how the tool ends.

use std::process::ExitCode;

/// How the tool ends, the same for every subcommand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// There is nothing to complain about: status 0.
    Good,
    /// An article has findings that fail it: status 1.
    Findings,
    /// Wrong usage, or something that could not be read, done or written: status 2.
    Bad,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Good => 0,
            Status::Findings => 1,
            Status::Bad => 2,
        })
    }
}
