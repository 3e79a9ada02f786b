//! The authoring rules (format §3 to §5), run by [`Article::check`](crate::Article::check).
//!
//! Each file is a family of rules and carries their texts. The rules read the tree; where an author's near miss left
//! no trace in it, they look at the source of the words around. Code, notes and payloads hold no words, so nothing in
//! them is ever taken for Markdown.

mod blocks;
mod headings;
mod images;
mod inlines;
mod links;
mod notes;
mod placeholders;
mod quoted;
mod suggestion;
mod unread;

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits;

/// Everything the parser and the rules found, in document order: as many as the parser may find, or [`limits::DIAGNOSTICS`].
pub(crate) fn check(article: &Article) -> Vec<Diagnostic> {
    let parsed = article.diagnostics();
    let most = limits::DIAGNOSTICS.max(parsed.len());
    let mut all = Diagnostics::up_to(most);
    for found in parsed {
        match found.code == Code::DIAGNOSTICS {
            true => all.leave_out(found.span),
            false => all.push(found.clone()),
        }
    }
    let rules = [
        blocks::check,
        inlines::check,
        links::check,
        images::check,
        headings::check,
        notes::check,
        placeholders::check,
    ];
    for check in rules {
        let mut found = Diagnostics::up_to(most);
        check(article, &mut found);
        all.append(found);
    }
    let mut found = all.into_vec();
    found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    found
}
