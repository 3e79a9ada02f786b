//! Scans over many bytes at a time: a block is scanned to its end, without an early exit, so that the compiler
//! vectorises the loop.

/// Whether `is` holds for any of `bytes`.
#[inline(always)]
pub(crate) fn any(bytes: &[u8], is: impl Fn(u8) -> bool + Copy) -> bool {
    match bytes.len() {
        0..2 => bytes.first().is_some_and(|&byte| is(byte)),
        2..4 => any_at_ends::<2>(bytes, is),
        4..8 => any_at_ends::<4>(bytes, is),
        8..=16 => any_at_ends::<8>(bytes, is),
        17..=32 => any_at_ends::<16>(bytes, is),
        _ => any_of_many(bytes, is),
    }
}

/// As [`any`], of more than 32 bytes.
#[inline(always)]
fn any_of_many(bytes: &[u8], is: impl Fn(u8) -> bool + Copy) -> bool {
    let mut rest = bytes;
    while rest.len() > 32
        && let Some((block, after)) = rest.split_first_chunk::<16>()
    {
        if any_in(block, is) {
            return true;
        }
        rest = after;
    }
    any_at_ends::<16>(rest, is)
}

/// As [`any`], of the first and the last `N` bytes, which may overlap, in one go.
#[inline(always)]
fn any_at_ends<const N: usize>(bytes: &[u8], is: impl Fn(u8) -> bool + Copy) -> bool {
    let (Some(first), Some(last)) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) else { return false };
    let mut found = false;
    for (&first, &last) in first.iter().zip(last) {
        found |= is(first) | is(last);
    }
    found
}

/// Whether `is` holds for any of `bytes` and the byte after it.
#[inline(always)]
pub(crate) fn any_pair(bytes: &[u8], is: impl Fn(u8, u8) -> bool + Copy) -> bool {
    match bytes.len() {
        0..5 => bytes.windows(2).any(|pair| is(pair[0], pair[1])),
        5..9 => any_pair_by::<4>(bytes, is),
        9..17 => any_pair_by::<8>(bytes, is),
        _ => any_pair_by::<16>(bytes, is),
    }
}

/// As [`any_pair`], `N` pairs at a time, of at least `N`; the last block may overlap the one before it.
#[inline(always)]
fn any_pair_by<const N: usize>(bytes: &[u8], is: impl Fn(u8, u8) -> bool + Copy) -> bool {
    let (Some((_, after)), Some((_, before))) = (bytes.split_first(), bytes.split_last()) else { return false };
    for (block, next) in before.as_chunks::<N>().0.iter().zip(after.as_chunks::<N>().0) {
        if any_pair_in(block, next, is) {
            return true;
        }
    }
    match (before.last_chunk::<N>(), after.last_chunk::<N>()) {
        (Some(block), Some(next)) => any_pair_in(block, next, is),
        _ => false,
    }
}

#[inline(always)]
fn any_pair_in<const N: usize>(block: &[u8; N], next: &[u8; N], is: impl Fn(u8, u8) -> bool) -> bool {
    let mut found = false;
    for (&byte, &next) in block.iter().zip(next) {
        found |= is(byte, next);
    }
    found
}

/// The length of the longest prefix of full blocks in which `is` holds for no byte and the byte after it.
#[inline(always)]
pub(crate) fn plain_pair_blocks(bytes: &[u8], is: impl Fn(u8, u8) -> bool + Copy) -> usize {
    let blocks = bytes.as_chunks::<16>().0.iter().zip(bytes.get(1..).unwrap_or_default().as_chunks::<16>().0);
    16 * blocks.take_while(|(block, next)| !any_pair_in(block, next, is)).count()
}

/// The length of the longest prefix of full blocks in which `is` holds for no byte.
#[inline(always)]
pub(crate) fn plain_blocks(bytes: &[u8], is: impl Fn(u8) -> bool + Copy) -> usize {
    16 * bytes.as_chunks::<16>().0.iter().take_while(|block| !any_in(block, is)).count()
}

#[inline(always)]
fn any_in<const N: usize>(block: &[u8; N], is: impl Fn(u8) -> bool) -> bool {
    let mut found = false;
    for &byte in block {
        found |= is(byte);
    }
    found
}

/// Whether `byte` is printable ASCII, the space included.
#[inline(always)]
pub(crate) fn is_printable(byte: u8) -> bool {
    // Plus one, every byte after `~` is negative as a signed number, so that one comparison is enough.
    byte.wrapping_add(1).cast_signed() > b' '.cast_signed()
}

/// Whether `byte` is printable ASCII other than the space.
#[inline(always)]
pub(crate) fn is_inked(byte: u8) -> bool {
    byte.wrapping_add(1).cast_signed() > b'!'.cast_signed()
}

/// Whether a reader sees nothing of `text`.
#[inline]
pub(crate) fn is_blank(text: &str) -> bool {
    !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_from_the_blank_to_the_tilde_are_printable() {
        for byte in 0..=u8::MAX {
            assert_eq!(is_printable(byte), (b' '..=b'~').contains(&byte), "{byte}");
            assert_eq!(is_inked(byte), byte.is_ascii_graphic(), "{byte}");
        }
    }

    #[test]
    fn a_byte_is_found_at_every_offset() {
        for length in 0..70 {
            let mut bytes = vec![b'a'; length];
            assert!(!any(&bytes, |byte| byte == b'b'));
            for at in 0..length {
                bytes[at] = b'b';
                assert!(any(&bytes, |byte| byte == b'b'), "{at} of {length}");
                assert_eq!(
                    any_pair(&bytes, |byte, next| byte == b'b' && next == b'a'),
                    at + 1 < length,
                    "{at} of {length}"
                );
                assert_eq!(plain_blocks(&bytes, |byte| byte == b'b'), at / 16 * 16, "{at} of {length}");
                assert_eq!(plain_pair_blocks(&bytes, |byte, _| byte == b'b'), at / 16 * 16, "{at} of {length}");
                bytes[at] = b'a';
            }
        }
    }
}
