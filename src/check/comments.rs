//! Rules about comments that were perhaps meant as markers (format §3, §4).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::metadata::nearest;
use crate::source::snippet;
use crate::tree::{Comment, SectionKind};
use crate::visit::Node;

use super::subject::Subject;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    for node in &subject.nodes {
        if let Node::Comment(comment) = node {
            found.extend(placeholder(comment).or_else(|| section(comment)));
        }
    }
}

/// `<!--$vm-name-->`: no name holds a dash.
fn placeholder(comment: &Comment) -> Option<Diagnostic> {
    let name = comment.text.trim().trim_start_matches('/').strip_prefix('$')?;
    let message = format!("expected the name of a placeholder after `$`, found `{}`; it is a comment", snippet(name));
    Some(Diagnostic::warning(Code::NOTE_LIKE_MARKER, comment.span, message))
}

/// `<!--issueDescripton-->`
fn section(comment: &Comment) -> Option<Diagnostic> {
    let written = comment.text.trim();
    let name = written.trim_start_matches('/');
    let slash = &written[..written.len() - name.len()];
    let is_everywhere = |kind: &SectionKind| *kind != SectionKind::Titled && !kind.is_quick_start();
    let names = SectionKind::ALL.into_iter().filter(is_everywhere).map(SectionKind::as_str);
    let meant = nearest(name.trim(), names)?;
    let message = format!("`{}` is a comment; did you mean `{slash}{meant}`?", snippet(written));
    let warning = Diagnostic::warning(Code::NOTE_LIKE_MARKER, comment.span, message);
    Some(warning.with_fix(comment.span, format!("<!--{slash}{meant}-->")))
}
