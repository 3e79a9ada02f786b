//! Strings whose quotes are not where JSON has them: quotes that are part of a string and have no `\` before them, as in
//! `"Press "F1" now"`, and words without quotes.

use super::super::Kind;
use super::super::fault::{Fault, is_word};
use super::super::start::key;
use super::Reader;
use crate::source::first_line;

/// Where a string ends whose first quote was not its end.
enum End {
    /// After the quote at this place.
    Quote(usize),
    /// Here, where its quote is missing: `"Press, "order": 1`.
    Missing(usize),
}

impl Reader<'_> {
    /// Something other than what is `expected` follows a string on its line: that is then the rest of the string, whose quotes lack
    /// their `\`, or the string lacks the quote at its end.
    #[cold]
    pub(super) fn string_goes_on(&mut self, expected: &str) -> bool {
        let Some(node) = self.nodes.last().copied().filter(|node| node.kind == Kind::String) else { return false };
        let quote = node.end as usize - 1;
        if quote < self.no_inner_quote || self.last_end() != quote + 1 || !self.may_be_words(quote + 1) {
            return false;
        }
        let from = quote + 1;
        let line = first_line(self.text.get(from..).unwrap_or_default());
        let end = match self.end_of_words(node.start as usize, from, line) {
            // `"What is seen?""`
            Some(End::Quote(last)) if last == quote + 1 => {
                self.fault(Fault::expected(self.text, expected, last).with_fix(last..last + 1, ""));
                self.at = last + 1;
                return true;
            }
            Some(End::Quote(last)) => {
                let message = Fault::expected(self.text, "`\\\"` for a quote in a string", quote);
                let inner = self.text.get(quote..last).unwrap_or_default();
                let inner = inner.trim_end_matches(|c| c != '"');
                self.fault(message.with_fix(quote..quote + inner.len(), escaped(inner)));
                last + 1
            }
            Some(End::Missing(end)) => {
                self.fault(Fault::expected(self.text, expected, self.at).with_fix(end..end, "\""));
                end
            }
            None => {
                self.no_inner_quote = from + line.len();
                return false;
            }
        };
        if let Some(node) = self.nodes.last_mut() {
            node.special |= line.get(..end.saturating_sub(from)).is_some_and(|read| read.contains('\\'));
            node.end = end as u32;
        }
        self.at = end;
        true
    }

    /// Reads the value that comes next, words without quotes, of which there is a fault already: `"a": What is seen?, "b": 1`.
    #[cold]
    pub(super) fn words(&mut self) -> bool {
        let from = self.at;
        if from < self.no_words {
            return false;
        }
        let line = first_line(self.text.get(from..).unwrap_or_default());
        let mut at = 0;
        let (mut end, mut next) = (line.len(), line.len());
        while let Some(found) = line[at..].find(['"', ',', '}', ']']).map(|found| at + found) {
            let is_quote = line[found..].starts_with('"');
            let after = if is_quote { found + 1 } else { found };
            if self.ends_string(&line[after..]) {
                (end, next) = (found, after);
                break;
            }
            at = found + 1 + line[found + 1..].bytes().take_while(|byte| matches!(byte, b'}' | b']' | b' ')).count();
        }
        let words = line[..end].trim_end();
        // In `\"a\": \"b\", \"c\": 1` there are keys.
        if words.is_empty() || words.contains("\":") {
            self.no_words = from + end;
            return false;
        }
        self.push(Kind::String, from..from + words.len());
        if let Some(node) = self.nodes.last_mut() {
            node.special = words.contains('\\');
        }
        let quoted = format!("\"{}\"", escaped(words));
        let replaced = if next > end { next } else { words.len() };
        self.mend(from..from + replaced, quoted);
        self.at = from + next;
        true
    }

    /// After a key that lacks its closing quote, `"a: "b"`, its value is next.
    #[cold]
    pub(super) fn key_ends_early(&mut self) -> bool {
        let Some(node) = self.nodes.last_mut().filter(|node| node.kind == Kind::String) else { return false };
        let (start, end) = (node.start as usize, node.end as usize);
        let written = self.text.get(start..end).unwrap_or_default();
        let Some(key) = written.strip_suffix('"').and_then(|key| key.trim_end().strip_suffix(':')) else {
            return false;
        };
        let key = key.trim_end();
        if key.len() < 2 || !key[1..].chars().all(is_word) {
            return false;
        }
        let key_end = start + key.len();
        node.end = key_end as u32;
        self.fault(Fault::expected(self.text, "`\"` after a key", key_end).with_fix(key_end..key_end, "\""));
        self.at = end - 1;
        true
    }

    /// Whether what comes next may be words of the string that ended at `end`, and not what JSON may have there, or nearly.
    fn may_be_words(&self, end: usize) -> bool {
        let is_near = self.at == end;
        let on_line = || !self.text.get(end..self.at).is_some_and(|between| between.contains(['\n', '\r']));
        match self.peek() {
            None | Some(b',' | b':' | b'}' | b']') => false,
            // In a list, and before a key, a comma is missing.
            Some(b'"') => {
                let rest = self.text.get(self.at..).unwrap_or_default();
                self.in_object() && on_line() && key(rest).is_none()
            }
            Some(b'{' | b'[') => self.in_object() && is_near,
            Some(_) => on_line() && self.comment_opener().is_none(),
        }
    }

    /// Where the string that begins at `start` ends in `line`, which begins after its first quote, at `from`.
    fn end_of_words(&self, start: usize, from: usize, line: &str) -> Option<End> {
        let mut before = from;
        for (at, _) in line.match_indices('"') {
            let quote = from + at;
            let escapes = line[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
            if escapes % 2 == 1 {
                continue;
            }
            if self.ends_string(&line[at + 1..]) {
                return Some(End::Quote(quote));
            }
            // What comes before the key of the next member.
            let words = self.text.get(start..before - 1).unwrap_or_default().trim_end();
            let member = self.text.get(before - 1..from + line.len()).unwrap_or_default();
            if let Some(words) = words.strip_suffix(',').filter(|_| key(member) == Some(quote + 2 - before)) {
                return Some(End::Missing(start + words.trim_end().len())).filter(|_| words.len() > 1);
            }
            before = quote + 1;
        }
        None
    }

    /// Whether a string can end where `after` follows on its line.
    fn ends_string(&self, after: &str) -> bool {
        let blanks = [' ', '\t'];
        let after = after.trim_start_matches(blanks);
        let rest = after.trim_start_matches(['}', ']', ' ', '\t']);
        if rest.is_empty() {
            return true;
        }
        let Some(next) = rest.strip_prefix(',').map(|next| next.trim_start_matches(blanks)) else { return false };
        let is_element = rest.len() < after.len() || !self.in_object();
        next.is_empty()
            || next.starts_with("//")
            || next.starts_with("/*")
            || key(next).is_some()
            || is_element && next.starts_with(['"', '{', '['])
    }
}

/// `inner` with a `\` before each quote that has none.
fn escaped(inner: &str) -> String {
    let mut text = String::with_capacity(inner.len() + 8);
    let mut is_escaped = false;
    for c in inner.chars() {
        if c == '"' && !is_escaped {
            text.push('\\');
        }
        is_escaped = c == '\\' && !is_escaped;
        text.push(c);
    }
    text
}
