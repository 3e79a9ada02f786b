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
//! let check = |body: &str| Article::parse_lenient(&format!("<properties articleId=\"disks\" />\n# Disks\n\n{body}\nWait.\n")).check();
//! assert_eq!(check("##Steps").len(), 1);
//! assert_eq!(check("<!-- selfhelp: allow heading-space a tag of ours -->\n##Steps"), []);
//! assert_eq!(check("<!-- selfhelp: allow heading-space -->\nSteps")[0].code.as_str(), "allow-unused");
//! ```
//
//! Each file is a family of rules and carries their texts. The rules read the tree; where an author's near miss left
//! no trace in it, they look at the source of the words around. Code, comments and payloads hold no words, so nothing in
//! them is ever taken for Markdown.

mod addresses;
mod allow;
mod around;
mod bare;
mod bidi;
mod blocks;
mod brackets;
mod bullets;
mod checker;
mod comments;
mod counted;
mod cut_tags;
mod dashes;
mod dialects;
mod disguise;
mod emphasis;
mod field_marks;
mod fields;
mod fix;
mod fullwidth;
mod header;
mod headings;
mod hosts;
mod html_block;
mod images;
mod in_html;
mod indented;
mod inlines;
mod items;
mod labels;
mod ledger;
mod link_text;
mod links;
mod lists;
mod literal;
mod lost;
mod markup;
mod masks;
mod misplaced;
mod ordinal;
mod outline;
mod paths;
mod payload;
mod placeholders;
mod quoted;
mod ranges;
mod recommendation;
mod references;
mod required;
mod scripts;
mod sections;
mod source_cursor;
mod stars;
mod steps;
mod subject;
mod suggestion;
mod tables;
mod tight;
mod titles;
mod too_far;
mod unseen;
mod wide;
mod wildcards;
mod words;

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub use checker::{Checker, Level};
pub use fix::Fixed;
pub use ledger::{Entry, Ledger};

use subject::Subject;

impl Article {
    /// The findings of the parser and of the authoring rules (format §4, §5), in document order: as many as the
    /// parser may report, or [`limits::DIAGNOSTICS`](crate::limits::DIAGNOSTICS).
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
    /// let source = "<properties articleId=\"fabrikam-disks\" />\n# Disks\n\n##Steps\nWait.\n";
    /// let article = Article::parse(source)?;
    /// let found = article.check();
    /// assert_eq!(found.len(), 1);
    /// assert_eq!(found[0].code, Code::HEADING_SPACE);
    /// assert_eq!(found[0].message, "expected a space after `##` of a heading, found `S`");
    ///
    /// let mended = found[0].fix.as_ref().and_then(|fix| fix.apply(source)).unwrap_or_default();
    /// assert!(mended.ends_with("## Steps\nWait.\n") && Article::parse(&mended)?.check().is_empty());
    /// # Ok::<(), selfhelp::ParseError>(())
    /// ```
    pub fn check(&self) -> Vec<Diagnostic> {
        Checker::new().check(self)
    }
}

/// What the parser and the rules found, no comment allows and `reports` keeps, in document order: as many as the parser
/// reported, or `most`.
///
/// Comments are asked before anything is left out, so that what they allow takes no room.
fn check(article: &Article, most: usize, checker: &Checker) -> Vec<Diagnostic> {
    let parsed = article.diagnostics();
    let most = most.max(parsed.iter().filter(|found| found.code != Code::DIAGNOSTICS).count());
    let mut all = Diagnostics::up_to(most);
    for found in parsed {
        if found.code == Code::DIAGNOSTICS {
            all.leave_out(found.span);
        } else {
            all.push(found.clone());
        }
    }
    let subject = Subject::new(article);
    let rules = [
        blocks::check,
        inlines::check,
        links::check,
        images::check,
        headings::check,
        payload::check,
        fields::check,
        recommendation::check,
        comments::check,
        placeholders::check,
        disguise::check,
        bidi::check,
        outline::check,
        sections::check,
        titles::check,
        lists::check,
        link_text::check,
        words::check,
    ];
    for check in rules {
        let mut found = Diagnostics::up_to(most);
        check(&subject, &mut found);
        all.append(found);
    }
    for check in [header::check, hosts::check] {
        let mut found = Diagnostics::up_to(most);
        check(&subject, checker, &mut found);
        all.append(found);
    }
    allow::apply(article, &mut all);
    let reports = |found: &mut Diagnostic| checker.reports(found);
    all.retain(reports);
    let mut found = all.into_vec();
    // One that says that there were more is new.
    found.retain_mut(reports);
    found.sort_by_key(|found| (found.span.start, found.span.end));
    cut_tags::told_once(article.source(), &mut found);
    found
}
