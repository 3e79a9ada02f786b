//! Memory: what a parsed article holds and how often the parser asks for some, and what is held at the peak, whatever the
//! input is.

mod article;
mod function;
#[path = "../bounds/known.rs"]
mod known;
mod parse;
mod render;
#[path = "../bounds/shape.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod shape;

use std::sync::{Mutex, MutexGuard, PoisonError};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Keeps other tests waiting, whose memory would count: it is counted for the whole process.
fn alone() -> MutexGuard<'static, ()> {
    static COUNTED: Mutex<()> = Mutex::new(());
    COUNTED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The most bytes that `work` holds beyond what there was before, and what it gives.
fn peak<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let _profiler = dhat::Profiler::builder().testing().build();
    let result = work();
    (dhat::HeapStats::get().max_bytes, result)
}
