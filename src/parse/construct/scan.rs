//! The scan of a body: one linear pass over its lines that finds markers, comments, components and lines that Markdown
//! would misread.

use std::ops::Range;

use crate::component::Finder;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::parse::conflict::Conflicts;
use crate::source::{LineEnds, holds_opener};

use super::ahead::Ahead;
use super::code_span::{CodeSpans, is_escaped, run_length};
use super::comment_reader::CommentReader;
use super::containers::{Containers, Line, LineKind};
use super::damaged;
use super::html_block::{self, HtmlContainers, TagLine};
use super::line_constructs::{self, Around};
use super::marker::{self, Dialect, Marker};
use super::position::Position;
use super::specials::Specials;
use super::title::TitleLine;
use super::{Construct, Constructs, Kind};

/// A marker in the body.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) range: Range<usize>,
    pub(super) marker: Marker<'t>,
    /// Number of the block it is in.
    pub(super) block: u32,
    /// Offset at which that block begins.
    pub(super) block_start: usize,
    /// Number of the code span or fenced block it is in; 0 outside code.
    pub(super) code: u32,
    /// Whether nothing else is on its lines.
    pub(super) fills_lines: bool,
}

/// What the scan finds, in bytes of the body.
#[derive(Default)]
pub(super) struct Found<'t> {
    pub(super) constructs: Constructs,
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) titles: Vec<TitleLine>,
    /// Backticks that would begin a fence but for backticks after them.
    pub(super) backticks: Vec<Range<usize>>,
}

/// Finds everything in `body` that Markdown must not see. `base` is the body's offset in the source.
pub(super) fn scan<'t>(
    body: &'t str,
    base: usize,
    dialect: Dialect,
    conflicts: &'t Conflicts,
    limits: &Limits,
) -> Found<'t> {
    let mut scanner = Scanner::new(body, base, dialect, conflicts);
    scanner.found.constructs.diagnostics = Diagnostics::up_to(limits.diagnostics);
    let mut at = 0;
    while at < body.len() {
        at = scanner.line(at);
    }
    scanner.found
}

struct Scanner<'t> {
    body: &'t str,
    base: usize,
    dialect: Dialect,
    conflicts: &'t Conflicts,
    ends: LineEnds<'t>,
    specials: Specials<'t>,
    comments: CommentReader<'t>,
    code_spans: CodeSpans,
    components: Finder<'t>,
    containers: Containers,
    html: HtmlContainers,
    position: Position,
    ahead: Ahead<'t>,
    found: Found<'t>,
}

/// Where the scan goes on after a comment.
enum Step {
    /// In the same block.
    On(usize),
    /// In a new block: the comment was a section marker.
    NewBlock(usize),
    /// Nowhere.
    End,
}

impl<'t> Scanner<'t> {
    fn new(body: &'t str, base: usize, dialect: Dialect, conflicts: &'t Conflicts) -> Scanner<'t> {
        Scanner {
            body,
            base,
            dialect,
            conflicts,
            ends: LineEnds::new(body),
            specials: Specials::new(body),
            comments: CommentReader::new(body),
            code_spans: CodeSpans::default(),
            components: Finder::new(body),
            containers: Containers::default(),
            html: HtmlContainers::default(),
            position: Position::start(),
            ahead: Ahead::new(body),
            found: Found::default(),
        }
    }

    fn push(&mut self, range: Range<usize>, kind: Kind) {
        self.found.constructs.all.push(Construct { range, kind });
    }

    // Lines.

    /// Scans one line (or the rest of it after a section marker) and returns where to resume.
    fn line(&mut self, at: usize) -> usize {
        let end = self.ends.line_end(at);
        let after_paragraph = self.containers.in_paragraph();
        if self.containers.in_container()
            && !after_paragraph
            && let Some(breaks) = self.break_in_item(at, end)
        {
            // A line end in a quote would end it.
            let keep = if breaks > at && self.containers.in_quote() { u32::MAX } else { 0 };
            let range = breaks..self.ends.trimmed(breaks);
            let odd = line_constructs::odd_breaks(self.body, range.clone(), self.base);
            self.found.constructs.diagnostics.extend(odd);
            self.push(range, Kind::Indent(keep));
            self.containers.next(&self.body[at..breaks]);
            self.position.after_blank = true;
            return self.ends.next_line(end);
        }
        let line = self.containers.next(&self.body[at..end]);
        let content = at + line.content;
        self.position.enter(&line, at, self.body.as_bytes().get(content).copied());
        let before = (self.found.constructs.all.len(), self.found.tokens.len());
        let next = match line.kind {
            LineKind::Blank => self.ends.next_line(end),
            LineKind::Fence => {
                if !self.containers.in_fence() {
                    self.closing_fence(content, end);
                }
                self.text(content, content, end, self.position.code)
            }
            _ => match self.line_construct(&line, at, end, after_paragraph) {
                Some(next) => next,
                None => self.text(at + line.inner, content, end, 0),
            },
        };
        if self.containers.in_html() {
            let read = self.text_without_constructs(at + line.inner..next, before);
            self.containers.end_line(&read);
        }
        if self.html.is_open() && line.kind == LineKind::Single && self.position.after_blank {
            self.end_html(content);
        }
        if self.html.is_open() || self.body.as_bytes().get(content) == Some(&b'<') {
            self.html.line(&self.body[at..next.clamp(at, end)]);
        }
        self.position.after_blank = line.kind == LineKind::Blank;
        next
    }

    /// Ends the author's lists and tables before the heading at `at`, where nothing ends them later.
    fn end_html(&mut self, at: usize) {
        if self.body.as_bytes()[at..].starts_with(b"#") && !self.ahead.container_ends(at) {
            self.html = HtmlContainers::default();
        }
    }

    /// The text of `range` minus the constructs recorded since there were `(constructs, tokens)` of each: an HTML block
    /// does not end with the `?>` in a comment.
    fn text_without_constructs(&self, range: Range<usize>, (constructs, tokens): (usize, usize)) -> String {
        let constructs = self.found.constructs.all[constructs..].iter().map(|construct| &construct.range);
        let tokens = self.found.tokens[tokens..].iter().map(|token| &token.range);
        let mut covered: Vec<_> = constructs.chain(tokens).collect();
        covered.sort_by_key(|range| range.start);
        let (mut read, mut at) = (String::new(), range.start);
        for covered in covered {
            read.push_str(self.body.get(at..covered.start).unwrap_or_default());
            at = at.max(covered.end);
        }
        read + self.body.get(at..range.end).unwrap_or_default()
    }

    /// Turns the tabs after a closing fence into spaces: with tabs, pulldown-cmark does not recognise it.
    fn closing_fence(&mut self, content: usize, end: usize) {
        let blank = self.ends.trimmed(content);
        if memchr::memchr(b'\t', &self.body.as_bytes()[blank..end]).is_some() {
            self.push(blank..end, Kind::Indent(u32::MAX));
        }
    }

    /// Records what makes the line something other than text; returns where to resume.
    fn line_construct(&mut self, line: &Line, at: usize, end: usize, after_paragraph: bool) -> Option<usize> {
        if self.conflicts.is_marker(self.base + at) {
            let (text, comment) = line_constructs::before_comment(self.body, at..self.ends.trimmed(at));
            self.push(text, Kind::ConflictLine);
            self.containers.reset();
            self.position.start_block(comment.unwrap_or(end));
            return Some(comment.unwrap_or_else(|| self.ends.next_line(end)));
        }
        let content = at + line.content;
        match self.body.as_bytes().get(content)? {
            b':' if self.body[content..].starts_with(":::") => self.title_line(content),
            b'<' => self.tag_line(line, at, after_paragraph),
            b'|' | b'-' | b':' | b'#' => {
                let tabs = line_constructs::odd_tabs(&self.body[content..end]);
                for range in tabs {
                    self.push(content + range.start..content + range.end, Kind::Tab);
                }
                self.take_indentation(line, at);
                None
            }
            first => {
                let run = if *first == b'`' { run_length(self.body.as_bytes(), content) } else { 0 };
                if run >= 3 {
                    self.found.backticks.push(content..content + run);
                }
                self.take_indentation(line, at);
                None
            }
        }
    }

    fn title_line(&mut self, content: usize) -> Option<usize> {
        let line = content..self.ends.trimmed(content);
        let end = self.ends.line_end(line.end);
        let (title, comment) = line_constructs::title(self.body, line)?;
        self.push(title.range.clone(), Kind::Section);
        self.found.titles.push(title);
        self.containers.reset();
        self.position.start_block(comment.unwrap_or(end));
        self.containers.end_paragraph();
        Some(comment.unwrap_or_else(|| self.ends.next_line(end)))
    }

    fn tag_line(&mut self, line: &Line, at: usize, after_paragraph: bool) -> Option<usize> {
        let content = at + line.content;
        let (mut components, unclosed) = line_constructs::components(self.body, content, &mut self.components);
        self.found.constructs.diagnostics.extend(unclosed.map(|unclosed| unclosed.report(self.base)));
        if let Some(end) = components.last().map(|last| last.range.end) {
            if line.indent >= 4 && line.kind == LineKind::Start {
                // Indentation makes no code of a component.
                let keep = if self.containers.in_container() { 3 } else { 0 };
                self.push(at + line.inner..content, Kind::Indent(keep));
                self.containers.begin_paragraph("");
            }
            self.found.constructs.all.append(&mut components);
            self.position.start_block(end);
            self.containers.end_paragraph();
            return Some(self.text(end, end, self.ends.line_end(end), 0));
        }
        if !self.take_indentation(line, at) && line.indent >= 4 {
            return None;
        }
        let range = content..self.ends.trimmed(content);
        if !self.body[range.clone()].ends_with('>') && damaged::goes_on(&self.body[range.end..]) {
            return None;
        }
        let (in_container, in_html) = (self.containers.in_container(), self.containers.in_html());
        let kind = line_constructs::tags(&self.body[range.clone()], || Around {
            after_paragraph,
            in_html,
            before_item: in_container && self.item_goes_on(range.end),
        })?;
        let end = self.ends.line_end(range.end);
        let odd = line_constructs::odd_breaks(self.body, range.clone(), self.base);
        self.found.constructs.diagnostics.extend(odd);
        let is_block = !matches!(kind, Kind::InlineTags);
        self.push(range, kind);
        if is_block {
            self.position.start_block(end);
            self.containers.end_paragraph();
        }
        Some(self.ends.next_line(end))
    }

    /// Where the `<br>`s begin that are all of the line at `at`, if the item of a list goes on after it that is open before
    /// it.
    fn break_in_item(&mut self, at: usize, end: usize) -> Option<usize> {
        let line = self.containers.in_outer_quotes(&self.body[at..end])?;
        let breaks = line.trim();
        let is_one = breaks.starts_with("<b")
            && breaks.ends_with('>')
            && !self.containers.in_fence()
            && !self.containers.in_html()
            && html_block::line_of_tags(breaks) == Some(TagLine::Breaks)
            && self.item_goes_on(end);
        is_one.then_some(end - line.len())
    }

    /// Whether the list that is open goes on after the line at `at`: the next line with anything but breaks begins an item,
    /// or is indented like one.
    fn item_goes_on(&mut self, at: usize) -> bool {
        self.ahead.line_after(at, &self.ends).is_some_and(|line| {
            let line = self.containers.in_outer_quotes(&self.body[line..self.ends.line_end(line)]);
            line.is_some_and(|line| line_constructs::is_item(line) || self.containers.holds_indented(line))
        })
    }

    /// Removes the indentation that would start code inside an author's table or list; returns whether it did.
    fn take_indentation(&mut self, line: &Line, at: usize) -> bool {
        let is_taken =
            line.indent >= 4 && self.position.after_blank && self.html.is_open() && !self.containers.in_quote();
        if is_taken {
            let keep = if self.containers.in_container() { 3 } else { 0 };
            let content = at + line.content;
            self.push(at + line.inner..content, Kind::Indent(keep));
            self.containers.begin_paragraph(&self.body[content..self.ends.line_end(content)]);
        }
        is_taken
    }

    // Text.

    /// Scans text for comments, from `at` to the end of the line at `end`, and on while comments run over lines.
    /// `line` is where the line's own text begins.
    fn text(&mut self, line: usize, at: usize, end: usize, code: u32) -> usize {
        let (mut line, mut at, mut end) = (line, at, end);
        loop {
            let Some(special) = self.specials.next(at, end, code) else {
                return self.ends.next_line(end);
            };
            if self.body.as_bytes()[special] == b'`' {
                at = self.code_span(special, end);
                continue;
            }
            match self.comment(line, special, end, code) {
                Step::On(next) => at = next,
                Step::NewBlock(next) => {
                    self.containers.reset();
                    self.position.start_block(next);
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

    /// Scans the code span that starts at `at`, or steps over the backticks that start none.
    fn code_span(&mut self, at: usize, end: usize) -> usize {
        if is_escaped(self.body, at) {
            return at + 1;
        }
        let line = &self.body.as_bytes()[..end];
        let run = run_length(line, at);
        let Some(close) = self.code_spans.closing(line, at + run, run) else {
            return at + run;
        };
        self.position.code += 1;
        let mut inside = at + run;
        while let Some(found) = memchr::memchr(b'<', &line[inside..close]) {
            let start = inside + found;
            inside = match self.comment(start, start, close, self.position.code) {
                Step::On(next) => next.min(close),
                Step::NewBlock(_) | Step::End => close,
            };
        }
        close + run
    }

    /// Reads the comment at `at`, if there is one. `end` is where its line or code ends.
    fn comment(&mut self, line: usize, at: usize, end: usize, code: u32) -> Step {
        let body = self.body;
        if !body[at..].starts_with("<!--") {
            return self.near_comment(line, at, end, code);
        }
        let inside = at + 4;
        let close = self.comments.ends.first_end(inside).filter(|&close| code == 0 || close <= end);
        // A backslash inside a word, before one that ends on the line, is its author's, as in `C:\<!--$lamp-->`.
        let is_in_word = || at > 1 && !body[..at - 1].ends_with([' ', '\t', '\n', '\r', '>', '|']);
        if code == 0 && is_escaped(body, at) && !(is_in_word() && close.is_some_and(|close| close <= end)) {
            return Step::On(inside);
        }
        let text = close.map_or("", |close| self.comments.text(inside, close));
        let marker = marker::marker(text, self.dialect);
        if let Marker::Bare { .. } | Marker::BareClose { .. } | Marker::Comment = marker
            && let Some(step) = self.damaged_marker(line, at, end, code)
        {
            return step;
        }
        let Some(close) = close else {
            return if code == 0 { self.unclosed_comment(line, at) } else { Step::On(inside) };
        };
        if code != 0 && memchr::memchr(b'<', &body.as_bytes()[inside..close]).is_some() {
            return Step::On(inside);
        }
        match marker {
            Marker::Open { .. } | Marker::Close { .. } => Step::On(self.token(line, at..close, marker, code)),
            _ if code != 0 => Step::On(inside),
            Marker::Bare { .. } | Marker::BareClose { .. } => Step::On(self.token(line, at..close, marker, code)),
            Marker::SectionOpen(_) | Marker::SectionClose(_) => {
                self.token(line, at..close, marker, code);
                self.push(at..close, Kind::Section);
                Step::NewBlock(close)
            }
            Marker::Comment => Step::On(self.author_comment(line, at..close)),
        }
    }

    /// Reads what is nearly a marker or a line break at `at`, if there is anything of the kind.
    fn near_comment(&mut self, line: usize, at: usize, end: usize, code: u32) -> Step {
        let bytes = self.body.as_bytes();
        if !damaged::may_begin(bytes, at) || code == 0 && is_escaped(self.body, at) {
            return Step::On(at + 1);
        }
        if let Some(length) = damaged::break_at(self.body, at, end).filter(|_| code == 0) {
            self.push(at..at + length, Kind::BreakTag);
            return Step::On(at + length);
        }
        self.damaged_marker(line, at, end, code).unwrap_or(Step::On(at + 1))
    }

    /// Reads the damaged marker at `at`, if there is one.
    fn damaged_marker(&mut self, start: usize, at: usize, end: usize, code: u32) -> Option<Step> {
        let line = &self.body[at..end];
        let cut = || damaged::cut(self.body, at..end, self.dialect).filter(|_| code == 0);
        let (marker, length) = damaged::after(&self.found.tokens, line, self.dialect).or_else(cut)?;
        let range = at..at + length;
        let name = match marker {
            Marker::SectionOpen(kind) => format!("<!--{}-->", kind.as_str()),
            Marker::SectionClose(kind) => format!("<!--/{}-->", kind.as_str()),
            _ => return Some(Step::On(self.token(start, range, marker, code))),
        };
        if code != 0 {
            return None;
        }
        let span = self.base + range.start..self.base + range.end;
        let message = format!("expected `{name}`, found `{}`", &self.body[range.clone()]);
        let found = Diagnostic::warning(Code::SECTION_DAMAGED, span.clone(), message).with_fix(span, name);
        self.found.constructs.diagnostics.push(found);
        self.token(start, range.clone(), marker, code);
        self.push(range.clone(), Kind::Section);
        Some(Step::NewBlock(range.end))
    }

    /// Records a marker; returns where it ends.
    fn token(&mut self, line: usize, range: Range<usize>, marker: Marker<'t>, code: u32) -> usize {
        let (end, fills_lines) = (range.end, self.fills_lines(line, &range));
        let Position { block, block_start, .. } = self.position;
        self.found.tokens.push(Token { range, marker, block, block_start, code, fills_lines });
        end
    }

    fn fills_lines(&self, line: usize, range: &Range<usize>) -> bool {
        self.body[line.min(range.start)..range.start].trim_end().is_empty() && self.ends.rest_is_blank(range.end)
    }

    /// Records a comment that is not a marker; returns where it ends.
    fn author_comment(&mut self, line: usize, range: Range<usize>) -> usize {
        let mut range = range;
        if holds_opener(&self.body[range.start + 4..range.end]) {
            range.end = self.comments.ends.balanced_end(range.start).unwrap_or(range.end);
            let span = self.base + range.start..self.base + range.end;
            self.found.constructs.diagnostics.push(Diagnostic::warning(
                Code::COMMENT_NESTED,
                span,
                "expected `-->` before the next `<!--`; the whole comment is hidden",
            ));
        }
        let end = range.end;
        if self.fills_lines(line, &range) {
            self.push(range, Kind::CommentBlock);
            self.position.start_block(end);
            self.containers.end_paragraph();
        } else {
            self.push(range, Kind::Comment);
        }
        end
    }

    /// A comment that never ends hides the rest of the file: showing half of one is worse.
    fn unclosed_comment(&mut self, line: usize, at: usize) -> Step {
        self.found.constructs.diagnostics.push(Diagnostic::warning(
            Code::COMMENT_UNCLOSED,
            self.base + at..self.base + at + 4,
            "expected `-->` to end this comment, found the end of the file; everything after it is hidden",
        ));
        let range = at..self.body.trim_end().len();
        let kind = if self.fills_lines(line, &range) { Kind::CommentBlock } else { Kind::Comment };
        self.push(range, kind);
        Step::End
    }
}
