//! Blocks of code: the pieces that the engine gives one by one, put together.

use std::ops::Range;

use crate::source::{line_end, without_comments};
use crate::text::Text;
use crate::tree::{Piece, Template};

use super::event::{CodeBlock, Info};
use super::page::{Page, Part};

/// The code block that is open.
pub(super) struct OpenCode {
    info: Info,
    pieces: Vec<Piece>,
    /// Source that was read but is not a piece yet, as far as it is contiguous.
    pending: Option<Range<usize>>,
    start: usize,
}

impl OpenCode {
    pub(super) fn indented(start: usize) -> OpenCode {
        OpenCode { info: Info::default(), pieces: Vec::new(), pending: None, start }
    }

    /// The block at `range`, after whose fence comes `info`.
    pub(super) fn fenced(page: &Page<'_>, info: &str, range: Range<usize>) -> OpenCode {
        OpenCode { info: read_info(page, info, &range), ..OpenCode::indented(range.start) }
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
        CodeBlock { info: self.info, content: Template::joined(self.pieces), range: self.start..end }
    }
}

/// The info string of a fence: its first word is the language, in which no construct shows.
fn read_info(page: &Page<'_>, info: &str, range: &Range<usize>) -> Info {
    let line = range.start..range.start + line_end(page.seen(range.clone()), 0);
    let (mut text, mut placeholders) = (String::new(), Vec::new());
    for part in page.parts(info, line.clone()) {
        match part {
            Part::Text(part) => text.push_str(part),
            Part::Construct(construct) if construct.is_text() => {
                text.push_str(page.text(construct.range.clone()).as_str())
            }
            Part::Construct(construct) => placeholders.push(construct.range.clone()),
        }
    }
    let comment = text.contains("<!--").then(|| {
        let at = page.seen(line.clone()).find("<!--").unwrap_or_default();
        line.start + at..line.end
    });
    // `<!--SECRET-->` right after a fence is its info string for CommonMark, and would be a class of the HTML.
    let language = without_comments(&text).split_whitespace().next().map(Text::from);
    Info { language, placeholders, comment }
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
