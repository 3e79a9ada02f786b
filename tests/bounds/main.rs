//! Time and stack are bounded, whatever the input is.

mod shape;
mod stack;
mod time;
