//! [`Error`]: what went wrong, printed on standard error.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use crate::file::STANDARD_INPUT;
use crate::status::Status;

/// Why something could not be done. The tool prints it, does everything else, and ends with its status.
#[derive(Debug)]
pub(crate) struct Error {
    report: String,
    message: String,
    status: Status,
}

impl Error {
    /// An error with this message.
    pub(crate) fn new(message: impl Into<String>) -> Error {
        Error { report: String::new(), message: message.into(), status: Status::Bad }
    }

    /// An article is refused for findings that are shown before the message.
    pub(crate) fn refused(report: String, message: impl Into<String>) -> Error {
        Error { report, message: message.into(), status: Status::Findings }
    }

    /// The same with more to say.
    pub(crate) fn and(self, more: &str) -> Error {
        Error { message: self.message + more, ..self }
    }

    /// How the tool ends for it.
    pub(crate) fn status(&self) -> Status {
        self.status
    }

    /// `path` could not be read, and `reason` says why.
    pub(crate) fn reading(path: &Path, reason: impl fmt::Display) -> Error {
        if path.as_os_str() == STANDARD_INPUT {
            Error::new(format!("cannot read standard input: {reason}"))
        } else {
            Error::new(format!("cannot read `{}`: {reason}", shown(path)))
        }
    }

    /// The operating system refused to read `path`.
    pub(crate) fn system(path: &Path, error: &io::Error) -> Error {
        Error::reading(path, reason(error))
    }

    /// Prints it on standard error. Where even that fails, nobody is left to read it.
    pub(crate) fn print(&self) {
        let _ = writeln!(io::stderr(), "{}error: {}", self.report, printable_lines(&self.message));
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Prints on standard error what is odd but prevents nothing.
pub(crate) fn warn(message: &str) {
    let _ = writeln!(io::stderr(), "warning: {}", printable_lines(message));
}

/// `message` line by line as [`printable`]: that of a settings file has several.
fn printable_lines(message: &str) -> String {
    message.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

/// `path` on one line: control characters, which a file name may hold, show as U+FFFD.
pub(crate) fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// `text` with U+FFFD for control characters, which a terminal would obey: a message may repeat one that is in an article.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The system's words for `error`, in the style of our own messages and without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
