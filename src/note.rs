//! Author's notes: where a comment ends (format §3), and what stands around them.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memmem;

/// Finds the ends of the comments of a text, in linear time if they are asked for in order.
#[derive(Debug)]
pub(crate) struct Notes<'t> {
    text: &'t str,
    arrow: Next,
    /// Where the comment that opens at a place has its balancing end; made when first needed.
    balance: Option<HashMap<usize, usize>>,
}

impl<'t> Notes<'t> {
    pub(crate) fn new(text: &'t str) -> Notes<'t> {
        Notes { text, arrow: Next::default(), balance: None }
    }

    /// The offset behind the first `-->` of the comment whose inside starts at `inside`.
    pub(crate) fn first_end(&mut self, inside: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[inside..];
        if rest.starts_with(b">") {
            return Some(inside + 1);
        }
        if rest.starts_with(b"->") {
            return Some(inside + 2);
        }
        let find = || memchr::memchr_iter(b'>', rest).find(|&at| rest[..at].ends_with(b"--")).map(|at| inside + at - 2);
        self.arrow.place(inside, find).map(|at| at + 3)
    }

    /// The offset behind the `-->` that balances the `<!--` at `at`, where comments stand in one another.
    pub(crate) fn balanced_end(&mut self, at: usize) -> Option<usize> {
        self.balance.get_or_insert_with(|| balance(self.text)).get(&at).copied()
    }

    /// The offset behind the comment at `at`.
    pub(crate) fn end(&mut self, at: usize) -> Option<usize> {
        let inside = at + 4;
        let first = self.first_end(inside)?;
        match holds_opener(&self.text[inside..first]) {
            true => self.balanced_end(at).or(Some(first)),
            false => Some(first),
        }
    }
}

/// The source of a component without the author's notes in it, nor the lines that held nothing else (format §3).
pub(crate) fn without_notes(source: &str) -> Cow<'_, str> {
    if !source.contains("<!--") {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut notes = Notes::new(source);
    let mut rest = source;
    while let Some(at) = rest.find("<!--") {
        out.push_str(&rest[..at]);
        let end = notes.end(source.len() - rest.len() + at);
        rest = end.map_or("", |end| &source[end..]);
        // The line is looked back over only where it ends: comments behind many spaces would each look at all of these.
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

/// Whether the inside of a comment opens another.
pub(crate) fn holds_opener(inside: &str) -> bool {
    memmem::find(inside.as_bytes(), b"<!--").is_some()
}

/// For each `<!--` of `text` that has one: the offset behind its balancing `-->`.
fn balance(text: &str) -> HashMap<usize, usize> {
    let mut ends = HashMap::new();
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'<', b'-', &text.as_bytes()[at..]) {
        at += found;
        if text[at..].starts_with("<!--") {
            open.push(at);
            at += 4;
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

/// Where something stands next, looked for once however often it is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Next(Option<(usize, Option<usize>)>);

impl Next {
    /// The first place at or behind `from`; `find` looks for it.
    pub(crate) fn place(&mut self, from: usize, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        match self.0 {
            Some((start, place)) if start <= from && place.is_none_or(|place| from <= place) => place,
            _ => self.0.insert((from, find())).1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shown(source: &str, expected: &str) {
        assert_eq!(without_notes(source), expected);
    }

    #[test]
    fn notes_are_not_shown() {
        shown("<metric>\n</metric>", "<metric>\n</metric>");
        shown("<metric>\n  <!-- ask -->\n  <name>a</name><!--b-->\n</metric>", "<metric>\n  <name>a</name>\n</metric>");
        shown("<metric><!--\n\n-->a</metric>", "<metric>a</metric>");
        shown("<metric>a<!-- b</metric>", "<metric>a");
        shown("<!--a--><!--b-->\nc", "c");
        shown("<metric><!-- a <!-- b --> c -->d</metric>", "<metric>d</metric>");
        shown("  <!--a--> \t\nb", "b");
        shown("a  <!--b-->\nc", "a  \nc");
    }

    #[test]
    fn many_notes_after_many_spaces_take_time_in_proportion() {
        let (spaces, notes) = (" ".repeat(1 << 20), "<!--a-->".repeat(1 << 17));
        let begun = std::time::Instant::now();
        shown(&format!("{spaces}{notes}b"), &format!("{spaces}b"));
        assert!(begun.elapsed().as_secs() < 10, "each looks back over all of the spaces");
    }
}
