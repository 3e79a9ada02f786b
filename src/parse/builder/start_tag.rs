//! A start tag of the author's HTML, and what its attributes say.

use std::ops::Range;

use crate::parse::engine::Page;
use crate::parse::html::{Attribute, Element};
use crate::tree::{Numbering, Template};

use super::open::CellSpans;

/// A start tag.
pub(super) struct StartTag {
    pub(super) element: Element,
    pub(super) name: &'static str,
    pub(super) attributes: Vec<Attribute>,
    pub(super) is_closed: bool,
    pub(super) range: Range<usize>,
}

impl StartTag {
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// The value of an attribute, with the placeholders in it.
    pub(super) fn value(&self, page: &Page<'_>, name: &str) -> Option<Template> {
        let Attribute { value, range, .. } = self.attribute(name)?;
        Some(if page.seen(range.clone()) == value {
            page.template(range.clone())
        } else {
            page.restore(value, range.clone())
        })
    }

    /// Its title, unless that is empty.
    pub(super) fn title(&self, page: &Page<'_>) -> Option<Template> {
        self.value(page, "title").filter(|title| title.as_plain() != Some(""))
    }

    /// The language that its class names: `class="language-x"`.
    pub(super) fn language(&self, page: &Page<'_>) -> Option<String> {
        let classes = self.value(page, "class")?.to_plain().into_owned();
        classes.split_whitespace().find_map(|class| class.strip_prefix("language-")).map(str::to_owned)
    }

    /// The number that an attribute is.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.attribute(name)?.value.trim().parse().ok()
    }

    /// How a list is numbered.
    pub(super) fn numbering(&self) -> Numbering {
        let kind = self.attribute("type").and_then(|kind| Numbering::from_name(kind.value.trim()));
        kind.unwrap_or_default()
    }

    /// How many columns and rows a cell is in.
    pub(super) fn spans(&self) -> CellSpans {
        let span = |name| span(self.attribute(name)?);
        CellSpans { columns: span("colspan"), rows: span("rowspan") }
    }
}

/// How many columns or rows a cell is in, where these are a few.
fn span(attribute: &Attribute) -> Option<u16> {
    /// Larger numbers are taken for mistakes: text has as many blank cells.
    const MOST: u16 = 50;
    attribute.value.trim().parse().ok().filter(|span| (2..=MOST).contains(span))
}
