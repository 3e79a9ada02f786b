//! The outline of an article: its headings, each with those under it, and its sections.

use lsp_types::{DocumentSymbol, DocumentSymbolResponse, SymbolKind};
use selfhelp::span::Span;
use selfhelp::tree::SectionKind;
use selfhelp::visit::Node;

use super::document::Document;

/// The level of a titled section.
const TITLED: u8 = 2;

/// A heading, or a section, which has no level and nothing under it.
struct Entry {
    level: Option<u8>,
    name: String,
    span: Span,
}

/// The outline of `document`.
pub(super) fn symbols(document: &Document) -> DocumentSymbolResponse {
    let entries: Vec<Entry> = document.article.nodes().filter_map(entry).collect();
    let mut roots: Vec<DocumentSymbol> = Vec::new();
    // The headings that are still open, with their levels, each inside the one before it.
    let mut open: Vec<(u8, DocumentSymbol)> = Vec::new();
    let end = document.text().len();
    for (index, entry) in entries.iter().enumerate() {
        let Some(level) = entry.level else {
            let symbol = symbol(document, entry, entry.span, SymbolKind::NAMESPACE);
            match open.last_mut() {
                Some((_, parent)) => parent.children.get_or_insert_default().push(symbol),
                None => roots.push(symbol),
            }
            continue;
        };
        close(&mut open, &mut roots, level);
        let is_next = |next: &&Entry| next.level.is_some_and(|next| next <= level);
        let next = entries[index + 1..].iter().find(is_next).map_or(end, |next| next.span.start as usize);
        let whole = Span::new(entry.span.start as usize, next.max(entry.span.end as usize));
        open.push((level, symbol(document, entry, whole, SymbolKind::STRING)));
    }
    close(&mut open, &mut roots, 0);
    DocumentSymbolResponse::Nested(roots)
}

/// Puts what is open at `level` or deeper into what it is under.
fn close(open: &mut Vec<(u8, DocumentSymbol)>, roots: &mut Vec<DocumentSymbol>, level: u8) {
    while let Some((_, symbol)) = open.pop_if(|(of, _)| *of >= level) {
        match open.last_mut() {
            Some((_, parent)) => parent.children.get_or_insert_default().push(symbol),
            None => roots.push(symbol),
        }
    }
}

fn entry(node: Node<'_>) -> Option<Entry> {
    match node {
        Node::Heading(heading) => {
            let name = heading.content.to_plain().trim().to_owned();
            Some(Entry { level: Some(heading.level), name, span: heading.span })
        }
        Node::Section(section) => {
            let name = section.title.as_deref().unwrap_or(section.kind.as_str()).to_owned();
            Some(Entry { level: (section.kind == SectionKind::Titled).then_some(TITLED), name, span: section.span })
        }
        _ => None,
    }
}

#[allow(deprecated, reason = "a field that was given up has to be filled in all the same")]
fn symbol(document: &Document, entry: &Entry, whole: Span, kind: SymbolKind) -> DocumentSymbol {
    // Editors refuse a symbol without a name.
    let name = if entry.name.is_empty() { "…".to_owned() } else { entry.name.clone() };
    DocumentSymbol {
        name,
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range: document.range(whole),
        selection_range: document.range(entry.span),
        children: None,
    }
}
