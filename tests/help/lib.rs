//! The official types of the help service read and write what the library makes: see `tests/official.rs`.
