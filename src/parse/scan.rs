//! The scan of a body: one linear pass that finds comments, components and lines that Markdown would misread.

use std::cell::Cell;
use std::ops::Range;

use memchr::memmem;

use crate::diagnostic::{Code, Diagnostic};
use crate::note::{self, Notes};
use crate::parse::bound::is_prefix;
use crate::parse::component;
use crate::parse::conflict::Conflicts;
use crate::parse::lines::{self, Line, Lines};
use crate::parse::marker::{self, Dialect, Marker};
use crate::parse::mask::{Kind, Mark, Scan};
use crate::parse::raw_html;
use crate::parse::ticks::{self, Ticks, run_length};
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

/// A line `:::Section title:::`.
#[derive(Clone, Debug)]
pub(super) struct TitleLine {
    pub(super) range: Range<usize>,
    pub(super) title: Range<usize>,
    pub(super) closed: bool,
}

/// Finds everything in `body` that Markdown must not see. `base` is the body's offset in the source.
pub(super) fn scan(body: &str, base: usize, dialect: Dialect, conflicts: &Conflicts) -> Scan {
    if !needs_scan(body) && conflicts.is_empty() {
        return Scan::default();
    }
    let mut scanner = Scanner::new(body, base, dialect, conflicts);
    scanner.run();
    let Scanner { mut scan, tokens, titles, backticks, .. } = scanner;
    section::pair(&mut scan, base, &tokens, &titles);
    placeholder::pair(&mut scan, body, base, &tokens);
    scan.marks.sort_by_key(|mark| mark.range.start);
    if !backticks.is_empty() {
        ticks::mask_no_fences(&mut scan.marks, body, backticks);
    }
    scan.boundaries.sort_by_key(|boundary| boundary.marker.start);
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

struct Scanner<'t> {
    body: &'t str,
    base: usize,
    dialect: Dialect,
    lines: Lines,
    /// Number and start of the block the scan is in.
    block: u32,
    block_start: usize,
    after_blank: bool,
    in_fence: bool,
    /// Whether the line before opened that block, so that it was no code yet but an info string.
    after_info: bool,
    /// Number of the last code span or fenced block.
    code: u32,
    conflicts: &'t Conflicts,
    html: raw_html::Containers,
    components: component::Finder<'t>,
    notes: Notes<'t>,
    ticks: Ticks,
    /// Where the last comment ended, and the white space before its `-->` began.
    last_close: (usize, usize),
    /// The line that was looked at last.
    last_line: Cell<Extent>,
    /// The `<` or backtick that was looked for last.
    special: Cell<usize>,
    tokens: Vec<Token<'t>>,
    titles: Vec<TitleLine>,
    /// Backticks that would begin a fence but for backticks behind them.
    backticks: Vec<Range<usize>>,
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
            last_line: Cell::default(),
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

    fn line_end(&self, at: usize) -> usize {
        self.extent(at).end
    }

    /// The rest of the line at `at`; a line that is asked for again and again is read once.
    fn extent(&self, at: usize) -> Extent {
        let last = self.last_line.get();
        if last.end > 0 && (last.start..=last.end).contains(&at) {
            return last;
        }
        let rest = &self.body.as_bytes()[at..];
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(self.body.len(), |found| at + found);
        let extent = Extent { start: at, trimmed: None, end };
        self.last_line.set(extent);
        extent
    }

    /// Where the white space at the end of the line at `at` begins, or `at` where nothing else is left of it.
    fn trimmed(&self, at: usize) -> usize {
        let extent = self.extent(at);
        let trimmed = extent.trimmed.unwrap_or_else(|| {
            let trimmed = extent.start + self.body[extent.start..extent.end].trim_end().len();
            self.last_line.set(Extent { trimmed: Some(trimmed), ..extent });
            trimmed
        });
        trimmed.max(at)
    }

    /// The offset behind the line end at `end`.
    fn next_line(&self, end: usize) -> usize {
        let rest = &self.body.as_bytes()[end..];
        end + if rest.starts_with(b"\r\n") { 2 } else { usize::from(!rest.is_empty()) }
    }

    fn rest_is_blank(&self, at: usize) -> bool {
        self.trimmed(at) == at
    }

    fn mark(&mut self, range: Range<usize>, kind: Kind) {
        self.scan.marks.push(Mark { range, kind });
    }

    /// Scans the line, or what is left of it behind a section marker, at `at`; where to go on.
    fn line(&mut self, at: usize) -> usize {
        let end = self.line_end(at);
        let was_paragraph = self.lines.in_paragraph();
        let line = self.lines.next(&self.body[at..end]);
        self.enter_block(&line, at);
        let content = at + line.content;
        let found = (self.scan.marks.len(), self.tokens.len());
        let next = match line.kind {
            lines::Kind::Blank => self.next_line(end),
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
        let blank = self.trimmed(content);
        if memchr::memchr(b'\t', &self.body.as_bytes()[blank..end]).is_some() {
            self.mark(blank..end, Kind::Indent(end - blank));
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

    fn start_block(&mut self, at: usize) {
        self.block += 1;
        self.block_start = at;
    }

    /// Marks the line as a whole where it is of a kind that Markdown would misread; where to go on then.
    fn whole_line(&mut self, line: &Line, at: usize, end: usize, was_paragraph: bool) -> Option<usize> {
        if self.conflicts.is_marker(self.base + at) {
            let (text, comment) = self.before_comment(at..self.trimmed(at));
            self.mark(text, Kind::ConflictLine);
            self.lines.reset();
            self.start_block(comment.unwrap_or(end));
            return Some(comment.unwrap_or_else(|| self.next_line(end)));
        }
        let content = at + line.content;
        let text = || content..self.trimmed(content);
        match self.body.as_bytes().get(content)? {
            b':' => self.title_line(content, text()),
            b'<' => self.tag_line(line, at, text(), was_paragraph),
            first => {
                let run = if *first == b'`' { run_length(self.body.as_bytes(), content) } else { 0 };
                if run >= 3 {
                    self.backticks.push(content..content + run);
                }
                self.indentation(line, at);
                None
            }
        }
    }

    /// A title ends where a comment begins, which is no part of it; behind the comment the line goes on as any other.
    fn title_line(&mut self, content: usize, line: Range<usize>) -> Option<usize> {
        let end = self.line_end(line.end);
        let (range, comment) = self.before_comment(line);
        let (title, closed) = titled(&self.body[range.clone()])?;
        let title = content + title.start..content + title.end;
        self.titles.push(TitleLine { range: range.clone(), title, closed });
        self.mark(range, Kind::Section);
        self.lines.reset();
        self.start_block(comment.unwrap_or(end));
        self.lines.end_paragraph();
        Some(comment.unwrap_or_else(|| self.next_line(end)))
    }

    /// What stands on `line` before a comment, and where that begins.
    fn before_comment(&self, line: Range<usize>) -> (Range<usize>, Option<usize>) {
        match memmem::find(&self.body.as_bytes()[line.clone()], b"<!--") {
            Some(at) => {
                let text = &self.body[line.start..line.start + at];
                (line.start..line.start + text.trim_end().len(), Some(line.start + at))
            }
            None => (line, None),
        }
    }

    fn tag_line(&mut self, line: &Line, at: usize, range: Range<usize>, was_paragraph: bool) -> Option<usize> {
        if let Some(end) = self.component_line(range.start) {
            return Some(self.text(end, end, self.line_end(end), 0));
        }
        if !self.indentation(line, at) && line.indent >= 4 {
            return None;
        }
        if note::holds_opener(&self.body[range.clone()]) {
            // What stands in the tags, perhaps in an attribute, is still to be scanned.
            return None;
        }
        let end = self.line_end(range.end);
        let kind = match raw_html::line_of_tags(&self.body[range.clone()])? {
            raw_html::TagLine::Breaks if was_paragraph && self.next_is_item(range.end) => return None,
            raw_html::TagLine::Breaks => Kind::BreakLine,
            raw_html::TagLine::Others | raw_html::TagLine::Inlines if was_paragraph => return None,
            raw_html::TagLine::Inlines => {
                self.mark(range, Kind::InlineTags);
                return Some(self.next_line(end));
            }
            raw_html::TagLine::Others => Kind::TagLine,
        };
        self.mark(range, kind);
        self.start_block(end);
        self.lines.end_paragraph();
        Some(self.next_line(end))
    }

    /// Marks the component that begins at `at`, and those behind it on its last line, which CommonMark takes for HTML all
    /// of it; where they end.
    fn component_line(&mut self, at: usize) -> Option<usize> {
        let (mut next, mut last) = (at, None);
        while let Some((name, end)) = self.components.component(next) {
            self.mark(next..end, Kind::Component(name));
            last = Some(end);
            next = end + self.body[end..].len() - self.body[end..].trim_start_matches([' ', '\t']).len();
        }
        if let Some(end) = last {
            self.start_block(end);
            self.lines.end_paragraph();
        }
        last
    }

    /// Whether a break line stands between two items of a list: it then belongs to the first.
    fn next_is_item(&self, end: usize) -> bool {
        let next = self.next_line(self.line_end(end));
        let line = self.body[next..self.line_end(next)].trim_start();
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        self.lines.in_container()
            && (line.starts_with(['*', '-', '+']) || (digits.len() < line.len() && digits.starts_with(['.', ')'])))
    }

    /// Takes the indentation away that would start code inside an author's table or list; whether it did.
    fn indentation(&mut self, line: &Line, at: usize) -> bool {
        let taken = line.indent >= 4 && self.after_blank && self.html.is_open() && !self.lines.in_quote();
        if taken {
            let keep = if self.lines.in_container() { 3 } else { 0 };
            let content = at + line.content;
            self.mark(at + line.inner..content, Kind::Indent(keep));
            self.lines.begin_paragraph(&self.body[content..self.line_end(content)]);
        }
        taken
    }

    /// Scans text for comments, from `at` to the end of the line at `end`, and on while comments run over lines.
    /// `line` is where the line's own text begins.
    fn text(&mut self, line: usize, at: usize, end: usize, code: u32) -> usize {
        let (mut line, mut at, mut end) = (line, at, end);
        loop {
            let Some(found) = self.next_special(at, end, code) else {
                return self.next_line(end);
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
                    return if self.rest_is_blank(next) { self.next_line(self.line_end(next)) } else { next };
                }
                Step::End => return self.body.len(),
            }
            if at > end {
                (line, end) = (at, self.line_end(at));
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
        self.body[line.min(range.start)..range.start].trim_end().is_empty() && self.rest_is_blank(range.end)
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

/// The rest of a line.
#[derive(Clone, Copy, Default)]
struct Extent {
    start: usize,
    /// Where the white space at its end begins, once that was asked.
    trimmed: Option<usize>,
    end: usize,
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

/// ```text
/// title-line = ":::" *space "Section" 1*space title *space [ ":::" ]
/// ```
///
/// The place of the title in `line`, and whether the last `:::` is there.
fn titled(line: &str) -> Option<(Range<usize>, bool)> {
    let behind = line.strip_prefix(":::")?.trim_start();
    let keyword = behind.get(..7).filter(|word| word.eq_ignore_ascii_case("section"))?;
    let title = &behind[keyword.len()..];
    if !title.starts_with(char::is_whitespace) {
        return None;
    }
    let (title, closed) = match title.trim_end().strip_suffix(":::") {
        Some(title) => (title, true),
        None => (title, false),
    };
    let start = line.len() - behind.len() + keyword.len() + (title.len() - title.trim_start().len());
    let title = title.trim();
    (!title.is_empty()).then_some((start..start + title.len(), closed))
}
