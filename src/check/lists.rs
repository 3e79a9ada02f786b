//! Rules about lists.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::Span;
use crate::tree::{List, ListItem};
use crate::visit::{self, Visit};

use super::subject::Subject;

/// How many lists may be inside one another.
const DEPTH: usize = 2;

/// Longest indentation that is looked at, in bytes.
const INDENT_LIMIT: usize = 200;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let article = subject.article;
    Lists { source: article.source(), found, depth: 0, indent: None, mixed: false }.visit_parts(&article.body);
}

struct Lists<'s, 'f> {
    source: &'s str,
    found: &'f mut Diagnostics,
    /// How many lists are around.
    depth: usize,
    /// How the first indented item of the outermost list is indented, and where that is.
    indent: Option<(u8, Span)>,
    /// Whether the outermost list has been reported.
    mixed: bool,
}

impl<'a> Visit<'a> for Lists<'_, '_> {
    fn visit_list(&mut self, list: &'a List) {
        if self.depth == 0 {
            (self.indent, self.mixed) = (None, false);
        }
        self.depth += 1;
        if self.depth == DEPTH + 1 {
            let message = format!("expected at most {DEPTH} lists inside one another, found another inside them");
            self.found.push(Diagnostic::note(Code::LIST_DEEP, list.span, message));
        }
        visit::walk_list(self, list);
        self.depth -= 1;
    }

    fn visit_list_item(&mut self, item: &'a ListItem) {
        if let Some(span) = indentation(self.source, item.span) {
            self.indented(span);
        }
        visit::walk_list_item(self, item);
    }
}

impl Lists<'_, '_> {
    fn indented(&mut self, span: Span) {
        let written = self.source.get(span.range()).unwrap_or_default().as_bytes();
        let Some(first) = written.first().copied().filter(|_| !self.mixed) else { return };
        let is_mixed = written.iter().any(|byte| *byte != first);
        let before = *self.indent.get_or_insert((first, span));
        if !is_mixed && before.0 == first {
            return;
        }
        self.mixed = true;
        let message = "expected tabs or spaces before the items of a list, found both";
        let found = Diagnostic::note(Code::LIST_TABS, span, message);
        let other = (before.1 != span).then_some(before.1);
        self.found.push(match other {
            Some(other) => found.with_related(other, "here it is the other"),
            None => found,
        });
    }
}

/// The blanks and tabs between the beginning of the line and the item, if nothing else is there.
fn indentation(source: &str, item: Span) -> Option<Span> {
    let written = source.get(item.range()).filter(|_| !item.is_none())?.as_bytes();
    // The span of an item in a list may begin before its line.
    let blank = written.iter().take(INDENT_LIMIT).take_while(|byte| byte.is_ascii_whitespace()).count();
    let start = item.start as usize + blank;
    let before = source.as_bytes().get(..start)?;
    let blanks = before.iter().rev().take(INDENT_LIMIT).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let begin = start - blanks;
    let is_line = begin == 0 || matches!(before[begin - 1], b'\n' | b'\r');
    (blanks > 0 && is_line).then(|| Span::new(begin, start))
}
