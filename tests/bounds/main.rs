//! Time and stack are bounded, whatever the input.

mod known;
mod shape;
mod stack;
mod time;
