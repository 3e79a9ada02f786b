//! Reading the properties of a header, one after the other.

use std::borrow::Cow;
use std::ops::Range;

use nom::sequence::preceded;
use nom::{Offset, Parser};

use super::grammar::{Parsed, Value, end, is_line_end, keyword, property, spaces, starts_property};
use super::stray::Outlook;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, excerpt};
use crate::limits::Limits;
use crate::metadata::{self, Metadata, Place, Property, Quoted, is_space, trim};
use crate::parse::conflict::Conflicts;
use crate::span::Span;
use crate::text::Shared;

/// Reads the properties of one header. All places are byte offsets in the source.
pub(super) struct Reader<'s> {
    pub(super) source: &'s Shared,
    pub(super) conflicts: &'s Conflicts,
    limits: &'s Limits,
    pub(super) found: &'s mut Diagnostics,
    /// Where the properties stand that were read.
    pub(super) properties: Vec<Place>,
    pub(super) metadata: metadata::Reader<'s>,
    /// The line that was looked at last.
    pub(super) line: Range<usize>,
    /// What was last found out about the lines that follow.
    pub(super) outlook: Outlook,
    /// The first `/>` on a line behind a place that was asked about, or the line's end.
    pub(super) tag: (usize, usize),
    /// No comment ends behind this place.
    pub(super) last_comment: usize,
}

/// Where reading goes on.
pub(super) enum Next {
    /// At the next property.
    At(usize),
    /// Behind the header: the body begins here.
    Body(usize),
}

impl<'s> Reader<'s> {
    pub(super) fn new(
        source: &'s Shared,
        conflicts: &'s Conflicts,
        limits: &'s Limits,
        metadata: &'s mut Metadata,
        found: &'s mut Diagnostics,
    ) -> Reader<'s> {
        let last_comment = source.len();
        let (properties, metadata) = (Vec::with_capacity(16), metadata::Reader::new(source, limits, metadata));
        // No place lies on the line to begin with.
        let (line, outlook) = (Range { start: 1, end: 0 }, Outlook::default());
        Reader { source, conflicts, limits, found, properties, metadata, line, outlook, tag: (1, 0), last_comment }
    }

    /// Reads the header behind `keyword` and gives the offset at which the body begins.
    ///
    /// # Errors
    ///
    /// The diagnostic that says which limit the header is beyond.
    pub(super) fn read(&mut self, keyword: &Range<usize>) -> Result<usize, Box<Diagnostic>> {
        let mut at = keyword.end;
        loop {
            at = self.well_formed(at, keyword.start);
            self.check_limits(keyword.start, at)?;
            let item = self.skip_spaces(at);
            let next = self.item(at..item, keyword);
            let (Next::At(end) | Next::Body(end)) = next;
            self.check_limits(keyword.start, end)?;
            match next {
                Next::At(next) => {
                    debug_assert!(next > item, "every item takes something, so reading ends");
                    at = next;
                }
                Next::Body(body) => return Ok(self.behind_second_side(body)),
            }
        }
    }

    /// Reads the well-formed properties at `at` as far as the limits allow; behind the last of them.
    fn well_formed(&mut self, at: usize, start: usize) -> usize {
        let mut rest = self.rest(at);
        while self.properties.len() <= self.limits.properties && self.offset(rest) - start <= self.limits.header_bytes {
            match preceded(spaces, property).parse(rest) {
                Ok((after, (name, value))) if self.is_well_formed(value, after) => {
                    self.push_value(name, value);
                    rest = after;
                }
                _ => break,
            }
        }
        self.offset(rest)
    }

    /// Reads what stands behind `spaces` and is no well-formed property: the end of the header, or something else.
    fn item(&mut self, spaces: Range<usize>, keyword: &Range<usize>) -> Next {
        let at = spaces.end;
        if let Ok((after, end)) = end(self.rest(at)) {
            let is_early = end == ">" && self.properties.is_empty() && self.goes_on(at + 1);
            if is_early { self.keyword_closed(at, keyword) } else { Next::Body(self.offset(after)) }
        } else {
            let begins_line = self.source[spaces].contains(is_line_end);
            self.damaged_property(at, begins_line).unwrap_or_else(|| self.stray(at, begins_line))
        }
    }

    /// "A property is well-formed, whatever its value holds, when the quote that ends it is followed by space, `/>` or
    /// `>` and no line end inside the value is followed by a line that starts a property" (format §2.2).
    pub(super) fn is_well_formed(&self, value: Value<'_>, after: &str) -> bool {
        let Value { text, is_plain } = value;
        let ends = after.is_empty() || after.starts_with(is_space) || end(after).is_ok();
        let line_ends = || memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|at| self.range(text).start + at);
        ends && text.len() <= self.limits.property_bytes
            && (is_plain || line_ends().all(|at| starts_property(self.rest(at + 1)).is_err()))
    }

    /// Takes up a property whose value is well-formed.
    pub(super) fn push_value(&mut self, name: &'s str, value: Value<'s>) {
        let Value { text, is_plain } = value;
        let (name_span, value_span) = (self.range(name).into(), self.range(text).into());
        let place = Place { name_span, value_span };
        self.properties.push(place);
        let property = match is_plain {
            true => Property { name, value: Cow::Borrowed(trim(text)), name_span, value_span },
            false => place.read(self.source),
        };
        self.metadata.add(&property, Quoted::Once);
    }

    /// Takes up a property.
    pub(super) fn push(&mut self, name: Range<usize>, value: Range<usize>, quoted: Quoted) {
        let place = Place { name_span: name.into(), value_span: value.into() };
        self.properties.push(place);
        self.metadata.add(&place.read(self.source), quoted);
    }

    /// `<properties>` with properties behind it: the `>` was not meant.
    fn keyword_closed(&mut self, at: usize, keyword: &Range<usize>) -> Next {
        let message = "expected a space after `<properties`, found `>`";
        let error = Diagnostic::error(Code::HEADER_KEYWORD, keyword.start..at + 1, message);
        self.found.push(error.with_fix(at..at + 1, ""));
        Next::At(at + 1)
    }

    /// Where the body begins: behind the second side of a merge conflict too, when that is nothing but header.
    fn behind_second_side(&self, body: usize) -> usize {
        let second = self.skip_spaces(body);
        let Some(end) = self.conflicts.skip(second) else { return body };
        if self.rest(second).starts_with('<') {
            return body; // a conflict that begins here is the body's own
        }
        let mut lines = self.source[second..end].split_inclusive(is_line_end).map(|line| line.trim_matches(is_space));
        let is_header = |line: &str| {
            line.is_empty()
                || self.conflicts.is_marker(self.range(line).start)
                || keyword(line).is_ok()
                || self::end(line).is_ok()
                || starts_property(line).is_ok()
        };
        if lines.all(is_header) { end } else { body }
    }

    /// Fails where what was read from `start` to `end` is beyond a limit.
    fn check_limits(&self, start: usize, end: usize) -> Result<(), Box<Diagnostic>> {
        let too_large =
            |place: Span, message: String| Err(Box::new(Diagnostic::error(Code::HEADER_TOO_LARGE, place, message)));
        if let Some(property) = self.properties.last()
            && property.value_span.len() > self.limits.property_bytes
        {
            let (name, bytes, limit) = (
                excerpt(&self.source[property.name_span.range()]),
                property.value_span.len(),
                self.limits.property_bytes,
            );
            let message = format!("the value of `{name}` has {bytes} bytes, more than the limit of {limit}");
            return too_large(property.value_span, message);
        }
        if let Some(property) = self.properties.get(self.limits.properties) {
            let message = format!("the header has more properties than the limit of {}", self.limits.properties);
            return too_large(property.name_span, message);
        }
        if end - start > self.limits.header_bytes {
            let message = format!("the header has more bytes than the limit of {}", self.limits.header_bytes);
            return too_large(Span::new(start, end), message);
        }
        Ok(())
    }

    /// Behind the spaces at `at`.
    pub(super) fn skip_spaces(&self, at: usize) -> usize {
        self.skip(at, spaces)
    }

    /// Behind what `parser` reads at `at`; `at` where it reads nothing.
    pub(super) fn skip<T>(&self, at: usize, parser: impl Fn(&'s str) -> Parsed<'s, T>) -> usize {
        parser(self.rest(at)).map_or(at, |(rest, _)| self.offset(rest))
    }

    /// What stands from `at` on.
    pub(super) fn rest(&self, at: usize) -> &'s str {
        self.source.get(at..).unwrap_or_default()
    }

    /// Where `rest`, an end of the source, begins.
    pub(super) fn offset(&self, rest: &str) -> usize {
        self.source.len() - rest.len()
    }

    /// Where `part`, a slice of the source, stands.
    pub(super) fn range(&self, part: &str) -> Range<usize> {
        let start = self.source.offset(part);
        start..start + part.len()
    }
}
