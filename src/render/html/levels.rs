//! [`Levels`]: headings without skipped levels.

/// The levels at which the headings so far show, where none is skipped: each is one below the heading that it belongs to.
///
/// ```text
/// written    h1 h3 h4 h2 h4
/// shown      h1 h2 h3 h2 h3
/// ```
///
/// The first keeps its level, as one without a heading above it does: it may be below headings of the host.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Levels {
    /// For each written level, from 1, the level at which the last heading of it shows, if a heading may still belong to that.
    shown: [Option<u8>; 6],
}

impl Levels {
    /// As after a title.
    pub(super) fn below_title() -> Levels {
        let mut levels = Levels::default();
        levels.next(1);
        levels
    }

    /// The level at which a heading that is written with `level` shows.
    pub(super) fn next(&mut self, level: u8) -> u8 {
        let level = level.clamp(1, 6);
        let (above, below) = self.shown.split_at_mut(usize::from(level) - 1);
        let shown = above.iter().rev().find_map(|shown| *shown).map_or(level, |shown| shown + 1);
        below.fill(None);
        if let Some(own) = below.first_mut() {
            *own = Some(shown);
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shows(mut levels: Levels, written: &[u8], expected: &[u8]) {
        let shown: Vec<u8> = written.iter().map(|level| levels.next(*level)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn no_level_is_skipped() {
        shows(Levels::default(), &[1, 3, 4, 2, 4], &[1, 2, 3, 2, 3]);
        shows(Levels::default(), &[1, 3, 3, 6], &[1, 2, 2, 3]);
        shows(Levels::default(), &[3, 5, 2, 6, 1, 2], &[3, 4, 2, 3, 1, 2]);
        shows(Levels::default(), &[1, 2, 3, 4, 5, 6], &[1, 2, 3, 4, 5, 6]);
        shows(Levels::below_title(), &[3, 2], &[2, 2]);
        shows(Levels::below_title(), &[1, 3], &[1, 2]);
        shows(Levels::default(), &[0, 9], &[1, 2]);
    }
}
