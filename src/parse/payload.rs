//! Finding the JSON payload in a body (format §7).
//!
//! A payload is between two lines of `---`, after nothing but headings and comments. If the article's type says that it
//! has one, or if the text is unmistakably JSON, less is enough. Whatever is a payload by that must not be read as Markdown,
//! which would show its internal members: neither one whose start is damaged nor a second one.

mod line;
mod report;

use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::metadata::Metadata;
use crate::payload::Payload;
use crate::payload::json::{self, Document, Fault, Start};
use crate::source;
use crate::span::Span;
use crate::text::{Shared, Text};

use line::{Comments, Line};

/// The keys that distinguish the kinds of payload.
const DISTINGUISHING_KEYS: [&str; 4] = ["formElements", "recommendationTypeId", "supportTopics", "commonProblems"];

/// A stretch of a body.
pub(crate) enum Stretch {
    Markdown(Range<usize>),
    Payload(Payload),
}

/// Divides `body` into its payload and the Markdown around that; `None` if it has none.
pub(crate) fn split(
    source: &Shared,
    body: Range<usize>,
    metadata: &Metadata,
    found: &mut Diagnostics,
) -> Option<Vec<Stretch>> {
    let text = source.get(..body.end)?;
    let declared = metadata.self_help_type.as_ref().filter(|kind| kind.is_payload());
    let certainty = if declared.is_some() { Certainty::Declared } else { Certainty::Guessed };
    if declared.is_none() && memchr::memchr2(b'{', b'}', source[body.clone()].as_bytes()).is_none() {
        return None;
    }
    let comments = Comments::new(text);
    let mut next = find(text, body.start, certainty, &comments);
    if next.is_none() {
        found.extend(declared.map(|kind| report::missing(text, body.start, kind)));
        return None;
    }
    let (mut stretches, mut rest) = (Vec::with_capacity(3), body);
    while let Some(finding) = next {
        let is_second = !stretches.is_empty();
        next = another(text, &finding, certainty, &comments);
        report::report(text, &finding, is_second, next.as_ref(), &comments, found);
        let span = Span::from(finding.json.clone());
        stretches.push(Stretch::Markdown(rest.start..finding.opening.line.start));
        stretches.push(Stretch::Payload(Payload { text: Text::shared(source, span), span }));
        rest = finding.after;
    }
    stretches.push(Stretch::Markdown(rest));
    Some(stretches)
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
    /// Where it must end at the latest.
    limit: usize,
    /// What is after the payload.
    after: Range<usize>,
}

/// The first payload from `start` on: after headings and comments, or after any text where the article must have one or the
/// payload's keys are those of one.
fn find<'a>(text: &'a str, start: usize, certainty: Certainty, comments: &Comments<'_>) -> Option<Finding<'a>> {
    let is_declared = certainty == Certainty::Declared;
    let at = match opening(text, start, certainty, comments)? {
        Ok(opening) => {
            let is_sure = is_declared || opening.fence == Fence::Dashes && text[opening.json..].starts_with('{');
            let finding = Finding::new(text, opening, comments);
            if is_sure || finding.convinces(comments) {
                return Some(finding);
            }
            finding.limit
        }
        Err(at) => at,
    };
    if is_declared || has_dashes_before_json(text, at) { after_text(text, at, certainty, comments) } else { None }
}

/// A further payload after `first`, which nothing may come after: as Markdown it would show whatever is in it.
fn another<'a>(
    text: &'a str,
    first: &Finding<'_>,
    certainty: Certainty,
    comments: &Comments<'_>,
) -> Option<Finding<'a>> {
    let at = comments.skip(first.after.start).filter(|at| *at < text.len())?;
    let is_known = certainty == Certainty::Declared || first.document.has_key(&DISTINGUISHING_KEYS);
    let certainty = if is_known { Certainty::Declared } else { Certainty::Guessed };
    // The line that closes the first one opens the second, too.
    let directly = bare_object(text, &Line::at(text, at), certainty).filter(|_| certainty == Certainty::Declared);
    match directly {
        Some(opening) => Some(Finding::new(text, opening, comments)),
        None if has_dashes_before_json(text, at) => after_text(text, at, certainty, comments),
        None => None,
    }
}

/// Whether there may be JSON after dashes: a look for what hardly any article has, before its lines are read one by one.
fn has_dashes_before_json(text: &str, start: usize) -> bool {
    let rest = text.get(start..).unwrap_or_default();
    let dashes = memchr::memmem::find_iter(rest.as_bytes(), b"---").filter(|at| !rest[..*at].ends_with('-'));
    let mut after = dashes.map(|at| rest[at..].trim_start_matches('-'));
    let is_json = |after: &str| Start::of(after.trim_start_matches(line::is_blank)).is_some();
    after.any(|after| is_json(after) || after.trim_start().strip_prefix('"').is_some_and(is_json))
}

/// Where a payload begins after nothing but headings and comments; else where other text does.
fn opening(text: &str, start: usize, certainty: Certainty, comments: &Comments<'_>) -> Option<Result<Opening, usize>> {
    let mut at = comments.skip(start)?;
    while at < text.len() {
        let line = Line::at(text, at);
        let opening = opening_at(text, &line, certainty).or_else(|| bare_object(text, &line, certainty));
        if let Some(opening) = opening.filter(|opening| certainty == Certainty::Declared || !is_token(text, opening)) {
            return Some(Ok(opening));
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
    Some(Err(at))
}

/// The payload after a `---` line that JSON comes after, outside of code and comments.
fn after_text<'a>(text: &'a str, start: usize, certainty: Certainty, comments: &Comments<'_>) -> Option<Finding<'a>> {
    let mut at = start;
    let mut code: Option<source::Fence> = None;
    while at < text.len() {
        let line = Line::at(text, at);
        at = line.next;
        match &code {
            Some(fence) if line.closes(fence) => code = None,
            Some(_) => {}
            None => {
                let opening = opening_at(text, &line, certainty).filter(|opening| opening.code.is_none());
                if let Some(opening) =
                    opening.filter(|opening| certainty == Certainty::Declared || !is_token(text, opening))
                {
                    let finding = Finding::new(text, Opening { text_before: Some(start), ..opening }, comments);
                    if certainty == Certainty::Declared || finding.document.has_key(&DISTINGUISHING_KEYS) {
                        return Some(finding);
                    }
                    at = finding.limit;
                    continue;
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
    let Some(rest) = line.dashes() else { return odd_opening(text, line, certainty) };
    let range = line.start..line.end;
    let (fence, next) = match rest.trim() {
        "" if line.text == "---" => (Fence::Dashes, line.next),
        "" | "\"" => (Fence::Damaged(range), line.next),
        _ if Start::of(&text[line.end - rest.trim_start().len()..]).is_some() => {
            let json = line.end - rest.trim_start().len();
            (Fence::Damaged(line.start..json), json)
        }
        _ => return None,
    };
    let inner = Line::filled(text, next);
    if inner.code_fence().is_some() {
        return fenced_object(text, &inner, line.start, certainty);
    }
    let start = Start::of(&text[inner.start..]);
    start.is_some().then_some(Opening {
        fence,
        line: line.start..next,
        json: inner.start,
        code: None,
        text_before: None,
    })
}

/// The payload after a `line` that was perhaps meant as `---`: `—` of an editor, `***`, `<pre>`.
fn odd_opening(text: &str, line: &Line<'_>, certainty: Certainty) -> Option<Opening> {
    let is_declared = certainty == Certainty::Declared;
    let inner = match line.after_odd_dashes() {
        Some(rest) if is_declared => line.end - rest.len()..line.end,
        _ if line.is_odd_fence(is_declared) => {
            let inner = Line::filled(text, line.next);
            inner.start..inner.end
        }
        _ => return None,
    };
    let is_same = inner.end == line.end;
    let fence = Fence::Damaged(line.start..if is_same { inner.start } else { line.end });
    let next = if is_same { inner.start } else { line.next };
    let opening = Opening { fence, line: line.start..next, json: inner.start, code: None, text_before: None };
    (text[inner].starts_with('{') && !is_token(text, &opening)).then_some(opening)
}

/// A payload in a code fence that is on `line`; what opens the payload begins at `start`. Where the article must have a
/// payload, the fence need not name a language.
fn fenced_object(text: &str, line: &Line<'_>, start: usize, certainty: Certainty) -> Option<Opening> {
    let is_json = |language: &str| {
        language.eq_ignore_ascii_case("json") || certainty == Certainty::Declared && language.trim().is_empty()
    };
    let (code, _) = line.code_fence().filter(|(_, language)| is_json(language))?;
    let inner = Line::filled(text, line.next);
    let is_object =
        inner.text.starts_with('{') || certainty == Certainty::Declared && Start::of(&text[inner.start..]).is_some();
    is_object.then_some(Opening {
        fence: Fence::Damaged(line.start..line.end),
        line: start..line.next,
        json: inner.start,
        code: Some(code),
        text_before: None,
    })
}

/// A payload without any line that opens it. Where the article must have one, its start may be damaged; but `"Note": "read on"`
/// may be words.
fn bare_object(text: &str, line: &Line<'_>, certainty: Certainty) -> Option<Opening> {
    let rest = &text[line.start..];
    let is_damaged = |start: Start| match start.key_of(rest) {
        Some(key) => DISTINGUISHING_KEYS.iter().any(|known| known.eq_ignore_ascii_case(key)),
        None => true,
    };
    let is_object =
        line.text.starts_with('{') || certainty == Certainty::Declared && Start::of(rest).is_some_and(is_damaged);
    is_object.then_some(Opening {
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
    fn new(text: &'a str, opening: Opening, comments: &Comments<'_>) -> Finding<'a> {
        let end = End::find(text, &opening, comments);
        let json = text.get(opening.json..end.limit).unwrap_or_default();
        let mut document = json::read(json);
        let mut rest = Rest::Nothing;
        if document.fault.is_none() {
            rest = Rest::after(json, document.end);
        }
        if let Rest::Broken(at) = rest {
            if json[at..].starts_with('{') && document.has_key(&DISTINGUISHING_KEYS) {
                rest = Rest::Text(at); // another payload
            } else {
                document.fault = Some(Fault::trailing(json, at));
            }
        }
        if document.fault.is_none() && !json.starts_with('{') {
            document.fault = Some(Fault::expected(json, "`{`", 0));
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
        Finding { json: opening.json..opening.json + length, opening, document, closing, limit: end.limit, after }
    }

    /// Whether this is a payload although neither the article's type nor a `---` line says so: its keys are a payload's, or
    /// it is JSON and nothing is after it. In a code fence it is JSON in any case: what is not is an example.
    fn convinces(&self, comments: &Comments<'_>) -> bool {
        let is_json = self.document.fault.is_none();
        let is_last = || comments.skip(self.after.start).is_none_or(|at| at >= self.after.end);
        let is_known = || self.document.has_key(&DISTINGUISHING_KEYS);
        (is_json || self.opening.code.is_none()) && is_known() || is_json && is_last()
    }
}

/// Where a payload must end at the latest.
struct End {
    fence: Fence,
    limit: usize,
    after: usize,
}

impl End {
    fn find(text: &str, opening: &Opening, comments: &Comments<'_>) -> End {
        let find = || {
            let mut at = opening.json;
            while let Some(line) = End::candidate(text, at, opening.code.as_ref()) {
                let closed = match &opening.code {
                    Some(code) => line.closes(code),
                    None => line.dashes().is_some_and(|rest| matches!(rest.trim(), "" | "\"")),
                };
                if closed {
                    return Some(line.start);
                }
                at = line.next;
            }
            None
        };
        let closing = if opening.code.is_some() { find() } else { comments.closing(opening.json, find) };
        match closing {
            Some(start) => End::at(text, &Line::at(text, start), opening),
            None if opening.code.is_none() => End::odd(text, opening.json, comments),
            None => End::missing(text),
        }
    }

    fn missing(text: &str) -> End {
        End { fence: Fence::Missing, limit: text.len(), after: text.len() }
    }

    /// Where a line that was perhaps meant as `---` ends the payload at `at`, which no such line does: after one that ends as an
    /// object does.
    #[cold]
    fn odd(text: &str, at: usize, comments: &Comments<'_>) -> End {
        let find = || {
            let (mut at, mut is_after_object) = (at, false);
            while at < text.len() {
                let line = Line::at(text, at);
                if is_after_object && line.is_odd_fence(true) {
                    return Some(line.start);
                }
                is_after_object = line.text.ends_with(['}', ']']) || is_after_object && line.text.is_empty();
                at = line.next;
            }
            None
        };
        let Some(start) = comments.odd_closing(at, find) else { return End::missing(text) };
        let line = Line::at(text, start);
        End { fence: Fence::Damaged(line.start..line.end), limit: line.start, after: line.next }
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
        if same.dashes().is_some_and(|rest| rest.trim().is_empty()) || same.is_odd_fence(true) {
            return Rest::Dashes(same.start..same.end);
        }
        if !same.text.is_empty() && !same.text.starts_with("<!--") {
            return Rest::Broken(same.start);
        }
        let rest = Line::filled(json, end);
        match rest.text.chars().next() {
            None => Rest::Nothing,
            Some('{' | '}' | '[' | ']' | ',' | ':' | '"') => Rest::Broken(rest.start),
            Some(_) if rest.is_odd_fence(true) => Rest::Dashes(rest.start..rest.end),
            Some(_) => Rest::Text(rest.start),
        }
    }
}
