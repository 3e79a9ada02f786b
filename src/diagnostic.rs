//! Diagnostics: what the parser recovered from and what the checks found.
//!
//! Spans are bytes of [`Article::source`](crate::Article::source); [`line_index`](crate::Article::line_index) makes lines
//! and columns of them:
//!
//! ```
//! use selfhelp::Article;
//!
//! let article = Article::parse_lenient("<properties articleId=\"fabrikam-disks\" />\n# Disks\n\n##Steps\n");
//! let (source, lines) = (article.source(), article.line_index());
//! let mut shown = String::new();
//! for found in article.check() {
//!     let place = lines.position(source, found.span.start as usize);
//!     let line = lines.line_span(source, place.line).and_then(|line| source.get(line.range())).unwrap_or_default();
//!     let (severity, code, message) = (found.severity, &found.code, &found.message);
//!     shown += &format!("{}:{}: {severity}[{code}]: {message}\n", place.line, place.column);
//!     shown += &format!("{}\n{:>2$}\n", line.trim_end(), "^", place.column as usize);
//! }
//! assert_eq!(shown, "4:1: warning[heading-space]: expected a space after `##` of a heading, found `S`\n##Steps\n^\n");
//! ```

mod code;
mod rule;
mod rules;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::limits;
use crate::span::Span;

pub use code::Code;
pub use rule::{Applicability, Group, Rule};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Worth knowing; the result is as the author meant it.
    Note,
    /// Recovered from, and the result may not be what the author meant.
    Warning,
    /// The metadata or the payload cannot be trusted; strict parsing stops here.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Another place that a diagnostic speaks of, such as the first of two properties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A change to the source that would mend what a diagnostic reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What to replace; empty to insert.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
}

impl Fix {
    /// The source with the change made; none when the fix does not lie in it.
    ///
    /// Spans are those of the source as parsed, and fixes may meet in one place: for more than one, use [`apply_fixes`].
    ///
    /// ```
    /// use selfhelp::diagnostic::Fix;
    /// use selfhelp::span::Span;
    ///
    /// let fix = Fix { span: Span::new(2, 2), replacement: " ".to_owned() };
    /// assert_eq!(fix.apply("##Steps").as_deref(), Some("## Steps"));
    /// assert_eq!(fix.apply("#"), None);
    /// ```
    pub fn apply(&self, source: &str) -> Option<String> {
        let range = self.span.range();
        source.get(range.clone())?;
        Some([source.get(..range.start)?, &self.replacement, source.get(range.end..)?].concat())
    }
}

/// The `source` with the fixes of all `diagnostics` made that get on with each other.
///
/// Fixes are made in document order. Of insertions at the same place the one of the earlier diagnostic comes first, and
/// an insertion comes before what is replaced there. A fix that overlaps one already made is left out, as is one that does
/// not lie in the source: parse the result again to find what it was about.
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::diagnostic::apply_fixes;
///
/// let article = Article::parse_lenient("<properties articleId=\"fabrikam-disks");
/// let mended = apply_fixes(article.source(), &article.check());
/// assert_eq!(mended, "<properties articleId=\"fabrikam-disks\"/>");
/// assert!(Article::parse(&mended)?.check().is_empty());
/// # Ok::<(), selfhelp::ParseError>(())
/// ```
pub fn apply_fixes(source: &str, diagnostics: &[Diagnostic]) -> String {
    apply(source, diagnostics).0
}

/// As [`apply_fixes`], with the diagnostics whose fixes were made.
pub(crate) fn apply<'d>(
    source: &str,
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
) -> (String, Vec<&'d Diagnostic>) {
    let fixes = diagnostics.into_iter().filter_map(|found| Some((found, found.fix.as_ref()?)));
    let mut fixes: Vec<(&Diagnostic, &Fix)> = fixes.collect();
    fixes.sort_by_key(|(_, fix)| (fix.span.start, !fix.span.is_empty()));
    let mut mended = String::with_capacity(source.len());
    let mut done = 0;
    fixes.retain(|(_, fix)| {
        let range = fix.span.range();
        let fits = range.start >= done && source.get(range.clone()).is_some();
        if fits {
            mended.push_str(&source[done..range.start]);
            mended.push_str(&fix.replacement);
            done = range.end;
        }
        fits
    });
    mended.push_str(&source[done..]);
    (mended, fixes.into_iter().map(|(found, _)| found).collect())
}

/// One finding about an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Which kind of finding.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The place it is about.
    pub span: Span,
    /// What is wrong and what was expected, in lower case and without a full stop.
    pub message: String,
    /// Another place that belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub related: Option<Related>,
    /// A change that would mend it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

impl Diagnostic {
    pub(crate) fn error(code: Code, span: impl Into<Span>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, span.into(), message.into())
    }

    pub(crate) fn warning(code: Code, span: impl Into<Span>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, code, span.into(), message.into())
    }

    pub(crate) fn note(code: Code, span: impl Into<Span>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Note, code, span.into(), message.into())
    }

    pub(crate) fn new(severity: Severity, code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic { code, severity, span, message, related: None, fix: None }
    }

    pub(crate) fn with_related(mut self, span: impl Into<Span>, message: impl Into<String>) -> Diagnostic {
        self.related = Some(Related { span: span.into(), message: message.into() });
        self
    }

    pub(crate) fn with_fix(mut self, span: impl Into<Span>, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span: span.into(), replacement: replacement.into() });
        self
    }
}

/// Diagnostics as they are found, up to a limit.
///
/// Any error decides about strictness, so errors are left out last, and never all of them. Of the others as many of each
/// severity are kept as there may be in all, and of errors more; which of them stay is known when all are there.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostics {
    kept: Vec<Diagnostic>,
    /// How many of each severity are kept.
    counts: [usize; 3],
    most: usize,
    /// The first that was left out.
    left_out: Option<Span>,
}

impl Diagnostics {
    /// None yet, and `most` of them in the end.
    pub(crate) fn up_to(most: usize) -> Diagnostics {
        Diagnostics { kept: Vec::new(), counts: [0; 3], most, left_out: None }
    }

    pub(crate) fn push(&mut self, found: Diagnostic) {
        /// Of errors so many times more are kept: each decides about strictness, and some are taken back.
        const ERRORS: usize = 8;
        let count = &mut self.counts[found.severity as usize];
        let most = match found.severity {
            Severity::Error => self.most.max(1).saturating_mul(ERRORS),
            Severity::Warning | Severity::Note => self.most,
        };
        if *count < most {
            *count += 1;
            self.kept.push(found);
        } else {
            self.leave_out(found.span);
        }
    }

    /// Adds all that `others` kept.
    #[inline]
    pub(crate) fn append(&mut self, others: Diagnostics) {
        // Nearly always there are none.
        if others.is_empty() {
            return;
        }
        others.left_out.into_iter().for_each(|first| self.leave_out(first));
        self.counts.iter_mut().zip(others.counts).for_each(|(count, more)| *count += more);
        self.kept.extend(others.kept);
    }

    /// Takes back those with this code that begin at `start` or later, and what was left out there.
    pub(crate) fn take_back(&mut self, code: &Code, start: u32) {
        self.retain(|found| found.code != *code || found.span.start < start);
        self.left_out = self.left_out.filter(|first| first.start < start);
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.left_out.is_none()
    }

    /// Keeps those for which `keeps` holds, which may change their severity.
    pub(crate) fn retain(&mut self, keeps: impl FnMut(&mut Diagnostic) -> bool) {
        self.kept.retain_mut(keeps);
        self.counts = [0; 3];
        self.kept.iter().for_each(|found| self.counts[found.severity as usize] += 1);
    }

    /// Sorts them by where they begin, then by where they end.
    pub(crate) fn sort(&mut self) {
        self.kept.sort_by_key(|found| (found.span.start, found.span.end));
    }

    /// Where the first is that was left out.
    pub(crate) fn left_out(&self) -> Option<Span> {
        self.left_out
    }

    /// Counts one at `span` as left out.
    pub(crate) fn leave_out(&mut self, span: Span) {
        self.left_out = Some(self.left_out.map_or(span, |first| first.min(span)));
    }

    /// Those that stay, in document order, and one more where others were left out.
    pub(crate) fn into_vec(mut self) -> Vec<Diagnostic> {
        self.kept.sort_by_key(|found| found.span.start);
        if self.kept.len() <= self.most && self.left_out.is_none() {
            return self.kept;
        }
        let mut room = self.most.max(1);
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let count = &mut self.counts[severity as usize];
            *count = room.min(*count);
            room -= *count;
        }
        let all = std::mem::take(&mut self.kept);
        for found in all {
            match self.counts[found.severity as usize].checked_sub(1) {
                Some(left) => {
                    self.counts[found.severity as usize] = left;
                    self.kept.push(found);
                }
                None => self.leave_out(found.span),
            }
        }
        if let Some(first) = self.left_out {
            let message = format!(
                "expected at most {} diagnostics, found more; further ones are left out, notes first and errors last",
                self.most
            );
            let place = self.kept.partition_point(|found| found.span.start <= first.start);
            self.kept.insert(place, Diagnostic::warning(Code::DIAGNOSTICS, first, message));
        }
        self.kept
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, found: I) {
        found.into_iter().for_each(|found| self.push(found));
    }
}

impl Default for Diagnostics {
    fn default() -> Diagnostics {
        Diagnostics::up_to(limits::DIAGNOSTICS)
    }
}
