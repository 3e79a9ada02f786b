//! A link or image that is open, and where it goes.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use crate::parse::engine::definition::Definitions;
use crate::parse::engine::event::Destination;
use crate::parse::engine::page::Page;
use crate::tree::Template;

/// A link or image that is open.
pub(super) struct OpenLink<'p> {
    kind: LinkType,
    target: CowStr<'p>,
    title: CowStr<'p>,
    label: CowStr<'p>,
    /// Where the content ends, as far as it was read. Target and title come after it.
    pub(super) content_end: usize,
}

impl<'p> OpenLink<'p> {
    #[inline]
    pub(super) fn new(kind: LinkType, target: CowStr<'p>, title: CowStr<'p>, label: CowStr<'p>) -> OpenLink<'p> {
        OpenLink { kind, target, title, label, content_end: 0 }
    }

    fn is_reference(&self) -> bool {
        !matches!(self.kind, LinkType::Inline | LinkType::Autolink | LinkType::Email)
    }

    /// All of the link at `range`: the engine leaves out the `[]` of `[text][]`.
    #[inline]
    pub(super) fn whole(&self, page: &Page<'_>, range: Range<usize>) -> Range<usize> {
        let is_collapsed = matches!(self.kind, LinkType::Collapsed | LinkType::CollapsedUnknown);
        let brackets = is_collapsed && page.seen(range.end..page.range.end).starts_with("[]");
        range.start..range.end + if brackets { 2 } else { 0 }
    }

    /// Where the link at `range` goes, whose content was read.
    #[inline]
    pub(super) fn destination(
        &self,
        page: &Page<'p>,
        definitions: &mut Definitions,
        range: Range<usize>,
    ) -> Destination {
        if self.is_reference() {
            definitions.used(&self.label);
        }
        let known = |text: &str| match page.range_of(text) {
            Some(range) => Some(page.template(range)),
            None if !page.has_constructs() => Some(Template::from(text)),
            None => None,
        };
        let definition = || definitions.labelled(&self.label).filter(|_| self.is_reference());
        let after = |from: usize| from.max(range.start)..range.end.max(from);
        let target = match self.kind {
            LinkType::Email => Some(Template::from(["mailto:", &self.target].concat().as_str())),
            _ => known(&self.target).or_else(|| Some(definition()?.target.clone())),
        };
        let target_end = page.range_of(&self.target).map_or(0, |target| target.end).max(self.content_end);
        let (target, target_end) = match target {
            Some(target) => (target, target_end),
            None => page.restore_to(&self.target, after(self.content_end)),
        };
        let title = (!self.title.is_empty()).then(|| {
            let defined = || definition()?.title.clone();
            known(&self.title).or_else(defined).unwrap_or_else(|| page.restore(&self.title, after(target_end)))
        });
        Destination { target, title }
    }
}
