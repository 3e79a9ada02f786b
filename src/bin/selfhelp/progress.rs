//! [`Progress`]: a bar for whoever waits at a terminal.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A progress bar on standard error, where that is a terminal and the output goes elsewhere; else nothing.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar at its beginning.
    pub(crate) fn new() -> Progress {
        if !io::stderr().is_terminal() || io::stdout().is_terminal() {
            return Progress(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len} articles, {eta} left");
        let bar = ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress(bar)
    }

    /// One more article was found.
    pub(crate) fn found(&self) {
        self.0.inc_length(1);
    }

    /// One more article is done.
    pub(crate) fn done(&self) {
        self.0.inc(1);
    }

    /// Does `tell`, which writes to standard error, without the bar in its way.
    pub(crate) fn aside(&self, tell: impl FnOnce()) {
        self.0.suspend(tell);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
