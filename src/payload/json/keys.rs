//! Keys that appear twice in an object.

use std::borrow::Cow;
use std::collections::HashSet;

use super::string::decoded;
use super::{Node, inner};

/// Up to this many keys an object's keys are compared one by one, which is faster than a hash set.
const FEW: usize = 24;

/// The keys of an object that is being read, as far as it takes to know that they differ.
#[derive(Clone, Copy, Default)]
pub(super) struct Keys {
    /// A bit for each key, by its length and letters.
    bits: u64,
    /// Whether two keys had the same bit: only then is comparing the keys worth it.
    meets: bool,
}

impl Keys {
    /// Notices the key `key`.
    pub(super) fn notice(&mut self, text: &str, key: Node) {
        let word = text.as_bytes().get(key.start as usize + 1..key.end as usize - 1).unwrap_or_default();
        let letter = |at: Option<&u8>| at.map_or(0, |letter| u64::from(*letter));
        let mixed = 5 * word.len() as u64 + 3 * letter(word.first()) + letter(word.last());
        // An escape can spell a key of any other length and letters.
        let bits = if key.special { u64::MAX } else { 1 << (mixed & 63) };
        self.meets |= self.bits & bits != 0;
        self.bits |= bits;
    }

    /// Whether two keys are the same, of the object at the place `object` among the `nodes`.
    pub(super) fn repeat(self, text: &str, nodes: &[Node], object: usize) -> bool {
        self.meets && any_twice(text, nodes, object)
    }
}

fn any_twice(text: &str, nodes: &[Node], object: usize) -> bool {
    let mut keys: Vec<Cow<'_, str>> = Vec::new();
    let mut many = HashSet::new();
    let mut at = object + 1;
    while let (Some(key), Some(value)) = (nodes.get(at), nodes.get(at + 1)) {
        at = value.next as usize;
        let inner = text.get(inner(text, key.start as usize..key.end as usize)).unwrap_or_default();
        let key = if key.special { Cow::Owned(decoded(inner)) } else { Cow::Borrowed(inner) };
        let again = if keys.len() < FEW {
            let again = keys.contains(&key);
            keys.push(key);
            again
        } else {
            if many.is_empty() {
                many.extend(keys.iter().cloned());
            }
            !many.insert(key)
        };
        if again {
            return true;
        }
    }
    false
}
