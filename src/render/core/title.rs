//! The title of an article with values filled in.

use super::escape::is_bidi_control;
use super::{Root, Scope, Settings};
use crate::article::Article;
use crate::error::RenderError;
use crate::text::one_line;
use crate::tree::{Inline, Inlines, Piece, Placeholder, Template};

/// The title of `article` as [`Article::title`] gives it, with the values of `settings`.
pub(crate) fn title(settings: &Settings<'_>, article: &Article) -> Result<Option<String>, RenderError> {
    let scope = Scope::new(settings, Root::Article(article))?;
    let mut title = Title { scope, out: String::new() };
    if let Some(heading) = article.title_heading() {
        title.inlines(&heading.content)?;
    }
    let filled = one_line(title.out.into());
    // A heading of nothing but a value that is empty is no title.
    Ok(if filled.is_empty() { article.title_beside_headings().map(Into::into) } else { Some(filled.into_owned()) })
}

struct Title<'a> {
    scope: Scope<'a>,
    out: String,
}

impl Title<'_> {
    fn inlines(&mut self, nodes: &Inlines) -> Result<(), RenderError> {
        nodes.iter().try_for_each(|node| self.inline(node))
    }

    fn inline(&mut self, node: &Inline) -> Result<(), RenderError> {
        match node {
            Inline::Text(words) => self.out.push_str(&words.text),
            Inline::Styled(node) => self.inlines(&node.content)?,
            Inline::Link(node) => self.inlines(&node.content)?,
            Inline::Image(node) => self.inlines(&node.alt)?,
            Inline::Code(node) => self.template(&node.content)?,
            Inline::Placeholder(node) => self.placeholder(node)?,
            Inline::SoftBreak(_) | Inline::HardBreak(_) => self.out.push(' '),
            Inline::Comment(_) => {}
        }
        Ok(())
    }

    fn template(&mut self, template: &Template) -> Result<(), RenderError> {
        template.pieces().iter().try_for_each(|piece| match piece {
            Piece::Text(text) => {
                self.out.push_str(text);
                Ok(())
            }
            Piece::Placeholder(node) => self.placeholder(node),
        })
    }

    fn placeholder(&mut self, node: &Placeholder) -> Result<(), RenderError> {
        match self.scope.supply().plain_value(node)? {
            Some(value) => self.out.push_str(&value.replace(is_bidi_control, "\u{FFFD}")),
            None => self.inlines(&node.default)?,
        }
        self.scope.check(self.out.len())
    }
}
