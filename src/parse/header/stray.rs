//! What is between properties and is not one: stray text, comments, merge conflicts, and the body itself where the
//! header was never closed (format §2.2).

use std::ops::Range;

use super::grammar::{is_blank, is_name, starts_property};
use super::lookahead::{Item, Lookahead, Next};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::metadata::{is_space, known};
use crate::source::quoted_snippet;

/// What becomes of an item that is not a property.
pub(super) struct Stray {
    pub(super) next: Next,
    pub(super) found: Option<Diagnostic>,
}

/// Passes over an item that is not a property, or ends the header before it.
///
/// "A line that starts no property is skipped when a property line or `/>` follows before the next heading, `---`
/// or other body text; otherwise the header ends before it" (format §2.2).
pub(super) fn stray(ahead: &mut Lookahead<'_>, item: &Item) -> Stray {
    let Item { at, begins_line, is_first } = *item;
    if at == ahead.source.len() {
        return unclosed(ahead, at..at, at);
    }
    if let Some(end) = ahead.conflicts.skip(at) {
        return Stray { next: Next::At(end), found: None };
    }
    // `<properties/` with properties after it: the `/` was not meant.
    if let Some(end) = ahead.damaged_end(at)
        && (!is_first || !ahead.goes_on(end))
    {
        return unclosed(ahead, at..end, end);
    }
    let commas = ahead.rest(at).trim_start_matches(|c| c == ',' || is_space(c));
    if ahead.rest(at).starts_with(',') {
        let end = at + ahead.source[at..ahead.offset(commas)].trim_end().len();
        return skip_stray(ahead, at..end);
    }
    let line_end = ahead.line_end(at);
    let comment = ahead.comment(at);
    let end = match &comment {
        Some(comment) => comment.end,
        None => stray_end(ahead, at..line_end, begins_line),
    };
    if begins_line && !ahead.goes_on(end) {
        let indent = ahead.source[..at].len() - ahead.source[..at].trim_end_matches(is_blank).len();
        return unclosed(ahead, at..line_end, at - indent);
    }
    match comment.and_then(|comment| comment.closer) {
        Some(closer) => damaged_comment(ahead, at, &closer),
        None => skip_stray(ahead, at..end),
    }
}

/// Reports a comment whose `-->` is missing or misspelt.
fn damaged_comment(ahead: &Lookahead<'_>, at: usize, closer: &Range<usize>) -> Stray {
    let found = match ahead.source[closer.clone()].trim_matches(is_space) {
        "" => "the end of the line".to_owned(),
        closer => format!("`{closer}`"),
    };
    let message = format!("expected `-->` to end this comment, found {found}; the comment ends there");
    let error = Diagnostic::error(Code::HEADER_COMMENT, at..closer.end, message);
    let fix = if closer.is_empty() { " -->" } else { "-->" };
    Stray { next: Next::At(closer.end), found: Some(error.with_fix(closer.clone(), fix)) }
}

/// Where stray text on a line ends: at the next property or the end of the header, else with the line. What is
/// after `#` or `//` is commented out, properties too.
fn stray_end(ahead: &mut Lookahead<'_>, line: Range<usize>, begins_line: bool) -> usize {
    let text = &ahead.source[line.clone()];
    let is_commented_out = text.starts_with('#') || text.starts_with("//");
    let mut end = line.end;
    if let Some(tag) = ahead.tag_in(line.clone())
        && !(begins_line && ahead.source[line.start..tag].contains('<'))
    {
        end = tag;
    }
    if is_commented_out {
        return end;
    }
    let junk = text.len() - text.trim_start_matches(|c: char| !is_space(c) && c.is_ascii_punctuation()).len();
    if junk > 0 && starts_property(&text[junk..]).is_ok() {
        return line.start + junk;
    }
    ahead.further_property(line.start..end).unwrap_or(end)
}

/// Reports stray text.
fn skip_stray(ahead: &Lookahead<'_>, stray: Range<usize>) -> Stray {
    let text = ahead.source[stray.clone()].trim_end_matches(is_space);
    let message = format!("expected a property or `/>`, found {}", quoted_snippet(text));
    let range = stray.start..stray.start + text.len();
    let is_harmless = text.starts_with(',') || text.starts_with("<!--");
    let severity = if is_harmless { Severity::Warning } else { Severity::Error };
    let found = Diagnostic::new(severity, Code::STRAY_TEXT, range.clone().into(), message);
    // `"articleId": "lamp-1",` is to be mended, not to be lost.
    let holds_name = || text.split(|c: char| !is_name(c)).any(|word| word.len() > 2 && known(word).is_some());
    let is_comment = is_harmless || text.starts_with('#') || text.starts_with("//");
    let found = if is_comment || !holds_name() { found.with_fix(range, "") } else { found };
    Stray { next: Next::At(stray.end), found: Some(found) }
}

/// Reports that `found` is where the header should be closed; the body begins at `body`.
fn unclosed(ahead: &Lookahead<'_>, found: Range<usize>, body: usize) -> Stray {
    let message = match &ahead.source[found.clone()] {
        "" => "expected `/>` to end the header, found the end of the file".to_owned(),
        text => format!("expected `/>` to end the header, found {}", quoted_snippet(text.trim_end_matches(is_space))),
    };
    let (fix, end) = if body == found.end { (found.clone(), "/>") } else { (body..body, "/>\n") };
    let found = Diagnostic::error(Code::HEADER_UNCLOSED, found, message).with_fix(fix, end);
    Stray { next: Next::Body(body), found: Some(found) }
}
