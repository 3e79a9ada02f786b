//! Start tags and the attributes that only some renderers write.

use std::fmt::Write as _;

use super::Writer;
use crate::render::escape;
use crate::span::Span;

impl Writer<'_> {
    /// Writes `tag`, a start tag without attributes, for the node at `span`.
    pub(super) fn open(&mut self, tag: &'static str, span: Span) {
        if self.html.profile.spans {
            self.out.push_str(&tag[..tag.len() - 1]);
            self.close(span);
        } else {
            self.out.push_str(tag);
        }
    }

    /// Ends the start tag of the node at `span`.
    pub(super) fn close(&mut self, span: Span) {
        if self.html.profile.spans && !self.in_value && !span.is_none() {
            let _ = write!(self.out, " data-span=\"{}-{}\"", span.start, span.end);
        }
        self.out.push('>');
    }

    /// Ends the start tag of a node that may scroll sideways.
    pub(super) fn close_scroller(&mut self, span: Span) {
        if self.html.profile.keyboard_scrolling {
            self.out.push_str(" tabindex=\"0\"");
        }
        self.close(span);
    }

    /// Adds the classes `names`, separated by spaces, each behind the prefix that was asked for.
    pub(super) fn class(&mut self, names: &str) {
        let prefix = &*self.html.profile.class_prefix;
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

    /// Writes something in a `<span>` with the name of the placeholder at `span`, where such are asked for. Inside a value
    /// there are none: nobody fills what shows there.
    pub(super) fn named<T>(&mut self, name: &str, span: Span, write: impl FnOnce(&mut Self) -> T) -> T {
        if !self.names_placeholders() {
            return write(self);
        }
        self.open_named("<span", name, span);
        let written = write(self);
        self.out.push_str("</span>");
        written
    }

    pub(super) fn names_placeholders(&self) -> bool {
        self.html.profile.placeholder_spans && !self.in_value
    }

    pub(super) fn open_named(&mut self, element: &str, name: &str, span: Span) {
        self.out.push_str(element);
        self.attribute("data-placeholder", name);
        self.close(span);
    }
}
