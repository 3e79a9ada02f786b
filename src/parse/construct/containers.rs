//! The model of CommonMark's containers: which quotes and list items a line is in, and whether it is code.
//!
//! [`Containers`] follows the blocks line by line. It knows quotes, list items, fences, headings, HTML blocks and
//! paragraphs, and nothing else: enough to distinguish fenced code from text before any Markdown is parsed.

use crate::source::Fence;

use super::html_block::HtmlBlock;
use super::prefix::list_marker;

/// What a line is to the scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Nothing but blanks.
    Blank,
    /// An opening or closing fence, or a line between them.
    Fence,
    /// A line that is a block of its own: a heading or a thematic break.
    Single,
    /// The first line of a paragraph, or of what this model takes for one.
    Start,
    /// A further line of a paragraph.
    Continuation,
}

/// What [`Containers::next`] returns about a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) kind: LineKind,
    /// Offset in the line of the first character that is neither blank nor part of a container's marker.
    pub(super) content: usize,
    /// Offset in the line after the last container's marker.
    pub(super) inner: usize,
    /// Column of `content` counted from that marker.
    pub(super) indent: usize,
    /// Whether a quote or list item opens on this line.
    pub(super) opens: bool,
}

#[derive(Clone, Copy, Debug)]
enum Container {
    Quote,
    /// Columns that a line must be indented by to be in the item.
    Item(usize),
}

/// The containers that are open.
#[derive(Debug, Default)]
pub(super) struct Containers {
    open: Vec<Container>,
    paragraph: bool,
    /// Whether the last line was code by its indentation.
    code: bool,
    fence: Option<Fence>,
    html: Option<HtmlBlock>,
    /// How many containers the last line is in.
    matched: usize,
}

/// An offset in a line and its column. A tab can be consumed in part: of `-\ta` two columns are left after the marker.
#[derive(Clone, Copy)]
struct Cursor<'l> {
    bytes: &'l [u8],
    at: usize,
    column: usize,
}

/// Containers that are tracked; deeper ones are text, as they are by [`limits`](crate::limits::OPEN_CONTAINERS).
const MAX_OPEN: usize = crate::limits::OPEN_CONTAINERS;

impl Containers {
    /// Closes everything, at a section marker.
    pub(super) fn reset(&mut self) {
        *self = Containers::default();
    }

    /// Ends the paragraph, and the containers that the line only continued lazily: it is a block that this model does
    /// not know.
    pub(super) fn end_paragraph(&mut self) {
        self.leave(self.matched);
    }

    /// The last line is not code, as its indentation does not count: with `text` it begins a paragraph, or HTML.
    pub(super) fn begin_paragraph(&mut self, text: &str) {
        (self.paragraph, self.code) = (true, false);
        self.html = HtmlBlock::at(text);
    }

    /// Whether a block of HTML is open.
    pub(super) fn in_html(&self) -> bool {
        self.html.is_some()
    }

    /// Records the `text` of the last line, comments over several lines included.
    pub(super) fn end_line(&mut self, text: &str) {
        self.html = self.html.filter(|block| !block.ends_in(text));
    }

    /// Whether a fence is open.
    pub(super) fn in_fence(&self) -> bool {
        self.fence.is_some()
    }

    /// Whether the next line can continue a paragraph.
    pub(super) fn in_paragraph(&self) -> bool {
        self.paragraph
    }

    /// Whether a list or quote is open.
    pub(super) fn in_container(&self) -> bool {
        !self.open.is_empty()
    }

    /// `line` after the `>` of the quotes that are around everything else; `None` where it is not in them.
    pub(super) fn in_outer_quotes<'l>(&self, line: &'l str) -> Option<&'l str> {
        let mut quotes = self.open.iter().take_while(|container| matches!(container, Container::Quote));
        quotes.try_fold(line, |line, _| {
            let after = line.trim_start_matches(' ').strip_prefix('>')?;
            Some(after.strip_prefix(' ').unwrap_or(after))
        })
    }

    /// Whether `line`, from after outer quotes on, is indented so far that it is in the outermost item.
    pub(super) fn holds_indented(&self, line: &str) -> bool {
        let cursor = Cursor { bytes: line.as_bytes(), at: 0, column: 0 };
        let outermost = self.open.iter().find(|container| !matches!(container, Container::Quote));
        matches!(outermost, Some(Container::Item(columns)) if cursor.skip_blanks().1 >= *columns)
    }

    /// Whether a quote is open.
    pub(super) fn in_quote(&self) -> bool {
        self.open.iter().any(|container| matches!(container, Container::Quote))
    }

    /// Takes the next line, without its line end.
    pub(super) fn next(&mut self, line: &str) -> Line {
        let mut cursor = Cursor { bytes: line.as_bytes(), at: 0, column: 0 };
        let mut matched = self.matched(&mut cursor);
        self.matched = matched;
        if let Some(fence) = self.fence {
            if matched == self.open.len() {
                return self.fenced(line, cursor, fence);
            }
            self.fence = None;
        }
        if let Some(block) = self.html {
            let goes_on = matched == self.open.len() && (block.is_verbatim() || !cursor.is_blank());
            if goes_on && !cursor.is_blank() {
                let kind = self.text(matched);
                return cursor.line(kind, false);
            }
            self.html = self.html.filter(|_| goes_on);
        }
        if cursor.is_blank() {
            self.open.truncate(matched);
            (self.paragraph, self.code) = (false, false);
            return cursor.line(LineKind::Blank, false);
        }
        let (mut opens, after_code) = (false, std::mem::take(&mut self.code));
        let kind = loop {
            let (content, indent) = cursor.skip_blanks();
            let interrupts = self.paragraph && matched == self.open.len();
            if indent >= 4 && !self.paragraph && matched < MAX_OPEN {
                self.open.truncate(matched);
                self.code = true;
                break if after_code && !opens { LineKind::Continuation } else { LineKind::Start };
            }
            if indent >= 4 || matched >= MAX_OPEN || !content.peek(0).is_some_and(begins_block) {
                break self.text(matched);
            }
            if content.starts_quote() {
                self.enter(&mut matched, Container::Quote);
                cursor = content.after_quote();
            } else if let Some((fence, _)) = Fence::opening(&line[content.at..]) {
                self.leave(matched);
                self.fence = Some(fence);
                break LineKind::Fence;
            } else if let Some(block) = HtmlBlock::at(&line[content.at..]) {
                self.leave(matched);
                self.html = Some(block);
                break self.text(matched);
            } else if content.is_single(self.paragraph) {
                self.leave(matched);
                break LineKind::Single;
            } else if let Some((inner, columns)) = content.after_list_marker(interrupts) {
                self.enter(&mut matched, Container::Item(indent + columns));
                cursor = inner;
            } else {
                break self.text(matched);
            }
            opens = true;
            if cursor.is_blank() {
                self.paragraph = false;
                break LineKind::Blank;
            }
        };
        cursor.line(kind, opens)
    }

    /// Consumes the markers of the open containers that the line continues; how many those are.
    fn matched(&self, cursor: &mut Cursor<'_>) -> usize {
        let mut matched = 0;
        for container in &self.open {
            let (content, indent) = cursor.skip_blanks();
            match *container {
                Container::Quote if indent <= 3 && content.starts_quote() => *cursor = content.after_quote(),
                Container::Item(columns) if indent >= columns => *cursor = cursor.skip_columns(columns),
                Container::Item(_) if content.is_blank() => {}
                _ => break,
            }
            matched += 1;
        }
        matched
    }

    fn fenced(&mut self, line: &str, cursor: Cursor<'_>, fence: Fence) -> Line {
        let (content, indent) = cursor.skip_blanks();
        if indent <= 3 && fence.is_closed_by(line[content.at..].trim_end_matches([' ', '\t'])) {
            self.fence = None;
        }
        cursor.line(LineKind::Fence, false)
    }

    fn enter(&mut self, matched: &mut usize, container: Container) {
        self.leave(*matched);
        if self.open.len() < MAX_OPEN {
            self.open.push(container);
            *matched += 1;
            self.matched = *matched;
        }
    }

    fn leave(&mut self, matched: usize) {
        self.open.truncate(matched);
        self.paragraph = false;
    }

    /// A line of text: the next of an open paragraph, in whatever container that is, or the first of one.
    fn text(&mut self, matched: usize) -> LineKind {
        if self.paragraph {
            return LineKind::Continuation;
        }
        self.open.truncate(matched);
        self.paragraph = true;
        LineKind::Start
    }
}

/// Whether anything but a paragraph can begin with `byte`.
fn begins_block(byte: u8) -> bool {
    matches!(byte, b'>' | b'`' | b'~' | b'<' | b'#' | b'=' | b'-' | b'*' | b'_' | b'+' | b'0'..=b'9')
}

impl<'l> Cursor<'l> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn is_blank(&self) -> bool {
        self.skip_blanks().0.at == self.bytes.len()
    }

    fn line(self, kind: LineKind, opens: bool) -> Line {
        let (content, indent) = self.skip_blanks();
        Line { kind, content: content.at, inner: self.at, indent, opens }
    }

    /// The offset after blanks, and how many columns they are.
    fn skip_blanks(self) -> (Cursor<'l>, usize) {
        let mut cursor = self;
        loop {
            match cursor.peek(0) {
                Some(b' ') => cursor.column += 1,
                Some(b'\t') => cursor.column += 4 - cursor.column % 4,
                _ => return (cursor, cursor.column - self.column),
            }
            cursor.at += 1;
        }
    }

    /// The offset `columns` further, as far as blanks go.
    fn skip_columns(self, columns: usize) -> Cursor<'l> {
        let target = self.column + columns;
        let mut cursor = self;
        while cursor.column < target {
            let width = match cursor.peek(0) {
                Some(b' ') => 1,
                Some(b'\t') => 4 - cursor.column % 4,
                _ => break,
            };
            if cursor.column + width > target {
                cursor.column = target;
                break;
            }
            cursor.column += width;
            cursor.at += 1;
        }
        cursor
    }

    fn advance(self, bytes: usize) -> Cursor<'l> {
        Cursor { at: self.at + bytes, column: self.column + bytes, ..self }
    }

    fn run(&self, character: u8) -> usize {
        self.bytes[self.at..].iter().take_while(|&&byte| byte == character).count()
    }

    fn starts_quote(&self) -> bool {
        self.peek(0) == Some(b'>')
    }

    fn after_quote(self) -> Cursor<'l> {
        self.advance(1).skip_columns(1)
    }

    /// Whether a heading, a thematic break or, in a paragraph, a heading's underline begins here.
    fn is_single(&self, paragraph: bool) -> bool {
        match self.peek(0) {
            Some(b'#') => {
                let level = self.run(b'#');
                level <= 6 && matches!(self.peek(level), None | Some(b' ' | b'\t'))
            }
            Some(b'=') => paragraph && self.consists_of(b'=', 1),
            Some(b'-') => self.consists_of(b'-', if paragraph { 1 } else { 3 }),
            Some(mark @ (b'*' | b'_')) => self.consists_of(mark, 3),
            _ => false,
        }
    }

    fn consists_of(&self, character: u8, at_least: usize) -> bool {
        let rest = &self.bytes[self.at..];
        rest.iter().all(|&byte| byte == character || byte == b' ' || byte == b'\t')
            && rest.iter().filter(|&&byte| byte == character).count() >= at_least
    }

    /// The offset after a list marker and the blanks that belong to it, and how many columns they are. Only an item
    /// with text, and of a numbered list only its first, interrupts a paragraph: `In\n2. May` is one.
    fn after_list_marker(self, interrupts: bool) -> Option<(Cursor<'l>, usize)> {
        let rest = &self.bytes[self.at..];
        let width = list_marker(rest);
        if width == 0 || interrupts && width > 1 && !matches!(rest, [b'1', b'.' | b')', ..]) {
            return None;
        }
        let marker = self.advance(width);
        let (content, blanks) = marker.skip_blanks();
        if content.at == self.bytes.len() {
            return (!interrupts).then_some((content, width + 1));
        }
        let padding = match blanks {
            0 => return None,
            1..=4 => blanks,
            _ => 1,
        };
        Some((marker.skip_columns(padding), width + padding))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn kinds(text: &str, expected: &str) {
        let mut lines = Containers::default();
        let letters: String = text
            .lines()
            .map(|line| {
                let kind = lines.next(line).kind;
                lines.end_line(line);
                match kind {
                    LineKind::Blank => '.',
                    LineKind::Fence => 'f',
                    LineKind::Single => '#',
                    LineKind::Start => 's',
                    LineKind::Continuation => 'c',
                }
            })
            .collect();
        assert_eq!(letters, expected, "{text:?}");
    }

    #[test]
    fn kinds_of_lines() {
        kinds("# a\nb\nc\n\nd", "#sc.s");
        kinds("```\na\n```\nb", "fffs");
        kinds("~~~ x`y\n```\n~~~~", "fff");
        kinds("``` a`b\nc", "sc");
        kinds("- a\n  ```\n  b\nc", "sffs");
        kinds("- ```\nb", "fs");
        kinds("> ```\n> a\nb", "ffs");
        kinds("1. a\n\n\t```\n\tb\n\t```\n", "s.fff");
        kinds("a\n    ```\nb", "scc");
        kinds("    ```\nb", "ss");
        kinds("\ta\n\tb\n===\n2. c\n\n\td", "scsc.s");
        kinds("a\n2. b", "sc");
        kinds("1. a\n2. b\nc", "ssc");
        kinds("- - ```\n    a\n  b", "ffs");
        kinds("a\n---\nb", "s#s");
        kinds("* * *\n- a", "#s");
        kinds("<div>\n```\n\n```\na", "sc.ff");
        kinds("a\n<pre>\n\n```\n</pre>\n```", "ss.scf");
        kinds("- <div>\n```", "sf");
        kinds("<pre></pre>\n```", "sf");
        kinds("<?\n```\n\n?>\n```", "sc.sf");
        kinds("<!a\n```\n>\n```", "sccf");
        kinds("<![CDATA[\n```\n]]>\n```", "sccf");
    }
}
