//! [`Output`]: standard output that ends quietly when its reader has gone, or a file.

use std::io::{self, StdoutLock, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use crate::error::{Error, reason};
use crate::file;
use crate::status::Status;

/// Where results go. After the first failure everything written to it is dropped.
pub(crate) struct Output {
    target: Target,
    state: State,
}

enum Target {
    Stdout(StdoutLock<'static>),
    /// Written as a whole at the end, so that nobody reads half of it.
    File {
        path: PathBuf,
        text: Vec<u8>,
    },
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    ReaderGone,
    Failed,
}

impl Output {
    /// Takes standard output.
    pub(crate) fn new() -> Output {
        Output { target: Target::Stdout(io::stdout().lock()), state: State::Open }
    }

    /// The file at `path`, or standard output where there is none.
    pub(crate) fn to(path: Option<PathBuf>) -> Output {
        match path {
            Some(path) => Output { target: Target::File { path, text: Vec::new() }, state: State::Open },
            None => Output::new(),
        }
    }

    /// Writes `text` and passes it on at once; says whether more can be written.
    pub(crate) fn write(&mut self, text: &[u8]) -> ControlFlow<()> {
        if self.state == State::Open {
            let written = match &mut self.target {
                Target::Stdout(stdout) => stdout.write_all(text).and_then(|()| stdout.flush()),
                Target::File { text: written, .. } => written.write_all(text),
            };
            if let Err(error) = written {
                self.fail(&error);
            }
        }
        match self.state {
            State::Open => ControlFlow::Continue(()),
            State::ReaderGone | State::Failed => ControlFlow::Break(()),
        }
    }

    /// Writes what waits to be written, and gives the status that writing led to. A reader who has seen enough is no failure.
    pub(crate) fn finish(self) -> Status {
        if let (Target::File { path, text }, State::Open) = (&self.target, self.state)
            && let Err(error) = file::write(path, text)
        {
            error.print();
            return Status::Bad;
        }
        self.status()
    }

    /// The status that writing led to so far.
    pub(crate) fn status(&self) -> Status {
        match self.state {
            State::Open | State::ReaderGone => Status::Good,
            State::Failed => Status::Bad,
        }
    }

    fn fail(&mut self, error: &io::Error) {
        self.state = match error.kind() {
            io::ErrorKind::BrokenPipe => State::ReaderGone,
            _ => {
                Error::new(format!("cannot write the output: {}", reason(error))).print();
                State::Failed
            }
        };
    }
}
