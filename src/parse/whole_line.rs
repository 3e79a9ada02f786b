//! Lines that Markdown would misread as a whole: titles, tags, components, markers of merge conflicts, and those that
//! are indented inside an author's table or list.

use std::ops::Range;

use memchr::memmem;

use crate::note;
use crate::parse::lines::Line;
use crate::parse::mask::Kind;
use crate::parse::raw_html;
use crate::parse::scan::Scanner;
use crate::parse::ticks::run_length;
use crate::parse::title::{TitleLine, titled};

impl Scanner<'_> {
    /// Marks the line as a whole where it is of a kind that Markdown would misread; where to go on then.
    pub(super) fn whole_line(&mut self, line: &Line, at: usize, end: usize, was_paragraph: bool) -> Option<usize> {
        if self.conflicts.is_marker(self.base + at) {
            let (text, comment) = self.before_comment(at..self.ends.trimmed(at));
            self.mark(text, Kind::ConflictLine);
            self.lines.reset();
            self.start_block(comment.unwrap_or(end));
            return Some(comment.unwrap_or_else(|| self.ends.next_line(end)));
        }
        let content = at + line.content;
        let text = || content..self.ends.trimmed(content);
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
        let end = self.ends.line_end(line.end);
        let (range, comment) = self.before_comment(line);
        let (title, closed) = titled(&self.body[range.clone()])?;
        let title = content + title.start..content + title.end;
        self.titles.push(TitleLine { range: range.clone(), title, closed });
        self.mark(range, Kind::Section);
        self.lines.reset();
        self.start_block(comment.unwrap_or(end));
        self.lines.end_paragraph();
        Some(comment.unwrap_or_else(|| self.ends.next_line(end)))
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
            return Some(self.text(end, end, self.ends.line_end(end), 0));
        }
        if !self.indentation(line, at) && line.indent >= 4 {
            return None;
        }
        if note::holds_opener(&self.body[range.clone()]) {
            // What stands in the tags, perhaps in an attribute, is still to be scanned.
            return None;
        }
        let end = self.ends.line_end(range.end);
        let kind = match raw_html::line_of_tags(&self.body[range.clone()])? {
            raw_html::TagLine::Breaks if was_paragraph && self.next_is_item(range.end) => return None,
            raw_html::TagLine::Breaks => Kind::BreakLine,
            raw_html::TagLine::Others | raw_html::TagLine::Inlines if was_paragraph => return None,
            raw_html::TagLine::Inlines => {
                self.mark(range, Kind::InlineTags);
                return Some(self.ends.next_line(end));
            }
            raw_html::TagLine::Others if self.lines.in_html() => Kind::TagLine,
            raw_html::TagLine::Others => Kind::LoneTags,
        };
        self.mark(range, kind);
        self.start_block(end);
        self.lines.end_paragraph();
        Some(self.ends.next_line(end))
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
        let next = self.ends.next_line(self.ends.line_end(end));
        let line = self.body[next..self.ends.line_end(next)].trim_start();
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
            self.lines.begin_paragraph(&self.body[content..self.ends.line_end(content)]);
        }
        taken
    }
}
