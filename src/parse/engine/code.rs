//! Blocks of code: the pieces that the engine gives one by one, put together.

use std::ops::Range;

use crate::source::line_end;
use crate::text::Text;
use crate::tree::{Piece, Template};

use super::event::CodeBlock;
use super::page::{Page, Part};

/// The code block that is open.
pub(super) struct OpenCode {
    language: Option<Text>,
    dropped: Vec<Range<usize>>,
    pieces: Vec<Piece>,
    /// The source that was read and has not become a piece, as far as it is contiguous.
    pending: Option<Range<usize>>,
    start: usize,
}

impl OpenCode {
    pub(super) fn indented(start: usize) -> OpenCode {
        OpenCode { language: None, dropped: Vec::new(), pieces: Vec::new(), pending: None, start }
    }

    /// The block at `range`, after whose fence comes `info`.
    pub(super) fn fenced(page: &Page<'_>, info: &str, range: Range<usize>) -> OpenCode {
        let (language, dropped) = language(page, info, &range);
        OpenCode { language, dropped, ..OpenCode::indented(range.start) }
    }

    /// Adds text that is at `range`.
    pub(super) fn text(&mut self, page: &Page<'_>, text: &str, range: Range<usize>) {
        match (page.range_of(text), &mut self.pending) {
            (Some(own), Some(pending)) if pending.end == own.start => pending.end = own.end,
            (Some(own), _) => {
                self.flush(page);
                self.pending = Some(own);
            }
            (None, _) => {
                self.flush(page);
                self.pieces.extend(page.engine_text(text, range).pieces().iter().cloned());
            }
        }
    }

    fn flush(&mut self, page: &Page<'_>) {
        if let Some(pending) = self.pending.take() {
            let template = page.template(pending);
            self.pieces.extend(template.pieces().iter().cloned().map(with_line_feeds));
        }
    }

    /// The block, which ends at `end`.
    pub(super) fn close(mut self, page: &Page<'_>, end: usize) -> CodeBlock {
        self.flush(page);
        let OpenCode { language, dropped, pieces, start, .. } = self;
        CodeBlock { language, content: Template::joined(pieces), range: start..end, dropped }
    }
}

/// The first word of an info string, without placeholders, and where those are.
fn language(page: &Page<'_>, info: &str, range: &Range<usize>) -> (Option<Text>, Vec<Range<usize>>) {
    let line = range.start..range.start + line_end(page.seen(range.clone()), 0);
    let (mut language, mut dropped) = (String::new(), Vec::new());
    for part in page.parts(info, line) {
        match part {
            Part::Text(text) => language.push_str(text),
            Part::Construct(construct) => dropped.push(construct.range.clone()),
        }
    }
    (language.split_whitespace().next().map(Text::from), dropped)
}

/// Code ends its lines with `\n`, whatever the source has.
fn with_line_feeds(piece: Piece) -> Piece {
    match piece {
        Piece::Text(text) if text.contains('\r') => {
            Piece::Text(Text::from(text.replace("\r\n", "\n").replace('\r', "\n")))
        }
        piece => piece,
    }
}
