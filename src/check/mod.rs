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
mod payload;
mod placeholders;
mod quoted;
mod suggestion;
mod unread;

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits;

impl Article {
    /// The findings of the parser and of the authoring rules (format §4, §5), in document order: as many as the
    /// parser may report, or [`limits::DIAGNOSTICS`].
    ///
    /// The rules look for what shows otherwise than its author meant: near misses of Markdown such as `##Heading`, links
    /// and images that cannot be followed or shown, names of placeholders that differ in case only, skipped levels of
    /// headings, links of the same text with different targets, fences of code that nothing closes, keys and values of payloads
    /// that are not what the format expects. Some findings carry a fix.
    ///
    /// Strict parsing refuses exactly the articles whose findings hold an [`Error`](crate::diagnostic::Severity::Error):
    /// to check an article and to know whether it would be refused, parse it once, leniently.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::diagnostic::Code;
    ///
    /// let source = "<properties articleId=\"fabrikam-disks\" />\n# Disks\n\n##Steps\n";
    /// let article = Article::parse(source)?;
    /// let found = article.check();
    /// assert_eq!(found.len(), 1);
    /// assert_eq!(found[0].code, Code::HEADING_SPACE);
    /// assert_eq!(found[0].message, "expected a space behind `##` of a heading, found `S`");
    ///
    /// let mended = found[0].fix.as_ref().and_then(|fix| fix.apply(source)).unwrap_or_default();
    /// assert!(mended.ends_with("## Steps\n") && Article::parse(&mended)?.check().is_empty());
    /// # Ok::<(), selfhelp::ParseError>(())
    /// ```
    pub fn check(&self) -> Vec<Diagnostic> {
        let parsed = self.diagnostics();
        let most = limits::DIAGNOSTICS.max(parsed.len());
        let mut all = Diagnostics::up_to(most);
        for found in parsed {
            if found.code == Code::DIAGNOSTICS {
                all.leave_out(found.span);
            } else {
                all.push(found.clone());
            }
        }
        let rules = [
            blocks::check,
            inlines::check,
            links::check,
            images::check,
            headings::check,
            notes::check,
            payload::check,
            placeholders::check,
            disguise::check,
            bidi::check,
        ];
        for check in rules {
            let mut found = Diagnostics::up_to(most);
            check(self, &mut found);
            all.append(found);
        }
        let mut found = all.into_vec();
        found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
        found
    }
}
