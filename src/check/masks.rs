//! Masks of secrets, `138****5678` and `Key = "***"`: runs of three and more asterisks, of which two make emphasis of what is between
//! them (format §5).

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::{is_cjk, is_cjk_punctuation};
use crate::tree::Styled;

use super::source_cursor::is_escaped;
use super::wildcards::{self, is_pattern};

/// Fewest asterisks of a mask, and most that are counted: an ornament may be as long as the article.
const FEWEST: usize = 3;
const MOST: usize = 64;

/// What is between two masks and between no two words of emphasis.
const JOINTS: [&str; 10] = ["和", "与", "與", "及", "或", "と", "and", "or", "or:", "and:"];

/// The finding about the asterisks around `styled`, if they are masks.
pub(super) fn lost(source: &str, styled: &Styled) -> Option<Diagnostic> {
    let (first, last) = runs(source, styled.span.range())?;
    let inside = source.get(first.end..last.start).filter(|inside| !inside.contains(['\n', '\r']))?;
    let before = source[..first.start].chars().next_back();
    let after = &source[last.end..];
    let is_doubted = first.len() == FEWEST && before.is_some_and(|c| is_cjk(c) && !is_cjk_punctuation(c));
    let is_mask = is_joint(before, inside, after.chars().next())
        || begins_apart(inside) && !is_doubted
        || is_word_cut(before, inside, after.chars().next())
        || is_pattern(before, inside, after);
    is_mask.then(|| wildcards::found(source, first, last))
}

/// The runs around the outermost emphasis at `range`, whole, for one may be longer than the other.
fn runs(source: &str, range: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let bytes = source.as_bytes();
    let (before, after) = (bytes.get(..range.start)?, bytes.get(range.end..)?);
    // `****a****` is bold text in bold text: of the inner one nothing is said.
    if before.ends_with(b"*") && after.starts_with(b"*") {
        return None;
    }
    let inside = &bytes[range.clone()];
    let is_star = |byte: &&u8| **byte == b'*';
    let begin = |bytes: &[u8]| bytes.iter().take(MOST).take_while(is_star).count();
    let end = |bytes: &[u8]| bytes.iter().rev().take(MOST).take_while(is_star).count();
    let first = range.start - end(before)..range.start + begin(inside);
    let last = range.end - end(inside)..range.end + begin(after);
    let is_run = |run: &Range<usize>| (FEWEST..MOST).contains(&run.len());
    (first.end < last.start && is_run(&first) && is_run(&last) && !is_escaped(source, first.start))
        .then_some((first, last))
}

/// `密码***和***`, `***-***-1234`: nothing but what joins two.
fn is_joint(before: Option<char>, inside: &str, after: Option<char>) -> bool {
    let mut letters = inside.chars();
    let sign = letters.next().filter(|c| letters.next().is_none() && "-./:@_".contains(*c));
    JOINTS.contains(&inside.trim()) || sign.is_some() && (before == sign || after == sign)
}

/// `****，密码：****`, `"***"; Secret = "***"`: what begins so was not to be emphasised.
fn begins_apart(inside: &str) -> bool {
    let mut letters = inside.chars();
    let (first, second) = (letters.next(), letters.next());
    let is_end = second.is_none_or(|c| !c.is_alphanumeric() && !is_cjk(c));
    first.is_some_and(|c| ",;，；、)]}）】」』&=＝".contains(c) || is_end && "\"'”’».。".contains(c))
}

/// `138****5678, 139****0000`: both runs are in words, and between them is more than words.
fn is_word_cut(before: Option<char>, inside: &str, after: Option<char>) -> bool {
    let (first, last) = (inside.chars().next(), inside.chars().next_back());
    let is_word = [before, first, last, after].iter().all(|c| c.is_some_and(|c| c.is_ascii_alphanumeric()));
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_number = is_digit(before) && is_digit(first);
    is_word
        && (is_number
            || inside.contains([',', ';', ':', '/', '|', '=', '@', '，', '；', '：', '、'])
            || inside.split_whitespace().any(|word| JOINTS.contains(&word)))
}
