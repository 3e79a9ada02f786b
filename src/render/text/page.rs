//! [`Page`], the lines that were laid out so far and the margin of the next one.

use super::Finish;
use super::bar::{self, Bar, Bars};
use super::breaks;
use super::flow::{self, Flow};
use super::line::{End, Line};
use super::look::{FAINT, Look, Tint};
use super::paint;
use super::run::Run;
use super::wrap::{Room, wrap};
use crate::bytes::is_blank;
use crate::limits::{OUTPUT_BYTES, OUTPUT_RATIO};

/// The output, line by line.
#[derive(Debug)]
pub(super) struct Page {
    out: String,
    /// Columns of a line; `usize::MAX` where lines are not wrapped.
    width: usize,
    /// How far the margin may reach: a third of the width is for text.
    most: usize,
    /// Most bytes of output; no line begins after it has more.
    capacity: usize,
    /// How many bytes of margins may still be written: where `<blockquote>` is open many times, those of short lines
    /// would be many times the article.
    margins_left: usize,
    /// How many bytes of addresses of links that go on on another line may still be written.
    addresses_left: usize,
    flow: Flow,
    finish: Finish,
    /// The bars in the margin.
    bars: Bars,
    /// What lines begin with: spaces, and the marks of quotes. ASCII.
    margin: String,
    /// What the next line begins with instead when [`Page::leads`]; kept for its memory else.
    lead: String,
    /// The columns of `lead`.
    lead_width: usize,
    /// Whether a list item, note or the like was begun and nothing written since.
    leads: bool,
    /// That a blank line comes before the next one, and how much of the margin it has.
    gap: Option<usize>,
    lines: usize,
}

/// What [`Page::leave`] needs to know to restore the margin.
#[must_use]
pub(super) struct Entered {
    kept: usize,
    cut: Option<(String, Vec<Bar>)>,
    bars: usize,
    /// How long and how wide the lead was, where there was one.
    lead: Option<(usize, usize)>,
    lines: usize,
}

/// How many bytes of margins there may be in any page, and for each byte of the article. Then lines have little margin.
const LEAST_MARGINS: usize = OUTPUT_BYTES / 2;
const MARGINS_RATIO: usize = OUTPUT_RATIO / 2;
const LITTLE_MARGIN: usize = 4;
const LITTLE_LEAD: usize = 16;

impl Page {
    /// A page of lines with `width` columns, of about `usual` bytes and not many more than `capacity`.
    pub(super) fn new(width: Option<usize>, flow: Flow, finish: Finish, usual: usize, capacity: usize) -> Page {
        let width = width.map_or(usize::MAX, |width| width.max(1));
        let out = String::with_capacity(usual);
        let most = width - width.div_ceil(3);
        let margins_left = LEAST_MARGINS.max(MARGINS_RATIO.saturating_mul(usual));
        Page {
            out,
            width,
            most,
            capacity,
            margins_left,
            addresses_left: margins_left,
            flow,
            finish,
            bars: Bars::default(),
            margin: String::new(),
            lead: String::new(),
            lead_width: 0,
            leads: false,
            gap: None,
            lines: 0,
        }
    }

    /// An empty page like this one, to lay out what does not show.
    pub(super) fn aside(&self) -> Page {
        let width = (self.width != usize::MAX).then_some(self.width);
        Page::new(width, self.flow, self.finish, 0, self.capacity)
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// How many bytes were written.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether there are more bytes than there may be, so that rendering will fail. Short lines in a wide margin would be
    /// much more than their text until somebody looks.
    pub(super) fn is_full(&self) -> bool {
        self.out.len() > self.capacity
    }

    /// How many lines were written, blank ones between blocks not counted.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }

    /// The columns that a line has for its text.
    pub(super) fn room(&self) -> Room {
        let first = if self.leads { self.lead_width } else { self.margin.len() };
        Room {
            first: self.width.saturating_sub(first).max(1),
            rest: self.width.saturating_sub(self.margin.len()).max(1),
        }
    }

    /// Whether a mark of so many columns takes much of a line.
    pub(super) fn is_narrow_for(&self, columns: usize) -> bool {
        3 * columns > self.room().rest
    }

    /// Whether lines are as long as they are.
    pub(super) fn is_unlimited(&self) -> bool {
        self.width == usize::MAX
    }

    /// Leaves a blank line before whatever comes next.
    pub(super) fn gap(&mut self) {
        let margin = self.margin.len();
        self.gap = Some(self.gap.map_or(margin, |gap| gap.min(margin)));
    }

    /// Begins something whose first line begins with `mark` and whose other lines begin with `hang`, after the margin.
    ///
    /// The margin gives way where less than a third of the width would be left for text.
    pub(super) fn enter(&mut self, mark: &str, hang: &str) -> Entered {
        self.begin(Some((mark, breaks::width(mark))), hang)
    }

    /// Begins something whose first line begins with `mark`, which is ASCII, and whose other lines are indented as far.
    pub(super) fn enter_item(&mut self, mark: &str) -> Entered {
        self.begin(Some((mark, mark.len())), spaces(mark.len()))
    }

    /// Begins something that is indented by `columns` columns, as far as there is room.
    pub(super) fn indent(&mut self, columns: usize) -> Entered {
        self.begin(None, spaces(columns))
    }

    /// Begins a note with a bar before all of its lines, the first one too.
    pub(super) fn enter_barred(&mut self, tint: Tint) -> Entered {
        let entered = self.indent(bar::COLUMNS);
        let in_lead = (self.lead.len() + entered.kept).saturating_sub(self.margin.len());
        self.bars.push(entered.kept, in_lead, tint);
        entered
    }

    /// Begins something with a mark and its width, or with `hang` on its first line too.
    fn begin(&mut self, mark: Option<(&str, usize)>, hang: &str) -> Entered {
        let most = self.most;
        let mark_width = mark.map_or(0, |(_, width)| width);
        if self.leads && self.lead_width + mark_width > most {
            self.line("");
        }
        let lead = self.leads.then_some((self.lead.len(), self.lead_width));
        let kept = self.margin.len().min(most.saturating_sub(mark_width));
        let cut = (kept < self.margin.len()).then(|| (self.margin.split_off(kept), self.bars.split_off(kept)));
        if lead.is_none() {
            self.lead.clear();
            self.lead.push_str(&self.margin);
            self.lead_width = self.margin.len();
            self.bars.begin_lead();
        }
        let hang = &hang[..most.saturating_sub(kept).min(hang.len())];
        let (mark, mark_width) = mark.unwrap_or((hang, hang.len()));
        self.lead.push_str(mark);
        self.lead_width += mark_width;
        self.leads = true;
        self.margin.push_str(hang);
        Entered { kept, cut, bars: self.bars.len(), lead, lines: self.lines }
    }

    /// Ends what [`Page::enter`] began. What had no line leaves no mark.
    pub(super) fn leave(&mut self, entered: Entered) {
        self.margin.truncate(entered.kept);
        self.bars.truncate(entered.bars);
        if let Some((margin, bars)) = entered.cut {
            self.margin.push_str(&margin);
            self.bars.restore(bars);
        }
        if let Some(gap) = &mut self.gap {
            *gap = self.margin.len().min(*gap);
        }
        if self.lines == entered.lines {
            self.leads = entered.lead.is_some();
            let (len, width) = entered.lead.unwrap_or_default();
            self.lead.truncate(len);
            self.lead_width = width;
        }
    }

    /// Writes a line; blanks at its end do not show.
    #[inline]
    pub(super) fn line(&mut self, text: &str) {
        if self.is_full() {
            return;
        }
        let start = self.begin_line(text);
        self.out.push_str(text);
        self.end_line(start);
    }

    /// Writes a line that looks like `look` in a terminal.
    pub(super) fn line_in(&mut self, text: &str, look: Look) {
        let inked = text.trim_end();
        if inked.is_empty() {
            return self.line("");
        }
        if !self.is_full() {
            let (start, look) = (self.begin_line(inked), self.look(look));
            paint::push(&mut self.out, look, |out| out.push_str(inked));
            self.end_line(start);
        }
    }

    /// `look`, where there are looks.
    fn look(&self, look: Look) -> Look {
        match self.finish {
            Finish::Plain => Look::default(),
            Finish::Terminal => look,
        }
    }

    /// Writes a line of a run, and the blanks by which it hangs.
    #[inline]
    fn hanging_line(&mut self, run: &Run, line: &Line<'_>) {
        if line.hang == 0 && run.looks().is_plain() {
            return self.line(&line.text);
        }
        if !self.is_full() {
            let start = self.begin_line(&line.text);
            self.out.push_str(spaces(line.hang));
            paint::push_line(&mut self.out, run, line, &mut self.addresses_left);
            self.end_line(start);
        }
    }

    /// Adds the text of a line of `run` to `out`, where it is a part of a line.
    pub(super) fn push_text(&mut self, out: &mut String, run: &Run, line: &Line<'_>) {
        paint::push_line(out, run, line, &mut self.addresses_left);
    }

    /// Writes `lines`, all of which end, have no blanks around them and are at the margin of the page.
    pub(super) fn lines_of(&mut self, lines: &str) {
        if !lines.is_empty() {
            self.begin_line(lines);
            self.out.push_str(lines);
        }
    }

    /// Begins a line with its margin, below a blank one where there is a gap; returns the offset at which it begins.
    #[inline(always)]
    fn begin_line(&mut self, text: &str) -> usize {
        if let Some(gap) = self.gap.take() {
            self.blank_line(gap);
        }
        let start = self.out.len();
        if self.leads || !self.margin.is_empty() || self.flow == Flow::Flowed {
            self.push_margin(text);
        }
        start
    }

    /// Writes what the line of `text` begins with.
    fn push_margin(&mut self, text: &str) {
        let (more, leads) = (self.bars.more_bytes(), std::mem::take(&mut self.leads));
        let margin = if leads {
            affordable_lead(&self.lead, more, &mut self.margins_left)
        } else {
            affordable(&self.margin, more, &mut self.margins_left)
        };
        match self.flow {
            Flow::Fixed if more == 0 => self.out.push_str(margin),
            Flow::Fixed if leads => self.bars.push_lead(&mut self.out, margin, self.lead.len() - margin.len()),
            Flow::Fixed => self.bars.push_margin(&mut self.out, margin),
            Flow::Flowed => flow::push_margin(&mut self.out, margin, text),
        }
    }

    /// Writes a blank line with `gap` columns of the margin, unless it would be the first.
    #[inline]
    fn blank_line(&mut self, gap: usize) {
        if self.out.is_empty() {
            return;
        }
        if gap > 0 {
            self.push_blank_margin(gap);
        }
        self.out.push('\n');
    }

    /// Writes `gap` columns of the margin, without the blanks at its end.
    fn push_blank_margin(&mut self, gap: usize) {
        let margin = self.margin.get(..gap).unwrap_or_default();
        let margin = affordable(margin, self.bars.more_bytes(), &mut self.margins_left);
        if !margin.is_empty() {
            let start = self.out.len();
            match self.flow {
                Flow::Fixed => self.bars.push_margin(&mut self.out, margin),
                Flow::Flowed => flow::push_margin(&mut self.out, margin, ""),
            }
            self.trim_line(start);
        }
    }

    /// Ends the line that began at `start` of the output.
    #[inline]
    fn end_line(&mut self, start: usize) {
        if !self.out.as_bytes().last().is_some_and(u8::is_ascii_graphic) {
            self.trim_line(start);
        }
        self.out.push('\n');
        self.lines += 1;
    }

    /// Takes white space from the end of the line that began at `start` of the output.
    fn trim_line(&mut self, start: usize) {
        let end = self.out.get(start..).map_or(start, |line| start + line.trim_end().len());
        self.out.truncate(end);
    }

    /// Writes a run, broken into lines. Breaks at its beginning and end do not show, and two or more inside it leave
    /// one blank line.
    pub(super) fn run(&mut self, run: &Run) {
        match self.flow {
            Flow::Fixed => self.fixed_run(run),
            Flow::Flowed => self.flowing_run(run),
        }
    }

    /// Writes a run and a line of `marks`, one byte each, below it, as wide as its widest line. A blank line would part
    /// the run from them; none is left.
    pub(super) fn underlined(&mut self, run: &Run, marks: &str) {
        let mut widest = 0;
        wrap(run, self.room(), |line| {
            if !is_blank(&line.text) {
                widest = widest.max(line.width());
                self.hanging_line(run, &line);
            }
        });
        let columns = widest.min(self.room().rest);
        let (start, look) = (self.begin_line(marks), self.look(FAINT));
        paint::push(&mut self.out, look, |out| push_repeated(out, marks, columns));
        self.end_line(start);
    }

    fn fixed_run(&mut self, run: &Run) {
        if run.fits(self.room()) && !run.is_wide() && run.looks().is_plain() {
            if !run.is_blank() {
                self.line(run.text());
            }
            return;
        }
        let (mut blank, mut begun) = (false, false);
        wrap(run, self.room(), |line| {
            if is_blank(&line.text) {
                blank = begun;
                return;
            }
            if std::mem::take(&mut blank) {
                self.line("");
            }
            begun = true;
            self.hanging_line(run, &line);
        });
    }

    /// Writes a run so that its lines can be joined again: only the first one has all of the margin.
    fn flowing_run(&mut self, run: &Run) {
        let first = self.room().first;
        let rest = self.width.saturating_sub(flow::quotes(&self.margin).len());
        let room = |columns: usize| columns.saturating_sub(flow::STUFFING).max(1);
        let (mut blank, mut begun, mut flows) = (false, false, false);
        wrap(run, Room { first: room(first), rest: room(rest) }, |Line { text: line, end, .. }| {
            if is_blank(&line) {
                blank = begun;
                return;
            }
            if self.is_full() {
                return;
            }
            if std::mem::take(&mut blank) {
                self.line("");
            }
            begun = true;
            let start = if flows { self.go_on(&line) } else { self.begin_line(&line) };
            self.out.push_str(&line);
            self.end_line(start);
            flows = end == End::Space && line != flow::SIGNATURE;
            if flows {
                self.out.insert(self.out.len() - 1, ' ');
            }
        });
    }

    /// Begins a line that can be joined to the one before; returns the offset at which it begins.
    fn go_on(&mut self, text: &str) -> usize {
        let start = self.out.len();
        flow::push_margin(&mut self.out, flow::quotes(&self.margin), text);
        start
    }
}

/// The margin of a line, whose bars have so many bytes `more`, or little of it where only so many bytes are `left`.
fn affordable<'m>(margin: &'m str, more: usize, left: &mut usize) -> &'m str {
    match left.checked_sub(margin.len() + more) {
        Some(less) => {
            *left = less;
            margin
        }
        None => margin.get(..LITTLE_MARGIN).unwrap_or(margin),
    }
}

/// The same for what the first line of an item begins with: its mark, which is at the end, stays.
fn affordable_lead<'m>(lead: &'m str, more: usize, left: &mut usize) -> &'m str {
    match left.checked_sub(lead.len() + more) {
        Some(less) => {
            *left = less;
            lead
        }
        None => {
            let little = lead.len().saturating_sub(LITTLE_LEAD);
            (little..lead.len()).find_map(|start| lead.get(start..)).unwrap_or_default()
        }
    }
}

/// Adds `columns` bytes of `marks`, all of which are the same, again and again.
pub(super) fn push_repeated(out: &mut String, marks: &str, columns: usize) {
    let mut left = columns;
    while left > marks.len() {
        out.push_str(marks);
        left -= marks.len();
    }
    out.push_str(&marks[..left]);
}

/// Spaces for a margin; nothing is indented further at once.
pub(super) const SPACES: &str = "                                                                                ";

/// `columns` spaces, at most 80.
pub(super) fn spaces(columns: usize) -> &'static str {
    SPACES.get(..columns.min(SPACES.len())).unwrap_or_default()
}
