//! Comments of a body: where they end, and the text in them.

use crate::source::Comments;

/// Where comments end, and what is in them.
pub(super) struct CommentReader<'t> {
    body: &'t str,
    pub(super) ends: Comments<'t>,
    /// Where the last comment ended, and where the white space before its `-->` began.
    last: (usize, usize),
}

impl<'t> CommentReader<'t> {
    pub(super) fn new(body: &'t str) -> CommentReader<'t> {
        CommentReader { body, ends: Comments::new(body), last: (0, 0) }
    }

    /// The text of a comment whose inside starts at `inside` and that ends at `close`, without white space at its end.
    /// `<!--<!--<!--… -->`: many comments may seem to end at one offset; what is before it is read once.
    pub(super) fn text(&mut self, inside: usize, close: usize) -> &'t str {
        if self.last.0 != close {
            let end =
                self.body[inside..close].strip_suffix("-->").map_or(inside, |text| inside + text.trim_end().len());
            self.last = (close, end);
        }
        self.body.get(inside..self.last.1).unwrap_or_default()
    }
}
