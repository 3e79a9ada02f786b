//! Lines that Markdown would misread: titles, tags, components. What makes a line one of them, as far as the line
//! itself decides.

use std::ops::Range;

use memchr::memmem;

use crate::component::{Finder, Search};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::holds_opener;

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

/// Whether `line` begins an item of a list.
pub(super) fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['*', '-', '+']) || (digits.len() < line.len() && digits.starts_with(['.', ')']))
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
    fn titles_end_before_a_comment() {
        let body = ":::Section A b ::: <!-- c -->";
        let found = title(body, 0..body.len()).map(|(line, comment)| (&body[line.title], line.closed, comment));
        assert_eq!(found, Some(("A b", true, Some(19))));
    }
}
