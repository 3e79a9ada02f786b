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
        line(Line::new(run, 0..run.len(), 0, End::Other));
    } else {
        wrap_segments(run, room, |range, hang, end| line(Line::new(run, range, hang, end)));
    }
}

/// Wraps a run that may have to be broken; calls `line` with how far each line hangs, and why it ends.
fn wrap_segments(run: &Run, mut room: Room, mut line: impl FnMut(Range<usize>, usize, End)) {
    let mut paths: Option<Cow<'_, [Range<usize>]>> = None;
    let mut start = 0;
    loop {
        let rest = run.text().get(start..).unwrap_or_default();
        let text = if run.is_broken() { memchr(b'\n', rest.as_bytes()).map_or(rest, |end| &rest[..end]) } else { rest };
        let end = start + text.len();
        let fits = room.first.min(room.rest);
        if text.len() <= fits || (run.is_wide() && breaks::fits(text, fits)) {
            line(start..end, 0, End::Other);
        } else {
            let solid = paths.get_or_insert_with(|| with_paths(run));
            let segment = Segment { text: run.text(), solid, start, end };
            let hang = if run.is_broken() { hang(text, room.rest) } else { 0 };
            let room = Room { rest: room.rest - hang, ..room };
            let mut hangs = 0;
            let mut line = |range, end| line(range, std::mem::replace(&mut hangs, hang), end);
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
struct Segment<'s> {
    text: &'s str,
    solid: &'s [Range<usize>],
    start: usize,
    end: usize,
}

impl Segment<'_> {
    fn wrap_ascii(&self, room: Room, line: &mut impl FnMut(Range<usize>, End)) {
        let mut word = Word::default();
        let mut start = self.start;
        let mut room_now = room.first;
        while self.end - start > room_now {
            let (end, next) = self.ascii_line(start, room_now.max(1), &mut word);
            line(start..end, End::between(end, next, self.end));
            start = next;
            room_now = room.rest;
            if start >= self.end {
                return;
            }
        }
        line(start..self.end, End::Other);
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

    fn wrap_wide(&self, mut room: Room, line: &mut impl FnMut(Range<usize>, End)) {
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
    fn lines(&self, chunks: &mut Vec<Chunk>, room: &mut Room, all: bool, line: &mut impl FnMut(Range<usize>, End)) {
        let mut first = 0;
        while first < chunks.len() {
            let last = last_chunk(&chunks[first..], room.first) + first;
            if !all && last + 1 == chunks.len() {
                break;
            }
            let text = self.text.get(chunks[first].start..chunks[last].end).unwrap_or_default();
            let start = chunks[first].start;
            let end = start + text.trim_end().len();
            line(start..end, End::between(end, start + text.len(), self.end));
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
mod tests {
    use super::super::run::CodeMarks;
    use super::*;

    fn lines(run: &Run, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        wrap(run, Room { first: width, rest: width }, |line| lines.push(" ".repeat(line.hang) + &line.text));
        lines
    }

    #[track_caller]
    fn wrapped(text: &str, width: usize, expected: &str) {
        let mut run = Run::default();
        run.push(text);
        assert_eq!(lines(&run, width).join("\n"), expected);
    }

    #[test]
    fn lines_end_at_spaces() {
        wrapped("", 5, "");
        wrapped("one two three", 13, "one two three");
        wrapped("one two three", 12, "one two\nthree");
        wrapped("one two three", 7, "one two\nthree");
        wrapped("one two three", 6, "one\ntwo\nthree");
        wrapped("one two three", 1, "one\ntwo\nthree");
    }

    #[test]
    fn spaces_that_are_not_to_be_broken_at_are_better_than_a_long_line() {
        wrapped("a b\u{A0}c", 4, "a\nb\u{A0}c");
        wrapped("one\u{A0}two\u{A0}three", 8, "one\u{A0}two\nthree");
        wrapped("\u{A0}\u{A0}three four", 4, "three\nfour");
        wrapped("one \u{A0}/two", 4, "one\n/two");
    }

    #[test]
    fn no_line_begins_or_ends_with_what_nobody_sees() {
        wrapped("\u{A0}one\u{202F}two", 20, "one\u{202F}two");
        wrapped("one\u{200B}two", 4, "one\ntwo");
        wrapped("one\u{200B}two", 9, "one\u{200B}two");
        wrapped("one\u{200B}", 9, "one");
        wrapped("\u{200B}", 9, "");
    }

    #[test]
    fn soft_hyphens_show_where_a_line_ends() {
        wrapped("manu\u{AD}fac\u{AD}ture", 20, "manufacture");
        wrapped("manu\u{AD}fac\u{AD}ture", 8, "manufac-\nture");
        wrapped("manu\u{AD}fac\u{AD}ture", 7, "manu-\nfacture");
        wrapped("a manu\u{AD}facture", 6, "a\nmanu-\nfacture");
        wrapped("a manu\u{AD} b", 6, "a manu\nb");
        wrapped("manu\u{AD}", 2, "manu");
    }

    #[test]
    fn french_quotation_marks_stay_with_their_words() {
        wrapped("dit « oui » et", 7, "dit\n« oui »\net");
        wrapped("dit « oui », et", 8, "dit\n« oui »,\net");
        wrapped("« oui et non »", 8, "« oui et\nnon »");
        wrapped("(« oui et non »)", 9, "(« oui et\nnon »)");
        wrapped("dit « oui", 4, "dit\n«\noui");
        // German has them the other way round, with no blank inside.
        wrapped("sagt »ja« und", 10, "sagt »ja«\nund");
        wrapped("says “yes” and", 11, "says “yes”\nand");
    }

    #[test]
    fn lines_after_a_break_hang_where_they_begin_like_an_item() {
        let mut run = Run::default();
        run.push("Do this:");
        run.push_break();
        run.push("1. Stop the lamp and wait");
        run.push_break();
        run.push("• Start it again");
        assert_eq!(lines(&run, 14), ["Do this:", "1. Stop the", "   lamp and", "   wait", "• Start it", "  again"]);
        wrapped("1. Stop the lamp", 10, "1. Stop\nthe lamp");
    }

    #[test]
    fn no_line_begins_with_what_closes() {
        wrapped("vraiment ! non", 10, "vraiment !\nnon");
        wrapped("c'est vraiment ! non", 14, "c'est\nvraiment ! non");
        wrapped("vraiment ! non", 9, "vraiment\n! non");
    }

    #[test]
    fn numbers_of_references_stay_next_to_their_words() {
        wrapped("See the guide [12] now", 14, "See the\nguide [12] now");
        wrapped("See the guide [12] now", 8, "See the\nguide\n[12] now");
    }

    #[test]
    fn no_line_looks_like_an_item() {
        wrapped("See Contoso SKUs - List them", 17, "See Contoso\nSKUs - List them");
        wrapped("Take a # or a * or more", 10, "Take a #\nor a * or\nmore");
        wrapped("Wait until day 12. Then go", 16, "Wait until\nday 12. Then go");
        wrapped("Wait until day 12.", 15, "Wait until day\n12.");
    }

    #[test]
    fn hyphens_are_for_words_that_do_not_fit() {
        wrapped("a step-by-step guide", 10, "a\nstep-by-\nstep guide");
        wrapped("a step-by-step guide", 12, "a\nstep-by-step\nguide");
        wrapped("(step-by-step).", 6, "(step-\nby-\nstep).");
    }

    #[test]
    fn what_is_copied_is_never_broken() {
        for whole in [
            "https://docs.example.com/a-b-c/d?e=f-g",
            "7f9c24e8-3b12-4a5f-9d6e-0c1b2a3d4e5f",
            "/subscriptions/1/resource-groups/rg-one",
            "first-name.last-name@mail-server.example",
            "Get-FabrikamMachine",
            "--resource-group-name",
            "<resource-group-name>",
            "C:\\Program Files\\Contoso Web\\web-server.exe",
            "\\\\file-server\\my share\\a-b",
            "HKLM\\Software\\Fabrikam Inc\\one-two",
        ] {
            wrapped(&format!("aa {whole} zz"), 4, &format!("aa\n{whole}\nzz"));
            wrapped(&format!("ää {whole} zz"), 4, &format!("ää\n{whole}\nzz"));
        }
        wrapped("in C:\\temp or in D:\\temp too", 9, "in\nC:\\temp\nor in\nD:\\temp\ntoo");
    }

    #[test]
    fn text_without_spaces_is_wrapped_where_its_script_allows() {
        wrapped("虚拟机已经停止运行。", 8, "虚拟机已\n经停止运\n行。");
        wrapped("虚拟机已经停止。", 14, "虚拟机已经停\n止。");
        wrapped(
            "请访问https://example.com/路径/文件，然后重试",
            20,
            "请访问\nhttps://example.com/路径/文件，\n然后重试",
        );
        wrapped("请打开C:\\程序\\文件，然后重试", 10, "请打开\nC:\\程序\\文件，\n然后重试");
        wrapped("🇩🇪🇫🇷🇬🇧", 4, "🇩🇪🇫🇷\n🇬🇧");
        wrapped("👩‍🔧👩‍🔧👩‍🔧", 2, "👩‍🔧\n👩‍🔧\n👩‍🔧");
    }

    #[test]
    fn both_ways_of_wrapping_agree() {
        let words = [
            "a",
            "step-by-step",
            "(b",
            "c)",
            "!",
            "[1]",
            "d-e",
            "/x/y",
            "\"q\"",
            "long-named-thing",
            "C:\\x",
            "y\\z",
            "\"",
            "-",
        ];
        let mut seed = 7_u32;
        for _ in 0..300 {
            let mut run = Run::default();
            for _ in 0..12 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                run.push(words[(seed >> 16) as usize % words.len()]);
                run.push(" ");
                if seed.is_multiple_of(11) {
                    run.push_code("some code", CodeMarks::Backticks);
                }
            }
            run.trim();
            for width in 1..40 {
                let solid = with_paths(&run);
                let segment = Segment { text: run.text(), solid: &solid, start: 0, end: run.len() };
                let (mut ascii, mut wide) = (Vec::new(), Vec::new());
                segment.wrap_ascii(Room { first: width, rest: width }, &mut |line, end| {
                    ascii.push((run.text()[line].to_owned(), end))
                });
                segment.wrap_wide(Room { first: width, rest: width }, &mut |line, end| {
                    wide.push((run.text()[line].to_owned(), end))
                });
                assert_eq!(ascii, wide, "`{}` at {width}", run.text());
            }
        }
    }
}
