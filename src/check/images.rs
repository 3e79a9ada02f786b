//! Rules about images (format §5).

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::Target;
use crate::tree::Image;

use super::quoted::quoted;

pub(super) fn check(article: &Article, found: &mut Diagnostics) {
    for image in article.images() {
        found.extend(target(image));
        if image.alt.to_plain().trim().is_empty() {
            let message = "expected alternative text between `![` and `]`, found none";
            found.push(Diagnostic::note(Code::IMAGE_NO_ALT, image.span, message));
        }
    }
}

/// Only `https` images are shown; what a placeholder begins, values decide.
fn target(image: &Image) -> Option<Diagnostic> {
    let written = super::links::written(&image.target)?;
    if Target::parse(&written).image_address().is_some() {
        return None;
    }
    let found = if written.is_empty() { "none".to_owned() } else { quoted(&written) };
    let message = format!("expected an image at `https://`, found {found}; its alternative text shows instead");
    Some(Diagnostic::warning(Code::IMAGE_TARGET, image.span, message))
}
