//! Backticks: where the run stands that closes a code span.

use std::collections::HashMap;

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
