//! [`Output`]: standard output that ends quietly when its reader has gone.

use std::io::{self, StdoutLock, Write};
use std::ops::ControlFlow;

use crate::status::Status;
use crate::trouble::{Trouble, reason};

/// Standard output. After the first failure everything written to it is dropped.
pub(crate) struct Output {
    stdout: StdoutLock<'static>,
    state: State,
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
        Output { stdout: io::stdout().lock(), state: State::Open }
    }

    /// Writes `text` and passes it on at once; says whether more can be written.
    pub(crate) fn write(&mut self, text: &[u8]) -> ControlFlow<()> {
        if self.state == State::Open {
            let written = self.stdout.write_all(text).and_then(|()| self.stdout.flush());
            if let Err(error) = written {
                self.fail(&error);
            }
        }
        match self.state {
            State::Open => ControlFlow::Continue(()),
            State::ReaderGone | State::Failed => ControlFlow::Break(()),
        }
    }

    /// The status that writing led to. A reader who has seen enough is no failure.
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
                Trouble::new(format!("cannot write the output: {}", reason(error))).tell();
                State::Failed
            }
        };
    }
}
