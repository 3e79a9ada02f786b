//! Comments between properties: where they end, with `-->` or without (format §2.2).

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use super::grammar::{blanks, is_blank, is_line_end, starts_property};
use super::lookahead::{Lookahead, is_property_line};
use crate::metadata::is_space;
use crate::source::{is_dash, next_line};
use crate::tree::SectionKind;

/// A comment between properties.
pub(super) struct Comment {
    pub(super) end: usize,
    /// What there is for the `-->` where that is missing; nothing at the end of a line.
    pub(super) closer: Option<Range<usize>>,
}

impl Lookahead<'_> {
    /// Where the comment that begins at `at` ends.
    ///
    /// It reaches over lines up to its `-->`, but not over one that starts a property or holds `/>`: `-->` was misspelt
    /// then, and what comes is not the comment's.
    pub(super) fn comment(&self, at: usize) -> Option<Comment> {
        if !self.rest(at).starts_with("<!--") {
            return None;
        }
        let line_end = self.line_end(at);
        let end = self.comments.first_end(at + 4);
        if let Some(end) = end.filter(|&end| end <= line_end || end <= self.barrier(at)) {
            return Some(Comment { end, closer: None });
        }
        let line = &self.source[at + 4..line_end];
        // `<!-->` is all of a comment for Markdown.
        let abrupt = ["->", ">"].into_iter().find(|end| line.starts_with(end)).map(|end| 0..end.len());
        let closer = abrupt.or_else(|| damaged_closers(line).next());
        let closer = closer.map(|closer| at + 4 + closer.start..at + 4 + closer.end);
        // On a later line it is one where it ends the line.
        let later = || {
            let text = self.source.get(line_end..self.barrier(at))?;
            let closer = damaged_closers(text).find(|closer| {
                let after = text[closer.end..].trim_start_matches(is_blank);
                after.is_empty() || after.starts_with(is_line_end)
            })?;
            Some(line_end + closer.start..line_end + closer.end)
        };
        let closer = closer.or_else(later).unwrap_or_else(|| {
            let end = self.end_in(at + 4..line_end);
            end..end
        });
        Some(Comment { end: closer.end, closer: Some(closer) })
    }

    /// The first line after the one at `at` that starts a property or can only be after a header, or the first `/>`, whichever is
    /// first.
    fn barrier(&self, at: usize) -> usize {
        let find = || {
            let tag = memmem::find(self.rest(at).as_bytes(), b"/>").map_or(self.source.len(), |tag| at + tag);
            let mut line = next_line(self.source, self.line_end(at));
            while line < tag {
                if starts_property(self.rest(line)).is_ok() || self.is_past_header(line) {
                    return Some(line);
                }
                let end = self.lines.line_end(line);
                if end == self.source.len() {
                    break;
                }
                line = next_line(self.source, end);
            }
            Some(tag)
        };
        let mut barrier = self.barrier.get();
        let found = barrier.offset(at, find);
        self.barrier.set(barrier);
        found.unwrap_or(self.source.len())
    }

    /// Whether the line at `line` ends a header or can only be after it: `>`, a heading, another comment.
    fn is_past_header(&self, line: usize) -> bool {
        let at = self.skip(line, blanks);
        let rest = self.rest(at);
        match rest.as_bytes().first() {
            Some(b'>') => self.is_end_line(at),
            Some(b'#') => rest.trim_start_matches('#').starts_with(' '),
            Some(b'<') => rest.starts_with("<!--"),
            _ => false,
        }
    }

    /// Where the comment without `-->` ends whose inside is the rest of a `line`: with it, but before the `/>` there where
    /// nothing of the header comes after. `<!-- supportTopicIds="1" />` comments the last line out, and its `/>` with that.
    fn end_in(&self, line: Range<usize>) -> usize {
        let text = self.source[line.clone()].trim_end_matches(is_space);
        let is_property = starts_property(text).is_ok();
        let inside = text.strip_suffix("/>").or_else(|| text.strip_suffix('>').filter(|_| is_property));
        let next = self.skip_spaces(line.end);
        let is_end = |inside: &&str| {
            let goes_on = self.is_end_line(next) || is_property_line(self.rest(next));
            !inside.is_empty() && !goes_on && (is_property || !self.is_whole(line.end))
        };
        let inside = inside.filter(is_end).unwrap_or(text);
        line.start + inside.trim_end_matches(is_space).len()
    }

    /// Whether the comment that goes on at `at` has a `-->` of its own, before the next comment begins.
    fn is_whole(&self, at: usize) -> bool {
        let end = self.comments.first_end(at);
        end.is_some_and(|end| memmem::find(self.source[at..end].as_bytes(), b"<!--").is_none())
    }

    /// Whether the comment at `at`, which ends at `closer` for want of a `-->`, would hide what comes after the header, if it
    /// were the body's. A marker of the body is none: `<!--issueDescription-- >`.
    pub(super) fn would_hide_body(&self, at: usize, closer: &Range<usize>) -> bool {
        let inside = self.source[at + 4..closer.start].trim_matches(|c| is_space(c) || is_dash(c));
        let is_marker =
            inside.starts_with('$') || SectionKind::from_name(inside.trim_start_matches(['/', ' '])).is_some();
        !is_marker && !inside.starts_with("/$") && !self.is_whole(closer.end)
    }

    /// Whether the comment that goes on at `at`, after its first line, was perhaps meant to hide the properties in it: its
    /// `-->` ends a line, before the header ends and another comment begins.
    pub(super) fn may_hide_properties(&self, at: usize) -> bool {
        let Some(end) = self.comments.first_end(at).filter(|_| self.is_whole(at)) else { return false };
        let after = self.rest(end).trim_start_matches(is_blank);
        let ends_line = after.is_empty() || after.starts_with(is_line_end);
        ends_line && memmem::find(self.source[at..end].as_bytes(), b"/>").is_none()
    }

    /// Where the comment of another language ends that begins at `line.start`: `/* later */`, over some lines too.
    pub(super) fn foreign_comment(&self, line: Range<usize>) -> Option<usize> {
        /// Most lines of one.
        const MOST: usize = 20;
        if !self.source[line.clone()].starts_with("/*") {
            return None;
        }
        let mut line = line;
        for _ in 0..MOST {
            let text = &self.source[line.clone()];
            if let Some(end) = text.find("*/") {
                return Some(line.start + end + "*/".len());
            }
            let next = next_line(self.source, line.end);
            if text.contains("/>") || next == line.end || self.is_past_header(next) {
                return None;
            }
            line = next..self.line_end(next);
        }
        None
    }
}

/// What may have been meant as `-->` in `text`: `-- >`, `—>`, `--!>`.
fn damaged_closers(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr_iter(b'>', text.as_bytes()).filter_map(|end| {
        let dashes = text[..end].trim_end_matches(|c| is_blank(c) || is_dash(c) || c == '!');
        let closer = text[dashes.len()..=end].trim_start_matches(is_blank);
        closer.contains(is_dash).then_some(end + 1 - closer.len()..end + 1)
    })
}
