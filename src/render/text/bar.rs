//! [`Bars`]: the coloured bars in the margin of a terminal, which notes have.

use super::look::{Look, Tint};
use super::paint;

/// What a bar shows as. In the margin it is a space.
const BAR: &str = "▌";

/// The columns of a bar and of the space after it.
pub(super) const COLUMNS: usize = 2;

/// How many bytes more than a space a bar has.
const MORE_BYTES: usize = 12;

/// The bars of a margin, in order.
#[derive(Debug, Default)]
pub(super) struct Bars(Vec<Bar>);

#[derive(Debug)]
pub(super) struct Bar {
    /// Its column of the margin.
    at: usize,
    /// Its offset in what the next line begins with instead, where there is such.
    in_lead: usize,
    tint: Tint,
}

impl Bars {
    pub(super) fn push(&mut self, at: usize, in_lead: usize, tint: Tint) {
        self.0.push(Bar { at, in_lead, tint });
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// Takes out those from a column of the margin on.
    pub(super) fn split_off(&mut self, at: usize) -> Vec<Bar> {
        let first = self.0.partition_point(|bar| bar.at < at);
        self.0.split_off(first)
    }

    /// Puts back what was taken out.
    pub(super) fn restore(&mut self, bars: Vec<Bar>) {
        self.0.extend(bars);
    }

    /// The lead begins with the margin.
    pub(super) fn begin_lead(&mut self) {
        self.0.iter_mut().for_each(|bar| bar.in_lead = bar.at);
    }

    /// How many bytes all of them may be more than the spaces of the margin.
    pub(super) fn more_bytes(&self) -> usize {
        MORE_BYTES * self.0.len()
    }

    /// Adds `margin` with its bars.
    pub(super) fn push_margin(&self, out: &mut String, margin: &str) {
        self.push_between(out, margin, |bar| Some(bar.at));
    }

    /// Adds the end of the lead, without its first `skipped` bytes.
    pub(super) fn push_lead(&self, out: &mut String, lead: &str, skipped: usize) {
        self.push_between(out, lead, |bar| bar.in_lead.checked_sub(skipped));
    }

    fn push_between(&self, out: &mut String, spaces: &str, at: impl Fn(&Bar) -> Option<usize>) {
        let mut copied = 0;
        for bar in &self.0 {
            let Some(at) = at(bar).filter(|at| *at >= copied) else { continue };
            let (Some(before), Some(" ")) = (spaces.get(copied..at), spaces.get(at..at + 1)) else { continue };
            out.push_str(before);
            paint::push(out, Look { tint: Some(bar.tint), ..Look::default() }, |out| out.push_str(BAR));
            copied = at + 1;
        }
        out.push_str(spaces.get(copied..).unwrap_or_default());
    }
}
