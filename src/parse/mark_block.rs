//! From our own constructs to nodes, where they stand between blocks: notes, breaks, components, lines of text.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::builder::{Builder, Place};
use crate::parse::mask::{Kind, Mark};
use crate::text::Text;
use crate::tree::{Block, Break, Component, Inline, Inlines, Paragraph, Words};

impl Builder<'_> {
    /// Adds what stands at a mark that is no word: between blocks, or where the engine saw it elsewhere.
    pub(super) fn mark_block(&mut self, mark: &Mark) {
        let range = mark.range.clone();
        match mark.kind {
            Kind::NoteBlock | Kind::Note => self.note(range),
            Kind::BreakLine => self.break_line(range),
            Kind::TagLine | Kind::LoneTags => {
                let written = &self.body[range.clone()];
                self.html(range, Cow::Borrowed(written));
            }
            Kind::Component(name) => self.component(name, range),
            Kind::ConflictLine => self.conflict_line(range),
            Kind::DefinitionLine => self.line_of_text(range),
            _ => {}
        }
    }

    /// `<br>`s on a line of their own: breaks at the end of the paragraph before, if it ends there.
    fn break_line(&mut self, range: Range<usize>) {
        if self.stack.last().is_some_and(|frame| frame.in_leaf) {
            return self.line_break(range);
        }
        let start = range.start;
        let (base, body) = (self.base, self.body);
        let tags = memchr::memchr_iter(b'<', &body.as_bytes()[range.clone()]).map(|at| start + at);
        let end = |at: usize| memchr::memchr(b'>', &body.as_bytes()[at..range.end]).map_or(range.end, |to| at + to + 1);
        let breaks: Vec<Inline> = tags.map(|at| Inline::HardBreak(Break { span: self.span(at..end(at)) })).collect();
        let span = self.span(range);
        let Some(block) = self.last_block() else { return };
        let end = last_paragraph(block).map_or(0, |paragraph| paragraph.span.end as usize);
        let between = end.checked_sub(base).and_then(|end| body.get(end..start));
        if between.is_some_and(|text| text.trim().is_empty() && text.matches('\n').count() <= 1) {
            append_breaks(block, breaks, span.end);
        }
    }

    fn component(&mut self, name: &'static str, range: Range<usize>) {
        if self.block_place(range.start) == Place::Free {
            let component =
                Component { name: Text::from(name), source: self.text(range.clone()), span: self.span(range) };
            self.push_block(Block::Component(component));
        } else {
            self.push_text(range, None);
        }
    }

    fn conflict_line(&mut self, range: Range<usize>) {
        let message = "expected text, found a merge-conflict marker; both sides are shown";
        self.found.push(Diagnostic::warning(Code::MERGE_CONFLICT, self.span(range.clone()), message));
        self.line_of_text(range);
    }

    /// A line that stands for itself, in a paragraph of its own.
    fn line_of_text(&mut self, range: Range<usize>) {
        let span = self.span(range.clone());
        if self.block_place(range.start) == Place::Free {
            let words = Words { text: self.text(range), span };
            let content = Inlines::from(vec![Inline::Text(words)]);
            self.push_block(Block::Paragraph(Paragraph { content, span }));
        } else {
            self.push_text(range, None);
        }
    }
}

/// The paragraph at the end of `block`, inside lists and quotes too.
fn last_paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::List(list) => last_paragraph(list.items.last()?.blocks.last()?),
        Block::Quote(quote) => last_paragraph(quote.blocks.last()?),
        _ => None,
    }
}

/// Adds breaks to the paragraph at the end of `block`, inside lists and quotes too, and makes room for them up to `end`.
fn append_breaks(block: &mut Block, breaks: Vec<Inline>, end: u32) -> bool {
    let (span, appended) = match block {
        Block::Paragraph(paragraph) => {
            paragraph.content.extend(breaks);
            (&mut paragraph.span, true)
        }
        Block::List(list) => {
            let Some(item) = list.items.last_mut() else { return false };
            let appended = item.blocks.last_mut().is_some_and(|last| append_breaks(last, breaks, end));
            if appended {
                item.span.end = end;
            }
            (&mut list.span, appended)
        }
        Block::Quote(quote) => {
            let appended = quote.blocks.last_mut().is_some_and(|last| append_breaks(last, breaks, end));
            (&mut quote.span, appended)
        }
        _ => return false,
    };
    if appended {
        span.end = end;
    }
    appended
}
