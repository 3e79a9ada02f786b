//! The library accepts exactly the answers that its JSON Schema accepts: see `tests/agreement.rs`.
