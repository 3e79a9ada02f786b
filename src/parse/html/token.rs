//! The tokens of an author's HTML.
//!
//! html5gum reads the tags. What it would drop, and every element that the table does not know, is shown as the
//! author typed it.

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::element::Element;
use super::split::{Piece, split};
use crate::metadata::decode_entities;

/// Attributes that may be without a value on the elements above; other bare words make a tag text.
const BARE_ATTRIBUTES: &[&str] =
    &["border", "compact", "download", "hidden", "ismap", "noshade", "nowrap", "open", "reversed"];

/// An attribute of a start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    /// In lower case.
    pub(crate) name: String,
    /// Entities resolved.
    pub(crate) value: String,
    /// Where the value is.
    pub(crate) range: Range<usize>,
}

/// A piece of HTML. Ranges are in bytes of the tokenised text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// Characters, entities unresolved.
    Text(Range<usize>),
    /// The start tag of a known element.
    Start {
        element: Element,
        name: &'static str,
        attributes: Vec<Attribute>,
        /// Whether it ends in `/>`.
        is_closed: bool,
        range: Range<usize>,
    },
    /// The end tag of a known element.
    End { element: Element, name: &'static str, range: Range<usize> },
    /// Anything else; shown as it is.
    Unknown(Range<usize>),
    /// A tag with more attributes than are read.
    Excess(Range<usize>),
}

impl Token {
    fn range(&self) -> &Range<usize> {
        match self {
            Token::Text(range) | Token::Unknown(range) | Token::Excess(range) => range,
            Token::Start { range, .. } | Token::End { range, .. } => range,
        }
    }
}

/// Cuts `html` into tokens that tile it, and gives them to `each` one by one, for there may be one in every two bytes; a tag
/// may have about `most` attributes.
pub(crate) fn tokens(html: &str, most: usize, each: &mut dyn FnMut(Token)) {
    let mut end = 0;
    for piece in split(html, most) {
        match piece {
            Piece::Markup(range) => {
                tokenize(&html[..range.end], range.start, end, most, each);
                end = range.end;
            }
            Piece::Excess(range) => {
                end = range.end;
                each(Token::Excess(range));
            }
        }
    }
}

/// Gives the tokens of `html` from `start` on to `each`; those before end at `end`. Of the attributes of a tag one more than
/// `most` is kept.
fn tokenize(html: &str, start: usize, mut end: usize, most: usize, each: &mut dyn FnMut(Token)) {
    let mut tag = OpenTag { most: most.saturating_add(1), ..OpenTag::default() };
    let mut event =
        |event: CallbackEvent<'_>, span: Span<usize>| tag.event(html, event, start + span.start..start + span.end);
    for token in read(&html[start..], &mut event) {
        let range = token.range().clone();
        if range.start > end {
            each(Token::Unknown(end..range.start));
            end = range.start;
        }
        match html.get(range.clone()) {
            Some(written) if range.start >= end => {
                let is_tag = !matches!(token, Token::End { .. }) || ends_after_name(written);
                end = range.end;
                each(if is_tag { token } else { Token::Unknown(range) });
            }
            _ => {}
        }
    }
    if end < html.len() {
        each(Token::Unknown(end..html.len()));
    }
}

/// What is done with an event of html5gum, and the token that it completes. It is no type parameter: the eighty states of
/// html5gum, a sixth of what there is to compile, would be compiled again for each.
type OnEvent<'c> = &'c mut dyn FnMut(CallbackEvent<'_>, Span<usize>) -> Option<Token>;

fn read<'c>(html: &'c str, on_event: OnEvent<'c>) -> impl Iterator<Item = Token> {
    Tokenizer::new_with_emitter(html, CallbackEmitter::new(on_event)).map(|token| match token {
        Ok(token) => token,
        Err(never) => match never {},
    })
}

/// Whether nothing follows the name of this end tag; what has more is not a tag by CommonMark.
pub(crate) fn ends_after_name(tag: &str) -> bool {
    let after = tag.trim_start_matches(|c: char| c == '<' || c == '/' || c.is_ascii_alphanumeric() || c == '-');
    after.trim_start() == ">"
}

/// Puts start tags together from the events that html5gum gives.
#[derive(Default)]
struct OpenTag {
    /// Of this tag, or of the end tag after it.
    name: String,
    start: usize,
    /// Up to `most`.
    attributes: Vec<Attribute>,
    most: usize,
    /// Whether the last attribute was kept.
    keeps: bool,
    /// Where the last attribute's name ends, if no value was read after it and a bare word makes the tag text.
    word_end: Option<usize>,
    has_words: bool,
}

impl OpenTag {
    fn event(&mut self, html: &str, event: CallbackEvent<'_>, range: Range<usize>) -> Option<Token> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.set_name(name);
                self.start = range.start;
                self.attributes.clear();
                (self.word_end, self.has_words) = (None, false);
                None
            }
            CallbackEvent::AttributeName { name } => {
                let name = lossy(name);
                self.end_attribute(html);
                // `<a h*#ref="x">` is not a tag to CommonMark.
                self.has_words |= name.contains(['*', '#', '!', '%', '&', '$']);
                self.word_end = (!BARE_ATTRIBUTES.contains(&name.as_str())).then_some(range.end);
                self.keeps = self.attributes.len() < self.most;
                if self.keeps {
                    self.attributes.push(Attribute { name, value: String::new(), range });
                }
                None
            }
            CallbackEvent::AttributeValue { value } => {
                self.word_end = None;
                if let Some(attribute) = self.attributes.last_mut().filter(|_| self.keeps) {
                    attribute.value = lossy(value);
                    attribute.range = range;
                }
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => Some(self.close(html, self_closing, range.end)),
            CallbackEvent::EndTag { name } => {
                self.set_name(name);
                Some(match Element::from_name(&self.name) {
                    Some((name, element)) => Token::End { element, name, range },
                    None => Token::Unknown(range),
                })
            }
            CallbackEvent::String { .. } => Some(Token::Text(range)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => Some(Token::Unknown(range)),
            CallbackEvent::Error(_) => None,
        }
    }

    /// html5gum gives names in lower case.
    fn set_name(&mut self, name: &[u8]) {
        self.name.clear();
        self.name.push_str(&String::from_utf8_lossy(name));
    }

    /// Ends the last attribute. html5gum gives no event for the value of `alt=""`, which is empty and not a bare word.
    fn end_attribute(&mut self, html: &str) {
        let Some(name_end) = self.word_end.take() else { return };
        let rest = html.get(name_end..).unwrap_or_default();
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
            self.has_words = true;
            return;
        };
        let at = html.len() - value.len() + usize::from(value.starts_with(['"', '\'']));
        if let Some(attribute) = self.attributes.last_mut().filter(|_| self.keeps) {
            attribute.range = at..at;
        }
    }

    fn close(&mut self, html: &str, is_closed: bool, end: usize) -> Token {
        let range = self.start..end;
        self.end_attribute(html);
        match Element::from_name(&self.name) {
            Some((name, element)) if !self.has_words => {
                let attributes = std::mem::take(&mut self.attributes);
                Token::Start { element, name, attributes, is_closed, range }
            }
            _ => Token::Unknown(range),
        }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// `text` with its entities resolved.
pub(crate) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut event = |event: CallbackEvent<'_>, _: Span<usize>| {
        if let CallbackEvent::String { value } = event {
            decoded.push_str(&String::from_utf8_lossy(value));
        }
        None
    };
    read(text, &mut event).for_each(drop);
    decoded
}

/// `text` with the references resolved that end with a `;`: in `?a=1&copy=2` there is none.
pub(crate) fn decode_closed(text: &str) -> String {
    /// Longest name of a reference, in bytes.
    const LONGEST: usize = 40;
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest.bytes().skip(1).take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
        let end = 1 + name.count();
        if !rest[end..].starts_with(';') {
            decoded.push('&');
            rest = &rest[1..];
            continue;
        }
        let reference = &rest[..=end];
        let resolved =
            if reference.starts_with("&#") { decode_entities(reference).into_owned() } else { decode(reference) };
        // `&copyright;` is none, but `&copy` would be.
        let is_one = resolved == ";" || !resolved.ends_with(';');
        decoded.push_str(if is_one { &resolved } else { reference });
        rest = &rest[end + 1..];
    }
    decoded.push_str(rest);
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn tiles(html: &str) {
        let mut at = 0;
        tokens(html, 64, &mut |token| {
            assert_eq!(token.range().start, at, "{html:?}");
            at = token.range().end;
        });
        assert_eq!(at, html.len(), "{html:?}");
    }

    #[test]
    fn references_that_end() {
        assert_eq!(decode_closed("a &copy; &amp;copy; &#169;&#xA9;"), "a © &copy; ©©");
        let none = "?a=1&copy=2&lt &copyright; &; &#; & &x; &#0;";
        assert_eq!(decode_closed(none), none);
        assert_eq!(decode_closed("&semi;&nbsp;&hellip;é&"), ";\u{A0}…é&");
    }

    #[test]
    fn tokens_tile() {
        tiles("a &amp; b<br/>c <a href='x'>L</a > <!-- c --> <!DOCTYPE x> <?pi ?> <script>a<b</script> 5 < 6");
        tiles("<b");
        tiles("é<b>é</b><path to hive>");
        tiles("</ b> </> <1> \0");
    }
}
