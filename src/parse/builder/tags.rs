//! The author's tags: which have partners, and what becomes of a start tag whose element closes.

use std::cell::OnceCell;
use std::ops::Range;

use crate::diagnostic::Code;
use crate::parse::engine::Page;
use crate::parse::html::{Element, Pairs};
use crate::source::quoted_snippet;
use crate::tree::Inline;

use super::nodes::Nodes;
use super::open::Open;
use super::report::Report;
use super::stack::{Frame, Origin, Tag, TagFate};
use super::unended::Unended;

/// Whether an element of the author's HTML closes because its end tag is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndTag {
    Came,
    Missing,
}

/// Says that what looks like a tag at `range` of `source` shows as it is.
pub(super) fn report_as_text(source: &str, range: Range<usize>, report: &mut Report) {
    if !is_comparison(source, &range) {
        let written = quoted_snippet(source.get(range.clone()).unwrap_or_default().trim_end());
        let message = format!("{written} is not an element that is shown; it is read as text");
        report.note(Code::HTML_AS_TEXT, range, message);
    }
}

/// Says that there is no start tag for the end tag `name` at `range`.
pub(super) fn report_unmatched(name: &str, range: Range<usize>, report: &mut Report) {
    let message = format!("expected a start tag before `</{name}>`, found none; it is ignored");
    report.note(Code::HTML_UNMATCHED, range, message);
}

/// Whether what looks like a tag at `range` of `source` compares: `a<b and c>d`.
fn is_comparison(source: &str, range: &Range<usize>) -> bool {
    let is_operand = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut words = source.get(range.clone()).unwrap_or_default().split_whitespace();
    words.any(|word| matches!(word, "and" | "or" | "&&" | "||"))
        && is_operand(source[..range.start].chars().next_back())
        && is_operand(source[range.end..].chars().next())
}

/// The tags of the author's HTML in a body.
pub(super) struct Tags<'p> {
    page: &'p Page<'p>,
    /// Which tags have partners; made when first needed.
    pairs: OnceCell<Pairs>,
    unended: Unended,
}

impl<'p> Tags<'p> {
    pub(super) fn new(page: &'p Page<'p>) -> Tags<'p> {
        Tags { page, pairs: OnceCell::new(), unended: Unended::default() }
    }

    /// Whether the tag at `at` has its partner.
    pub(super) fn is_paired(&self, at: usize) -> bool {
        self.pairs().holds(at - self.page.range.start)
    }

    /// Whether an end tag without a start tag, with one of these `names`, comes after `at`.
    pub(super) fn has_end_tag_after(&self, at: usize, names: &[&str]) -> bool {
        self.pairs().has_end_tag_after(at - self.page.range.start, names)
    }

    /// Whether only blanks and markers of quotes and items are before `at` on its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let before = self.page.seen(self.page.range.start..at);
        let before = before.trim_end_matches(|c: char| c.is_ascii_digit() || " \t>*-+.)".contains(c));
        before.is_empty() || before.ends_with(['\n', '\r'])
    }

    fn pairs(&self) -> &Pairs {
        self.pairs.get_or_init(|| Pairs::of(self.page.seen(self.page.range.clone())))
    }

    /// What becomes of the start tag of `frame`, which closes at `end`, if an element of the author's HTML opened it.
    pub(super) fn fate(&mut self, frame: &mut Frame, end: usize, end_tag: EndTag, nodes: &mut Nodes<'p>) -> TagFate {
        let Origin::Html(tag) = &frame.origin else { return TagFate::Absent };
        let whole = if tag.provisional { TagFate::Goes } else { TagFate::Absent };
        if end_tag == EndTag::Came || tag.element.may_stay_open() {
            return whole;
        }
        let range = frame.start..tag.end;
        match &frame.open {
            Open::Span | Open::Division | Open::Flat(_) => {
                if !tag.ended {
                    self.unended.push(tag.name, nodes.span(range));
                }
                TagFate::Absent
            }
            _ if self.ends_soon(frame, tag, end, nodes) => whole,
            _ if Element::is_plain_when_open(tag.name) => {
                self.unended.push_without_effect(tag.name, nodes.span(range));
                TagFate::Lost
            }
            Open::List { .. } | Open::Table { .. } | Open::DefinitionList if !nodes.lists.is_empty(frame) => {
                let message =
                    format!("expected `</{}>` for this tag, found none; it ends here with its block", tag.name);
                nodes.report.warn(Code::HTML_UNCLOSED, range, message);
                whole
            }
            Open::Heading(_) if self.begins_line(frame.start) && has_words(frame, nodes) => {
                if !tag.ended {
                    let message =
                        format!("expected `</{}>` for this tag, found none; the heading ends with its block", tag.name);
                    nodes.report.warn(Code::HTML_UNCLOSED, range, message);
                }
                whole
            }
            _ => {
                let message = "expected an end tag for this tag in its block, found none; it is shown as text";
                nodes.report.note(Code::HTML_AS_TEXT, range, message);
                frame.start = tag.end;
                TagFate::Stays
            }
        }
    }

    /// Whether the end tag of an inline element comes soon after the Markdown that it crosses: `**<u>a**</u>`.
    fn ends_soon(&self, frame: &Frame, tag: &Tag, end: usize, nodes: &Nodes<'_>) -> bool {
        const NEAR_END_TAG: usize = 1024;
        if !frame.open.is_inline() || nodes.stack.last().is_none_or(|parent| parent.open.is_leaf()) {
            return false;
        }
        let after = self.page.seen_after(end, NEAR_END_TAG);
        let block = memchr::memmem::find(after, b"\n\n").map_or(after, |blank| &after[..blank]);
        memchr::memmem::find(block, format!("</{}", tag.name).as_bytes()).is_some()
    }

    /// Takes the end tag at `range` of an element that is not open; whether it is that of a start tag that closed before, as a
    /// block did in `<p>⏎⏎a⏎⏎</p>`.
    pub(super) fn end(&mut self, name: &str, range: &Range<usize>, report: &mut Report) -> bool {
        self.unended.end(name, &mut report.found) || name == "p" && self.is_paired(range.start)
    }

    /// Reports the start tags whose end tags never came.
    pub(super) fn report_unended(&self, report: &mut Report) {
        self.unended.report(&mut report.found);
    }
}

/// Whether anything but breaks is in `frame`.
fn has_words(frame: &Frame, nodes: &Nodes<'_>) -> bool {
    let own = nodes.lists.inlines.get(frame.children.inlines..).unwrap_or_default();
    own.iter().any(|inline| !matches!(inline, Inline::SoftBreak(_) | Inline::HardBreak(_)))
}
