//! Lines: which containers a line stands in, and whether it is code.
//!
//! A light model of CommonMark's block structure, line by line. It knows quotes, list items, fences, headings, HTML
//! blocks and paragraphs, and nothing else: enough to tell fenced code from text before the Markdown is parsed.

use crate::parse::raw_html::HtmlBlock;

/// What a line is to the scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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

/// What [`Lines::next`] tells about a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) kind: Kind,
    /// Offset in the line of the first character that is neither blank nor part of a container's marker.
    pub(super) content: usize,
    /// Offset in the line behind the last container's marker.
    pub(super) inner: usize,
    /// Column of `content` counted from that marker.
    pub(super) indent: usize,
    /// Whether a quote or list item opens on this line.
    pub(super) opens: bool,
}

#[derive(Clone, Copy, Debug)]
enum Container {
    Quote,
    /// Columns that a line must be indented by to stand in the item.
    Item(usize),
}

#[derive(Clone, Copy, Debug)]
struct Fence {
    character: u8,
    length: usize,
}

/// The containers that are open.
#[derive(Debug, Default)]
pub(super) struct Lines {
    open: Vec<Container>,
    paragraph: bool,
    /// Whether the last line was code by its indentation.
    code: bool,
    fence: Option<Fence>,
    html: Option<HtmlBlock>,
    /// How many containers the last line stands in.
    matched: usize,
}

/// A place in a line: a byte and the column it stands at. A tab can be consumed in part.
#[derive(Clone, Copy)]
struct Cursor<'l> {
    bytes: &'l [u8],
    at: usize,
    column: usize,
}

/// Containers that are tracked; deeper ones are text, as they are by [`limits`](crate::limits::OPEN_CONTAINERS).
const MAX_OPEN: usize = crate::limits::OPEN_CONTAINERS;

impl Lines {
    /// Closes everything: a section marker stands here.
    pub(super) fn reset(&mut self) {
        *self = Lines::default();
    }

    /// Ends the paragraph, and the containers that the line only went on lazily: it is a block that this model does not
    /// know.
    pub(super) fn end_paragraph(&mut self) {
        self.leave(self.matched);
    }

    /// The last line is no code, as its indentation does not count: with `text` it begins a paragraph, or HTML.
    pub(super) fn begin_paragraph(&mut self, text: &str) {
        (self.paragraph, self.code) = (true, false);
        self.html = HtmlBlock::at(text);
    }

    /// Whether a block of HTML is open.
    pub(super) fn in_html(&self) -> bool {
        self.html.is_some()
    }

    /// Takes note of what was read as the last line, comments over several lines included.
    pub(super) fn end_line(&mut self, read: &str) {
        self.html = self.html.filter(|block| !block.ends_in(read));
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
                return self.fenced(cursor, fence);
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
            return cursor.line(Kind::Blank, false);
        }
        let (mut opens, after_code) = (false, std::mem::take(&mut self.code));
        let kind = loop {
            let (content, indent) = cursor.skip_blanks();
            let interrupts = self.paragraph && matched == self.open.len();
            if indent >= 4 && !self.paragraph && matched < MAX_OPEN {
                self.open.truncate(matched);
                self.code = true;
                break if after_code && !opens { Kind::Continuation } else { Kind::Start };
            }
            if indent >= 4 || matched >= MAX_OPEN || !content.peek(0).is_some_and(begins_block) {
                break self.text(matched);
            }
            if content.starts_quote() {
                self.enter(&mut matched, Container::Quote);
                cursor = content.behind_quote();
            } else if let Some(fence) = content.fence() {
                self.leave(matched);
                self.fence = Some(fence);
                break Kind::Fence;
            } else if let Some(block) = HtmlBlock::at(&line[content.at..]) {
                self.leave(matched);
                self.html = Some(block);
                break self.text(matched);
            } else if content.is_single(self.paragraph) {
                self.leave(matched);
                break Kind::Single;
            } else if let Some((inner, columns)) = content.behind_list_marker(interrupts) {
                self.enter(&mut matched, Container::Item(indent + columns));
                cursor = inner;
            } else {
                break self.text(matched);
            }
            opens = true;
            if cursor.is_blank() {
                self.paragraph = false;
                break Kind::Blank;
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
                Container::Quote if indent <= 3 && content.starts_quote() => *cursor = content.behind_quote(),
                Container::Item(columns) if indent >= columns => *cursor = cursor.skip_columns(columns),
                Container::Item(_) if content.is_blank() => {}
                _ => break,
            }
            matched += 1;
        }
        matched
    }

    fn fenced(&mut self, cursor: Cursor<'_>, fence: Fence) -> Line {
        let (content, indent) = cursor.skip_blanks();
        let length = content.run(fence.character);
        let rest = Cursor { at: content.at + length, ..content };
        if indent <= 3 && length >= fence.length && rest.is_blank() {
            self.fence = None;
        }
        cursor.line(Kind::Fence, false)
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
    fn text(&mut self, matched: usize) -> Kind {
        if self.paragraph {
            return Kind::Continuation;
        }
        self.open.truncate(matched);
        self.paragraph = true;
        Kind::Start
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

    fn line(self, kind: Kind, opens: bool) -> Line {
        let (content, indent) = self.skip_blanks();
        Line { kind, content: content.at, inner: self.at, indent, opens }
    }

    /// The place behind blanks, and how many columns they are.
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

    /// The place `columns` further, where blanks stand that far.
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

    fn behind_quote(self) -> Cursor<'l> {
        self.advance(1).skip_columns(1)
    }

    fn fence(&self) -> Option<Fence> {
        let character = self.peek(0).filter(|byte| matches!(byte, b'`' | b'~'))?;
        let length = self.run(character);
        let info = &self.bytes[self.at + length..];
        let opens = length >= 3 && (character == b'~' || memchr::memchr(b'`', info).is_none());
        opens.then_some(Fence { character, length })
    }

    /// Whether a heading, a thematic break or, in a paragraph, a heading's underline stands here.
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

    /// The place behind a list marker and the blanks that belong to it, and how many columns they are.
    fn behind_list_marker(self, interrupts: bool) -> Option<(Cursor<'l>, usize)> {
        let width = match self.peek(0)? {
            b'-' | b'+' | b'*' => 1,
            b'0'..=b'9' => {
                let digits = self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let number = &self.bytes[self.at..self.at + digits];
                let ends = matches!(self.peek(digits), Some(b'.' | b')'));
                if !ends || digits > 9 || (interrupts && number != b"1") {
                    return None;
                }
                digits + 1
            }
            _ => return None,
        };
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
        let mut lines = Lines::default();
        let letters: String = text
            .lines()
            .map(|line| {
                let kind = lines.next(line).kind;
                lines.end_line(line);
                match kind {
                    Kind::Blank => '.',
                    Kind::Fence => 'f',
                    Kind::Single => '#',
                    Kind::Start => 's',
                    Kind::Continuation => 'c',
                }
            })
            .collect();
        assert_eq!(letters, expected, "{text:?}");
    }

    #[test]
    fn lines_are_told_apart() {
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
