//! Rules about the order of headings.

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::Heading;

pub(super) fn check(article: &Article, found: &mut Vec<Diagnostic>) {
    let mut title: Option<&Heading> = None;
    let mut before: Option<&Heading> = None;
    for heading in article.headings() {
        if let Some(before) = before.filter(|before| heading.level > before.level.saturating_add(1)) {
            found.push(skipped(heading, before));
        }
        if heading.level == 1 {
            match title {
                Some(title) => found.push(repeated(heading, title)),
                None => title = Some(heading),
            }
        }
        before = Some(heading);
    }
}

fn skipped(heading: &Heading, before: &Heading) -> Diagnostic {
    let expected = before.level.saturating_add(1);
    let message = format!("expected a heading of level {expected} or less, found level {}", heading.level);
    let place = format!("the heading before it has level {}", before.level);
    Diagnostic::note(Code::HEADING_SKIPPED, heading.span, message).with_related(before.span, place)
}

fn repeated(heading: &Heading, title: &Heading) -> Diagnostic {
    let message = "expected one heading of level 1, found another; the first is the title of the article";
    Diagnostic::note(Code::HEADING_TITLE_REPEATED, heading.span, message).with_related(title.span, "the first is here")
}
