//! JSON as payloads hold it: read once into a flat list of nodes with their places, in the order of the text.
//!
//! The reader differs from others in three ways, which is why it is ours: raw control characters in strings are
//! accepted (format §7), repeated keys stay, and it reads on after a fault, so that `{ "id": "a" "order": 1 }` still
//! gives both members. It never recurses, and takes time in proportion to the text.

mod backslash;
mod fault;
mod keys;
mod number;
mod read;
mod start;
mod string;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

pub(crate) use fault::Fault;
pub(crate) use start::Start;

/// JSON text, read.
pub(crate) struct Document<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    /// Where the value ends, in bytes.
    pub(crate) end: usize,
    /// Raw control characters in strings, which JSON forbids and payloads may hold (format §7).
    pub(crate) controls: Option<Controls>,
    /// Whether an object has a key twice.
    pub(crate) repeated: bool,
    /// Why the text is not JSON, if it is none; the nodes are then what could be read.
    pub(crate) fault: Option<Fault>,
}

/// Raw control characters in strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Controls {
    /// Where the first one is.
    pub(crate) first: usize,
    /// How many there are.
    pub(crate) count: usize,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    String,
    Number,
    True,
    False,
    /// `null`; where text is not JSON also a value that is missing or could not be read.
    Null,
}

/// A value or a key. The nodes of what it holds follow it: keys and values of an object in turn.
#[derive(Clone, Copy, Debug)]
struct Node {
    kind: Kind,
    /// Whether a string has escapes; whether an object has a key twice.
    special: bool,
    start: u32,
    end: u32,
    /// The node after this one and all that it holds.
    next: u32,
}

/// A node of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At(u32);

/// Reads one JSON value at the beginning of `text`; whatever follows it does not matter.
pub(crate) fn read(text: &str) -> Document<'_> {
    read::Reader::new(text).read()
}

/// Reads `text` as one JSON value and nothing else.
pub(crate) fn read_whole(text: &str) -> Document<'_> {
    let mut document = read(text);
    let rest = text.get(document.end..).unwrap_or_default().trim_start_matches([' ', '\t', '\r', '\n']);
    if document.fault.is_none() && !rest.is_empty() {
        document.fault = Some(Fault::trailing(text, text.len() - rest.len()));
    }
    document
}

/// Whether `text` is one JSON value and nothing else.
pub(crate) fn check_whole(text: &str) -> Result<(), Fault> {
    read_whole(text).fault.map_or(Ok(()), Err)
}

impl<'a> Document<'a> {
    /// The outermost value; `None` where the text holds nothing.
    pub(crate) fn root(&self) -> Option<At> {
        (!self.nodes.is_empty()).then_some(At(0))
    }

    /// What the node is.
    pub(crate) fn kind(&self, at: At) -> Kind {
        self.node(at).kind
    }

    /// Where the node is in the text, quotes and brackets included.
    pub(crate) fn range(&self, at: At) -> Range<usize> {
        let node = self.node(at);
        node.start as usize..node.end as usize
    }

    /// The text of the node as it is written.
    pub(crate) fn written(&self, at: At) -> &'a str {
        self.text.get(self.range(at)).unwrap_or_default()
    }

    /// Whether a string holds escapes, so that it is not what is written between its quotes.
    pub(crate) fn is_escaped(&self, at: At) -> bool {
        let node = self.node(at);
        node.kind == Kind::String && node.special
    }

    /// Whether an object has a key twice.
    pub(crate) fn has_repeats(&self, at: At) -> bool {
        let node = self.node(at);
        node.kind == Kind::Object && node.special
    }

    /// Where the text between the quotes of a string is.
    pub(crate) fn inner(&self, at: At) -> Range<usize> {
        inner(self.text, self.range(at))
    }

    /// The string, escapes resolved.
    #[inline]
    pub(crate) fn string(&self, at: At) -> Cow<'a, str> {
        let inner = self.text.get(self.inner(at)).unwrap_or_default();
        if self.is_escaped(at) { Cow::Owned(string::decoded(inner)) } else { Cow::Borrowed(inner) }
    }

    /// The keys and values of an object, in order; nothing for another value.
    pub(crate) fn members(&self, object: At) -> impl Iterator<Item = (At, At)> {
        let mut inside = self.inside(object, Kind::Object);
        std::iter::from_fn(move || {
            let key = inside.start;
            (key + 1 < inside.end).then(|| {
                inside.start = self.node(At(key + 1)).next;
                (At(key), At(key + 1))
            })
        })
    }

    /// The elements of an array, in order; nothing for another value.
    pub(crate) fn elements(&self, array: At) -> impl Iterator<Item = At> {
        let mut inside = self.inside(array, Kind::Array);
        std::iter::from_fn(move || {
            let element = inside.start;
            (element < inside.end).then(|| {
                inside.start = self.node(At(element)).next;
                At(element)
            })
        })
    }

    /// All values, without the keys of objects, in order.
    pub(crate) fn values(&self) -> impl Iterator<Item = At> {
        let is_key = |node: &Node| {
            let after = self.text.get(node.end as usize..).unwrap_or_default();
            node.kind == Kind::String && after.trim_start_matches([' ', '\t', '\r', '\n']).starts_with(':')
        };
        self.nodes.iter().zip(0..).filter(move |(node, _)| !is_key(node)).map(|(_, at)| At(at))
    }

    /// All strings, keys included, in order.
    fn strings(&self) -> impl Iterator<Item = Range<usize>> {
        let strings = self.nodes.iter().filter(|node| node.kind == Kind::String);
        strings.map(|node| node.start as usize..node.end as usize)
    }

    /// Control characters in strings that are meant as steps of paths: the escape, and what to put where so that it is one.
    pub(crate) fn steps(&self) -> impl Iterator<Item = (Range<usize>, (Range<usize>, String))> {
        let escaped = self.nodes.iter().filter(|node| node.kind == Kind::String && node.special);
        let steps = escaped
            .flat_map(|node| backslash::steps(self.text, inner(self.text, node.start as usize..node.end as usize)));
        steps.map(|step| (step.at, step.fix))
    }

    /// The offsets of the control characters that are raw inside strings.
    pub(crate) fn raw_controls(&self) -> impl Iterator<Item = usize> {
        self.strings().flat_map(|range| {
            let bytes = self.text.as_bytes().get(range.clone()).unwrap_or_default();
            bytes.iter().enumerate().filter(|(_, byte)| **byte < b' ').map(move |(at, _)| range.start + at)
        })
    }

    /// The keys that appear twice in one object, each time after the first, in order.
    pub(crate) fn repeats(&self) -> Vec<Repeat> {
        let mut found = Vec::new();
        let objects = (0..self.nodes.len()).map(|index| At(index as u32)).filter(|at| self.has_repeats(*at));
        for object in objects {
            let mut seen: HashMap<Cow<'_, str>, (At, (At, At))> = HashMap::new();
            for (key, value) in self.members(object) {
                let entry = seen.entry(self.string(key));
                entry
                    .and_modify(|(first, last)| {
                        let stale = self.node(last.0).start as usize..self.comma_after(last.1);
                        found.push(Repeat { first: self.range(*first), again: self.range(key), stale });
                        *last = (key, value);
                    })
                    .or_insert((key, (key, value)));
            }
        }
        found.sort_by_key(|repeat| repeat.again.start);
        found
    }

    /// The end of the comma after a value.
    fn comma_after(&self, value: At) -> usize {
        let end = self.node(value).end as usize;
        let comma = self.text.get(end..).and_then(|rest| rest.find(','));
        comma.map_or(end, |comma| end + comma + 1)
    }

    /// The outermost object; where a list is in its place, the first object in there.
    pub(crate) fn object(&self) -> Option<At> {
        let mut at = self.root()?;
        while self.kind(at) == Kind::Array {
            at = self.elements(at).next()?;
        }
        Some(at)
    }

    /// Whether the outermost object has one of `keys`, in any case.
    pub(crate) fn has_key(&self, keys: &[&str]) -> bool {
        let mut members = self.object().into_iter().flat_map(|root| self.members(root));
        members.any(|(key, _)| keys.iter().any(|known| known.eq_ignore_ascii_case(&self.string(key))))
    }

    /// The nodes that a value of `kind` holds; none for another value.
    fn inside(&self, at: At, kind: Kind) -> Range<u32> {
        let node = self.node(at);
        if node.kind == kind { at.0 + 1..node.next } else { 0..0 }
    }

    #[inline]
    fn node(&self, at: At) -> Node {
        let nothing = Node { kind: Kind::Null, special: false, start: 0, end: 0, next: at.0 + 1 };
        self.nodes.get(at.0 as usize).copied().unwrap_or(nothing)
    }
}

/// The part of a string at `range` that is between its quotes.
fn inner(text: &str, Range { start, end }: Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    if start >= end || bytes.get(start) != Some(&b'"') {
        return start..end;
    }
    // Where the text is not JSON, the closing quote may be missing.
    let is_closed = end > start + 1 && bytes.get(end - 1) == Some(&b'"');
    start + 1..if is_closed { end - 1 } else { end }
}

/// A key that appears twice in one object.
pub(crate) struct Repeat {
    /// The first such key, with its quotes.
    pub(crate) first: Range<usize>,
    /// This one.
    pub(crate) again: Range<usize>,
    /// The member before this one that has the key, from its key to the comma after its value.
    pub(crate) stale: Range<usize>,
}
