//! [`Slots`], where values and markers were written. What comes after them depends on it: one pass with all values must
//! write what two passes write.

use super::marker::APART;
use crate::bytes::is_blank;
use crate::text::Text;

/// Where values and markers were written.
#[derive(Default)]
pub(super) struct Slots {
    /// How many values were written in place of a block. One of them may have written nothing: `Values::markdown("a",
    /// "")`.
    pub(super) blocks: usize,
    /// Where the last value or marker inside a block ends.
    last_end: usize,
    /// The names of the markers around what is being written.
    open: Vec<Text>,
    /// The values and markers of the paragraph that is being written.
    paragraph: Vec<Slot>,
}

/// Where a value or a marker is in the output.
pub(super) struct Slot {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) filling: Filling,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Filling {
    Value,
    Marker,
}

impl Slots {
    /// Whether a value or a marker ends at `at` of the output.
    pub(super) fn end_at(&self, at: usize) -> bool {
        self.last_end == at
    }

    pub(super) fn begin_paragraph(&mut self) {
        self.paragraph.clear();
    }

    /// Records a value or a marker, and keeps it for [`part_markers`](Slots::part_markers) if `leaves_markers`.
    pub(super) fn add(&mut self, slot: Slot, leaves_markers: bool) {
        self.last_end = slot.end;
        if leaves_markers && self.open.is_empty() {
            self.paragraph.push(slot);
        }
    }

    /// Opens the marker `name`, unless one with that name is open, as in the default of an edited tree: what closes the
    /// inner one would close the outer.
    pub(super) fn open(&mut self, name: &Text) -> bool {
        let is_new = !self.open.contains(name);
        if is_new {
            self.open.push(name.clone());
        }
        is_new
    }

    /// Closes the marker that was opened last.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Puts an empty comment after each marker of the paragraph at `start` of `out`, if it holds nothing but
    /// placeholders: a second pass then knows that none of them is the only one, whichever of the others are gone by
    /// then.
    pub(super) fn part_markers(&self, out: &mut String, start: usize) {
        let written = &out[start..];
        let mut parted = String::new();
        let mut copied = 0;
        for slot in &self.paragraph {
            let slot_end = (slot.end - start).min(written.len());
            if !is_blank(&written[copied..(slot.start - start).min(slot_end)]) {
                return;
            }
            parted.push_str(&written[copied..slot_end]);
            parted.push_str(if slot.filling == Filling::Marker { APART } else { "" });
            copied = slot_end;
        }
        if is_blank(&written[copied..]) && !self.paragraph.is_empty() {
            out.truncate(start);
            out.push_str(&parted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A paragraph of `pieces` after a tag; `m` and `v` are a marker and a value, other pieces text.
    #[track_caller]
    fn parted(pieces: &[&str], expected: &str) {
        let (mut out, mut slots) = ("<p>".to_owned(), Slots::default());
        slots.begin_paragraph();
        for piece in pieces {
            let start = out.len();
            out.push_str(piece);
            let filling = match *piece {
                "m" => Filling::Marker,
                "v" => Filling::Value,
                _ => continue,
            };
            slots.add(Slot { start, end: out.len(), filling }, true);
        }
        slots.part_markers(&mut out, "<p>".len());
        assert_eq!(out, expected);
    }

    #[test]
    fn markers_are_parted_where_there_is_nothing_but_placeholders() {
        parted(&["m", "m"], "<p>m<!---->m<!---->");
        parted(&["m", " ", "v"], "<p>m<!----> v");
        parted(&["m", "text"], "<p>mtext");
        parted(&["text", "m"], "<p>textm");
        parted(&["text"], "<p>text");
    }

    #[test]
    fn a_marker_opens_once() {
        let mut slots = Slots::default();
        let name = Text::from("vm");
        assert!(slots.open(&name));
        assert!(!slots.open(&name));
        slots.close();
        assert!(slots.open(&name));
    }
}
