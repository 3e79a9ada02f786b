//! The reader: one pass over the text, without recursion.
//!
//! ```text
//! value  = object / array / string / number / "true" / "false" / "null"
//! object = "{" [ member *( "," member ) ] "}"
//! member = string ":" value
//! array  = "[" [ value *( "," value ) ] "]"
//! ```
//!
//! Each step reads one token and says what must come next. The first fault is kept; what a step does after a fault
//! is its best guess at what the author meant.

mod brackets;
mod damaged;
mod quotes;

use std::ops::Range;

use damaged::Ends;

use super::backslash;
use super::fault::{Fault, is_word};
use super::keys::Keys;
use super::number::{is_number, is_out_of_range};
use super::string::{Escape, plain};
use super::{Controls, Document, Kind, Node};
use crate::payload::MAX_NESTING;

/// What must come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A value.
    Value,
    /// The first element of an array, or its end.
    FirstElement,
    /// An element, after the comma at this place.
    Element(usize),
    /// The first key of an object, or its end.
    FirstKey,
    /// A key, after the comma at this place.
    Key(usize),
    /// What follows a value.
    After,
    /// Nothing: the value is read, or cannot be read on.
    Done,
}

/// An object or array that is being read.
struct Open {
    node: u32,
    kind: Kind,
    keys: Keys,
}

pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    nodes: Vec<Node>,
    open: Vec<Open>,
    controls: Option<Controls>,
    repeated: bool,
    fault: Option<Fault>,
    /// The last raw line end in a string, and the first one of the string read last.
    line_end: Option<usize>,
    first_line_end: Option<usize>,
    /// How many bytes were read again after a string that was ended at its line.
    reread: usize,
    /// Up to where no string between odd quotes ends.
    no_odd_string: usize,
    /// Up to where no string goes on after its first quote.
    no_inner_quote: usize,
    /// Up to where no words without quotes are a value.
    no_words: usize,
    /// The object that ended last.
    last_object: Option<u32>,
    ends: Ends,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Reader<'a> {
        Reader {
            text,
            at: 0,
            nodes: Vec::with_capacity(text.len() / 16 + 4),
            open: Vec::new(),
            controls: None,
            repeated: false,
            fault: None,
            line_end: None,
            first_line_end: None,
            reread: 0,
            no_odd_string: 0,
            no_inner_quote: 0,
            no_words: 0,
            last_object: None,
            ends: Ends::default(),
        }
    }

    pub(super) fn read(mut self) -> Document<'a> {
        let mut step = if u32::try_from(self.text.len()).is_ok() { self.begin() } else { Step::Done };
        while step != Step::Done {
            if step == Step::After && self.open.is_empty() && !self.reopen() {
                break;
            }
            self.skip_space();
            step = match step {
                Step::Value => self.value(),
                Step::FirstElement if self.peek() == Some(b']') => self.close(),
                Step::FirstElement => self.value(),
                Step::Element(comma) if self.peek() == Some(b']') => self.trailing_comma(comma),
                Step::Element(_) => self.value(),
                Step::FirstKey if self.peek() == Some(b'}') => self.close(),
                Step::FirstKey => self.key(),
                Step::Key(comma) if self.peek() == Some(b'}') => self.trailing_comma(comma),
                Step::Key(_) => self.key(),
                Step::After => self.after(),
                Step::Done => Step::Done,
            };
        }
        while !self.open.is_empty() {
            self.close_at(self.at);
        }
        let Reader { text, at, nodes, controls, repeated, fault, .. } = self;
        Document { text, nodes, end: at, controls, repeated, fault }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips white space, of which there is mostly none, one blank, or a line end and the next line's indentation.
    #[inline]
    fn skip_space(&mut self) {
        match self.peek() {
            Some(b' ') => self.at += 1,
            Some(b'\n' | b'\r' | b'\t') => {}
            _ => return,
        }
        if let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.skip_lines();
        }
    }

    fn skip_lines(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(space @ (b' ' | b'\n' | b'\r' | b'\t')) = bytes.get(self.at) {
            self.at += 1;
            if *space == b'\n' {
                let rest = bytes.get(self.at..).unwrap_or_default().as_chunks::<8>().0;
                self.at += 8 * rest.iter().take_while(|chunk| *chunk == b"        ").count();
            }
        }
    }

    fn push(&mut self, kind: Kind, range: Range<usize>) {
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { kind, special: false, start: range.start as u32, end: range.end as u32, next });
    }

    fn value(&mut self) -> Step {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'{') => self.open(Kind::Object, Step::FirstKey),
            Some(b'[') => self.open(Kind::Array, Step::FirstElement),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') if self.rest().starts_with(b"true") => self.literal(Kind::True, 4),
            Some(b'f') if self.rest().starts_with(b"false") => self.literal(Kind::False, 5),
            Some(b'n') if self.rest().starts_with(b"null") => self.literal(Kind::Null, 4),
            _ => self.no_value(),
        }
    }

    fn open(&mut self, kind: Kind, first: Step) -> Step {
        if self.open.len() == MAX_NESTING {
            self.fault(Fault::nesting(self.at));
            self.push(Kind::Null, self.at..self.at);
            return Step::Done;
        }
        self.open.push(Open { node: self.nodes.len() as u32, kind, keys: Keys::default() });
        self.push(kind, self.at..self.at + 1);
        self.at += 1;
        first
    }

    /// Ends the innermost object or array with the bracket that comes next.
    fn close(&mut self) -> Step {
        self.at += 1;
        self.close_at(self.at)
    }

    fn close_at(&mut self, end: usize) -> Step {
        let next = self.nodes.len() as u32;
        let Some(open) = self.open.pop() else { return Step::After };
        let repeated = open.keys.repeat(self.text, &self.nodes, open.node as usize);
        self.repeated |= repeated;
        if let Some(node) = self.nodes.get_mut(open.node as usize) {
            (node.special, node.end, node.next) = (repeated, end as u32, next);
        }
        if open.kind == Kind::Object {
            self.last_object = Some(open.node);
        }
        Step::After
    }

    fn literal(&mut self, kind: Kind, length: usize) -> Step {
        if self.word().len() != length {
            return self.no_value();
        }
        self.push(kind, self.at..self.at + length);
        self.at += length;
        Step::After
    }

    /// The place of the word that comes next.
    fn word(&self) -> Range<usize> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at..self.at + rest.find(|c| !is_word(c)).unwrap_or(rest.len())
    }

    fn number(&mut self) -> Step {
        let word = self.word();
        let digits = self.text.get(word.clone()).unwrap_or_default();
        if !is_number(digits) {
            self.fault(Fault::expected(self.text, "a number as JSON writes it", self.at));
        } else if is_out_of_range(digits) {
            let expected = "a number within the range of 64-bit floating point";
            self.fault(Fault::expected(self.text, expected, self.at));
        }
        self.at = word.end;
        self.push(Kind::Number, word);
        Step::After
    }

    fn next_character(&self) -> usize {
        let character = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        self.at + character.map_or(1, char::len_utf8)
    }

    fn in_object(&self) -> bool {
        self.open.last().is_some_and(|open| open.kind == Kind::Object)
    }

    fn key(&mut self) -> Step {
        match self.peek() {
            Some(b'"') => {
                let key = self.nodes.len() as u32;
                if self.string() == Step::Done {
                    self.push(Kind::Null, self.at..self.at);
                    return Step::Done;
                }
                if let Some((open, node)) = self.open.last_mut().zip(self.nodes.get(key as usize)) {
                    open.keys.notice(self.text, *node);
                }
            }
            None => return self.end("a key in double quotes"),
            Some(found) => {
                if let Some(step) = self.next_object() {
                    return step;
                }
                self.fault(Fault::expected(self.text, "a key in double quotes", self.at));
                if self.comment() {
                    return Step::FirstKey;
                }
                let word = self.word();
                match found {
                    _ if !word.is_empty() => {
                        self.at = word.end;
                        self.push(Kind::String, word);
                    }
                    b'}' | b']' => return self.mismatch(found),
                    _ if self.odd_string() => {}
                    _ => {
                        self.at = self.next_character();
                        return Step::FirstKey;
                    }
                }
            }
        }
        self.colon()
    }

    fn colon(&mut self) -> Step {
        self.skip_space();
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                self.skip_space();
                return self.value();
            }
            None => {
                self.fault(Fault::at_end(self.text, "`:` after a key"));
                self.push(Kind::Null, self.at..self.at);
                return Step::Done;
            }
            Some(_) if self.reopen_string("`:` after a key") => return self.colon_or_nothing(),
            Some(_) if self.key_ends_early() => return Step::Value,
            Some(_) => {}
        }
        self.no_colon()
    }

    /// After a key that something is wrong with: its value, or none.
    fn colon_or_nothing(&mut self) -> Step {
        self.skip_space();
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Step::Value
            }
            Some(b',' | b'}' | b']') | None => {
                self.push(Kind::Null, self.at..self.at);
                Step::After
            }
            Some(_) => Step::Value,
        }
    }

    /// What follows a value in an object or array.
    fn after(&mut self) -> Step {
        let in_object = self.in_object();
        let (closer, expected) = if in_object { (b'}', "`,` or `}`") } else { (b']', "`,` or `]`") };
        let found = match self.peek() {
            None => return self.end(expected),
            Some(b',') => {
                self.at += 1;
                let comma = self.at - 1;
                self.skip_space();
                return match (in_object, self.peek()) {
                    (true, Some(b'"')) => self.key(),
                    (true, _) => Step::Key(comma),
                    (false, _) => Step::Element(comma),
                };
            }
            Some(found) if found == closer => return self.close(),
            Some(found) => found,
        };
        if self.reopen_string(expected) || self.string_goes_on(expected) {
            return Step::After;
        }
        if let Some(step) = self.next_object().or_else(|| self.key_in_list()) {
            return step;
        }
        let fault = Fault::expected(self.text, expected, self.at);
        if self.text.get(self.at..).is_some_and(|rest| rest.starts_with('，')) {
            let (comma, after) = (self.at, self.at + '，'.len_utf8());
            self.fault(fault.with_fix(comma..after, ","));
            self.at = after;
            return if in_object { Step::Key(comma) } else { Step::Element(comma) };
        }
        let begins = found == b'"' || (!in_object && matches!(found, b'{' | b'[' | b'-' | b'0'..=b'9'));
        if begins {
            let end = self.nodes.last().map_or(self.at, |_| self.last_end());
            self.fault(fault.with_fix(end..end, ","));
            return if in_object { Step::FirstKey } else { Step::Value };
        }
        self.fault(fault);
        if matches!(found, b'}' | b']') {
            return self.mismatch(found);
        }
        if self.comment() {
            return Step::After;
        }
        self.at = self.word().end.max(self.next_character());
        Step::After
    }

    /// Where the value that was read last ends.
    fn last_end(&self) -> usize {
        self.text.get(..self.at).map_or(self.at, |before| before.trim_end_matches([' ', '\t', '\r', '\n']).len())
    }

    fn trailing_comma(&mut self, comma: usize) -> Step {
        let fault = Fault::expected(self.text, "something more after `,`", self.at);
        self.fault(fault.with_fix(comma..comma + 1, ""));
        self.close()
    }

    /// The text ends where something is `expected`.
    fn end(&mut self, expected: &str) -> Step {
        self.fault(Fault::at_end(self.text, expected));
        if self.in_object() && self.awaits_value() {
            self.push(Kind::Null, self.at..self.at);
        }
        Step::Done
    }

    /// Whether the last node of an object is a key: it holds an odd number of nodes.
    fn awaits_value(&self) -> bool {
        let Some(open) = self.open.last() else { return false };
        let (mut at, mut is_key) = (open.node + 1, false);
        while let Some(node) = self.nodes.get(at as usize) {
            (at, is_key) = (node.next, !is_key);
        }
        is_key
    }

    fn fault(&mut self, mut fault: Fault) {
        if self.fault.is_none() {
            fault.line_end = self.line_end;
            self.fault = Some(fault);
        }
    }
}

/// Strings.
impl Reader<'_> {
    fn string(&mut self) -> Step {
        let start = self.at;
        let mut special = false;
        self.first_line_end = None;
        self.at += 1;
        loop {
            self.at += plain(self.rest());
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    break;
                }
                Some(b'\\') => {
                    special = true;
                    self.escape();
                }
                Some(_) => self.control(),
                None => {
                    self.fault(Fault::at_end(self.text, "`\"` at the end of a string"));
                    self.push(Kind::String, start..self.at);
                    return if self.end_at_line() { Step::After } else { Step::Done };
                }
            }
        }
        self.push(Kind::String, start..self.at);
        if let Some(node) = self.nodes.last_mut() {
            node.special = special;
        }
        Step::After
    }

    fn escape(&mut self) {
        let start = self.at;
        let text = self.text.get(start..).unwrap_or_default();
        self.at += match Escape::at(text) {
            Escape::Short(_) => 2,
            Escape::Pair(_) => 12,
            Escape::Unit(0xD800..0xE000) => {
                self.fault(Fault::expected(self.text, "both halves of a surrogate pair", start));
                6
            }
            Escape::Unit(_) => 6,
            Escape::Unknown => {
                let fault = Fault::expected(self.text, "an escape such as `\\n` or `\\\\`", start);
                // The first fault is kept, so that no other is looked at.
                let fix = if self.fault.is_none() { backslash::doubled(self.text, start) } else { None };
                self.fault(match fix {
                    Some((range, put)) => fault.with_fix(range, put),
                    None => fault,
                });
                1
            }
        };
    }

    fn control(&mut self) {
        let found = self.controls.get_or_insert(Controls { first: self.at, count: 0 });
        found.count += 1;
        if matches!(self.peek(), Some(b'\n' | b'\r')) {
            self.line_end = Some(self.at);
            self.first_line_end.get_or_insert(self.at);
        }
        self.at += 1;
    }
}
