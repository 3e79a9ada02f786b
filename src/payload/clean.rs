//! From a payload's text to text that every JSON reader takes.

use std::borrow::Cow;
use std::ops::Range;

use super::json::{self, Fault};

/// What becomes of repeated keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeats {
    /// They stay.
    Keep,
    /// The last of them stays.
    Last,
}

/// JSON text without raw control characters.
pub(super) struct Clean<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where pieces of the original begin: in `text`, and in the original.
    pieces: Vec<(usize, usize)>,
}

impl Clean<'_> {
    /// The offset in the original of what is at `offset` of the clean text.
    pub(super) fn original(&self, offset: usize) -> usize {
        let before = self.pieces.partition_point(|(clean, _)| *clean <= offset);
        let piece = before.checked_sub(1).and_then(|last| self.pieces.get(last));
        piece.map_or(offset, |(clean, original)| original + (offset - clean))
    }
}

/// Checks `text`, escapes the raw control characters in its strings, and treats repeated keys as `repeats` says.
pub(super) fn clean(text: &str, repeats: Repeats) -> Result<Clean<'_>, Fault> {
    let document = json::read_whole(text);
    if let Some(fault) = document.fault {
        return Err(fault);
    }
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    if document.controls.is_some() {
        changes.extend(document.raw_controls().map(|at| (at..at + 1, escape(text, at))));
    }
    if document.repeated && repeats == Repeats::Last {
        changes.extend(document.repeats().into_iter().map(|repeat| (repeat.stale, String::new())));
        changes.sort_by_key(|(range, _)| range.start);
    }
    if changes.is_empty() {
        return Ok(Clean { text: Cow::Borrowed(text), pieces: Vec::new() });
    }
    Ok(apply(text, &changes))
}

fn escape(text: &str, at: usize) -> String {
    let control = text.as_bytes().get(at).copied().unwrap_or_default();
    format!("\\u{control:04x}")
}

/// `text` with `changes` made, which are in order; one inside another is left out.
fn apply<'a>(text: &str, changes: &[(Range<usize>, String)]) -> Clean<'a> {
    let mut clean = String::with_capacity(text.len());
    let mut pieces = Vec::with_capacity(changes.len() + 1);
    let mut at = 0;
    for (range, replacement) in changes.iter().filter(|(range, _)| !range.is_empty()) {
        if range.start < at {
            continue;
        }
        pieces.push((clean.len(), at));
        clean.push_str(text.get(at..range.start).unwrap_or_default());
        pieces.push((clean.len(), range.start));
        clean.push_str(replacement);
        at = range.end;
    }
    pieces.push((clean.len(), at));
    clean.push_str(text.get(at..).unwrap_or_default());
    Clean { text: Cow::Owned(clean), pieces }
}
