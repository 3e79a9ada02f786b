//! Reading the properties of a header, one after the other.

use std::borrow::Cow;
use std::ops::Range;

use nom::Parser;
use nom::sequence::preceded;

use super::front_matter::{self, front_matter};
use super::grammar::{Value, end, is_blank, is_line_end, keyword, property, spaces, starts_property};
use super::locate::{Before, Beginning};
use super::lookahead::{Item, Lookahead, Next};
use super::{stray, value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::metadata::{self, Metadata, Property, PropertySpan, Quoted, is_space, trim};
use crate::parse::conflict::Conflicts;
use crate::source::{Fence, Lines, snippet};
use crate::span::Span;
use crate::text::Shared;

/// Reads the properties of one header. All offsets are in bytes of the source.
pub(super) struct Reader<'s> {
    ahead: Lookahead<'s>,
    limits: &'s Limits,
    found: &'s mut Diagnostics,
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
        loop {
            let at = self.ahead.skip_spaces(body);
            // Nearly every body begins with something else.
            if !matches!(self.ahead.source.as_bytes().get(at), Some(b'<' | b'/' | b'-' | b'`' | b'~')) {
                break;
            }
            if let Some(end) = end_tag(self.ahead.rest(at)) {
                let message = "expected the body after the header, found its end tag, which is not needed";
                let found = Diagnostic::note(Code::HEADER_END_TAG, at..at + end, message);
                self.found.push(found.with_fix(at..at + end, ""));
                body = at + end;
            } else if self.ahead.source[at..self.ahead.line_end(at)].trim_end() == "/>" {
                let message = "expected the body after the header, found its `/>` again, which is not needed";
                let found = Diagnostic::note(Code::HEADER_END_TAG, at..at + "/>".len(), message);
                self.found.push(found.with_fix(at..at + "/>".len(), ""));
                body = at + "/>".len();
            } else if let Some(end) = self.closing_fence(at, beginning.start()) {
                let message = "expected the body after the header, found the end of the code that the header is in";
                self.found.push(Diagnostic::warning(Code::TEXT_BEFORE_HEADER, at..end, message));
                body = end;
            } else if let Some(end) = tags_keyword(self.ahead.rest(at)) {
                let message = "expected the body after the header, found `<tags`; it is read as a part of the header";
                self.found.push(Diagnostic::note(Code::HEADER_TAGS, at..at + end, message));
                self.metadata.begins_sibling();
                body = self.properties_of(&(at..at + end))?;
            } else if let Some(end) = self.entries_of(at)? {
                let message = "expected the body after the header, found `---`; what is up to the next `---` is read as a \
                               part of the header";
                self.found.push(Diagnostic::note(Code::HEADER_TAGS, at..at + front_matter::RULE.len(), message));
                body = end;
            } else {
                break;
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

    /// Where the fence at `at` ends that closes the code in which the header at `start` is.
    fn closing_fence(&self, at: usize, start: usize) -> Option<usize> {
        let line = self.ahead.source[at..self.ahead.line_end(at)].trim_end();
        Fence::opening(line)?;
        let before = &self.ahead.source[..start];
        let open = Lines::new(before).fold(None, |open: Option<Fence>, line| {
            let line = before[line].trim_matches(is_space);
            match open {
                Some(fence) => Some(fence).filter(|fence| !fence.is_closed_by(line)),
                None => Fence::opening(line).map(|(fence, _)| fence),
            }
        })?;
        open.is_closed_by(line).then_some(at + line.len())
    }

    /// Reads the front matter at `at` beside the header; where it ends.
    fn entries_of(&mut self, at: usize) -> Result<Option<usize>, Box<Diagnostic>> {
        let Some(matter) = front_matter(self.ahead.source, at, self.limits) else { return Ok(None) };
        self.metadata.begins_sibling();
        self.properties.extend(front_matter::add(self.ahead.source, &matter.entries, &mut self.metadata));
        self.check_limits(at, matter.end)?;
        Ok(Some(matter.end))
    }

    /// Reads the properties after `keyword`; where the body begins.
    fn properties_of(&mut self, keyword: &Range<usize>) -> Result<usize, Box<Diagnostic>> {
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
    fn check_limits(&self, start: usize, end: usize) -> Result<(), Box<Diagnostic>> {
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

/// `end-tag = "</" *blank ( "properties" / "tags" ) *blank ( ">" / line-end )`, in any case; how long it is.
fn end_tag(text: &str) -> Option<usize> {
    let after = text.strip_prefix("</")?.trim_start_matches(is_blank);
    let after = ["properties", "tags"].iter().find_map(|name| without_prefix(after, name))?;
    let after = after.trim_start_matches(is_blank);
    let is_cut = after.is_empty() || after.starts_with(is_line_end);
    let after = if is_cut { after } else { after.strip_prefix('>')? };
    Some(text.len() - after.len())
}

/// `tags = "<tags" 1*space property`, in any case, the header beside the header that older articles have; how long the
/// keyword is.
fn tags_keyword(text: &str) -> Option<usize> {
    let after = without_prefix(text, "<tags")?;
    let is_header = after.starts_with(is_space) && preceded(spaces, property).parse(after).is_ok();
    is_header.then_some("<tags".len())
}

/// `text` after `prefix`, in any case.
fn without_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, after) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(after)
}
