//! What is read where something else is than JSON has: of a start without `{`, of other values, colons and quotes, of comments, and of
//! strings without their closing quote.

use super::super::Kind;
use super::super::fault::{Fault, is_word};
use super::super::start::{Start, is_quote};
use super::{Open, Reader, Step};
use crate::payload::json::keys::Keys;
use crate::source::{Next, first_line};

/// How often the text may be read again, as strings without closing quote are ended at their line. In `"a\n\"a\n\"a…` each
/// line would otherwise be read to the end of the text.
const MOST_REREAD: usize = 4;

/// Where the ends of comments are next, and the end of the line.
#[derive(Default)]
pub(super) struct Ends {
    line: Next,
    block: Next,
    note: Next,
    near: Next,
}

impl Reader<'_> {
    /// The first step. An object without `{`, as in `"id": 1 }`, is read all the same, and what is left before one is skipped.
    #[inline(never)]
    pub(super) fn begin(&mut self) -> Step {
        self.skip_space();
        let text = self.text.get(self.at..).unwrap_or_default();
        let is_whole = |start: &Start| start.key.is_none() && (start.left == 0 || text.starts_with('['));
        let Some(start) = Start::of(text).filter(|start| !is_whole(start)) else { return Step::Value };
        let fault = Fault::expected(self.text, "`{`", self.at);
        let at = self.at;
        self.fault(if start.left == 0 { fault.with_fix(at..at, "{") } else { fault });
        self.at += start.left;
        if start.key.is_none() {
            return Step::Value;
        }
        self.open.push(Open { node: self.nodes.len() as u32, kind: Kind::Object, keys: Keys::default() });
        self.push(Kind::Object, self.at..self.at);
        Step::FirstKey
    }

    /// Something else is where a value should.
    #[cold]
    pub(super) fn no_value(&mut self) -> Step {
        let start = self.at;
        let Some(found) = self.peek() else { return self.end("a value") };
        self.fault(Fault::expected(self.text, "a value", start));
        if self.comment() {
            return Step::Value;
        }
        match found {
            b'}' | b']' | b',' if self.in_object() => self.push(Kind::Null, start..start),
            b'}' | b']' => return self.mismatch(found),
            // `"a" :: 1`, `"a" => 1`
            b':' | b'>' if self.in_object() => {
                self.mend(start..start + 1, "");
                self.at += 1;
                return Step::Value;
            }
            _ if self.odd_string() || self.odd_literal() || self.in_object() && self.words() => {}
            _ => {
                self.at = self.word().end.max(self.next_character());
                self.push(Kind::Null, start..self.at);
            }
        }
        Step::After
    }

    /// Reads `True`, `None` and their like, of which there is a fault already.
    fn odd_literal(&mut self) -> bool {
        let word = self.word();
        let written = self.text.get(word.clone()).unwrap_or_default();
        let (literal, kind) = match written.to_ascii_lowercase().as_str() {
            "true" => ("true", Kind::True),
            "false" => ("false", Kind::False),
            "null" | "none" | "nan" | "undefined" => ("null", Kind::Null),
            _ => return false,
        };
        self.mend(word.clone(), literal);
        self.at = word.end;
        self.push(kind, word);
        true
    }

    /// Something else is after a key, where a `:` should be.
    #[cold]
    pub(super) fn no_colon(&mut self) -> Step {
        let end = self.nodes.last().map_or(self.at, |key| key.end as usize);
        let fault = Fault::expected(self.text, "`:` after a key", self.at);
        let rest = self.text.get(self.at..).unwrap_or_default();
        if let Some(odd) = rest.chars().next().filter(|c| matches!(c, '=' | ';' | '：')) {
            let after = self.at + odd.len_utf8();
            self.fault(fault.with_fix(self.at..after, ":"));
            self.at = after;
            return Step::Value;
        }
        // `""required": true`
        let is_empty = self.nodes.last().is_some_and(|key| self.text.get(key.start as usize..end) == Some("\"\""));
        if is_empty && rest.starts_with(is_word) {
            self.fault(fault.with_fix(end - 1..end, ""));
            self.nodes.pop();
            self.at = end - 1;
            return self.key();
        }
        // `"required"": true`, `required": true`
        if rest.strip_prefix('"').is_some_and(|rest| rest.trim_ascii_start().starts_with(':')) {
            self.fault(fault.with_fix(self.at..self.at + 1, ""));
            self.at += 1;
            return self.colon();
        }
        self.fault(fault.with_fix(end..end, ":"));
        self.colon_or_nothing()
    }

    /// Skips a comment, which JSON does not have and of which there is a fault already: `/* … */`, `// …`, `# …` or `<!-- … -->`.
    /// What its author took out is not read.
    #[cold]
    pub(super) fn comment(&mut self) -> bool {
        let Some(opener) = self.comment_opener() else { return false };
        let (text, from) = (self.text.as_bytes(), self.at + opener.len());
        let find =
            |closer: &str| memchr::memmem::find(&text[from..], closer.as_bytes()).map(|at| from + at + closer.len());
        let ends = &mut self.ends;
        let line = ends.line.offset(from, || memchr::memchr2(b'\n', b'\r', &text[from..]).map(|at| from + at));
        let line = line.unwrap_or(text.len());
        self.at = match opener {
            "/*" => ends.block.offset(from, || find("*/")).unwrap_or(from),
            "<!--" => {
                // What is nearly `-->` ends it as well, on its line.
                let end = ends.note.offset(from, || find("-->"));
                let near = ends.near.offset(from, || find("-- >"));
                let near = near.filter(|near| *near <= line && end.is_none_or(|end| near < &end));
                near.or(end).unwrap_or(from)
            }
            _ => line,
        };
        true
    }

    /// What begins the comment that comes next: `""` for one that ends with its line.
    pub(super) fn comment_opener(&self) -> Option<&'static str> {
        match self.rest() {
            [b'/', b'*', ..] => Some("/*"),
            [b'<', b'!', b'-', b'-', ..] => Some("<!--"),
            // In `#fff` and `//example.com` there is a word.
            [b'/', b'/', next, ..] | [b'#', next, ..] if next.is_ascii_whitespace() || self.begins_line() => Some(""),
            _ => None,
        }
    }

    /// Whether nothing but blanks is on the line before what comes next.
    fn begins_line(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default().trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with(['\n', '\r'])
    }

    /// Reads a string between quotes that JSON does not have, `'id'`, `“id”` or `\"id\"`, of which there is a fault already. It ends
    /// at a quote of its kind that something other than words comes after, on its line: `'don't'` is one.
    #[cold]
    pub(super) fn odd_string(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_single = |c: char| matches!(c, '\'' | '\u{2018}'..='\u{201b}');
        let escaped = rest.strip_prefix("\\\"");
        let first = rest.chars().next().filter(|c| is_quote(*c) && *c != '"').or(escaped.map(|_| '"'));
        let Some(first) = first.filter(|_| self.at >= self.no_odd_string) else { return false };
        let inner = escaped.unwrap_or_else(|| &rest[first.len_utf8()..]);
        let line = first_line(inner);
        let start = self.at + rest.len() - inner.len();
        let closer = line.char_indices().find(|(at, c)| {
            let after = || line[at + c.len_utf8()..].trim_start_matches([' ', '\t']);
            is_quote(*c)
                && is_single(*c) == is_single(first)
                && (after().is_empty() || after().starts_with([',', ':', '}', ']', '，', '：']))
        });
        // `'id": 1`
        let other = || line.char_indices().find(|(at, c)| *c == '"' && line[at + 1..].trim_start().starts_with(':'));
        let Some((length, closer)) = closer.or_else(other) else {
            self.no_odd_string = start + line.len();
            return false;
        };
        let string = if escaped.is_some() { line[..length].strip_suffix('\\') } else { None };
        let string = string.unwrap_or(&line[..length]);
        self.push(Kind::String, start..start + string.len());
        if let Some(node) = self.nodes.last_mut() {
            node.special = string.contains('\\');
        }
        self.at = start + length + closer.len_utf8();
        true
    }

    /// Something other than what is `expected` follows a string: where the string runs over a line end, it probably
    /// lacks its closing quote, and is read again up to there.
    #[cold]
    pub(super) fn reopen_string(&mut self, expected: &str) -> bool {
        let is_last = self.nodes.last().is_some_and(|node| {
            node.kind == Kind::String && node.end as usize == self.last_end() && self.first_line_end.is_some()
        });
        if !is_last {
            return false;
        }
        self.fault(Fault::expected(self.text, expected, self.at));
        self.end_at_line()
    }

    /// Ends the last string at its first line end, before white space and a comma there, and goes on after it.
    #[cold]
    pub(super) fn end_at_line(&mut self) -> bool {
        let (Some(line_end), Some(node)) = (self.first_line_end.take(), self.nodes.last_mut()) else { return false };
        let line = without_closers(self.text.get(node.start as usize..line_end).unwrap_or_default());
        if line.len() < 2 {
            return false;
        }
        let end = node.start as usize + line.len();
        self.reread += self.at.saturating_sub(end);
        if self.reread / MOST_REREAD > self.text.len() {
            return false;
        }
        node.end = end as u32;
        self.at = end;
        if let Some(fault) = self.fault.as_mut().filter(|fault| fault.fix.is_none() && fault.line_end.is_some()) {
            fault.fix = Some((end..end, "\"".into()));
        }
        true
    }
}

/// The `line` of a string that lacks its closing quote, without what closes the objects and lists around it: `"Open it. } ] },`.
/// In `"Open [vm]` the bracket is the string's.
fn without_closers(line: &str) -> &str {
    let line = line.trim_end();
    let words = line.trim_end_matches(['}', ']', ',', ' ', '\t']);
    let closers = &line[words.len()..];
    let brackets = closers.matches(['}', ']']).count();
    if closers.contains('}') && (brackets > 1 || closers.starts_with(' ')) {
        return words;
    }
    line.strip_suffix(',').unwrap_or(line).trim_end()
}
