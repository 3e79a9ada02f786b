//! The scan of a body: one linear pass that finds comments, components and lines that Markdown would misread.

use std::cell::Cell;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::note::{self, Notes};
use crate::parse::bound::is_prefix;
use crate::parse::component;
use crate::parse::conflict::Conflicts;
use crate::parse::line_ends::LineEnds;
use crate::parse::lines::{self, Line, Lines};
use crate::parse::marker::{self, Dialect, Marker};
use crate::parse::mask::{Kind, Mark, Scan};
use crate::parse::raw_html;
use crate::parse::ticks::{self, Ticks, run_length};
use crate::parse::title::TitleLine;
use crate::parse::{placeholder, section};

/// A marker in the body.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) range: Range<usize>,
    pub(super) marker: Marker<'t>,
    /// Number of the block it stands in.
    pub(super) block: u32,
    /// Offset at which that block begins.
    pub(super) block_start: usize,
    /// Number of the code span or fenced block it stands in; 0 outside code.
    pub(super) code: u32,
    /// Whether nothing else stands on its lines.
    pub(super) alone: bool,
}

/// Finds everything in `body` that Markdown must not see. `base` is the body's offset in the source.
pub(super) fn scan(body: &str, base: usize, dialect: Dialect, conflicts: &Conflicts, limits: &Limits) -> Scan {
    if !needs_scan(body) && conflicts.is_empty() {
        return Scan::default();
    }
    let mut scanner = Scanner::new(body, base, dialect, conflicts);
    scanner.scan.diagnostics = Diagnostics::up_to(limits.diagnostics);
    scanner.run();
    let Scanner { mut scan, tokens, titles, backticks, .. } = scanner;
    section::pair(&mut scan, base, &tokens, &titles);
    placeholder::pair(&mut scan, body, base, &tokens);
    scan.marks.sort_unstable_by_key(|mark| mark.range.start);
    if !backticks.is_empty() {
        ticks::mask_no_fences(&mut scan.marks, body, backticks);
    }
    scan.boundaries.sort_by_key(|boundary| boundary.marker.start);
    // It is held while the engine works, which needs most.
    scan.marks.shrink_to_fit();
    scan.boundaries.shrink_to_fit();
    scan
}

/// Whether a body can hold anything to find: a comment, a tag or `:::` that begins a line, or a fence with a tab behind
/// it. `<br>`s at line ends do not count, and most bodies have no other tags.
fn needs_scan(body: &str) -> bool {
    let bytes = body.as_bytes();
    memchr::memchr3_iter(b'<', b'`', b'~', bytes).any(|at| match bytes[at] {
        b'<' => bytes[at..].starts_with(b"<!--") || begins_line(&bytes[..at]),
        _ => tab_ends_line(&bytes[at + 1..]),
    }) || memchr::memchr_iter(b':', bytes).any(|at| bytes[at..].starts_with(b":::"))
}

/// Whether nothing but blanks, with a tab among them, stands before the next line end.
fn tab_ends_line(behind: &[u8]) -> bool {
    let blanks = behind.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    behind[..blanks].contains(&b'\t') && matches!(behind.get(blanks), None | Some(b'\n' | b'\r'))
}

/// Whether `before` ends with a line end and what can stand before a line's own text.
fn begins_line(before: &[u8]) -> bool {
    before.iter().rev().find(|byte| !is_prefix(**byte)).is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
}

pub(super) struct Scanner<'t> {
    pub(super) body: &'t str,
    pub(super) base: usize,
    dialect: Dialect,
    pub(super) lines: Lines,
    /// Number and start of the block the scan is in.
    block: u32,
    block_start: usize,
    pub(super) after_blank: bool,
    in_fence: bool,
    /// Whether the line before opened that block, so that it was no code yet but an info string.
    after_info: bool,
    /// Number of the last code span or fenced block.
    code: u32,
    pub(super) conflicts: &'t Conflicts,
    pub(super) html: raw_html::Containers,
    pub(super) components: component::Finder<'t>,
    notes: Notes<'t>,
    ticks: Ticks,
    /// Where the last comment ended, and the white space before its `-->` began.
    last_close: (usize, usize),
    pub(super) ends: LineEnds<'t>,
    /// The `<` or backtick that was looked for last.
    special: Cell<usize>,
    tokens: Vec<Token<'t>>,
    pub(super) titles: Vec<TitleLine>,
    /// Backticks that would begin a fence but for backticks behind them.
    pub(super) backticks: Vec<Range<usize>>,
    scan: Scan,
}

impl<'t> Scanner<'t> {
    fn new(body: &'t str, base: usize, dialect: Dialect, conflicts: &'t Conflicts) -> Scanner<'t> {
        Scanner {
            body,
            base,
            dialect,
            lines: Lines::default(),
            block: 0,
            block_start: 0,
            after_blank: true,
            in_fence: false,
            after_info: false,
            code: 0,
            conflicts,
            html: raw_html::Containers::default(),
            components: component::Finder::new(body),
            notes: Notes::new(body),
            ticks: Ticks::default(),
            last_close: (0, 0),
            ends: LineEnds::new(body),
            special: Cell::new(memchr::memchr2(b'<', b'`', body.as_bytes()).unwrap_or(body.len())),
            tokens: Vec::new(),
            titles: Vec::new(),
            backticks: Vec::new(),
            scan: Scan::default(),
        }
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.body.len() {
            at = self.line(at);
        }
    }

    pub(super) fn mark(&mut self, range: Range<usize>, kind: Kind) {
        self.scan.marks.push(Mark { range, kind });
    }

    /// Scans the line, or what is left of it behind a section marker, at `at`; where to go on.
    fn line(&mut self, at: usize) -> usize {
        let end = self.ends.line_end(at);
        let was_paragraph = self.lines.in_paragraph();
        let line = self.lines.next(&self.body[at..end]);
        self.enter_block(&line, at);
        let content = at + line.content;
        let found = (self.scan.marks.len(), self.tokens.len());
        let next = match line.kind {
            lines::Kind::Blank => self.ends.next_line(end),
            lines::Kind::Fence => {
                if !self.lines.in_fence() {
                    self.closing_fence(content, end);
                }
                self.text(content, content, end, self.code)
            }
            _ => match self.whole_line(&line, at, end, was_paragraph) {
                Some(next) => next,
                None => self.text(at + line.inner, content, end, 0),
            },
        };
        if self.lines.in_html() {
            let read = self.unmarked(at + line.inner..next, found);
            self.lines.end_line(&read);
        }
        if self.html.is_open() || self.body.as_bytes().get(content) == Some(&b'<') {
            self.html.line(&self.body[at..next.clamp(at, end)]);
        }
        self.after_blank = line.kind == lines::Kind::Blank;
        next
    }

    /// What stands in `range` beside the marks and markers that were found since there were so many of each.
    fn unmarked(&self, range: Range<usize>, (marks, tokens): (usize, usize)) -> String {
        let marks = self.scan.marks[marks..].iter().map(|mark| &mark.range);
        let mut covered: Vec<_> = marks.chain(self.tokens[tokens..].iter().map(|token| &token.range)).collect();
        covered.sort_by_key(|range| range.start);
        let (mut read, mut at) = (String::new(), range.start);
        for covered in covered {
            read.push_str(self.body.get(at..covered.start).unwrap_or_default());
            at = at.max(covered.end);
        }
        read + self.body.get(at..range.end).unwrap_or_default()
    }

    /// Makes spaces of the tabs behind a closing fence, with which the engine takes it for none.
    fn closing_fence(&mut self, content: usize, end: usize) {
        let blank = self.ends.trimmed(content);
        if memchr::memchr(b'\t', &self.body.as_bytes()[blank..end]).is_some() {
            self.mark(blank..end, Kind::Indent(u32::MAX));
        }
    }

    fn enter_block(&mut self, line: &Line, at: usize) {
        let fence = line.kind == lines::Kind::Fence;
        let goes_on = match line.kind {
            lines::Kind::Continuation => !line.opens && self.body.as_bytes().get(at + line.content) != Some(&b'|'),
            lines::Kind::Fence => self.in_fence,
            _ => false,
        };
        if !goes_on {
            self.start_block(at);
            self.code += u32::from(fence);
        } else {
            self.code += u32::from(self.after_info);
        }
        self.after_info = fence && !goes_on;
        self.in_fence = fence;
    }

    pub(super) fn start_block(&mut self, at: usize) {
        self.block += 1;
        self.block_start = at;
    }

    /// Scans text for comments, from `at` to the end of the line at `end`, and on while comments run over lines.
    /// `line` is where the line's own text begins.
    pub(super) fn text(&mut self, line: usize, at: usize, end: usize, code: u32) -> usize {
        let (mut line, mut at, mut end) = (line, at, end);
        loop {
            let Some(found) = self.next_special(at, end, code) else {
                return self.ends.next_line(end);
            };
            if self.body.as_bytes()[found] == b'`' {
                at = self.code_span(found, end);
                continue;
            }
            match self.comment(line, found, end, code) {
                Step::On(next) => at = next,
                Step::NewBlock(next) => {
                    self.lines.reset();
                    self.start_block(next);
                    return if self.ends.rest_is_blank(next) {
                        self.ends.next_line(self.ends.line_end(next))
                    } else {
                        next
                    };
                }
                Step::End => return self.body.len(),
            }
            if at > end {
                (line, end) = (at, self.ends.line_end(at));
            }
        }
    }

    fn next_special(&self, at: usize, end: usize, code: u32) -> Option<usize> {
        let bytes = self.body.as_bytes();
        let mut found = self.special.get();
        while found < end && (found < at || code != 0 && bytes[found] == b'`') {
            let from = at.max(found + usize::from(found >= at));
            found = memchr::memchr2(b'<', b'`', &bytes[from..]).map_or(bytes.len(), |found| from + found);
            self.special.set(found);
        }
        (found < end).then_some(found)
    }

    /// Scans the code span that starts at `at`, or steps over the backticks that start none.
    fn code_span(&mut self, at: usize, end: usize) -> usize {
        if is_escaped(self.body, at) {
            return at + 1;
        }
        let line = &self.body.as_bytes()[..end];
        let run = run_length(line, at);
        let Some(close) = self.ticks.closing(line, at + run, run) else {
            return at + run;
        };
        self.code += 1;
        let mut inside = at + run;
        while let Some(found) = memchr::memchr(b'<', &line[inside..close]) {
            let start = inside + found;
            inside = match self.comment(start, start, close, self.code) {
                Step::On(next) => next.min(close),
                Step::NewBlock(_) | Step::End => close,
            };
        }
        close + run
    }

    /// Reads the comment at `at`, if one stands there. `end` is where its line or code ends.
    fn comment(&mut self, line: usize, at: usize, end: usize, code: u32) -> Step {
        let body = self.body;
        if !body[at..].starts_with("<!--") {
            return Step::On(at + 1);
        }
        let inside = at + 4;
        if code == 0 && is_escaped(body, at) {
            return Step::On(inside);
        }
        let close = self.notes.first_end(inside).filter(|&close| code == 0 || close <= end);
        let text = close.map_or("", |close| self.said(inside, close));
        let marker = marker::marker(text, self.dialect);
        if let Marker::Bare { .. } | Marker::Note = marker
            && let Some((marker, length)) = marker::damaged(&body[at..end])
        {
            self.token(line, at..at + length, marker, code);
            return Step::On(at + length);
        }
        let Some(close) = close else {
            return if code == 0 { self.unclosed_comment(line, at) } else { Step::On(inside) };
        };
        if code != 0 && memchr::memchr(b'<', &body.as_bytes()[inside..close]).is_some() {
            return Step::On(inside);
        }
        match marker {
            Marker::Open { .. } | Marker::Close { .. } => {
                self.token(line, at..close, marker, code);
                Step::On(close)
            }
            _ if code != 0 => Step::On(inside),
            Marker::Bare { .. } => {
                self.token(line, at..close, marker, code);
                Step::On(close)
            }
            Marker::SectionOpen(_) | Marker::SectionClose(_) => {
                self.token(line, at..close, marker, code);
                self.mark(at..close, Kind::Section);
                Step::NewBlock(close)
            }
            _ => Step::On(self.note(line, at..close)),
        }
    }

    /// What a comment says whose inside starts at `inside` and that ends at `close`, without white space at its end. Many
    /// may seem to end at one place; what stands there is read once.
    fn said(&mut self, inside: usize, close: usize) -> &'t str {
        if self.last_close.0 != close {
            let end =
                self.body[inside..close].strip_suffix("-->").map_or(inside, |said| inside + said.trim_end().len());
            self.last_close = (close, end);
        }
        self.body.get(inside..self.last_close.1).unwrap_or_default()
    }

    fn token(&mut self, line: usize, range: Range<usize>, marker: Marker<'t>, code: u32) {
        let alone = self.is_alone(line, &range);
        let (block, block_start) = (self.block, self.block_start);
        self.tokens.push(Token { range, marker, block, block_start, code, alone });
    }

    fn is_alone(&self, line: usize, range: &Range<usize>) -> bool {
        self.body[line.min(range.start)..range.start].trim_end().is_empty() && self.ends.rest_is_blank(range.end)
    }

    /// Marks a note; where it ends.
    fn note(&mut self, line: usize, range: Range<usize>) -> usize {
        let mut range = range;
        if note::holds_opener(&self.body[range.start + 4..range.end]) {
            range.end = self.notes.balanced_end(range.start).unwrap_or(range.end);
            let span = self.base + range.start..self.base + range.end;
            self.scan.diagnostics.push(Diagnostic::warning(
                Code::COMMENT_NESTED,
                span,
                "expected `-->` before the next `<!--`; the whole comment is hidden",
            ));
        }
        let end = range.end;
        if self.is_alone(line, &range) {
            self.mark(range, Kind::NoteBlock);
            self.start_block(end);
            self.lines.end_paragraph();
        } else {
            self.mark(range, Kind::Note);
        }
        end
    }

    /// A comment that never ends hides the rest of the file: showing half a note is worse.
    fn unclosed_comment(&mut self, line: usize, at: usize) -> Step {
        self.scan.diagnostics.push(Diagnostic::warning(
            Code::COMMENT_UNCLOSED,
            self.base + at..self.base + at + 4,
            "expected `-->` to end this comment, found the end of the file; everything behind it is hidden",
        ));
        let range = at..self.body.trim_end().len();
        let kind = if self.is_alone(line, &range) { Kind::NoteBlock } else { Kind::Note };
        self.mark(range, kind);
        Step::End
    }
}

/// Where the scan goes on behind a comment.
enum Step {
    /// In the same block.
    On(usize),
    /// In a new block: a section marker stood here.
    NewBlock(usize),
    /// Nowhere.
    End,
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}
