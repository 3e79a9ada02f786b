//! Blocks of code: the pieces that the engine gives one by one, put together.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::note::Notes;
use crate::parse::builder::{Builder, Place};
use crate::text::Text;
use crate::tree::{Block, CodeBlock, CodeSpan, Inline, Piece, Template};

/// The code block that is open.
pub(super) struct OpenCode {
    language: Option<Text>,
    pieces: Vec<Piece>,
    /// The source that was read and has not become a piece, as far as it is contiguous.
    pending: Option<Range<usize>>,
    start: usize,
}

impl OpenCode {
    pub(super) fn indented(start: usize) -> OpenCode {
        OpenCode { language: None, pieces: Vec::new(), pending: None, start }
    }

    /// The block at `range`, behind whose fence stands `info`.
    pub(super) fn fenced(builder: &mut Builder<'_>, info: &str, range: Range<usize>) -> OpenCode {
        OpenCode { language: language(builder, info, &range), ..OpenCode::indented(range.start) }
    }

    /// Adds text that stands at `range`.
    pub(super) fn text(&mut self, builder: &Builder<'_>, text: &str, range: Range<usize>) {
        match (builder.place_of(text), &mut self.pending) {
            (Some(place), Some(pending)) if pending.end == place.start => pending.end = place.end,
            (Some(place), _) => {
                self.flush(builder);
                self.pending = Some(place);
            }
            (None, _) => {
                self.flush(builder);
                self.pieces.extend(builder.engine_text(text, range).pieces().iter().cloned());
            }
        }
    }

    fn flush(&mut self, builder: &Builder<'_>) {
        if let Some(pending) = self.pending.take() {
            let template = builder.template(pending);
            self.pieces.extend(template.pieces().iter().cloned().map(with_line_feeds));
        }
    }

    /// Adds the block, which ends at `end`, to the tree. An indented line that is nothing but notes or markers is no code.
    pub(super) fn close(mut self, builder: &mut Builder<'_>, end: usize) {
        self.flush(builder);
        let OpenCode { language, pieces, start, .. } = self;
        let content = Template::joined(pieces);
        let span = builder.span(start..end);
        if content.as_plain().is_some_and(|text| text.trim().is_empty()) && builder.holds_hidden(start..end) {
            builder.marks_in(&(start..end)).iter().for_each(|mark| builder.mark_block(mark));
            return;
        }
        match builder.block_place(start) {
            Place::Free => builder.push_block(Block::Code(CodeBlock { language, content, span })),
            Place::Flat => {
                builder.separate(start);
                builder.push_inline(Inline::Code(CodeSpan { content, span }));
            }
        }
    }
}

/// The first word of an info string, without placeholders and comments.
fn language(builder: &mut Builder<'_>, info: &str, range: &Range<usize>) -> Option<Text> {
    let line_end = memchr::memchr2(b'\n', b'\r', &builder.masked.as_bytes()[range.clone()]);
    let line = range.start..line_end.map_or(range.end, |at| range.start + at);
    let (mut language, mut rest) = (String::new(), info);
    for mark in builder.marks_in(&line) {
        let word = &builder.masked[mark.range.clone()];
        if let Some((before, behind)) = rest.split_once(word) {
            language.push_str(before);
            rest = behind;
            let message = "expected the language of the code, found a placeholder; it is dropped";
            let span = builder.span(mark.range.clone());
            builder.found.push(Diagnostic::warning(Code::PLACEHOLDER_IN_INFO, span, message));
        }
    }
    language.push_str(rest);
    if let Some(bare) = without_comments(&language) {
        let comment = memchr::memmem::find(&builder.masked.as_bytes()[line.clone()], b"<!--");
        let span = builder.span(line.start + comment.unwrap_or(0)..line.end);
        let message = "expected the language of the code, found a comment; it is dropped";
        builder.found.push(Diagnostic::warning(Code::COMMENT_IN_INFO, span, message));
        language = bare;
    }
    language.split_whitespace().next().map(Text::from)
}

/// An info string without the comments in it, if there are any. One that does not end hides the rest, as anywhere.
fn without_comments(info: &str) -> Option<String> {
    let mut at = memchr::memmem::find(info.as_bytes(), b"<!--")?;
    let (mut bare, mut from, mut notes) = (String::new(), 0, Notes::new(info));
    loop {
        bare.push_str(&info[from..at]);
        let Some(end) = notes.end(at) else { return Some(bare) };
        from = end;
        match memchr::memmem::find(&info.as_bytes()[end..], b"<!--") {
            Some(next) => at = end + next,
            None => return Some(bare + &info[from..]),
        }
    }
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
