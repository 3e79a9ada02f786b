//! The link reference definitions that the engine found.

use pulldown_cmark::OffsetIter;

use crate::parse::engine::definition::Definitions;
use crate::parse::engine::mask::without_numbers;
use crate::parse::engine::page::Page;
use crate::text::Text;
use crate::tree::Definition;

pub(super) fn definitions(events: &OffsetIter<'_>, page: &Page<'_>) -> Definitions {
    let all = events.reference_definitions().iter().map(|(label, definition)| {
        let base = page.range.start;
        let range = base + definition.span.start..base + definition.span.end;
        let after_label = range.start + page.seen(range.clone()).find("]:").unwrap_or_default();
        let (target, target_end) = page.engine_text_to(&definition.dest, after_label..range.end);
        let title = definition.title.as_deref().map(|title| page.engine_text(title, target_end..range.end));
        Definition { label: Text::from(&*without_numbers(label)), target, title, span: range.into() }
    });
    Definitions::new(all.collect(), page)
}
