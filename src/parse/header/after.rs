//! What comes after the end of a header and belongs to it: its end tag, an older header, properties after a `/>` that came too
//! early (format §2.2).

use std::ops::Range;

use nom::Parser;
use nom::sequence::preceded;

use super::front_matter::{self, front_matter};
use super::grammar::{is_blank, is_line_end, name, property, spaces, starts_property};
use super::locate::Beginning;
use super::lookahead::is_quoted_property;
use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic};
use crate::metadata::is_space;
use crate::source::{Fence, Lines, snippet};

/// Whether something of this file may begin with `byte`.
pub(super) fn may_begin(byte: u8) -> bool {
    matches!(byte, b'<' | b'>' | b'/' | b'-' | b'`' | b'~' | b'"' | b'\'' | b'a'..=b'z' | b'A'..=b'Z')
}

impl Reader<'_> {
    /// Reads what is after the `space` that follows the header at `beginning`; where that ends, if it belongs to the header. It
    /// is `closed` where its properties ended last.
    pub(super) fn after_end(
        &mut self,
        beginning: &Beginning,
        space: Range<usize>,
        closed: &mut usize,
    ) -> Result<Option<usize>, Box<Diagnostic>> {
        let at = space.end;
        let line = self.ahead.source[at..self.ahead.line_end(at)].trim_end_matches(is_space);
        // A known property, or another before one: `selfHelpTyp="rca"⏎service="compute"⏎/>`.
        let line_end = at + line.len();
        if is_quoted_property(line) || starts_property(line).is_ok() && self.ahead.goes_on_past_words(line_end) {
            self.report_early_end(Some(*closed).filter(|closed| *closed == space.start), at);
            *closed = self.properties_of(&(beginning.keyword.start..at))?;
            return Ok(Some(*closed));
        }
        if let Some(end) = end_tag(self.ahead.rest(at)) {
            return Ok(self.needless(at..at + end, "end tag"));
        }
        if line == "/>" {
            return Ok(self.needless(at..at + line.len(), "`/>` again"));
        }
        let ends_line = !self.ahead.source[space].contains(is_line_end);
        if line == "-->" || ends_line && matches!(line, "\"" | "'" | ">") {
            return Ok(self.stray_sign(at..at + line.len()));
        }
        if let Some(end) = self.closing_fence(at, beginning.start()) {
            let message = "expected the body after the header, found the end of the code that the header is in";
            self.found.push(Diagnostic::warning(Code::TEXT_BEFORE_HEADER, at..end, message));
            return Ok(Some(end));
        }
        if let Some(end) = tags_keyword(self.ahead.rest(at)) {
            let message = "expected the body after the header, found `<tags`; it is read as a part of the header";
            self.found.push(Diagnostic::note(Code::HEADER_TAGS, at..at + end, message));
            self.metadata.begins_sibling();
            *closed = self.properties_of(&(at..at + end))?;
            return Ok(Some(*closed));
        }
        let entries = self.entries_of(at)?;
        if entries.is_some() {
            let message = "expected the body after the header, found `---`; what is up to the next `---` is read as a part of \
                           the header";
            self.found.push(Diagnostic::note(Code::HEADER_TAGS, at..at + front_matter::RULE.len(), message));
        }
        Ok(entries)
    }

    /// `/>⏎  service="compute"`: a property was added at `at`, after the line with the `/>` that `closed` the header.
    fn report_early_end(&mut self, closed: Option<usize>, at: usize) {
        let name = name(self.ahead.rest(at)).map_or("", |(_, name)| name);
        let message = format!("expected `/>` after the last property, found `{}` after it", snippet(name));
        let end = closed.and_then(|closed| {
            let end = ["/>", ">"].into_iter().find(|end| self.ahead.source[..closed].ends_with(end))?;
            Some(closed - end.len()..closed)
        });
        self.found.push(match end {
            Some(end) => {
                let space = if end.end == at { " " } else { "" };
                Diagnostic::error(Code::HEADER_UNCLOSED, end.clone(), message).with_fix(end, space)
            }
            None => Diagnostic::error(Code::HEADER_UNCLOSED, at..at + name.len(), message),
        });
    }

    /// Says that what is at `range` after the header is not needed; where it ends.
    fn needless(&mut self, range: Range<usize>, what: &str) -> Option<usize> {
        let message = format!("expected the body after the header, found its {what}, which is not needed");
        self.found.push(Diagnostic::note(Code::HEADER_END_TAG, range.clone(), message).with_fix(range.clone(), ""));
        Some(range.end)
    }

    /// `/>"` and `/> -->`: what is left of something that was taken out.
    fn stray_sign(&mut self, range: Range<usize>) -> Option<usize> {
        let written = &self.ahead.source[range.clone()];
        let message = format!("expected the body after the header, found `{written}`");
        self.found.push(Diagnostic::warning(Code::STRAY_TEXT, range.clone(), message).with_fix(range.clone(), ""));
        Some(range.end)
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
    pub(super) fn entries_of(&mut self, at: usize) -> Result<Option<usize>, Box<Diagnostic>> {
        let Some(matter) = front_matter(self.ahead.source, at, self.limits) else { return Ok(None) };
        self.metadata.begins_sibling();
        self.properties.extend(front_matter::add(self.ahead.source, &matter.entries, &mut self.metadata));
        self.check_limits(at, matter.end)?;
        Ok(Some(matter.end))
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
