//! Code spans: which run of backticks closes one, and which begins no fence.

use std::collections::HashMap;
use std::ops::Range;

use super::{Construct, Kind};

/// The closing backticks of a line, found at most once for each length of run.
#[derive(Default)]
pub(super) struct CodeSpans {
    /// Where the line ends.
    end: usize,
    last: HashMap<usize, usize>,
}

impl CodeSpans {
    /// The run of exactly `length` backticks at or after `from`.
    pub(super) fn closing(&mut self, line: &[u8], from: usize, length: usize) -> Option<usize> {
        if self.end != line.len() {
            *self = CodeSpans { end: line.len(), last: runs(line, from).map(|(at, run)| (run, at)).collect() };
        }
        self.last.get(&length).filter(|&&at| at >= from)?;
        runs(line, from).find(|&(_, run)| run == length).map(|(at, _)| at)
    }
}

/// The runs of backticks at or after `from`, with their lengths.
fn runs(line: &[u8], from: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut at = from;
    std::iter::from_fn(move || {
        let start = at + memchr::memchr(b'`', &line[at..])?;
        let run = run_length(line, start);
        at = start + run;
        Some((start, run))
    })
}

/// How many backticks there are at `at`.
pub(super) fn run_length(line: &[u8], at: usize) -> usize {
    line[at..].iter().take_while(|&&byte| byte == b'`').count()
}

/// Whether an odd number of backslashes comes before `at`.
pub(super) fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

/// Makes text of those `candidates` that would begin a fence once constructs are hidden: in ````
/// ```<!--$a-->`<!--/$a--> ```` the backtick that forbids one is in the placeholder. Both lists are in order; a
/// candidate begins a line.
pub(super) fn keep_from_fences(constructs: &mut Vec<Construct>, body: &str, candidates: Vec<Range<usize>>) {
    let found: Vec<Construct> = candidates
        .into_iter()
        .filter(|run| is_bare(constructs, body, run))
        .map(|range| Construct { range, kind: Kind::Literal })
        .collect();
    if !found.is_empty() {
        constructs.extend(found);
        constructs.sort_by_key(|construct| construct.range.start);
    }
}

/// Whether `run` is in no construct, and no backtick is left after it on its line once those are hidden.
fn is_bare(constructs: &[Construct], body: &str, run: &Range<usize>) -> bool {
    let first = constructs.partition_point(|construct| construct.range.end <= run.start);
    let mut at = run.end;
    for construct in &constructs[first..] {
        if construct.range.start < at {
            return false;
        }
        if let Some(byte) = end_or_backtick(&body[at..construct.range.start]) {
            return byte != b'`';
        }
        if matches!(construct.kind, Kind::Section) {
            return true;
        }
        at = construct.range.end;
    }
    end_or_backtick(&body[at..]) != Some(b'`')
}

/// The first line end or backtick.
fn end_or_backtick(text: &str) -> Option<u8> {
    let bytes = text.as_bytes();
    memchr::memchr3(b'\n', b'\r', b'`', bytes).map(|at| bytes[at])
}
