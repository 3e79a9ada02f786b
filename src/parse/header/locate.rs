//! Where the header begins: at `<properties`, at what was meant as it, or at a first property (format §1, §2.2).

use std::ops::Range;

use nom::Parser;
use nom::sequence::preceded;

use super::grammar::{end, is_keyword, is_line_end, is_name, keyword, name, property, spaces, starts_property};
use super::lookahead::is_property_line;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::metadata::{is_space, known};
use crate::parse::conflict::Conflicts;
use crate::source::{Comments, first_line, quoted_snippet};

/// Where a header begins.
pub(super) struct Beginning {
    /// The keyword, damaged or not; it is empty where it is missing.
    pub(super) keyword: Range<usize>,
    /// Properties before the header.
    pub(super) before: Option<Before>,
}

/// What properties are in that come before the header.
pub(super) enum Before {
    /// Another element, whose keyword this is: `<tags ms.service="lamp" />`.
    Element(Range<usize>),
    /// Front matter, which begins here.
    FrontMatter(usize),
}

impl Beginning {
    pub(super) fn start(&self) -> usize {
        match &self.before {
            Some(Before::Element(keyword)) => keyword.start,
            Some(Before::FrontMatter(start)) => *start,
            None => self.keyword.start,
        }
    }
}

/// Finds the header of `source` and reports what is wrong with its beginning.
pub(super) fn locate(source: &str, conflicts: &Conflicts, found: &mut Diagnostics) -> Option<Beginning> {
    let first = skip_preamble(source, conflicts);
    let alone = |keyword: Range<usize>| Some(Beginning { keyword, before: None });
    if let Some(keyword) = exact_keyword(source, first) {
        report_keyword(source, &keyword, found);
        return alone(keyword);
    }
    if let Some(keyword) = damaged_keyword(source, first) {
        let Some(exact) = keyword_after(source, &keyword) else {
            report_keyword(source, &keyword, found);
            return alone(keyword);
        };
        let written = quoted_snippet(&source[keyword.clone()]);
        let message =
            format!("expected `<properties` first, found {written}; it is read as a part of the header after it");
        found.push(Diagnostic::error(Code::HEADER_KEYWORD, keyword.clone(), message));
        return Some(Beginning { keyword: exact, before: Some(Before::Element(keyword)) });
    }
    let line = first_line(&source[first..]);
    let text = first..first + line.trim_end_matches(is_space).len();
    if let Some(keyword) = late_keyword(source, first + 1) {
        let message = format!("expected `<properties` first, found {}", quoted_snippet(&source[text.clone()]));
        found.push(Diagnostic::warning(Code::TEXT_BEFORE_HEADER, text, message));
        report_keyword(source, &keyword, found);
        return alone(keyword);
    }
    let message = match &source[text.clone()] {
        "" => "expected `<properties`, found the end of the file".to_owned(),
        text => format!("expected `<properties`, found {}", quoted_snippet(text)),
    };
    found.push(Diagnostic::error(Code::HEADER_MISSING, text, message));
    None
}

/// The `<properties` directly after an element of well-formed properties, whose damaged `keyword` this is.
fn keyword_after(source: &str, keyword: &Range<usize>) -> Option<Range<usize>> {
    let mut rest = source[keyword.clone()].starts_with('<').then(|| &source[keyword.end..])?;
    while let Ok((after, _)) = preceded(spaces, property).parse(rest) {
        rest = after;
    }
    let (rest, _) = preceded(spaces, end).parse(rest).ok()?;
    let at = source.len() - rest.trim_start_matches(is_space).len();
    keywords(source, at.checked_sub(1)?).next().filter(|exact| exact.start == at)
}

/// Every further `<properties` with a property after it that begins a line after `from`.
pub(super) fn keywords(source: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let bytes = source.as_bytes();
    let may_be = |tag: &usize| matches!(bytes.get(tag + 1), Some(b'p' | b'P'));
    // Nearly always all tags of a body are others, so that it does not matter which are in comments.
    let first = memchr::memchr_iter(b'<', bytes.get(from..).unwrap_or_default()).find(|tag| may_be(&(from + tag)));
    let tags = first.map(|_| tags(source, from));
    tags.into_iter().flatten().filter(may_be).filter_map(move |tag| {
        let (after, _) = keyword(&source[tag..]).ok()?;
        let is_header = after.starts_with(is_space) && preceded(spaces, starts_property).parse(after).is_ok();
        let begins_line = source[..tag].trim_end_matches(|c| is_space(c) && !is_line_end(c)).ends_with(is_line_end);
        (is_header && begins_line).then(|| tag..source.len() - after.len())
    })
}

/// After the spaces, comments and conflict markers at the beginning of the file.
///
/// A comment that holds a header was not closed before it, unless it ends with that header.
fn skip_preamble(source: &str, conflicts: &Conflicts) -> usize {
    let comments = Comments::plain(source);
    let mut at = 0;
    let mut later = None;
    loop {
        at = source.len() - source[at..].trim_start_matches(is_space).len();
        if let Some(end) = conflicts.skip(at) {
            at = end;
        } else if let Some(end) = comment_end(source, at, &comments) {
            let text = &source[at + 4..end - 3];
            let holds_header = inner_keyword(text).is_some() && !text.trim_end_matches(is_space).ends_with('>');
            if holds_header && later.is_none_or(|later| later < end) {
                later = keywords(source, end).next().map(|keyword| keyword.start);
                if later.is_none() {
                    return at;
                }
            }
            at = end;
        } else {
            return at;
        }
    }
}

/// Where the comment at `at` ends, if there is one.
fn comment_end(source: &str, at: usize, comments: &Comments<'_>) -> Option<usize> {
    source[at..].starts_with("<!--").then(|| comments.first_end(at + 4)).flatten()
}

fn inner_keyword(comment: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', comment.as_bytes()).find(|&at| keyword(&comment[at..]).is_ok())
}

/// `<properties` at `at`, if what follows it allows it to be the keyword.
pub(super) fn exact_keyword(source: &str, at: usize) -> Option<Range<usize>> {
    let (after, _) = keyword(&source[at..]).ok()?;
    let is_whole = !after.starts_with(is_name) || starts_property(after).is_ok();
    is_whole.then(|| at..source.len() - after.len())
}

/// What was meant as `<properties` at `at`: a misspelt word, a sole tag or sign, or nothing at all before a property.
fn damaged_keyword(source: &str, at: usize) -> Option<Range<usize>> {
    let rest = &source[at..];
    if is_clear_property(rest) {
        return Some(at..at);
    }
    if let Some(after) = rest.strip_prefix('<').filter(|after| after.starts_with(is_space))
        && is_clear_property(after.trim_start_matches(is_space))
    {
        return Some(at..at + 1);
    }
    let marks = rest.bytes().take(8).take_while(|c| c.is_ascii_punctuation() || *c == b' ').count();
    let word = rest[marks..].split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let after = rest[marks + word.len()..].trim_start_matches([':', '=', '>', ',']);
    let slips = if word.len() < 20 { strsim::osa_distance(&word.to_ascii_lowercase(), "properties") } else { 20 };
    let is_tag = rest.starts_with('<') || marks > 0 && word.is_empty();
    let spaced = after.trim_start_matches(|c| is_space(c) || c == ',');
    let is_header = match slips {
        0..=2 if is_tag => true,
        0..=3 => is_property_line(spaced) || end(spaced).is_ok(),
        // What is left of `<properties`: `es`.
        _ if marks == 0 && !word.is_empty() && "properties".ends_with(word) => {
            property(spaced).is_ok() && is_known_property(spaced)
        }
        _ => is_tag && is_known_property(spaced),
    };
    (spaced.len() < after.len() && is_header).then(|| at..source.len() - after.len())
}

/// Whether `text` begins with a property that can be nothing else: its value is quoted, or its name known.
fn is_clear_property(text: &str) -> bool {
    property(text).is_ok() || is_known_property(text)
}

fn is_known_property(text: &str) -> bool {
    let known = name(text).is_ok_and(|(_, name)| known(name.trim_end_matches('-')).is_some());
    known && is_property_line(text)
}

/// The keyword after text that comes first.
fn late_keyword(source: &str, from: usize) -> Option<Range<usize>> {
    let exact = keywords(source, from).next();
    exact.or_else(|| {
        tags(source, from).find_map(|tag| {
            let keyword = damaged_keyword(source, tag)?;
            is_known_property(source[keyword.end..].trim_start_matches(is_space)).then_some(keyword)
        })
    })
}

/// The offsets of `<` after `from`, without those in comments.
fn tags(source: &str, from: usize) -> impl Iterator<Item = usize> {
    let bytes = source.as_bytes();
    let mut at = from;
    let comments = Comments::plain(source);
    let mut has_comments = true;
    std::iter::from_fn(move || {
        loop {
            let tag = at + memchr::memchr(b'<', bytes.get(at..)?)?;
            let is_comment = has_comments && bytes[tag..].starts_with(b"<!--");
            at = tag + 1;
            if !is_comment {
                return Some(tag);
            }
            match comments.first_end(tag + 4) {
                Some(end) => at = end,
                None => has_comments = false,
            }
        }
    })
}

fn report_keyword(source: &str, keyword: &Range<usize>, found: &mut Diagnostics) {
    let written = &source[keyword.clone()];
    let after = &source[keyword.end..];
    let (range, message, fix) = if !is_keyword(written) {
        let first = match written {
            "" => name(after).map_or("", |(_, name)| name),
            written => written,
        };
        let fix = if written.is_empty() { "<properties\n" } else { "<properties" };
        let message = format!("expected `<properties`, found {}", quoted_snippet(first));
        (keyword.start..keyword.start + first.len(), message, (keyword.clone(), fix))
    } else if after.starts_with(is_name) {
        let message = format!("expected a space after `<properties`, found `{}`", &after[..1]);
        (keyword.clone(), message, (keyword.end..keyword.end, " "))
    } else {
        return;
    };
    let error = Diagnostic::error(Code::HEADER_KEYWORD, range, message);
    found.push(error.with_fix(fix.0, fix.1));
}
