//! [`Trouble`]: what stood in the way, told on standard error.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use crate::file::STANDARD_INPUT;
use crate::status::Status;

/// Why something could not be done. The tool tells it, does everything else, and ends with its status.
#[derive(Debug)]
pub(crate) struct Trouble {
    drawing: String,
    message: String,
    status: Status,
}

impl Trouble {
    /// Trouble in these words.
    pub(crate) fn new(message: impl Into<String>) -> Trouble {
        Trouble { drawing: String::new(), message: message.into(), status: Status::Bad }
    }

    /// An article is refused for findings that are drawn before the message.
    pub(crate) fn refused(drawing: String, message: impl Into<String>) -> Trouble {
        Trouble { drawing, message: message.into(), status: Status::Findings }
    }

    /// The same with more to say.
    pub(crate) fn and(self, more: &str) -> Trouble {
        Trouble { message: self.message + more, ..self }
    }

    /// How the tool ends for it.
    pub(crate) fn status(&self) -> Status {
        self.status
    }

    /// `path` could not be read, and `reason` says why.
    pub(crate) fn reading(path: &Path, reason: impl fmt::Display) -> Trouble {
        if path.as_os_str() == STANDARD_INPUT {
            Trouble::new(format!("cannot read standard input: {reason}"))
        } else {
            Trouble::new(format!("cannot read `{}`: {reason}", shown(path)))
        }
    }

    /// The operating system refused to read `path`.
    pub(crate) fn system(path: &Path, error: &io::Error) -> Trouble {
        Trouble::reading(path, reason(error))
    }

    /// Tells it on standard error. Where even that fails, nobody is left to be told.
    pub(crate) fn tell(&self) {
        let _ = writeln!(io::stderr(), "{}error: {}", self.drawing, self.message);
    }
}

/// Tells on standard error what is odd but stands in no way.
pub(crate) fn warn(message: &str) {
    let _ = writeln!(io::stderr(), "warning: {message}");
}

/// `path` on one line: control characters, which a file name may hold, show as U+FFFD.
pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The system's words for `error`, in the style of our own messages and without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
