//! What the fuzz targets do, shared with the tests of the crate, where every find is one line in `tests/laws/found.rs`.

pub use support::target;
