//! Time and stack are bounded, whatever the input is.

#[path = "../support/function.rs"]
mod function;
#[path = "../support/random.rs"]
mod random;

mod shape;
mod stack;
mod time;
