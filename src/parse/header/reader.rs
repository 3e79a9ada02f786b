//! Reading the properties of a header, one after the other.

use std::borrow::Cow;
use std::ops::Range;

use super::after;
use super::grammar::{Value, end, is_line_end, keyword, property, spaces, starts_property};
use super::locate::{Before, Beginning};
use super::lookahead::{Item, Lookahead, Next};
use super::{stray, value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::metadata::{self, Metadata, Property, PropertySpan, Quoted, is_space, trim};
use crate::parse::conflict::Conflicts;
use crate::source::snippet;
use crate::span::Span;
use crate::text::Shared;

/// Reads the properties of one header. All offsets are in bytes of the source.
pub(super) struct Reader<'s> {
    pub(super) ahead: Lookahead<'s>,
    pub(super) limits: &'s Limits,
    pub(super) found: &'s mut Diagnostics,
    /// Where the properties are that were read.
    pub(super) properties: Vec<PropertySpan>,
    pub(super) metadata: metadata::Reader<'s>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(
        source: &'s Shared,
        conflicts: &'s Conflicts,
        limits: &'s Limits,
        metadata: &'s mut Metadata,
        found: &'s mut Diagnostics,
    ) -> Reader<'s> {
        let (properties, metadata) = (Vec::with_capacity(16), metadata::Reader::new(source, limits, metadata));
        let ahead = Lookahead::new(source, conflicts, limits.property_bytes);
        Reader { ahead, limits, found, properties, metadata }
    }

    /// Reads the header at `beginning` and gives the offset at which the body begins.
    ///
    /// # Errors
    ///
    /// The diagnostic for the limit that the header is over.
    pub(super) fn read(&mut self, beginning: &Beginning) -> Result<usize, Box<Diagnostic>> {
        let mut body = self.properties_of(&beginning.keyword)?;
        let mut closed = body;
        loop {
            let at = self.ahead.skip_spaces(body);
            // Nearly every body begins with something else.
            if !self.ahead.source.as_bytes().get(at).is_some_and(|byte| after::may_begin(*byte)) {
                break;
            }
            match self.after_end(beginning, body..at, &mut closed)? {
                Some(end) => body = end,
                None => break,
            }
        }
        if let Some(before) = &beginning.before {
            self.metadata.begins_sibling();
            match before {
                Before::Element(keyword) => _ = self.properties_of(keyword)?,
                Before::FrontMatter(start) => _ = self.entries_of(*start)?,
            }
            self.properties.sort_by_key(|property| property.name_span.start);
        }
        Ok(body)
    }

    /// Reads the properties after `keyword`; where the body begins.
    pub(super) fn properties_of(&mut self, keyword: &Range<usize>) -> Result<usize, Box<Diagnostic>> {
        let mut at = keyword.end;
        loop {
            at = self.well_formed(at, keyword.start);
            self.check_limits(keyword.start, at)?;
            let item = self.ahead.skip_spaces(at);
            let next = self.item(at..item, keyword);
            let (Next::At(end) | Next::Body(end)) = next;
            self.check_limits(keyword.start, end)?;
            match next {
                Next::At(next) => {
                    debug_assert!(next > item, "every item takes something, so reading ends");
                    at = next;
                }
                Next::Body(body) => return Ok(self.after_second_side(body)),
            }
        }
    }

    /// Reads the well-formed properties at `at` as far as the limits allow; after the last of them.
    fn well_formed(&mut self, at: usize, start: usize) -> usize {
        let mut rest = self.ahead.rest(at);
        while self.properties.len() <= self.limits.properties
            && self.ahead.offset(rest) - start <= self.limits.header_bytes
        {
            match spaces(rest).and_then(|(rest, _)| property(rest)) {
                Ok((after, (name, value))) if self.ahead.is_well_formed(value, after) => {
                    self.push_value(name, value);
                    rest = after;
                }
                _ => break,
            }
        }
        self.ahead.offset(rest)
    }

    /// Reads what comes after `spaces` and is not a well-formed property: the end of the header, or something else.
    fn item(&mut self, spaces: Range<usize>, keyword: &Range<usize>) -> Next {
        let at = spaces.end;
        if let Ok((after, end)) = end(self.ahead.rest(at)) {
            let is_early = end == ">" && self.properties.is_empty() && self.ahead.goes_on(at + 1);
            if is_early { self.keyword_closed(at, keyword) } else { Next::Body(self.ahead.offset(after)) }
        } else {
            let begins_line = self.ahead.source[spaces].contains(is_line_end);
            let item = Item { at, begins_line, is_first: self.properties.is_empty() };
            match value::recover(&mut self.ahead, &item) {
                Some(recovered) => self.recovered(recovered),
                None => {
                    let stray = stray::stray(&mut self.ahead, &item);
                    self.found.extend(stray.found);
                    stray.next
                }
            }
        }
    }

    /// Adds a property whose value is well-formed.
    fn push_value(&mut self, name: &'s str, value: Value<'s>) {
        let Value { text, is_plain } = value;
        let (name_span, value_span) = (self.ahead.range(name).into(), self.ahead.range(text).into());
        let span = PropertySpan { name_span, value_span };
        self.properties.push(span);
        let property = if is_plain {
            Property { name, value: Cow::Borrowed(trim(text)), name_span, value_span }
        } else {
            span.read(self.ahead.source)
        };
        self.metadata.add(&property, Quoted::Once);
    }

    /// Adds a property that was recovered.
    fn recovered(&mut self, recovered: value::Recovered) -> Next {
        let value::Recovered { name, value, quoted, found, next } = recovered;
        self.found.extend(found);
        let span = PropertySpan { name_span: name.into(), value_span: value.into() };
        self.properties.push(span);
        self.metadata.add(&span.read(self.ahead.source), quoted);
        Next::At(next)
    }

    /// `<properties>` with properties after it: the `>` was not meant.
    fn keyword_closed(&mut self, at: usize, keyword: &Range<usize>) -> Next {
        let message = "expected a space after `<properties`, found `>`";
        let error = Diagnostic::error(Code::HEADER_KEYWORD, keyword.start..at + 1, message);
        self.found.push(error.with_fix(at..at + 1, ""));
        Next::At(at + 1)
    }

    /// Where the body begins: after the second side of a merge conflict too, when that is nothing but header.
    fn after_second_side(&self, body: usize) -> usize {
        let second = self.ahead.skip_spaces(body);
        let Some(end) = self.ahead.conflicts.skip(second) else { return body };
        if self.ahead.rest(second).starts_with('<') {
            return body; // a conflict that begins here is the body's own
        }
        let mut lines =
            self.ahead.source[second..end].split_inclusive(is_line_end).map(|line| line.trim_matches(is_space));
        let is_header = |line: &str| {
            line.is_empty()
                || self.ahead.conflicts.is_marker(self.ahead.range(line).start)
                || keyword(line).is_ok()
                || self::end(line).is_ok()
                || starts_property(line).is_ok()
        };
        if lines.all(is_header) { end } else { body }
    }

    /// Fails where what was read from `start` to `end` is over a limit.
    pub(super) fn check_limits(&self, start: usize, end: usize) -> Result<(), Box<Diagnostic>> {
        let too_large =
            |span: Span, message: String| Err(Box::new(Diagnostic::error(Code::HEADER_TOO_LARGE, span, message)));
        if let Some(property) = self.properties.last()
            && property.value_span.len() > self.limits.property_bytes
        {
            let (name, bytes, limit) = (
                snippet(&self.ahead.source[property.name_span.range()]),
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
}
