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
    /// What is said of a column of a table, of which nothing shows.
    Column,
    /// Nothing that shows.
    Nothing,
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

/// The table of elements, in alphabetical order: what is not here is text.
const ELEMENTS: &[(&str, Element)] = &[
    ("a", Element::Phrase(Phrase::Link)),
    ("abbr", Element::Phrase(Phrase::Span)),
    ("address", Element::Block(Block::Division)),
    ("article", Element::Block(Block::Division)),
    ("aside", Element::Block(Block::Division)),
    ("b", Element::Phrase(Phrase::Styled(Style::Strong))),
    ("big", Element::Phrase(Phrase::Span)),
    ("blockquote", Element::Block(Block::Quote)),
    ("br", Element::Void(Void::Break)),
    ("button", Element::Phrase(Phrase::Span)),
    ("caption", Element::Block(Block::Caption)),
    ("center", Element::Block(Block::Division)),
    ("cite", Element::Phrase(Phrase::Span)),
    ("code", Element::Phrase(Phrase::Code)),
    ("col", Element::Void(Void::Column)),
    ("colgroup", Element::Part(Part::Rows { head: false })),
    ("dd", Element::Part(Part::Description)),
    ("del", Element::Phrase(Phrase::Styled(Style::Strikethrough))),
    ("details", Element::Block(Block::Details)),
    ("div", Element::Block(Block::Division)),
    ("dl", Element::Block(Block::DefinitionList)),
    ("dt", Element::Part(Part::Term)),
    ("em", Element::Phrase(Phrase::Styled(Style::Emphasis))),
    ("figcaption", Element::Block(Block::Division)),
    ("figure", Element::Block(Block::Division)),
    ("font", Element::Phrase(Phrase::Span)),
    ("footer", Element::Block(Block::Division)),
    ("h1", Element::Block(Block::Heading(1))),
    ("h2", Element::Block(Block::Heading(2))),
    ("h3", Element::Block(Block::Heading(3))),
    ("h4", Element::Block(Block::Heading(4))),
    ("h5", Element::Block(Block::Heading(5))),
    ("h6", Element::Block(Block::Heading(6))),
    ("header", Element::Block(Block::Division)),
    ("hr", Element::Void(Void::Rule)),
    ("i", Element::Phrase(Phrase::Styled(Style::Emphasis))),
    ("img", Element::Void(Void::Image)),
    ("ins", Element::Phrase(Phrase::Span)),
    ("kbd", Element::Phrase(Phrase::Styled(Style::Keyboard))),
    ("li", Element::Part(Part::Item)),
    ("main", Element::Block(Block::Division)),
    ("mark", Element::Phrase(Phrase::Span)),
    ("nav", Element::Block(Block::Division)),
    ("ol", Element::Block(Block::OrderedList)),
    ("p", Element::Block(Block::Paragraph)),
    ("pre", Element::Block(Block::Preformatted)),
    ("q", Element::Phrase(Phrase::Span)),
    ("s", Element::Phrase(Phrase::Styled(Style::Strikethrough))),
    ("samp", Element::Phrase(Phrase::Code)),
    ("section", Element::Block(Block::Division)),
    ("small", Element::Phrase(Phrase::Span)),
    ("span", Element::Phrase(Phrase::Span)),
    ("strike", Element::Phrase(Phrase::Styled(Style::Strikethrough))),
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
    ("tt", Element::Phrase(Phrase::Code)),
    ("u", Element::Phrase(Phrase::Styled(Style::Underline))),
    ("ul", Element::Block(Block::BulletList)),
    ("var", Element::Phrase(Phrase::Span)),
    ("wbr", Element::Void(Void::Nothing)),
];

/// Where the names that begin with each small letter begin in the table, and where it ends.
const STARTS: [usize; 27] = {
    let (mut starts, mut letter, mut row) = ([ELEMENTS.len(); 27], 0, 0);
    while row < ELEMENTS.len() {
        let first = (ELEMENTS[row].0.as_bytes()[0] - b'a') as usize;
        assert!(letter <= first + 1, "`ELEMENTS` must be in alphabetical order, as it is searched by first letters");
        while letter <= first {
            starts[letter] = row;
            letter += 1;
        }
        row += 1;
    }
    starts
};

/// Elements of the table that are more often words that the reader needs, such as `<header>`: elements only with an end
/// tag or an attribute that says something.
const WORDS: &[&str] = &[
    "abbr",
    "address",
    "article",
    "aside",
    "cite",
    "figcaption",
    "figure",
    "footer",
    "header",
    "ins",
    "main",
    "mark",
    "nav",
    "q",
    "section",
    "var",
];

/// Elements whose start tag shows nothing where its end tag is missing: what is after it shows as if it were not there.
const PLAIN_WHEN_OPEN: &[&str] = &["b", "em", "i", "s", "strike", "strong", "u"];

impl Element {
    /// The element with this name, in small letters, and the name.
    pub(crate) fn from_name(name: &str) -> Option<(&'static str, Element)> {
        let letter = usize::from(name.bytes().next()?.checked_sub(b'a')?);
        let named = &ELEMENTS[*STARTS.get(letter)?..*STARTS.get(letter + 1)?];
        named.iter().find(|(known, _)| *known == name).copied()
    }

    /// Whether tags of this name may as well be words in angle brackets.
    pub(crate) fn may_be_word(name: &str) -> bool {
        WORDS.contains(&name)
    }

    /// Whether a start tag of this name without end tag leaves its content and nothing else.
    pub(crate) fn is_plain_when_open(name: &str) -> bool {
        PLAIN_WHEN_OPEN.contains(&name)
    }

    /// Whether the element has no content and no end tag.
    pub(crate) fn is_void(self) -> bool {
        matches!(self, Element::Void(_))
    }

    /// Whether it is a heading.
    pub(crate) fn is_heading(self) -> bool {
        matches!(self, Element::Block(Block::Heading(_)))
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
            Element::Void(void) => void == Void::Column,
            Element::Phrase(_) => false,
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
    fn every_row_is_found_by_its_name() {
        for row in ELEMENTS {
            assert_eq!(Element::from_name(row.0), Some(*row));
        }
        for name in ["", "A", "path", "zip", "{", "é", "ta"] {
            assert_eq!(Element::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn lists_of_names_name_elements() {
        assert!(WORDS.iter().chain(PLAIN_WHEN_OPEN).all(|name| Element::from_name(name).is_some()));
    }
}
