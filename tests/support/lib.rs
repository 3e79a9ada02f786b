//! Code that several tests share.

pub mod clock;
pub mod dom;
pub mod folder;
pub mod function;
pub mod json;
pub mod law;
pub mod plain_bodies;
pub mod random;
pub mod share;
pub mod shelf;
pub mod specimen;
pub mod target;
pub mod terminal;
pub mod vectors;

/// The folder of the project.
pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
