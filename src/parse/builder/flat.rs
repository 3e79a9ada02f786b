//! Lines of blocks that became inlines: `<td><p>a</p><p>b</p></td>` is one cell with a break between `a` and `b`.

use crate::tree::Inline;

/// How many comments and line ends in a row are looked across.
const NEAR_INLINES: usize = 100;

/// Where lines of blocks that became inlines begin and end, as numbers of inlines on the scratch list.
#[derive(Debug, Default)]
pub(super) struct FlatLines {
    /// After the mark of an item: what follows is on its line.
    begins_after: Option<usize>,
    /// The break that was put after a block.
    last_break: Option<usize>,
}

impl FlatLines {
    /// What comes after the first `count` inlines is on their line.
    pub(super) fn go_on_after(&mut self, count: usize) {
        self.begins_after = Some(count);
    }

    /// The inline at `index` is a break that ends the line of a block; it goes where nothing follows it.
    pub(super) fn end_with(&mut self, index: usize) {
        self.last_break = Some(index);
    }

    /// Whether a line was ended by a break that may have to go.
    pub(super) fn has_break(&self) -> bool {
        self.last_break.is_some()
    }

    /// Whether a break must separate a block that comes next from the `inlines` of its leaf, which begin at `from`.
    /// `is_hidden` holds for the numbers of those that do not count.
    pub(super) fn needs_break(&self, inlines: &[Inline], from: usize, is_hidden: impl Fn(usize) -> bool) -> bool {
        let visible = |&(index, inline): &(usize, &Inline)| is_seen(inline) && !is_hidden(index);
        let before = inlines.iter().enumerate().skip(from);
        match before.rev().take(NEAR_INLINES).find(visible) {
            None | Some((_, Inline::HardBreak(_))) => false,
            Some((index, _)) => self.begins_after != Some(index + 1),
        }
    }

    /// Takes the break away that ends the inlines after `from`, if it is one that only a block needed; whether it was.
    pub(super) fn drop_break(&mut self, inlines: &mut Vec<Inline>, from: usize) -> bool {
        let Some(at) = self.last_break.filter(|&at| at >= from) else { return false };
        let is_last = matches!(inlines.get(at), Some(Inline::HardBreak(_))) && !inlines[at + 1..].iter().any(is_seen);
        self.last_break = None;
        if is_last {
            inlines.remove(at);
        }
        is_last
    }
}

/// Whether `inline` is anything to see.
fn is_seen(inline: &Inline) -> bool {
    /// Blanks that are looked across, in bytes.
    const NEAR_BLANKS: usize = 100;
    match inline {
        Inline::Comment(_) | Inline::SoftBreak(_) => false,
        Inline::Text(words) => words.text.len() > NEAR_BLANKS || !words.text.trim().is_empty(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::text::Text;
    use crate::tree::{Break, Words};

    fn text(text: &str) -> Inline {
        Inline::Text(Words { text: Text::from(text), span: Span::NONE })
    }

    fn hard_break() -> Inline {
        Inline::HardBreak(Break { span: Span::NONE })
    }

    #[track_caller]
    fn needs(inlines: &[Inline], from: usize, expected: bool) {
        assert_eq!(FlatLines::default().needs_break(inlines, from, |_| false), expected, "{inlines:?} from {from}");
    }

    #[test]
    fn a_block_is_on_a_line_of_its_own() {
        needs(&[], 0, false);
        needs(&[text("a")], 0, true);
        needs(&[text("a")], 1, false);
        needs(&[text("a"), text(" ")], 0, true);
        needs(&[text("a"), hard_break()], 0, false);
        let mut lines = FlatLines::default();
        lines.go_on_after(1);
        assert!(!lines.needs_break(&[text("\u{2022} ")], 0, |_| false), "an item begins on the line of its mark");
        assert!(!FlatLines::default().needs_break(&[text("<p>")], 0, |_| true), "its own start tag goes");
    }

    #[test]
    fn a_break_goes_where_nothing_follows() {
        let mut lines = FlatLines::default();
        let mut inlines = vec![text("a"), hard_break(), text(" ")];
        lines.end_with(1);
        assert!(lines.has_break() && lines.drop_break(&mut inlines, 0) && !lines.has_break());
        assert_eq!(inlines, [text("a"), text(" ")]);
        let mut inlines = vec![text("a"), hard_break(), text("b")];
        lines.end_with(1);
        assert!(!lines.drop_break(&mut inlines, 0) && inlines.len() == 3);
    }
}
