//! Work in as many threads as the machine has.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many items a thread takes at once.
const BATCH: usize = 32;

/// Does `work` on all `items`; gives the results in their order.
pub(super) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let batches = || {
        let mut done = Vec::new();
        loop {
            let start = next.fetch_add(BATCH, Ordering::Relaxed);
            let Some(rest) = items.get(start..).filter(|rest| !rest.is_empty()) else { return done };
            let batch: Vec<R> = rest.iter().take(BATCH).map(&work).collect();
            done.push((start, batch));
        }
    };
    let most = thread::available_parallelism().map_or(1, usize::from).min(items.len().div_ceil(BATCH));
    let mut done = thread::scope(|scope| {
        // The system may refuse a thread; this one does what no other does.
        let others: Vec<_> =
            (1..most).filter_map(|_| thread::Builder::new().spawn_scoped(scope, batches).ok()).collect();
        let mut done = batches();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(start, _)| *start);
    done.into_iter().flat_map(|(_, batch)| batch).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_are_in_the_order_of_the_items() {
        for count in [0, 1, 31, 32, 33, 1_000] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(super::map(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
