//! Looking ahead in a header: the questions about its text that the reader asks.

use std::cell::Cell;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem};
use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::sequence::preceded;
use nom::{Offset, Parser};

use super::grammar::{
    Parsed, Value, blanks, end, is_blank, is_line_end, is_name, name, quote, spaces, starts_property, value,
};
use super::quotes;
use crate::metadata::{is_space, known};
use crate::parse::conflict::Conflicts;
use crate::source::{self, Comments, LineEnds, next_line};
use crate::text::Shared;

/// The text of a header, and answers that were computed before. All offsets are in bytes of the source.
pub(super) struct Lookahead<'s> {
    pub(super) source: &'s Shared,
    pub(super) conflicts: &'s Conflicts,
    /// Most bytes of a value.
    property_bytes: usize,
    pub(super) lines: LineEnds<'s>,
    pub(super) comments: Comments<'s>,
    /// Where the next line is that a comment cannot go over; its answer holds until then.
    pub(super) barrier: Cell<source::Next>,
    outlook: Outlook,
    /// The same of [`Lookahead::goes_on_past_words`].
    words: Outlook,
    /// An offset that was asked about, and the first `/>` after it on its line, or the line's end.
    tag: (usize, usize),
}

/// What comes after spaces and is not a well-formed property.
pub(super) struct Item {
    pub(super) at: usize,
    /// Whether nothing but spaces is before it on its line.
    pub(super) begins_line: bool,
    /// Whether no property is before it.
    pub(super) is_first: bool,
}

/// Where reading goes on.
pub(super) enum Next {
    /// At the next property.
    At(usize),
    /// After the header: the body begins here.
    Body(usize),
}

/// The last answer of [`Lookahead::goes_on`].
#[derive(Default)]
struct Outlook {
    /// From the offset that was asked about to the line that answered.
    lines: Range<usize>,
    goes_on: bool,
}

/// How far the text of a value reaches on a line.
pub(super) struct Reach {
    pub(super) end: usize,
    pub(super) stop: Stop,
}

/// What the text of a value reaches to.
#[derive(PartialEq)]
pub(super) enum Stop {
    Line,
    Tag,
    Property,
}

impl<'s> Lookahead<'s> {
    pub(super) fn new(source: &'s Shared, conflicts: &'s Conflicts, property_bytes: usize) -> Lookahead<'s> {
        let (lines, comments, outlook) = (LineEnds::new(source), Comments::plain(source), Outlook::default());
        let (barrier, words) = (Cell::default(), Outlook::default());
        Lookahead { source, conflicts, property_bytes, lines, comments, barrier, outlook, words, tag: (1, 0) }
    }

    /// "The text of a value reaches to the first `/>`, line end, or further property on the line" (format §2.2).
    pub(super) fn reach(&mut self, line: Range<usize>) -> Reach {
        let tag = self.tag_in(line.clone());
        let end = tag.unwrap_or(line.end);
        match self.further_property(line.start..end) {
            Some(property) => Reach { end: property, stop: Stop::Property },
            None => Reach { end, stop: if tag.is_some() { Stop::Tag } else { Stop::Line } },
        }
    }

    /// The first `/>` in what is left of a `line`, unless the header goes on after the line; then it is text.
    pub(super) fn tag_in(&mut self, line: Range<usize>) -> Option<usize> {
        let is_known = self.tag.0 <= line.start && line.start <= self.tag.1 && self.tag.1 <= line.end;
        if !is_known {
            let tag = memmem::find(self.source[line.clone()].as_bytes(), b"/>");
            self.tag = (line.start, tag.map_or(line.end, |tag| line.start + tag));
        }
        let tag = self.tag.1;
        (tag < line.end && !self.goes_on(line.end)).then_some(tag)
    }

    /// Where in `part` of a line a further property begins.
    pub(super) fn further_property(&self, part: Range<usize>) -> Option<usize> {
        let text = &self.source[part.clone()];
        memchr_iter(b'=', text.as_bytes()).find_map(|equals| {
            let before = text[..equals].trim_end_matches(is_blank);
            let name = part.start + before.trim_end_matches(is_name).len();
            self.is_property(name, part.end).then_some(name)
        })
    }

    /// Whether a property begins at `at`, in the middle of a line: a known one, or one after a space with a quoted
    /// value.
    pub(super) fn is_property(&self, at: usize, line_end: usize) -> bool {
        let line = &self.source[at..line_end];
        let Ok((after, name)) = name(line) else { return false };
        let Some(value) = after.trim_start_matches(is_blank).strip_prefix('=') else { return false };
        let is_apart = |c: char| is_space(c) || quotes::is_any(c) || matches!(c, '=' | ',' | ';');
        let is_query = |c: char| is_name(c) || matches!(c, '?' | '&');
        let before = &self.source[..at];
        if before.ends_with(is_query) || known(name).is_none() && !before.ends_with(is_apart) {
            return false;
        }
        match quote(value.trim_start_matches(is_blank)) {
            Ok((text, quote)) => known(name).is_some() || memchr(quote as u8, text.as_bytes()).is_some(),
            Err(_) => known(name).is_some() && !value.chars().all(is_blank),
        }
    }

    /// Whether a well-formed value on one line is at `at`, with nothing strange after it.
    pub(super) fn is_lone_value(&self, at: usize) -> bool {
        let Ok((after, value)) = value(self.rest(at)) else { return false };
        let line_end = self.line_end(at);
        let end = self.offset(after);
        let rest = self.source.get(end..line_end).map(|rest| rest.trim_start_matches(is_space));
        self.is_well_formed(value, after)
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '>']) || starts_property(rest).is_ok())
    }

    /// "If the next line starts a property, is blank, or is `/>`, the value ends here; otherwise it goes on" (format
    /// §2.2). It also ends before what can only be the body.
    pub(super) fn ends_value(&self, next_line: usize) -> bool {
        let at = self.skip(next_line, blanks);
        let rest = self.rest(at);
        rest.is_empty()
            || rest.starts_with(is_line_end)
            || rest.starts_with("//")
            || self.is_end_line(at)
            || self.damaged_end(at).is_some()
            || self.conflicts.is_marker(next_line)
            || is_property_line(rest.trim_start_matches(|c| c == ',' || is_blank(c)))
            || is_heading_or_rule(rest)
    }

    /// Where a value without closing quote ends: before the `>` that ends the header too.
    pub(super) fn without_tag(&mut self, value: Range<usize>) -> usize {
        let text = self.source[value.clone()].trim_end_matches(is_space);
        let is_tag = text.ends_with('>') && value.end == self.line_end(value.end);
        if !is_tag || self.goes_on(value.end) {
            return value.end;
        }
        let text = text[..text.len() - 1].trim_end_matches(is_space);
        value.start + text.strip_suffix('/').unwrap_or(text).len()
    }

    /// The end of something at `at` that was meant as `/>`: `/ >`, `\>`, `/` alone on its line, `</properties>`.
    pub(super) fn damaged_end(&self, at: usize) -> Option<usize> {
        let line = &self.source[at..self.line_end(at)];
        let (after, tag) = alt((tag::<_, _, ()>("/"), tag("\\"), tag_no_case("</properties"))).parse(line).ok()?;
        let after = after.trim_start_matches(is_blank);
        match after.strip_prefix('>') {
            Some(_) => Some(at + line.len() - after.len() + 1),
            None => (after.is_empty() && tag == "/").then_some(at + 1),
        }
    }

    /// Whether the header goes on after `at`: whether a property line or `/>` follows before anything that is body
    /// text. Blank lines, comments, commented-out properties and merge conflicts are neither.
    pub(super) fn goes_on(&mut self, at: usize) -> bool {
        let Outlook { lines, goes_on } = &self.outlook;
        if !lines.is_empty() && lines.start <= at && at <= lines.end {
            return *goes_on;
        }
        let mut next = self.skip_spaces(at);
        while let Some(end) = self.skip_neutral(next) {
            next = self.skip_spaces(end);
        }
        let goes_on = self.is_end_line(next) || is_property_line(self.rest(next));
        self.outlook = Outlook { lines: at..next, goes_on };
        goes_on
    }

    /// Whether the header goes on after some lines of words that follow `at`: whether a known property or `/>` comes directly
    /// after them. A heading is a line like any other then, as `# a comment` over two lines.
    #[cold]
    pub(super) fn goes_on_past_words(&mut self, at: usize) -> bool {
        let Outlook { lines, goes_on } = &self.words;
        if !lines.is_empty() && lines.start <= at && at <= lines.end {
            return *goes_on;
        }
        let mut last = at;
        let mut line = self.skip_spaces(at);
        let goes_on = loop {
            let rest = self.rest(line);
            if rest.starts_with("/>") || starts_known_property(rest) {
                break true;
            }
            if rest.is_empty()
                || rest.starts_with(is_line_end)
                || rest.starts_with(['<', '`'])
                || rest.starts_with("---")
            {
                break false;
            }
            last = line;
            line = self.skip(next_line(self.source, self.line_end(line)), blanks);
        };
        // What comes after the last line of words is asked about anew: there blank lines decide nothing.
        self.words = Outlook { lines: at..if goes_on { line } else { last }, goes_on };
        goes_on
    }

    /// The offset after what does not decide whether the header goes on.
    fn skip_neutral(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.conflicts.skip(at).or_else(|| self.comment(at).map(|comment| comment.end)) {
            return Some(end);
        }
        let rest = self.rest(at);
        let after = rest.trim_start_matches('#');
        let is_commented_out = after.len() < rest.len() && starts_property(after).is_ok();
        if rest.starts_with("//") || is_commented_out {
            return Some(self.line_end(at));
        }
        rest.starts_with(',').then_some(at + 1)
    }

    /// Whether the rest of the line at `at` ends a header: `/>`, or `>` alone.
    pub(super) fn is_end_line(&self, at: usize) -> bool {
        let end = self.line_end(at);
        let line = &self.source[at..end];
        line.starts_with("/>") || line.trim_end_matches(is_space) == ">"
    }

    /// "A property is well-formed, whatever its value holds, when the quote that ends it is followed by space, `/>` or
    /// `>` and no line end inside the value is followed by a line that starts a property" (format §2.2).
    #[inline(always)]
    pub(super) fn is_well_formed(&self, value: Value<'_>, after: &str) -> bool {
        let ends = match after.as_bytes().first() {
            None | Some(b' ' | b'\n' | b'\r') => true,
            Some(_) => after.starts_with(is_space) || end(after).is_ok(),
        };
        ends && value.text.len() <= self.property_bytes && (value.is_plain || !self.holds_property_line(value.text))
    }

    /// Whether a line of `value` but the first starts a property.
    fn holds_property_line(&self, value: &str) -> bool {
        let mut line_ends = memchr::memchr2_iter(b'\n', b'\r', value.as_bytes()).map(|at| self.range(value).start + at);
        line_ends.any(|at| starts_property(self.rest(at + 1)).is_ok())
    }

    /// After the spaces at `at`.
    pub(super) fn skip_spaces(&self, at: usize) -> usize {
        self.skip(at, spaces)
    }

    /// After what `parser` reads at `at`; `at` where it reads nothing.
    pub(super) fn skip<T>(&self, at: usize, parser: impl Fn(&'s str) -> Parsed<'s, T>) -> usize {
        parser(self.rest(at)).map_or(at, |(rest, _)| self.offset(rest))
    }

    /// The source from `at` on.
    pub(super) fn rest(&self, at: usize) -> &'s str {
        self.source.get(at..).unwrap_or_default()
    }

    /// Where `rest`, an end of the source, begins.
    pub(super) fn offset(&self, rest: &str) -> usize {
        self.source.len() - rest.len()
    }

    /// Where `part`, a slice of the source, is.
    pub(super) fn range(&self, part: &str) -> Range<usize> {
        let start = self.source.offset(part);
        start..start + part.len()
    }

    /// The end of the line that holds `at`, before its line end.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.lines.line_end(at)
    }
}

/// Whether a line starts a property, be it one that is known and damaged, or one that lacks its value.
pub(super) fn is_property_line(line: &str) -> bool {
    let is_empty = |(after, _): (&str, &str)| {
        let value = after.trim_start_matches(is_blank).strip_prefix('=');
        value.is_some_and(|value| value.trim_start_matches(is_blank).starts_with(is_line_end))
    };
    starts_property(line).is_ok()
        || is_separated(line, Marks::Any)
        || preceded(blanks, name).parse(line).is_ok_and(is_empty)
}

/// Whether a line starts a known property, with `=`.
pub(super) fn starts_known_property(line: &str) -> bool {
    starts_property(line).is_ok() && preceded(blanks, name).parse(line).is_ok_and(|(_, name)| known(name).is_some())
}

/// Whether `text` begins with a known property and its quoted value, which no words of a body do.
pub(super) fn is_quoted_property(text: &str) -> bool {
    let value = name(text).ok().filter(|(_, name)| known(name).is_some());
    let value = value.and_then(|(after, _)| after.trim_start_matches(is_blank).strip_prefix('='));
    value.is_some_and(|value| quote(value.trim_start_matches(is_blank)).is_ok())
}

/// What must be between a name and a value.
#[derive(PartialEq)]
pub(super) enum Marks {
    /// Anything that is tried as a separator, or nothing.
    Any,
    /// At least one of them.
    Some,
}

/// Whether a line starts with a known name and a quoted value, with something else than `=` between them.
pub(super) fn is_separated(line: &str, marks: Marks) -> bool {
    let Ok((after, written)) = preceded(blanks, name).parse(line) else { return false };
    let name = written.trim_end_matches('-');
    let value = after.trim_start_matches(|c| matches!(c, ':' | '-' | '=') || is_blank(c));
    let is_marked = name.len() < written.len() || !after[..after.len() - value.len()].chars().all(is_blank);
    quote(value).is_ok() && known(name).is_some() && (is_marked || marks == Marks::Any)
}

/// Whether a line can only be body text: a heading, `---`, or a comment.
fn is_heading_or_rule(line: &str) -> bool {
    let after = line.trim_start_matches('#');
    after.len() < line.len() && after.starts_with(' ') || line.starts_with("---") || line.starts_with("<!--")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::conflict;
    use crate::text;

    #[track_caller]
    fn goes_on(source: &str, at: usize, expected: bool) {
        let (source, conflicts) = (text::shared(source), conflict::conflicts(source));
        let mut ahead = Lookahead::new(&source, &conflicts, 100);
        // The answer holds for every offset up to the line that gave it.
        assert_eq!((ahead.goes_on(at), ahead.goes_on(at + 1)), (expected, expected), "{source:?}");
    }

    #[test]
    fn headers_go_on() {
        goes_on("a\n\nb=\"c\"", 1, true);
        goes_on("a\n\n/>", 1, true);
        goes_on("a\n\n# T", 1, false);
        goes_on("a\n\n<!-- c -->\n>", 1, true);
        goes_on("a\n\n//b=\"c\"\n\nText", 1, false);
        goes_on("a\n\n", 1, false);
    }

    #[test]
    fn further_properties_on_a_line() {
        let source = text::shared("x service=\"a\" y?service=b");
        let conflicts = Conflicts::default();
        let ahead = Lookahead::new(&source, &conflicts, 100);
        assert_eq!(ahead.further_property(0..source.len()), Some(2));
        assert_eq!(ahead.further_property(3..source.len()), None);
    }
}
