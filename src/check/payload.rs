//! What is odd about the keys and values of a payload (format §7).

use crate::article::Article;
use crate::diagnostic::Diagnostics;

pub(super) fn check(article: &Article, found: &mut Diagnostics) {
    let Some(payload) = article.payload() else { return };
    // An editor may have changed it since it was parsed.
    let is_as_parsed = article.source().get(payload.span.range()) == Some(payload.text.as_str());
    if is_as_parsed {
        found.extend(payload.odd(article.metadata.self_help_type.as_ref()));
    }
}
