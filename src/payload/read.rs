//! How every object of a payload is read (format §7): keys whatever their case, the last of repeated ones, what is
//! empty as if it were not there, and values of another type than they should be.

use std::borrow::Cow;

use super::json::{At, Document, Kind};
use super::value::{Number, Object, Value};
use super::word::{nearest, truth, whole};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::quoted_snippet;
use crate::span::Span;
use crate::span::Spanned;
use crate::text::Text;

/// Reads the members of the object at `$at`: of a known key by its expression, in which `$value` is the value's node.
/// Gives the members with unknown keys.
macro_rules! members {
    ($reader:ident, $at:expr, $value:ident, { $($key:literal => $read:expr),* $(,)? }) => {
        $reader.each($at, &[$($key),*], |$reader, known, $value| {
            // The place of each key among the keys: comparing numbers is faster than comparing keys again.
            let mut place = 0_usize;
            $(
                if known == place {
                    $read;
                    return;
                }
                place += 1;
            )*
            let _ = place;
        })
    };
}
pub(super) use members;

/// Reads values of a payload and notices what is odd about them.
pub(super) struct Reader<'a> {
    document: &'a Document<'a>,
    text: &'a Text,
    /// Where [`Reader::text`] is in the article, if it does.
    start: Option<usize>,
    /// The key whose value is being read, as messages name it.
    key: &'static str,
    /// The members of the objects that are being read, those of the innermost last.
    members: Vec<Member>,
    odd: Odd,
    /// What was odd. Where that is ignored, some of it may be missing.
    pub(super) found: Vec<Diagnostic>,
}

/// What becomes of what is odd: its messages take longer than the reading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Odd {
    Reported,
    Ignored,
}

#[derive(Clone, Copy)]
struct Member {
    /// The place of the key among the known ones.
    known: Option<usize>,
    key: At,
    value: At,
}

impl<'a> Reader<'a> {
    /// A reader of `document`, which was read of `text` at `span` of the article.
    pub(super) fn new(document: &'a Document<'a>, text: &'a Text, span: Span, odd: Odd) -> Reader<'a> {
        let start = (!span.is_none()).then_some(span.start as usize);
        Reader { document, text, start, key: "", members: Vec::new(), odd, found: Vec::new() }
    }

    /// Whether anyone wants to know what is odd.
    pub(super) fn reports(&self) -> bool {
        self.odd == Odd::Reported
    }

    pub(super) fn document(&self) -> &'a Document<'a> {
        self.document
    }

    /// Goes on with the value of `key`, which messages name from here on; gives the key before.
    pub(super) fn enter(&mut self, key: &'static str) -> &'static str {
        std::mem::replace(&mut self.key, key)
    }

    /// Where a node is in the article.
    pub(super) fn span(&self, at: At) -> Span {
        self.place(self.document.range(at))
    }

    /// Where a range of the payload's text is in the article.
    pub(super) fn place(&self, range: std::ops::Range<usize>) -> Span {
        self.start.map_or(Span::NONE, |start| Span::new(start + range.start, start + range.end))
    }

    pub(super) fn spanned<T>(&self, value: T, at: At) -> Spanned<T> {
        Spanned::new(value, self.span(at))
    }

    pub(super) fn warn(&mut self, code: Code, span: Span, message: String) {
        self.found.push(Diagnostic::new(Severity::Warning, code, span, message));
    }

    pub(super) fn note(&mut self, code: Code, span: Span, message: String) {
        self.found.push(Diagnostic::new(Severity::Note, code, span, message));
    }

    /// The last diagnostic gets a fix.
    pub(super) fn fix_last(&mut self, span: Span, replacement: impl Into<String>) {
        if let Some(last) = self.found.pop() {
            self.found.push(last.with_fix(span, replacement));
        }
    }

    /// Says of each step of a path that JSON takes for a control character, as `\t` of `C:\temp`.
    pub(super) fn steps_of_paths(&mut self) {
        for (at, (place, replacement)) in self.document.steps() {
            let (name, letter) = match self.text.as_bytes().get(at.start + 1) {
                Some(b'b') => ("a backspace", 'b'),
                Some(b'f') => ("a form feed", 'f'),
                Some(b'n') => ("a line end", 'n'),
                Some(b'r') => ("a carriage return", 'r'),
                _ => ("a tab", 't'),
            };
            let message = format!("expected `\\\\` for a backslash, found `\\{letter}`, which is {name} in JSON");
            self.warn(Code::PATH_ESCAPE, self.place(at), message);
            self.fix_last(self.place(place), replacement);
        }
    }

    /// Reads the members of an object in order, those with unknown keys as values.
    pub(super) fn each(
        &mut self,
        object: At,
        keys: &'static [&'static str],
        mut read: impl FnMut(&mut Reader<'a>, usize, At),
    ) -> Object {
        let base = self.members.len();
        self.find_members(object, keys);
        let mut other: Vec<(String, Value)> = Vec::new();
        let outer = self.key;
        for index in base..self.members.len() {
            let Some(member) = self.members.get(index).copied() else { break };
            match member.known {
                Some(known) => {
                    self.key = keys.get(known).copied().unwrap_or_default();
                    read(self, known, member.value);
                }
                None => {
                    self.unknown_key(member.key, keys);
                    other.push((self.document.string(member.key).into_owned(), self.value(member.value)));
                }
            }
        }
        self.key = outer;
        self.members.truncate(base);
        other.into_iter().collect()
    }

    /// Puts the members of `object` that count on the list.
    fn find_members(&mut self, object: At, keys: &'static [&'static str]) {
        let base = self.members.len();
        let mut seen = 0_u64;
        let mut last = 0;
        for (key, value) in self.document.members(object) {
            let known = self.known(key, keys, last);
            let bit = known.map_or(0, |known| 1 << (known % 64));
            if seen & bit != 0 {
                let stale =
                    self.members.get(base..).unwrap_or_default().iter().rposition(|member| member.known == known);
                if let Some(stale) = stale.map(|stale| base + stale) {
                    let first = self.members.remove(stale);
                    self.repeated_in_case(first.key, key);
                }
            }
            seen |= bit;
            last = known.map_or(last, |known| known + 1);
            self.members.push(Member { known, key, value });
        }
    }

    /// Where the key is among `keys`. They mostly come in the same order, so `likely` is tried first.
    fn known(&mut self, key: At, keys: &'static [&'static str], likely: usize) -> Option<usize> {
        let written = self.document.string(key);
        if keys.get(likely).is_some_and(|known| *known == written) {
            return Some(likely);
        }
        if let Some(known) = keys.iter().position(|known| *known == written) {
            return Some(known);
        }
        let folded: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        let known = keys.iter().position(|known| known.eq_ignore_ascii_case(&folded))?;
        let name = keys.get(known).filter(|_| self.reports());
        let Some(name) = name else { return Some(known) };
        let message = format!("expected the key `{name}`, found {}", quoted_snippet(&written));
        self.note(Code::PAYLOAD_KEY_CASE, self.span(key), message);
        self.fix_last(self.span(key), format!("\"{name}\""));
        Some(known)
    }

    /// A key that appears twice in different case; in the same case, the JSON's reader has said so.
    fn repeated_in_case(&mut self, first: At, again: At) {
        if self.document.string(first) == self.document.string(again) {
            return;
        }
        let key = self.document.string(again).into_owned();
        let message = format!("key {} is given twice in one object; the last one counts", quoted_snippet(&key));
        let found = Diagnostic::warning(Code::PAYLOAD_KEY_REPEATED, self.span(again), message);
        self.found.push(found.with_related(self.span(first), "the first one is here"));
    }

    fn unknown_key(&mut self, key: At, keys: &'static [&'static str]) {
        if !self.reports() {
            return;
        }
        let written = self.document.string(key);
        let suggestion = nearest(&written, keys.iter().copied());
        let message = match suggestion {
            Some(known) => {
                format!("unknown key {}, whose value is not used; did you mean `{known}`?", quoted_snippet(&written))
            }
            None => format!("unknown key {}, whose value is not used", quoted_snippet(&written)),
        };
        self.warn(Code::PAYLOAD_KEY_UNKNOWN, self.span(key), message);
    }

    /// Whether a value counts as not given: `null`, no text but blanks, an empty list.
    pub(super) fn is_absent(&self, at: At) -> bool {
        match self.document.kind(at) {
            Kind::Null => true,
            Kind::String => self.document.string(at).trim().is_empty(),
            Kind::Array => self.document.elements(at).next().is_none(),
            Kind::Object | Kind::Number | Kind::True | Kind::False => false,
        }
    }

    /// Any value, as it is.
    pub(super) fn value(&self, at: At) -> Value {
        let document = self.document;
        match document.kind(at) {
            Kind::Null => Value::Null,
            Kind::True => Value::Bool(true),
            Kind::False => Value::Bool(false),
            Kind::Number => Number::from_digits(document.written(at)).map_or(Value::Null, Value::Number),
            Kind::String => Value::String(document.string(at).into_owned()),
            Kind::Array => Value::Array(document.elements(at).map(|element| self.value(element)).collect()),
            Kind::Object => {
                let members = document.members(at);
                Value::Object(
                    members.map(|(key, value)| (document.string(key).into_owned(), self.value(value))).collect(),
                )
            }
        }
    }
}

/// Values of a type.
impl<'a> Reader<'a> {
    /// A text, trimmed; numbers and truth values as they are written.
    pub(super) fn text(&mut self, at: At) -> Option<Spanned<Text>> {
        match self.document.kind(at) {
            Kind::String => self.string(at),
            Kind::Null => None,
            Kind::Number | Kind::True | Kind::False => {
                self.mistyped(Severity::Warning, at, "text", "it was read as text");
                Some(self.spanned(self.text.slice(self.document.range(at)), at))
            }
            Kind::Array => self.joined(at),
            Kind::Object => self.misplaced(at, "text"),
        }
    }

    /// A text that may as well be a number, whose digits stay.
    pub(super) fn digits(&mut self, at: At) -> Option<Spanned<Text>> {
        match self.document.kind(at) {
            Kind::Number => Some(self.spanned(self.text.slice(self.document.range(at)), at)),
            _ => self.text(at),
        }
    }

    /// A text that is sometimes written as a number, which is only worth a note.
    pub(super) fn id(&mut self, at: At) -> Option<Spanned<Text>> {
        if self.document.kind(at) == Kind::Number {
            self.mistyped(Severity::Note, at, "text", "its digits were read");
            self.fix_last(self.span(at), format!("\"{}\"", self.document.written(at)));
            return self.digits(at);
        }
        self.text(at)
    }

    fn string(&self, at: At) -> Option<Spanned<Text>> {
        let text = if self.document.is_escaped(at) {
            Text::from(self.document.string(at).trim())
        } else {
            let mut inner = self.document.inner(at);
            let written = self.text.get(inner.clone()).unwrap_or_default();
            let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
            if !is_word(written.as_bytes().first()) || !is_word(written.as_bytes().last()) {
                inner.start += written.len() - written.trim_start().len();
                inner.end = inner.start + written.trim().len();
            }
            self.text.slice(inner)
        };
        (!text.is_empty()).then(|| self.spanned(text, at))
    }

    /// A list of texts, or of `{ "text": … }`, where one text should be.
    fn joined(&mut self, at: At) -> Option<Spanned<Text>> {
        let document = self.document;
        let mut texts = Vec::new();
        for item in document.elements(at) {
            texts.extend(self.text_of_item(item));
        }
        if document.elements(at).next().is_some() {
            self.mistyped(Severity::Warning, at, "text", "the texts in it were joined");
        }
        let joined = texts.iter().map(|text| &**text).collect::<Vec<_>>().join(" ");
        (!joined.is_empty()).then(|| self.spanned(Text::from(joined), at))
    }

    /// The text of a list's item: itself, or its member `text`.
    pub(super) fn text_of_item(&mut self, item: At) -> Option<Spanned<Text>> {
        if self.document.kind(item) != Kind::Object {
            return if self.document.kind(item) == Kind::String { self.string(item) } else { None };
        }
        let mut text = None;
        let reader = self;
        members!(reader, item, value, { "text" => text = reader.text(value) });
        text
    }

    /// Texts in a list, or in one text between the `separators`, which are ASCII.
    pub(super) fn texts(&mut self, at: At, separators: &[u8]) -> Vec<Spanned<Text>> {
        let document = self.document;
        if document.kind(at) == Kind::Array {
            return document.elements(at).filter_map(|item| self.text(item)).collect();
        }
        let Some(text) = self.text(at) else { return Vec::new() };
        let is_separator = |byte: &&u8| separators.contains(byte);
        let mut items = Vec::with_capacity(1 + text.as_bytes().iter().filter(is_separator).count());
        let mut start = 0;
        for piece in text.as_bytes().split(|byte| separators.contains(byte)) {
            let written = text.get(start..start + piece.len()).unwrap_or_default();
            let from = start + written.len() - written.trim_start().len();
            let item = text.inner.slice(from..from + written.trim().len());
            if !item.is_empty() {
                items.push(Spanned::new(item, text.span));
            }
            start += piece.len() + 1;
        }
        items
    }

    /// `true` or `false`, as text too.
    pub(super) fn boolean(&mut self, at: At) -> Option<Spanned<bool>> {
        let expected = "true or false";
        let value = match self.document.kind(at) {
            Kind::True => true,
            Kind::False => false,
            Kind::String => {
                let written = self.document.string(at);
                let Some(value) = truth(&written) else {
                    return if written.trim().is_empty() { None } else { self.misplaced(at, expected) };
                };
                self.mistyped(Severity::Note, at, expected, &format!("it was read as {value}"));
                self.fix_last(self.span(at), value.to_string());
                value
            }
            _ => return self.misplaced(at, expected),
        };
        Some(self.spanned(value, at))
    }

    /// A whole number, as text too.
    pub(super) fn integer(&mut self, at: At) -> Option<Spanned<i64>> {
        let expected = "a whole number";
        let number = match self.document.kind(at) {
            Kind::Number => whole(self.document.written(at)),
            Kind::String => {
                let written = self.document.string(at);
                let number = whole(written.trim());
                match number {
                    Some(number) => {
                        self.mistyped(Severity::Note, at, expected, &format!("it was read as {number}"));
                        self.fix_last(self.span(at), number.to_string());
                    }
                    None if written.trim().is_empty() => return None,
                    None => {}
                }
                number
            }
            _ => return self.misplaced(at, expected),
        };
        match number {
            Some(number) => Some(self.spanned(number, at)),
            None => self.misplaced(at, expected),
        }
    }

    /// The items of a list; an object where a list should be is its only item.
    pub(super) fn items(&mut self, at: At) -> impl Iterator<Item = At> + use<'a> {
        let document = self.document;
        let alone = match document.kind(at) {
            Kind::Array => None,
            Kind::Object => {
                self.mistyped(Severity::Warning, at, "a list", "it was read as the only item of one");
                self.fix_last(self.span(at), format!("[{}]", document.written(at)));
                Some(at)
            }
            Kind::String if !self.is_absent(at) => {
                self.mistyped(Severity::Warning, at, "a list", "it was read as the only item of one");
                Some(at)
            }
            _ => {
                self.misplaced::<()>(at, "a list");
                None
            }
        };
        document.elements(at).chain(alone)
    }

    /// An object; the first item of a list where a list is.
    pub(super) fn object(&mut self, at: At) -> Option<At> {
        let document = self.document;
        match document.kind(at) {
            Kind::Object => Some(at),
            Kind::Array => {
                let first = document.elements(at).next()?;
                if document.kind(first) != Kind::Object {
                    return self.misplaced(at, "an object");
                }
                self.mistyped(Severity::Warning, at, "an object", "its first item was read");
                if document.elements(at).nth(1).is_none() {
                    self.fix_last(self.span(at), document.written(first));
                }
                Some(first)
            }
            _ => self.misplaced(at, "an object"),
        }
    }

    /// An object with any members, as they are; an empty one where there is none.
    pub(super) fn any_object(&mut self, at: At) -> Object {
        let object = if self.is_absent(at) { None } else { self.object(at) };
        match object.map(|object| self.value(object)) {
            Some(Value::Object(members)) => members,
            _ => Object::default(),
        }
    }

    /// An object; of a text, an object whose member `key` it would be, which is what the second value says.
    pub(super) fn object_or_text(&mut self, at: At, key: &str) -> Result<Option<At>, Option<Spanned<Text>>> {
        if self.document.kind(at) != Kind::String {
            return Ok(self.object(at));
        }
        let text = self.string(at);
        if text.is_some() {
            self.mistyped(Severity::Warning, at, "an object", &format!("it was read as its `{key}`"));
        }
        Err(text)
    }

    /// A value of another type than `expected`, which cannot be read.
    pub(super) fn misplaced<T>(&mut self, at: At, expected: &str) -> Option<T> {
        if !self.is_absent(at) {
            self.mistyped(Severity::Warning, at, expected, "it was left out");
        }
        None
    }

    pub(super) fn mistyped(&mut self, severity: Severity, at: At, expected: &str, reading: &str) {
        if !self.reports() {
            return;
        }
        let found = match self.document.kind(at) {
            Kind::Object => Cow::Borrowed("an object"),
            Kind::Array => Cow::Borrowed("a list"),
            Kind::String => Cow::Owned(format!("the text {}", quoted_snippet(&self.document.string(at)))),
            Kind::Number | Kind::True | Kind::False | Kind::Null => {
                Cow::Owned(quoted_snippet(self.document.written(at)))
            }
        };
        let message = format!("expected {expected} for `{}`, found {found}; {reading}", self.key);
        self.found.push(Diagnostic::new(severity, Code::PAYLOAD_TYPE, self.span(at), message));
    }
}
