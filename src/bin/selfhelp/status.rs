//! [`Status`]: how the tool ends.

use std::process::ExitCode;

/// How the tool ends. Wrong usage, status 2, is told by the reader of the arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// All is well: status 0.
    Good,
    /// An article has an error, or something could not be read or written: status 1.
    Bad,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        match status {
            Status::Good => ExitCode::SUCCESS,
            Status::Bad => ExitCode::FAILURE,
        }
    }
}
