//! What stands between properties and is none: stray text, comments, merge conflicts, and the body itself where the
//! header was never closed (format §2.2).

use std::ops::Range;

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::sequence::preceded;

use super::grammar::{blanks, is_blank, is_line_end, name, quote, starts_property};
use super::reader::{Next, Reader};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::metadata::{is_space, known};
use crate::source::snippet;

/// What [`Reader::goes_on`] found out last.
#[derive(Clone, Default)]
pub(super) struct Outlook {
    /// From the place that was asked about to the line that told.
    lines: Range<usize>,
    goes_on: bool,
}

impl Reader<'_> {
    /// Passes over what at `at` is no property, or ends the header before it.
    ///
    /// "A line that starts no property is skipped when a property line or `/>` follows before the next heading, `---`
    /// or other body text; otherwise the header ends before it" (format §2.2).
    pub(super) fn stray(&mut self, at: usize, begins_line: bool) -> Next {
        if at == self.source.len() {
            return self.unclosed(at..at, at);
        }
        if let Some(end) = self.conflicts.skip(at) {
            return Next::At(end);
        }
        // `<properties/` with properties behind it: the `/` was not meant.
        if let Some(end) = self.damaged_end(at)
            && (!self.properties.is_empty() || !self.goes_on(end))
        {
            return self.unclosed(at..end, end);
        }
        let commas = self.rest(at).trim_start_matches(|c| c == ',' || is_space(c));
        if self.rest(at).starts_with(',') {
            let end = at + self.source[at..self.offset(commas)].trim_end().len();
            return self.skip_stray(at..end);
        }
        let line_end = self.line_end(at);
        let end = self.comment_end(at).unwrap_or_else(|| self.stray_end(at..line_end, begins_line));
        if begins_line && !self.goes_on(end) {
            let indent = self.source[..at].len() - self.source[..at].trim_end_matches(is_blank).len();
            return self.unclosed(at..line_end, at - indent);
        }
        self.skip_stray(at..end)
    }

    /// Where stray text on a line ends: at the next property or the end of the header, else with the line. What stands
    /// behind `#` or `//` is commented out, properties too.
    fn stray_end(&mut self, line: Range<usize>, begins_line: bool) -> usize {
        let text = &self.source[line.clone()];
        let is_note = text.starts_with('#') || text.starts_with("//");
        let mut end = line.end;
        if let Some(tag) = self.tag_in(line.clone())
            && !(begins_line && self.source[line.start..tag].contains('<'))
        {
            end = tag;
        }
        if is_note {
            return end;
        }
        let junk = text.len() - text.trim_start_matches(|c: char| !is_space(c) && c.is_ascii_punctuation()).len();
        if junk > 0 && starts_property(&text[junk..]).is_ok() {
            return line.start + junk;
        }
        self.further_property(line.start..end).unwrap_or(end)
    }

    /// Reports stray text.
    fn skip_stray(&mut self, stray: Range<usize>) -> Next {
        let text = self.source[stray.clone()].trim_end_matches(is_space);
        let message = format!("expected a property or `/>`, found `{}`", snippet(text));
        let place = stray.start..stray.start + text.len();
        let is_harmless = text.starts_with(',') || text.starts_with("<!--");
        let severity = if is_harmless { Severity::Warning } else { Severity::Error };
        let found = Diagnostic::new(severity, Code::STRAY_TEXT, place.clone().into(), message);
        self.found.push(found.with_fix(place, ""));
        Next::At(stray.end)
    }

    /// Reports that `found` stands where the header should be closed; the body begins at `body`.
    fn unclosed(&mut self, found: Range<usize>, body: usize) -> Next {
        let message = match &self.source[found.clone()] {
            "" => "expected `/>` to end the header, found the end of the file".to_owned(),
            text => format!("expected `/>` to end the header, found `{}`", snippet(text.trim_end_matches(is_space))),
        };
        let (fix, end) = if body == found.end { (found.clone(), "/>") } else { (body..body, "/>\n") };
        self.found.push(Diagnostic::error(Code::HEADER_UNCLOSED, found, message).with_fix(fix, end));
        Next::Body(body)
    }

    /// The end of something at `at` that was meant as `/>`: `/ >`, `\>`, `/` alone on its line, `</properties>`.
    pub(super) fn damaged_end(&mut self, at: usize) -> Option<usize> {
        let line = &self.source[at..self.line_end(at)];
        let (behind, tag) = alt((tag::<_, _, ()>("/"), tag("\\"), tag_no_case("</properties"))).parse(line).ok()?;
        let behind = behind.trim_start_matches(is_blank);
        match behind.strip_prefix('>') {
            Some(_) => Some(at + line.len() - behind.len() + 1),
            None => (behind.is_empty() && tag == "/").then_some(at + 1),
        }
    }

    /// Whether the header goes on behind `at`: whether a property line or `/>` follows before anything that is body
    /// text. Blank lines, comments, commented-out properties and merge conflicts are neither.
    pub(super) fn goes_on(&mut self, at: usize) -> bool {
        let Outlook { lines, goes_on } = self.outlook.clone();
        if !lines.is_empty() && lines.start <= at && at <= lines.end {
            return goes_on;
        }
        let mut behind = self.skip_spaces(at);
        while let Some(next) = self.skip_neutral(behind) {
            behind = self.skip_spaces(next);
        }
        let goes_on = self.is_end_line(behind) || is_property_line(self.rest(behind));
        self.outlook = Outlook { lines: at..behind, goes_on };
        goes_on
    }

    /// Behind what tells nothing about whether the header goes on.
    fn skip_neutral(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.conflicts.skip(at).or_else(|| self.comment_end(at)) {
            return Some(end);
        }
        let rest = self.rest(at);
        let behind = rest.trim_start_matches('#');
        let is_commented_out = behind.len() < rest.len() && starts_property(behind).is_ok();
        if rest.starts_with("//") || is_commented_out {
            return Some(self.line_end(at));
        }
        rest.starts_with(',').then_some(at + 1)
    }

    /// Whether the rest of the line at `at` ends a header: `/>`, or `>` alone.
    pub(super) fn is_end_line(&mut self, at: usize) -> bool {
        let end = self.line_end(at);
        let line = &self.source[at..end];
        line.starts_with("/>") || line.trim_end_matches(is_space) == ">"
    }
}

/// Whether a line starts a property, be it one that is known and damaged, or one that lacks its value.
pub(super) fn is_property_line(line: &str) -> bool {
    let is_empty = |(behind, _): (&str, &str)| {
        let value = behind.trim_start_matches(is_blank).strip_prefix('=');
        value.is_some_and(|value| value.trim_start_matches(is_blank).starts_with(is_line_end))
    };
    starts_property(line).is_ok()
        || is_separated(line, Marks::Any)
        || preceded(blanks, name).parse(line).is_ok_and(is_empty)
}

/// What must stand between a name and a value.
#[derive(PartialEq)]
pub(super) enum Marks {
    /// Anything that is tried as a separator, or nothing.
    Any,
    /// At least one of them.
    Some,
}

/// Whether a line starts with a known name and a quoted value, with something else than `=` between them.
pub(super) fn is_separated(line: &str, marks: Marks) -> bool {
    let Ok((behind, written)) = preceded(blanks, name).parse(line) else { return false };
    let name = written.trim_end_matches('-');
    let value = behind.trim_start_matches(|c| matches!(c, ':' | '-' | '=') || is_blank(c));
    let is_marked = name.len() < written.len() || !behind[..behind.len() - value.len()].chars().all(is_blank);
    quote(value).is_ok() && known(name).is_some() && (is_marked || marks == Marks::Any)
}
