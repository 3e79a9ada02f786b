//! The mask: a copy of the body, of the same length, in which our own constructs are inert to CommonMark.

use std::borrow::Cow;
use std::ops::Range;

use crate::parse::construct::{Construct, Kind, Side};

/// Outer characters of a masked word that CommonMark takes for letters.
pub(super) const LETTER: &str = "\u{E000}";
/// Outer characters of a masked word that CommonMark takes for punctuation: an opening and a closing one.
const PUNCTUATION: [&str; 2] = ["\u{2983}", "\u{2984}"];

// What the inside of a mask is made of.
const LETTERS: &str = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
// No semicolon, which would make `&amp` before it another character.
const COMMAS: &str = ",,,,,,,,";
const UNDERSCORES: &str = "________";
const BLANKS: &str = "        ";
const LINE_ENDS: &str = "\n\n\n\n\n\n\n\n";

/// Three bytes of punctuation for either end of a text that is parsed apart from what is around it.
pub(super) const EDGE: [&str; 2] = ["\u{2985}", "\u{2986}"];

/// `body`, which begins at `base` of the source, with all `constructs` masked.
pub(super) fn mask<'t>(body: &'t str, base: usize, constructs: &[Construct]) -> Cow<'t, str> {
    let mut masked = match constructs {
        [] => Cow::Borrowed(body),
        _ => Cow::Owned(mask_all(body, base, constructs)),
    };
    if let Some(replaced) = without_lone_returns(&masked) {
        masked = Cow::Owned(replaced);
    }
    masked
}

/// `text` with `\n` for each carriage return that is not part of a `\r\n`, which pulldown-cmark takes for a line end in
/// some places only; `None` if there is none.
fn without_lone_returns(text: &str) -> Option<String> {
    let is_lone = |at: &usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    let returns = || memchr::memchr_iter(b'\r', text.as_bytes()).filter(is_lone);
    returns().next()?;
    let mut replaced = String::with_capacity(text.len());
    let mut from = 0;
    for at in returns() {
        replaced.push_str(&text[from..at]);
        replaced.push('\n');
        from = at + 1;
    }
    replaced.push_str(&text[from..]);
    Some(replaced)
}

/// `text`, which begins and ends with an [`EDGE`] that is the first and the last construct, with those between masked.
pub(super) fn mask_between(text: &str, base: usize, constructs: &[Construct]) -> String {
    mask_some(text, base, constructs, 1..constructs.len().saturating_sub(1))
}

fn mask_all(body: &str, base: usize, constructs: &[Construct]) -> String {
    mask_some(body, base, constructs, 0..constructs.len())
}

/// Masks the constructs with these `numbers`.
fn mask_some(body: &str, base: usize, constructs: &[Construct], numbers: Range<usize>) -> String {
    let mut masked = String::with_capacity(body.len());
    let mut at = 0;
    for number in numbers {
        let Construct { range, kind } = &constructs[number];
        let range = range.start - base..range.end - base;
        masked.push_str(&body[at..range.start]);
        at = range.end;
        push_mask(&mut masked, body, range, kind, number);
    }
    masked.push_str(&body[at..]);
    debug_assert_eq!(masked.len(), body.len());
    masked
}

fn push_mask(masked: &mut String, body: &str, range: Range<usize>, kind: &Kind, number: usize) {
    let length = range.len();
    match kind {
        Kind::Comment if length < 6 => push_instruction(masked, length, number),
        Kind::InlineTags => {
            masked.push_str(LETTER);
            push_run(masked, LETTERS, length - LETTER.len());
        }
        // Between cells without words: punctuation, as `**b.**` before it needs.
        Kind::Stray if length < 6 => push_run(masked, COMMAS, length),
        // The brackets of `[]*<!--($x)-->`, which are apart from their marker because the star is not theirs.
        Kind::Placeholder(_) if length < 6 => push_run(masked, LETTERS, length),
        Kind::Placeholder(_) | Kind::Stray | Kind::Comment => {
            masked.push_str(if punctuation_before(body, range.start) { PUNCTUATION[0] } else { LETTER });
            push_number(masked, length - 6, number);
            masked.push_str(if punctuation_after(body, range.end) { PUNCTUATION[1] } else { LETTER });
        }
        Kind::Section => {
            masked.push_str("\n\n");
            push_instruction(masked, length - 4, 0);
            masked.push_str("\n\n");
        }
        Kind::CommentBlock
        | Kind::Component
        | Kind::BreakLine
        | Kind::TagLine
        | Kind::ConflictLine
        | Kind::DefinitionLine => push_instruction(masked, length, number),
        // A thematic break is one node of the engine, a block of HTML two, and there may be one in every four bytes.
        Kind::LoneTags => push_run(masked, UNDERSCORES, length),
        Kind::Literal => push_run(masked, COMMAS, length),
        Kind::Tab | Kind::AfterTarget => push_run(masked, BLANKS, length),
        // `<br` at the end of a line has no room for more; no element has this name.
        Kind::BreakTag if length < 4 => masked.push_str("<x>"),
        Kind::BreakTag => {
            masked.push_str("<br");
            push_run(masked, BLANKS, length.saturating_sub(4));
            masked.push('>');
        }
        Kind::Edge(side) => masked.push_str(edge(*side, length)),
        // No blanks, which would make an item of the `-` in `[a⏎-] (b)`, and punctuation as the bracket is.
        Kind::Gap => {
            push_run(masked, COMMAS, length - 1);
            masked.push(']');
        }
        Kind::Indent(keep) => {
            let keep = length.min(*keep as usize);
            push_run(masked, LINE_ENDS, length - keep);
            push_run(masked, BLANKS, keep);
        }
    }
}

/// A character of `length` bytes that counts as a letter or as punctuation, and of which no other mask is made.
fn edge(side: Side, length: usize) -> &'static str {
    match (side, length) {
        (Side::Letter, 4) => "\u{F0000}",
        (Side::Letter, _) => "\u{E001}",
        (Side::Punctuation, 4) => "\u{10100}",
        (Side::Punctuation, _) => "\u{2985}",
    }
}

/// An HTML processing instruction of `length` bytes: a block of one line that may interrupt a paragraph.
pub(super) fn push_instruction(masked: &mut String, length: usize, number: usize) {
    match length.checked_sub(4) {
        Some(inner) => {
            masked.push_str("<?");
            push_number(masked, inner, number);
            masked.push_str("?>");
        }
        None => masked.push_str(&"<?>"[..length.min(3)]),
    }
}

/// Pushes so many of the character that `run` consists of.
fn push_run(masked: &mut String, run: &str, mut length: usize) {
    while length > 0 {
        let some = length.min(run.len());
        masked.push_str(&run[..some]);
        length -= some;
    }
}

// Numbers.
//
// A mask carries the number of its construct in the case of its letters, the last of which is the lowest bit: `xxXx` is
// number 2. CommonMark compares labels of links without regard to case, so two masks of one length are one label, as
// they would be if they carried nothing.

/// Pushes `length` letters that carry `number`; all of them small where it does not fit.
fn push_number(masked: &mut String, length: usize, number: usize) {
    let digits = match digits(number) {
        digits if digits <= length => digits,
        _ => 0,
    };
    push_run(masked, LETTERS, length - digits);
    masked.extend((0..digits).rev().map(|bit| if number >> bit & 1 == 1 { 'X' } else { 'x' }));
}

fn digits(number: usize) -> usize {
    (usize::BITS - number.leading_zeros()) as usize
}

/// Whether the mask of a construct carries its number.
pub(super) fn is_numbered(construct: &Construct, number: usize) -> bool {
    let length = construct.range.len();
    let inner = match construct.kind {
        Kind::Section
        | Kind::InlineTags
        | Kind::LoneTags
        | Kind::Literal
        | Kind::BreakTag
        | Kind::Tab
        | Kind::AfterTarget
        | Kind::Edge(_)
        | Kind::Gap
        | Kind::Indent(_) => None,
        Kind::Placeholder(_) | Kind::Stray => length.checked_sub(6),
        Kind::Comment if length >= 6 => Some(length - 6),
        _ => length.checked_sub(4),
    };
    inner.is_some_and(|inner| inner > 0 && digits(number) <= inner)
}

/// Something in `text` that looks like a mask with a number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    pub(super) number: usize,
}

/// The masks in `text`, and what an author wrote to look like one, be it across the edge of a mask.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> {
    let first_bytes = (LETTER.as_bytes()[0], PUNCTUATION[0].as_bytes()[0]);
    let starts = memchr::memchr3_iter(first_bytes.0, first_bytes.1, b'<', text.as_bytes());
    starts.filter_map(|start| {
        let Word { range, number } = text.get(start..).and_then(word)?;
        Some(Word { range: start..start + range.end, number })
    })
}

/// The mask that `text` begins with.
fn word(text: &str) -> Option<Word> {
    let (inner, closers) = match text.strip_prefix("<?") {
        Some(inner) => (inner, ["?>", "?>"]),
        None => {
            let inner = text.strip_prefix(LETTER).or_else(|| text.strip_prefix(PUNCTUATION[0]))?;
            (inner, [LETTER, PUNCTUATION[1]])
        }
    };
    let after = inner.trim_start_matches(['x', 'X']);
    let closer = closers.iter().find(|closer| after.starts_with(**closer))?;
    let letters = Some(&inner[..inner.len() - after.len()]).filter(|letters| !letters.is_empty())?;
    let number = letters.bytes().fold(0_usize, |number, letter| number << 1 | usize::from(letter == b'X'));
    Some(Word { range: 0..text.len() - after.len() + closer.len(), number })
}

/// `text` with masks that carry no number, for the few cases in which a mask shows.
pub(super) fn without_numbers(text: &str) -> Cow<'_, str> {
    let mut plain = Cow::Borrowed(text);
    for word in words(text) {
        plain.to_mut().replace_range(word.range.clone(), &text[word.range].replace('X', "x"));
    }
    plain
}

// Edges.

/// Whether the emphasis run ending at `at` can only close before punctuation, so the mask must start with punctuation:
/// `**Name:**` and a placeholder.
///
/// The run of `foo**` and a placeholder opens only before a letter. So the mask's edge is of the class of what is on
/// the other side of the run.
fn punctuation_before(body: &str, at: usize) -> bool {
    let before = &body[..at];
    let outside = before.trim_end_matches(is_delimiter);
    outside.len() < before.len() && outside.chars().next_back().is_some_and(is_punctuation)
}

/// The same for a run that starts at `at`.
fn punctuation_after(body: &str, at: usize) -> bool {
    let after = &body[at..];
    let outside = after.trim_start_matches(is_delimiter);
    outside.len() < after.len() && outside.chars().next().is_some_and(is_punctuation)
}

fn is_delimiter(c: char) -> bool {
    matches!(c, '*' | '_' | '~')
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && c != '<'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn construct(range: Range<usize>, kind: Kind) -> Construct {
        Construct { range, kind }
    }

    #[track_caller]
    fn masks(body: &str, constructs: &[Construct], expected: &str) {
        assert_eq!(mask(body, 0, constructs), expected, "{body:?}");
    }

    #[test]
    fn masks_are_of_the_same_length() {
        masks("a <!--b--> c", &[construct(2..10, Kind::Comment)], "a \u{E000}xx\u{E000} c");
        masks("**a:**<!--b-->", &[construct(6..14, Kind::Comment)], "**a:**\u{2983}xx\u{E000}");
        masks("<!--b-->**(a)**", &[construct(0..8, Kind::Comment)], "\u{E000}xx\u{2984}**(a)**");
        masks("<!--b-->", &[construct(0..8, Kind::CommentBlock)], "<?xxxx?>");
        masks("<!---->a", &[construct(0..7, Kind::CommentBlock)], "<?xxx?>a");
        masks("<!--nextSteps-->", &[construct(0..16, Kind::Section)], "\n\n<?xxxxxxxx?>\n\n");
        masks("a<br\\>", &[construct(1..6, Kind::BreakTag)], "a<br >");
        masks("a|b", &[construct(1..2, Kind::Literal)], "a,b");
        masks("a**。**b", &[construct(3..6, Kind::Edge(Side::Letter))], "a**\u{E001}**b");
        masks("[a]\n(b)", &[construct(2..4, Kind::Gap)], "[a,](b)");
        masks("<x-y>", &[construct(0..5, Kind::LoneTags)], "_____");
        masks("\t a", &[construct(0..2, Kind::Indent(0))], "\n\na");
        masks("a\rb\r\nc\r", &[], "a\nb\r\nc\n");
    }

    #[test]
    fn masks_carry_numbers() {
        let body = "<!--a--><!--b--><!--c--><!---->";
        let ranges = [0..8, 8..16, 16..24, 24..31];
        let constructs = ranges.map(|range| construct(range, Kind::Comment));
        let masked = mask(body, 0, &constructs);
        assert_eq!(masked, "\u{E000}xx\u{E000}\u{E000}xX\u{E000}\u{E000}Xx\u{E000}\u{E000}x\u{E000}");
        let found: Vec<_> = words(&masked).map(|word| (word.range.start, word.number)).collect();
        assert_eq!(found, [(0, 0), (8, 1), (16, 2), (24, 0)]);
        // The letter of the last one is too few for its number.
        let numbered = constructs.iter().enumerate().map(|(number, construct)| is_numbered(construct, number));
        assert_eq!(numbered.collect::<Vec<_>>(), [true, true, true, false]);
        let edges = "\u{E000}x\u{E000}xX\u{E000}\u{E000}";
        assert_eq!(words(edges).map(|word| word.range).collect::<Vec<_>>(), [0..7, 4..12]);
        assert_eq!(without_numbers("a \u{E000}xX\u{E000} X"), "a \u{E000}xx\u{E000} X");
    }
}
