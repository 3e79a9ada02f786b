//! The authoring rules (format §3 to §5), run by [`Article::check`](crate::Article::check).
//!
//! Each file is a family of rules and carries their texts. The rules read the tree; where an author's near miss left
//! no trace in it, they look at the source of the words around. Code, notes and payloads hold no words, so nothing in
//! them is ever taken for Markdown.

mod bidi;
mod blocks;
mod disguise;
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
use crate::diagnostic::Diagnostic;

/// Everything the parser and the rules found, in document order.
pub(crate) fn check(article: &Article) -> Vec<Diagnostic> {
    let mut found = article.diagnostics().to_vec();
    blocks::check(article, &mut found);
    inlines::check(article, &mut found);
    links::check(article, &mut found);
    images::check(article, &mut found);
    headings::check(article, &mut found);
    notes::check(article, &mut found);
    placeholders::check(article, &mut found);
    disguise::check(article, &mut found);
    bidi::check(article, &mut found);
    found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    found
}
