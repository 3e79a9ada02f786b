#![doc = include_str!("../../docs/library.md")]

mod catalog;
mod error;
mod file;
mod index;
mod load;
mod locale;
mod parallel;
mod query;
mod read;
mod reason;
mod walk;

pub use catalog::Catalog;
pub use error::LoadError;
pub use file::ArticleFile;
pub use load::{Changes, Library, Loader};
pub use query::Query;
pub use reason::Reason;
