//! What the children of a component say.

use std::ops::Range;

use super::{Aggregation, Child, Cursor, OtherChild, Reader, Spanned, Text};
use crate::diagnostic::Code;
use crate::metadata::nearest;
use crate::source::quoted_snippet;
use crate::span::Span;

impl Reader<'_> {
    /// Reads a text; an empty one is absent.
    pub(super) fn text(&mut self, child: &Child, slot: &mut Option<Spanned<Text>>) {
        let value = self.value(child);
        self.set(child, slot, value);
    }

    /// Reads a list, at whose commas comments do not count.
    pub(super) fn list(&mut self, child: &Child, list: &mut Vec<Spanned<Text>>) {
        if let Some(first) = list.first() {
            let first = first.span;
            return self.report_repeated(child, first);
        }
        let mut start = child.value.start;
        for end in self.commas(child.value.clone()).into_iter().chain([child.value.end]) {
            let item = self.trimmed(start..end);
            let text = self.plain(item.clone());
            if !text.is_empty() {
                let item = Spanned::new(text, self.span(item.clone()));
                self.push(list, item, start..end);
            }
            start = end + 1;
        }
        if list.is_empty() {
            self.note_empty(child);
        }
    }

    /// Reads `true` or `false`, in any case.
    pub(super) fn truth(&mut self, child: &Child, slot: &mut Option<Spanned<bool>>) {
        let Some(written) = self.value(child) else { return };
        let known = [true, false].into_iter().find(|known| written.eq_ignore_ascii_case(&known.to_string()));
        if known.is_none() {
            self.report_value(child, "`true` or `false`", &written, None);
        }
        let value = known.map(|known| Spanned::new(known, written.span));
        self.set(child, slot, value);
    }

    /// Reads a number of things.
    pub(super) fn count(&mut self, child: &Child, slot: &mut Option<Spanned<u32>>) {
        let Some(written) = self.value(child) else { return };
        let count = written.bytes().all(|byte| byte.is_ascii_digit()).then(|| written.parse().ok()).flatten();
        if count.is_none() {
            self.report_value(child, "a whole number", &written, None);
        }
        let value = count.map(|count| Spanned::new(count, written.span));
        self.set(child, slot, value);
    }

    /// Reads what a chart draws; what the format does not know is kept.
    pub(super) fn aggregation(&mut self, child: &Child, slot: &mut Option<Spanned<Aggregation>>) {
        let Some(written) = self.value(child) else { return };
        if Aggregation::known(&written).is_none() {
            let words = || Aggregation::KNOWN.iter().map(Aggregation::as_str);
            let meant = Aggregation::meant_by(&written).or_else(|| nearest(&written, words()).map(Aggregation::from));
            self.report_value(child, "`Sum`, `Avg`, `Count`, `Min` or `Max`", &written, meant.as_ref());
        }
        let value = Spanned::new(Aggregation::from(written.inner), written.span);
        self.set(child, slot, Some(value));
    }

    /// Keeps a child that the format does not know.
    pub(super) fn other(&mut self, cursor: &Cursor, child: &Child, other: &mut Vec<OtherChild>) {
        debug_assert!(child.known.is_none(), "a child of `elements!` that nothing reads");
        let (written, name) = (&self.text[child.name.clone()], cursor.element.name());
        let hint = nearest(written, cursor.element.children().iter().copied());
        let hint = hint.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        let message = format!("expected a child of `{name}`, found {}{hint}", quoted_snippet(written));
        self.warn(Code::COMPONENT_CHILD_UNKNOWN, child.name.clone(), message, None);
        let name = Spanned::new(self.shared(child.name.clone()), self.span(child.name.clone()));
        let value = Spanned::new(self.plain(child.value.clone()), self.span(child.value.clone()));
        self.push(other, OtherChild { name, value }, child.whole.clone());
    }

    /// Sets `slot`, unless another child did.
    fn set<T>(&mut self, child: &Child, slot: &mut Option<Spanned<T>>, value: Option<Spanned<T>>) {
        match slot {
            Some(first) => {
                let first: Span = first.span;
                self.report_repeated(child, first);
            }
            None => *slot = value,
        }
    }

    /// What `child` says, if it says something.
    fn value(&mut self, child: &Child) -> Option<Spanned<Text>> {
        let text = self.plain(child.value.clone());
        if text.is_empty() {
            self.note_empty(child);
            return None;
        }
        Some(Spanned::new(text, self.span(child.value.clone())))
    }

    /// Remembers a child that says nothing: of each name the first.
    fn note_empty(&mut self, child: &Child) {
        let known = child.known.unwrap_or_default();
        if self.parent.empty.iter().all(|(name, _)| *name != known) {
            self.parent.empty.push((known, child.whole.clone()));
        }
    }

    fn report_value(&mut self, child: &Child, expected: &str, written: &str, meant: Option<&Aggregation>) {
        let name = child.known.unwrap_or_default();
        let hint = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        let message = format!("expected {expected} in `{name}`, found {}{hint}", quoted_snippet(written));
        let fix = meant.map(|meant| (child.value.clone(), meant.to_string()));
        self.warn(Code::COMPONENT_CHILD_VALUE, child.value.clone(), message, fix);
    }

    /// `range` as plain text: without comments, its entities decoded, a space for all white space that is in one place.
    fn plain(&self, range: Range<usize>) -> Text {
        let written = &self.text[range.clone()];
        let single = !written.contains("  ") && !written.contains(|c: char| c.is_whitespace() && c != ' ');
        if single && !written.contains(['&', '<']) {
            return self.shared(range);
        }
        let text = self.without_comments(range);
        let text = if self.quoted { without_quote_marks(&text) } else { text };
        let decoded = (self.decode)(&text);
        let mut plain = String::with_capacity(decoded.len());
        for word in decoded.split_whitespace() {
            plain.push_str(if plain.is_empty() { "" } else { " " });
            plain.push_str(word);
        }
        Text::from(plain)
    }

    fn shared(&self, range: Range<usize>) -> Text {
        Text::shared(self.source, Span::new(self.start + range.start, self.start + range.end))
    }

    /// The text of `range` with nothing in the place of comments.
    fn without_comments(&self, range: Range<usize>) -> String {
        let mut text = String::new();
        let mut at = range.start;
        while let Some(found) = self.text[at..range.end].find("<!--") {
            text.push_str(&self.text[at..at + found]);
            at = self.comments.end(at + found).unwrap_or(range.end).min(range.end);
        }
        text.push_str(&self.text[at..range.end]);
        text
    }

    /// Where commas are in `range`, outside of comments.
    fn commas(&self, range: Range<usize>) -> Vec<usize> {
        let (mut commas, mut at) = (Vec::new(), range.start);
        while let Some(found) = memchr::memchr2(b',', b'<', &self.text.as_bytes()[at..range.end]) {
            at += found;
            if self.text[at..].starts_with("<!--") {
                at = self.comments.end(at).unwrap_or(range.end).min(range.end);
            } else {
                commas.extend(self.text[at..].starts_with(',').then_some(at));
                at += 1;
            }
        }
        commas
    }
}

/// `text` without the `>` that its lines after the first begin with.
fn without_quote_marks(text: &str) -> String {
    let (first, rest) = text.split_at(text.find(['\n', '\r']).unwrap_or(text.len()));
    let rest = rest.lines().map(|line| line.trim_start_matches([' ', '\t', '>']));
    std::iter::once(first).chain(rest).collect::<Vec<_>>().join("\n")
}
