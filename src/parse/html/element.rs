//! The elements of an author's HTML: the table that says what each becomes in the tree.

use crate::tree::Style;

/// What an element becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    Styled(Style),
    Code,
    Link,
    Image,
    Break,
    Rule,
    Paragraph,
    Heading(u8),
    BulletList,
    OrderedList,
    Item,
    Quote,
    Preformatted,
    Table,
    Row,
    Cell {
        head: bool,
    },
    DefinitionList,
    Term,
    Description,
    Details,
    Summary,
    /// Nothing but its content, among words.
    Span,
    /// Nothing but its content, between blocks.
    Division,
    /// Nothing but its rows, and only inside a table: `thead`, `tbody`, `tfoot`.
    TablePart {
        head: bool,
    },
    /// A paragraph before its table.
    Caption,
}

/// The table of elements: what is not here is text.
const ELEMENTS: &[(&str, Element)] = &[
    ("a", Element::Link),
    ("b", Element::Styled(Style::Strong)),
    ("blockquote", Element::Quote),
    ("br", Element::Break),
    ("caption", Element::Caption),
    ("center", Element::Division),
    ("code", Element::Code),
    ("dd", Element::Description),
    ("del", Element::Styled(Style::Strikethrough)),
    ("details", Element::Details),
    ("div", Element::Division),
    ("dl", Element::DefinitionList),
    ("dt", Element::Term),
    ("em", Element::Styled(Style::Emphasis)),
    ("font", Element::Span),
    ("h1", Element::Heading(1)),
    ("h2", Element::Heading(2)),
    ("h3", Element::Heading(3)),
    ("h4", Element::Heading(4)),
    ("h5", Element::Heading(5)),
    ("h6", Element::Heading(6)),
    ("hr", Element::Rule),
    ("i", Element::Styled(Style::Emphasis)),
    ("img", Element::Image),
    ("kbd", Element::Styled(Style::Keyboard)),
    ("li", Element::Item),
    ("ol", Element::OrderedList),
    ("p", Element::Paragraph),
    ("pre", Element::Preformatted),
    ("s", Element::Styled(Style::Strikethrough)),
    ("span", Element::Span),
    ("strong", Element::Styled(Style::Strong)),
    ("sub", Element::Styled(Style::Subscript)),
    ("summary", Element::Summary),
    ("sup", Element::Styled(Style::Superscript)),
    ("table", Element::Table),
    ("tbody", Element::TablePart { head: false }),
    ("td", Element::Cell { head: false }),
    ("tfoot", Element::TablePart { head: false }),
    ("th", Element::Cell { head: true }),
    ("thead", Element::TablePart { head: true }),
    ("tr", Element::Row),
    ("u", Element::Styled(Style::Underline)),
    ("ul", Element::BulletList),
];

impl Element {
    /// The element with this name, in small letters.
    pub(crate) fn from_name(name: &str) -> Option<Element> {
        let index = ELEMENTS.binary_search_by_key(&name, |&(name, _)| name).ok()?;
        Some(ELEMENTS[index].1)
    }

    /// Whether the element has no content and no end tag.
    pub(crate) fn is_void(self) -> bool {
        matches!(self, Element::Break | Element::Image | Element::Rule)
    }

    /// Whether its end tag may be left out.
    pub(crate) fn may_stay_open(self) -> bool {
        matches!(
            self,
            Element::Paragraph
                | Element::Item
                | Element::Row
                | Element::Cell { .. }
                | Element::Term
                | Element::Description
                | Element::TablePart { .. }
        )
    }

    /// Whether it is among words, not between blocks.
    pub(crate) fn is_inline(self) -> bool {
        matches!(
            self,
            Element::Styled(_) | Element::Code | Element::Link | Element::Image | Element::Break | Element::Span
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted() {
        assert!(ELEMENTS.is_sorted_by_key(|&(name, _)| name));
    }
}
