//! Author's HTML: its tokens, and the table that says what each element becomes in the tree.
//!
//! html5gum reads the tags. What it would drop, and every element that the table does not know, is shown as the
//! author typed it.

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::parse::pieces::{Piece, pieces};
use crate::tree::Style;

/// What an element becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
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

/// Attributes that may stand without a value on the elements above; other bare words make a tag text.
const BARE_ATTRIBUTES: &[&str] =
    &["border", "compact", "download", "hidden", "ismap", "noshade", "nowrap", "open", "reversed"];

impl Element {
    /// The element with this name, in small letters.
    pub(super) fn from_name(name: &str) -> Option<Element> {
        let index = ELEMENTS.binary_search_by_key(&name, |&(name, _)| name).ok()?;
        Some(ELEMENTS[index].1)
    }

    /// Whether the element has no content and no end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Element::Break | Element::Image | Element::Rule)
    }

    /// Whether its end tag may be left out.
    pub(super) fn may_stay_open(self) -> bool {
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

    /// Whether it stands among words, not between blocks.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Element::Styled(_) | Element::Code | Element::Link | Element::Image | Element::Break | Element::Span
        )
    }
}

/// An attribute of a start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// In small letters.
    pub(super) name: String,
    /// Entities resolved.
    pub(super) value: String,
    /// Where the value stands.
    pub(super) range: Range<usize>,
}

/// A piece of HTML. Ranges are in bytes of the text that was tokenised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Characters, entities unresolved.
    Text(Range<usize>),
    /// The start tag of a known element.
    Start { element: Element, name: String, attributes: Vec<Attribute>, range: Range<usize> },
    /// The end tag of a known element.
    End { element: Element, name: String, range: Range<usize> },
    /// Anything else; shown as it stands.
    Other(Range<usize>),
    /// A tag with more attributes than are read.
    Beyond(Range<usize>),
}

impl Token {
    fn range(&self) -> &Range<usize> {
        match self {
            Token::Text(range) | Token::Other(range) | Token::Beyond(range) => range,
            Token::Start { range, .. } | Token::End { range, .. } => range,
        }
    }
}

/// Cuts `html` into tokens that tile it, and gives them to `each` one by one, for there may be one in every two bytes; a tag
/// may have about `most` attributes.
pub(super) fn tokens(html: &str, most: usize, mut each: impl FnMut(Token)) {
    let mut end = 0;
    for piece in pieces(html, most) {
        match piece {
            Piece::Markup(range) => {
                tokenize(&html[..range.end], range.start, end, most, &mut each);
                end = range.end;
            }
            Piece::Beyond(range) => {
                end = range.end;
                each(Token::Beyond(range));
            }
        }
    }
}

/// Gives the tokens of `html` from `start` on to `each`; those before end at `end`. Of the attributes of a tag one more than
/// `most` is kept.
fn tokenize(html: &str, start: usize, mut end: usize, most: usize, each: &mut impl FnMut(Token)) {
    let mut reader = Reader { most: most.saturating_add(1), ..Reader::default() };
    let emitter = CallbackEmitter::<_, Token, usize>::new(|event: CallbackEvent<'_>, span: Span<usize>| {
        reader.event(event, start + span.start..start + span.end)
    });
    for token in Tokenizer::new_with_emitter(&html[start..], emitter) {
        let token = match token {
            Ok(token) => token,
            Err(never) => match never {},
        };
        let range = token.range().clone();
        if range.start > end {
            each(Token::Other(end..range.start));
            end = range.start;
        }
        match html.get(range.clone()) {
            Some(written) if range.start >= end => {
                let is_tag = !matches!(token, Token::End { .. }) || ends_behind_name(written);
                end = range.end;
                each(if is_tag { token } else { Token::Other(range) });
            }
            _ => {}
        }
    }
    if end < html.len() {
        each(Token::Other(end..html.len()));
    }
}

/// Whether nothing stands behind the name of this end tag; what has more is no tag by CommonMark.
pub(super) fn ends_behind_name(tag: &str) -> bool {
    let behind = tag.trim_start_matches(|c: char| c == '<' || c == '/' || c.is_ascii_alphanumeric() || c == '-');
    behind.trim_start() == ">"
}

/// Puts start tags together from the events that html5gum gives.
#[derive(Default)]
struct Reader {
    name: String,
    start: usize,
    /// Up to so many.
    attributes: Vec<Attribute>,
    most: usize,
    /// Whether the last attribute was kept.
    keeps: bool,
    /// Whether the last attribute is a bare word, as far as was read, that makes the tag text.
    is_word: bool,
    has_words: bool,
}

impl Reader {
    fn event(&mut self, event: CallbackEvent<'_>, range: Range<usize>) -> Option<Token> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = lossy(name).to_ascii_lowercase();
                self.start = range.start;
                self.attributes.clear();
                (self.is_word, self.has_words) = (false, false);
                None
            }
            CallbackEvent::AttributeName { name } => {
                let name = lossy(name).to_ascii_lowercase();
                self.has_words |= self.is_word;
                self.is_word = !BARE_ATTRIBUTES.contains(&name.as_str());
                self.keeps = self.attributes.len() < self.most;
                if self.keeps {
                    self.attributes.push(Attribute { name, value: String::new(), range });
                }
                None
            }
            CallbackEvent::AttributeValue { value } => {
                self.is_word = false;
                if let Some(attribute) = self.attributes.last_mut().filter(|_| self.keeps) {
                    attribute.value = lossy(value);
                    attribute.range = range;
                }
                None
            }
            CallbackEvent::CloseStartTag { .. } => Some(self.start_tag(range.end)),
            CallbackEvent::EndTag { name } => {
                let name = lossy(name).to_ascii_lowercase();
                Some(match Element::from_name(&name) {
                    Some(element) => Token::End { element, name, range },
                    None => Token::Other(range),
                })
            }
            CallbackEvent::String { .. } => Some(Token::Text(range)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => Some(Token::Other(range)),
            CallbackEvent::Error(_) => None,
        }
    }

    fn start_tag(&mut self, end: usize) -> Token {
        let range = self.start..end;
        match Element::from_name(&self.name) {
            Some(element) if !self.has_words && !self.is_word => Token::Start {
                element,
                name: std::mem::take(&mut self.name),
                attributes: std::mem::take(&mut self.attributes),
                range,
            },
            _ => Token::Other(range),
        }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// `text` with its entities resolved.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let emitter = CallbackEmitter::<_, String, usize>::new(|event: CallbackEvent<'_>, _: Span<usize>| match event {
        CallbackEvent::String { value } => Some(lossy(value)),
        _ => None,
    });
    for piece in Tokenizer::new_with_emitter(text, emitter) {
        match piece {
            Ok(piece) => decoded.push_str(&piece),
            Err(never) => match never {},
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted() {
        assert!(ELEMENTS.is_sorted_by_key(|&(name, _)| name));
    }

    #[track_caller]
    fn tiles(html: &str) {
        let mut at = 0;
        tokens(html, 64, |token| {
            assert_eq!(token.range().start, at, "{html:?}");
            at = token.range().end;
        });
        assert_eq!(at, html.len(), "{html:?}");
    }

    #[test]
    fn tokens_tile() {
        tiles("a &amp; b<br/>c <a href='x'>L</a > <!-- c --> <!DOCTYPE x> <?pi ?> <script>a<b</script> 5 < 6");
        tiles("<b");
        tiles("é<b>é</b><path to hive>");
        tiles("</ b> </> <1> \0");
    }
}
