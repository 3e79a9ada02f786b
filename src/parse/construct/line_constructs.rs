//! Lines that Markdown would misread: titles, tags, components. What makes a line one of them, as far as the line
//! itself decides.

use std::ops::Range;

use memchr::memmem;

use crate::component::{Finder, Search};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::holds_opener;

use super::damaged::{cut_break, odd_break};
use super::html_block::{TagLine, line_of_tags};
use super::title::{TitleLine, titled};
use super::{Construct, Kind};

/// The text of a line before a comment, and where that begins.
pub(super) fn before_comment(body: &str, line: Range<usize>) -> (Range<usize>, Option<usize>) {
    match memmem::find(&body.as_bytes()[line.clone()], b"<!--") {
        Some(at) => {
            let text = &body[line.start..line.start + at];
            (line.start..line.start + text.trim_end().len(), Some(line.start + at))
        }
        None => (line, None),
    }
}

/// The title on a `line`, and where a comment begins that ends it: the comment is not part of it, and after the comment
/// the line goes on as any other.
pub(super) fn title(body: &str, line: Range<usize>) -> Option<(TitleLine, Option<usize>)> {
    let (range, comment) = before_comment(body, line);
    let (title, closed) = titled(&body[range.clone()])?;
    let title = range.start + title.start..range.start + title.end;
    Some((TitleLine { range, title, closed }, comment))
}

/// The component that begins at `at`, and those after it on its last line, which CommonMark takes for HTML all of it.
pub(super) fn components(body: &str, at: usize, finder: &mut Finder<'_>) -> (Vec<Construct>, Option<Unclosed>) {
    let (mut next, mut found) = (at, Vec::new());
    loop {
        match finder.search(next) {
            Search::Found(component) => {
                found.push(Construct { range: next..component.end, kind: Kind::Component });
                let rest = &body[component.end..];
                next = component.end + rest.len() - rest.trim_start_matches([' ', '\t']).len();
            }
            Search::Unclosed(name, tag) => return (found, Some(Unclosed { name, tag })),
            Search::Nothing => return (found, None),
        }
    }
}

/// The start tag of a component that nothing ends.
pub(super) struct Unclosed {
    name: &'static str,
    tag: Range<usize>,
}

impl Unclosed {
    /// What is reported, in a body that begins at `base` of the source.
    pub(super) fn report(self, base: usize) -> Diagnostic {
        let Unclosed { name, tag } = self;
        let message = format!("expected `</{name}>` after `<{name}>`, found none; it is shown as text");
        Diagnostic::warning(Code::COMPONENT_UNCLOSED, base + tag.start..base + tag.end, message)
    }
}

/// What the lines around a line of tags say about it.
pub(super) struct Around {
    /// Whether the line before it is part of a paragraph.
    pub(super) after_paragraph: bool,
    /// Whether a block of HTML is open.
    pub(super) in_html: bool,
    /// Whether the line after it is an item of a list that is open.
    pub(super) before_item: bool,
}

/// What a line of nothing but tags is, where CommonMark would take it for HTML.
pub(super) fn tags(line: &str, around: impl FnOnce() -> Around) -> Option<Kind> {
    if holds_opener(line) {
        // The inside of the tags, perhaps an attribute, still has to be scanned.
        return None;
    }
    let tags = line_of_tags(line)?;
    let Around { after_paragraph, in_html, before_item } = around();
    match tags {
        // It belongs to the item before it: `* a\n<br>\n* b` is one list.
        TagLine::Breaks if after_paragraph && before_item => None,
        TagLine::Breaks => Some(Kind::BreakLine),
        TagLine::Others | TagLine::Inlines if after_paragraph => None,
        TagLine::Inlines => Some(Kind::InlineTags),
        TagLine::Others if in_html => Some(Kind::TagLine),
        TagLine::Others => Some(Kind::LoneTags),
    }
}

/// Whether the tab at `at` may be one that pulldown-cmark does not take for a blank: after a part of a table's delimiter
/// row, or before `#` at the end of a heading. A look at the bytes beside it.
pub(super) fn may_be_odd_tab(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].last();
    matches!(before, Some(b'-' | b'|' | b':' | b'#'))
        || matches!(bytes.get(at + 1), Some(b'-' | b'|' | b':' | b'#')) && !matches!(before, None | Some(b'\n' | b'\r'))
}

/// The tabs of a `line` that pulldown-cmark does not take for the blanks that they are: in `|---|---⇥|` and `# Title⇥#`.
pub(super) fn odd_tabs(line: &str) -> Vec<Range<usize>> {
    let tabs = |from: usize, to: usize| {
        let tabs = memchr::memchr_iter(b'\t', &line.as_bytes()[from..to]);
        tabs.map(move |at| from + at..from + at + 1).collect()
    };
    let is_row = || line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t')) && line.contains('|');
    if line.starts_with('#') {
        let text = line.trim_end_matches([' ', '\t']).trim_end_matches('#');
        let title = text.trim_end_matches([' ', '\t']);
        let is_closed = text.len() < line.trim_end_matches([' ', '\t']).len() && title.len() < text.len();
        return if is_closed && !title.trim_end_matches('#').is_empty() {
            tabs(title.len(), line.len())
        } else {
            Vec::new()
        };
    }
    if memchr::memchr(b'\t', line.as_bytes()).is_some() && is_row() { tabs(0, line.len()) } else { Vec::new() }
}

/// Reports the `tag` at `range`, which is only nearly `<br>`.
pub(crate) fn odd_break_report(range: Range<usize>, tag: &str) -> Diagnostic {
    let message = format!("expected `<br>`, found `{tag}`, which breaks the line all the same");
    Diagnostic::note(Code::BREAK_SPELLING, range.clone(), message).with_fix(range, "<br>")
}

/// The reports of the tags in `range` that are only nearly `<br>`. `base` is the body's offset in the source.
pub(super) fn odd_breaks(body: &str, range: Range<usize>, base: usize) -> impl Iterator<Item = Diagnostic> {
    let tags = memchr::memchr_iter(b'<', body[range.clone()].as_bytes()).map(move |at| range.start + at);
    tags.filter_map(move |at| {
        let tag = &body[at..range.end];
        let length = odd_break(tag).or_else(|| cut_break(tag))?;
        Some(odd_break_report(base + at..base + at + length, &body[at..at + length]))
    })
}

/// Whether `line` begins an item of a list.
pub(super) fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = match line.strip_prefix(['*', '-', '+']) {
        Some(after) => Some(after),
        None if digits.len() < line.len() => digits.strip_prefix(['.', ')']),
        None => None,
    };
    after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(line: &str, after_paragraph: bool, before_item: bool, expected: &str) {
        let kind = tags(line, || Around { after_paragraph, in_html: false, before_item });
        assert_eq!(kind.map_or("None".to_owned(), |kind| format!("{kind:?}")), expected, "{line:?}");
    }

    #[test]
    fn lines_of_tags() {
        is("<br>", false, false, "BreakLine");
        is("<br>", true, false, "BreakLine");
        is("<br>", true, true, "None");
        is("<b><i>", false, false, "InlineTags");
        is("<b><i>", true, false, "None");
        is("<image-name>", false, false, "LoneTags");
        is("<image-name>", true, false, "None");
        is("<a href=\"<!--$x-->\">", false, false, "None");
        is("<div>", false, false, "None");
    }

    #[test]
    fn items() {
        assert!(is_item("* a") && is_item("  2. a") && is_item("-\ta") && is_item("1)"));
        assert!(!is_item("**a**") && !is_item("2.5 a") && !is_item("a") && !is_item(""));
    }

    #[test]
    fn tabs_that_are_blanks() {
        let count = |line: &str| odd_tabs(line).len();
        assert_eq!((count("|---|---\t|"), count("|:-\t|\t-:|"), count("|---|---|")), (1, 2, 0));
        assert_eq!(
            (count("# a\t#"), count("## a\t##\t"), count("# a\tb"), count("#\t#"), count("# a #")),
            (1, 2, 0, 0, 0)
        );
        assert_eq!((count("|a\t|"), count("---\t")), (0, 0));
    }

    #[test]
    fn titles_end_before_a_comment() {
        let body = ":::Section A b ::: <!-- c -->";
        let found = title(body, 0..body.len()).map(|(line, comment)| (&body[line.title], line.closed, comment));
        assert_eq!(found, Some(("A b", true, Some(19))));
    }
}
