//! Bold text beside a letter, where punctuation keeps asterisks from beginning or ending it (format §5).

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{is_cjk, is_cjk_punctuation, is_combining, is_unspaced};
use crate::span::Span;
use crate::tree::{Inline, Style, Styled};

/// Most runs of marks on a line that pairs are made of.
const MOST: usize = 16;

/// Two runs with no blank inside, mended by a blank outside of them if one is enough.
pub(super) fn tight(source: &str, opener: Span, closer: Span) -> Diagnostic {
    let marks = source.get(opener.range()).unwrap_or("**");
    let (name, _) = super::emphasis::names(marks);
    let message = format!(
        "expected a space or punctuation outside of `{marks}…{marks}`, found a letter; the {name} show as they are"
    );
    let found = Diagnostic::warning(Code::EMPHASIS_LITERAL, Span { start: opener.start, end: closer.end }, message);
    let (start, end) = (opener.start as usize, closer.end as usize);
    let text = source.get(opener.end as usize..closer.start as usize).unwrap_or_default();
    if text.contains(marks) {
        return match spaced(source, start..end, marks) {
            Some(mended) => found.with_fix(start..end, mended),
            None => found,
        };
    }
    // `f(**kwargs) and g(**opts)`
    let is_turned = text.ends_with(|c| "([{<“‘«".contains(c)) || text.starts_with(|c| ")]}>”»".contains(c));
    if !is_inside(text) || is_turned {
        return found;
    }
    let before = text.starts_with(is_punctuation) && !is_outside(source[..start].chars().next_back());
    let after = text.ends_with(is_punctuation) && !is_outside(source[end..].chars().next());
    match (before, after) {
        (true, false) => found.with_fix(start..start, " "),
        (false, true) => found.with_fix(end..end, " "),
        (true, true) => found.with_fix(start..end, format!(" {} ", &source[start..end])),
        (false, false) => found,
    }
}

/// `**(alt)**dann**neu**`: the second run cannot end what the first begins, so that all is bold and so is, in it, what is not to
/// be.
pub(super) fn nested(source: &str, styled: &Styled) -> Option<Diagnostic> {
    let range = bold(source, styled)?;
    let inner = styled.content.iter().find_map(|inline| match inline {
        Inline::Styled(inner) => bold(source, inner),
        _ => None,
    })?;
    let ends = source[..inner.start].chars().next_back()?;
    let begins = source[inner.start + "**".len()..].chars().next()?;
    if !(is_punctuation(ends) && !"([{<“‘«„".contains(ends) && begins.is_alphanumeric()) {
        return None;
    }
    let message = "expected a space or punctuation outside of `**…**`, found a letter; what is between two bold texts is bold, too";
    let found = Diagnostic::warning(Code::EMPHASIS_LITERAL, range.clone(), message);
    Some(match spaced(source, range.clone(), "**") {
        Some(mended) => found.with_fix(range, mended),
        None => found,
    })
}

/// Where `styled` is, if it is bold on its line by two asterisks on either side, and no more.
fn bold(source: &str, styled: &Styled) -> Option<Range<usize>> {
    let range = styled.span.range();
    let inside = source.get(range.clone())?.strip_prefix("**")?.strip_suffix("**")?;
    let is_more = |text: &str| text.starts_with('*') || text.ends_with('*');
    let is_ornament = is_more(inside) || source[..range.start].ends_with('*') || source[range.end..].starts_with('*');
    (styled.style == Style::Strong && !is_ornament && !inside.contains(['\n', '\r'])).then_some(range)
}

/// The text of `range`, in which each run of `marks` is bold with the next, with the blanks outside of them that they need;
/// `None` if there is none, or it is not clear which runs belong together.
fn spaced(source: &str, range: Range<usize>, marks: &str) -> Option<String> {
    let written = source.get(range.clone())?;
    // Marks in code and in targets are none.
    if written.contains(['`', '<', '\\', '\n', '\r']) || written.contains("](") {
        return None;
    }
    let runs: Vec<usize> = written.match_indices(marks).map(|(at, _)| at).take(MOST + 1).collect();
    if !runs.len().is_multiple_of(2)
        || runs.len() > MOST
        || runs.windows(2).any(|pair| pair[1] == pair[0] + marks.len())
    {
        return None;
    }
    let (mut mended, mut from) = (String::with_capacity(written.len() + runs.len()), 0);
    for pair in runs.chunks_exact(2) {
        let (open, close) = (pair[0], pair[1]);
        let text = &written[open + marks.len()..close];
        let (first, last) = (text.chars().next()?, text.chars().next_back()?);
        if !is_inside(text) {
            return None;
        }
        let outer = (
            source[..range.start + open].chars().next_back(),
            source[range.start + close + marks.len()..].chars().next(),
        );
        mended.push_str(&written[from..open]);
        mended.push_str(if parts(outer.0, first) { " " } else { "" });
        mended.push_str(&written[open..close + marks.len()]);
        mended.push_str(if parts(outer.1, last) { " " } else { "" });
        from = close + marks.len();
    }
    mended.push_str(&written[from..]);
    (mended.len() > written.len()).then_some(mended)
}

/// Whether a blank is to be between `outer` and marks that have `inner` on their other side: beside punctuation they make nothing
/// bold without, but for CJK text; and words of alphabets have blanks between them, where bold text begins, too.
fn parts(outer: Option<char>, inner: char) -> bool {
    let Some(outer) = outer else { return false };
    let is_needed = is_punctuation(inner) && !is_cjk_punctuation(inner) && !is_outside(Some(outer)) && !is_cjk(outer);
    is_needed || outer.is_alphanumeric() && !is_unspaced(outer)
}

/// Whether `text` may be between marks: no blank is beside them.
fn is_inside(text: &str) -> bool {
    !text.is_empty() && !text.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace)
}

/// Whether emphasis may begin after `c` and end before it, whatever is on its other side.
fn is_outside(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || is_punctuation(c))
}

/// Whether `c` is punctuation; marks on letters are a part of these, as in the Thai `ที่`.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !is_combining(c)
}
