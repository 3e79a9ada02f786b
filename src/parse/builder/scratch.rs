//! [`Scratch`]: a list that grows while a tree is built.

use std::ops::{Deref, DerefMut};

/// From this length on a list grows by a sixty-fourth instead of doubling: lines of one letter are as many nodes
/// as bytes, and room for twice as many would be most of what parsing holds.
const LARGE: usize = 1024;

/// A list of nodes; a `Vec` that is not much larger than what is in it.
#[derive(Debug)]
pub(super) struct Scratch<T>(Vec<T>);

impl<T> Scratch<T> {
    pub(super) const fn new() -> Scratch<T> {
        Scratch(Vec::new())
    }

    pub(super) fn with_capacity(nodes: usize) -> Scratch<T> {
        Scratch(Vec::with_capacity(nodes))
    }

    #[inline(always)]
    pub(super) fn push(&mut self, node: T) {
        if self.0.len() == self.0.capacity() {
            self.grow();
        }
        self.0.push(node);
    }

    #[cold]
    fn grow(&mut self) {
        match self.0.len() {
            LARGE.. => self.0.reserve_exact(self.0.len() / 64),
            _ => self.0.reserve(1),
        }
    }

    pub(super) fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T> Default for Scratch<T> {
    fn default() -> Scratch<T> {
        Scratch::new()
    }
}

impl<T> Extend<T> for Scratch<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, nodes: I) {
        nodes.into_iter().for_each(|node| self.push(node));
    }
}

impl<T> Deref for Scratch<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for Scratch<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_list_has_little_room_to_spare() {
        let mut list = Scratch::new();
        for length in 1..100_000 {
            list.push(length);
            assert!(length <= LARGE || list.capacity() <= length + length / 64, "{length}");
        }
    }
}
