//! [`Parts`], [`Blocks`] and [`Inlines`]: lists that hide how they are stored.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::tree::{Block, Inline, Part};

/// How a list is stored: most hold one node, which then needs no allocation of its own. An edited list keeps room for
/// more, so that adding nodes one by one takes linear time. The tag fits into the room that a node takes anyway.
#[derive(Clone)]
enum Nodes<T> {
    One(T),
    Any(Box<[T]>),
    Edited(Vec<T>),
}

impl<T> Nodes<T> {
    fn as_slice(&self) -> &[T] {
        match self {
            Nodes::One(node) => std::slice::from_ref(node),
            Nodes::Any(nodes) => nodes,
            Nodes::Edited(nodes) => nodes,
        }
    }

    fn as_mut_slice(&mut self) -> &mut [T] {
        match self {
            Nodes::One(node) => std::slice::from_mut(node),
            Nodes::Any(nodes) => nodes,
            Nodes::Edited(nodes) => nodes,
        }
    }

    fn into_vec(self) -> Vec<T> {
        match self {
            Nodes::One(node) => vec![node],
            Nodes::Any(nodes) => nodes.into_vec(),
            Nodes::Edited(nodes) => nodes,
        }
    }
}

impl<T> Default for Nodes<T> {
    fn default() -> Nodes<T> {
        Nodes::Any(Box::default())
    }
}

impl<T> From<Vec<T>> for Nodes<T> {
    fn from(mut nodes: Vec<T>) -> Nodes<T> {
        match (nodes.len(), nodes.pop()) {
            (1, Some(node)) => Nodes::One(node),
            (_, last) => {
                nodes.extend(last);
                Nodes::Any(exact(nodes))
            }
        }
    }
}

/// Lists of so many nodes are not copied as a whole, so that there is never room for all of them twice.
const MANY: usize = 1024;

/// `nodes` without room for more. A few are copied: the allocator then has room of the usual size for the next article,
/// instead of a cut-off rest.
fn exact<T>(mut nodes: Vec<T>) -> Box<[T]> {
    if nodes.len() == nodes.capacity() || nodes.len() >= MANY {
        return nodes.into_boxed_slice();
    }
    nodes.drain(..).collect()
}

/// Moves the elements of `scratch` from index `from` on into a list of their own. If they are many, the smaller part is
/// copied.
pub(crate) fn cut<T>(scratch: &mut Vec<T>, from: usize) -> Vec<T> {
    if scratch.len().saturating_sub(from) < from.max(MANY) {
        return scratch.split_off(from.min(scratch.len()));
    }
    let before = scratch.drain(..from).collect();
    let mut cut = std::mem::replace(scratch, before);
    cut.shrink_to_fit();
    cut
}

/// Defines a list of nodes that derefs to a slice and hides how it is stored.
macro_rules! node_list {
    ($(#[$doc:meta])* $name:ident of $node:ty) => {
        $(#[$doc])*
        #[derive(Clone, Default)]
        pub struct $name(Nodes<$node>);

        impl $name {
            /// Moves the nodes of `scratch` from index `from` on into a list of their own.
            pub(crate) fn cut(scratch: &mut Vec<$node>, from: usize) -> $name {
                match scratch.len().saturating_sub(from) {
                    0 => $name::default(),
                    1 => scratch.pop().map_or_else($name::default, |node| $name(Nodes::One(node))),
                    _ => $name(Nodes::Any(cut(scratch, from).into_boxed_slice())),
                }
            }

            /// An empty list.
            pub fn new() -> $name {
                $name::default()
            }

            /// Appends a node.
            pub fn push(&mut self, node: $node) {
                self.edit(|nodes| nodes.push(node));
            }

            /// Inserts a node before the one at `index`, or at the end if there is none.
            pub fn insert(&mut self, index: usize, node: $node) {
                self.edit(|nodes| nodes.insert(index.min(nodes.len()), node));
            }

            /// Removes the node at `index`, if there is one.
            pub fn remove(&mut self, index: usize) -> Option<$node> {
                let mut removed = None;
                self.edit(|nodes| removed = (index < nodes.len()).then(|| nodes.remove(index)));
                removed
            }

            /// Keeps only the nodes for which `keep` returns `true`.
            pub fn retain(&mut self, keep: impl FnMut(&$node) -> bool) {
                self.edit(|nodes| nodes.retain(keep));
            }

            fn edit(&mut self, change: impl FnOnce(&mut Vec<$node>)) {
                let mut nodes = std::mem::take(&mut self.0).into_vec();
                change(&mut nodes);
                self.0 = Nodes::Edited(nodes);
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(&**self).finish()
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &$name) -> bool {
                **self == **other
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.as_ref().serialize(serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                Vec::deserialize(deserializer).map($name::from)
            }
        }

        impl AsRef<[$node]> for $name {
            fn as_ref(&self) -> &[$node] {
                self
            }
        }

        impl std::ops::Deref for $name {
            type Target = [$node];

            fn deref(&self) -> &[$node] {
                self.0.as_slice()
            }
        }

        impl std::ops::DerefMut for $name {
            fn deref_mut(&mut self) -> &mut [$node] {
                self.0.as_mut_slice()
            }
        }

        impl From<Vec<$node>> for $name {
            fn from(nodes: Vec<$node>) -> $name {
                $name(Nodes::from(nodes))
            }
        }

        impl FromIterator<$node> for $name {
            fn from_iter<I: IntoIterator<Item = $node>>(nodes: I) -> $name {
                $name::from(Vec::from_iter(nodes))
            }
        }

        impl Extend<$node> for $name {
            fn extend<I: IntoIterator<Item = $node>>(&mut self, more: I) {
                self.edit(|nodes| nodes.extend(more));
            }
        }

        impl IntoIterator for $name {
            type Item = $node;
            type IntoIter = std::vec::IntoIter<$node>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.into_vec().into_iter()
            }
        }

        impl<'a> IntoIterator for &'a $name {
            type Item = &'a $node;
            type IntoIter = std::slice::Iter<'a, $node>;

            fn into_iter(self) -> Self::IntoIter {
                self.iter()
            }
        }

        impl<'a> IntoIterator for &'a mut $name {
            type Item = &'a mut $node;
            type IntoIter = std::slice::IterMut<'a, $node>;

            fn into_iter(self) -> Self::IntoIter {
                self.iter_mut()
            }
        }
    };
}

node_list! {
    /// A list of [`Part`]s; derefs to a slice.
    Parts of Part
}
node_list! {
    /// A list of [`Block`]s; derefs to a slice.
    Blocks of Block
}
node_list! {
    /// A list of [`Inline`]s; derefs to a slice.
    Inlines of Inline
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_list_is_cut_off() {
        for length in [0_usize, 1, 3, 1024, 5000] {
            for from in [0, 1, length / 2, length.saturating_sub(1), length, length + 1] {
                let mut list: Vec<usize> = (0..length).collect();
                let cut = cut(&mut list, from);
                let from = from.min(length);
                assert_eq!((list, cut.capacity()), ((0..from).collect(), length - from));
                assert_eq!(cut, (from..length).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn adding_node_after_node_takes_time_in_proportion() {
        let begun = std::time::Instant::now();
        let mut inlines = Inlines::new();
        for _ in 0..200_000 {
            inlines.push(Inline::text("a"));
            inlines.extend([Inline::text("b")]);
        }
        assert_eq!(inlines.len(), 400_000);
        assert!(begun.elapsed().as_secs() < 10, "each copies all of the list");
    }

    #[test]
    fn an_edited_list_is_no_larger() {
        assert_eq!(size_of::<Inlines>(), size_of::<Inline>().max(size_of::<Vec<Inline>>()));
    }
}
