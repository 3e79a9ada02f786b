//! Rules about recommendations (format §7): what their reviewers ask for.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::payload::Model;
use crate::payload::advisor::AdvisorRecommendation;
use crate::span::Spanned;
use crate::text::Text;

use super::subject::Subject;

/// The longest label, description and benefit, in characters: what the columns of a list of recommendations have room for.
const LONGEST: usize = 100;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let Some(Model::AdvisorRecommendation(advice)) = &subject.model else { return };
    let fields = [
        ("displayLabel", &advice.display_label),
        ("description", &advice.description),
        ("potentialBenefits", &advice.potential_benefits),
    ];
    for (key, field) in fields {
        found.extend(field.as_ref().and_then(|field| too_long(key, field)));
    }
    found.extend(repeated(advice));
}

fn too_long(key: &str, field: &Spanned<Text>) -> Option<Diagnostic> {
    let length = field.chars().count();
    let message = format!("expected at most {LONGEST} characters for `{key}`, found {length}");
    let is_reported = length > LONGEST && !field.span.is_none();
    is_reported.then(|| Diagnostic::note(Code::RECOMMENDATION_LENGTH, field.span, message))
}

/// A description that only says the label again.
fn repeated(advice: &AdvisorRecommendation) -> Option<Diagnostic> {
    let (label, description) = advice.display_label.as_ref().zip(advice.description.as_ref())?;
    let words = |field: &Spanned<Text>| field.trim().trim_end_matches('.').to_lowercase();
    if description.span.is_none() || words(label) != words(description) {
        return None;
    }
    let message = "expected a `description` that says more than the `displayLabel`, found the same words";
    let found = Diagnostic::note(Code::RECOMMENDATION_REPEATED, description.span, message);
    Some(found.with_related(label.span, "the `displayLabel` is here"))
}
