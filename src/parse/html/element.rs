//! The elements of an author's HTML: the table that says what each becomes in the tree.

use crate::tree::Style;

/// What an element becomes, by where it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    Void(Void),
    Phrase(Phrase),
    Part(Part),
    Block(Block),
}

/// An element without content and end tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Void {
    Break,
    Image,
    Rule,
}

/// An element among words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phrase {
    Styled(Style),
    Code,
    Link,
    /// Nothing but its content.
    Span,
}

/// An element of a table or a list, which closes the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Item,
    Row,
    Cell {
        head: bool,
    },
    /// Nothing but its rows: `thead`, `tbody`, `tfoot`.
    Rows {
        head: bool,
    },
    Term,
    Description,
}

/// An element wherever a block can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    Paragraph,
    Heading(u8),
    BulletList,
    OrderedList,
    Quote,
    Preformatted,
    Table,
    DefinitionList,
    Details,
    Summary,
    /// Nothing but its content.
    Division,
    /// A paragraph before its table.
    Caption,
}

/// The table of elements: what is not here is text.
const ELEMENTS: &[(&str, Element)] = &[
    ("a", Element::Phrase(Phrase::Link)),
    ("b", Element::Phrase(Phrase::Styled(Style::Strong))),
    ("blockquote", Element::Block(Block::Quote)),
    ("br", Element::Void(Void::Break)),
    ("caption", Element::Block(Block::Caption)),
    ("center", Element::Block(Block::Division)),
    ("code", Element::Phrase(Phrase::Code)),
    ("dd", Element::Part(Part::Description)),
    ("del", Element::Phrase(Phrase::Styled(Style::Strikethrough))),
    ("details", Element::Block(Block::Details)),
    ("div", Element::Block(Block::Division)),
    ("dl", Element::Block(Block::DefinitionList)),
    ("dt", Element::Part(Part::Term)),
    ("em", Element::Phrase(Phrase::Styled(Style::Emphasis))),
    ("font", Element::Phrase(Phrase::Span)),
    ("h1", Element::Block(Block::Heading(1))),
    ("h2", Element::Block(Block::Heading(2))),
    ("h3", Element::Block(Block::Heading(3))),
    ("h4", Element::Block(Block::Heading(4))),
    ("h5", Element::Block(Block::Heading(5))),
    ("h6", Element::Block(Block::Heading(6))),
    ("hr", Element::Void(Void::Rule)),
    ("i", Element::Phrase(Phrase::Styled(Style::Emphasis))),
    ("img", Element::Void(Void::Image)),
    ("kbd", Element::Phrase(Phrase::Styled(Style::Keyboard))),
    ("li", Element::Part(Part::Item)),
    ("ol", Element::Block(Block::OrderedList)),
    ("p", Element::Block(Block::Paragraph)),
    ("pre", Element::Block(Block::Preformatted)),
    ("s", Element::Phrase(Phrase::Styled(Style::Strikethrough))),
    ("span", Element::Phrase(Phrase::Span)),
    ("strong", Element::Phrase(Phrase::Styled(Style::Strong))),
    ("sub", Element::Phrase(Phrase::Styled(Style::Subscript))),
    ("summary", Element::Block(Block::Summary)),
    ("sup", Element::Phrase(Phrase::Styled(Style::Superscript))),
    ("table", Element::Block(Block::Table)),
    ("tbody", Element::Part(Part::Rows { head: false })),
    ("td", Element::Part(Part::Cell { head: false })),
    ("tfoot", Element::Part(Part::Rows { head: false })),
    ("th", Element::Part(Part::Cell { head: true })),
    ("thead", Element::Part(Part::Rows { head: true })),
    ("tr", Element::Part(Part::Row)),
    ("u", Element::Phrase(Phrase::Styled(Style::Underline))),
    ("ul", Element::Block(Block::BulletList)),
];

impl Element {
    /// The element with this name, in lower case.
    pub(crate) fn from_name(name: &str) -> Option<Element> {
        let index = ELEMENTS.binary_search_by_key(&name, |&(name, _)| name).ok()?;
        Some(ELEMENTS[index].1)
    }

    /// Whether the element has no content and no end tag.
    pub(crate) fn is_void(self) -> bool {
        matches!(self, Element::Void(_))
    }

    /// Whether its end tag may be left out.
    pub(crate) fn may_stay_open(self) -> bool {
        matches!(self, Element::Part(_) | Element::Block(Block::Paragraph))
    }

    /// Whether it is among words, not between blocks.
    pub(crate) fn is_inline(self) -> bool {
        match self {
            Element::Void(void) => void != Void::Rule,
            Element::Phrase(_) => true,
            Element::Part(_) | Element::Block(_) => false,
        }
    }

    /// Whether it is a table, or there is none of it outside one.
    pub(crate) fn is_of_table(self) -> bool {
        match self {
            Element::Part(part) => part.is_of_table(),
            Element::Block(block) => matches!(block, Block::Table | Block::Caption),
            Element::Void(_) | Element::Phrase(_) => false,
        }
    }
}

impl Part {
    pub(crate) fn is_of_table(self) -> bool {
        match self {
            Part::Row | Part::Cell { .. } | Part::Rows { .. } => true,
            Part::Item | Part::Term | Part::Description => false,
        }
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
