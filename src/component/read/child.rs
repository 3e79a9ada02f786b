//! The children of a component, one by one.

use std::ops::Range;

use super::Reader;
use crate::component::Element;
use crate::component::find::starts_tag;
use crate::diagnostic::Code;
use crate::source::quoted_snippet;

/// How far the inside of an element is read.
#[derive(Clone, Debug)]
pub(super) struct Cursor {
    pub(super) element: Element,
    at: usize,
    end: usize,
}

impl Cursor {
    pub(super) fn new(element: Element, inside: Range<usize>) -> Cursor {
        Cursor { element, at: inside.start, end: inside.end }
    }
}

/// A child element.
#[derive(Clone, Debug)]
pub(super) struct Child {
    /// The name, if it is one of the format.
    pub(super) known: Option<&'static str>,
    /// The name as written.
    pub(super) name: Range<usize>,
    /// Its start tag.
    pub(super) tag: Range<usize>,
    /// What it says, without outer white space.
    pub(super) value: Range<usize>,
    /// All of it.
    pub(super) whole: Range<usize>,
}

/// A tag: `<name …>`, `</name>` or `<name/>`.
struct Tag {
    name: Range<usize>,
    /// What is between the name and the `>`.
    rest: Range<usize>,
    end: usize,
    form: TagForm,
}

#[derive(Clone, Copy, PartialEq)]
enum TagForm {
    Start,
    End,
    Empty,
}

/// Where a value ends.
struct ValueEnd {
    at: usize,
    /// Where the text goes on after it.
    next: usize,
    closed: bool,
}

impl Reader<'_> {
    /// The next child; what is between children is reported, but for comments and line breaks.
    pub(super) fn next_child(&mut self, cursor: &mut Cursor) -> Option<Child> {
        let mut stray = cursor.at;
        while cursor.at < cursor.end {
            let at = self.find(b'<', cursor.at..cursor.end);
            if at == cursor.end {
                break;
            }
            if self.text[at..cursor.end].starts_with("<!--") {
                self.report_text(cursor, stray..at);
                cursor.at = self.comments.end(at).unwrap_or(cursor.end).min(cursor.end);
                stray = cursor.at;
                continue;
            }
            let Some(tag) = self.tag(at..cursor.end) else {
                cursor.at = cursor.end.min(at + 1);
                continue;
            };
            cursor.at = tag.end;
            if self.text[tag.name.clone()].eq_ignore_ascii_case("br") {
                self.report_text(cursor, stray..at);
                stray = cursor.at;
            } else if tag.form != TagForm::End {
                self.report_text(cursor, stray..at);
                return Some(self.child(cursor, at, &tag));
            }
        }
        self.report_text(cursor, stray..cursor.end);
        None
    }

    /// The child whose start tag, at `at`, is `tag`.
    fn child(&mut self, cursor: &mut Cursor, at: usize, tag: &Tag) -> Child {
        let name = &self.text[tag.name.clone()];
        let known = cursor.element.children().iter().find(|known| known.eq_ignore_ascii_case(name)).copied();
        let end = match known {
            _ if tag.form == TagForm::Empty => ValueEnd { at: tag.end, next: tag.end, closed: true },
            Some(known) => self.value_end(cursor, known, tag.end),
            None => self.other_value_end(cursor, name, tag.end),
        };
        cursor.at = end.next;
        let mut value = self.trimmed(tag.end..end.at);
        if let (Some(known), false) = (known, end.closed) {
            value = self.unclosed(known, at..tag.end, value);
        }
        let rest = self.trimmed(tag.rest.clone());
        if !rest.is_empty() && rest.start > tag.name.end {
            let written = quoted_snippet(&self.text[rest.clone()]);
            let message = format!("expected a tag without attributes, found {written} in it; it is ignored");
            self.warn(Code::COMPONENT_TEXT, rest, message, None);
        }
        let whole = at..if end.closed { end.next } else { value.end.max(tag.end) };
        Child { known, name: tag.name.clone(), tag: at..tag.end, value, whole }
    }

    /// Where the value of the child `name`, which starts at `from`, ends: at its end tag, else where the next child starts.
    fn value_end(&mut self, cursor: &Cursor, name: &str, from: usize) -> ValueEnd {
        let mut at = from;
        while at < cursor.end {
            at = self.find(b'<', at..cursor.end);
            let rest = &self.text[at..cursor.end];
            if rest.starts_with("<!--") {
                at = self.comments.end(at).unwrap_or(cursor.end).min(cursor.end);
            } else if rest.strip_prefix("</").is_some_and(|tag| starts_tag(tag, name)) {
                return ValueEnd { at, next: self.after_end_tag(at + 2 + name.len()..cursor.end), closed: true };
            } else if rest.strip_prefix("</").is_some_and(|tag| cursor.element.starts_child(tag)) {
                return ValueEnd { at, next: self.after_end_tag(at + 2..cursor.end), closed: false };
            } else if rest.strip_prefix('<').is_some_and(|tag| cursor.element.starts_child(tag)) {
                // A second `<video>` in a group is one more.
                let is_leaf = cursor.element != Element::VideoGroup;
                let closer = is_leaf.then(|| self.repeated_tag_end(name, at..cursor.end)).flatten();
                return ValueEnd { at, next: closer.unwrap_or(at), closed: false };
            } else {
                at = cursor.end.min(at + 1);
            }
        }
        ValueEnd { at: cursor.end, next: cursor.end, closed: false }
    }

    /// The same for a child that the format does not know, whose value no other tag is in: `<a><a><a>…` would be looked
    /// through again and again.
    fn other_value_end(&self, cursor: &Cursor, name: &str, from: usize) -> ValueEnd {
        let at = self.find(b'<', from..cursor.end);
        match self.text[at..cursor.end].strip_prefix("</") {
            Some(tag) if starts_tag(tag, name) => {
                ValueEnd { at, next: self.after_end_tag(at + 2 + name.len()..cursor.end), closed: true }
            }
            _ => ValueEnd { at: from, next: from, closed: true },
        }
    }

    /// Where the start tag of `name` ends that is in the place of its end tag: `<src>…<src><title>`.
    fn repeated_tag_end(&self, name: &str, range: Range<usize>) -> Option<usize> {
        let tag = self.tag(range.clone())?;
        let after = self.text[tag.end..range.end].trim_start();
        let is_closer = self.text[tag.name].eq_ignore_ascii_case(name) && (after.is_empty() || after.starts_with('<'));
        is_closer.then_some(tag.end)
    }

    /// Where the text goes on after an end tag whose name ends where `range` starts; `>` may be missing.
    fn after_end_tag(&self, range: Range<usize>) -> usize {
        let (start, end) = (range.start, range.end);
        match memchr::memchr2(b'>', b'<', &self.text.as_bytes()[range]) {
            Some(at) if self.text.as_bytes()[start + at] == b'>' => start + at + 1,
            Some(_) => start,
            None => end,
        }
    }

    /// Reports that nothing closes the child `name`; its `value` without what is left of an end tag: `…/src>`, `…</ src`.
    fn unclosed(&mut self, name: &str, tag: Range<usize>, value: Range<usize>) -> Range<usize> {
        let written = &self.text[value.clone()];
        let message = format!("expected `</{name}>` after this child, found none");
        let end = value.start + without_end_tag(written, name).unwrap_or(written).len();
        self.warn(Code::COMPONENT_CHILD_UNCLOSED, tag, message, Some((end..value.end, format!("</{name}>"))));
        value.start..end
    }

    /// The tag that `range` starts with; `None` where a `<` is just that.
    fn tag(&self, range: Range<usize>) -> Option<Tag> {
        let text = &self.text[range.clone()];
        let (form, name) = if text.starts_with("</") { (TagForm::End, 2) } else { (TagForm::Start, 1) };
        let rest = &text[name..];
        let len = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(rest.len());
        if len == 0 || !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let name = range.start + name..range.start + name + len;
        let close = memchr::memchr2(b'>', b'<', &self.text.as_bytes()[name.end..range.end])? + name.end;
        let inside = &self.text[name.end..close];
        if self.text.as_bytes()[close] == b'<' || inside.starts_with(|c: char| c != '/' && !c.is_ascii_whitespace()) {
            return None;
        }
        let empty = form == TagForm::Start && inside.ends_with('/');
        let form = if empty { TagForm::Empty } else { form };
        Some(Tag { rest: name.end..close - usize::from(empty), name, end: close + 1, form })
    }

    fn report_text(&mut self, cursor: &Cursor, range: Range<usize>) {
        let range = self.trimmed(range);
        let is_mark = self.quoted && self.text[range.clone()].chars().all(|c| c == '>' || c.is_whitespace());
        if !range.is_empty() && !is_mark {
            let name = cursor.element.name();
            let written = quoted_snippet(&self.text[range.clone()]);
            let message = format!("expected only children in `{name}`, found {written}; it is ignored");
            self.warn(Code::COMPONENT_TEXT, range, message, None);
        }
    }

    /// The offset of the next `byte` in `range`, else its end.
    fn find(&self, byte: u8, range: Range<usize>) -> usize {
        memchr::memchr(byte, &self.text.as_bytes()[range.clone()]).map_or(range.end, |at| range.start + at)
    }

    /// `range` without outer white space.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.text[range.clone()];
        let start = range.start + text.len() - text.trim_start().len();
        start..start + text.trim().len()
    }
}

/// `value` without what is left of the end tag of `name` at its end, if that is more than a path: `…/src` is one.
fn without_end_tag<'v>(value: &'v str, name: &str) -> Option<&'v str> {
    let open = value.strip_suffix('>').unwrap_or(value).trim_end();
    let (before, tail) = open.split_at_checked(open.len().checked_sub(name.len())?)?;
    let before = before.trim_end().strip_suffix(['/', '\\'])?.trim_end();
    let kept = before.strip_suffix('<').unwrap_or(before);
    let is_tag = kept.len() < before.len() || value.ends_with('>');
    (is_tag && tail.eq_ignore_ascii_case(name)).then(|| kept.trim_end())
}

impl Element {
    /// Whether `tag`, what follows a `<`, starts a child that the format knows.
    pub(in crate::component) fn starts_child(self, tag: &str) -> bool {
        self.children().iter().any(|child| starts_tag(tag, child))
    }
}
