//! Brackets that are missing, wrong or too many: what else they can mean is told by what comes after them.

use std::borrow::Cow;
use std::ops::Range;

use super::super::fault::Fault;
use super::super::keys::Keys;
use super::super::start::key;
use super::super::{Kind, Node};
use super::{Open, Reader, Step};
use crate::payload::MAX_NESTING;

/// A bracket, or a comma and what comes after that.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// `}`
    Brace,
    /// `]`
    Bracket,
    /// `, {`
    Object,
    /// `, "`
    String,
    Other,
}

impl Reader<'_> {
    /// A bracket that does not fit. It is another one that its author meant, or it ends what it can end; where there is no such
    /// thing, it means nothing.
    pub(super) fn mismatch(&mut self, found: u8) -> Step {
        let kind = if found == b'}' { Kind::Object } else { Kind::Array };
        let here = self.at..self.at + 1;
        let is_pair = self.open.len() > 1 && self.outer(0) == Some(other(kind)) && self.outer(1) == Some(kind);
        match self.after_bracket() {
            // `[{ "id": "a" ], { "id": "b" }]`
            After::Object | After::Bracket if is_pair && found == b']' => {
                self.mend(here, "}");
                return self.close();
            }
            // `{ "a": [{ "id": "a" }, "b": 1 }`, where the `}` is for `]`
            After::String | After::Brace if is_pair && found == b'}' => {
                self.mend(here, "]");
                return self.close();
            }
            // `{ "a": [{ "id": "a" } }, { "id": "b" }] }`
            After::Object if is_pair && found == b'}' && self.outer(2) != Some(Kind::Array) => {
                self.mend(here, "");
                self.at += 1;
                return Step::After;
            }
            _ => {}
        }
        let Some(level) = self.open.iter().rposition(|open| open.kind == kind) else {
            self.mend(here, "");
            self.at += 1;
            return Step::After;
        };
        if level + 2 == self.open.len() {
            let end = self.last_end();
            self.mend(end..end, if found == b'}' { "]" } else { "}" });
        }
        while self.open.len() > level + 1 {
            self.close_at(self.at);
        }
        self.close()
    }

    /// An object begins where something else is expected in one: the `}` of that one is missing, where it is in a list, or the `[`
    /// of a list of them.
    #[cold]
    pub(super) fn next_object(&mut self) -> Option<Step> {
        let open = self.open.last().filter(|open| open.kind == Kind::Object)?;
        if self.peek() != Some(b'{') || self.nodes.len() == open.node as usize + 1 {
            return None;
        }
        let end = self.last_end();
        let comma = self.text.get(..end).and_then(|before| before.strip_suffix(','));
        if self.outer(1) == Some(Kind::Array) {
            let (end, missing) = comma.map_or((end, "},"), |before| (before.trim_end().len(), "}"));
            self.fault(Fault::expected(self.text, "`}` before the next object", self.at).with_fix(end..end, missing));
            self.close_at(end);
            return Some(Step::Value);
        }
        self.list_of_last(comma?.trim_end().len())
    }

    /// The object that was read last, up to `end`, is the first of a list without its `[`: `"a": { "id": "a" }, { "id": "b" }]`.
    fn list_of_last(&mut self, end: usize) -> Option<Step> {
        let is_last = |first: &u32| self.nodes.get(*first as usize).is_some_and(|node| node.end as usize == end);
        let first = self.last_object.filter(is_last).filter(|_| self.open.len() < MAX_NESTING)?;
        let start = self.nodes.get(first as usize)?.start as usize;
        self.fault(Fault::expected(self.text, "`[` before a list of objects", start).with_fix(start..start, "["));
        let inside = self.nodes.split_off(first as usize);
        self.push(Kind::Array, start..start);
        self.nodes.extend(inside.into_iter().map(|node| Node { next: node.next + 1, ..node }));
        self.open.push(Open { node: first, kind: Kind::Array, keys: Keys::default() });
        Some(Step::Value)
    }

    /// After a string in a list comes `:`, as after a key: the `{` of an object is missing, or the `]` of the list.
    #[cold]
    pub(super) fn key_in_list(&mut self) -> Option<Step> {
        let list = self.open.last().filter(|open| open.kind == Kind::Array)?.node;
        let member =
            *self.nodes.last().filter(|node| node.kind == Kind::String && node.end as usize == self.last_end())?;
        if self.peek() != Some(b':') || self.open.len() == MAX_NESTING {
            return None;
        }
        let index = self.nodes.len() - 1;
        let is_object = match self.last_object.filter(|object| *object > list) {
            Some(object) => self.has_key(object, member),
            None => index == list as usize + 1,
        };
        let start = member.start as usize;
        if is_object || self.outer(1) != Some(Kind::Object) {
            self.fault(Fault::expected(self.text, "`{` before a key", start).with_fix(start..start, "{"));
            self.open.push(Open { node: index as u32, kind: Kind::Object, keys: Keys::default() });
            self.nodes.pop();
            self.push(Kind::Object, start..start);
        } else {
            let before = self.text.get(..start).unwrap_or_default().trim_end();
            let before = before.strip_suffix(',').unwrap_or(before).trim_end().len();
            self.fault(Fault::expected(self.text, "`]` before a key", start).with_fix(before..before, "]"));
            self.nodes.pop();
            self.close_at(before);
        }
        self.nodes.push(Node { next: self.nodes.len() as u32 + 1, ..member });
        if let Some(open) = self.open.last_mut() {
            open.keys.notice(self.text, member);
        }
        Some(self.colon())
    }

    /// Whether the object at the place `object` among the nodes has the `key`.
    fn has_key(&self, object: u32, key: Node) -> bool {
        let end = self.nodes.get(object as usize).map_or(0, |node| node.next as usize);
        let mut at = object as usize + 1;
        while let (Some(other), Some(value)) = (self.nodes.get(at), self.nodes.get(at + 1)) {
            if at >= end {
                break;
            }
            if self.written(*other) == self.written(key) {
                return true;
            }
            at = value.next as usize;
        }
        false
    }

    fn written(&self, node: Node) -> &str {
        self.text.get(node.start as usize..node.end as usize).unwrap_or_default()
    }

    /// The kind of an object or array that is being read: 0 is the innermost, 1 the one around it.
    fn outer(&self, level: usize) -> Option<Kind> {
        self.open.iter().rev().nth(level).map(|open| open.kind)
    }

    /// What comes after the bracket that comes next.
    fn after_bracket(&self) -> After {
        let rest = self.text.get(self.at + 1..).unwrap_or_default().trim_ascii_start();
        match rest.as_bytes() {
            [b'}', ..] => After::Brace,
            [b']', ..] => After::Bracket,
            [b',', rest @ ..] if rest.trim_ascii_start().starts_with(b"{") => After::Object,
            [b',', rest @ ..] if rest.trim_ascii_start().starts_with(b"\"") => After::String,
            _ => After::Other,
        }
    }

    /// What comes next is at fault, and `put` at the place `at` mends it.
    pub(super) fn mend(&mut self, at: Range<usize>, put: impl Into<Cow<'static, str>>) {
        let here = self.at;
        if let Some(fault) = self.fault.as_mut().filter(|fault| fault.at.start == here && fault.fix.is_none()) {
            fault.fix = Some((at, put.into()));
        }
    }

    /// Reads on in the outermost object after it ended, where a comma and a key come next: a bracket was too many in it.
    #[cold]
    pub(super) fn reopen(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default().trim_ascii_start();
        let member = rest.strip_prefix(',').map(str::trim_ascii_start);
        let is_object = self.nodes.first().is_some_and(|node| node.kind == Kind::Object);
        // Once is enough: each time all of its keys would be compared.
        if self.fault.is_some() || !is_object || member.and_then(key).is_none() {
            return false;
        }
        let end = self.at;
        self.fault(Fault::expected(self.text, "the end of the payload", end).with_fix(end - 1..end, ""));
        self.open.push(Open { node: 0, kind: Kind::Object, keys: Keys::default() });
        true
    }
}

/// What `kind` is not, of an object and an array.
fn other(kind: Kind) -> Kind {
    if kind == Kind::Object { Kind::Array } else { Kind::Object }
}
