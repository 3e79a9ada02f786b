//! Rules about what the properties of the header say (format §2).

use std::collections::HashSet;

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::metadata::{Property, SelfHelpType, known};
use crate::span::Span;

use super::checker::Checker;
use super::quoted::quoted;
use super::required;
use super::subject::Subject;

/// Shortest word that is taken for an internal name, in bytes: `PowerShell` is a title.
const NAME_LENGTH: usize = 12;

/// Shortest one all in small letters: `point-to-site` and `import/export` are words, `alerts-notsent` is not.
const SMALL_LENGTH: usize = 14;

/// Shortest one of nothing but small letters: `authentication` and `troubleshooting` are words.
const LETTERS_LENGTH: usize = 16;

pub(super) fn check(subject: &Subject<'_>, checker: &Checker, found: &mut Diagnostics) {
    let article = subject.article;
    let properties: Vec<(&str, Property<'_>)> = article
        .properties()
        .filter_map(|property| known(property.name).map(|known| (known.name, property)))
        .filter(|(_, property)| !property.value.is_empty())
        .collect();
    let value = |name: &str| properties.iter().find(|(known, _)| *known == name).map(|(_, property)| property);
    found.extend(empty(article));
    found.extend(missing(article, checker, value("selfHelpType").map(|property| property.value_span)));
    for name in ["supportTopicIds", "productPesIds", "resourceTags", "authors", "ms.author", "articleTags", "clientIds"]
    {
        found.extend(value(name).and_then(|property| repeated(article.source(), name, property)));
    }
    for name in ["supportTopicIds", "productPesIds"] {
        found.extend(value(name).and_then(|property| malformed(name, property)));
    }
    found.extend(value("articleId").and_then(article_id));
    found.extend(value("pageTitle").and_then(|title| internal_name(title, "pageTitle")));
    if !has_sentences_as_titles(article) {
        found.extend(value("pageTitle").and_then(|title| full_stop(article.source(), title)));
    }
    found.extend(value("disableClouds").and_then(|property| clouds(article, property)));
}

/// `<properties />`
fn empty(article: &Article) -> Option<Diagnostic> {
    // What is refused for its size, or for want of a header, was not read.
    let refused = article.diagnostics().iter().any(|found| found.severity == Severity::Error);
    if refused || article.properties().len() > 0 || article.source().trim().is_empty() {
        return None;
    }
    const KEYWORD: &str = "<properties";
    let start = memchr::memmem::find(article.source().as_bytes(), KEYWORD.as_bytes())?;
    let message = "expected properties in the header, found none";
    Some(Diagnostic::warning(Code::HEADER_EMPTY, start..start + KEYWORD.len(), message))
}

fn missing(article: &Article, checker: &Checker, kind: Option<Span>) -> Option<Diagnostic> {
    let mut names: Vec<&str> = required::missing(&article.metadata);
    let is_there =
        |name: &str| article.properties().any(|it| it.name.eq_ignore_ascii_case(name) && !it.value.is_empty());
    let wanted = checker.required(article.metadata.self_help_type.as_ref());
    names.extend(wanted.filter(|name| !is_there(name)));
    let mut seen = HashSet::new();
    let names: Vec<String> =
        names.into_iter().filter(|name| seen.insert(*name)).map(|name| format!("`{name}`")).collect();
    let (last, others) = names.split_last()?;
    let names = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
    let message = match &article.metadata.self_help_type {
        Some(kind) => format!("expected {names} in the header of an article of type `{}`, found none", kind.as_str()),
        None => format!("expected {names} in the header, found none"),
    };
    let span = kind.or_else(|| article.properties().next().map(|first| first.name_span))?;
    Some(Diagnostic::note(Code::PROPERTY_MISSING, span, message))
}

/// The items of a list as they are split.
fn items(value: &str) -> impl Iterator<Item = &str> {
    value.split([',', ';', '，']).map(str::trim).filter(|item| !item.is_empty())
}

/// `supportTopicIds="1, 2, 1"`
fn repeated(source: &str, name: &str, property: &Property<'_>) -> Option<Diagnostic> {
    let mut seen = HashSet::new();
    let again = items(&property.value).find(|item| !seen.insert(item.to_ascii_lowercase()))?;
    let message = format!("expected each item of `{name}` once, found {} again", quoted(again));
    let found = Diagnostic::note(Code::ITEM_REPEATED, property.value_span, message);
    // Where entities are decoded, what is written is not what the items are.
    let is_plain = source.get(property.value_span.range()).is_some_and(|written| written.trim() == property.value);
    Some(if is_plain { found.with_fix(property.value_span, without_repeated(&property.value)) } else { found })
}

/// The list without the items that are in it before, each with the separator before it.
fn without_repeated(value: &str) -> String {
    let mut seen = HashSet::new();
    let mut kept = String::with_capacity(value.len());
    let mut separator = 0;
    for piece in value.split_inclusive([',', ';', '，']) {
        let item = piece.trim_end_matches([',', ';', '，']);
        let name = item.trim();
        if name.is_empty() || seen.insert(name.to_ascii_lowercase()) {
            kept.push_str(piece);
            separator = piece.len() - item.len();
        } else if item.len() == piece.len() {
            // It is the last one: what was before it ends the list now.
            kept.truncate(kept.len() - separator);
        }
    }
    kept
}

/// An id that is neither a number nor a GUID.
fn malformed(name: &str, property: &Property<'_>) -> Option<Diagnostic> {
    // `"1", "2"`: the quotes between the items are found where the value is read.
    let mut ids = items(&property.value).map(|id| id.trim_matches(['"', '\'', ' ', '\n', '\r']));
    let id = ids.find(|id| !id.bytes().all(|byte| byte.is_ascii_digit()) && !is_guid(id))?;
    let message = format!("expected numbers or GUIDs in `{name}`, found {}", quoted(id));
    Some(Diagnostic::warning(Code::ID_MALFORMED, property.value_span, message))
}

const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

fn is_guid(id: &str) -> bool {
    let id = id.strip_prefix('{').and_then(|id| id.strip_suffix('}')).unwrap_or(id);
    let groups = || id.split('-');
    let fits = |(group, length): (&str, usize)| group.len() == length && group.bytes().all(|b| b.is_ascii_hexdigit());
    groups().count() == GROUPS.len() && groups().zip(GROUPS).all(fits)
}

/// Whether `id` was meant as a GUID: groups of about the right length, nearly all of them digits of base 16.
fn is_almost_guid(id: &str) -> bool {
    let groups: Vec<&str> = id.split('-').collect();
    let near = |(group, length): (&&str, usize)| group.len().abs_diff(length) <= 1;
    let odd = id.bytes().filter(|byte| *byte != b'-' && !byte.is_ascii_hexdigit()).count();
    !is_guid(id) && groups.len() == GROUPS.len() && groups.iter().zip(GROUPS).all(near) && odd <= 2
}

/// `articleId="my article"`, `articleId="76842b51-p022-4acb-9ef4-f78c5e87ec25"`
fn article_id(property: &Property<'_>) -> Option<Diagnostic> {
    let id = &*property.value;
    let is_name = id.chars().all(|c| c.is_alphanumeric() || "._-".contains(c));
    // A cloud may follow a GUID: `…_Fairfax`.
    let message = if !is_name {
        format!("expected a GUID or a name of letters, digits, `-`, `_` and `.` as `articleId`, found {}", quoted(id))
    } else if is_almost_guid(id.split('_').next().unwrap_or_default()) {
        format!("expected a GUID as `articleId`, found {}, which is almost one", quoted(id))
    } else {
        return None;
    };
    Some(Diagnostic::note(Code::ARTICLE_ID, property.value_span, message))
}

/// `linuxperformancecounters`, `UserErrorSqlFailed`, `backup/restore`: what is a name for programs, not a title.
fn internal_name(property: &Property<'_>, what: &str) -> Option<Diagnostic> {
    let title = &*property.value;
    if !is_internal_name(title) {
        return None;
    }
    let message = format!("expected a title for people as `{what}`, found the internal name {}", quoted(title));
    Some(Diagnostic::note(Code::TITLE_INTERNAL, property.value_span, message))
}

fn is_internal_name(title: &str) -> bool {
    let is_word = title.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-/.".contains(&byte));
    if !is_word || title.len() < NAME_LENGTH {
        return false;
    }
    let humps = title.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let is_small =
        title.bytes().any(|byte| byte.is_ascii_lowercase()) && !title.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_letters = title.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_long = title.len() >= if is_letters { LETTERS_LENGTH } else { SMALL_LENGTH };
    // `OneDrive/SharePoint` names two.
    title.contains('_') || humps.count() >= 2 && !title.contains('/') || is_small && is_long
}

/// Titles of insights and recommendations are messages of a sentence or more.
fn has_sentences_as_titles(article: &Article) -> bool {
    use SelfHelpType::{AdvisorRecommendationMetadata, Insight, ServiceHealth, ServiceHealthInsights};
    let kind = article.metadata.self_help_type.as_ref();
    kind.is_some_and(|kind| {
        matches!(kind, AdvisorRecommendationMetadata | Insight | ServiceHealth | ServiceHealthInsights)
    })
}

/// `pageTitle="The disk is full."`
fn full_stop(source: &str, property: &Property<'_>) -> Option<Diagnostic> {
    let title = &*property.value;
    let before = title.strip_suffix('.')?;
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_abbreviation = last.contains('.')
        || last.chars().count() < 2
        || ["co", "corp", "etc", "inc", "ltd", "vs"].contains(&&*last.to_lowercase());
    let is_sentences = before.contains(". ") || before.contains("! ") || before.contains("? ");
    if is_abbreviation || is_sentences || before.ends_with('.') {
        return None;
    }
    let message = "expected a title without a full stop, found one";
    let found = Diagnostic::note(Code::TITLE_FULL_STOP, property.value_span, message);
    let written = source.get(property.value_span.range())?.trim_end();
    let end = property.value_span.start as usize + written.len();
    Some(if written.ends_with('.') { found.with_fix(end - 1..end, "") } else { found })
}

/// A cloud in `cloudEnvironments` and in `disableClouds`.
fn clouds(article: &Article, property: &Property<'_>) -> Option<Diagnostic> {
    let metadata = &article.metadata;
    let both = metadata.disable_clouds.iter().find(|cloud| metadata.cloud_environments.contains(cloud))?;
    let message =
        format!("expected `{0}` in `cloudEnvironments` or in `disableClouds`, found it in both", both.as_str());
    Some(Diagnostic::warning(Code::CLOUDS_CONFLICT, property.value_span, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal_names_have_no_words() {
        for name in
            ["linuxperformancecounters", "UserErrorSqlFailed", "backup/restore", "alerts-notsent", "Apollo_Windows"]
        {
            assert!(is_internal_name(name), "{name}");
        }
        for title in [
            "Scaling",
            "PowerShell",
            "Customer-managed",
            "How-to",
            "a full disk in the hall",
            "日本語のタイトルです",
            "KB4015438-1",
            "GitHub",
            "authentication",
            "troubleshooting",
            "point-to-site",
            "Import/Export",
            "OneDrive/SharePoint",
        ] {
            assert!(!is_internal_name(title), "{title}");
        }
    }

    #[test]
    fn guids_and_what_is_almost_one() {
        assert!(is_guid("0fb3f293-899e-458a-81cc-ad263dd89629") && is_guid("{0FB3F293-899E-458A-81CC-AD263DD89629}"));
        for id in ["0fb3f293-899e-458a-81cc-ad263dd8962", "76842b51-p022-4acb-9ef4-f78c5e87ec25"] {
            assert!(is_almost_guid(id) && !is_guid(id), "{id}");
        }
        assert!(!is_almost_guid("lamp-1") && !is_almost_guid("all-runbook-limit-failures-fc7b"));
    }
}
