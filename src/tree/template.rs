//! [`Template`]: text with placeholders in it.

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::text::Text;
use crate::tree::{Inline, Inlines, Placeholder, Words};

/// Text that can hold placeholders but no Markdown: code, link targets, titles.
///
/// It serialises as a string if it has no placeholder, else as an array of pieces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "TemplateForm", into = "TemplateForm")]
pub struct Template(Pieces);

#[derive(Clone, Debug, PartialEq)]
enum Pieces {
    One(Piece),
    Many(Box<[Piece]>),
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum TemplateForm {
    Plain(Text),
    Pieces(Vec<Piece>),
}

/// A piece of a [`Template`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Piece {
    /// Literal text.
    Text(Text),
    /// A placeholder; its default shows as plain text.
    Placeholder(Box<Placeholder>),
}

impl Template {
    /// The pieces in order.
    pub fn pieces(&self) -> &[Piece] {
        match &self.0 {
            Pieces::One(piece) => std::slice::from_ref(piece),
            Pieces::Many(pieces) => pieces,
        }
    }

    /// The pieces in order, mutable.
    pub fn pieces_mut(&mut self) -> &mut [Piece] {
        match &mut self.0 {
            Pieces::One(piece) => std::slice::from_mut(piece),
            Pieces::Many(pieces) => pieces,
        }
    }

    /// The placeholders in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.pieces().iter().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Placeholder(placeholder) => Some(&**placeholder),
        })
    }

    /// The text, if there is no placeholder in it.
    pub fn as_plain(&self) -> Option<&str> {
        match &self.0 {
            Pieces::One(Piece::Text(text)) => Some(text),
            _ => None,
        }
    }
}

impl Default for Template {
    fn default() -> Template {
        Template::from(Text::default())
    }
}

impl From<Text> for Template {
    fn from(text: Text) -> Template {
        Template(Pieces::One(Piece::Text(text)))
    }
}

impl From<&str> for Template {
    fn from(text: &str) -> Template {
        Template::from(Text::from(text))
    }
}

impl From<Vec<Piece>> for Template {
    fn from(mut pieces: Vec<Piece>) -> Template {
        match pieces.len() {
            0 => Template::from(""),
            1 => pieces.pop().map_or_else(|| Template::from(""), |piece| Template(Pieces::One(piece))),
            _ => Template(Pieces::Many(pieces.into_boxed_slice())),
        }
    }
}

impl From<TemplateForm> for Template {
    fn from(form: TemplateForm) -> Template {
        match form {
            TemplateForm::Plain(text) => Template::from(text),
            TemplateForm::Pieces(pieces) => Template::from(pieces),
        }
    }
}

impl From<Template> for TemplateForm {
    fn from(template: Template) -> TemplateForm {
        match template.0 {
            Pieces::One(Piece::Text(text)) => TemplateForm::Plain(text),
            Pieces::One(piece) => TemplateForm::Pieces(vec![piece]),
            Pieces::Many(pieces) => TemplateForm::Pieces(pieces.into_vec()),
        }
    }
}

impl Template {
    /// Inlines as text with placeholders: styles and comments vanish, line ends in the source become `line_end`.
    pub(crate) fn from_inlines(inlines: Inlines, line_end: &str) -> Template {
        let mut pieces = Vec::new();
        collect_pieces(inlines, line_end, &mut pieces);
        Template::joined(pieces)
    }

    /// Pieces as a template, adjacent texts joined.
    pub(crate) fn joined(pieces: Vec<Piece>) -> Template {
        Template::from(joined(pieces))
    }

    /// The template as inlines, which are at `span`: a text reaches from one placeholder to the next.
    pub(crate) fn into_inlines(self, span: Span) -> Inlines {
        let pieces = match self.0 {
            Pieces::One(piece) => vec![piece],
            Pieces::Many(pieces) => pieces.into_vec(),
        };
        let start = |piece: &Piece| match piece {
            Piece::Placeholder(placeholder) => Some(placeholder.span.start),
            Piece::Text(_) => None,
        };
        let ends: Vec<u32> = pieces.iter().skip(1).map(|piece| start(piece).unwrap_or(span.end)).collect();
        let mut at = span.start;
        let inline = |(piece, end): (Piece, u32)| match piece {
            Piece::Text(text) => {
                let place = if span.is_none() { span } else { Span { start: at, end } };
                Inline::Text(Words { text, span: place })
            }
            Piece::Placeholder(placeholder) => {
                at = placeholder.span.end;
                Inline::Placeholder(placeholder)
            }
        };
        pieces.into_iter().zip(ends.into_iter().chain([span.end])).map(inline).collect()
    }

    /// The content of a `<pre>` as code: without the line end after the start tag, with one at its end.
    pub(crate) fn into_code(self) -> Template {
        let mut pieces = match self.0 {
            Pieces::One(piece) => vec![piece],
            Pieces::Many(pieces) => pieces.into_vec(),
        };
        if let Some(Piece::Text(text)) = pieces.first_mut()
            && let Some(rest) = text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\n', '\r']))
        {
            *text = text.slice(text.len() - rest.len()..text.len());
        }
        match pieces.last() {
            Some(Piece::Text(text)) if text.ends_with(['\n', '\r']) => {}
            _ => pieces.push(Piece::Text(Text::from("\n"))),
        }
        Template::joined(pieces)
    }
}

fn collect_pieces(inlines: Inlines, line_end: &str, pieces: &mut Vec<Piece>) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => pieces.push(Piece::Text(words.text)),
            Inline::Styled(styled) => collect_pieces(styled.content, line_end, pieces),
            Inline::Code(code) => pieces.extend(code.content.pieces().iter().cloned()),
            Inline::Link(link) => collect_pieces(link.content, line_end, pieces),
            Inline::Image(image) => collect_pieces(image.alt, line_end, pieces),
            Inline::Placeholder(placeholder) => pieces.push(Piece::Placeholder(placeholder)),
            Inline::SoftBreak(_) => pieces.push(Piece::Text(Text::from(line_end))),
            Inline::HardBreak(_) => pieces.push(Piece::Text(Text::from("\n"))),
            Inline::Comment(_) => {}
        }
    }
}

/// Joins adjacent texts.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let is_text = |piece: &Piece| matches!(piece, Piece::Text(_));
    let mut joined = Vec::new();
    for run in pieces.chunk_by(|a, b| is_text(a) && is_text(b)) {
        match run {
            [piece] => joined.push(piece.clone()),
            texts => {
                let texts = texts.iter().filter_map(|piece| match piece {
                    Piece::Text(text) => Some(text.as_str()),
                    Piece::Placeholder(_) => None,
                });
                joined.push(Piece::Text(Text::from(texts.collect::<String>())));
            }
        }
    }
    joined
}
