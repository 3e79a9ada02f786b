//! What holds for every article: the examples, a corpus that `SELFHELP_CORPUS` names, made-up and hostile ones.
//! `tests/README.md` explains where a new test belongs.

mod address;
mod arrows;
mod chunks;
mod corpus;
mod differential;
mod draft;
mod examples;
mod found;
mod help;
mod hostile;
mod html;
mod internal;
mod leaks;
mod library;
mod markdown;
mod pieces;
mod property;
mod terminal;
mod text;
mod two_passes;
mod witness;
mod words;
