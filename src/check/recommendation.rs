//! Rules about recommendations and menus (format §7): what their reviewers ask for, and where actions and tools lead.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::payload::Model;
use crate::payload::advisor::{Action, AdvisorRecommendation};
use crate::payload::diagnose::TroubleshootingTool;
use crate::span::{Span, Spanned};
use crate::text::Text;

use super::subject::Subject;

/// The longest label, description and benefit, in characters: what the columns of a list of recommendations have room for.
const LONGEST: usize = 100;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    let advice = match &subject.model {
        Some(Model::AdvisorRecommendation(advice)) => advice,
        Some(Model::DiagnoseAndSolve(menu)) => return found.extend(menu.troubleshooting_tools.iter().filter_map(tool)),
        _ => return,
    };
    let fields = [
        ("displayLabel", &advice.display_label),
        ("description", &advice.description),
        ("potentialBenefits", &advice.potential_benefits),
    ];
    for (key, field) in fields {
        found.extend(field.as_ref().and_then(|field| too_long(key, field)));
    }
    found.extend(repeated(advice));
    found.extend(advice.actions.iter().filter_map(action));
}

/// `{ "actionType": "Document", "description": "Read it" }`, which leads nowhere, and an action without words, which does not show.
fn action(action: &Spanned<Action>) -> Option<Diagnostic> {
    let is = |kind: &str| action.action_type.as_deref().is_some_and(|found| found.eq_ignore_ascii_case(kind));
    let (extension, blade) = (action.extension_name.is_some(), action.blade_name.is_some());
    let leads = action.document_link.is_some() || extension && blade;
    let message = match (action.description.is_some(), leads) {
        (true, true) => return None,
        (false, true) => "expected a `description` of this action, found none; it does not show".to_owned(),
        // Nothing is left of it that shows: an item that its author emptied.
        (false, false) => return None,
        (true, false) => {
            let expected = match (extension, blade) {
                (true, false) => "a `bladeName`",
                (false, true) => "an `extensionName`",
                _ if is("Document") => "a `documentLink`",
                _ if is("Blade") || is("ContextBlade") => "an `extensionName` and a `bladeName`",
                _ => "a `documentLink`, or an `extensionName` and a `bladeName`,",
            };
            format!("expected {expected} for this action, found none; it leads nowhere")
        }
    };
    missing(action.span, message)
}

/// A tool of a menu without the page that it is.
fn tool(tool: &Spanned<TroubleshootingTool>) -> Option<Diagnostic> {
    let link = tool.blade_link.as_ref();
    let extension = link.is_some_and(|link| link.extension_name.is_some());
    let blade = link.is_some_and(|link| link.blade_name.is_some());
    // An automatic check is not a page.
    let is_check = tool.kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("insight"));
    let shows = tool.title.is_some() || tool.description.is_some();
    let expected = match (extension, blade) {
        (true, true) => return None,
        _ if is_check || !shows => return None,
        (true, false) => "a `bladeName`",
        (false, true) => "an `extensionName`",
        (false, false) => "a `bladeLink` with `extensionName` and `bladeName`",
    };
    missing(tool.span, format!("expected {expected} for this tool, found none; it leads nowhere"))
}

fn missing(place: Span, message: String) -> Option<Diagnostic> {
    // What was made by a program has no place.
    let start = Span::new(place.start as usize, place.start as usize + 1);
    (!place.is_none()).then(|| Diagnostic::warning(Code::FIELD_MISSING, start, message))
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
