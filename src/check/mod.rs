//! The authoring rules (format §4, §5), run by [`Article::check`](crate::Article::check).

use crate::article::Article;
use crate::diagnostic::Diagnostic;

/// Everything the parser and the rules found, in document order.
pub(crate) fn check(article: &Article) -> Vec<Diagnostic> {
    article.diagnostics().to_vec()
}
