//! Blocks of code: the pieces that the engine gives one by one, put together.

use std::ops::Range;

use crate::source::{line_end, without_comments};
use crate::text::Text;
use crate::tree::{Piece, Template};

use super::event::{CodeBlock, Info, Words};
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
        // The last line of a file may have no line end.
        if let Some(Piece::Text(last)) = self.pieces.last()
            && !last.is_empty()
            && !last.ends_with('\n')
        {
            self.pieces.push(Piece::Text(Text::from("\n")));
        }
        let content = Template::joined(self.pieces);
        let is_empty = content.as_plain().is_some_and(|text| text.trim().is_empty());
        if let Some(words) = self.info.words.as_mut().filter(|_| is_empty) {
            words.are_code = true;
            self.info.language = None;
            let mut code = std::mem::take(&mut words.written).pieces().to_vec();
            code.push(Piece::Text(Text::from("\n")));
            return CodeBlock { info: self.info, content: Template::joined(code), range: self.start..end };
        }
        CodeBlock { info: self.info, content, range: self.start..end }
    }
}

/// The text of the code span that is `written`, of which the engine has `given` two spaces for every `\r\n`; `None` where it
/// has none of these.
pub(super) fn with_line_ends_joined(written: &str, given: &str) -> Option<String> {
    /// Most bytes of markers of containers before a line.
    const MOST_PREFIX: usize = 100;
    let inner = written.trim_start_matches('`').trim_end_matches('`');
    memchr::memmem::find(inner.as_bytes(), b"\r\n")?;
    let is_space = |text: &str| text == " " || text == "\r\n";
    let outer = |length: usize| (inner.get(..length), inner.len().checked_sub(length).and_then(|at| inner.get(at..)));
    let begins = [outer(1).0, outer(2).0].into_iter().flatten().any(is_space);
    let ends = [outer(1).1, outer(2).1].into_iter().flatten().any(is_space);
    let is_stripped = begins && ends && !inner.trim().is_empty();
    let padded = if is_stripped { [" ", given, " "].concat() } else { given.to_owned() };
    let (mut rest, mut joined) = (padded.as_str(), String::with_capacity(padded.len()));
    for (number, line) in inner.split("\r\n").enumerate() {
        let mut line = line;
        if number > 0 {
            rest = rest.strip_prefix("  ")?;
            joined.push(' ');
            let prefix = line.bytes().take(MOST_PREFIX).take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count();
            line = (0..=prefix).map(|at| &line[at..]).find(|line| rest.starts_with(line))?;
        }
        rest = rest.strip_prefix(line)?;
        joined.push_str(line);
    }
    let text = if is_stripped { joined.get(1..joined.len() - 1)? } else { joined.as_str() };
    rest.is_empty().then(|| text.to_owned())
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
    let visible = without_comments(&text);
    let mut parts = visible.split_whitespace();
    let language = parts.next().map(Text::from);
    let words = parts.next().filter(|word| !is_attribute(word)).map(|_| {
        let written =
            if comment.is_some() { Template::from(visible.trim()) } else { page.engine_text(info, line.clone()) };
        Words { written, range: words_range(page, &line), are_code: false }
    });
    Info { language, placeholders, comment, words }
}

/// Whether a word of an info string is for a tool: `{1,3}`, `title="A lamp"`. In `{ "lamp": 1 }` it is the beginning of code.
fn is_attribute(word: &str) -> bool {
    word != "{" && word.starts_with(['{', '[', ':']) || word.contains('=') && !word.starts_with('-')
}

/// Where the words are after the fence that begins the `line`.
fn words_range(page: &Page<'_>, line: &Range<usize>) -> Range<usize> {
    let written = page.seen(line.clone());
    let words = written.trim_start_matches(['`', '~', ' ', '\t']);
    let start = line.start + (written.len() - words.len());
    start..start + words.trim_end().len()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn joins(written: &str, given: &str, expected: Option<&str>) {
        assert_eq!(with_line_ends_joined(written, given).as_deref(), expected, "{written:?}");
    }

    #[test]
    fn line_ends_are_one_space() {
        joins("`x\r\ny`", "x  y", Some("x y"));
        joins("`x\r\n  > y\r\nz`", "x  y  z", Some("x y z"));
        joins("`\r\nx\r\n`", " x ", Some("x"));
        joins("`\r\n`", "  ", Some(" "));
        joins("`a  b\r\nc`", "a  b  c", Some("a  b c"));
        joins("`x\ny`", "x y", None);
    }
}
