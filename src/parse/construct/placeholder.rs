//! Pairing placeholder markers (format §4): which markers make a placeholder, and what its default is.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Comments;

use super::marker::{Marker, Spelling};
use super::scan::Token;
use super::{Construct, Constructs, Kind, Placeholder};

/// Makes placeholders, and comments, of the tokens that are not section markers.
pub(super) fn pair(constructs: &mut Constructs, body: &str, base: usize, tokens: &[Token<'_>]) {
    let tokens: Vec<&Token<'_>> = tokens
        .iter()
        .filter(|token| !matches!(token.marker, Marker::SectionOpen(_) | Marker::SectionClose(_)))
        .collect();
    let scanned = constructs.all.len();
    let mut pairing = Pairing { body, base, scanned, constructs, runs: Runs::new(body, &tokens) };
    for block in tokens.chunk_by(|a, b| (a.block, a.code) == (b.block, b.code)) {
        pairing.block(block);
    }
    pairing.drop_covered();
}

struct Pairing<'s, 't> {
    body: &'t str,
    base: usize,
    /// How many constructs the scan found, in order; those after them are ours.
    scanned: usize,
    constructs: &'s mut Constructs,
    runs: Runs<'s, 't>,
}

/// What ends a placeholder.
enum End {
    /// A closer, or an opener in its stead, at this index.
    At(usize),
    /// Nothing.
    Missing,
}

impl<'t> Pairing<'_, 't> {
    fn block(&mut self, tokens: &[&Token<'_>]) {
        let mut at = 0;
        while let Some(&token) = tokens.get(at) {
            match token.marker {
                Marker::Open { name, spelling } => {
                    self.report_spelling(token, spelling);
                    match self.end(tokens, at, name, spelling) {
                        End::At(end) => {
                            self.paired(&tokens[at..=end], name);
                            at = end;
                        }
                        End::Missing => self.unclosed(tokens, at, name, spelling),
                    }
                }
                Marker::Bare { name } => match bare_end(tokens, at, name) {
                    Some(end) => {
                        self.report(
                            Code::PLACEHOLDER_DAMAGED,
                            &token.range,
                            format!("expected `<!--${name}-->`, found `<!--{name}-->`"),
                        );
                        self.paired(&tokens[at..=end], name);
                        at = end;
                    }
                    None => self.comment(token),
                },
                Marker::BareClose { .. } => self.comment(token),
                Marker::Close { name, .. } => {
                    self.report(
                        Code::PLACEHOLDER_UNOPENED,
                        &token.range,
                        format!("expected `<!--${name}-->` before this closer, found none"),
                    );
                    self.push(token.range.clone(), Kind::Stray);
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// A token that is no marker after all.
    fn comment(&mut self, token: &Token<'_>) {
        self.push(token.range.clone(), if token.fills_lines { Kind::CommentBlock } else { Kind::Comment });
    }

    /// Finds what ends the placeholder that opens at index `open`. Without its dollar, `<!--/name-->` ends it if nothing else does.
    fn end(&mut self, tokens: &[&Token<'_>], open: usize, name: &str, spelling: Spelling) -> End {
        let is_bare = |token: &&Token<'_>| matches!(token.marker, Marker::BareClose { name: other } if other == name);
        match self.true_end(tokens, open, name, spelling) {
            End::Missing if spelling != Spelling::Parenthesised => {
                let mut after =
                    tokens[open + 1..].iter().take_while(|token| !matches!(token.marker, Marker::Open { .. }));
                after.position(is_bare).map_or(End::Missing, |index| End::At(open + 1 + index))
            }
            end => end,
        }
    }

    /// As [`end`](Self::end), but for closers without their dollar, up to the next opener.
    fn true_end(&mut self, tokens: &[&Token<'_>], open: usize, name: &str, spelling: Spelling) -> End {
        for (index, token) in tokens.iter().enumerate().skip(open + 1) {
            match token.marker {
                Marker::Close { name: other, .. } if other == name => return End::At(index),
                Marker::Close { name: other, .. } if is_misspelling(name, other) => {
                    let message = format!("expected `<!--/${name}-->`, found `{}`", &self.body[token.range.clone()]);
                    self.report_with_opener(Code::PLACEHOLDER_MISMATCH, token, tokens[open], message);
                    return End::At(index);
                }
                Marker::Open { name: other, .. } => {
                    let opens_anew = tokens.get(index + 1).is_some_and(
                        |next| matches!(next.marker, Marker::Close { name: closer, .. } if is_misspelling(name, closer)),
                    );
                    if other != name || opens_anew || spelling == Spelling::Parenthesised {
                        return End::Missing;
                    }
                    let message = format!("expected `<!--/${name}-->`, found the opener again");
                    self.report_with_opener(Code::PLACEHOLDER_REPEATED, token, tokens[open], message);
                    return End::At(index);
                }
                // `<!--$a-->b <!--c-->d<!--/$c--> e<!--/$a-->`: another one.
                Marker::Bare { name: other } if other != name && bare_end(tokens, index, other).is_some() => {
                    return End::Missing;
                }
                _ => {}
            }
        }
        End::Missing
    }

    /// A placeholder with opener and closer, the first and the last of `tokens`.
    fn paired(&mut self, tokens: &[&Token<'_>], name: &str) {
        let [open, between @ .., close] = tokens else { return };
        match close.marker {
            Marker::Close { spelling, .. } => self.report_spelling(close, spelling),
            Marker::BareClose { .. } => self.report_spelling(close, Spelling::Damaged),
            _ => {}
        }
        // What the placeholder covers is scanned separately; it may not cover everything.
        between.iter().for_each(|token| self.push(token.range.clone(), Kind::Stray));
        let name = self.range_of(name);
        let default = open.range.end..close.range.start;
        match self.crossing(open, close) {
            Some((delimiter, Side::Before)) => {
                self.report_crossing(&delimiter);
                let default = default.start..delimiter.start;
                self.placeholder(open.range.start..delimiter.start, name, default, open.code != 0);
                self.push(close.range.clone(), Kind::Stray);
            }
            Some((delimiter, Side::After)) => {
                self.report_crossing(&delimiter);
                self.push(open.range.clone(), Kind::Stray);
                self.placeholder(delimiter.end..close.range.end, name, delimiter.end..default.end, open.code != 0);
            }
            None => self.placeholder(open.range.start..close.range.end, name, default, open.code != 0),
        }
    }

    /// An opener that nothing closes: the bracketed text before an old one is its default, others have none.
    fn unclosed(&mut self, tokens: &[&Token<'_>], at: usize, name: &str, spelling: Spelling) {
        let token = tokens[at];
        let name_range = self.range_of(name);
        if spelling == Spelling::Parenthesised {
            let from = at.checked_sub(1).map_or(token.block_start, |before| tokens[before].range.end);
            if let Some(default) = self.bracketed(from, token.range.start) {
                let covered = self.is_marked(default.start);
                if !covered && default.end == token.range.start {
                    self.placeholder(default.start..token.range.end, name_range, default, token.code != 0);
                    return;
                } else if !covered {
                    self.placeholder(default.clone(), name_range, default, token.code != 0);
                    self.push(token.range.clone(), Kind::Stray);
                    return;
                }
            }
        }
        if spelling == Spelling::Parenthesised
            && let Some(default) = self.bracketed_earlier(token, name)
        {
            self.placeholder(default.clone(), name_range, default, token.code != 0);
            return self.push(token.range.clone(), Kind::Stray);
        }
        self.report(
            Code::PLACEHOLDER_UNCLOSED,
            &token.range,
            format!("expected `<!--/${name}-->` before the end of the block, found none"),
        );
        let end = token.range.end;
        self.placeholder(token.range.clone(), name_range, end..end, token.code != 0);
    }

    /// The `[text]` that ends at `end`, but for delimiters of emphasis.
    fn bracketed(&self, from: usize, end: usize) -> Option<Range<usize>> {
        let before = self.body.get(from..end)?.trim_end_matches(['*', '_']);
        let inside = before.strip_suffix(']')?;
        let open = inside.rfind(['[', ']', '\n', '\r'])?;
        inside[open..].starts_with('[').then_some(from + open..from + before.len())
    }

    /// The nearest `[name]` before an old marker in its block that is no part of a link, of code or of another placeholder:
    /// `[vm] is stopped<!--($vm)-->`.
    fn bracketed_earlier(&self, token: &Token<'_>, name: &str) -> Option<Range<usize>> {
        /// Most bytes before a line's own text.
        const MOST_PREFIX: usize = 64;
        if token.code != 0 {
            return None;
        }
        let near = token.block_start.max(token.range.start.saturating_sub(NEAR_PARTNER));
        let near = (near..=token.range.start).find(|&at| self.body.is_char_boundary(at))?;
        let before = &self.body[near..token.range.start];
        // A row of a table is a block, and its cells are not.
        let mut line = self.body.as_bytes()[token.block_start..].iter().take(MOST_PREFIX);
        let is_row = line.find(|byte| !matches!(byte, b' ' | b'\t' | b'>')) == Some(&b'|');
        let cell = if is_row { before.rfind('|')? + 1 } else { 0 };
        let before = &before[cell..];
        let bracket = format!("[{name}]");
        let is_default = |at: &usize| {
            let in_code = before[..*at].matches('`').count() % 2 == 1;
            let is_link =
                before[at + bracket.len()..].starts_with(['(', '[', ':']) || before[..*at].ends_with([']', '!', '\\']);
            !in_code && !is_link && !self.is_marked(near + cell + at)
        };
        let at = before.rmatch_indices(&bracket).map(|(at, _)| at).take(NEAR_BRACKETS).find(is_default)?;
        Some(near + cell + at..near + cell + at + bracket.len())
    }

    /// Whether a construct that begins before `at` reaches over it.
    fn is_marked(&self, at: usize) -> bool {
        let (scanned, paired) = self.constructs.all.split_at(self.scanned);
        let before = scanned.partition_point(|construct| construct.range.start < at);
        scanned[..before]
            .last()
            .into_iter()
            .chain(paired.iter().rev().take(4))
            .any(|construct| construct.range.start <= at && construct.range.end > at)
    }

    /// A delimiter of emphasis in the default whose partner is outside, and where.
    fn crossing(&mut self, open: &Token<'_>, close: &Token<'_>) -> Option<(Range<usize>, Side)> {
        if open.code != 0 {
            return None;
        }
        let default = &self.body[open.range.end..close.range.start];
        let delimiter = unpaired(default)?;
        let run = &default[delimiter.clone()];
        let before = open.block_start.max(open.range.start.saturating_sub(NEAR_PARTNER))..open.range.start;
        let after = close.range.end..self.line_end(close.range.end);
        self.runs.read(open.block_start, after.end);
        let delimiter = open.range.end + delimiter.start..open.range.end + delimiter.end;
        if self.runs.count(run, before) % 2 == 1 {
            Some((delimiter, Side::Before))
        } else if self.runs.count(run, after) % 2 == 1 {
            Some((delimiter, Side::After))
        } else {
            None
        }
    }

    /// Where the line at `at` ends, or about [`NEAR_PARTNER`] bytes further on where it goes on longer.
    fn line_end(&self, at: usize) -> usize {
        let near = (at + NEAR_PARTNER..self.body.len()).find(|&near| self.body.is_char_boundary(near));
        let near = near.unwrap_or(self.body.len());
        memchr::memchr(b'\n', &self.body.as_bytes()[at..near]).map_or(near, |end| at + end)
    }

    fn placeholder(&mut self, range: Range<usize>, name: Range<usize>, default: Range<usize>, in_code: bool) {
        self.push(range, Kind::Placeholder(Placeholder { name: name.into(), default: default.into(), in_code }));
    }

    fn push(&mut self, range: Range<usize>, kind: Kind) {
        self.constructs.all.push(Construct { range, kind });
    }

    /// Removes the constructs inside a placeholder: its default is scanned separately.
    fn drop_covered(&mut self) {
        self.constructs.all.sort_by_key(|construct| (construct.range.start, Reverse(construct.range.end)));
        let mut end = 0;
        self.constructs.all.retain(|construct| {
            let keeps = construct.range.start >= end && !construct.range.is_empty();
            if keeps {
                end = construct.range.end;
            }
            keeps
        });
    }

    /// The range in the body of a part of it.
    fn range_of(&self, part: &str) -> Range<usize> {
        let start = part.as_ptr().addr().saturating_sub(self.body.as_ptr().addr());
        start..start + part.len()
    }

    fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        self.base + range.start..self.base + range.end
    }

    fn report(&mut self, code: Code, range: &Range<usize>, message: String) {
        let diagnostic = Diagnostic::warning(code, self.source_range(range), message);
        self.constructs.diagnostics.push(diagnostic);
    }

    fn report_with_opener(&mut self, code: Code, token: &Token<'_>, open: &Token<'_>, message: String) {
        let diagnostic = Diagnostic::warning(code, self.source_range(&token.range), message)
            .with_related(self.source_range(&open.range), "the placeholder opens here");
        self.constructs.diagnostics.push(diagnostic);
    }

    fn report_spelling(&mut self, token: &Token<'_>, spelling: Spelling) {
        if spelling == Spelling::Plain {
            return;
        }
        let (name, slash) = match token.marker {
            Marker::Open { name, .. } => (name, ""),
            Marker::Close { name, .. } | Marker::BareClose { name } => (name, "/"),
            _ => return,
        };
        let written = &self.body[token.range.clone()];
        let expected = format!("<!--{slash}${name}-->");
        let message = format!("expected `{expected}`, found `{written}`");
        let range = self.source_range(&token.range);
        let diagnostic = match spelling {
            Spelling::Plain => return,
            Spelling::Accepted => {
                Diagnostic::note(Code::PLACEHOLDER_SPELLING, range.clone(), message).with_fix(range, expected)
            }
            Spelling::Parenthesised => Diagnostic::note(Code::PLACEHOLDER_SPELLING, range, message),
            Spelling::Damaged => {
                Diagnostic::warning(Code::PLACEHOLDER_DAMAGED, range.clone(), message).with_fix(range, expected)
            }
        };
        self.constructs.diagnostics.push(diagnostic);
    }

    fn report_crossing(&mut self, delimiter: &Range<usize>) {
        let run = &self.body[delimiter.clone()];
        self.report(
            Code::PLACEHOLDER_EMPHASIS,
            delimiter,
            format!("expected `{run}` outside the placeholder, where its partner is; the placeholder ends here"),
        );
    }
}

/// How many brackets with the name of a placeholder are tried.
const NEAR_BRACKETS: usize = 4;

/// How far around a placeholder, in bytes, the partner of a delimiter is looked for.
const NEAR_PARTNER: usize = 4096;

/// The delimiter runs of a block that can open or close emphasis, by what they are and in order. Each is read once,
/// however many placeholders ask: `<!--$v-->*`, again and again, has one in every default.
struct Runs<'s, 't> {
    body: &'t str,
    /// The markers, in which no emphasis is.
    tokens: &'s [&'s Token<'t>],
    block_start: usize,
    /// How far the block was read, and the first marker that was not.
    at: usize,
    next: usize,
    starts: HashMap<&'t str, Vec<usize>>,
}

impl<'s, 't> Runs<'s, 't> {
    fn new(body: &'t str, tokens: &'s [&'s Token<'t>]) -> Runs<'s, 't> {
        Runs { body, tokens, block_start: 0, at: 0, next: 0, starts: HashMap::new() }
    }

    /// Reads on to `end` in the block that begins at `block_start`.
    fn read(&mut self, block_start: usize, end: usize) {
        if self.block_start < block_start {
            self.starts.clear();
            (self.block_start, self.at) = (block_start, block_start);
            self.next = self.tokens.partition_point(|token| token.range.start < block_start);
        }
        while self.at < end {
            let token = self.tokens.get(self.next).map(|token| &token.range).filter(|token| token.start < end);
            let stop = token.map_or(end, |token| token.start.max(self.at));
            let text = &self.body[self.at..stop];
            for run in delimiter_runs(text) {
                self.starts.entry(&text[run.clone()]).or_default().push(self.at + run.start);
            }
            self.at = token.map_or(end, |token| token.end.max(self.at));
            self.next += usize::from(token.is_some());
        }
    }

    /// How many runs like `run` begin in `range`, which was read.
    fn count(&self, run: &str, range: Range<usize>) -> usize {
        let starts = self.starts.get(run).map_or(&[][..], Vec::as_slice);
        starts.partition_point(|&at| at < range.end) - starts.partition_point(|&at| at < range.start)
    }
}

/// On which side of the placeholder the partner of a delimiter is.
enum Side {
    Before,
    After,
}

/// The closer of a placeholder that was opened without `$`.
fn bare_end(tokens: &[&Token<'_>], open: usize, name: &str) -> Option<usize> {
    let next = tokens.get(open + 1)?;
    matches!(next.marker, Marker::Close { name: other, .. } if other == name).then_some(open + 1)
}

/// The longest names that are compared letter by letter.
const MAX_COMPARED: usize = 64;

/// Whether `other` is `name` in another case, with other punctuation, or misspelt: such a closer still closes.
fn is_misspelling(name: &str, other: &str) -> bool {
    let plain = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let (name, other) = (plain(name), plain(other));
    name == other
        || (name.len().max(other.len()) <= MAX_COMPARED && strsim::normalized_damerau_levenshtein(&name, &other) >= 0.7)
}

/// The first run of `*`, `_` or `~~` in `text` that has no partner in it.
fn unpaired(text: &str) -> Option<Range<usize>> {
    let mut open: Vec<Range<usize>> = Vec::new();
    for run in delimiter_runs(text) {
        match open.last() {
            Some(last) if text[last.clone()] == text[run.clone()] => {
                open.pop();
            }
            _ => open.push(run),
        }
    }
    open.into_iter().next()
}

/// The runs in `text` that can open or close emphasis.
fn delimiter_runs(text: &str) -> impl Iterator<Item = Range<usize>> + use<'_> {
    let mut at = 0;
    let comments = Comments::new(text);
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(['*', '_', '~', '\\', '<'])?;
            let character = text[start..].chars().next()?;
            if character == '\\' {
                at = start + 1 + text[start + 1..].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            if character == '<' {
                let comment = text[start..].starts_with("<!--").then(|| comments.end(start)).flatten();
                at = comment.unwrap_or(start + 1);
                continue;
            }
            let length = text[start..].len() - text[start..].trim_start_matches(character).len();
            at = start + length;
            let before = text[..start].chars().next_back();
            let after = text[at..].chars().next();
            let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
            let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let inert = (is_space(before) && is_space(after))
                || (character == '_' && is_letter(before) && is_letter(after))
                || (character == '~' && length != 2);
            if !inert {
                return Some(start..at);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn leaves(text: &str, expected: Option<&str>) {
        assert_eq!(unpaired(text).map(|run| &text[run]), expected, "{text:?}");
    }

    #[test]
    fn delimiters_that_do_not_pair() {
        leaves("[x]**", Some("**"));
        leaves("**[x]**", None);
        leaves("start_time", None);
        leaves("5 * 3", None);
        leaves("_a", Some("_"));
        leaves("\\*", None);
        leaves("~a", None);
        leaves("<!--**-->", None);
        leaves("<!-- a --> **", Some("**"));
    }

    #[test]
    fn misspellings() {
        assert!(is_misspelling("vmname", "vmName"));
        assert!(is_misspelling("StartTime", "StarTime"));
        assert!(is_misspelling("List of IPs", "ListOfIPs"));
        assert!(!is_misspelling("StartTime", "EndTime"));
        assert!(!is_misspelling("x", "y"));
    }
}
