//! The queue: work done by many threads, handed over in order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use rayon::iter::{ParallelBridge, ParallelIterator};

/// How far items are fetched ahead of the work.
const AHEAD: usize = 1 << 16;

/// How many batches may be in work, or done and waiting for an earlier one. It bounds the memory that results take.
const IN_WORK: usize = 32;

/// The most items in a batch. Waking a thread costs about as much as parsing a small article.
const BATCH: usize = 16;

/// Does `work` on all `items` in parallel, and gives the results to `take` in the order of the items.
///
/// `items` are fetched on a thread of their own, `take` runs on the caller's. Results are handed over while later items
/// are in work; when `take` breaks, no more work is begun.
pub(crate) fn in_order<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) {
    let (fetched, ready) = mpsc::sync_channel(AHEAD);
    // Whoever begins a batch hands in a ticket, and gets in only while fewer than `IN_WORK` lie there.
    let (begin, tickets) = mpsc::sync_channel(IN_WORK);
    let (done, results) = mpsc::channel();
    let work = &work;
    thread::scope(move |scope| {
        scope.spawn(move || items.map_while(|item| fetched.send(item).ok()).for_each(drop));
        scope.spawn(move || {
            let batches = Batches { ready, size: 1 };
            let admitted = batches.map_while(|batch| begin.send(()).ok().map(|()| batch));
            let work = |(index, batch): (usize, Vec<T>)| {
                let results: Vec<R> = batch.into_iter().map(work).collect();
                done.send((index, results))
            };
            // An error says that nobody takes results any more; then nothing more is admitted either.
            admitted.enumerate().par_bridge().map(work).for_each(drop);
        });
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (index, batch) in results {
            early.insert(index, batch);
            while let Some(batch) = early.remove(&next) {
                next += 1;
                let _ = tickets.recv();
                if batch.into_iter().try_for_each(&mut take).is_break() {
                    return;
                }
            }
        }
    });
}

/// What is ready, in batches: small ones first, so that the first results come soon; never waiting to fill one.
struct Batches<T> {
    ready: Receiver<T>,
    size: usize,
}

impl<T> Iterator for Batches<T> {
    type Item = Vec<T>;

    fn next(&mut self) -> Option<Vec<T>> {
        let mut batch = Vec::with_capacity(self.size);
        batch.push(self.ready.recv().ok()?);
        batch.extend(self.ready.try_iter().take(self.size - 1));
        self.size = BATCH.min(self.size * 2);
        Some(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `take` gets of the numbers up to `count` before it has seen `enough`.
    fn taken(count: usize, enough: usize) -> Vec<usize> {
        let mut taken = Vec::new();
        let slow = |number: usize| {
            thread::sleep(std::time::Duration::from_micros(if number.is_multiple_of(7) { 300 } else { 0 }));
            number
        };
        in_order(0..count, slow, |number| {
            taken.push(number);
            if taken.len() == enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        taken
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for count in [0, 1, 2, 31, 1_000] {
            assert_eq!(taken(count, usize::MAX), (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_handed_over_after_a_break() {
        for enough in [1, 2, 17, 600] {
            assert_eq!(taken(1_000_000, enough), (0..enough).collect::<Vec<_>>());
        }
    }
}
