//! Emphasis beside Chinese, Japanese and Korean text, as the CJK-friendly amendment to CommonMark has it.
//!
//! CommonMark decides what a run of delimiters may do by the characters on either side: in `**“诊断”**，单击` the second run
//! is between punctuation, but in `转到**“诊断”` the first is after a letter and before punctuation, and opens nothing. Authors
//! of CJK text put no spaces there. So where one side is CJK, the character on that side is masked as what lets the run do
//! what the amendment says:
//!
//! ```text
//! 转到**“诊断”**，   the other side is punctuation: CJK counts as punctuation
//! a**「b」**c        the other side is a letter: CJK counts as a letter
//! 「**、**中         both sides are CJK: they count as the same
//! ```
//!
//! A character between two runs that are alike is a letter if the first one opens, as in `(**中**a`, and punctuation if it closes,
//! as in `**(a)**中**(b)**`. One that would have to count as both, as in `a*。**(b`, keeps to the first.

use std::ops::Range;

use crate::parse::construct::{Construct, Kind, Side};
use crate::source::{is_cjk, is_cjk_punctuation, is_mark};

/// What a character beside a run counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Blank,
    Letter,
    Punctuation,
    /// A CJK character, and what it counts as for CommonMark.
    Cjk(Side),
}

/// A character beside a run, or with it the selector of its variant.
struct Neighbour {
    class: Class,
    /// What CommonMark takes it for.
    side: Side,
    /// The bytes to mask, if that must change.
    range: Range<usize>,
}

/// The characters of `masked`, which begins at `base` of the source, that must count as something else for the delimiters
/// beside them.
pub(super) fn edges(masked: &str, base: usize) -> Vec<Construct> {
    let bytes = masked.as_bytes();
    let mut edges: Vec<Construct> = Vec::new();
    let mut end = 0;
    let mut between = None;
    for at in memchr::memchr3_iter(b'*', b'_', b'~', bytes) {
        if at < end {
            continue;
        }
        end = at + bytes[at..].iter().take_while(|&&byte| byte == bytes[at]).count();
        let may_be_cjk = |byte: Option<&u8>| byte.is_some_and(|&byte| byte >= 0x80);
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        if may_be_cjk(before) || may_be_cjk(bytes.get(end)) {
            let run = run_at(bytes, at);
            if !run.is_empty() {
                push_edges(masked, run, base, &mut between, &mut edges);
            }
        }
    }
    edges
}

/// The run of delimiters at `at`, without one that is escaped.
fn run_at(bytes: &[u8], at: usize) -> Range<usize> {
    let end = at + bytes[at..].iter().take_while(|&&byte| byte == bytes[at]).count();
    let is_escaped = bytes[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1;
    at + usize::from(is_escaped)..end
}

/// Adds what must change beside the `run`. A character `between` two runs counts as what the first one needed.
fn push_edges(
    masked: &str,
    run: Range<usize>,
    base: usize,
    between: &mut Option<(Range<usize>, Side)>,
    edges: &mut Vec<Construct>,
) {
    let (Some(mut before), Some(after)) = (before(masked, run.start), after(masked, run.end)) else { return };
    let fixed = between.take().filter(|(range, _)| *range == before.range).map(|(_, side)| side);
    before.side = fixed.unwrap_or(before.side);
    let wanted = if masked.as_bytes()[run.start] == b'*' || run.len() == 2 && masked[run.clone()].starts_with('~') {
        match side_between(masked, &run, &after) {
            Some(side) => Some((before.side, side)),
            None => wanted(&before, &after).map(|wanted| spared(masked, &run, [&before, &after], wanted)),
        }
    } else {
        // `_` looks at the classes of CommonMark only, but at the character that a selector selects.
        (before.class == Class::Punctuation || before.class == Class::Cjk(Side::Punctuation))
            .then_some((Side::Punctuation, after.side))
    };
    let Some((wanted_before, wanted_after)) = wanted else { return };
    let mut push = |neighbour: &Neighbour, wanted: Side| {
        if neighbour.side != wanted && matches!(neighbour.range.len(), 3 | 4) {
            let range = base + neighbour.range.start..base + neighbour.range.end;
            edges.push(Construct { range, kind: Kind::Edge(wanted) });
        }
    };
    if fixed.is_none() {
        push(&before, wanted_before);
    }
    push(&after, wanted_after);
    *between = Some((after.range, wanted_after));
}

/// How many bytes before a run are looked at for one that it would close.
const NEAR: usize = 256;

/// What a CJK character between the `run` and another like it counts as, which lets the first open and the second close, or the
/// first close and the second open. It closes if the runs like it that come before on its line are not pairs.
fn side_between(masked: &str, run: &Range<usize>, after: &Neighbour) -> Option<Side> {
    let bytes = masked.as_bytes();
    let delimiter = bytes[run.start];
    let is_same = |found: Range<usize>| found.len() == run.len();
    if !matches!(after.class, Class::Cjk(_)) || bytes.get(after.range.end) != Some(&delimiter) {
        return None;
    }
    if !is_same(run_at(bytes, after.range.end)) {
        return None;
    }
    Some(if may_close(bytes, run) { Side::Punctuation } else { Side::Letter })
}

/// Whether runs like the `run` that come before on its line are not pairs.
fn may_close(bytes: &[u8], run: &Range<usize>) -> bool {
    let near = &bytes[run.start.saturating_sub(NEAR)..run.start];
    let line = near.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let (mut before, mut end) = (0, 0);
    for at in memchr::memchr_iter(bytes[run.start], line) {
        if at >= end {
            let found = run_at(line, at);
            end = found.end;
            before += usize::from(found.len() == run.len());
        }
    }
    before % 2 == 1
}

/// What the characters on both sides of the `run` must count as, with regard to `_` beside them, which needs punctuation: the
/// second run of `**粗体**：_斜体_` closes as it is, and that of `（_重要_）**请` after `请` too.
fn spared(masked: &str, run: &Range<usize>, [before, after]: [&Neighbour; 2], wanted: (Side, Side)) -> (Side, Side) {
    let bytes = masked.as_bytes();
    let is_line = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b'_');
    if after.side == Side::Punctuation && before.side == Side::Letter && is_line(Some(after.range.end)) {
        if may_close(bytes, run) { (before.side, after.side) } else { wanted }
    } else if wanted == (Side::Letter, Side::Letter)
        && before.side == Side::Punctuation
        && matches!(after.class, Class::Cjk(_))
        && is_line(before.range.start.checked_sub(1))
    {
        (Side::Punctuation, Side::Punctuation)
    } else {
        wanted
    }
}

/// What the characters beside a run of `*` must count as, so that it may do what the amendment says.
fn wanted(before: &Neighbour, after: &Neighbour) -> Option<(Side, Side)> {
    match (before.class, after.class) {
        (Class::Blank, _) | (_, Class::Blank) => None,
        (Class::Cjk(_), Class::Cjk(_)) if before.side == after.side => None,
        (Class::Cjk(_), Class::Cjk(_)) if after.side == Side::Punctuation => Some((before.side, before.side)),
        (Class::Cjk(_), Class::Cjk(_)) => Some((Side::Letter, Side::Letter)),
        (Class::Cjk(_), Class::Letter) => Some((Side::Letter, after.side)),
        (Class::Cjk(_), Class::Punctuation) => Some((Side::Punctuation, after.side)),
        (Class::Letter, Class::Cjk(_)) => Some((before.side, Side::Letter)),
        (Class::Punctuation, Class::Cjk(_)) => Some((Side::Punctuation, Side::Punctuation)),
        // A selector after punctuation.
        (Class::Punctuation, _) => Some((Side::Punctuation, after.side)),
        (Class::Letter, _) => None,
    }
}

fn class(c: char) -> Class {
    let side = if is_punctuation(c) { Side::Punctuation } else { Side::Letter };
    match side {
        _ if c.is_whitespace() => Class::Blank,
        side if is_cjk(c) => Class::Cjk(side),
        Side::Punctuation => Class::Punctuation,
        Side::Letter => Class::Letter,
    }
}

/// Whether CommonMark takes `c` for punctuation, as near as is needed: beside CJK text.
fn is_punctuation(c: char) -> bool {
    let is_other = c.is_alphanumeric() || c.is_whitespace() || c.is_control() || is_mark(c);
    // Letters in circles and squares are alphabetic, and symbols all the same.
    let is_symbol =
        matches!(c, 'Ⓐ'..='ⓩ' | '\u{1F130}'..='\u{1F149}' | '\u{1F150}'..='\u{1F169}' | '\u{1F170}'..='\u{1F189}');
    is_symbol || !is_other && !matches!(c, '\u{E000}'..='\u{F8FF}') || is_cjk_punctuation(c)
}

/// What is before a run at `at`, with a selector the character that it selects.
fn before(masked: &str, at: usize) -> Option<Neighbour> {
    let mut characters = masked[..at].chars().rev();
    let last = characters.next()?;
    let range = at - last.len_utf8()..at;
    let class = match (last, characters.next()) {
        ('\u{E0100}'..='\u{E01EF}', _) => Class::Cjk(Side::Letter),
        ('\u{FE01}', Some('‘' | '’' | '“' | '”')) => Class::Cjk(Side::Punctuation),
        ('\u{FE00}'..='\u{FE0E}', Some(selected)) => class(selected),
        _ => class(last),
    };
    let side = if is_punctuation(last) { Side::Punctuation } else { Side::Letter };
    Some(Neighbour { class, side, range })
}

/// What is after a run that ends at `at`.
fn after(masked: &str, at: usize) -> Option<Neighbour> {
    let first = masked[at..].chars().next()?;
    let side = if is_punctuation(first) { Side::Punctuation } else { Side::Letter };
    Some(Neighbour { class: class(first), side, range: at..at + first.len_utf8() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows what changes: `l` for a character that counts as a letter, `p` for punctuation.
    #[track_caller]
    fn counts(text: &str, expected: &str) {
        let shown: Vec<String> = edges(text, 10)
            .iter()
            .map(|edge| {
                let side = if matches!(edge.kind, Kind::Edge(Side::Letter)) { 'l' } else { 'p' };
                format!("{}{side}", &text[edge.range.start - 10..edge.range.end - 10])
            })
            .collect();
        assert_eq!(shown.join(" "), expected, "{text:?}");
    }

    #[test]
    fn the_other_side_decides() {
        counts("转到**“诊断”**，单击", "到p");
        counts("a**「b」**c", "「l 」l");
        counts("**真。**她", "。l");
        counts("**(a)**中", "中p");
        counts("**a()**b **「a」** _「a」_", "");
        counts("**中。** 。**中", "。l");
        counts("「**、**中", "、l");
        counts("葛\u{E0100}**(a)**", "\u{E0100}p");
        counts("字。\u{FE01}_a._", "\u{FE01}p");
        counts("あ~~()a~~a", "あp");
        counts("a~b", "");
        counts("*\\*中*a", "");
        counts("点击**Ⓐ**按钮", "击p 按p");
    }

    #[test]
    fn a_line_beside_the_character_needs_punctuation() {
        counts("**粗体**：_斜体_。", "");
        counts("粗体**：_斜体_**。", "：l");
        counts("**提示（_重要_）**请", "请p");
        counts("**提示（重要）**请", "）l");
    }

    #[test]
    fn a_character_between_two_runs_lets_both_do_what_they_do() {
        counts("a**。**(b", "。l");
        counts("(**中**a", "");
        counts("a**中**.", "");
        counts("(**中**文", "");
        counts("(~~。~~a", "。l");
        counts("**(a)**中**(b)**", "中p");
        counts("**a**。**(b)**", "");
        counts("**中**。**(b)**", "");
        counts("**a** (**中**文", "");
        counts("**a\n(**中**文", "");
        counts("\\*a (*中*文", "");
    }
}
