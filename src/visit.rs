//! Walking and editing the tree.
