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

use std::alloc::System;
use std::sync::{Mutex, MutexGuard, PoisonError};

use cap::Cap;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

/// Counts the bytes that are held, and the most that ever were; below it, how often any are asked for is counted.
#[global_allocator]
static ALLOCATOR: Cap<&StatsAlloc<System>> = Cap::new(&INSTRUMENTED_SYSTEM, usize::MAX);

/// Keeps other tests waiting, whose memory would count: it is counted for the whole process.
fn alone() -> MutexGuard<'static, ()> {
    static COUNTED: Mutex<()> = Mutex::new(());
    COUNTED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The most bytes that `work` holds beyond what there was before, and what it gives.
fn peak<T>(work: impl FnOnce() -> T) -> (usize, T) {
    // The most is that since the program began: what lacks to it is asked for and never touched, so that `work` goes above it.
    let ballast = Vec::<u8>::with_capacity(ALLOCATOR.max_allocated().saturating_sub(ALLOCATOR.allocated()));
    let before = ALLOCATOR.allocated();
    let result = work();
    drop(ballast);
    (ALLOCATOR.max_allocated().saturating_sub(before), result)
}
