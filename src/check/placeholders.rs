//! Rules about placeholders (format §4).

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::tree::{Inline, Inlines, Placeholder};
use crate::visit::{self, Visit};

use super::quoted::quoted;
use super::subject::Subject;
use super::{field_marks, fields};

/// Shortest default that is compared with the words before it, in characters.
const DEFAULT_LENGTH: usize = 3;

/// Names compare exactly, so two that differ in case only are filled in apart, which few authors mean.
pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let article = subject.article;
    Defaults { source: article.source(), found }.visit_parts(&article.body);
    let mut seen = HashSet::new();
    let mut firsts: HashMap<String, &Placeholder> = HashMap::new();
    for placeholder in article.placeholders().filter(|placeholder| seen.insert(placeholder.name.as_str())) {
        match firsts.entry(placeholder.name.to_lowercase()) {
            Entry::Occupied(first) => found.push(clash(placeholder, first.get())),
            Entry::Vacant(first) => {
                first.insert(placeholder);
            }
        }
    }
}

fn clash(placeholder: &Placeholder, first: &Placeholder) -> Diagnostic {
    let message = format!("placeholder `{}` differs from `{}` in case only", placeholder.name, first.name);
    let place = format!("`{}` is here", first.name);
    Diagnostic::warning(Code::PLACEHOLDER_CASE, placeholder.span, message).with_related(first.span, place)
}

/// What defaults say about their placeholders.
struct Defaults<'s, 'f> {
    source: &'s str,
    found: &'f mut Diagnostics,
}

impl<'a> Visit<'a> for Defaults<'_, '_> {
    fn visit_inlines(&mut self, inlines: &'a Inlines) {
        for pair in inlines.windows(2) {
            if let [Inline::Text(words), Inline::Placeholder(placeholder)] = pair {
                self.found.extend(doubled(&words.text, placeholder));
            }
        }
        visit::walk_inlines(self, inlines);
    }

    fn visit_placeholder(&mut self, placeholder: &'a Placeholder) {
        self.found.extend(renamed(placeholder));
        self.found.extend(tagged(self.source, placeholder));
        visit::walk_placeholder(self, placeholder);
    }
}

/// `vmname <!--$vmname-->vmname<!--/$vmname-->`: readers see the words twice, or the words and the value.
fn doubled(before: &str, placeholder: &Placeholder) -> Option<Diagnostic> {
    let default = placeholder.default.to_plain();
    let default = default.trim();
    let start = before.trim_end().strip_suffix(default)?;
    if default.chars().count() < DEFAULT_LENGTH || start.ends_with(char::is_alphanumeric) {
        return None;
    }
    let message = format!("expected the default {0} once, found {0} before the placeholder, too", quoted(default));
    Some(Diagnostic::note(Code::PLACEHOLDER_DOUBLED, placeholder.span, message))
}

/// `<!--$vmname--><ul><li>lamp</li></ul><!--/$vmname-->`: a default that holds a block is text, with all of its tags.
fn tagged(source: &str, placeholder: &Placeholder) -> Option<Diagnostic> {
    let start = placeholder.span.start as usize;
    let written = source.get(placeholder.span.range()).filter(|written| written.matches('<').nth(2).is_some())?;
    let default = fields::words_of(&placeholder.default);
    let tag = field_marks::tag(&default)?;
    let at = start + written.find(tag)?;
    let message =
        format!("expected no block in the default of a placeholder, found {}, which shows as it is", quoted(tag));
    Some(Diagnostic::note(Code::HTML_AS_TEXT, at..at + tag.len(), message))
}

/// `<!--$vmname-->[region]<!--/$vmname-->`
fn renamed(placeholder: &Placeholder) -> Option<Diagnostic> {
    let default = placeholder.default.to_plain();
    let inner = default.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    let is_name = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let letters = |name: &str| name.to_lowercase().replace(['_', ' ', '-'], "");
    let (name, inner_letters) = (letters(&placeholder.name), letters(inner));
    if !is_name || name.contains(&inner_letters) || inner_letters.contains(&name) {
        return None;
    }
    let message = format!(
        "expected a default for the placeholder {}, found the name {}",
        quoted(&placeholder.name),
        quoted(&["[", inner, "]"].concat())
    );
    Some(Diagnostic::note(Code::PLACEHOLDER_RENAMED, placeholder.span, message))
}
