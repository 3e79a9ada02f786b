//! Finding the JSON payload in a body (format §7).
//!
//! A payload is between two lines of `---`, after nothing but headings and comments. If the article's type says that it
//! has one, or if the text is unmistakably JSON, less is enough.

mod line;
mod report;

use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::metadata::Metadata;
use crate::payload::Payload;
use crate::payload::json::{self, Document, Fault};
use crate::source;
use crate::span::Span;
use crate::text::{Shared, Text};

use line::{Comments, Line};

/// The keys that distinguish the kinds of payload.
const DISTINGUISHING_KEYS: [&str; 4] = ["formElements", "recommendationTypeId", "supportTopics", "commonProblems"];

/// A body with a payload in it.
pub(crate) struct Split {
    /// Markdown before the payload.
    pub(crate) before: Range<usize>,
    /// The payload.
    pub(crate) payload: Payload,
    /// Markdown after it.
    pub(crate) after: Range<usize>,
}

/// Finds the payload in `body`, if it has one.
pub(crate) fn payload(
    source: &Shared,
    body: Range<usize>,
    metadata: &Metadata,
    found: &mut Diagnostics,
) -> Option<Split> {
    let text = source.get(..body.end)?;
    let declared = metadata.self_help_type.as_ref().filter(|kind| kind.is_payload());
    let certainty = if declared.is_some() { Certainty::Declared } else { Certainty::Guessed };
    if declared.is_none() && memchr::memchr(b'{', source[body.clone()].as_bytes()).is_none() {
        return None;
    }
    let comments = Comments::new(text);
    let Some(finding) = find(text, body.start, certainty, &comments) else {
        found.extend(declared.map(|kind| report::missing(text, body.start, kind)));
        return None;
    };
    report::report(text, &finding, &comments, found);
    let span = Span::from(finding.json.clone());
    let payload = Payload { text: Text::shared(source, span), span };
    Some(Split { before: body.start..finding.opening.line.start, payload, after: finding.after })
}

/// Whether the article's type says that it has a payload.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Declared,
    Guessed,
}

/// How a line that should be `---` is written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fence {
    /// `---`
    Dashes,
    /// `---"`, `-----`, `---{` or a code fence, at this range.
    Damaged(Range<usize>),
    /// There is none.
    Missing,
}

/// Where a payload begins.
#[derive(Debug)]
struct Opening {
    fence: Fence,
    /// The range of the fence; empty where there is none.
    line: Range<usize>,
    /// Where the JSON begins, at its `{`.
    json: usize,
    /// The code fence around the JSON.
    code: Option<source::Fence>,
    /// Where text other than headings and comments begins before the payload.
    text_before: Option<usize>,
}

/// A payload with all that was found about it.
struct Finding<'a> {
    opening: Opening,
    json: Range<usize>,
    document: Document<'a>,
    closing: Fence,
    /// What is after the payload.
    after: Range<usize>,
}

fn find<'a>(text: &'a str, start: usize, certainty: Certainty, comments: &Comments<'_>) -> Option<Finding<'a>> {
    let opening = opening(text, start, certainty, comments)?;
    let sure = certainty == Certainty::Declared || opening.fence == Fence::Dashes;
    let finding = Finding::new(text, opening);
    (sure || finding.convinces(comments)).then_some(finding)
}

/// The beginning of the payload: after headings and comments, or after any text where the article must have one.
fn opening(text: &str, start: usize, certainty: Certainty, comments: &Comments<'_>) -> Option<Opening> {
    let mut at = comments.skip(start)?;
    while at < text.len() {
        let line = Line::at(text, at);
        let opening = opening_at(text, &line, certainty).or_else(|| bare_object(&line));
        if let Some(opening) = opening.filter(|opening| certainty == Certainty::Declared || !is_token(text, opening)) {
            return Some(opening);
        }
        let next = if line.is_heading() {
            comments.line_end(line.start)?
        } else if line.dashes().is_some() {
            line.next
        } else if let Some(next) = underlined(text, &line, certainty) {
            next
        } else {
            break;
        };
        at = comments.skip(next)?;
    }
    if certainty == Certainty::Declared { opening_after_text(text, at, comments) } else { None }
}

/// A `---` line followed by `{`, outside of code and comments.
fn opening_after_text(text: &str, start: usize, comments: &Comments<'_>) -> Option<Opening> {
    let mut at = start;
    let mut code: Option<source::Fence> = None;
    while at < text.len() {
        let line = Line::at(text, at);
        at = line.next;
        match &code {
            Some(fence) if line.closes(fence) => code = None,
            Some(_) => {}
            None => {
                if let Some(opening) =
                    opening_at(text, &line, Certainty::Declared).filter(|opening| opening.code.is_none())
                {
                    return Some(Opening { text_before: Some(start), ..opening });
                }
                code = line.code_fence().map(|(fence, _)| fence);
                if code.is_none() {
                    at = comments.line_end(line.start)?;
                }
            }
        }
    }
    None
}

/// The payload that `line` opens: with dashes, with a code fence, or with both.
fn opening_at(text: &str, line: &Line<'_>, certainty: Certainty) -> Option<Opening> {
    if line.code_fence().is_some() {
        return fenced_object(text, line, line.start, certainty);
    }
    let rest = line.dashes()?;
    let range = line.start..line.end;
    let (fence, next) = match rest.trim() {
        "" if line.text == "---" => (Fence::Dashes, line.next),
        "" | "\"" => (Fence::Damaged(range), line.next),
        object if object.starts_with('{') => {
            let json = line.end - rest.trim_start().len();
            (Fence::Damaged(line.start..json), json)
        }
        _ => return None,
    };
    let inner = Line::filled(text, next);
    if inner.code_fence().is_some() {
        return fenced_object(text, &inner, line.start, certainty);
    }
    let object = inner.text.starts_with('{');
    object.then_some(Opening { fence, line: line.start..next, json: inner.start, code: None, text_before: None })
}

/// A payload in a code fence that is on `line`; what opens the payload begins at `start`. Where the article must have a
/// payload, the fence need not name a language.
fn fenced_object(text: &str, line: &Line<'_>, start: usize, certainty: Certainty) -> Option<Opening> {
    let is_json = |language: &str| {
        language.eq_ignore_ascii_case("json") || certainty == Certainty::Declared && language.trim().is_empty()
    };
    let (code, _) = line.code_fence().filter(|(_, language)| is_json(language))?;
    let inner = Line::filled(text, line.next);
    let object = inner.text.starts_with('{');
    object.then_some(Opening {
        fence: Fence::Damaged(line.start..line.end),
        line: start..line.next,
        json: inner.start,
        code: Some(code),
        text_before: None,
    })
}

/// A payload without any line that opens it.
fn bare_object(line: &Line<'_>) -> Option<Opening> {
    let object = line.text.starts_with('{');
    object.then_some(Opening {
        fence: Fence::Missing,
        line: line.start..line.start,
        json: line.start,
        code: None,
        text_before: None,
    })
}

/// Whether what begins with `{` is a `{Token}` of the host (format §4) or a template's tag rather than JSON.
fn is_token(text: &str, opening: &Opening) -> bool {
    let inner = text.get(opening.json..).and_then(|json| json.strip_prefix('{')).unwrap_or_default();
    let name = inner.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | ' '));
    inner.starts_with(['{', '%', '#']) || (name.len() < inner.trim_start().len() && name.starts_with('}'))
}

/// The end of a heading that is underlined with `===` or `---`, where `line` begins one. A payload's own `---` line
/// underlines nothing.
fn underlined(text: &str, line: &Line<'_>, certainty: Certainty) -> Option<usize> {
    let below = Line::at(text, line.next);
    let underlines = |c: char| !below.text.is_empty() && below.text.trim_matches(c).is_empty();
    let payload = || certainty == Certainty::Declared && opening_at(text, &below, certainty).is_some();
    (line.is_text() && (underlines('=') || (underlines('-') && !payload()))).then_some(below.next)
}

impl<'a> Finding<'a> {
    fn new(text: &'a str, opening: Opening) -> Finding<'a> {
        let end = End::find(text, &opening);
        let json = text.get(opening.json..end.limit).unwrap_or_default();
        let mut document = json::read(json);
        let mut rest = Rest::Nothing;
        if document.fault.is_none() {
            rest = Rest::after(json, document.end);
        }
        if let Rest::Broken(at) = rest {
            document.fault = Some(Fault::trailing(json, at));
        }
        let length = if document.fault.is_some() { json.trim_end().len() } else { document.end };
        let ends_body = text.get(end.after..).unwrap_or_default().trim().is_empty();
        let (closing, after) = match rest {
            Rest::Nothing | Rest::Broken(_) => (end.fence, end.after..text.len()),
            Rest::Dashes(dashes) => {
                let range = opening.json + dashes.start..opening.json + dashes.end;
                (Fence::Damaged(range.clone()), range.end..text.len())
            }
            // The line that would have closed the payload closes the text after it, which stays what it is.
            Rest::Text(at) if ends_body => (end.fence, opening.json + at..end.limit),
            Rest::Text(at) => (Fence::Missing, opening.json + at..text.len()),
        };
        Finding { json: opening.json..opening.json + length, opening, document, closing, after }
    }

    /// Whether this is a payload although neither the article's type nor a `---` line says so: it is JSON, and
    /// nothing is after it or its keys are a payload's.
    fn convinces(&self, comments: &Comments<'_>) -> bool {
        self.document.fault.is_none()
            && (comments.skip(self.after.start).is_none_or(|at| at >= self.after.end)
                || self.document.has_key(&DISTINGUISHING_KEYS))
    }
}

/// Where a payload must end at the latest.
struct End {
    fence: Fence,
    limit: usize,
    after: usize,
}

impl End {
    fn find(text: &str, opening: &Opening) -> End {
        let mut at = opening.json;
        while let Some(line) = End::candidate(text, at, opening.code.as_ref()) {
            let closed = match &opening.code {
                Some(code) => line.closes(code),
                None => line.dashes().is_some_and(|rest| matches!(rest.trim(), "" | "\"")),
            };
            if closed {
                return End::at(text, &line, opening);
            }
            at = line.next;
        }
        End { fence: Fence::Missing, limit: text.len(), after: text.len() }
    }

    /// The next line from `at` on that could close the payload. Looking for its dashes, not at each line, matters: JSON
    /// is read hardly slower than its lines are.
    fn candidate<'a>(text: &'a str, at: usize, code: Option<&source::Fence>) -> Option<Line<'a>> {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = match code {
            Some(_) => 0,
            None => {
                let dashes = memchr::memmem::find(rest.as_bytes(), b"---")?;
                rest.get(..dashes)?.rfind(['\n', '\r']).map_or(0, |end| end + 1)
            }
        };
        Some(Line::at(text, at + start))
    }

    fn at(text: &str, line: &Line<'_>, opening: &Opening) -> End {
        let fence = match (line.text, &opening.code) {
            ("---", _) | (_, Some(_)) => Fence::Dashes,
            _ => Fence::Damaged(line.start..line.end),
        };
        let below = Line::filled(text, line.next);
        let after = if opening.code.is_some() && below.text == "---" { below.next } else { line.next };
        End { fence, limit: line.start, after }
    }
}

/// What is after a JSON value, up to the line that closes the payload. Offsets count from the value's text.
enum Rest {
    Nothing,
    /// Dashes on the value's last line.
    Dashes(Range<usize>),
    /// Text on lines of its own.
    Text(usize),
    /// Something that belongs to the JSON and breaks it.
    Broken(usize),
}

impl Rest {
    fn after(json: &str, end: usize) -> Rest {
        let same = Line::at(json, end);
        if let Some("") = same.dashes().map(str::trim) {
            return Rest::Dashes(same.start..same.end);
        }
        if !same.text.is_empty() && !same.text.starts_with("<!--") {
            return Rest::Broken(same.start);
        }
        let rest = Line::filled(json, end);
        match rest.text.chars().next() {
            None => Rest::Nothing,
            Some('{' | '}' | '[' | ']' | ',' | ':' | '"') => Rest::Broken(rest.start),
            Some(_) => Rest::Text(rest.start),
        }
    }
}
