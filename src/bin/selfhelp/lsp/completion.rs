//! Names and values that may come at a place: of properties in the header, of sections in comments.

use lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Position, TextEdit};
use selfhelp::metadata::{Cloud, Metadata, SelfHelpType};
use selfhelp::span::Span;
use selfhelp::tree::SectionKind;

use super::document::Document;

/// How a header begins.
const KEYWORD: &str = "<properties";

/// What can be written at `position`.
pub(super) fn items(document: &Document, position: Position) -> Vec<CompletionItem> {
    let at = document.offset(position);
    let before = document.text().get(..at).unwrap_or_default();
    let word_start = before.len() - before.bytes().rev().take_while(|byte| is_name(*byte)).count();
    let word = Span::new(word_start, at);
    let item = |name: &str, written: String, kind| CompletionItem {
        label: name.to_owned(),
        kind: Some(kind),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(document.range(word), written))),
        ..CompletionItem::default()
    };
    if is_marker(before, word_start) {
        let kinds = SectionKind::ALL.into_iter().filter(|kind| *kind != SectionKind::Titled);
        return kinds.map(|kind| item(kind.as_str(), kind.as_str().to_owned(), CompletionItemKind::CLASS)).collect();
    }
    match Header::of(before) {
        Some(Header { value_of: Some(name), .. }) => {
            let values = values(name).into_iter();
            values.map(|value| item(&value, value.clone(), CompletionItemKind::VALUE)).collect()
        }
        Some(Header { names, .. }) => {
            let is_new = |name: &&&str| !names.iter().any(|written| written.eq_ignore_ascii_case(name));
            let new = Metadata::NAMES.iter().filter(is_new);
            new.map(|name| item(name, format!("{name}=\"\""), CompletionItemKind::PROPERTY)).collect()
        }
        None => Vec::new(),
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_')
}

/// Whether what is written at `start` is the name in a section marker: `<!--`, perhaps a slash, and blanks.
fn is_marker(before: &str, start: usize) -> bool {
    let before = before[..start].trim_end_matches([' ', '\t']);
    before.strip_suffix('/').unwrap_or(before).trim_end_matches([' ', '\t']).ends_with("<!--")
}

/// The header as far as it is written before a place in it.
struct Header<'t> {
    /// The properties that have a value.
    names: Vec<&'t str>,
    /// The property in whose value the place is.
    value_of: Option<&'t str>,
}

impl<'t> Header<'t> {
    /// The header whose end is not in `before`.
    fn of(before: &'t str) -> Option<Header<'t>> {
        let lower = before.get(..before.len().min(1 << 16)).unwrap_or(before).to_ascii_lowercase();
        let start = lower.find(KEYWORD)? + KEYWORD.len();
        let mut header = Header { names: Vec::new(), value_of: None };
        let mut rest = before.get(start..)?;
        while let Some(at) = rest.find(['"', '\'', '>']) {
            let quote = rest[at..].chars().next()?;
            if quote == '>' {
                return None;
            }
            let named = rest[..at].trim_end().trim_end_matches('=').trim_end();
            let name =
                &named[named.len() - named.bytes().rev().take_while(|byte| is_name(*byte) || *byte == b'-').count()..];
            let value = &rest[at + 1..];
            let Some(end) = value.find(quote) else {
                header.value_of = Some(name);
                return Some(header);
            };
            header.names.push(name);
            rest = &value[end + 1..];
        }
        Some(header)
    }
}

/// The values that the format knows for a property.
fn values(name: &str) -> Vec<String> {
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    if is("selfHelpType") {
        SelfHelpType::KNOWN.iter().map(|kind| kind.as_str().to_owned()).collect()
    } else if is("cloudEnvironments") || is("disableClouds") {
        Cloud::KNOWN.iter().map(|cloud| cloud.as_str().to_owned()).collect()
    } else if is("resourceRequired") {
        ["true", "false"].map(str::to_owned).to_vec()
    } else {
        Vec::new()
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot run has failed")]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<String> {
        let at = text.find('|').expect("a mark where the cursor is");
        let text = text.replace('|', "");
        let document = Document::new(&"untitled:a".parse().expect("an address"), text);
        let position = document.position(at);
        items(&document, position).into_iter().map(|item| item.label).collect()
    }

    #[test]
    fn names_of_properties_that_are_not_there() {
        let names = labels("<properties pageTitle=\"Lamp\" art| />\n# Lamp\n");
        assert!(names.contains(&"articleId".to_owned()) && !names.contains(&"pageTitle".to_owned()), "{names:?}");
        assert_eq!(labels("<properties pageTitle=\"Lamp\" />\n# La|mp\n"), [""; 0]);
        assert_eq!(labels("# La|mp\n"), [""; 0]);
    }

    #[test]
    fn values_of_properties() {
        assert!(labels("<properties selfhelptype=\"|\" />").contains(&"rca".to_owned()));
        assert!(labels("<properties\n  cloudEnvironments = 'public, fa|").contains(&"fairfax".to_owned()));
        assert_eq!(labels("<properties pageTitle=\"rca > |\" />"), [""; 0]);
    }

    #[test]
    fn names_of_sections() {
        for text in ["<!--|-->", "a\n\n<!-- /iss|", "<properties />\n<!--|"] {
            assert!(labels(text).contains(&"issueDescription".to_owned()), "{text:?}");
        }
        assert_eq!(labels("<!-- ask Ada |-->"), [""; 0]);
    }
}
