//! Long texts in pieces that overlap, cut between words.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Chunker;
use crate::source::{is_cjk, is_cjk_punctuation};

/// Where a text can be cut: what is between `end` and `start` is white space.
struct Cut {
    end: Offset,
    start: Offset,
    ends_line: bool,
}

#[derive(Clone, Copy, Default)]
struct Offset {
    bytes: usize,
    characters: usize,
}

/// The pieces of `text`: none larger than `size` allows, unless a word or one of `wholes`, which are in order and not cut, is.
pub(super) fn pieces(text: &str, wholes: &[Range<usize>], size: &Chunker) -> Vec<Range<usize>> {
    let cuts = cuts(text, wholes);
    let (largest, overlap) = (size.largest, size.overlap.min(size.largest / 2));
    let mut pieces = Vec::new();
    let mut start = Offset::default();
    // How much of the text the pieces hold, and the first cut after it.
    let (mut done, mut next) = (Offset::default(), 0);
    while let Some(first) = cuts.get(next) {
        if start.characters < done.characters && first.end.characters - start.characters > largest {
            start = cuts[next - 1].start; // no room for what is repeated
        }
        let fits = cuts[next..].iter().take_while(|cut| cut.end.characters - start.characters <= largest).count();
        let last = next + fits.max(1) - 1;
        let chosen =
            if last + 1 == cuts.len() { last } else { at_line_end(&cuts[next..=last], start, done, largest) + next };
        done = cuts[chosen].end;
        pieces.push(start.bytes..done.bytes);
        next = chosen + 1;
        let repeats = move |cut: &&Cut| {
            cut.start.characters > start.characters && cut.start.characters + overlap >= done.characters
        };
        start = cuts[..next].iter().rev().take_while(repeats).last().map_or(cuts[chosen].start, |cut| cut.start);
    }
    pieces
}

/// The index of the last of `cuts` that ends a line, if what is before it is not much less than there is room for; else of the
/// last one.
fn at_line_end(cuts: &[Cut], start: Offset, done: Offset, largest: usize) -> usize {
    let is_long = |cut: &Cut| {
        cut.end.characters - start.characters >= largest / 2 && cut.end.characters - done.characters >= largest / 4
    };
    let line = cuts.iter().enumerate().rev().take_while(|(_, cut)| is_long(cut)).find(|(_, cut)| cut.ends_line);
    line.map_or(cuts.len() - 1, |(index, _)| index)
}

/// Where `text` can be cut, its end included.
fn cuts(text: &str, wholes: &[Range<usize>]) -> Vec<Cut> {
    // A blank at the end of a link, as in `[Lamp guide ](https://example.com)- more`, is one to cut at.
    let words = |whole: &Range<usize>| {
        let written = text.get(whole.start..whole.end.min(text.len())).unwrap_or_default();
        whole.start..whole.start + written.trim_end().len()
    };
    let (mut cuts, mut wholes) = (Vec::new(), wholes.iter().map(words).peekable());
    let (mut at, mut last) = (Offset::default(), None);
    let mut words = text.split_word_bounds().peekable();
    while let Some(word) = words.next() {
        let (end, mut start, mut space) = (at, at, String::new());
        if word.trim().is_empty() {
            space.push_str(word);
            while let Some(more) = words.next_if(|more| more.trim().is_empty()) {
                space.push_str(more);
            }
            at = moved(at, &space);
            // The indentation of a line belongs to it.
            let line = space.rfind(['\n', '\r']).map_or(space.len(), |end| end + 1);
            start = moved(end, &space[..line]);
        } else {
            at = moved(at, word);
        }
        while wholes.next_if(|whole| whole.end <= end.bytes).is_some() {}
        let is_whole = wholes.peek().is_some_and(|whole| whole.start < end.bytes);
        let is_cut = if space.is_empty() { is_cjk_cut(last, word.chars().next()) } else { end.bytes > 0 };
        if is_cut && !is_whole {
            cuts.push(Cut { end, start, ends_line: space.contains(['\n', '\r']) });
        }
        last = if space.is_empty() { word.chars().next_back() } else { None };
    }
    if cuts.last().is_none_or(|cut| cut.start.bytes < text.len()) {
        cuts.push(Cut { end: at, start: at, ends_line: true });
    }
    cuts
}

fn moved(at: Offset, text: &str) -> Offset {
    Offset { bytes: at.bytes + text.len(), characters: at.characters + text.chars().count() }
}

/// Whether a text without blanks, as Chinese and Japanese are written, can be cut between these two characters.
fn is_cjk_cut(before: Option<char>, after: Option<char>) -> bool {
    before.zip(after).is_some_and(|(before, after)| (is_cjk(before) || is_cjk(after)) && !is_cjk_punctuation(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn cut(text: &str, whole: &str, (largest, overlap): (usize, usize), expected: &[&str]) {
        let at = text.find(whole).unwrap_or_default();
        let whole = at..at + whole.len();
        let size = Chunker::new().largest(largest).overlap(overlap);
        let pieces = pieces(text, std::slice::from_ref(&whole), &size);
        assert_eq!(pieces.into_iter().map(|piece| &text[piece]).collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn texts_are_cut_between_words() {
        cut("a b c", "", (5, 0), &["a b c"]);
        cut("aa bb cc dd", "", (5, 0), &["aa bb", "cc dd"]);
        cut("aa bb cc dd", "", (7, 0), &["aa bb", "cc dd"]);
        cut("aaaaaaaa b c", "", (3, 0), &["aaaaaaaa", "b c"]);
        cut("don't-stop a", "", (3, 0), &["don't-stop", "a"]);
        cut("aa  \n  bb", "", (2, 0), &["aa", "  bb"]);
        cut("", "", (2, 0), &[""]);
    }

    #[test]
    fn ends_of_lines_are_better() {
        cut("aa bb\ncc dd ee", "", (9, 0), &["aa bb", "cc dd ee"]);
        cut("a\nbb cc dd ee", "", (9, 0), &["a\nbb cc", "dd ee"]);
    }

    #[test]
    fn links_and_placeholders_are_not_cut() {
        cut("aa bb cc dd", "bb cc", (5, 0), &["aa", "bb cc", "dd"]);
        cut("aa bb cc dd", "bb cc", (3, 0), &["aa", "bb cc", "dd"]);
        cut("漢字漢字", "字漢", (1, 0), &["漢", "字漢", "字"]);
        cut("aa bb cc - dd", "bb cc ", (3, 0), &["aa", "bb cc", "-", "dd"]);
        cut("aa bb - cc", " bb ", (1, 0), &["aa", "bb", "-", "cc"]);
    }

    #[test]
    fn pieces_overlap() {
        cut("a b c d e f", "", (5, 1), &["a b c", "c d e", "e f"]);
        cut("a b c d e f", "", (5, 2), &["a b c", "c d e", "e f"]);
        cut("aa bbbbb cc", "", (8, 4), &["aa bbbbb", "cc"]);
        cut("aa bb ccccccc dd", "", (8, 3), &["aa bb", "ccccccc", "dd"]);
    }

    #[test]
    fn text_without_blanks_is_cut_too() {
        cut("漢字漢字。漢", "", (2, 0), &["漢字", "漢", "字。", "漢"]);
        cut("가나다라", "", (2, 0), &["가나다라"]);
    }
}
