//! [`Edits`]: replacements that do not overlap, in document order.

use std::collections::BTreeMap;

use super::DraftError;
use crate::span::Span;

/// A replacement of a part of the source.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) text: String,
    pub(super) origin: Origin,
}

/// What an edit was made for; later changes of a property take the place of earlier ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Replacement,
    /// The value of the property with this index.
    Value(usize),
    /// The property with this index is removed.
    Removal(usize),
    /// A property with this name is added.
    Added(String),
}

/// Where an edit is in the order of edits: an insertion comes before what is replaced there, and after insertions that were made
/// earlier.
pub(super) type Key = (u32, bool, usize);

#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    edits: BTreeMap<Key, Edit>,
    /// How many edits were made.
    made: usize,
}

impl Edits {
    /// Adds `edit`, unless it overlaps another one. An insertion may touch what is replaced, but not be inside it.
    pub(super) fn insert(&mut self, edit: Edit) -> Result<Key, DraftError> {
        let span = edit.span;
        let key = (span.start, !span.is_empty(), self.made);
        let before = self.edits.range(..key).next_back().map(|(_, edit)| edit.span);
        let after = self.edits.range(key..).next().map(|(_, edit)| edit.span);
        let overlapped =
            before.filter(|other| other.end > span.start).or_else(|| after.filter(|other| other.start < span.end));
        match overlapped {
            Some(other) => Err(DraftError::Overlap { span, other }),
            None => {
                self.made += 1;
                self.edits.insert(key, edit);
                Ok(key)
            }
        }
    }

    pub(super) fn take_back(&mut self, key: Key) {
        self.edits.remove(&key);
    }

    /// Takes back those whose origin `is` one of these.
    pub(super) fn take_back_where(&mut self, is: impl Fn(&Origin) -> bool) {
        self.edits.retain(|_, edit| !is(&edit.origin));
    }

    /// Whether one has such an origin.
    pub(super) fn any(&self, is: impl Fn(&Origin) -> bool) -> bool {
        self.edits.values().any(|edit| is(&edit.origin))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Edit> {
        self.edits.values()
    }
}
