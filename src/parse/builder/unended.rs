//! Start tags of the author's that closed without their end tags, which may come later.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::Span;

/// Start tags that have not met their end tags, by name.
///
/// `<span>`, a list and `</span>` are in blocks of their own: the element shows nothing but its content, so that it matters
/// only that the end tag comes.
#[derive(Debug, Default)]
pub(super) struct Unended {
    /// Those that only must end somewhere.
    anywhere: BTreeMap<&'static str, Vec<Span>>,
    /// Those that must end in their block.
    in_block: BTreeMap<&'static str, Vec<Span>>,
}

impl Unended {
    /// Adds a start tag that may end anywhere.
    pub(super) fn push(&mut self, name: &'static str, span: Span) {
        self.anywhere.entry(name).or_default().push(span);
    }

    /// Adds a start tag that has no effect, as it does not end in its block.
    pub(super) fn push_without_effect(&mut self, name: &'static str, span: Span) {
        self.in_block.entry(name).or_default().push(span);
    }

    /// Takes the end tag of an element that is not open; whether it is that of a start tag here.
    pub(super) fn end(&mut self, name: &str, found: &mut Diagnostics) -> bool {
        if self.anywhere.get_mut(name).and_then(Vec::pop).is_some() {
            return true;
        }
        let Some(span) = self.in_block.get_mut(name).and_then(Vec::pop) else { return false };
        found.push(without_effect(name, span));
        true
    }

    /// Reports those that are left.
    pub(super) fn report(&self, found: &mut Diagnostics) {
        for (name, spans) in &self.anywhere {
            found.extend(spans.iter().map(|&span| {
                let message = format!("expected `</{name}>` for this tag, found none; only its content is shown");
                Diagnostic::note(Code::HTML_UNCLOSED, span, message)
            }));
        }
        for (name, spans) in &self.in_block {
            found.extend(spans.iter().map(|&span| without_effect(name, span)));
        }
    }
}

fn without_effect(name: &str, span: Span) -> Diagnostic {
    let message = format!("expected `</{name}>` in the block of this tag, found none; only its content is shown");
    Diagnostic::note(Code::HTML_UNCLOSED, span, message)
}
