//! The queue: work done by many threads, handed over in order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::thread;

use rayon::iter::{ParallelBridge, ParallelIterator};

/// How many items may be in work or done and waiting for an earlier one. It bounds the memory that results take.
const IN_WORK: usize = 256;

/// How far `items` are fetched ahead of the work.
const AHEAD: usize = 1 << 16;

/// Does `work` on all `items` in parallel, and gives the results to `take` in the order of the items.
///
/// `items` are fetched on a thread of their own, `take` runs on the caller's. Each result is handed over as soon as
/// the earlier ones have been; when `take` breaks, no more work is begun.
pub(crate) fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) {
    let (fetched, ready) = mpsc::sync_channel(AHEAD);
    // Whoever begins an item hands in a ticket, and gets in only while fewer than `IN_WORK` lie there.
    let (begin, tickets) = mpsc::sync_channel(IN_WORK);
    let (done, results) = mpsc::channel();
    let work = &work;
    thread::scope(move |scope| {
        scope.spawn(move || items.map_while(|item| fetched.send(item).ok()).for_each(drop));
        scope.spawn(move || {
            let admitted = ready.into_iter().map_while(|item| begin.send(()).ok().map(|()| item));
            let work = |(index, item)| done.send((index, work(item)));
            // An error says that nobody takes results any more; then nothing more is admitted either.
            admitted.enumerate().par_bridge().map(work).for_each(drop);
        });
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (index, result) in results {
            early.insert(index, result);
            while let Some(result) = early.remove(&next) {
                next += 1;
                let _ = tickets.recv();
                if take(result).is_break() {
                    return;
                }
            }
        }
    });
}
