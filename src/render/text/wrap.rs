//! Breaking a [`Run`] into lines.
//!
//! A line ends where UAX #14 lets it end, except inside what is to be copied in one piece: addresses, paths, names of
//! resources, GUIDs, code. Those rather run over the width. Only if a word would run over do second-best breaks
//! count: other spaces, and the hyphens of plain hyphenated words.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memrchr};

use super::breaks;
use super::line::{End, Line, SOFT_HYPHEN, hang};
use super::path::with_paths;
use super::run::Run;
use super::word::{Word, is_hyphenated, may_not_begin_line};
use crate::bytes::{self, is_blank};

/// Columns for the first line of a text and for the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) first: usize,
    pub(super) rest: usize,
}

/// Calls `line` with every line of `run`, as many words on each as fit in `room`.
#[inline]
pub(super) fn wrap<'r>(run: &'r Run, room: Room, mut line: impl FnMut(Line<'r>)) {
    if run.fits(room) {
        line(Line::new(run, run.text(), 0, End::Other));
    } else {
        wrap_segments(run, room, |text, hang, end| line(Line::new(run, text, hang, end)));
    }
}

/// Wraps a run that may have to be broken; calls `line` with how far each line hangs, and why it ends.
fn wrap_segments<'r>(run: &'r Run, mut room: Room, mut line: impl FnMut(&'r str, usize, End)) {
    let mut paths: Option<Cow<'_, [Range<usize>]>> = None;
    let mut start = 0;
    loop {
        let rest = run.text().get(start..).unwrap_or_default();
        let text = if run.is_broken() { memchr(b'\n', rest.as_bytes()).map_or(rest, |end| &rest[..end]) } else { rest };
        let end = start + text.len();
        let fits = room.first.min(room.rest);
        if text.len() <= fits || (run.is_wide() && breaks::fits(text, fits)) {
            line(text, 0, End::Other);
        } else {
            let solid = paths.get_or_insert_with(|| with_paths(run));
            let segment = Segment { text: run.text(), solid, start, end };
            let hang = if run.is_broken() { hang(text, room.rest) } else { 0 };
            let room = Room { rest: room.rest - hang, ..room };
            let mut hangs = 0;
            let mut line = |text: &'r str, end| line(text, std::mem::replace(&mut hangs, hang), end);
            if run.is_wide() { segment.wrap_wide(room, &mut line) } else { segment.wrap_ascii(room, &mut line) }
        }
        if end == run.len() {
            return;
        }
        room.first = room.rest;
        start = end + 1;
    }
}

/// What is between two line breaks.
struct Segment<'r, 's> {
    text: &'r str,
    solid: &'s [Range<usize>],
    start: usize,
    end: usize,
}

impl<'r> Segment<'r, '_> {
    fn wrap_ascii(&self, room: Room, line: &mut impl FnMut(&'r str, End)) {
        let mut word = Word::default();
        let mut start = self.start;
        let mut room_now = room.first;
        while self.end - start > room_now {
            let (end, next) = self.ascii_line(start, room_now.max(1), &mut word);
            line(self.text.get(start..end).unwrap_or_default(), End::between(end, next, self.end));
            start = next;
            room_now = room.rest;
            if start >= self.end {
                return;
            }
        }
        line(self.text.get(start..self.end).unwrap_or_default(), End::Other);
    }

    /// Where the line that begins at `start` ends, and where the next one begins.
    fn ascii_line(&self, start: usize, room: usize, word: &mut Word) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        let full = start.saturating_add(room).saturating_add(1).min(self.end);
        let mut until = full;
        let mut second_best = None;
        while let Some(at) = bytes.get(start..until).and_then(|line| memrchr(b' ', line)).map(|at| start + at) {
            if at == start {
                break;
            }
            until = at;
            if let Some(solid) = self.solid_at(at) {
                until = solid.start.max(start);
            } else if self.may_part_at(at) {
                return (at, at + 1);
            } else if second_best.is_none() {
                second_best = Some(at);
            }
        }
        if let Some(at) = second_best {
            return (at, at + 1);
        }
        if start >= word.end {
            *word = self.word_at(start);
        }
        match word.hyphen(self.text, start, full - 1) {
            Some(at) => (at, at),
            None => (word.end, word.end + 1),
        }
    }

    fn may_part_at(&self, space: usize) -> bool {
        match self.text.as_bytes().get(space - 1..space + 2) {
            Some(&[before, _, after]) => {
                breaks::may_part(before, after) && !may_not_begin_line(&self.text[space + 1..])
            }
            _ => true,
        }
    }

    /// The word that begins at `start`, to the next space that is not in something solid.
    fn word_at(&self, start: usize) -> Word {
        let (mut end, mut space) = (start, start);
        let mut pure = true;
        while end < self.end {
            if space <= end {
                space = memchr(b' ', &self.text.as_bytes()[end..self.end]).map_or(self.end, |at| end + at);
            }
            let after = self.solid.partition_point(|solid| solid.end <= end);
            match self.solid.get(after).filter(|solid| solid.start < space) {
                Some(solid) => (end, pure) = (solid.end, false),
                None if space == start => end += 1,
                None => {
                    end = space;
                    break;
                }
            }
        }
        let end = end.min(self.end);
        Word { end, hyphenated: pure && is_hyphenated(&self.text[start..end]) }
    }

    fn solid_at(&self, at: usize) -> Option<&Range<usize>> {
        let after = self.solid.partition_point(|solid| solid.end <= at);
        self.solid.get(after).filter(|solid| solid.contains(&at))
    }

    fn wrap_wide(&self, mut room: Room, line: &mut impl FnMut(&'r str, End)) {
        let mut full = FEW_CHUNKS;
        let mut lines = |chunks: &mut Vec<Chunk>, all: bool| {
            if all || chunks.len() >= full {
                self.lines(chunks, &mut room, all, line);
                full = FEW_CHUNKS + 2 * chunks.len();
            }
        };
        let mut rest = self.chunks(|chunks| lines(chunks, false));
        lines(&mut rest, true);
    }

    /// Writes the lines that `chunks` make, which leave it. The last one waits for what comes after it, unless these
    /// are `all`.
    fn lines(&self, chunks: &mut Vec<Chunk>, room: &mut Room, all: bool, line: &mut impl FnMut(&'r str, End)) {
        let mut first = 0;
        while first < chunks.len() {
            let last = last_chunk(&chunks[first..], room.first) + first;
            if !all && last + 1 == chunks.len() {
                break;
            }
            let text = self.text.get(chunks[first].start..chunks[last].end).unwrap_or_default();
            let inked = text.trim_end();
            let start = chunks[first].start;
            line(inked, End::between(start + inked.len(), start + text.len(), self.end));
            first = last + 1;
            room.first = room.rest;
        }
        chunks.drain(..first);
    }

    /// Cuts the text wherever a line may end, at second-best breaks too. Whenever there are more chunks, `take` may
    /// take some from the start: a long text has very many.
    fn chunks(&self, mut take: impl FnMut(&mut Vec<Chunk>)) -> Vec<Chunk> {
        let text = self.text.get(self.start..self.end).unwrap_or_default();
        let found = Vec::with_capacity(FEW_CHUNKS.min(text.len() / 4));
        let mut chunks = Chunks { text: self.text, start: self.start, inked: false, word: Word::default(), found };
        let mut parted = self.start;
        for at in breaks::opportunities(text).map(|at| at + self.start) {
            self.spaces_between(parted, at, &mut chunks);
            parted = at;
            take(&mut chunks.found);
            if self.inside_solid(at) || !breaks::is_character_end(&self.text[chunks.start..], at - chunks.start) {
                continue;
            }
            let (before, after) = (self.text[..at].chars().next_back(), self.text[at..].chars().next());
            match (before, after) {
                (Some(before), _) if before.is_whitespace() => {
                    let (before, after) = self.text.split_at(at);
                    let kept = may_not_begin_line(after) || breaks::is_inside_quotation(&before[self.start..], after);
                    chunks.cut(at, if kept { Rank::Second } else { Rank::First });
                }
                (Some(before), Some(after)) if before.is_ascii() && after.is_ascii() => {
                    if at >= chunks.word.end {
                        chunks.word = self.word_at(chunks.word_start(at));
                    }
                    if chunks.word.hyphenated && before == '-' {
                        chunks.cut(at, Rank::Third);
                    }
                }
                _ => chunks.cut(at, Rank::First),
            }
        }
        self.spaces_between(parted, self.end, &mut chunks);
        chunks.cut(self.end, Rank::First);
        chunks.found
    }

    /// Cuts after spaces at which UAX #14 lets no line end, no-break spaces among them.
    fn spaces_between(&self, from: usize, to: usize, chunks: &mut Chunks) {
        let word = &self.text[from..to];
        let word = word.strip_suffix(' ').unwrap_or(word);
        if !bytes::any(word.as_bytes(), |byte| (byte == b' ') | (byte == 0xC2) | (byte == 0xE2)) {
            chunks.inked |= !is_blank(word);
            return;
        }
        let mut checked = from;
        let spaces = self.text[from..to].match_indices([' ', '\u{A0}', '\u{202F}']);
        for (at, after) in spaces.map(|(at, space)| (from + at, from + at + space.len())) {
            chunks.inked |= !is_blank(&self.text[checked..at]);
            checked = after;
            let splits = breaks::is_character_end(&self.text[chunks.start..], after - chunks.start);
            if after < to && chunks.inked && splits && !self.inside_solid(after) && self.solid_at(at).is_none() {
                chunks.cut(after, Rank::Second);
            }
        }
        chunks.inked |= !is_blank(&self.text[checked..to]);
    }

    fn inside_solid(&self, at: usize) -> bool {
        self.solid_at(at).is_some_and(|solid| solid.start < at)
    }
}

/// How many chunks are collected before lines are made of them.
const FEW_CHUNKS: usize = 1024;

/// How good it is to end a line somewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Rank {
    First,
    /// A space where UAX #14 lets no line end: only where the line would be too long else.
    Second,
    /// A hyphen: only where there is no space either.
    Third,
}

/// Text that stays on one line, with the white space after it.
struct Chunk {
    start: usize,
    end: usize,
    /// Columns without and with the white space after.
    width: usize,
    full_width: usize,
    /// How good it is to end a line after it.
    rank: Rank,
}

struct Chunks<'r> {
    text: &'r str,
    start: usize,
    /// Whether there is more than white space in the chunk that begins at `start`, as far as was looked.
    inked: bool,
    word: Word,
    found: Vec<Chunk>,
}

impl Chunks<'_> {
    fn cut(&mut self, at: usize, rank: Rank) {
        if at > self.start {
            let text = &self.text[self.start..at];
            let inked = text.trim_end();
            let width = breaks::width(inked);
            let full_width = width + breaks::width(&text[inked.len()..]);
            // A line that ends here shows the hyphen.
            let width = width + usize::from(text.ends_with(SOFT_HYPHEN));
            self.found.push(Chunk { start: self.start, end: at, width, full_width, rank });
            (self.start, self.inked) = (at, false);
        }
    }

    /// Where the word around `at` begins, as far as no line can have ended in it.
    fn word_start(&self, at: usize) -> usize {
        self.start + self.text[self.start..at].trim_end_matches(|c: char| !c.is_whitespace()).len()
    }
}

/// The last of the chunks that go on one line.
fn last_chunk(chunks: &[Chunk], room: usize) -> usize {
    let mut width = 0_usize;
    let (mut first, mut second) = (None, None);
    for (index, chunk) in chunks.iter().enumerate() {
        if index > 0 && width + chunk.width > room {
            return first.or(second).unwrap_or(index - 1);
        }
        width += chunk.full_width;
        match chunk.rank {
            Rank::First => first = Some(index),
            Rank::Second => second = Some(index),
            Rank::Third => {}
        }
    }
    chunks.len().saturating_sub(1)
}

#[cfg(test)]
mod tests;
