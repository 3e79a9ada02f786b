//! Rules about placeholders (format §4).

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::tree::Placeholder;

/// Names compare exactly, so two that differ in case only are filled in apart, which few authors mean.
pub(super) fn check(article: &Article, found: &mut Diagnostics) {
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
