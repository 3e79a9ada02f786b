//! [`Out`]: where a host writes what it renders itself.

use std::fmt;

/// What a host writes in the place of something: a block of HTML, or lines of text. It is trusted, and not escaped.
pub struct Out {
    text: String,
    /// How many bytes there may be.
    most: usize,
    is_full: bool,
    escape: fn(&mut String, &str),
}

impl Out {
    /// An empty place for at most `most` bytes, where `escape` is how text is written.
    pub(crate) fn new(most: usize, escape: fn(&mut String, &str)) -> Out {
        Out { text: String::new(), most, is_full: false, escape }
    }

    /// What was written; none where it was more than there may be.
    pub(crate) fn finish(self) -> Option<String> {
        (!self.is_full).then_some(self.text)
    }

    /// How many more bytes there may be.
    #[cfg(feature = "help")]
    pub(crate) fn room(&self) -> usize {
        self.most.saturating_sub(self.text.len())
    }

    /// Writes `markup` as it is.
    pub fn push_str(&mut self, markup: &str) {
        if self.has_room(markup) {
            self.text.push_str(markup);
        }
    }

    /// Writes `text`, which may be anything, as text: escaped in HTML, for elements and quoted attributes; in plain text as it
    /// is, but for control characters, which show as U+FFFD.
    pub fn push_text(&mut self, text: &str) {
        if self.has_room(text) {
            (self.escape)(&mut self.text, text);
        }
    }

    fn has_room(&mut self, more: &str) -> bool {
        self.is_full |= self.text.len() + more.len() > self.most;
        !self.is_full
    }
}

/// Fails where the output has reached its limit; rendering then fails, whatever is returned.
impl fmt::Write for Out {
    fn write_str(&mut self, markup: &str) -> fmt::Result {
        self.push_str(markup);
        if self.is_full { Err(fmt::Error) } else { Ok(()) }
    }
}

impl fmt::Debug for Out {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Out").field(&self.text).finish()
    }
}
