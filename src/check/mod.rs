//! The authoring rules (format §3 to §5), run by [`Article::check`](crate::Article::check), and by a [`Checker`] with a
//! selection of one's own, which makes fixes, too.
//!
//! # Comments that allow
//!
//! An author allows what a rule finds by a comment with the rule's name, or several with commas between them, and perhaps a
//! reason: `<!-- selfhelp: allow link-gap, list-space it is quoted so -->`. It holds for the block after it, which may be a
//! list, a section or a payload with all they hold; among words for the block that it is in; before the header for the
//! whole file. What strict parsing refuses cannot be allowed. A comment that allows nothing is a finding itself.
//!
//! ```
//! use selfhelp::Article;
//!
//! let check = |body: &str| Article::parse_lenient(&format!("<properties />\n# Disks\n\n{body}\n")).check();
//! assert_eq!(check("##Steps").len(), 1);
//! assert_eq!(check("<!-- selfhelp: allow heading-space a tag of ours -->\n##Steps"), []);
//! assert_eq!(check("<!-- selfhelp: allow heading-space -->\nSteps")[0].code.as_str(), "allow-unused");
//! ```
//
//! Each file is a family of rules and carries their texts. The rules read the tree; where an author's near miss left
//! no trace in it, they look at the source of the words around. Code, notes and payloads hold no words, so nothing in
//! them is ever taken for Markdown.

mod allow;
mod blocks;
mod checker;
mod fix;
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

pub use checker::{Checker, Level};
pub use fix::Fixed;

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
    found.sort_by_key(in_document);
    allow::apply(article, &mut found);
    found.sort_by_key(in_document);
    found
}

fn in_document(found: &Diagnostic) -> (u32, u32) {
    (found.span.start, found.span.end)
}
