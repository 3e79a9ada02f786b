//! What holds for every article: the examples, a corpus that `SELFHELP_CORPUS` names, made-up and hostile ones.
//! `tests/README.md` says where a new test belongs.

#[path = "../support/dom.rs"]
mod dom;
#[path = "../support/law/mod.rs"]
mod law;
#[path = "../support/library.rs"]
mod library;
#[path = "../support/random.rs"]
mod random;
#[path = "../support/shelf.rs"]
mod shelf;
#[path = "../support/specimen.rs"]
mod specimen;
#[path = "../support/target/mod.rs"]
mod target;
#[path = "../support/vectors.rs"]
mod vectors;

mod address;
mod arrows;
mod corpus;
mod differential;
mod examples;
mod found;
mod hostile;
mod html;
mod property;
mod text;
mod two_passes;
mod witness;
mod words;
