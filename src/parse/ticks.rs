//! Backticks: where the run stands that closes a code span, and which are no fence.

use std::collections::HashMap;
use std::ops::Range;

use crate::parse::mask::{Kind, Mark};

/// The closing backticks of a line, found at most once for each length of run.
#[derive(Default)]
pub(super) struct Ticks {
    /// Where the line ends.
    end: usize,
    last: HashMap<usize, usize>,
}

impl Ticks {
    /// The run of exactly `length` backticks at or behind `from`.
    pub(super) fn closing(&mut self, line: &[u8], from: usize, length: usize) -> Option<usize> {
        if self.end != line.len() {
            *self = Ticks { end: line.len(), last: runs(line, from).map(|(at, run)| (run, at)).collect() };
        }
        self.last.get(&length).filter(|&&at| at >= from)?;
        runs(line, from).find(|&(_, run)| run == length).map(|(at, _)| at)
    }
}

/// The runs of backticks at or behind `from`, with their lengths.
fn runs(line: &[u8], from: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut at = from;
    std::iter::from_fn(move || {
        let start = at + memchr::memchr(b'`', &line[at..])?;
        let run = run_length(line, start);
        at = start + run;
        Some((start, run))
    })
}

/// How many backticks stand at `at`.
pub(super) fn run_length(line: &[u8], at: usize) -> usize {
    line[at..].iter().take_while(|&&byte| byte == b'`').count()
}

/// Marks those of `candidates` that the mask would make a fence of, as it hides the backticks behind them. Both are
/// sorted by place; a candidate begins a line.
pub(super) fn mask_no_fences(marks: &mut Vec<Mark>, body: &str, candidates: Vec<Range<usize>>) {
    let found: Vec<Mark> = candidates
        .into_iter()
        .filter(|run| is_bare(marks, body, run))
        .map(|range| Mark { range, kind: Kind::Literal })
        .collect();
    if !found.is_empty() {
        marks.extend(found);
        marks.sort_by_key(|mark| mark.range.start);
    }
}

/// Whether `run` stands in no mark, and no backtick behind it on its line is left once that is masked.
fn is_bare(marks: &[Mark], body: &str, run: &Range<usize>) -> bool {
    let first = marks.partition_point(|mark| mark.range.end <= run.start);
    let mut at = run.end;
    for mark in &marks[first..] {
        if mark.range.start < at {
            return false;
        }
        if let Some(byte) = end_or_backtick(&body[at..mark.range.start]) {
            return byte != b'`';
        }
        if matches!(mark.kind, Kind::Section) {
            return true;
        }
        at = mark.range.end;
    }
    end_or_backtick(&body[at..]) != Some(b'`')
}

/// The first line end or backtick.
fn end_or_backtick(text: &str) -> Option<u8> {
    let bytes = text.as_bytes();
    memchr::memchr3(b'\n', b'\r', b'`', bytes).map(|at| bytes[at])
}
