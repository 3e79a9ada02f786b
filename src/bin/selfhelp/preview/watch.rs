//! [`Saved`]: how often something was saved, and whoever waits for the next time.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::shelf::Shelf;
use crate::error::Error;

/// How long nothing may happen before what was saved is read: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(50);

/// How long is waited for that.
const LONGEST: Duration = Duration::from_secs(1);

/// The version of the articles: a number that rises whenever something is saved.
#[derive(Default)]
pub(super) struct Saved {
    version: Mutex<u64>,
    changed: Condvar,
}

impl Saved {
    pub(super) fn version(&self) -> u64 {
        *self.version.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the version is another than `known`, or for so long; gives the version.
    pub(super) fn wait(&self, known: u64, longest: Duration) -> u64 {
        let version = self.version.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(version, longest, |version| *version == known);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn rise(&self) {
        *self.version.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }
}

/// Follows what is saved, as long as the watcher is kept.
pub(super) fn watch(shelf: &Arc<Shelf>, saved: &Arc<Saved>) -> Result<RecommendedWatcher, Error> {
    let failed = |error: notify::Error| Error::new(format!("cannot watch the articles: {error}"));
    let (sender, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading is an event, too; what cannot be said may be anything.
        if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
            let _ = sender.send(());
        }
    })
    .map_err(failed)?;
    for (folder, is_deep) in shelf.watched() {
        let mode = if is_deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        watcher.watch(folder, mode).map_err(failed)?;
    }
    let (shelf, saved) = (Arc::clone(shelf), Arc::clone(saved));
    thread::spawn(move || follow(&events, &shelf, &saved));
    Ok(watcher)
}

fn follow(events: &Receiver<()>, shelf: &Shelf, saved: &Saved) {
    while events.recv().is_ok() {
        // Where something is written all the time, what there is shows all the same.
        let end = Instant::now() + LONGEST;
        while events.recv_timeout(QUIET).is_ok() && Instant::now() < end {}
        if shelf.refresh() {
            saved.rise();
        }
    }
}
