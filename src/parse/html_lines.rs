//! Blocks of HTML as the engine gives them: line by line, without the markers of the containers around them.

use std::borrow::Cow;
use std::ops::Range;

use crate::parse::builder::Builder;
use crate::parse::mask::{self, Kind, Mark};

impl Builder<'_> {
    /// Adds a block of HTML that stands on `lines`. At the top level a section marker in it ends it, whatever CommonMark
    /// says.
    pub(super) fn html_block(&mut self, lines: Vec<Range<usize>>, at_top: bool) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let (mut at, end) = (first.start, last.end);
        if at_top {
            let is_section = |mark: &&Mark| matches!(mark.kind, Kind::Section);
            for marker in self.marks_in(&(at..end)).iter().filter(is_section) {
                if marker.range.start > at {
                    self.html_lines(between(&lines, at..marker.range.start));
                }
                self.boundaries_before(marker.range.end);
                at = marker.range.end;
            }
        }
        match at == first.start {
            true => self.html_lines(lines),
            false => self.html_lines(between(&lines, at..end)),
        }
    }

    /// `html` that is at `range`, with instructions for the lines of tags that the scan took for lines outside of HTML.
    fn with_tag_lines<'h>(&self, range: &Range<usize>, html: Cow<'h, str>) -> Cow<'h, str> {
        let is_lone = |mark: &&Mark| {
            matches!(mark.kind, Kind::LoneTags) && range.start <= mark.range.start && mark.range.end <= range.end
        };
        let mut lone = self.marks_in(range).iter().filter(is_lone).peekable();
        if lone.peek().is_none() {
            return html;
        }
        let mut marked = String::with_capacity(html.len());
        for mark in lone {
            marked.push_str(&html[marked.len()..mark.range.start - range.start]);
            mask::push_instruction(&mut marked, mark.range.len());
        }
        let rest = marked.len();
        marked.push_str(&html[rest..]);
        Cow::Owned(marked)
    }

    fn html_lines(&mut self, lines: Vec<Range<usize>>) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let range = first.start..last.end;
        let written = &self.masked[range.clone()];
        if let [mark] = self.marks_in(&range)
            && written.trim().len() <= mark.range.len()
            && mark.range.start <= range.start + (written.len() - written.trim_start().len())
        {
            self.mark_block(mark);
            return self.close_implied(mark.range.end);
        }
        let contiguous = lines.windows(2).all(|pair| pair[0].end == pair[1].start);
        let html = if contiguous { Cow::Borrowed(written) } else { Cow::Owned(blanked(self.masked, &lines)) };
        let html = self.with_tag_lines(&range, html);
        self.html(range.clone(), html);
        self.close_implied(range.end);
    }
}

/// HTML among words as the engine said it, which stands as `written`: with what it left out blanked, the markers of the
/// containers before further lines.
pub(super) fn as_written<'w>(written: &'w str, said: &str) -> Cow<'w, str> {
    if written == said {
        return Cow::Borrowed(written);
    }
    let mut lines = said.split_inclusive('\n');
    let blanked = written.split_inclusive('\n').map(|line| {
        let kept = lines.next().filter(|said| line.ends_with(said)).map_or(line.len(), str::len);
        " ".repeat(line.len() - kept) + &line[line.len() - kept..]
    });
    Cow::Owned(blanked.collect())
}

/// The parts of `lines` that lie in `range`.
fn between(lines: &[Range<usize>], range: Range<usize>) -> Vec<Range<usize>> {
    let first = lines.partition_point(|line| line.end <= range.start);
    let parts = lines[first..].iter().take_while(|line| line.start < range.end);
    parts.map(|line| line.start.max(range.start)..line.end.min(range.end)).collect()
}

/// The text from the first of `lines` to the last, with what stands between them blanked: markers of containers, and the
/// carriage returns that the engine leaves out, which stay.
fn blanked(text: &str, lines: &[Range<usize>]) -> String {
    let mut blanked = String::new();
    let mut at = lines.first().map_or(0, |line| line.start);
    for line in lines {
        let between = text.as_bytes().get(at..line.start).unwrap_or_default();
        blanked.extend(between.iter().map(|&byte| if byte == b'\r' { '\r' } else { ' ' }));
        blanked.push_str(&text[line.clone()]);
        at = line.end;
    }
    blanked
}
