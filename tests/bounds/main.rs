//! Time and stack are bounded, whatever the input is.

mod known;
mod shape;
mod stack;
mod time;
