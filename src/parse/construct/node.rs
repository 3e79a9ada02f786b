//! From constructs to nodes, where there is no Markdown: in code, targets and titles, and for defaults that hold none.

use std::ops::Range;

use memchr::memmem;

use crate::source::Comments;
use crate::span::Span;
use crate::text::{Shared, Text};
use crate::tree::{self, Comment, Inline, Inlines, Piece, Template, Words};

use super::{Construct, Kind, Placeholder};

impl Construct {
    /// Whether it shows as the text that it covers wherever it is in running text.
    pub(crate) fn is_text(&self) -> bool {
        matches!(
            self.kind,
            Kind::Literal
                | Kind::Edge(_)
                | Kind::ConflictLine
                | Kind::DefinitionLine
                | Kind::TagLine
                | Kind::LoneTags
                | Kind::BreakTag
                | Kind::Tab
                | Kind::AfterTarget
        )
    }

    /// The node of `placeholder`, which this is, its default as text.
    pub(crate) fn plain_placeholder(&self, source: &Shared, placeholder: &Placeholder) -> tree::Placeholder {
        let span = placeholder.default;
        let text = Text::shared(source, span);
        let default = match memmem::find(text.as_bytes(), b"<!--") {
            Some(_) if !placeholder.in_code => text_and_comments(&text, span),
            _ if text.is_empty() => Inlines::new(),
            _ => [Inline::Text(Words { text, span })].into_iter().collect(),
        };
        let name = Text::shared(source, placeholder.name);
        tree::Placeholder { name, default, span: self.range.clone().into() }
    }

    /// What it is in code, a target or a title.
    pub(crate) fn piece(&self, source: &Shared) -> Option<Piece> {
        match &self.kind {
            Kind::Placeholder(placeholder) => {
                Some(Piece::Placeholder(Box::new(self.plain_placeholder(source, placeholder))))
            }
            Kind::Component => {
                let text = Text::shared(source, self.range.clone().into());
                let inlines = text_and_comments(&text, Span::NONE);
                Some(Piece::Text(Text::from(&*Template::from_inlines(inlines, " ").to_plain())))
            }
            _ => None,
        }
    }
}

/// Text at `span` that is not Markdown, and the comments in it.
fn text_and_comments(text: &Text, span: Span) -> Inlines {
    let start = span.start as usize;
    let span_of = |range: &Range<usize>| {
        if span.is_none() { Span::NONE } else { Span::new(start + range.start, start + range.end) }
    };
    let words = |range: Range<usize>| Inline::Text(Words { text: text.slice(range.clone()), span: span_of(&range) });
    let comments = Comments::new(text);
    let (mut inlines, mut at) = (Inlines::new(), 0);
    while let Some(start) = memmem::find(&text.as_bytes()[at..], b"<!--").map(|found| at + found) {
        let end = comments.end(start).unwrap_or(text.len());
        if start > at {
            inlines.push(words(at..start));
        }
        let inside = start + 4..(end.saturating_sub(3)).max(start + 4);
        let comment = Comment { text: text.slice(inside), span: span_of(&(start..end)) };
        inlines.push(Inline::Comment(comment));
        at = end;
    }
    if at < text.len() {
        inlines.push(words(at..text.len()));
    }
    inlines
}
