//! [`Page`], the lines that were laid out so far and the margin of the next one.

use super::breaks;
use super::run::Run;
use super::wrap::{Room, wrap};

/// The output, line by line.
#[derive(Debug)]
pub(super) struct Page {
    out: String,
    /// Columns of a line; `usize::MAX` where lines are not wrapped.
    width: usize,
    /// What lines begin with: spaces, and the marks of quotes. ASCII.
    margin: String,
    /// What the next line begins with instead when [`Page::leads`]; kept for its memory else.
    lead: String,
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
    cut: String,
    /// How long the lead was, where there was one.
    lead: Option<usize>,
    lines: usize,
}

impl Page {
    /// A page of lines with `width` columns, of about `capacity` bytes.
    pub(super) fn new(width: Option<usize>, capacity: usize) -> Page {
        let width = width.map_or(usize::MAX, |width| width.max(1));
        let (margin, lead) = (String::with_capacity(32), String::with_capacity(32));
        Page { out: String::with_capacity(capacity), width, margin, lead, leads: false, gap: None, lines: 0 }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// How many bytes were written.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// How many lines were written, blank ones between blocks not counted.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }

    /// The columns that a line has for its text.
    pub(super) fn room(&self) -> Room {
        let first = if self.leads { breaks::width(&self.lead) } else { self.margin.len() };
        Room {
            first: self.width.saturating_sub(first).max(1),
            rest: self.width.saturating_sub(self.margin.len()).max(1),
        }
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

    /// Begins something whose first line begins with `mark` and whose other lines begin with `hang`, behind the margin.
    ///
    /// The margin gives way where less than a third of the width would be left for text.
    pub(super) fn enter(&mut self, mark: &str, hang: &str) -> Entered {
        let most = self.most();
        let is_indent = mark.trim().is_empty() && !mark.is_empty();
        let mark_width = if is_indent { 0 } else { breaks::width(mark) };
        if self.leads && breaks::width(&self.lead) + mark_width > most {
            self.line("");
        }
        let lead = self.leads.then_some(self.lead.len());
        let kept = self.margin.len().min(most.saturating_sub(mark_width));
        let cut = self.margin.split_off(kept);
        if lead.is_none() {
            self.lead.clear();
            self.lead.push_str(&self.margin);
        }
        let hang = hang.get(..most.saturating_sub(kept).min(hang.len())).unwrap_or_default();
        self.lead.push_str(if is_indent { hang } else { mark });
        self.leads = true;
        self.margin.push_str(hang);
        Entered { kept, cut, lead, lines: self.lines }
    }

    /// Ends what [`Page::enter`] began. What had no line leaves no mark.
    pub(super) fn leave(&mut self, entered: Entered) {
        self.margin.truncate(entered.kept);
        self.margin.push_str(&entered.cut);
        if let Some(gap) = &mut self.gap {
            *gap = self.margin.len().min(*gap);
        }
        if self.lines == entered.lines {
            self.leads = entered.lead.is_some();
            self.lead.truncate(entered.lead.unwrap_or_default());
        }
    }

    /// Writes a line; blanks at its end do not show.
    pub(super) fn line(&mut self, text: &str) {
        if let Some(gap) = self.gap.take().filter(|_| !self.out.is_empty()) {
            self.out.push_str(self.margin.get(..gap).unwrap_or_default().trim_end());
            self.out.push('\n');
        }
        let start = self.out.len();
        let leads = std::mem::take(&mut self.leads);
        self.out.push_str(if leads { &self.lead } else { &self.margin });
        self.out.push_str(text);
        let end = self.out.get(start..).map_or(start, |line| start + line.trim_end().len());
        self.out.truncate(end);
        self.out.push('\n');
        self.lines += 1;
    }

    /// Whether lines can be indented by `columns` more.
    pub(super) fn can_hang(&self, columns: usize) -> bool {
        let margin = self.margin.len().max(if self.leads { breaks::width(&self.lead) } else { 0 });
        columns <= SPACES.len() && margin + columns <= self.most()
    }

    /// Writes a run, broken into lines. Breaks at its beginning and end do not show, and two or more between words leave
    /// one blank line.
    pub(super) fn run(&mut self, run: &Run) {
        self.run_under(run, |_| {});
    }

    /// Writes a run and a line of `mark` below it, as wide as its widest line.
    pub(super) fn underlined(&mut self, run: &Run, mark: &str) {
        let mut widest = 0;
        self.run_under(run, |line| widest = widest.max(breaks::width(line)));
        let underline = mark.repeat(widest.min(self.room().rest));
        self.line(&underline);
    }

    fn run_under(&mut self, run: &Run, mut look: impl FnMut(&str)) {
        let (mut blank, mut begun) = (false, false);
        wrap(run, self.room(), |line| {
            if line.trim().is_empty() {
                blank = begun;
                return;
            }
            if std::mem::take(&mut blank) {
                self.line("");
            }
            begun = true;
            look(line);
            self.line(line);
        });
    }

    /// How far the margin may reach: a third of the width is for text.
    fn most(&self) -> usize {
        self.width - self.width.div_ceil(3)
    }
}

/// Spaces for a margin; nothing is indented further at once.
const SPACES: &str = "                                                                                ";

/// `columns` spaces, at most 80.
pub(super) fn spaces(columns: usize) -> &'static str {
    SPACES.get(..columns.min(SPACES.len())).unwrap_or_default()
}
