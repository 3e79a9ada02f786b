//! What is between properties and is not one: stray text, comments, merge conflicts, and the body itself where the
//! header was never closed (format §2.2).

use std::ops::Range;

use super::grammar::{is_blank, is_name, starts_property};
use super::lookahead::{Item, Lookahead, Next, is_quoted_property};
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
    // `<properties/` with properties after it: the `/` was not meant, nor the `/ >` before a line that was added.
    if let Some(end) = ahead.damaged_end(at)
        && !is_quoted_property(ahead.rest(ahead.skip_spaces(end)))
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
        None => ahead.foreign_comment(at..line_end).unwrap_or_else(|| stray_end(ahead, at..line_end, begins_line)),
    };
    let closer = comment.and_then(|comment| comment.closer);
    let is_header = !begins_line
        || ahead.goes_on(end)
        || ahead.goes_on_past_words(end)
        || closer.as_ref().is_some_and(|closer| ahead.would_hide_body(at, closer));
    if !is_header {
        let indent = ahead.source[..at].len() - ahead.source[..at].trim_end_matches(is_blank).len();
        return unclosed(ahead, at..line_end, at - indent);
    }
    match closer {
        Some(closer) => damaged_comment(ahead, at, &closer),
        None => skip_stray(ahead, at..end),
    }
}

/// Reports a comment whose `-->` is missing or misspelt.
fn damaged_comment(ahead: &Lookahead<'_>, at: usize, closer: &Range<usize>) -> Stray {
    let after = ahead.rest(closer.end).trim_start_matches(is_blank);
    let found = match ahead.source[closer.clone()].trim_matches(is_space) {
        "" if after.starts_with("/>") => "`/>`".to_owned(),
        "" if after.starts_with('>') => "`>`".to_owned(),
        "" => "the end of the line".to_owned(),
        closer => format!("`{closer}`"),
    };
    let message = format!("expected `-->` to end this comment, found {found}; the comment ends there");
    let error = Diagnostic::error(Code::HEADER_COMMENT, at..closer.end, message);
    let error = match closer.is_empty() {
        // A `-->` here would let properties count that were perhaps commented out.
        true if ahead.may_hide_properties(closer.end) => error,
        true => error.with_fix(closer.clone(), " -->"),
        false => error.with_fix(closer.clone(), "-->"),
    };
    Stray { next: Next::At(closer.end), found: Some(error) }
}

/// Where stray text on a line ends: at the next property or the end of the header, else with the line. What is
/// after `#` or `//` is commented out, properties too, and on a line of its own what is after `;` or `--`.
fn stray_end(ahead: &mut Lookahead<'_>, line: Range<usize>, begins_line: bool) -> usize {
    let text = &ahead.source[line.clone()];
    let is_commented_out = text.starts_with('#') || text.starts_with("//") || begins_line && is_foreign_sign(text);
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

/// Whether a line begins as a comment of another language does: `; later`, `-- later`.
fn is_foreign_sign(line: &str) -> bool {
    line.starts_with(';') || line.strip_prefix("--").is_some_and(|rest| rest.starts_with(is_blank))
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
    let is_comment = is_harmless
        || ["#", "//", "/*"].iter().any(|sign| text.starts_with(sign))
        || text.contains(is_space) && is_foreign_sign(text);
    // What is left of `supportTopicIds=1,⏎2,⏎3`.
    let is_item = || text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
    // Without its `-->`, a comment around properties would let them count.
    let is_mendable = text != "-->" && (is_comment || !holds_name() && !is_item());
    let found = if is_mendable { found.with_fix(range, "") } else { found };
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
