//! Front matter between two lines of `---` in a file without a header: the properties as other documents have them.
//!
//! ```text
//! front-matter = "---" line-end *( blank-line / comment / entry / item ) "---" line-end
//! comment      = *blank "#" *any
//! entry        = *blank name *blank ":" *blank [ value ]
//! item         = *blank "-" 1*blank value
//! value        = quoted / "[" *any "]" / *any
//! ```

use std::borrow::Cow;
use std::ops::Range;

use nom::sequence::preceded;
use nom::{Offset, Parser};

use super::Header;
use super::grammar::{blanks, is_blank, is_line_end, name};
use super::locate::exact_keyword;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::metadata::{self, Metadata, Property, PropertySpan, Quoted, is_space, known};
use crate::source::Lines;
use crate::span::Span;
use crate::text::Shared;

/// The line before and after front matter.
pub(super) const RULE: &str = "---";

/// What may be around a value.
const QUOTES: [char; 2] = ['"', '\''];

/// An entry of front matter.
pub(super) struct Entry<'s> {
    name: &'s str,
    /// Its value, or its first item.
    value: &'s str,
    /// Its last item, if it has any.
    last: Option<&'s str>,
}

impl Entry<'_> {
    /// Where it is in `source`.
    fn span(&self, source: &str) -> PropertySpan {
        let last = self.last.unwrap_or(self.value);
        let (name, value) = (source.offset(self.name), source.offset(self.value));
        PropertySpan {
            name_span: Span::new(name, name + self.name.len()),
            value_span: Span::new(value, source.offset(last) + last.len()),
        }
    }
}

/// Whether front matter may be in `header`, for all of it or beside the element.
pub(super) fn is_in(header: &str) -> bool {
    header.split(is_line_end).any(is_rule)
}

/// Whether the property at `span` of `source` may be an entry of front matter: `name:`.
pub(super) fn is_entry(source: &str, span: PropertySpan) -> bool {
    let after = source.get(span.name_span.end as usize..).unwrap_or_default();
    after.trim_start_matches(is_blank).starts_with(':')
}

/// The property at `span` of `source`, which is an entry of its front matter; items are a list as in a header.
pub(crate) fn property(source: &str, span: PropertySpan) -> Property<'_> {
    let PropertySpan { name_span, value_span } = span;
    let name = source.get(name_span.range()).unwrap_or_default();
    Property { name, value: value(source, value_span.range()).unwrap_or_default(), name_span, value_span }
}

/// The value that is written at `range`, from its first item to its last, whose outer quotes are outside of it.
fn value(source: &str, range: Range<usize>) -> Option<Cow<'_, str>> {
    let written = source.get(range.clone())?;
    if !written.contains(is_line_end) {
        return Some(Cow::Borrowed(written));
    }
    let start = range.start - usize::from(source[..range.start].ends_with(QUOTES));
    let end = range.end + usize::from(source[range.end..].starts_with(QUOTES));
    let items = source[start..end].split(is_line_end).filter_map(|line| {
        let line = line.trim_matches(is_space);
        let item = line.strip_prefix('-').filter(|item| item.starts_with(is_blank)).unwrap_or(line);
        (!line.is_empty() && !line.starts_with('#')).then(|| unquoted(without_comment(item.trim_matches(is_space))))
    });
    Some(Cow::Owned(items.collect::<Vec<_>>().join(",")))
}

/// What is in the place of the header of a file whose text begins at `from`.
pub(super) enum Place {
    /// Nothing like front matter.
    None,
    /// Front matter for a header.
    Read(Header),
    /// Front matter at `start`, directly before a header, whose keyword is there too.
    Before { start: usize, keyword: Range<usize> },
}

/// The front matter of a file whose text begins at `from`, if it has any: it stands for the header, where that is missing.
pub(super) fn read<'s>(
    source: &'s Shared,
    from: usize,
    limits: &Limits,
    metadata: &'s mut Metadata,
    found: &mut Diagnostics,
) -> Place {
    let start = from + (source[from..].len() - source[from..].trim_start_matches(is_space).len());
    let Some(FrontMatter { entries, end: body }) = front_matter(source, start, limits) else { return Place::None };
    let next = source.len() - source[body..].trim_start_matches(is_space).len();
    if let Some(keyword) = exact_keyword(source, next) {
        let message = "expected `<properties` first, found `---`; what is up to the next `---` is read as a part of the header \
                       after it";
        found.push(Diagnostic::error(Code::HEADER_KEYWORD, start..start + RULE.len(), message));
        return Place::Before { start, keyword };
    }
    let message = "expected `<properties`, found `---`; what is up to the next `---` is read as properties";
    found.push(Diagnostic::error(Code::HEADER_MISSING, start..start + RULE.len(), message));
    let mut reader = metadata::Reader::new(source, limits, metadata);
    let properties = add(source, &entries, &mut reader);
    found.append(reader.finish());
    let span = super::span(source, start..body);
    Place::Read(Header { span, properties, preamble: None, body: body..source.len(), values: None })
}

/// Adds the `entries` of front matter to what `reader` reads; where they are.
pub(super) fn add<'s>(
    source: &'s Shared,
    entries: &[Entry<'s>],
    reader: &mut metadata::Reader<'s>,
) -> Vec<PropertySpan> {
    let spans = entries.iter().map(|entry| {
        let span = entry.span(source);
        reader.add(&property(source, span), Quoted::Several);
        span
    });
    spans.collect()
}

/// Front matter, from its first line to its last.
pub(super) struct FrontMatter<'s> {
    pub(super) entries: Vec<Entry<'s>>,
    pub(super) end: usize,
}

/// The front matter that begins at `start`. Where a line is anything else than what front matter has, it is none.
pub(super) fn front_matter<'s>(source: &'s Shared, start: usize, limits: &Limits) -> Option<FrontMatter<'s>> {
    let rest = source.get(start..).filter(|rest| rest.starts_with(RULE))?;
    let mut lines = Lines::new(rest).map(|line| start + line.start..start + line.end);
    if !is_rule(source.get(lines.next()?)?) {
        return None;
    }
    let mut entries: Vec<Entry<'s>> = Vec::new();
    for line in lines {
        let text = source.get(line.clone())?.trim_matches(is_space);
        if is_rule(text) {
            let is_known = entries.iter().any(|entry| known(entry.name).is_some());
            return is_known.then_some(FrontMatter { entries, end: line.end });
        }
        let is_over = line.end - start > limits.header_bytes || entries.len() >= limits.properties;
        if is_over || !add_line(&mut entries, text) {
            return None;
        }
    }
    None
}

/// Whether `line` is nothing but `---`.
fn is_rule(line: &str) -> bool {
    line.trim_matches(is_space) == RULE
}

/// Takes up a line of front matter, without blanks around it; false where it is not one.
fn add_line<'s>(entries: &mut Vec<Entry<'s>>, line: &'s str) -> bool {
    if line.is_empty() || line.starts_with('#') {
        return true;
    }
    if let Some(item) = line.strip_prefix('-').filter(|item| item.starts_with(is_blank)) {
        let Some(entry) = entries.last_mut() else { return false };
        let item = unquoted(without_comment(item.trim_matches(is_space)));
        if entry.value.is_empty() {
            entry.value = item;
        }
        entry.last = Some(item);
        return true;
    }
    let Ok((after, name)) = preceded(blanks, name).parse(line) else { return false };
    let Some(value) = after.trim_start_matches(is_blank).strip_prefix(':') else { return false };
    if !value.is_empty() && !value.starts_with(is_space) {
        return false;
    }
    let value = without_comment(value.trim_matches(is_space));
    let value = value.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap_or_else(|| unquoted(value));
    entries.push(Entry { name, value, last: None });
    true
}

/// A value without the comment after it.
fn without_comment(value: &str) -> &str {
    let quote = value.chars().next().filter(|c| QUOTES.contains(c));
    let text = quote.and_then(|quote| value[1..].find(quote)).map_or(0, |end| end + 2);
    let begins = text == 0 && value.starts_with('#');
    let comment = if begins { Some(0) } else { value[text..].find(" #").map(|at| text + at) };
    comment.map_or(value, |at| value[..at].trim_end_matches(is_space))
}

/// A value without the quotes around it.
fn unquoted(value: &str) -> &str {
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[track_caller]
    fn reads(source: &str, expected: Option<&[(&str, &str)]>) {
        let source = text::shared(source);
        let matter = super::front_matter(&source, 0, &Limits::new());
        let read: Option<Vec<(&str, String)>> = matter.map(|matter| {
            let property = |entry: &Entry<'_>| property(&source, entry.span(&source));
            matter.entries.iter().map(property).map(|property| (property.name, property.value.into_owned())).collect()
        });
        let expected = expected.map(|all| all.iter().map(|(name, value)| (*name, (*value).to_owned())).collect());
        assert_eq!(read, expected, "{source:?}");
    }

    #[test]
    fn entries_items_and_comments() {
        reads("---\npageTitle: \"A: b\" \nx: # none\n---\n# T", Some(&[("pageTitle", "A: b"), ("x", "")]));
        reads("---\r\nauthors:\r\n  - a # b\r\n  - 'c'\r\n# d\r\n\r\n---", Some(&[("authors", "a,c")]));
        reads("---\nauthors: a\n  - \"b\" # c\n# d\n  - 'e'\n---", Some(&[("authors", "a,b,e")]));
        reads("---\nauthors: [a, \"b\"] # c\n---\n", Some(&[("authors", "a, \"b\"")]));
        reads("---\nfoo: a\n---", None);
        reads("---\npageTitle: a\n\nText.\n---", None);
        reads("---\npageTitle: a", None);
        reads("a\n---\npageTitle: a\n---", None);
        reads("---\n- a\npageTitle: a\n---", None);
        reads("---\npageTitle:a\n---", None);
    }
}
