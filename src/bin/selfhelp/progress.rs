//! [`Progress`]: a bar for whoever waits at a terminal.

use std::io::{self, IsTerminal};
use std::sync::Once;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long nobody needs to be shown that work goes on.
const PATIENCE: Duration = Duration::from_millis(500);

/// A progress bar on standard error, where that is a terminal and no output is shown beside it; else nothing.
///
/// It comes into sight when the work takes a while.
pub(crate) struct Progress {
    bar: ProgressBar,
    shown: Once,
    beside: Beside,
}

/// Where results go.
#[derive(PartialEq)]
enum Beside {
    Output,
    Files,
}

impl Progress {
    /// For work whose results go to standard output: where that is a terminal, the bar would be among them.
    pub(crate) fn beside_output() -> Progress {
        Progress::new(Beside::Output)
    }

    /// For work whose results go to files.
    pub(crate) fn beside_files() -> Progress {
        Progress::new(Beside::Files)
    }

    /// A bar at its beginning.
    fn new(beside: Beside) -> Progress {
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len} articles, {eta} left");
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Progress { bar, shown: Once::new(), beside }
    }

    /// One more article was found.
    pub(crate) fn found(&self) {
        self.bar.inc_length(1);
    }

    /// One more article is done.
    pub(crate) fn done(&self) {
        self.bar.inc(1);
        if self.bar.elapsed() > PATIENCE {
            self.shown.call_once(|| self.show());
        }
    }

    /// Runs `print`, which writes to standard error, without the bar in its way.
    pub(crate) fn suspended(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    fn show(&self) {
        if io::stderr().is_terminal() && (self.beside == Beside::Files || !io::stdout().is_terminal()) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
