//! What the fuzz targets do, shared with the tests of the crate, where every find is one line in `tests/laws/found.rs`.

#[path = "../../tests/support/dom.rs"]
mod dom;
#[path = "../../tests/support/law/mod.rs"]
#[allow(dead_code, reason = "tests use the rest")]
mod law;
#[path = "../../tests/support/shelf.rs"]
#[allow(dead_code, reason = "tests use the rest")]
mod shelf;
#[path = "../../tests/support/target/mod.rs"]
pub mod target;
