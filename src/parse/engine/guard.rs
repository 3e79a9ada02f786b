//! The guard: what would make pulldown-cmark's time grow with the square of the input, found before it gets there.
//!
//! Two shapes do. A link title over many lines is walked from its link again at each of its line ends, and open
//! containers are matched against every line that follows, blank ones too. So a title over too many lines is not a
//! title, and a line that opens one container too many has text there. Everything is judged on the masked body, with
//! upper bounds: what is masked here would not be a link or a container anyway, or is over the limit.

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limits;
use crate::parse::construct::{Prefix, is_prefix};

/// What the engine must not read as Markdown: single bytes of the body that are text, in order.
#[derive(Debug, Default)]
pub(super) struct Excess {
    /// The bytes that begin containers over the limit.
    containers: Vec<usize>,
    /// The `(` of links whose title runs over too many lines.
    titles: Vec<usize>,
    /// The brackets after a `]` that pulldown-cmark takes for a link where CommonMark has text: the `[` of `[link]\\[id]`,
    /// which is escaped, and the `(` of `[a](<u>"t")`, whose title needs a space before it.
    brackets: Vec<usize>,
    /// Whether a blank comes after a `]`, or a tag before a `)`: a link with a gap may be there.
    pub(super) may_have_gaps: bool,
}

/// Finds what is over the limits in `masked`: nothing in ordinary articles.
pub(super) fn excess(masked: &str, limits: &Limits) -> Excess {
    let text = masked.as_bytes();
    let containers =
        if may_nest(text, limits.open_containers) { containers(masked, limits.open_containers) } else { Vec::new() };
    let mut excess = Excess { containers, ..Excess::default() };
    brackets(text, limits.title_lines, &mut excess);
    excess
}

impl Excess {
    pub(super) fn is_empty(&self) -> bool {
        self.containers.is_empty() && self.titles.is_empty() && self.brackets.is_empty()
    }

    /// The bytes that become text.
    pub(super) fn bytes(&self) -> impl Iterator<Item = usize> {
        self.containers.iter().chain(&self.titles).chain(&self.brackets).copied()
    }

    /// Reports it: once for each limit, at the first byte. `base` is the body's offset in the source.
    pub(super) fn report(&self, base: usize, limits: &Limits) -> impl Iterator<Item = Diagnostic> {
        let warning = |at: &usize, code, message| Diagnostic::warning(code, base + at..base + at + 1, message);
        let containers = self.containers.first().map(|at| {
            let limit = limits.open_containers;
            let message =
                format!("expected at most {limit} quotes and list items inside one another; deeper ones are text");
            warning(at, Code::NESTING, message)
        });
        let titles = self.titles.first().map(|at| {
            let limit = limits.title_lines;
            let message = format!("expected the title of a link to end within {limit} lines; the link is text");
            warning(at, Code::LINK_TITLE, message)
        });
        containers.into_iter().chain(titles)
    }
}

// Containers.

/// Whether a line may open more than `limit` containers: a quick look at a few bytes, which errs only towards yes.
///
/// All containers that are open where one opens have a part in the line before it: a byte for a quote, two columns for
/// a list item, which may be half a tab. So such a line begins with many bytes of few kinds, which a look at every
/// so many bytes does not miss.
fn may_nest(text: &[u8], limit: usize) -> bool {
    let need = limit / 2 + 1;
    let mut at = need - 1;
    while at < text.len() {
        if is_prefix(text[at]) && nests_around(text, at, need) {
            return true;
        }
        at += need;
    }
    false
}

/// Whether the line around the prefix byte at `at` begins with at least `need` of them.
fn nests_around(text: &[u8], at: usize, need: usize) -> bool {
    let before = &text[at.saturating_sub(need)..at];
    let start = before.iter().rposition(|&byte| !is_prefix(byte)).map_or(0, |other| other + 1);
    let begins_line = match start {
        0 => at < need,
        _ => before[start - 1] == b'\n',
    };
    let after = || text[at..].iter().take(need).take_while(|byte| is_prefix(**byte)).count();
    begins_line && after() + before.len() - start >= need
}

/// The markers that open containers over `limit`: the first of each line, which makes the rest of it text.
fn containers(text: &str, limit: usize) -> Vec<usize> {
    let mut excess = Vec::new();
    let (mut open, mut after_blank, mut start) = (0, true, 0);
    while start < text.len() {
        let rest = &text.as_bytes()[start..];
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let line = Prefix::of(&rest[..end], limit + 1);
        let indented = open.min(line.columns / 2);
        if let Some(&marker) = line.markers.get(limit - indented) {
            excess.push(start + marker);
        }
        let opened = (indented + line.markers.len()).min(limit);
        // Blank lines close no item, and a paragraph may go on without its containers' markers.
        let goes_on = line.is_blank && line.markers.is_empty() || !after_blank;
        open = if goes_on { open.max(opened) } else { opened };
        after_blank = line.is_blank;
        start += end;
    }
    excess
}

// Titles.

/// How far the end of a target is looked for before it is read byte by byte.
const NEAR_TARGET: usize = 128;

/// How deep parentheses nest in a target, as pulldown-cmark has it.
const PARENTHESES: usize = 33;

/// Whether the title of the link whose `(` is at `at` does not end within `limit` lines.
fn has_long_title(text: &[u8], at: usize, limit: usize) -> bool {
    title(text, at + 1).is_some_and(|start| is_long(&text[start..], limit))
}

/// Where the title begins of a link whose target begins at `at`.
fn title(text: &[u8], at: usize) -> Option<usize> {
    let near = &text[at..text.len().min(at + NEAR_TARGET)];
    if let Some(target) = memchr::memchr(b')', near).map(|close| &near[..close])
        && memchr::memchr3(b'"', b'\'', b'(', target).is_none()
        && memchr::memchr2(b'<', b'\\', target).is_none()
    {
        return None;
    }
    let start = after_blanks(text, at);
    let end = target_end(&text[start..])? + start;
    let title = after_blanks(text, end);
    matches!(text.get(title), Some(b'"' | b'\'' | b'(')).then_some(title)
}

/// After blanks and at most one line end with what quotes put after it.
fn after_blanks(text: &[u8], at: usize) -> usize {
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | 0x0B | 0x0C);
    let at = at + text[at..].iter().take_while(is_blank).count();
    let after = match &text[at..] {
        [b'\r', b'\n', ..] => at + 2,
        [b'\r' | b'\n', ..] => at + 1,
        _ => return at,
    };
    after + text[after..].iter().take_while(|byte| is_blank(byte) || **byte == b'>').count()
}

/// The length of a link's target.
pub(super) fn target_end(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    if text.first() == Some(&b'<') {
        loop {
            at += 1;
            match text.get(at)? {
                b'>' => return Some(at + 1),
                b'<' | b'\n' | b'\r' => return None,
                b'\\' if text.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
                _ => {}
            }
        }
    }
    let mut open = 0;
    loop {
        match text.get(at)? {
            0..=b' ' => return Some(at),
            b'(' if open == PARENTHESES => return None,
            b'(' => open += 1,
            b')' if open == 0 => return Some(at),
            b')' => open -= 1,
            b'\\' if text.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            _ => {}
        }
        at += 1;
    }
}

/// Whether a title that begins here runs over more than `limit` lines.
fn is_long(text: &[u8], limit: usize) -> bool {
    let Some((&open, rest)) = text.split_first() else { return false };
    let close = if open == b'(' { b')' } else { open };
    let (mut lines, mut at, mut blank) = (1, 0, false);
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'\n' if blank => return false,
            b'\n' => {
                lines += 1;
                blank = true;
                if lines > limit {
                    return true;
                }
            }
            b' ' | b'\t' | b'\r' => {}
            _ if byte == open || byte == close => return false,
            _ => {
                at += usize::from(byte == b'\\' && rest.get(at + 1).is_some_and(u8::is_ascii_punctuation));
                blank = false;
            }
        }
        at += 1;
    }
    false
}

// Brackets.

/// Looks at what comes after each `]`, for `excess`.
fn brackets(text: &[u8], title_lines: usize, excess: &mut Excess) {
    // A title in a text of fewer lines ends within them.
    let has_long = memchr::memchr_iter(b'\n', text).count() >= title_lines;
    // Tags at the end of a target, `[a](https://example.com <br />)`, or before its title are read by `gap`, too.
    let closes = |at: usize| match text[at + 1..].iter().find(|byte| **byte != b' ') {
        Some(b')') => true,
        // A quote may begin with a quotation mark, too: `> "Lamp"`.
        Some(b'"' | b'\'') => text[at.saturating_sub("<br />".len())..at].contains(&b'<'),
        _ => false,
    };
    excess.may_have_gaps = memchr::memchr_iter(b'>', text).any(closes);
    for at in memchr::memchr_iter(b']', text) {
        match text.get(at + 1) {
            Some(b'(') => {
                if has_long && has_long_title(text, at + 1, title_lines) {
                    excess.titles.push(at + 1);
                }
                if text.get(at + 2) == Some(&b'<') && is_glued_title(text, at + 2) {
                    excess.brackets.push(at + 1);
                }
            }
            Some(b'\\') if text.get(at + 2) == Some(&b'[') => excess.brackets.push(at + 2),
            Some(b'\\') if matches!(text.get(at + 2), Some(b'\n' | b'\r')) => excess.may_have_gaps = true,
            Some(b' ' | b'\t' | b'\n' | b'\r' | 0xC2 | 0xE2 | 0xE3) => excess.may_have_gaps = true,
            _ => {}
        }
    }
}

/// Whether a title follows the target at `at` without a space: `[a](<u>"t")`.
fn is_glued_title(text: &[u8], at: usize) -> bool {
    let end = target_end(&text[at..]).map(|length| at + length);
    end.is_some_and(|end| matches!(text.get(end), Some(b'"' | b'\'' | b'(')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_make_no_link() {
        let text = "[link]\\[id] [a](<u>\"t\") [a](<u> \"t\") [a](u) [a][b]";
        assert_eq!(excess(text, &Limits::new()).brackets, [7, 15]);
    }

    #[track_caller]
    fn is_title(text: &str, expected: bool) {
        assert_eq!(title(text.as_bytes(), 0).is_some(), expected, "{text:?}");
    }

    #[test]
    fn titles_and_targets() {
        is_title("b)", false);
        is_title("b \"c", true);
        is_title("b 'c", true);
        is_title("b (c", true);
        is_title("b\n> \"c", true);
        is_title("\n b\n\"c", true);
        is_title("<b d> \"c", true);
        is_title("<b\n> \"c", false);
        is_title("a(b) \"c", true);
        is_title("<b)> \"c", true);
        is_title("a\\)b \"c", true);
        is_title("a) \"c", false);
        is_title("b\t\"c)", true);
    }
}
