//! Making fixes until none is left.

use std::collections::{BTreeMap, HashMap};

use crate::article::Article;
use crate::diagnostic::{Applicability, Code, Diagnostic, Severity, apply};
use crate::limits::{self, Limits};
use crate::parse;
use crate::parser::Parser;
use crate::span::Span;

use super::checker::Checker;

/// Most times that an article is parsed again after fixes. Damaged headers take three; the bound is for what somebody
/// made up so that each fix brings the next.
const ROUNDS: usize = 20;

/// Most attempts in a round to find fixes that may be made among those that may not be made together.
const ATTEMPTS: usize = 16;

/// Most findings of a source that are looked at. With no more than a reader gets, fixes of an article that has more would
/// bring to light as many as they mend, and nothing would be better for them.
const FINDINGS: usize = 100 * limits::DIAGNOSTICS;

/// A source and the fixes that were made in it: what [`Checker::fix`] gives.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fixed {
    /// The source with the fixes made.
    pub source: String,
    /// How many fixes were made for each code.
    pub made: BTreeMap<Code, usize>,
    /// What is still found, with spans in the fixed source.
    pub left: Vec<Diagnostic>,
}

impl Fixed {
    /// Whether no fix was made.
    pub fn is_unchanged(&self) -> bool {
        self.made.is_empty()
    }

    /// The fixed source in the encoding of the `original` bytes of its file.
    ///
    /// `None` where other bytes than those of the fixes would change: bytes that were not of the encoding and are U+FFFD
    /// in the source.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::check::Checker;
    /// use selfhelp::diagnostic::Applicability;
    ///
    /// let bytes = b"<properties pageTitle=Gr\xF6\xDFe />\n";
    /// let article = Article::parse_bytes_lenient(bytes);
    /// let fixed = Checker::new().fix(article.source(), Applicability::Safe);
    /// assert_eq!(fixed.encoded(bytes).as_deref(), Some(&b"<properties pageTitle=\"Gr\xF6\xDFe\" />\n"[..]));
    /// ```
    pub fn encoded(&self, original: &[u8]) -> Option<Vec<u8>> {
        parse::decode(original).encoding.encode(&self.source).ok()
    }
}

/// A source on its way.
struct State {
    source: String,
    article: Article,
    /// What is found in it by the rules that are on by default or asked.
    found: Vec<Diagnostic>,
}

/// How many errors, warnings and notes there are: less is better, in this order.
type Score = [usize; 3];

/// What a fix may bring, as it was there before and nobody could see it: that a line is a heading now, as it was meant, and is
/// out of order or has nothing under it; that a list is inside another, and how deep; that an address is a link now, which, and
/// where none should be; of what type the article is, and so what it lacks; that a comment, which ends now, is between properties.
const BROUGHT: [Code; 20] = [
    Code::PROPERTY_MISSING,
    Code::STRAY_TEXT,
    Code::DESCRIPTION_MARKUP,
    Code::HEADING_EMPTY,
    Code::HEADING_RECOMMENDED,
    Code::HEADING_REPEATS_TITLE,
    Code::HEADING_SKIPPED,
    Code::HEADING_TITLE_REPEATED,
    Code::TITLE_MISSING,
    Code::TITLE_NOT_FIRST,
    Code::TITLE_ID,
    Code::LIST_DEEP,
    Code::LINK_AMBIGUOUS,
    Code::LINK_HTTP,
    Code::LINK_LOCALE,
    Code::LINK_REPEATED,
    Code::LINK_REVIEW,
    Code::LINK_SHORT,
    Code::LINK_TEXT_VAGUE,
    Code::LINK_WRAPPED,
];

impl State {
    fn new(source: String, checker: &Checker) -> State {
        let article = Parser::new().limits(Limits::new().diagnostics(FINDINGS)).parse_lenient(&source);
        let found = super::check(&article, FINDINGS, &checker.with_defaults());
        State { source, article, found }
    }

    fn score(&self) -> Score {
        let count = |severity| self.found.iter().filter(|found| found.severity == severity).count();
        [Severity::Error, Severity::Warning, Severity::Note].map(count)
    }

    /// Whether it has findings of a kind that `before` had fewer of.
    ///
    /// `##Steps` before an indented line is one paragraph with it; a heading would make code of that line.
    fn brings_more_than(&self, before: &State) -> bool {
        let mut counts: HashMap<&Code, isize> = HashMap::new();
        let read = self.payload_read_since(before);
        let is_outside = |found: &&Diagnostic| !read.is_some_and(|payload| payload.contains(found.span));
        self.found.iter().filter(is_outside).for_each(|found| *counts.entry(&found.code).or_default() += 1);
        before.found.iter().for_each(|found| *counts.entry(&found.code).or_default() -= 1);
        counts.into_iter().any(|(code, more)| more > 0 && !BROUGHT.contains(code))
    }

    /// Where the payload is that is JSON now and was none in `before`: what is odd in it could not be seen.
    fn payload_read_since(&self, before: &State) -> Option<Span> {
        let damages = |state: &State| state.found.iter().filter(|found| found.code == Code::PAYLOAD_JSON).count();
        let payload = self.article.payload()?;
        (damages(self) == 0 && damages(before) > 0).then_some(payload.span)
    }
}

pub(super) fn fix(checker: &Checker, source: &str, least: Applicability) -> Fixed {
    let mut state = State::new(source.to_owned(), checker);
    let mut made = BTreeMap::new();
    for _ in 0..ROUNDS {
        let Some((next, codes)) = round(checker, &state, least) else { break };
        state = next;
        for code in codes {
            *made.entry(code).or_default() += 1;
        }
    }
    let left = if state.found.len() > limits::DIAGNOSTICS {
        checker.check(&Article::parse_lenient(&state.source))
    } else {
        checker.check(&state.article)
    };
    Fixed { source: state.source, made, left }
}

/// Makes fixes for findings of one severity, the highest for which any can be made.
///
/// Those of a higher one come first and alone, so that a fix of an error never hides that one of a warning made something worse.
fn round(checker: &Checker, state: &State, least: Applicability) -> Option<(State, Vec<Code>)> {
    let is_wanted = |found: &&Diagnostic| {
        let applicability = found.fix.as_ref().and(found.code.rule()).and_then(|rule| rule.applicability());
        applicability.is_some_and(|it| it <= least) && checker.reports(&mut (*found).clone())
    };
    let wanted: Vec<&Diagnostic> = state.found.iter().filter(is_wanted).collect();
    let mut attempts = ATTEMPTS;
    [Severity::Error, Severity::Warning, Severity::Note].into_iter().find_map(|severity| {
        let batch: Vec<&Diagnostic> = wanted.iter().copied().filter(|found| found.severity == severity).collect();
        attempt(checker, state, &batch, &mut attempts)
    })
}

/// Makes the fixes of `batch`, or of a part of it where all together make something worse.
fn attempt(
    checker: &Checker,
    state: &State,
    batch: &[&Diagnostic],
    attempts: &mut usize,
) -> Option<(State, Vec<Code>)> {
    if batch.is_empty() || *attempts == 0 {
        return None;
    }
    *attempts -= 1;
    let (source, made) = apply(&state.source, batch.iter().copied());
    let next = State::new(source, checker);
    if next.score() < state.score() && !next.brings_more_than(state) {
        return Some((next, made.into_iter().map(|found| found.code.clone()).collect()));
    }
    let (first, second) = batch.split_at(batch.len() / 2);
    if first.is_empty() {
        return None;
    }
    attempt(checker, state, first, attempts).or_else(|| attempt(checker, state, second, attempts))
}
