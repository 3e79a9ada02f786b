//! [`Finding`]: a diagnostic with all that reports say about it.

use std::collections::HashMap;

use selfhelp::Article;
use selfhelp::diagnostic::{Applicability, Code, Diagnostic, Severity};
use selfhelp::span::{LineIndex, Span};
use serde::Serialize;

use crate::error::printable;

/// A diagnostic of the article at `path`. As JSON its names and their order are the tool's interface.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Finding {
    pub(crate) path: String,
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    #[serde(flatten)]
    pub(crate) extent: Extent,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) related: Option<Related>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fix: Option<Mend>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) help_url: Option<&'static str>,
    pub(crate) fingerprint: String,
}

/// A span in bytes of the article's text, and where it begins and ends; columns count characters.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Extent {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) end_line: u32,
    pub(crate) end_column: u32,
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Related {
    pub(crate) message: String,
    #[serde(flatten)]
    pub(crate) extent: Extent,
}

/// The fix of a finding.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Mend {
    pub(crate) applicability: Applicability,
    pub(crate) replacement: String,
    #[serde(flatten)]
    pub(crate) extent: Extent,
    /// Whether it would not be made with all others, as it would bring a new finding.
    #[serde(skip)]
    pub(crate) is_blocked: bool,
}

impl Finding {
    /// Whether it has a fix as sure as this that would be made.
    pub(crate) fn is_fixable(&self, applicability: Applicability) -> bool {
        self.fix.as_ref().is_some_and(|fix| fix.applicability == applicability && !fix.is_blocked)
    }
}

/// The findings of `diagnostics` in `article`, which is at `path`.
pub(crate) fn findings(path: &str, article: &Article, diagnostics: &[Diagnostic]) -> Vec<Finding> {
    if diagnostics.is_empty() {
        return Vec::new();
    }
    let (source, lines) = (article.source(), article.line_index());
    let mut same: HashMap<u64, u32> = HashMap::new();
    let finding = |found: &Diagnostic| {
        let hash = content(found, source, &lines);
        let count = same.entry(hash).or_default();
        *count += 1;
        let at = |span| Extent::new(span, source, &lines);
        Finding {
            path: path.to_owned(),
            code: found.code.clone(),
            severity: found.severity,
            message: printable(&found.message),
            extent: at(found.span),
            related: found.related.as_ref().map(|it| Related { message: printable(&it.message), extent: at(it.span) }),
            fix: found.fix.as_ref().map(|fix| Mend {
                applicability: applicability(found),
                replacement: fix.replacement.clone(),
                extent: at(fix.span),
                is_blocked: false,
            }),
            help_url: found.code.help_url(),
            fingerprint: format!("{:016x}", hashed(hash, &count.to_le_bytes())),
        }
    };
    diagnostics.iter().map(finding).collect()
}

/// How sure the fix of `found` is.
fn applicability(found: &Diagnostic) -> Applicability {
    found.code.rule().and_then(|rule| rule.applicability()).unwrap_or(Applicability::Suggested)
}

/// What a finding is about, wherever in the file it is: its code and the text of its line.
fn content(found: &Diagnostic, source: &str, lines: &LineIndex) -> u64 {
    let line = lines.position(source, found.span.start as usize).line;
    let text = lines.line_span(source, line).and_then(|line| source.get(line.range())).unwrap_or_default();
    hashed(hashed(FNV, found.code.as_str().as_bytes()), text.trim().as_bytes())
}

/// Where FNV-1a begins. It is used because it is the same in every version and on every machine.
pub(crate) const FNV: u64 = 0xCBF2_9CE4_8422_2325;

/// The hash of more `bytes` after those of `hash`.
pub(crate) fn hashed(hash: u64, bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
    step(bytes.iter().fold(hash, step), &0xFF)
}

impl Extent {
    fn new(span: Span, source: &str, lines: &LineIndex) -> Extent {
        let range = span.range();
        let (start, end) = (range.start.min(source.len()), range.end.min(source.len()));
        let (first, last) = (lines.position(source, start), lines.position(source, end));
        Extent { start, end, line: first.line, column: first.column, end_line: last.line, end_column: last.column }
    }
}
