//! Time that work takes, without what others take on a busy machine.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Time that this thread spends on `work`.
pub fn time(work: impl FnOnce()) -> Duration {
    let started = spent();
    work();
    spent() - started
}

/// Time that this thread has spent, as far as the system tells it; else the time of day.
fn spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    std::thread::yield_now(); // for then the system counts
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}
