//! What is reported about a payload that was found, or that should have been.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::metadata::SelfHelpType;
use crate::payload::json::{Document, Fault};
use crate::source::shortened;
use crate::span::Span;

use super::line::{Comments, Line};
use super::{Fence, Finding};

/// An article of a payload type has none.
pub(super) fn missing(text: &str, start: usize, kind: &SelfHelpType) -> Diagnostic {
    let first = Line::filled(text, start);
    let message = format!("expected a JSON payload as `selfHelpType` is `{kind}`, found none");
    Diagnostic::warning(Code::PAYLOAD_MISSING, first.start..first.end, message)
}

/// Reports everything worth reporting about `finding`: whether it is a second payload, what is around it, and what is in it.
/// The `next` payload has a diagnostic of its own.
pub(super) fn report(
    text: &str,
    finding: &Finding<'_>,
    is_second: bool,
    next: Option<&Finding<'_>>,
    comments: &Comments<'_>,
    found: &mut Diagnostics,
) {
    if is_second {
        let message = "expected one payload, found another one after it";
        found.push(Diagnostic::error(Code::PAYLOAD_JSON, line_span(text, finding.json.start), message));
    } else {
        opening(finding, found);
    }
    if let Some(at) = finding.opening.text_before.filter(|_| !is_second) {
        let message = "expected only headings and comments before the payload, found text, which is kept as Markdown";
        found.push(Diagnostic::warning(Code::PAYLOAD_TEXT, line_span(text, at), message));
    }
    let json = text.get(finding.json.clone()).unwrap_or_default();
    match &finding.document.fault {
        None => accepted(json, finding.json.start, &finding.document, found),
        Some(fault) => found.push(refused(fault, finding.json.start)),
    }
    closing(text, finding, found);
    let end = next.map_or(finding.after.end, |next| next.opening.line.start);
    if let Some(at) = comments.skip(finding.after.start).filter(|at| *at < end) {
        let message = "expected nothing after the payload, found text, which is kept as Markdown";
        found.push(Diagnostic::warning(Code::PAYLOAD_TEXT, line_span(text, at), message));
    }
}

fn opening(finding: &Finding<'_>, found: &mut Diagnostics) {
    let message = "expected a line of `---` before the payload";
    match &finding.opening.fence {
        Fence::Dashes => {}
        Fence::Damaged(range) => {
            let what = if finding.opening.code.is_some() { "a code fence" } else { "a damaged one" };
            let warning = Diagnostic::warning(Code::PAYLOAD_FENCE, range.clone(), format!("{message}, found {what}"));
            let fix = if range.end == finding.opening.json { "---\n" } else { "---" };
            found.push(if finding.opening.code.is_some() { warning } else { warning.with_fix(range.clone(), fix) });
        }
        Fence::Missing => {
            let at = finding.opening.json;
            let message = format!("{message}, found none");
            found.push(Diagnostic::warning(Code::PAYLOAD_FENCE, at..at + 1, message).with_fix(at..at, "---\n"));
        }
    }
}

fn closing(text: &str, finding: &Finding<'_>, found: &mut Diagnostics) {
    let message = "expected a line of `---` after the payload";
    match &finding.closing {
        Fence::Dashes => {}
        Fence::Damaged(range) => {
            let own_line = text
                .get(..range.start)
                .is_some_and(|before| before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']));
            let fix = if own_line { "---" } else { "\n---" };
            let message = format!("{message}, found a damaged one");
            found.push(Diagnostic::warning(Code::PAYLOAD_FENCE, range.clone(), message).with_fix(range.clone(), fix));
        }
        Fence::Missing => {
            let at = finding.json.end;
            let message = format!("{message}, found none");
            found.push(Diagnostic::warning(Code::PAYLOAD_FENCE, at..at, message).with_fix(at..at, "\n---"));
        }
    }
}

fn line_span(text: &str, at: usize) -> Span {
    let line = Line::at(text, at);
    Span::new(line.start, line.end)
}

fn refused(fault: &Fault, start: usize) -> Diagnostic {
    let message = format!("the payload is not JSON and is kept as text: {}", fault.message);
    let mut error = Diagnostic::error(Code::PAYLOAD_JSON, start + fault.at.start..start + fault.at.end, message);
    if let Some((at, replacement)) = &fault.fix {
        error = error.with_fix(start + at.start..start + at.end, &**replacement);
    }
    match fault.line_end {
        None => error,
        Some(at) => {
            let at = start + at;
            error.with_related(at..at + 1, "a string runs over this line end; its closing `\"` may be missing")
        }
    }
}

fn accepted(json: &str, start: usize, document: &Document<'_>, found: &mut Diagnostics) {
    if let Some(controls) = &document.controls {
        let name = match json.as_bytes().get(controls.first) {
            Some(b'\t') => "a raw tab".to_owned(),
            Some(b'\n' | b'\r') => "a raw line end".to_owned(),
            other => format!("a raw U+{:04X}", other.copied().unwrap_or_default()),
        };
        let others = match controls.count {
            1 => String::new(),
            count => format!(", the first of {count} raw control characters"),
        };
        let at = start + controls.first;
        let message = format!("expected an escape in a string of the payload, found {name}{others}");
        found.push(Diagnostic::warning(Code::PAYLOAD_CONTROL, at..at + 1, message));
    }
    if document.repeated {
        for repeat in document.repeats() {
            let key = json.get(repeat.again.clone()).unwrap_or_default();
            let message = format!("key `{}` is given twice in one object; the last one counts", named(key));
            let (first, again) = (repeat.first, repeat.again);
            found.push(
                Diagnostic::warning(Code::PAYLOAD_KEY_REPEATED, start + again.start..start + again.end, message)
                    .with_related(start + first.start..start + first.end, "the first one is here"),
            );
        }
    }
}

/// How much of a key a message repeats, in characters.
const KEY_LENGTH: usize = 40;

/// A key as a message names it, without its quotes.
fn named(key: &str) -> std::borrow::Cow<'_, str> {
    shortened(key.trim_matches('"'), KEY_LENGTH)
}
