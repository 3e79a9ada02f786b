//! [`DraftError`]: why a change was refused.

use thiserror::Error;

use crate::encoding::{Encoding, Unwritable};
use crate::span::Span;
use crate::tree::SectionKind;

/// Why a [`Draft`](super::Draft) refused a change, or could not be written. A refused change leaves the draft as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DraftError {
    /// The file has no header, or none between `<properties` and `/>`.
    #[error("the article has no header to change")]
    NoHeader,
    /// A property cannot have this name.
    #[error("expected letters, digits, `.`, `_` and `-` as the name of a property, found `{name}`")]
    Name {
        /// The name.
        name: String,
    },
    /// The header has a property with this name.
    #[error("the header already has a property `{name}`")]
    PropertyExists {
        /// The name as it was given.
        name: String,
    },
    /// The value of a property has a line end.
    #[error("expected one line as the value of `{name}`, found a line end")]
    LineEnd {
        /// The name of the property.
        name: String,
    },
    /// A property whose quotes are damaged cannot be changed.
    #[error("the quotes of `{name}` are damaged: they have to be mended first")]
    Damaged {
        /// The name of the property.
        name: String,
    },
    /// The article has no section of this kind.
    #[error("the article has no section `{}`", kind.as_str())]
    NoSection {
        /// The kind.
        kind: SectionKind,
    },
    /// The section has a marker that is not one as the format has it.
    #[error("the markers of the section `{}` are damaged: they have to be mended first", kind.as_str())]
    DamagedSection {
        /// The kind.
        kind: SectionKind,
    },
    /// With the new text, the section would end elsewhere: the text leaves a comment or a fence open, or has the closing marker.
    #[error("the section `{}` would end elsewhere with the new text", kind.as_str())]
    SectionEnd {
        /// The kind of the section.
        kind: SectionKind,
    },
    /// The span is not in the source, or begins or ends inside a character.
    #[error("bytes {} to {} are not a part of the source", span.start, span.end)]
    Outside {
        /// The span.
        span: Span,
    },
    /// Another change of the draft is there.
    #[error("bytes {} to {} cannot be changed: bytes {} to {} are changed already", span.start, span.end, other.start, other.end)]
    Overlap {
        /// What was to be replaced.
        span: Span,
        /// What is replaced already.
        other: Span,
    },
    /// The encoding of the file has no such character.
    #[error("{} has no character `{character}`", encoding.as_str())]
    Character {
        /// The character.
        character: char,
        /// The encoding of the file.
        encoding: Encoding,
    },
    /// The file has bytes that are no text, and would be lost.
    #[error("bytes of the file are not text in its encoding and would be lost")]
    Lossy,
}

impl DraftError {
    /// Why a text cannot be written in `encoding`.
    pub(super) fn unwritable(encoding: Encoding, why: Unwritable) -> DraftError {
        match why {
            Unwritable::Character(character) => DraftError::Character { character, encoding },
            Unwritable::Lost => DraftError::Lossy,
        }
    }
}
