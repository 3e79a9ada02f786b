//! [`Parts`], [`Blocks`] and [`Inlines`]: lists that hide how they are stored.

use serde::{Deserialize, Serialize};

use crate::tree::{Block, Inline, Part};

/// Defines a list of nodes that derefs to a slice and hides how it is stored.
macro_rules! node_list {
    ($(#[$doc:meta])* $name:ident of $node:ty) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Box<[$node]>);

        impl $name {
            /// An empty list.
            pub fn new() -> $name {
                $name::default()
            }

            /// Adds a node at the end.
            pub fn push(&mut self, node: $node) {
                self.edit(|nodes| nodes.push(node));
            }

            /// Adds a node before the one at `index`; at the end when `index` lies beyond it.
            pub fn insert(&mut self, index: usize, node: $node) {
                self.edit(|nodes| nodes.insert(index.min(nodes.len()), node));
            }

            /// Takes out the node at `index`, if there is one.
            pub fn remove(&mut self, index: usize) -> Option<$node> {
                let mut removed = None;
                self.edit(|nodes| removed = (index < nodes.len()).then(|| nodes.remove(index)));
                removed
            }

            /// Keeps only the nodes for which `keep` says so.
            pub fn retain(&mut self, keep: impl FnMut(&$node) -> bool) {
                self.edit(|nodes| nodes.retain(keep));
            }

            fn edit(&mut self, change: impl FnOnce(&mut Vec<$node>)) {
                let mut nodes = std::mem::take(&mut self.0).into_vec();
                change(&mut nodes);
                self.0 = nodes.into_boxed_slice();
            }
        }

        impl std::ops::Deref for $name {
            type Target = [$node];

            fn deref(&self) -> &[$node] {
                &self.0
            }
        }

        impl std::ops::DerefMut for $name {
            fn deref_mut(&mut self) -> &mut [$node] {
                &mut self.0
            }
        }

        impl From<Vec<$node>> for $name {
            fn from(nodes: Vec<$node>) -> $name {
                $name(nodes.into_boxed_slice())
            }
        }

        impl FromIterator<$node> for $name {
            fn from_iter<I: IntoIterator<Item = $node>>(nodes: I) -> $name {
                $name(nodes.into_iter().collect())
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
                self.0.iter()
            }
        }

        impl<'a> IntoIterator for &'a mut $name {
            type Item = &'a mut $node;
            type IntoIter = std::slice::IterMut<'a, $node>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.iter_mut()
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
