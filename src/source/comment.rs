//! Where a comment ends (format §3), and what is left of a text without its comments.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

use memchr::memmem;

use super::Next;

/// Finds the ends of the comments of a text, in linear time if they are asked for in order.
#[derive(Debug)]
pub(crate) struct Comments<'t> {
    text: &'t str,
    abrupt: Abrupt,
    arrow: Cell<Next>,
    /// Where the comment that opens at an offset has its balancing end; made when first needed.
    balance: OnceCell<HashMap<usize, usize>>,
}

/// What `<!-->` and `<!--->` are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Abrupt {
    /// Comments, as CommonMark and HTML have it.
    Comment,
    /// Openers, as the header and what is around a payload are read.
    Opener,
}

impl<'t> Comments<'t> {
    /// The comments of Markdown.
    pub(crate) fn new(text: &'t str) -> Comments<'t> {
        Comments { text, abrupt: Abrupt::Comment, arrow: Cell::default(), balance: OnceCell::new() }
    }

    /// The comments of text that no Markdown parser reads: every `<!--` needs its `-->`, that of `<!-->` too.
    pub(crate) fn plain(text: &'t str) -> Comments<'t> {
        Comments { abrupt: Abrupt::Opener, ..Comments::new(text) }
    }

    /// The offset after the first `-->` of the comment whose inside starts at `inside`.
    pub(crate) fn first_end(&self, inside: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(inside..)?;
        if self.abrupt == Abrupt::Comment && rest.starts_with(b">") {
            return Some(inside + 1);
        }
        if self.abrupt == Abrupt::Comment && rest.starts_with(b"->") {
            return Some(inside + 2);
        }
        // Few `>` are in a comment: looking for them is less work than to make ready a search for `-->`.
        let find = || memchr::memchr_iter(b'>', rest).find(|&at| rest[..at].ends_with(b"--")).map(|at| inside + at - 2);
        let mut arrow = self.arrow.get();
        let start = arrow.offset(inside, find);
        self.arrow.set(arrow);
        start.map(|at| at + 3)
    }

    /// The offset after the `-->` that balances the `<!--` at `at`, where comments are in one another.
    pub(crate) fn balanced_end(&self, at: usize) -> Option<usize> {
        self.balance.get_or_init(|| balance(self.text, self.abrupt)).get(&at).copied()
    }

    /// The offset after the comment at `at`: after its first `-->` or, where another `<!--` comes before that, after the
    /// balancing one if there is one.
    pub(crate) fn end(&self, at: usize) -> Option<usize> {
        let inside = at + 4;
        let first = self.first_end(inside)?;
        // In `<!-- a <!-->` the end holds the dashes of another opener, which counts only where `<!-->` is a comment.
        let read = match self.abrupt {
            Abrupt::Comment => first,
            Abrupt::Opener => first - 3,
        };
        if holds_opener(&self.text[inside..read]) { self.balanced_end(at).or(Some(first)) } else { Some(first) }
    }
}

/// `source` without the comments in it, nor the lines that held nothing else. One that does not end goes to the end.
pub(crate) fn without_comments(source: &str) -> Cow<'_, str> {
    if !source.contains("<!--") {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let comments = Comments::new(source);
    let mut rest = source;
    while let Some(at) = rest.find("<!--") {
        out.push_str(&rest[..at]);
        let end = comments.end(source.len() - rest.len() + at);
        rest = end.map_or("", |end| &source[end..]);
        // Without `<!--b-->`, `<!<!--b-->--/$a-->` would hold a marker that its author did not write.
        if ["<", "<!", "<!-"].iter().any(|start| out.ends_with(start) && rest.starts_with(&"<!--"[start.len()..])) {
            out.push(' ');
        }
        // The line is looked back over only where it ends: comments after many spaces would each look at all of these.
        let Some(next) = rest.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n') else { continue };
        let line = out.trim_end_matches([' ', '\t']).len();
        if line == 0 || out[..line].ends_with('\n') {
            out.truncate(line);
            rest = next;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether `c` is a hyphen, or a dash that an editor makes of hyphens.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether `c` is a dash that an editor makes of hyphens.
pub(crate) fn is_long_dash(c: char) -> bool {
    c != '-' && is_dash(c)
}

/// Whether the inside of a comment opens another.
pub(crate) fn holds_opener(inside: &str) -> bool {
    memmem::find(inside.as_bytes(), b"<!--").is_some()
}

/// For each `<!--` of `text` that has one: the offset after its balancing `-->`.
fn balance(text: &str, abrupt: Abrupt) -> HashMap<usize, usize> {
    // The dashes of `<!-->` end a comment only where it is an opener whose dashes count twice.
    let opener = match abrupt {
        Abrupt::Comment => 4,
        Abrupt::Opener => 2,
    };
    let mut ends = HashMap::new();
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'<', b'-', &text.as_bytes()[at..]) {
        at += found;
        if text[at..].starts_with("<!--") {
            open.push(at);
            at += opener;
        } else if text[at..].starts_with("-->") {
            if let Some(start) = open.pop() {
                ends.insert(start, at + 3);
            }
            at += 3;
        } else {
            at += 1;
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shown(source: &str, expected: &str) {
        assert_eq!(without_comments(source), expected);
    }

    #[test]
    fn comments_are_not_shown() {
        shown("<metric>\n</metric>", "<metric>\n</metric>");
        shown("<metric>\n  <!-- ask -->\n  <name>a</name><!--b-->\n</metric>", "<metric>\n  <name>a</name>\n</metric>");
        shown("<metric><!--\n\n-->a</metric>", "<metric>a</metric>");
        shown("<metric>a<!-- b</metric>", "<metric>a");
        shown("<!--a--><!--b-->\nc", "c");
        shown("<!<!--a-->--/$b-->", "<! --/$b-->");
        shown("<metric><!-- a <!-- b --> c -->d</metric>", "<metric>d</metric>");
    }

    #[track_caller]
    fn ends(text: &str, in_markdown: Option<usize>, plain: Option<usize>) {
        assert_eq!(Comments::new(text).end(0), in_markdown, "{text:?}");
        assert_eq!(Comments::plain(text).end(0), plain, "{text:?}");
    }

    #[test]
    fn comments_end() {
        ends("<!-- a -->b-->", Some(10), Some(10));
        ends("<!-- a", None, None);
        ends("<!-- a <!-- b --> c -->d", Some(23), Some(23));
        ends("<!-- a <!-- b -->", Some(17), Some(17));
        ends("<!---->", Some(7), Some(7));
        ends("<!-->a-->", Some(5), Some(9));
        ends("<!--->a-->", Some(6), Some(10));
        ends("<!--><!-- a -->", Some(5), Some(5));
        ends("<!---><!-->a", Some(6), Some(11));
    }
}
