//! Titles and alternative texts that hold a value: their elements have them as templates, too.

use std::collections::HashMap;

use selfhelp::span::Span;

use super::fields::Fields;
use super::tags::{Tag, tags};

const NAMES: [&str; 2] = ["title", "alt"];

/// `html` with `data-title` and `data-alt` where these attributes hold values, by how they are `with_stand_ins`.
pub(super) fn filled(html: &str, with_stand_ins: &str, fields: &Fields) -> String {
    let templates = templates(with_stand_ins, fields);
    if templates.is_empty() {
        return html.to_owned();
    }
    let (mut out, mut at) = (String::with_capacity(html.len()), 0);
    for tag in tags(html) {
        for name in NAMES {
            let Some(template) = tag.span().and_then(|span| templates.get(&(span, name))) else { continue };
            // A stand-in that the author wrote is none.
            if tag.attribute(name).is_none_or(|shown| fields.is_mistakable(shown)) {
                continue;
            }
            let name_end = tag.start + 1 + tag.name().len();
            out.push_str(html.get(at..name_end).unwrap_or_default());
            out.push_str(&format!(" data-{name}=\"{template}\""));
            at = name_end;
        }
    }
    out.push_str(html.get(at..).unwrap_or_default());
    out
}

fn templates(with_stand_ins: &str, fields: &Fields) -> HashMap<(Span, &'static str), String> {
    let of = |tag: Tag<'_>| {
        let span = tag.span()?;
        let template = |name| Some(((span, name), fields.template(tag.attribute(name)?)?));
        Some(NAMES.into_iter().filter_map(template).collect::<Vec<_>>())
    };
    tags(with_stand_ins).filter_map(of).flatten().collect()
}
