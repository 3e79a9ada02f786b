//! What the fuzz targets do, shared with the tests of the crate, where every find is one line in `tests/found.rs`.

#[path = "../../tests/dom/mod.rs"]
mod dom;
#[path = "../../tests/law/mod.rs"]
#[allow(dead_code, reason = "tests use the rest")]
mod law;
#[path = "../../tests/shelf/mod.rs"]
#[allow(dead_code, reason = "tests use the rest")]
mod shelf;
#[path = "../../tests/target/mod.rs"]
pub mod target;
