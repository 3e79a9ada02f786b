//! Time and stack are bounded, whatever the input.

mod known;
mod shape;
mod solution;
mod stack;
mod time;
