//! How much of an article is read: the limits, in one place.
//!
//! An article beyond one of them is refused: strict parsing fails and names the limit, lenient parsing gives an
//! article whose text is one literal block, so that nothing is lost or cut in silence.

/// Most bytes that an article may have, as given: 1 MiB. The largest real one has 84,533.
pub const INPUT_BYTES: usize = 1 << 20;

/// Most bytes from `<properties` to the end of `/>`: 64 KiB.
pub const HEADER_BYTES: usize = 64 << 10;

/// Most properties in a header, repeated and unknown ones included. Real headers have up to 17.
pub const PROPERTIES: usize = 256;

/// Most bytes between the quotes of a value: 16 KiB. The longest real one has 809.
pub const VALUE_BYTES: usize = 16 << 10;
