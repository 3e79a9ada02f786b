//! Time and stack are bounded, whatever the input.

mod shape;
mod stack;
mod time;
