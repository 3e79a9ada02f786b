//! Limits on the numbers of placeholders and sections.

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limits;

use super::{Action, Construct, Constructs, Kind};

/// Removes the placeholders and sections over the limits.
pub(crate) fn limit(constructs: &mut Constructs, limits: &Limits) {
    if constructs.all.len() > limits.placeholders {
        count_placeholders(constructs, limits.placeholders);
    }
    if constructs.boundaries.len() > limits.sections {
        count_sections(constructs, limits.sections);
    }
}

/// Over the limit, a placeholder's markers show nothing, and its default shows as ordinary Markdown.
fn count_placeholders(constructs: &mut Constructs, limit: usize) {
    let mut count = 0;
    let mut all = Vec::with_capacity(constructs.all.len());
    for construct in std::mem::take(&mut constructs.all) {
        let Kind::Placeholder(placeholder) = &construct.kind else {
            all.push(construct);
            continue;
        };
        count += 1;
        if count <= limit {
            all.push(construct);
            continue;
        }
        if count == limit + 1 {
            let message = format!("expected at most {limit} placeholders, found more; they show their defaults");
            constructs.diagnostics.push(Diagnostic::warning(Code::TOO_MANY, construct.range.clone(), message));
        }
        let markers = [
            construct.range.start..placeholder.default.range().start,
            placeholder.default.range().end..construct.range.end,
        ];
        let markers = markers.into_iter().filter(|range| !range.is_empty());
        all.extend(markers.map(|range| Construct { range, kind: Kind::Stray }));
    }
    constructs.all = all;
}

/// Over the limit, the markers of sections are ignored.
fn count_sections(constructs: &mut Constructs, limit: usize) {
    let mut open = Vec::new();
    let mut count = 0;
    let diagnostics = &mut constructs.diagnostics;
    constructs.boundaries.retain(|boundary| match &boundary.action {
        Action::Open { kind, .. } => {
            count += 1;
            if count == limit + 1 {
                let message = format!("expected at most {limit} sections, found more; their markers mean nothing");
                diagnostics.push(Diagnostic::warning(Code::TOO_MANY, boundary.marker.clone(), message));
            }
            if count <= limit {
                open.push(*kind);
            }
            count <= limit
        }
        Action::Close(kind) => match open.iter().rposition(|open| open == kind) {
            Some(at) => {
                open.truncate(at);
                true
            }
            None => false,
        },
    });
}
