//! [`Writer`], the HTML so far: what every node needs to add itself to it.

use std::fmt::Write as _;

use super::levels::Levels;
use super::mail::{self, Medium};
use super::profile::Profile;
use super::slots::Slots;
use crate::error::RenderError;
use crate::render::core::{Ids, Scope, Scoped, escape};
use crate::span::Span;
use crate::values::Supply;

/// The HTML so far. What writes a node takes one; the stack then grows with the depth of the tree, which is bounded.
pub(super) struct Writer<'a> {
    pub(super) scope: Scope<'a>,
    pub(super) profile: &'a Profile<'a>,
    pub(super) out: String,
    /// The ids of the headings so far.
    pub(super) ids: Ids<'a>,
    /// The levels of the headings so far, where none is to be skipped.
    pub(super) levels: Option<Levels>,
    /// How many questions the forms so far ask, which ids count.
    pub(super) asked: usize,
    /// Inside a heading, whose HTML is one line.
    pub(super) in_heading: bool,
    /// How long the output was where the title was left out, if putting it in there again gives the output that has it.
    pub(super) title_at: Option<usize>,
    /// In a block of nothing but buttons.
    pub(super) lone_buttons: bool,
    /// Whether start tags have nothing that was asked for.
    is_bare: bool,
    pub(super) slots: Slots,
}

impl<'a> Writer<'a> {
    /// A writer of the HTML for `source_len` bytes of source.
    pub(super) fn new(scope: Scope<'a>, profile: &'a Profile<'a>, source_len: usize) -> Writer<'a> {
        // Tags make the usual article a quarter longer.
        let out = String::with_capacity(source_len + source_len / 4 + 64);
        let root = scope.root().filter(|_| profile.heading_ids.is_some());
        let ids = root.map_or_else(Ids::default, |root| Ids::new(profile.outline, root));
        let is_mail = profile.medium == Medium::Mail;
        let scope = if is_mail { scope.without_markers() } else { scope };
        Writer {
            scope,
            profile,
            out,
            ids,
            levels: profile.levels,
            asked: 0,
            in_heading: false,
            title_at: None,
            lone_buttons: false,
            is_bare: !profile.spans && !is_mail,
            slots: Slots::default(),
        }
    }

    pub(super) fn is_mail(&self) -> bool {
        self.profile.medium == Medium::Mail
    }

    #[inline]
    pub(super) fn check(&self) -> Result<(), RenderError> {
        self.scope.check(self.out.len())
    }

    pub(super) fn finish(self) -> Result<String, RenderError> {
        self.check()?;
        Ok(self.out)
    }

    /// Writes an author's text. A long one, as only a deserialised tree can have beside a short source, ends soon after the
    /// output is over its limit.
    #[inline]
    pub(super) fn push_text(&mut self, text: &str) {
        if text.len() < LONG {
            escape::push_text(&mut self.out, text);
        } else {
            self.push_long_text(text);
        }
    }

    /// Writes text that a value may have given.
    pub(super) fn push_value(&mut self, text: &str) {
        escape::push_value(&mut self.out, text);
    }

    #[cold]
    fn push_long_text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() && self.out.len() <= self.scope.most {
            let chunk;
            (chunk, rest) = rest.split_at(chunk_len(rest));
            escape::push_text(&mut self.out, chunk);
        }
    }

    /// Begins a line, unless one has just begun.
    #[inline]
    pub(super) fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Takes spaces and line ends from the end of the output, back to `start` at most.
    #[inline]
    pub(super) fn trim_end(&mut self, start: usize) {
        if self.out.as_bytes().last().is_some_and(u8::is_ascii_whitespace) {
            let kept = self.out.get(start..).map_or(0, |written| written.trim_ascii_end().len());
            self.out.truncate(start + kept);
        }
    }

    /// Makes one line of the output from `start` on: text holds line ends where an author wrote `&#10;`.
    pub(super) fn join_lines(&mut self, start: usize) {
        if memchr::memchr2(b'\n', b'\r', &self.out.as_bytes()[start..]).is_some() {
            let joined = self.out[start..].replace(['\n', '\r'], " ");
            self.out.truncate(start);
            self.out.push_str(&joined);
        }
    }

    /// Writes `tag`, a start tag without attributes, for the node at `span`.
    #[inline]
    pub(super) fn open(&mut self, tag: &'static str, span: Span) {
        if self.is_bare {
            self.out.push_str(tag);
        } else {
            self.open_dressed(tag, span);
        }
    }

    #[cold]
    fn open_dressed(&mut self, tag: &'static str, span: Span) {
        let inside = &tag[..tag.len() - 1];
        self.out.push_str(inside);
        self.dress(&inside[1..]);
        self.close(span);
    }

    /// In a mail, adds the attributes with the style of `element`.
    pub(super) fn dress(&mut self, element: &str) {
        if self.is_mail() {
            self.out.push_str(mail::attributes(element));
        }
    }

    /// Ends the start tag of the node at `span`.
    #[inline]
    pub(super) fn close(&mut self, span: Span) {
        if self.profile.spans {
            self.push_span(span);
        }
        self.out.push('>');
    }

    #[cold]
    fn push_span(&mut self, span: Span) {
        if !self.scope.in_value && !span.is_none() {
            let _ = write!(self.out, " data-span=\"{}-{}\"", span.start, span.end);
        }
    }

    /// Ends the start tag of a node that may scroll sideways.
    pub(super) fn close_scroller(&mut self, span: Span) {
        if self.profile.keyboard_scrolling {
            self.out.push_str(" tabindex=\"0\"");
        }
        self.close(span);
    }

    /// Adds the classes `names`, separated by spaces, each after the prefix that was asked for; in a mail none.
    pub(super) fn class(&mut self, names: &str) {
        if self.is_mail() {
            return;
        }
        let prefix = &*self.profile.class_prefix;
        self.out.push_str(" class=\"");
        if prefix.is_empty() {
            self.out.push_str(names);
        } else {
            for (index, name) in names.split(' ').enumerate() {
                self.out.push_str(if index > 0 { " " } else { "" });
                escape::push_text(&mut self.out, prefix);
                self.out.push_str(name);
            }
        }
        self.out.push('"');
    }

    /// Adds the attribute `name` with `value`.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.extend([" ", name, "=\""]);
        escape::push_text(&mut self.out, value);
        self.out.push('"');
    }

    /// Writes something in a `<span>` with the name of the placeholder at `span`, if the host asked for such.
    pub(super) fn named<T>(&mut self, name: &str, span: Span, write: impl FnOnce(&mut Self) -> T) -> T {
        if !self.names_placeholders() {
            return write(self);
        }
        self.open_named("<span", name, span);
        let written = write(self);
        self.out.push_str("</span>");
        written
    }

    /// Whether elements name placeholders. Inside a value none do: only defaults show there, which no second pass fills.
    pub(super) fn names_placeholders(&self) -> bool {
        self.profile.placeholder_spans && !self.scope.in_value
    }

    pub(super) fn open_named(&mut self, element: &str, name: &str, span: Span) {
        self.out.push_str(element);
        self.attribute("data-placeholder", name);
        self.close(span);
    }

    pub(super) fn supply(&self) -> &Supply<'a> {
        self.scope.supply()
    }
}

impl<'a> Scoped<'a> for Writer<'a> {
    fn scope(&mut self) -> &mut Scope<'a> {
        &mut self.scope
    }
}

/// How many bytes a text has that may alone make an output too long.
const LONG: usize = 1 << 10;

/// How many bytes of a long text are written at once.
const CHUNK: usize = 64 << 10;

/// The length of the first chunk of `text`: it ends between characters, and not inside `\r\n`.
fn chunk_len(text: &str) -> usize {
    let ends = |&at: &usize| text.is_char_boundary(at) && text.as_bytes()[at - 1] != b'\r';
    (CHUNK..text.len()).find(ends).unwrap_or(text.len())
}
